#include "repo/history.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/map.h"
#include "repo/head.h"
#include "repo/links.h"
#include "repo/rawcommit.h"

#define NO_COMMIT UINT32_MAX

/* ---- what is still to be looked at ---- */

/* A commit that was met; what is asked of it as a parent. */
struct met {
	struct objid id; /* none: a free place */
	struct objid folder;
};

/* A commit on the way, from when a child names it until it is looked at. */
struct node {
	struct objid id, folder;
	struct stored raw;
	struct rawcommit head;
	int64_t time;
	size_t turn; /* the order in which they were found */
};

struct walk {
	struct history *out;
	struct arena *a;
	struct repo *r;
	struct store *s;
	const struct history_how *how;
	const char *folder; /* from the top of the work tree */
	struct node *heap;
	size_t nheap, heap_cap;
	struct met *met; /* open addressing */
	size_t nmet, met_cap;
	size_t turns;
	struct links links;
	struct map paths;
	git_mailmap *mailmap;
	uint32_t commit;	   /* the one that is compared; NO_COMMIT */
	uint32_t parent;	   /* which of a merge's it is compared with */
	struct node *node;	   /* the same */
	struct past_change *found; /* of one parent of a merge */
	size_t nfound, found_cap;
	struct err *e;
};

/* The place of an id: its own, or the free one where it belongs. */
static struct met *
met_slot(const struct walk *w, const struct objid *id)
{
	size_t at;

	memcpy(&at, id->v, sizeof at);
	at &= w->met_cap - 1;
	while (!objid_none(&w->met[at].id) && !objid_equal(&w->met[at].id, id))
		at = (at + 1) & (w->met_cap - 1);
	return &w->met[at];
}

static void
met_grow(struct walk *w)
{
	struct met *old = w->met;
	size_t n = w->met_cap;

	w->met_cap = n ? n * 2 : 1024;
	w->met = arena_alloc(w->a, w->met_cap * sizeof *w->met);
	for (size_t i = 0; i < n; i++)
		if (!objid_none(&old[i].id))
			*met_slot(w, &old[i].id) = old[i];
}

static bool
before(const struct node *x, const struct node *y)
{
	return x->time != y->time ? x->time > y->time : x->turn < y->turn;
}

static void
heap_put(struct walk *w, const struct node *n)
{
	size_t i = w->nheap++;

	w->heap =
	    arena_grow(w->a, w->heap, &w->heap_cap, w->nheap, sizeof *w->heap);
	for (; i > 0 && before(n, &w->heap[(i - 1) / 2]); i = (i - 1) / 2)
		w->heap[i] = w->heap[(i - 1) / 2];
	w->heap[i] = *n;
}

static struct node
heap_take(struct walk *w)
{
	struct node top = w->heap[0], last = w->heap[--w->nheap];
	size_t i = 0, k;

	while ((k = 2 * i + 1) < w->nheap) {
		if (k + 1 < w->nheap && before(&w->heap[k + 1], &w->heap[k]))
			k++;
		if (!before(&w->heap[k], &last))
			break;
		w->heap[i] = w->heap[k];
		i = k;
	}
	w->heap[i] = last;
	return top;
}

static int
read_node(struct walk *w, struct node *n)
{
	struct signline who;

	if (rawcommit_read(&n->head, n->raw.data, n->raw.len, w->e) != 0 ||
	    tree_folder(&n->folder, w->s, &n->head.tree, w->folder, w->e) != 0)
		return -1;
	signline_read(&who, n->head.committer);
	n->time = who.time;
	return 0;
}

static int
lacking(struct err *e)
{
	err_set(e, ERR_WORLD, "a commit of the history is missing");
	return err_hint(e, "git fsck says more; git fetch may bring it");
}

/* Puts a commit on the heap, once. */
static int
push(struct walk *w, const struct objid *id)
{
	struct node n = {.id = *id, .turn = w->turns++};
	struct met *m;

	if (w->nmet * 2 >= w->met_cap)
		met_grow(w);
	m = met_slot(w, id);
	if (!objid_none(&m->id))
		return 0;
	if (store_read(&n.raw, w->s, id, STORED_COMMIT, w->e) != 0)
		return -1;
	if (!n.raw.held)
		return lacking(w->e);
	if (read_node(w, &n) != 0) {
		stored_end(&n.raw);
		return -1;
	}
	*m = (struct met){*id, n.folder};
	w->nmet++;
	heap_put(w, &n);
	return 0;
}

/* ---- what a commit changed ---- */

