/* ilp - learning plans as plain text in git: runs the commands ilp-* */

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
#include "base/str.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "cli/report.h"
#include "view/safe.h"

#define ABOUT	 "learning plans as plain text in git: runs the commands ilp-*"
#define HELP_MAX 65536 /* bytes of a command's --help that are looked at */

extern char **environ;

struct opts {
	const char *dir;
	bool exec_path, help, version, list_options;
};

static const struct opt table[] = {
    {'C', NULL, "DIR", "work as if started in DIR", OPT_TEXT,
	offsetof(struct opts, dir)},
    {0, "exec-path", NULL, "print the folder that holds the commands", OPT_FLAG,
	offsetof(struct opts, exec_path)},
    {'h', "help", NULL, "print this help", OPT_FLAG,
	offsetof(struct opts, help)},
    {0, "version", NULL, "print the version", OPT_FLAG,
	offsetof(struct opts, version)},
    {0, "list-options", NULL, "print the options for programs", OPT_FLAG,
	offsetof(struct opts, list_options)},
    {0},
};

static const char *const usage[] = {
    "ilp [-C DIR] NAME [ARGUMENT...]",
    "ilp help [TOPIC]",
    NULL,
};

/* This program is no struct app: it knows nothing of plans and must start
 * without the libraries that read them. */
struct ilp {
	struct arena a;
	struct out out;
	struct err err;
	const char *dir;   /* the commands' folder, absolute */
	struct strs ours;  /* names in dir, without "ilp-", sorted */
	struct strs other; /* further ones in PATH */
};

/* ---- which commands there are ---- */

static const char *
exec_dir(struct arena *a)
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

