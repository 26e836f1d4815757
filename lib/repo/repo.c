#include "repo/repo.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "repo/gitcmd.h"

/* Is there something called name in dir? */
static bool
has(const char *dir, const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	return snprintf(path, sizeof path, "%s/%s", dir, name) <
		   (int)sizeof path &&
	       lstat(path, &st) == 0;
}

/* One folder up in place; false at the top. */
static bool
go_up(char *dir)
{
	char *slash = strrchr(dir, '/');

	if (!slash || dir[1] == '\0')
		return false;
	slash[slash == dir] = '\0';
	return true;
}

static char *
real_path(struct arena *a, const char *base, const char *path)
{
	char out[PATH_MAX];
	char *full = *path == '/' ? arena_strdup(a, path)
				  : arena_printf(a, "%s/%s", base, path);

	return realpath(full, out) ? arena_strdup(a, out) : NULL;
}

/* The first line of a small file, less what is in front of it; or NULL. */
static char *
first_line(struct arena *a, const char *path, const char *lead)
{
	struct err e;
	size_t n;
	char *s;

	if (file_read_any(&s, &n, a, path, PATH_MAX + 64, &e) != 0)
		return NULL;
	if (!str_starts(s, lead))
		return NULL;
	s[strcspn(s, "\r\n")] = '\0';
	return s + strlen(lead);
}

/* The git folder that dir/.git is or names; NULL if it is none. */
static char *
dot_git(struct arena *a, const char *dir)
{
	char *path = arena_printf(a, "%s/.git", dir);
	struct stat st;
	char *to;

	if (stat(path, &st) != 0)
		return NULL;
	if (S_ISREG(st.st_mode)) {
		to = first_line(a, path, "gitdir: ");
		path = to ? real_path(a, dir, to) : NULL;
	} else if (S_ISDIR(st.st_mode)) {
		path = real_path(a, dir, path);
	} else {
		return NULL;
	}
	return path && has(path, "HEAD") ? path : NULL;
}

/* Where root lies in the work tree; NULL if it does not. */
static const char *
prefix_of(struct arena *a, const char *worktree, const char *root)
{
	size_t n = strlen(worktree);

	if (strcmp(worktree, root) == 0)
		return "";
	if (n == 1)
		return arena_printf(a, "%s/", root + 1);
	if (!str_starts(root, worktree) || root[n] != '/')
		return NULL;
	return arena_printf(a, "%s/", root + n + 1);
}

/* GIT_DIR as git understands it, if its work tree holds root. */
static bool
git_from_env(struct repo *r)
{
	const char *dir = getenv("GIT_DIR"), *tree = getenv("GIT_WORK_TREE");

	if (!dir || !*dir)
		return false;
	r->gitdir = real_path(r->a, ".", dir);
	r->worktree = real_path(r->a, ".", tree && *tree ? tree : ".");
	if (!r->gitdir || !r->worktree || !has(r->gitdir, "HEAD"))
		return false;
	r->prefix = prefix_of(r->a, r->worktree, r->root);
	r->from_env = r->prefix != NULL;
	return r->from_env;
}

/*
 * 1 found, 0 none.  A .git that cannot be looked at is an error: to go on
 * as if there were none would leave plans without their commits.
 */
static int
git_above(struct repo *r, struct err *e)
{
	char *dir = arena_strdup(r->a, r->root);

	do {
		errno = 0;
		r->gitdir = dot_git(r->a, dir);
		if (r->gitdir) {
			r->worktree = dir;
			r->prefix = prefix_of(r->a, dir, r->root);
			return 1;
		}
		if (errno && errno != ENOENT && errno != ENOTDIR)
			return err_sys(
			    e, "read", arena_printf(r->a, "%s/.git", dir));
	} while (go_up(dir));
	return 0;
}

