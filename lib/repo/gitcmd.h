#ifndef REPO_GITCMD_H
#define REPO_GITCMD_H

/*
 * The user's own git (or another program) as a child: found by PATH, never
 * through a shell, so that no name can be taken for a command.  What is a
 * name goes behind "--" in argv.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct gitcmd {
	const char *dir;	 /* where it runs */
	const char *const *argv; /* argv[0] is looked up in PATH */
	const char *in;		 /* its standard input; NULL: nothing */
	size_t in_len;
	const char *const *env; /* "NAME=VALUE" to add, NULL at the end; or
				   NULL */
};

/*
 * Runs it and waits.  out: its standard output is added there; NULL: that
 * goes to our standard error, which it shares in both cases.
 * *status: its exit status, 128 + signal if it was killed.
 * Errors: ERR_WORLD if it cannot be started.
 */
int gitcmd_exec(
    struct buf *out, int *status, const struct gitcmd *c, struct err *e);

/* The same with text as standard input (NULL: none). */
int gitcmd_run(struct buf *out, int *status, const char *dir,
    const char *const argv[], const char *text, struct err *e);

/*
 * One line of output without its end, as of `git var GIT_EDITOR`; *line is
 * NULL where the command failed (its complaints are not shown).
 */
int gitcmd_line(char **line, struct arena *a, const char *dir,
    const char *const argv[], struct err *e);

#endif
