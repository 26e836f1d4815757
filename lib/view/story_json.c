#include "view/story_view.h"

#include <string.h>

#include "text/md.h"
#include "track/signed.h"
#include "view/log_view.h"
#include "view/plan_json.h"

/* What the functions below work on. */
struct page {
	struct arena *a;
	const struct settings *st;
	const struct chapter *ch;
};

static void
put_day(struct page *d, json_t *o, const char *key, int day)
{
	json_put_text(o, key, day == DAY_NONE ? NULL : date_text(d->a, day));
}

/* Who and which commit; all null without one. */
static void
put_event(struct page *d, json_t *o, const struct event *e)
{
	char id[OBJID_TEXT];

	if (e)
		objid_text(id, &e->commit->id);
	json_put_text(o, "at", e ? log_time(d->a, e->commit) : NULL);
	json_put_text(o, "author", e ? e->commit->name : NULL);
	json_put_text(o, "by", e ? e->by : NULL);
	json_put_text(o, "commit", e ? id : NULL);
}

static const char *
entry_text(struct page *d, const struct entry *e)
{
	return plan_text(d->ch->plan, e->content, d->a);
}

static json_t *
entry_json(struct page *d, const struct entry *e)
{
	json_t *o = json_object();

	json_put_text(o, "section", section_name(e->section));
	json_put_text(o, "date", e->date);
	json_put_text(o, "by", e->by);
	json_put_text(o, "role", e->role);
	json_put_strs(o, "with", &e->with);
	json_put_text(o, "kind", e->kind);
	json_put_text(o, "of", e->of);
	json_put_text(o, "link", e->link);
	json_put_text(o, "file", e->file);
	json_put_text(o, "medium", e->medium);
	json_put_text(o, "prompt", e->prompt);
	json_put_text(o, "support", e->support);
	json_put_text(o, "audience", audience_word(e->audience));
	json_put_text(o, "text", entry_text(d, e));
	return o;
}

static const char *
reason_word(enum reason_kind k)
{
	switch (k) {
	case REASON_NONE:
		return NULL;
	case REASON_FIELD:
		return "reason";
	case REASON_REVISION:
		return "revision";
	case REASON_SAME_DAY:
		return "same-day";
	}
	return NULL;
}

static json_t *
reason_json(struct page *d, const struct reason *r)
{
	const struct entry *e = r->entry;
	json_t *o;

	if (r->kind == REASON_NONE)
		return json_null();
	o = json_object();
	json_put_text(o, "source", reason_word(r->kind));
	json_put_text(o, "text", e ? entry_text(d, e) : r->text);
	json_put_text(o, "by", e ? e->by : NULL);
	json_put_text(o, "date", e ? e->date : NULL);
	json_put_text(o, "section", e ? section_name(e->section) : NULL);
	return o;
}

static const char *
kind_word(enum moment_kind k)
{
	static const char *const words[] = {[MOMENT_BEGAN] = "began",
	    [MOMENT_CHANGED] = "changed",
	    [MOMENT_STEP] = "step",
	    [MOMENT_ENTRY] = "entry",
	    [MOMENT_SIGNED] = "signed",
	    [MOMENT_REMOVED] = "removed",
	    [MOMENT_RETURNED] = "returned",
	    [MOMENT_GAP] = "gap"};

	return words[k];
}

static json_t *
moment_json(struct page *d, const struct moment *m)
{
	json_t *o = json_object(), *changes = json_array();
	bool gap = m->kind == MOMENT_GAP;

	json_put_text(o, "kind", kind_word(m->kind));
	put_day(d, o, "date", m->day);
	put_event(d, o, m->event);
	json_put(o, "uncommitted", json_boolean(m->uncommitted));
	changes_json(changes, &m->changes);
	json_put(o, "changes", changes);
	json_put(o, "asks_why", json_boolean(m->asks_why));
	json_put(o, "reason", reason_json(d, &m->reason));
	json_put(o, "entry", m->entry ? entry_json(d, m->entry) : json_null());
	json_put(o, "covers",
	    m->kind == MOMENT_SIGNED ? json_boolean(m->covers) : json_null());
	json_put_text(o, "gap", gap ? m->event->gap : NULL);
	return o;
}

