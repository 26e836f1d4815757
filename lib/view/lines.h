#ifndef VIEW_LINES_H
#define VIEW_LINES_H

/*
 * The pieces that readable text is made of: coloured words, labels, lines of
 * facts, Markdown.  Every text goes through view/safe.h; a width of 0 is a
 * pipe.  Columns count from 0.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "plan/settings.h"

#define LINES_BOLD   "1"
#define LINES_DIM    "2"
#define LINES_RED    "31"
#define LINES_GREEN  "32"
#define LINES_YELLOW "33"

struct lines {
	struct buf *out;
	struct arena *a;
	const struct people *people; /* for names */
	int today;
	size_t width;
	bool color;
};

/*
 * A text in a colour (NULL: plain) from column col on, wrapped to indent;
 * returns the column behind it.  pad: blanks up to a column.
 */
size_t lines_add(struct lines *l, size_t col, size_t indent, const char *sgr,
    const char *text);
size_t lines_pad(struct lines *l, size_t col, size_t to);
void lines_end(struct lines *l);
/* One empty line, unless there is one. */
void lines_gap(struct lines *l);
/* A title with empty lines around. */
void lines_heading(struct lines *l, const char *title);
/* "    label    text", the text wrapped below itself; NULL: nothing. */
void lines_label(
    struct lines *l, size_t indent, const char *label, const char *text);
/* Markdown. */
void lines_body(struct lines *l, size_t indent, const char *text);

/* Small facts of one line, with dots between; each stays whole if it can. */
struct facts {
	struct arena *a;
	struct strs v;
};

/* NULL and "" are no facts.  fact_of: "word text". */
void fact(struct facts *f, const char *text);
void fact_of(struct facts *f, const char *word, const char *text);
size_t lines_facts(struct lines *l, size_t col, size_t indent, const char *sgr,
    const struct facts *f);
/* Facts behind a label; none: nothing. */
void lines_label_facts(
    struct lines *l, size_t indent, const char *label, const struct facts *f);

/* Texts with commas between, NULL for none; names: of the handles. */
const char *lines_join(struct lines *l, const struct strs *v, bool names);
const char *lines_name(struct lines *l, const char *handle);
/* "2026-10-16, 4 days ago": a date, with the days where it is near. */
const char *lines_near(struct lines *l, const char *date);

#endif
