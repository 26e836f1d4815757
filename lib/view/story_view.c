#include "view/story_view.h"

#include <string.h>

#include "base/dayword.h"
#include "view/story_tell.h"

#define WIDEST 80 /* columns: longer lines are hard to read */

/* ---- how it began ---- */

static bool
with_plan(const struct event *e)
{
	for (size_t i = 0; i < e->changes.n; i++)
		if (strcmp(e->changes.v[i].what, "plan.added") == 0)
			return true;
	return false;
}

/* The goal came with its plan, whose history begins then. */
static const char *
came_with_plan(struct teller *t, const struct goal *g, int day)
{
	struct arena *a = t->l.a;

	if (t->ch > t->s->v)
		return arena_printf(a,
		    "The goal goes on in this plan, which has been kept here "
		    "since %s",
		    day_say(a, day));
	return arena_printf(a,
	    "The plan has been kept here since %s, and this goal was %s it "
	    "from then on",
	    day_say(a, day), g->status == GOAL_PROPOSED ? "proposed in" : "in");
}

static const char *
came_alone(struct teller *t, const struct event *e, const struct goal *g)
{
	return arena_printf(t->l.a, "%s %s this goal", who_did(t, e),
	    g->status == GOAL_PROPOSED ? "proposed" : "wrote down");
}

static const char *
unknown_say(const struct teller *t, const struct moment *m)
{
	if (t->s->past == STORY_NO_GIT)
		return "There is no history here, so the plan alone tells "
		       "this story: how the goal was worded at first, and who "
		       "changed it, is not known. Now it reads";
	if (m->uncommitted)
		return "The goal is new in the plan, and not committed yet";
	return "How the goal came into the plan is not known here. Now it "
	       "reads";
}

static void
tell_beginning(struct teller *t)
{
	struct arena *a = t->l.a;
	const struct moment *m = t->ch->v;
	const struct goal *g = t->ch->first ? t->ch->first : t->ch->goal;
	const char *title = quoted_line(a, g->title ? g->title : g->id);

	lines_heading(&t->l, "How it began");
	if (m->event && !t->ch->first)
		title = arena_printf(a,
		    "in words that this copy does not have; now it reads %s",
		    title);
	if (m->event && with_plan(m->event))
		para(t, arena_printf(
			    a, "%s: %s.", came_with_plan(t, g, m->day), title));
	else if (m->event)
		day_para(t, m->day,
		    arena_printf(
			a, "%s: %s.", came_alone(t, m->event, g), title));
	else if (m->day != DAY_NONE)
		day_para(t, m->day,
		    arena_printf(a,
			"the goal stood in the plan already; the history in "
			"this copy begins there. It read: %s.",
			title));
	else
		para(t, arena_printf(a, "%s: %s.", unknown_say(t, m), title));
	if (*facts_say(t, g))
		para(t, facts_say(t, g));
}

/* ---- how it went ---- */

static void
tell_trend(struct teller *t)
{
	const struct chart c = {t->ch->plan, t->ch->goal, t->st, &t->ch->trend};

	if (c.trend->n == 0)
		return;
	lines_heading(&t->l, "How it went");
	chart_show(&t->l, &c);
}

/* ---- the whole ---- */

static void
tell_missing(struct teller *t)
{
	const struct chapter *ch = t->ch;

	lines_heading(&t->l, "Before that");
	para(t, ch->goal_id
		    ? arena_printf(t->l.a,
			  "It continues the goal %s of the plan %s, but %s.",
			  ch->goal_id, ch->plan_id, ch->why_missing)
		    : arena_printf(t->l.a,
			  "It says that it follows \"%s\", but %s.",
			  ch->plan_id, ch->why_missing));
}

static void
tell_chapter(struct teller *t, const struct chapter *ch)
{
	bool last = ch == t->s->v + t->s->n - 1;

	t->ch = ch;
	t->last_day = DAY_NONE;
	if (ch->state == CHAPTER_MISSING) {
		tell_missing(t);
		return;
	}
	if (t->s->n > 1) {
		struct facts f = {t->l.a, {NULL, 0, 0}};

		fact(&f, arena_printf(t->l.a, "Chapter %zu",
			     (size_t)(ch - t->s->v) + 1));
		fact(&f, ch->plan->year);
		fact(&f, ch->plan->stage);
		fact(&f, ch->plan_id);
		lines_gap(&t->l);
		lines_facts(&t->l, 0, 0, LINES_BOLD, &f);
		lines_end(&t->l);
	}
	tell_beginning(t);
	if (ch->n > 1)
		tell_moments(t);
	tell_trend(t);
	tell_end(t, last);
}

static void
tell_title(struct teller *t)
{
	const struct chapter *ch = &t->s->v[t->s->n - 1];
	const struct goal *g = ch->goal;
	struct facts f = {t->l.a, {NULL, 0, 0}};

	lines_add(&t->l, 0, 0, LINES_BOLD,
	    str_line(t->l.a, g->title ? g->title : g->id));
	lines_end(&t->l);
	fact(&f, ch->plan->learner);
	fact(&f, ch->plan->year);
	fact(&f, ch->plan_id);
	lines_facts(&t->l, 0, 0, LINES_DIM, &f);
	lines_end(&t->l);
}

static void
tell_voices(struct teller *t)
{
	struct voices v = {{0}, {0}};

	for (size_t i = 0; i < t->s->n; i++)
		if (t->s->v[i].state != CHAPTER_MISSING)
			voices_add(&v, t->l.a, t->st, t->s->v[i].plan,
			    t->s->v[i].goal_id);
	if (voices_entries(&v) == 0)
		return;
	lines_heading(&t->l, "Whose words");
	voices_show(&t->l, 2, &v);
}

void
story_text(struct buf *out, struct arena *a, const struct story *s,
    const struct story_show *how)
{
	size_t width = how->width > 0 ? (size_t)how->width : 0;
	struct teller t = {
	    .l = {out, a, how->people, how->today,
		width > WIDEST ? WIDEST : width, how->color},
	    .s = s,
	    .st = how->settings,
	};

	tell_title(&t);
	for (size_t i = 0; i < s->n; i++)
		tell_chapter(&t, &s->v[i]);
	if (s->next) {
		size_t n = strcspn(s->next, "/");

		para(&t, arena_printf(a,
			     "It goes on in the plan %.*s, as the goal %s.",
			     (int)n, s->next, s->next + n + 1));
	}
	tell_voices(&t);
}
