#include "text/edit.h"

#include <string.h>

#include "text/place.h"
#include "text/scalar.h"

/* One member or item on its way into a file. */
struct entry {
	const char *key; /* NULL: an item */
	const char *value;
	const struct strs *list;
	const struct front_pair *pairs; /* a mapping of n */
	size_t n;
};

/* How it is to be written there. */
struct layout {
	bool flow;
	bool one_line;	  /* a block scalar would not be read back */
	size_t col;	  /* of its key or dash */
	size_t gap;	  /* blanks behind a dash */
	size_t map, list; /* steps */
	const char *eol;
	const struct front_node *like; /* sibling whose quotes to take on */
};

static void
put(struct text_edit *t, size_t off, size_t del, const struct buf *b)
{
	splice_add(t->s, t->a, off, del, buf_str(b), b->n);
}

static void
put_text(struct text_edit *t, size_t off, size_t del, const char *text)
{
	splice_add(t->s, t->a, off, del, text, strlen(text));
}

/* What an earlier edit of this batch inserts at off; NULL: nothing. */
static struct splice *
find_insert(const struct text_edit *t, size_t off, size_t del)
{
	for (size_t i = t->s->n; i-- > 0;)
		if (t->s->v[i].span.off == off && t->s->v[i].span.len == del)
			return &t->s->v[i];
	return NULL;
}

static void
pad(struct buf *out, size_t n)
{
	buf_addf(out, "%*s", (int)n, "");
}

static void
line(struct buf *out, const struct layout *l, size_t col)
{
	buf_adds(out, l->eol);
	pad(out, col);
}

static struct scalar_place
scalar_at(const struct layout *l, size_t col)
{
	return (struct scalar_place){l->flow || l->one_line, col, l->eol, 0};
}

/*
 * The quotes that all scalars among the siblings wear by wish, else NULL.
 * One quoted value of a block mapping is no fashion: it may be the one that
 * somebody was not sure about.
 */
static const struct front_node *
fashion(const struct front_node *coll)
{
	const struct front_node *like = NULL;
	struct scalar_place at = {coll->flow, 0, "\n", 0};
	size_t n = coll->flow || coll->kind == FRONT_LIST;

	for (const struct front_node *x = coll->first; x; x = x->next) {
		if (x->kind != FRONT_SCALAR || !x->text[0])
			continue;
		if (x->style == FRONT_LITERAL || x->style == FRONT_FOLDED ||
		    !scalar_wish(x, &at) || (like && x->style != like->style))
			return NULL;
		like = x;
		n++;
	}
	return n > 1 ? like : NULL;
}

static void
put_scalar(struct buf *out, const struct layout *l, const char *s, size_t col)
{
	struct scalar_place at = scalar_at(l, col);

	if (l->like)
		scalar_rewrite(out, s, l->like, &at);
	else
		scalar_write(out, s, &at);
}

/* A key wears quotes where its neighbour in { } does, as JSON has it. */
static void
put_key(struct buf *out, const struct layout *l, const char *key)
{
	struct scalar_place at = {l->flow, l->col, l->eol, 0};

	if (l->flow && l->like && l->like->key_span.len > strlen(l->like->key))
		scalar_rewrite(out, key, l->like, &at);
	else
		scalar_write(out, key, &at);
	buf_addc(out, ':');
}

static void
put_flow_list(struct buf *out, const struct layout *l, const struct strs *list)
{
	buf_addc(out, '[');
	for (size_t i = 0; i < list->n; i++) {
		if (i)
			buf_adds(out, ", ");
		put_scalar(out, l, list->v[i], l->col);
	}
	buf_addc(out, ']');
}

static void
put_list(struct buf *out, const struct layout *l, const struct strs *list)
{
	size_t col = l->col + l->list;

	if (l->flow || list->n == 0) {
		buf_addc(out, ' ');
		put_flow_list(out, l, list);
		return;
	}
	for (size_t i = 0; i < list->n; i++) {
		line(out, l, col);
		buf_adds(out, "- ");
		put_scalar(out, l, list->v[i], col);
	}
}

static void
put_pair(struct buf *out, const struct layout *l, const struct front_pair *pair)
{
	put_key(out, l, pair->key);
	if (pair->value) {
		buf_addc(out, ' ');
		put_scalar(out, l, pair->value, l->col);
	} else if (pair->list) {
		put_list(out, l, pair->list);
	}
}

