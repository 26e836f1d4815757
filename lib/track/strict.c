#include "track/strict.h"

#include <string.h>

#include "plan/field.h"

/* What every function below works on. */
struct reader {
	struct diags *out;
	struct arena *a;
	const struct strict_world *w;
	const struct plan *p;
};

static struct diag *
warn(struct reader *r, size_t off, const char *code, const char *text)
{
	size_t line, col;

	doc_pos(&r->p->doc, off, &line, &col);
	return diags_add(
	    r->out, r->a, SEV_WARNING, r->p->path, line, col, code, "%s", text);
}

/* ---- did you mean ---- */

/* The nearest of some names so far. */
struct nearest {
	const char *word;
	const char *name; /* NULL: none is near */
	size_t far;
};

static void
near_try(struct nearest *n, const char *name)
{
	size_t far = str_distance(n->word, name);

	if (far <= 2 && far < strlen(name) && (!n->name || far < n->far)) {
		n->name = name;
		n->far = far;
	}
}

static void
hint(struct reader *r, struct diag *d, const struct nearest *n,
    const char *otherwise)
{
	if (n->name)
		diag_hint(d, r->a, "did you mean %s?", n->name);
	else
		diag_hint(d, r->a, "%s", otherwise);
}

static const char *
goal_near(const struct plan *p, const char *word)
{
	struct nearest n = {word, NULL, 0};

	for (size_t i = 0; i < p->ngoals; i++)
		near_try(&n, p->goals[i].id);
	return n.name;
}

/* ---- keys ---- */

#define OWN_KEY "a key of the school's own begins with x-, as in x-club"

static void
unknown_key(struct reader *r, const struct front_node *c, const struct field *v,
    size_t nv, const char *of)
{
	struct nearest n = {c->key, NULL, 0};
	struct diag *d = warn(r, c->key_span.off, "key-unknown",
	    arena_printf(r->a, "%s is no key of %s", c->key, of));

	for (size_t i = 0; i < nv; i++)
		near_try(&n, v[i].key);
	hint(r, d, &n, OWN_KEY);
}

static void
check_keys(struct reader *r, const struct front_node *map,
    const struct field *v, size_t nv, const char *of)
{
	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next) {
		bool known = str_starts(c->key, "x-");

		for (size_t i = 0; i < nv && !known; i++)
			known = strcmp(v[i].key, c->key) == 0;
		if (!known)
			unknown_key(r, c, v, nv, of);
	}
}

/* Only the keys count here. */
static const struct field item_fields[] = {
    {"text", SHAPE_TEXT, 0},
    {"source", SHAPE_TEXT, 0},
    {"date", SHAPE_DATE, 0},
    {"audience", SHAPE_AUDIENCE, 0},
};

static void
check_profile(struct reader *r)
{
	const struct plan *p = r->p;

	for (size_t i = 0; i < p->nprofile; i++)
		for (size_t k = 0; k < p->profile[i].n; k++) {
			const struct front_node *n =
			    p->profile[i].items[k].node;

			if (n->kind == FRONT_MAP)
				check_keys(r, n, item_fields,
				    sizeof item_fields / sizeof *item_fields,
				    "a profile item");
		}
}

/* ---- goals ---- */

/* The node of one item of a list, or of the scalar that is a list of one. */
static size_t
item_off(const struct front_node *list, const char *text)
{
	for (const struct front_node *c = list->first; c; c = c->next)
		if (str_eq(c->text, text))
			return c->span.off;
	return list->span.off;
}

static void
check_supports(struct reader *r, const struct goal *g)
{
	for (size_t i = 0; i < g->supports.n; i++) {
		const char *id = g->supports.v[i];
		struct nearest n = {id, NULL, 0};
		struct diag *d;

		if (strs_find(&r->w->shared, id) >= 0)
			continue;
		for (size_t k = 0; k < r->w->shared.n; k++)
			near_try(&n, r->w->shared.v[k]);
		d = warn(r, item_off(front_get(g->node, "supports"), id),
		    "support-unknown",
		    arena_printf(r->a, "there is no shared goal %s", id));
		hint(r, d, &n,
		    "shared goals are the files goals/ID.md; make it, or "
		    "take the line out");
	}
}

static void
check_scale(struct reader *r, const struct goal *g)
{
	const struct settings *s = r->w->settings;
	struct nearest n = {g->scale, NULL, 0};
	struct diag *d;

	if (!g->scale || settings_scale(s, g->scale))
		return;
	for (size_t i = 0; i < s->nscales; i++)
		near_try(&n, s->scales[i].name);
	d = warn(r, front_get(g->node, "scale")->span.off, "goal-scale",
	    arena_printf(r->a, "there is no scale %s", g->scale));
	hint(r, d, &n, "list its levels in ilp.yml, under scales:");
}

