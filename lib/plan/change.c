#include "plan/change_body.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "plan/field.h"

struct change *
change_add(struct changes *c, struct arena *a, const char *what)
{
	struct change *ch;

	c->v = arena_grow(a, c->v, &c->cap, c->n + 1, sizeof *c->v);
	ch = &c->v[c->n++];
	*ch = (struct change){.what = what};
	return ch;
}

static bool
same_order(const struct strs *x, const struct strs *y)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->v[i], y->v[i]) != 0)
			return false;
	return true;
}

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static struct strs
sorted(const struct strs *l, struct arena *a)
{
	struct strs s = {arena_alloc(a, l->n * sizeof *s.v), l->n, l->n};

	memcpy(s.v, l->v, l->n * sizeof *s.v);
	qsort(s.v, s.n, sizeof *s.v, by_text);
	return s;
}

/* Lists are sets: the same items in another order say the same. */
static bool
strs_equal(const struct strs *x, const struct strs *y, struct arena *a)
{
	struct strs p, q;

	if (x->n != y->n)
		return false;
	if (same_order(x, y))
		return true;
	p = sorted(x, a);
	q = sorted(y, a);
	return same_order(&p, &q);
}

/* A text inside a collection, quoted where it could be taken for more. */
static void
text_flat(struct buf *b, const char *s)
{
	if (*s && !strpbrk(s, ",[]{}:\"\n")) {
		buf_adds(b, s);
		return;
	}
	buf_addc(b, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

static int
by_key(const void *x, const void *y)
{
	const struct front_node *const *a = x, *const *b = y;

	return strcmp((*a)->key, (*b)->key);
}

static void
node_flat(struct buf *b, const struct front_node *n, struct arena *a)
{
	const struct front_node **v =
	    arena_alloc(a, n->n * sizeof(struct front_node *));
	size_t k = 0;

	if (n->kind == FRONT_SCALAR) {
		text_flat(b, n->text);
		return;
	}
	for (const struct front_node *c = n->first; c; c = c->next)
		v[k++] = c;
	if (n->kind == FRONT_MAP)
		qsort(v, k, sizeof(struct front_node *), by_key);
	buf_addc(b, n->kind == FRONT_MAP ? '{' : '[');
	for (size_t i = 0; i < k; i++) {
		buf_adds(b, i ? ", " : "");
		if (v[i]->key) {
			text_flat(b, v[i]->key);
			buf_adds(b, ": ");
		}
		node_flat(b, v[i], a);
	}
	buf_addc(b, n->kind == FRONT_MAP ? '}' : ']');
}

const char *
node_text(const struct front_node *n, struct arena *a)
{
	struct buf b = BUF_INIT;
	const char *s;

	if (!n || (n->kind == FRONT_SCALAR && !*n->text) ||
	    (n->kind != FRONT_SCALAR && n->n == 0))
		return NULL;
	if (n->kind == FRONT_SCALAR)
		return n->text;
	node_flat(&b, n, a);
	s = arena_strndup(a, b.p, b.n);
	buf_free(&b);
	return s;
}

/* ---- fields ---- */

static void
text_changed(struct compare *c, const char *what, const char *goal,
    const char *old, const char *new)
{
	struct change *ch;

	if (str_eq(old, new))
		return;
	ch = change_add(c->out, c->a, what);
	ch->goal = goal;
	ch->old = old;
	ch->new = new;
}

static void
list_changed(struct compare *c, const char *what, const char *goal,
    const struct strs *old, const struct strs *new)
{
	struct change *ch;

	if (strs_equal(old, new, c->a))
		return;
	ch = change_add(c->out, c->a, what);
	ch->goal = goal;
	ch->old_list = old;
	ch->new_list = new;
}

static const char *
named(struct compare *c, const char *prefix, const char *key)
{
	return arena_printf(c->a, "%s.%s", prefix, key);
}

/* The known fields of two plans or two goals. */
static void
fields_changed(struct compare *c, const char *prefix, const char *goal,
    const struct field *v, size_t n, const void *old, const void *new)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &v[i];

		if (f->shape == SHAPE_MAP || f->shape == SHAPE_STATUS)
			continue;
		if (f->shape == SHAPE_LIST) {
			const struct strs *x = field_list(f, old);
			const struct strs *y = field_list(f, new);

			if (!strs_equal(x, y, c->a))
				list_changed(
				    c, named(c, prefix, f->key), goal, x, y);
		} else if (!str_eq(field_text(f, old), field_text(f, new))) {
			text_changed(c, named(c, prefix, f->key), goal,
			    field_text(f, old), field_text(f, new));
		}
	}
}

