#include "view/story_words.h"

#include <string.h>

#include "base/dayword.h"
#include "track/signed.h"

/* ---- names ---- */

/* A handle's name: of people.yml, or the learner's own; NULL: unknown. */
static const char *
known_name(const struct lines *l, const struct plan *p, const char *handle)
{
	const struct role *learner = plan_role(p, "learner");

	if (people_find(l->people, handle))
		return people_name(l->people, handle);
	return learner && p->learner &&
		       strs_find(&learner->handles, handle) >= 0
		   ? p->learner
		   : NULL;
}

const char *
who_name(const struct lines *l, const struct plan *p, const char *handle)
{
	const char *name = handle ? known_name(l, p, handle) : NULL;
	const struct role *r;

	if (!handle || name)
		return name;
	r = plan_role(p, handle);
	if (!r)
		return handle;
	if (r->handles.n != 1)
		return arena_printf(l->a, "the %s", handle);
	name = known_name(l, p, r->handles.v[0]);
	return name ? name : r->handles.v[0];
}

const char *
who_did(const struct teller *t, const struct event *e)
{
	return e->by ? who_name(&t->l, t->ch->plan, e->by) : e->commit->name;
}

const char *
and_said(struct arena *a, const struct strs *v)
{
	const char *all = NULL;

	for (size_t i = 0; i < v->n; i++)
		all = all ? arena_printf(a, "%s%s%s", all,
				i + 1 == v->n ? " and " : ", ", v->v[i])
			  : v->v[i];
	return all;
}

const char *
names_say(const struct teller *t, const struct strs *handles)
{
	struct strs names = {NULL, 0, 0};

	for (size_t i = 0; i < handles->n; i++)
		strs_add(&names, t->l.a,
		    who_name(&t->l, t->ch->plan, handles->v[i]));
	return and_said(t->l.a, &names);
}

/* ---- values ---- */

const char *
quoted_line(struct arena *a, const char *text)
{
	return arena_printf(a, "\"%s\"", str_line(a, text));
}

const char *
quoted_stop(struct arena *a, const char *text)
{
	const char *s = quoted_line(a, text);
	size_t n = strlen(s);

	return n > 2 && strchr(".!?", s[n - 2]) ? s : arena_printf(a, "%s.", s);
}

const char *
value_say(struct arena *a, const struct goal *g, const char *value)
{
	const struct front_node *level;
	double n;

	if (!g->scale && number_parse(value, &n)) {
		level = level_member(g->levels, n);
		if (level && level->kind == FRONT_SCALAR && *level->text)
			return arena_printf(
			    a, "%s (%s)", value, quoted_line(a, level->text));
	}
	if (g->scale || !g->unit || !number_parse(value, &n) || n == 1)
		return value;
	return strcmp(g->unit, "%") == 0
		   ? arena_printf(a, "%s %%", value)
		   : arena_printf(a, "%s %s", value, g->unit);
}

/* ---- changes ---- */

/* "set NAME: B", "changed NAME from A to B", "took NAME away, it was A". */
static const char *
from_to(struct arena *a, const char *name, const char *old, const char *new)
{
	if (!old)
		return arena_printf(a, "set %s: %s", name, new);
	if (!new)
		return arena_printf(a, "took %s out, which was %s", name, old);
	return arena_printf(a, "changed %s from %s to %s", name, old, new);
}

static const char *
status_phrase(const struct change *c)
{
	enum goal_status to = GOAL_ACTIVE, from = GOAL_ACTIVE;

	goal_status_parse(c->new ? c->new : "", &to);
	goal_status_parse(c->old ? c->old : "", &from);
	switch (to) {
	case GOAL_PROPOSED:
		return "made the goal a proposal again";
	case GOAL_ACTIVE:
		return from == GOAL_PROPOSED ? "started the goal"
		       : from == GOAL_PAUSED ? "took the goal up again"
					     : "opened the goal again";
	case GOAL_MET:
		return "marked the goal as met";
	case GOAL_PAUSED:
		return "paused the goal";
	case GOAL_DROPPED:
		return "dropped the goal";
	}
	return NULL;
}

