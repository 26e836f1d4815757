#include "view/table.h"

#include <libsmartcols.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/str.h"
#include "view/safe.h"

#define GAP	 2 /* blanks between columns */
#define LEAST	 8 /* a column is not cut below this width */
#define ELLIPSIS "\xe2\x80\xa6"

void
table_init(struct table *t, struct arena *a, const struct table_col *cols,
    size_t ncols)
{
	*t = (struct table){.a = a, .cols = cols, .ncols = ncols};
}

void
table_row(struct table *t, const char *const texts[])
{
	t->cells = arena_grow(
	    t->a, t->cells, &t->cap, t->ncells + t->ncols, sizeof *t->cells);
	for (size_t i = 0; i < t->ncols; i++)
		t->cells[t->ncells++] =
		    (struct table_cell){texts[i], t->cols[i].color};
}

void
table_paint(struct table *t, size_t col, enum table_color color)
{
	t->cells[t->ncells - t->ncols + col].color = color;
}

static const char *
color_sgr(enum table_color c)
{
	switch (c) {
	case TABLE_PLAIN:
		return NULL;
	case TABLE_BOLD:
		return "\033[1m";
	case TABLE_DIM:
		return "\033[2m";
	case TABLE_RED:
		return "\033[31m";
	case TABLE_YELLOW:
		return "\033[33m";
	case TABLE_GREEN:
		return "\033[32m";
	case TABLE_BLUE:
		return "\033[34m";
	}
	return NULL;
}

/* Columns of one character; what the locale does not know counts one. */
static size_t
char_width(const char *s, size_t n, size_t *size)
{
	int w;

	if (*s >= 0x20 && *s < 0x7f) {
		*size = 1;
		return 1;
	}
	w = wcwidth((wchar_t)utf8_at(s, n, size));
	return w < 0 ? 1 : (size_t)w;
}

static size_t
text_width(const char *s)
{
	size_t n = strlen(s), width = 0, size;

	for (size_t i = 0; i < n; i += size)
		width += char_width(s + i, n - i, &size);
	return width;
}

/*
 * The text cut to width columns with its ellipsis: behind the last whole
 * word that fits, or within a word where that would lose over half.
 */
static const char *
cut(struct arena *a, const char *s, size_t width)
{
	size_t n = strlen(s), i = 0, used = 0, word = 0, word_used = 0, size;

	if (text_width(s) <= width)
		return s;
	while (i < n) {
		size_t w = char_width(s + i, n - i, &size);

		if (s[i] == ' ' && i > 0 && s[i - 1] != ' ') {
			word = i;
			word_used = used;
		}
		if (used + w + 1 > width)
			break;
		used += w;
		i += size;
	}
	if (word_used * 2 >= width)
		i = word;
	while (i > 0 && s[i - 1] == ' ')
		i--;
	return arena_printf(a, "%.*s" ELLIPSIS, (int)i, s);
}

/* A cell as it is shown, before any cut. */
static const char *
cell_text(struct arena *a, const char *text, bool pipe)
{
	struct buf b = BUF_INIT;
	char *s;

	if (!text || !*text)
		return pipe ? "-" : "";
	text = str_line(a, text);
	safe_text(&b, text, strlen(text), false);
	s = arena_strndup(a, buf_str(&b), b.n);
	buf_free(&b);
	return s;
}

/* Takes from the widest columns that may be cut until all fit. */
static void
fit(const struct table *t, size_t *wide, size_t width)
{
	size_t total = (t->ncols - 1) * GAP;

	for (size_t c = 0; c < t->ncols; c++) {
		if (t->cols[c].cut && wide[c] > width)
			wide[c] = width;
		total += wide[c];
	}
	while (total > width) {
		size_t most = t->ncols;

		for (size_t c = 0; c < t->ncols; c++)
			if (t->cols[c].cut && wide[c] > LEAST &&
			    (most == t->ncols || wide[c] > wide[most]))
				most = c;
		if (most == t->ncols)
			return;
		wide[most]--;
		total--;
	}
}

/* Every cell as it is shown, row after row. */
static const char **
shown_cells(const struct table *t, struct arena *a, int width)
{
	const char **s = arena_alloc(a, t->ncells * sizeof *s);
	size_t *wide = arena_alloc(a, t->ncols * sizeof *wide);

	for (size_t i = 0; i < t->ncells; i++)
		s[i] = cell_text(a, t->cells[i].text, width == 0);
	if (width <= 0)
		return s;
	for (size_t c = 0; c < t->ncols; c++)
		wide[c] = t->headless ? 0 : text_width(t->cols[c].name);
	for (size_t i = 0; i < t->ncells; i++) {
		size_t w = text_width(s[i]);

		if (w > wide[i % t->ncols])
			wide[i % t->ncols] = w;
	}
	fit(t, wide, (size_t)width);
	for (size_t i = 0; i < t->ncells; i++)
		if (t->cols[i % t->ncols].cut)
			s[i] = cut(a, s[i], wide[i % t->ncols]);
	return s;
}

/* The library's table without rows: it only aligns, fitting is done. */
static struct libscols_table *
empty_table(const struct table *t, bool color)
{
	struct libscols_table *tb = scols_new_table();

	if (!tb)
		return NULL;
	scols_table_set_termforce(tb, SCOLS_TERMFORCE_NEVER);
	scols_table_enable_noencoding(tb, 1);
	scols_table_enable_noheadings(tb, t->headless);
	scols_table_enable_colors(tb, color);
	scols_table_set_column_separator(tb, "  ");
	for (size_t c = 0; c < t->ncols; c++) {
		const struct table_col *col = &t->cols[c];
		struct libscols_column *cl = scols_table_new_column(
		    tb, col->name, 0, col->right ? SCOLS_FL_RIGHT : 0);

		if (!cl) {
			scols_unref_table(tb);
			return NULL;
		}
		scols_cell_set_color(
		    scols_column_get_header(cl), color_sgr(TABLE_BOLD));
	}
	return tb;
}

static int
add_row(struct libscols_table *tb, const struct table *t, size_t first,
    const char *const *shown)
{
	struct libscols_line *ln = scols_table_new_line(tb, NULL);

	if (!ln)
		return -1;
	for (size_t c = 0; c < t->ncols; c++) {
		const char *sgr = color_sgr(t->cells[first + c].color);

		if (scols_line_set_data(ln, c, shown[first + c]) != 0)
			return -1;
		if (sgr && *shown[first + c])
			scols_cell_set_color(scols_line_get_cell(ln, c), sgr);
	}
	return 0;
}

int
table_print(struct buf *out, const struct table *t, int width, bool color,
    struct err *e)
{
	struct arena a;
	struct libscols_table *tb;
	const char **shown;
	char *text = NULL;
	int r = 0;

	if (t->ncells == 0)
		return 0;
	tb = empty_table(t, color);
	arena_init(&a);
	shown = shown_cells(t, &a, width);
	for (size_t i = 0; tb && r == 0 && i < t->ncells; i += t->ncols)
		r = add_row(tb, t, i, shown);
	arena_free(&a);
	if (!tb || r != 0 || scols_print_table_to_string(tb, &text) != 0)
		r = err_set(e, ERR_WORLD, "there is no memory left");
	else
		buf_addf(out, "%s\n", text);
	free(text);
	scols_unref_table(tb);
	return r;
}
