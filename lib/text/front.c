#include "text/front.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "text/front_say.h"

#define PAIRWISE_MAX 24 /* keys compared each with each; more are sorted */

struct reader {
	struct arena *a;
	const char *path, *src;
	size_t len;
	struct span part;
	struct diags *d;
	bool ascii;   /* code points are bytes */
	bool suspect; /* a tab or an escape may put a control into a value */
	/* A cursor, because libyaml counts code points from the part's start */
	size_t points, bytes;
	struct front_node *root, *cur; /* cur: the innermost open collection */
	size_t depth;
	bool has_key; /* of a member whose value comes next */
	char key[FRONT_KEY_MAX + 1];
	size_t key_len;
	struct span key_span;
};

static int
refuse(struct reader *r, size_t off, const char *code, const char *hint,
    const char *text)
{
	struct diag *g;
	size_t line, col;

	text_pos(r->src, r->len, off, &line, &col);
	g = diags_add(
	    r->d, r->a, SEV_ERROR, r->path, line, col, code, "%s", text);
	g->hint = hint;
	return -1;
}

/* Byte offset of a libyaml mark; cheap as long as marks move forward. */
static size_t
byte_of(struct reader *r, size_t points)
{
	size_t end = span_end(r->part);

	if (r->ascii)
		return points < r->part.len ? r->part.off + points : end;
	if (points < r->points) {
		r->points = 0;
		r->bytes = r->part.off;
	}
	while (r->points < points && r->bytes < end) {
		unsigned char c = (unsigned char)r->src[r->bytes];

		r->bytes += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		r->points++;
	}
	return r->bytes;
}

/*
 * Bytes at s[i] that may not stand in YAML of ours: control characters, the
 * line separators that libyaml would break lines at, and the two code
 * points that are no characters.
 */
static bool
is_control(const char *s, size_t n, size_t i)
{
	const unsigned char *u = (const unsigned char *)s + i;
	size_t left = n - i;

	if (u[0] < 0x80)
		return u[0] < 0x20 || u[0] == 0x7f;
	if (u[0] == 0xc2)
		return left > 1 && u[1] < 0xa0;
	if (u[0] == 0xe2)
		return left > 2 && u[1] == 0x80 && (u[2] | 1) == 0xa9;
	return u[0] == 0xef && left > 2 && u[1] == 0xbf && u[2] >= 0xbe;
}

static bool
is_space(const char *s, size_t n, size_t i)
{
	return s[i] == '\t' || s[i] == '\n' ||
	       (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n');
}

/*
 * Bytes from i on that are newlines or printable ASCII, counted by whole
 * words: a sum sets the top bit of each byte that is at least 0x20, or 0x7f.
 */
static size_t
skip_ordinary(const char *s, size_t n, size_t i)
{
	const uint64_t ones = UINT64_MAX / 0xff, tops = ones << 7;
	size_t from = i;
	uint64_t x, y, low, newline;

	for (; n - i >= sizeof x; i += sizeof x) {
		memcpy(&x, s + i, sizeof x);
		y = x ^ ones * '\n';
		newline = ~(((y & ~tops) + ~tops) | y | ~tops);
		low = ~((x & ~tops) + ones * 0x60) & ~newline;
		if ((low | x | (x + ones)) & tops)
			break;
	}
	return i - from;
}

static bool
bad_byte(struct reader *r, const char *s, size_t n, size_t i)
{
	unsigned char c = (unsigned char)s[i];

	if (c >= 0x20 && c < 0x7f)
		return false;
	if (c >= 0x80)
		r->ascii = false;
	return is_control(s, n, i) && !is_space(s, n, i);
}

/* What libyaml would stumble over or read in a way of its own. */
static int
check_bytes(struct reader *r)
{
	const char *s = r->src + r->part.off;
	size_t n = r->part.len, i = 0, bad;

	r->ascii = true;
	r->suspect = memchr(s, '\\', n) || memchr(s, '\t', n);
	while (i < n) {
		size_t stop;

		i += skip_ordinary(s, n, i);
		stop = n - i < 8 ? n : i + 8;
		for (; i < stop; i++)
			if (bad_byte(r, s, n, i))
				return refuse(r, r->part.off + i,
				    "yaml-control",
				    "delete it, or type a blank there",
				    "an invisible control character");
	}
	bad = r->ascii ? n : utf8_valid(s, n);
	if (bad < n)
		return refuse(r, r->part.off + bad, "yaml-utf8",
		    "save the file as UTF-8", "a byte that is no UTF-8");
	return 0;
}

/* Where in a scalar's bytes the control character is that its value has. */
static size_t
find_control(const struct reader *r, struct span s)
{
	size_t end = span_end(s);

	for (size_t i = s.off; i < end; i++) {
		if (r->src[i] == '\t')
			return i;
		if (r->src[i] != '\\' || i + 1 >= end)
			continue;
		if (strchr("0abt\tvferNLPxuU", r->src[++i])) {
			char *stop, hex[9] = "";
			unsigned long c;
			size_t k = r->src[i] == 'x'   ? 2
				   : r->src[i] == 'u' ? 4
						      : 8;

			if (!strchr("xuU", r->src[i]))
				return i - 1;
			memcpy(hex, r->src + i + 1, end - i > k ? k : 0);
			c = strtoul(hex, &stop, 16);
			if ((c < 0x20 && c != '\n') || (c > 0x7e && c < 0xa0) ||
			    c == 0x2028 || c == 0x2029)
				return i - 1;
		}
	}
	return s.off;
}

static int
check_value(struct reader *r, const char *s, size_t n, struct span at)
{
	for (size_t i = 0; r->suspect && i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c != '\n' && (c < 0x20 || c >= 0x7f) && is_control(s, n, i))
			return refuse(r, find_control(r, at), "yaml-control",
			    "type a blank there",
			    c == '\t' ? "a tab inside a text"
				      : "a control character inside a text");
	}
	return 0;
}

