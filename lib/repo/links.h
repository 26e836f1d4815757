#ifndef REPO_LINKS_H
#define REPO_LINKS_H

/*
 * Commits whose parents are others than they say: where a shallow clone
 * ends, and grafts.  As git reads .git/shallow and .git/info/grafts.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "repo/objid.h"
#include "repo/repo.h"

/* The parents of one commit. */
struct link {
	struct objid id;
	const struct objid *parents;
	uint32_t nparents;
	bool cut; /* it has some, which this clone does not have */
};

struct links {
	struct link *v; /* sorted by id */
	size_t n, cap;
};

/* None where neither file is there or can be read.  Memory: a. */
void links_read(struct links *out, struct arena *a, const struct repo *r);
/* NULL: its parents are those it says. */
const struct link *links_find(const struct links *l, const struct objid *id);

#endif
