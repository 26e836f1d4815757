/* ilp-new - make a plan from a template, or one for each on a roster */

#include <string.h>
#include <unistd.h>

#include "cli/assign.h"
#include "cli/report.h"
#include "cli/write.h"
#include "plan/field.h"
#include "plan/template.h"
#include "text/fold.h"
#include "track/newplan.h"
#include "track/roster.h"
#include "view/table.h"

#define ROSTER_MAX ((size_t)16 * 1024 * 1024)

struct opts {
	const char *template_name, *group, *id, *roster;
	struct strs set, map;
	bool list;
};

static const struct opt table[] = {
    {'t', "template", "TEMPLATE", "the template to begin with (student)",
	OPT_TEXT, offsetof(struct opts, template_name)},
    {0, "group", "GROUP", "the folder below plans/ to put it in", OPT_TEXT,
	offsetof(struct opts, group)},
    {0, "id", "ID", "its id (default: made from the name)", OPT_TEXT,
	offsetof(struct opts, id)},
    {'s', "set", "KEY=VALUE", "a fact to begin with; may be repeated", OPT_LIST,
	offsetof(struct opts, set)},
    {0, "roster", "FILE",
	"a plan for each person in this CSV file who has none", OPT_TEXT,
	offsetof(struct opts, roster)},
    {0, "map", "KEY=COLUMN",
	"the column of the roster that gives KEY; may be repeated", OPT_LIST,
	offsetof(struct opts, map)},
    {0, "list-templates", NULL, "list the templates there are", OPT_FLAG,
	offsetof(struct opts, list)},
    {0},
};

static const char *const usage[] = {
    "ilp-new NAME [-t TEMPLATE] [--group GROUP] [--id ID] "
    "[--set KEY=VALUE]...",
    "ilp-new --roster FILE [-t TEMPLATE] [--group GROUP] "
    "[--map KEY=COLUMN]... [--set KEY=VALUE]...",
    "ilp-new --list-templates",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-new",
    .about = "make a plan from a template, or one for each on a roster",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_JSON,
};

/* What all plans of this run share. */
struct job {
	struct app *app;
	const struct opts *o;
	struct assigns set; /* --set */
	struct newplans plans;
};

/* ---- what all plans get ---- */

static bool
given(const struct assigns *l, const char *key)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].key, key) == 0)
			return true;
	return false;
}

static void
put_default(
    struct job *j, struct assigns *l, const char *key, const char *value)
{
	if (value && !given(&j->set, key))
		assigns_put(j->app, l, key, ASSIGN_SET, value);
}

static int
make_base(struct job *j)
{
	struct app *app = j->app;
	struct caseload *c = &app->load;
	const char *name =
	    j->o->template_name ? j->o->template_name : "student";
	struct assigns all = {NULL, 0, 0};
	struct template t;
	struct plan *p;

	for (size_t i = 0; i < j->o->set.n; i++)
		if (assigns_add(app, &j->set, j->o->set.v[i]) != 0)
			return -1;
	if (assigns_dates(app, &j->set, plan_field) != 0 ||
	    template_read(&t, &app->arena, &c->repo.folder, name, &app->err) !=
		0 ||
	    template_plan(
		&p, &app->arena, &c->settings, c->today, &t, &app->err) != 0)
		return -1;
	put_default(j, &all, "template", name);
	put_default(j, &all, "year", c->settings.year);
	put_default(j, &all, "begin", date_text(&app->arena, c->today));
	for (size_t i = 0; i < j->set.n; i++)
		assigns_put(app, &all, j->set.v[i].key, j->set.v[i].op,
		    j->set.v[i].value);
	if (plan_fill(&p, &app->arena, &c->settings, c->today, p, "plan.md",
		all.v, all.n, &app->err) != 0)
		return -1;
	j->plans.base = p;
	return 0;
}

/* ---- writing ---- */

/* A path below the root as the current folder sees it. */
static const char *
path_from_here(struct app *app, const char *path)
{
	const char *here = app->load.here, *up = "";
	size_t same = 0;

	for (size_t i = 0; here[i] && here[i] == path[i]; i++)
		if (path[i] == '/')
			same = i + 1;
	if (str_starts(path, here) && path[strlen(here)] == '/' && *here)
		return path + strlen(here) + 1;
	for (const char *p = here + same; *p; p += *p == '/') {
		up = arena_printf(&app->arena, "%s../", up);
		p += strcspn(p, "/");
	}
	return arena_printf(&app->arena, "%s%s", up, path + same);
}

