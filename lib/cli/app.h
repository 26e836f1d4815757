#ifndef CLI_APP_H
#define CLI_APP_H

/*
 * What every command has in common: its options, the repository it works
 * on, its output, and how it ends.  A command is one struct cmd, workers
 * that return 0 or -1, and a main of a few lines:
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		struct opts o = {0};
 *		struct app app;
 *		int r = app_start(&app, &cmd, &o, argc, argv);
 *
 *		return app_end(&app, r == 0 ? run(&app, &o) : r);
 *	}
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "track/caseload.h"

/* Options that mean the same in every command. */
struct common {
	const char *dir;   /* -C */
	bool dry_run;	   /* -n */
	bool quiet;	   /* -q */
	bool verbose;	   /* -v */
	bool json;	   /* --json */
	bool null;	   /* -0 */
	bool no_commit;	   /* --no-commit */
	bool past;	   /* --past */
	const char *by;	   /* --by */
	const char *date;  /* --date */
	const char *group; /* --group */
	const char *color; /* --color */
	bool help;	   /* -h */
	bool version;	   /* --version */
	bool list_options; /* --list-options, for completion and tests */
};

/* Which of them a command takes, besides -C -q -v --color -h --version. */
enum app_uses {
	APP_JSON = 1,	/* --json */
	APP_PICKS = 2,	/* -0 --past --group: it takes PLANs */
	APP_WRITES = 4, /* -n --no-commit */
	APP_BY = 8,	/* --by --date */
};

struct cmd {
	const char *name;	  /* "ilp-goal" */
	const char *about;	  /* the sentence of the man page's .Nd */
	const char *const *usage; /* lines, NULL at the end */
	const struct opt *opts;	  /* its own */
	unsigned uses;		  /* of enum app_uses */
};

struct app {
	const struct cmd *cmd;
	struct common common;
	struct arena arena;
	struct out out; /* out.text is standard output */
	struct err err; /* filled where a worker returns -1 */
	struct strs args;
	struct caseload load;
	bool opened;
	struct strs piped; /* the words of standard input, for "-" */
	bool piped_read;
	const char *by;		   /* whose words, known while app_edit runs */
	struct write_file *beside; /* files that go along; app_beside */
	size_t nbeside, beside_cap;
	int status; /* exit status where a worker returns 0 */
};

/*
 * Reads the options into *opts (whose offsets cmd->opts has) and starts
 * everything.  Returns 0; 1 when all is done (--help); -1 with app->err.
 */
int app_start(
    struct app *app, const struct cmd *cmd, void *opts, int argc, char **argv);
/*
 * Ends the command: r 0 done, 1 done before it began, -1 app->err is told.
 * Writes and checks standard output, frees everything.  Returns the exit
 * status.
 */
int app_end(struct app *app, int r);

/*
 * The place of the first operand among names (NULL at the end), or -1 with
 * ERR_USAGE that lists them.
 */
int app_verb(struct app *app, const char *const *names);

/*
 * app->err of one plan of several, before the next is tried: the first (bad
 * is 0) goes to *first, which the command ends with; the others are told.
 */
void app_one_bad(struct app *app, struct err *first, size_t bad);

/* Opens the repository of -C; tells what is odd about it. */
int app_open(struct app *app);
/* The plans that the words (all operands: &app->args) name. */
int app_pick(
    struct app *app, const struct strs *words, bool writer, struct picks *out);
/* Whether a word may name several plans: @GROUP and its kin, or the folder. */
bool word_is_group(const char *word);
/*
 * Whether the operands ask a reader of history for all plans, also those that
 * are gone: none at the root, or @all alone.
 */
bool app_wants_all(const struct app *app);
/* The first error of each broken plan among picks goes to standard error, and
 * the exit status becomes 3; a newer format is told too. */
void app_report_broken(struct app *app, const struct picks *p);
/*
 * The first error of a plan (with -v its warnings too, and always the one of
 * a newer format) goes to standard error, and with an error the exit status
 * becomes 3; true if it had one.
 */
bool app_report_plan(struct app *app, const struct plan *p);

/*
 * Who is typing: ILP_ME, else the handle that the git identity has in
 * people.yml or the team of p (may be NULL), else the name git knows.
 * *out NULL: nobody.  -1: two people match.
 */
int app_me(struct app *app, const struct plan *p, const char **out);
/* --by, else app_me; ERR_USAGE if nobody is known. */
int app_by(struct app *app, const struct plan *p, const char **out);

/*
 * A DATE given for the option name; shown on standard error when it was not
 * ISO.  *out is ISO text in the arena.  NULL text: today.
 */
int app_date(struct app *app, const char *name, const char *text,
    enum date_lean lean, const char **out);

/* A file that the user names, as seen from the folder of -C. */
const char *app_file(struct app *app, const char *path);

/* "PROG: note: ..." on standard error, unless -q. */
void app_note(struct app *app, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
