#include "track/newyear.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "plan/template.h"
#include "text/fold.h"

#define ID_MAX	   63
#define YOUNG_DAYS 183

/* ---- years ---- */

char *
year_after(struct arena *a, const char *year)
{
	size_t n = strspn(year, "0123456789"), m;
	const char *rest = year + n;
	int first = atoi(year), second;

	if (n != 4)
		return NULL;
	if (!*rest)
		return arena_printf(a, "%04d", first + 1);
	m = strspn(rest + 1, "0123456789");
	if ((*rest != '-' && *rest != '/') || (m != 2 && m != 4) || rest[1 + m])
		return NULL;
	second = atoi(rest + 1);
	if (second % 100 != (first + 1) % 100)
		return NULL;
	return arena_printf(a, "%04d%c%0*d", first + 1, *rest, (int)m,
	    m == 2 ? (second + 1) % 100 : second + 1);
}

/* How much of an id stands before "-YYYY" or "-YYYY-YY"; else all of it. */
static size_t
before_year(const char *id)
{
	size_t n = strlen(id), k = n;

	if (k > 3 && isdigit((unsigned char)id[k - 1]) &&
	    isdigit((unsigned char)id[k - 2]) && id[k - 3] == '-')
		k -= 3;
	for (size_t i = 1; i <= 4; i++)
		if (k < 6 || !isdigit((unsigned char)id[k - i]))
			return n;
	return id[k - 5] == '-' ? k - 5 : n;
}

char *
newyear_id(struct arena *a, const char *id, const char *old, const char *year)
{
	const char *tail = arena_printf(a, "-%s", fold_slug(a, year));
	const char *own = old ? arena_printf(a, "-%s", fold_slug(a, old)) : "";
	size_t n = strlen(id), t = strlen(tail);

	if (old && own[1] && str_ends(id, own) && n > strlen(own))
		n -= strlen(own);
	else
		n = before_year(id);
	if (t < ID_MAX && n > ID_MAX - t)
		n = ID_MAX - t;
	while (n && id[n - 1] == '-')
		n--;
	return arena_printf(a, "%.*s%s", (int)n, id, tail);
}

/* The year of a plan's successor; NULL where it has to be told. */
static const char *
next_year(const struct caseload *c, const struct plan *old,
    const struct newyear_how *how)
{
	const char *school = c->settings.year;

	if (how->year)
		return how->year;
	if (school && (!old->year || strcmp(school, old->year) > 0))
		return school;
	return old->year ? year_after(c->a, old->year) : NULL;
}

/* ---- of which plans ---- */

/* True if the plan is of the year before that one, or of no year. */
static bool
year_before(struct arena *a, const struct plan *p, const char *year)
{
	return !p->year || !year || str_eq(year_after(a, p->year), year);
}

static bool
is_young(const struct caseload *c, const struct plan *p)
{
	int begin = text_day(p->begin);

	return begin != DAY_NONE && begin > c->today - YOUNG_DAYS;
}

/* A plan of the school's year whose next year may be near. */
static bool
ripe(struct caseload *c, size_t i)
{
	const struct plan *p = caseload_brief(c, i);

	return !c->followed[i] && str_eq(p->year, c->settings.year) &&
	       !is_young(c, caseload_plan(c, i));
}

static const char *
follower(struct caseload *c, const char *id)
{
	for (size_t i = 0; i < c->files.n; i++)
		if (str_eq(caseload_brief(c, i)->follows, id))
			return caseload_brief(c, i)->id;
	return NULL;
}

/* Which plans of a group stay. */
struct sieve {
	struct caseload *c;
	const struct newyear_how *how;
	bool this_year; /* those of the school's year; else of the one before */
};

static bool
stays_in_group(
    const struct sieve *s, const struct plan *p, struct newyear_skips *skips)
{
	const char *school = s->c->settings.year;
	bool this_year = !p->year || str_eq(p->year, school);

	if (s->how->past)
		return true;
	if (s->how->year)
		return this_year || year_before(s->c->a, p, s->how->year);
	if (s->this_year)
		return this_year;
	if (p->year && this_year) {
		skips->young++;
		return false;
	}
	return year_before(s->c->a, p, school);
}

static bool
stays(const struct sieve *s, size_t i, bool named, struct newyear_skips *skips)
{
	const struct plan *p = caseload_brief(s->c, i);

	if (s->c->followed[i]) {
		skips->followed++;
		skips->id = p->id;
		skips->by = follower(s->c, p->id);
		return false;
	}
	/* A plan that is chained to another of its year is named by --id. */
	if (s->how->year && !s->how->id && str_eq(p->year, s->how->year)) {
		skips->there++;
		return false;
	}
	return named || stays_in_group(s, p, skips);
}

int
newyear_pick(struct picks *picks, struct newyear_skips *skips,
    struct caseload *c, const struct newyear_how *how, bool named,
    struct err *e)
{
	struct sieve s = {c, how, false};
	size_t n = 0;

	if (caseload_load(c, e) != 0)
		return -1;
	for (size_t i = 0; i < picks->n; i++)
		s.this_year = s.this_year || ripe(c, picks->v[i]);
	for (size_t i = 0; i < picks->n; i++)
		if (stays(&s, picks->v[i], named, skips))
			picks->v[n++] = picks->v[i];
	picks->n = n;
	return 0;
}

