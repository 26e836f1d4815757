#ifndef CLI_SHELL_H
#define CLI_SHELL_H

/*
 * A program that the user chose (pager, editor), run by the shell as git
 * does, since the choice may hold arguments.  The terminal is inherited.
 * Nothing from a plan ever becomes part of the command line.
 */

#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * The command that git would take: name is "GIT_PAGER" or "GIT_EDITOR", dir
 * a folder of the repository or NULL for the current one.  Asks `git var`;
 * where git does not answer, the environment (name, then PAGER, or VISUAL and
 * EDITOR).  In a or the environment; NULL: there is none.
 */
const char *shell_choice(struct arena *a, const char *name, const char *dir);

/* A child and what must be put back when it has ended. */
struct shell {
	pid_t pid;
	void (*old_int)(int);
	void (*old_quit)(int);
};

/*
 * Starts `sh -c 'CMD "$@"' CMD arg`, without arg where it is NULL.
 * stdin_fd: its standard input; -1: ours.  env: NULL, or "NAME=VALUE" texts
 * up to NULL, each set only where NAME is not set yet.  Until shell_wait,
 * SIGINT and SIGQUIT are left to the child; it starts with the default
 * SIGPIPE and SIGXFSZ.  -1 with e: ERR_WORLD.
 */
int shell_start(struct shell *s, const char *cmd, const char *arg, int stdin_fd,
    const char *const env[], struct err *e);
/* Waits.  The exit status, 128 + the signal's number if one ended it. */
int shell_wait(struct shell *s);

#endif
