#include "view/story_tell.h"

#include <string.h>

#include "base/dayword.h"

/* ---- where it stands, or how it ended ---- */

static const char *
due_say(struct teller *t, const struct goal *g)
{
	struct arena *a = t->l.a;
	int due = text_day(g->due), today = t->l.today;

	if (due == DAY_NONE)
		return "";
	return arena_printf(a, " It %s due on %s, %s.",
	    due < today ? "was" : "is", day_say(a, due),
	    days_from_today(a, due, today));
}

/* "on 5 December 2026", by its closed date, else by the history; "". */
static const char *
ended_on(struct teller *t)
{
	const struct moment *m = chapter_end(t->ch);
	int day = text_day(t->ch->goal->closed);

	if (day == DAY_NONE && m)
		day = m->day;
	return day == DAY_NONE
		   ? ""
		   : arena_printf(t->l.a, " on %s", day_say(t->l.a, day));
}

static const char *
why_say(struct teller *t)
{
	const char *s = t->ch->goal->reason;

	return s ? arena_printf(
		       t->l.a, " The reason: %s", quoted_stop(t->l.a, s))
		 : " No reason was written down.";
}

static const char *
since_say(struct teller *t)
{
	const struct moment *m = chapter_end(t->ch);

	return m && m->day != DAY_NONE
		   ? arena_printf(t->l.a, " since %s", day_say(t->l.a, m->day))
		   : "";
}

static const char *
status_say(struct teller *t, bool last)
{
	struct arena *a = t->l.a;
	const struct goal *g = t->ch->goal;

	switch (g->status) {
	case GOAL_PROPOSED:
		return last ? "The goal is a proposal; nobody has started it "
			      "yet."
			    : "In this plan it stayed a proposal.";
	case GOAL_ACTIVE:
		return last ? arena_printf(a, "The goal is being worked on.%s",
				  due_say(t, g))
			    : "When this plan was left, the goal was still "
			      "being worked on.";
	case GOAL_MET:
		return arena_printf(a, "The goal was met%s.", ended_on(t));
	case GOAL_PAUSED:
		return arena_printf(a, "The goal %s paused%s.%s",
		    last ? "is" : "was", last ? since_say(t) : ended_on(t),
		    why_say(t));
	case GOAL_DROPPED:
		return arena_printf(
		    a, "The goal was dropped%s.%s", ended_on(t), why_say(t));
	}
	return "";
}

/* " The newest value is 3, of 16 October; the target is 4 sources." */
static const char *
value_now(struct teller *t)
{
	struct arena *a = t->l.a;
	const struct goal *g = t->ch->goal;
	const struct trend *tr = &t->ch->trend;
	const struct trend_point *pt = tr->n ? &tr->v[tr->n - 1] : NULL;
	const struct reading *from;
	const char *s = "", *way = NULL;

	if (g->status != GOAL_ACTIVE && g->status != GOAL_PAUSED)
		return "";
	if (pt && str_eq(pt->value, g->progress))
		s = arena_printf(a, " The newest value is %s, of %s",
		    value_say(a, g, pt->value), day_say(a, pt->day));
	else if (g->progress)
		s = arena_printf(
		    a, " It stands at %s now", value_say(a, g, g->progress));
	else
		return "";
	if (g->target)
		s = arena_printf(a, "%s; the target is %s", s, g->target);
	if (pt && pt->source == TREND_READING &&
	    str_eq(pt->value, g->progress)) {
		enum trend_way w =
		    trend_way(&from, t->st, g, t->ch->plan->cadence_days);

		way = trend_say(a, w, from);
	}
	return way ? arena_printf(a, "%s. %c%s.", s, *way - 'a' + 'A', way + 1)
		   : arena_printf(a, "%s.", s);
}

static const char *
steps_say(struct arena *a, size_t done, size_t n)
{
	if (done == n)
		return n == 1 ? "Its one step is done."
			      : arena_printf(a, "All %zu steps are done.", n);
	if (done == 0)
		return n == 1 ? "One step is open:"
			      : arena_printf(a, "%zu steps are open:", n);
	return arena_printf(a, "%zu of %zu steps %s done. Still open:", done, n,
	    done == 1 ? "is" : "are");
}

