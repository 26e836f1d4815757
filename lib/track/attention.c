#include "track/attention.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "track/signed.h"

/* What the rules below work on. */
struct look {
	struct plan_status *out;
	struct arena *a;
	const struct status_world *w;
	const struct plan *p;
	const struct touches *t;
	size_t cap;
	bool quiet;
};

/* ---- touches ---- */

static void
newer(const struct entry **best, const struct entry *e)
{
	if (!*best || e->day >= (*best)->day)
		*best = e;
}

void
touches_read(struct touches *out, const struct plan *p)
{
	const struct role *learner = plan_role(p, "learner");

	*out = (struct touches){0};
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (e->future || e->day == DAY_NONE)
			continue;
		newer(&out->any, e);
		if (entry_is_checkin(e))
			newer(&out->checkin, e);
		if (e->next)
			newer(&out->promise, e);
		if (e->by &&
		    ((learner && strs_find(&learner->handles, e->by) >= 0) ||
			str_eq(e->by, p->learner)))
			newer(&out->learner, e);
	}
}

/* The later one of begin and the entry; DAY_NONE if neither is known. */
static int
touch_day(const struct plan *p, const struct entry *newest)
{
	int begin = text_day(p->begin);

	return newest && newest->day > begin ? newest->day : begin;
}

static int
days_since(const struct status_world *w, int day)
{
	if (day == DAY_NONE)
		return -1;
	return day < w->today ? settings_days(w->settings, day, w->today) : 0;
}

int
quiet_days(const struct status_world *w, const struct plan *p,
    const struct entry *newest)
{
	return days_since(w, touch_day(p, newest));
}

/* Days that a due day is past; 0 if it is not, or there is none. */
static int
days_late(const struct look *l, int due_day)
{
	return due_day != DAY_NONE && due_day < l->w->today
		   ? l->w->today - due_day
		   : 0;
}

/* ---- words ---- */

static const char *
plural(int n)
{
	return n == 1 ? "" : "s";
}

static const char *
name_of(struct look *l, const struct goal *g)
{
	return g->title ? str_line(l->a, g->title) : g->id;
}

/* "since 2026-10-02 (23 days)", or since the plan began. */
static const char *
since_words(struct look *l, const struct entry *newest)
{
	int day = touch_day(l->p, newest), n = days_since(l->w, day);
	bool begun = !newest || newest->day < day;

	return arena_printf(l->a, "since %s%s (%d day%s%s)",
	    begun ? "the plan began on " : "",
	    begun ? l->p->begin : newest->date, n, plural(n),
	    n < l->w->today - day ? ", breaks not counted" : "");
}

static void
add(struct look *l, struct attention at)
{
	struct plan_status *out = l->out;

	out->v = arena_grow(l->a, out->v, &l->cap, out->n + 1, sizeof *out->v);
	out->codes += out->n == 0 || out->v[out->n - 1].code != at.code;
	out->v[out->n++] = at;
}

static void
add_plan(struct look *l, enum attention_code code, int days, const char *text)
{
	add(l, (struct attention){.code = code, .days = days, .text = text});
}

static void
add_goal(struct look *l, enum attention_code code, const struct goal *g,
    int days, const char *text)
{
	add(l, (struct attention){
		   .code = code, .goal = g->id, .days = days, .text = text});
}

/* ---- touches that are missing ---- */

/*
 * A promise that has passed stands until a new one is made, also where a
 * check-in was held since: the sentence then asks for the new date.
 */
static void
promise_overdue(struct look *l)
{
	const char *next = l->t->promise->next;
	const char *held = l->out->last_checkin;
	int late = days_late(l, text_day(next));

	if (!late)
		return;
	if (held && strcmp(held, next) >= 0)
		add_plan(l, ATT_CHECKIN_OVERDUE, late,
		    arena_printf(l->a,
			"no next check-in was set since the one promised for "
			"%s; the last was held on %s",
			next, held));
	else
		add_plan(l, ATT_CHECKIN_OVERDUE, late,
		    arena_printf(l->a,
			"the check-in promised for %s is %d day%s late", next,
			late, plural(late)));
}

static void
checkin_overdue(struct look *l)
{
	const struct entry *held = l->t->checkin;
	int days = quiet_days(l->w, l->p, held);

	if (l->t->promise)
		promise_overdue(l);
	else if (l->quiet || (days >= 0 && days <= l->p->cadence_days))
		return;
	else if (days < 0)
		add_plan(l, ATT_CHECKIN_OVERDUE, -1,
		    "there has been no check-in yet");
	else
		add_plan(l, ATT_CHECKIN_OVERDUE, days,
		    arena_printf(l->a, "no check-in %s", since_words(l, held)));
}

static void
quiet(struct look *l)
{
	int days = l->out->quiet_days;

	if (!l->quiet)
		return;
	add_plan(l, ATT_QUIET, days,
	    days < 0 ? "nobody has written anything yet"
		     : arena_printf(l->a, "nobody has written anything %s",
			   since_words(l, l->t->any)));
}

