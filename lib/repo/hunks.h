#ifndef REPO_HUNKS_H
#define REPO_HUNKS_H

/* Where two texts differ, by lines, exact to the byte. */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* Some bytes; p NULL: there is no such file. */
struct bytes {
	const char *p;
	size_t n;
};

/*
 * Lines [old, old + nold) of the old text became [new, new + nnew) of the
 * new one; counted from 0.  A last line without its end differs from the
 * same one with it.
 */
struct hunk {
	size_t old, nold;
	size_t new, nnew;
};

/*
 * The differences in order, lines that stand only once paired first.
 * Errors: ERR_WORLD.  Memory: a.
 */
int hunks_find(struct hunk **v, size_t *n, struct arena *a, struct bytes old,
    struct bytes new, struct err *e);

#endif
