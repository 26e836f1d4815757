/* ilp-set - change the facts of a plan */

#include <string.h>

#include "cli/assign.h"
#include "cli/write.h"
#include "plan/field.h"

struct opts {
	struct strs unset;
};

static const struct opt table[] = {
    {'u', "unset", "KEY", "remove KEY; may be repeated", OPT_LIST,
	offsetof(struct opts, unset)},
    {0},
};

static const char *const usage[] = {
    "ilp-set [-n] PLAN... KEY=VALUE...",
    "ilp-set [-n] PLAN... --unset KEY...",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-set",
    .about = "change the facts of a plan",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* What every plan gets. */
struct job {
	struct assigns set;
	const struct strs *unset;
};

static int
change(struct app *app, struct edit *ed, void *ctx)
{
	const struct job *job = ctx;

	for (size_t i = 0; i < job->unset->n; i++)
		if (edit_unset(ed, job->unset->v[i], &app->err) != 0)
			return -1;
	return edit_set(ed, job->set.v, job->set.n, &app->err);
}

static int
run(struct app *app, const struct opts *o)
{
	struct job job = {.unset = &o->unset};
	struct strs plans = {NULL, 0, 0};

	for (size_t i = 0; i < app->args.n; i++) {
		const char *word = app->args.v[i];

		if (!strchr(word, '='))
			strs_add(&plans, &app->arena, word);
		else if (assigns_add(app, &job.set, word) != 0)
			return -1;
	}
	if (job.set.n + o->unset.n == 0) {
		err_set(&app->err, ERR_USAGE, "nothing to set is named");
		return err_hint(
		    &app->err, "write KEY=VALUE, as in stage=grade-10");
	}
	if (app_open_write(app) != 0 ||
	    assigns_dates(app, &job.set, plan_field) != 0)
		return -1;
	return app_edit(app, &plans, change, &job, NULL);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
