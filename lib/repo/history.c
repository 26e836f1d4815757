#include "repo/history.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/map.h"
#include "base/par.h"
#include "repo/ancestry.h"
#include "repo/head.h"
#include "repo/links.h"
#include "repo/rawcommit.h"

/* What one thread finds. */
struct lane {
	struct arena a;
	struct store *s;
	struct map paths;      /* below the folder */
	struct strs names;     /* the same, by their numbers here */
	struct past_change *v; /* commit: in order; path: of this lane */
	size_t n, cap;
	struct past_change *found; /* of a merge */
	size_t nfound, found_cap;
	uint32_t commit, parent; /* what is compared, with which parent */
	struct err err;
	bool failed;
};

struct walk {
	struct history *out;
	struct arena *a;  /* of what is told */
	struct arena own; /* of the rest, which is much more */
	struct store *s;
	const struct history_how *how;
	const char *folder; /* from the top of the work tree */
	struct ancestry ancestry;
	struct objid *folders; /* of its commits */
	struct lane *lanes;    /* PAR_PARTS_MAX */
	struct map paths;
	git_mailmap *mailmap;
};

/* ---- what commits changed, each thread for itself ---- */

static uint32_t
lane_path(struct lane *l, const char *path)
{
	const char *own;
	size_t at;

	if (map_get(&l->paths, path, &at))
		return (uint32_t)at;
	own = arena_strdup(&l->a, path);
	map_add(&l->paths, &l->a, own, l->names.n);
	strs_add(&l->names, &l->a, own);
	return (uint32_t)(l->names.n - 1);
}

static void
add_change(struct lane *l, const struct past_change *c)
{
	l->v = arena_grow(&l->a, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = *c;
}

/* What trees_compare needs of both. */
struct pass {
	const struct history_how *how;
	struct lane *lane;
};

static int
told_plain(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct lane *l = ((struct pass *)ctx)->lane;
	const struct past_change c = {
	    l->commit, lane_path(l, path), 0, *old, *new};

	add_change(l, &c);
	return 0;
}

static int
told_merge(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct lane *l = ((struct pass *)ctx)->lane;

	l->found = arena_grow(
	    &l->a, l->found, &l->found_cap, l->nfound + 1, sizeof *l->found);
	l->found[l->nfound++] = (struct past_change){
	    l->commit, lane_path(l, path), l->parent, *old, *new};
	return 0;
}

static bool
wanted(void *ctx, const char *path, const char *name, bool folder)
{
	const struct history_how *how = ((const struct pass *)ctx)->how;

	return !how->wanted || how->wanted(how->ctx, path, name, folder);
}

static int
by_path(const void *x, const void *y, void *names)
{
	const struct past_change *a = x, *b = y;
	char *const *v = names;

	if (a->path != b->path)
		return strcmp(v[a->path], v[b->path]);
	return a->parent < b->parent ? -1 : a->parent > b->parent;
}

/* Of what was found, what differs from every one of n parents. */
static void
keep_common(struct lane *l, uint32_t n)
{
	struct past_change *v = l->found;

	if (l->nfound == 0)
		return;
	qsort_r(v, l->nfound, sizeof *v, by_path, l->names.v);
	for (size_t i = 0, k; i < l->nfound; i = k) {
		for (k = i; k < l->nfound && v[k].path == v[i].path; k++)
			;
		for (size_t j = i; k - i == n && j < k; j++)
			add_change(l, &v[j]);
	}
}

/* Compares a merge with each parent; equal to one: it changed nothing. */
static int
compare_merge(struct walk *w, struct lane *l, const struct ancestor *c)
{
	struct pass pass = {w->how, l};
	const struct trees_how how = {wanted, told_merge, &pass};
	const uint32_t *parents = w->ancestry.parents + c->parents;
	const struct objid *new = &w->folders[c - w->ancestry.v];

	for (uint32_t i = 0; i < c->nparents; i++)
		if (objid_equal(&w->folders[parents[i]], new))
			return 0;
	l->nfound = 0;
	for (l->parent = 0; l->parent < c->nparents; l->parent++)
		if (trees_compare(l->s, &w->folders[parents[l->parent]], new,
			&how, &l->err) != 0)
			return -1;
	keep_common(l, c->nparents);
	return 0;
}

static int
compare_commit(struct walk *w, struct lane *l, const struct ancestor *c)
{
	struct pass pass = {w->how, l};
	const struct trees_how how = {wanted, told_plain, &pass};
	static const struct objid none = {{0}};
	const struct objid *old = &none;

	if (c->nparents > 1)
		return compare_merge(w, l, c);
	if (c->nparents == 1)
		old = &w->folders[w->ancestry.parents[c->parents]];
	return trees_compare(
	    l->s, old, &w->folders[c - w->ancestry.v], &how, &l->err);
}

static struct lane *
lane_of(struct walk *w, size_t part)
{
	struct lane *l = &w->lanes[part];

	if (!l->s)
		l->s = store_share(&l->a, w->s, part);
	return l;
}

/* A par_fn over the commits that are told. */
static void
compare_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct walk *w = ctx;
	struct lane *l = lane_of(w, part);

	for (; from < to && !l->failed; from++) {
		l->commit = (uint32_t)from;
		l->failed = compare_commit(w, l,
				&w->ancestry.v[w->ancestry.order[from]]) != 0;
	}
}

