#include "repo/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define FILE_MAX_BYTES ((size_t)64 * 1024 * 1024)
#define ID_DIGITS      (OBJID_TEXT - 1)

static int
by_id(const void *x, const void *y)
{
	const struct link *a = x, *b = y;

	return memcmp(&a->id, &b->id, sizeof a->id);
}

/* "ID PARENT PARENT ...": one line of grafts. */
static void
add_line(struct links *out, struct arena *a, const char *p, size_t n, bool cut)
{
	struct objid *ids = arena_alloc(a, (n / ID_DIGITS + 1) * sizeof *ids);
	uint32_t k = 0;

	for (; n >= ID_DIGITS && objid_parse(&ids[k], p); k++) {
		size_t step =
		    ID_DIGITS + (n > ID_DIGITS && p[ID_DIGITS] == ' ');

		p += step;
		n -= step;
	}
	if (k == 0)
		return;
	out->v = arena_grow(a, out->v, &out->cap, out->n + 1, sizeof *out->v);
	out->v[out->n++] = (struct link){ids[0], ids + 1, k - 1, cut};
}

static void
read_file(struct links *out, struct arena *a, const struct repo *r,
    const char *name, bool cut)
{
	const char *path = arena_printf(a, "%s/%s", r->commondir, name);
	struct err none;
	char *s;
	size_t len;

	if (file_read_any(&s, &len, a, path, FILE_MAX_BYTES, &none) != 0)
		return;
	for (size_t at = 0; at < len; at = line_next(s, len, at))
		if (s[at] != '#')
			add_line(
			    out, a, s + at, line_end(s, len, at) - at, cut);
}

void
links_read(struct links *out, struct arena *a, const struct repo *r)
{
	*out = (struct links){NULL, 0, 0};
	read_file(out, a, r, "shallow", true);
	read_file(out, a, r, "info/grafts", false);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_id);
}

const struct link *
links_find(const struct links *l, const struct objid *id)
{
	struct link key = {.id = *id};

	if (l->n == 0)
		return NULL;
	return bsearch(&key, l->v, l->n, sizeof *l->v, by_id);
}
