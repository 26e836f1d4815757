#include "text/words.h"

#include <string.h>

#include <utf8proc.h>

#include "text/fold.h"

#define START 0x811c9dc5u

void
words_init(struct words *w, const char *s, size_t n)
{
	memset(w->seen, 0, sizeof w->seen);
	words_text(w, s, n);
}

void
words_text(struct words *w, const char *s, size_t n)
{
	w->s = s;
	w->n = n;
	w->at = 0;
}

/* FNV-1a over code points: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t
add_point(uint32_t h, uint32_t c)
{
	return (h ^ c) * 0x01000193u;
}

static uint32_t
add_folded(struct words *w, uint32_t h, uint32_t c)
{
	struct words_fold *f =
	    &w->seen[(c ^ c >> 7) % (sizeof w->seen / sizeof *w->seen)];
	uint32_t out[FOLD_POINT_MAX];
	size_t n;

	if (f->c == c) {
		for (unsigned i = 0; i < f->n; i++)
			h = add_point(h, f->to[i]);
		return h;
	}
	n = fold_point(c, out);
	for (size_t i = 0; i < n; i++)
		h = add_point(h, out[i]);
	if (n <= 2) {
		*f = (struct words_fold){.c = c, .n = (unsigned)n};
		memcpy(f->to, out, n * sizeof *out);
	}
	return h;
}

/* A letter, mark or number. */
static bool
is_part(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* Written without blanks between the words. */
static bool
is_whole(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) ||
	       (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Small letters and digits as they are, capitals as small ones, else 0. */
static const unsigned char plain[128] = {['0'] = '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    ['A'] = 'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
    'i',
    'j',
    'k',
    'l',
    'm',
    'n',
    'o',
    'p',
    'q',
    'r',
    's',
    't',
    'u',
    'v',
    'w',
    'x',
    'y',
    'z',
    ['a'] = 'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
    'i',
    'j',
    'k',
    'l',
    'm',
    'n',
    'o',
    'p',
    'q',
    'r',
    's',
    't',
    'u',
    'v',
    'w',
    'x',
    'y',
    'z'};

/* The letters and digits of ASCII from w->at on. */
static void
add_plain(struct words *w, struct word *out)
{
	const unsigned char *s = (const unsigned char *)w->s;
	uint32_t h = out->hash;
	size_t at = w->at;
	unsigned char c, most = 0;

	while (at < w->n && s[at] < 0x80 && (c = plain[s[at]])) {
		h = add_point(h, c);
		most = c > most ? c : most;
		at++;
	}
	out->digits = out->digits && most <= '9';
	out->hash = h;
	w->at = at;
}

/* The code point at w->at; false where it belongs to no word, or the next. */
static bool
add_other(struct words *w, struct word *out)
{
	size_t size;
	uint32_t c = utf8_at(w->s + w->at, w->n - w->at, &size);

	if (!is_part(c) || (is_whole(c) && w->at > out->span.off))
		return false;
	out->hash = add_folded(w, out->hash, c);
	out->digits = false;
	out->whole = is_whole(c);
	w->at += size;
	return true;
}

bool
words_next(struct words *w, struct word *out)
{
	struct word word = {{0, 0}, START, true, false};
	size_t size;

	while (w->at < w->n) {
		word.span.off = w->at;
		do {
			add_plain(w, &word);
		} while (w->at < w->n && (unsigned char)w->s[w->at] >= 0x80 &&
			 add_other(w, &word) && !word.whole);
		word.span.len = w->at - word.span.off;
		if (word.span.len) {
			*out = word;
			return true;
		}
		if ((unsigned char)w->s[w->at] < 0x80)
			size = 1;
		else
			utf8_at(w->s + w->at, w->n - w->at, &size);
		w->at += size;
	}
	return false;
}
