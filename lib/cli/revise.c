#include "cli/revise.h"

#include <string.h>

#include "cli/refs.h"
#include "cli/text.h"
#include "cli/write.h"
#include "plan/field.h"

/* The reason of a revision as an entry, so that the goal's story knows it. */
static int
add_reason(
    struct app *app, struct edit *ed, const char *goal, struct revision *r)
{
	const struct goal *g = plan_goal(ed->now, goal);
	const struct attr attrs[] = {
	    {"goal", goal, 0}, {"kind", "revision", 0}};
	const struct entry_new n = {.section = SECTION_CHECKINS,
	    .date = r->date,
	    .by = app->by,
	    .attrs = attrs,
	    .nattrs = 2,
	    .text = r->reason};
	enum audience a = settings_audience(ed->s, "check-ins");

	if (g->audience < a)
		a = g->audience;
	r->readers = audience_readers(a, &app->arena);
	return edit_entry_add(ed, &n, &app->err);
}

static int
apply(struct app *app, struct edit *ed, void *ctx)
{
	struct revision *r = ctx;
	const char *goal;

	if (goal_pick(&goal, ed->now, r->goal, &app->arena, &app->err))
		return -1;
	for (size_t i = 0; i < r->unset.n; i++)
		if (edit_goal_unset(ed, goal, r->unset.v[i], &app->err))
			return -1;
	if (edit_goal_set(ed, goal, r->set.v, r->set.n, &app->err) != 0)
		return -1;
	return r->reason && edit_changed(ed) ? add_reason(app, ed, goal, r) : 0;
}

/* The words of --reason are cleaned like those of -m. */
static int
read_reason(struct app *app, struct revision *r)
{
	const char *s = r->reason;
	char *text;

	if (app_date(app, "date", app->common.date, DATE_PAST, &r->date) != 0)
		return -1;
	if (!s)
		return 0;
	if (text_clean(&text, &app->arena, s, strlen(s), "", &app->err) != 0)
		return -1;
	if (!*text)
		return err_set(&app->err, ERR_USAGE, "--reason gives no text");
	r->reason = text;
	return 0;
}

int
goal_revise(struct app *app, const struct strs *plan, struct revision *r)
{
	if (read_reason(app, r) != 0 ||
	    assigns_dates(app, &r->set, goal_field) != 0 ||
	    refs_check(app, &r->set) != 0 ||
	    app_edit(app, plan, apply, r, NULL) != 0)
		return -1;
	if (r->readers && !app->common.dry_run)
		app_note(app, "%s can see the reason", r->readers);
	return 0;
}
