#include "view/story_tell.h"

#include <string.h>

#include "base/dayword.h"
#include "text/md.h"

#define QUOTE_MAX 700 /* bytes of a text; ilp-show has the rest */

/* ---- paragraphs ---- */

void
para(struct teller *t, const char *text)
{
	struct lines *l = &t->l;

	lines_gap(l);
	lines_add(l, lines_pad(l, 0, 2), 2, NULL, text);
	lines_end(l);
}

void
day_para(struct teller *t, int day, const char *text)
{
	struct lines *l = &t->l;
	size_t col;

	if (day == DAY_NONE) {
		para(t, text);
		return;
	}
	lines_gap(l);
	col = lines_add(l, lines_pad(l, 0, 2), 2, LINES_BOLD,
	    day == t->last_day ? "The same day"
			       : arena_printf(l->a, "On %s",
				     day_say_near(l->a, day, t->last_day)));
	lines_add(l, lines_pad(l, col, col + 1), 2, NULL, text);
	lines_end(l);
	t->last_day = day;
}

/* The beginning of a long text, up to the end of a sentence or word. */
static const char *
shortened(struct arena *a, const char *s)
{
	size_t n = QUOTE_MAX, sentence;

	if (strlen(s) <= QUOTE_MAX)
		return s;
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	for (sentence = n; sentence > QUOTE_MAX / 2; sentence--)
		if (strchr(".!?", s[sentence - 1]) &&
		    strchr(" \n", s[sentence]))
			return arena_printf(a, "%.*s [...]", (int)sentence, s);
	while (n > QUOTE_MAX / 2 && !strchr(" \n", s[n]))
		n--;
	return arena_printf(a, "%.*s [...]", (int)n, s);
}

/* True for one paragraph of prose, which quotation marks suit. */
static bool
is_plain(const char *s)
{
	return !strstr(s, "\n\n") && !strchr("-*+>#|`~ <", *s) &&
	       !strstr(s, "\n- ") && !strstr(s, "\n* ") && !strstr(s, "\n```");
}

/* What somebody wrote, word for word. */
static void
quote(struct teller *t, const char *words)
{
	struct arena *a = t->l.a;
	const char *s = shortened(a, words);

	if (!*s)
		return;
	lines_gap(&t->l);
	lines_body(&t->l, 4, is_plain(s) ? arena_printf(a, "\"%s\"", s) : s);
}

static const char *
entry_words(struct teller *t, const struct entry *e)
{
	return md_shown(t->l.a, plan_text(t->ch->plan, e->content, t->l.a));
}

/* ---- entries ---- */

static const char *
tagged_value(const struct tagged_list *l, const char *goal)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].id, goal) == 0)
			return l->v[i].value;
	return NULL;
}

static const char *
result_word(struct teller *t, const char *word)
{
	if (strcmp(word, "partly") == 0)
		return "partly met";
	if (strcmp(word, "not-met") == 0)
		return "not met";
	return str_line(t->l.a, word);
}

/* " The reading was 3 sources. The result: partly met. Only staff ..." */
static const char *
entry_facts(struct teller *t, const struct entry *e)
{
	struct arena *a = t->l.a;
	const struct goal *g = t->ch->goal;
	const char *value = tagged_value(&e->goals, g->id);
	const char *result = tagged_value(&e->results, g->id);
	const char *s = "";

	if (value)
		s = arena_printf(
		    a, " The reading was %s.", value_say(a, g, value));
	if (result)
		s = arena_printf(a, "%s The result for this goal: %s.", s,
		    result_word(t, result));
	if (e->audience == AUDIENCE_STAFF)
		s = arena_printf(a, "%s (This is meant for staff.)", s);
	return s;
}

static void
entry_link(struct teller *t, const struct entry *e)
{
	const char *at[] = {e->link, e->file};

	for (size_t i = 0; i < 2; i++) {
		if (!at[i])
			continue;
		lines_gap(&t->l);
		lines_add(&t->l, lines_pad(&t->l, 0, 4), 4, NULL, at[i]);
		lines_end(&t->l);
	}
}

