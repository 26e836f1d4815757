#ifndef TRACK_SINCE_H
#define TRACK_SINCE_H

/*
 * From when on each plan has news: since its last check-in.  For
 * track/between.h.
 */

#include "track/between.h"
#include "track/twins.h"

/*
 * The picked plans that differ from what they were on the day of their last
 * check-in, else at their begin.  What was not there on that day is compared
 * with how it came in later.  twin.from: into
 * *origins, which are as the picks.
 * Errors: ERR_WORLD.
 * Cost: one walk back to the earliest day, a few trees a plan; where one was
 * not there, a walk over the whole history.
 */
int since_twins(struct twins *out, struct origin **origins, struct between *b,
    const struct between_how *how, struct err *e);

#endif
