#include "plan/carry.h"

#include <string.h>

#include "base/buf.h"
#include "plan/carry_body.h"
#include "plan/edit_slot.h"
#include "plan/field.h"
#include "text/graft.h"

/* ---- trees ---- */

static struct front_node *
node_new(
    struct arena *a, enum front_kind kind, const char *key, const char *text)
{
	struct front_node *n = arena_new(a, struct front_node);

	n->kind = kind;
	n->key = key;
	n->text = text;
	return n;
}

/* child is alone so far; what is below it may be shared. */
static void
node_add(struct front_node *parent, struct front_node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->n++;
}

static void
add_copy(struct front_node *parent, struct arena *a, const struct front_node *n)
{
	struct front_node *copy = arena_new(a, struct front_node);

	*copy = *n;
	node_add(parent, copy);
}

static void
add_text(struct front_node *parent, struct arena *a, const char *key,
    const char *text)
{
	node_add(parent, node_new(a, FRONT_SCALAR, key, text));
}

static bool
is_empty(const struct front_node *n)
{
	return !n || (n->kind == FRONT_SCALAR ? !*n->text : !n->first);
}

/* ---- what the new plan is to say ---- */

static bool
is_past(const struct carry *c, const char *date)
{
	return date && text_day(date) < c->due_from;
}

static bool
goes_on(const struct carry *c, const struct goal *g, const char *key)
{
	if (strcmp(key, "closed") == 0 || strcmp(key, "follows") == 0)
		return false;
	if (strcmp(key, "reason") == 0)
		return g->status == GOAL_PAUSED;
	return strcmp(key, "due") != 0 || !is_past(c, g->due);
}

/* Keys behind which a goal's follows: does not go. */
static bool
comes_late(const char *key)
{
	return !goal_field(key) || strcmp(key, "audience") == 0;
}

/* The goal's keys, with follows: where the table has it. */
static void
add_goal(struct front_node *goals, struct arena *a, const struct carry *c,
    const struct goal *g)
{
	const char *from = arena_printf(a, "%s/%s", c->old->id, g->id);
	struct front_node *map = node_new(a, FRONT_MAP, g->id, NULL);
	bool told = false;

	for (const struct front_node *n = g->node->first; n; n = n->next) {
		if (!told && comes_late(n->key)) {
			add_text(map, a, "follows", from);
			told = true;
		}
		if (goes_on(c, g, n->key))
			add_copy(map, a, n);
	}
	if (!told)
		add_text(map, a, "follows", from);
	node_add(goals, map);
}

static void
add_goals(struct front_node *root, struct arena *a, const struct carry *c)
{
	const struct front_node *form = front_get(c->form->doc.root, "goals");
	struct front_node *goals = node_new(a, FRONT_MAP, "goals", NULL);

	for (size_t i = 0; i < c->goals.n; i++)
		add_goal(goals, a, c, plan_goal(c->old, c->goals.v[i]));
	if (!goals->n)
		return;
	for (const struct front_node *n = form ? form->first : NULL; n;
	     n = n->next)
		if (strs_find(&c->goals, n->key) < 0)
			add_copy(goals, a, n);
	node_add(root, goals);
}

/* The whole of the old plan's; of another form its empty prompts too. */
static void
add_whole(struct front_node *root, struct arena *a, const struct carry *c,
    const char *key)
{
	const struct front_node *old = front_get(c->old->doc.root, key);
	const struct front_node *form = front_get(c->form->doc.root, key);
	struct front_node *map = node_new(a, FRONT_MAP, key, NULL);

	if (is_empty(old))
		return;
	for (const struct front_node *n = old->first; n; n = n->next)
		add_copy(map, a, n);
	if (form && !str_eq(c->old->template_name, c->form_name))
		for (const struct front_node *n = form->first; n; n = n->next)
			if (!front_get(old, n->key))
				add_text(map, a, n->key, "");
	node_add(root, map);
}

static void
add_field(struct front_node *root, struct arena *a, const struct carry *c,
    const char *key)
{
	const struct front_node *old = front_get(c->old->doc.root, key);

	if (strcmp(key, "ilp") == 0 || strcmp(key, "end") == 0 ||
	    (strcmp(key, "groups") == 0 && !c->keep_groups))
		return;
	if (strcmp(key, "follows") == 0)
		add_text(root, a, key, c->old->id);
	else if (strcmp(key, "year") == 0)
		add_text(root, a, key, c->year);
	else if (strcmp(key, "begin") == 0)
		add_text(root, a, key, date_text(a, c->begin_day));
	else if (strcmp(key, "template") == 0)
		add_text(root, a, key, c->form_name);
	else if (strcmp(key, "team") == 0 || strcmp(key, "profile") == 0)
		add_whole(root, a, c, key);
	else if (strcmp(key, "goals") == 0)
		add_goals(root, a, c);
	else if (!is_empty(old))
		add_copy(root, a, old);
}