static uint32_t
path_index(struct walk *w, const char *path)
{
	struct history *h = w->out;
	size_t at;
	const char *own;

	if (map_get(&w->paths, path, &at))
		return (uint32_t)at;
	own = arena_strdup(w->a, path);
	map_add(&w->paths, w->a, own, h->paths.n);
	strs_add(
	    &h->paths, w->a, arena_printf(w->a, "%s/%s", w->how->folder, own));
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

/* The commit that is compared, listed once something in it has changed. */
static uint32_t
this_commit(struct walk *w)
{
	struct history *h = w->out;
	const struct node *n = w->node;
	struct signline who;
	struct past_commit *c;

	if (w->commit != NO_COMMIT)
		return w->commit;
	h->commits = arena_grow(w->a, h->commits, &h->commits_cap,
	    h->ncommits + 1, sizeof *h->commits);
	w->commit = (uint32_t)h->ncommits++;
	c = &h->commits[w->commit];
	signline_read(&who, n->head.committer);
	*c = (struct past_commit){
	    .id = n->id, .time = n->time, .offset = who.offset};
	set_author(w, c, n->head.author);
	c->message = rawcommit_text(
	    w->a, n->head.message, (size_t)(n->head.end - n->head.message));
	return w->commit;
}

static void
add_change(struct walk *w, const struct past_change *c)
{
	struct history *h = w->out;

	h->changes = arena_grow(w->a, h->changes, &h->changes_cap,
	    h->nchanges + 1, sizeof *h->changes);
	h->changes[h->nchanges++] = *c;
}

static int
told_plain(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct walk *w = ctx;
	const struct past_change c = {
	    this_commit(w), path_index(w, path), 0, *old, *new};

	add_change(w, &c);
	return 0;
}

static int
told_merge(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct walk *w = ctx;

	w->found = arena_grow(
	    w->a, w->found, &w->found_cap, w->nfound + 1, sizeof *w->found);
	w->found[w->nfound++] =
	    (struct past_change){0, path_index(w, path), w->parent, *old, *new};
	return 0;
}

static bool
wanted(void *ctx, const char *path, const char *name, bool folder)
{
	const struct walk *w = ctx;

	return !w->how->wanted ||
	       w->how->wanted(w->how->ctx, path, name, folder);
}

static int
by_path(const void *x, const void *y)
{
	const struct past_change *a = x, *b = y;

	if (a->path != b->path)
		return a->path < b->path ? -1 : 1;
	return a->parent < b->parent ? -1 : a->parent > b->parent;
}

/* Of what was found, what differs from every one of n parents. */
static void
keep_common(struct walk *w, uint32_t n)
{
	struct past_change *v = w->found;

	qsort(v, w->nfound, sizeof *v, by_path);
	for (size_t i = 0, k; i < w->nfound; i = k) {
		for (k = i; k < w->nfound && v[k].path == v[i].path; k++)
			;
		for (size_t j = i; k - i == n && j < k; j++) {
			v[j].commit = this_commit(w);
			add_change(w, &v[j]);
		}
	}
}

/* Compares a merge with each parent; equal to one: it changed nothing. */
static int
compare_merge(struct walk *w, const struct objid *old, uint32_t n)
{
	const struct trees_how how = {wanted, told_merge, w};

	for (uint32_t i = 0; i < n; i++)
		if (objid_equal(&old[i], &w->node->folder))
			return 0;
	w->nfound = 0;
	for (w->parent = 0; w->parent < n; w->parent++)
		if (trees_compare(w->s, &old[w->parent], &w->node->folder, &how,
			w->e) != 0)
			return -1;
	keep_common(w, n);
	return 0;
}

/* old: the folders of its n parents. */
static int
compare_commit(struct walk *w, const struct objid *old, uint32_t n)
{
	const struct trees_how how = {wanted, told_plain, w};
	static const struct objid none = {{0}};

	if (n > 1)
		return compare_merge(w, old, n);
	return trees_compare(
	    w->s, n ? old : &none, &w->node->folder, &how, w->e);
}

/* Puts the parents on the heap; *out: their folders. */
static int
push_parents(struct walk *w, const struct node *n, const struct link *l,
    struct objid **out, uint32_t *count)
{
	struct objid *v;

	*count = l ? l->nparents : n->head.nparents;
	*out = v = arena_alloc(w->a, (*count + 1) * sizeof *v);
	for (uint32_t i = 0; i < *count; i++) {
		if (l)
			v[i] = l->parents[i];
		else if (rawcommit_parent(&v[i], &n->head, i, w->e) != 0)
			return -1;
		if (push(w, &v[i]) != 0)
			return -1;
		v[i] = met_slot(w, &v[i])->folder;
	}
	return 0;
}

static int
visit(struct walk *w, struct node *n)
{
	struct history *h = w->out;
	const struct link *l = links_find(&w->links, &n->id);
	struct objid *folders;
	uint32_t count;

	if (push_parents(w, n, l, &folders, &count) != 0)
		return -1;
	if (l && l->cut && n->head.nparents > 0) {
		if (!h->cut_off || n->time < h->cut_time)
			h->cut_time = n->time;
		h->cut_off = true;
		return 0;
	}
	w->node = n;
	w->commit = NO_COMMIT;
	return compare_commit(w, folders, count);
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

static int
walk_all(struct walk *w)
{
	int r = 0;

	while (r == 0 && w->nheap > 0) {
		struct node n = heap_take(w);

		if (n.time >= w->how->since)
			r = visit(w, &n);
		stored_end(&n.raw);
	}
	while (w->nheap > 0)
		stored_end(&w->heap[--w->nheap].raw);
	return r;
}

static const char *
whole_folder(struct arena *a, const struct repo *r, const char *folder)
{
	return arena_printf(a, "%s%s", r->prefix, folder);
}

int
history_walk(struct history *out, struct arena *a, struct repo *r,
    struct store *s, const struct history_how *how, struct err *e)
{
	struct walk w = {
	    .out = out, .a = a, .r = r, .s = s, .how = how, .e = e};
	struct objid tip;
	bool there;
	int code;

	*out = (struct history){.cut_off = false};
	if (tip_of(&tip, &there, r, how->rev, e) != 0)
		return -1;
	if (!there)
		return 0;
	w.folder = whole_folder(a, r, how->folder);
	links_read(&w.links, a, r);
	git_mailmap_from_repository(&w.mailmap, r->git);
	code = push(&w, &tip);
	if (code == 0)
		code = walk_all(&w);
	git_mailmap_free(w.mailmap);
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
		return lacking(e);
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
		return lacking(e);
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
