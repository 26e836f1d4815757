#include "text/place.h"

#include <string.h>

#define STEP_USUAL 2
#define NOT_FOUND  ((size_t)-1)

size_t
place_line(const struct doc *d, size_t off)
{
	size_t start = line_start(d->src, off);

	return start == 0 && d->bom && off >= 3 ? 3 : start;
}

size_t
place_column(const struct doc *d, size_t off)
{
	return off - place_line(d, off);
}

bool
place_own_line(const struct doc *d, size_t off)
{
	size_t i = place_line(d, off);

	return i + strspn(d->src + i, " ") >= off;
}

bool
place_blank_line(const struct doc *d, size_t off)
{
	size_t end = line_end(d->src, d->len, off);

	while (off < end && (d->src[off] == ' ' || d->src[off] == '\t'))
		off++;
	return off == end;
}

bool
place_in_flow(const struct front_node *n)
{
	for (const struct front_node *p = n->parent; p; p = p->parent)
		if (p->flow)
			return true;
	return false;
}

struct front_node *
place_prev(const struct front_node *n)
{
	struct front_node *p = n->parent->first;

	if (p == n)
		return NULL;
	while (p->next != n)
		p = p->next;
	return p;
}

/* The first line from off on that is neither blank nor a comment. */
static size_t
skip_comments(const struct doc *d, size_t off)
{
	while (off < d->len) {
		size_t at = off + strspn(d->src + off, " ");

		if (d->src[at] != '#' && !place_blank_line(d, off))
			return at;
		off = line_next(d->src, d->len, off);
	}
	return off;
}

size_t
place_start(const struct doc *d, const struct front_node *n)
{
	const struct front_node *prev;
	size_t end;

	if (n->key)
		return n->key_span.off;
	if (!n->parent || n->parent->flow)
		return n->span.off;
	prev = place_prev(n);
	if (!prev)
		return n->parent->span.off;
	end = span_end(prev->span);
	return skip_comments(d, line_next(d->src, d->len, end));
}

size_t
place_value(const struct doc *d, const struct front_node *n)
{
	size_t at = place_start(d, n);

	if (n->key) {
		at = span_end(n->key_span);
		at += strspn(d->src + at, " \t");
	}
	return at + 1;
}

size_t
place_holder(const struct doc *d, const struct front_node *n)
{
	return place_column(d, place_start(d, n));
}

static size_t
own_step(const struct doc *d, const struct front_node *n, enum front_kind kind)
{
	if (n->kind != kind || n->flow || !n->key || n->parent->flow ||
	    !place_own_line(d, n->span.off))
		return NOT_FOUND;
	return place_column(d, n->span.off) - place_column(d, n->key_span.off);
}

static size_t
find_step(const struct doc *d, const struct front_node *n, enum front_kind kind,
    bool deep)
{
	size_t step = NOT_FOUND;

	for (n = n->first; n && step == NOT_FOUND; n = n->next) {
		step = own_step(d, n, kind);
		if (step == NOT_FOUND && deep)
			step = find_step(d, n, kind, deep);
	}
	return step;
}

size_t
place_step(
    const struct doc *d, const struct front_node *map, enum front_kind kind)
{
	size_t step = map ? find_step(d, map, kind, false) : NOT_FOUND;

	if (step == NOT_FOUND && d->root)
		step = find_step(d, d->root, kind, true);
	if (step != NOT_FOUND)
		return step;
	return kind == FRONT_LIST ? place_step(d, map, FRONT_MAP) : STEP_USUAL;
}

size_t
place_block_head(const struct doc *d, const struct front_node *n)
{
	return n->span.off + 1 +
	       strspn(d->src + n->span.off + 1, "+-123456789");
}

bool
place_keeps_blanks(const struct doc *d, const struct front_node *n)
{
	size_t head;

	while (n->last)
		n = n->last;
	if (n->kind != FRONT_SCALAR ||
	    (n->style != FRONT_LITERAL && n->style != FRONT_FOLDED))
		return false;
	head = place_block_head(d, n);
	return memchr(d->src + n->span.off, '+', head - n->span.off);
}

bool
place_block_ok(const struct doc *d, size_t off, size_t col)
{
	if (off == 0 || d->src[off - 1] != '\n')
		return false;
	while (off < d->len && place_blank_line(d, off))
		off = line_next(d->src, d->len, off);
	if (off >= d->len)
		return true;
	off += strspn(d->src + off, " ");
	return d->src[off] != '#' || place_column(d, off) <= col;
}
