/* ilp-checkin - record a check-in with one learner or a meeting of several */

#include "cli/entry.h"

struct opts {
	struct entry_opts entry; /* first, for the shared rows */
	bool note;
};

static const struct opt table[] = {
    ENTRY_OPT_MESSAGE,
    ENTRY_OPT_TEXT("file"),
    ENTRY_OPT_GOAL,
    ENTRY_OPT_WITH,
    ENTRY_OPT_NEXT,
    ENTRY_OPT(0, "minutes", "N", "how long it took", OPT_TEXT, minutes),
    ENTRY_OPT(0, "kind", "WORD", "what kind, as in conference", OPT_TEXT, kind),
    ENTRY_OPT_PROMPT,
    ENTRY_OPT(0, "support", "WORD",
	"a support was given: the entry goes under Supports", OPT_TEXT,
	support),
    {0, "note", NULL, "a note: the entry goes under Notes", OPT_FLAG,
	offsetof(struct opts, note)},
    ENTRY_OPT_AUDIENCE,
    {0},
};

static const char *const usage[] = {
    "ilp-checkin [-n] PLAN... [-g GOAL[=READING]]... [--with HANDLE]...",
    "            [--next DATE] [--support WORD | --note] [-m TEXT | -F FILE]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-checkin",
    .about = "record a check-in with one learner or several",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

static int
run(struct app *app, const struct opts *o)
{
	enum section_kind section = o->note ? SECTION_NOTES : SECTION_CHECKINS;

	if (o->note && o->entry.support) {
		err_set(&app->err, ERR_USAGE,
		    "--support and --note cannot be used together");
		return err_hint(&app->err,
		    "a support that was given goes under Supports, "
		    "a note under Notes");
	}
	if (o->entry.support)
		section = SECTION_SUPPORTS;
	return entry_record(app, section, &app->args, &o->entry);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
