#include "repo/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/buf.h"
#include "repo/gitopen.h"

#define KEPT_SLOTS 4096 /* a power of two; of a few KiB each at most */
#define DEPTH_MAX  64	/* folders in each other */
#define ID_SIZE	   sizeof(struct objid)

/* git replace: what git shows instead of what was stored. */
struct replaced {
	struct objid id, by;
};

struct store {
	struct repo *r;
	git_odb *odb;
	git_odb_object **kept;	   /* trees; KEPT_SLOTS, NULL: none yet */
	struct arena *a;	   /* of kept */
	bool shared;		   /* odb is another's */
	struct replaced *replaced; /* sorted by id */
	size_t nreplaced, replaced_cap;
};

static int
by_id(const void *x, const void *y)
{
	const struct replaced *a = x, *b = y;

	return memcmp(&a->id, &b->id, sizeof a->id);
}

static void
add_replaced(struct store *s, const git_reference *ref)
{
	static const char lead[] = "refs/replace/";
	const char *name = git_reference_name(ref) + sizeof lead - 1;
	const git_oid *by = git_reference_target(ref);
	struct replaced one;

	if (!by || strlen(name) != OBJID_TEXT - 1 ||
	    !objid_parse(&one.id, name))
		return;
	memcpy(one.by.v, by->id, ID_SIZE);
	s->replaced = arena_grow(s->r->a, s->replaced, &s->replaced_cap,
	    s->nreplaced + 1, sizeof *s->replaced);
	s->replaced[s->nreplaced++] = one;
}

static int
read_replaced(struct store *s, struct err *e)
{
	git_reference_iterator *it = NULL;
	git_reference *ref;
	int code;

	if (getenv("GIT_NO_REPLACE_OBJECTS"))
		return 0;
	errno = 0;
	if (git_reference_iterator_glob_new(&it, s->r->git, "refs/replace/*") !=
	    0)
		return repo_fail(e, "list what was replaced");
	while ((code = git_reference_next(&ref, it)) == 0) {
		add_replaced(s, ref);
		git_reference_free(ref);
	}
	git_reference_iterator_free(it);
	if (code != GIT_ITEROVER)
		return repo_fail(e, "list what was replaced");
	if (s->nreplaced > 1)
		qsort(s->replaced, s->nreplaced, sizeof *s->replaced, by_id);
	return 0;
}

/* What git shows for id; a few replacements in a row are followed. */
static const struct objid *
shown(const struct store *s, const struct objid *id)
{
	for (int i = 0; s->nreplaced > 0 && i < 5; i++) {
		struct replaced key = {.id = *id};
		const struct replaced *r = bsearch(&key, s->replaced,
		    s->nreplaced, sizeof *s->replaced, by_id);

		if (!r)
			break;
		id = &r->by;
	}
	return id;
}

int
store_begin(struct store **out, struct repo *r, struct err *e)
{
	struct store *s;

	if (repo_git(r, e) != 0)
		return -1;
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	s = arena_new(r->a, struct store);
	s->r = r;
	s->a = r->a;
	errno = 0;
	if (git_repository_odb(&s->odb, r->git) != 0)
		return repo_fail(e, "open what git has stored");
	*out = s;
	if (read_replaced(s, e) == 0)
		return 0;
	store_end(s);
	return -1;
}

/*
 * libgit2 gives all who open a pack by one name the same one, behind a lock
 * that threads would wait for most of the time.  By another name of the
 * folder ("objects/././") it is another.  NULL where that cannot be opened.
 */
static git_odb *
own_odb(struct git_repository *git, size_t part)
{
	git_buf objects = {NULL, 0, 0};
	struct buf path = BUF_INIT;
	git_odb *odb = NULL;

	if (git_repository_item_path(
		&objects, git, GIT_REPOSITORY_ITEM_OBJECTS) == 0) {
		buf_adds(&path, objects.ptr);
		for (size_t i = 0; i < part; i++)
			buf_adds(&path, "./");
		if (git_odb_open(&odb, buf_str(&path)) != 0)
			odb = NULL;
	}
	buf_free(&path);
	git_buf_dispose(&objects);
	return odb;
}

struct store *
store_share(struct arena *a, const struct store *of, size_t part)
{
	struct store *s = arena_new(a, struct store);
	git_odb *own = part > 0 ? own_odb(of->r->git, part) : NULL;

	*s = *of;
	s->kept = NULL;
	s->a = a;
	s->shared = !own;
	if (own)
		s->odb = own;
	return s;
}

void
store_end(struct store *s)
{
	for (size_t i = 0; s->kept && i < KEPT_SLOTS; i++)
		git_odb_object_free(s->kept[i]);
	if (!s->shared)
		git_odb_free(s->odb);
}

static git_object_t
git_type(enum stored_type type)
{
	static const git_object_t types[] = {
	    GIT_OBJECT_COMMIT, GIT_OBJECT_TREE, GIT_OBJECT_BLOB};

	return types[type];
}

