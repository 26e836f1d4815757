#ifndef VIEW_GOAL_VIEW_H
#define VIEW_GOAL_VIEW_H

/*
 * Goals of one or more plans as a table.  The JSON of the same list is in
 * view/plan_json.h.  Source: ilp-goal(1).
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "plan/plan.h"

struct goal_row {
	const struct plan *plan;
	const struct goal *goal;
};

struct goal_show {
	int today; /* for what is overdue */
	int width; /* columns of the terminal, 0: a pipe */
	bool color;
};

/*
 * One line a goal, in the order given: plan, goal, status, share, due,
 * title.  A terminal leaves out the plan where all goals are of one.
 * Returns 0, or -1 with e: ERR_WORLD.
 */
int goal_table(struct buf *out, struct arena *a, const struct goal_row *v,
    size_t n, const struct goal_show *how, struct err *e);

#endif
