#include "text/md.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "text/skeleton.h"

/* What the walk over cmark's blocks fills. */
struct reader {
	struct md *md;
	size_t cap;
	struct arena *a;
	const char *src;
	size_t len;
	const struct skeleton *skeleton;
	size_t seen; /* bytes of src whose line ends are in `line` */
	size_t line; /* line of src[seen] */
};

static struct md_line
line_of(const struct reader *r, cmark_node *node)
{
	size_t n = (size_t)cmark_node_get_start_line(node);
	const struct skeleton *s = r->skeleton;

	if (n == 0 || n > s->n)
		return (struct md_line){r->len, r->len, r->len};
	return md_line_at(r->src, r->len, s->line[n - 1]);
}

/* Blocks come in document order, so that every byte is looked at once. */
static size_t
line_number(struct reader *r, size_t off)
{
	while (r->seen < off) {
		const char *lf = memchr(r->src + r->seen, '\n', off - r->seen);

		if (!lf) {
			r->seen = off;
			break;
		}
		r->line++;
		r->seen = (size_t)(lf - r->src) + 1;
	}
	return r->line;
}

static struct md_block *
block_add(struct reader *r, enum md_kind kind, struct md_line l)
{
	struct md *md = r->md;
	struct md_block *b;

	md->v = arena_grow(r->a, md->v, &r->cap, md->n + 1, sizeof *md->v);
	b = &md->v[md->n++];
	memset(b, 0, sizeof *b);
	b->kind = kind;
	b->span = (struct span){l.off, l.next - l.off};
	b->line = line_number(r, l.off);
	return b;
}

static void
inline_text(struct buf *out, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		buf_adds(out, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		buf_addc(out, ' ');
		break;
	default:
		break;
	}
}

static void
node_text(struct buf *out, cmark_node *node)
{
	cmark_iter *it = cmark_iter_new(node);

	while (cmark_iter_next(it) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(it) == CMARK_EVENT_ENTER)
			inline_text(out, cmark_iter_get_node(it));
	cmark_iter_free(it);
}

/* The skeleton has lost the words above an underline: read them again. */
static void
setext_text(struct buf *out, const char *p, size_t n)
{
	cmark_node *doc = cmark_parse_document(p, n, CMARK_OPT_DEFAULT);
	cmark_node *node = cmark_node_first_child(doc);

	if (node && cmark_node_get_type(node) == CMARK_NODE_HEADING)
		node_text(out, node);
	cmark_node_free(doc);
}

/* Number of # that open an ATX heading at off, or 0. */
static size_t
atx_run(const char *src, size_t off, size_t end)
{
	size_t n = 0;

	while (off + n < end && src[off + n] == '#')
		n++;
	if (n > 6 ||
	    (off + n < end && src[off + n] != ' ' && src[off + n] != '\t'))
		return 0;
	return n;
}

/* [off, end) without the blanks at both ends. */
static struct span
trim(const char *src, size_t off, size_t end)
{
	while (off < end && (src[off] == ' ' || src[off] == '\t'))
		off++;
	while (end > off && (src[end - 1] == ' ' || src[end - 1] == '\t'))
		end--;
	return (struct span){off, end - off};
}

/* What stands behind the opening run, without a closing one. */
static struct span
atx_inner(const char *src, size_t off, size_t end)
{
	struct span s = trim(src, off, end);
	size_t e = span_end(s);

	while (e > s.off && src[e - 1] == '#')
		e--;
	if (e == s.off || src[e - 1] == ' ' || src[e - 1] == '\t')
		s = trim(src, s.off, e);
	return s;
}

static bool
is_underline(const char *src, struct md_line l)
{
	struct span s = trim(src, l.off, l.end);
	size_t i = s.off;

	if (s.len == 0 || (src[i] != '=' && src[i] != '-'))
		return false;
	while (i < span_end(s) && src[i] == src[s.off])
		i++;
	return i == span_end(s) && s.off - l.off <= 3;
}

/* Finds the underline from the bytes, cmark's end line is wrong. */
static void
setext_add(struct reader *r, struct md_line first, int level)
{
	struct md_line above = first, l = first;
	struct md_block *b = block_add(r, MD_HEADING, first);
	struct buf text = BUF_INIT;

	while (l.next < r->len) {
		l = md_line_at(r->src, r->len, l.next);
		if (is_underline(r->src, l))
			break;
		above = l;
	}
	b->level = level;
	b->span.len = l.next - first.off;
	b->inner = trim(r->src, first.off, above.end);
	setext_text(&text, r->src + first.off, b->span.len);
	b->text = arena_strndup(r->a, buf_str(&text), text.n);
	buf_free(&text);
}