static void
put_pairs(struct buf *out, const struct layout *l, const struct entry *e)
{
	if (l->flow)
		buf_addc(out, '{');
	for (size_t i = 0; i < e->n; i++) {
		if (i && l->flow)
			buf_adds(out, ", ");
		else if (i)
			line(out, l, l->col);
		put_pair(out, l, &e->pairs[i]);
	}
	if (l->flow)
		buf_addc(out, '}');
}

/* The entry from its key or dash on, without the last line end. */
static void
put_entry(struct buf *out, const struct layout *l, const struct entry *e)
{
	struct layout in = *l;
	struct front_pair pair = {e->key, e->value, e->list};

	in.like = NULL;
	if (e->key && !e->pairs) {
		put_pair(out, l, &pair);
	} else if (e->key) {
		put_key(out, l, e->key);
		in.col += l->map;
		if (l->flow)
			buf_addc(out, ' ');
		else
			line(out, l, in.col);
		put_pairs(out, &in, e);
	} else {
		if (!l->flow) {
			buf_addc(out, '-');
			pad(out, l->gap);
		}
		in.col += 1 + l->gap;
		if (e->pairs)
			put_pairs(out, &in, e);
		else
			put_scalar(out, l, e->value, l->col);
	}
}

/* Steps as the neighbours under map have them; entries in column col. */
static struct layout
layout_at(const struct text_edit *t, const struct front_node *map, size_t col)
{
	return (struct layout){.col = col,
	    .gap = 1,
	    .map = place_step(t->doc, map, FRONT_MAP),
	    .list = place_step(t->doc, map, FRONT_LIST),
	    .eol = t->doc->eol};
}

/*
 * Inserts an entry as lines of their own before the line at off; a file
 * without a last line end stays so.
 */
static void
add_lines(struct text_edit *t, size_t off, struct layout *l,
    const struct entry *e, bool blank_before)
{
	const struct doc *d = t->doc;
	bool cut = off > 0 && d->src[off - 1] != '\n' && !(d->bom && off == 3);
	struct buf b = BUF_INIT;

	l->one_line = !place_block_ok(d, off, l->col);
	if (cut)
		buf_adds(&b, l->eol);
	if (blank_before)
		buf_adds(&b, l->eol);
	pad(&b, l->col);
	put_entry(&b, l, e);
	if (!cut)
		buf_adds(&b, l->eol);
	put(t, off, 0, &b);
	buf_free(&b);
}

/* Behind the last line of a node. */
static size_t
after(const struct text_edit *t, const struct front_node *n)
{
	return line_next(t->doc->src, t->doc->len, span_end(n->span));
}

static struct layout
layout_flow(const struct text_edit *t, const struct front_node *like)
{
	return (struct layout){.flow = true, .eol = t->doc->eol, .like = like};
}

/* One more in [] or {}. */
static void
add_flow(
    struct text_edit *t, const struct front_node *coll, const struct entry *e)
{
	struct layout l = layout_flow(t, fashion(coll));
	size_t off = span_end(coll->span) - 1;
	struct buf b = BUF_INIT;
	struct splice *made = NULL;

	if (coll->last) {
		off = span_end(coll->last->span);
		/* `{a:, b}` would not be read */
		buf_adds(&b, coll->last->span.len ? ", " : " , ");
	} else {
		made = find_insert(t, off, 0);
		if (made)
			buf_adds(&b, ", ");
	}
	put_entry(&b, &l, e);
	if (!coll->last && !made && t->doc->src[off - 1] == ' ')
		buf_addc(&b, ' ');
	put(t, off, 0, &b);
	buf_free(&b);
}

/*
 * The brackets that an edit of this batch put around something end at off:
 * one more goes in before the closing one.
 */
static bool
add_to_made(struct text_edit *t, size_t off, size_t del, const struct layout *l,
    const struct entry *e)
{
	struct splice *made = find_insert(t, off, del);
	struct buf b = BUF_INIT;

	if (!made)
		return false;
	buf_add(&b, made->text, made->len - 1);
	buf_adds(&b, ", ");
	put_entry(&b, l, e);
	buf_addc(&b, made->text[made->len - 1]);
	made->text = arena_strndup(t->a, buf_str(&b), b.n);
	made->len = b.n;
	buf_free(&b);
	return true;
}

