/* ilp-reflect - write a reflection into a plan */

#include "cli/entry.h"

#define O(member) offsetof(struct entry_opts, member)

static const struct opt table[] = {
    {'m', "message", "TEXT", "the text; several are paragraphs", OPT_LIST,
	O(m)},
    {'F', "file", "FILE", "read the text from FILE (- standard input)",
	OPT_TEXT, O(file)},
    {'g', "goal", "GOAL[=READING]", "a goal it is about, and where it stands",
	OPT_LIST, O(goals)},
    {0, "medium", "WORD", "text, audio, video or image", OPT_TEXT, O(medium)},
    {0, "link", "URL", "where the recording or picture is", OPT_TEXT, O(link)},
    {0, "prompt", "TEXT", "the question it answers", OPT_TEXT, O(prompt)},
    {0, "audience", "A", "staff, learner, family, school or public", OPT_TEXT,
	O(audience)},
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
