#include "track/strict.h"

#include <string.h>

#include "plan/field.h"
#include "plan/id.h"

/* What every function below works on. */
struct reader {
	struct finder *f;
	struct arena *a;
	const struct strict_world *w;
	const struct plan *p;
	struct strict_follows *later;
};

static struct diag *
warn(struct reader *r, size_t off, const char *code, const char *text)
{
	return finder_warn(r->f, off, code, text);
}

static void
hint(struct reader *r, struct diag *d, const struct nearest *n,
    const char *otherwise)
{
	finder_hint(r->f, d, n, otherwise);
}

static struct nearest
nearest_of(const char *word, const struct strs *names)
{
	struct nearest n = {word, NULL, 0};

	for (size_t i = 0; i < names->n; i++)
		nearest_try(&n, names->v[i]);
	return n;
}

static const char *
goal_near(const struct plan *p, const char *word)
{
	struct nearest n = {word, NULL, 0};

	for (size_t i = 0; i < p->ngoals; i++)
		nearest_try(&n, p->goals[i].id);
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
		nearest_try(&n, v[i].key);
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
			known = *v[i].key == *c->key &&
				strcmp(v[i].key, c->key) == 0;
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
		struct nearest n;
		struct diag *d;

		if (strs_find(&r->w->shared, id) >= 0)
			continue;
		n = nearest_of(id, &r->w->shared);
		d = warn(r, item_off(front_get(g->node, "supports"), id),
		    "support-unknown",
		    arena_printf(r->a, "there is no shared goal %s", id));
		hint(r, d, &n,
		    "shared goals are the files goals/ID.md; make it, or "
		    "take the line out");
	}
}

/*
 * Resources are ids, links or plain text: one word with a dash, or nearly an
 * id that is there, is meant as an id.
 */
static void
check_resources(struct reader *r, const struct goal *g)
{
	for (size_t i = 0; i < g->resources.n; i++) {
		const char *id = g->resources.v[i];
		struct nearest n;
		struct diag *d;

		if (!id_valid(id) || strs_find(&r->w->resources, id) >= 0)
			continue;
		n = nearest_of(id, &r->w->resources);
		if (!n.name && !strchr(id, '-'))
			continue;
		d = warn(r, item_off(front_get(g->node, "resources"), id),
		    "resource-unknown",
		    arena_printf(r->a, "there is no resource %s", id));
		hint(r, d, &n,
		    "resources are the files resources/ID.md; make it, or "
		    "write a link or plain words");
	}
}

static void
check_scale(struct reader *r, const struct goal *g)
{
	const struct settings *s = &r->w->load->settings;
	struct nearest n = {g->scale, NULL, 0};
	struct diag *d;

	if (!g->scale || settings_scale(s, g->scale))
		return;
	for (size_t i = 0; i < s->nscales; i++)
		nearest_try(&n, s->scales[i].name);
	d = warn(r, front_get(g->node, "scale")->span.off, "goal-scale",
	    arena_printf(r->a, "there is no scale %s", g->scale));
	hint(r, d, &n, "list its levels in ilp.yml, under scales:");
}

void
strict_no_goal(struct diags *out, struct arena *a, const char *path,
    const struct strict_follow *l)
{
	diag_hint(
	    diags_add(out, a, SEV_WARNING, path, l->line, l->col,
		"goal-follows", "there is no goal %s%s%s that it could follow",
		l->plan, *l->goal ? "/" : "", l->goal),
	    a, "write PLAN/GOAL, as in asha-r-2025-26/weir-model");
}

