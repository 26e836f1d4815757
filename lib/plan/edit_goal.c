/* Edits that add a goal or move its status. */

#include <string.h>

#include "plan/edit.h"
#include "plan/edit_slot.h"
#include "plan/goal_check.h"
#include "plan/id.h"
#include "text/edit.h"
#include "text/splice.h"

static bool
goal_taken(void *ctx, const char *id)
{
	return plan_goal(ctx, id) != NULL;
}

static int
choose_id(struct edit *ed, const char **id, const char *want, const char *title,
    struct err *e)
{
	struct plan now = *ed->now;
	char *made;

	if (!want) {
		if (id_new_goal(&made, ed->a, title, ed->s->opaque_ids,
			goal_taken, &now, e) != 0)
			return -1;
		*id = made;
		return 0;
	}
	if (!id_goal_valid(want)) {
		err_at(e, NULL, 0, 0, "goal-id", "%s is no goal id", want);
		return err_hint(
		    e, "use small letters, digits and -, as in read-daily");
	}
	if (plan_goal(ed->now, want)) {
		err_set(e, ERR_USAGE, "%s has a goal %s already", ed->now->id,
		    want);
		return err_hint(e, "choose another --id, or use ilp-goal set");
	}
	*id = want;
	return 0;
}

/* The mapping that holds the goals, made (empty) where it is missing. */
static int
goals_node(struct edit *ed, const struct front_node **out, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct front_pair key = {"goals", NULL, NULL};
	struct changes none = {NULL, 0, 0};

	*out = front_get(ed->now->doc.root, "goals");
	if (*out)
		return 0;
	front_add(&te, ed->now->doc.root, &key);
	if (edit_apply(ed, &sp, &none, e) != 0)
		return -1;
	*out = front_get(ed->now->doc.root, "goals");
	return 0;
}

struct member {
	const char *key;
	const char *value; /* NULL: a list */
	struct strs list;
};

/* The members that a new goal is written with, in the order of the table. */
struct members {
	struct member *v;
	size_t n;
};

static struct member *
members_find(const struct members *m, const char *key)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->v[i].key, key) == 0)
			return &m->v[i];
	return NULL;
}

static size_t
key_order(const char *key)
{
	size_t i = 0;

	while (i < goal_nfields && strcmp(goal_fields[i].key, key) != 0)
		i++;
	return i;
}

/* Behind those that the table has before it; own keys stay in their order. */
static void
members_put(struct members *m, const struct member *p)
{
	size_t at = m->n++;

	for (; at && key_order(m->v[at - 1].key) > key_order(p->key); at--)
		m->v[at] = m->v[at - 1];
	m->v[at] = *p;
}

/*
 * Adds what one assignment says of a goal that has nothing yet.  False where
 * it is not so easy, or wrong.
 */
static bool
members_add(struct edit *ed, struct members *m, const char *scale,
    const struct assign *v)
{
	struct member *had = members_find(m, v->key);
	struct member new = {v->key, v->value, {NULL, 0, 0}};
	const struct front_node none = {.kind = FRONT_MAP};
	struct slot slot;
	struct err e;

	if (slot_find(&slot, ed->a, &none, goal_fields, goal_nfields, v->key,
		&e) != 0 ||
	    slot.map != &none || v->op == ASSIGN_DROP ||
	    goal_value_check(ed, scale, v, &e) != 0)
		return false;
	if ((had || v->op == ASSIGN_ADD) && !slot.list)
		return false;
	if (!slot.list) {
		members_put(m, &new);
	} else if (!had) {
		new.value = NULL;
		strs_add(&new.list, ed->a, v->value);
		members_put(m, &new);
	} else if (v->op == ASSIGN_SET || strs_find(&had->list, v->value) < 0) {
		strs_add(&had->list, ed->a, v->value);
	}
	return true;
}

static bool
member_says(const struct front_node *goal, const struct member *m)
{
	const struct front_node *n = front_get(goal, m->key), *c;
	size_t i = 0;

	if (!n || m->value)
		return n && n->kind == FRONT_SCALAR &&
		       strcmp(n->text, m->value) == 0;
	for (c = n->first; c && i < m->list.n; c = c->next, i++)
		if (c->kind != FRONT_SCALAR ||
		    strcmp(c->text, m->list.v[i]) != 0)
			return false;
	return !c && i == m->list.n;
}

