#ifndef REPO_INDEXBYTES_H
#define REPO_INDEXBYTES_H

/*
 * The bytes of git's index, formats 2 and 3, read and written anew with a
 * few entries replaced.  All other entries keep their bytes; libgit2 would
 * take ten times as long, for it builds and hashes all of it twice.
 * Source: git's gitformat-index(5).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct indexbytes {
	const unsigned char *p;
	size_t len;
	uint32_t version;
	uint32_t count;
	uint32_t *off;	      /* of each entry, and of their end */
	const char *conflict; /* a path with an unsettled conflict, or NULL */
	const unsigned char *tree; /* the cached trees, or NULL */
	size_t tree_len;
	const unsigned char *undo; /* the resolved conflicts, or NULL */
	size_t undo_len;
};

/* An entry to be put in or taken out. */
struct indexentry {
	const char *path;
	const unsigned char *id; /* 20 bytes; NULL: it goes */
	unsigned mode;
	struct stat st;
};

/*
 * Reads len bytes (0: an empty index), which must outlive x.  False where
 * only git understands them: other formats, split or sparse ones.
 */
bool indexbytes_read(
    struct indexbytes *x, struct arena *a, const unsigned char *p, size_t len);

/*
 * Adds to out the index with n entries put in or taken out, sorted by path,
 * no two the same.  was: the index file that x was read from; an entry as new
 * as that file gets the size 0, which makes git look into the file, for it may
 * hide a change made in the same instant. False where a file would take the
 * place of a folder or the reverse.
 */
bool indexbytes_write(struct buf *out, const struct indexbytes *x,
    const struct indexentry *v, size_t n, const struct stat *was);

#endif
