#ifndef REPO_SNAPSHOT_H
#define REPO_SNAPSHOT_H

/*
 * The files of a plan repository as git has stored them: those of a commit,
 * or those of git's index, which the next commit will hold.  Read through
 * the user's own git, so that readers need not link libgit2.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/str.h"
#include "repo/repo.h"
#include "repo/tree.h"

enum snapshot_kind {
	SNAPSHOT_FILE,
	SNAPSHOT_LINK,	   /* symbolic */
	SNAPSHOT_MODULE,   /* another repository */
	SNAPSHOT_CONFLICT, /* a merge has left several versions of it */
};

struct snapshot_file {
	const char *path; /* relative to the root of the plan repository */
	const char *id;	  /* of its blob, hexadecimal */
	enum snapshot_kind kind;
	bool fetched;	  /* it was asked for */
	bool missing;	  /* asked for, and git does not have it */
	const char *data; /* with a NUL behind it; NULL: too large */
	size_t len;
};

struct snapshot {
	const char *commit;	 /* full id; NULL: the index */
	struct snapshot_file *v; /* sorted by the bytes of path */
	size_t n;
	size_t cap;
};

/*
 * A git repository without a work tree, for the plans of its commits: its
 * folder is the root, and the plan repository the top of each commit.
 * Errors: ERR_USAGE, dir is not in one.  Cost: two children of git.
 */
int
repo_open_bare(struct repo *r, struct arena *a, const char *dir, struct err *e);

/*
 * Names of the files, without their contents.  Only those below r->root.
 * rev: whatever git takes for a commit, NULL: the index.  Memory: a.
 * Errors: ERR_USAGE there is no such commit; ERR_WORLD no git, or it fails.
 * Cost: 3 ms each child, of which a commit needs two.
 */
int snapshot_open(struct snapshot *s, struct repo *r, struct arena *a,
    const char *rev, struct err *e);

/*
 * Reads the contents of those that are wanted, all at once; what is larger
 * than limit stays unread.  Errors: ERR_WORLD.
 */
int snapshot_fetch(struct snapshot *s, struct repo *r, struct arena *a,
    bool (*wanted)(const char *path), size_t limit, struct err *e);

/* The file of that path; NULL: there is none. */
const struct snapshot_file *
snapshot_find(const struct snapshot *s, const char *path);

/*
 * As file_read and tree_list, and with their errors and findings; the bytes
 * belong to the snapshot.  A conflict is an error finding [index-conflict].
 */
int snapshot_read(const char **out, size_t *len, const struct snapshot *s,
    const char *path, size_t limit, struct err *e);
void snapshot_list(struct tree *out, struct arena *a, const struct snapshot *s,
    const char *dir, const char *suffix, struct diags *d);

/*
 * The paths, below r->root, that the next commit would change.
 * Errors: ERR_WORLD.  Cost: 3 ms.
 */
int snapshot_staged(
    struct strs *out, struct repo *r, struct arena *a, struct err *e);

#endif
