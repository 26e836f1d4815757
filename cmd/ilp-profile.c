/* ilp-profile - the learner profile of a plan */

#include <string.h>

#include "cli/write.h"
#include "plan/field.h"
#include "text/fold.h"
#include "view/plan_json.h"
#include "view/plan_text.h"

struct opts {
	const char *source, *audience, *date, *by;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "source", "TEXT", "who said it, or where it is written", OPT_TEXT,
	O(source)},
    {0, "audience", "A", "staff, learner, family, school or public", OPT_TEXT,
	O(audience)},
    {0, "date", "DATE", "the day it was said (default: none is written)",
	OPT_TEXT, O(date)},
    {0, "by", "HANDLE", "whose words they are (default: who is typing)",
	OPT_TEXT, O(by)},
    {0},
};

static const char *const usage[] = {
    "ilp-profile [--json] PLAN",
    "ilp-profile [-n] PLAN add HEADING TEXT [--source TEXT] [--date DATE]",
    "ilp-profile [-n] PLAN drop HEADING TEXT",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-profile",
    .about = "the learner profile of a plan",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_PICKS | APP_JSON,
};

/* ---- the headings ---- */

/* The heading as the plan writes it: case, blanks and a last colon aside. */
static const char *
heading_as(struct app *app, const struct plan *p, const char *word)
{
	const char *name = fold_heading(&app->arena, word);

	if (plan_heading(p, word))
		return word;
	for (size_t i = 0; i < p->nprofile; i++)
		if (strcmp(fold_heading(&app->arena, p->profile[i].name),
			name) == 0)
			return p->profile[i].name;
	return word;
}

/* One that is nearly one of the usual ones is most likely a slip. */
static void
note_near(struct app *app, const struct plan *p, const char *heading)
{
	const char *near = str_near(profile_headings, heading);

	if (near && !plan_heading(p, heading))
		app_note(app,
		    "%s is a heading of your own now; did you mean %s?",
		    heading, near);
}

/* ---- add and drop ---- */

struct job {
	const char *heading; /* as typed */
	struct profile_new new;
	enum audience readers; /* the widest that sees an item added */
	bool added;
};

static void
note_readers(struct app *app, struct job *job, const char *heading)
{
	enum audience a = settings_audience(
	    &app->load.settings, arena_printf(&app->arena, "profile.%s",
				     fold_heading(&app->arena, heading)));

	if (job->new.audience)
		audience_parse(job->new.audience, &a);
	if (!job->added || a > job->readers)
		job->readers = a;
	job->added = true;
}

static int
apply_add(struct app *app, struct edit *ed, void *ctx)
{
	struct job *job = ctx;
	struct profile_new n = job->new;

	n.heading = heading_as(app, ed->now, job->heading);
	if (edit_profile_add(ed, &n, &app->err) != 0)
		return -1;
	if (!job->added)
		note_near(app, ed->before, n.heading);
	if (edit_changed(ed))
		note_readers(app, job, n.heading);
	return 0;
}

static int
apply_drop(struct app *app, struct edit *ed, void *ctx)
{
	const struct job *job = ctx;

	return edit_profile_drop(ed, heading_as(app, ed->now, job->heading),
	    job->new.text, &app->err);
}

/* HEADING TEXT behind the verb. */
static int
read_words(struct app *app, struct job *job)
{
	if (app->args.n == 4) {
		job->heading = app->args.v[2];
		job->new.text = app->args.v[3];
		return 0;
	}
	err_set(&app->err, ERR_USAGE, "%s wants one HEADING and one TEXT",
	    app->args.v[1]);
	return err_hint(&app->err,
	    "put the text in quotes, as in ilp-profile %s %s interests "
	    "\"river ecology\"",
	    app->args.v[0], app->args.v[1]);
}

static int
do_add(struct app *app, const struct opts *o, const struct strs *plan)
{
	struct job job = {
	    .new = {.source = o->source, .audience = o->audience}};

	if (read_words(app, &job) != 0 || app_open_write(app) != 0)
		return -1;
	if (o->date &&
	    app_date(app, "date", o->date, DATE_PAST, &job.new.date) != 0)
		return -1;
	if (app_edit(app, plan, apply_add, &job, NULL) != 0)
		return -1;
	if (job.added && !app->common.dry_run)
		app_note(app, "%s can see this item",
		    audience_readers(job.readers, &app->arena));
	return 0;
}

static int
do_drop(struct app *app, const struct opts *o, const struct strs *plan)
{
	struct job job = {0};

	if (o->source || o->audience || o->date)
		return err_set(&app->err, ERR_USAGE,
		    "--source, --audience and --date belong to add");
	if (read_words(app, &job) != 0)
		return -1;
	return app_edit(app, plan, apply_drop, &job, NULL);
}

/* ---- showing ---- */

static int
do_show(struct app *app, const struct strs *word)
{
	struct plan_view view;
	const struct plan *p;
	struct picks picks;

	if (app_pick(app, word, false, &picks) != 0)
		return -1;
	if (picks.n != 1) {
		err_set(&app->err, ERR_USAGE, "%s names %zu plans, not one",
		    word->v[0], picks.n);
		return err_hint(
		    &app->err, "ilp-list %s shows which", word->v[0]);
	}
	p = caseload_plan(&app->load, picks.v[0]);
	app_report_plan(app, p);
	if (p->broken)
		return 0;
	if (app->common.json) {
		json_finish(&app->out.text, profile_json(p));
		return 0;
	}
	view = (struct plan_view){.people = &app->load.people,
	    .today = app->load.today,
	    .width = app->out.width,
	    .color = app->out.color};
	profile_show(&app->out.text, &app->arena, p, &view);
	return out_page(&app->out, &app->err);
}

static bool
is_verb(const char *word)
{
	return strcmp(word, "add") == 0 || strcmp(word, "drop") == 0;
}

static int
run(struct app *app, const struct opts *o)
{
	struct strs plan = {app->args.v, 1, 0};
	const char *verb = app->args.n > 1 ? app->args.v[1] : NULL;

	app->common.by = o->by;
	if (app->args.n == 0) {
		err_set(&app->err, ERR_USAGE, "no plan is named");
		return err_hint(&app->err, "ilp-profile PLAN");
	}
	if (verb && is_verb(app->args.v[0]) && !is_verb(verb)) {
		err_set(&app->err, ERR_USAGE, "the plan comes before %s",
		    app->args.v[0]);
		return err_hint(&app->err, "ilp-profile %s %s HEADING TEXT",
		    verb, app->args.v[0]);
	}
	if (!verb && (o->source || o->audience || o->date))
		return err_set(&app->err, ERR_USAGE,
		    "--source, --audience and --date belong to add");
	if (!verb)
		return do_show(app, &plan);
	if (strcmp(verb, "add") == 0)
		return do_add(app, o, &plan);
	if (strcmp(verb, "drop") == 0)
		return do_drop(app, o, &plan);
	err_set(&app->err, ERR_USAGE, "%s is neither add nor drop", verb);
	return err_hint(&app->err, "%s -h shows the usage", app->cmd->name);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