static void
heading_add(struct reader *r, cmark_node *node)
{
	struct md_line l = line_of(r, node);
	size_t off = trim(r->src, l.off, l.end).off;
	size_t run = atx_run(r->src, off, l.end);
	int level = cmark_node_get_heading_level(node);
	struct buf text = BUF_INIT;
	struct md_block *b;

	if (!run) {
		setext_add(r, l, level);
		return;
	}
	b = block_add(r, MD_HEADING, l);
	b->level = level;
	b->inner = atx_inner(r->src, off + run, l.end);
	node_text(&text, node);
	b->text = arena_strndup(r->a, buf_str(&text), text.n);
	buf_free(&text);
}

static void
task_add(struct reader *r, cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);
	struct md_line l;
	struct md_block *b;
	size_t off, n;

	if (!child || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH ||
	    cmark_node_get_start_line(child) != cmark_node_get_start_line(item))
		return;
	l = line_of(r, item);
	off = md_head_end(r->src, l.off, l.end, (size_t)-1, &n);
	if (!md_box_at(r->src, off, l.end))
		return;
	b = block_add(r, MD_TASK, l);
	b->box = off;
	b->done = r->src[off + 1] != ' ';
	b->inner = (struct span){off + 4, l.end - off - 4};
}

static bool
is_container(cmark_node *node)
{
	cmark_node_type t = cmark_node_get_type(node);

	return t == CMARK_NODE_BLOCK_QUOTE || t == CMARK_NODE_ITEM;
}

/* The next block in document order; *depth: containers around and of it. */
static cmark_node *
block_next(cmark_node *node, int *depth)
{
	cmark_node *next = NULL;

	if (is_container(node) || cmark_node_get_type(node) == CMARK_NODE_LIST)
		next = cmark_node_first_child(node);
	while (!next) {
		*depth -= is_container(node);
		next = cmark_node_next(node);
		node = cmark_node_parent(node);
		if (!next && !cmark_node_parent(node))
			return NULL;
	}
	*depth += is_container(next);
	return next;
}

static int
nesting_error(struct reader *r, cmark_node *node, const char *path,
	      struct diags *d)
{
	size_t off = line_of(r, node).off;
	struct diag *g =
	    diags_add(d, r->a, SEV_ERROR, path, line_number(r, off),
		      (size_t)cmark_node_get_start_column(node), "md-nesting",
		      "lists and quotes are nested deeper than %d levels",
		      MD_NESTING_MAX);

	diag_hint(g, r->a, "move the inner items out");
	return -1;
}

static int
blocks_read(struct reader *r, cmark_node *doc, const char *path,
	    struct diags *d)
{
	cmark_node *node = cmark_node_first_child(doc);
	int depth = node && is_container(node);

	for (; node; node = block_next(node, &depth)) {
		cmark_node_type t = cmark_node_get_type(node);

		if (depth > MD_NESTING_MAX)
			return nesting_error(r, node, path, d);
		if (t == CMARK_NODE_ITEM)
			task_add(r, node);
		else if (t == CMARK_NODE_HEADING &&
			 cmark_node_parent(node) == doc &&
			 (size_t)cmark_node_get_start_line(node) <=
			     r->skeleton->n)
			heading_add(r, node);
	}
	return 0;
}

/*
 * The parsed text ends with a heading that is not the author's.  Where cmark
 * does not see it as one, something before has swallowed it.
 */
static void
open_find(struct reader *r, cmark_node *doc)
{
	cmark_node *last = cmark_node_last_child(doc);
	cmark_node_type t = cmark_node_get_type(last);

	if (t == CMARK_NODE_HEADING)
		return;
	r->md->open = line_of(r, last).off;
	r->md->open_html = t == CMARK_NODE_HTML_BLOCK;
}

int
md_read(struct md *out, struct arena *a, const char *path, const char *src,
	size_t len, size_t off, struct diags *d)
{
	struct md md = {NULL, 0, (size_t)-1, false};
	struct skeleton s;
	struct reader r = {&md, 0, a, src, len, &s, 0, 1};
	cmark_node *doc;
	int rc;

	skeleton_make(&s, src, len, off);
	buf_adds(&s.text, "\n# end\n");
	doc = cmark_parse_document(s.text.p, s.text.n, CMARK_OPT_DEFAULT);
	rc = blocks_read(&r, doc, path, d);
	open_find(&r, doc);
	if (rc == 0)
		*out = md;
	cmark_node_free(doc);
	skeleton_free(&s);
	return rc;
}