static int
fetch(git_odb_object **out, struct store *s, const git_oid *id, struct err *e)
{
	int code;

	*out = NULL;
	errno = 0;
	code = git_odb_read(out, s->odb, id);
	if (code == 0 || code == GIT_ENOTFOUND)
		return 0;
	return repo_fail(e, "read the history");
}

int
store_read(struct stored *out, struct store *s, const struct objid *id,
    enum stored_type type, struct err *e)
{
	git_odb_object *o;
	git_oid oid;

	*out = (struct stored){NULL, 0, NULL};
	id = shown(s, id);
	memcpy(oid.id, id->v, ID_SIZE);
	if (fetch(&o, s, &oid, e) != 0)
		return -1;
	if (!o)
		return 0;
	if (git_odb_object_type(o) != git_type(type)) {
		git_odb_object_free(o);
		return 0;
	}
	*out =
	    (struct stored){git_odb_object_data(o), git_odb_object_size(o), o};
	return 0;
}

/* The same for a tree, which is kept: it may be looked at again soon. */
static int
read_tree(
    struct stored *out, struct store *s, const struct objid *id, struct err *e)
{
	size_t at = (size_t)id->v[0] | (size_t)id->v[1] << 8;
	git_odb_object **slot;
	git_oid oid;

	if (!s->kept)
		s->kept = arena_alloc(s->a, KEPT_SLOTS * sizeof *s->kept);
	slot = &s->kept[at & (KEPT_SLOTS - 1)];
	memcpy(oid.id, shown(s, id)->v, ID_SIZE);
	if (!*slot || !git_oid_equal(git_odb_object_id(*slot), &oid)) {
		if (store_read(out, s, id, STORED_TREE, e) != 0)
			return -1;
		if (!out->held)
			return 0;
		git_odb_object_free(*slot);
		*slot = out->held;
	}
	git_odb_object_dup((git_odb_object **)&out->held, *slot);
	out->data = git_odb_object_data(*slot);
	out->len = git_odb_object_size(*slot);
	return 0;
}

void
stored_end(struct stored *o)
{
	git_odb_object_free(o->held);
	o->held = NULL;
}

/* ---- trees ---- */

enum kind { KIND_FILE, KIND_FOLDER, KIND_OTHER };

/* One entry of a raw tree. */
struct tree_entry {
	const char *name; /* NUL-terminated there */
	size_t len;
	enum kind kind;
	struct objid id;
};

struct tree_at {
	struct stored o;
	size_t at, off; /* of now, and behind it */
	struct tree_entry now;
	bool there; /* now holds one */
};

static enum kind
kind_of(const char *mode, size_t n)
{
	if (n == 6 && memcmp(mode, "100", 3) == 0)
		return KIND_FILE;
	if ((n == 5 && memcmp(mode, "40000", 5) == 0) ||
	    (n == 6 && memcmp(mode, "040000", 6) == 0))
		return KIND_FOLDER;
	return KIND_OTHER;
}

static int
broken(struct err *e)
{
	err_set(e, ERR_WORLD, "a folder in the history is damaged");
	return err_hint(e, "git fsck says more");
}

static int
too_deep(struct err *e)
{
	err_set(e, ERR_WORLD, "folders in the history are nested too deep");
	return err_hint(e, "more than 64 levels are not looked at");
}

/* "MODE NAME NUL id", again and again. */
static int
step(struct tree_at *t, struct err *e)
{
	const char *p = t->o.data + t->off, *blank, *nul;
	size_t left = t->o.len - t->off;

	t->at = t->off;
	t->there = left > 0;
	if (!t->there)
		return 0;
	blank = memchr(p, ' ', left);
	nul = blank ? memchr(blank, '\0', left - (size_t)(blank - p)) : NULL;
	if (!nul || left - (size_t)(nul - p) - 1 < ID_SIZE)
		return broken(e);
	t->now.name = blank + 1;
	t->now.len = (size_t)(nul - blank) - 1;
	t->now.kind = kind_of(p, (size_t)(blank - p));
	memcpy(t->now.id.v, nul + 1, ID_SIZE);
	t->off += (size_t)(nul - p) + 1 + ID_SIZE;
	return 0;
}

static int
begin(struct tree_at *t, struct store *s, const struct objid *id, bool keep,
    struct err *e)
{
	*t = (struct tree_at){.off = 0};
	if (objid_none(id))
		return 0;
	if ((keep ? read_tree(&t->o, s, id, e)
		  : store_read(&t->o, s, id, STORED_TREE, e)) != 0)
		return -1;
	if (t->o.held)
		return step(t, e);
	err_set(e, ERR_WORLD, "this clone lacks a part of the history");
	return err_hint(e, "git fetch --refetch --no-filter brings all of a "
			   "partial clone; git fsck tells what else is wrong");
}

/* Git's order: a folder counts as if its name ended in a slash. */
static int
order(const struct tree_entry *a, const struct tree_entry *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int c = memcmp(a->name, b->name, n);
	unsigned char x, y;

	if (c != 0)
		return c;
	x = a->len > n		     ? (unsigned char)a->name[n]
	    : a->kind == KIND_FOLDER ? '/'
				     : '\0';
	y = b->len > n		     ? (unsigned char)b->name[n]
	    : b->kind == KIND_FOLDER ? '/'
				     : '\0';
	return (x > y) - (x < y);
}