/* Whose doing it is, for the commit; under opaque ids no name goes there. */
static const char *
maker(struct app *app)
{
	const char *me = NULL;

	if (app->load.settings.opaque_ids || app_me(app, NULL, &me) != 0)
		return NULL;
	return me;
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

/* named: the id was chosen by --id. */
static int
write_plans(struct app *app, const struct newplan *v, size_t n, bool named)
{
	struct write_file *files =
	    arena_alloc(&app->arena, (n + 1) * sizeof *files);

	for (size_t i = 0; i < n; i++) {
		files[i] = (struct write_file){.path = v[i].path,
		    .id = v[i].id,
		    .fresh = true,
		    .data = v[i].made->doc.src,
		    .len = v[i].made->doc.len};
		plan_changes(&files[i].changes, &app->arena, NULL, v[i].made);
		if (!named)
			note_twice(app, &v[i]);
	}
	if (app_write(app, files, n, NULL, n ? maker(app) : NULL) != 0)
		return -1;
	if (app->common.dry_run || app->common.json)
		return 0;
	for (size_t i = 0; i < n; i++)
		buf_addf(
		    &app->out.text, "%s\n", path_from_here(app, v[i].path));
	return 0;
}

/* ---- one plan ---- */

static int
check_name(struct app *app, const char *name)
{
	size_t n = strlen(name);

	if (utf8_valid(name, n) == n && name[strspn(name, " ")] &&
	    !strpbrk(name, "\n\r\t"))
		return 0;
	err_at(
	    &app->err, NULL, 0, 0, "name", "the name must be a line of text");
	return err_hint(&app->err, "as in ilp-new 'Asha R.'");
}

static int
run_one(struct job *j)
{
	struct app *app = j->app;
	const char *group = j->o->group ? j->o->group : "";
	struct assign learner = {"learner", ASSIGN_SET, app->args.v[0]};
	struct newplan p = {
	    .v = &learner, .n = given(&j->set, "learner") ? 0 : 1};

	if (check_name(app, learner.value) != 0 || make_base(j) != 0 ||
	    newplan_place(
		&p, &j->plans, learner.value, group, j->o->id, &app->err) != 0)
		return -1;
	newplans_fill(&j->plans, &p, 1);
	if (!p.err)
		return write_plans(app, &p, 1, j->o->id != NULL);
	app->err = *p.err;
	return -1;
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
make_plans(struct job *j, const struct roster *r)
{
	struct app *app = j->app;
	struct diags d = {NULL, 0, 0, 0};
	struct newplan *v;
	size_t n;

	if (newplans_of_roster(&v, &n, &j->plans, r, &app->err) != 0)
		return -1;
	newplans_fill(&j->plans, v, n);
	find_bad(&d, &app->arena, r, v, n);
	if (tell_wrong(app, &d))
		return 0;
	if (n < r->n)
		app_note(app, "%zu of %zu have a plan already", r->n - n, r->n);
	return write_plans(app, v, n, false);
}

static int
run_roster(struct job *j)
{
	struct app *app = j->app;
	const char *path = j->o->roster;
	struct roster_how how = {j->o->group, &j->o->map, NULL, 0};
	struct diags d = {NULL, 0, 0, 0};
	struct csv_table csv = {.n = 0};
	struct roster r;
	char *src;
	size_t len;

	if (read_roster_file(app, path, &src, &len) != 0 || make_base(j) != 0)
		return -1;
	path = strcmp(path, "-") == 0 ? "standard input" : path;
	how.set = j->set.v;
	how.nset = j->set.n;
	if (csv_read(&csv, &app->arena, path, src, len, &d) != 0) {
		tell_wrong(app, &d);
		return 0;
	}
	if (roster_read(&r, &app->arena, &app->load.settings, path, &csv, &how,
		&d, &app->err) != 0 ||
	    roster_match(&r, &app->load, &d, &app->err) != 0)
		return -1;
	tell_ignored(app, &r);
	return tell_wrong(app, &d) ? 0 : make_plans(j, &r);
}

/* ---- which of them ---- */

static int
run_list(struct app *app)
{
	static const struct table_col cols[] = {
	    {"TEMPLATE", false, false, TABLE_BOLD},
	    {"FOR", false, true, TABLE_PLAIN},
	    {"FROM", false, false, TABLE_DIM},
	};
	const struct folder *school = NULL;
	struct template *v;
	struct table t;
	size_t n;

	if (app_open(app) == 0)
		school = &app->load.repo.folder;
	else if (app->err.kind != ERR_USAGE)
		return -1;
	if (templates_list(&v, &n, &app->arena, school, &app->err) != 0)
		return -1;
	table_init(&t, &app->arena, cols, 3);
	for (size_t i = 0; i < n; i++)
		table_row(&t, (const char *const[]){v[i].name, v[i].about,
				  v[i].own ? "school" : "ilp"});
	return table_print(
	    &app->out.text, &t, app->out.width, app->out.color, &app->err);
}

static int
check_usage(struct app *app, const struct opts *o)
{
	struct err *e = &app->err;
	size_t n = app->args.n;

	if (o->roster && (n || o->id))
		return err_set(e, ERR_USAGE,
		    "--roster names everybody; %s has no place beside it",
		    n ? app->args.v[0] : "--id");
	if (!o->roster && o->map.n)
		return err_set(e, ERR_USAGE, "--map goes with --roster");
	if (!o->roster && n == 0) {
		err_set(e, ERR_USAGE, "whose plan? no name is given");
		return err_hint(e, "as in ilp-new 'Asha R.'");
	}
	if (n > 1) {
		err_set(e, ERR_USAGE, "one plan has one name, here are %zu", n);
		return err_hint(e, "put quotes around it: ilp-new '%s %s'",
		    app->args.v[0], app->args.v[1]);
	}
	return o->group ? group_check(o->group, &app->arena, e) : 0;
}

static int
run(struct app *app, const struct opts *o)
{
	struct job j = {.app = app, .o = o};
	int code;

	if (o->list && (app->args.n || o->roster))
		return err_set(
		    &app->err, ERR_USAGE, "--list-templates stands alone");
	if (o->list)
		return run_list(app);
	if (check_usage(app, o) != 0 || app_lock(app) != 0)
		return -1;
	code = newplans_begin(&j.plans, &app->load, &app->err);
	if (code == 0)
		code = o->roster ? run_roster(&j) : run_one(&j);
	newplans_end(&j.plans);
	return code;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
