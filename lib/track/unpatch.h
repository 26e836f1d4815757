#ifndef TRACK_UNPATCH_H
#define TRACK_UNPATCH_H

/* Taking lines back: a patch against the grain, exact where it applies. */

#include <stdbool.h>

#include "base/buf.h"
#include "repo/hunks.h"

/*
 * Adds to out the text now without what changed from old to new: the lines
 * that came are taken out and those that went are put back.  *done is false,
 * and out untouched, unless now still has the lines that came, unaltered and
 * together, and, where lines only went, their neighbours as neighbours.  Other
 * changes around them, also right below, do not matter.
 * Of a block that could stand a few lines up or down (it begins or ends as
 * its neighbours do) every place is tried.
 * A last line put back without its end gets one where it is no longer last.
 * Errors: ERR_WORLD.  Memory on the way: a.
 */
int unpatch(struct buf *out, bool *done, struct arena *a, struct bytes old,
    struct bytes new, struct bytes now, struct err *e);

#endif
