#include "cli/newlearner.h"

#include <string.h>
#include <unistd.h>

#include "cli/made.h"
#include "cli/report.h"
#include "plan/template.h"
#include "text/fold.h"
#include "track/roster.h"

#define ROSTER_MAX ((size_t)16 * 1024 * 1024)

/* ---- what all plans get ---- */

static void
put_default(struct app *app, struct assigns *l, const struct assigns *set,
    const char *key, const char *value)
{
	if (value && !assigns_have(set, key))
		assigns_put(app, l, key, ASSIGN_SET, value);
}

/* The template with what all plans of this run have in common. */
static int
make_base(struct app *app, const struct newlearner *j)
{
	struct caseload *c = &app->load;
	const char *name = j->template ? j->template : "student";
	struct assigns all = {NULL, 0, 0};
	struct template t;
	struct plan *p;

	if (template_read(&t, &app->arena, &c->repo.folder, name, &app->err) !=
		0 ||
	    template_plan(
		&p, &app->arena, &c->settings, c->today, &t, &app->err) != 0)
		return -1;
	put_default(app, &all, j->set, "template", name);
	put_default(app, &all, j->set, "year", c->settings.year);
	put_default(
	    app, &all, j->set, "begin", date_text(&app->arena, c->today));
	for (size_t i = 0; i < j->set->n; i++)
		assigns_put(app, &all, j->set->v[i].key, j->set->v[i].op,
		    j->set->v[i].value);
	if (plan_fill(&p, &app->arena, &c->settings, c->today, p, "plan.md",
		all.v, all.n, &app->err) != 0)
		return -1;
	j->plans->base = p;
	return 0;
}

/* An id with a number behind it: somebody of that name has a plan. */
static void
note_twice(struct app *app, const struct newplan *p)
{
	const char *slug = fold_slug(&app->arena, p->made->learner);
	size_t n = strlen(slug);

	if (fold_letters(slug) < 2 || !str_starts(p->id, slug) ||
	    p->id[n] != '-' || strspn(p->id + n + 1, "0123456789") == 0)
		return;
	app_note(app,
	    "%s has a namesake, %s; if both are one person, remove one of the "
	    "two files",
	    p->id, slug);
}

/* ---- one plan ---- */

int
newlearner_one(struct app *app, const struct newlearner *j, const char *name)
{
	const char *group = j->group ? j->group : "";
	struct assign learner = {"learner", ASSIGN_SET, name};
	struct newplan p = {
	    .v = &learner, .n = assigns_have(j->set, "learner") ? 0 : 1};

	if (made_line_check(app, "name", name, "ilp-new 'Asha R.'") != 0 ||
	    make_base(app, j) != 0 ||
	    newplan_place(&p, j->plans, name, group, j->id, &app->err) != 0)
		return -1;
	newplans_fill(j->plans, &p, 1);
	if (p.err) {
		app->err = *p.err;
		return -1;
	}
	if (!j->id)
		note_twice(app, &p);
	return made_plans(app, &p, 1);
}

/* ---- a roster ---- */

static int
read_roster_file(struct app *app, const char *path, char **src, size_t *len)
{
	if (strcmp(path, "-") == 0)
		return file_read_fd(src, len, &app->arena, STDIN_FILENO,
		    "standard input", ROSTER_MAX, &app->err);
	return file_read_any(
	    src, len, &app->arena, app_file(app, path), ROSTER_MAX, &app->err);
}

/* Tells all that is wrong with the roster; true if something is. */
static bool
tell_wrong(struct app *app, struct diags *d)
{
	diags_sort(d);
	for (size_t i = 0; i < d->n; i++)
		report_diag(
		    stderr, app->cmd->name, &d->v[i], app->out.err_color);
	if (d->errors)
		app->status = ERR_INPUT;
	return d->errors > 0;
}

static void
tell_ignored(struct app *app, const struct roster *r)
{
	const char *all = "";

	for (size_t i = 0; i < r->ignored.n; i++)
		all = arena_printf(
		    &app->arena, "%s%s%s", all, i ? ", " : "", r->ignored.v[i]);
	if (r->ignored.n)
		app_note(app,
		    "columns that are not used: %s (--map KEY=COLUMN uses one)",
		    all);
}

/* What went wrong when they were made, as findings at their lines. */
static void
find_bad(struct diags *d, struct arena *a, const struct roster *r,
    const struct newplan *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct err *e = v[i].err;
		struct diag *g;

		if (!e)
			continue;
		g = diags_add(d, a, SEV_ERROR, r->path, v[i].row->line, 0,
		    e->code[0] ? e->code : "roster", "%s", e->msg);
		if (e->hint[0])
			diag_hint(g, a, "%s", e->hint);
	}
}

static int
make_plans(struct app *app, struct newplans *w, const struct roster *r)
{
	struct diags d = {NULL, 0, 0, 0};
	struct newplan *v;
	size_t n;

	if (newplans_of_roster(&v, &n, w, r, &app->err) != 0)
		return -1;
	newplans_fill(w, v, n);
	find_bad(&d, &app->arena, r, v, n);
	if (tell_wrong(app, &d))
		return 0;
	if (n < r->n)
		app_note(app, "%zu of %zu have a plan already", r->n - n, r->n);
	for (size_t i = 0; i < n; i++)
		note_twice(app, &v[i]);
	return made_plans(app, v, n);
}

int
newlearner_roster(struct app *app, const struct newlearner *j, const char *path,
    const struct strs *map)
{
	struct roster_how how = {j->group, map, j->set->v, j->set->n};
	struct diags d = {NULL, 0, 0, 0};
	struct csv_table csv = {.n = 0};
	struct roster r;
	char *src;
	size_t len;

	if (read_roster_file(app, path, &src, &len) != 0 ||
	    make_base(app, j) != 0)
		return -1;
	path = strcmp(path, "-") == 0 ? "standard input" : path;
	if (csv_read(&csv, &app->arena, path, src, len, &d) != 0) {
		tell_wrong(app, &d);
		return 0;
	}
	if (roster_read(&r, &app->arena, &app->load.settings, path, &csv, &how,
		&d, &app->err) != 0 ||
	    roster_match(&r, &app->load, &d, &app->err) != 0)
		return -1;
	tell_ignored(app, &r);
	return tell_wrong(app, &d) ? 0 : make_plans(app, j->plans, &r);
}
