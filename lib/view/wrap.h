#ifndef VIEW_WRAP_H
#define VIEW_WRAP_H

/*
 * Text in lines of a terminal's width, broken at words; columns are those of
 * the characters as a terminal shows them (wide ones two, marks none).  Width
 * 0 is a pipe: nothing is wrapped.  Texts are safe already (view/safe.h);
 * knows no colours.
 */

#include <stddef.h>

#include "base/buf.h"

/* Columns of a line's text. */
size_t text_columns(const char *s);

/* Ends the line, without blanks at its end, and begins one at indent. */
void wrap_break(struct buf *out, size_t indent);

/*
 * Adds one text from column col on, its further lines at indent, without a
 * newline at the end.  A word that is wider than a line stays whole (an
 * address), but is broken where its letters are wide.  Returns the column
 * where it ended.
 */
size_t wrap_line(
    struct buf *out, size_t width, size_t col, size_t indent, const char *text);

/*
 * Adds a Markdown text, its lines indented and ended.  With a width its
 * paragraphs and list items are filled anew; tables, listings and headings
 * stay as they are.
 */
void wrap_body(struct buf *out, size_t width, size_t indent, const char *text);

#endif