struct compare {
	struct store *s;
	const struct trees_how *how;
	struct buf path;
	size_t depth;
	struct err *e;
};

static int
compare(struct compare *c, const struct objid *old, const struct objid *new);

static const struct objid nothing;

/* An entry of that name and kind; old or new is none where it is not there. */
static int
compare_entry(struct compare *c, const struct tree_entry *entry,
    const struct objid *old, const struct objid *new)
{
	const struct trees_how *how = c->how;
	bool folder = entry->kind == KIND_FOLDER;
	size_t from = c->path.n;
	int r = 0;

	if (entry->kind == KIND_OTHER || objid_equal(old, new))
		return 0;
	if (from)
		buf_addc(&c->path, '/');
	buf_add(&c->path, entry->name, entry->len);
	if (!how->wanted ||
	    how->wanted(how->ctx, buf_str(&c->path), entry->name, folder))
		r = folder ? compare(c, old, new)
			   : how->told(how->ctx, buf_str(&c->path), old, new);
	buf_splice(&c->path, from, c->path.n - from, NULL, 0);
	return r;
}

/* The bytes of the entry at off; 0: it is damaged. */
static size_t
entry_size(const struct stored *o, size_t off)
{
	const char *p = o->data + off, *nul = memchr(p, '\0', o->len - off);
	size_t n = nul ? (size_t)(nul - p) + 1 + ID_SIZE : 0;

	return n <= o->len - off ? n : 0;
}

/* Goes from entries that both have on to the first that they have not. */
static int
pass_equal(struct tree_at *x, struct tree_at *y, struct err *e)
{
	size_t i = x->at, k = y->at, n;

	while (i < x->o.len && k < y->o.len && (n = entry_size(&x->o, i)) > 0 &&
	       n <= y->o.len - k &&
	       memcmp(x->o.data + i, y->o.data + k, n) == 0) {
		i += n;
		k += n;
	}
	if (i == x->at)
		return 0;
	x->off = i;
	y->off = k;
	return step(x, e) != 0 || step(y, e) != 0 ? -1 : 0;
}

static int
compare_all(struct compare *c, struct tree_at *x, struct tree_at *y)
{
	while (x->there || y->there) {
		int o;
		bool same;

		if (x->there && y->there && pass_equal(x, y, c->e) != 0)
			return -1;
		if (!x->there && !y->there)
			break;
		o = !x->there ? 1 : !y->there ? -1 : order(&x->now, &y->now);
		same = o == 0 && x->now.kind == y->now.kind;

		/* A file made a link, say: gone there, new here. */
		if (o <= 0 && compare_entry(c, &x->now, &x->now.id,
				  same ? &y->now.id : &nothing) != 0)
			return -1;
		if (o >= 0 && !same &&
		    compare_entry(c, &y->now, &nothing, &y->now.id) != 0)
			return -1;
		if ((o <= 0 && step(x, c->e) != 0) ||
		    (o >= 0 && step(y, c->e) != 0))
			return -1;
	}
	return 0;
}

static int
compare(struct compare *c, const struct objid *old, const struct objid *new)
{
	struct tree_at x, y;
	int r;

	if (objid_equal(old, new))
		return 0;
	if (c->depth == DEPTH_MAX)
		return too_deep(c->e);
	c->depth++;
	r = begin(&x, c->s, old, true, c->e);
	if (r == 0) {
		r = begin(&y, c->s, new, true, c->e);
		if (r == 0)
			r = compare_all(c, &x, &y);
		stored_end(&y.o);
	}
	stored_end(&x.o);
	c->depth--;
	return r;
}

int
trees_compare(struct store *s, const struct objid *old, const struct objid *new,
    const struct trees_how *how, struct err *e)
{
	struct compare c = {s, how, BUF_INIT, 0, e};
	int r = compare(&c, old, new);

	buf_free(&c.path);
	return r;
}

/* The folder of that name (len bytes) in a tree. */
static int
child(struct objid *id, struct store *s, const char *name, size_t len,
    bool keep, struct err *e)
{
	struct tree_at t;
	int r = begin(&t, s, id, keep, e);

	memset(id, 0, sizeof *id);
	for (; r == 0 && t.there; r = step(&t, e))
		if (t.now.kind == KIND_FOLDER && t.now.len == len &&
		    memcmp(t.now.name, name, len) == 0) {
			*id = t.now.id;
			break;
		}
	stored_end(&t.o);
	return r;
}

int
tree_folder(struct objid *out, struct store *s, const struct objid *tree,
    const char *path, struct err *e)
{
	bool keep = false; /* every commit has a top of its own */

	*out = *tree;
	for (; *path && !objid_none(out); keep = true) {
		size_t n = strcspn(path, "/");

		if (child(out, s, path, n, keep, e) != 0)
			return -1;
		path += n + (path[n] == '/');
	}
	return 0;
}