static json_t *
wording_json(const struct goal *g)
{
	json_t *o;

	if (!g)
		return json_null();
	o = json_object();
	json_put_text(o, "title", g->title);
	json_put_text(o, "status", goal_status_word(g->status));
	json_put_text(o, "why", g->why);
	json_put_text(o, "measure", g->measure);
	json_put_text(o, "unit", g->unit);
	json_put_text(o, "scale", g->scale);
	(g->scale ? json_put_text : json_put_number)(
	    o, "baseline", g->baseline);
	(g->scale ? json_put_text : json_put_number)(o, "target", g->target);
	json_put_text(o, "due", g->due);
	json_put_strs(o, "owner", &g->owner);
	json_put_strs(o, "agreed", &g->agreed);
	return o;
}

static json_t *
point_json(struct page *d, const struct trend_point *pt)
{
	static const char *const sources[] = {[TREND_READING] = NULL,
	    [TREND_PROGRESS] = "progress",
	    [TREND_BEGUN] = "began"};
	const struct reading *r = pt->reading;
	json_t *o = json_object();

	put_day(d, o, "date", pt->day);
	(d->ch->goal->scale ? json_put_text : json_put_number)(
	    o, "value", pt->value);
	json_put_text(o, "by", r ? r->by : pt->event->by);
	json_put_text(
	    o, "source", r ? section_name(r->source) : sources[pt->source]);
	json_put_text(o, "author", r ? NULL : pt->event->commit->name);
	return o;
}

static json_t *
trend_json(struct page *d)
{
	const struct reading *from;
	enum trend_way w =
	    trend_way(&from, d->st, d->ch->goal, d->ch->plan->cadence_days);
	json_t *o = json_object();

	json_put_text(o, "way", trend_way_word(w));
	json_put_text(o, "since", from ? from->date : NULL);
	json_put_text(o, "text", trend_say(d->a, w, from));
	return o;
}

static json_t *
covered_json(const struct covered *c)
{
	json_t *o = json_object(), *since = json_array();

	json_put_text(o, "role", c->role);
	json_put_text(o, "by", c->entry->by);
	json_put_text(o, "date", c->entry->date);
	changes_json(since, &c->since);
	json_put(o, "changes", since);
	return o;
}

/* null while the goal is open, or where the plan went with it. */
static json_t *
end_json(struct page *d)
{
	const struct goal *g = d->ch->goal;
	const struct moment *m = chapter_end(d->ch);
	json_t *o;

	if (g->status == GOAL_PROPOSED || g->status == GOAL_ACTIVE)
		return json_null();
	o = json_object();
	json_put_text(o, "status", goal_status_word(g->status));
	if (g->closed)
		json_put_text(o, "date", g->closed);
	else
		put_day(d, o, "date", m ? m->day : DAY_NONE);
	json_put_text(o, "reason", g->reason);
	return o;
}

static json_t *
vanished_json(struct page *d)
{
	json_t *o;

	if (!chapter_vanished(d->ch))
		return json_null();
	o = json_object();
	put_day(d, o, "date",
	    d->ch->removed ? event_day(d->ch->removed) : DAY_NONE);
	put_event(d, o, d->ch->removed);
	json_put(o, "with_plan", json_boolean(d->ch->plan_gone));
	return o;
}

static const char *
state_word(enum chapter_state s)
{
	switch (s) {
	case CHAPTER_HERE:
		return "here";
	case CHAPTER_GONE:
		return "gone";
	case CHAPTER_MISSING:
		return "missing";
	}
	return NULL;
}