/* Anchors and tags are refused wherever they stand. */
static int
check_bare(struct reader *r, const void *anchor, const void *tag,
    const yaml_event_t *ev)
{
	size_t off;

	if (!anchor && !tag)
		return 0;
	off = byte_of(r, ev->start_mark.index);
	if (r->src[off] == '&')
		return refuse(r, off, "yaml-anchor",
		    "put the value in quotes if it is text",
		    "a value cannot start with '&' (an anchor)");
	return refuse(r, off, "yaml-tag",
	    "put the value in quotes if it is text",
	    "a value cannot start with '!' (a tag)");
}

static size_t
skip_blanks(const struct reader *r, size_t off)
{
	while (off < span_end(r->part) &&
	       (r->src[off] == ' ' || r->src[off] == '\t'))
		off++;
	return off;
}

/* True where a '?' brought the key; inside { } libyaml needs no blank. */
static bool
asked_for(const struct reader *r, size_t key)
{
	while (key > r->part.off && r->src[key - 1] == ' ')
		key--;
	return key > r->part.off && r->src[key - 1] == '?';
}

static int
check_key(struct reader *r, const yaml_event_t *ev)
{
	const char *s = (const char *)ev->data.scalar.value;
	size_t n = ev->data.scalar.length, colon;
	yaml_scalar_style_t style = ev->data.scalar.style;
	struct span at = r->key_span;

	if (asked_for(r, at.off) || style == YAML_LITERAL_SCALAR_STYLE ||
	    style == YAML_FOLDED_SCALAR_STYLE)
		return refuse(r, at.off, "yaml-key",
		    "write `key: value` on one line",
		    "a key cannot be written with '?'");
	if (n == 0)
		return refuse(r, at.off, "yaml-key", "write `key: value`",
		    "a key is missing before ':'");
	if (n > FRONT_KEY_MAX)
		return refuse(r, at.off, "yaml-key-length",
		    "use a shorter key and write the text as its value",
		    arena_printf(
			r->a, "a key is longer than %d bytes", FRONT_KEY_MAX));
	if (memchr(s, '\n', n))
		return refuse(r, at.off, "yaml-key",
		    "write the key on one line",
		    "a key cannot have several lines");
	colon = skip_blanks(r, span_end(at));
	if (colon >= span_end(r->part) || r->src[colon] != ':')
		return refuse(r, at.off, "yaml-key",
		    "write `{key: value}`, or `[a, b]` for a list",
		    "a key inside { } has no ': ' and no value");
	return check_value(r, s, n, at);
}