/* ", Jonah Ortiz" before what was done; "somebody" for nobody. */
static const char *
writer(struct teller *t, const struct entry *e)
{
	const char *by = who_name(&t->l, t->ch->plan, e->by);

	return by ? by : "somebody";
}

static void
tell_entry(struct teller *t, const struct moment *m)
{
	struct arena *a = t->l.a;
	const struct entry *e = m->entry;
	const char *text = entry_words(t, e), *with = "";

	if (m->kind == MOMENT_SIGNED && m->covers)
		with = ", with this goal in it";
	else if (m->kind == MOMENT_SIGNED)
		with = "; this copy does not have the plan as it was then";
	day_para(t, m->day,
	    arena_printf(a, "%s %s%s%s%s", writer(t, e), entry_say(t, e), with,
		*text && !*entry_facts(t, e) && !*with ? ":" : ".",
		entry_facts(t, e)));
	quote(t, text);
	entry_link(t, e);
}

/* ---- changes ---- */

#define SHORT 32 /* bytes: phrases that need no comma between them */

static const char *
joined(struct arena *a, const struct strs *v)
{
	if (v->n == 1)
		return v->v[0];
	return arena_printf(a, "%s%s and %s", v->v[0],
	    strlen(v->v[0]) > SHORT || strlen(v->v[1]) > SHORT ? "," : "",
	    v->v[1]);
}

/* True if an earlier moment has told the same entry as its reason. */
static bool
reason_told(const struct teller *t, const struct moment *m)
{
	for (const struct moment *x = t->ch->v; x < m; x++)
		if (x->reason.entry && x->reason.entry == m->reason.entry)
			return true;
	return false;
}

/* True if who made the change wrote the revision, on that very day. */
static bool
wrote_why(struct teller *t, const struct moment *m)
{
	const struct entry *e = m->reason.entry;

	return m->reason.kind == REASON_REVISION && e->day == m->day &&
	       m->event && e->by && str_eq(writer(t, e), who_did(t, m->event));
}

/* How the sentence of a change ends, and the one behind it. */
static const char *
reason_say(struct teller *t, const struct moment *m)
{
	struct arena *a = t->l.a;
	const struct entry *e = m->reason.entry;

	switch (m->reason.kind) {
	case REASON_NONE:
		return m->asks_why ? ". No reason was written down." : ".";
	case REASON_FIELD:
		return arena_printf(
		    a, ". The reason: %s", quoted_stop(a, m->reason.text));
	case REASON_REVISION:
		if (reason_told(t, m))
			return ". Why stands above.";
		if (wrote_why(t, m))
			return ", and wrote why:";
		return arena_printf(a, ". %s wrote why on %s:", writer(t, e),
		    day_say_near(a, e->day, t->last_day));
	case REASON_SAME_DAY:
		if (reason_told(t, m))
			return ". What was written that day stands above.";
		return arena_printf(a,
		    ". No reason stands beside it; that day %s %s.%s",
		    writer(t, e), entry_say(t, e), entry_facts(t, e));
	}
	return ".";
}

static void
tell_reason(struct teller *t, const struct moment *m)
{
	if (!m->reason.entry || reason_told(t, m))
		return;
	quote(t, entry_words(t, m->reason.entry));
	entry_link(t, m->reason.entry);
}

static void
tell_many(struct teller *t, const struct moment *m, const char *who,
    const struct strs *v)
{
	struct arena *a = t->l.a;

	day_para(t, m->day,
	    arena_printf(a, "%s changed several things%s", who,
		m->reason.kind == REASON_NONE ? ":" : reason_say(t, m)));
	tell_reason(t, m);
	lines_gap(&t->l);
	for (size_t i = 0; i < v->n; i++) {
		lines_add(&t->l, lines_pad(&t->l, 0, 4), 6, NULL,
		    arena_printf(a, "- %s", v->v[i]));
		lines_end(&t->l);
	}
	if (m->reason.kind == REASON_NONE && m->asks_why)
		para(t, "No reason was written down.");
}