static struct front_pair *
members_pairs(struct arena *a, const struct members *m)
{
	struct front_pair *v = arena_alloc(a, m->n * sizeof *v);

	for (size_t i = 0; i < m->n; i++)
		v[i] = (struct front_pair){m->v[i].key, m->v[i].value,
		    m->v[i].value ? NULL : &m->v[i].list};
	return v;
}

/* Writes a goal of these members, and reads that it is there so. */
static int
add_members(
    struct edit *ed, const char *id, const struct members *m, struct err *e)
{
	struct changes asked = {NULL, 0, 0}, seen = {NULL, 0, 0};
	struct splices sp = {NULL, 0, 0};
	const struct front_node *goals;
	struct text_edit te;
	struct plan *next;
	struct change *ch;

	if (goals_node(ed, &goals, e) != 0)
		return -1;
	te = (struct text_edit){&ed->now->doc, ed->a, &sp};
	front_add_map(&te, goals, id, members_pairs(ed->a, m), m->n, true);
	ch = change_add(&asked, ed->a, "goal.added");
	ch->goal = id;
	ch->new = m->v[0].value;
	if (edit_try(ed, &sp, &next, &seen, e) != 0)
		return -1;
	goals = plan_goal(next, id) ? plan_goal(next, id)->node : NULL;
	if (!goals || !changes_equal(&seen, &asked, ed->a))
		return edit_refuse(ed, next, e);
	for (size_t i = 0; i < m->n; i++)
		if (!member_says(goals, &m->v[i]))
			return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

/* The one value that a key is set to; NULL: it is not, or to several. */
static const char *
value_only(const struct assign *v, size_t n, const char *key)
{
	const char *value = NULL;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].key, key) == 0) {
			if (value || v[i].op != ASSIGN_SET)
				return NULL;
			value = v[i].value;
		}
	return value;
}

/*
 * The goal with as many of its fields as can be written at once, which is
 * what adding one to a thousand plans needs; *left gets the others.
 */
static int
add_most(struct edit *ed, const char *id, const char *title,
    const struct assign *v, size_t n, struct assign *left, size_t *nleft,
    struct err *e)
{
	const char *scale = value_only(v, n, "scale");
	const char *status = value_only(v, n, "status");
	struct members m = {arena_alloc(ed->a, (n + 2) * sizeof *m.v), 0};

	members_put(&m, &(struct member){.key = "title", .value = title});
	if (!status)
		members_put(
		    &m, &(struct member){.key = "status", .value = "active"});
	*nleft = 0;
	for (size_t i = 0; i < n; i++)
		if (!members_add(ed, &m, scale, &v[i]))
			left[(*nleft)++] = v[i];
	return add_members(ed, id, &m, e);
}

/* The level that "levels.N=TEXT" speaks of. */
static bool
level_of(const struct assign *v, int *out)
{
	return v->op == ASSIGN_SET && str_starts(v->key, "levels.") &&
	       level_parse(v->key + strlen("levels."), out);
}

/* Whether these are levels, each its own, with a text that may stand there. */
static bool
levels_easy(struct edit *ed, const struct assign *v, size_t n)
{
	bool there[5] = {false};
	struct err e;
	int level;

	for (size_t i = 0; i < n; i++) {
		if (!level_of(&v[i], &level) || there[level + 2] ||
		    goal_value_check(ed, NULL, &v[i], &e) != 0)
			return false;
		there[level + 2] = true;
	}
	return n > 0;
}

/* The levels of a goal that has none yet, in one reading. */
static int
add_levels(struct edit *ed, const char *id, const struct assign *v, size_t n,
    struct err *e)
{
	struct front_pair *pairs = arena_alloc(ed->a, n * sizeof *pairs);
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct changes seen = {NULL, 0, 0};
	const struct front_node *c;
	struct plan *next;
	size_t i = 0;

