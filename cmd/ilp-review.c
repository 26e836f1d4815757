/* ilp-review - record a review of one plan or several */

#include <string.h>

#include "cli/entry.h"

static const struct opt table[] = {
    ENTRY_OPT(0, "kind", "WORD", "initial, interim, summative, annual or exit",
	OPT_TEXT, kind),
    ENTRY_OPT_MESSAGE,
    ENTRY_OPT_TEXT("file"),
    ENTRY_OPT_GOAL,
    ENTRY_OPT(0, "result", "GOAL=WORD",
	"how a goal came out: met, partly, not-met or own", OPT_LIST, results),
    ENTRY_OPT_STANDARD,
    ENTRY_OPT_WITH,
    ENTRY_OPT_NEXT,
    ENTRY_OPT_AUDIENCE,
    {0},
};

static const char *const usage[] = {
    "ilp-review [-n] PLAN... --kind WORD [-g GOAL=READING]...",
    "           [--result GOAL=WORD]... [-m TEXT | -F FILE]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-review",
    .about = "record a review of one plan or several",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

static int
check_kind(struct app *app, const char *kind)
{
	static const char *const kinds[] = {
	    "initial", "interim", "summative", "annual", "exit", NULL};
	const char *near = kind ? str_near(kinds, kind) : NULL;

	for (size_t i = 0; kind && kinds[i]; i++)
		if (strcmp(kind, kinds[i]) == 0)
			return 0;
	if (kind)
		err_set(&app->err, ERR_USAGE, "%s is no kind of review", kind);
	else
		err_set(&app->err, ERR_USAGE, "a review needs its kind");
	if (near)
		return err_hint(&app->err, "did you mean --kind %s?", near);
	return err_hint(
	    &app->err, "--kind initial, interim, summative, annual or exit");
}

int
main(int argc, char **argv)
{
	struct entry_opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	if (r == 0)
		r = check_kind(&app, o.kind);
	if (r == 0)
		r = entry_record(&app, SECTION_REVIEWS, &app.args, &o);
	return app_end(&app, r);
}
