#ifndef REPO_BLOBS_H
#define REPO_BLOBS_H

/*
 * What git has stored, read through the user's own git: so it works for
 * every kind of repository that git knows, and readers need not link
 * libgit2.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "repo/repo.h"

struct blob {
	const char *id;	  /* hexadecimal, full or an unambiguous prefix */
	const char *path; /* where id is NULL: what the newest commit has at
			     this path below the top of the work tree */
	bool missing;	  /* git has no such file */
	const char *full; /* its full id */
	const char *data; /* with a NUL behind it */
	size_t len;
};

/*
 * Reads the files that v names, all by one child of git.  An id that is none,
 * that git does not have, or that is no file is missing, as are all where
 * there is no git.  Memory: a.  Errors: ERR_WORLD, git cannot be run.
 * Cost: 3 ms and the bytes, of a file that is asked for twice once.
 */
int blobs_read(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e);
/* The same without their bytes: how large they would be. */
int blobs_sizes(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e);

/*
 * What a child of git that runs in r->root has to be told of where git's
 * folder and index are: hooks name them relative to another folder.  In a;
 * for struct gitcmd.
 */
const char *const *git_env(const struct repo *r, struct arena *a);

#endif