static const char *
due_phrase(struct arena *a, const struct change *c)
{
	int old = text_day(c->old), new = text_day(c->new);

	if (old == DAY_NONE || new == DAY_NONE)
		return from_to(a, "the due date",
		    old == DAY_NONE ? NULL : day_say(a, old),
		    new == DAY_NONE ? NULL : day_say(a, new));
	return arena_printf(a, "moved the due date from %s to %s, %s %s",
	    day_say(a, old), day_say(a, new),
	    days_say(a, new > old ? new - old : old - new),
	    new > old ? "later" : "earlier");
}

static const char *
value_phrase(const struct teller *t, const char *name, const struct change *c)
{
	struct arena *a = t->l.a;
	const struct goal *g = t->ch->goal;

	return from_to(a, name,
	    c->old && !c->new ? value_say(a, g, c->old) : c->old,
	    c->new ? value_say(a, g, c->new) : NULL);
}

static const char *
words_phrase(struct arena *a, const char *name, const struct change *c)
{
	return from_to(a, name, c->old ? quoted_line(a, c->old) : NULL,
	    c->new ? quoted_line(a, c->new) : NULL);
}

/* Items of x that y lacks. */
static struct strs
more_in(struct arena *a, const struct strs *x, const struct strs *y)
{
	struct strs out = {NULL, 0, 0};

	for (size_t i = 0; x && i < x->n; i++)
		if (!y || strs_find(y, x->v[i]) < 0)
			strs_add(&out, a, x->v[i]);
	return out;
}

/* One phrase for those who came into a list, one for those who went. */
static void
people_phrases(struct strs *out, const struct teller *t, const struct change *c,
    const char *who)
{
	struct arena *a = t->l.a;
	struct strs came = more_in(a, c->new_list, c->old_list);
	struct strs went = more_in(a, c->old_list, c->new_list);
	bool agreed = strcmp(c->what, "goal.agreed") == 0;
	const char *in = names_say(t, &came), *off = names_say(t, &went);

	if (in && agreed && str_eq(in, who))
		strs_add(out, a, "agreed to it");
	else if (in)
		strs_add(out, a,
		    arena_printf(a,
			agreed ? "wrote down that %s agreed to it"
			       : "put %s in charge of it",
			in));
	if (off)
		strs_add(out, a,
		    arena_printf(a,
			agreed ? "took out that %s had agreed to it"
			       : "took out that %s was in charge of it",
			off));
}

static void
criteria_phrases(
    struct strs *out, const struct teller *t, const struct change *c)
{
	struct arena *a = t->l.a;
	struct strs came = more_in(a, c->new_list, c->old_list);
	struct strs went = more_in(a, c->old_list, c->new_list);

	for (size_t i = 0; i < came.n; i++)
		strs_add(out, a,
		    arena_printf(a, "added a sign of success: %s",
			quoted_line(a, came.v[i])));
	for (size_t i = 0; i < went.n; i++)
		strs_add(out, a,
		    arena_printf(a, "took out a sign of success: %s",
			quoted_line(a, went.v[i])));
}

static const char *
step_phrase(struct arena *a, const struct change *c)
{
	const char *verb = strchr(c->what, '.') + 1;
	const char *step = quoted_line(a, c->text ? c->text : "");
	size_t n = c->text ? strlen(c->text) : 0;

	if (strcmp(verb, "added") == 0)
		return arena_printf(a, "added a step: %s", step);
	if (strcmp(verb, "removed") == 0)
		return arena_printf(a, "took out a step: %s", step);
	if (strcmp(verb, "done") == 0)
		return arena_printf(a, "ticked a step off: %s", step);
	if (strcmp(verb, "undone") == 0)
		return arena_printf(a, "opened a step again: %s", step);
	if (c->old && strncmp(c->old, c->text, n) != 0 &&
	    text_day(c->old) == DAY_NONE)
		return arena_printf(a, "worded a step anew: %s", step);
	return arena_printf(a, "changed the details of a step: %s", step);
}

static bool
has(const struct moment *m, const char *what)
{
	for (size_t i = 0; i < m->changes.n; i++)
		if (strcmp(m->changes.v[i].what, what) == 0)
			return true;
	return false;
}

/* What goes with the status, or is told by the readings. */
static bool
told_elsewhere(const struct moment *m, const struct change *c)
{
	static const char *const with_status[] = {
	    "goal.closed", "goal.reason", "goal.start", NULL};

	for (size_t i = 0; with_status[i]; i++)
		if (strcmp(c->what, with_status[i]) == 0)
			return has(m, "goal.status");
	return strcmp(c->what, "goal.progress") == 0;
}