static void
tell_open_steps(struct teller *t)
{
	struct arena *a = t->l.a;
	const struct goal *g = t->ch->goal;
	size_t done = 0;

	for (size_t i = 0; i < g->nsteps; i++)
		done += g->steps[i].done;
	if (g->nsteps == 0)
		return;
	para(t, steps_say(a, done, g->nsteps));
	for (size_t i = 0; i < g->nsteps; i++) {
		const struct step *s = &g->steps[i];
		struct facts f = {a, {NULL, 0, 0}};
		size_t col;

		if (s->done)
			continue;
		if (s->due_day != DAY_NONE)
			fact_of(&f, "by", day_say(a, s->due_day));
		fact(&f, who_name(&t->l, t->ch->plan, s->who));
		col = lines_add(&t->l, lines_pad(&t->l, 0, 4), 6, NULL,
		    arena_printf(a, "- %s", str_line(a, s->text)));
		if (f.v.n)
			lines_facts(&t->l, lines_pad(&t->l, col, col + 2), 6,
			    LINES_DIM, &f);
		lines_end(&t->l);
	}
}

/* "the target, the due date and the steps" */
static const char *
since_changed(struct teller *t, const struct covered *c)
{
	struct strs v = {NULL, 0, 0};

	for (size_t i = 0; i < c->since.n; i++) {
		const char *name = field_say(c->since.v[i].what);

		if (strs_find(&v, name) < 0)
			strs_add(&v, t->l.a, name);
	}
	return and_said(t->l.a, &v);
}

static void
tell_signed(struct teller *t)
{
	struct arena *a = t->l.a;

	for (size_t i = 0; i < t->ch->ncovered; i++) {
		const struct covered *c = &t->ch->covered[i];
		const char *by = who_name(&t->l, t->ch->plan, c->entry->by);

		para(t,
		    arena_printf(a, "%s (%s) signed the plan with it on %s. %s",
			by ? by : "Somebody", c->role,
			day_say(a, c->entry->day),
			c->since.n ? arena_printf(a, "Changed since then: %s.",
					 since_changed(t, c))
				   : "Nothing of what was signed has "
				     "changed."));
	}
}

/* A goal that came with the same commit: often the same one anew. */
static const struct change *
came_instead(const struct event *e)
{
	const struct change *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < e->changes.n; i++)
		if (strcmp(e->changes.v[i].what, "goal.added") == 0) {
			found = &e->changes.v[i];
			n++;
		}
	return n == 1 ? found : NULL;
}

static void
tell_gone(struct teller *t)
{
	struct arena *a = t->l.a;
	const struct chapter *ch = t->ch;
	const struct event *e = ch->removed;
	const char *how =
	    chapter_vanished(ch) ? "; nobody wrote down how it ended." : ".";
	const struct change *new;

	if (!chapter_vanished(ch))
		para(t, status_say(t, true));
	if (!e) {
		para(t,
		    chapter_vanished(ch)
			? "It is no longer in the plan's file. That is not "
			  "committed yet, and nobody wrote down how it ended."
			: "It is no longer in the plan's file, which is not "
			  "committed yet.");
		return;
	}
	para(t, arena_printf(a, "%s on %s by %s%s",
		    ch->plan_gone ? "The whole plan was removed"
				  : "It was removed from the plan",
		    day_say(a, event_day(e)), who_did(t, e), how));
	new = came_instead(e);
	if (new)
		para(t, arena_printf(a,
			    "With the same change this goal came into the "
			    "plan: %s (%s).",
			    quoted_line(a, new->new), new->goal));
}

void
tell_end(struct teller *t, bool last)
{
	const struct goal *g = t->ch->goal;
	bool open = g->status == GOAL_ACTIVE || g->status == GOAL_PROPOSED ||
		    g->status == GOAL_PAUSED;

	lines_heading(&t->l, t->ch->state == CHAPTER_GONE || !open || !last
				 ? "How it ended"
				 : "How it stands");
	if (t->ch->state == CHAPTER_GONE) {
		tell_gone(t);
		return;
	}
	para(t, arena_printf(t->l.a, "%s%s", status_say(t, last),
		    last ? value_now(t) : ""));
	if (open && last)
		tell_open_steps(t);
	if (last)
		tell_signed(t);
}
