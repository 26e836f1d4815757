#include "plan/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "plan/body.h"
#include "plan/field.h"
#include "plan/id.h"

#define GOALS_FEW 16 /* more are found through a map */

/* What every reading function below works on. */
struct reader {
	struct plan *p;
	struct arena *a;
	const struct settings *s;
};

static void
bad(struct reader *r, size_t off, const char *code, const char *hint,
    const char *text)
{
	struct plan *p = r->p;
	struct diag_spot at = {p->path, p->doc.src, p->doc.len, off, 0, 0};

	diags_at(&p->diags, r->a, &at, SEV_ERROR, code, hint, text);
}

int
text_day(const char *date)
{
	int day;

	return date && date_iso(date, strlen(date), &day) ? day : DAY_NONE;
}

/* ---- front matter ---- */

/* A member that must be a mapping; NULL when absent, empty or no mapping. */
static const struct front_node *
map_of(struct reader *r, const char *key, const char *hint)
{
	const struct front_node *n = front_get(r->p->doc.root, key);

	if (!n || (n->kind == FRONT_SCALAR && !*n->text))
		return NULL;
	if (n->kind == FRONT_MAP)
		return n;
	bad(r, n->span.off, "shape", hint,
	    arena_printf(r->a, "%s must be a mapping", key));
	return NULL;
}

static void
read_format(struct reader *r)
{
	struct plan *p = r->p;
	const struct front_node *n = front_get(p->doc.root, "ilp");
	size_t line = 0, col = 0;

	for (const char *c = p->format_word; c && *c; c++)
		p->format = p->format * 10 + (*c - '0');
	if (n)
		doc_pos(&p->doc, n->span.off, &line, &col);
	if (!n || (n->kind == FRONT_SCALAR && !*n->text))
		bad(r, n ? n->span.off : p->doc.front.off, "plan-format",
		    "add the line ilp: 1 below the first ---",
		    "the plan does not say which format it has");
	else if (p->format > ILP_FORMAT)
		diag_hint(diags_add(&p->diags, r->a, SEV_WARNING, p->path, line,
			      col, "plan-newer",
			      "the plan has format %d, newer than this ilp "
			      "reads",
			      p->format),
		    r->a, "bring this ilp up to date");
}

static void
read_role(struct reader *r, struct role *role, const struct front_node *c)
{
	const struct front_node *item = c->kind == FRONT_LIST ? c->first : c;

	role->name = c->key;
	role->node = c;
	if (c->kind == FRONT_MAP) {
		bad(r, c->span.off, "shape",
		    "write one handle, or one on each line after a dash",
		    arena_printf(r->a, "team.%s must be a handle", c->key));
		return;
	}
	for (; item; item = c->kind == FRONT_LIST ? item->next : NULL) {
		if (item->kind == FRONT_SCALAR && !*item->text)
			continue;
		if (item->kind == FRONT_SCALAR && handle_valid(item->text))
			strs_add(&role->handles, r->a,
			    handle_fold(r->a, item->text));
		else
			bad(r, item->span.off, "handle",
			    "use small letters, digits, dots and dashes, as "
			    "in j.ortiz",
			    arena_printf(r->a, "team.%s: %s is no handle",
				c->key,
				item->kind == FRONT_SCALAR ? item->text
							   : "this"));
	}
}

static void
read_team(struct reader *r)
{
	const struct front_node *map =
	    map_of(r, "team", "write lines of ROLE: HANDLE below it");

	if (!map)
		return;
	r->p->team = arena_alloc(r->a, map->n * sizeof *r->p->team);
	for (const struct front_node *c = map->first; c; c = c->next)
		read_role(r, &r->p->team[r->p->nteam++], c);
}

/* True if an audience is written that is none: then only staff may see it. */
static bool
audience_unclear(const struct front_node *map)
{
	const struct front_node *n = front_get(map, "audience");
	enum audience a;

	if (!n || (n->kind == FRONT_SCALAR && !*n->text))
		return false;
	return n->kind != FRONT_SCALAR || !audience_parse(n->text, &a);
}

/* The text of an item's key, checked to be one text. */
static const char *
item_text(struct reader *r, const struct front_node *map, const char *key)
{
	const struct front_node *n = front_get(map, key);

	if (n && n->kind != FRONT_SCALAR) {
		bad(r, n->span.off, "shape", "write it as one text",
		    arena_printf(r->a, "%s must be one text", key));
		return NULL;
	}
	return front_text(map, key);
}