/* An empty value inside brackets becomes a list or mapping of one. */
static void
fill_flow(
    struct text_edit *t, const struct front_node *node, const struct entry *e)
{
	struct layout l = layout_flow(t, NULL);
	struct buf b = BUF_INIT;

	if (add_to_made(t, node->span.off, node->span.len, &l, e))
		return;
	if (!node->span.len)
		buf_addc(&b, ' ');
	buf_addc(&b, e->key ? '{' : '[');
	put_entry(&b, &l, e);
	buf_addc(&b, e->key ? '}' : ']');
	put(t, node->span.off, node->span.len, &b);
	buf_free(&b);
}

/* An empty value becomes a block below its key or dash. */
static void
fill_block(struct text_edit *t, const struct front_node *node,
    const struct entry *e, bool blank_before)
{
	size_t col = place_holder(t->doc, node), step;
	size_t from = place_value(t->doc, node);
	struct layout l;

	step =
	    place_step(t->doc, node->parent, e->key ? FRONT_MAP : FRONT_LIST);
	if (!node->key && step == 0)
		step = place_step(t->doc, NULL, FRONT_MAP);
	l = layout_at(t, node->parent, col + step);
	/* '' or "" goes */
	if (node->span.len &&
	    !find_insert(t, from, span_end(node->span) - from))
		put_text(t, from, span_end(node->span) - from, "");
	add_lines(t, after(t, node), &l, e, blank_before);
}

static bool
is_empty(const struct front_node *n)
{
	return n->kind == FRONT_SCALAR && !n->text[0];
}

static void
fill(struct text_edit *t, const struct front_node *node, const struct entry *e,
    bool blank_before)
{
	if (place_in_flow(node))
		fill_flow(t, node, e);
	else
		fill_block(t, node, e, blank_before);
}

static void
add_member(struct text_edit *t, const struct front_node *map,
    const struct entry *e, bool blank_before)
{
	struct layout l;

	if (!map) {
		l = layout_at(t, NULL, 0);
		add_lines(t, t->doc->close, &l, e, blank_before);
	} else if (is_empty(map)) {
		fill(t, map, e, blank_before);
	} else if (map->kind == FRONT_MAP && map->flow) {
		add_flow(t, map, e);
	} else if (map->kind == FRONT_MAP) {
		l = layout_at(t, map, place_column(t->doc, map->span.off));
		l.like = fashion(map);
		add_lines(t, after(t, map), &l, e,
		    blank_before && !place_keeps_blanks(t->doc, map));
	}
}

void
front_add(struct text_edit *t, const struct front_node *map,
    const struct front_pair *pair)
{
	struct entry e = {pair->key, pair->value, pair->list, NULL, 0};

	add_member(t, map, &e, false);
}

void
front_add_after(struct text_edit *t, const struct front_node *map,
    const struct front_node *sibling, const struct front_pair *pair)
{
	struct entry e = {pair->key, pair->value, pair->list, NULL, 0};
	struct layout l;
	struct buf b = BUF_INIT;

	if (!sibling || sibling == map->last) {
		add_member(t, map, &e, false);
		return;
	}
	if (!map->flow) {
		l = layout_at(t, map, place_column(t->doc, map->span.off));
		l.like = fashion(map);
		add_lines(t, after(t, sibling), &l, &e, false);
		return;
	}
	l = layout_flow(t, fashion(map));
	buf_adds(&b, sibling->span.len ? ", " : " , ");
	put_entry(&b, &l, &e);
	put(t, span_end(sibling->span), 0, &b);
	buf_free(&b);
}

void
front_add_map(struct text_edit *t, const struct front_node *map,
    const char *key, const struct front_pair *pairs, size_t n,
    bool blank_before)
{
	struct entry e = {key, NULL, NULL, pairs, n};

	add_member(t, map, &e, blank_before);
}

/* A scalar as it stands becomes the first item of a list below its key. */
static size_t
enlist_line(struct text_edit *t, const struct front_node *node)
{
	const struct doc *d = t->doc;
	size_t from = place_value(d, node), off = node->span.off, col;
	struct buf b = BUF_INIT;

	if (!node->key || place_own_line(d, off)) {
		if (!find_insert(t, off, 0))
			put_text(t, off, 0, "- ");
		return place_column(d, off);
	}
	col = place_holder(d, node) + place_step(d, node->parent, FRONT_LIST);
	if (!find_insert(t, from, off - from)) {
		buf_adds(&b, d->eol);
		pad(&b, col);
		buf_adds(&b, "- ");
		put(t, from, off - from, &b);
		buf_free(&b);
	}
	return col;
}

