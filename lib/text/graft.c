#include "text/graft.h"

#include <string.h>

#include "base/buf.h"
#include "text/place.h"
#include "text/scalar.h"

/* How a tree is written. */
struct layout {
	const char *eol;
	bool one_line; /* a block scalar would not be read back */
};

static void
line(struct buf *out, const struct layout *l, size_t col)
{
	buf_adds(out, l->eol);
	buf_addf(out, "%*s", (int)col, "");
}

static void put_value(struct buf *out, const struct layout *l,
    const struct front_node *n, size_t col);

static void
put_key(struct buf *out, const char *key)
{
	const struct scalar_place at = {true, 0, "\n", 0};

	scalar_write(out, key, &at);
	buf_addc(out, ':');
}

static void
put_item(struct buf *out, const struct layout *l, const struct front_node *n,
    size_t col)
{
	const struct front_node *c = n->first;

	buf_addc(out, '-');
	if (n->kind != FRONT_MAP || !c) {
		put_value(out, l, n, col);
		return;
	}
	buf_addc(out, ' ');
	for (; c; c = c->next) {
		if (c != n->first)
			line(out, l, col + 2);
		put_key(out, c->key);
		put_value(out, l, c, col + 2);
	}
}

/* What stands behind a colon or dash whose holder is in column col. */
static void
put_value(struct buf *out, const struct layout *l, const struct front_node *n,
    size_t col)
{
	const struct scalar_place at = {l->one_line, col, l->eol, 0};

	if (n->kind == FRONT_SCALAR && *n->text) {
		buf_addc(out, ' ');
		scalar_write(out, n->text, &at);
	} else if (n->kind != FRONT_SCALAR && !n->first) {
		buf_adds(out, n->kind == FRONT_MAP ? " {}" : " []");
	}
	for (const struct front_node *c = n->first; c; c = c->next) {
		line(out, l, col + 2);
		if (n->kind == FRONT_LIST) {
			put_item(out, l, c, col + 2);
			continue;
		}
		put_key(out, c->key);
		put_value(out, l, c, col + 2);
	}
}

static void
put_tree(struct buf *out, const struct layout *l, const struct front_node *tree,
    size_t col, unsigned air)
{
	if (!(air & FRONT_AIR_INSIDE) || tree->kind != FRONT_MAP ||
	    !tree->first) {
		put_value(out, l, tree, col);
		return;
	}
	for (const struct front_node *c = tree->first; c; c = c->next) {
		buf_adds(out, l->eol);
		line(out, l, col + 2);
		put_key(out, c->key);
		put_value(out, l, c, col + 2);
	}
}

/* Behind the last line of a node. */
static size_t
end_of(const struct doc *d, const struct front_node *n)
{
	return line_next(d->src, d->len, span_end(n->span));
}

static void
fill(struct text_edit *t, const struct front_node *node,
    const struct front_node *tree, unsigned air)
{
	const struct doc *d = t->doc;
	size_t end = span_end(node->span), col = place_holder(d, node);
	/* an empty value's comment stays on the line of its key */
	size_t from = node->span.len ? place_value(d, node)
				     : line_end(d->src, d->len, end);
	struct layout l = {d->eol, !place_block_ok(d, end_of(d, node), col)};
	struct buf b = BUF_INIT;

	put_tree(&b, &l, tree, col, air);
	if (!tree->first) /* [] or {}, on the line of the key */
		from = place_value(d, node);
	else
		end = line_end(d->src, d->len, end);
	splice_add(t->s, t->a, from, end - from, buf_str(&b), b.n);
	buf_free(&b);
}

static void
make(struct text_edit *t, const struct front_node *map,
    const struct front_node *after, const struct front_node *tree, unsigned air)
{
	const struct doc *d = t->doc;
	size_t off = end_of(d, after ? after : map);
	size_t col = place_column(d, map->span.off);
	struct layout l = {d->eol, !place_block_ok(d, off, col)};
	struct buf b = BUF_INIT;

	if (air & FRONT_AIR_BEFORE)
		buf_adds(&b, d->eol);
	buf_addf(&b, "%*s", (int)col, "");
	put_key(&b, tree->key);
	put_tree(&b, &l, tree, col, air);
	buf_adds(&b, d->eol);
	splice_add(t->s, t->a, off, 0, buf_str(&b), b.n);
	buf_free(&b);
}

void
front_graft(struct text_edit *t, const struct front_node *map,
    const struct front_node *after, const struct front_node *tree, unsigned air)
{
	const struct front_node *node = front_get(map, tree->key);

	if (map->flow)
		return;
	if (!node)
		make(t, map, after, tree, air);
	else if (tree->kind == FRONT_SCALAR)
		front_replace(t, node, tree->text);
	else
		fill(t, node, tree, air);
}

bool
front_equal(const struct front_node *x, const struct front_node *y)
{
	const struct front_node *c = x->first, *d = y->first;

	if (x->kind != y->kind || !str_eq(x->key, y->key))
		return false;
	if (x->kind == FRONT_SCALAR)
		return strcmp(x->text, y->text) == 0;
	while (c && d && front_equal(c, d)) {
		c = c->next;
		d = d->next;
	}
	return !c && !d;
}
