/* ilp-edit - edit the whole file of a plan by hand */

#include <string.h>

#include "cli/handedit.h"
#include "cli/write.h"
#include "track/check.h"

struct opts {
	const char *by;
};

static const struct opt table[] = {
    {0, "by", "HANDLE", "whose words they are (default: who is typing)",
	OPT_TEXT, offsetof(struct opts, by)},
    {0},
};

static const char *const usage[] = {
    "ilp-edit [-n] PLAN...",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-edit",
    .about = "edit the whole file of a plan by hand",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_PICKS | APP_JSON,
};

/* The plans that are edited, each with its file. */
struct job {
	struct plan **plans; /* as they were, broken ones too */
	struct hand_file *files;
	size_t n;
	const char *by;
};

/* The edit that a text is; -1 with app->err where it is no plan. */
static int
edit_of(struct app *app, struct edit *ed, const struct plan *before,
    const char *src, size_t len)
{
	edit_begin(
	    ed, &app->arena, &app->load.settings, app->load.today, before);
	return edit_text(ed, src, len, &app->err);
}

/* Lists the plans anew, without the one whose new text is looked at. */
static int
list_others(struct app *app, const char *path)
{
	struct tree *t = &app->load.files;
	size_t n = 0;

	caseload_forget(&app->load);
	if (caseload_list(&app->load, &app->err) != 0)
		return -1;
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->v[i].path, path) != 0)
			t->v[n++] = t->v[i];
	t->n = n;
	return 0;
}

static void
add_diag(
    struct app *app, struct diags *out, enum severity s, const struct diag *g)
{
	diags_add(out, &app->arena, s, g->path, g->line, g->col, g->code, "%s",
	    g->text)
	    ->hint = g->hint;
}

/* The errors that keep commands from writing that text as a plan. */
static void
find_errors(struct app *app, struct diags *out, const struct plan *p)
{
	struct err e;

	for (size_t i = 0; i < p->diags.n; i++)
		if (p->diags.v[i].severity == SEV_ERROR)
			add_diag(app, out, SEV_ERROR, &p->diags.v[i]);
	if (out->errors == 0 && plan_writable(p, &e) != 0)
		diag_hint(
		    diags_add(out, &app->arena, SEV_ERROR, p->path, e.line,
			e.col, arena_strdup(&app->arena, e.code), "%s", e.msg),
		    &app->arena, "%s", e.hint);
}

/*
 * What ilp-check --strict says of the text.  An error that does not lie in
 * the text itself, as when two plans are of one person, stops nothing.
 */
static int
check(struct app *app, struct diags *out, const struct hand_file *f,
    const char *src, size_t len)
{
	const struct check_draft draft = {f->path, src, len};
	const struct check_how how = {true, &draft, 1};
	struct diags all = {NULL, 0, 0, 0}, errors;
	struct plan p;

	plan_read(&p, &app->arena, &app->load.settings, app->load.today,
	    f->path, src, len);
	find_errors(app, out, &p);
	if (list_others(app, f->path) != 0 ||
	    check_all(&all, &app->load, &how, &app->err) != 0)
		return -1;
	errors = *out;
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.v[i].path, f->path) == 0 &&
		    !diags_has(&errors, &all.v[i]))
			add_diag(app, out, SEV_WARNING, &all.v[i]);
	return 0;
}

/* ---- before the editor opens ---- */

/* A plan with errors is what this is for, but not one of a newer ilp. */
static int
read_plan(struct app *app, struct plan *p, struct hand_file *f)
{
	if (hand_read(app, f) != 0)
		return -1;
	plan_read(p, &app->arena, &app->load.settings, app->load.today, f->path,
	    f->old, f->old_len);
	f->name = arena_printf(&app->arena, "%s-%s", app->cmd->name, p->id);
	return p->diags.errors ? 0 : plan_writable(p, &app->err);
}

