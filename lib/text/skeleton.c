#include "text/skeleton.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "text/md.h"

/* Enough for md_read to see that a line nests too deep. */
#define MARKERS_MAX (MD_NESTING_MAX + 10)

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct md_line
md_line_at(const char *src, size_t len, size_t off)
{
	size_t end = off, next;

	while (end < len && src[end] != '\n' && src[end] != '\r')
		end++;
	next = end;
	if (next < len && src[next] == '\r')
		next++;
	if (next < len && src[next] == '\n')
		next++;
	return (struct md_line){off, end, next, 0};
}

/* Bytes of the container marker at off, without its blank, or 0. */
static size_t
marker_at(const char *src, size_t off, size_t end)
{
	size_t n = 0;

	if (off == end)
		return 0;
	if (src[off] == '>')
		return 1;
	if (src[off] == '-' || src[off] == '+' || src[off] == '*') {
		n = 1;
	} else {
		while (n < 10 && off + n < end && src[off + n] >= '0' &&
		       src[off + n] <= '9')
			n++;
		if (n == 0 || n == 10 || off + n == end ||
		    (src[off + n] != '.' && src[off + n] != ')'))
			return 0;
		n++;
	}
	if (off + n == end || is_blank(src[off + n]) || src[off + n] == '\v' ||
	    src[off + n] == '\f')
		return n;
	return 0;
}

size_t
md_head_end(
    const char *src, size_t off, size_t end, size_t max, size_t *markers)
{
	size_t m;

	for (*markers = 0;; ++*markers) {
		while (off < end && is_blank(src[off]))
			off++;
		m = marker_at(src, off, end);
		if (!m || *markers == max)
			return off;
		off += m;
	}
}

bool
md_box_at(const char *src, size_t off, size_t end)
{
	return end - off >= 4 && src[off] == '[' &&
	       (src[off + 1] == ' ' || src[off + 1] == 'x' ||
		   src[off + 1] == 'X') &&
	       src[off + 2] == ']' && src[off + 3] == ' ';
}

size_t
md_atx_run(const char *src, size_t off, size_t end)
{
	size_t n = 0;

	while (off + n < end && src[off + n] == '#')
		n++;
	if (n > 6 ||
	    (off + n < end && src[off + n] != ' ' && src[off + n] != '\t'))
		return 0;
	return n;
}

/* One character over and over, with blanks, as in a thematic break. */
static bool
is_rule(const char *src, size_t off, size_t end)
{
	char c = src[off];

	if (c == '>')
		return false;
	while (off < end && (src[off] == c || is_blank(src[off])))
		off++;
	return off == end;
}

/*
 * True if the line's rest starts no block.  No check of numbers is needed:
 * those of list items were passed as markers.
 */
static bool
is_prose(const char *src, size_t off, size_t end)
{
	unsigned char c = (unsigned char)src[off];

	switch (c) {
	case '#':
	case '>':
	case '`':
	case '~':
	case '<':
		return false;
	case '-':
	case '+':
	case '*':
	case '_':
	case '=':
		return !is_rule(src, off, end);
	case '[':
		return md_box_at(src, off, end);
	default:
		return c >= 0x20;
	}
}

bool
md_is_mark(char c)
{
	switch (c) {
	case '*':
	case '_':
	case '[':
	case ']':
	case '`':
	case '<':
	case '&':
	case '\\':
	case '!':
		return true;
	default:
		return false;
	}
}

static void
keep(struct skeleton *s, const char *p, size_t n)
{
	buf_reserve(&s->text, n);
	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		if (md_is_mark(c) && s->marks++ >= SKELETON_MARKS_MAX)
			c = 'x';
		s->text.p[s->text.n++] = c;
	}
	s->text.p[s->text.n] = '\0';
}

static void
line_note(struct skeleton *s, struct md_line l)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 256;
		s->line = realloc(s->line, s->cap * sizeof *s->line);
		if (!s->line)
			err_nomem();
	}
	s->line[s->n++] = l;
	s->weight += 2;
}

