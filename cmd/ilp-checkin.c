/* ilp-checkin - record a check-in with one learner or a meeting of several */

#include "cli/entry.h"

#define O(member) offsetof(struct entry_opts, member)

static const struct opt table[] = {
    {'m', "message", "TEXT", "the text; several are paragraphs", OPT_LIST,
	O(m)},
    {'F', "file", "FILE", "read the text from FILE (- standard input)",
	OPT_TEXT, O(file)},
    {'g', "goal", "GOAL[=READING]", "a goal it is about, and where it stands",
	OPT_LIST, O(goals)},
    {0, "with", "HANDLE", "who took part; may be repeated", OPT_LIST, O(with)},
    {0, "next", "DATE", "the day of the next check-in", OPT_TEXT, O(next)},
    {0, "minutes", "N", "how long it took", OPT_TEXT, O(minutes)},
    {0, "kind", "WORD", "what kind, as in conference", OPT_TEXT, O(kind)},
    {0, "audience", "A", "staff, learner, family, school or public", OPT_TEXT,
	O(audience)},
    {0},
};

static const char *const usage[] = {
    "ilp-checkin [-n] PLAN... [-g GOAL[=READING]]... [--with HANDLE]...",
    "            [--next DATE] [-m TEXT | -F FILE]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-checkin",
    .about = "record a check-in with one learner or several",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

int
main(int argc, char **argv)
{
	struct entry_opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	if (r == 0)
		r = entry_record(&app, SECTION_CHECKINS, &app.args, &o);
	return app_end(&app, r);
}
