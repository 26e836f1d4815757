/* ilp-evidence - add evidence to a plan, a link or a file */

#include <string.h>

#include "cli/attach.h"
#include "cli/entry.h"

struct opts {
	struct entry_opts entry; /* first, for the shared rows */
	struct strs links, files;
	bool large;
};

static const struct opt table[] = {
    {0, "link", "URL", "where the evidence is", OPT_LIST,
	offsetof(struct opts, links)},
    {0, "file", "PATH", "a file, which is copied beside the plan", OPT_LIST,
	offsetof(struct opts, files)},
    {0, "large", NULL, "copy a file of more than 10 MB too", OPT_FLAG,
	offsetof(struct opts, large)},
    ENTRY_OPT_GOAL,
    ENTRY_OPT_STANDARD,
    ENTRY_OPT_MEDIUM,
    ENTRY_OPT_PROMPT,
    ENTRY_OPT_AUDIENCE,
    ENTRY_OPT_MESSAGE,
    ENTRY_OPT_TEXT("text-file"),
    ENTRY_OPT_EDIT,
    {0},
};

static const char *const usage[] = {
    "ilp-evidence [-n] PLAN [GOAL] (--link URL | --file PATH)",
    "             [-g GOAL[=READING]]... [-m TEXT | -F FILE | -e]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-evidence",
    .about = "add evidence to a plan, a link or a file",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* The file's place, which depends on the plan. */
static int
put_file(struct app *app, const struct plan *p, bool writing,
    struct entry_attrs *l, void *ctx)
{
	struct attach *at = ctx;
	const char *file;

	if (writing && !at->told)
		attach_tell(app, at);
	if (attach_place(&file, app, p, at, writing) != 0)
		return -1;
	entry_put(l, "file", file);
	return 0;
}

static int
check_sources(struct app *app, const struct opts *o)
{
	size_t n = o->links.n + o->files.n;

	if (n == 0) {
		const char *last =
		    app->args.n ? app->args.v[app->args.n - 1] : "";

		err_set(&app->err, ERR_USAGE, "there is no evidence");
		if (strstr(last, "://"))
			return err_hint(&app->err, "--link %s", last);
		return err_hint(
		    &app->err, "--link URL for a page, --file PATH for a file");
	}
	if (n > 1) {
		err_set(&app->err, ERR_USAGE,
		    "an entry holds one link or one file, and there are %zu",
		    n);
		return err_hint(&app->err, "run it once for each of them");
	}
	if (o->large && o->files.n == 0)
		return err_set(&app->err, ERR_USAGE,
		    "--large is for a file, and there is none");
	return 0;
}

/* PLAN and GOAL of the command line; the goal is the first -g. */
static int
take_words(struct app *app, struct opts *o, struct strs *plans)
{
	struct strs goals = {NULL, 0, 0};

	if (app->args.n > 2) {
		err_set(&app->err, ERR_USAGE,
		    "evidence goes into one plan; %s is too much",
		    app->args.v[2]);
		return err_hint(&app->err, "-g GOAL names another goal");
	}
	if (app->args.n > 0)
		strs_add(plans, &app->arena, app->args.v[0]);
	if (app->args.n > 1)
		strs_add(&goals, &app->arena, app->args.v[1]);
	for (size_t i = 0; i < o->entry.goals.n; i++)
		strs_add(&goals, &app->arena, o->entry.goals.v[i]);
	o->entry.goals = goals;
	return 0;
}

static int
run(struct app *app, struct opts *o)
{
	struct strs plans = {NULL, 0, 0};
	struct attach at;

	if (check_sources(app, o) != 0 || take_words(app, o, &plans) != 0)
		return -1;
	o->entry.text_optional = true;
	if (o->links.n) {
		o->entry.link = o->links.v[0];
		return entry_record(app, SECTION_EVIDENCE, &plans, &o->entry);
	}
	if (attach_read(&at, app, o->files.v[0], o->large) != 0)
		return -1;
	if (!o->entry.medium && at.type)
		o->entry.medium = at.type->medium;
	o->entry.more = put_file;
	o->entry.more_ctx = &at;
	return entry_record(app, SECTION_EVIDENCE, &plans, &o->entry);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
