#include "repo/viagit.h"

#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "base/buf.h"
#include "base/str.h"
#include "repo/gitcmd.h"

static const char *const literal[] = {"GIT_LITERAL_PATHSPECS=1", NULL};

static bool
has_hook(struct repo *r, const struct gitconf *c)
{
	static const char *const names[] = {"pre-commit", "prepare-commit-msg",
	    "commit-msg", "post-commit", "reference-transaction"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (access(arena_printf(r->a, "%s/%s", c->hooks, names[i]),
			X_OK) == 0)
			return true;
	return false;
}

static bool
is_set(const char *value)
{
	git_attr_value_t kind = git_attr_value(value);

	return kind == GIT_ATTR_VALUE_TRUE || kind == GIT_ATTR_VALUE_STRING;
}

bool
viagit_converts(struct repo *r, const struct gitconf *c, const char *path,
    const char *bytes, size_t len)
{
	static const char *const names[] = {
	    "filter", "working-tree-encoding", "ident", "text", "eol"};
	const char *v[5], *full;
	bool cr = memchr(bytes, '\r', len) != NULL;

	full = arena_printf(r->a, "%s%s", r->prefix, path);
	/* What cannot be told is left to git. */
	if (git_attr_get_many(v, r->git, GIT_ATTR_CHECK_FILE_THEN_INDEX, full,
		5, (const char **)(uintptr_t)names) != 0)
		return true;
	if (is_set(v[0]) || is_set(v[1]))
		return true;
	if (is_set(v[2]) && memmem(bytes, len, "$Id", 3))
		return true;
	/* Without a CR no rule about line ends changes a byte. */
	if (!cr || git_attr_value(v[3]) == GIT_ATTR_VALUE_FALSE)
		return false;
	return is_set(v[3]) || is_set(v[4]) || c->convert_eol;
}

bool
viagit_wanted(struct repo *r, const struct gitconf *c,
    const struct repo_file *files, size_t n)
{
	if (c->sign || c->shared || has_hook(r, c))
		return true;
	for (size_t i = 0; i < n; i++)
		if (files[i].data && viagit_converts(r, c, files[i].path,
					 files[i].data, files[i].len))
			return true;
	return false;
}

/* Runs git in the work tree with NUL-terminated paths as its input. */
static int
git_on(int *status, struct buf *out, struct repo *r, const char *const argv[],
    const struct buf *paths, struct err *e)
{
	struct gitcmd c = {
	    r->worktree, argv, buf_str(paths), paths->n, literal};

	return gitcmd_exec(out, status, &c, e);
}

/* Those of the new files that git's index does not have. */
static int
unknown_paths(struct buf *out, struct repo *r, const struct repo_file *files,
    size_t n, struct err *e)
{
	const char *argv[] = {"git", "ls-files", "-z", NULL};
	struct buf none = BUF_INIT, list = BUF_INIT, key = BUF_INIT;
	int status, code;

	buf_addc(&list, '\0');
	code = git_on(&status, &list, r, argv, &none, e);
	for (size_t i = 0; i < n && code == 0; i++) {
		buf_clear(&key);
		buf_addc(&key, '\0');
		buf_addf(&key, "%s%s", r->prefix, files[i].path);
		buf_addc(&key, '\0');
		if (files[i].data && !memmem(list.p, list.n, key.p, key.n))
			buf_add(out, key.p + 1, key.n - 1);
	}
	buf_free(&list);
	buf_free(&key);
	return code;
}

static int
refused(struct err *e)
{
	err_set(e, ERR_WORLD,
	    "git did not make the commit, so the files are "
	    "as they were");
	return err_hint(e, "git, or a hook of this repository, says above "
			   "why; --no-commit writes without committing");
}

static int
commit_paths(struct repo *r, const struct buf *all, const struct buf *fresh,
    const char *message, struct err *e)
{
	const char *add[] = {"git", "add", "--intent-to-add", "--force",
	    "--pathspec-from-file=-", "--pathspec-file-nul", NULL};
	const char *drop[] = {"git", "rm", "--quiet", "--cached", "--force",
	    "--ignore-unmatch", "--pathspec-from-file=-", "--pathspec-file-nul",
	    NULL};
	const char *commit[] = {"git", "-c", "i18n.commitEncoding=UTF-8",
	    "commit", "--quiet", "--only", "--cleanup=whitespace",
	    arena_printf(r->a, "--message=%s", message),
	    "--pathspec-from-file=-", "--pathspec-file-nul", NULL};
	struct err ignored;
	int status = 0, code = 0;

	if (fresh->n > 0)
		code = git_on(&status, NULL, r, add, fresh, e);
	if (code == 0 && status == 0)
		code = git_on(&status, NULL, r, commit, all, e);
	if (code == 0 && status == 0)
		return 0;
	if (code == 0)
		refused(e);
	if (fresh->n > 0)
		git_on(&status, NULL, r, drop, fresh, &ignored);
	return -1;
}

int
viagit_commit(struct repo *r, const struct repo_file *files, size_t n,
    const char *message, struct err *e)
{
	struct buf all = BUF_INIT, fresh = BUF_INIT;
	int code;

	for (size_t i = 0; i < n; i++) {
		buf_addf(&all, "%s%s", r->prefix, files[i].path);
		buf_addc(&all, '\0');
	}
	code = unknown_paths(&fresh, r, files, n, e);
	if (code == 0)
		code = commit_paths(r, &all, &fresh, message, e);
	buf_free(&all);
	buf_free(&fresh);
	return code;
}

int
viagit_differs(struct repo *r, const char *path, bool *out, struct err *e)
{
	const char *argv[] = {"git", "diff", "--quiet", "--no-ext-diff", "HEAD",
	    "--", arena_printf(r->a, "%s%s", r->prefix, path), NULL};
	struct buf none = BUF_INIT;
	int status;

	if (git_on(&status, NULL, r, argv, &none, e) != 0)
		return -1;
	*out = status != 0;
	return 0;
}
