#ifndef REPO_HISTORY_H
#define REPO_HISTORY_H

/*
 * What happened to the files of a folder, from the newest commit back: one
 * walk over all ancestors, their trees compared by the ids of entries.
 * Knows paths and ids, nothing of plans.  Source: ilp-log(1).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "repo/objid.h"
#include "repo/repo.h"
#include "repo/store.h"

struct past_commit {
	struct objid id;
	int64_t time;		  /* the committer's, seconds since 1970 */
	int offset;		  /* minutes east of UTC */
	const char *name, *email; /* of the author, by the mailmap */
	const char *message;
};

/*
 * A file that a commit changed.  A merge has one for each of its parents,
 * one after the other, and none where it has the file as any parent has it.
 */
struct past_change {
	uint32_t commit;       /* in commits */
	uint32_t path;	       /* in paths */
	uint32_t parent;       /* 0: the first, whose the old one is */
	struct objid old, new; /* none: not there */
};

struct history {
	struct past_commit *commits; /* that changed something; newest first */
	size_t ncommits;
	struct past_change *changes; /* by commit, then path, then parent */
	size_t nchanges;
	struct strs paths; /* relative to the root */
	bool cut_off;	   /* the clone is shallow: older ones are not here */
	int64_t cut_time;  /* of the oldest commit that it ends at */
};

struct history_how {
	const char *rev;    /* where it begins; NULL: HEAD */
	const char *folder; /* below the root, "plans" */
	/* As of trees_how; paths are below the folder.  NULL: all files.
	 * Several threads ask at once. */
	bool (*wanted)(
	    void *ctx, const char *path, const char *name, bool folder);
	void *ctx;
	/* Commits older than this, and what only they lead to, are left out;
	 * 0: none. */
	int64_t since;
};

/*
 * Walks as git log does: of the commits whose child was seen, the newest by
 * the committer's time.  So where a clock was wrong a commit may come before
 * another of its children, and with since some may be missing.  Grafts, what
 * git replace has put, the ends of a shallow clone and the mailmap count.
 * Of a commit at which the clone ends nothing is told: what it has was there
 * before.  An unborn branch has no history.  Texts are UTF-8.  Memory: a.
 * Errors: ERR_WORLD; ERR_USAGE, no such revision.
 * Cost: what git log --raw costs without contents, about, half of it
 * shared by the cores.
 */
int history_walk(struct history *out, struct arena *a, struct repo *r,
    struct store *s, const struct history_how *how, struct err *e);

/*
 * The commit a revision names, or the newest at or before a time on the
 * line of first parents (rev NULL); none where there is no such one.
 * Errors: ERR_USAGE, no such revision.
 */
int history_find(struct objid *out, int64_t *time, struct repo *r,
    struct store *s, const char *rev, int64_t at, struct err *e);

/* The folder (as of history_how) in the tree of a commit. */
int commit_folder(struct objid *out, struct repo *r, struct store *s,
    const struct objid *commit, const char *folder, struct err *e);

/*
 * Compares that folder with the first parent's; with an empty one where the
 * commit has no parent, or the clone does not have it.
 */
int commit_compare(struct repo *r, struct store *s, const struct objid *commit,
    const char *folder, const struct trees_how *how, struct err *e);

#endif