/* The members of the new front matter that are not the form's. */
static struct front_node *
wanted(struct arena *a, const struct carry *c)
{
	struct front_node *root = node_new(a, FRONT_MAP, NULL, NULL);
	const struct front_node *old = c->old->doc.root;

	for (size_t i = 0; i < plan_nfields; i++)
		add_field(root, a, c, plan_fields[i].key);
	for (const struct front_node *n = old->first; n; n = n->next)
		if (!plan_field(n->key) && !is_empty(n))
			add_copy(root, a, n);
	return root;
}

/* ---- the front matter ---- */

static void
graft(struct text_edit *t, const struct front_node *root,
    const struct front_node *want)
{
	const struct front_node *last = NULL;

	for (const struct front_node *n = want->first; n; n = n->next)
		if (front_get(root, n->key))
			front_graft(t, root, NULL, n,
			    strcmp(n->key, "goals") == 0 ? FRONT_AIR_INSIDE
							 : 0);
	for (const struct front_node *n = want->first; n; n = n->next) {
		struct slot s = {.map = root,
		    .key = n->key,
		    .v = plan_fields,
		    .nv = plan_nfields};
		const struct front_node *after = slot_after(&s);
		unsigned air = 0;

		if (front_get(root, n->key))
			continue;
		if (strcmp(n->key, "goals") == 0)
			air = FRONT_AIR_BEFORE | FRONT_AIR_INSIDE;
		/* behind the goals: set off from the last of them */
		else if (!last &&
			 str_eq((after ? after : root->last)->key, "goals"))
			air = FRONT_AIR_BEFORE;
		last = air ? n : last;
		front_graft(t, root, after, n, air);
	}
}

/* Whether a change is about a member that was wanted. */
static bool
is_asked(const struct change *ch, const struct front_node *want)
{
	const char *what = ch->what;

	if (str_starts(what, "plan."))
		return front_get(want, what + strlen("plan."));
	if (str_starts(what, "team."))
		return front_get(want, "team");
	if (str_starts(what, "profile."))
		return front_get(want, "profile");
	if (str_starts(what, "goal.") || str_starts(what, "step."))
		return front_get(want, "goals");
	/* a heading of the form may have found its goal */
	return strcmp(what, "text.changed") == 0 &&
	       str_eq(ch->section, section_name(SECTION_GOALS));
}

static int
carry_front(struct edit *ed, const struct carry *c, struct err *e)
{
	const struct front_node *want = wanted(ed->a, c), *have;
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct changes seen = {NULL, 0, 0};
	struct plan *next;

	graft(&te, ed->now->doc.root, want);
	if (edit_try(ed, &sp, &next, &seen, e) != 0)
		return -1;
	for (size_t i = 0; i < seen.n; i++)
		if (!is_asked(&seen.v[i], want))
			return edit_refuse(ed, next, e);
	for (const struct front_node *n = want->first; n; n = n->next) {
		have = front_get(next->doc.root, n->key);
		if (!have || !front_equal(have, n))
			return edit_refuse(ed, next, e);
	}
	ed->now = next;
	return 0;
}

/* ---- the whole ---- */

static void
tell_left(struct carry_left *left, struct arena *a, const struct carry *c)
{
	for (size_t i = 0; i < c->goals.n; i++) {
		const struct goal *g = plan_goal(c->old, c->goals.v[i]);

		if (is_past(c, g->due))
			strs_add(&left->undated, a, g->id);
	}
}

int
carry_make(struct plan **out, struct carry_left *left, struct arena *a,
    const struct settings *s, int today, const struct carry *c, struct err *e)
{
	struct carry_left l = {.steps = 0};
	struct plan *made = arena_new(a, struct plan);
	struct edit ed;

	edit_begin(&ed, a, s, today, c->form);
	if (carry_front(&ed, c, e) != 0 || carry_about(&ed, c, e) != 0 ||
	    carry_words(&ed, c, &l.steps, e) != 0)
		return -1;
	tell_left(&l, a, c);
	*made = *ed.now;
	*out = made;
	*left = l;
	return 0;
}