/* A value of the school's own; "[a]" in quotes is not the list [a]. */
static void
own_changed(struct compare *c, const char *what, const char *goal,
    const struct front_node *old, const struct front_node *new)
{
	const char *x = node_text(old, c->a), *y = node_text(new, c->a);
	struct change *ch;

	if (str_eq(x, y) && (!x || old->kind == new->kind))
		return;
	ch = change_add(c->out, c->a, what);
	ch->goal = goal;
	ch->old = x;
	ch->new = y;
}

/* The keys of two mappings that no table knows. */
static void
extras_changed(struct compare *c, const char *prefix, const char *goal,
    const struct field *(*known)(const char *), const struct front_node *old,
    const struct front_node *new)
{
	const struct front_node *n;

	for (n = old ? old->first : NULL; n; n = n->next)
		if (n->key && !known(n->key))
			own_changed(c, named(c, prefix, n->key), goal, n,
			    front_get(new, n->key));
	for (n = new ? new->first : NULL; n; n = n->next)
		if (n->key && !known(n->key) && !front_get(old, n->key))
			own_changed(c, named(c, prefix, n->key), goal, NULL, n);
}

static void
team_changed(struct compare *c)
{
	static const struct strs none;

	for (size_t i = 0; i < c->old->nteam; i++) {
		const struct role *x = &c->old->team[i];
		const struct role *y = plan_role(c->new, x->name);

		if (!strs_equal(&x->handles, y ? &y->handles : &none, c->a))
			list_changed(c, named(c, "team", x->name), NULL,
			    &x->handles, y ? &y->handles : &none);
	}
	for (size_t i = 0; i < c->new->nteam; i++) {
		const struct role *y = &c->new->team[i];

		if (!plan_role(c->old, y->name) && y->handles.n)
			list_changed(c, named(c, "team", y->name), NULL, &none,
			    &y->handles);
	}
}

/* ---- profile ---- */

static const char *
item_text(const struct profile_item *it, struct arena *a)
{
	return it->node->kind == FRONT_MAP && it->node->n > 1
		   ? node_text(it->node, a)
		   : it->text;
}

/* How often each text stands under a heading; h NULL: none does. */
struct tally {
	struct map places; /* of a text among left */
	size_t *left;
};

static void
tally_items(struct tally *t, const struct profile_heading *h, struct arena *a)
{
	*t = (struct tally){.left = NULL};
	if (!h)
		return;
	t->left = arena_alloc(a, (h->n + 1) * sizeof *t->left);
	for (size_t i = 0; i < h->n; i++) {
		size_t at = i;
		const char *text = item_text(&h->items[i], a);

		if (map_add(&t->places, a, text ? text : "", i))
			t->left[i] = 1;
		else if (map_get(&t->places, text ? text : "", &at))
			t->left[at]++;
	}
}

/* True, and one less is left, if the text stands there. */
static bool
tally_take(struct tally *t, const char *text)
{
	size_t at;

	if (!map_get(&t->places, text ? text : "", &at) || t->left[at] == 0)
		return false;
	t->left[at]--;
	return true;
}

