#include "plan/delta.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "plan/outline.h"
#include "text/skeleton.h"

/*
 * Each version is cut down to the same lines around the places that differ,
 * one in the front matter and one in the body, and both are read as small
 * plans.  What is left out is the same in both, stands for itself (whole
 * goals, whole parts below a heading), and so would say the same in both.
 */

/* Larger texts might go beyond a limit of reading that their parts keep. */
#define LEN_MAX ((size_t)64 * 1024)

/* One version; all blocks are of its text, empty where there is none. */
struct side {
	const char *s;
	size_t len, body;	  /* where the body begins */
	struct block front, text; /* what differs, in front and body */
	struct front_outline outline;
	struct block facts;   /* keys or goals that hold front */
	struct block inner;   /* the keys of the one goal that is all of it */
	struct block section; /* the heading that parts are below */
	struct block parts;   /* of the body, that hold text */
};

/*
 * What headings of level 3 in the parts of either version begin with: a
 * goal's id, or a day and who it was, where that is a handle.
 */
struct word {
	const char *s, *by;
	size_t n, by_n; /* by_n 0: whoever it was */
};

struct delta {
	struct arena *a;
	struct side v[2]; /* old, new */
	bool front_same, text_same;
	bool whole;    /* the parts are whole sections */
	bool in_goals; /* the facts are goals */
	struct word *words;
	size_t nwords, words_cap;
	bool goals_known; /* the outlines were read */
};

/* ---- what differs ---- */

/* How many bytes x and y have in common at their start. */
static size_t
same_head(const char *x, size_t n, const char *y, size_t m)
{
	size_t least = n < m ? n : m, i = 0;

	while (least - i >= 32 && memcmp(x + i, y + i, 32) == 0)
		i += 32;
	while (i < least && x[i] == y[i])
		i++;
	return i;
}

/* And at their end; at most max. */
static size_t
same_tail(const char *x, size_t n, const char *y, size_t m, size_t max)
{
	size_t i = 0;

	while (max - i >= 32 && memcmp(x + n - i - 32, y + m - i - 32, 32) == 0)
		i += 32;
	while (i < max && x[n - i - 1] == y[m - i - 1])
		i++;
	return i;
}

/*
 * The lines that differ in x[0, n) and y[0, m), which have head bytes in
 * common at the start.  True if there are none.
 */
static bool
find_place(struct block *out_x, struct block *out_y, const char *x, size_t n,
    const char *y, size_t m, size_t head)
{
	size_t tail;

	if (head == n && head == m)
		return true;
	while (head > 0 && x[head - 1] != '\n')
		head--;
	tail = same_tail(x, n, y, m, (n < m ? n : m) - head);
	while (tail > 0 && ((tail < n && x[n - tail - 1] != '\n') ||
			       (tail < m && y[m - tail - 1] != '\n')))
		tail--;
	*out_x = (struct block){head, n - tail};
	*out_y = (struct block){head, m - tail};
	return false;
}

/* The places that differ; false where a version has no front matter. */
static bool
find_places(struct delta *d)
{
	struct side *x = &d->v[0], *y = &d->v[1];
	size_t head = same_head(x->s, x->len, y->s, y->len), n, m;

	if (!outline_body(&x->body, x->s, x->len))
		return false;
	y->body = x->body;
	if ((head < x->body || x->s[x->body - 1] != '\n') &&
	    !outline_body(&y->body, y->s, y->len))
		return false;
	d->front_same = find_place(&x->front, &y->front, x->s, x->body, y->s,
	    y->body, head < x->body ? head : x->body);
	n = x->len - x->body;
	m = y->len - y->body;
	head = head < x->body ? same_head(x->s + x->body, n, y->s + y->body, m)
			      : head - x->body;
	d->text_same = find_place(
	    &x->text, &y->text, x->s + x->body, n, y->s + y->body, m, head);
	for (int i = 0; i < 2; i++) {
		d->v[i].text.from += d->v[i].body;
		d->v[i].text.to += d->v[i].body;
	}
	return true;
}

/* ---- what stays of it ---- */

/*
 * The members that hold a place, in both versions, and the one before it
 * unless the place begins with a member or behind all of them.  False where
 * it is not among them.
 */