static int
take_key(struct reader *r, const yaml_event_t *ev)
{
	size_t off = byte_of(r, ev->start_mark.index);

	r->key_span = (struct span){off, byte_of(r, ev->end_mark.index) - off};
	if (check_key(r, ev) < 0)
		return -1;
	r->key_len = ev->data.scalar.length;
	memcpy(r->key, ev->data.scalar.value, r->key_len + 1);
	r->has_key = true;
	return 0;
}

static bool
wants_key(const struct reader *r)
{
	return r->cur && r->cur->kind == FRONT_MAP && !r->has_key;
}

/*
 * A node at its place in the tree, with the key that waits for it and the
 * text of a scalar (else NULL), all in one piece of memory.
 */
static struct front_node *
add_node(struct reader *r, enum front_kind kind, size_t off, const char *text,
    size_t n)
{
	size_t key = r->has_key ? r->key_len + 1 : 0;
	struct front_node *x =
	    arena_alloc(r->a, sizeof *x + key + (text ? n + 1 : 0));
	char *room = (char *)(x + 1);

	x->kind = kind;
	x->span.off = off;
	x->parent = r->cur;
	if (text)
		x->text = memcpy(room + key, text, n);
	if (r->has_key) {
		x->key = memcpy(room, r->key, key);
		x->key_span = r->key_span;
		r->has_key = false;
	}
	if (!r->cur) {
		r->root = x;
		return x;
	}
	if (r->cur->last)
		r->cur->last->next = x;
	else
		r->cur->first = x;
	r->cur->last = x;
	r->cur->n++;
	return x;
}

static size_t
column(const struct reader *r, size_t off)
{
	size_t start = off;

	while (start > r->part.off && r->src[start - 1] != '\n')
		start--;
	return off - start;
}

/* Columns the text of a block scalar stands in at least. */
static size_t
block_indent(const struct reader *r, size_t digit, size_t body, size_t end)
{
	if (digit)
		return digit + (r->cur ? column(r, r->cur->span.off) : 0);
	for (size_t i = body; i < end; i = line_next(r->src, end, i)) {
		size_t n = 0;

		while (i + n < end && r->src[i + n] == ' ')
			n++;
		if (i + n < line_end(r->src, end, i))
			return n;
	}
	return SIZE_MAX;
}

/*
 * End of the block scalar at off; stop is where libyaml says it ends, which
 * is behind the blank lines that follow.
 */
static size_t
block_end(const struct reader *r, size_t off, size_t stop)
{
	size_t head = off + 1, digit = 0, end, body, indent;
	bool keep = false;

	for (; head < stop && strchr("+-123456789", r->src[head]); head++) {
		keep |= r->src[head] == '+';
		if (r->src[head] >= '1')
			digit = (size_t)(r->src[head] - '0');
	}
	end = head;
	body = line_next(r->src, stop, head);
	indent = block_indent(r, digit, body, stop);
	for (size_t i = body; i < stop; i = line_next(r->src, stop, i)) {
		size_t e = line_end(r->src, stop, i), n = 0;

		while (i + n < e && r->src[i + n] == ' ')
			n++;
		if (keep || i + n < e || n > indent)
			end = e;
	}
	return end;
}

/*
 * An empty value stands right after its colon or dash.  Inside { } libyaml
 * says it is where the next thing begins.
 */
static size_t
empty_at(const struct reader *r, const struct front_node *n, size_t off)
{
	return n->key ? skip_blanks(r, span_end(n->key_span)) + 1 : off;
}

static enum front_style
style_of(yaml_scalar_style_t s)
{
	switch (s) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return FRONT_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return FRONT_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return FRONT_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return FRONT_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return FRONT_PLAIN;
}

static int
on_scalar(struct reader *r, const yaml_event_t *ev)
{
	const char *s = (const char *)ev->data.scalar.value;
	size_t n = ev->data.scalar.length, end;
	struct front_node *x;

	if (check_bare(r, ev->data.scalar.anchor, ev->data.scalar.tag, ev) < 0)
		return -1;
	if (wants_key(r))
		return take_key(r, ev);
	x = add_node(r, FRONT_SCALAR, byte_of(r, ev->start_mark.index), s, n);
	x->style = style_of(ev->data.scalar.style);
	if (x->style == FRONT_PLAIN && n == 0) {
		x->span.off = empty_at(r, x, x->span.off);
		return 0;
	}
	end = byte_of(r, ev->end_mark.index);
	if (x->style == FRONT_LITERAL || x->style == FRONT_FOLDED)
		end = block_end(r, x->span.off, end);
	x->span.len = end - x->span.off;
	return check_value(r, s, n, x->span);
}

