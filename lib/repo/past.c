#include "repo/past.h"

#include <errno.h>
#include <string.h>

#include <git2.h>

#include "base/map.h"
#include "base/str.h"
#include "repo/gitcmd.h"
#include "repo/gitopen.h"
#include "repo/head.h"
#include "repo/viagit.h"

static int
read_fail(struct err *e)
{
	return repo_fail(e, "read the history");
}

static const char *
id_text(struct arena *a, const git_oid *id)
{
	char hex[REPO_ID_SIZE];

	return arena_strdup(a, git_oid_tostr(hex, sizeof hex, id));
}

static struct past
describe(struct arena *a, git_commit *c)
{
	const git_signature *who = git_commit_author(c);

	return (struct past){id_text(a, git_commit_id(c)), who->name,
	    who->email, who->when.time, who->when.offset, git_commit_time(c),
	    git_commit_message(c), git_commit_parentcount(c)};
}

/* ---- the walk ---- */

/* Commits to be shown, the next one last. */
struct queue {
	git_repository *git;
	struct arena a; /* of the ids in seen */
	struct map seen;
	git_commit **v;
	size_t n, cap;
	bool cut;
};

/* Of two of one time the one that came first is the next. */
static int
queue_add(struct queue *q, const git_oid *id)
{
	git_commit *c;
	size_t at;
	int code;

	if (!map_add(&q->seen, &q->a, id_text(&q->a, id), 0))
		return 0;
	errno = 0;
	code = git_commit_lookup(&c, q->git, id);
	if (code == GIT_ENOTFOUND) {
		q->cut = true;
		return 0;
	}
	if (code != 0)
		return -1;
	q->v = arena_grow(&q->a, q->v, &q->cap, q->n + 1, sizeof(git_commit *));
	for (at = q->n++;
	     at > 0 && git_commit_time(q->v[at - 1]) >= git_commit_time(c);
	     at--)
		q->v[at] = q->v[at - 1];
	q->v[at] = c;
	return 0;
}

/* Shows one commit and puts its parents in the queue. */
static int
show(struct queue *q, git_commit *c, past_fn *fn, void *ctx, struct err *e)
{
	struct arena a;
	struct past p;
	int code;

	arena_init(&a);
	p = describe(&a, c);
	code = fn(ctx, &p, e);
	arena_free(&a);
	for (unsigned i = 0; i < git_commit_parentcount(c) && code == 0; i++)
		if (queue_add(q, git_commit_parent_id(c, i)) != 0)
			code = read_fail(e);
	return code;
}

int
past_each(struct repo *r, past_fn *fn, void *ctx, bool *cut, struct err *e)
{
	struct queue q = {0};
	struct head head;
	int code = 0;

	*cut = false;
	if (head_read(&head, r, e) != 0)
		return -1;
	if (head.unborn)
		return 0;
	q.git = r->git;
	arena_init(&q.a);
	if (queue_add(&q, &head.id) != 0)
		code = read_fail(e);
	while (code == 0 && q.n > 0) {
		git_commit *c = q.v[--q.n];

		code = show(&q, c, fn, ctx, e);
		git_commit_free(c);
	}
	while (q.n > 0)
		git_commit_free(q.v[--q.n]);
	*cut = q.cut;
	arena_free(&q.a);
	return code < 0 ? -1 : 0;
}

/* ---- files ---- */

/* Where bytes come from, with the settings that may change them. */
struct source {
	struct repo *r;
	struct gitconf conf;
};

static int
source_open(struct source *s, struct repo *r, struct err *e)
{
	s->r = r;
	return gitconf_read(&s->conf, r, e);
}

/* As git would write it to disk, where that is not as it stores it. */
static int
checked_out(struct bytes *out, struct repo *r, const char *commit,
    const char *path, struct err *e)
{
	const char *argv[] = {"git", "cat-file", "--filters",
	    arena_printf(r->a, "%s:%s%s", commit, r->prefix, path), NULL};
	struct buf b = BUF_INIT;
	int status;

	if (gitcmd_run(&b, &status, r->worktree, argv, NULL, e) != 0)
		return -1;
	*out = (struct bytes){arena_strndup(r->a, buf_str(&b), b.n), b.n};
	buf_free(&b);
	return status == 0 ? 0
			   : err_set(e, ERR_WORLD,
				 "git could not read %s as it was", path);
}

