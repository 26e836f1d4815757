/* ilp-goal - the goals of plans */

#include <string.h>

#include "cli/assign.h"
#include "cli/write.h"
#include "plan/field.h"
#include "view/goal_view.h"
#include "view/plan_json.h"

struct opts {
	const char *title, *id, *due, *area, *measure, *unit, *baseline,
	    *target, *why, *form, *status, *reason;
	struct strs supports, standard, set;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "title", "TITLE", "the goal in one sentence", OPT_TEXT, O(title)},
    {0, "id", "ID", "its id (default: made from the title)", OPT_TEXT, O(id)},
    {0, "due", "DATE", "when it is due", OPT_TEXT, O(due)},
    {0, "area", "AREA", "academic, career, personal-social ...", OPT_TEXT,
	O(area)},
    {0, "measure", "TEXT", "what is counted", OPT_TEXT, O(measure)},
    {0, "unit", "UNIT", "the unit of the numbers", OPT_TEXT, O(unit)},
    {0, "baseline", "VALUE", "where it starts", OPT_TEXT, O(baseline)},
    {0, "target", "VALUE", "where it should get", OPT_TEXT, O(target)},
    {0, "supports", "ID", "a shared goal it supports; may be repeated",
	OPT_LIST, O(supports)},
    {0, "standard", "STD", "a standard it works on; may be repeated", OPT_LIST,
	O(standard)},
    {0, "why", "TEXT", "why it matters", OPT_TEXT, O(why)},
    {0, "form", "FORM", "smart, woop, peers, gas, okr", OPT_TEXT, O(form)},
    {0, "status", "STATUS", "proposed, active, met, paused or dropped",
	OPT_TEXT, O(status)},
    {0, "set", "KEY=VALUE", "any other key; may be repeated", OPT_LIST, O(set)},
    {0, "reason", "TEXT", "why the status moves", OPT_TEXT, O(reason)},
    {0},
};

