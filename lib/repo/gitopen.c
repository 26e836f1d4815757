#include "repo/gitopen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/repository.h>

#include "base/str.h"
#include "repo/ident.h"

/*
 * libgit2 built with mbedTLS reads all CA certificates when it starts, which
 * takes 6 ms and is of no use here: fetch and push are left to git, libgit2
 * never opens a connection.  These take the place of the library's in this
 * program; should a connection ever be tried, no server would be trusted.
 * Where libgit2 is built with another library they are never called.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int
mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int
mbedtls_x509_crt_parse_path(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int
git_start(struct err *e)
{
	if (git_libgit2_init() < 0)
		return err_set(e, ERR_WORLD, "libgit2 could not be started");
	return 0;
}

void
git_end(void)
{
	git_libgit2_shutdown();
}

int
repo_fail(struct err *e, const char *what)
{
	const git_error *g = git_error_last();

	if (g && g->klass == GIT_ERROR_NOMEMORY)
		err_nomem();
	switch (errno) {
	case EACCES:
	case EPERM:
	case ENOSPC:
	case EDQUOT:
	case EROFS:
	case EMFILE:
	case ENFILE:
	case EIO:
	case EFBIG:
		err_set(e, ERR_WORLD, "cannot %s: %s", what, err_reason(errno));
		return err_hint(e, "nothing was changed; when that is put "
				   "right, run it again");
	default:
		err_set(e, ERR_WORLD,
		    "cannot %s: git's own files could not "
		    "be used",
		    what);
		return err_hint(e, "`git fsck` tells whether they are sound");
	}
}

/* What to call it: its work tree, or itself where it has none. */
static const char *
place_of(const struct repo *r)
{
	return r->worktree ? r->worktree : r->gitdir;
}

/* Why libgit2 cannot open what git can: the format of the repository. */
static int
format_fail(const struct repo *r, struct err *e)
{
	static const char hint[] = "write with --no-commit, then commit with "
				   "git; reading the plans works";
	char *path = arena_printf(r->a, "%s/config", r->commondir);
	char *s;
	size_t n;

	if (file_read_any(&s, &n, r->a, path, 1 << 20, e) != 0)
		return -1;
	if (strcasestr(s, "sha256"))
		err_set(e, ERR_WORLD,
		    "%s names its objects by SHA-256, "
		    "which this program cannot read",
		    place_of(r));
	else if (strcasestr(s, "reftable"))
		err_set(e, ERR_WORLD,
		    "%s keeps its branches as a reftable, "
		    "which this program cannot read",
		    place_of(r));
	else if (strcasestr(s, "[extensions]"))
		err_set(e, ERR_WORLD,
		    "%s uses an extension of git that this "
		    "program does not know",
		    place_of(r));
	else
		return repo_fail(e, "open the git repository");
	return err_hint(e, "%s", hint);
}

static int
open_fail(const struct repo *r, int code, struct err *e)
{
	const git_error *g = git_error_last();

	if (code == GIT_EOWNER ||
	    (g && g->message && strstr(g->message, "safe.directory"))) {
		err_set(e, ERR_WORLD,
		    "the git repository %s belongs to "
		    "somebody else",
		    place_of(r));
		return err_hint(e,
		    "if you trust it: git config --global "
		    "--add safe.directory '%s'",
		    place_of(r));
	}
	return format_fail(r, e);
}

/* What git leaves out on request, libgit2 has to be told to. */
static void
search_paths(void)
{
	const char *global = getenv("GIT_CONFIG_GLOBAL");
	const char *nosystem = getenv("GIT_CONFIG_NOSYSTEM");
	int no = 0;

	if (nosystem && git_config_parse_bool(&no, nosystem) == 0 && no)
		git_libgit2_opts(
		    GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_SYSTEM, "");
	if (str_eq(global, "/dev/null")) {
		git_libgit2_opts(
		    GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, "");
		git_libgit2_opts(
		    GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
	}
}

/*
 * libgit2 reads the whole index to look up attributes.  Ours is read where
 * it is written (repo/gitindex.h), so an empty one takes its place.
 */
static int
without_index(git_repository *git)
{
	git_index *none;
	int code = git_index_new(&none);

	if (code == 0)
		code = git_repository_set_index(git, none);
	if (code == 0)
		git_index_free(none);
	return code;
}

static int
open_git(struct repo *r, git_repository **out, struct err *e)
{
	/* Known to be harmless for what is done here. */
	static const char *const harmless[] = {"worktreeconfig",
	    "relativeworktrees", "partialclone", "preciousobjects"};
	const char **ext = arena_alloc(r->a, sizeof harmless);
	const char *path = r->gitdir;
	int code;

	memcpy(ext, harmless, sizeof harmless);
	search_paths();
	git_libgit2_opts(
	    GIT_OPT_SET_EXTENSIONS, ext, sizeof harmless / sizeof *harmless);
	/* By the .git in the work tree, so that a linked one is known. */
	if (!r->from_env)
		path = arena_printf(r->a, "%s/.git", r->worktree);
	errno = 0;
	code = git_repository_open_ext(
	    out, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (code != 0)
		return open_fail(r, code, e);
	if (without_index(*out) != 0 ||
	    (r->from_env && r->worktree &&
		git_repository_set_workdir(*out, r->worktree, 0) != 0)) {
		git_repository_free(*out);
		return repo_fail(e, "open the git repository");
	}
	return 0;
}

static void
close_git(struct repo *r)
{
	git_repository_free(r->git);
	r->git = NULL;
	git_end();
}

int
repo_git(struct repo *r, struct err *e)
{
	static const struct repo_engine engine = {close_git, ident_author};

	if (r->git)
		return 0;
	if (!r->has_git) {
		err_set(e, ERR_WORLD, "there is no git repository around %s",
		    r->root);
		return err_hint(e, "ilp-init makes one");
	}
	if (git_start(e) != 0)
		return -1;
	if (open_git(r, &r->git, e) == 0) {
		r->engine = &engine;
		return 0;
	}
	git_end();
	r->git = NULL;
	return -1;
}

int
repo_head_id(struct repo *r, char out[REPO_ID_SIZE], struct err *e)
{
	git_oid id;
	int code;

	if (repo_git(r, e) != 0)
		return -1;
	errno = 0;
	code = git_reference_name_to_id(&id, r->git, "HEAD");
	if (code == GIT_ENOTFOUND)
		out[0] = '\0';
	else if (code != 0)
		return repo_fail(e, "find the newest commit");
	else
		git_oid_tostr(out, REPO_ID_SIZE, &id);
	return 0;
}
