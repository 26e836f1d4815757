#include "text/skeleton.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
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
	return (struct md_line){off, end, next};
}

bool
md_blank(const char *src, size_t off, size_t end)
{
	while (off < end && is_blank(src[off]))
		off++;
	return off == end;
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
	if (strchr("-+*", src[off])) {
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
	return off + n == end || is_blank(src[off + n]) ? n : 0;
}

size_t
md_head_end(const char *src, size_t off, size_t end, size_t max,
	    size_t *markers)
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

/* True if no block starts with c (digits: once they are no list marker). */
static bool
is_prose(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 0x20 && !strchr("#>-+*_=`~<[", c);
}

/* One character over and over, with blanks: a thematic break. */
static bool
is_rule(const char *src, size_t off, size_t end)
{
	char c = src[off];

	while (off < end && (src[off] == c || is_blank(src[off])))
		off++;
	return off == end;
}

static void
line_add(struct skeleton *s, const char *src, size_t off, size_t end)
{
	size_t n, h = md_head_end(src, off, end, MARKERS_MAX, &n);
	bool prose;

	buf_add(&s->text, src + off, h - off);
	if (h == end)
		return;
	/*
	 * Each further marker would cost cmark a look at the whole line; the
	 * letter hides them.  A rule of hundreds of dashes is cheap.
	 */
	if (n == MARKERS_MAX && marker_at(src, h, end) && !is_rule(src, h, end))
		buf_addc(&s->text, 'x');
	prose = is_prose(src[h]) || md_box_at(src, h, end);
	if (src[h] == '[' && !prose)
		s->def = true;
	if (prose && !s->def && !memchr(src + h, '>', end - h))
		buf_addc(&s->text, 'x');
	else
		buf_add(&s->text, src + h, end - h);
}

static void
line_note(struct skeleton *s, size_t off)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 256;
		s->line = realloc(s->line, s->cap * sizeof *s->line);
		if (!s->line)
			err_nomem();
	}
	s->line[s->n++] = off;
}

void
skeleton_make(struct skeleton *s, const char *src, size_t len, size_t off)
{
	bool blank, before = false;

	*s = (struct skeleton){BUF_INIT, NULL, 0, 0, false};
	if (len - off >= 3 && memcmp(src + off, "\xef\xbb\xbf", 3) == 0)
		off += 3;
	while (off < len) {
		struct md_line l = md_line_at(src, len, off);

		blank = md_blank(src, l.off, l.end);
		if (!blank || !before) {
			line_note(s, l.off);
			if (blank)
				s->def = false;
			else
				line_add(s, src, l.off, l.end);
			buf_addc(&s->text, '\n');
		}
		before = blank;
		off = l.next;
	}
}

void
skeleton_free(struct skeleton *s)
{
	buf_free(&s->text);
	free(s->line);
}