/* A par_fn over all commits, before they are compared. */
static void
folders_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct walk *w = ctx;
	struct lane *l = lane_of(w, part);

	for (; from < to && !l->failed; from++)
		l->failed =
		    tree_folder(&w->folders[from], l->s,
			&w->ancestry.v[from].tree, w->folder, &l->err) != 0;
}

/* ---- what they found, put together ---- */

static uint32_t
path_index(struct walk *w, const char *path)
{
	struct history *h = w->out;
	size_t at;
	const char *own;

	if (map_get(&w->paths, path, &at))
		return (uint32_t)at;
	own = arena_printf(w->a, "%s/%s", w->how->folder, path);
	map_add(&w->paths, w->a, own + strlen(w->how->folder) + 1, h->paths.n);
	strs_add(&h->paths, w->a, own);
	return (uint32_t)(h->paths.n - 1);
}

static void
set_author(struct walk *w, struct past_commit *c, const char *line)
{
	const char *name, *email;
	struct signline who;

	signline_read(&who, line);
	c->name = rawcommit_text(w->a, who.name, who.name_len);
	c->email = rawcommit_text(w->a, who.email, who.email_len);
	if (w->mailmap && git_mailmap_resolve(&name, &email, w->mailmap,
			      c->name, c->email) == 0) {
		c->name = rawcommit_text(w->a, name, strlen(name));
		c->email = rawcommit_text(w->a, email, strlen(email));
	}
}

static void
list_commit(struct walk *w, const struct ancestor *from)
{
	struct history *h = w->out;
	struct past_commit *c = &h->commits[h->ncommits++];

	*c = (struct past_commit){
	    .id = from->id, .time = from->time, .offset = from->offset};
	set_author(w, c, from->author);
	c->message = rawcommit_text(
	    w->a, from->message, (size_t)(from->end - from->message));
}

/* Lists what a lane found, with the commits that have changed something. */
static void
take_lane(struct walk *w, const struct lane *l)
{
	struct history *h = w->out;
	uint32_t *path = arena_alloc(&w->own, (l->names.n + 1) * sizeof *path);

	for (size_t i = 0; i < l->n; i++) {
		const struct past_change *c = &l->v[i];
		struct past_change *to = &h->changes[h->nchanges++];

		if (i == 0 || c->commit != c[-1].commit)
			list_commit(
			    w, &w->ancestry.v[w->ancestry.order[c->commit]]);
		if (!path[c->path])
			path[c->path] = path_index(w, l->names.v[c->path]) + 1;
		*to = *c;
		to->commit = (uint32_t)h->ncommits - 1;
		to->path = path[c->path] - 1;
	}
}

static void
take_lanes(struct walk *w)
{
	struct history *h = w->out;
	size_t n = 0, commits = 0;

	for (size_t i = 0; i < PAR_PARTS_MAX; i++) {
		const struct lane *l = &w->lanes[i];

		n += l->n;
		for (size_t k = 0; k < l->n; k++)
			commits +=
			    k == 0 || l->v[k].commit != l->v[k - 1].commit;
	}
	h->changes = arena_alloc(w->a, (n + 1) * sizeof *h->changes);
	h->commits = arena_alloc(w->a, (commits + 1) * sizeof *h->commits);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		take_lane(w, &w->lanes[i]);
}

/* The error of the first lane that failed, which had the newest commits. */
static int
lanes_error(const struct walk *w, struct err *e)
{
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		if (w->lanes[i].failed) {
			*e = w->lanes[i].err;
			return -1;
		}
	return 0;
}

static int
compare_all(struct walk *w, struct err *e)
{
	const struct ancestry *all = &w->ancestry;

	w->folders = arena_alloc(&w->own, (all->n + 1) * sizeof *w->folders);
	par_run(all->n, folders_part, w);
	if (lanes_error(w, e) != 0)
		return -1;
	par_run(all->norder, compare_part, w);
	if (lanes_error(w, e) != 0)
		return -1;
	take_lanes(w);
	return 0;
}

/* ---- begin and end ---- */

static int
no_such(struct err *e, const char *rev)
{
	err_set(e, ERR_USAGE, "git knows no revision %s", rev);
	return err_hint(e, "git log shows which there are");
}

/* The commit of a revision; *there is false on an unborn branch. */
static int
tip_of(struct objid *out, bool *there, struct repo *r, const char *rev,
    struct err *e)
{
	git_object *o = NULL, *commit = NULL;
	struct head head;
	bool ok;

	*there = true;
	if (!rev) {
		if (head_read(&head, r, e) != 0)
			return -1;
		*there = !head.unborn;
		memcpy(out->v, head.id.id, sizeof out->v);
		return 0;
	}
	ok = git_revparse_single(&o, r->git, rev) == 0 &&
	     git_object_peel(&commit, o, GIT_OBJECT_COMMIT) == 0;
	if (ok)
		memcpy(out->v, git_object_id(commit)->id, sizeof out->v);
	git_object_free(commit);
	git_object_free(o);
	return ok ? 0 : no_such(e, rev);
}

