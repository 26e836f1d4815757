/* Who of a roster has a plan already, and who stands in it twice. */

#include <string.h>

#include "base/map.h"
#include "plan/plan.h"
#include "text/fold.h"
#include "track/roster.h"

/* Current plans by what their learners are known by. */
struct index {
	struct arena *a;
	struct caseload *c;
	struct map person; /* id of the roster, or a handle -> plan */
	struct map handle; /* of the team's learner -> plan */
	struct map name;   /* name_key -> plan */
	struct map email;  /* of people.yml -> place in people */
	struct map shared; /* addresses that several people have */
};

/* One text for a name in a group. */
static const char *
name_key(struct arena *a, const char *name, const char *group)
{
	return arena_printf(
	    a, "%s\n%s", fold_heading(a, fold_name(a, name)), group);
}

static const char *
learner_handle(const struct plan *p)
{
	const struct role *r = plan_role(p, "learner");

	return r && r->handles.n ? r->handles.v[0] : NULL;
}

/* In all of its groups: its folder, the ends of that path, and groups:. */
static void
index_name(struct index *x, const struct plan *p, size_t i)
{
	const char *group = path_group(x->a, p->path);

	map_add(&x->name, x->a, name_key(x->a, p->learner, group), i);
	while ((group = strchr(group, '/')) != NULL)
		map_add(&x->name, x->a, name_key(x->a, p->learner, ++group), i);
	for (size_t k = 0; k < p->groups.n; k++)
		map_add(&x->name, x->a,
		    name_key(x->a, p->learner, p->groups.v[k]), i);
}

static void
index_plan(struct index *x, const struct plan *p, size_t i)
{
	const struct role *r = plan_role(p, "learner");

	if (p->person)
		map_add(&x->person, x->a, p->person, i);
	for (size_t k = 0; r && k < r->handles.n; k++)
		map_add(&x->handle, x->a, r->handles.v[k], i);
	if (p->learner)
		index_name(x, p, i);
}

static int
unreadable(const struct plan *p, struct err *e)
{
	diags_first(&p->diags, e);
	return err_hint(e,
	    "mend this plan first: it may be that of somebody on the roster");
}

static int
index_build(struct index *x, struct err *e)
{
	struct caseload *c = x->c;
	bool current;

	if (caseload_load(c, e) != 0 || caseload_people(c, e) != 0)
		return -1;
	for (size_t i = 0; i < c->files.n; i++) {
		const struct plan *p = caseload_plan(c, i);

		if (p->broken)
			return unreadable(p, e);
		if (caseload_current(c, i, &current, e) != 0)
			return -1;
		if (current)
			index_plan(x, p, i);
	}
	for (size_t i = 0; i < c->people.n; i++) {
		const char *email = c->people.v[i].email;

		email = email ? fold_heading(x->a, email) : NULL;
		if (email && !map_add(&x->email, x->a, email, i))
			map_add(&x->shared, x->a, email, i);
	}
	return 0;
}

/* ---- one row ---- */

static bool
by_handle(const struct index *x, const char *handle, size_t *plan)
{
	return map_get(&x->handle, handle, plan) ||
	       map_get(&x->person, handle, plan);
}

/* The handle that a row's e-mail address has in people.yml, or NULL. */
static const char *
email_handle(const struct index *x, const struct roster_row *row)
{
	size_t i;

	if (row->email && map_get(&x->email, row->email, &i) &&
	    !map_get(&x->shared, row->email, &i))
		return x->c->people.v[i].handle;
	return NULL;
}

/* Whether what both say of themselves shows that they are two people. */
static bool
differ(const char *x, const char *y)
{
	return x && y && strcmp(x, y) != 0;
}

/* True if the row has a plan. */
static bool
find_plan(const struct index *x, const struct roster_row *row, size_t *plan)
{
	const char *handle = row->handle ? row->handle : email_handle(x, row);
	const struct plan *p;

	if (row->id && map_get(&x->person, row->id, plan))
		return true;
	if (handle && by_handle(x, handle, plan)) {
		p = caseload_plan(x->c, *plan);
		return row->handle || !differ(row->id, p->person);
	}
	if (!map_get(&x->name, name_key(x->a, row->name, row->group), plan))
		return false;
	p = caseload_plan(x->c, *plan);
	return !differ(row->id, p->person) &&
	       !differ(handle, learner_handle(p));
}

