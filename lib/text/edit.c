#include "text/edit.h"

#include <string.h>

#include "text/place.h"
#include "text/scalar.h"

static void
cut(struct text_edit *t, size_t from, size_t to)
{
	splice_add(t->s, t->a, from, to - from, "", 0);
}

/* Whole lines; the last one of a file takes the line end before it along. */
static void
cut_lines(struct text_edit *t, size_t from, size_t to)
{
	const struct doc *d = t->doc;

	if (to == d->len && from > 0 && d->src[to - 1] != '\n')
		from = line_end(d->src, d->len, line_start(d->src, from - 1));
	cut(t, from, to);
}

static size_t
next_line(const struct text_edit *t, size_t off)
{
	return line_next(t->doc->src, t->doc->len, off);
}

static size_t
after(const struct text_edit *t, const struct front_node *n)
{
	return next_line(t, span_end(n->span));
}

static bool
is_block_scalar(const struct front_node *n)
{
	return n->kind == FRONT_SCALAR &&
	       (n->style == FRONT_LITERAL || n->style == FRONT_FOLDED);
}

static bool
ends_in_block(const struct front_node *n)
{
	while (n->last)
		n = n->last;
	return is_block_scalar(n);
}

/* How much deeper than its holder the lines of a block scalar stand. */
static size_t
block_step(const struct text_edit *t, const struct front_node *n, size_t col)
{
	const struct doc *d = t->doc;
	size_t off = next_line(t, n->span.off), deep;

	while (off < span_end(n->span) && place_blank_line(d, off))
		off = next_line(t, off);
	deep = strspn(d->src + off, " ");
	return off < span_end(n->span) && deep > col ? deep - col : 0;
}

/*
 * Puts a value written as b in place of the bytes head; the lines of a
 * block go behind the comment on that line, in place of the bytes body.
 */
static void
put_value(struct text_edit *t, struct span head, struct span body,
    const struct buf *b)
{
	const char *p = buf_str(b), *nl = memchr(p, '\n', b->n);
	size_t n = nl ? (size_t)(nl - p) : b->n;

	n -= nl && n && p[n - 1] == '\r';
	splice_add(t->s, t->a, head.off, head.len, p, n);
	if (body.len || n < b->n)
		splice_add(t->s, t->a, body.off, body.len, p + n, b->n - n);
}

/* The value stands where the old one stood. */
static void
replace_inline(
    struct text_edit *t, const struct front_node *node, const char *value)
{
	const struct doc *d = t->doc;
	struct span head = node->span, body;
	size_t col = place_holder(d, node), end = span_end(node->span);
	struct scalar_place at = {
	    place_in_flow(node) || !place_block_ok(d, after(t, node), col), col,
	    d->eol, 0};
	struct buf b = BUF_INIT;

	if (is_block_scalar(node)) {
		head.len = place_block_head(d, node) - head.off;
		at.step = block_step(t, node, col);
	}
	body.off = line_end(d->src, d->len, span_end(head));
	body.len = end > body.off ? end - body.off : 0;
	if (!node->span.len)
		buf_addc(&b, ' ');
	if (node->kind == FRONT_SCALAR)
		scalar_rewrite(&b, value, node, &at);
	else
		scalar_write(&b, value, &at);
	put_value(t, head, body, &b);
	buf_free(&b);
}

/* A block mapping or list below its key gives way to a value behind it. */
static void
replace_below(
    struct text_edit *t, const struct front_node *node, const char *value)
{
	const struct doc *d = t->doc;
	size_t col = place_holder(d, node), off = place_value(d, node);
	size_t end = line_end(d->src, d->len, off);
	struct scalar_place at = {!place_block_ok(d, next_line(t, off), col) ||
				      !place_block_ok(d, after(t, node), col),
	    col, d->eol, 0};
	struct buf b = BUF_INIT;

	buf_addc(&b, ' ');
	scalar_write(&b, value, &at);
	put_value(t, (struct span){off, 0}, (struct span){end, 0}, &b);
	cut_lines(t, line_start(d->src, node->span.off), after(t, node));
	buf_free(&b);
}

void
front_replace(
    struct text_edit *t, const struct front_node *node, const char *value)
{
	if (!node->parent || str_eq(node->text, value))
		return;
	if (node->kind != FRONT_SCALAR && !node->flow &&
	    place_own_line(t->doc, node->span.off))
		replace_below(t, node, value);
	else
		replace_inline(t, node, value);
}

