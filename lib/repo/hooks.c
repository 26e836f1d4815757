#include "repo/hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "repo/gitcmd.h"

#define HOOK_MAX ((size_t)1024 * 1024)

/* In single quotes, as a shell takes it for one word. */
static const char *
quoted(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT;
	const char *out;

	buf_addc(&b, '\'');
	for (; *s; s++)
		if (*s == '\'')
			buf_adds(&b, "'\\''");
		else
			buf_addc(&b, *s);
	buf_addc(&b, '\'');
	out = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* Hooks run at the top of the work tree. */
static const char *
command_for(const struct repo *r, struct arena *a)
{
	size_t n = strlen(r->prefix);

	if (n == 0)
		return "ilp-check --staged";
	return arena_printf(a, "ilp-check -C %s --staged",
	    quoted(a, arena_strndup(a, r->prefix, n - 1)));
}

static bool
lies_in(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 &&
	       (path[n] == '/' || path[n] == '\0');
}

/* The folder of the hooks; *shared: it is not this repository's. */
static int
find_folder(const char **out, bool *shared, struct repo *r, struct arena *a,
    struct err *e)
{
	const char *argv[] = {
	    "git", "config", "--type=path", "--get", "core.hooksPath", NULL};
	char real[PATH_MAX], *set;

	if (gitcmd_line(&set, a, r->root, argv, e) != 0)
		return -1;
	*shared = false;
	if (!set || !*set) {
		*out = arena_printf(a, "%s/hooks", r->commondir);
		return 0;
	}
	*out = *set == '/' ? set : arena_printf(a, "%s/%s", r->worktree, set);
	if (realpath(*out, real))
		*out = arena_strdup(a, real);
	*shared = !lies_in(*out, r->worktree) && !lies_in(*out, r->commondir);
	return 0;
}

int
hook_find(struct hook *h, struct repo *r, struct arena *a, struct err *e)
{
	const char *folder;
	struct stat st;
	bool shared;
	size_t len;
	char *src;

	if (find_folder(&folder, &shared, r, a, e) != 0)
		return -1;
	h->path = arena_printf(a, "%s/pre-commit", folder);
	h->command = command_for(r, a);
	if (lstat(h->path, &st) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			return err_sys(e, "read", h->path);
		h->state = shared ? HOOK_SHARED : HOOK_NONE;
		return 0;
	}
	h->state = HOOK_ANOTHER;
	if (stat(h->path, &st) != 0 || !S_ISREG(st.st_mode))
		return 0;
	if (file_read_any(&src, &len, a, h->path, HOOK_MAX, e) != 0)
		return -1;
	if (strstr(src, h->command))
		h->state = access(h->path, X_OK) == 0 ? HOOK_OURS : HOOK_OFF;
	return 0;
}

static const char *
text_of(const struct hook *h, struct arena *a)
{
	return arena_printf(a,
	    "#!/bin/sh\n"
	    "# Made by ilp-init --hooks: what is wrong with a plan is told "
	    "before it is\n"
	    "# committed.  git commit --no-verify commits all the same.\n"
	    "\n"
	    "if ! command -v ilp-check >/dev/null 2>&1; then\n"
	    "\techo 'pre-commit: ilp-check is not installed here: plans are "
	    "not checked' >&2\n"
	    "\texit 0\n"
	    "fi\n"
	    "%s >&2\n"
	    "case $? in\n"
	    "1 | 3)\n"
	    "\techo 'pre-commit: correct the errors above and git add again, "
	    "or commit all' \\\n"
	    "\t    'the same: git commit --no-verify' >&2\n"
	    "\texit 1 ;;\n"
	    "0) ;;\n"
	    "*) echo 'pre-commit: plans are not checked' >&2 ;;\n"
	    "esac\n"
	    "exit 0\n",
	    h->command);
}

int
hook_make(const struct hook *h, struct arena *a, struct err *e)
{
	const char *text = text_of(h, a);
	const char *slash = strrchr(h->path, '/');
	char *folder = arena_strndup(a, h->path, (size_t)(slash - h->path));
	int fd;

	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return err_sys(e, "make", folder);
	fd = open(h->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
	if (fd < 0)
		return err_sys(e, "write", h->path);
	if (fd_write(fd, text, strlen(text)) == 0 && fsync(fd) == 0) {
		close(fd);
		return 0;
	}
	err_sys(e, "write", h->path);
	close(fd);
	unlink(h->path); /* half a hook would stop every commit */
	return -1;
}
