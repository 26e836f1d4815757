/* ilp-show - show a plan, or one of its goals */

#include "cli/app.h"
#include "track/current.h"
#include "track/signed.h"
#include "view/plan_json.h"
#include "view/plan_text.h"

static const struct opt table[] = {
    {0},
};

static const char *const usage[] = {
    "ilp-show PLAN [GOAL]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-show",
    .about = "show a plan, or one of its goals",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

/* What the words name. */
struct chosen {
	const struct plan *plan;
	const struct goal *goal; /* NULL: the whole plan */
	bool current;
};

static int
choose_goal(struct app *app, struct chosen *c)
{
	const char *id;

	if (app->args.n < 2)
		return 0;
	if (goal_pick(&id, c->plan, app->args.v[1], &app->arena, &app->err) !=
	    0)
		return -1;
	c->goal = plan_goal(c->plan, id);
	return 0;
}

static int
choose_plan(struct app *app, struct chosen *c)
{
	struct strs word = {NULL, 0, 0};
	struct picks picks = {NULL, 0, 0};

	if (app->args.n < 1 || app->args.n > 2) {
		err_set(&app->err, ERR_USAGE, "%s",
		    app->args.n ? "one plan and at most one goal are shown"
				: "no plan is named");
		return err_hint(&app->err, "ilp-show PLAN [GOAL]");
	}
	strs_add(&word, &app->arena, app->args.v[0]);
	if (app_pick(app, &word, false, &picks) != 0)
		return -1;
	if (picks.n != 1) {
		err_set(&app->err, ERR_USAGE, "%s names %zu plans, not one",
		    word.v[0], picks.n);
		return err_hint(
		    &app->err, "ilp-list %s shows which", word.v[0]);
	}
	c->plan = caseload_plan(&app->load, picks.v[0]);
	c->current =
	    plan_current(c->plan, &app->load.settings, app->load.today);
	/* Whether another plan follows it needs a look at all files. */
	if (!app->common.json)
		return 0;
	return current_alone(&c->current, &app->load, picks.v[0], &app->err);
}

/* Who signed it, and what changed since; without git that is not known. */
static void
find_signings(struct app *app, const struct plan *p, struct signings *l)
{
	signings_find(l, &app->arena, p);
	if (signings_compare(l, &app->arena, &app->load.settings,
		&app->load.repo, p, &app->err) != 0)
		app_warn(app,
		    "what changed since it was signed is not known: %s",
		    app->err.msg);
}

static int
run(struct app *app)
{
	struct chosen c = {NULL, NULL, false};
	struct signings signings;
	struct plan_signed asked;
	struct plan_view view;

	if (choose_plan(app, &c) != 0)
		return -1;
	app_report_plan(app, c.plan);
	if (c.plan->broken)
		return 0;
	if (choose_goal(app, &c) != 0)
		return -1;
	find_signings(app, c.plan, &signings);
	if (app->common.json) {
		struct plan_facts facts = {c.current, &signings, c.goal};

		json_finish(
		    &app->out.text, plan_json(c.plan, &facts, &app->arena));
		return 0;
	}
	view = (struct plan_view){&app->load.people, app->load.today, c.current,
	    app->out.width, app->out.color};
	asked = (struct plan_signed){&signings, &app->load.settings.sign};
	if (c.goal)
		goal_show(&app->out.text, &app->arena, c.plan, c.goal, &view);
	else
		plan_show(&app->out.text, &app->arena, c.plan, &asked, &view);
	return out_page(&app->out, &app->err);
}

int
main(int argc, char **argv)
{
	struct app app;
	int r = app_start(&app, &cmd, NULL, argc, argv);

	return app_end(&app, r == 0 ? run(&app) : r);
}