/* Whether follows, PLAN/GOAL, names a goal that is there. */
static bool
goal_there(struct reader *r, const char *follows)
{
	size_t n = strcspn(follows, "/");
	const struct plan *p =
	    r->w->plan(r->w->ctx, arena_strndup(r->a, follows, n));

	return p && follows[n] && plan_goal(p, follows + n + 1);
}

static void
check_continues(struct reader *r, const struct goal *g)
{
	struct diag *d;

	if (!g->follows || goal_there(r, g->follows))
		return;
	d = warn(r, front_get(g->node, "follows")->span.off, "goal-follows",
	    arena_printf(
		r->a, "there is no goal %s that it could follow", g->follows));
	diag_hint(d, r->a, "write PLAN/GOAL, as in asha-r-2025-26/weir-model");
}

static void
check_goal(struct reader *r, const struct goal *g)
{
	if (g->node->kind != FRONT_MAP)
		return;
	check_keys(r, g->node, goal_fields, goal_nfields, "a goal");
	check_scale(r, g);
	check_supports(r, g);
	check_continues(r, g);
}

/* ---- the body ---- */

/* The heading's first word, as a goal id would be read from it. */
static const char *
first_word(struct reader *r, const char *title)
{
	size_t n = strcspn(title, " \t");

	if (n && title[n - 1] == ':')
		n--;
	return arena_strndup(r->a, title, n);
}

static void
check_headings(struct reader *r)
{
	for (size_t i = 0; i < r->p->nparts; i++) {
		const struct part *q = &r->p->parts[i];
		const char *word, *meant;
		struct diag *d;

		if (q->level != 3 || q->kind != SECTION_GOALS || q->goal >= 0)
			continue;
		word = first_word(r, q->title);
		if (plan_goal(r->p, word))
			continue; /* stands there twice: an error already */
		meant = goal_near(r->p, word);
		d = warn(r, q->head.off, "goal-heading-unknown",
		    arena_printf(
			r->a, "the heading \"%s\" names no goal", q->title));
		diag_hint(d, r->a,
		    meant ? "did you mean %s?"
			  : "begin it with the goal's id%s",
		    meant ? meant : "");
	}
}

static size_t
attr_off(const struct entry *e, const char *key)
{
	for (size_t i = 0; i < e->nattrs; i++)
		if (strcmp(e->attrs[i].key, key) == 0)
			return e->attrs[i].off;
	return e->head.off;
}

static void
check_tagged(struct reader *r, const struct entry *e, const char *key,
    const struct tagged_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *id = l->v[i].id, *meant;
		struct diag *d;

		if (plan_goal(r->p, id))
			continue;
		meant = goal_near(r->p, id);
		d = warn(r, attr_off(e, key), "entry-goal-unknown",
		    arena_printf(r->a, "the plan has no goal %s", id));
		diag_hint(d, r->a,
		    meant ? "did you mean %s?" : "name a goal by its id%s",
		    meant ? meant : "");
	}
}

/* The keys that entries know, for a hint. */
static const char *const entry_keys[] = {"goal", "standard", "result", "with",
    "role", "next", "kind", "of", "link", "file", "medium", "minutes", "prompt",
    "support", "audience"};

static void
check_attrs(struct reader *r, const struct entry *e)
{
	for (size_t i = 0; i < e->nattrs; i++) {
		const struct attr *at = &e->attrs[i];
		struct nearest n = {at->key, NULL, 0};
		struct diag *d;

		if (entry_key_known(at->key) || str_starts(at->key, "x-"))
			continue;
		for (size_t k = 0; k < sizeof entry_keys / sizeof *entry_keys;
		     k++)
			near_try(&n, entry_keys[k]);
		d = warn(r, at->off, "entry-key-unknown",
		    arena_printf(r->a, "%s= is no key of an entry", at->key));
		hint(r, d, &n, OWN_KEY);
	}
}

/* ---- the whole ---- */

static void
check_follows(struct reader *r)
{
	const char *id = r->p->follows;
	struct nearest n = {id, NULL, 0};
	struct diag *d;

	if (!id || r->w->plan(r->w->ctx, id))
		return;
	for (size_t i = 0; i < r->w->plans.n; i++)
		near_try(&n, r->w->plans.v[i]);
	d = warn(r, front_get(r->p->doc.root, "follows")->span.off,
	    "follows-unknown",
	    arena_printf(r->a, "there is no plan %s that it could follow", id));
	hint(r, d, &n, "write the id of the learner's earlier plan");
}

void
strict_plan(struct diags *out, struct arena *a, const struct strict_world *w,
    const struct plan *p)
{
	struct reader r = {out, a, w, p};

	check_keys(&r, p->doc.root, plan_fields, plan_nfields, "a plan");
	check_follows(&r);
	check_profile(&r);
	for (size_t i = 0; i < p->ngoals; i++)
		check_goal(&r, &p->goals[i]);
	check_headings(&r);
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		check_tagged(&r, e, "goal", &e->goals);
		check_tagged(&r, e, "result", &e->results);
		check_attrs(&r, e);
	}
}
