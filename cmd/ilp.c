/* ilp - learning plans as plain text in git: runs the commands ilp-* */

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/commands.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "cli/report.h"
#include "view/safe.h"

#define ABOUT "learning plans as plain text in git: runs the commands ilp-*"

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
	struct commands commands;
};

static int
unknown(struct ilp *p, const char *what, const char *name)
{
	const char *best;

	commands_find(&p->commands, &p->a);
	best = commands_nearest(&p->commands, name);
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
	char *path = arena_printf(&p->a, "%s/%s", p->commands.dir, file);

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
		    &p->a, "%s/../../../man/%s.%c", p->commands.dir, name, *s);

		if (access(path, R_OK) == 0)
			return path;
		for (size_t i = 0; i < 2; i++) {
			path =
			    arena_printf(&p->a, "%s/../share/man/man%c/%s.%c%s",
				p->commands.dir, *s, name, *s, ends[i]);
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
	const char *page;
	int status;

	if (!name_ok(topic))
		return unknown(p, "help on", topic);
	page = page_beside(p, name);
	if (!page)
		page = page_beside(p, arena_printf(&p->a, "ilp.%s", topic));
	status = run_man(page ? page : name);
	if (status == 0)
		return 0;
	commands_find(&p->commands, &p->a);
	topic += str_starts(topic, "ilp-") ? 4 : 0;
	if (commands_have(&p->commands, topic))
		return run_command(p, topic, argv);
	if (!page && status != 127)
		return unknown(p, "help on", topic);
	err_set(&p->err, ERR_WORLD, "man could not show the page of %s", topic);
	return err_hint(&p->err, "%s",
	    status == 127 ? "install the program man"
			  : "ilp help lists the commands");
}

static void
add_name(struct buf *out, const char *name, const char *about)
{
	size_t n = strlen(name);

	buf_adds(out, "  ");
	safe_text(out, name, n, false);
	if (*about) {
		buf_addf(out, "%*s", n < 10 ? (int)(12 - n) : 2, "");
		safe_text(out, about, strlen(about), false);
	}
	buf_addc(out, '\n');
}

static int
overview(struct ilp *p)
{
	struct commands *c = &p->commands;
	struct buf *out = &p->out.text;
	const char **about;

	commands_find(c, &p->a);
	about = commands_about(c, &p->a);
	buf_adds(out, "usage: ilp NAME [ARGUMENT...]\n");
	if (c->ours.n)
		buf_adds(out, "\n");
	for (size_t i = 0; i < c->ours.n; i++)
		add_name(out, c->ours.v[i], about[i]);
	if (c->other.n)
		buf_adds(out, "\nin other folders of PATH:\n");
	for (size_t i = 0; i < c->other.n; i++)
		add_name(out, c->other.v[i], "");
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
	commands_open(&p->commands, &p->a);
	if (o.help)
		opts_help(&p->out.text, "ilp", ABOUT, usage, &tables, 1);
	else if (o.version)
		buf_addf(&p->out.text, "ilp %s\n", ILP_VERSION);
	else if (o.list_options)
		opts_list(&p->out.text, &tables, 1);
	else if (o.exec_path)
		buf_addf(&p->out.text, "%s\n", p->commands.dir);
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