/*
 * After prose, prose at the same indent or deeper changes no block: it goes
 * on with the paragraph, or the code or HTML, that the line before is in.
 */
static bool
goes_on(const struct skeleton *s, const char *src, size_t off, size_t h)
{
	const char *indent;

	if (!s->prose || h - off < s->indent)
		return false;
	indent = s->text.p + s->text.n - 2 - s->indent;
	return memcmp(src + off, indent, s->indent) == 0;
}

/* A heading without marks: its level is all that cmark needs. */
static bool
heading_add(struct skeleton *s, const char *src, size_t h, size_t end)
{
	size_t run = md_atx_run(src, h, end);

	if (!run)
		return false;
	for (size_t i = h + run; i < end; i++)
		if (md_is_mark(src[i]) || src[i] == '>')
			return false;
	buf_add(&s->text, "######", run);
	buf_adds(&s->text, " x");
	return true;
}

static void
rest_add(struct skeleton *s, const char *src, size_t h, size_t end, size_t n)
{
	/*
	 * Each further marker would cost cmark a look at the whole line; the
	 * letter hides them.  A rule of any length is cheap.
	 */
	if (n == MARKERS_MAX && marker_at(src, h, end) && !is_rule(src, h, end))
		buf_addc(&s->text, 'x');
	keep(s, src + h, end - h);
}

static void
line_add(struct skeleton *s, const char *src, struct md_line l)
{
	size_t n, h = md_head_end(src, l.off, l.end, MARKERS_MAX, &n);
	bool prose = h < l.end && is_prose(src, h, l.end);

	if (h < l.end && src[h] == '[' && !prose)
		s->def = true;
	prose = prose && !s->def && !memchr(src + h, '>', l.end - h);
	if (prose && n == 0 && goes_on(s, src, l.off, h))
		return;
	line_note(s, l);
	s->weight += 2 * n;
	buf_add(&s->text, src + l.off, h - l.off);
	if (prose)
		buf_addc(&s->text, 'x');
	else if (h < l.end && !heading_add(s, src, h, l.end))
		rest_add(s, src, h, l.end, n);
	buf_addc(&s->text, '\n');
	s->prose = prose && n == 0;
	s->indent = h - l.off;
	s->blank = false;
}

static void
blank_add(struct skeleton *s, struct md_line l)
{
	s->def = s->prose = false;
	if (s->blank)
		return;
	s->blank = true;
	line_note(s, l);
	buf_addc(&s->text, '\n');
}

/* The same where no CR is: a good deal faster. */
static struct md_line
lf_line_at(const char *src, size_t len, size_t off)
{
	const char *lf = memchr(src + off, '\n', len - off);
	size_t end = lf ? (size_t)(lf - src) : len;

	return (struct md_line){off, end, lf ? end + 1 : len, 0};
}

void
skeleton_make(struct skeleton *s, const char *src, size_t len, size_t off)
{
	bool cr = off < len && memchr(src + off, '\r', len - off);
	size_t line = 1;

	for (size_t i = 0; i < off; i = line_next(src, off, i))
		line++;
	memset(s, 0, sizeof *s);
	buf_reserve(&s->text, (len - off) / 2);
	if (len - off >= 3 && memcmp(src + off, "\xef\xbb\xbf", 3) == 0)
		off += 3;
	while (off < len && s->weight <= SKELETON_WEIGHT_MAX) {
		struct md_line l =
		    cr ? md_line_at(src, len, off) : lf_line_at(src, len, off);
		size_t h = l.off;

		l.line = line;
		while (h < l.end && is_blank(src[h]))
			h++;
		if (h == l.end)
			blank_add(s, l);
		else
			line_add(s, src, l);
		off = l.next;
		line += src[off - 1] == '\n';
	}
}

void
skeleton_free(struct skeleton *s)
{
	buf_free(&s->text);
	free(s->line);
}
