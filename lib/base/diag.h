#ifndef BASE_DIAG_H
#define BASE_DIAG_H

/*
 * Findings about files: many at once, each with a stable code, kept in the
 * order they were found.  An error makes a file unfit to be written by
 * commands; a warning is only told.  Texts live in the arena given.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum severity {
	SEV_ERROR,
	SEV_WARNING,
};

struct diag {
	const char *path;
	size_t line; /* from 1; 0: the whole file */
	size_t col;  /* code points, from 1; 0: none */
	enum severity severity;
	const char *code;
	const char *text; /* lower case, no full stop */
	const char *hint; /* NULL: none */
};

struct diags {
	struct diag *v;
	size_t n;
	size_t cap;
	size_t errors; /* of n, how many are errors */
};

/* Adds a finding; the returned pointer is good until the next one. */
struct diag *diags_add(struct diags *d, struct arena *a, enum severity s,
    const char *path, size_t line, size_t col, const char *code,
    const char *fmt, ...) __attribute__((format(printf, 8, 9)));
/*
 * Byte off of a file's text.  Where many findings are to be expected, the
 * start of a line at or before off and its number save counting from the
 * first; else line is 0.
 */
struct diag_spot {
	const char *path;
	const char *src;
	size_t len;
	size_t off;
	size_t near;
	size_t line;
};

/* The same at a byte of a file, whose line and column are counted. */
void diags_at(struct diags *d, struct arena *a, const struct diag_spot *at,
    enum severity s, const char *code, const char *hint, const char *text);
void diag_hint(struct diag *d, struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The first error as an ERR_INPUT; returns -1, or 0 if there is none. */
int diags_first(const struct diags *d, struct err *e);
/* True if a finding with the code and the words of g is among them. */
bool diags_has(const struct diags *d, const struct diag *g);
/* By path, line, column; stable. */
void diags_sort(struct diags *d);

#endif
