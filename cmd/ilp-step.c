/* ilp-step - the action steps of a goal */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/write.h"
#include "plan/id.h"
#include "view/step_view.h"

struct opts {
	const char *due;
	const char *who;
	const char *hours;
	const char *check;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "due", "DATE", "when the step is due", OPT_TEXT, O(due)},
    {0, "who", "HANDLE", "who does it", OPT_TEXT, O(who)},
    {0, "hours", "N", "how many hours it takes", OPT_TEXT, O(hours)},
    {0, "check", "STD:LEVEL", "the standard and level it checks", OPT_TEXT,
	O(check)},
    {0},
};

static const char *const usage[] = {
    "ilp-step add [-n] PLAN GOAL TEXT [--due DATE] [--who HANDLE]",
    "ilp-step done|undo [-n] PLAN GOAL N|TEXT",
    "ilp-step list PLAN [GOAL]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-step",
    .about = "the action steps of a goal",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* What is done to the step of one goal. */
struct job {
	const char *goal; /* as typed */
	const char *text; /* of a new step; N or TEXT of one that is there */
	struct step_new new;
	bool done;
	const char *date;
};

static int
apply_add(struct app *app, struct edit *ed, void *ctx)
{
	struct job *job = ctx;
	const char *goal;

	if (goal_pick(&goal, ed->now, job->goal, &app->arena, &app->err))
		return -1;
	return edit_step_add(ed, goal, &job->new, &app->err);
}

/* The step that N or the begin of its text names; ERR_USAGE. */
static int
step_pick(struct app *app, const struct goal *g, const char *word, size_t *n)
{
	char *end;
	unsigned long number = strtoul(word, &end, 10);
	size_t found = 0;

	if (*word && !*end) {
		*n = number;
		if (number >= 1 && number <= g->nsteps)
			return 0;
		err_set(&app->err, ERR_USAGE, "%s has %zu steps, no step %s",
		    g->id, g->nsteps, word);
		return err_hint(&app->err, "ilp-step list shows them");
	}
	for (size_t i = 0; i < g->nsteps; i++) {
		if (strncasecmp(g->steps[i].text, word, strlen(word)) != 0)
			continue;
		*n = i + 1;
		if (strlen(g->steps[i].text) == strlen(word))
			return 0;
		found++;
	}
	if (found == 1)
		return 0;
	err_set(&app->err, ERR_USAGE,
	    found ? "%zu steps of %s begin with %s"
		  : "%.0zuno step of %s begins with %s",
	    found, g->id, word);
	return err_hint(&app->err, "name it by its number; ilp-step list "
				   "shows them");
}

static int
apply_done(struct app *app, struct edit *ed, void *ctx)
{
	struct job *job = ctx;
	const char *goal;
	size_t n = 0;

	if (goal_pick(&goal, ed->now, job->goal, &app->arena, &app->err) ||
	    step_pick(app, plan_goal(ed->now, goal), job->text, &n) != 0)
		return -1;
	strs_add(&ed->notes, ed->a,
	    arena_printf(ed->a, "step %zu: %s", n,
		plan_goal(ed->now, goal)->steps[n - 1].text));
	return edit_step_done(ed, goal, n, job->done, job->date, &app->err);
}

static int
check_facts(struct app *app, const struct opts *o)
{
	double hours;

	if (o->who && !handle_valid(o->who))
		return err_at(&app->err, NULL, 0, 0, "handle",
		    "--who: %s is no handle", o->who);
	if (o->hours && !number_parse(o->hours, &hours))
		return err_at(&app->err, NULL, 0, 0, "step-hours",
		    "--hours: %s is no number", o->hours);
	if (o->check && (!strchr(o->check, ':') || strchr(o->check, ' ')))
		return err_at(&app->err, NULL, 0, 0, "step-check",
		    "--check: %s is not of the form STANDARD:LEVEL", o->check);
	return 0;
}

/* PLAN GOAL and one word more. */
static int
three_words(struct app *app, struct strs *plan, struct job *job)
{
	if (app->args.n != 4) {
		err_set(&app->err, ERR_USAGE,
		    "a plan, a goal and a step are needed");
		return err_hint(&app->err,
		    "put the text of the step in quotes; -h shows the usage");
	}
	strs_add(plan, &app->arena, app->args.v[1]);
	job->goal = app->args.v[2];
	job->text = app->args.v[3];
	return 0;
}

static int
do_add(struct app *app, const struct opts *o)
{
	struct strs plan = {NULL, 0, 0};
	struct job job = {0};

	if (three_words(app, &plan, &job) != 0 || check_facts(app, o) != 0 ||
	    app_open_write(app) != 0)
		return -1;
	job.new = (struct step_new){job.text, NULL, o->who, o->hours, o->check};
	if (o->due &&
	    app_date(app, "due", o->due, DATE_FUTURE, &job.new.due) != 0)
		return -1;
	return app_edit(app, &plan, apply_add, &job, NULL);
}

static int
do_done(struct app *app, bool done)
{
	struct strs plan = {NULL, 0, 0};
	struct job job = {.done = done};

	if (three_words(app, &plan, &job) != 0 || app_open_write(app) != 0 ||
	    app_date(app, "date", app->common.date, DATE_PAST, &job.date))
		return -1;
	return app_edit(app, &plan, apply_done, &job, NULL);
}

static int
do_list(struct app *app)
{
	struct strs plan = {app->args.v + 1, app->args.n > 1, 0};
	struct steps_view view;
	const char *goal = NULL;
	struct picks picks;

	if (app->args.n > 3)
		return err_set(&app->err, ERR_USAGE,
		    "one plan and at most one goal can be named");
	if (app_open(app) != 0 || app_pick(app, &plan, false, &picks) != 0)
		return -1;
	steps_view_begin(&view, &app->arena);
	for (size_t i = 0; i < picks.n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks.v[i]);

		app_report_plan(app, p);
		if (app->args.n == 3 && goal_pick(&goal, p, app->args.v[2],
					    &app->arena, &app->err) != 0)
			return -1;
		steps_view_add(&view, p, goal);
	}
	if (app->common.json) {
		steps_view_json(&app->out.text, &view);
		return 0;
	}
	return steps_view_table(
	    &app->out.text, &view, app->out.width, app->out.color, &app->err);
}

static int
run(struct app *app, const struct opts *o)
{
	static const char *const verbs[] = {
	    "add", "done", "undo", "list", NULL};

	switch (app_verb(app, verbs)) {
	case 0:
		return do_add(app, o);
	case 1:
		return do_done(app, true);
	case 2:
		return do_done(app, false);
	case 3:
		return do_list(app);
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
