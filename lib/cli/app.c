#include "cli/app.h"

#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/report.h"
#include "plan/id.h"

#define C(member) offsetof(struct common, member)

static const struct opt opts_reading[] = {
    {'0', "null", NULL, "names on standard input and output end in NUL",
	OPT_FLAG, C(null)},
    {0, "past", NULL, "groups name past plans too", OPT_FLAG, C(past)},
    {0, "group", "GROUP", "only plans of this group", OPT_TEXT, C(group)},
};

static const struct opt opts_writing[] = {
    {'n', "dry-run", NULL, "print the diff it would make, write nothing",
	OPT_FLAG, C(dry_run)},
    {0, "no-commit", NULL, "write the files but make no commit", OPT_FLAG,
	C(no_commit)},
};

static const struct opt opts_by[] = {
    {0, "by", "HANDLE", "whose words they are (default: who is typing)",
	OPT_TEXT, C(by)},
    {0, "date", "DATE", "the day it happened (default: today)", OPT_TEXT,
	C(date)},
};

static const struct opt opts_json[] = {
    {0, "json", NULL, "print one JSON document", OPT_FLAG, C(json)},
};

static const struct opt opts_all[] = {
    {'C', NULL, "DIR", "work as if started in DIR", OPT_TEXT, C(dir)},
    {'q', "quiet", NULL, "say less", OPT_FLAG, C(quiet)},
    {'v', "verbose", NULL, "say more", OPT_FLAG, C(verbose)},
    {0, "color", "WHEN", "auto, always or never", OPT_TEXT, C(color)},
    {'h', "help", NULL, "print this help", OPT_FLAG, C(help)},
    {0, "version", NULL, "print the version", OPT_FLAG, C(version)},
    {0, "list-options", NULL, "print the options for programs", OPT_FLAG,
	C(list_options)},
};

#define COMMON_MAX 20

/* The common options that a command takes, as one table. */
static void
common_table(struct opt out[COMMON_MAX], unsigned uses)
{
	const struct {
		unsigned use;
		const struct opt *v;
		size_t n;
	} groups[] = {
	    {APP_WRITES, opts_writing, sizeof opts_writing / sizeof *out},
	    {APP_BY, opts_by, sizeof opts_by / sizeof *out},
	    {APP_PICKS, opts_reading, sizeof opts_reading / sizeof *out},
	    {APP_JSON, opts_json, sizeof opts_json / sizeof *out},
	    {0, opts_all, sizeof opts_all / sizeof *out},
	};
	size_t n = 0;

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		for (size_t k = 0; k < groups[i].n; k++)
			if (!groups[i].use || (uses & groups[i].use))
				out[n++] = groups[i].v[k];
	out[n] = (struct opt){0};
}

/* Widths and case need a UTF-8 locale; the rest of C's stays. */
static void
set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

/*
 * A command is short: memory that is freed will be used again, so that
 * giving it back to the system at once only costs time.
 */
static void
keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
}

static int
print_help(struct app *app, const struct opt_table *tables)
{
	if (app->common.version)
		buf_addf(
		    &app->out.text, "%s %s\n", app->cmd->name, ILP_VERSION);
	else if (app->common.list_options)
		opts_list(&app->out.text, tables, 2);
	else
		opts_help(&app->out.text, app->cmd->name, app->cmd->about,
		    app->cmd->usage, tables, 2);
	return 1;
}

int
app_start(
    struct app *app, const struct cmd *cmd, void *opts, int argc, char **argv)
{
	struct opt common[COMMON_MAX];
	struct opt_table tables[2] = {
	    {cmd->opts, opts}, {common, &app->common}};

	memset(app, 0, sizeof *app);
	app->cmd = cmd;
	arena_init(&app->arena);
	keep_memory();
	out_start(&app->out);
	set_locale();
	common_table(common, cmd->uses);
	if (opts_parse(
		&app->args, &app->arena, tables, 2, argc, argv, &app->err) != 0)
		return -1;
	if (app->common.help || app->common.version || app->common.list_options)
		return print_help(app, tables);
	return out_set_color(&app->out, app->common.color, &app->err);
}

