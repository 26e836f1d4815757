#ifndef VIEW_STEP_VIEW_H
#define VIEW_STEP_VIEW_H

/* The action steps of goals, as a table or as the JSON document step-list. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "plan/plan.h"

struct steps_view {
	struct arena *a;
	struct step_row {
		const struct plan *plan;
		const struct goal *goal;
		const struct step *step;
	} * v;
	size_t n;
	size_t cap;
};

void steps_view_begin(struct steps_view *s, struct arena *a);
/* The steps of a goal of p, or of all its goals (goal NULL). */
void
steps_view_add(struct steps_view *s, const struct plan *p, const char *goal);
/* width 0: no terminal.  -1 with e: ERR_WORLD. */
int steps_view_table(struct buf *out, const struct steps_view *s, int width,
    bool color, struct err *e);
void steps_view_json(struct buf *out, const struct steps_view *s);

#endif