static bool
members_around(struct block out[2], const struct members *const m[2],
    const struct block *const place[2])
{
	bool clear = true;

	for (int i = 0; i < 2; i++) {
		size_t at = place[i]->from, k = 0;

		if (at < m[i]->from || place[i]->to > m[i]->to)
			return false;
		while (k < m[i]->n && m[i]->v[k].from != at)
			k++;
		clear = clear && (k < m[i]->n || at == m[i]->to);
	}
	for (int i = 0; i < 2; i++) {
		out[i] = (struct block){m[i]->from, m[i]->to};
		for (size_t k = 0; k < m[i]->n; k++) {
			size_t from = m[i]->v[k].from;

			if (from < place[i]->from)
				out[i].from = from;
			if (from >= place[i]->to && from < out[i].to)
				out[i].to = from;
		}
		if (clear)
			out[i].from = place[i]->from;
	}
	return true;
}

static bool
cut_body(struct delta *d)
{
	struct around around[2];

	for (int i = 0; i < 2; i++) {
		const struct side *v = &d->v[i];

		if (!outline_around(
			&around[i], v->s, v->len, v->body, &v->text))
			return false;
		d->whole = d->whole || around[i].cut || !around[i].small;
	}
	for (int i = 0; i < 2; i++) {
		struct side *v = &d->v[i];
		const struct around *o = &around[i];

		v->parts.from = o->from;
		if (!d->whole)
			v->section = o->section;
		else if (o->section.to)
			v->parts.from = o->section.from;
		if (!outline_end(&v->parts.to, v->s, v->len, v->text.to,
			d->whole ? 2 : 3))
			return false;
	}
	return true;
}

/* ---- what the parts ask of the rest ---- */

static bool
is_day(const char *s, size_t n)
{
	return n == 10 && s[4] == '-' && s[7] == '-';
}

/* The word that a heading at off begins with. */
static struct word
word_at(const struct side *v, size_t off)
{
	struct word w = {NULL, NULL, 0, 0};
	const char *end = v->s + line_end(v->s, v->len, off), *p, *rest;

	w.s = heading_word(v->s, v->len, off, &w.n);
	p = w.s + w.n;
	if (!is_day(w.s, w.n) || p == end || *p != ' ')
		return w;
	w.by = ++p;
	while (p < end && ((*p >= 'a' && *p <= 'z') || *p == '.' ||
			      (*p >= '0' && *p <= '9')))
		p++;
	rest = p;
	while (rest < end && *rest == ' ')
		rest++;
	if (rest == end || (rest > p && *rest == '{'))
		w.by_n = (size_t)(p - w.by);
	return w;
}

static bool
same_text(const char *x, size_t n, const char *y, size_t m)
{
	return n == m && memcmp(x, y, n) == 0;
}

/* True unless they are surely two. */
static bool
may_be_same(const struct word *x, const struct word *y)
{
	return same_text(x->s, x->n, y->s, y->n) &&
	       (x->by_n == 0 || y->by_n == 0 ||
		   same_text(x->by, x->by_n, y->by, y->by_n));
}

static void
add_word(struct delta *d, const struct word *w)
{
	d->words = arena_grow(
	    d->a, d->words, &d->words_cap, d->nwords + 1, sizeof *d->words);
	d->words[d->nwords++] = *w;
}

/* Marks may make another name of a heading's bytes. */
static bool
has_marks(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (md_is_mark(s[i]))
			return true;
	return false;
}

/* False for a heading whose name is not just its bytes. */
static bool
find_words(struct delta *d, const struct side *v)
{
	for (size_t at = v->parts.from, next; at < v->parts.to; at = next) {
		int level = heading_level(v->s, v->len, at);
		struct word w = {v->s + at, NULL, 0, 0};

		next = line_next(v->s, v->len, at);
		w.n = next - at;
		if (level == 3)
			w = word_at(v, at);
		if (level > 0 && has_marks(w.s, w.n))
			return false;
		if (level == 3 && w.n > 0)
			add_word(d, &w);
	}
	return true;
}

/* A heading outside of the parts, at off, that is not on its own. */
static bool
is_bound(const struct delta *d, const struct side *v, size_t off)
{
	size_t end = line_end(v->s, v->len, off);
	struct word w = word_at(v, off);

	if (memchr(v->s + off, '[', end - off) || has_marks(w.s, w.n) ||
	    (v->len > SKELETON_MARKS_MAX && has_marks(v->s + off, end - off)))
		return true;
	for (size_t i = 0; i < d->nwords; i++)
		if (may_be_same(&d->words[i], &w))
			return true;
	return false;
}

/*
 * True if the headings in [from, to), at the start of their lines or not,
 * are others than those in the parts: which of two entries or goals of one
 * name is which would be decided among all.
 */
