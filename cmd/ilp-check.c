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
};

static const struct opt table[] = {
    {0, "strict", NULL, "also say what may be a slip, and let warnings count",
	OPT_FLAG, offsetof(struct opts, strict)},
    {0},
};

static const char *const usage[] = {
    "ilp-check [--strict] [FILE|PLAN...]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-check",
    .about = "find what is wrong in plans and settings",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

/* A file that is no plan of the repository, such as a plan still to come. */
struct draft {
	const char *shown; /* its path in messages */
	const char *path;
};

/* What is checked, and what was found. */
struct job {
	bool strict;
	bool some;	   /* only these paths, not all */
	struct strs paths; /* relative to the root */
	const char *below; /* and all below this folder; NULL: none */
	struct draft *drafts;
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

/* A file that the check of the whole repository looks at. */
static bool
is_checked(const struct app *app, const char *path)
{
	bool doc = str_starts(path, "goals/") || str_starts(path, "resources/");

	for (size_t i = 0; i < app->load.files.n; i++)
		if (strcmp(app->load.files.v[i].path, path) == 0)
			return true;
	return strcmp(path, "ilp.yml") == 0 ||
	       strcmp(path, "people.yml") == 0 ||
	       (doc && str_ends(path, ".md"));
}

static int
add_picks(struct app *app, struct job *job, const struct strs *plans)
{
	struct picks picks = {NULL, 0, 0};

	if (app_pick(app, plans, false, &picks) != 0)
		return -1;
	for (size_t i = 0; i < picks.n; i++)
		strs_add(&job->paths, &app->arena,
		    app->load.files.v[picks.v[i]].path);
	return 0;
}

/* Sorts the words into files, drafts and names of plans. */
static int
read_words(struct app *app, struct job *job)
{
	struct strs plans = {NULL, 0, 0};

	job->drafts =
	    arena_alloc(&app->arena, (app->args.n + 1) * sizeof *job->drafts);
	for (size_t i = 0; i < app->args.n; i++) {
		const char *word = app->args.v[i], *below = NULL;
		const char *path = file_of(app, word, &below);

		if (!path)
			strs_add(&plans, &app->arena, word);
		else if (below && is_checked(app, below))
			strs_add(&job->paths, &app->arena, below);
		else
			job->drafts[job->ndrafts++] =
			    (struct draft){below ? below : word, path};
	}
	job->some = app->args.n || app->common.group || *app->load.here;
	if (plans.n || app->common.group)
		return add_picks(app, job, &plans);
	if (app->args.n == 0 && *app->load.here)
		job->below = app->load.here;
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

static int
check_drafts(struct app *app, struct job *job)
{
	for (size_t i = 0; i < job->ndrafts; i++) {
		char *src;
		size_t len;

		if (file_read_any(&src, &len, &app->arena, job->drafts[i].path,
			DOC_FILE_MAX, &app->err) != 0 ||
		    check_draft(&job->found, &app->load, job->strict,
			job->drafts[i].shown, src, len, &app->err) != 0)
			return -1;
	}
	return 0;
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

static int
run(struct app *app, const struct opts *o)
{
	struct job job = {.strict = o->strict};

	if (app_open(app) != 0 ||
	    check_all(&job.found, &app->load, job.strict, &app->err) != 0 ||
	    read_words(app, &job) != 0)
		return -1;
	keep_wanted(&job);
	if (check_drafts(app, &job) != 0)
		return -1;
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
