#include "track/moments.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "track/signed.h"
#include "track/oldplan.h"

/* What the functions below work on. */
struct tell {
	struct chapter *ch;
	struct arena *a;
	struct caseload *c;
	const struct story *s;
	const struct event **events; /* of the plan, the oldest first */
	size_t n;
	/*
	 * The version after the plan came and after the goal came, by event;
	 * then the one before the first event, that of HEAD, and those signed.
	 */
	struct past_version *after;
	struct past_version before, head;
	struct past_version *of; /* as the plan's entries */
};

/* ---- the events of one plan ---- */

static bool
is(const struct change *c, const char *what)
{
	return strcmp(c->what, what) == 0;
}

static bool
of_goal(const struct tell *t, const struct change *c)
{
	return str_eq(c->goal, t->ch->goal_id);
}

static bool
has_change(const struct tell *t, const struct event *e, const char *what)
{
	for (size_t i = 0; i < e->changes.n; i++) {
		const struct change *c = &e->changes.v[i];

		if (is(c, what) &&
		    (!str_starts(what, "goal.") || of_goal(t, c)))
			return true;
	}
	return false;
}

static void
find_events(struct tell *t)
{
	const struct timeline *l = &t->s->line;

	const struct event **newest;
	size_t n = plan_events(&newest, t->a, l->v, l->n, t->ch->plan_id);

	t->events = arena_alloc(t->a, (n + 1) * sizeof(struct event *));
	for (size_t i = n; i-- > 0;)
		t->events[t->n++] = newest[i];
}

