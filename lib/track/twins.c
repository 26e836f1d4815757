#include "track/twins.h"

#include <stdio.h>
#include <string.h>

#include "base/par.h"
#include "repo/history.h"
#include "repo/sha1.h"
#include "repo/sparse.h"
#include "text/doc.h"

#define FOLDER "plans"

/* ---- names ---- */

const char *
path_stem(const char *path, size_t *n)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	*n = strlen(name) - (str_ends(name, ".md") ? 3 : 0);
	return name;
}

bool
same_stem(const char *x, const char *y)
{
	size_t n, m;

	x = path_stem(x, &n);
	y = path_stem(y, &m);
	return n == m && memcmp(x, y, n) == 0;
}

/* As tree_list sees them in a folder. */
static bool
is_plan(void *ctx, const char *path, const char *name, bool folder)
{
	(void)ctx;
	(void)path;
	if (name[0] == '.' || name[0] == '_' || str_eq(name, "files"))
		return false;
	return folder || (str_ends(name, ".md") && !str_eq(name, "README.md"));
}

static char *
full_path(struct arena *a, const char *path)
{
	size_t n = strlen(path);
	char *full = arena_alloc(a, sizeof FOLDER + n + 1);

	memcpy(full, FOLDER "/", sizeof FOLDER);
	memcpy(full + sizeof FOLDER, path, n);
	return full;
}

/* ---- the plans of a commit ---- */

struct lister {
	struct listing *out;
	struct arena *a;
};

static int
list_file(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct lister *l = ctx;
	struct listing *out = l->out;
	size_t i = out->paths.n;

	(void)old;
	strs_add(&out->paths, l->a, full_path(l->a, path));
	out->ids =
	    arena_grow(l->a, out->ids, &out->cap, i + 1, sizeof *out->ids);
	out->ids[i] = *new;
	map_add(&out->at, l->a, out->paths.v[i], i);
	return 0;
}

int
plans_folder(struct objid *out, struct repo *r, struct store *s,
    const struct objid *commit, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (objid_none(commit))
		return 0;
	return commit_folder(out, r, s, commit, FOLDER, e);
}

int
listing_read(struct listing *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *commit, struct err *e)
{
	static const struct objid none = {{0}};
	struct lister l = {out, a};
	const struct trees_how how = {is_plan, list_file, &l};
	struct objid folder;

	*out = (struct listing){.cap = 0};
	if (plans_folder(&folder, r, s, commit, e) != 0)
		return -1;
	return trees_compare(s, &none, &folder, &how, e);
}

/* The way to one file. */
struct seeker {
	const char *path;
	struct objid id;
};

static bool
on_the_way(void *ctx, const char *path, const char *name, bool folder)
{
	const struct seeker *k = ctx;
	size_t n = strlen(path);

	(void)name;
	return strncmp(k->path, path, n) == 0 &&
	       k->path[n] == (folder ? '/' : '\0');
}

static int
seek_file(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct seeker *k = ctx;

	(void)path;
	(void)old;
	k->id = *new;
	return 0;
}

int
listing_one(struct objid *out, struct store *s, const struct objid *folder,
    const char *path, struct err *e)
{
	static const struct objid none = {{0}};
	struct seeker k = {path + sizeof FOLDER, none};
	const struct trees_how how = {on_the_way, seek_file, &k};

	if (trees_compare(s, &none, folder, &how, e) != 0)
		return -1;
	*out = k.id;
	return 0;
}

long
listing_find(const struct listing *l, const char *word)
{
	size_t at;

	if (map_get(&l->at, word, &at))
		return (long)at;
	for (size_t i = 0; i < l->paths.n; i++) {
		size_t n;
		const char *stem = path_stem(l->paths.v[i], &n);

		if (strlen(word) == n && memcmp(stem, word, n) == 0)
			return (long)i;
	}
	return -1;
}

/* ---- the files of a folder ---- */

/* The id that git gives a file of these bytes. */
static void
blob_id(struct objid *out, struct arena *a, const char *p, size_t n)
{
	char *whole = arena_alloc(a, n + 32);
	size_t head = (size_t)sprintf(whole, "blob %zu", n) + 1;

	memcpy(whole + head, p, n);
	sha1(out->v, whole, head + n);
}

struct naming {
	struct objid *out;
	const struct caseload *c;
	const size_t *v;
};

static void
name_file(struct objid *out, struct arena *a, const struct caseload *c,
    const char *path)
{
	const struct snapshot_file *f =
	    c->snap ? snapshot_find(c->snap, path) : NULL;
	struct err e;
	char *src;
	size_t len;

	if (f && objid_parse(out, f->id))
		return;
	/* Unlike any other: reading it will tell why. */
	memset(out->v, 0xff, sizeof out->v);
	if (!c->snap && file_read(&src, &len, a, &c->repo.folder, path,
			    DOC_FILE_MAX, &e) == 0)
		blob_id(out, a, src, len);
}

static void
name_part(void *ctx, size_t part, size_t from, size_t to)
{
	const struct naming *n = ctx;
	struct arena a;

	(void)part;
	arena_init(&a);
	for (size_t i = from; i < to; i++) {
		name_file(&n->out[i], &a, n->c, n->c->files.v[n->v[i]].path);
		arena_reset(&a);
	}
	arena_free(&a);
}

void
files_ids(struct objid *out, struct caseload *c, const size_t *v, size_t n)
{
	struct naming all = {out, c, v};

	par_run(n, name_part, &all);
}

/* ---- what differs ---- */