static void
read_profile_map(
    struct reader *r, struct profile_item *it, const struct front_node *c)
{
	int day;

	it->text = item_text(r, c, "text");
	it->source = item_text(r, c, "source");
	it->date = item_text(r, c, "date");
	it->audience_word = item_text(r, c, "audience");
	if (!it->text)
		bad(r, c->span.off, "profile-text",
		    "add text: with the words of the item",
		    "this profile item has no text");
	if (it->date && !date_iso(it->date, strlen(it->date), &day))
		bad(r, front_get(c, "date")->span.off, "date",
		    "write a real date as year-month-day",
		    arena_printf(r->a, "date: %s is no date", it->date));
	if (it->audience_word &&
	    !audience_parse(it->audience_word, &it->audience))
		bad(r, front_get(c, "audience")->span.off, "audience",
		    "use staff, learner, family, school or public",
		    arena_printf(r->a,
			"%s is no audience, so only staff see "
			"this item",
			it->audience_word));
	if (audience_unclear(c))
		it->audience = AUDIENCE_STAFF;
}

static void
read_heading(
    struct reader *r, struct profile_heading *h, const struct front_node *c)
{
	const struct front_node *item = c->kind == FRONT_LIST ? c->first : c;
	enum audience audience = settings_audience(
	    r->s, arena_printf(r->a, "profile.%s", fold_key(r->a, c->key)));

	h->name = c->key;
	h->node = c;
	if (c->kind == FRONT_SCALAR && !*c->text)
		return;
	h->items = arena_alloc(
	    r->a, (c->kind == FRONT_LIST ? c->n : 1) * sizeof *h->items);
	for (; item; item = c->kind == FRONT_LIST ? item->next : NULL) {
		struct profile_item *it = &h->items[h->n];

		*it = (struct profile_item){.node = item, .audience = audience};
		if (item->kind == FRONT_SCALAR)
			it->text = *item->text ? item->text : NULL;
		else if (item->kind == FRONT_MAP)
			read_profile_map(r, it, item);
		else
			bad(r, item->span.off, "shape",
			    "write one text after each dash",
			    "a profile item must be one text");
		h->n += it->text != NULL;
	}
}

static void
read_profile(struct reader *r)
{
	const struct front_node *map = map_of(r, "profile",
	    "write lines of HEADING: below it, and items after dashes");

	if (!map)
		return;
	r->p->profile = arena_alloc(r->a, map->n * sizeof *r->p->profile);
	for (const struct front_node *c = map->first; c; c = c->next)
		read_heading(r, &r->p->profile[r->p->nprofile++], c);
}

/* ---- goals ---- */

static void
check_value(
    struct reader *r, const struct goal *g, const char *key, const char *value)
{
	const struct front_node *n = front_get(g->node, key);
	double v;

	if (!value || goal_value(g, r->s, value, &v) ||
	    (g->scale && !settings_scale(r->s, g->scale)))
		return;
	if (g->scale)
		bad(r, n->span.off, "goal-level",
		    arena_printf(r->a, "use %s",
			scale_words(settings_scale(r->s, g->scale), r->a)),
		    arena_printf(r->a, "%s: %s is no level of the scale %s",
			key, value, g->scale));
	else
		bad(r, n->span.off, "goal-number",
		    "write a number, or name a scale: for levels",
		    arena_printf(r->a, "%s: %s is no number", key, value));
}

static void
check_levels(struct reader *r, struct goal *g)
{
	const struct front_node *n = front_get(g->node, "levels");
	double v;

	if (!n || (n->kind == FRONT_SCALAR && !*n->text))
		return;
	if (n->kind != FRONT_MAP) {
		bad(r, n->span.off, "shape",
		    "write lines of LEVEL: TEXT, from -2 to +2",
		    "levels must be a mapping");
		return;
	}
	g->levels = n;
	for (const struct front_node *c = n->first; c; c = c->next) {
		if (c->kind != FRONT_SCALAR)
			bad(r, c->span.off, "shape", "write it as one text",
			    "a level's text must be one text");
		if (!number_parse(c->key, &v) || v < -2 || v > 2 ||
		    v != floor(v))
			bad(r, c->key_span.off, "goal-levels",
			    "use -2, -1, 0, +1 and +2",
			    arena_printf(r->a, "%s is no level", c->key));
		else if (level_member(n, v) != c)
			bad(r, c->key_span.off, "goal-level-twice",
			    "keep one of the two",
			    arena_printf(r->a, "the level %s stands here twice",
				c->key));
	}
}