static const char *const usage[] = {
    "ilp-goal add [-n] PLAN TITLE | PLAN... --title TITLE [options]",
    "ilp-goal set [-n] PLAN GOAL KEY=VALUE...",
    "ilp-goal unset [-n] PLAN GOAL KEY...",
    "ilp-goal start|met|pause|drop|propose [-n] PLAN GOAL [--reason TEXT]",
    "ilp-goal list [--json] [PLAN...]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-goal",
    .about = "the goals of plans",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* ---- add ---- */

struct add_job {
	const char *id;
	const char *title;
	struct assigns set;
	struct strs made; /* plan id and goal id, in turn */
};

static int
apply_add(struct app *app, struct edit *ed, void *ctx)
{
	struct add_job *job = ctx;
	const char *id;

	if (edit_goal_add(ed, &id, job->id, job->title, job->set.v, job->set.n,
		&app->err) != 0)
		return -1;
	strs_add(&job->made, &app->arena, ed->now->id);
	strs_add(&job->made, &app->arena, id);
	return 0;
}

/* The options of add as assignments. */
static int
add_assigns(struct app *app, const struct opts *o, struct assigns *l)
{
	const struct {
		const char *key, *value;
	} one[] = {{"status", o->status}, {"area", o->area}, {"form", o->form},
	    {"why", o->why}, {"measure", o->measure}, {"unit", o->unit},
	    {"baseline", o->baseline}, {"target", o->target}, {"due", o->due}};

	for (size_t i = 0; i < sizeof one / sizeof *one; i++)
		if (one[i].value)
			assigns_put(
			    app, l, one[i].key, ASSIGN_SET, one[i].value);
	for (size_t i = 0; i < o->supports.n; i++)
		assigns_put(app, l, "supports", ASSIGN_ADD, o->supports.v[i]);
	for (size_t i = 0; i < o->standard.n; i++)
		assigns_put(app, l, "standards", ASSIGN_ADD, o->standard.v[i]);
	for (size_t i = 0; i < o->set.n; i++)
		if (assigns_add(app, l, o->set.v[i]) != 0)
			return -1;
	for (size_t i = 0; i < l->n; i++)
		if (!*l->v[i].value)
			return err_set(&app->err, ERR_USAGE,
			    "%s is given no value", l->v[i].key);
	return assigns_dates(app, l, goal_field);
}

static void
print_made(struct app *app, const struct strs *made)
{
	if (app->common.json || app->common.dry_run || app->common.quiet)
		return;
	for (size_t i = 0; i + 1 < made->n; i += 2)
		if (made->n == 2)
			buf_addf(&app->out.text, "%s\n", made->v[i + 1]);
		else
			buf_addf(&app->out.text, "%s %s\n", made->v[i],
			    made->v[i + 1]);
}

static int
do_add(struct app *app, const struct opts *o)
{
	struct strs plans = {app->args.v + 1, app->args.n - 1, 0};
	struct add_job job = {.id = o->id, .title = o->title};

	if (!job.title && plans.n == 2)
		job.title = plans.v[--plans.n];
	if (!job.title) {
		err_set(&app->err, ERR_USAGE, "the new goal has no title");
		return err_hint(&app->err,
		    "write ilp-goal add PLAN \"TITLE\", or --title TITLE for "
		    "several plans");
	}
	if (app_open_write(app) != 0 || add_assigns(app, o, &job.set) != 0 ||
	    app_edit(app, &plans, apply_add, &job, NULL) != 0)
		return -1;
	print_made(app, &job.made);
	return 0;
}

/* ---- set, unset and the status ---- */

struct goal_job {
	const char *goal; /* as typed */
	struct assigns set;
	struct strs unset;
	enum goal_status status;
	const char *date, *reason;
};

static int
apply_set(struct app *app, struct edit *ed, void *ctx)
{
	const struct goal_job *job = ctx;
	const char *goal;

	if (goal_pick(&goal, ed->now, job->goal, &app->arena, &app->err))
		return -1;
	for (size_t i = 0; i < job->unset.n; i++)
		if (edit_goal_unset(ed, goal, job->unset.v[i], &app->err))
			return -1;
	return edit_goal_set(ed, goal, job->set.v, job->set.n, &app->err);
}

static int
apply_status(struct app *app, struct edit *ed, void *ctx)
{
	const struct goal_job *job = ctx;
	const char *goal;

	if (goal_pick(&goal, ed->now, job->goal, &app->arena, &app->err))
		return -1;
	return edit_goal_status(
	    ed, goal, job->status, job->date, app->by, job->reason, &app->err);
}

/* The words PLAN and GOAL behind the verb. */
static int
plan_and_goal(
    struct app *app, size_t more, struct strs *plan, struct goal_job *job)
{
	if (app->args.n < 3 + more || (more == 0 && app->args.n > 3)) {
		err_set(&app->err, ERR_USAGE, "a plan and a goal are needed%s",
		    more ? ", and what to change" : "");
		return err_hint(
		    &app->err, "%s -h shows the usage", app->cmd->name);
	}
	*plan = (struct strs){app->args.v + 1, 1, 0};
	job->goal = app->args.v[2];
	return app_open_write(app);
}

static int
do_set(struct app *app, bool unset)
{
	struct goal_job job = {0};
	struct strs plan;

	if (plan_and_goal(app, 1, &plan, &job) != 0)
		return -1;
	for (size_t i = 3; i < app->args.n; i++)
		if (unset)
			strs_add(&job.unset, &app->arena, app->args.v[i]);
		else if (assigns_add(app, &job.set, app->args.v[i]) != 0)
			return -1;
	if (assigns_dates(app, &job.set, goal_field) != 0)
		return -1;
	return app_edit(app, &plan, apply_set, &job, NULL);
}

static int
do_status(struct app *app, const struct opts *o, enum goal_status status)
{
	struct goal_job job = {.status = status, .reason = o->reason};
	struct strs plan;

	if (plan_and_goal(app, 0, &plan, &job) != 0 ||
	    app_date(app, "date", app->common.date, DATE_PAST, &job.date))
		return -1;
	return app_edit(app, &plan, apply_status, &job, NULL);
}

/* The goals of the picked plans, in their order. */
static struct goal_row *
goal_rows(struct app *app, const struct picks *picks, size_t *n)
{
	struct goal_row *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < picks->n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks->v[i]);

		app_report_plan(app, p);
		v = arena_grow(
		    &app->arena, v, &cap, *n + p->ngoals + 1, sizeof *v);
		for (size_t k = 0; k < p->ngoals; k++)
			v[(*n)++] = (struct goal_row){p, &p->goals[k]};
	}
	return v;
}

static int
do_list(struct app *app)
{
	struct strs words = {app->args.v + 1, app->args.n - 1, 0};
	struct goal_show how = {
	    .width = app->out.width, .color = app->out.color};
	struct goal_row *v;
	struct picks picks;
	json_t *doc;
	size_t n;

	if (app_pick(app, &words, false, &picks) != 0)
		return -1;
	v = goal_rows(app, &picks, &n);
	how.today = app->load.today;
	if (!app->common.json)
		return goal_table(
		    &app->out.text, &app->arena, v, n, &how, &app->err);
	doc = goal_list_json();
	for (size_t i = 0; i < n; i++)
		goal_list_add(doc, v[i].plan, v[i].goal);
	json_finish(&app->out.text, doc);
	return 0;
}

static int
run(struct app *app, const struct opts *o)
{
	static const char *const verbs[] = {"add", "set", "unset", "list",
	    "start", "reopen", "met", "pause", "drop", "propose", NULL};

	switch (app_verb(app, verbs)) {
	case 0:
		return do_add(app, o);
	case 1:
		return do_set(app, false);
	case 2:
		return do_set(app, true);
	case 3:
		return do_list(app);
	case 4:
	case 5:
		return do_status(app, o, GOAL_ACTIVE);
	case 6:
		return do_status(app, o, GOAL_MET);
	case 7:
		return do_status(app, o, GOAL_PAUSED);
	case 8:
		return do_status(app, o, GOAL_DROPPED);
	case 9:
		return do_status(app, o, GOAL_PROPOSED);
	default:
		return -1;
	}
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
