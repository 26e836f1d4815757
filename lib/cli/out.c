#include "cli/out.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/pager.h"

#define WIDTH 80
#define ROWS  24

/*
 * Opening goes to the lowest free number, so 0 to 2 are filled in turn.
 * Read-only: results written to it are an error instead of being lost.
 */
static void
fill_closed(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

/* A positive number in the environment, else 0. */
static int
env_number(const char *name)
{
	const char *s = getenv(name);
	long n = s ? strtol(s, NULL, 10) : 0;

	return n > 0 && n < 10000 ? (int)n : 0;
}

static void
measure(struct out *o)
{
	struct winsize w = {0, 0, 0, 0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0)
		w.ws_col = w.ws_row = 0;
	o->width = env_number("COLUMNS");
	if (!o->width)
		o->width = w.ws_col ? w.ws_col : WIDTH;
	o->rows = w.ws_row ? w.ws_row : env_number("LINES");
	if (!o->rows)
		o->rows = ROWS;
}

static bool
color_auto(int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (no && *no)
		return false;
	return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

void
out_start(struct out *o)
{
	*o = (struct out){.text = BUF_INIT};
	fill_closed();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	o->tty = isatty(STDOUT_FILENO);
	if (o->tty)
		measure(o);
	o->color = color_auto(STDOUT_FILENO);
	o->err_color = color_auto(STDERR_FILENO);
}

int
out_set_color(struct out *o, const char *when, struct err *e)
{
	if (!when || strcmp(when, "auto") == 0) {
		o->color = color_auto(STDOUT_FILENO);
		o->err_color = color_auto(STDERR_FILENO);
	} else if (strcmp(when, "always") == 0) {
		o->color = o->err_color = true;
	} else if (strcmp(when, "never") == 0) {
		o->color = o->err_color = false;
	} else {
		err_set(e, ERR_USAGE, "--color cannot be \"%s\"", when);
		return err_hint(e, "--color=auto, always or never");
	}
	return 0;
}

static int
write_failed(struct out *o, struct err *e)
{
	if (errno == EPIPE) {
		o->gone = true;
		return 0;
	}
	if (errno == EBADF)
		return err_set(e, ERR_WORLD,
		    "cannot write the result: standard output is closed");
	return err_sys(e, "write", "the result to standard output");
}

int
out_flush(struct out *o, struct err *e)
{
	size_t done = 0;
	int r = 0;

	while (r == 0 && !o->gone && done < o->text.n) {
		ssize_t k =
		    write(STDOUT_FILENO, o->text.p + done, o->text.n - done);

		o->written = o->written || k > 0;
		if (k >= 0)
			done += (size_t)k;
		else if (errno == EAGAIN)
			poll(
			    &(struct pollfd){STDOUT_FILENO, POLLOUT, 0}, 1, -1);
		else if (errno != EINTR)
			r = write_failed(o, e);
	}
	buf_clear(&o->text);
	return r;
}

int
out_page(struct out *o, struct err *e)
{
	bool shown = false;

	if (o->tty && !o->gone &&
	    pager_wanted(buf_str(&o->text), o->text.n, o->rows, o->width) &&
	    pager_show(&shown, buf_str(&o->text), o->text.n, e) != 0)
		return -1;
	if (shown)
		buf_clear(&o->text);
	return out_flush(o, e);
}

int
out_end(struct out *o, struct err *e)
{
	int r = out_flush(o, e);

	buf_free(&o->text);
	if (close(STDOUT_FILENO) != 0 && r == 0 && !o->gone && o->written)
		r = write_failed(o, e);
	return r;
}
