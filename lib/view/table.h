#ifndef VIEW_TABLE_H
#define VIEW_TABLE_H

/*
 * Rows of texts in aligned columns, two blanks between them, for people.
 * With a width (a terminal) columns that may be cut are cut, at a word where
 * one ends near, with an ellipsis; empty cells stay empty.  Without (a pipe)
 * nothing is cut and an empty cell is '-', so that awk counts the columns
 * right; the line of headers stays, as with ps and df: programs take --json.
 * Widths are those of the C library (wcwidth): setlocale comes first, with a
 * UTF-8 locale.  Knows texts only; what they mean is the caller's.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum table_color {
	TABLE_PLAIN,
	TABLE_BOLD,
	TABLE_DIM,
	TABLE_RED,
	TABLE_YELLOW,
	TABLE_GREEN,
	TABLE_BLUE,
};

struct table_col {
	const char *name; /* header, as shown */
	bool right;	  /* aligned to the right: numbers */
	bool cut;	  /* may be cut on a terminal */
	enum table_color color;
};

struct table_cell {
	const char *text; /* NULL or "": empty */
	enum table_color color;
};

struct table {
	struct arena *a;
	const struct table_col *cols;
	size_t ncols;
	struct table_cell *cells; /* row after row */
	size_t ncells;
	size_t cap;
	bool headless; /* no line of headers; false after table_init */
};

/* cols outlives the table. */
void table_init(struct table *t, struct arena *a, const struct table_col *cols,
    size_t ncols);
/* Adds a row of ncols texts, which are not copied; NULL is an empty cell. */
void table_row(struct table *t, const char *const texts[]);
/* Colours column col of the newest row. */
void table_paint(struct table *t, size_t col, enum table_color color);

/*
 * Adds the table to out; of a table without rows nothing, not the headers.
 * width: columns of the terminal, 0: no limit (a pipe).  color: with escape
 * sequences.  All texts go through safe_text.
 * Returns 0, or -1 with e: ERR_WORLD.  Cost: the sum of the texts.
 */
int table_print(struct buf *out, const struct table *t, int width, bool color,
    struct err *e);

#endif
