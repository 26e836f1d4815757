#include "view/wrap.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/str.h"

/* Columns of the character at s; *size its bytes. */
static size_t
char_columns(const char *s, size_t n, size_t *size)
{
	uint32_t c = utf8_at(s, n, size);
	int w = c < 0x7f ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);

	return w < 0 ? 1 : (size_t)w;
}

static size_t
columns(const char *s, size_t n)
{
	size_t wide = 0, size;

	for (size_t i = 0; i < n; i += size)
		wide += char_columns(s + i, n - i, &size);
	return wide;
}

size_t
text_columns(const char *s)
{
	return columns(s, strlen(s));
}

void
wrap_break(struct buf *out, size_t indent)
{
	while (out->n && out->p[out->n - 1] == ' ')
		buf_splice(out, out->n - 1, 1, "", 0);
	buf_addf(out, "\n%*s", (int)indent, "");
}

/* A word too wide for any line: broken where its letters are wide. */
static size_t
add_long(struct buf *out, size_t width, size_t col, size_t indent,
    const char *s, size_t n)
{
	size_t size;

	for (size_t i = 0; i < n; i += size) {
		size_t w = char_columns(s + i, n - i, &size);

		if (w == 2 && col + w > width && col > indent) {
			wrap_break(out, indent);
			col = indent;
		}
		buf_add(out, s + i, size);
		col += w;
	}
	return col;
}

size_t
wrap_line(
    struct buf *out, size_t width, size_t col, size_t indent, const char *text)
{
	bool first = true;

	if (width == 0) {
		buf_adds(out, text);
		return col + text_columns(text);
	}
	for (;;) {
		size_t n, wide;

		text += strspn(text, " \t");
		n = strcspn(text, " \t");
		if (n == 0)
			return col;
		wide = columns(text, n);
		if ((!first || col > indent) && col + !first + wide > width) {
			wrap_break(out, indent);
			col = indent;
		} else if (!first) {
			buf_addc(out, ' ');
			col++;
		}
		col = add_long(out, width, col, indent, text, n);
		text += n;
		first = false;
	}
}

/* ---- Markdown ---- */

/* Columns of a list marker or quote mark with its blanks; 0: none. */
static size_t
marker(const char *s, size_t n)
{
	size_t k = 0;

	if (n && *s == '>')
		return n > 1 && s[1] == ' ' ? 2 : 1;
	while (k < n && k < 9 && s[k] >= '0' && s[k] <= '9')
		k++;
	if (k ? k < n && (s[k] == '.' || s[k] == ')') : n && strchr("-*+", *s))
		k++;
	else
		return 0;
	if (k < n && s[k] != ' ')
		return 0;
	while (k < n && s[k] == ' ')
		k++;
	return k;
}

static bool
fence(const char *s, size_t n)
{
	return n >= 3 && (memcmp(s, "```", 3) == 0 || memcmp(s, "~~~", 3) == 0);
}

/* A paragraph or list item that is being gathered. */
struct filler {
	struct buf *out;
	size_t width;
	size_t indent;
	struct buf words; /* empty: none is open */
	size_t lead;	  /* columns its first line is indented further */
	size_t hang;	  /* and its other lines */
	bool fenced;
};

static void
flush(struct filler *f)
{
	size_t at = f->indent + f->lead;

	if (f->words.n == 0)
		return;
	buf_addf(f->out, "%*s", (int)at, "");
	wrap_line(f->out, f->width, at, f->indent + f->hang, f->words.p);
	buf_addc(f->out, '\n');
	buf_clear(&f->words);
}

static void
add_raw(struct filler *f, const char *s, size_t n)
{
	flush(f);
	if (n)
		buf_addf(f->out, "%*s", (int)f->indent, "");
	buf_add(f->out, s, n);
	buf_addc(f->out, '\n');
}

static void
add_words(struct filler *f, const char *s, size_t n, size_t lead)
{
	size_t mark = marker(s, n);

	if (mark || f->words.n == 0) {
		flush(f);
		f->lead = lead;
		f->hang = lead + mark;
	} else {
		buf_addc(&f->words, ' ');
	}
	buf_add(&f->words, s, n);
	if ((n > 2 && s[n - 1] == ' ' && s[n - 2] == ' ') || s[n - 1] == '\\')
		flush(f);
}

/* A table, heading, rule or underline, or an indented listing. */
static bool
keeps_line(const struct filler *f, const char *s, size_t n, size_t lead)
{
	return *s == '|' || *s == '#' || strspn(s, "-=*_ ") >= n ||
	       (lead >= 4 && f->words.n == 0 && !marker(s, n));
}

static void
add_line(struct filler *f, const char *s, size_t n)
{
	size_t lead = 0;

	while (lead < n && (s[lead] == ' ' || s[lead] == '\t'))
		lead++;
	if (fence(s + lead, n - lead)) {
		f->fenced = !f->fenced;
		add_raw(f, s, n);
	} else if (lead == n) {
		add_raw(f, "", 0);
	} else if (f->fenced || keeps_line(f, s + lead, n - lead, lead)) {
		add_raw(f, s, n);
	} else {
		add_words(f, s + lead, n - lead, lead);
	}
}

void
wrap_body(struct buf *out, size_t width, size_t indent, const char *text)
{
	struct filler f = {
	    .out = out, .width = width, .indent = indent, .words = BUF_INIT};

	while (*text) {
		size_t n = strcspn(text, "\n");

		if (width)
			add_line(&f, text, n);
		else
			add_raw(&f, text, n);
		text += n + (text[n] == '\n');
	}
	flush(&f);
	buf_free(&f.words);
}