static int
git_find(struct repo *r, struct err *e)
{
	const char *index = getenv("GIT_INDEX_FILE");
	int found = git_from_env(r) ? 1 : git_above(r, e);
	char *common;

	r->has_git = found > 0;
	if (!r->has_git) {
		r->gitdir = r->worktree = r->prefix = NULL;
		return found;
	}
	common =
	    first_line(r->a, arena_printf(r->a, "%s/commondir", r->gitdir), "");
	r->commondir = common ? real_path(r->a, r->gitdir, common) : NULL;
	if (!r->commondir)
		r->commondir = r->gitdir;
	if (!index || !*index)
		r->index = arena_printf(r->a, "%s/index", r->gitdir);
	else if (*index == '/')
		r->index = arena_strdup(r->a, index);
	else
		r->index = arena_printf(r->a, "%s/%s", r->worktree, index);
	return 0;
}

static int
open_root(struct repo *r, struct err *e)
{
	if (folder_open(&r->folder, r->root, e) != 0)
		return -1;
	if (git_find(r, e) == 0)
		return 0;
	folder_close(&r->folder);
	return -1;
}

static int
resolve(
    struct repo *r, struct arena *a, const char *dir, char *out, struct err *e)
{
	memset(r, 0, sizeof *r);
	r->a = a;
	r->folder.fd = r->lock_fd = -1;
	if (!realpath(dir, out))
		return err_sys(e, "open", dir);
	return 0;
}

int
repo_open(struct repo *r, struct arena *a, const char *dir, struct err *e)
{
	char path[PATH_MAX];
	bool bare;

	if (resolve(r, a, dir, path, e) != 0)
		return -1;
	bare = has(path, "HEAD") && has(path, "objects") && has(path, "refs");
	while (!has(path, "ilp.yml")) {
		if (go_up(path))
			continue;
		err_set(e, ERR_USAGE, "no plan repository here or above");
		if (bare)
			return err_hint(e, "this is a git repository without "
					   "files: clone it and work there");
		return err_hint(e, "run ilp-init, or use -C DIR");
	}
	r->root = arena_strdup(a, path);
	return open_root(r, e);
}

int
repo_open_at(struct repo *r, struct arena *a, const char *dir, struct err *e)
{
	char path[PATH_MAX];

	if (resolve(r, a, dir, path, e) != 0)
		return -1;
	r->root = arena_strdup(a, path);
	return open_root(r, e);
}

void
repo_close(struct repo *r)
{
	if (r->git)
		r->engine->close(r);
	if (r->lock_fd >= 0)
		close(r->lock_fd);
	r->lock_fd = -1;
	folder_close(&r->folder);
}

enum repo_state
repo_state(const struct repo *r)
{
	static const struct {
		const char *name;
		enum repo_state state;
	} marks[] = {
	    {"rebase-merge", REPO_REBASE},
	    {"rebase-apply/applying", REPO_APPLY},
	    {"rebase-apply", REPO_REBASE},
	    {"MERGE_HEAD", REPO_MERGE},
	    {"CHERRY_PICK_HEAD", REPO_CHERRY_PICK},
	    {"REVERT_HEAD", REPO_REVERT},
	    {"sequencer", REPO_CHERRY_PICK},
	    {"BISECT_LOG", REPO_BISECT},
	};

	if (!r->has_git)
		return REPO_NONE;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (has(r->gitdir, marks[i].name))
			return marks[i].state;
	return REPO_NONE;
}

const char *
repo_state_words(enum repo_state s)
{
	switch (s) {
	case REPO_NONE:
		return "nothing";
	case REPO_MERGE:
		return "a merge";
	case REPO_REBASE:
		return "a rebase";
	case REPO_APPLY:
		return "applying mailed changes";
	case REPO_CHERRY_PICK:
		return "a cherry-pick";
	case REPO_REVERT:
		return "a revert";
	case REPO_BISECT:
		return "a bisect";
	}
	return "nothing";
}

int
repo_state_check(const struct repo *r, struct err *e)
{
	enum repo_state s = repo_state(r);

	if (s == REPO_NONE)
		return 0;
	err_set(
	    e, ERR_WORLD, "git is in the middle of %s", repo_state_words(s));
	if (s == REPO_BISECT)
		return err_hint(e, "end it with `git bisect reset` first");
	return err_hint(e, "finish it (`git status` says how), or write "
			   "with --no-commit");
}