/* All versions that the story needs, at once. */
static int
find_versions(struct tell *t, struct err *e)
{
	const struct plan *p = t->ch->plan;
	size_t max = t->n + p->nentries + 2, n = 0;
	struct past_version *v = arena_alloc(t->a, max * sizeof *v);
	struct past_version **home =
	    arena_alloc(t->a, max * sizeof(struct past_version *));

	t->after = arena_alloc(t->a, (t->n + 1) * sizeof *t->after);
	t->of = arena_alloc(t->a, (p->nentries + 1) * sizeof *t->of);
	for (size_t i = 0; i < t->n; i++)
		if ((has_change(t, t->events[i], "plan.added") ||
			has_change(t, t->events[i], "goal.added")) &&
		    event_version(
			&v[n], t->a, &t->s->line, t->events[i], false))
			home[n++] = &t->after[i];
	if (t->n && event_version(&v[n], t->a, &t->s->line, t->events[0], true))
		home[n++] = &t->before;
	v[n] = (struct past_version){.path = p->path};
	home[n++] = &t->head;
	for (size_t i = 0; i < p->nentries; i++)
		if (p->entries[i].section == SECTION_SIGNOFFS &&
		    p->entries[i].of) {
			v[n] = (struct past_version){
			    .id = p->entries[i].of, .path = p->path};
			home[n++] = &t->of[i];
		}
	if (versions_read(v, n, t->a, t->c, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		*home[i] = v[i];
	return 0;
}

/* ---- moments ---- */

static struct moment *
add(struct tell *t, enum moment_kind kind, int day, const struct event *e)
{
	struct chapter *ch = t->ch;
	struct moment *m;

	ch->v = arena_grow(t->a, ch->v, &ch->cap, ch->n + 1, sizeof *ch->v);
	m = &ch->v[ch->n++];
	*m = (struct moment){.kind = kind, .day = day, .event = e};
	return m;
}

/* Where an event stands among those of its plan, from 1; 0: no event. */
static size_t
order_of(const struct tell *t, const struct event *e)
{
	for (size_t i = 0; e && i < t->n; i++)
		if (t->events[i] == e)
			return i + 1;
	return 0;
}

static void
begin(struct tell *t, int day, const struct event *e,
    const struct past_version *v)
{
	add(t, MOMENT_BEGAN, day, e);
	if (v && v->plan) {
		t->ch->first_plan = v->plan;
		t->ch->first = plan_goal(v->plan, t->ch->goal_id);
	}
}

/* Whether the goal was in the plan that came with event k. */
static bool
came_along(const struct tell *t, size_t k)
{
	if (t->after[k].plan)
		return plan_goal(t->after[k].plan, t->ch->goal_id) != NULL;
	for (size_t i = k + 1; i < t->n; i++)
		if (has_change(t, t->events[i], "goal.added"))
			return false;
	return true;
}

static bool
goal_comes(const struct tell *t, size_t k)
{
	const struct event *e = t->events[k];

	return has_change(t, e, "goal.added") ||
	       (has_change(t, e, "plan.added") && came_along(t, k));
}

/* The steps that were done, each on its own day. */
static void
steps_done(struct tell *t, const struct event *e, const struct change *c)
{
	int day = text_day(c->new);
	struct moment *m =
	    add(t, MOMENT_STEP, day == DAY_NONE ? event_day(e) : day, e);

	*change_add(&m->changes, t->a, c->what) = *c;
}

/* A change of status needs a reason where it stops the work. */
static bool
asks_why(const struct change *c)
{
	static const char *const asked[] = {
	    "goal.target", "goal.due", "goal.baseline", "goal.measure", NULL};

	if (is(c, "goal.status"))
		return str_eq(c->new, "paused") || str_eq(c->new, "dropped");
	for (size_t i = 0; asked[i]; i++)
		if (is(c, asked[i]))
			return c->old != NULL;
	return false;
}

/* The day on which the goal was met or dropped, as somebody wrote it. */
static int
closed_day(const struct changes *ch)
{
	for (size_t i = 0; i < ch->n; i++)
		if (is(&ch->v[i], "goal.closed") && ch->v[i].new)
			return text_day(ch->v[i].new);
	return DAY_NONE;
}

/* The goal's changes among those; e NULL: they are not committed. */
static void
changed(struct tell *t, const struct event *e, const struct changes *all)
{
	struct changes ch = {NULL, 0, 0};
	struct moment *m;
	bool why = false;
	int day = e ? event_day(e) : DAY_NONE, closed;

	for (size_t i = 0; i < all->n; i++) {
		const struct change *c = &all->v[i];

		if (!of_goal(t, c) || is(c, "goal.added") ||
		    is(c, "goal.removed"))
			continue;
		if (is(c, "step.done") && e) {
			steps_done(t, e, c);
			continue;
		}
		*change_add(&ch, t->a, c->what) = *c;
		why = why || asks_why(c);
	}
	if (ch.n == 0)
		return;
	closed = closed_day(&ch);
	m = add(t, MOMENT_CHANGED, closed == DAY_NONE ? day : closed, e);
	m->changes = ch;
	m->asks_why = why;
	m->uncommitted = !e;
}

static void
gone(struct tell *t, const struct event *e, bool *present)
{
	add(t, MOMENT_REMOVED, event_day(e), e);
	t->ch->removed = e;
	t->ch->plan_gone = has_change(t, e, "plan.removed");
	*present = false;
}

/* The goal stood there already where the history begins. */
static bool
begin_before(struct tell *t)
{
	const struct past_version *v = t->n ? &t->before : &t->head;
	bool cut = t->s->past == STORY_CUT;

	if (!v->plan || !plan_goal(v->plan, t->ch->goal_id))
		return false;
	begin(t, cut ? t->s->cut_day : DAY_NONE, NULL, v);
	return true;
}

static void
read_events(struct tell *t)
{
	bool present = begin_before(t);

	for (size_t k = 0; k < t->n; k++) {
		const struct event *e = t->events[k];
		int day = event_day(e);

		if (!present && goal_comes(t, k)) {
			if (t->ch->n == 0)
				begin(t, day, e, &t->after[k]);
			else
				add(t, MOMENT_RETURNED, day, e);
			present = true;
		} else if (present && (has_change(t, e, "goal.removed") ||
					  has_change(t, e, "plan.removed"))) {
			gone(t, e, &present);
		} else if (present && e->gap) {
			add(t, MOMENT_GAP, day, e);
		} else if (present) {
			changed(t, e, &e->changes);
		}
	}
}

/* What stands in the file and not in the newest commit. */
static void
read_uncommitted(struct tell *t)
{
	struct chapter *ch = t->ch;
	const struct goal *old =
	    t->head.plan ? plan_goal(t->head.plan, ch->goal_id) : NULL;
	struct changes all = {NULL, 0, 0};

	if (ch->state == CHAPTER_GONE) {
		if (!ch->removed && old)
			add(t, MOMENT_REMOVED, DAY_NONE, NULL)->uncommitted =
			    true;
		return;
	}
	if (!old && !(t->head.there && !t->head.plan) &&
	    t->s->past != STORY_NO_GIT) {
		bool back = ch->n > 0;

		add(t, back ? MOMENT_RETURNED : MOMENT_BEGAN, DAY_NONE, NULL)
		    ->uncommitted = true;
	} else if (old) {
		plan_changes(&all, t->a, t->head.plan, ch->plan);
		changed(t, NULL, &all);
	}
}

/* ---- the plan's own record ---- */

static const struct event *
event_of_entry(const struct tell *t, const struct entry *en)
{
	for (size_t k = t->n; k-- > 0;)
		for (size_t i = 0; i < t->events[k]->changes.n; i++) {
			const struct change *c = &t->events[k]->changes.v[i];

			if (is(c, "entry.added") &&
			    str_eq(c->section, section_name(en->section)) &&
			    str_eq(c->date, en->date) && str_eq(c->by, en->by))
				return t->events[k];
		}
	return NULL;
}

/*
 * A sign-off of a version with the goal, or of one that is not to be had and
 * may have had it.
 */
static bool
signs_goal(const struct tell *t, size_t i, bool *covers)
{
	const struct past_version *v = &t->of[i];
	const struct chapter *ch = t->ch;
	const struct moment *m = ch->v;
	bool later = m->event && has_change(t, m->event, "goal.added") &&
		     ch->plan->entries[i].day < m->day;

	*covers = v->plan && plan_goal(v->plan, ch->goal_id);
	return *covers || (!v->plan && !later);
}

static void
read_entries(struct tell *t)
{
	const struct plan *p = t->ch->plan;

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *en = &p->entries[i];
		bool sign = en->section == SECTION_SIGNOFFS, covers = false;
		struct moment *m;

		if (en->future || en->bad || en->day == DAY_NONE)
			continue;
		if (sign ? !signs_goal(t, i, &covers)
			 : !entry_names(en, t->ch->goal_id))
			continue;
		m = add(t, sign ? MOMENT_SIGNED : MOMENT_ENTRY, en->day,
		    event_of_entry(t, en));
		m->entry = en;
		m->covers = covers;
	}
}

static bool
done_in_history(const struct tell *t, const struct step *s)
{
	for (size_t i = 0; i < t->ch->n; i++) {
		const struct moment *m = &t->ch->v[i];

		if (m->kind == MOMENT_STEP &&
		    str_eq(m->changes.v[0].text, s->text))
			return true;
	}
	return false;
}

/* Steps that were done before the history, or that it does not tell of. */
static void
read_steps(struct tell *t)
{
	const struct goal *g = t->ch->goal;

	for (size_t i = 0; i < g->nsteps; i++) {
		const struct step *s = &g->steps[i];
		struct change *c;

		if (!s->done || !s->done_on || done_in_history(t, s))
			continue;
		c = change_add(
		    &add(t, MOMENT_STEP, text_day(s->done_on), NULL)->changes,
		    t->a, "step.done");
		c->goal = g->id;
		c->text = s->text;
		c->new = s->done_on;
	}
}

/* ---- order ---- */

/*
 * By day; on a day in the order of the commits made that day, then what the
 * plan alone tells.  What is not committed comes last, the beginning first.
 */
static int
by_day(const void *x, const void *y)
{
	const struct moment *p = x, *q = y;
	bool pb = p->kind == MOMENT_BEGAN, qb = q->kind == MOMENT_BEGAN;

	if (pb != qb)
		return pb ? -1 : 1;
	if (p->uncommitted != q->uncommitted)
		return p->uncommitted ? 1 : -1;
	if (p->day != q->day)
		return p->day < q->day ? -1 : 1;
	return p->order < q->order ? -1 : p->order > q->order;
}

static void
sort(struct tell *t)
{
	struct chapter *ch = t->ch;
	size_t many = ch->n + 1;

	for (size_t i = 0; i < ch->n; i++) {
		struct moment *m = &ch->v[i];
		bool same = m->event && event_day(m->event) == m->day;
		size_t at = same ? order_of(t, m->event) : t->n + 1;

		m->order = at * many + i;
	}
	qsort(ch->v, ch->n, sizeof *ch->v, by_day);
}

/* ---- signatures that stand ---- */

static void
find_covered(struct tell *t)
{
	struct chapter *ch = t->ch;
	struct signings l = {NULL, 0, 0};

	signings_find(&l, t->a, ch->plan);
	ch->covered = arena_alloc(t->a, (l.n + 1) * sizeof *ch->covered);
	for (size_t i = 0; i < l.n; i++) {
		const struct entry *en = l.v[i].entry;
		const struct plan *of = t->of[en - ch->plan->entries].plan;
		struct covered *c = &ch->covered[ch->ncovered];
		struct changes all = {NULL, 0, 0};

		if (!signoff_agrees(en) || !of || !plan_goal(of, ch->goal_id))
			continue;
		*c = (struct covered){.entry = en, .role = l.v[i].role};
		signed_changes(&all, t->a, of, ch->plan);
		for (size_t k = 0; k < all.n; k++)
			if (of_goal(t, &all.v[k]))
				*change_add(&c->since, t->a, all.v[k].what) =
				    all.v[k];
		ch->ncovered++;
	}
}

/* ---- the whole ---- */

int
chapter_tell(struct chapter *ch, struct arena *a, struct caseload *c,
    const struct story *s, struct err *e)
{
	struct tell t = {.ch = ch, .a = a, .c = c, .s = s};

	find_events(&t);
	if (find_versions(&t, e) != 0)
		return -1;
	read_events(&t);
	read_uncommitted(&t);
	if (ch->n == 0)
		add(&t, MOMENT_BEGAN, DAY_NONE, NULL);
	read_steps(&t);
	read_entries(&t);
	sort(&t);
	reasons_find(ch, a);
	find_covered(&t);
	trend_read(&ch->trend, a, &c->settings, ch->plan, ch->goal, s->line.v,
	    s->line.n);
	return 0;
}