static void
put_told(struct page *d, json_t *o)
{
	const struct chapter *ch = d->ch;
	json_t *moments = json_array(), *readings = json_array(),
	       *signs = json_array();

	for (size_t i = 0; i < ch->n; i++)
		json_add(moments, moment_json(d, &ch->v[i]));
	for (size_t i = 0; i < ch->trend.n; i++)
		json_add(readings, point_json(d, &ch->trend.v[i]));
	for (size_t i = 0; i < ch->ncovered; i++)
		json_add(signs, covered_json(&ch->covered[i]));
	json_put(o, "first", wording_json(ch->first));
	json_put(o, "last", wording_json(ch->goal));
	json_put(o, "events", moments);
	json_put(o, "readings", readings);
	json_put(o, "trend", trend_json(d));
	json_put(o, "signed", signs);
	json_put(o, "end", end_json(d));
	json_put(o, "vanished", vanished_json(d));
}

/* A chapter that is missing has its keys, and nothing in them. */
static void
put_nothing(json_t *o)
{
	static const char *const keys[] = {"first", "last", NULL};
	static const char *const lists[] = {
	    "events", "readings", "signed", NULL};
	static const char *const more[] = {"trend", "end", "vanished", NULL};

	for (size_t i = 0; keys[i]; i++)
		json_put(o, keys[i], json_null());
	for (size_t i = 0; lists[i]; i++)
		json_put(o, lists[i], json_array());
	for (size_t i = 0; more[i]; i++)
		json_put(o, more[i], json_null());
}

static json_t *
chapter_json(struct page *d)
{
	const struct chapter *ch = d->ch;
	json_t *o = json_object();

	json_put_text(o, "plan", ch->plan_id);
	json_put_text(o, "goal", ch->goal_id);
	json_put_text(o, "state", state_word(ch->state));
	json_put_text(o, "missing", ch->why_missing);
	json_put_text(o, "path", ch->plan ? ch->plan->path : NULL);
	json_put_text(o, "year", ch->plan ? ch->plan->year : NULL);
	if (ch->state == CHAPTER_MISSING)
		put_nothing(o);
	else
		put_told(d, o);
	return o;
}

static json_t *
voices_json(const struct voices *v)
{
	json_t *list = json_array();

	for (int i = 0; i < VOICE_COUNT; i++) {
		json_t *o = json_object();

		json_put_text(o, "voice", voice_word((enum voice)i));
		json_put(o, "entries", json_integer((json_int_t)v->entries[i]));
		json_put(o, "words", json_integer((json_int_t)v->words[i]));
		json_add(list, o);
	}
	return list;
}

static const char *
past_word(enum story_past p)
{
	switch (p) {
	case STORY_NO_GIT:
		return "none";
	case STORY_CUT:
		return "cut";
	case STORY_WHOLE:
		return "whole";
	}
	return NULL;
}

json_t *
story_json(const struct story *s, const struct settings *st, struct arena *a)
{
	const struct chapter *last = &s->v[s->n - 1];
	struct page d = {.a = a, .st = st, .ch = last};
	json_t *doc = json_doc("story"), *chapters = json_array();
	struct voices v = {{0}, {0}};

	json_put_text(doc, "plan", last->plan_id);
	json_put_text(doc, "goal", last->goal_id);
	json_put_text(doc, "title", last->goal->title);
	json_put_text(doc, "learner", last->plan->learner);
	json_put_text(doc, "status", goal_status_word(last->goal->status));
	json_put_share(doc, "share", last->goal->share);
	json_put_text(doc, "history", past_word(s->past));
	put_day(&d, doc, "history_from",
	    s->past == STORY_CUT ? s->cut_day : DAY_NONE);
	json_put(doc, "vanished", vanished_json(&d));
	for (size_t i = 0; i < s->n; i++) {
		d.ch = &s->v[i];
		json_add(chapters, chapter_json(&d));
		if (d.ch->state != CHAPTER_MISSING)
			voices_add(&v, a, st, d.ch->plan, d.ch->goal_id);
	}
	json_put(doc, "chapters", chapters);
	json_put_text(doc, "next", s->next);
	json_put(doc, "voices", voices_json(&v));
	return doc;
}