/* path: relative to root. */
static int
blob_bytes(struct bytes *out, const struct source *s, const char *commit,
    const char *path, const git_oid *id, struct err *e)
{
	struct repo *r = s->r;
	git_blob *blob;
	size_t n;

	errno = 0;
	if (git_blob_lookup(&blob, r->git, id) != 0)
		return read_fail(e);
	n = (size_t)git_blob_rawsize(blob);
	*out = (struct bytes){
	    arena_strndup(r->a, git_blob_rawcontent(blob), n), n};
	git_blob_free(blob);
	/* A CR stands for what git may add to its line ends. */
	if (viagit_converts(r, &s->conf, path, out->p, n) ||
	    viagit_converts(r, &s->conf, path, "\r", 1))
		return checked_out(out, r, commit, path, e);
	return 0;
}

static int
commit_of(git_commit **out, struct repo *r, const char *id)
{
	git_oid oid;

	errno = 0;
	if (git_oid_fromstr(&oid, id) != 0)
		return -1;
	return git_commit_lookup(out, r->git, &oid);
}

/* The trees before and after a commit; *old NULL where it is the first. */
static int
trees_of(git_tree **old, git_tree **new, git_commit *c, struct err *e)
{
	git_commit *parent;
	int code;

	*old = *new = NULL;
	errno = 0;
	if (git_commit_parentcount(c) > 0) {
		code = git_commit_parent(&parent, c, 0);
		if (code == GIT_ENOTFOUND) {
			err_set(e, ERR_WORLD,
			    "this clone is shallow: what was there before is "
			    "not in it");
			return err_hint(e, "git fetch --unshallow");
		}
		if (code != 0)
			return read_fail(e);
		code = git_commit_tree(old, parent);
		git_commit_free(parent);
		if (code != 0)
			return read_fail(e);
	}
	return git_commit_tree(new, c) == 0 ? 0 : read_fail(e);
}

