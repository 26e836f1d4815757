/* Edits of front matter values: ilp-set, ilp-goal set and unset. */

#include <string.h>

#include "plan/edit_slot.h"
#include "plan/field.h"
#include "plan/goal_check.h"
#include "plan/id.h"
#include "text/splice.h"

int
assign_parse(
    struct assign *out, struct arena *a, const char *text, struct err *e)
{
	const char *eq = strchr(text, '=');
	size_t n = eq ? (size_t)(eq - text) : 0;

	out->op = ASSIGN_SET;
	if (n && (text[n - 1] == '+' || text[n - 1] == '-'))
		out->op = text[--n] == '+' ? ASSIGN_ADD : ASSIGN_DROP;
	if (n == 0 || memchr(text, ' ', n)) {
		err_set(e, ERR_USAGE, "%s is not of the form KEY=VALUE", text);
		return err_hint(e, "put the whole of it in quotes, as in "
				   "'measure=pages a week'");
	}
	out->key = arena_strndup(a, text, n);
	out->value = eq + 1;
	if (!*out->value) {
		err_set(
		    e, ERR_USAGE, "%s gives no value for %s", text, out->key);
		return err_hint(e, "use unset to remove a value");
	}
	return 0;
}

/* ---- what must stand there afterwards ---- */

/* The texts of a scalar (one, none if empty) or list. */
static void
texts_of(struct strs *out, struct arena *a, const struct front_node *n)
{
	if (n && n->kind == FRONT_SCALAR && *n->text)
		strs_add(out, a, n->text);
	for (const struct front_node *c = n ? n->first : NULL; c; c = c->next)
		strs_add(out, a, c->kind == FRONT_SCALAR ? c->text : "");
}

static bool
texts_equal(const struct strs *x, const struct strs *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->v[i], y->v[i]) != 0)
			return false;
	return true;
}

/* What a member holds after the assignment, from what it held. */
static void
texts_after(struct strs *out, struct arena *a, const struct front_node *n,
    const struct assign *v)
{
	struct strs old = {NULL, 0, 0};
	bool dropped = false;

	if (v && v->op != ASSIGN_SET)
		texts_of(&old, a, n);
	for (size_t i = 0; i < old.n; i++) {
		if (v->op == ASSIGN_DROP && !dropped &&
		    strcmp(old.v[i], v->value) == 0)
			dropped = true;
		else
			strs_add(out, a, old.v[i]);
	}
	if (v && v->op != ASSIGN_DROP)
		strs_add(out, a, v->value);
}

/* ---- operations ---- */

/* What a plan or one goal offers to assignments. */
struct target {
	const struct front_node *map;
	const struct field *v;
	size_t nv;
	const char *prefix;	 /* "plan" or "goal" */
	const struct goal *goal; /* NULL for the plan */
	const char *scale;	 /* by which its values are read */
};

static int
target_of(
    struct target *t, const struct edit *ed, const char *goal, struct err *e)
{
	*t = (struct target){
	    ed->now->doc.root, plan_fields, plan_nfields, "plan", NULL, NULL};
	if (!goal)
		return 0;
	t->goal = plan_goal(ed->now, goal);
	if (!t->goal)
		return err_set(
		    e, ERR_USAGE, "%s has no goal %s", ed->now->id, goal);
	t->scale = t->goal->scale;
	t->map = t->goal->node;
	t->v = goal_fields;
	t->nv = goal_nfields;
	t->prefix = "goal";
	return 0;
}

static const struct field *
target_field(const struct target *t, const char *key)
{
	for (size_t i = 0; i < t->nv; i++)
		if (strcmp(t->v[i].key, key) == 0)
			return &t->v[i];
	return NULL;
}

/* What the splices of one assignment must lead to. */
struct asked {
	const char *key;
	const char *what; /* of the changes that may be seen */
	struct strs want; /* texts of the member afterwards */
};

static void
asked_set(
    struct asked *out, struct edit *ed, const struct target *t, const char *key)
{
	const char *dot = strchr(key, '.');
	int top = (int)(dot && !front_get(t->map, key) ? (size_t)(dot - key)
						       : strlen(key));

