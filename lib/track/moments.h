#ifndef TRACK_MOMENTS_H
#define TRACK_MOMENTS_H

/*
 * What happened to a goal in one plan: the chapter of a story, from the
 * events of the plan's history and from the plan itself.  track/story.h says
 * what a chapter is; this makes one.
 */

#include "track/story.h"

/*
 * Fills in what happened in ch, whose plan and goal are set (state not
 * MISSING); s: past, cut_day and line are known.
 */
int chapter_tell(struct chapter *ch, struct arena *a, struct caseload *c,
    const struct story *s, struct err *e);
/*
 * Looks for the reason of each change; an entry that is one, or stands for
 * one, is told with it.  The moments are in their order.
 */
void reasons_find(struct chapter *ch, struct arena *a);

#endif
