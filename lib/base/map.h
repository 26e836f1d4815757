#ifndef BASE_MAP_H
#define BASE_MAP_H

/*
 * Texts to numbers, for looking up among thousands.  Keys are compared by
 * their bytes, not copied, and stay as long as the map; nothing is removed.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct map_slot {
	const char *key; /* NULL: free */
	size_t value;
};

/* All zero is an empty map. */
struct map {
	struct map_slot *v;
	size_t n;
	size_t cap; /* slots, a power of two */
};

/* Sets key unless it is there; false, and nothing changed, if it was. */
bool map_add(struct map *m, struct arena *a, const char *key, size_t value);
bool map_get(const struct map *m, const char *key, size_t *value);

#endif
