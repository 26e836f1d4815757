#include "repo/blobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "repo/gitcmd.h"

#define ID_MIN 4  /* the shortest prefix that git takes */
#define ID_MAX 64 /* of sha256 */

/* So that no name of a branch, and no option, is taken for an id. */
static bool
is_id(const char *s)
{
	size_t n = strspn(s, "0123456789abcdef");

	return s[n] == '\0' && n >= ID_MIN && n <= ID_MAX;
}

/* What git is asked for, or NULL. */
static const char *
name_of(const struct blob *b, struct arena *a)
{
	if (b->id)
		return is_id(b->id) ? b->id : NULL;
	return strchr(b->path, '\n') ? NULL
				     : arena_printf(a, "HEAD:%s", b->path);
}

const char *const *
git_env(const struct repo *r, struct arena *a)
{
	struct strs env = {NULL, 0, 0};

	if (r->from_env) {
		strs_add(&env, a, arena_printf(a, "GIT_DIR=%s", r->gitdir));
		if (r->worktree)
			strs_add(&env, a,
			    arena_printf(a, "GIT_WORK_TREE=%s", r->worktree));
	}
	if (r->index && getenv("GIT_INDEX_FILE"))
		strs_add(
		    &env, a, arena_printf(a, "GIT_INDEX_FILE=%s", r->index));
	strs_add(&env, a, NULL);
	return env.v;
}

/* Answers of cat-file, with or without the bytes. */
struct answers {
	char *at;
	const char *end;
	bool bytes;
};

/* One answer, -1 if it is none. */
static int
take(struct blob *b, struct answers *t, struct arena *a)
{
	char *lf = memchr(t->at, '\n', (size_t)(t->end - t->at)), *after;
	const char *type, *size;

	if (!lf)
		return -1;
	/* "ID missing", "ID ambiguous", where ID may be a path with blanks */
	size = memrchr(t->at, ' ', (size_t)(lf - t->at));
	if (!size || size[1] < '0' || size[1] > '9') {
		t->at = lf + 1;
		return 0;
	}
	type = memchr(t->at, ' ', (size_t)(lf - t->at));
	b->len = strtoull(size + 1, &after, 10);
	if (after != lf || type == size)
		return -1;
	b->missing = strncmp(type, " blob ", 6) != 0;
	b->full = arena_strndup(a, t->at, (size_t)(type - t->at));
	t->at = lf + 1;
	if (!t->bytes)
		return 0;
	if (b->len >= (size_t)(t->end - t->at))
		return -1;
	b->data = t->at;
	t->at[b->len] = '\0'; /* a line end of git's */
	t->at += b->len + 1;
	return 0;
}

/* What git is asked: a name that several blobs have, once. */
struct asked {
	const char **names; /* of each blob; NULL: git is not asked */
	size_t *first;	    /* of each blob the first one of that name */
	struct buf text;
};

static void
write_names(struct asked *q, struct blob *v, size_t n, struct arena *a)
{
	struct map seen = {NULL, 0, 0};

	q->names = arena_alloc(a, (n + 1) * sizeof *q->names);
	q->first = arena_alloc(a, (n + 1) * sizeof *q->first);
	for (size_t i = 0; i < n; i++) {
		const char *name = name_of(&v[i], a);

		v[i].missing = true;
		v[i].full = v[i].data = NULL;
		v[i].len = 0;
		q->names[i] = name;
		q->first[i] = i;
		if (name && map_add(&seen, a, name, i))
			buf_addf(&q->text, "%s\n", name);
		else if (name)
			map_get(&seen, name, &q->first[i]);
	}
}

/* Hands what git told to the blobs; -1 if it is not what was asked. */
static int
take_all(struct blob *v, size_t n, const struct asked *q,
    const struct buf *told, bool bytes, struct arena *a)
{
	char *all = arena_alloc(a, told->n + 1);
	struct answers t = {all, all + told->n, bytes};

	memcpy(all, told->p, told->n);
	for (size_t i = 0; i < n; i++) {
		const struct blob *like = &v[q->first[i]];

		if (like != &v[i]) {
			v[i].missing = like->missing;
			v[i].full = like->full;
			v[i].data = like->data;
			v[i].len = like->len;
		} else if (q->names[i] && take(&v[i], &t, a) != 0) {
			return -1;
		}
	}
	return 0;
}

static int
ask(struct blob *v, size_t n, struct repo *r, struct arena *a, bool bytes,
    struct err *e)
{
	const char *argv[] = {"git", "cat-file",
	    bytes ? "--batch" : "--batch-check", "--buffer", NULL};
	struct asked q = {NULL, NULL, BUF_INIT};
	struct gitcmd c = {r->root, argv, NULL, 0, NULL};
	struct buf told = BUF_INIT;
	int status, code = 0;

	write_names(&q, v, n, a);
	c.in = buf_str(&q.text);
	c.in_len = q.text.n;
	c.env = git_env(r, a);
	if (q.text.n && r->has_git)
		code = gitcmd_exec(&told, &status, &c, e);
	if (code == 0 && told.n && take_all(v, n, &q, &told, bytes, a) != 0)
		code = err_set(e, ERR_WORLD,
		    "git stopped while it told what it has stored");
	buf_free(&q.text);
	buf_free(&told);
	return code;
}

int
blobs_read(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e)
{
	return ask(v, n, r, a, true, e);
}

int
blobs_sizes(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e)
{
	return ask(v, n, r, a, false, e);
}
