#include "plan/where.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "plan/field.h"
#include "text/fold.h"

/* ---- what a key holds ---- */

/* The texts of a node: one, or the items of a list. */
static void
node_values(struct strs *out, struct arena *a, const struct front_node *n)
{
	if (n->kind == FRONT_SCALAR && *n->text)
		strs_add(out, a, n->text);
	for (const struct front_node *c = n->first; n->kind == FRONT_LIST && c;
	     c = c->next)
		node_values(out, a, c);
}

/* A key that no table knows: as it stands, or one level down at a dot. */
static void
own_values(struct strs *out, struct arena *a, const struct front_node *map,
    const char *key)
{
	const struct front_node *n = front_get(map, key);
	const char *dot = strchr(key, '.');

	if (n)
		node_values(out, a, n);
	else if (dot)
		own_values(out, a,
		    front_get(map, arena_strndup(a, key, (size_t)(dot - key))),
		    dot + 1);
}

/* A key of x by its table, else by its YAML. */
static void
field_values(struct strs *out, struct arena *a, const struct field *f,
    const void *x, const struct front_node *map, const char *key)
{
	const struct strs *l;

	if (!f || f->shape == SHAPE_MAP) {
		own_values(out, a, map, key);
	} else if (f->shape != SHAPE_LIST) {
		if (field_text(f, x))
			strs_add(out, a, field_text(f, x));
	} else {
		l = field_list(f, x);
		for (size_t i = 0; i < l->n; i++)
			strs_add(out, a, l->v[i]);
	}
}

static void
goal_values(
    struct strs *out, struct arena *a, const struct goal *g, const char *key)
{
	if (strcmp(key, "id") == 0)
		strs_add(out, a, g->id);
	else if (strcmp(key, "status") == 0)
		strs_add(out, a, goal_status_word(g->status));
	else if (strcmp(key, "share") == 0) {
		if (!isnan(g->share))
			strs_add(out, a, arena_printf(a, "%.4f", g->share));
	} else
		field_values(out, a, goal_field(key), g, g->node, key);
}

/* role NULL: all roles. */
static void
team_values(
    struct strs *out, struct arena *a, const struct plan *p, const char *role)
{
	for (size_t i = 0; i < p->nteam; i++)
		for (size_t k = 0; k < p->team[i].handles.n; k++)
			if (!role || strcmp(role, p->team[i].name) == 0)
				strs_add(out, a, p->team[i].handles.v[k]);
}

static void
profile_values(struct strs *out, struct arena *a, const struct plan *p,
    const char *heading)
{
	for (size_t i = 0; i < p->nprofile; i++)
		for (size_t k = 0; k < p->profile[i].n; k++)
			if (strcmp(heading, p->profile[i].name) == 0)
				strs_add(out, a, p->profile[i].items[k].text);
}

void
plan_values(
    struct strs *out, struct arena *a, const struct plan *p, const char *key)
{
	if (strcmp(key, "id") == 0)
		strs_add(out, a, p->id);
	else if (strcmp(key, "path") == 0)
		strs_add(out, a, p->path);
	else if (strcmp(key, "team") == 0)
		team_values(out, a, p, NULL);
	else if (str_starts(key, "team."))
		team_values(out, a, p, key + strlen("team."));
	else if (str_starts(key, "profile."))
		profile_values(out, a, p, key + strlen("profile."));
	else if (str_starts(key, "goal."))
		for (size_t i = 0; i < p->ngoals; i++)
			goal_values(
			    out, a, &p->goals[i], key + strlen("goal."));
	else
		field_values(out, a, plan_field(key), p, p->doc.root, key);
}

/* ---- reading a condition ---- */

/* The operator at s; returns its length, 0 if there is none. */
static size_t
op_read(const char *s, enum where_op *op)
{
	static const struct {
		const char *text;
		enum where_op op;
	} ops[] = {
	    {"!=", WHERE_NE},
	    {"<=", WHERE_LE},
	    {">=", WHERE_GE},
	    {"=", WHERE_EQ},
	    {"<", WHERE_LT},
	    {">", WHERE_GT},
	    {"~", WHERE_HAS},
	};

	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (str_starts(s, ops[i].text)) {
			*op = ops[i].op;
			return strlen(ops[i].text);
		}
	return 0;
}

