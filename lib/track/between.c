#include "track/between.h"

#include <stdlib.h>
#include <string.h>

#include "base/par.h"
#include "plan/change_copy.h"
#include "plan/delta.h"
#include "plan/id.h"
#include "repo/history.h"
#include "text/doc.h"
#include "text/plainly.h"
#include "track/twins.h"
#include "track/since.h"

int
between_begin(
    struct between *b, struct arena *a, struct caseload *c, struct err *e)
{
	*b = (struct between){.a = a, .c = c};
	return store_begin(&b->store, &c->repo, e);
}

void
between_end(struct between *b)
{
	for (size_t i = 0; b->parts && i < PAR_PARTS_MAX; i++)
		arena_free(&b->parts[i]);
	if (b->store)
		store_end(b->store);
	b->parts = NULL;
	b->store = NULL;
}

/* ---- one version of a plan ---- */

struct text {
	const char *path;
	const char *src; /* NULL: it cannot be had, plan says why */
	size_t len;
	struct stored raw;
	bool read; /* plan is it */
	struct plan plan;
};

static void
no_text(struct text *t, struct arena *a, const struct err *e)
{
	plan_broken(&t->plan, a, t->path, e);
	t->read = true;
}

static int
text_stored(struct text *t, struct arena *a, const struct between *b,
    const char *path, const struct objid *id, struct err *e)
{
	struct err large;

	*t = (struct text){.path = path};
	if (store_read(&t->raw, b->store, id, STORED_BLOB, e) != 0)
		return -1;
	if (!t->raw.held) {
		err_set(e, ERR_WORLD,
		    "this clone does not have all versions of %s", path);
		return err_hint(e,
		    "git fetch --refetch --no-filter brings all of a partial "
		    "clone; git fsck tells what else is wrong");
	}
	t->len = t->raw.len;
	if (t->len <= DOC_FILE_MAX) {
		t->src = t->raw.data;
		return 0;
	}
	file_too_large(&large, path, DOC_FILE_MAX);
	no_text(t, a, &large);
	return 0;
}

static void
text_on_disk(
    struct text *t, struct arena *a, const struct caseload *c, const char *path)
{
	struct err e;
	char *src;

	*t = (struct text){.path = path};
	if (file_read(
		&src, &t->len, a, &c->repo.folder, path, DOC_FILE_MAX, &e) == 0)
		t->src = src;
	else
		no_text(t, a, &e);
}

static const struct plan *
text_plan(struct text *t, struct arena *a, const struct caseload *c)
{
	if (!t->read)
		plan_read(&t->plan, a, &c->settings, DAY_NONE, t->path, t->src,
		    t->len);
	t->read = true;
	return &t->plan;
}

/* ---- one plan ---- */

struct reader {
	struct between *b;
	const struct twins *twins;
	const struct stand *to;
	struct between_plan
	    *v; /* as twins; one without a path did not change */
	struct err errs[PAR_PARTS_MAX];
	bool failed[PAR_PARTS_MAX];
};

/* The two versions of one plan on their way to its changes. */
struct versus {
	const struct reader *r;
	const struct twin *p;
	struct text old, new;
	struct arena *work; /* for reading */
	struct arena *keep; /* for what stays */
};

/* The first error of a version; its path tells of which commit it is. */
static const struct diag *
gap_of(struct arena *a, const struct plan *p, const struct stand *of)
{
	struct diag *gap = arena_new(a, struct diag);
	const struct diag *g = p->diags.v;

	while (g->severity != SEV_ERROR)
		g++;
	*gap = *g;
	gap->path = arena_strdup(a, p->path);
	if (of->rev)
		gap->path = arena_printf(a, "%.7s:%s", of->rev, p->path);
	gap->code = arena_strdup(a, g->code);
	gap->text = arena_strdup(a, g->text);
	gap->hint = g->hint ? arena_strdup(a, g->hint) : NULL;
	return gap;
}

static const struct plan *
old_plan(struct versus *v)
{
	return v->p->old_path ? text_plan(&v->old, v->work, v->r->b->c) : NULL;
}