/* The comment behind the | or > of a block, with the blanks before it. */
static struct span
head_note(const struct doc *d, const struct front_node *n)
{
	size_t head = place_block_head(d, n);

	if (n->style != FRONT_LITERAL && n->style != FRONT_FOLDED)
		return (struct span){0, 0};
	return (struct span){head, line_end(d->src, d->len, head) - head};
}

/* The same for one of several lines, which is written anew. */
static size_t
enlist_lines(struct text_edit *t, const struct front_node *node)
{
	const struct doc *d = t->doc;
	size_t from = place_value(d, node), end = span_end(node->span), n;
	size_t col = place_holder(d, node) +
		     (node->key ? place_step(d, node->parent, FRONT_LIST) : 2);
	struct scalar_place at = {
	    !place_block_ok(d, after(t, node), col), col, d->eol, 0};
	struct span note = head_note(d, node);
	struct buf b = BUF_INIT, value = BUF_INIT;

	if (find_insert(t, from, end - from))
		return col;
	scalar_rewrite(&value, node->text, node, &at);
	n = strcspn(buf_str(&value), "\r\n");
	buf_adds(&b, d->eol);
	pad(&b, col);
	buf_adds(&b, "- ");
	buf_add(&b, value.p, n);
	buf_add(&b, d->src + note.off, note.len);
	buf_add(&b, value.p + n, value.n - n);
	put(t, from, end - from, &b);
	buf_free(&value);
	buf_free(&b);
	return col;
}

static void
enlist_flow(
    struct text_edit *t, const struct front_node *node, const struct entry *e)
{
	struct layout l = layout_flow(t, NULL);
	struct buf b = BUF_INIT;

	if (add_to_made(t, span_end(node->span), 0, &l, e))
		return;
	put_text(t, node->span.off, 0, "[");
	buf_adds(&b, ", ");
	put_entry(&b, &l, e);
	buf_addc(&b, ']');
	put(t, span_end(node->span), 0, &b);
	buf_free(&b);
}

static void
enlist(
    struct text_edit *t, const struct front_node *node, const struct entry *e)
{
	struct layout l;
	size_t col;

	if (place_in_flow(node)) {
		enlist_flow(t, node, e);
		return;
	}
	if (memchr(t->doc->src + node->span.off, '\n', node->span.len))
		col = enlist_lines(t, node);
	else
		col = enlist_line(t, node);
	l = layout_at(t, node->parent, col);
	add_lines(t, after(t, node), &l, e, false);
}

/* Blanks between a dash and its item, as the first item has them. */
static size_t
dash_gap(const struct text_edit *t, const struct front_node *list)
{
	size_t dash = list->span.off, item = list->first->span.off;

	if (!list->first->span.len || item - dash > 8 ||
	    line_end(t->doc->src, t->doc->len, dash) < item)
		return 1;
	return item - dash - 1;
}

static void
add_item(
    struct text_edit *t, const struct front_node *node, const struct entry *e)
{
	struct layout l;

	switch (node->kind) {
	case FRONT_MAP:
		break;
	case FRONT_SCALAR:
		if (is_empty(node))
			fill(t, node, e, false);
		else
			enlist(t, node, e);
		break;
	case FRONT_LIST:
		if (node->flow) {
			add_flow(t, node, e);
			break;
		}
		l = layout_at(
		    t, node->parent, place_column(t->doc, node->span.off));
		l.gap = dash_gap(t, node);
		l.like = fashion(node);
		add_lines(t, after(t, node), &l, e, false);
		break;
	}
}

void
front_add_item(
    struct text_edit *t, const struct front_node *node, const char *value)
{
	struct entry e = {NULL, value, NULL, NULL, 0};

	add_item(t, node, &e);
}

void
front_add_item_map(struct text_edit *t, const struct front_node *node,
    const struct front_pair *pairs, size_t n)
{
	struct entry e = {NULL, NULL, NULL, pairs, n};

	add_item(t, node, &e);
}
