/* ilp-status - show where each plan stands and what needs attention */

#include <stdlib.h>

#include "cli/app.h"
#include "cli/point.h"
#include "track/status.h"
#include "view/status_view.h"

struct opts {
	struct strs only;
	const char *at, *sort;
};

static const struct opt table[] = {
    {0, "at", "X", "as it was at the end of this day, or in this revision",
	OPT_TEXT, offsetof(struct opts, at)},
    {0, "only", "CODE", "only this matter, as in goal-overdue; may be repeated",
	OPT_LIST, offsetof(struct opts, only)},
    {0, "sort", "KEY", "attention, id, name, quiet, share or next", OPT_TEXT,
	offsetof(struct opts, sort)},
    {0},
};

static const char *const usage[] = {
    "ilp-status [PLAN...] [--at X] [--only CODE]... [--sort KEY]", NULL};

static const struct cmd cmd = {
    "ilp-status",
    "show where each plan stands and what needs attention",
    usage,
    table,
    APP_JSON | APP_PICKS,
};

/* The plans that are shown, and how. */
struct report {
	struct app *app;
	struct status_world world;
	struct picks picks;
	struct plan_status *v; /* as picks, until they are sorted */
	size_t n;
	bool keep[ATT_COUNT];
	enum status_sort sort;
	bool past; /* as they were, not as they are */
};

static int
unknown_code(struct app *app, const char *word)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < ATT_COUNT; i++)
		buf_addf(&b, "%s%s", i ? ", " : "",
		    attention_word((enum attention_code)i));
	err_set(&app->err, ERR_USAGE, "--only: %s is no code", word);
	err_hint(&app->err, "use one of %s", buf_str(&b));
	buf_free(&b);
	return -1;
}

static int
read_opts(struct report *r, const struct opts *o)
{
	enum attention_code c;

	for (int i = 0; i < ATT_COUNT; i++)
		r->keep[i] = o->only.n == 0;
	for (size_t i = 0; i < o->only.n; i++) {
		if (!attention_parse(o->only.v[i], &c))
			return unknown_code(r->app, o->only.v[i]);
		r->keep[c] = true;
	}
	if (o->sort && !status_sort_parse(o->sort, &r->sort)) {
		err_set(&r->app->err, ERR_USAGE,
		    "--sort: %s is no key to sort by", o->sort);
		return err_hint(&r->app->err,
		    "use attention, id, name, quiet, share or next");
	}
	return 0;
}

static void
read_all(struct report *r)
{
	struct app *app = r->app;

	r->n = r->picks.n;
	r->v = arena_alloc(&app->arena, (r->n + 1) * sizeof *r->v);
	status_read_all(r->v, &app->load, &r->picks, &r->world);
	if (r->keep[ATT_CHANGED_SINCE_SIGNED] &&
	    status_signed(r->v, r->n, &app->load, &app->err) != 0)
		app_warn(app,
		    "what changed since it was signed is not known: %s",
		    app->err.msg);
	for (size_t i = 0; i < r->n; i++)
		status_keep(&r->v[i], r->keep);
}

/* With --only the plans that none of the codes is for are left out. */
static void
drop_others(struct report *r)
{
	size_t n = r->n;

	r->n = 0;
	for (size_t i = 0; i < n; i++)
		if (r->v[i].n)
			r->v[r->n++] = r->v[i];
}

static bool
needs_attention(const struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].n)
			return true;
	return false;
}

static int
print_table(struct report *r)
{
	struct app *app = r->app;
	struct out *out = &app->out;
	struct status_show how = {out->width, out->color,
	    app->common.verbose || (out->tty && r->n == 1)};

	if (r->picks.n == 0 && !r->past)
		app_note(app, "there are no plans here; ilp-new makes one");
	else if (r->picks.n && r->n == 0)
		app_note(app, "no plan has what --only asks for");
	if (status_table(
		&out->text, &app->arena, r->v, r->n, &how, &app->err) != 0)
		return -1;
	if (out->tty && r->n > 1)
		status_tally(&out->text, r->v, r->n, out->width);
	return out_page(out, &app->err);
}

/* Opens the plans as they were; *none: there were none yet. */
static int
open_past(struct app *app, const char *at, bool *none)
{
	struct point p;
	struct point *const points[] = {&p};

	if (app_open_any(app) != 0 || point_read(&p, app, "at", at) != 0 ||
	    points_find(points, 1, app) != 0)
		return -1;
	*none = !p.stand.rev;
	if (!*none && app_open_at(app, p.stand.rev) != 0)
		return -1;
	app->load.today = p.stand.day;
	return 0;
}

static int
read_report(struct report *r, const struct opts *o)
{
	struct app *app = r->app;
	bool none = false;

	r->past = o->at != NULL;
	if (read_opts(r, o) != 0 ||
	    (o->at ? open_past(app, o->at, &none) : app_open(app)) != 0)
		return -1;
	if (none)
		return 0;
	if (status_world_read(&r->world, &app->load, &app->err) != 0)
		return -1;
	app->load.visit = status_visit;
	app->load.visit_ctx = &r->world;
	if (app_pick(app, &app->args, false, &r->picks) != 0)
		return -1;
	read_all(r);
	if (o->only.n)
		drop_others(r);
	app_report_broken(app, &r->picks);
	return 0;
}

static int
run(struct app *app, const struct opts *o)
{
	struct report r = {.app = app};

	if (read_report(&r, o) != 0)
		return -1;
	if (app->common.quiet) {
		if (!app->status && needs_attention(&r))
			app->status = ERR_ANSWER;
		return 0;
	}
	status_sort(r.v, r.n, r.sort, &app->arena);
	if (!app->common.json)
		return print_table(&r);
	json_finish(&app->out.text, status_json(r.v, r.n, app->load.today));
	return 0;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