/* ---- two that are one ---- */

struct twins {
	struct index *x;
	struct roster *r;
	struct diags *d;
	struct map id, handle, email, name, plan; /* -> row */
	bool *told;				  /* row is in d already */
};

static void
tell(struct twins *t, size_t row, size_t other, const char *why)
{
	const struct roster *r = t->r;
	size_t first = r->rows[other].line, last = r->rows[row].line;
	size_t both[2] = {other, row};

	for (size_t k = 0; k < 2; k++) {
		struct diag *g;

		if (t->told[both[k]])
			continue;
		t->told[both[k]] = true;
		g = diags_add(t->d, t->x->a, SEV_ERROR, r->path,
		    r->rows[both[k]].line, 0, "roster-twice",
		    "lines %zu and %zu %s", first, last, why);
		diag_hint(g, t->x->a,
		    "remove one of them, or tell them apart by an id");
	}
}

/* Adds the row under a key; true and told if another one has it. */
static bool
twin(struct twins *t, struct map *m, const char *key, size_t i, const char *why)
{
	size_t other;

	if (!key || map_add(m, t->x->a, key, i))
		return false;
	map_get(m, key, &other);
	tell(t, i, other, why);
	return true;
}

/* Rows that agree in a key that people can share, unless a stronger one
 * tells them apart. */
static bool
soft_twin(
    struct twins *t, struct map *m, const char *key, size_t i, const char *why)
{
	const struct roster_row *row = &t->r->rows[i], *first;
	size_t other;

	if (!key || map_add(m, t->x->a, key, i))
		return false;
	map_get(m, key, &other);
	first = &t->r->rows[other];
	if (differ(row->id, first->id) || differ(row->handle, first->handle) ||
	    (m == &t->name && differ(row->email, first->email)))
		return false;
	tell(t, i, other, why);
	return true;
}

static void
look_twice(struct twins *t, size_t i)
{
	const struct roster_row *row = &t->r->rows[i];
	struct arena *a = t->x->a;

	if (twin(t, &t->id, row->id, i,
		arena_printf(a, "have the same id %s", row->id)) ||
	    twin(t, &t->handle, row->handle, i,
		arena_printf(a, "have the same handle %s", row->handle)) ||
	    soft_twin(
		t, &t->email, row->email, i, "have the same e-mail address") ||
	    soft_twin(t, &t->name, name_key(a, row->name, row->group), i,
		"are of the same name and group"))
		return;
	if (row->plan != ROSTER_NEW)
		twin(t, &t->plan, arena_printf(a, "%zu", row->plan), i,
		    arena_printf(a, "both fit the plan %s",
			caseload_plan(t->x->c, row->plan)->id));
}

/* A handle is one person's: the ids of row and plan must not differ. */
static void
check_ids(struct twins *t, size_t i)
{
	const struct roster_row *row = &t->r->rows[i];
	const struct plan *p;

	if (row->plan == ROSTER_NEW)
		return;
	p = caseload_plan(t->x->c, row->plan);
	if (!differ(row->id, p->person))
		return;
	diag_hint(diags_add(t->d, t->x->a, SEV_ERROR, t->r->path, row->line, 0,
		      "roster-id",
		      "the plan %s has the same handle, but person %s "
		      "instead of %s",
		      p->id, p->person, row->id),
	    t->x->a, "ilp-set %s person=%s, or correct the roster", p->id,
	    row->id);
}

int
roster_match(
    struct roster *r, struct caseload *c, struct diags *d, struct err *e)
{
	struct index x = {.a = c->a, .c = c};
	struct twins t = {.x = &x, .r = r, .d = d};

	if (index_build(&x, e) != 0)
		return -1;
	t.told = arena_alloc(c->a, r->n + 1);
	for (size_t i = 0; i < r->n; i++) {
		struct roster_row *row = &r->rows[i];
		size_t plan;

		if (!row->name)
			continue;
		if (find_plan(&x, row, &plan))
			row->plan = plan;
		look_twice(&t, i);
		check_ids(&t, i);
	}
	return 0;
}