/* Items of x that y lacks, told as `what`. */
static void
items_gone(struct compare *c, const char *what, const struct plan *x,
    const struct plan *y)
{
	for (size_t i = 0; i < x->nprofile; i++) {
		const struct profile_heading *h = &x->profile[i];
		struct tally t;

		tally_items(&t, plan_heading(y, h->name), c->a);
		for (size_t k = 0; k < h->n; k++) {
			struct change *ch;

			if (tally_take(&t, item_text(&h->items[k], c->a)))
				continue;
			ch = change_add(c->out, c->a, what);
			ch->heading = h->name;
			if (x == c->old)
				ch->old = h->items[k].text;
			else
				ch->new = h->items[k].text;
		}
	}
}

/* ---- goals ---- */

static void
goal_changed(struct compare *c, const struct goal *x, const struct goal *y)
{
	text_changed(c, "goal.status", y->id, goal_status_word(x->status),
	    goal_status_word(y->status));
	fields_changed(c, "goal", y->id, goal_fields, goal_nfields, x, y);
	text_changed(c, "goal.levels", y->id, node_text(x->levels, c->a),
	    node_text(y->levels, c->a));
	extras_changed(c, "goal", y->id, goal_field, x->node, y->node);
	steps_changed(c, x, y);
	if (strcmp(goal_words(c->old, x, c->a), goal_words(c->new, y, c->a))) {
		struct change *ch = change_add(c->out, c->a, "text.changed");

		ch->section = section_name(SECTION_GOALS);
		ch->goal = y->id;
	}
}

static void
goals_changed(struct compare *c)
{
	for (size_t i = 0; i < c->old->ngoals; i++) {
		const struct goal *x = &c->old->goals[i];
		const struct goal *y = plan_goal(c->new, x->id);

		if (y)
			goal_changed(c, x, y);
		else
			text_changed(c, "goal.removed", x->id, x->title, NULL);
	}
	for (size_t i = 0; i < c->new->ngoals; i++) {
		const struct goal *y = &c->new->goals[i];

		if (!plan_goal(c->old, y->id))
			text_changed(c, "goal.added", y->id, NULL, y->title);
	}
}

/* ---- the whole ---- */

void
plan_changes(struct changes *out, struct arena *a, const struct plan *old,
    const struct plan *new)
{
	struct compare c = {out, a, old, new};

	if (!old || !new) {
		const char *path = new ? new->path : old->path;
		struct change *ch =
		    change_add(out, a, old ? "plan.removed" : "plan.added");

		if (old)
			ch->old = path;
		else
			ch->new = path;
		return;
	}
	text_changed(&c, "plan.moved", NULL, old->path, new->path);
	fields_changed(&c, "plan", NULL, plan_fields, plan_nfields, old, new);
	extras_changed(
	    &c, "plan", NULL, plan_field, old->doc.root, new->doc.root);
	team_changed(&c);
	items_gone(&c, "profile.removed", old, new);
	items_gone(&c, "profile.added", new, old);
	goals_changed(&c);
	entries_changed(&c);
	texts_changed(&c);
}

static bool
lists_equal(const struct strs *x, const struct strs *y, struct arena *a)
{
	static const struct strs none;

	return strs_equal(x ? x : &none, y ? y : &none, a);
}

bool
change_same_end(const struct change *x, const struct change *y, struct arena *a)
{
	return strcmp(x->what, y->what) == 0 && str_eq(x->goal, y->goal) &&
	       str_eq(x->section, y->section) && str_eq(x->date, y->date) &&
	       str_eq(x->by, y->by) && str_eq(x->heading, y->heading) &&
	       str_eq(x->text, y->text) && str_eq(x->new, y->new) &&
	       lists_equal(x->new_list, y->new_list, a);
}

static bool
change_equal(const struct change *x, const struct change *y, struct arena *a)
{
	return change_same_end(x, y, a) && str_eq(x->old, y->old) &&
	       lists_equal(x->old_list, y->old_list, a);
}

bool
changes_equal(const struct changes *x, const struct changes *y, struct arena *a)
{
	bool *taken = arena_alloc(a, y->n + 1);

	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		size_t j = 0;

		while (j < y->n &&
		       (taken[j] || !change_equal(&x->v[i], &y->v[j], a)))
			j++;
		if (j == y->n)
			return false;
		taken[j] = true;
	}
	return true;
}
