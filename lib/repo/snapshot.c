#include "repo/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "repo/blobs.h"
#include "repo/gitcmd.h"

/* ---- asking git ---- */

/* What git prints; in a. */
static int
ask(char **out, size_t *len, struct repo *r, struct arena *a,
    const char *const argv[], struct err *e)
{
	struct gitcmd c = {r->root, argv, NULL, 0, git_env(r, a)};
	struct buf b = BUF_INIT;
	int status, code = gitcmd_exec(&b, &status, &c, e);

	if (code == 0 && status != 0) {
		code = err_set(e, ERR_WORLD,
		    "git could not tell which files it has stored");
		err_hint(e, "what it says above is the reason");
	}
	*len = b.n;
	*out = arena_alloc(a, b.n + 1);
	memcpy(*out, buf_str(&b), b.n);
	buf_free(&b);
	return code;
}

/* The full id of the commit that rev names. */
static int
resolve(const char **out, struct repo *r, struct arena *a, const char *rev,
    struct err *e)
{
	const char *argv[] = {"git", "rev-parse", "--quiet", "--verify",
	    arena_printf(a, "%s^{commit}", rev), NULL};
	char *line = NULL;

	if (*rev && *rev != '-' && gitcmd_line(&line, a, r->root, argv, e) != 0)
		return -1;
	*out = line;
	if (line && *line)
		return 0;
	err_set(e, ERR_USAGE, "git knows no commit %s", rev);
	return err_hint(e, "name a branch, a tag or a commit: git log shows "
			   "them");
}

int
repo_open_bare(struct repo *r, struct arena *a, const char *dir, struct err *e)
{
	const char *is[] = {"git", "rev-parse", "--is-bare-repository", NULL};
	const char *where[] = {"git", "rev-parse", "--absolute-git-dir", NULL};
	char *yes, *top;

	if (gitcmd_line(&yes, a, dir, is, e) != 0)
		return -1;
	if (!yes || strcmp(yes, "true") != 0) {
		err_set(e, ERR_USAGE, "no plan repository here or above");
		return err_hint(e, "run ilp-init, or use -C DIR");
	}
	if (gitcmd_line(&top, a, dir, where, e) != 0)
		return -1;
	*r = (struct repo){.a = a,
	    .root = top ? top : dir,
	    .lock_fd = -1,
	    .has_git = true,
	    .from_env = true,
	    .prefix = ""};
	r->gitdir = r->commondir = r->root;
	return folder_open(&r->folder, r->root, e);
}

/* ---- which files ---- */

static enum snapshot_kind
kind_of(const char *mode, bool settled)
{
	if (!settled)
		return SNAPSHOT_CONFLICT;
	if (strncmp(mode, "120", 3) == 0)
		return SNAPSHOT_LINK;
	return strncmp(mode, "160", 3) == 0 ? SNAPSHOT_MODULE : SNAPSHOT_FILE;
}

/*
 * One line of "MODE ID STAGE\tPATH" (index) or "MODE TYPE ID\tPATH" (tree).
 * A path in conflict comes once for each version, one behind the other.
 */
static int
add_line(struct snapshot *s, struct arena *a, char *line)
{
	char *second = strchr(line, ' '),
	     *third = second ? strchr(second + 1, ' ') : NULL,
	     *tab = third ? strchr(third, '\t') : NULL;
	const char *path = tab ? tab + 1 : NULL;
	bool settled;

	if (!tab || !*path)
		return -1;
	*second++ = *third++ = *tab = '\0';
	settled = s->commit || strcmp(third, "0") == 0;
	if (s->n && strcmp(s->v[s->n - 1].path, path) == 0)
		return 0;
	s->v = arena_grow(a, s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = (struct snapshot_file){.path = path,
	    .id = s->commit ? third : second,
	    .kind = kind_of(line, settled)};
	return 0;
}

static int
by_path(const void *x, const void *y)
{
	const struct snapshot_file *a = x, *b = y;

	return strcmp(a->path, b->path);
}

int
snapshot_open(struct snapshot *s, struct repo *r, struct arena *a,
    const char *rev, struct err *e)
{
	const char *index[] = {"git", "ls-files", "--stage", "-z", NULL};
	const char *tree[] = {"git", "ls-tree", "-r", "-z", NULL, NULL};
	struct snapshot t = {NULL, NULL, 0, 0};
	char *out;
	size_t len;

	if (!r->has_git) {
		err_set(e, ERR_WORLD, "there is no git repository around %s",
		    r->root);
		return err_hint(e, "ilp-init makes it");
	}
	if (rev && resolve(&t.commit, r, a, rev, e) != 0)
		return -1;
	tree[4] = t.commit;
	if (ask(&out, &len, r, a, rev ? tree : index, e) != 0)
		return -1;
	for (char *p = out; p < out + len; p += strlen(p) + 1) {
		char *next = p + strlen(p);

		if (add_line(&t, a, p) != 0)
			return err_set(e, ERR_WORLD,
			    "git told of its files in a way that this ilp "
			    "does not understand");
		p = next;
	}
	if (t.n > 1)
		qsort(t.v, t.n, sizeof *t.v, by_path);
	*s = t;
	return 0;
}

int
snapshot_staged(
    struct strs *out, struct repo *r, struct arena *a, struct err *e)
{
	const char *argv[] = {"git", "diff", "--cached", "--name-only", "-z",
	    "--no-renames", "--no-ext-diff", "--no-textconv", "--relative",
	    NULL};
	char *told;
	size_t len;

	if (ask(&told, &len, r, a, argv, e) != 0)
		return -1;
	for (char *p = told; p < told + len; p += strlen(p) + 1)
		strs_add(out, a, p);
	return 0;
}

/* ---- what is in them ---- */

int
snapshot_fetch(struct snapshot *s, struct repo *r, struct arena *a,
    bool (*wanted)(const char *path), size_t limit, struct err *e)
{
	struct blob *v = arena_alloc(a, (s->n + 1) * sizeof *v);
	size_t *at = arena_alloc(a, (s->n + 1) * sizeof *at), n = 0, m = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].kind == SNAPSHOT_FILE && !s->v[i].fetched &&
		    wanted(s->v[i].path)) {
			v[n].id = s->v[i].id;
			at[n++] = i;
		}
	if (blobs_sizes(v, n, r, a, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct snapshot_file *f = &s->v[at[i]];

		f->fetched = true;
		f->missing = v[i].missing;
		f->len = v[i].len;
		if (f->missing || f->len > limit)
			continue;
		v[m].id = v[i].id;
		at[m++] = at[i];
	}
	if (blobs_read(v, m, r, a, e) != 0)
		return -1;
	for (size_t i = 0; i < m; i++) {
		s->v[at[i]].data = v[i].data;
		s->v[at[i]].len = v[i].len;
		s->v[at[i]].missing = v[i].missing;
	}
	return 0;
}