static void
check_continues(struct reader *r, const struct goal *g)
{
	size_t n = g->follows ? strcspn(g->follows, "/") : 0, at;
	struct strict_follows *l = r->later;
	struct strict_follow one;

	if (!g->follows)
		return;
	one.plan = arena_strndup(r->a, g->follows, n);
	one.goal = arena_strdup(r->a, g->follows + n + (g->follows[n] != '\0'));
	finder_pos(
	    r->f, front_get(g->node, "follows")->span.off, &one.line, &one.col);
	if (!*one.goal || !map_get(&r->w->plan_at, one.plan, &at)) {
		strict_no_goal(r->f->out, r->a, r->p->path, &one);
		return;
	}
	l->v = arena_grow(r->a, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = one;
}

static void
check_goal(struct reader *r, const struct goal *g)
{
	if (g->node->kind != FRONT_MAP)
		return;
	check_keys(r, g->node, goal_fields, goal_nfields, "a goal");
	check_scale(r, g);
	check_supports(r, g);
	check_resources(r, g);
	check_continues(r, g);
}

/* ---- people ---- */

static bool
is_known(struct reader *r, const char *handle)
{
	size_t at;

	return map_get(&r->w->people, handle, &at);
}

/*
 * Reads all people: only once a handle is unknown.  The first letter stands,
 * since o.family is no slip for r.family.
 */
static struct nearest
handle_near(struct reader *r, const char *handle)
{
	const struct people *all = &r->w->load->people;
	struct nearest n = {handle, NULL, 0};

	for (size_t i = 0; i < all->n && strlen(handle) > 4; i++)
		if (all->v[i].handle[0] == *handle)
			nearest_try(&n, all->v[i].handle);
	return n;
}

#define PEOPLE_HINT "people.yml lists the handles, each with a name"

static void
check_team(struct reader *r)
{
	const struct plan *p = r->p;

	for (size_t i = 0; r->w->people.n && i < p->nteam; i++)
		for (size_t k = 0; k < p->team[i].handles.n; k++) {
			const char *h = p->team[i].handles.v[k];
			struct nearest n;
			struct diag *d;

			if (is_known(r, h))
				continue;
			n = handle_near(r, h);
			d = warn(r, item_off(p->team[i].node, h),
			    "handle-unknown",
			    arena_printf(
				r->a, "people.yml does not have %s", h));
			hint(r, d, &n, PEOPLE_HINT);
		}
}

/*
 * Who wrote or took part may be a name, too, and a name may look like a
 * handle: so only what has a handle's signs, or nearly is one, counts.
 */
static void
check_handle(struct reader *r, const char *who, size_t off)
{
	const char *h, *role;
	struct nearest n;
	struct diag *d;

	if (!who || !r->w->people.n || !handle_valid(who))
		return;
	h = handle_fold(r->a, who);
	if (is_known(r, h) || plan_has_handle(r->p, h, &role))
		return;
	n = handle_near(r, h);
	if (!n.name && !strpbrk(h, "._0123456789"))
		return;
	d = warn(r, off, "handle-unknown",
	    arena_printf(r->a, "neither people.yml nor the team has %s", h));
	hint(r, d, &n, PEOPLE_HINT);
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
			nearest_try(&n, entry_keys[k]);
		d = warn(r, at->off, "entry-key-unknown",
		    arena_printf(r->a, "%s= is no key of an entry", at->key));
		hint(r, d, &n, OWN_KEY);
	}
}

/* ---- entries ---- */

/* The words of the format for one key; others are told, not refused. */
struct vocabulary {
	const char *code;
	const char *hint;
	const char *key;
	enum section_kind section; /* where it holds; SECTION_OWN: anywhere */
	const char *const *words;  /* NULL at the end */
};

static const char *const review_kinds[] = {
    "initial", "interim", "summative", "annual", "exit", NULL};
static const char *const sign_kinds[] = {"agree", "amend", "decline", NULL};
static const char *const media[] = {"text", "audio", "video", "image", NULL};

static const struct vocabulary vocabularies[] = {
    {"entry-kind", "a review is initial, interim, summative, annual or exit",
	"kind", SECTION_REVIEWS, review_kinds},
    {"entry-kind", "a sign-off is agree, amend or decline", "kind",
	SECTION_SIGNOFFS, sign_kinds},
    {"entry-medium", "a medium is text, audio, video or image", "medium",
	SECTION_OWN, media},
};

