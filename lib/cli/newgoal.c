#include "cli/newgoal.h"

#include <stdio.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/refs.h"
#include "cli/write.h"
#include "plan/field.h"
#include "plan/goal_check.h"
#include "plan/id.h"

/* ---- writing ---- */

static bool
never_taken(void *ctx, const char *id)
{
	(void)ctx;
	(void)id;
	return false;
}

/* The id that the goal has in every plan where it is free. */
static int
choose_base(struct app *app, struct newgoal *g)
{
	char *made;

	g->base = g->id;
	if (g->id)
		return 0;
	if (id_new_goal(&made, &app->arena, g->title,
		app->load.settings.opaque_ids, never_taken, NULL,
		&app->err) != 0)
		return -1;
	g->base = made;
	return 0;
}

static int
add_goal(
    struct app *app, struct edit *ed, const struct newgoal *g, const char **id)
{
	const char *want = g->base;

	if (!g->id && plan_goal(ed->now, want))
		want = NULL;
	if (edit_goal_add(
		ed, id, want, g->title, g->set.v, g->set.n, &app->err) != 0)
		return -1;
	for (size_t i = 0; i < g->steps.n; i++) {
		struct step_new s = {.text = g->steps.v[i]};

		if (edit_step_add(ed, *id, &s, &app->err) != 0)
			return -1;
	}
	return 0;
}

static int
apply(struct app *app, struct edit *ed, void *ctx)
{
	struct newgoal *g = ctx;
	const char *id;

	if (add_goal(app, ed, g, &id) != 0)
		return -1;
	if (g->form && !g->made.n)
		form_missing(
		    &g->lacks, &app->arena, g->form, plan_goal(ed->now, id));
	strs_add(&g->made, &app->arena, ed->now->id);
	strs_add(&g->made, &app->arena, id);
	return 0;
}

/* Levels from -2 to 2 behind all else, which stays in its order. */
static int
level_order(const struct assign *v)
{
	int level;

	if (!str_starts(v->key, "levels.") ||
	    !level_parse(v->key + strlen("levels."), &level))
		return -3;
	return level;
}

static void
sort_levels(struct assigns *l)
{
	for (size_t i = 1; i < l->n; i++) {
		struct assign v = l->v[i];
		size_t at = i;

		for (; at && level_order(&l->v[at - 1]) > level_order(&v); at--)
			l->v[at] = l->v[at - 1];
		l->v[at] = v;
	}
}

static int
write_all(struct app *app, const struct strs *words, struct newgoal *g)
{
	sort_levels(&g->set);
	return choose_base(app, g) != 0 ? -1
					: app_edit(app, words, apply, g, NULL);
}

/* ---- asking ---- */

/* The goal as it grows with the answers, in the first plan, unwritten. */
struct draft {
	struct app *app;
	struct newgoal *g;
	const struct form_part *part;
	struct edit ed;
	const char *id;
	struct assigns typed; /* keys and answers; FORM_STEP too */
	struct ask q;
};

static int
take_step(struct draft *d, const char *answer, struct err *e)
{
	struct step_new s = {.text = answer};

	if (edit_step_add(&d->ed, d->id, &s, e) != 0)
		return -1;
	strs_add(&d->g->steps, &d->app->arena, answer);
	return 0;
}

static int
take_value(struct draft *d, const char *answer, struct err *e)
{
	const char *key = d->part->key;
	struct assigns one = {NULL, 0, 0};

	assigns_put(
	    d->app, &one, key, d->part->list ? ASSIGN_ADD : ASSIGN_SET, answer);
	if (assigns_dates(d->app, &one, goal_field) != 0 ||
	    refs_check(d->app, &one) != 0 ||
	    edit_goal_set(&d->ed, d->id, one.v, 1, e) != 0)
		return -1;
	if (strcmp(key, "title") == 0)
		d->g->title = answer;
	else
		assigns_put(
		    d->app, &d->g->set, key, one.v[0].op, one.v[0].value);
	return 0;
}

/* e is app->err. */
static int
take(void *ctx, const char *answer, struct err *e)
{
	struct draft *d = ctx;
	bool step = strcmp(d->part->key, FORM_STEP) == 0;
	int r = step ? take_step(d, answer, e) : take_value(d, answer, e);

	if (r == 0)
		assigns_put(
		    d->app, &d->typed, d->part->key, ASSIGN_SET, answer);
	return r;
}

static bool
part_open(const struct draft *d, const struct form_part *p)
{
	if (strcmp(p->key, "title") == 0)
		return !d->g->title;
	return form_asks(plan_goal(d->ed.now, d->id), p);
}

