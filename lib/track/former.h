#ifndef TRACK_FORMER_H
#define TRACK_FORMER_H

/*
 * The ids that plans had before their files were renamed: a file that went
 * in the commit in which another of the same bytes came.
 */

#include <stddef.h>

#include "base/map.h"
#include "repo/history.h"

/* An id that a plan had until that commit; later it may be another's. */
struct former {
	const char *id;
	struct objid until;
};

struct formers {
	struct former *v;
	size_t n, cap;
};

/*
 * Looks at where the files of a history, walked for the plans of ids alone,
 * came from, and adds to ids and out what is found (*more).  folder: as it
 * was walked.  Memory: a.  Errors: ERR_WORLD.
 * Cost: one commit compared for each that added a plan.
 */
int former_ids(struct formers *out, bool *more, struct map *ids,
    struct arena *a, struct repo *r, struct store *s, const struct history *h,
    const char *folder, struct err *e);

#endif