int
app_end(struct app *app, int r)
{
	int status = r < 0 ? (int)app->err.kind : app->status;
	struct err e;

	if (r < 0) {
		if (app->err.kind != ERR_ANSWER || !app->common.quiet)
			report_err(stderr, app->cmd->name, &app->err,
			    app->out.err_color);
		if (app->err.kind != ERR_ANSWER)
			buf_clear(&app->out.text);
	}
	if (out_end(&app->out, &e) != 0) {
		report_err(stderr, app->cmd->name, &e, app->out.err_color);
		status = (int)e.kind;
	}
	if (app->opened)
		caseload_close(&app->load);
	arena_free(&app->arena);
	return status;
}

void
app_note(struct app *app, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	if (app->common.quiet)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report_note(stderr, app->cmd->name, app->out.err_color, "%s", text);
}

void
app_warn(struct app *app, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report_warning(stderr, app->cmd->name, app->out.err_color, "%s", text);
}

void
app_one_bad(struct app *app, struct err *first, size_t bad)
{
	if (bad == 0)
		*first = app->err;
	else
		report_err(
		    stderr, app->cmd->name, &app->err, app->out.err_color);
}

int
app_verb(struct app *app, const char *const *names)
{
	const char *word = app->args.n ? app->args.v[0] : NULL, *all = "";

	for (int i = 0; names[i]; i++) {
		if (word && strcmp(word, names[i]) == 0)
			return i;
		all = arena_printf(
		    &app->arena, "%s%s%s", all, *all ? ", " : "", names[i]);
	}
	if (word)
		err_set(&app->err, ERR_USAGE, "%s is not one of %s", word, all);
	else
		err_set(&app->err, ERR_USAGE, "one of %s is needed", all);
	return err_hint(&app->err, "%s -h shows the usage", app->cmd->name);
}

const char *
app_file(struct app *app, const char *path)
{
	if (!app->common.dir || *path == '/')
		return path;
	return arena_printf(&app->arena, "%s/%s", app->common.dir, path);
}

int
app_open(struct app *app)
{
	enum repo_state st;

	if (app->opened)
		return 0;
	if (caseload_open(
		&app->load, &app->arena, app->common.dir, &app->err) != 0)
		return -1;
	app->opened = true;
	if (app->load.settings.format > ILP_FORMAT)
		app_warn(app,
		    "ilp.yml has format %d, newer than this ilp reads",
		    app->load.settings.format);
	st = repo_state(&app->load.repo);
	if (st != REPO_NONE && !app->common.quiet)
		app_warn(app,
		    "git is in the middle of %s here; plans may change",
		    repo_state_words(st));
	return 0;
}

/* Tells what was found on the way, once. */
static void
tell_found(struct app *app)
{
	struct diags *d = &app->load.found;

	for (size_t i = 0; i < d->n; i++)
		report_diag(
		    stderr, app->cmd->name, &d->v[i], app->out.err_color);
	d->n = 0;
}

/* The words of standard input into app->piped: read once, used again. */
static int
read_piped(struct app *app)
{
	char end = app->common.null ? '\0' : '\n';
	char *src;
	size_t len;

	if (app->piped_read)
		return 0;
	app->piped_read = true;
	if (file_read_fd(&src, &len, &app->arena, STDIN_FILENO,
		"standard input", DOC_FILE_MAX, &app->err) != 0)
		return -1;
	for (char *p = src, *stop = src + len; p < stop;) {
		char *e = memchr(p, end, (size_t)(stop - p));
		char *next = e ? e + 1 : stop;

		e = e ? e : stop;
		if (!app->common.null && e > p && e[-1] == '\r')
			e--;
		*e = '\0';
		if (*p)
			strs_add(&app->piped, &app->arena, p);
		p = next;
	}
	return 0;
}

/* The words, with "-" replaced by those of standard input. */
static int
expand_words(struct app *app, const struct strs *words, struct strs *out)
{
	bool piped = false;

	for (size_t i = 0; i < words->n; i++) {
		if (strcmp(words->v[i], "-") != 0) {
			strs_add(out, &app->arena, words->v[i]);
			continue;
		}
		if (piped)
			return err_set(&app->err, ERR_USAGE,
			    "- stands twice, but there is one standard input");
		piped = true;
		if (read_piped(app) != 0)
			return -1;
		for (size_t k = 0; k < app->piped.n; k++)
			strs_add(out, &app->arena, app->piped.v[k]);
	}
	if (piped && out->n == 0)
		return err_set(
		    &app->err, ERR_USAGE, "standard input names no plans");
	return 0;
}

static bool
asks_for_me(const struct strs *words)
{
	return strs_find(words, "@me") >= 0;
}