int
repo_identity(
    struct repo *r, const char **name, const char **email, struct err *e)
{
	const char *argv[] = {"git", "var", "GIT_AUTHOR_IDENT", NULL};
	char *line, *lt, *gt;

	if (r->git)
		return r->engine->identity(r, name, email, e);
	if (gitcmd_line(&line, r->a, r->root, argv, e) != 0)
		return -1;
	lt = line ? strstr(line, " <") : NULL;
	gt = lt ? strchr(lt, '>') : NULL;
	if (!gt)
		return repo_nobody(e);
	*lt = *gt = '\0';
	*name = line;
	*email = lt + 2;
	return 0;
}

int
repo_nobody(struct err *e)
{
	err_set(e, ERR_WORLD, "git does not know who you are");
	return err_hint(e, "git config --global user.name \"Your Name\"; "
			   "git config --global user.email you@example.org");
}

/* Might this file of settings name the section, or others that do? */
static bool
may_set(struct arena *a, const char *path, const char *section)
{
	struct err e;
	size_t n;
	char *s;

	if (access(path, F_OK) != 0)
		return false;
	if (file_read_any(&s, &n, a, path, 1 << 20, &e) != 0)
		return true;
	return strcasestr(s, section) || strcasestr(s, "[include");
}

/* By a look into the usual files, so that git is not asked in vain. */
static bool
config_may_have(struct repo *r, const char *key)
{
	static const char *const vars[] = {"GIT_CONFIG_COUNT",
	    "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL"};
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CONFIG_HOME");
	struct arena a;
	char *section;
	bool may = false;

	for (size_t i = 0; i < sizeof vars / sizeof *vars; i++)
		if (getenv(vars[i]) && !str_eq(getenv(vars[i]), "/dev/null"))
			return true;
	arena_init(&a);
	section = arena_printf(&a, "[%.*s", (int)strcspn(key, "."), key);
	if (r->has_git)
		may = may_set(&a, arena_printf(&a, "%s/config", r->commondir),
			  section) ||
		      may_set(&a,
			  arena_printf(&a, "%s/config.worktree", r->gitdir),
			  section);
	if (home)
		may =
		    may || may_set(&a, arena_printf(&a, "%s/.gitconfig", home),
			       section);
	if (xdg || home)
		may = may ||
		      may_set(&a,
			  xdg ? arena_printf(&a, "%s/git/config", xdg)
			      : arena_printf(&a, "%s/.config/git/config", home),
			  section);
	may = may || may_set(&a, "/etc/gitconfig", section);
	arena_free(&a);
	return may;
}

int
repo_config_get(struct repo *r, const char *key, char **out, struct err *e)
{
	const char *argv[] = {"git", "config", "--get", key, NULL};
	struct buf b = BUF_INIT;
	int status;

	if (!config_may_have(r, key)) {
		*out = NULL;
		return 0;
	}
	if (gitcmd_run(&b, &status, r->root, argv, NULL, e) != 0)
		return -1;
	if (b.n > 0 && b.p[b.n - 1] == '\n')
		b.n--;
	*out = status == 0 ? arena_strndup(r->a, buf_str(&b), b.n) : NULL;
	buf_free(&b);
	return 0;
}

int
repo_config_set(
    struct repo *r, const char *key, const char *value, struct err *e)
{
	const char *argv[] = {
	    "git", "config", "--local", "--replace-all", key, value, NULL};
	int status;

	if (gitcmd_run(NULL, &status, r->root, argv, NULL, e) != 0)
		return -1;
	if (status == 0)
		return 0;
	err_set(e, ERR_WORLD, "git could not set %s in this clone", key);
	return err_hint(e, "try: git config --local %s '%s'", key, value);
}

int
repo_init(const char *dir, struct err *e)
{
	const char *argv[] = {"git", "init", "--quiet", "--", dir, NULL};
	int status;

	if (gitcmd_run(NULL, &status, ".", argv, NULL, e) != 0)
		return -1;
	if (status == 0)
		return 0;
	return err_set(
	    e, ERR_WORLD, "git could not make a repository in %s", dir);
}
