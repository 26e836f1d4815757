#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * Memory that is released all at once: one arena per command, a scratch one
 * per loop.  Never fails (out of memory ends the process, base/err.h).  With
 * AddressSanitizer each allocation is a heap block of its own, so that an
 * overflow inside the arena is seen.  Not for threads: one arena each.
 */

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used; /* bytes used of the head block */
};

void arena_init(struct arena *a);
void arena_free(struct arena *a);
/* Forgets all allocations, keeps the newest block for reuse. */
void arena_reset(struct arena *a);

/* n bytes, zeroed, aligned for any type; n 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t n);
/* Grows an array of count items to hold at least want; *cap is updated. */
void *
arena_grow(struct arena *a, void *old, size_t *cap, size_t want, size_t item);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))

#endif
