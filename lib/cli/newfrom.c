#include "cli/newfrom.h"

#include <string.h>

#include "cli/made.h"

/* ---- of which plans ---- */

/* Adds those of more that are not there yet. */
static void
join(struct app *app, struct picks *all, const struct picks *more)
{
	for (size_t i = 0; i < more->n; i++) {
		bool there = false;

		for (size_t k = 0; k < all->n && !there; k++)
			there = all->v[k] == more->v[i];
		if (there)
			continue;
		all->v = arena_grow(
		    &app->arena, all->v, &all->cap, all->n + 1, sizeof *all->v);
		all->v[all->n++] = more->v[i];
	}
}

/* Groups name past plans here too: a class whose year is over is one. */
static int
pick(struct app *app, const struct newfrom *o, const struct newyear_how *how,
    struct picks *out, struct newyear_skips *skips)
{
	for (int group = 0; group < 2; group++) {
		struct strs words = {NULL, 0, 0};
		struct picks some = {NULL, 0, 0};

		for (size_t i = 0; i < o->words.n; i++)
			if (word_is_group(o->words.v[i]) == group)
				strs_add(&words, &app->arena, o->words.v[i]);
		if (!words.n)
			continue;
		app->common.past = group || how->past;
		if (app_pick(app, &words, true, &some) != 0 ||
		    newyear_pick(
			&some, skips, &app->load, how, !group, &app->err) != 0)
			return -1;
		join(app, out, &some);
	}
	return 0;
}

static int
check_picks(struct app *app, const struct newfrom *o, size_t n)
{
	if (n < 2 || (!o->how.id && !o->how.goals->n))
		return 0;
	err_set(&app->err, ERR_USAGE, "%s goes with one plan, here are %zu",
	    o->how.id ? "--id" : "-g", n);
	return err_hint(&app->err, "make them one after the other");
}

/* What --set says of the year and its first day. */
static int
read_how(struct app *app, const struct newfrom *o, struct newyear_how *how)
{
	for (size_t i = 0; i < o->set->n; i++) {
		const struct assign *v = &o->set->v[i];
		bool year = strcmp(v->key, "year") == 0;

		if (strcmp(v->key, "follows") == 0 || (year && how->year)) {
			err_set(&app->err, ERR_USAGE,
			    "%s= has no place beside %s", v->key,
			    year ? "--year" : "--from");
			return err_hint(&app->err, "leave one of the two out");
		}
		if (year)
			how->year = v->value;
		else if (strcmp(v->key, "begin") == 0)
			how->begin = v->value;
	}
	return how->year
		   ? made_line_check(app, "year", how->year, "--year 2027-28")
		   : 0;
}

/* ---- what is told ---- */

static void
note_skips(struct app *app, const struct newyear_skips *s)
{
	if (s->followed == 1)
		app_note(app, "%s has its next plan already, %s", s->id, s->by);
	else if (s->followed)
		app_note(
		    app, "%zu plans have their next one already", s->followed);
	if (s->there)
		app_note(app, "%zu %s of that year already", s->there,
		    s->there == 1 ? "plan is" : "plans are");
	if (s->young)
		app_note(app,
		    "%zu %s begun less than half a year ago; name it, or say "
		    "--year, to go on all the same",
		    s->young, s->young == 1 ? "plan has" : "plans have");
}

static void
note_one(struct app *app, const struct newplan *p)
{
	const struct carry_left *l = &p->left;

	for (size_t i = 0; i < l->undated.n; i++) {
		const char *id = l->undated.v[i];

		app_note(app,
		    "%s was due %s, over by then; it goes on without a due "
		    "date",
		    id, plan_goal(p->carry->old, id)->due);
	}
	if (l->steps)
		app_note(app,
		    "%zu open %s without a due date that is over by then",
		    l->steps, l->steps == 1 ? "step goes on" : "steps go on");
}

static void
note_all(struct app *app, const struct newplan *v, size_t n)
{
	size_t goals = 0, steps = 0;

	for (size_t i = 0; i < n; i++) {
		goals += v[i].left.undated.n;
		steps += v[i].left.steps;
	}
	if (goals + steps)
		app_note(app,
		    "%zu %s and %zu %s on without a due date that is over by "
		    "then",
		    goals, goals == 1 ? "goal" : "goals", steps,
		    goals + steps == 1 ? "step goes" : "steps go");
}

/* A new year is mostly a new grade, which nobody can guess. */
static void
note_stage(
    struct app *app, const struct newfrom *o, const struct newplan *v, size_t n)
{
	const char *stage = NULL;
	size_t same = 0;

	for (size_t i = 0; i < o->set->n; i++)
		if (strcmp(o->set->v[i].key, "stage") == 0)
			return;
	for (size_t i = 0; i < n; i++)
		if (v[i].made->stage) {
			stage = v[i].made->stage;
			same++;
		}
	if (same == 1)
		app_note(app, "stage is still %s; ilp-set changes it", stage);
	else if (same)
		app_note(app,
		    "stage is still that of the old plans; ilp-set changes it");
}

static void
note_year(struct app *app, const struct newplan *v, size_t n)
{
	const char *school = app->load.settings.year;

	for (size_t i = 0; i < n; i++)
		if (school && !str_eq(v[i].made->year, school)) {
			app_note(app,
			    "ilp.yml says year: %s; while it does, lists "
			    "leave plans of %s out (--past shows them)",
			    school, v[i].made->year);
			return;
		}
}

static void
tell(struct app *app, const struct newfrom *o, const struct newyear *y,
    const struct newplan *v, size_t n)
{
	for (size_t i = 0; i < y->missing.n; i++)
		app_note(app,
		    "there is no template %s; what it was for begins with "
		    "another one (-t chooses)",
		    y->missing.v[i]);
	if (n == 1)
		note_one(app, v);
	else
		note_all(app, v, n);
	note_stage(app, o, v, n);
	note_year(app, v, n);
}

/* ---- making them ---- */

/* Places all and makes them; every bad one is told. */
static int
make_all(struct app *app, struct newyear *y, const struct newfrom *o,
    const struct picks *picks, struct newplan *v)
{
	struct err first;
	size_t bad = 0;

	for (size_t i = 0; i < picks->n; i++) {
		v[i].v = o->set->v;
		v[i].n = o->set->n;
		if (newyear_prepare(&v[i], y, picks->v[i], &app->err) != 0)
			app_one_bad(app, &first, bad++);
	}
	if (!bad)
		newplans_fill(y->w, v, picks->n);
	for (size_t i = 0; i < picks->n; i++) {
		if (!v[i].err)
			continue;
		app->err = *v[i].err;
		app_one_bad(app, &first, bad++);
	}
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}

int
newfrom_run(struct app *app, struct newplans *w, const struct newfrom *o)
{
	struct newyear_how how = o->how;
	struct newyear y = {.w = w, .how = &how};
	struct picks picks = {NULL, 0, 0};
	struct newyear_skips skips = {.followed = 0};
	struct newplan *v;

	if (read_how(app, o, &how) != 0 ||
	    pick(app, o, &how, &picks, &skips) != 0 ||
	    check_picks(app, o, picks.n) != 0)
		return -1;
	note_skips(app, &skips);
	v = arena_alloc(&app->arena, (picks.n + 1) * sizeof *v);
	if (make_all(app, &y, o, &picks, v) != 0)
		return -1;
	tell(app, o, &y, v, picks.n);
	return made_plans(app, v, picks.n);
}
