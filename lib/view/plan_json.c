#include "view/plan_json.h"

#include <string.h>

#include "base/date.h"
#include "plan/field.h"
#include "view/plan_text.h"

/* Members of a mapping that a table of keys does not know. */
static json_t *
unknown_keys(
    const struct front_node *map, const struct field *(*known)(const char *))
{
	json_t *o = json_object();

	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next)
		if (!known(c->key))
			json_put(o, c->key, json_node(c));
	return o;
}

/* A value of a goal's line: a number, but a level's name with a scale. */
static void
put_value(json_t *o, const char *key, const char *value, const struct goal *g)
{
	if (g && g->scale)
		json_put_text(o, key, value);
	else
		json_put_number(o, key, value);
}

/* ---- team and profile ---- */

static json_t *
team_json(const struct plan *p)
{
	json_t *o = json_object();

	for (size_t i = 0; i < p->nteam; i++)
		json_put_strs(o, p->team[i].name, &p->team[i].handles);
	return o;
}

static json_t *
item_json(const struct profile_item *it)
{
	json_t *o = json_object(), *extra = json_object();

	json_put_text(o, "text", it->text);
	json_put_text(o, "source", it->source);
	json_put_text(o, "date", it->date);
	json_put_text(o, "audience", audience_word(it->audience));
	for (const struct front_node *c = it->node->first; c; c = c->next)
		if (c->key && !profile_key_known(c->key))
			json_put(extra, c->key, json_node(c));
	json_put(o, "extra", extra);
	return o;
}

static json_t *
headings_json(const struct plan *p)
{
	json_t *o = json_object();

	for (size_t i = 0; i < p->nprofile; i++) {
		const struct profile_heading *h = &p->profile[i];
		json_t *list = json_array();

		for (size_t k = 0; k < h->n; k++)
			json_add(list, item_json(&h->items[k]));
		json_put(o, h->name, list);
	}
	return o;
}

/* ---- goals ---- */

static json_t *
levels_json(const struct goal *g)
{
	json_t *o = json_object();

	for (const struct front_node *c = g->levels ? g->levels->first : NULL;
	     c; c = c->next)
		json_put(o, c->key, json_node(c));
	return o;
}

static json_t *
readings_json(const struct goal *g)
{
	json_t *list = json_array();

	for (size_t i = 0; i < g->nreadings; i++) {
		const struct reading *r = &g->readings[i];
		json_t *o = json_object();

		json_put_text(o, "date", r->date);
		put_value(o, "value", r->value, g);
		json_put_text(o, "by", r->by);
		json_put_text(o, "source", section_name(r->source));
		json_add(list, o);
	}
	return list;
}

static json_t *
step_json(const struct step *s)
{
	json_t *o = json_object();
	char due[11];

	json_put_count(o, "n", s->n);
	json_put_text(o, "text", s->text);
	json_put(o, "done", json_boolean(s->done));
	json_put_text(o, "done_on", s->done_on);
	if (s->due_day != DAY_NONE)
		date_format(s->due_day, due);
	json_put_text(o, "due", s->due_day != DAY_NONE ? due : s->due);
	json_put_text(o, "who", s->who);
	json_put_number(o, "hours", s->hours);
	json_put_text(o, "check", s->check);
	return o;
}

static json_t *
steps_json(const struct goal *g)
{
	json_t *list = json_array();

	for (size_t i = 0; i < g->nsteps; i++)
		json_add(list, step_json(&g->steps[i]));
	return list;
}

static json_t *
goal_json(const struct plan *p, const struct goal *g, struct arena *a)
{
	json_t *o = json_object();

	json_put_text(o, "id", g->id);
	json_put_text(o, "title", g->title);
	json_put_text(o, "status", goal_status_word(g->status));
	json_put_text(o, "area", g->area);
	json_put_text(o, "form", g->form);
	json_put_text(o, "why", g->why);
	json_put_text(o, "measure", g->measure);
	json_put_text(o, "unit", g->unit);
	put_value(o, "baseline", g->baseline, g);
	put_value(o, "target", g->target, g);
	put_value(o, "progress", g->progress, g);
	json_put_text(o, "scale", g->scale);
	json_put_share(o, "share", g->share);
	json_put_text(o, "start", g->start);
	json_put_text(o, "due", g->due);
	json_put_text(o, "closed", g->closed);
	json_put_text(o, "reason", g->reason);
	json_put_strs(o, "supports", &g->supports);
	json_put_strs(o, "standards", &g->standards);
	json_put_strs(o, "owner", &g->owner);
	json_put_strs(o, "agreed", &g->agreed);
	json_put_strs(o, "criteria", &g->criteria);
	json_put_text(o, "obstacle", g->obstacle);
	json_put_text(o, "plan", g->plan);
	json_put(o, "levels", levels_json(g));
	json_put_strs(o, "resources", &g->resources);
	json_put_text(o, "priority", g->priority);
	json_put_text(o, "follows", g->follows);
	json_put_text(o, "audience", audience_word(g->audience));
	json_put_text(o, "text", goal_words(p, g, a));
	json_put(o, "readings", readings_json(g));
	json_put(o, "steps", steps_json(g));
	json_put_text(o, "term", g->term);
	json_put(o, "extra", unknown_keys(g->node, goal_field));
	return o;
}

