#include "track/jobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "plan/id.h"

/* ---- moves ---- */

/* What went in a commit. */
struct gone {
	const char *id;
	const struct objid *blob;
	struct job *job;
};

typedef int gone_order(const void *, const void *);

static int
by_id(const void *x, const void *y)
{
	const struct gone *a = x, *b = y;

	return strcmp(a->id, b->id);
}

static int
by_blob(const void *x, const void *y)
{
	const struct gone *a = x, *b = y;

	return memcmp(a->blob, b->blob, sizeof *a->blob);
}

/* The first that is equal to key and not yet taken; NULL. */
static struct job *
find_gone(
    const struct gone *v, size_t n, const struct gone *key, gone_order *order)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (order(&v[mid], key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < n && order(&v[lo], key) == 0; lo++)
		if (!v[lo].job->used)
			return v[lo].job;
	return NULL;
}

static bool
is_added(const struct job *j)
{
	return objid_none(&j->change->old) && j->parents == 1 && !j->from;
}

/* Pairs what was added in jobs [from, to) with what went. */
static void
pair_moves(struct jobs *js, struct gone *v, size_t n, size_t from, size_t to,
    gone_order *order)
{
	qsort(v, n, sizeof *v, order);
	for (size_t i = from; i < to; i++) {
		struct job *j = &js->v[i], *o;
		struct gone key = {job_id(js, j), &j->change->new, NULL};

		if (!is_added(j))
			continue;
		o = find_gone(v, n, &key, order);
		if (o) {
			o->used = true;
			j->from = o->change;
		}
	}
}

/* The jobs [from, to) of one commit: the same id, else the same bytes. */
static void
find_moves(struct jobs *js, size_t from, size_t to)
{
	struct gone *v = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = from; i < to; i++) {
		struct job *j = &js->v[i];

		if (!objid_none(&j->change->new) || j->parents > 1)
			continue;
		v = arena_grow(js->a, v, &cap, n + 1, sizeof *v);
		v[n++] = (struct gone){job_id(js, j), &j->change->old, j};
	}
	if (n == 0 || n == to - from)
		return;
	pair_moves(js, v, n, from, to, by_id);
	pair_moves(js, v, n, from, to, by_blob);
}

static void
make_jobs(struct jobs *js)
{
	const struct history *h = js->history;
	size_t from = 0;

	js->v = arena_alloc(js->a, (h->nchanges + 1) * sizeof *js->v);
	js->n = 0;
	for (size_t i = 0; i < h->nchanges; i++) {
		const struct past_change *c = &h->changes[i];

		if (c->parent > 0) {
			js->v[js->n - 1].parents++;
			continue;
		}
		if (js->n > 0 && js->v[js->n - 1].change->commit != c->commit) {
			find_moves(js, from, js->n);
			from = js->n;
		}
		js->v[js->n++] =
		    (struct job){.change = c, .parents = 1, .older = JOB_NONE};
	}
	find_moves(js, from, js->n);
}

/* ---- one plan after the other ---- */

/* The place of an id among plans; made where it is new. */
static size_t
plan_index(struct jobs *js, struct map *m, const char *id)
{
	size_t at;

	if (map_add(m, js->a, id, js->nplans))
		return js->nplans++;
	map_get(m, id, &at);
	return at;
}

/* Sorts the jobs by plan, each newest first, so that versions are read once. */
static void
make_chains(struct jobs *js)
{
	struct map m = {NULL, 0, 0};
	size_t *plan = arena_alloc(js->a, (js->n + 1) * sizeof *plan);
	size_t *next;

	js->nplans = 0;
	for (size_t i = 0; i < js->n; i++)
		plan[i] = plan_index(js, &m, job_id(js, &js->v[i]));
	js->begin = arena_alloc(js->a, (js->nplans + 1) * sizeof *js->begin);
	js->chain = arena_alloc(js->a, (js->n + 1) * sizeof *js->chain);
	next = arena_alloc(js->a, (js->nplans + 1) * sizeof *next);
	for (size_t i = 0; i < js->n; i++)
		js->begin[plan[i] + 1]++;
	for (size_t i = 0; i < js->nplans; i++)
		next[i] = js->begin[i + 1] += js->begin[i];
	for (size_t i = js->n; i-- > 0;)
		js->chain[--next[plan[i]]] = i;
	for (size_t p = 0; p < js->nplans; p++)
		for (size_t k = js->begin[p]; k + 1 < js->begin[p + 1]; k++)
			js->v[js->chain[k]].older = js->chain[k + 1];
}

/* ---- the whole ---- */

void
jobs_make(struct jobs *out, struct arena *a, const struct history *h)
{
	struct jobs js = {.a = a, .history = h};

	js.ids = arena_alloc(a, (h->paths.n + 1) * sizeof *js.ids);
	for (size_t i = 0; i < h->paths.n; i++)
		js.ids[i] = id_of_path(a, h->paths.v[i]);
	make_jobs(&js);
	make_chains(&js);
	*out = js;
}

const char *
job_id(const struct jobs *js, const struct job *j)
{
	return js->ids[j->change->path];
}
