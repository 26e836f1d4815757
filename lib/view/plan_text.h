#ifndef VIEW_PLAN_TEXT_H
#define VIEW_PLAN_TEXT_H

/*
 * A plan, or one of its goals, as text that people read: on a terminal in
 * lines of its width, in a pipe with each text on a line of its own.  What
 * a coach looks for comes first: who, when next, where the goals stand; then
 * the learner's profile and the body in its own order.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "plan/plan.h"
#include "track/signed.h"

struct plan_view {
	const struct people *people; /* for names */
	int today;
	bool current; /* of the plan */
	int width;    /* columns of the terminal; 0: a pipe */
	bool color;
};

/* Who has signed a plan, and who should. */
struct plan_signed {
	const struct signings *by;
	const struct strs *sign; /* roles that the school asks */
};

/* p is not broken.  a: for texts on the way. */
void plan_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct plan_signed *s, const struct plan_view *v);
/* One goal with its readings, steps and the entries that name it. */
void goal_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct goal *g, const struct plan_view *v);
/* The learner's profile alone, its empty headings too. */
void profile_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct plan_view *v);

/* True for the keys that struct profile_item has a field for. */
bool profile_key_known(const char *key);
#endif
