#include "track/trend.h"

#include <stdlib.h>
#include <string.h>

#include "base/dayword.h"
#include "plan/id.h"

/* What the functions below work on. */
struct series {
	struct trend *out;
	struct arena *a;
	const struct settings *s;
	const struct goal *g;
	size_t cap;
};

int
event_day(const struct event *e)
{
	int64_t s = e->commit->time + (int64_t)e->commit->offset * 60;

	return (int)(s / 86400 - (s % 86400 < 0));
}

const char *
moved_from(const struct event *e)
{
	for (size_t i = 0; i < e->changes.n; i++)
		if (strcmp(e->changes.v[i].what, "plan.moved") == 0)
			return e->changes.v[i].old;
	return NULL;
}

size_t
plan_events(const struct event ***out, struct arena *a, const struct event *v,
    size_t n, const char *plan)
{
	size_t k = 0;

	*out = arena_alloc(a, (n + 1) * sizeof(struct event *));
	for (size_t i = 0; i < n; i++) {
		const char *from;

		if (strcmp(v[i].plan, plan) != 0)
			continue;
		(*out)[k++] = &v[i];
		from = moved_from(&v[i]);
		if (from)
			plan = id_of_path(a, from);
	}
	return k;
}

/* ---- points ---- */

static bool
same_value(const struct series *t, const char *x, const char *y)
{
	double p, q;

	if (!x || !y)
		return false;
	if (goal_value(t->g, t->s, x, &p) && goal_value(t->g, t->s, y, &q))
		return p == q;
	return strcmp(x, y) == 0;
}

/* Puts a point behind those of its day and before. */
static void
insert(struct series *t, struct trend_point pt)
{
	struct trend *out = t->out;
	size_t at = out->n;

	pt.placed = goal_value(t->g, t->s, pt.value, &pt.place);
	out->v = arena_grow(t->a, out->v, &t->cap, out->n + 1, sizeof *out->v);
	while (at > 0 && out->v[at - 1].day > pt.day)
		at--;
	memmove(out->v + at + 1, out->v + at, (out->n - at) * sizeof *out->v);
	out->v[at] = pt;
	out->n++;
}

/* The last point up to a day; NULL: none. */
static const struct trend_point *
point_before(const struct trend *t, int day)
{
	const struct trend_point *last = NULL;

	for (size_t i = 0; i < t->n && t->v[i].day <= day; i++)
		last = &t->v[i];
	return last;
}

/* ---- progress in the history ---- */

/*
 * True if the commit wrote a reading that explains the value: an entry that
 * came (also if it was corrected later), or one that was corrected to it.
 */
static bool
has_reading(const struct series *t, const struct event *e, const char *value)
{
	for (size_t i = 0; i < e->changes.n; i++) {
		const struct change *c = &e->changes.v[i];
		bool came = strcmp(c->what, "entry.added") == 0;

		if (!came && strcmp(c->what, "entry.changed") != 0)
			continue;
		for (size_t k = 0; k < t->g->nreadings; k++) {
			const struct reading *r = &t->g->readings[k];

			if (str_eq(section_name(r->source), c->section) &&
			    str_eq(r->date, c->date) && str_eq(r->by, c->by) &&
			    (came || same_value(t, r->value, value)))
				return true;
		}
	}
	return false;
}

static const struct change *
progress_change(const struct series *t, const struct event *e)
{
	for (size_t i = 0; i < e->changes.n; i++) {
		const struct change *c = &e->changes.v[i];

		if (strcmp(c->what, "goal.progress") == 0 &&
		    str_eq(c->goal, t->g->id))
			return c;
	}
	return NULL;
}

/* A value that the history says stood there from that commit on. */
static void
add_progress(struct series *t, const struct event *e, const char *value,
    enum trend_source source)
{
	int day = event_day(e);
	const struct trend_point *last = point_before(t->out, day);

	if (!value || has_reading(t, e, value) ||
	    (last && same_value(t, last->value, value)))
		return;
	if (source == TREND_BEGUN &&
	    (last || same_value(t, t->g->baseline, value)))
		return;
	insert(
	    t, (struct trend_point){
		   .day = day, .value = value, .source = source, .event = e});
}

static bool
goal_added(const struct series *t, const struct event *e)
{
	for (size_t i = 0; i < e->changes.n; i++)
		if (strcmp(e->changes.v[i].what, "goal.added") == 0 &&
		    str_eq(e->changes.v[i].goal, t->g->id))
			return true;
	return false;
}

static bool
plan_added(const struct event *e)
{
	return e->changes.n == 1 &&
	       strcmp(e->changes.v[0].what, "plan.added") == 0;
}

/* True if no event wrote the entry of a reading: it came with the plan. */
static bool
was_there(const struct reading *r, const struct event **v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < v[i]->changes.n; k++) {
			const struct change *c = &v[i]->changes.v[k];

			if (strcmp(c->what, "entry.added") == 0 &&
			    str_eq(c->date, r->date) && str_eq(c->by, r->by) &&
			    str_eq(c->section, section_name(r->source)))
				return false;
		}
	return true;
}

/* True if readings that came with the plan say that value. */
static bool
came_read(
    const struct series *t, const struct event **v, size_t n, const char *value)
{
	for (size_t i = 0; i < t->g->nreadings; i++)
		if (same_value(t, t->g->readings[i].value, value) &&
		    was_there(&t->g->readings[i], v, n))
			return true;
	return false;
}

