#include "cli/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/shell.h"

static const char *
temp_dir(void)
{
	const char *dir = getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

/* A new file with the text; -1 with errno, and no file. */
static int
keep_in(char **path, struct arena *a, const char *text, size_t len,
    const char *name, const char *dir)
{
	char *at = arena_printf(a, "%s/%s-XXXXXX.md", dir, name);
	int fd = mkostemps(at, 3, O_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	bool ok;

	if (!f)
		return -1;
	ok = fwrite(text, 1, len, f) == len;
	if (fclose(f) != 0 || !ok) {
		int keep = errno;

		unlink(at);
		errno = keep;
		return -1;
	}
	*path = at;
	return 0;
}

int
editor_keep(char **path, struct arena *a, const char *text, size_t len,
    const char *name, const char *dir, struct err *e)
{
	if (dir && keep_in(path, a, text, len, name, dir) == 0)
		return 0;
	if (keep_in(path, a, text, len, name, temp_dir()) == 0)
		return 0;
	return err_sys(e, "write a file in", temp_dir());
}

/* Puts in front of the hint of e that the text is in the file. */
static int
hint_kept(struct err *e, struct arena *a, const char *path)
{
	const char *old = arena_strdup(a, e->hint);

	return err_hint(e, "-F %s: your text is kept there%s%s", path,
	    *old ? "; " : "", old);
}

int
editor_rescue(struct err *e, struct arena *a, const char *text, size_t len,
    const char *name, const char *dir)
{
	struct err lost;
	char *path;

	if (editor_keep(&path, a, text, len, name, dir, &lost) == 0) {
		if (e->line && !e->path[0])
			snprintf(e->path, sizeof e->path, "%s", path);
		return hint_kept(e, a, path);
	}
	return err_hint(
	    e, "copy your text now, it could not be kept: %s", lost.msg);
}

/* The editor ended with an error: the file stays if something was typed. */
static int
editor_failed(const struct buf *before, char **kept, struct arena *a,
    const char *cmd, int status, struct err *e)
{
	struct err unread;
	char *now;
	size_t len;

	if (status == 126 || status == 127) {
		err_set(
		    e, ERR_WORLD, "the editor \"%s\" cannot be started", cmd);
		err_hint(e, "set EDITOR to another");
	} else {
		err_set(e, ERR_WORLD,
		    "the editor \"%s\" ended with an error (%d), so nothing "
		    "is written",
		    cmd, status);
	}
	if (file_read_any(&now, &len, a, *kept, EDITOR_MAX, &unread) == 0 &&
	    len == before->n && memcmp(now, buf_str(before), len) == 0) {
		unlink(*kept);
		*kept = NULL;
	}
	return -1;
}

/* Opens the file *kept, waits, and takes over what is in it then. */
static int
edit_file(struct buf *text, char **kept, struct arena *a, const char *cmd,
    struct err *e)
{
	struct shell s;
	char *now;
	size_t len;
	int status;

	if (shell_start(&s, cmd, *kept, -1, NULL, e) != 0) {
		unlink(*kept);
		*kept = NULL;
		return -1;
	}
	status = shell_wait(&s);
	if (status != 0)
		return editor_failed(text, kept, a, cmd, status, e);
	if (file_read_any(&now, &len, a, *kept, EDITOR_MAX, e) != 0) {
		if (access(*kept, F_OK) != 0)
			*kept = NULL;
		return -1;
	}
	unlink(*kept);
	*kept = NULL;
	buf_clear(text);
	buf_add(text, now, len);
	return 0;
}

int
editor_change(struct buf *text, char **kept, struct arena *a, const char *name,
    const char *dir, struct err *e)
{
	const char *cmd = shell_choice(a, "GIT_EDITOR", dir);

	*kept = NULL;
	if (!cmd || !*cmd) {
		err_set(
		    e, ERR_WORLD, "there is no editor to write the text in");
		return err_hint(e, "set EDITOR");
	}
	if (editor_keep(kept, a, buf_str(text), text->n, name, dir, e) != 0)
		return -1;
	return edit_file(text, kept, a, cmd, e);
}

int
editor_edit(struct buf *text, struct arena *a, const char *name,
    const char *dir, struct err *e)
{
	char *kept;

	if (editor_change(text, &kept, a, name, dir, e) == 0)
		return 0;
	if (kept)
		return hint_kept(e, a, kept);
	if (e->hint[0])
		err_hint(e, "%s, or use -m TEXT", arena_strdup(a, e->hint));
	return -1;
}
