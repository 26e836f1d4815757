#include "track/check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "track/alike.h"
#include "track/commons.h"
#include "track/crowd.h"
#include "track/names.h"
#include "track/practice.h"
#include "track/privacy.h"
#include "track/slips.h"
#include "track/strict.h"

/* A name and the plan it belongs to. */
struct named {
	const char *name;
	size_t plan;
};

/* What is kept of a plan that was seen. */
struct seen {
	struct diags found;
	struct diags habits; /* what counts while the plan is current */
	struct strs goals;   /* ids */
	struct strict_follows follows;
	size_t person_line, person_col; /* of the value of person: */
	struct member facts;
};

/* What every function below works on. */
struct checker {
	struct diags *out;
	struct caseload *c;
	struct arena *a;
	const struct check_how *how;
	struct strict_world world;
	struct commons commons;
	struct seen **seen;	   /* of all plans, then of the drafts */
	const struct plan **plans; /* the same, brief; drafts whole */
};

static void
move_all(struct checker *k, const struct diags *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct diag *d = &from->v[i];
		struct diag *to = diags_add(k->out, k->a, d->severity, d->path,
		    d->line, d->col, d->code, "%s", d->text);

		to->hint = d->hint;
	}
}

/* ---- what must be there only once ---- */

static int
by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = strcmp(a->name, b->name);

	return c ? c : a->plan < b->plan ? -1 : a->plan > b->plan;
}

/* Each plan whose name another one has is told where that other one is. */
static void
find_twice(struct checker *k, struct named *v, size_t n,
    void (*told)(struct checker *, size_t plan, const struct plan *other))
{
	if (n > 1)
		qsort(v, n, sizeof *v, by_name);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(v[i].name, v[i - 1].name) == 0)
			told(k, v[i].plan, k->plans[v[i - 1].plan]);
		else if (i + 1 < n && strcmp(v[i].name, v[i + 1].name) == 0)
			told(k, v[i].plan, k->plans[v[i + 1].plan]);
	}
}

static void
id_twice(struct checker *k, size_t i, const struct plan *other)
{
	diag_hint(diags_add(k->out, k->a, SEV_ERROR, k->plans[i]->path, 0, 0,
		      "plan-id-twice", "%s has the same id, %s", other->path,
		      other->id),
	    k->a, "rename one of the two files; the id is the file's name");
}

static void
person_twice(struct checker *k, size_t i, const struct plan *other)
{
	const struct seen *s = k->seen[i];

	diag_hint(diags_add(k->out, k->a, SEV_ERROR, k->plans[i]->path,
		      s->person_line, s->person_col, "person-twice",
		      "%s is a current plan of the same person, %s",
		      other->path, other->person),
	    k->a,
	    "one person has one current plan: end the older one, or let the "
	    "newer one say follows:");
}

