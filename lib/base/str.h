#ifndef BASE_STR_H
#define BASE_STR_H

/*
 * Bytes, UTF-8 and small text helpers that know no Unicode tables (those are
 * in text/fold.h).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Bytes [off, off + len) of some text that the context names. */
struct span {
	size_t off;
	size_t len;
};

/* A list of NUL-terminated texts, in an arena. */
struct strs {
	const char **v;
	size_t n;
	size_t cap;
};

static inline size_t
span_end(struct span s)
{
	return s.off + s.len;
}

void strs_add(struct strs *l, struct arena *a, const char *s);
/* Index of the equal text, or -1. */
long strs_find(const struct strs *l, const char *s);

bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
/* a and b may be NULL; NULL equals only NULL. */
bool str_eq(const char *a, const char *b);

/*
 * s as one line: line breaks at its end go, each other becomes a blank.
 * s itself where it has none.
 */
const char *str_line(struct arena *a, const char *s);

/*
 * Offset of the first byte that is not valid UTF-8 (overlong forms,
 * surrogates and above U+10FFFF count), or len.
 */
size_t utf8_valid(const char *s, size_t len);
/*
 * The code point at s (valid UTF-8, n > 0 bytes left); *size its bytes.
 */
uint32_t utf8_at(const char *s, size_t n, size_t *size);
/* Code points in len bytes of valid UTF-8. */
size_t utf8_count(const char *s, size_t len);

/*
 * A control, line separator or bidirectional control character: what never
 * reaches a terminal raw.  Tab and newline count too.
 */
bool utf8_unsafe(uint32_t c);

/*
 * Line and column (code points, both from 1) of byte off in src.
 * CRLF is one line end; a BOM at the start takes no column.
 */
void
text_pos(const char *src, size_t len, size_t off, size_t *line, size_t *col);

/* The same, counted from the start of a line at or before off. */
void text_pos_from(const char *src, size_t start, size_t start_line, size_t off,
    size_t *line, size_t *col);

/* Offset just past the line's end (after its LF), or len. */
size_t line_next(const char *src, size_t len, size_t off);
/* Offset of the line's end: before CR LF, LF or the end of the text. */
size_t line_end(const char *src, size_t len, size_t off);
/* Offset of the start of the line that holds off. */
size_t line_start(const char *src, size_t off);

/* Edit distance of two short words (at most 64 bytes each count). */
size_t str_distance(const char *a, const char *b);

/*
 * The word of a list (NULL at its end) that a slip of the pen made this of;
 * NULL if it is one of them, or near to none.
 */
const char *str_near(const char *const *words, const char *word);

#endif
