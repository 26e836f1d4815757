#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ONE_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ONE_EACH 1
#endif
#endif
#ifndef ARENA_ONE_EACH
#define ARENA_ONE_EACH 0
#endif

/* Each block is twice the one before it, within these bounds. */
#define BLOCK_MIN ((size_t)32 * 1024)
#define BLOCK_MAX ((size_t)1024 * 1024)

struct arena_block {
	struct arena_block *prev;
	size_t cap;
	max_align_t mem[];
};

void
arena_init(struct arena *a)
{
	a->head = NULL;
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	while (a->head) {
		struct arena_block *prev = a->head->prev;

		free(a->head);
		a->head = prev;
	}
	a->used = 0;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->head;

	if (!keep)
		return;
	a->head = keep->prev;
	arena_free(a);
	if (ARENA_ONE_EACH) {
		free(keep);
		return;
	}
	keep->prev = NULL;
	a->head = keep;
	a->used = 0;
}

static void
block_add(struct arena *a, size_t n)
{
	size_t cap = a->head ? a->head->cap * 2 : BLOCK_MIN;
	struct arena_block *b;

	if (cap > BLOCK_MAX)
		cap = BLOCK_MAX;
	if (ARENA_ONE_EACH || n > cap)
		cap = n;
	b = malloc(sizeof *b + cap);
	if (!b)
		err_nomem();
	b->prev = a->head;
	b->cap = cap;
	a->head = b;
	a->used = 0;
}

static size_t
rounded(size_t n)
{
	const size_t align = sizeof(max_align_t);

	return ARENA_ONE_EACH ? n : (n + align - 1) / align * align;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t need;
	void *p;

	if (n > SIZE_MAX / 2)
		err_nomem();
	need = rounded(n);
	if (ARENA_ONE_EACH || !a->head || a->head->cap - a->used < need)
		block_add(a, need);
	p = (char *)a->head->mem + a->used;
	a->used += need;
	return memset(p, 0, n);
}

/* Makes the newest allocation, old of had bytes, longer; false if it is not
 * the newest or there is no room. */
static bool
extend(struct arena *a, void *old, size_t had, size_t want)
{
	if (ARENA_ONE_EACH || !had || !a->head ||
	    (char *)old + rounded(had) != (char *)a->head->mem + a->used ||
	    a->head->cap - a->used < rounded(want) - rounded(had))
		return false;
	a->used += rounded(want) - rounded(had);
	memset((char *)old + had, 0, want - had);
	return true;
}

void *
arena_grow(struct arena *a, void *old, size_t *cap, size_t want, size_t item)
{
	size_t next = *cap ? *cap : 8;
	void *p;

	if (want <= *cap)
		return old;
	while (next < want)
		next *= 2;
	if (next > SIZE_MAX / 4 / item)
		err_nomem();
	if (extend(a, old, *cap * item, next * item)) {
		*cap = next;
		return old;
	}
	p = arena_alloc(a, next * item);
	if (*cap)
		memcpy(p, old, *cap * item);
	*cap = next;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n)
		memcpy(p, s, n);
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	char room[256]; /* long enough for most */
	va_list ap;
	int n;
	char *p;

	va_start(ap, fmt);
	n = vsnprintf(room, sizeof room, fmt, ap);
	va_end(ap);
	if (n < 0)
		err_nomem();
	if ((size_t)n < sizeof room)
		return arena_strndup(a, room, (size_t)n);
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}