static const struct plan *
new_plan(struct versus *v)
{
	return v->p->new_path ? text_plan(&v->new, v->work, v->r->b->c) : NULL;
}

/* True with the changes, told from the lines that differ. */
static bool
by_delta(struct changes *out, struct versus *v)
{
	const struct text *x = &v->old, *y = &v->new;

	return str_eq(v->p->old_path, v->p->new_path) && x->src && y->src &&
	       delta_changes(out, v->work, &v->r->b->c->settings, x->path,
		   x->src, x->len, y->src, y->len);
}

static const char *
copied(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

/* Both versions plainly read, and differ in a few lines. */
static bool
compare_lines(struct between_plan *out, struct changes *c, struct versus *v)
{
	const struct text *y = &v->new;

	if (!y->src || !plainly_reads(y->src, y->len) || !by_delta(c, v))
		return false;
	out->learner = plainly_value(v->keep, y->src, y->len, "learner");
	return true;
}

/* The newer version is read first, so that it is known to read. */
static void
compare_plans(struct between_plan *out, struct changes *c, struct versus *v,
    const struct stand *from)
{
	const struct plan *x, *y = new_plan(v);

	if (y && y->broken) {
		out->gap = gap_of(v->keep, y, v->r->to);
		return;
	}
	if (y && by_delta(c, v)) {
		out->learner = copied(v->keep, y->learner);
		return;
	}
	x = old_plan(v);
	if (x && y && x->broken)
		out->gap = gap_of(v->keep, x, from);
	else
		plan_changes(c, v->work, x, y);
	out->learner = copied(v->keep, y ? y->learner : x->learner);
}

static void
compare(struct between_plan *out, struct versus *v, const struct stand *from)
{
	struct changes c = {NULL, 0, 0};

	if (!compare_lines(out, &c, v))
		compare_plans(out, &c, v, from);
	changes_copy(&out->changes, v->keep, &c);
}

static enum between_kind
kind_of(const struct twin *p)
{
	if (!p->old_path)
		return BETWEEN_ADDED;
	if (!p->new_path)
		return BETWEEN_REMOVED;
	return str_eq(p->old_path, p->new_path) ? BETWEEN_CHANGED
						: BETWEEN_RENAMED;
}

static int
read_texts(struct versus *v, struct err *e)
{
	const struct between *b = v->r->b;
	const struct twin *p = v->p;

	if (p->new_path && p->on_disk)
		text_on_disk(&v->new, v->work, b->c, p->new_path);
	else if (p->new_path &&
		 text_stored(&v->new, v->work, b, p->new_path, &p->new, e) != 0)
		return -1;
	if (!p->old_path)
		return 0;
	return text_stored(&v->old, v->work, b, p->old_path, &p->old, e);
}

static int
tell(struct between_plan *out, const struct reader *r, const struct twin *p,
    struct arena *keep, struct arena *work, struct err *e)
{
	struct versus v = {.r = r, .p = p, .work = work, .keep = keep};
	const struct origin *o = &r->b->origins[p->from];
	int code = read_texts(&v, e);

	*out = (struct between_plan){.kind = kind_of(p), .from = *o};
	if (code == 0)
		compare(out, &v, &o->stand);
	if (out->changes.n || out->gap) {
		out->path = p->new_path ? p->new_path : p->old_path;
		out->id = id_of_path(keep, out->path);
	}
	stored_end(&v.old.raw);
	stored_end(&v.new.raw);
	return code;
}

static void
read_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct reader *r = ctx;
	struct arena work;

	arena_init(&work);
	for (size_t i = from; i < to && !r->failed[part]; i++) {
		r->failed[part] =
		    tell(&r->v[i], r, &r->twins->v[i], &r->b->parts[part],
			&work, &r->errs[part]) != 0;
		arena_reset(&work);
	}
	arena_free(&work);
}

/* ---- all ---- */