static void
learner_quiet(struct look *l)
{
	const struct role *r = plan_role(l->p, "learner");
	int days = quiet_days(l->w, l->p, l->t->learner);
	const char *who = l->p->learner ? l->p->learner : "the learner";

	if (l->quiet || !r || r->handles.n == 0 ||
	    (days >= 0 && days <= 2 * l->p->cadence_days))
		return;
	add_plan(l, ATT_LEARNER_QUIET, days,
	    days < 0 ? arena_printf(l->a, "nothing by %s yet", who)
		     : arena_printf(l->a, "nothing by %s %s", who,
			   since_words(l, l->t->learner)));
}

/* ---- dates of goals and steps ---- */

static void
goal_overdue(struct look *l, const struct goal *g)
{
	int late = days_late(l, text_day(g->due));

	if (!late)
		return;
	add_goal(l, ATT_GOAL_OVERDUE, g, late,
	    arena_printf(l->a, "goal \"%s\" was due on %s, %d day%s ago",
		name_of(l, g), g->due, late, plural(late)));
}

static void
step_overdue(struct look *l, const struct goal *g)
{
	for (size_t i = 0; i < g->nsteps; i++) {
		const struct step *s = &g->steps[i];
		int late = days_late(l, s->due_day);
		char due[11];

		if (s->done || !late)
			continue;
		date_format(s->due_day, due);
		add(l, (struct attention){.code = ATT_STEP_OVERDUE,
			   .goal = g->id,
			   .step = s->n,
			   .days = late,
			   .text = arena_printf(l->a,
			       "step %zu of goal \"%s\" was due on %s, %d "
			       "day%s ago: %s",
			       s->n, name_of(l, g), due, late, plural(late),
			       s->text)});
	}
}

static void
goal_due_soon(struct look *l, const struct goal *g)
{
	int due = text_day(g->due), left;
	const char *when;

	if (due < l->w->today ||
	    due > l->w->today + l->w->settings->due_soon_days)
		return;
	left = due - l->w->today;
	when = left == 0   ? "today"
	       : left == 1 ? "tomorrow"
			   : arena_printf(l->a, "in %d days", left);
	add_goal(l, ATT_GOAL_DUE_SOON, g, left,
	    arena_printf(l->a, "goal \"%s\" is due %s, on %s", name_of(l, g),
		when, g->due));
}

/* ---- movement ---- */

/* Share of the way from one value to the goal's target at another. */
static double
share_between(const struct look *l, const struct goal *g, const char *from,
    const char *to)
{
	struct goal way = *g;

	way.status = GOAL_ACTIVE;
	way.baseline = from;
	way.progress = to;
	return goal_share(&way, l->w->settings);
}

/*
 * True if now is no nearer to the target than before: nothing of the way
 * was gone, or the target had been reached and is not any more.
 */
static bool
no_nearer(const struct look *l, const struct goal *g, const char *before,
    const char *now)
{
	return share_between(l, g, g->baseline, before) >= 1 ||
	       share_between(l, g, before, now) <= 0;
}

/* Source: ilp-status(1) goal-flat. */
static void
goal_flat(struct look *l, const struct goal *g)
{
	const struct reading *now, *old = NULL;

	if (g->nreadings < 3 || g->share >= 1)
		return;
	now = &g->readings[g->nreadings - 1];
	for (const struct reading *r = g->readings; r < now; r++) {
		if (settings_days(l->w->settings, r->day, now->day) <
		    l->p->cadence_days)
			break;
		if (!no_nearer(l, g, r->value, now->value))
			return;
		old = r;
	}
	if (old)
		add_goal(l, ATT_GOAL_FLAT, g, -1,
		    arena_printf(l->a,
			"goal \"%s\" is no nearer to its target than on %s: %s "
			"then, "
			"%s on %s",
			name_of(l, g), old->date, old->value, now->value,
			now->date));
}

/* ---- what is missing ---- */

/* What a sign-off says that does not agree. */
static const char *
refusal_words(const struct entry *e)
{
	const char *kind = signoff_kind(e);

	return strcmp(kind, "decline") == 0 ? "declined"
	       : strcmp(kind, "amend") == 0 ? "asked to amend"
					    : kind;
}

static void
unsigned_roles(struct look *l)
{
	const struct strs *sign = &l->w->settings->sign;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sign->n; i++) {
		const struct role *r = plan_role(l->p, sign->v[i]);
		const struct entry *e;

		if (!r || r->handles.n == 0)
			continue;
		e = signoff_newest(l->p, sign->v[i]);
		if (e && signoff_agrees(e))
			continue;
		buf_addf(&b, "%s%s", b.n ? ", " : "", sign->v[i]);
		if (e)
			buf_addf(&b, " (%s on %s)", refusal_words(e), e->date);
	}
	if (b.n)
		add_plan(l, ATT_UNSIGNED, -1,
		    arena_printf(l->a, "not signed by: %s", buf_str(&b)));
	buf_free(&b);
}

