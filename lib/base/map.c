#include "base/map.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t
hash(const char *s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return h ^ h >> 32;
}

/* The slot that holds key, or the free one where it goes. */
static struct map_slot *
slot_of(const struct map *m, const char *key)
{
	size_t i = (size_t)hash(key) & (m->cap - 1);

	while (m->v[i].key && strcmp(m->v[i].key, key) != 0)
		i = (i + 1) & (m->cap - 1);
	return &m->v[i];
}

static void
grow(struct map *m, struct arena *a)
{
	struct map old = *m;

	m->cap = old.cap ? old.cap * 2 : 64;
	m->v = arena_alloc(a, m->cap * sizeof *m->v);
	for (size_t i = 0; i < old.cap; i++)
		if (old.v[i].key)
			*slot_of(m, old.v[i].key) = old.v[i];
}

bool
map_add(struct map *m, struct arena *a, const char *key, size_t value)
{
	struct map_slot *s;

	if (m->n >= m->cap / 2)
		grow(m, a);
	s = slot_of(m, key);
	if (s->key)
		return false;
	*s = (struct map_slot){key, value};
	m->n++;
	return true;
}

bool
map_get(const struct map *m, const char *key, size_t *value)
{
	const struct map_slot *s = m->cap ? slot_of(m, key) : NULL;

	if (!s || !s->key)
		return false;
	*value = s->value;
	return true;
}
