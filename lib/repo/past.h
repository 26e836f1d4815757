#ifndef REPO_PAST_H
#define REPO_PAST_H

/*
 * What was committed, looked at one commit at a time from HEAD back, until
 * the asker has seen enough: for finding a commit and taking it back.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "repo/hunks.h"
#include "repo/repo.h"

struct past {
	const char *id;	    /* full, hexadecimal */
	const char *author; /* name */
	const char *email;
	int64_t at_s;	/* the author's time, UTC seconds */
	int offset_min; /* its zone, east of UTC */
	int64_t time_s; /* the committer's */
	const char *message;
	size_t parents;
};

/* 0: go on; 1: enough; -1: e is set.  *c is gone when it returns. */
typedef int past_fn(void *ctx, const struct past *c, struct err *e);

/*
 * Shows fn the commits that HEAD is made of, merged ones too, newest first
 * by the committer's time and none before a commit that was made on it.
 * *cut: older ones are missing (a shallow clone).  A branch without commits
 * shows none.  Errors: ERR_WORLD.  Cost: 10,000 commits 0.15 s.
 */
int past_each(struct repo *r, past_fn *fn, void *ctx, bool *cut, struct err *e);

/* A file that a commit changed. */
struct past_file {
	const char *path; /* relative to root */
	struct bytes old; /* before it */
	struct bytes new; /* after it */
};

/* Whether a path (relative to root) is asked for. */
typedef bool past_wanted(void *ctx, const char *path);

/*
 * The files below root that a commit changed against its first parent, by
 * path, with the bytes that git would put on disk.  wanted NULL: all.
 * Memory: r->a.  Errors: ERR_WORLD, also where the clone ends at that
 * commit, so that what was before is not known.
 */
int past_files(struct past_file **v, size_t *n, struct repo *r, const char *id,
    past_wanted *wanted, void *ctx, struct err *e);

/* Is a version of a file still well?  p NULL: it is not there. */
typedef bool past_test(void *ctx, struct bytes version);

/* The commit that spoilt a file. */
struct past_culprit {
	bool found;
	bool uncommitted; /* none did: HEAD's version still is well */
	struct past c;	  /* in r->a */
	struct bytes old; /* the file before it; of HEAD, if uncommitted */
	struct bytes new;
};

/*
 * The newest commit on HEAD's line of first parents after whose version of
 * path the test is not passed while its first parent's passes it; found is
 * false where none is younger than since_s (committer's time).
 * Errors: ERR_WORLD.  Cost: as past_each, and each version once.
 */
int past_blame(struct past_culprit *out, struct repo *r, const char *path,
    int64_t since_s, past_test *test, void *ctx, struct err *e);

#endif