static void
read_goal(struct reader *r, struct goal *g, const struct front_node *c)
{
	enum audience place = settings_audience(r->s, "goals");

	*g = (struct goal){.id = c->key, .node = c, .share = NAN};
	g->status = GOAL_ACTIVE;
	g->part = -1;
	if (!id_goal_valid(c->key))
		bad(r, c->key_span.off, "goal-id",
		    "use small letters, digits and -, as in read-daily",
		    arena_printf(r->a, "%s is no goal id", c->key));
	if (c->kind != FRONT_MAP && !(c->kind == FRONT_SCALAR && !*c->text)) {
		bad(r, c->span.off, "shape",
		    "write lines of KEY: VALUE below the goal's id",
		    arena_printf(
			r->a, "the goal %s must be a mapping", c->key));
		return;
	}
	fields_read(
	    g, goal_fields, goal_nfields, r->a, &r->p->doc, c, &r->p->diags);
	if (!g->title)
		bad(r, c->key_span.off, "goal-no-title",
		    "add a line title: with the goal in a sentence",
		    arena_printf(r->a, "goal \"%s\" has no title", c->key));
	if (g->status_word)
		goal_status_parse(g->status_word, &g->status);
	check_levels(r, g);
	check_value(r, g, "baseline", g->baseline);
	check_value(r, g, "target", g->target);
	check_value(r, g, "progress", g->progress);
	g->audience = place;
	if (g->audience_word)
		audience_parse(g->audience_word, &g->audience);
	else if (audience_unclear(c))
		g->audience = AUDIENCE_STAFF;
}

static void
read_goals(struct reader *r)
{
	const struct front_node *map =
	    map_of(r, "goals", "write each goal's id with its lines below it");

	if (!map)
		return;
	r->p->goals = arena_alloc(r->a, map->n * sizeof *r->p->goals);
	for (const struct front_node *c = map->first; c; c = c->next) {
		if (map->n > GOALS_FEW)
			map_add(&r->p->goal_at, r->a, c->key, r->p->ngoals);
		read_goal(r, &r->p->goals[r->p->ngoals++], c);
	}
}