static int
by_path(const void *x, const void *y)
{
	const struct between_plan *a = x, *b = y;

	return strcmp(a->path, b->path);
}

static int
read_twins(struct between *b, const struct twins *twins, const struct stand *to,
    struct err *e)
{
	struct reader *r = arena_new(b->a, struct reader);
	size_t n = twins->n;

	*r = (struct reader){b, twins, to, NULL, {{0}}, {false}};
	r->v = arena_alloc(b->a, (n + 1) * sizeof *r->v);
	b->parts = arena_alloc(b->a, PAR_PARTS_MAX * sizeof *b->parts);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		arena_init(&b->parts[i]);
	par_run(n, read_part, r);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		if (r->failed[i]) {
			*e = r->errs[i];
			return -1;
		}
	b->v = r->v;
	for (size_t i = 0; i < n; i++)
		if (r->v[i].path)
			b->v[b->n++] = r->v[i];
	if (b->n)
		qsort(b->v, b->n, sizeof *b->v, by_path);
	return 0;
}

/* ---- which plans ---- */

/* Whether the plan of a pair counts; ids: of the plans that were picked. */
static bool
twin_counts(const struct between_how *how, const struct map *ids,
    struct arena *a, const struct twin *p)
{
	size_t at;

	if (p->new_path && map_get(ids, id_of_path(a, p->new_path), &at))
		return true;
	if (p->old_path && map_get(ids, id_of_path(a, p->old_path), &at))
		return true;
	return how->gone &&
	       how->gone(how->ctx, p->old_path ? p->old_path : p->new_path);
}

static void
keep_picked(
    struct twins *twins, const struct between *b, const struct between_how *how)
{
	struct map ids = {NULL, 0, 0};
	size_t n = 0;

	for (size_t i = 0; i < how->picks->n; i++)
		map_add(&ids, b->a,
		    id_of_path(b->a, b->c->files.v[how->picks->v[i]].path), i);
	for (size_t i = 0; i < twins->n; i++)
		if (twin_counts(how, &ids, b->a, &twins->v[i]))
			twins->v[n++] = twins->v[i];
	twins->n = n;
}

static struct picks
all_files(const struct caseload *c)
{
	struct picks p = {NULL, c->files.n, c->files.n};

	p.v = arena_alloc(c->a, (p.n + 1) * sizeof *p.v);
	for (size_t i = 0; i < p.n; i++)
		p.v[i] = i;
	return p;
}

/* None where nothing was committed. */
static struct objid
commit_of(const struct stand *s)
{
	struct objid id = {{0}};

	if (s->rev)
		objid_parse(&id, s->rev);
	return id;
}

/* From one state of all plans. */
static int
given_twins(struct twins *out, struct between *b, const struct between_how *how,
    struct err *e)
{
	struct repo *r = &b->c->repo;
	struct objid from = commit_of(how->from), to = commit_of(how->to);
	struct listing old = {.cap = 0};
	struct picks all;
	int code;

	if (!how->to->folder) {
		code = twins_commits(out, b->a, r, b->store, &from, &to, e);
	} else {
		if (listing_read(&old, b->a, r, b->store, &from, e) != 0 ||
		    caseload_list(b->c, e) != 0)
			return -1;
		all = all_files(b->c);
		code = twins_files(
		    out, b->a, &old, b->c, how->picks ? how->picks : &all, e);
	}
	if (code != 0)
		return -1;
	twins_match(out, b->a);
	if (how->picks)
		keep_picked(out, b, how);
	return 0;
}

int
between_read(struct between *b, const struct between_how *how, struct err *e)
{
	struct origin *origins = arena_new(b->a, struct origin);
	struct twins twins = {NULL, 0, 0};

	if (how->from) {
		*origins = (struct origin){*how->from, SINCE_GIVEN};
		if (given_twins(&twins, b, how, e) != 0)
			return -1;
	} else if (since_twins(&twins, &origins, b, how, e) != 0) {
		return -1;
	}
	b->origins = origins;
	return read_twins(b, &twins, how->to, e);
}
