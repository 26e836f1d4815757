#ifndef TEXT_SKELETON_H
#define TEXT_SKELETON_H

/*
 * The skeleton of a Markdown body: a text with the same blocks, without the
 * prose.  Of a line that can neither start nor end a block only the indent,
 * the container markers and one letter are left; a line that changes nothing
 * after the one before is left out.  So cmark's time goes per line instead of
 * per byte, nearly all inline marks never reach it, and deep nesting costs
 * no more than the bytes that ask for it.
 * Kept: headings, fences, underlines, HTML starts, lines with a '>' (it may
 * end an HTML block) and, up to the next blank line, what follows a '[' (it
 * may be a link definition).  Source: CommonMark 0.30.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Bound on the weight, which counts what cmark has to build: two nodes of
 * about 200 bytes for a line, two for a container marker.  A mebibyte that
 * people wrote stays below.
 */
#define SKELETON_WEIGHT_MAX ((size_t)200 * 1000)
/* Inline marks of kept lines beyond this become letters. */
#define SKELETON_MARKS_MAX ((size_t)20 * 1000)

/* A line as CommonMark counts them: it ends at LF, CR or CR LF. */
struct md_line {
	size_t off;
	size_t end;  /* before the line end */
	size_t next; /* start of the next line, or the text's end */
	size_t line; /* of the file, from 1, by its LFs; 0: not counted */
};

struct skeleton {
	struct buf text;
	struct md_line *line; /* where line i + 1 of text is in the source */
	size_t n;
	size_t cap;
	size_t weight;
	size_t marks;
	/* While it is made: */
	bool def;      /* a link definition may be under way */
	bool blank;    /* the last line added is blank */
	bool prose;    /* it is indent and a letter */
	size_t indent; /* of that line, in bytes */
};

/*
 * Of src[off, len).  A BOM at off is left out, as cmark does.  Stops where
 * the weight passes its bound.
 */
void skeleton_make(struct skeleton *s, const char *src, size_t len, size_t off);
void skeleton_free(struct skeleton *s);

struct md_line md_line_at(const char *src, size_t len, size_t off);
/*
 * Offset in [off, end) of the first byte that is no blank and no container
 * marker ('>', a bullet or a number with its blank); *markers: how many were
 * passed, at most max.
 */
size_t md_head_end(
    const char *src, size_t off, size_t end, size_t max, size_t *markers);
/* "[ ] ", "[x] " or "[X] " at off. */
bool md_box_at(const char *src, size_t off, size_t end);
/* Number of # that open an ATX heading at off, or 0. */
size_t md_atx_run(const char *src, size_t off, size_t end);
/* A character that inline Markdown may be made of. */
bool md_is_mark(char c);

#endif
