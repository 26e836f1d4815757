#include "repo/gitcmd.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Told by the child through the last pipe where it could not start. */
#define START_FAILED 127

struct pipes {
	int in[2];  /* to the child */
	int out[2]; /* from the child */
	int bad[2]; /* errno of a failed start; closed by a good one */
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
pipes_close(struct pipes *p)
{
	for (int i = 0; i < 2; i++) {
		close_fd(&p->in[i]);
		close_fd(&p->out[i]);
		close_fd(&p->bad[i]);
	}
}

static int
pipes_open(struct pipes *p, bool in, bool out, struct err *e)
{
	*p = (struct pipes){{-1, -1}, {-1, -1}, {-1, -1}};
	if (pipe2(p->bad, O_CLOEXEC) == 0 &&
	    (!in || pipe2(p->in, O_CLOEXEC) == 0) &&
	    (!out || pipe2(p->out, O_CLOEXEC) == 0))
		return 0;
	err_sys(e, "start", "git");
	pipes_close(p);
	return -1;
}

/* In the child: never returns. */
static _Noreturn void
child(const struct gitcmd *c, struct pipes *p, bool quiet)
{
	int none = open("/dev/null", O_RDWR | O_CLOEXEC);
	int errnum;

	if (dup2(p->in[0] >= 0 ? p->in[0] : none, STDIN_FILENO) < 0 ||
	    dup2(p->out[1] >= 0 ? p->out[1] : STDERR_FILENO, STDOUT_FILENO) <
		0 ||
	    (quiet && dup2(none, STDERR_FILENO) < 0) || chdir(c->dir) != 0)
		goto fail;
	/* Git ends with us, so that no commit is made behind our back. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	/* A writer ignores these; the child shall not inherit that. */
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	for (size_t i = 0; c->env && c->env[i]; i++) {
		const char *eq = strchr(c->env[i], '=');
		char *name = strndup(c->env[i], (size_t)(eq - c->env[i]));

		if (!name || setenv(name, eq + 1, 1) != 0)
			goto fail;
	}
	execvp(c->argv[0], (char *const *)(uintptr_t)c->argv);
fail:
	errnum = errno;
	if (write(p->bad[1], &errnum, sizeof errnum) < 0)
		_exit(START_FAILED);
	_exit(START_FAILED);
}

/* Feeds standard input and drains standard output until both are done. */
static void
talk(struct pipes *p, const struct gitcmd *c, struct buf *out)
{
	char part[8192];
	size_t done = 0;

	while (p->in[1] >= 0 || p->out[0] >= 0) {
		struct pollfd f[2] = {
		    {p->in[1], POLLOUT, 0}, {p->out[0], POLLIN, 0}};
		ssize_t n;

		if (poll(f, 2, -1) < 0 && errno != EINTR)
			break;
		if (f[0].revents) {
			n = write(p->in[1], c->in + done, c->in_len - done);
			done += n > 0 ? (size_t)n : 0;
			if ((n < 0 && errno != EAGAIN && errno != EINTR) ||
			    done == c->in_len)
				close_fd(&p->in[1]);
		}
		if (f[1].revents) {
			n = read(p->out[0], part, sizeof part);
			if (n > 0)
				buf_add(out, part, (size_t)n);
			else if (n == 0 || errno != EINTR)
				close_fd(&p->out[0]);
		}
	}
}

static int
start_fail(const char *name, int errnum, struct err *e)
{
	errno = errnum;
	if (errnum != ENOENT)
		return err_sys(e, "start", name);
	err_set(e, ERR_WORLD, "%s is not installed, or not in PATH", name);
	return err_hint(e, "install it, then run this again");
}

static int
run(struct buf *out, int *status, const struct gitcmd *c, bool quiet,
    struct err *e)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
	struct pipes p;
	int ws = 0, errnum = 0;
	ssize_t n;
	pid_t pid;

	if (pipes_open(&p, c->in && c->in_len > 0, out != NULL, e) != 0)
		return -1;
	pid = fork();
	if (pid < 0) {
		err_sys(e, "start", c->argv[0]);
		pipes_close(&p);
		return -1;
	}
	if (pid == 0)
		child(c, &p, quiet);
	close_fd(&p.in[0]);
	close_fd(&p.out[1]);
	close_fd(&p.bad[1]);
	if (p.in[1] >= 0)
		fcntl(p.in[1], F_SETFL, O_NONBLOCK);
	/* A child that does not read its input must not end us. */
	sigaction(SIGPIPE, &ignore, &old);
	talk(&p, c, out);
	sigaction(SIGPIPE, &old, NULL);
	n = read(p.bad[0], &errnum, sizeof errnum);
	pipes_close(&p);
	while (waitpid(pid, &ws, 0) < 0 && errno == EINTR)
		;
	if (n == (ssize_t)sizeof errnum)
		return start_fail(c->argv[0], errnum, e);
	*status = WIFEXITED(ws) ? WEXITSTATUS(ws) : 128 + WTERMSIG(ws);
	return 0;
}

int
gitcmd_exec(struct buf *out, int *status, const struct gitcmd *c, struct err *e)
{
	return run(out, status, c, false, e);
}

int
gitcmd_run(struct buf *out, int *status, const char *dir,
    const char *const argv[], const char *text, struct err *e)
{
	struct gitcmd c = {dir, argv, text, text ? strlen(text) : 0, NULL};

	return run(out, status, &c, false, e);
}

int
gitcmd_line(char **line, struct arena *a, const char *dir,
    const char *const argv[], struct err *e)
{
	struct gitcmd c = {dir, argv, NULL, 0, NULL};
	struct buf b = BUF_INIT;
	int status, r;

	r = run(&b, &status, &c, true, e);
	if (r == 0)
		*line = status == 0 ? arena_strndup(a, buf_str(&b),
					  strcspn(buf_str(&b), "\n"))
				    : NULL;
	buf_free(&b);
	return r;
}