/* ---- entries and sections ---- */

/* Pairs of goal=, standard= or result=, under the names of that list. */
static json_t *
tagged_json(const struct plan *p, const struct tagged_list *l, const char *id,
    const char *value)
{
	bool reading = strcmp(value, "reading") == 0;
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++) {
		const struct tagged *t = &l->v[i];
		json_t *o = json_object();

		json_put_text(o, id, t->id);
		if (reading)
			put_value(o, value, t->value, plan_goal(p, t->id));
		else
			json_put_text(o, value, t->value);
		json_add(list, o);
	}
	return list;
}

static json_t *
attrs_extra(const struct entry *e)
{
	json_t *o = json_object();

	for (size_t i = 0; i < e->nattrs; i++)
		if (!entry_key_known(e->attrs[i].key))
			json_put_text(o, e->attrs[i].key, e->attrs[i].value);
	return o;
}

static json_t *
entry_json(const struct plan *p, const struct entry *e, struct arena *a)
{
	json_t *o = json_object();

	json_put_text(o, "section", section_name(e->section));
	json_put_text(o, "date", e->date);
	json_put_text(o, "by", e->by);
	json_put_text(o, "role", e->role);
	json_put_strs(o, "with", &e->with);
	json_put(o, "goals", tagged_json(p, &e->goals, "id", "reading"));
	json_put(o, "standards", tagged_json(p, &e->standards, "id", "level"));
	json_put(o, "results", tagged_json(p, &e->results, "goal", "word"));
	json_put_text(o, "next", e->next);
	json_put_text(o, "kind", e->kind);
	json_put_text(o, "of", e->of);
	json_put_text(o, "link", e->link);
	json_put_text(o, "file", e->file);
	json_put_text(o, "medium", e->medium);
	json_put_number(o, "minutes", e->minutes);
	json_put_text(o, "prompt", e->prompt);
	json_put_text(o, "support", e->support);
	json_put_text(o, "audience", audience_word(e->audience));
	json_put_text(o, "text", plan_text(p, e->content, a));
	json_put_count(o, "line", e->line);
	json_put(o, "extra", attrs_extra(e));
	return o;
}

/* Text before any heading begins where the front matter ends. */
static size_t
part_line(const struct plan *p, const struct part *q)
{
	size_t line = q->line, col;

	if (q->level == 0)
		doc_pos(&p->doc, p->doc.body, &line, &col);
	return line;
}

static json_t *
sections_json(const struct plan *p, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->nparts; i++) {
		const struct part *q = &p->parts[i];
		const char *text = q->level <= 2 ? part_words(p, i, a) : "";
		json_t *o;

		if (q->level > 2 || (q->level == 0 && !*text))
			continue;
		o = json_object();
		json_put_text(o, "title", q->title);
		json_put(o, "known", json_boolean(q->kind != SECTION_OWN));
		json_put_count(o, "line", part_line(p, q));
		json_put_text(o, "audience", audience_word(q->audience));
		json_put_text(o, "text", *text ? text : NULL);
		json_add(list, o);
	}
	return list;
}

/* ---- documents ---- */

static void
put_facts(json_t *o, const struct plan *p, bool current)
{
	json_put_text(o, "id", p->id);
	json_put_text(o, "path", p->path);
	json_put_text(o, "learner", p->learner);
	json_put_text(o, "person", p->person);
	json_put_text(o, "kind", p->kind);
	json_put_text(o, "template", p->template_name);
	json_put_text(o, "year", p->year);
	json_put_text(o, "stage", p->stage);
	json_put_text(o, "begin", p->begin);
	json_put_text(o, "end", p->end);
	json_put_text(o, "language", p->language);
	json_put_text(o, "follows", p->follows);
	json_put(o, "current", json_boolean(current));
	json_put_strs(o, "groups", &p->groups);
	json_put(o, "cadence_days", json_integer(p->cadence_days));
	json_put_strs(o, "related", &p->related);
	json_put_text(o, "directory", p->directory);
	json_put_text(o, "retain_until", p->retain_until);
}

/* ---- sign-offs ---- */