static bool
is_file(const git_diff_file *f)
{
	return f->mode == GIT_FILEMODE_BLOB ||
	       f->mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

struct asked {
	struct source from;
	const char *id, *parent;
	past_wanted *wanted;
	void *ctx;
	struct past_file *v;
	size_t n, cap;
};

static int
add_file(struct asked *q, const git_diff_delta *d, struct err *e)
{
	struct repo *r = q->from.r;
	struct past_file f = {.path = d->new_file.path};

	if (!str_starts(f.path, r->prefix) ||
	    (!is_file(&d->old_file) && !is_file(&d->new_file)))
		return 0;
	f.path = arena_strdup(r->a, f.path + strlen(r->prefix));
	if (q->wanted && !q->wanted(q->ctx, f.path))
		return 0;
	if (is_file(&d->old_file) && blob_bytes(&f.old, &q->from, q->parent,
					 f.path, &d->old_file.id, e) != 0)
		return -1;
	if (is_file(&d->new_file) && blob_bytes(&f.new, &q->from, q->id, f.path,
					 &d->new_file.id, e) != 0)
		return -1;
	q->v = arena_grow(r->a, q->v, &q->cap, q->n + 1, sizeof *q->v);
	q->v[q->n++] = f;
	return 0;
}

static int
files_of(struct asked *q, git_commit *c, struct err *e)
{
	git_tree *old, *new;
	git_diff *diff = NULL;
	int code = trees_of(&old, &new, c, e);

	if (code == 0 && git_commit_parentcount(c) > 0)
		q->parent = id_text(q->from.r->a, git_commit_parent_id(c, 0));
	if (code == 0 &&
	    git_diff_tree_to_tree(&diff, q->from.r->git, old, new, NULL) != 0)
		code = read_fail(e);
	for (size_t i = 0; code == 0 && i < git_diff_num_deltas(diff); i++)
		code = add_file(q, git_diff_get_delta(diff, i), e);
	git_diff_free(diff);
	git_tree_free(old);
	git_tree_free(new);
	return code;
}

int
past_files(struct past_file **v, size_t *n, struct repo *r, const char *id,
    past_wanted *wanted, void *ctx, struct err *e)
{
	struct asked q = {.id = id, .wanted = wanted, .ctx = ctx};
	git_commit *c;
	int code;

	if (source_open(&q.from, r, e) != 0)
		return -1;
	if (commit_of(&c, r, id) != 0)
		return read_fail(e);
	code = files_of(&q, c, e);
	git_commit_free(c);
	*v = q.v;
	*n = q.n;
	return code;
}

/* ---- who spoilt it ---- */

/* A version of a file and the commit that has it. */
struct version {
	git_commit *c;
	git_oid blob; /* zero: not there */
	struct bytes bytes;
	bool well;
};

struct blame {
	struct source from;
	const char *path;
	past_test *test;
	void *ctx;
};

/* Of commit v->c; like: a version already looked at, or NULL. */
static int
look(struct version *v, const struct version *like, const struct blame *b,
    struct err *e)
{
	struct repo *r = b->from.r;
	const char *full = arena_printf(r->a, "%s%s", r->prefix, b->path);
	git_tree_entry *entry = NULL;
	git_tree *tree;
	int code;

	errno = 0;
	if (git_commit_tree(&tree, v->c) != 0)
		return read_fail(e);
	code = git_tree_entry_bypath(&entry, tree, full);
	git_tree_free(tree);
	if (code != 0 && code != GIT_ENOTFOUND)
		return read_fail(e);
	memset(&v->blob, 0, sizeof v->blob);
	v->bytes = (struct bytes){NULL, 0};
	if (entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
		git_oid_cpy(&v->blob, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	if (like && git_oid_equal(&like->blob, &v->blob)) {
		v->bytes = like->bytes;
		v->well = like->well;
		return 0;
	}
	if (!git_oid_is_zero(&v->blob) &&
	    blob_bytes(&v->bytes, &b->from, id_text(r->a, git_commit_id(v->c)),
		b->path, &v->blob, e))
		return -1;
	v->well = b->test(b->ctx, v->bytes);
	return 0;
}

static void
accuse(struct past_culprit *out, struct arena *a, const struct version *bad,
    const struct version *good)
{
	out->found = true;
	out->c = describe(a, bad->c);
	out->c.author = arena_strdup(a, out->c.author);
	out->c.email = arena_strdup(a, out->c.email);
	out->c.message = arena_strdup(a, out->c.message);
	out->old = good->bytes;
	out->new = bad->bytes;
}

/* From a bad version down to the first good one; frees v->c. */
static int
descend(struct past_culprit *out, struct version *v, const struct blame *b,
    int64_t since_s, struct err *e)
{
	int code = 0;

	while (code == 0 && !out->found) {
		struct version before = {0};

		if (git_commit_time(v->c) < since_s ||
		    git_commit_parent(&before.c, v->c, 0) != 0)
			break;
		code = look(&before, v, b, e);
		if (code == 0 && before.well)
			accuse(out, b->from.r->a, v, &before);
		git_commit_free(v->c);
		*v = before;
	}
	git_commit_free(v->c);
	return code;
}

int
past_blame(struct past_culprit *out, struct repo *r, const char *path,
    int64_t since_s, past_test *test, void *ctx, struct err *e)
{
	struct blame b = {.path = path, .test = test, .ctx = ctx};
	struct version v = {0};
	struct head head;

	*out = (struct past_culprit){0};
	if (head_read(&head, r, e) != 0 || source_open(&b.from, r, e) != 0)
		return -1;
	if (head.unborn)
		return 0;
	errno = 0;
	if (git_commit_lookup(&v.c, r->git, &head.id) != 0)
		return read_fail(e);
	if (look(&v, NULL, &b, e) != 0) {
		git_commit_free(v.c);
		return -1;
	}
	if (!v.well)
		return descend(out, &v, &b, since_s, e);
	git_commit_free(v.c);
	out->uncommitted = true;
	out->old = v.bytes;
	return 0;
}