/* [s, s + n) without the blanks around it. */
static const char *
trimmed(struct arena *a, const char *s, size_t n)
{
	while (n && *s == ' ') {
		s++;
		n--;
	}
	while (n && s[n - 1] == ' ')
		n--;
	return arena_strndup(a, s, n);
}

static bool
holds_dates(const char *key)
{
	const struct field *f = str_starts(key, "goal.")
				    ? goal_field(key + strlen("goal."))
				    : plan_field(key);

	return f && f->shape == SHAPE_DATE;
}

/* Dates that lie ahead: of a plan its end, of a goal its due. */
static enum date_lean
lean_of(const char *key)
{
	return strcmp(key, "goal.due") == 0 || strcmp(key, "end") == 0 ||
		       strcmp(key, "retain_until") == 0
		   ? DATE_FUTURE
		   : DATE_PAST;
}

int
where_parse(struct where *out, struct arena *a, const char *text, int today,
    struct err *e)
{
	size_t k = strcspn(text, "=!<>~"), n;
	struct where w = {.number = NAN, .day = DAY_NONE};
	const char *value;
	struct err none;
	bool iso;

	n = op_read(text + k, &w.op);
	w.key = trimmed(a, text, k);
	value = trimmed(a, text + k + n, strlen(text + k + n));
	if (!*w.key || n == 0 || !*value) {
		err_set(e, ERR_USAGE, "\"%s\" is no condition", text);
		return err_hint(e,
		    "KEY=VALUE, with =, !=, <, <=, >, >= or ~, as in "
		    "stage=grade-9");
	}
	w.folded = fold_name(a, value);
	if (!number_parse(value, &w.number))
		w.number = NAN;
	if (!duration_parse(value, &w.span_days))
		w.span_days = 0;
	if (date_parse(&w.day, &iso, value, today, lean_of(w.key), &none) != 0)
		w.day = DAY_NONE;
	if (w.day == DAY_NONE && w.op != WHERE_HAS && holds_dates(w.key)) {
		err_set(e, ERR_USAGE, "%s is a date, but \"%s\" is none", w.key,
		    value);
		return err_hint(e,
		    "write year-month-day, today, +2w or -10d; or %s~2026-09",
		    w.key);
	}
	*out = w;
	return 0;
}

/* ---- matching ---- */

/* Below 0, 0 or above: how a plan's value stands to the condition's. */
static int
compare(const struct where *w, const char *value, struct arena *a)
{
	int day = text_day(value), days;
	double number;

	if (day != DAY_NONE && w->day != DAY_NONE)
		return (day > w->day) - (day < w->day);
	if (!isnan(w->number) && number_parse(value, &number))
		return (number > w->number) - (number < w->number);
	if (w->span_days && duration_parse(value, &days))
		return (days > w->span_days) - (days < w->span_days);
	return strcmp(fold_name(a, value), w->folded);
}

static bool
value_matches(const struct where *w, const char *value, struct arena *a)
{
	switch (w->op) {
	case WHERE_EQ:
	case WHERE_NE:
		return compare(w, value, a) == 0;
	case WHERE_LT:
		return compare(w, value, a) < 0;
	case WHERE_LE:
		return compare(w, value, a) <= 0;
	case WHERE_GT:
		return compare(w, value, a) > 0;
	case WHERE_GE:
		return compare(w, value, a) >= 0;
	case WHERE_HAS:
		return strstr(fold_name(a, value), w->folded) != NULL;
	}
	return false;
}

bool
where_match(const struct where *w, const struct plan *p, struct arena *a)
{
	struct strs values = {NULL, 0, 0};
	bool any = false;

	plan_values(&values, a, p, w->key);
	for (size_t i = 0; i < values.n && !any; i++)
		any = value_matches(w, values.v[i], a);
	return w->op == WHERE_NE ? !any : any;
}
