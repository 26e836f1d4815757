/* ilp-check - find what is wrong in plans and settings */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/app.h"
#include "cli/report.h"
#include "track/check.h"
#include "view/json.h"

struct opts {
	bool strict;
	bool staged;
	const char *rev;
};

static const struct opt table[] = {
    {0, "strict", NULL, "also say what may be a slip, and let warnings count",
	OPT_FLAG, offsetof(struct opts, strict)},
    {0, "staged", NULL, "what the next commit changes, as git's index has it",
	OPT_FLAG, offsetof(struct opts, staged)},
    {0, "rev", "REV", "the plans of a commit, a branch or a tag", OPT_TEXT,
	offsetof(struct opts, rev)},
    {0},
};

static const char *const usage[] = {
    "ilp-check [--strict] [FILE|PLAN...]",
    "ilp-check [--strict] --staged [PLAN...]",
    "ilp-check [--strict] --rev REV [PLAN...]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-check",
    .about = "find what is wrong in plans and settings",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

/* What is checked, and what was found. */
struct job {
	bool strict;
	bool stored;	   /* what git has stored, not the folder */
	bool top;	   /* wherever it was started */
	bool some;	   /* only these paths, not all */
	struct strs paths; /* relative to the root */
	const char *below; /* and all below this folder; NULL: none */
	struct strs plans; /* words that name plans */
	struct check_draft *drafts;
	size_t ndrafts;
	struct diags found;
};

/* ---- which files ---- */

/* The file that a word names, and its path below the root (NULL: outside). */
static const char *
file_of(struct app *app, const char *word, const char **below)
{
	const char *root = app->load.repo.root, *dir = app->common.dir;
	const char *path = dir && *word != '/'
			       ? arena_printf(&app->arena, "%s/%s", dir, word)
			       : word;
	size_t n = strlen(root);
	struct stat st;
	char *real;

	if ((!strchr(word, '/') && !str_ends(word, ".md") &&
		!str_ends(word, ".yml")) ||
	    stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    !(real = realpath(path, NULL)))
		return NULL;
	if (strncmp(real, root, n) == 0 && real[n] == '/')
		*below = arena_strdup(&app->arena, real + n + 1);
	free(real);
	return path;
}

/* The same among the files that git has stored. */
static const char *
stored_path(struct app *app, const char *word)
{
	const char *root = app->load.repo.root, *here = app->load.here;
	size_t n = strlen(root);

	if (*word == '/')
		return strncmp(word, root, n) == 0 && word[n] == '/'
			   ? word + n + 1
			   : word;
	while (str_starts(word, "./"))
		word += 2;
	return here && *here ? arena_printf(&app->arena, "%s/%s", here, word)
			     : word;
}

/* Shared goals, resources and settings. */
static bool
is_document(const char *path)
{
	bool doc = str_starts(path, "goals/") || str_starts(path, "resources/");

	return strcmp(path, "ilp.yml") == 0 ||
	       strcmp(path, "people.yml") == 0 ||
	       (doc && str_ends(path, ".md"));
}

/* A file that the check of the whole repository looks at. */
static bool
is_checked(const struct app *app, const char *path)
{
	for (size_t i = 0; i < app->load.files.n; i++)
		if (strcmp(app->load.files.v[i].path, path) == 0)
			return true;
	return is_document(path) && caseload_has(&app->load, path);
}

static int
add_draft(struct app *app, struct job *job, const char *shown, const char *path)
{
	struct check_draft *d = &job->drafts[job->ndrafts++];
	char *src;

	d->path = shown;
	if (file_read_any(
		&src, &d->len, &app->arena, path, DOC_FILE_MAX, &app->err) != 0)
		return -1;
	d->src = src;
	strs_add(&job->paths, &app->arena, shown);
	return 0;
}

/* Sorts the words into files, drafts and names of plans. */
static int
read_words(struct app *app, struct job *job)
{
	struct strs *args = &app->args;

	if (caseload_list(&app->load, &app->err) != 0)
		return -1;
	job->drafts =
	    arena_alloc(&app->arena, (args->n + 1) * sizeof *job->drafts);
	for (size_t i = 0; i < args->n; i++) {
		const char *word = args->v[i], *below = NULL, *path = NULL;

		if (job->stored)
			below = stored_path(app, word);
		else
			path = file_of(app, word, &below);
		if (below && is_checked(app, below))
			strs_add(&job->paths, &app->arena, below);
		else if (!path)
			strs_add(&job->plans, &app->arena, word);
		else if (add_draft(app, job, below ? below : word, path) != 0)
			return -1;
	}
	if (args->n || app->common.group)
		job->some = true;
	else if (!job->some && *app->load.here) {
		job->some = true;
		job->below = app->load.here;
	}
	return 0;
}

/* The plans that words name; they have been read. */
static int
add_picks(struct app *app, struct job *job)
{
	struct picks picks = {NULL, 0, 0};

	if (job->plans.n == 0 && !app->common.group)
		return 0;
	if (app_pick(app, &job->plans, false, &picks) != 0)
		return -1;
	for (size_t i = 0; i < picks.n; i++)
		strs_add(&job->paths, &app->arena,
		    app->load.files.v[picks.v[i]].path);
	return 0;
}

static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/';
}

