#ifndef TEXT_SKELETON_H
#define TEXT_SKELETON_H

/*
 * The skeleton of a Markdown body: a text with the same blocks on the same
 * lines, but without the prose.  Of a line that can neither start nor end a
 * block only the indent, the container markers and one letter are left, and
 * runs of blank lines become one.  So a parser spends its time per line
 * instead of per byte, hostile inline marks never reach it, and deep nesting
 * costs no more than the bytes that ask for it.
 * Kept whole: headings, fences, underlines, HTML starts, lines with a '>'
 * (they may end an HTML block) and, up to the next blank line, what follows
 * a '[' (it may be a link definition).  Source: CommonMark 0.30.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* A line as CommonMark counts them: it ends at LF, CR or CR LF. */
struct md_line {
	size_t off;
	size_t end;  /* before the line end */
	size_t next; /* start of the next line, or the text's end */
};

struct skeleton {
	struct buf text;
	size_t *line; /* where line i + 1 of text starts in the source */
	size_t n;
	size_t cap;
	bool def; /* while made: a link definition may be under way */
};

/* Of src[off, len).  A BOM at off is left out, as cmark does. */
void skeleton_make(struct skeleton *s, const char *src, size_t len, size_t off);
void skeleton_free(struct skeleton *s);

struct md_line md_line_at(const char *src, size_t len, size_t off);
/*
 * Offset in [off, end) of the first byte that is no blank and no container
 * marker ('>', a bullet or a number with its blank); *markers: how many were
 * passed, at most max.
 */
size_t md_head_end(const char *src, size_t off, size_t end, size_t max,
		   size_t *markers);
/* "[ ] ", "[x] " or "[X] " at off. */
bool md_box_at(const char *src, size_t off, size_t end);
/* Blank and tab only. */
bool md_blank(const char *src, size_t off, size_t end);

#endif