void
twins_add(struct twins *out, struct arena *a, const struct twin *p)
{
	out->v = arena_grow(a, out->v, &out->cap, out->n + 1, sizeof *out->v);
	out->v[out->n++] = *p;
}

struct differ {
	struct twins *out;
	struct arena *a;
};

static int
add_differing(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct differ *d = ctx;
	const char *full = full_path(d->a, path);
	const struct twin p = {objid_none(old) ? NULL : full,
	    objid_none(new) ? NULL : full, *old, *new, false, 0};

	twins_add(d->out, d->a, &p);
	return 0;
}

int
twins_commits(struct twins *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *old, const struct objid *new,
    struct err *e)
{
	struct differ d = {out, a};
	const struct trees_how how = {is_plan, add_differing, &d};
	struct objid x, y;

	*out = (struct twins){NULL, 0, 0};
	if (plans_folder(&x, r, s, old, e) != 0 ||
	    plans_folder(&y, r, s, new, e) != 0)
		return -1;
	return trees_compare(s, &x, &y, &how, e);
}

/* What the listing has and the folder has not. */
static int
add_gone(struct twins *out, struct arena *a, const struct listing *old,
    struct caseload *c, struct err *e)
{
	struct sparse_file *sparse = NULL;
	size_t n = 0, at;
	bool asked = c->snap != NULL;
	struct map here = {NULL, 0, 0}, left_out = {NULL, 0, 0};

	for (size_t i = 0; i < c->files.n; i++)
		map_add(&here, a, c->files.v[i].path, i);
	for (size_t i = 0; i < old->paths.n; i++) {
		struct twin p = {.old_path = old->paths.v[i]};

		if (map_get(&here, p.old_path, &at))
			continue;
		if (!asked &&
		    sparse_files(&sparse, &n, &c->repo, a, FOLDER, e) != 0)
			return -1;
		for (size_t k = 0; !asked && k < n; k++)
			map_add(&left_out, a, sparse[k].path, k);
		asked = true;
		p.old = old->ids[i];
		if (map_get(&left_out, p.old_path, &at)) {
			p.new_path = p.old_path;
			p.new = sparse[at].id;
			if (objid_equal(&p.old, &p.new))
				continue;
		}
		twins_add(out, a, &p);
	}
	return 0;
}

/* Those picked, and all that the listing has not: one may have moved. */
static struct picks
files_to_name(struct arena *a, const struct listing *old,
    const struct caseload *c, const struct picks *picks)
{
	bool *picked = arena_alloc(a, c->files.n + 1);
	struct picks out = {NULL, 0, 0};
	size_t at;

	out.v = arena_alloc(a, (c->files.n + 1) * sizeof *out.v);
	for (size_t i = 0; i < picks->n; i++)
		picked[picks->v[i]] = true;
	for (size_t i = 0; i < c->files.n; i++)
		if (picked[i] || !map_get(&old->at, c->files.v[i].path, &at))
			out.v[out.n++] = i;
	return out;
}

int
twins_files(struct twins *out, struct arena *a, const struct listing *old,
    struct caseload *c, const struct picks *picks, struct err *e)
{
	const struct picks p = files_to_name(a, old, c, picks);
	struct objid *ids = arena_alloc(a, (p.n + 1) * sizeof *ids);
	size_t at;

	*out = (struct twins){NULL, 0, 0};
	files_ids(ids, c, p.v, p.n);
	for (size_t i = 0; i < p.n; i++) {
		struct twin t = {.new_path = c->files.v[p.v[i]].path,
		    .new = ids[i],
		    .on_disk = !c->snap};

		if (map_get(&old->at, t.new_path, &at)) {
			t.old_path = t.new_path;
			t.old = old->ids[at];
		}
		if (!objid_equal(&t.old, &t.new))
			twins_add(out, a, &t);
	}
	return add_gone(out, a, old, c, e);
}

/* ---- moves ---- */

static bool
is_gone(const struct twin *p)
{
	return p->old_path && !p->new_path;
}

static const char *
stem_key(struct arena *a, const char *path)
{
	size_t n;
	const char *stem = path_stem(path, &n);

	return arena_strndup(a, stem, n);
}

static const char *
bytes_key(struct arena *a, const struct objid *id)
{
	char text[OBJID_TEXT];

	objid_text(text, id);
	return arena_strdup(a, text);
}

/* Joins what came with what went under the same key. */
static void
join(struct twins *all, struct arena *a, bool by_bytes)
{
	struct map gone = {NULL, 0, 0};
	size_t at;

	for (size_t i = 0; i < all->n; i++) {
		const struct twin *p = &all->v[i];

		if (is_gone(p))
			map_add(&gone, a,
			    by_bytes ? bytes_key(a, &p->old)
				     : stem_key(a, p->old_path),
			    i);
	}
	for (size_t i = 0; gone.n && i < all->n; i++) {
		struct twin *p = &all->v[i], *o;

		if (p->old_path || !p->new_path)
			continue;
		if (!map_get(&gone,
			by_bytes ? bytes_key(a, &p->new)
				 : stem_key(a, p->new_path),
			&at))
			continue;
		o = &all->v[at];
		/* It may have been taken already. */
		if (!is_gone(o))
			continue;
		p->old_path = o->old_path;
		p->old = o->old;
		p->from = o->from;
		o->old_path = NULL;
	}
}

void
twins_match(struct twins *p, struct arena *a)
{
	size_t n = 0;

	join(p, a, false);
	join(p, a, true);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].old_path || p->v[i].new_path)
			p->v[n++] = p->v[i];
	p->n = n;
}