static int
on_open(
    struct reader *r, enum front_kind kind, bool flow, const yaml_event_t *ev)
{
	size_t off = byte_of(r, ev->start_mark.index);
	struct front_node *x;

	if (wants_key(r))
		return refuse(r, off, "yaml-key",
		    "put the key in quotes if it is text",
		    "a key cannot be a list or a mapping");
	if (flow && kind == FRONT_MAP && r->src[off] != '{')
		return refuse(r, off, "yaml-key",
		    "put the item in quotes if it is text, else in { }",
		    "an item inside [ ] cannot be `key: value`");
	if (r->depth == FRONT_DEPTH_MAX)
		return refuse(r, off, "yaml-depth",
		    "take some of the levels out, or quote it if it is text",
		    arena_printf(r->a,
			"lists and mappings are nested deeper than %d levels",
			FRONT_DEPTH_MAX));
	x = add_node(r, kind, off, NULL, 0);
	x->flow = flow;
	r->cur = x;
	r->depth++;
	return 0;
}

/* Most keys of a mapping differ in their first byte. */
static bool
same_key(const struct front_node *a, const struct front_node *b)
{
	return a->key[0] == b->key[0] && strcmp(a->key, b->key) == 0;
}

static int
by_key(const void *x, const void *y)
{
	const struct front_node *a = *(const struct front_node *const *)x;
	const struct front_node *b = *(const struct front_node *const *)y;
	int c = strcmp(a->key, b->key);

	if (c)
		return c;
	return a->key_span.off < b->key_span.off ? -1 : 1;
}

/* The later of the first two members with one key; *twin the earlier. */
static const struct front_node *
find_twin(struct arena *a, const struct front_node *map,
    const struct front_node **twin)
{
	const struct front_node **v, *found = NULL;
	size_t i = 0;

	if (map->n <= PAIRWISE_MAX) {
		for (const struct front_node *x = map->first; x; x = x->next)
			for (*twin = map->first; *twin != x;
			     *twin = (*twin)->next)
				if (same_key(*twin, x))
					return x;
		return NULL;
	}
	v = arena_alloc(a, map->n * sizeof(struct front_node *));
	for (const struct front_node *x = map->first; x; x = x->next)
		v[i++] = x;
	qsort(v, map->n, sizeof *v, by_key);
	for (i = 1; i < map->n; i++) {
		if (strcmp(v[i - 1]->key, v[i]->key) != 0)
			continue;
		if (found && found->key_span.off < v[i]->key_span.off)
			continue;
		found = v[i];
		*twin = v[i - 1];
	}
	return found;
}

static int
check_twins(struct reader *r, const struct front_node *map)
{
	const struct front_node *twin, *x = find_twin(r->a, map, &twin);
	size_t first, second, col;

	if (!x)
		return 0;
	text_pos(r->src, r->len, twin->key_span.off, &first, &col);
	text_pos(r->src, r->len, x->key_span.off, &second, &col);
	return refuse(r, x->key_span.off, "yaml-duplicate-key",
	    "keep one of them, with the value that is right",
	    arena_printf(r->a,
		"the key \"%s\" stands here twice, in lines "
		"%zu and %zu",
		x->key, first, second));
}

static int
on_close(struct reader *r, const yaml_event_t *ev)
{
	struct front_node *x = r->cur;
	size_t end =
	    x->flow ? byte_of(r, ev->end_mark.index) : span_end(x->last->span);

	x->span.len = end - x->span.off;
	r->cur = x->parent;
	r->depth--;
	return x->kind == FRONT_MAP ? check_twins(r, x) : 0;
}

static int
on_document(struct reader *r, const yaml_event_t *ev)
{
	size_t off = byte_of(r, ev->start_mark.index);

	if (ev->data.document_start.version_directive ||
	    ev->data.document_start.tag_directives.start !=
		ev->data.document_start.tag_directives.end)
		return refuse(r, off, "yaml-directive", "take the line out",
		    "a line cannot start with '%' (a directive)");
	if (r->root)
		return refuse(r, off, "yaml-second-document",
		    "take the line out", "'---' starts a second document");
	return 0;
}