/* A finding about a folder belongs to each file in it. */
static bool
is_wanted(const struct job *job, const char *path)
{
	if (!job->some || (job->below && is_below(path, job->below)))
		return true;
	for (size_t i = 0; i < job->paths.n; i++)
		if (strcmp(job->paths.v[i], path) == 0 ||
		    is_below(job->paths.v[i], path))
			return true;
	return false;
}

/* ---- checking ---- */

static void
keep_wanted(struct job *job)
{
	size_t n = 0;

	for (size_t i = 0; i < job->found.n; i++)
		if (is_wanted(job, job->found.v[i].path))
			job->found.v[n++] = job->found.v[i];
	job->found.n = n;
}

static void
print_findings(struct app *app, const struct job *job)
{
	if (app->common.json)
		json_finish(&app->out.text, json_findings(&job->found));
	for (size_t i = 0; i < job->found.n; i++) {
		const struct diag *d = &job->found.v[i];

		if (d->severity == SEV_ERROR || job->strict)
			app->status = ERR_ANSWER;
		if (!app->common.json && !app->common.quiet)
			report_add_diag(
			    &app->out.text, NULL, d, app->out.color);
	}
}

/* ---- what git has stored ---- */

/*
 * The files that the next commit changes; *any: one of them is checked.  New
 * settings may make any plan wrong, so with them all files count.
 */
static int
read_staged(struct app *app, struct job *job, bool *any)
{
	struct repo r;

	if (repo_open(&r, &app->arena, app->common.dir ? app->common.dir : ".",
		&app->err) != 0)
		return -1;
	if (snapshot_staged(&job->paths, &r, &app->arena, &app->err) != 0) {
		repo_close(&r);
		return -1;
	}
	repo_close(&r);
	for (size_t i = 0; i < job->paths.n; i++)
		*any = *any || is_document(job->paths.v[i]) ||
		       str_starts(job->paths.v[i], "plans/");
	job->top = true;
	job->some = strs_find(&job->paths, "ilp.yml") < 0;
	return 0;
}

static int
open_stored(struct app *app, const char *rev)
{
	if (caseload_open_rev(
		&app->load, &app->arena, app->common.dir, rev, &app->err) != 0)
		return -1;
	app->opened = true;
	return 0;
}

/* *done: there is nothing to check. */
static int
open_files(struct app *app, const struct opts *o, struct job *job, bool *done)
{
	bool words = app->args.n || app->common.group, any = false;

	if (o->staged && o->rev)
		return err_set(&app->err, ERR_USAGE,
		    "--staged and --rev do not go together");
	job->stored = o->staged || o->rev;
	if (o->staged && !words && read_staged(app, job, &any) != 0)
		return -1;
	*done = o->staged && !words && !any;
	if (*done)
		return 0;
	return job->stored ? open_stored(app, o->rev) : app_open(app);
}

static int
run(struct app *app, const struct opts *o)
{
	struct job job = {.strict = o->strict};
	struct check_how how = {.strict = o->strict};
	bool done = false;

	if (open_files(app, o, &job, &done) != 0)
		return -1;
	if (!done) {
		if (read_words(app, &job) != 0)
			return -1;
		how.drafts = job.drafts;
		how.ndrafts = job.ndrafts;
		if (check_all(&job.found, &app->load, &how, &app->err) != 0 ||
		    add_picks(app, &job) != 0)
			return -1;
		keep_wanted(&job);
	}
	print_findings(app, &job);
	return out_page(&app->out, &app->err);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
