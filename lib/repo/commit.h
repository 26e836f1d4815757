#ifndef REPO_COMMIT_H
#define REPO_COMMIT_H

/*
 * The one function that writes plans: some files, all or none, and one
 * commit of exactly these files on the branch HEAD is on.  Other work in
 * the tree, staged or not, stays as it is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "repo/repo.h"

struct repo_file {
	const char *path; /* relative to root */
	const char *old;  /* the bytes that were read; NULL when fresh */
	size_t old_len;
	bool fresh;	  /* the file must not exist yet */
	const char *data; /* NULL: the file is removed, and folders that
			     are empty then; old is what was read */
	size_t len;
};

struct repo_commit {
	bool commit;	     /* false: write only; also where there is no git */
	const char *message; /* UTF-8; the newlines at its end do not count */
};

struct repo_written {
	char commit[REPO_ID_SIZE]; /* full id; "" when none was made */
	bool through_git;	   /* a child of git made it */
	const char *note; /* to be told as a warning, in r->a; NULL: none */
};

/*
 * Writes n files and commits them.  The lock is held (repo/lock.h) and was
 * held when the old bytes were read.  No path twice.
 *
 * First the objects, then the files beside their targets, then, under git's
 * own locks and after a last look that nobody has changed a file, the
 * files, the branch and the index entries.  A failure changes nothing; a
 * kill is undone or finished by the next repo_lock.  No commit is made where
 * HEAD already has these bytes.
 *
 * Where the repository wants what only git does (hooks, signing, filters,
 * line ends, shared modes, a sparse, split or format 4 index), `git commit`
 * --only makes the commit, its words going to standard error.
 *
 * Errors: ERR_CHANGED if a file is not as read, or git's lock stays held;
 * ERR_WORLD in the middle of a merge and the like, nobody is known, the
 * hooks refuse, or the disk does.
 * Cost: one file about 6 ms besides libgit2's start; 1,000 new ones 0.2 s.
 */
int repo_write(struct repo *r, const struct repo_file *files, size_t n,
    const struct repo_commit *c, struct repo_written *out, struct err *e);

/*
 * Does the file on disk differ from HEAD, so that a commit takes edits by
 * hand along?  bytes: as on disk.  A path that HEAD does not have counts.
 * Without git nothing does.  Errors: ERR_WORLD.
 */
int repo_hand_edited(struct repo *r, const char *path, const char *bytes,
    size_t len, bool *out, struct err *e);

#endif
