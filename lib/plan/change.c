#include "plan/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "plan/field.h"
#include "plan/step.h"

/* What every comparing function below works on. */
struct compare {
	struct changes *out;
	struct arena *a;
	const struct plan *old;
	const struct plan *new;
};

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

/* How many of the first n items of a heading say exactly that. */
static size_t
said(const struct profile_heading *h, size_t n, const char *text,
    struct arena *a)
{
	size_t times = 0;

	for (size_t k = 0; k < n; k++)
		times += str_eq(item_text(&h->items[k], a), text);
	return times;
}

static const struct profile_heading *
heading_find(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->nprofile; i++)
		if (strcmp(p->profile[i].name, name) == 0)
			return &p->profile[i];
	return NULL;
}

/* Items of x that y lacks, told as `what`. */
static void
items_gone(struct compare *c, const char *what, const struct plan *x,
    const struct plan *y)
{
	for (size_t i = 0; i < x->nprofile; i++) {
		const struct profile_heading *h = &x->profile[i];
		const struct profile_heading *o = heading_find(y, h->name);

		for (size_t k = 0; k < h->n; k++) {
			const char *text = item_text(&h->items[k], c->a);
			struct change *ch;

			if (o &&
			    said(h, k, text, c->a) < said(o, o->n, text, c->a))
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

/* ---- steps ---- */

/* A step's text with its facts but done, to see whether it changed. */
static const char *
step_line(const struct step *s, struct arena *a)
{
	struct step open = *s;
	struct buf b = BUF_INIT;
	const char *line;

	open.done_on = NULL;
	buf_adds(&b, s->text);
	if (s->due || s->who || s->hours || s->check)
		buf_addc(&b, ' ');
	step_facts_write(&b, &open);
	line = arena_strndup(a, buf_str(&b), b.n);
	buf_free(&b);
	return line;
}

static struct change *
step_change(struct compare *c, const char *what, const struct goal *g,
    const struct step *s)
{
	struct change *ch = change_add(c->out, c->a, what);

	ch->goal = g->id;
	ch->text = s->text;
	return ch;
}

static void
step_pair(struct compare *c, const struct goal *g, const struct step *x,
    const struct step *y)
{
	const char *old = step_line(x, c->a), *new = step_line(y, c->a);

	if (strcmp(old, new) != 0) {
		struct change *ch = step_change(c, "step.changed", g, y);

		ch->old = old;
		ch->new = new;
	}
	if (x->done != y->done) {
		step_change(c, y->done ? "step.done" : "step.undone", g, y)
		    ->new = y->done_on;
	} else if (!str_eq(x->done_on, y->done_on)) {
		struct change *ch = step_change(c, "step.changed", g, y);

		ch->old = x->done_on;
		ch->new = y->done_on;
	}
}

/*
 * Pairs steps: equal texts first, in order; then what is left between the
 * same neighbours, one by one, as a changed text.
 */
static void
steps_changed(struct compare *c, const struct goal *x, const struct goal *y)
{
	size_t *mate = arena_alloc(c->a, (x->nsteps + 1) * sizeof *mate);
	bool *taken = arena_alloc(c->a, y->nsteps + 1);
	size_t next = 0;

	for (size_t i = 0; i < x->nsteps; i++) {
		mate[i] = (size_t)-1;
		for (size_t k = 0; k < y->nsteps; k++) {
			size_t j = (next + k) % y->nsteps;

			if (taken[j] ||
			    strcmp(x->steps[i].text, y->steps[j].text) != 0)
				continue;
			mate[i] = j;
			taken[j] = true;
			next = j + 1;
			break;
		}
	}
	next = 0;
	for (size_t i = 0; i < x->nsteps; i++) {
		if (mate[i] == (size_t)-1 && next < y->nsteps && !taken[next]) {
			mate[i] = next;
			taken[next] = true;
		}
		if (mate[i] == (size_t)-1) {
			step_change(c, "step.removed", y, &x->steps[i])->old =
			    x->steps[i].text;
			continue;
		}
		step_pair(c, y, &x->steps[i], &y->steps[mate[i]]);
		next = mate[i] + 1;
	}
	for (size_t j = 0; j < y->nsteps; j++)
		if (!taken[j])
			step_change(c, "step.added", y, &y->steps[j])->new =
			    y->steps[j].text;
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

/* ---- entries ---- */

static bool
same_place(const struct entry *x, const struct entry *y)
{
	return x->section == y->section && strcmp(x->date, y->date) == 0 &&
	       str_eq(x->by, y->by);
}

/* A key that stands twice is an error, but may be compared all the same. */
static bool
attr_there(const struct entry *e, const struct attr *at)
{
	for (size_t i = 0; i < e->nattrs; i++)
		if (strcmp(e->attrs[i].key, at->key) == 0 &&
		    strcmp(e->attrs[i].value, at->value) == 0)
			return true;
	return false;
}

static bool
attrs_equal(const struct entry *x, const struct entry *y)
{
	if (x->nattrs != y->nattrs)
		return false;
	for (size_t i = 0; i < x->nattrs; i++)
		if (!attr_there(y, &x->attrs[i]))
			return false;
	return true;
}

/* How many lines of the text x stand in y too; 1 if both are empty. */
static size_t
shared_lines(const char *x, const char *y)
{
	size_t n = 0;

	if (!*x && !*y)
		return 1;
	while (*x) {
		size_t k = strcspn(x, "\n");
		const char *at = y;

		while (k && *at) {
			size_t m = strcspn(at, "\n");

			if (m == k && memcmp(at, x, k) == 0) {
				n++;
				break;
			}
			at += m + (at[m] == '\n');
		}
		x += k + (x[k] == '\n');
	}
	return n;
}

/*
 * The untaken entry of the new plan that x became: of those with its
 * section, date and person the one that shares most lines; -1: none.
 */
static long
entry_mate(struct compare *c, const struct entry *x, const bool *taken)
{
	const char *text = plan_text(c->old, x->content, c->a);
	size_t best = 0;
	long mate = -1;

	for (size_t j = 0; j < c->new->nentries; j++) {
		const struct entry *y = &c->new->entries[j];
		size_t n;

		if (taken[j] || !same_place(x, y))
			continue;
		n = 2 * shared_lines(
			    text, plan_text(c->new, y->content, c->a)) +
		    attrs_equal(x, y);
		if (n > best && n > 1) {
			best = n;
			mate = (long)j;
		}
	}
	return mate;
}

static struct change *
entry_change(struct compare *c, const char *what, const struct entry *e)
{
	struct change *ch = change_add(c->out, c->a, what);

	ch->section = section_name(e->section);
	ch->date = e->date;
	ch->by = e->by;
	return ch;
}

static bool
entry_same(struct compare *c, const struct entry *x, const struct entry *y)
{
	return attrs_equal(x, y) &&
	       strcmp(plan_text(c->old, x->content, c->a),
		   plan_text(c->new, y->content, c->a)) == 0;
}

static void
entries_changed(struct compare *c)
{
	const struct plan *x = c->old, *y = c->new;
	bool *taken = arena_alloc(c->a, y->nentries + 1);
	bool *done = arena_alloc(c->a, x->nentries + 1);

	for (size_t i = 0; i < x->nentries; i++)
		for (size_t k = 0; k < y->nentries; k++) {
			size_t at = (i + k) % y->nentries;

			if (!taken[at] &&
			    same_place(&x->entries[i], &y->entries[at]) &&
			    entry_same(c, &x->entries[i], &y->entries[at])) {
				taken[at] = done[i] = true;
				break;
			}
		}
	for (size_t i = 0; i < x->nentries; i++) {
		long mate;

		if (done[i])
			continue;
		mate = entry_mate(c, &x->entries[i], taken);
		if (mate >= 0)
			taken[mate] = true;
		entry_change(c, mate < 0 ? "entry.removed" : "entry.changed",
		    &x->entries[i]);
	}
	for (size_t j = 0; j < y->nentries; j++)
		if (!taken[j])
			entry_change(c, "entry.added", &y->entries[j]);
}

/* ---- free text ---- */

static const char *
part_name(const struct part *q)
{
	if (q->kind != SECTION_OWN)
		return section_name(q->kind);
	return q->title ? q->title : "";
}

/* The words of all sections of one name, in both plans. */
struct words {
	const char *name;
	struct buf old, new;
};

struct words_list {
	struct words *v;
	size_t n;
	size_t cap;
	struct map at; /* name -> index */
};

static struct words *
words_find(struct compare *c, struct words_list *l, const char *name)
{
	size_t at;

	if (map_get(&l->at, name, &at))
		return &l->v[at];
	map_add(&l->at, c->a, name, l->n);
	l->v = arena_grow(c->a, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n] = (struct words){name, BUF_INIT, BUF_INIT};
	return &l->v[l->n++];
}

static void
words_of(
    struct compare *c, struct words_list *l, const struct plan *p, bool new)
{
	for (size_t i = 0; i < p->nparts; i++) {
		struct words *w;
		struct buf *b;
		const char *text;

		if (p->parts[i].level > 2)
			continue;
		w = words_find(c, l, part_name(&p->parts[i]));
		b = new ? &w->new : &w->old;
		text = part_words(p, i, c->a);
		if (*text)
			buf_addf(b, "%s%s", b->n ? "\n" : "", text);
	}
}

static void
texts_changed(struct compare *c)
{
	struct words_list l = {NULL, 0, 0, {NULL, 0, 0}};

	words_of(c, &l, c->old, false);
	words_of(c, &l, c->new, true);
	for (size_t i = 0; i < l.n; i++) {
		struct words *w = &l.v[i];

		if (strcmp(buf_str(&w->old), buf_str(&w->new)) != 0)
			change_add(c->out, c->a, "text.changed")->section =
			    w->name;
		buf_free(&w->old);
		buf_free(&w->new);
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

static bool
change_equal(const struct change *x, const struct change *y, struct arena *a)
{
	return strcmp(x->what, y->what) == 0 && str_eq(x->goal, y->goal) &&
	       str_eq(x->section, y->section) && str_eq(x->date, y->date) &&
	       str_eq(x->by, y->by) && str_eq(x->heading, y->heading) &&
	       str_eq(x->text, y->text) && str_eq(x->old, y->old) &&
	       str_eq(x->new, y->new) &&
	       lists_equal(x->old_list, y->old_list, a) &&
	       lists_equal(x->new_list, y->new_list, a);
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