static void
check_word(struct reader *r, const struct entry *e, const struct vocabulary *v)
{
	const char *word = entry_attr(e, v->key);
	struct nearest n = {word, NULL, 0};
	struct diag *d;

	if (!word || (v->section != SECTION_OWN && v->section != e->section))
		return;
	for (size_t i = 0; v->words[i]; i++) {
		if (strcmp(v->words[i], word) == 0)
			return;
		nearest_try(&n, v->words[i]);
	}
	d = warn(r, attr_off(e, v->key), v->code,
	    arena_printf(r->a, "%s is no %s of %s", word, v->key,
		v->section == SECTION_REVIEWS	 ? "a review"
		: v->section == SECTION_SIGNOFFS ? "a sign-off"
						 : "an entry"));
	hint(r, d, &n, v->hint);
}

/* A file lies beside the plan, below its folder. */
static void
check_file(struct reader *r, const struct entry *e)
{
	const char *slash = strrchr(r->p->path, '/'), *path;
	size_t n = slash ? (size_t)(slash - r->p->path) + 1 : 0;

	if (!e->file)
		return;
	path = arena_printf(r->a, "%.*s%s", (int)n, r->p->path, e->file);
	if (*e->file != '/' && !strstr(e->file, "..") &&
	    caseload_has(r->w->load, path))
		return;
	diag_hint(warn(r, attr_off(e, "file"), "file-missing",
		      arena_printf(r->a, "the file %s is not there", e->file)),
	    r->a, "%s",
	    r->w->load->snap
		? "git add it too, or take file= out"
		: "put it there, below the plan's folder, or take file= out");
}

/* Where the heading says whose entry it is. */
static size_t
by_off(struct reader *r, const struct entry *e)
{
	const char *head = r->p->doc.src + e->head.off, *at;
	size_t n = e->braces.len ? e->braces.off - e->head.off : e->head.len;

	at = e->by ? memmem(head, n, e->by, strlen(e->by)) : NULL;
	return e->head.off + (at ? (size_t)(at - head) : 0);
}

static void
check_entry(struct reader *r, const struct entry *e)
{
	check_handle(r, e->by, by_off(r, e));
	check_tagged(r, e, "goal", &e->goals);
	check_tagged(r, e, "result", &e->results);
	check_attrs(r, e);
	for (size_t i = 0; i < e->with.n; i++)
		check_handle(r, e->with.v[i], attr_off(e, "with"));
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
		check_word(r, e, &vocabularies[i]);
	check_file(r, e);
}

/* ---- the whole ---- */

static void
check_follows(struct reader *r)
{
	const char *id = r->p->follows;
	struct nearest n;
	struct diag *d;
	size_t at;

	if (!id || map_get(&r->w->plan_at, id, &at))
		return;
	n = nearest_of(id, &r->w->plans);
	d = warn(r, front_get(r->p->doc.root, "follows")->span.off,
	    "follows-unknown",
	    arena_printf(r->a, "there is no plan %s that it could follow", id));
	hint(r, d, &n, "write the id of the learner's earlier plan");
}

void
strict_plan(struct finder *f, const struct strict_world *w,
    struct strict_follows *later)
{
	const struct plan *p = f->p;
	struct reader r = {f, f->a, w, p, later};

	check_keys(&r, p->doc.root, plan_fields, plan_nfields, "a plan");
	check_follows(&r);
	check_team(&r);
	check_profile(&r);
	for (size_t i = 0; i < p->ngoals; i++)
		check_goal(&r, &p->goals[i]);
	check_headings(&r);
	for (size_t i = 0; i < p->ngoals; i++)
		for (size_t k = 0; k < p->goals[i].nsteps; k++)
			check_handle(&r, p->goals[i].steps[k].who,
			    p->goals[i].steps[k].facts.off);
	for (size_t i = 0; i < p->nentries; i++)
		check_entry(&r, &p->entries[i]);
}