static bool
headings_apart(
    const struct delta *d, const struct side *v, size_t from, size_t to)
{
	const char *s = v->s, *p = s + from;

	while ((p = memchr(p, '#', (size_t)(s + to - p))) != NULL) {
		size_t off = (size_t)(p - s), start = off;

		while (start > from &&
		       (s[start - 1] == ' ' || s[start - 1] == '\t'))
			start--;
		if ((start == from || s[start - 1] == '\n' ||
			s[start - 1] == '\r') &&
		    is_bound(d, v, off))
			return false;
		while (p < s + to && *p == '#')
			p++;
	}
	return true;
}

/* The same for all that is outside of the parts of both. */
static bool
outside_apart(const struct delta *d)
{
	for (int i = 0; i < 2; i++) {
		const struct side *v = &d->v[i];

		if (d->text_same
			? !headings_apart(d, v, v->body, v->len)
			: !headings_apart(d, v, v->body, v->parts.from) ||
			      !headings_apart(d, v, v->parts.to, v->len))
			return false;
	}
	return true;
}

static bool
words_apart(struct delta *d)
{
	for (int i = 0; i < 2; i++)
		if (!find_words(d, &d->v[i]))
			return false;
	return outside_apart(d);
}

static bool
needs_front(const struct delta *d)
{
	for (size_t i = 0; i < d->nwords; i++)
		if (!is_day(d->words[i].s, d->words[i].n))
			return true;
	return !d->front_same;
}

static bool
in_block(const struct member *m, const struct block *b)
{
	return m->from >= b->from && m->to <= b->to;
}

/* True if no id is both in the facts and outside of them. */
static bool
ids_alone(const struct members *m, const struct block *facts)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; in_block(&m->v[i], facts) && k < m->n; k++)
			if (!in_block(&m->v[k], facts) &&
			    m->v[i].n == m->v[k].n &&
			    memcmp(m->v[i].id, m->v[k].id, m->v[i].n) == 0)
				return false;
	return true;
}

/*
 * A goal that came or went makes its words in the body, if it has any, a
 * goal's or a section's.  False if it might have.
 */
static bool
goals_apart(const struct delta *d)
{
	struct delta gone = *d;

	gone.words = NULL;
	gone.nwords = gone.words_cap = 0;
	for (int i = 0; i < 2; i++) {
		const struct members *x = &d->v[i].outline.goals;
		const struct members *y = &d->v[1 - i].outline.goals;

		for (size_t k = 0; k < x->n; k++) {
			struct word w = {x->v[k].id, NULL, x->v[k].n, 0};

			if (!members_find(y, w.s, w.n))
				add_word(&gone, &w);
		}
	}
	return gone.nwords == 0 || outside_apart(&gone);
}

/* The only goal of the facts, if the place is behind its first line. */
static const struct member *
only_goal(const struct side *v)
{
	const struct members *m = &v->outline.goals;

	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].from == v->facts.from &&
		    m->v[i].to == v->facts.to && m->v[i].from < v->front.from)
			return &m->v[i];
	return NULL;
}

/* Of one goal only the keys are read that differ, where they are plain. */
static void
cut_goal(struct delta *d)
{
	struct side *v = d->v;
	const struct member *x = only_goal(&v[0]), *y = only_goal(&v[1]);
	struct members keys[2];
	struct block inner[2];

	if (!x || !y || !outline_goal(&keys[0], d->a, v[0].s, x) ||
	    !outline_goal(&keys[1], d->a, v[1].s, y) ||
	    !members_around(inner,
		(const struct members *[]){&keys[0], &keys[1]},
		(const struct block *[]){&v[0].front, &v[1].front}))
		return;
	for (int i = 0; i < 2; i++)
		if (!ids_alone(&keys[i], &inner[i]))
			return;
	v[0].inner = inner[0];
	v[1].inner = inner[1];
}

static bool
holds_goals(const struct side *v)
{
	const struct member *goals = members_find(&v->outline.keys, "goals", 5);

	return goals && goals->from < v->facts.to && goals->to > v->facts.from;
}

/* The facts of the front matter that hold what differs there. */
static bool
cut_front(struct delta *d)
{
	struct side *x = &d->v[0], *y = &d->v[1];
	const struct members *goals[] = {&x->outline.goals, &y->outline.goals};
	const struct members *keys[] = {&x->outline.keys, &y->outline.keys};
	const struct block *place[] = {&x->front, &y->front};
	struct block facts[2];

	d->in_goals = members_around(facts, goals, place);
	if (!d->in_goals && !members_around(facts, keys, place))
		return false;
	x->facts = facts[0];
	y->facts = facts[1];
	for (int i = 0; i < 2; i++)
		if (!ids_alone(d->in_goals ? goals[i] : keys[i], &facts[i]))
			return false;
	if (!d->in_goals)
		return !holds_goals(x) && !holds_goals(y);
	cut_goal(d);
	return goals_apart(d);
}

