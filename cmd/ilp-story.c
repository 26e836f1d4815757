/* ilp-story - tell one goal's life as prose */

#include "cli/app.h"
#include "view/story_view.h"

static const struct opt table[] = {
    {0},
};

static const char *const usage[] = {
    "ilp-story PLAN GOAL",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-story",
    .about = "tell one goal's life as prose",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

static int
usage_error(struct app *app)
{
	switch (app->args.n) {
	case 0:
		err_set(&app->err, ERR_USAGE, "no plan is named");
		break;
	case 1:
		err_set(&app->err, ERR_USAGE, "no goal of %s is named",
		    app->args.v[0]);
		break;
	default:
		err_set(&app->err, ERR_USAGE, "%s is one word too many",
		    app->args.v[2]);
		break;
	}
	return err_hint(&app->err, "ilp-story PLAN GOAL");
}

static int
pick_plan(struct app *app, size_t *i)
{
	struct strs word = {app->args.v, 1, 0};
	struct picks picks = {NULL, 0, 0};

	if (app->args.n != 2)
		return usage_error(app);
	if (app_pick(app, &word, false, &picks) != 0)
		return -1;
	if (picks.n != 1) {
		err_set(&app->err, ERR_USAGE, "%s names %zu plans, not one",
		    word.v[0], picks.n);
		return err_hint(
		    &app->err, "ilp-list %s shows which", word.v[0]);
	}
	*i = picks.v[0];
	return 0;
}

/* Plans of earlier years that have an error are told of like the own one. */
static void
report_others(struct app *app, const struct story *s)
{
	for (size_t k = 0; k + 1 < s->n; k++)
		if (s->v[k].state == CHAPTER_HERE)
			app_report_plan(app, s->v[k].plan);
}

static int
tell(struct app *app, size_t i)
{
	const struct story_show how = {&app->load.people, &app->load.settings,
	    app->load.today, app->out.width, app->out.color};
	struct story s;
	int r = story_read(
	    &s, &app->arena, &app->load, i, app->args.v[1], &app->err);

	if (r == 0) {
		report_others(app, &s);
		if (app->common.json)
			json_finish(&app->out.text,
			    story_json(&s, &app->load.settings, &app->arena));
		else
			story_text(&app->out.text, &app->arena, &s, &how);
		r = app->common.json ? 0 : out_page(&app->out, &app->err);
	}
	story_end(&s);
	return r;
}

static int
run(struct app *app)
{
	size_t i = 0;

	if (app_open(app) != 0 || pick_plan(app, &i) != 0 ||
	    caseload_people(&app->load, &app->err) != 0)
		return -1;
	app_report_plan(app, caseload_plan(&app->load, i));
	return caseload_plan(&app->load, i)->broken ? 0 : tell(app, i);
}

int
main(int argc, char **argv)
{
	struct app app;
	int r = app_start(&app, &cmd, NULL, argc, argv);

	return app_end(&app, r == 0 ? run(&app) : r);
}