/* The value that the goal had when it first came, from the changes since. */
static void
add_first(struct series *t, const struct event **v, size_t n)
{
	const struct event *came = NULL, *plan_came = NULL;
	const char *first = t->g->progress, *came_with = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct change *c = progress_change(t, v[i]);

		if (c)
			first = c->old;
		if (plan_added(v[i]))
			plan_came = v[i];
		if (goal_added(t, v[i])) {
			came = v[i];
			came_with = first;
		}
	}
	if (came)
		add_progress(t, came, came_with, TREND_BEGUN);
	else if (plan_came && !came_read(t, v, n, first))
		add_progress(t, plan_came, first, TREND_BEGUN);
}

static void
read_history(struct series *t, const struct event **v, size_t n)
{
	add_first(t, v, n);
	for (size_t i = n; i-- > 0;) {
		const struct change *c = progress_change(t, v[i]);

		if (c)
			add_progress(t, v[i], c->new, TREND_PROGRESS);
	}
}

void
trend_read(struct trend *out, struct arena *a, const struct settings *s,
    const struct plan *p, const struct goal *g, const struct event *events,
    size_t n)
{
	struct series t = {out, a, s, g, 0};
	const struct event **of_plan;

	*out = (struct trend){NULL, 0};
	for (size_t i = 0; i < g->nreadings; i++)
		insert(&t, (struct trend_point){.day = g->readings[i].day,
			       .value = g->readings[i].value,
			       .source = TREND_READING,
			       .reading = &g->readings[i]});
	n = plan_events(&of_plan, a, events, n, p->id);
	read_history(&t, of_plan, n);
}

/* ---- which way it goes ---- */

/* Share of the way from one value to the goal's target at another. */
static double
share_between(const struct settings *s, const struct goal *g, const char *from,
    const char *to)
{
	struct goal way = *g;

	way.status = GOAL_ACTIVE;
	way.baseline = from;
	way.progress = to;
	return goal_share(&way, s);
}

/*
 * True if now is no nearer to the target than before: nothing of the way
 * was gone, or the target had been reached and is not any more.
 */
static bool
no_nearer(const struct settings *s, const struct goal *g, const char *before,
    const char *now)
{
	return share_between(s, g, g->baseline, before) >= 1 ||
	       share_between(s, g, before, now) <= 0;
}

const struct reading *
trend_flat(const struct settings *s, const struct goal *g, int cadence_days)
{
	const struct reading *now, *old = NULL;

	if (g->nreadings < 3 || g->share >= 1)
		return NULL;
	now = &g->readings[g->nreadings - 1];
	for (const struct reading *r = g->readings; r < now; r++) {
		if (settings_days(s, r->day, now->day) < cadence_days)
			break;
		if (!no_nearer(s, g, r->value, now->value))
			return NULL;
		old = r;
	}
	return old;
}

/* What the newest reading is compared with; there are two or more. */
static const struct reading *
reading_before(const struct settings *s, const struct goal *g, int cadence_days)
{
	const struct reading *now = &g->readings[g->nreadings - 1];
	const struct reading *old = g->readings;

	for (const struct reading *r = g->readings; r < now; r++)
		if (settings_days(s, r->day, now->day) >= cadence_days)
			old = r;
	return old;
}

enum trend_way
trend_way(const struct reading **from, const struct settings *s,
    const struct goal *g, int cadence_days)
{
	const struct reading *now;
	double x, y, share;

	*from = NULL;
	if (g->nreadings == 0)
		return WAY_UNKNOWN;
	now = &g->readings[g->nreadings - 1];
	if (share_between(s, g, g->baseline, now->value) >= 1)
		return WAY_REACHED;
	*from = trend_flat(s, g, cadence_days);
	if (*from)
		return WAY_FLAT;
	if (g->nreadings < 2)
		return WAY_UNKNOWN;
	*from = reading_before(s, g, cadence_days);
	share = share_between(s, g, (*from)->value, now->value);
	if (!(share >= 0) || !goal_value(g, s, (*from)->value, &x) ||
	    !goal_value(g, s, now->value, &y)) {
		*from = NULL;
		return WAY_UNKNOWN;
	}
	return x == y ? WAY_SAME : share > 0 ? WAY_NEARER : WAY_AWAY;
}

const char *
trend_way_word(enum trend_way w)
{
	static const char *const words[] = {[WAY_UNKNOWN] = "unknown",
	    [WAY_REACHED] = "reached",
	    [WAY_FLAT] = "flat",
	    [WAY_NEARER] = "nearer",
	    [WAY_SAME] = "same",
	    [WAY_AWAY] = "away"};

	return words[w];
}

const char *
trend_say(struct arena *a, enum trend_way w, const struct reading *from)
{
	const char *day = from ? day_say(a, from->day) : "";

	switch (w) {
	case WAY_UNKNOWN:
		return NULL;
	case WAY_REACHED:
		return "that reaches the target";
	case WAY_FLAT:
		return arena_printf(a,
		    "that is no nearer to the target than on %s, when it was "
		    "%s",
		    day, from->value);
	case WAY_NEARER:
		return arena_printf(a,
		    "that is nearer to the target than on %s, when it was %s",
		    day, from->value);
	case WAY_SAME:
		return arena_printf(a, "that is the same as on %s", day);
	case WAY_AWAY:
		return arena_printf(a,
		    "that is further from the target than on %s, when it was "
		    "%s",
		    day, from->value);
	}
	return NULL;
}