static int
ask_parts(struct draft *d)
{
	const struct form *f = d->g->form;
	struct app *app = d->app;

	app_note(app, "%s: %s; an empty line leaves a question out", f->name,
	    f->about);
	for (size_t i = 0; i < f->nparts; i++) {
		const struct form_part *p = &f->parts[i];
		struct question q = {p->question, p->list,
		    p->needed ? "It belongs to the form; an empty line again "
				"leaves it out."
			      : NULL,
		    take, d};

		d->part = p;
		if (part_open(d, p) && ask(&d->q, &q, &app->err) != 0)
			return -1;
		if (!d->g->title)
			return err_set(&app->err, ERR_ANSWER,
			    "without a title there is no goal; nothing was "
			    "written");
	}
	return 0;
}

/* The goal with what the options say, tried in that plan. */
static int
draft_begin(struct draft *d, const struct plan *p)
{
	struct newgoal g = *d->g;
	struct app *app = d->app;

	g.title = g.title ? g.title : "-";
	if (plan_writable(p, &app->err) != 0 || choose_base(app, &g) != 0)
		return -1;
	edit_begin(
	    &d->ed, &app->arena, &app->load.settings, app->load.today, p);
	return add_goal(app, &d->ed, &g, &d->id);
}

/* So that no question is asked in vain: it must go into all the plans. */
static int
drafts_begin(struct draft *d, const struct strs *words)
{
	struct app *app = d->app;
	struct picks picks;
	struct err first;
	size_t bad = 0;

	if (app_pick(app, words, true, &picks) != 0)
		return -1;
	for (size_t i = picks.n; i-- > 0;)
		if (draft_begin(d, caseload_plan(&app->load, picks.v[i])) != 0)
			app_one_bad(app, &first, bad++);
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}

static void
add_quoted(struct buf *out, const char *s)
{
	buf_addc(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			buf_adds(out, "'\\''");
		else
			buf_addc(out, *s);
	buf_addc(out, '\'');
}

/* What was typed, as options of the next try. */
static void
show_typed(const struct draft *d)
{
	const struct form *f = d->g->form;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < d->typed.n; i++) {
		const struct assign *v = &d->typed.v[i];
		size_t k = 0;

		while (strcmp(f->parts[k].key, v->key) != 0)
			k++;
		buf_addf(&b, "%s  --%s=", i ? " \\\n" : "", f->parts[k].option);
		add_quoted(&b, str_starts(v->key, "levels.")
				   ? arena_printf(&d->app->arena, "%s=%s",
					 v->key + strlen("levels."), v->value)
				   : v->value);
	}
	if (b.n)
		fprintf(stderr, "What was typed, to be given as options:\n%s\n",
		    buf_str(&b));
	buf_free(&b);
}

/* ---- adding ---- */

static int
ask_and_write(struct app *app, const struct strs *words, struct newgoal *g)
{
	struct draft d = {.app = app, .g = g};
	int r;

	if (drafts_begin(&d, words) != 0)
		return -1;
	ask_begin(&d.q, &app->arena, app->cmd->name, app->out.err_color);
	r = ask_parts(&d);
	ask_end(&d.q);
	if (r == 0)
		r = write_all(app, words, g);
	if (r != 0)
		show_typed(&d);
	return r;
}

#define NAMES_MAX 5 /* plans named in a note; the others are counted */

/* "a, b and c"; of many "a, b, c, d, e and 7 others". */
static const char *
listed(struct arena *a, const struct strs *v)
{
	size_t n = v->n > NAMES_MAX + 1 ? NAMES_MAX : v->n;
	const char *s = "";

	for (size_t i = 0; i < n; i++)
		s = arena_printf(a, "%s%s%s", s,
		    i == 0	    ? ""
		    : i + 1 == v->n ? " and "
				    : ", ",
		    v->v[i]);
	return n == v->n ? s
			 : arena_printf(a, "%s and %zu others", s, v->n - n);
}

/* Where a common goal has another id, and what its form is still without. */
static void
tell(struct app *app, const struct newgoal *g)
{
	struct strs other = {NULL, 0, 0};

	for (size_t i = 0; g->made.n > 2 && i + 1 < g->made.n; i += 2)
		if (strcmp(g->made.v[i + 1], g->base) != 0)
			strs_add(&other, &app->arena, g->made.v[i]);
	if (other.n)
		app_note(app,
		    "%s was taken in %s: there the id of the new goal has a "
		    "number",
		    g->base, listed(&app->arena, &other));
	if (g->lacks.n)
		app_note(app,
		    "this %s goal is without its %s; ilp-goal set and "
		    "ilp-step add what is missing",
		    g->form->name, listed(&app->arena, &g->lacks));
}

int
newgoal_add(struct app *app, const struct strs *words, struct newgoal *g)
{
	for (size_t i = 0; i < g->set.n; i++)
		if (strcmp(g->set.v[i].key, "form") == 0)
			g->form = form_find(g->set.v[i].value);
	if ((g->ask && g->form ? ask_and_write(app, words, g)
			       : write_all(app, words, g)) != 0)
		return -1;
	tell(app, g);
	return 0;
}
