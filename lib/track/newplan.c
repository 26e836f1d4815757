#include "track/newplan.h"

#include <string.h>

#include "base/buf.h"
#include "plan/id.h"
#include "plan/template.h"

/* ---- ids ---- */

int
newplans_begin(struct newplans *w, struct caseload *c, struct err *e)
{
	memset(w, 0, sizeof *w);
	w->c = c;
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		arena_init(&w->part[i]);
	if (caseload_list(c, e) != 0)
		return -1;
	for (size_t i = 0; i < c->files.n; i++)
		map_add(&w->ids, c->a,
		    handle_fold(c->a, id_of_path(c->a, c->files.v[i].path)), i);
	return 0;
}

void
newplans_end(struct newplans *w)
{
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		arena_free(&w->part[i]);
}

static bool
taken(void *ctx, const char *id)
{
	const struct newplans *w = ctx;
	size_t i;

	return map_get(&w->ids, id, &i);
}

static int
check_id(const struct newplans *w, const char *id, struct err *e)
{
	size_t i;

	if (!id_valid(id)) {
		err_set(e, ERR_USAGE, "%s is no plan id", id);
		return err_hint(
		    e, "use small letters, digits and -, as in asha-r");
	}
	if (!map_get(&w->ids, id, &i))
		return 0;
	err_set(e, ERR_USAGE, "there is a plan %s already: %s", id,
	    w->c->files.v[i].path);
	return err_hint(e, "choose another id");
}

int
newplan_place(struct newplan *p, struct newplans *w, const char *name,
    const char *group, const char *want, struct err *e)
{
	struct arena *a = w->c->a;
	char *id;

	if (want) {
		if (check_id(w, want, e) != 0)
			return -1;
		p->id = want;
	} else {
		if (id_new_plan(&id, a, name, w->c->settings.opaque_ids, taken,
			w, e) != 0)
			return -1;
		p->id = id;
	}
	map_add(&w->ids, a, p->id, 0);
	p->path =
	    arena_printf(a, "plans/%s%s%s.md", group, *group ? "/" : "", p->id);
	return 0;
}

/* ---- many of them ---- */

/* The plans that rows are made from, by the keys that the rows have. */
struct molds {
	struct newplans *w;
	struct map known; /* keys -> place in v */
	const struct plan **v;
};

/*
 * The base with all keys that the row has, made once for all rows that have
 * the same ones: filling it then only replaces values, in one reading.
 */
static const struct plan *
mold(struct molds *m, const struct roster_row *row)
{
	struct caseload *c = m->w->c;
	struct buf keys = BUF_INIT;
	const char *key;
	struct plan *p;
	struct err e;
	size_t i;

	for (i = 0; i < row->n; i++) {
		buf_adds(&keys, row->v[i].key);
		buf_addc(&keys, '\n');
	}
	key = arena_strdup(c->a, buf_str(&keys));
	buf_free(&keys);
	if (map_get(&m->known, key, &i))
		return m->v[i];
	/* What is wrong with the row is told when it is filled itself. */
	if (plan_fill(&p, c->a, &c->settings, c->today, m->w->base, "plan.md",
		row->v, row->n, &e) != 0)
		return NULL;
	m->v[m->known.n] = p;
	map_add(&m->known, c->a, key, m->known.n);
	return p;
}

int
newplans_of_roster(struct newplan **out, size_t *n, struct newplans *w,
    const struct roster *r, struct err *e)
{
	struct arena *a = w->c->a;
	struct newplan *v = arena_alloc(a, (r->n + 1) * sizeof *v);
	struct molds m = {.w = w};
	size_t k = 0;

	m.v = arena_alloc(a, (r->n + 1) * sizeof *m.v);
	for (size_t i = 0; i < r->n; i++) {
		const struct roster_row *row = &r->rows[i];

		if (row->plan != ROSTER_NEW)
			continue;
		v[k] = (struct newplan){.row = row, .v = row->v, .n = row->n};
		if (newplan_place(&v[k], w, row->name, row->group, NULL, e) !=
		    0)
			return -1;
		v[k++].from = mold(&m, row);
	}
	*out = v;
	*n = k;
	return 0;
}

struct filling {
	struct newplans *w;
	struct newplan *v;
};

static int
fill_one(
    struct newplan *p, struct arena *a, const struct newplans *w, struct err *e)
{
	const struct caseload *c = w->c;
	const struct plan *from = p->from ? p->from : w->base;
	struct plan *carried;

	if (p->carry) {
		if (carry_make(&carried, &p->left, a, &c->settings, c->today,
			p->carry, e) != 0)
			return -1;
		from = carried;
	}
	return plan_fill(
	    &p->made, a, &c->settings, c->today, from, p->path, p->v, p->n, e);
}

static void
fill_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct filling *f = ctx;
	struct arena *a = &f->w->part[part];

	for (size_t i = from; i < to; i++) {
		struct err e, *kept;

		if (fill_one(&f->v[i], a, f->w, &e) == 0)
			continue;
		kept = arena_new(a, struct err);
		*kept = e;
		f->v[i].err = kept;
	}
}

void
newplans_fill(struct newplans *w, struct newplan *v, size_t n)
{
	struct filling f = {w, v};

	par_run(n, fill_part, &f);
}