/* ---- what each is made of ---- */

/* Reads a template once. */
static int
form_of(
    const struct plan **out, struct newyear *y, const char *name, struct err *e)
{
	struct caseload *c = y->w->c;
	struct template t;
	struct plan *p;

	for (size_t i = 0; i < y->n; i++)
		if (strcmp(y->forms[i].name, name) == 0) {
			*out = y->forms[i].plan;
			return 0;
		}
	if (template_read(&t, c->a, &c->repo.folder, name, e) != 0 ||
	    template_plan(&p, c->a, &c->settings, c->today, &t, e) != 0)
		return -1;
	y->forms =
	    arena_grow(c->a, y->forms, &y->cap, y->n + 1, sizeof *y->forms);
	y->forms[y->n++] = (struct newyear_form){name, p};
	*out = p;
	return 0;
}

/*
 * The template: the one asked for, else the old plan's, else that of its
 * kind, else student.
 */
static int
choose_form(struct carry *k, struct newyear *y, struct err *e)
{
	const char *names[] = {
	    y->how->template, k->old->template_name, k->old->kind, "student"};
	size_t from = y->how->template ? 0 : 1, to = from ? 4 : 1;

	for (size_t i = from; i < to; i++) {
		k->form_name = names[i];
		if (!names[i])
			continue;
		if (form_of(&k->form, y, names[i], e) == 0)
			return 0;
		if (e->kind != ERR_USAGE)
			return -1;
		if (i == 1 && strs_find(&y->missing, names[i]) < 0)
			strs_add(&y->missing, y->w->c->a, names[i]);
	}
	return -1;
}

static int
take_goal(struct carry *k, struct arena *a, const char *word, struct err *e)
{
	const struct goal *g;
	const char *id;

	if (goal_pick(&id, k->old, word, a, e) != 0)
		return -1;
	g = plan_goal(k->old, id);
	if (g->status == GOAL_MET || g->status == GOAL_DROPPED) {
		err_set(e, ERR_USAGE, "%s is %s, so it cannot go on", id,
		    goal_status_word(g->status));
		return err_hint(e,
		    "leave it out, or open it again: ilp-goal start %s %s",
		    k->old->id, id);
	}
	if (strs_find(&k->goals, id) < 0)
		strs_add(&k->goals, a, id);
	return 0;
}

static int
choose_goals(struct carry *k, struct newyear *y, struct err *e)
{
	struct arena *a = y->w->c->a;
	const struct strs *words = y->how->goals;

	for (size_t i = 0; i < words->n; i++)
		if (take_goal(k, a, words->v[i], e) != 0)
			return -1;
	for (size_t i = 0; i < k->old->ngoals && !words->n; i++) {
		const struct goal *g = &k->old->goals[i];

		if (g->status != GOAL_MET && g->status != GOAL_DROPPED)
			strs_add(&k->goals, a, g->id);
	}
	return 0;
}

static int
choose_year(struct carry *k, struct newyear *y, struct err *e)
{
	const char *old = k->old->year;

	k->year = next_year(y->w->c, k->old, y->how);
	if (k->year)
		return 0;
	if (old)
		err_set(e, ERR_USAGE, "which year comes after %s?", old);
	else
		err_set(e, ERR_USAGE, "neither %s nor ilp.yml has a year",
		    k->old->id);
	return err_hint(e, "say it: --year 2027-28");
}

/* Today, or a year after the old plan where the new one is made ahead. */
static void
choose_days(struct carry *k, const struct newyear *y)
{
	const struct caseload *c = y->w->c;
	int begin = text_day(y->how->begin), old = text_day(k->old->begin);

	k->begin_day = begin != DAY_NONE ? begin : c->today;
	if (begin == DAY_NONE && old != DAY_NONE &&
	    !str_eq(k->year, c->settings.year) &&
	    date_add_months(old, 12) > c->today)
		k->begin_day = date_add_months(old, 12);
	k->due_from = k->begin_day > c->today ? k->begin_day : c->today;
}

int
newyear_prepare(struct newplan *p, struct newyear *y, size_t i, struct err *e)
{
	struct caseload *c = y->w->c;
	struct carry *k = arena_new(c->a, struct carry);
	struct plan *form = arena_new(c->a, struct plan);
	const char *group = y->how->group;

	k->old = caseload_plan(c, i);
	k->keep_groups = y->how->keep_groups;
	if (plan_writable(k->old, e) != 0 || choose_year(k, y, e) != 0 ||
	    choose_form(k, y, e) != 0 || choose_goals(k, y, e) != 0)
		return -1;
	choose_days(k, y);
	if (!group)
		group = path_group(c->a, k->old->path);
	if (newplan_place(p, y->w,
		newyear_id(c->a, k->old->id, k->old->year, k->year), group,
		y->how->id, e) != 0)
		return -1;
	*form = *k->form;
	form->path = form->doc.path = p->path;
	form->id = p->id;
	k->form = form;
	p->carry = k;
	return 0;
}