/* Fields that a sentence has the same form for. */
static const struct named {
	const char *what, *name;
} worded[] = {
    {"goal.title", "the wording"},
    {"goal.measure", "what counts"},
    {"goal.why", "why it matters"},
    {"goal.obstacle", "what may get in the way"},
    {"goal.plan", "the plan for it"},
    {"goal.reason", "the reason"},
    {NULL, NULL},
};

static const struct named valued[] = {
    {"goal.target", "the target"},
    {"goal.baseline", "where it began"},
    {"goal.unit", "the unit"},
    {"goal.scale", "the scale"},
    {"goal.follows", "what it continues"},
    {NULL, NULL},
};

static const char *
name_in(const struct named *v, const char *what)
{
	while (v->what && strcmp(v->what, what) != 0)
		v++;
	return v->name;
}

const char *
field_say(const char *what)
{
	static const struct named others[] = {
	    {"goal.due", "the due date"},
	    {"goal.status", "whether it goes on"},
	    {"goal.owner", "who is in charge of it"},
	    {"goal.agreed", "who agreed to it"},
	    {"goal.criteria", "the signs of success"},
	    {"text.changed", "its own words"},
	    {NULL, NULL},
	};
	const char *name = name_in(worded, what);

	if (!name)
		name = name_in(valued, what);
	if (!name)
		name = name_in(others, what);
	if (str_starts(what, "step."))
		return "the steps";
	return name ? name : strchr(what, '.') + 1;
}

static const char *
day_phrase(struct arena *a, const struct change *c, const char *name)
{
	int old = text_day(c->old), new = text_day(c->new);

	return from_to(a, name, old == DAY_NONE ? NULL : day_say(a, old),
	    new == DAY_NONE ? c->new : day_say(a, new));
}

/* One phrase; NULL: none of its own. */
static const char *
phrase(const struct teller *t, const struct change *c)
{
	struct arena *a = t->l.a;
	const char *name;

	if (str_starts(c->what, "step."))
		return step_phrase(a, c);
	if (strcmp(c->what, "text.changed") == 0)
		return "changed the goal's own words";
	if (strcmp(c->what, "goal.status") == 0)
		return status_phrase(c);
	if (strcmp(c->what, "goal.due") == 0)
		return due_phrase(a, c);
	if (strcmp(c->what, "goal.start") == 0)
		return day_phrase(a, c, "the first day");
	if (strcmp(c->what, "goal.closed") == 0)
		return day_phrase(a, c, "the last day");
	name = name_in(worded, c->what);
	if (name)
		return words_phrase(a, name, c);
	name = name_in(valued, c->what);
	return name ? value_phrase(t, name, c) : NULL;
}

void
phrases_of(struct strs *out, const struct teller *t, const struct moment *m,
    const char *who)
{
	struct arena *a = t->l.a;
	struct strs other = {NULL, 0, 0};

	for (size_t i = 0; i < m->changes.n; i++) {
		const struct change *c = &m->changes.v[i];
		const char *p = phrase(t, c);

		if (told_elsewhere(m, c))
			continue;
		if (p)
			strs_add(out, a, p);
		else if (strcmp(c->what, "goal.agreed") == 0 ||
			 strcmp(c->what, "goal.owner") == 0)
			people_phrases(out, t, c, who);
		else if (strcmp(c->what, "goal.criteria") == 0)
			criteria_phrases(out, t, c);
		else
			strs_add(&other, a, strchr(c->what, '.') + 1);
	}
	if (other.n)
		strs_add(out, a,
		    arena_printf(
			a, "changed smaller things (%s)", and_said(a, &other)));
}

/* ---- entries ---- */

static const char *
with_say(const struct teller *t, const struct entry *e)
{
	struct strs with = {NULL, 0, 0};

	for (size_t i = 0; i < e->with.n; i++)
		if (!str_eq(e->with.v[i], e->by))
			strs_add(&with, t->l.a, e->with.v[i]);
	return with.n ? arena_printf(t->l.a, " with %s", names_say(t, &with))
		      : "";
}

