#ifndef BASE_BUF_H
#define BASE_BUF_H

/*
 * A growing run of bytes, always followed by a NUL that does not count.
 * Never fails (out of memory ends the process).  BUF_INIT needs no free
 * until something was added.
 */

#include <stddef.h>

struct buf {
	char *p; /* NULL while empty; buf_str() is never NULL */
	size_t n;
	size_t cap;
};

#define BUF_INIT           \
	{                  \
		NULL, 0, 0 \
	}

void buf_free(struct buf *b);
void buf_clear(struct buf *b);
void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Removes del bytes at off and puts n bytes of p there; p not inside b. */
void buf_splice(struct buf *b, size_t off, size_t del, const void *p, size_t n);
const char *buf_str(const struct buf *b);

#endif