static int
read_plans(struct app *app, struct job *job, const struct picks *picks)
{
	struct err first;
	size_t bad = 0;

	job->plans = arena_alloc(&app->arena, picks->n * sizeof *job->plans);
	job->files = arena_alloc(&app->arena, picks->n * sizeof *job->files);
	for (job->n = 0; job->n < picks->n; job->n++) {
		struct plan *p = arena_new(&app->arena, struct plan);
		struct hand_file *f = &job->files[job->n];

		job->plans[job->n] = p;
		f->path = app->load.files.v[picks->v[job->n]].path;
		if (read_plan(app, p, f) != 0)
			app_one_bad(app, &first, bad++);
	}
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}

/*
 * In the middle of a merge the file is mended and git is left alone: its
 * commit is for whoever settles the merge.
 */
static void
look_at_git(struct app *app)
{
	enum repo_state st = repo_state(&app->load.repo);

	if (st == REPO_NONE || app->common.no_commit)
		return;
	app->common.no_commit = true;
	app_note(app,
	    "in the middle of %s the file is written without a commit; git "
	    "add takes it when all is settled",
	    repo_state_words(st));
}

static int
prepare(struct app *app, struct job *job)
{
	struct picks picks;

	if (app_open(app) != 0)
		return -1;
	look_at_git(app);
	if (app_open_write(app) != 0 ||
	    app_pick(app, &app->args, true, &picks) != 0)
		return -1;
	if (picks.n == 0)
		return err_set(&app->err, ERR_USAGE, "that names no plan");
	if (read_plans(app, job, &picks) != 0)
		return -1;
	return app_by(app, job->plans[0], &job->by);
}

/* ---- afterwards ---- */

static const char *
subject(struct app *app, const struct job *job, size_t n)
{
	if (n > 1)
		return arena_printf(&app->arena, "edit: %zu plans", n);
	for (size_t i = 0; i < job->n; i++)
		if (hand_changed(&job->files[i]) && job->plans[i]->diags.errors)
			return arena_printf(
			    &app->arena, "plan %s: mended", job->plans[i]->id);
	return NULL;
}

/* The changed files as they are to be written. */
static int
changed_files(
    struct app *app, const struct job *job, struct write_file *v, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < job->n; i++) {
		const struct hand_file *f = &job->files[i];
		struct edit ed;

		if (!hand_changed(f))
			continue;
		if (edit_of(app, &ed, job->plans[i], f->text, f->len) != 0)
			return -1;
		v[*n] = (struct write_file){.path = f->path,
		    .id = job->plans[i]->id,
		    .old = f->old,
		    .old_len = f->old_len,
		    .data = f->text,
		    .len = f->len};
		edit_changes(&ed, &v[(*n)++].changes);
	}
	return 0;
}

static int
save(struct app *app, const struct job *job)
{
	struct write_file *v =
	    arena_alloc(&app->arena, (job->n + 1) * sizeof *v);
	size_t n;

	if (changed_files(app, job, v, &n) != 0)
		return -1;
	if (n == 0)
		return err_set(&app->err, ERR_ANSWER,
		    "the text is unchanged, so nothing is written");
	if (app_lock(app) != 0)
		return -1;
	for (size_t i = 0; i < job->n; i++)
		if (hand_changed(&job->files[i]) &&
		    hand_same(app, &job->files[i]) != 0)
			return -1;
	return app_write(app, v, n, subject(app, job, n),
	    app_author(app, job->plans[0], job->by));
}

static int
run(struct app *app, const struct opts *o)
{
	struct job job = {0};
	int r = 0;

	app->common.by = o->by;
	if (prepare(app, &job) != 0)
		return -1;
	for (size_t i = 0; i < job.n && r == 0; i++)
		r = hand_edit(app, &job.files[i], check);
	if (r == 0)
		r = save(app, &job);
	return r == 0 ? 0 : hand_keep(app, job.files, job.n);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