static const char *
reflection_say(struct arena *a, const struct entry *e)
{
	const char *did = "wrote a reflection";

	if (e->medium && strcmp(e->medium, "text") != 0)
		did = arena_printf(
		    a, "made a reflection (%s)", str_line(a, e->medium));
	return e->prompt ? arena_printf(a, "%s, asked %s", did,
			       quoted_line(a, e->prompt))
			 : did;
}

static const char *
signoff_say(const struct entry *e)
{
	const char *kind = signoff_kind(e);

	if (strcmp(kind, "amend") == 0)
		return "asked for a change before signing the plan";
	if (strcmp(kind, "decline") == 0)
		return "did not agree to the plan";
	return "signed the plan";
}

const char *
entry_say(const struct teller *t, const struct entry *e)
{
	struct arena *a = t->l.a;
	const char *kind = e->kind ? str_line(a, e->kind) : NULL;

	switch (e->section) {
	case SECTION_CHECKINS:
		if (str_eq(kind, "revision"))
			return "wrote about the change";
		return arena_printf(a, "%s a %s%s",
		    *with_say(t, e) ? "held" : "wrote down",
		    kind ? kind : "check-in", with_say(t, e));
	case SECTION_REFLECTIONS:
		return reflection_say(a, e);
	case SECTION_EVIDENCE:
		return "added evidence";
	case SECTION_REVIEWS:
		return kind
			   ? arena_printf(a, "held the %s review%s", kind,
				 with_say(t, e))
			   : arena_printf(a, "held a review%s", with_say(t, e));
	case SECTION_SIGNOFFS:
		return signoff_say(e);
	case SECTION_SUPPORTS:
		return e->support
			   ? arena_printf(a, "gave support, %s%s",
				 quoted_line(a, e->support), with_say(t, e))
			   : arena_printf(
				 a, "wrote about support%s", with_say(t, e));
	case SECTION_OWN:
	case SECTION_ABOUT:
	case SECTION_GOALS:
	case SECTION_NOTES:
	case SECTION_COUNT:
		break;
	}
	return "made a note";
}

/* ---- what a goal is ---- */

/* The text with a full stop, unless it has an end of its own. */
static const char *
stopped(struct arena *a, const char *text)
{
	const char *s = str_line(a, text);
	size_t n = strlen(s);

	return n && strchr(".!?", s[n - 1]) ? s : arena_printf(a, "%s.", s);
}

static void
add_fact(struct buf *b, const char *text)
{
	if (text)
		buf_addf(b, "%s%s", b->n ? " " : "", text);
}

/* "It was to go from 0 to 4 sources."; NULL where neither is known. */
static const char *
way_say(struct arena *a, const struct goal *g)
{
	if (g->baseline && g->target)
		return arena_printf(a, "It was to go from %s to %s.",
		    g->baseline, value_say(a, g, g->target));
	if (g->target)
		return arena_printf(
		    a, "The target was %s.", value_say(a, g, g->target));
	return g->baseline ? arena_printf(a, "It began at %s.",
				 value_say(a, g, g->baseline))
			   : NULL;
}

const char *
facts_say(const struct teller *t, const struct goal *g)
{
	struct arena *a = t->l.a;
	struct buf b = BUF_INIT;
	int due = text_day(g->due), start = text_day(g->start);
	const char *s;

	if (g->measure)
		add_fact(&b,
		    stopped(a, arena_printf(a, "What counts: %s", g->measure)));
	add_fact(&b, way_say(a, g));
	if (start != DAY_NONE)
		add_fact(&b, arena_printf(a, "Work on it began on %s.",
				 day_say(a, start)));
	if (due != DAY_NONE)
		add_fact(
		    &b, arena_printf(a, "It was due on %s.", day_say(a, due)));
	if (g->why)
		add_fact(
		    &b, arena_printf(a, "Why: %s", quoted_stop(a, g->why)));
	if (g->obstacle)
		add_fact(&b, arena_printf(a, "What may get in the way: %s",
				 quoted_stop(a, g->obstacle)));
	if (g->plan)
		add_fact(&b, arena_printf(a, "The plan for it: %s",
				 quoted_stop(a, g->plan)));
	if (g->owner.n)
		add_fact(&b,
		    arena_printf(a, "In charge: %s.", names_say(t, &g->owner)));
	if (g->agreed.n)
		add_fact(&b, arena_printf(a, "%s agreed to it.",
				 names_say(t, &g->agreed)));
	s = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return s;
}