int
app_pick(
    struct app *app, const struct strs *words, bool writer, struct picks *out)
{
	struct pick_how how = {.writer = writer,
	    .past = app->common.past,
	    .group = app->common.group};
	struct strs all = {NULL, 0, 0};
	int r;

	if (app_open(app) != 0 || expand_words(app, words, &all) != 0)
		return -1;
	if (asks_for_me(&all) && app_me(app, NULL, &how.me) != 0)
		return -1;
	r = caseload_pick(out, &app->load, &all, &how, &app->err);
	tell_found(app);
	return r;
}

bool
app_report_plan(struct app *app, const struct plan *p)
{
	bool bad = false;

	for (size_t i = 0; i < p->diags.n; i++) {
		const struct diag *d = &p->diags.v[i];
		bool error = d->severity == SEV_ERROR;
		bool newer = strcmp(d->code, "plan-newer") == 0;

		if (error ? bad : !newer && !app->common.verbose)
			continue;
		report_diag(stderr, app->cmd->name, d, app->out.err_color);
		bad = bad || error;
	}
	if (bad)
		app->status = ERR_INPUT;
	return bad;
}

bool
word_is_group(const char *word)
{
	return *word == '@' || strcmp(word, ".") == 0;
}

bool
app_wants_all(const struct app *app)
{
	if (app->common.group)
		return false;
	if (app->args.n == 0)
		return app->load.here && !*app->load.here;
	return app->args.n == 1 && strcmp(app->args.v[0], "@all") == 0;
}

void
app_report_broken(struct app *app, const struct picks *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct plan *q = caseload_brief(&app->load, p->v[i]);

		if (q->diags.errors || q->format > ILP_FORMAT)
			app_report_plan(app, q);
	}
}

/* ---- people and dates ---- */

static int
git_identity(struct app *app, const struct plan *p, const char **out)
{
	struct strs team = {NULL, 0, 0};
	const char *name, *email;
	struct err e;

	*out = NULL;
	if (repo_identity(&app->load.repo, &name, &email, &e) != 0)
		return 0;
	for (size_t i = 0; p && i < p->nteam; i++)
		for (size_t k = 0; k < p->team[i].handles.n; k++)
			strs_add(&team, &app->arena, p->team[i].handles.v[k]);
	*out =
	    people_typing(&app->load.people, &team, name, email, &app->arena);
	if (!*out && people_several(&app->load.people, name, email)) {
		err_set(&app->err, ERR_USAGE,
		    "two people of people.yml are %s <%s>", name, email);
		return err_hint(&app->err, "say who it is with --by HANDLE");
	}
	if (!*out && name && *name)
		*out =
		    handle_valid(name) ? handle_fold(&app->arena, name) : name;
	return 0;
}

int
app_me(struct app *app, const struct plan *p, const char **out)
{
	const char *me = getenv("ILP_ME");

	if (me && *me) {
		*out = handle_valid(me) ? handle_fold(&app->arena, me) : me;
		return 0;
	}
	if (caseload_people(&app->load, &app->err) != 0)
		return -1;
	return git_identity(app, p, out);
}

int
app_by(struct app *app, const struct plan *p, const char **out)
{
	const char *by = app->common.by;

	if (by && !handle_valid(by)) {
		err_set(&app->err, ERR_USAGE, "--by: %s is no handle", by);
		return err_hint(&app->err,
		    "use the handle of people.yml or the team, as in "
		    "j.ortiz");
	}
	if (by)
		*out = handle_fold(&app->arena, by);
	else if (app_me(app, p, out) != 0)
		return -1;
	if (*out)
		return 0;
	err_set(&app->err, ERR_USAGE, "it is not clear who is writing");
	return err_hint(&app->err,
	    "use --by HANDLE, or set git's user.name and user.email");
}

int
app_date(struct app *app, const char *name, const char *text,
    enum date_lean lean, const char **out)
{
	char *iso = arena_alloc(&app->arena, 11);
	int today, day;
	bool written = true;

	if (date_today(&today, &app->err) != 0)
		return -1;
	day = today;
	if (text &&
	    date_parse(&day, &written, text, today, lean, &app->err) != 0) {
		struct err e = app->err;

		err_set(&app->err, ERR_USAGE, "--%s: %s", name, e.msg);
		return err_hint(&app->err, "%s", e.hint);
	}
	date_format(day, iso);
	if (!written)
		app_note(app, "%s is %s", text, iso);
	*out = iso;
	return 0;
}
