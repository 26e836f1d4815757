#include "text/md.h"

#include <cmark.h>
#include <string.h>

#include "text/skeleton.h"

/* Longer headings are nobody's name for a section: no inline reading. */
#define SETEXT_TEXT_MAX 4096

/* What the walk over cmark's blocks fills. */
struct reader {
	struct md *md;
	size_t cap;
	struct arena *a;
	const char *path;
	const char *src;
	size_t len;
	const struct skeleton *skeleton;
};

static struct md_line
line_of(const struct reader *r, cmark_node *node)
{
	size_t n = (size_t)cmark_node_get_start_line(node);
	const struct skeleton *s = r->skeleton;

	if (n == 0 || n > s->n)
		return (struct md_line){r->len, r->len, r->len, 0};
	return s->line[n - 1];
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
	b->line = l.line;
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
static const char *
setext_text(
    struct arena *a, const char *p, struct span whole, struct span inner)
{
	struct buf out = BUF_INIT;
	cmark_node *doc, *node;
	const char *text;

	if (whole.len > SETEXT_TEXT_MAX)
		return arena_strndup(a, p + inner.off, inner.len);
	doc = cmark_parse_document(p + whole.off, whole.len, CMARK_OPT_DEFAULT);
	node = cmark_node_first_child(doc);
	if (node && cmark_node_get_type(node) == CMARK_NODE_HEADING)
		node_text(&out, node);
	text = arena_strndup(a, buf_str(&out), out.n);
	cmark_node_free(doc);
	buf_free(&out);
	return text;
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

	while (l.next < r->len) {
		l = md_line_at(r->src, r->len, l.next);
		if (is_underline(r->src, l))
			break;
		above = l;
	}
	b->level = level;
	b->span.len = l.next - first.off;
	b->inner = trim(r->src, first.off, above.end);
	b->text = setext_text(r->a, r->src, b->span, b->inner);
}

/* The skeleton has the words of a heading only if there are marks in it. */
static const char *
heading_text(struct reader *r, cmark_node *node, struct span inner)
{
	struct buf out = BUF_INIT;
	size_t i = inner.off;
	const char *text;

	while (i < span_end(inner) && !md_is_mark(r->src[i]))
		i++;
	if (i == span_end(inner))
		return arena_strndup(r->a, r->src + inner.off, inner.len);
	node_text(&out, node);
	text = arena_strndup(r->a, buf_str(&out), out.n);
	buf_free(&out);
	return text;
}

static void
heading_add(struct reader *r, cmark_node *node)
{
	struct md_line l = line_of(r, node);
	size_t off = trim(r->src, l.off, l.end).off;
	size_t run = md_atx_run(r->src, off, l.end);
	int level = cmark_node_get_heading_level(node);
	struct md_block *b;

	if (!run) {
		setext_add(r, l, level);
		return;
	}
	b = block_add(r, MD_HEADING, l);
	b->level = level;
	b->inner = atx_inner(r->src, off + run, l.end);
	b->text = heading_text(r, node, b->inner);
}

/*
 * Where the lines of a paragraph end: at the next line that is in the
 * skeleton, since prose that goes on is left out of it.
 */
static size_t
paragraph_end(const struct reader *r, cmark_node *paragraph)
{
	size_t last = (size_t)cmark_node_get_end_line(paragraph);

	return last < r->skeleton->n ? r->skeleton->line[last].off : r->len;
}

/* A task whose box is at off, and whose paragraph ends at end. */
static void
task_put(struct reader *r, struct md_line l, size_t off, size_t end)
{
	struct md_block *b = block_add(r, MD_TASK, l);

	b->box = off;
	b->done = r->src[off + 1] != ' ';
	b->span.len = end - l.off;
	while (end > off + 4 && strchr(" \t\r\n", r->src[end - 1]))
		end--;
	b->inner = (struct span){off + 4, end - off - 4};
}

static void
task_add(struct reader *r, cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);
	struct md_line l;
	size_t off, n;

	if (!child || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH ||
	    cmark_node_get_start_line(child) != cmark_node_get_start_line(item))
		return;
	l = line_of(r, item);
	off = md_head_end(r->src, l.off, l.end, (size_t)-1, &n);
	if (md_box_at(r->src, off, l.end))
		task_put(r, l, off, paragraph_end(r, child));
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
refuse(struct reader *r, struct md_line at, size_t col, struct diags *d,
    const char *code, const char *text, const char *hint)
{
	struct diag *g = diags_add(
	    d, r->a, SEV_ERROR, r->path, at.line, col, code, "%s", text);

	diag_hint(g, r->a, "%s", hint);
	return -1;
}

static int
blocks_read(struct reader *r, cmark_node *doc, struct diags *d)
{
	cmark_node *node = cmark_node_first_child(doc);
	int depth = node && is_container(node);

	for (; node; node = block_next(node, &depth)) {
		cmark_node_type t = cmark_node_get_type(node);

		if (depth > MD_NESTING_MAX)
			return refuse(r, line_of(r, node),
			    (size_t)cmark_node_get_start_column(node), d,
			    "md-nesting",
			    "lists and quotes are nested deeper than 50 levels",
			    "move the inner items out");
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

/* ---- bodies that need no cmark ---- */

/* What a line of the skeleton is, where that is beyond doubt. */
enum plain {
	PLAIN_NO,
	PLAIN_BLANK,
	PLAIN_HEADING, /* at column 0, without marks */
	PLAIN_ITEM,    /* a bullet at column 0, one blank, prose */
	PLAIN_PROSE,
};

static enum plain
plain_kind(const char *p, size_t n)
{
	size_t run = strspn(p, "#"), indent = strspn(p, " ");

	if (n == 0)
		return PLAIN_BLANK;
	if (run && run <= 6 && n == run + 2 && memcmp(p + run, " x", 2) == 0)
		return PLAIN_HEADING;
	if (n == 3 && strchr("-*+", p[0]) && memcmp(p + 1, " x", 2) == 0)
		return PLAIN_ITEM;
	return n == indent + 1 && p[indent] == 'x' ? PLAIN_PROSE : PLAIN_NO;
}

/* The kind of each line of the skeleton; false if one is in doubt. */
static bool
plain_kinds(unsigned char *kind, const struct skeleton *s)
{
	const char *p = buf_str(&s->text);

	for (size_t i = 0; i < s->n; i++) {
		size_t n = strcspn(p, "\n");

		kind[i] = (unsigned char)plain_kind(p, n);
		if (kind[i] == PLAIN_NO)
			return false;
		p += n + 1;
	}
	return true;
}

static void
plain_heading(struct reader *r, struct md_line l)
{
	size_t run = md_atx_run(r->src, l.off, l.end);
	struct md_block *b = block_add(r, MD_HEADING, l);

	b->level = (int)run;
	b->inner = atx_inner(r->src, l.off + run, l.end);
	b->text = arena_strndup(r->a, r->src + b->inner.off, b->inner.len);
}

/*
 * Most bodies are headings, prose and lists of one level.  There each line
 * says what it is: without fences, quotes, HTML, underlines and definitions
 * nothing can make a heading or a bullet at column 0 anything else.
 */
static bool
plain_read(struct reader *r)
{
	const struct skeleton *s = r->skeleton;
	unsigned char *kind = arena_alloc(r->a, s->n + 1);
	size_t end, off, n;

	if (!plain_kinds(kind, s))
		return false;
	for (size_t i = 0; i < s->n; i++) {
		struct md_line l = s->line[i];

		if (kind[i] == PLAIN_HEADING)
			plain_heading(r, l);
		if (kind[i] != PLAIN_ITEM)
			continue;
		off = md_head_end(r->src, l.off, l.end, (size_t)-1, &n);
		for (end = i + 1; end < s->n && kind[end] == PLAIN_PROSE;)
			end++;
		if (md_box_at(r->src, off, l.end))
			task_put(
			    r, l, off, end < s->n ? s->line[end].off : r->len);
	}
	r->md->open = (size_t)-1;
	return true;
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

	r->md->open = (size_t)-1;
	r->md->open_html = t == CMARK_NODE_HTML_BLOCK;
	if (r->md->open_html || t == CMARK_NODE_CODE_BLOCK)
		r->md->open = line_of(r, last).off;
}

/*
 * cmark asks for memory without saying for whom, so that only a variable of
 * the thread can tell.  The arena ends with each reading.
 */
static struct arena **
pool(void)
{
	static _Thread_local struct arena *a;

	return &a;
}

/* The size of an allocation, kept in front of it. */
struct pool_head {
	size_t n;
	max_align_t mem[];
};

static void *
pool_calloc(size_t n, size_t size)
{
	struct pool_head *h = arena_alloc(*pool(), sizeof *h + n * size);

	h->n = n * size;
	return h->mem;
}

static void *
pool_realloc(void *old, size_t n)
{
	struct pool_head *h;
	void *p;

	if (!old)
		return pool_calloc(1, n);
	h = (struct pool_head *)((char *)old - sizeof *h);
	if (h->n >= n)
		return old;
	p = pool_calloc(1, n);
	return memcpy(p, old, h->n);
}

static void
pool_free(void *p)
{
	(void)p;
}

static int
skeleton_read(struct reader *r, struct diags *d)
{
	const struct buf *text = &r->skeleton->text;
	struct arena memory;
	cmark_mem mem = {pool_calloc, pool_realloc, pool_free};
	cmark_parser *parser;
	cmark_node *doc;
	int rc;

	arena_init(&memory);
	*pool() = &memory;
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &mem);
	cmark_parser_feed(parser, text->p, text->n);
	doc = cmark_parser_finish(parser);
	rc = blocks_read(r, doc, d);
	open_find(r, doc);
	*pool() = NULL;
	arena_free(&memory);
	return rc;
}

int
md_read(struct md *out, struct arena *a, const char *path, const char *src,
    size_t len, size_t off, struct diags *d)
{
	struct md md = {NULL, 0, (size_t)-1, false};
	struct skeleton s;
	struct reader r = {&md, 0, a, path, src, len, &s};
	int rc;

	skeleton_make(&s, src, len, off);
	buf_adds(&s.text, "\n# end\n");
	if (s.weight > SKELETON_WEIGHT_MAX)
		rc = refuse(&r, s.line[s.n - 1], 0, d, "md-size",
		    "the text has too many lines and list items",
		    "split it, or put it into the plan's files folder");
	else
		rc = plain_read(&r) ? 0 : skeleton_read(&r, d);
	if (rc == 0)
		*out = md;
	skeleton_free(&s);
	return rc;
}