	for (size_t k = 0; k < n; k++)
		pairs[k] = (struct front_pair){
		    v[k].key + strlen("levels."), v[k].value, NULL};
	front_add_map(
	    &te, plan_goal(ed->now, id)->node, "levels", pairs, n, false);
	if (edit_try(ed, &sp, &next, &seen, e) != 0)
		return -1;
	if (seen.n != 1 || strcmp(seen.v[0].what, "goal.levels") != 0 ||
	    !str_eq(seen.v[0].goal, id) || !plan_goal(next, id)->levels)
		return edit_refuse(ed, next, e);
	for (c = plan_goal(next, id)->levels->first; c && i < n; c = c->next)
		if (strcmp(c->key, pairs[i].key) != 0 ||
		    strcmp(c->text, pairs[i++].value) != 0)
			return edit_refuse(ed, next, e);
	if (c || i < n)
		return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

/* What add_most left: levels at once, all else one by one. */
static int
add_left(struct edit *ed, const char *id, const struct assign *v, size_t n,
    struct err *e)
{
	if (levels_easy(ed, v, n))
		return add_levels(ed, id, v, n, e);
	return edit_goal_set(ed, id, v, n, e);
}

/* Most likely the command was given twice. */
static void
note_same_title(struct edit *ed, const char *title)
{
	for (size_t i = 0; i < ed->now->ngoals; i++) {
		const struct goal *g = &ed->now->goals[i];

		if (g->title && strcmp(g->title, title) == 0) {
			strs_add(&ed->notes, ed->a,
			    arena_printf(ed->a,
				"%s had a goal of this title before, %s",
				ed->now->id, g->id));
			return;
		}
	}
}

int
edit_goal_add(struct edit *ed, const char **id, const char *want_id,
    const char *title, const struct assign *v, size_t n, struct err *e)
{
	const struct plan *start = ed->now;
	struct assign *left = arena_alloc(ed->a, (n + 1) * sizeof *left);
	size_t nleft;

	if (strchr(title, '\n') || !title[strspn(title, " \t")])
		return err_set(
		    e, ERR_USAGE, "the title of a goal is one line of text");
	note_same_title(ed, title);
	if (choose_id(ed, id, want_id, title, e) == 0 &&
	    add_most(ed, *id, title, v, n, left, &nleft, e) == 0 &&
	    add_left(ed, *id, left, nleft, e) == 0 &&
	    goal_agrees(plan_goal(ed->now, *id), v, n, e) == 0) {
		goal_notes(ed, plan_goal(ed->now, *id), v, n);
		return 0;
	}
	ed->now = start;
	return -1;
}

/* Sets one key, or removes it where value is NULL. */
static int
put(struct edit *ed, const char *goal, const char *key, enum assign_op op,
    const char *value, struct err *e)
{
	struct assign v = {key, op, value};

	if (!value)
		return edit_goal_unset(ed, goal, key, e);
	return edit_goal_set(ed, goal, &v, 1, e);
}

int
edit_goal_status(struct edit *ed, const char *goal, enum goal_status status,
    const char *date, const char *by, const char *reason, struct err *e)
{
	const struct plan *start = ed->now;
	const struct goal *g = plan_goal(start, goal);
	bool ends = status == GOAL_MET || status == GOAL_DROPPED;
	bool begins = status == GOAL_ACTIVE || status == GOAL_PROPOSED;
	bool agree =
	    status == GOAL_ACTIVE && by && g && g->status == GOAL_PROPOSED;

	if (g && g->status == status)
		return 0;
	if (put(ed, goal, "status", ASSIGN_SET, goal_status_word(status), e) !=
		0 ||
	    (ends && put(ed, goal, "closed", ASSIGN_SET, date, e) != 0) ||
	    (!ends && put(ed, goal, "closed", ASSIGN_SET, NULL, e) != 0) ||
	    (begins && put(ed, goal, "reason", ASSIGN_SET, NULL, e) != 0) ||
	    (reason && put(ed, goal, "reason", ASSIGN_SET, reason, e) != 0) ||
	    (agree && put(ed, goal, "agreed", ASSIGN_ADD, by, e) != 0)) {
		ed->now = start;
		return -1;
	}
	return 0;
}