/* The outline of the new version's front matter, from that of the old. */
static bool
find_alike(struct delta *d)
{
	struct side *x = &d->v[0], *y = &d->v[1];

	if (d->front_same) {
		y->outline = x->outline;
		return true;
	}
	return outline_alike(
	    &y->outline, d->a, &x->outline, y->s, &y->front, x->s, &x->front);
}

/* Reads the outlines of the front matter. */
static bool
find_goals(struct delta *d)
{
	struct side *x = &d->v[0], *y = &d->v[1];

	if (!outline_front(&x->outline, d->a, x->s, x->body) ||
	    (!find_alike(d) &&
		!outline_front(&y->outline, d->a, y->s, y->body)) ||
	    (!d->front_same && !cut_front(d)))
		return false;
	d->goals_known = true;
	return true;
}

/* ---- the small plans ---- */

static void
add_block(struct buf *out, const struct side *v, const struct block *b)
{
	buf_add(out, v->s + b->from, b->to - b->from);
	if (b->to > b->from && v->s[b->to - 1] != '\n')
		buf_addc(out, '\n');
}

/* The goals that headings name and the facts do not hold. */
static void
add_named_goals(struct buf *out, const struct delta *d, const struct side *v)
{
	const struct members *m = &v->outline.goals;

	for (size_t i = 0; i < m->n; i++) {
		const struct member *g = &m->v[i];
		size_t k = 0;

		while (k < d->nwords &&
		       !same_text(d->words[k].s, d->words[k].n, g->id, g->n))
			k++;
		if (k < d->nwords && !(d->in_goals && in_block(g, &v->facts)))
			buf_addf(
			    out, "  %.*s:\n    title: x\n", (int)g->n, g->id);
	}
}

/* The goals that differ, or the one's line and the keys that differ. */
static void
add_facts(struct buf *out, const struct side *v)
{
	struct block line = {
	    v->facts.from, line_next(v->s, v->len, v->facts.from)};

	if (v->inner.to == 0) {
		add_block(out, v, &v->facts);
		return;
	}
	add_block(out, v, &line);
	add_block(out, v, &v->inner);
}

static void
read_small(struct plan *p, const struct delta *d, const struct side *v,
    const struct settings *s, const char *path)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "---\n");
	if (d->in_goals || d->front_same)
		buf_adds(&b, "ilp: 1\nlearner: x\n"); /* spares findings */
	else
		add_block(&b, v, &v->facts);
	if (d->in_goals || d->goals_known)
		buf_adds(&b, "goals:\n");
	if (d->in_goals)
		add_facts(&b, v);
	add_named_goals(&b, d, v);
	buf_adds(&b, "---\n");
	add_block(&b, v, &v->section);
	add_block(&b, v, &v->parts);
	plan_read(p, d->a, s, DAY_NONE, path,
	    arena_strndup(d->a, buf_str(&b), b.n), b.n);
	buf_free(&b);
}

/*
 * True if the small plan stands for the whole: its headings of level 3 are
 * goals and entries, or all of their section is there.
 */
static bool
stands_alone(const struct delta *d, const struct plan *p)
{
	size_t headings = 0, known = 0;

	for (size_t i = 0; i < p->doc.md.n; i++)
		headings += p->doc.md.v[i].kind == MD_HEADING &&
			    p->doc.md.v[i].level == 3;
	for (size_t i = 0; i < p->nparts; i++) {
		const struct part *q = &p->parts[i];

		known += q->goal >= 0 || q->entry >= 0;
		if (q->level == 3 && q->kind == SECTION_GOALS && q->goal < 0 &&
		    !d->goals_known)
			return false;
	}
	return d->whole || d->text_same || headings == known;
}

bool
delta_changes(struct changes *out, struct arena *a, const struct settings *s,
    const char *path, const char *old, size_t old_len, const char *new,
    size_t new_len)
{
	struct delta d = {.a = a,
	    .v = {{.s = old, .len = old_len}, {.s = new, .len = new_len}}};
	struct plan *p; /* what is told may point into them */

	if (old_len > LEN_MAX || new_len > LEN_MAX || !find_places(&d) ||
	    (!d.text_same && (!cut_body(&d) || !words_apart(&d))) ||
	    (needs_front(&d) && !find_goals(&d)))
		return false;
	p = arena_alloc(a, 2 * sizeof *p);
	for (int i = 0; i < 2; i++) {
		read_small(&p[i], &d, &d.v[i], s, path);
		if (p[i].broken || !stands_alone(&d, &p[i]))
			return false;
	}
	plan_changes(out, a, &p[0], &p[1]);
	return true;
}