/*
 * The first of several in a place that begins behind a dash: the next one
 * takes over the dash; what stands between the two stays below it.
 */
static void
drop_behind_dash(
    struct text_edit *t, const struct front_node *node, size_t start)
{
	const struct doc *d = t->doc;
	size_t next = place_start(d, node->next), end = after(t, node);

	if (line_start(d->src, next) == end) {
		cut(t, start, next);
		return;
	}
	while (d->src[start - 1] == ' ')
		start--;
	cut(t, start, line_end(d->src, d->len, span_end(node->span)));
}

/*
 * The blank line before a block goes with it where the one behind it, or
 * the end of all its siblings, goes on separating the rest.
 */
static bool
drops_blank(const struct text_edit *t, const struct front_node *node,
    size_t from, size_t to)
{
	const struct doc *d = t->doc;

	if (from <= d->front.off ||
	    !place_blank_line(d, line_start(d->src, from - 1)))
		return false;
	return !node->next || place_blank_line(d, to);
}

static void
drop_block(struct text_edit *t, const struct front_node *node)
{
	const struct doc *d = t->doc;
	const struct front_node *prev = place_prev(node);
	size_t start = place_start(d, node), from = place_line(d, start);
	size_t to = after(t, node);

	if (!place_own_line(d, start) && node->next) {
		drop_behind_dash(t, node, start);
		return;
	}
	/* Blank lines left behind would become part of the value above. */
	if (prev && place_keeps_blanks(d, prev))
		while (to < d->close && place_blank_line(d, to))
			to = next_line(t, to);
	else if (drops_blank(t, node, from, to))
		from = line_start(d->src, from - 1);
	/* Without its line end a block would be another text. */
	if (prev && ends_in_block(prev))
		cut(t, from, to);
	else
		cut_lines(t, from, to);
}

static bool
same_line(const struct text_edit *t, size_t from, size_t to)
{
	return !memchr(t->doc->src + from, '\n', to - from);
}

/* The comma behind off, past blanks, line ends and comments; else 0. */
static size_t
find_comma(const struct text_edit *t, size_t off)
{
	const char *s = t->doc->src;

	for (;;) {
		off += strspn(s + off, " \t\r\n");
		if (s[off] != '#')
			return s[off] == ',' ? off : 0;
		off = next_line(t, off);
	}
}

/* True if nothing but its comma and a comment share its lines. */
static bool
alone(const struct text_edit *t, size_t start, size_t end)
{
	const char *s = t->doc->src;

	end += strspn(s + end, " ");
	end += s[end] == ',';
	end += strspn(s + end, " \t\r");
	return place_own_line(t->doc, start) &&
	       (s[end] == '\n' || s[end] == '#');
}

static void
drop_flow(struct text_edit *t, const struct front_node *node)
{
	const struct doc *d = t->doc;
	const struct front_node *prev = place_prev(node);
	size_t start = place_start(d, node), end = span_end(node->span);
	size_t comma = find_comma(t, end);
	size_t before = prev ? span_end(prev->span) : start;

	/* `{a:}` and `{a:,` would not be read */
	if (prev && !prev->span.len && d->src[before] == ' ' &&
	    strchr(",}", d->src[end]))
		before++;
	if (alone(t, start, end)) {
		cut_lines(t, place_line(d, start), next_line(t, end));
	} else if (prev && same_line(t, before, start)) {
		cut(t, before, end);
		return;
	} else if (node->next &&
		   same_line(t, start, place_start(d, node->next))) {
		cut(t, start, place_start(d, node->next));
		return;
	} else {
		cut(t, start, comma ? comma + 1 : end);
	}
	if (prev && !comma)
		cut(t, find_comma(t, before), find_comma(t, before) + 1);
}

void
front_drop(struct text_edit *t, const struct front_node *node)
{
	front_drop_below(t, node, NULL);
}

void
front_drop_below(struct text_edit *t, const struct front_node *node,
    const struct front_node *keep)
{
	while (node->parent && node->parent->n == 1 && node->parent->parent &&
	       node->parent != keep)
		node = node->parent;
	if (!node->parent)
		return;
	if (node->parent->flow)
		drop_flow(t, node);
	else
		drop_block(t, node);
}
