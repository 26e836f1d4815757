#include "cli/shell.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "repo/gitcmd.h"

extern char **environ;

const char *
shell_choice(struct arena *a, const char *name, const char *dir)
{
	static const char *const pager[] = {"GIT_PAGER", "PAGER", NULL};
	static const char *const editor[] = {
	    "GIT_EDITOR", "VISUAL", "EDITOR", NULL};
	const char *const *more = strcmp(name, pager[0]) ? editor : pager;
	const char *const argv[] = {"git", "var", name, NULL};
	const char *found = NULL;
	struct err ignored;
	char *line;

	if (gitcmd_line(&line, a, dir ? dir : ".", argv, &ignored) == 0 && line)
		return line;
	while (!found && *more)
		found = getenv(*more++);
	return found;
}

static bool
env_has(const char *text)
{
	size_t n = strcspn(text, "=");

	for (char **v = environ; *v; v++)
		if (strncmp(*v, text, n + 1) == 0)
			return true;
	return false;
}

/* Our environment and those of more that are not set in it. */
static const char **
child_env(struct arena *a, const char *const more[])
{
	struct strs env = {NULL, 0, 0};

	for (char **v = environ; *v; v++)
		strs_add(&env, a, *v);
	for (size_t i = 0; more && more[i]; i++)
		if (!env_has(more[i]))
			strs_add(&env, a, more[i]);
	strs_add(&env, a, NULL);
	return env.v;
}

/* In the child: only calls that are safe after fork. */
static _Noreturn void
run(const char *const argv[], const char *const env[], int stdin_fd)
{
	union {
		const char *const *from;
		char *const *to;
	} args = {argv}, vars = {env};

	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	if (stdin_fd < 0 || dup2(stdin_fd, STDIN_FILENO) >= 0)
		execve("/bin/sh", args.to, vars.to);
	_exit(127);
}

int
shell_start(struct shell *s, const char *cmd, const char *arg, int stdin_fd,
    const char *const env[], struct err *e)
{
	struct arena a;
	const char *argv[] = {"sh", "-c", NULL, cmd, arg, NULL};
	const char **vars;

	arena_init(&a);
	argv[2] = arena_printf(&a, "%s \"$@\"", cmd);
	vars = child_env(&a, env);
	s->pid = fork();
	if (s->pid == 0)
		run(argv, vars, stdin_fd);
	arena_free(&a);
	if (s->pid < 0)
		return err_sys(e, "start", cmd);
	s->old_int = signal(SIGINT, SIG_IGN);
	s->old_quit = signal(SIGQUIT, SIG_IGN);
	return 0;
}

int
shell_wait(struct shell *s)
{
	int status = 0;
	pid_t r;

	do
		r = waitpid(s->pid, &status, 0);
	while (r < 0 && errno == EINTR);
	signal(SIGINT, s->old_int);
	signal(SIGQUIT, s->old_quit);
	if (r < 0)
		return 127;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
