#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/shell.h"

bool
pager_wanted(const char *text, size_t len, int rows, int width)
{
	size_t lines = 0, cols = width > 0 ? (size_t)width : 1;

	for (size_t i = 0; i < len && lines < (size_t)rows;) {
		size_t n = utf8_count(text + i, line_end(text, len, i) - i);

		lines += n ? (n + cols - 1) / cols : 1;
		i = line_next(text, len, i);
	}
	/* The shell's prompt takes a line of the screen. */
	return lines >= (size_t)rows;
}

/* Until all is written or the reader has gone; no error matters here. */
static void
feed(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno != EINTR)
			return;
		if (k > 0) {
			p += k;
			n -= (size_t)k;
		}
	}
}

static int
run(bool *shown, const char *cmd, const char *text, size_t len, struct err *e)
{
	static const char *const env[] = {"LESS=FRX", "LV=-c", NULL};
	struct shell s;
	int fd[2], r, status;

	if (pipe2(fd, O_CLOEXEC) != 0)
		return err_sys(e, "start", cmd);
	r = shell_start(&s, cmd, NULL, fd[0], env, e);
	close(fd[0]);
	if (r == 0)
		feed(fd[1], text, len);
	close(fd[1]);
	if (r != 0)
		return -1;
	status = shell_wait(&s);
	*shown = status != 126 && status != 127;
	return 0;
}

int
pager_show(bool *shown, const char *text, size_t len, struct err *e)
{
	struct arena a;
	const char *cmd;
	int r = 0;

	*shown = false;
	arena_init(&a);
	cmd = shell_choice(&a, "GIT_PAGER", NULL);
	if (!cmd)
		cmd = "less";
	if (*cmd && strcmp(cmd, "cat") != 0)
		r = run(shown, cmd, text, len, e);
	arena_free(&a);
	return r;
}