static int
on_event(struct reader *r, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_SCALAR_EVENT:
		return on_scalar(r, ev);
	case YAML_MAPPING_START_EVENT:
		if (check_bare(r, ev->data.mapping_start.anchor,
			ev->data.mapping_start.tag, ev) < 0)
			return -1;
		return on_open(r, FRONT_MAP,
		    ev->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
		    ev);
	case YAML_SEQUENCE_START_EVENT:
		if (check_bare(r, ev->data.sequence_start.anchor,
			ev->data.sequence_start.tag, ev) < 0)
			return -1;
		return on_open(r, FRONT_LIST,
		    ev->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		    ev);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		return on_close(r, ev);
	case YAML_ALIAS_EVENT:
		return refuse(r, byte_of(r, ev->start_mark.index), "yaml-alias",
		    "put the value in quotes if it is text",
		    "a value cannot start with '*' (an alias)");
	case YAML_DOCUMENT_START_EVENT:
		return on_document(r, ev);
	case YAML_DOCUMENT_END_EVENT:
		if (ev->data.document_end.implicit)
			return 0;
		return refuse(r, byte_of(r, ev->start_mark.index),
		    "yaml-second-document", "take the line out",
		    "'...' ends the YAML before its end");
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
		break;
	}
	return 0;
}

static int
on_problem(struct reader *r, const yaml_parser_t *y)
{
	struct front_problem p = {
	    y->problem ? y->problem : "", y->context ? y->context : "", 0, 0};
	struct front_said s;

	if (y->error == YAML_MEMORY_ERROR)
		err_nomem();
	p.off = y->error == YAML_READER_ERROR
		    ? r->part.off + y->problem_offset
		    : byte_of(r, y->problem_mark.index);
	p.context_off = byte_of(r, y->context_mark.index);
	s = front_say(&p, r->src, r->part);
	return refuse(r, s.off, s.code, s.hint, s.text);
}

static int
read_events(struct reader *r, yaml_parser_t *y)
{
	bool more = true;

	while (more) {
		yaml_event_t ev;
		int rc;

		if (!yaml_parser_parse(y, &ev))
			return on_problem(r, y);
		more = ev.type != YAML_STREAM_END_EVENT;
		rc = on_event(r, &ev);
		yaml_event_delete(&ev);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* libyaml would take a mark at the start as its own and not count it. */
static struct span
without_bom(const char *src, struct span part)
{
	if (part.len >= 3 && memcmp(src + part.off, "\xef\xbb\xbf", 3) == 0)
		return (struct span){part.off + 3, part.len - 3};
	return part;
}

int
front_parse(struct front_node **out, struct arena *a, const char *path,
    const char *src, size_t len, struct span part, struct diags *d)
{
	struct reader r = {.a = a,
	    .path = path,
	    .src = src,
	    .len = len,
	    .part = without_bom(src, part),
	    .d = d};
	yaml_parser_t y;
	int rc;

	r.bytes = r.part.off;
	if (r.part.len == 0) {
		*out = NULL;
		return 0;
	}
	if (check_bytes(&r) < 0)
		return -1;
	if (!yaml_parser_initialize(&y))
		err_nomem();
	yaml_parser_set_encoding(&y, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &y, (const unsigned char *)src + r.part.off, r.part.len);
	rc = read_events(&r, &y);
	yaml_parser_delete(&y);
	if (rc < 0)
		return -1;
	if (r.root && r.root->kind == FRONT_SCALAR && !r.root->span.len)
		r.root = NULL;
	*out = r.root;
	return 0;
}

struct front_node *
front_get(const struct front_node *map, const char *key)
{
	if (!map || map->kind != FRONT_MAP)
		return NULL;
	for (struct front_node *x = map->first; x; x = x->next)
		if (x->key[0] == key[0] && strcmp(x->key, key) == 0)
			return x;
	return NULL;
}

const char *
front_text(const struct front_node *map, const char *key)
{
	const struct front_node *x = front_get(map, key);

	return x && x->kind == FRONT_SCALAR && x->text[0] ? x->text : NULL;
}