static void
names_find(struct ilp *p)
{
	const char *path = getenv("PATH");

	names_add(&p->ours, &p->a, p->dir, NULL);
	for (size_t n; path && *path; path += n + (path[n] == ':')) {
		n = strcspn(path, ":");
		if (n)
			names_add(&p->other, &p->a,
			    arena_strndup(&p->a, path, n), &p->ours);
	}
	if (p->ours.n)
		qsort(p->ours.v, p->ours.n, sizeof *p->ours.v, by_text);
	if (p->other.n)
		qsort(p->other.v, p->other.n, sizeof *p->other.v, by_text);
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

static int
unknown(struct ilp *p, const char *what, const char *name)
{
	const char *best = NULL;
	size_t far = strlen(name) < 4 ? 3 : 4;

	names_find(p);
	nearest(&p->ours, name, &best, &far);
	nearest(&p->other, name, &best, &far);
	err_set(&p->err, ERR_USAGE, "there is no %s %s", what, name);
	if (best)
		return err_hint(&p->err, "did you mean %s?", best);
	return err_hint(&p->err, "ilp help lists the commands");
}

/* ---- running one ---- */

/* A name is one word of a file name; anything else names no command. */
static bool
name_ok(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') &&
	       strlen(name) < NAME_MAX - 4;
}

/* Comes back only if it could not be run. */
static int
run_command(struct ilp *p, const char *name, char **argv)
{
	char *file = arena_printf(&p->a, "ilp-%s", name);
	char *path = arena_printf(&p->a, "%s/%s", p->dir, file);

	if (name_ok(name)) {
		argv[0] = path;
		execv(path, argv);
		if (errno == ENOENT || errno == ENOTDIR) {
			argv[0] = file;
			execvp(file, argv);
		}
		if (errno != ENOENT && errno != ENOTDIR)
			return err_sys(&p->err, "run", file);
	}
	return unknown(p, "command", name);
}

/* ---- help ---- */

/* The page of that name beside the commands: where they were installed to,
 * or in the folder they were built in; NULL if it is not there. */
static const char *
page_beside(struct ilp *p, const char *name)
{
	static const char *const ends[] = {"", ".gz"};

	for (const char *s = "157"; *s; s++) {
		const char *path = arena_printf(
		    &p->a, "%s/../../../man/%s.%c", p->dir, name, *s);

		if (access(path, R_OK) == 0)
			return path;
		for (size_t i = 0; i < 2; i++) {
			path =
			    arena_printf(&p->a, "%s/../share/man/man%c/%s.%c%s",
				p->dir, *s, name, *s, ends[i]);
			if (access(path, R_OK) == 0)
				return path;
		}
	}
	return NULL;
}

/* Runs man on a name or path: its exit status, or 127 without one. */
static int
run_man(const char *page)
{
	char man[] = "man";
	char *arg = strdup(page), *argv[] = {man, arg, NULL};
	int ws = 127 << 8;
	pid_t pid;

	if (!arg)
		err_nomem();
	if (posix_spawnp(&pid, man, NULL, NULL, argv, environ) == 0)
		while (waitpid(pid, &ws, 0) < 0 && errno == EINTR)
			;
	free(arg);
	return WIFEXITED(ws) ? WEXITSTATUS(ws) : 1;
}

/* The page of a topic; where there is no man, what the command itself says. */
static int
help_topic(struct ilp *p, const char *topic)
{
	char option[] = "--help", *argv[] = {NULL, option, NULL};
	const char *name = str_starts(topic, "ilp")
			       ? topic
			       : arena_printf(&p->a, "ilp-%s", topic);
	const char *page = name_ok(topic) ? page_beside(p, name) : NULL;
	int status;

	if (!page && name_ok(topic))
		page = page_beside(p, arena_printf(&p->a, "ilp.%s", topic));
	if (!name_ok(topic))
		return unknown(p, "help on", topic);
	status = run_man(page ? page : name);
	if (status == 0)
		return 0;
	names_find(p);
	topic += str_starts(topic, "ilp-") ? 4 : 0;
	if (strs_find(&p->ours, topic) >= 0 || strs_find(&p->other, topic) >= 0)
		return run_command(p, topic, argv);
	if (!page && status != 127)
		return unknown(p, "help on", topic);
	err_set(&p->err, ERR_WORLD, "man could not show the page of %s", topic);
	return err_hint(&p->err, "%s",
	    status == 127 ? "install the program man"
			  : "ilp help lists the commands");
}

/* Starts NAME --help with its standard output in *fd; -1: it did not start. */
static pid_t
help_start(struct ilp *p, const char *name, int *fd)
{
	char *path = arena_printf(&p->a, "%s/ilp-%s", p->dir, name);
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

/* Each of our commands with its sentence, which it is asked for: so a new
 * one needs no line here.  All run side by side. */
static void
list_ours(struct ilp *p, struct buf *out)
{
	size_t n = p->ours.n;
	pid_t *pid = arena_alloc(&p->a, (n + 1) * sizeof *pid);
	int *fd = arena_alloc(&p->a, (n + 1) * sizeof *fd);

	for (size_t i = 0; i < n; i++)
		pid[i] = help_start(p, p->ours.v[i], &fd[i]);
	for (size_t i = 0; i < n; i++) {
		const char *about = "";
		char *text;
		size_t len;
		struct err e;

		if (pid[i] > 0 && file_read_fd(&text, &len, &p->a, fd[i],
				      p->ours.v[i], HELP_MAX, &e) == 0)
			about = sentence_of(&p->a, text, p->ours.v[i]);
		if (fd[i] >= 0)
			close(fd[i]);
		while (pid[i] > 0 && waitpid(pid[i], NULL, 0) < 0 &&
		       errno == EINTR)
			;
		buf_addf(out, *about ? "  %-10s  " : "  %s", p->ours.v[i]);
		safe_text(out, about, strlen(about), false);
		buf_addc(out, '\n');
	}
}

static int
overview(struct ilp *p)
{
	struct buf *out = &p->out.text;

	names_find(p);
	buf_adds(out, "usage: ilp NAME [ARGUMENT...]\n");
	if (p->ours.n)
		buf_adds(out, "\n");
	list_ours(p, out);
	if (p->other.n)
		buf_adds(out, "\nin other folders of PATH:\n");
	for (size_t i = 0; i < p->other.n; i++) {
		buf_adds(out, "  ");
		safe_text(out, p->other.v[i], strlen(p->other.v[i]), false);
		buf_addc(out, '\n');
	}
	buf_adds(out, "\nilp help NAME shows the page of a command, "
		      "ilp help tour a first walk\n");
	return 0;
}

/* ---- the start ---- */

/* How many words of argv are ours: up to the command's name. */
static int
own_words(int argc, char **argv)
{
	int i = 1;

	while (i < argc && argv[i][0] == '-' && argv[i][1]) {
		if (strcmp(argv[i], "--") == 0)
			return i + 1;
		i += strcmp(argv[i], "-C") == 0 && i + 1 < argc ? 2 : 1;
	}
	return i;
}

static int
run(struct ilp *p, int argc, char **argv)
{
	struct opts o = {0};
	struct opt_table tables = {table, &o};
	struct strs none = {NULL, 0, 0};
	int own = own_words(argc, argv);

	if (opts_parse(&none, &p->a, &tables, 1, own, argv, &p->err) != 0)
		return -1;
	p->dir = exec_dir(&p->a);
	if (o.help)
		opts_help(&p->out.text, "ilp", ABOUT, usage, &tables, 1);
	else if (o.version)
		buf_addf(&p->out.text, "ilp %s\n", ILP_VERSION);
	else if (o.list_options)
		opts_list(&p->out.text, &tables, 1);
	else if (o.exec_path)
		buf_addf(&p->out.text, "%s\n", p->dir);
	else if (o.dir && chdir(o.dir) != 0)
		return err_sys(&p->err, "open", o.dir);
	else if (own >= argc)
		return overview(p);
	else if (strcmp(argv[own], "help") != 0)
		return run_command(p, argv[own], argv + own);
	else if (own + 1 >= argc)
		return overview(p);
	else if (own + 2 < argc)
		return err_set(&p->err, ERR_USAGE, "help takes one topic");
	else
		return help_topic(p, argv[own + 1]);
	return 0;
}

int
main(int argc, char **argv)
{
	struct ilp p = {0};
	struct err e;
	int status = 0;

	arena_init(&p.a);
	if (run(&p, argc, argv) != 0) {
		report_err(stderr, "ilp", &p.err, false);
		status = (int)p.err.kind;
		buf_clear(&p.out.text);
	}
	if (out_end(&p.out, &e) != 0) {
		report_err(stderr, "ilp", &e, false);
		status = (int)e.kind;
	}
	arena_free(&p.a);
	return status;
}
