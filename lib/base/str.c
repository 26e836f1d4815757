#include "base/str.h"

#include <string.h>

void
strs_add(struct strs *l, struct arena *a, const char *s)
{
	l->v = arena_grow(a, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = s;
}

long
strs_find(const struct strs *l, const char *s)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i], s) == 0)
			return (long)i;
	return -1;
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool
str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Bytes of the well-formed sequence at s, or 0. */
static size_t
sequence(const unsigned char *s, size_t n)
{
	unsigned char c = s[0], lo = 0x80, hi = 0xbf;
	size_t size;

	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4)
		return 0;
	size = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (n < size)
		return 0;
	if (c == 0xe0)
		lo = 0xa0;
	if (c == 0xed)
		hi = 0x9f;
	if (c == 0xf0)
		lo = 0x90;
	if (c == 0xf4)
		hi = 0x8f;
	if (s[1] < lo || s[1] > hi)
		return 0;
	for (size_t i = 2; i < size; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return size;
}

const char *
str_line(struct arena *a, const char *s)
{
	size_t n = strlen(s);
	char *r;

	if (!strchr(s, '\n'))
		return s;
	while (n && s[n - 1] == '\n')
		n--;
	r = arena_strndup(a, s, n);
	for (size_t i = 0; i < n; i++)
		if (r[i] == '\n')
			r[i] = ' ';
	return r;
}

size_t
utf8_valid(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint64_t eight;
		size_t k;

		if (len - i >= sizeof eight) {
			memcpy(&eight, s + i, sizeof eight);
			if (!(eight & UINT64_C(0x8080808080808080))) {
				i += sizeof eight;
				continue;
			}
		}
		k = sequence((const unsigned char *)s + i, len - i);

		if (!k)
			return i;
		i += k;
	}
	return len;
}

uint32_t
utf8_at(const char *s, size_t n, size_t *size)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t k = sequence(u, n);

	*size = k ? k : 1;
	switch (k) {
	case 2:
		return (uint32_t)(u[0] & 0x1f) << 6 | (u[1] & 0x3fU);
	case 3:
		return (uint32_t)(u[0] & 0x0f) << 12 |
		       (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3fU);
	case 4:
		return (uint32_t)(u[0] & 0x07) << 18 |
		       (uint32_t)(u[1] & 0x3f) << 12 |
		       (uint32_t)(u[2] & 0x3f) << 6 | (u[3] & 0x3fU);
	default:
		return u[0];
	}
}

size_t
utf8_count(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

bool
utf8_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c ||
	       c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

void
text_pos(const char *src, size_t len, size_t off, size_t *line, size_t *col)
{
	bool bom = len >= 3 && memcmp(src, "\xef\xbb\xbf", 3) == 0;

	if (off > len)
		off = len;
	text_pos_from(src, !bom ? 0 : off < 3 ? off : 3, 1, off, line, col);
}

void
text_pos_from(const char *src, size_t start, size_t start_line, size_t off,
    size_t *line, size_t *col)
{
	const char *lf;

	*line = start_line;
	while (start < off && (lf = memchr(src + start, '\n', off - start))) {
		++*line;
		start = (size_t)(lf - src) + 1;
	}
	*col = utf8_count(src + start, off - start) + 1;
}

size_t
line_next(const char *src, size_t len, size_t off)
{
	const char *p = off < len ? memchr(src + off, '\n', len - off) : NULL;

	return p ? (size_t)(p - src) + 1 : len;
}

size_t
line_end(const char *src, size_t len, size_t off)
{
	size_t e = line_next(src, len, off);

	if (e > off && src[e - 1] == '\n')
		e--;
	if (e > off && src[e - 1] == '\r')
		e--;
	return e;
}

size_t
line_start(const char *src, size_t off)
{
	while (off > 0 && src[off - 1] != '\n')
		off--;
	return off;
}

size_t
str_distance(const char *a, const char *b)
{
	size_t row[65], n = strlen(a), m = strlen(b);

	n = n > 64 ? 64 : n;
	m = m > 64 ? 64 : m;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t diag = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t best = diag + (a[i - 1] != b[j - 1]);

			diag = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[m];
}

const char *
str_near(const char *const *words, const char *word)
{
	const char *near = NULL;
	size_t best = 3;

	for (; *words; words++) {
		size_t d = str_distance(*words, word);

		if (d == 0)
			return NULL;
		if (d < best && 2 * d <= strlen(*words)) {
			best = d;
			near = *words;
		}
	}
	return near;
}
