#ifndef PLAN_BODY_H
#define PLAN_BODY_H

/*
 * The body of a plan: its parts, the goals' own words and steps, the
 * entries.  Source: ilp-plan(5) HOW THE BODY IS READ.
 */

#include "plan/plan.h"

/* Fills parts, entries and the goals' steps of p, whose doc is read. */
void
body_read(struct plan *p, struct arena *a, const struct settings *s, int today);

/* fold_heading of a key, for places of settings_audience. */
const char *fold_key(struct arena *a, const char *key);

#endif
