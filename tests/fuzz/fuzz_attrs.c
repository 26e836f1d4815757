/* Any heading of an entry; what it says is the same once written anew. */

#include "fuzz.h"

#include "base/buf.h"
#include "plan/entry.h"

static int
heading_read(struct entry *e, struct arena *a, const char *src, size_t n)
{
	struct diags d = {0};

	*e =
	    (struct entry){.section = SECTION_NOTES, .line = 1, .head = {0, n}};
	entry_read(e, a, "p.md", src, (struct span){0, n}, &d);
	PROMISE(e->bad == (d.errors > 0));
	for (size_t i = 0; i < d.n; i++)
		PROMISE(d.v[i].line == 1 && d.v[i].col && d.v[i].hint);
	return e->bad ? -1 : 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct entry first, again;
	struct buf b = BUF_INIT;
	struct arena a;

	if (memchr(data, '\n', size) || memchr(data, 0, size) ||
	    memchr(data, '\r', size) ||
	    utf8_valid((const char *)data, size) < size)
		return 0;
	arena_init(&a);
	buf_adds(&b, "2026-10-02 ");
	buf_add(&b, data, size);
	if (heading_read(&first, &a, b.p, b.n) == 0) {
		buf_clear(&b);
		buf_adds(&b, "2026-10-02 j.ortiz ");
		attrs_write(&b, first.attrs, first.nattrs);
		PROMISE(b.n > 8192 || heading_read(&again, &a, b.p, b.n) == 0);
		PROMISE(b.n > 8192 || again.nattrs == first.nattrs);
		for (size_t i = 0; b.n <= 8192 && i < first.nattrs; i++)
			PROMISE(
			    str_eq(first.attrs[i].value, again.attrs[i].value));
	}
	buf_free(&b);
	arena_free(&a);
	return 0;
}
