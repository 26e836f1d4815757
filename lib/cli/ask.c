#include "cli/ask.h"

#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/report.h"

bool
ask_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       isatty(STDERR_FILENO);
}

/* Ctrl-C only has to end the wait for a line. */
static void
heard(int sig)
{
	(void)sig;
}

void
ask_begin(struct ask *q, struct arena *a, const char *prog, bool color)
{
	struct sigaction act = {.sa_handler = heard};
	sigset_t interrupt;

	*q = (struct ask){.a = a, .prog = prog, .color = color};
	sigemptyset(&act.sa_mask);
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupt, &q->mask);
	sigaction(SIGINT, &act, &q->old_int);
}

void
ask_end(struct ask *q)
{
	sigaction(SIGINT, &q->old_int, NULL);
	sigprocmask(SIG_SETMASK, &q->mask, NULL);
	buf_free(&q->in);
}

/*
 * More bytes of standard input; false at its end and at Ctrl-C.  The signal
 * is let through only while waiting, so that none is lost in between.
 */
static bool
read_more(struct ask *q)
{
	char bytes[4096];
	sigset_t open = q->mask;
	fd_set in;
	ssize_t n;

	sigdelset(&open, SIGINT);
	FD_ZERO(&in);
	FD_SET(STDIN_FILENO, &in);
	if (pselect(STDIN_FILENO + 1, &in, NULL, NULL, NULL, &open) < 0)
		return false;
	n = read(STDIN_FILENO, bytes, sizeof bytes);
	if (n <= 0)
		return false;
	buf_add(&q->in, bytes, (size_t)n);
	return true;
}

/* A line without blanks at its ends; NULL: there are no more. */
static const char *
read_line(struct ask *q)
{
	size_t end, next, from = 0;
	const char *line;

	while (!q->in.n || !memchr(q->in.p, '\n', q->in.n))
		if (!read_more(q))
			return NULL;
	next = line_next(q->in.p, q->in.n, 0);
	end = next;
	while (end && strchr(" \t\r\n", q->in.p[end - 1]))
		end--;
	while (from < end && strchr(" \t", q->in.p[from]))
		from++;
	line = arena_strndup(q->a, q->in.p + from, end - from);
	q->in.n -= next;
	memmove(q->in.p, q->in.p + next, q->in.n);
	return line;
}

static void
prompt(const char *text)
{
	if (text)
		fprintf(stderr, "\n%s\n", text);
	fputs("> ", stderr);
	fflush(stderr);
}

static int
broken_off(struct err *e)
{
	fputc('\n', stderr);
	return err_set(e, ERR_ANSWER, "broken off: nothing was written");
}

int
ask(struct ask *q, const struct question *v, struct err *e)
{
	bool again = v->needed != NULL;
	size_t taken = 0;

	prompt(v->text);
	for (;;) {
		const char *line = read_line(q);

		if (!line)
			return broken_off(e);
		if (!*line && again && taken == 0) {
			again = false;
			fprintf(stderr, "%s\n", v->needed);
		} else if (!*line) {
			return 0;
		} else if (v->take(v->ctx, line, e) == 0) {
			taken++;
			if (!v->list)
				return 0;
		} else if (e->kind == ERR_USAGE || e->kind == ERR_INPUT) {
			report_err(stderr, q->prog, e, q->color);
		} else {
			return -1;
		}
		prompt(NULL);
	}
}
