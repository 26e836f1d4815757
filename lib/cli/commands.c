#include "cli/commands.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define HELP_MAX 65536 /* bytes of a command's --help that are looked at */

extern char **environ;

static const char *
find_dir(struct arena *a)
{
	const char *env = getenv("ILP_EXEC_PATH");
	char path[PATH_MAX];
	ssize_t n;

	if (env && *env)
		return arena_strdup(a, realpath(env, path) ? path : env);
	n = readlink("/proc/self/exe", path, sizeof path - 1);
	if (n <= 0)
		return ILP_PREFIX "/bin";
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return arena_strdup(a, *path ? path : "/");
}

void
commands_open(struct commands *c, struct arena *a)
{
	*c = (struct commands){.dir = find_dir(a)};
}

static int
by_text(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

static bool
runnable(int fd, const char *name)
{
	struct stat st;

	return fstatat(fd, name, &st, 0) == 0 && S_ISREG(st.st_mode) &&
	       faccessat(fd, name, X_OK, 0) == 0;
}

/* Adds the commands in dir that known (may be NULL) has not; a folder that
 * cannot be read has none. */
static void
names_add(struct strs *out, struct arena *a, const char *dir,
    const struct strs *known)
{
	DIR *d = opendir(dir);

	if (!d)
		return;
	for (struct dirent *ent; (ent = readdir(d)) != NULL;) {
		const char *name = ent->d_name + 4;

		if (str_starts(ent->d_name, "ilp-") && *name &&
		    runnable(dirfd(d), ent->d_name) &&
		    strs_find(out, name) < 0 &&
		    (!known || strs_find(known, name) < 0))
			strs_add(out, a, arena_strdup(a, name));
	}
	closedir(d);
}

void
commands_find(struct commands *c, struct arena *a)
{
	const char *path = getenv("PATH");

	c->ours = c->other = (struct strs){NULL, 0, 0};
	names_add(&c->ours, a, c->dir, NULL);
	for (size_t n; path && *path; path += n + (path[n] == ':')) {
		n = strcspn(path, ":");
		if (n)
			names_add(
			    &c->other, a, arena_strndup(a, path, n), &c->ours);
	}
	if (c->ours.n)
		qsort(c->ours.v, c->ours.n, sizeof *c->ours.v, by_text);
	if (c->other.n)
		qsort(c->other.v, c->other.n, sizeof *c->other.v, by_text);
}

bool
commands_have(const struct commands *c, const char *name)
{
	return strs_find(&c->ours, name) >= 0 ||
	       strs_find(&c->other, name) >= 0;
}

static void
nearest(
    const struct strs *names, const char *name, const char **best, size_t *far)
{
	for (size_t i = 0; i < names->n; i++) {
		size_t d = str_distance(names->v[i], name);

		if (d < *far) {
			*far = d;
			*best = names->v[i];
		}
	}
}

const char *
commands_nearest(const struct commands *c, const char *name)
{
	const char *word = "help", *best = NULL;
	const struct strs help = {&word, 1, 0};
	size_t far = strlen(name) < 4 ? 3 : 4;

	nearest(&help, name, &best, &far);
	nearest(&c->ours, name, &best, &far);
	nearest(&c->other, name, &best, &far);
	return best;
}

/* Starts NAME --help with its standard output in *fd; -1: it did not start. */
static pid_t
help_start(struct arena *a, const char *dir, const char *name, int *fd)
{
	char *path = arena_printf(a, "%s/ilp-%s", dir, name);
	char option[] = "--help", *argv[] = {path, option, NULL};
	posix_spawn_file_actions_t fa;
	int ends[2];
	pid_t pid = -1;

	*fd = -1;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	if (posix_spawn_file_actions_init(&fa) != 0)
		err_nomem();
	if (posix_spawn_file_actions_addopen(
		&fa, STDIN_FILENO, "/dev/null", O_RDONLY, 0) != 0 ||
	    posix_spawn_file_actions_adddup2(&fa, ends[1], STDOUT_FILENO) !=
		0 ||
	    posix_spawn_file_actions_addopen(
		&fa, STDERR_FILENO, "/dev/null", O_WRONLY, 0) != 0)
		err_nomem();
	if (posix_spawn(&pid, path, &fa, NULL, argv, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&fa);
	close(ends[1]);
	*fd = ends[0];
	return pid;
}

/* The sentence of "ilp-NAME - sentence", which ends at an empty line; "" if
 * the help has none. */
static const char *
sentence_of(struct arena *a, const char *help, const char *name)
{
	char *lead = arena_printf(a, "\nilp-%s - ", name);
	const char *at = strstr(help, lead), *end;
	char *s;

	if (!at)
		return "";
	at += strlen(lead);
	end = strstr(at, "\n\n");
	s = end ? arena_strndup(a, at, (size_t)(end - at))
		: arena_strdup(a, at);
	for (char *c = s; *c; c++)
		if (*c == '\n')
			*c = c[1] ? ' ' : '\0';
	return s;
}

/* What a command started by help_start says of itself. */
static const char *
help_end(struct arena *a, const char *name, pid_t pid, int fd)
{
	const char *about = "";
	struct err e;
	char *text;
	size_t len;

	if (pid > 0 &&
	    file_read_fd(&text, &len, a, fd, name, HELP_MAX, &e) == 0)
		about = sentence_of(a, text, name);
	if (fd >= 0)
		close(fd);
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	return about;
}

const char **
commands_about(const struct commands *c, struct arena *a)
{
	size_t n = c->ours.n;
	const char **about = arena_alloc(a, (n + 1) * sizeof *about);
	pid_t *pid = arena_alloc(a, (n + 1) * sizeof *pid);
	int *fd = arena_alloc(a, (n + 1) * sizeof *fd);

	for (size_t i = 0; i < n; i++)
		pid[i] = help_start(a, c->dir, c->ours.v[i], &fd[i]);
	for (size_t i = 0; i < n; i++)
		about[i] = help_end(a, c->ours.v[i], pid[i], fd[i]);
	return about;
}
