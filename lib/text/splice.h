#ifndef TEXT_SPLICE_H
#define TEXT_SPLICE_H

/*
 * The bytes to replace: an ordered list of {span, replacement} over one
 * text, and its application.  What no splice names stays as it is.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct splice {
	struct span span; /* bytes that go; len 0 inserts before off */
	const char *text; /* what comes instead */
	size_t len;
	size_t seq; /* inserts at one place keep the order they were added */
};

struct splices {
	struct splice *v;
	size_t n;
	size_t cap;
};

/* text is copied into a. */
void splice_add(struct splices *s, struct arena *a, size_t off, size_t del,
    const char *text, size_t len);

/*
 * Appends src with all splices applied to out.
 * -1 with e (ERR_INPUT) if two overlap or one lies outside; out untouched.
 */
int splices_apply(struct buf *out, const char *src, size_t len,
    struct splices *s, struct err *e);

#endif