const struct snapshot_file *
snapshot_find(const struct snapshot *s, const char *path)
{
	const struct snapshot_file key = {.path = path};

	return s->n ? bsearch(&key, s->v, s->n, sizeof key, by_path) : NULL;
}

/* 0, or -1 where it is nothing that can be read. */
static int
readable(const struct snapshot_file *f, const char *path, size_t limit,
    struct err *e)
{
	if (f && f->kind == SNAPSHOT_FILE && f->data)
		return f->len > limit ? file_too_large(e, path, limit) : 0;
	if (f && f->kind == SNAPSHOT_FILE && !f->missing && f->len > limit)
		return file_too_large(e, path, limit);
	if (f && f->kind == SNAPSHOT_FILE) {
		err_at(e, path, 0, 0, "file",
		    "git does not have the contents of the file");
		return err_hint(
		    e, "git fsck tells what is missing; fetch it again");
	}
	if (!f)
		return err_set(
		    e, ERR_WORLD, "cannot read %s: git does not have it", path);
	err_at(e, path, 0, 0, "file-kind", "it is no regular file");
	return err_hint(e, "put a regular file in its place");
}

int
snapshot_read(const char **out, size_t *len, const struct snapshot *s,
    const char *path, size_t limit, struct err *e)
{
	const struct snapshot_file *f = snapshot_find(s, path);

	if (readable(f, path, limit, e) != 0)
		return -1;
	*out = f->data;
	*len = f->len;
	return 0;
}

/* Whether each part of a path below a folder is listed; as tree_list. */
static bool
is_listed(const char *path, const char *suffix)
{
	unsigned depth = 1;

	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		size_t n = (size_t)(slash - path);

		if (*path == '.' || *path == '_' || depth++ >= TREE_DEPTH_MAX ||
		    (n == 5 && memcmp(path, "files", 5) == 0))
			return false;
	}
	return *path != '.' && *path != '_' && str_ends(path, suffix) &&
	       strcmp(path, "README.md") != 0;
}

static void
not_listed(struct diags *d, struct arena *a, const struct snapshot_file *f)
{
	if (f->kind == SNAPSHOT_CONFLICT) {
		diag_hint(
		    diags_add(d, a, SEV_ERROR, f->path, 0, 0, "index-conflict",
			"a merge has left several versions of the file"),
		    a, "make it one, then git add %s", f->path);
		return;
	}
	diag_hint(diags_add(d, a, SEV_WARNING, f->path, 0, 0, "tree-skipped",
		      f->kind == SNAPSHOT_LINK
			  ? "it is a symbolic link, so it is skipped"
			  : "it is another repository, so it is skipped"),
	    a, "put a regular file or folder in its place");
}

void
snapshot_list(struct tree *out, struct arena *a, const struct snapshot *s,
    const char *dir, const char *suffix, struct diags *d)
{
	size_t n = strlen(dir);

	*out = (struct tree){NULL, 0, 0};
	for (size_t i = 0; i < s->n; i++) {
		const struct snapshot_file *f = &s->v[i];
		bool plain = f->kind == SNAPSHOT_FILE;

		/* A link or repository may stand for a whole folder. */
		if (strncmp(f->path, dir, n) != 0 ||
		    (plain ? f->path[n] != '/'
			   : f->path[n] && f->path[n] != '/'))
			continue;
		if (f->path[n] &&
		    !is_listed(f->path + n + 1,
			plain || f->kind == SNAPSHOT_CONFLICT ? suffix : ""))
			continue;
		if (!plain) {
			not_listed(d, a, f);
			continue;
		}
		out->v = arena_grow(
		    a, out->v, &out->cap, out->n + 1, sizeof *out->v);
		out->v[out->n++] =
		    (struct tree_file){f->path, strrchr(f->path, '/') + 1};
	}
}
