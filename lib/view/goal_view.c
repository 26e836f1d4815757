#include "view/goal_view.h"

#include <math.h>

#include "view/table.h"

enum column { PLAN, GOAL, STATUS, SHARE, DUE, TITLE, COLUMNS };

static const struct table_col columns[COLUMNS] = {
    [PLAN] = {"PLAN", false, true, TABLE_PLAIN},
    [GOAL] = {"GOAL", false, true, TABLE_PLAIN},
    [STATUS] = {"STATUS", false, false, TABLE_PLAIN},
    [SHARE] = {"SHARE", true, false, TABLE_PLAIN},
    [DUE] = {"DUE", false, false, TABLE_PLAIN},
    [TITLE] = {"TITLE", false, true, TABLE_PLAIN},
};

static enum table_color
status_color(enum goal_status s)
{
	switch (s) {
	case GOAL_PROPOSED:
	case GOAL_ACTIVE:
		return TABLE_PLAIN;
	case GOAL_MET:
		return TABLE_GREEN;
	case GOAL_PAUSED:
	case GOAL_DROPPED:
		return TABLE_DIM;
	}
	return TABLE_PLAIN;
}

static void
add_row(struct table *t, const struct goal_row *r, size_t first, int today)
{
	const struct goal *g = r->goal;
	int due = text_day(g->due);
	const char *share = NULL;

	if (!isnan(g->share))
		share = arena_printf(
		    t->a, "%d%%", (int)floor(g->share * 100 + 1e-9));
	table_row(t, (const char *const[COLUMNS]){
			 [PLAN] = r->plan->id,
			 [GOAL] = g->id,
			 [STATUS] = goal_status_word(g->status),
			 [SHARE] = share,
			 [DUE] = g->due,
			 [TITLE] = g->title,
		     } + first);
	table_paint(t, STATUS - first, status_color(g->status));
	if (g->status == GOAL_ACTIVE && due != DAY_NONE && due < today)
		table_paint(t, DUE - first, TABLE_RED);
}

static bool
one_plan(const struct goal_row *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (v[i].plan != v[0].plan)
			return false;
	return true;
}

int
goal_table(struct buf *out, struct arena *a, const struct goal_row *v, size_t n,
    const struct goal_show *how, struct err *e)
{
	size_t first = how->width && one_plan(v, n) ? GOAL : PLAN;
	struct table t;

	table_init(&t, a, columns + first, COLUMNS - first);
	for (size_t i = 0; i < n; i++)
		add_row(&t, &v[i], first, how->today);
	return table_print(out, &t, how->width, how->color, e);
}
