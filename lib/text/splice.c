#include "text/splice.h"

#include <stdlib.h>
#include <string.h>

void
splice_add(struct splices *s, struct arena *a, size_t off, size_t del,
    const char *text, size_t len)
{
	s->v = arena_grow(a, s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n] =
	    (struct splice){{off, del}, arena_strndup(a, text, len), len, s->n};
	s->n++;
}

/* By place; at one place inserts come before what goes, in order added. */
static int
earlier(const void *x, const void *y)
{
	const struct splice *a = x, *b = y;

	if (a->span.off != b->span.off)
		return a->span.off < b->span.off ? -1 : 1;
	if (!a->span.len != !b->span.len)
		return a->span.len ? 1 : -1;
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

static int
check(const struct splices *s, size_t len, struct err *e)
{
	size_t end = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct span at = s->v[i].span;

		if (at.off > len || at.len > len - at.off)
			return err_set(
			    e, ERR_INPUT, "an edit lies outside the file");
		if (at.off < end) {
			err_set(e, ERR_INPUT,
			    "two of the changes touch the same place");
			return err_hint(e, "make them one after the other");
		}
		end = span_end(at);
	}
	return 0;
}

int
splices_apply(struct buf *out, const char *src, size_t len, struct splices *s,
    struct err *e)
{
	size_t at = 0;

	if (s->n)
		qsort(s->v, s->n, sizeof *s->v, earlier);
	if (check(s, len, e) < 0)
		return -1;
	for (size_t i = 0; i < s->n; i++) {
		const struct splice *p = &s->v[i];

		buf_add(out, src + at, p->span.off - at);
		buf_add(out, p->text, p->len);
		at = span_end(p->span);
	}
	buf_add(out, src + at, len - at);
	return 0;
}
