#ifndef PLAN_CHANGE_BODY_H
#define PLAN_CHANGE_BODY_H

/*
 * What differs between the bodies of two plans: steps, entries, free text.
 * For plan_changes alone.
 */

#include "plan/change.h"

/* What every comparing function works on. */
struct compare {
	struct changes *out;
	struct arena *a;
	const struct plan *old;
	const struct plan *new;
};

/*
 * Pairs steps: equal texts first, in order; then what is left between the
 * same neighbours, one by one, as a changed text.
 */
void
steps_changed(struct compare *c, const struct goal *x, const struct goal *y);
/*
 * Pairs entries of one section, date and person: equal ones first, then by
 * the lines that they share.
 */
void entries_changed(struct compare *c);
/* The words of sections, paired by their titles. */
void texts_changed(struct compare *c);

#endif