static bool
has_evidence(const struct plan *p, const struct goal *g)
{
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		for (size_t k = 0; e->section == SECTION_EVIDENCE &&
				   !e->future && k < e->goals.n;
		     k++)
			if (strcmp(e->goals.v[k].id, g->id) == 0)
				return true;
	}
	return false;
}

/* The goal's start; of one that began in an earlier plan this one's begin. */
static int
goal_since(const struct look *l, const struct goal *g)
{
	int start = text_day(g->start), begin = text_day(l->p->begin);

	return start == DAY_NONE || start < begin ? begin : start;
}

static void
goal_no_evidence(struct look *l, const struct goal *g)
{
	int days = days_since(l->w, goal_since(l, g));

	if (days > 2 * l->p->cadence_days && !has_evidence(l->p, g))
		add_goal(l, ATT_GOAL_NO_EVIDENCE, g, days,
		    arena_printf(l->a,
			"goal \"%s\" has no evidence after %d day%s",
			name_of(l, g), days, plural(days)));
}

static void
goal_no_measure(struct look *l, const struct goal *g)
{
	if (!goal_measured(g))
		add_goal(l, ATT_GOAL_NO_MEASURE, g, -1,
		    arena_printf(l->a,
			"goal \"%s\" does not say how it is measured",
			name_of(l, g)));
}

static void
unaligned(struct look *l)
{
	const struct plan *p = l->p;

	if (l->w->shared.n == 0)
		return;
	for (size_t i = 0; i < p->ngoals; i++) {
		const struct goal *g = &p->goals[i];

		for (size_t k = 0;
		     g->status == GOAL_ACTIVE && k < g->supports.n; k++)
			if (strs_find(&l->w->shared, g->supports.v[k]) >= 0)
				return;
	}
	add_plan(l, ATT_UNALIGNED, -1, "no active goal supports a shared goal");
}

static void
no_goals(struct look *l)
{
	const struct plan *p = l->p;

	if (p->ngoals == 0)
		add_plan(l, ATT_NO_GOALS, -1, "the plan has no goals");
	else if (l->out->goals[GOAL_DROPPED] == p->ngoals)
		add_plan(
		    l, ATT_NO_GOALS, -1, "every goal of the plan was dropped");
}

/* ---- the whole ---- */

static void
each_active(struct look *l, void (*rule)(struct look *l, const struct goal *g))
{
	for (size_t i = 0; i < l->p->ngoals; i++)
		if (l->p->goals[i].status == GOAL_ACTIVE)
			rule(l, &l->p->goals[i]);
}

void
attention_read(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct touches *t)
{
	struct look l = {.out = out, .a = a, .w = w, .p = out->plan, .t = t};

	l.quiet = out->quiet_days < 0 || out->quiet_days > l.p->cadence_days;
	checkin_overdue(&l);
	quiet(&l);
	learner_quiet(&l);
	each_active(&l, goal_overdue);
	each_active(&l, step_overdue);
	each_active(&l, goal_flat);
	unsigned_roles(&l);
	each_active(&l, goal_no_evidence);
	each_active(&l, goal_no_measure);
	unaligned(&l);
	no_goals(&l);
	each_active(&l, goal_due_soon);
}

void
attention_signed(struct plan_status *out, struct arena *a, const char *text)
{
	struct attention *old = out->v;
	size_t at = 0;

	while (at < out->n && old[at].code <= ATT_CHANGED_SINCE_SIGNED)
		at++;
	out->v = arena_alloc(a, (out->n + 1) * sizeof *out->v);
	for (size_t i = 0; i < out->n; i++)
		out->v[i + (i >= at)] = old[i];
	out->v[at] = (struct attention){
	    .code = ATT_CHANGED_SINCE_SIGNED, .days = -1, .text = text};
	out->codes +=
	    at == 0 || out->v[at - 1].code != ATT_CHANGED_SINCE_SIGNED;
	out->n++;
}

void
attention_broken(struct plan_status *out, struct arena *a)
{
	struct look l = {.out = out, .a = a, .p = out->plan};
	const struct diags *all = &out->plan->diags;
	const struct diag *d = all->v;
	const char *place;

	while (d->severity != SEV_ERROR)
		d++;
	place = d->line ? arena_printf(a, ":%zu:%zu", d->line, d->col) : "";
	out->error = arena_printf(a, "%s%s: %s", d->path, place, d->text);
	add_plan(&l, ATT_BROKEN, -1,
	    arena_printf(a, "%s, %s", out->error,
		out->plan->broken ? "so the plan cannot be read"
				  : "so the plan cannot be relied on"));
}