static int
reading_order(const void *x, const void *y)
{
	const struct reading *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* Hands the readings of an entry to their goals; cap: of each goal's. */
static void
hand_readings(struct reader *r, const struct entry *e, size_t *cap)
{
	for (size_t k = 0; k < e->goals.n; k++) {
		const struct tagged *t = &e->goals.v[k];
		struct goal *g = t->value ? plan_goal(r->p, t->id) : NULL;

		if (!g)
			continue;
		g->readings =
		    arena_grow(r->a, g->readings, &cap[g - r->p->goals],
			g->nreadings + 1, sizeof *g->readings);
		g->readings[g->nreadings++] = (struct reading){
		    e->day, e->date, t->value, e->by, e->section, e->line};
	}
}

static void
collect_readings(struct reader *r)
{
	struct plan *p = r->p;
	size_t *cap = arena_alloc(r->a, p->ngoals * sizeof *cap);

	for (size_t i = 0; i < p->nentries; i++)
		if (!p->entries[i].bad && !p->entries[i].future)
			hand_readings(r, &p->entries[i], cap);
	for (size_t i = 0; i < p->ngoals; i++)
		if (p->goals[i].nreadings > 1)
			qsort(p->goals[i].readings, p->goals[i].nreadings,
			    sizeof *p->goals[i].readings, reading_order);
}

/* ---- the whole ---- */

static void
read_id(struct reader *r)
{
	struct plan *p = r->p;
	struct diag *g;

	p->id = id_of_path(r->a, p->path);
	if (id_valid(p->id))
		return;
	g = diags_add(&p->diags, r->a, SEV_ERROR, p->path, 1, 1, "plan-id",
	    id_device(p->id) ? "%s.md cannot be a file on Windows"
			     : "the file name %s.md is no plan id",
	    p->id);
	diag_hint(g, r->a,
	    "rename the file: small letters, digits and -, as in asha-r.md");
}

static void
read_fields(struct reader *r)
{
	struct plan *p = r->p;

	fields_read(p, plan_fields, plan_nfields, r->a, &p->doc, p->doc.root,
	    &p->diags);
	read_format(r);
	if (!p->learner)
		bad(r,
		    front_get(p->doc.root, "learner")
			? front_get(p->doc.root, "learner")->span.off
			: p->doc.front.off,
		    "plan-no-learner", "add a line learner: with the name",
		    "the plan does not say whose it is");
	if (!p->kind)
		p->kind = "student";
	p->cadence_days = r->s->cadence_days;
	if (p->cadence)
		duration_parse(p->cadence, &p->cadence_days);
	read_team(r);
	read_profile(r);
	read_goals(r);
}

void
plan_read(struct plan *out, struct arena *a, const struct settings *s,
    int today, const char *path, const char *src, size_t len)
{
	struct reader r = {out, a, s};

	*out = (struct plan){.path = path};
	read_id(&r);
	if (doc_read(&out->doc, a, path, src, len, &out->diags) != 0) {
		out->broken = true;
		return;
	}
	read_fields(&r);
	body_read(out, a, s, today);
	collect_readings(&r);
	for (size_t i = 0; i < out->ngoals; i++)
		out->goals[i].share = goal_share(&out->goals[i], s);
}

void
plan_broken(
    struct plan *out, struct arena *a, const char *path, const struct err *e)
{
	struct diag *g;

	*out = (struct plan){
	    .path = path, .id = id_of_path(a, path), .broken = true};
	g = diags_add(&out->diags, a, SEV_ERROR, path, e->line, e->col,
	    e->code[0] ? arena_strdup(a, e->code) : "file", "%s", e->msg);
	if (e->hint[0])
		diag_hint(g, a, "%s", e->hint);
}

int
plan_writable(const struct plan *p, struct err *e)
{
	if (diags_first(&p->diags, e) != 0)
		return -1;
	if (p->format > ILP_FORMAT) {
		size_t line, col;

		doc_pos(&p->doc, front_get(p->doc.root, "ilp")->span.off, &line,
		    &col);
		err_at(e, p->path, line, col, "plan-newer",
		    "the plan has format %d, newer than this ilp writes",
		    p->format);
		return err_hint(e, "bring this ilp up to date");
	}
	return 0;
}

struct goal *
plan_goal(const struct plan *p, const char *id)
{
	size_t at;

	if (p->goal_at.n)
		return map_get(&p->goal_at, id, &at) ? &p->goals[at] : NULL;
	for (size_t i = 0; i < p->ngoals; i++)
		if (strcmp(p->goals[i].id, id) == 0)
			return &p->goals[i];
	return NULL;
}

const struct profile_heading *
plan_heading(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->nprofile; i++)
		if (strcmp(p->profile[i].name, name) == 0)
			return &p->profile[i];
	return NULL;
}

const struct role *
plan_role(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->nteam; i++)
		if (strcmp(p->team[i].name, name) == 0)
			return &p->team[i];
	return NULL;
}

bool
plan_has_handle(const struct plan *p, const char *handle, const char **role)
{
	for (size_t i = 0; i < p->nteam; i++)
		if (strs_find(&p->team[i].handles, handle) >= 0) {
			*role = p->team[i].name;
			return true;
		}
	return false;
}

const struct part *
plan_section(const struct plan *p, enum section_kind k)
{
	for (size_t i = 0; i < p->nparts; i++)
		if (p->parts[i].level == 2 && p->parts[i].kind == k)
			return &p->parts[i];
	return NULL;
}

bool
plan_current(const struct plan *p, const struct settings *s, int today)
{
	int end = text_day(p->end);

	if (end != DAY_NONE && end < today)
		return false;
	return !p->year || !s->year || strcmp(p->year, s->year) == 0;
}

bool
plan_takes_over(
    const struct plan *p, const struct plan *old, const struct settings *s)
{
	bool ahead = s->year && p->year && !str_eq(p->year, s->year) &&
		     str_eq(old->year, s->year);

	return !ahead;
}
