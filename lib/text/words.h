#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

/*
 * The words of a text, folded and told as numbers, so that many texts can be
 * compared: two words have one number if fold_name makes them equal (and, by
 * a chance of one in four billion, else).  A word is a run of letters, marks
 * and digits; a Han or kana character is one by itself.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Folded code points that came up before. */
struct words_fold {
	uint32_t c; /* 0: free */
	uint32_t to[2];
	unsigned n;
};

struct words {
	const char *s; /* valid UTF-8, n bytes */
	size_t n;
	size_t at;
	struct words_fold seen[128];
};

struct word {
	struct span span; /* in s */
	uint32_t hash;	  /* of its folded letters */
	bool digits;	  /* it has nothing else */
	bool whole;	  /* a Han or kana character */
};

/* Begins with a text; words_text goes on with another one. */
void words_init(struct words *w, const char *s, size_t n);
void words_text(struct words *w, const char *s, size_t n);
/* The next word; false at the end.  Cost: some 3 ns a byte. */
bool words_next(struct words *w, struct word *out);

/* Two numbers made one, in this order. */
static inline uint32_t
words_mix(uint32_t a, uint32_t b)
{
	uint32_t h = (a ^ (b << 15 | b >> 17)) * 0x9e3779b1u;

	return (h ^ h >> 15) * 0x85ebca77u ^ b;
}

#endif
