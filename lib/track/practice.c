#include "track/practice.h"

static bool
before(const char *a, const char *b)
{
	return a && b && text_day(a) != DAY_NONE && text_day(b) != DAY_NONE &&
	       text_day(a) < text_day(b);
}

static size_t
value_off(const struct front_node *map, const char *key)
{
	return front_get(map, key)->span.off;
}

/* The place of the sixth active goal. */
static void
too_many(struct finder *f)
{
	const struct goal *sixth = NULL;
	size_t n = 0;

	for (size_t i = 0; i < f->p->ngoals; i++)
		if (f->p->goals[i].status == GOAL_ACTIVE &&
		    ++n == PRACTICE_GOALS_MAX + 1)
			sixth = &f->p->goals[i];
	if (sixth)
		diag_hint(
		    finder_warn(f, sixth->node->key_span.off, "too-many-goals",
			arena_printf(f->a,
			    "%zu goals are active, more than %d at a time", n,
			    PRACTICE_GOALS_MAX)),
		    f->a,
		    "choose with the learner which come first: "
		    "ilp-goal pause, met or drop moves the others");
}

static void
check_open(struct finder *f, const struct goal *g)
{
	size_t off = g->node->key_span.off;

	if (!goal_measured(g))
		diag_hint(finder_warn(f, off, "goal-no-measure",
			      arena_printf(f->a,
				  "the goal %s does not say how it is measured",
				  g->id)),
		    f->a,
		    "add measure:, a scale: or levels:, as in measure: "
		    "annotated sources a month");
	if (!g->due)
		diag_hint(finder_warn(f, off, "goal-no-due",
			      arena_printf(f->a,
				  "the goal %s has no day by which it is due",
				  g->id)),
		    f->a, "add due:, as in due: 2026-12-18");
}

static void
check_dates(struct finder *f, const struct goal *g)
{
	bool ended = g->status == GOAL_MET || g->status == GOAL_DROPPED;

	if (before(g->due, g->start))
		diag_hint(
		    finder_warn(f, value_off(g->node, "due"), "goal-dates",
			arena_printf(f->a,
			    "the goal %s is due on %s, before it "
			    "starts on %s",
			    g->id, g->due, g->start)),
		    f->a, "correct start: or due:");
	if (before(g->closed, g->start))
		diag_hint(
		    finder_warn(f, value_off(g->node, "closed"), "goal-dates",
			arena_printf(f->a,
			    "the goal %s was closed on %s, before it "
			    "starts on %s",
			    g->id, g->closed, g->start)),
		    f->a, "correct start: or closed:");
	if (g->closed && !ended)
		diag_hint(
		    finder_warn(f, value_off(g->node, "closed"), "goal-closed",
			arena_printf(f->a,
			    "the goal %s has a day of closing and is %s", g->id,
			    goal_status_word(g->status))),
		    f->a,
		    "only goals that are met or dropped have closed:; "
		    "ilp-goal met or drop writes both");
}

void
practice_plan(struct finder *f)
{
	const struct plan *p = f->p;

	if (before(p->end, p->begin))
		diag_hint(finder_warn(f, value_off(p->doc.root, "end"),
			      "end-before-begin",
			      arena_printf(f->a,
				  "the plan ends on %s, before it begins on %s",
				  p->end, p->begin)),
		    f->a, "correct begin: or end:");
	too_many(f);
	for (size_t i = 0; i < p->ngoals; i++) {
		const struct goal *g = &p->goals[i];

		if (g->node->kind != FRONT_MAP)
			continue;
		if (g->status == GOAL_ACTIVE || g->status == GOAL_PROPOSED)
			check_open(f, g);
		check_dates(f, g);
	}
}
