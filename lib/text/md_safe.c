#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "text/md.h"
#include "text/skeleton.h"

/*
 * Each escaped line may turn the next one into a heading.  A text that goes
 * on like that on purpose is escaped line by line without asking cmark.
 */
#define ROUNDS_MAX 8

/* Where backslashes go. */
struct points {
	size_t *v;
	size_t n;
	size_t cap;
};

static void
point_add(struct points *p, size_t off)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 16;
		p->v = realloc(p->v, p->cap * sizeof *p->v);
		if (!p->v)
			err_nomem();
	}
	p->v[p->n++] = off;
}

static int
by_offset(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* Writes the backslashes, one where a place was found twice. */
static void
points_apply(struct buf *t, struct points *p)
{
	struct buf out = BUF_INIT;
	size_t at = 0;

	qsort(p->v, p->n, sizeof *p->v, by_offset);
	for (size_t i = 0; i < p->n; i++) {
		if (i > 0 && p->v[i] == p->v[i - 1])
			continue;
		buf_add(&out, t->p + at, p->v[i] - at);
		buf_addc(&out, '\\');
		at = p->v[i];
	}
	buf_add(&out, t->p + at, t->n - at);
	buf_free(t);
	*t = out;
}

static size_t
past_blanks(const struct buf *t, size_t off)
{
	while (t->p[off] == ' ' || t->p[off] == '\t')
		off++;
	return off;
}

/* A setext underline, if a paragraph is above it. */
static bool
is_underline(const struct buf *t, size_t off)
{
	size_t i = past_blanks(t, off), end = line_end(t->p, t->n, off);
	char c = t->p[i];

	if (i - off > 3 || (c != '=' && c != '-'))
		return false;
	while (t->p[i] == c)
		i++;
	return past_blanks(t, i) == end;
}

/* Seven of one kind: what git leaves in a file, and commands refuse. */
static bool
is_marker(const struct buf *t, size_t off)
{
	const char *p = t->p + off;

	return (strncmp(p, "<<<<<<<", 7) == 0 ||
		   strncmp(p, "=======", 7) == 0 ||
		   strncmp(p, ">>>>>>>", 7) == 0) &&
	       strchr(" \t\n", p[7]);
}

/*
 * A line that is no heading any more is a paragraph: the underlines right
 * below, rules until now, would be its own.
 */
static void
heading_escape(struct points *p, struct md_safe *did, const struct buf *t,
    const struct md_block *b)
{
	size_t off = past_blanks(t, b->span.off), end = span_end(b->span);

	if (!md_atx_run(t->p, off, line_end(t->p, t->n, off)))
		off = past_blanks(t, line_start(t->p, end - 1));
	point_add(p, off);
	did->headings++;
	for (; end < t->n && is_underline(t, end);
	     end = line_next(t->p, t->n, end)) {
		point_add(p, past_blanks(t, end));
		did->headings++;
	}
}

static void
markers_escape(struct points *p, struct md_safe *did, const struct buf *t)
{
	size_t known = p->n;

	if (known)
		qsort(p->v, known, sizeof *p->v, by_offset);
	for (size_t off = 0; off < t->n; off = line_next(t->p, t->n, off)) {
		if (!is_marker(t, off) || (known && bsearch(&off, p->v, known,
							sizeof off, by_offset)))
			continue;
		point_add(p, off);
		did->markers++;
	}
}

/* Every line that could be a heading or start an HTML block. */
static void
bluntly_escape(struct points *p, struct md_safe *did, const struct buf *t)
{
	for (size_t off = 0; off < t->n; off = line_next(t->p, t->n, off)) {
		size_t i = past_blanks(t, off);

		if (i - off > 3 ||
		    (t->p[i] != '#' && t->p[i] != '<' && !is_underline(t, off)))
			continue;
		point_add(p, i);
		did->headings += t->p[i] != '<';
		did->html |= t->p[i] == '<';
	}
}

/* The same run of ` or ~ that opened it. */
static void
fence_close(struct buf *t, size_t open)
{
	size_t off = past_blanks(t, open), n = 0;
	char c = t->p[off];

	while (t->p[off + n] == c)
		n++;
	while (n--)
		buf_addc(t, c);
	buf_addc(t, '\n');
}

static bool
blocks_escape(struct points *p, struct md_safe *did, struct buf *t)
{
	struct arena a;
	struct diags d = {NULL, 0, 0, 0};
	struct md md = {NULL, 0, (size_t)-1, false};
	bool fence;

	arena_init(&a);
	if (md_read(&md, &a, "", t->p, t->n, 0, &d))
		md.open = (size_t)-1;
	for (size_t i = 0; i < md.n; i++)
		if (md.v[i].kind == MD_HEADING && md.v[i].level <= 3)
			heading_escape(p, did, t, &md.v[i]);
	fence = md.open != (size_t)-1 && !md.open_html;
	if (md.open != (size_t)-1 && md.open_html)
		point_add(p, past_blanks(t, md.open));
	did->html |= md.open_html;
	if (fence)
		fence_close(t, md.open);
	did->fence |= fence;
	arena_free(&a);
	return fence;
}

/* One round; false when there was nothing left to do. */
static bool
escape(struct buf *t, struct md_safe *did, int round)
{
	struct points p = {NULL, 0, 0};
	bool more = false;

	if (round == ROUNDS_MAX)
		bluntly_escape(&p, did, t);
	else
		more = blocks_escape(&p, did, t);
	markers_escape(&p, did, t);
	more |= p.n > 0;
	if (p.n)
		points_apply(t, &p);
	free(p.v);
	return more;
}

/* LF alone, no blank lines at the ends, one line end. */
static void
plain_lines(struct buf *out, const char *text)
{
	size_t len = strlen(text), words = 0;
	size_t off = str_starts(text, "\xef\xbb\xbf") ? 3 : 0;

	buf_reserve(out, len + 1);
	while (off < len) {
		struct md_line l = md_line_at(text, len, off);
		bool blank = strspn(text + l.off, " \t") >= l.end - l.off;

		if (words || !blank) {
			buf_add(out, text + l.off, l.end - l.off);
			buf_addc(out, '\n');
		}
		if (!blank)
			words = out->n;
		off = l.next;
	}
	out->n = words;
	out->p[words] = '\0';
}

void
md_safe(struct buf *out, struct md_safe *did, const char *text)
{
	struct buf t = BUF_INIT;

	memset(did, 0, sizeof *did);
	plain_lines(&t, text);
	for (int round = 0; t.n && escape(&t, did, round); round++)
		;
	if (t.n)
		buf_add(out, t.p, t.n - 1);
	buf_free(&t);
}
