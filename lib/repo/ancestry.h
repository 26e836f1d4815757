#ifndef REPO_ANCESTRY_H
#define REPO_ANCESTRY_H

/*
 * The commits that a commit is made of, without looking at what they hold:
 * the first half of a walk over a history.  For repo/history.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "repo/objid.h"
#include "repo/repo.h"
#include "repo/store.h"

struct ancestor {
	struct objid id, tree;
	int64_t time;		   /* the committer's, seconds since 1970 */
	int offset;		   /* minutes east of UTC */
	uint32_t parents;	   /* in parents; of those in order */
	uint32_t nparents;	   /* how many in a row */
	const char *author;	   /* its line, behind the word */
	const char *message, *end; /* NUL behind it */
};

struct ancestry {
	struct ancestor *v; /* as they were found, also the last ones'
			     * parents, which have no texts here */
	size_t n, cap;
	uint32_t *parents; /* in v */
	size_t nparents, parents_cap;
	uint32_t *order; /* in v: those to be told, newest first */
	size_t norder, order_cap;
	bool cut_off;	  /* the clone is shallow */
	int64_t cut_time; /* of the oldest commit that it ends at */
};

/*
 * The ancestors of tip, itself too, in the order and with the ends of
 * history_walk.  Memory: a.  Errors: ERR_WORLD, one is not there or damaged.
 * Cost: each commit read once.
 */
int ancestry_walk(struct ancestry *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *tip, int64_t since, struct err *e);

/* Fills e for a commit that is not there. */
int ancestor_lacking(struct err *e);

#endif
