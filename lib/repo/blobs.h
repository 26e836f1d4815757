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
	const char *id; /* hexadecimal, full or an unambiguous prefix */
	bool missing;	/* git has no file of that id */
	const char *data;
	size_t len;
};

/*
 * Reads the files whose ids stand in v, all by one child of git.  An id that
 * is none, that git does not have, or that is no file is missing, as are all
 * where there is no git.  Memory: a.  Errors: ERR_WORLD, git cannot be run.
 * Cost: 3 ms and the bytes.
 */
int blobs_read(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e);

#endif