static json_t *
signing_json(const struct signing *g)
{
	json_t *o = json_object(), *changes = json_array();

	json_put_text(o, "role", g->role);
	json_put_text(o, "by", g->entry->by);
	json_put_text(o, "date", g->entry->date);
	json_put_text(o, "kind", signoff_kind(g->entry));
	json_put_text(o, "of", g->entry->of);
	json_put_text(o, "state", signed_state_word(g->state));
	changes_json(changes, &g->changes);
	json_put(o, "changes", changes);
	return o;
}

static json_t *
signings_json(const struct signings *l)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++)
		json_add(list, signing_json(&l->v[i]));
	return list;
}

/* ---- the plan ---- */

json_t *
plan_json(const struct plan *p, const struct plan_facts *f, struct arena *a)
{
	const struct goal *only = f->only;
	json_t *o = json_doc("plan"), *goals = json_array(),
	       *entries = json_array();

	put_facts(o, p, f->current);
	json_put(o, "team", team_json(p));
	json_put(o, "profile", headings_json(p));
	for (size_t i = 0; i < p->ngoals; i++)
		if (!only || only == &p->goals[i])
			json_add(goals, goal_json(p, &p->goals[i], a));
	json_put(o, "goals", goals);
	for (size_t i = 0; i < p->nentries; i++)
		if (!only || entry_names(&p->entries[i], only->id))
			json_add(entries, entry_json(p, &p->entries[i], a));
	json_put(o, "entries", entries);
	json_put(o, "sections", sections_json(p, a));
	json_put(o, "signed", signings_json(f->signings));
	json_put(o, "extra", unknown_keys(p->doc.root, plan_field));
	return o;
}

json_t *
profile_json(const struct plan *p)
{
	json_t *o = json_doc("profile");

	json_put_text(o, "plan", p->id);
	json_put(o, "profile", headings_json(p));
	return o;
}

json_t *
plan_list_json(void)
{
	json_t *doc = json_doc("plan-list");

	json_put(doc, "plans", json_array());
	return doc;
}

void
plan_list_add(json_t *doc, const struct plan *p)
{
	json_t *o = json_object();

	json_put_text(o, "id", p->id);
	json_put_text(o, "path", p->path);
	json_put_text(o, "learner", p->learner);
	json_put_text(o, "kind", p->kind);
	json_put_strs(o, "groups", &p->groups);
	json_add(json_object_get(doc, "plans"), o);
}

json_t *
goal_list_json(void)
{
	json_t *doc = json_doc("goal-list");

	json_put(doc, "goals", json_array());
	return doc;
}

void
goal_list_add(json_t *doc, const struct plan *p, const struct goal *g)
{
	json_t *o = json_object();

	json_put_text(o, "plan", p->id);
	json_put_text(o, "id", g->id);
	json_put_text(o, "title", g->title);
	json_put_text(o, "status", goal_status_word(g->status));
	json_put_share(o, "share", g->share);
	json_put_text(o, "due", g->due);
	json_put_strs(o, "supports", &g->supports);
	json_add(json_object_get(doc, "goals"), o);
}

/* ---- changes ---- */

static void
put_side(json_t *o, const char *key, const char *text, const struct strs *list)
{
	if (list)
		json_put_strs(o, key, list);
	else
		json_put_text(o, key, text);
}

static json_t *
change_json(const struct change *c)
{
	json_t *o = json_object();

	json_put_text(o, "what", c->what);
	json_put_text(o, "goal", c->goal);
	if (c->section)
		json_put_text(o, "section", c->section);
	if (c->date) {
		json_put_text(o, "date", c->date);
		json_put_text(o, "by", c->by);
	}
	if (c->heading)
		json_put_text(o, "heading", c->heading);
	if (c->text)
		json_put_text(o, "text", c->text);
	put_side(o, "old", c->old, c->old_list);
	put_side(o, "new", c->new, c->new_list);
	return o;
}

void
changes_json(json_t *list, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		json_add(list, change_json(&c->v[i]));
}

void
done_json(
    struct buf *out, const struct done_file *v, size_t n, const char *commit)
{
	json_t *doc = json_doc("done"), *paths = json_array(),
	       *changes = json_array();

	for (size_t i = 0; i < n; i++) {
		json_add(paths, json_text(v[i].path));
		for (size_t k = 0; k < v[i].changes->n; k++) {
			json_t *o = change_json(&v[i].changes->v[k]);

			json_put_text(o, "plan", v[i].id);
			json_add(changes, o);
		}
	}
	json_put(doc, "paths", paths);
	json_put_text(doc, "commit", commit);
	json_put(doc, "changes", changes);
	json_finish(out, doc);
}