static void
lanes_begin(struct walk *w)
{
	w->lanes = arena_alloc(&w->own, PAR_PARTS_MAX * sizeof *w->lanes);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		arena_init(&w->lanes[i].a);
}

static void
lanes_end(struct walk *w)
{
	for (size_t i = 0; i < PAR_PARTS_MAX; i++) {
		if (w->lanes[i].s)
			store_end(w->lanes[i].s);
		arena_free(&w->lanes[i].a);
	}
}

static const char *
whole_folder(struct arena *a, const struct repo *r, const char *folder)
{
	return arena_printf(a, "%s%s", r->prefix, folder);
}

/* All that tip is made of. */
static int
walk_from(
    struct walk *w, struct repo *r, const struct objid *tip, struct err *e)
{
	int code;

	if (ancestry_walk(
		&w->ancestry, &w->own, r, w->s, tip, w->how->since, e) != 0)
		return -1;
	w->out->cut_off = w->ancestry.cut_off;
	w->out->cut_time = w->ancestry.cut_time;
	git_mailmap_from_repository(&w->mailmap, r->git);
	lanes_begin(w);
	code = compare_all(w, e);
	lanes_end(w);
	git_mailmap_free(w->mailmap);
	return code;
}

int
history_walk(struct history *out, struct arena *a, struct repo *r,
    struct store *s, const struct history_how *how, struct err *e)
{
	struct walk w = {.out = out, .a = a, .s = s, .how = how};
	struct objid tip;
	bool there;
	int code;

	*out = (struct history){.cut_off = false};
	if (tip_of(&tip, &there, r, how->rev, e) != 0)
		return -1;
	if (!there)
		return 0;
	w.folder = whole_folder(a, r, how->folder);
	arena_init(&w.own);
	code = walk_from(&w, r, &tip, e);
	arena_free(&w.own);
	return code;
}

/* none: it has none here. */
static int
first_parent(struct objid *out, const struct rawcommit *c, const struct link *l,
    struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!l)
		return c->nparents ? rawcommit_parent(out, c, 0, e) : 0;
	if (l->nparents)
		*out = l->parents[0];
	return 0;
}

/* The folder of a commit, and its first parent; none: it has none here. */
static int
read_folder(struct objid *folder, struct objid *parent, struct repo *r,
    struct store *s, const struct objid *commit, const char *path,
    struct err *e)
{
	struct stored raw;
	struct rawcommit c;
	struct links links;
	int code;

	if (store_read(&raw, s, commit, STORED_COMMIT, e) != 0)
		return -1;
	if (!raw.held)
		return ancestor_lacking(e);
	code = rawcommit_read(&c, raw.data, raw.len, e);
	if (code == 0)
		code = tree_folder(
		    folder, s, &c.tree, whole_folder(r->a, r, path), e);
	if (code == 0) {
		links_read(&links, r->a, r);
		code = first_parent(parent, &c, links_find(&links, commit), e);
	}
	stored_end(&raw);
	return code;
}

int
commit_folder(struct objid *out, struct repo *r, struct store *s,
    const struct objid *commit, const char *folder, struct err *e)
{
	struct objid parent;

	return read_folder(out, &parent, r, s, commit, folder, e);
}

int
commit_compare(struct repo *r, struct store *s, const struct objid *commit,
    const char *folder, const struct trees_how *how, struct err *e)
{
	struct objid new, old = {{0}}, parent, none;

	if (read_folder(&new, &parent, r, s, commit, folder, e) != 0 ||
	    (!objid_none(&parent) &&
		read_folder(&old, &none, r, s, &parent, folder, e) != 0))
		return -1;
	return trees_compare(s, &old, &new, how, e);
}

/* Reads a commit's time and moves *id to its first parent. */
static int
step_back(const struct links *links, struct store *s, struct objid *id,
    int64_t *time, struct err *e)
{
	const struct link *l = links_find(links, id);
	struct stored raw;
	struct rawcommit c;
	struct signline who;
	int r;

	if (store_read(&raw, s, id, STORED_COMMIT, e) != 0)
		return -1;
	if (!raw.held)
		return ancestor_lacking(e);
	r = rawcommit_read(&c, raw.data, raw.len, e);
	if (r == 0) {
		signline_read(&who, c.committer);
		*time = who.time;
		r = first_parent(id, &c, l, e);
	}
	stored_end(&raw);
	return r;
}

int
history_find(struct objid *out, int64_t *time, struct repo *r, struct store *s,
    const char *rev, int64_t at, struct err *e)
{
	struct objid id, next;
	struct links links;
	bool there;

	links_read(&links, r->a, r);
	if (tip_of(&id, &there, r, rev, e) != 0)
		return -1;
	memset(out, 0, sizeof *out);
	for (; there && !objid_none(&id); id = next) {
		next = id;
		if (step_back(&links, s, &next, time, e) != 0)
			return -1;
		if (rev || *time <= at) {
			*out = id;
			return 0;
		}
	}
	return 0;
}
