#ifndef TRACK_ATTENTION_H
#define TRACK_ATTENTION_H

/*
 * The rules by which a plan needs attention, and their sentences.
 * Source: ilp-status(1) WHAT NEEDS ATTENTION.
 */

#include "track/status.h"

/* The newest entries that count, of two on a day the one further down. */
struct touches {
	const struct entry *any;     /* NULL: none, as in all of these */
	const struct entry *learner; /* by the learner */
	const struct entry *checkin; /* under Check-ins */
	const struct entry *promise; /* that names a next check-in */
};

void touches_read(struct touches *out, const struct plan *p);

/*
 * Days since the entry or the plan's begin, whichever is later, less those
 * in breaks; 0 for a plan that has not begun, -1 if neither is known.
 */
int quiet_days(const struct status_world *w, const struct plan *p,
    const struct entry *newest);

/* Adds to out, weightiest first, what the plan, free of errors, needs. */
void attention_read(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct touches *t);
/* Adds changed-since-signed at its place, behind what has that code. */
void
attention_signed(struct plan_status *out, struct arena *a, const char *text);
/* The one attention of a plan with an error, and out->error. */
void attention_broken(struct plan_status *out, struct arena *a);

#endif