static void
tell_changes(struct teller *t, const struct moment *m)
{
	struct arena *a = t->l.a;
	const char *who = m->event ? who_did(t, m->event) : NULL;
	struct strs v = {NULL, 0, 0};
	const char *lead;

	phrases_of(&v, t, m, who);
	if (v.n == 0)
		return;
	lead = m->uncommitted ? "Not committed yet: somebody" : who;
	if (v.n <= 2)
		day_para(t, m->day,
		    arena_printf(
			a, "%s %s%s", lead, joined(a, &v), reason_say(t, m)));
	else
		tell_many(t, m, lead, &v);
	if (v.n <= 2)
		tell_reason(t, m);
}

/* Steps of one day together; returns the last moment of them. */
static const struct moment *
tell_steps(struct teller *t, const struct moment *m)
{
	const struct moment *end = t->ch->v + t->ch->n, *last = m;
	const char *all = NULL;
	size_t n = 0;

	for (; m < end && m->kind == MOMENT_STEP && m->day == last->day; m++) {
		const char *step = quoted_line(t->l.a, m->changes.v[0].text);

		all = all ? arena_printf(t->l.a, "%s, %s", all, step) : step;
		n++;
		last = m;
	}
	day_para(t, last->day,
	    arena_printf(t->l.a, "%s done: %s.",
		n == 1 ? "a step was" : "these steps were", all));
	return last;
}

static void
tell_gap(struct teller *t, const struct moment *m)
{
	day_para(t, m->day,
	    arena_printf(t->l.a,
		"%s left the plan's file so that it could not be read (%s). "
		"What changed meanwhile is told at the next date.",
		who_did(t, m->event), m->event->gap));
}

static void
tell_return(struct teller *t, const struct moment *m)
{
	if (m->uncommitted)
		para(t, "It stands in the plan's file again, which is not "
			"committed yet.");
	else
		day_para(t, m->day,
		    arena_printf(t->l.a, "%s put the goal back into the plan.",
			who_did(t, m->event)));
}

/* True if what m tells stands in the last paragraph of the chapter. */
static bool
is_last_removal(const struct teller *t, const struct moment *m)
{
	for (const struct moment *x = m + 1; x < t->ch->v + t->ch->n; x++)
		if (x->kind == MOMENT_RETURNED || x->kind == MOMENT_REMOVED)
			return false;
	return t->ch->state == CHAPTER_GONE;
}

static const struct moment *
tell_moment(struct teller *t, const struct moment *m)
{
	switch (m->kind) {
	case MOMENT_BEGAN:
		break;
	case MOMENT_CHANGED:
		tell_changes(t, m);
		break;
	case MOMENT_STEP:
		return tell_steps(t, m);
	case MOMENT_ENTRY:
		if (!m->told)
			tell_entry(t, m);
		break;
	case MOMENT_SIGNED:
		tell_entry(t, m);
		break;
	case MOMENT_REMOVED:
		if (!is_last_removal(t, m) && m->event)
			day_para(t, m->day,
			    arena_printf(t->l.a,
				"%s took the goal out of the plan.",
				who_did(t, m->event)));
		break;
	case MOMENT_RETURNED:
		tell_return(t, m);
		break;
	case MOMENT_GAP:
		tell_gap(t, m);
		break;
	}
	return m;
}

void
tell_moments(struct teller *t)
{
	const struct chapter *ch = t->ch;

	size_t before = t->l.out->n, empty;

	lines_heading(&t->l, "What happened");
	empty = t->l.out->n;
	for (const struct moment *m = ch->v; m < ch->v + ch->n; m++)
		m = tell_moment(t, m);
	if (t->l.out->n == empty)
		t->l.out->n = before;
}
