#ifndef VIEW_SAFE_H
#define VIEW_SAFE_H

/*
 * The one sanitizer for terminals: text from plans, file names and messages
 * goes through here before it is shown.  Not for HTML, CSV or commit texts,
 * which have rules of their own.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Adds len bytes of s with every character of utf8_unsafe() and every byte
 * that is not valid UTF-8 as a visible escape: \x1b, \u202e.
 * keep_lines: LF, CRLF (as LF) and tab stay; else a tab becomes a blank and
 * a newline \x0a, so that the result is one line.  Cost: one pass.
 */
void safe_text(struct buf *out, const char *s, size_t len, bool keep_lines);

#endif
