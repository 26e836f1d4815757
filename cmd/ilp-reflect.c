/* ilp-reflect - write a reflection into a plan */

#include "cli/entry.h"

static const struct opt table[] = {
    ENTRY_OPT_MESSAGE,
    ENTRY_OPT_TEXT("file"),
    ENTRY_OPT_GOAL,
    ENTRY_OPT_MEDIUM,
    ENTRY_OPT(
	0, "link", "URL", "where the recording or picture is", OPT_TEXT, link),
    ENTRY_OPT_PROMPT,
    ENTRY_OPT_AUDIENCE,
    {0},
};

static const char *const usage[] = {
    "ilp-reflect [-n] PLAN [-g GOAL[=READING]]... [-m TEXT | -F FILE]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-reflect",
    .about = "write a reflection into a plan",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* A second word is a slip for a goal, not for another learner's plan. */
static int
run(struct app *app, const struct entry_opts *o)
{
	if (app->args.n > 1) {
		err_set(&app->err, ERR_USAGE,
		    "a reflection goes into one plan; %s is too much",
		    app->args.v[1]);
		return err_hint(&app->err, "-g GOAL names a goal");
	}
	return entry_record(app, SECTION_REFLECTIONS, &app->args, o);
}

int
main(int argc, char **argv)
{
	struct entry_opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
