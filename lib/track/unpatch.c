#include "track/unpatch.h"

#include <string.h>

#include "base/str.h"
#include "text/splice.h"

/* Lines of a text: line i is at [at[i], at[i + 1]). */
struct lines {
	struct bytes text;
	size_t *at;
	size_t n;
};

static struct lines
split(struct arena *a, struct bytes text)
{
	struct lines l = {.text = text};
	size_t count = 0;

	for (size_t i = 0; i < text.n; i = line_next(text.p, text.n, i))
		count++;
	l.at = arena_alloc(a, (count + 1) * sizeof *l.at);
	for (size_t i = 0; i < text.n; i = line_next(text.p, text.n, i))
		l.at[l.n++] = i;
	l.at[l.n] = text.n;
	return l;
}

static bool
lines_equal(const struct lines *l, size_t i, size_t k)
{
	size_t n = l->at[i + 1] - l->at[i];

	return l->at[k + 1] - l->at[k] == n &&
	       memcmp(l->text.p + l->at[i], l->text.p + l->at[k], n) == 0;
}

#define GONE ((size_t)-1)

/* Everything a hunk is tried against. */
struct job {
	struct arena *a;
	struct lines old, new, now;
	size_t *place; /* of each line of new in now; GONE */
	struct splices s;
};

/* place[] from the differences between new and now. */
static void
map_lines(struct job *j, const struct hunk *v, size_t n)
{
	size_t to = 0, i = 0;

	j->place = arena_alloc(j->a, (j->new.n + 1) * sizeof *j->place);
	for (size_t k = 0; k < n; k++) {
		while (i < v[k].old)
			j->place[i++] = to++;
		while (i < v[k].old + v[k].nold)
			j->place[i++] = GONE;
		to += v[k].nnew;
	}
	while (i <= j->new.n)
		j->place[i++] = to++;
}

/*
 * The line of now where the hunk stands; GONE where it does not any more.
 * The place behind the last line counts as a line that is always there.
 */
static size_t
stands_at(const struct job *j, const struct hunk *h)
{
	size_t at = j->place[h->new], before;

	for (size_t i = 1; i < h->nnew; i++)
		if (j->place[h->new + i] != at + i)
			return GONE;
	if (h->nnew > 0 || at == GONE)
		return at;
	before = h->new == 0 ? GONE : j->place[h->new - 1];
	if (h->new > 0 && before == GONE)
		return GONE;
	return before + 1 == at ? at : GONE;
}

/*
 * Moves a hunk that only adds or only removes one line up or down, where it
 * means the same there; false where it does not.
 */
static bool
slide(struct hunk *h, const struct job *j, bool up)
{
	const struct lines *l = h->nnew ? &j->new : &j->old;
	size_t at = h->nnew ? h->new : h->old, n = h->nnew + h->nold;
	size_t last = at + n;

	if ((h->nnew && h->nold) || (up ? at == 0 : last >= l->n) ||
	    (up ? h->old == 0 || h->new == 0
		: h->old + h->nold >= j->old.n || h->new + h->nnew >= j->new.n))
		return false;
	if (!lines_equal(l, up ? at - 1 : at, up ? last - 1 : last))
		return false;
	h->old += up ? (size_t)-1 : 1;
	h->new += up ? (size_t)-1 : 1;
	return true;
}

static void
take_back(struct job *j, const struct hunk *h, size_t at)
{
	const struct lines *o = &j->old, *w = &j->now;
	const char *text = o->text.p + o->at[h->old];
	size_t len = o->at[h->old + h->nold] - o->at[h->old];
	size_t from = w->at[at], to = w->at[at + h->nnew];

	splice_add(&j->s, j->a, from, to - from, text, len);
	if (len > 0 && text[len - 1] != '\n' && to < w->text.n)
		splice_add(&j->s, j->a, to, 0,
		    memmem(w->text.p, w->text.n, "\r\n", 2) ? "\r\n" : "\n",
		    memmem(w->text.p, w->text.n, "\r\n", 2) ? 2 : 1);
}

/* Tries the hunk where it is, then all places up to its neighbours. */
static bool
try_hunk(struct job *j, const struct hunk *h, size_t above, size_t below)
{
	for (int up = 1; up >= 0; up--) {
		struct hunk at = *h;

		do {
			size_t line = stands_at(j, &at);

			if (line != GONE) {
				take_back(j, &at, line);
				return true;
			}
		} while (slide(&at, j, up) && at.new >= above &&
			 at.new + at.nnew <= below);
	}
	return false;
}

static bool
try_all(struct job *j, const struct hunk *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t above = i ? v[i - 1].new + v[i - 1].nnew : 0;
		size_t below = i + 1 < n ? v[i + 1].new : j->new.n;

		if (!try_hunk(j, &v[i], above, below))
			return false;
	}
	return true;
}

int
unpatch(struct buf *out, bool *done, struct arena *a, struct bytes old,
    struct bytes new, struct bytes now, struct err *e)
{
	struct job j = {.a = a};
	struct hunk *v, *later;
	struct err overlap;
	size_t n, nlater;

	if (hunks_find(&v, &n, a, old, new, e) != 0 ||
	    hunks_find(&later, &nlater, a, new, now, e) != 0)
		return -1;
	j.old = split(a, old);
	j.new = split(a, new);
	j.now = split(a, now);
	map_lines(&j, later, nlater);
	*done = try_all(&j, v, n) &&
		splices_apply(out, now.p, now.n, &j.s, &overlap) == 0;
	return 0;
}
