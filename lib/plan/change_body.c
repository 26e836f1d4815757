#include "plan/change_body.h"

#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "plan/step.h"

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

/* The same text and facts, done aside. */
static bool
step_equal(const struct step *x, const struct step *y)
{
	return strcmp(x->text, y->text) == 0 && str_eq(x->due, y->due) &&
	       str_eq(x->who, y->who) && str_eq(x->hours, y->hours) &&
	       str_eq(x->check, y->check);
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
	if (!step_equal(x, y)) {
		struct change *ch = step_change(c, "step.changed", g, y);

		ch->old = step_line(x, c->a);
		ch->new = step_line(y, c->a);
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

void
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

void
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

void
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
