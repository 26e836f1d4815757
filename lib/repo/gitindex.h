#ifndef REPO_GITINDEX_H
#define REPO_GITINDEX_H

/*
 * The entries of a few files in git's index, replaced so that `git status`
 * finds them unchanged; all other entries, staged or not, stay.  The index
 * is made new beside the old one and renamed, under git's own lock.
 */

#include <stddef.h>

#include "base/err.h"
#include "repo/indexbytes.h"
#include "repo/lock.h"
#include "repo/objects.h"
#include "repo/repo.h"

struct gitindex {
	struct repo *r;
	struct gitlock lock; /* index.lock */
	struct indexbytes old;
	struct stat st; /* of the old index file; zero where there is none */
};

/*
 * Takes index.lock and reads the index.  Returns 0; 1 if only git itself can
 * read it (format 4, sparse or split index), nothing is held then; -1 with
 * e: ERR_CHANGED if locked, ERR_WORLD (conflicts in it, or the disk).
 * Either way gitindex_end must follow.
 */
int gitindex_begin(struct gitindex *x, struct repo *r, struct err *e);
/*
 * Replaces the entries of f, which are on disk now (or gone, with a zero id),
 * and writes the index.
 */
int gitindex_write(
    struct gitindex *x, const struct obj_file *f, size_t n, struct err *e);
/* Gives up the lock. */
void gitindex_end(struct gitindex *x);
/* Removes what a killed gitindex_write left beside the index file. */
void gitindex_clear(const struct repo *r, const char *index);

#endif