	*out = (struct asked){.key = key, .what = key};
	if (t->goal || !str_starts(key, "team."))
		out->what = arena_printf(ed->a, "%s.%.*s", t->prefix, top, key);
}

static bool
asked_for(const struct asked *v, size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].what, what) == 0)
			return true;
	return false;
}

/* Whether the member that the key names in map holds what it must. */
static bool
asked_holds(
    const struct asked *v, struct arena *a, const struct front_node *map)
{
	const char *dot = strchr(v->key, '.');
	const struct front_node *n = front_get(map, v->key);
	struct strs have = {NULL, 0, 0};

	if (!n && dot) {
		const char *top =
		    arena_strndup(a, v->key, (size_t)(dot - v->key));

		n = slot_member(front_get(map, top), top, dot + 1);
	}
	texts_of(&have, a, n);
	return texts_equal(&have, &v->want);
}

/*
 * Accepts the splices if nothing but the keys asked for changed, and if
 * their members then hold what they have to.
 */
static int
accept(struct edit *ed, const struct target *t, struct splices *sp,
    const struct asked *v, size_t n, struct err *e)
{
	const char *goal = t->goal ? t->goal->id : NULL;
	struct changes seen = {NULL, 0, 0};
	const struct front_node *map;
	struct plan *next;

	if (edit_try(ed, sp, &next, &seen, e) != 0)
		return -1;
	for (size_t i = 0; i < seen.n; i++)
		if (!asked_for(v, n, seen.v[i].what) ||
		    !str_eq(seen.v[i].goal, goal))
			return edit_refuse(ed, next, e);
	map = goal ? plan_goal(next, goal)->node : next->doc.root;
	for (size_t i = 0; i < n; i++)
		if (!asked_holds(&v[i], ed->a, map))
			return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

static int
bad_value(struct err *e, const char *code, const char *hint, const char *key,
    const char *value, const char *what)
{
	err_at(e, NULL, 0, 0, code, "%s: %s is %s", key, value, what);
	return err_hint(e, "%s", hint);
}

static int
level_check(const struct assign *v, struct err *e)
{
	const char *word = v->key + strlen("levels.");
	int level;

	if (level_parse(word, &level))
		return 0;
	err_at(e, NULL, 0, 0, "goal-levels", "%s is no level", word);
	return err_hint(e, "use -2, -1, 0, 1 and 2");
}

/* Read by the scale that the goal has, or is about to have. */
static int
value_check(struct edit *ed, const struct target *t, const struct assign *v,
    struct err *e)
{
	const struct field *f = target_field(t, v->key);
	const struct goal g = {.scale = t->scale};
	double number;

	if (value_clean(v->key, v->value, e) != 0)
		return -1;
	if (v->op == ASSIGN_DROP)
		return 0;
	if (!t->goal && str_starts(v->key, "team.") && !handle_valid(v->value))
		return bad_value(e, "handle",
		    "use small letters, digits, dots and dashes, as in "
		    "j.ortiz",
		    v->key, v->value, "no handle");
	if (f && field_check(f, v->value, e) != 0)
		return -1;
	if (t->goal && str_starts(v->key, "levels."))
		return level_check(v, e);
	if (!t->goal || !f || f->shape != SHAPE_VALUE ||
	    goal_value(&g, ed->s, v->value, &number))
		return 0;
	if (!g.scale)
		return bad_value(e, "goal-number",
		    "write a number, or set scale= first", v->key, v->value,
		    "no number");
	if (!settings_scale(ed->s, g.scale))
		return 0;
	return bad_value(e, "goal-level",
	    arena_printf(ed->a, "use %s",
		scale_words(settings_scale(ed->s, g.scale), ed->a)),
	    v->key, v->value,
	    arena_printf(ed->a, "no level of the scale %s", g.scale));
}

int
goal_value_check(
    struct edit *ed, const char *scale, const struct assign *v, struct err *e)
{
	const struct goal none = {0};
	const struct target t = {
	    NULL, goal_fields, goal_nfields, "goal", &none, scale};

	return value_check(ed, &t, v, e);
}

/* The value as it is written: handles of the team are folded. */
static const char *
value_of(struct edit *ed, const struct target *t, const struct assign *v)
{
	return !t->goal && str_starts(v->key, "team.")
		   ? handle_fold(ed->a, v->value)
		   : v->value;
}

/*
 * Adds the splices of one assignment to sp and says what they must lead to.
 * *same if nothing has to change; *there if its member exists already.
 */
static int
ask(struct asked *out, struct edit *ed, const struct target *t,
    struct splices *sp, const struct assign *v, bool *same, bool *there,
    struct err *e)
{
	struct text_edit te = {&ed->now->doc, ed->a, sp};
	struct assign x = *v;
	struct slot s;

	if (slot_find(&s, ed->a, t->map, t->v, t->nv, v->key, e) != 0 ||
	    value_check(ed, t, v, e) != 0)
		return -1;
	x.value = value_of(ed, t, v);
	if (slot_write(&te, &s, &x, same, e) != 0)
		return -1;
	*same = *same || slot_default(&s, &x);
	*there = s.node != NULL;
	asked_set(out, ed, t, v->key);
	texts_after(&out->want, ed->a, s.node, &x);
	return 0;
}

static int
assign_one(
    struct edit *ed, const char *goal, const struct assign *v, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct target t;
	struct asked asked;
	bool same, there;

	if (target_of(&t, ed, goal, e) != 0 ||
	    ask(&asked, ed, &t, &sp, v, &same, &there, e) != 0)
		return -1;
	return same ? 0 : accept(ed, &t, &sp, &asked, 1, e);
}

static bool
sets_same(const struct assign *x, const struct assign *y)
{
	return x->op == ASSIGN_SET && y->op == ASSIGN_SET &&
	       strcmp(x->key, y->key) == 0;
}

/* Whether the list that v[i] sets holds just what all of v set it to. */
static bool
list_stays(struct edit *ed, const char *goal, const struct assign *v, size_t n,
    size_t i)
{
	struct strs have = {NULL, 0, 0}, want = {NULL, 0, 0};
	struct target t;
	struct slot s;
	struct err e;

	if (target_of(&t, ed, goal, &e) != 0 ||
	    slot_find(&s, ed->a, t.map, t.v, t.nv, v[i].key, &e) != 0)
		return false;
	for (size_t k = 0; k < n; k++)
		if (sets_same(&v[k], &v[i]))
			strs_add(&want, ed->a, value_of(ed, &t, &v[k]));
	texts_of(&have, ed->a, s.node);
	return want.n > 1 && texts_equal(&have, &want);
}

/* KEY=A KEY=B: the first takes the place of the list, the others add. */
static int
assign_nth(struct edit *ed, const char *goal, const struct assign *v, size_t n,
    size_t i, struct err *e)
{
	struct assign x = v[i];

	for (size_t k = 0; k < i; k++)
		if (sets_same(&v[k], &v[i]))
			x.op = ASSIGN_ADD;
	if (x.op == ASSIGN_SET && list_stays(ed, goal, v, n, i))
		return 0;
	return assign_one(ed, goal, &x, e);
}

/*
 * The same for all in one reading, where each gives a new value to another
 * member that is there: what a roster does a thousand times.  False, and
 * nothing done, where it is not so easy or anything is wrong.
 */
static bool
assign_at_once(struct edit *ed, const struct assign *v, size_t n)
{
	struct asked *asked = arena_alloc(ed->a, (n + 1) * sizeof *asked);
	struct splices sp = {NULL, 0, 0};
	struct target t;
	struct err e;
	size_t m = 0;

	if (n < 2 || target_of(&t, ed, NULL, &e) != 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool same, there;

		for (size_t k = 0; k < i; k++)
			if (strcmp(v[i].key, v[k].key) == 0)
				return false;
		if (v[i].op != ASSIGN_SET ||
		    ask(&asked[m], ed, &t, &sp, &v[i], &same, &there, &e) !=
			0 ||
		    !there)
			return false;
		m += !same;
	}
	return m == 0 || accept(ed, &t, &sp, asked, m, &e) == 0;
}

/* The last assignment to that key, or NULL. */
static const struct assign *
assign_last(const struct assign *v, size_t n, const char *key)
{
	while (n-- > 0)
		if (strcmp(v[n].key, key) == 0)
			return &v[n];
	return NULL;
}

static const char *const scaled_keys[] = {
    "scale", "baseline", "target", "progress"};

static bool
is_scaled(const char *key)
{
	for (size_t i = 0; i < 4; i++)
		if (strcmp(key, scaled_keys[i]) == 0)
			return true;
	return false;
}

/*
 * A new scale and the values that are read by it, in one reading: one
 * without the others may be no plan.
 */
static int
assign_scaled(struct edit *ed, const char *goal, const struct assign *v,
    size_t n, struct err *e)
{
	struct asked asked[4] = {0};
	struct splices sp = {NULL, 0, 0};
	struct target t;
	size_t m = 0;

	if (target_of(&t, ed, goal, e) != 0)
		return -1;
	t.scale = assign_last(v, n, "scale")->value;
	for (size_t i = 0; i < 4; i++) {
		const struct assign *x = assign_last(v, n, scaled_keys[i]);
		bool same, there;

		if (!x)
			continue;
		if (ask(&asked[m], ed, &t, &sp, x, &same, &there, e) != 0)
			return -1;
		if (same)
			asked[m] = (struct asked){0};
		else
			m++;
	}
	return m ? accept(ed, &t, &sp, asked, m, e) : 0;
}

/* All or none. */
static int
assign_all(struct edit *ed, const char *goal, const struct assign *v, size_t n,
    struct err *e)
{
	const struct plan *start = ed->now;
	bool scale = goal && assign_last(v, n, "scale");
	int r = 0;

	if (!goal && assign_at_once(ed, v, n))
		return 0;
	for (size_t i = 0; i < n && r == 0; i++)
		if (!scale || !is_scaled(v[i].key))
			r = assign_nth(ed, goal, v, n, i, e);
	if (r == 0 && scale)
		r = assign_scaled(ed, goal, v, n, e);
	if (r != 0)
		ed->now = start;
	return r;
}

static int
unset_one(struct edit *ed, const char *goal, const char *key, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct asked gone;
	struct target t;
	struct slot s;

	if (target_of(&t, ed, goal, e) != 0 ||
	    slot_find(&s, ed->a, t.map, t.v, t.nv, key, e) != 0)
		return -1;
	if (!s.node)
		return 0;
	front_drop(&te, s.node);
	asked_set(&gone, ed, &t, key);
	return accept(ed, &t, &sp, &gone, 1, e);
}

static int
kept_key(const char *key, const char *hint, struct err *e)
{
	err_set(e, ERR_USAGE, "%s is not changed by this command", key);
	return err_hint(e, "%s", hint);
}

static int
plan_key_allowed(const char *key, bool unset, struct err *e)
{
	if (strcmp(key, "goals") == 0 || str_starts(key, "goals."))
		return kept_key(key, "use ilp-goal", e);
	if (strcmp(key, "profile") == 0 || str_starts(key, "profile."))
		return kept_key(key, "use ilp-profile", e);
	if (strcmp(key, "ilp") == 0)
		return kept_key(key, "the format of a plan stays", e);
	if (unset && strcmp(key, "learner") == 0)
		return kept_key(key, "a plan needs a learner; set another", e);
	return 0;
}

int
edit_set(struct edit *ed, const struct assign *v, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (plan_key_allowed(v[i].key, false, e) != 0)
			return -1;
	return assign_all(ed, NULL, v, n, e);
}

int
edit_unset(struct edit *ed, const char *key, struct err *e)
{
	if (plan_key_allowed(key, true, e) != 0)
		return -1;
	return unset_one(ed, NULL, key, e);
}

int
edit_goal_set(struct edit *ed, const char *goal, const struct assign *v,
    size_t n, struct err *e)
{
	const struct plan *start = ed->now;

	if (assign_all(ed, goal, v, n, e) != 0)
		return -1;
	if (goal_agrees(plan_goal(ed->now, goal), v, n, e) != 0) {
		ed->now = start;
		return -1;
	}
	goal_notes(ed, plan_goal(ed->now, goal), v, n);
	return 0;
}

int
edit_goal_unset(
    struct edit *ed, const char *goal, const char *key, struct err *e)
{
	if (strcmp(key, "title") == 0)
		return kept_key(
		    key, "a goal needs a title; set another one", e);
	return unset_one(ed, goal, key, e);
}
