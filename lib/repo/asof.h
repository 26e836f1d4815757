#ifndef REPO_ASOF_H
#define REPO_ASOF_H

/*
 * Which commit was the newest at some time, by the committer's date, on the
 * line of first parents.  Asks the user's own git, which knows grafts and
 * the commit-graph; so readers need not link libgit2.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "repo/repo.h"

struct asof {
	int64_t at; /* asked for, seconds since 1970 */
	/* The first one met at or before that from the end of the line; NULL:
	 * there was none yet. */
	const char *commit; /* full id, hexadecimal */
	int64_t time; /* the commit's; of the first one where there is none; 0:
			 there are no commits */
	bool cut_off; /* the clone is shallow and begins later than that: commit
			 is the oldest that it has */
};

/*
 * Answers for n times; rev: full id of the commit that the line of first
 * parents ends at, NULL: HEAD.  A branch without commits has none.
 * Memory: r->a.  Errors: ERR_WORLD, there is no git.
 * Cost: what git rev-list takes back to each of one or two times, or once
 * for all commits: 100,000 in 0.5 s, in 0.1 s with a commit-graph.
 */
int asof_find(
    struct asof *v, size_t n, struct repo *r, const char *rev, struct err *e);

/* The commit that a revision names, and its time.  Errors: ERR_USAGE too. */
int asof_tip(struct asof *out, struct repo *r, const char *rev, struct err *e);

#endif