static const char *
folded(struct arena *a, const char *id)
{
	char *s = arena_strdup(a, id);

	for (char *p = s; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return s;
}

static void
check_names(struct checker *k)
{
	struct caseload *c = k->c;
	struct named *v = arena_alloc(k->a, (c->files.n + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < c->files.n; i++)
		v[i] = (struct named){folded(k->a, k->plans[i]->id), i};
	find_twice(k, v, c->files.n, id_twice);
	for (size_t i = 0; i < c->files.n; i++)
		if (k->seen[i]->facts.current && k->plans[i]->person)
			v[n++] = (struct named){k->plans[i]->person, i};
	find_twice(k, v, n, person_twice);
}

/* ---- folders ---- */

static void
check_groups(struct checker *k)
{
	struct strs seen = {NULL, 0, 0};

	for (size_t i = 0; i < k->c->files.n; i++) {
		const char *group = path_group(k->a, k->c->files.v[i].path);

		if (!*group || group_valid(group) ||
		    strs_find(&seen, group) >= 0)
			continue;
		strs_add(&seen, k->a, group);
		diag_hint(
		    diags_add(k->out, k->a, SEV_WARNING,
			arena_printf(k->a, "plans/%s", group), 0, 0,
			"group-name",
			"the folder's name cannot be written as @%s", group),
		    k->a,
		    "rename it: letters, digits, dots, dashes and "
		    "underscores");
	}
}

/* ---- one plan, while it is read ---- */

static void
note_goals(struct seen *s, struct arena *a, const struct plan *p)
{
	for (size_t i = 0; i < p->ngoals; i++)
		strs_add(&s->goals, a, arena_strdup(a, p->goals[i].id));
}

/* A teacher's name in a learner's plan is an ordinary thing. */
static bool
is_learner(const struct plan *p)
{
	return !str_eq(p->kind, "teacher") && !str_eq(p->kind, "program");
}

static void
see_strictly(const struct checker *k, struct seen *s, struct finder *f)
{
	const struct plan *p = f->p;
	struct words w;

	practice_plan(f);
	f->out = &s->found;
	strict_plan(f, &k->world, &s->follows);
	privacy_plan(f, k->c->today);
	note_goals(s, f->a, p);
	words_init(&w, "", 0);
	s->facts.learner = is_learner(p);
	s->facts.name = name_number(&w, p->learner);
	names_note(&s->facts, f->a, &w, p);
	alike_note(&s->facts, f, &w);
}

/* In one of several threads. */
static void *
see(void *ctx, struct arena *a, const struct plan *p)
{
	const struct checker *k = ctx;
	struct seen *s = arena_new(a, struct seen);
	const struct front_node *person;
	struct finder f;

	if (p->broken)
		return s;
	person = front_get(p->doc.root, "person");
	if (person)
		doc_pos(
		    &p->doc, person->span.off, &s->person_line, &s->person_col);
	finder_init(&f, &s->found, a, p);
	slips_plan(&f, &k->c->settings);
	f.out = &s->habits;
	if (k->how->strict)
		see_strictly(k, s, &f);
	return s;
}

/* ---- the whole ---- */

/* What plans may name. */
static int
read_world(struct checker *k, struct err *e)
{
	struct strict_world *w = &k->world;
	struct caseload *c = k->c;

	if (caseload_list(c, e) != 0 ||
	    (k->how->strict && caseload_people(c, e) != 0) ||
	    commons_read(&k->commons, c, e) != 0)
		return -1;
	w->load = c;
	w->shared = k->commons.of[SHARED_GOAL].ids;
	w->resources = k->commons.of[SHARED_RESOURCE].ids;
	for (size_t i = 0; i < c->files.n; i++) {
		strs_add(&w->plans, k->a, id_of_path(k->a, c->files.v[i].path));
		map_add(&w->plan_at, k->a, w->plans.v[i], i);
	}
	for (size_t i = 0; i < c->people.n; i++)
		map_add(&w->people, k->a, c->people.v[i].handle, i);
	return 0;
}

static int
see_all(struct checker *k, struct err *e)
{
	struct caseload *c = k->c;
	size_t n = c->files.n + k->how->ndrafts;

	c->visit = see;
	c->visit_ctx = k;
	if (caseload_load(c, e) != 0)
		return -1;
	k->seen = arena_alloc(k->a, (n + 1) * sizeof *k->seen);
	k->plans = arena_alloc(k->a, (n + 1) * sizeof *k->plans);
	for (size_t i = 0; i < c->files.n; i++) {
		k->seen[i] = c->seen[i];
		k->plans[i] = c->brief[i];
		if (caseload_current(c, i, &k->seen[i]->facts.current, e) != 0)
			return -1;
	}
	for (size_t i = c->files.n; i < n; i++) {
		const struct check_draft *d = &k->how->drafts[i - c->files.n];
		struct plan *p = arena_new(k->a, struct plan);

		plan_read(
		    p, k->a, &c->settings, c->today, d->path, d->src, d->len);
		k->plans[i] = p;
		k->seen[i] = see(k, k->a, p);
		k->seen[i]->facts.current = !p->broken;
	}
	return 0;
}

/* Goals that continue one of another plan. */
static void
check_follows(struct checker *k, size_t i)
{
	const struct strict_follows *l = &k->seen[i]->follows;
	size_t at;

	for (size_t j = 0; j < l->n; j++)
		if (!map_get(&k->world.plan_at, l->v[j].plan, &at) ||
		    strs_find(&k->seen[at]->goals, l->v[j].goal) < 0)
			strict_no_goal(
			    k->out, k->a, k->plans[i]->path, &l->v[j]);
}

static const struct plan *
whole(void *ctx, size_t i)
{
	struct checker *k = ctx;

	return i < k->c->files.n ? caseload_plan(k->c, i) : k->plans[i];
}

/* What only shows where plans lie side by side. */
static void
compare_all(struct checker *k)
{
	size_t n = k->c->files.n + k->how->ndrafts;
	struct crowd all = {
	    arena_alloc(k->a, (n + 1) * sizeof *all.v), n, whole, k};

	for (size_t i = 0; i < n; i++) {
		check_follows(k, i);
		all.v[i] = k->seen[i]->facts;
		all.v[i].plan = k->plans[i];
	}
	commons_strict(k->out, k->a, &k->commons);
	names_check(k->out, k->a, k->c, &all);
	alike_check(k->out, k->a, &all);
}

int
check_all(struct diags *out, struct caseload *c, const struct check_how *how,
    struct err *e)
{
	struct checker k = {.out = out, .c = c, .a = c->a, .how = how};

	if (read_world(&k, e) != 0 || see_all(&k, e) != 0)
		return -1;
	check_names(&k);
	move_all(&k, &k.commons.diags);
	move_all(&k, &c->found);
	c->found = (struct diags){NULL, 0, 0, 0};
	check_groups(&k);
	for (size_t i = 0; i < c->files.n + how->ndrafts; i++) {
		move_all(&k, &k.plans[i]->diags);
		move_all(&k, &k.seen[i]->found);
		if (k.seen[i]->facts.current)
			move_all(&k, &k.seen[i]->habits);
	}
	if (how->strict)
		compare_all(&k);
	diags_sort(out);
	return 0;
}
