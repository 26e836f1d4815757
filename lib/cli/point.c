#include "cli/point.h"

int
point_read(struct point *p, struct app *app, const char *opt, const char *text)
{
	bool written = true;
	const char *iso;

	*p = (struct point){.kind = POINT_REV, .opt = opt, .text = text};
	if (date_parse(&p->stand.day, &written, text, app->load.today,
		DATE_PAST, &p->no_date) != 0)
		return 0;
	p->kind = POINT_DAY;
	iso = date_text(&app->arena, p->stand.day);
	if (p->stand.day > app->load.today) {
		err_set(&app->err, ERR_USAGE, "--%s: %s has not come yet", opt,
		    iso);
		return err_hint(&app->err, "today is %s",
		    date_text(&app->arena, app->load.today));
	}
	if (!written)
		app_note(app, "%s is %s", text, iso);
	return 0;
}

static int
find_rev(struct point *p, struct app *app)
{
	struct err *e = &app->err;

	if (stand_of_rev(&p->stand, &app->load.repo, p->text, e) == 0)
		return 0;
	if (e->kind != ERR_USAGE)
		return -1;
	err_set(e, ERR_USAGE, "--%s: %s is no date and no revision of git",
	    p->opt, p->text);
	return err_hint(e, "%s", p->no_date.hint);
}

/* What the day is before, said or refused. */
static int
check_day(const struct point *p, struct app *app)
{
	const struct stand *s = &p->stand;
	const char *day = date_text(&app->arena, s->day), *first;

	if (s->first_day == DAY_NONE) {
		if (!s->rev)
			app_note(app, "nothing has been committed yet");
		return 0;
	}
	first = date_text(&app->arena, s->first_day);
	if (s->cut_off) {
		err_set(&app->err, ERR_WORLD,
		    "history is cut off at %s: this clone is shallow, and what "
		    "was there on %s is not in it",
		    first, day);
		return err_hint(&app->err,
		    "git fetch --unshallow brings the rest; or name a later "
		    "day");
	}
	if (!s->rev)
		app_note(app,
		    "nothing was committed yet on %s: the first commit is of "
		    "%s",
		    day, first);
	return 0;
}

int
points_find(struct point *const v[], size_t n, struct app *app)
{
	struct stand *days = arena_alloc(&app->arena, (n + 1) * sizeof *days);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i]->kind == POINT_DAY)
			days[k++].day = v[i]->stand.day;
		else if (v[i]->kind == POINT_REV && find_rev(v[i], app) != 0)
			return -1;
	}
	if (k > 0 &&
	    stands_of_days(days, k, &app->load.repo, NULL, &app->err) != 0)
		return -1;
	k = 0;
	for (size_t i = 0; i < n; i++) {
		if (v[i]->kind != POINT_DAY)
			continue;
		v[i]->stand = days[k++];
		if (check_day(v[i], app) != 0)
			return -1;
	}
	return 0;
}

int
app_open_any(struct app *app)
{
	if (app_open(app) == 0)
		return 0;
	if (app->err.kind != ERR_USAGE ||
	    caseload_open_rev(&app->load, &app->arena, app->common.dir, "HEAD",
		&app->err) != 0)
		return -1;
	app->opened = true;
	return 0;
}

int
app_open_at(struct app *app, const char *rev)
{
	caseload_close(&app->load);
	app->opened = false;
	if (caseload_open_rev(
		&app->load, &app->arena, app->common.dir, rev, &app->err) != 0)
		return -1;
	app->opened = true;
	return 0;
}
