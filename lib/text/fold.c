#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* Letters that NFKD leaves whole, after case folding (which makes ß ss). */
static const struct letter {
	uint32_t c;
	const char *ascii;
} letters[] = {
    {0x00e6, "ae"}, /* æ */
    {0x00f0, "d"},  /* ð */
    {0x00f8, "o"},  /* ø */
    {0x00fe, "th"}, /* þ */
    {0x0111, "d"},  /* đ */
    {0x0131, "i"},  /* ı */
    {0x0142, "l"},  /* ł */
    {0x0153, "oe"}, /* œ */
};

/* The small letters of a text that is all ASCII, else NULL. */
static char *
map_ascii(struct arena *a, const char *s)
{
	size_t n = 0;
	char *r;

	while (s[n] && (unsigned char)s[n] < 0x80)
		n++;
	if (s[n])
		return NULL;
	r = arena_strndup(a, s, n);
	for (size_t i = 0; i < n; i++)
		if (r[i] >= 'A' && r[i] <= 'Z')
			r[i] = (char)(r[i] - 'A' + 'a');
	return r;
}

/* The mapping by utf8proc; what is no UTF-8 stays as it is. */
static char *
map(struct arena *a, const char *s, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	char *r = map_ascii(a, s);
	utf8proc_ssize_t n;

	if (r)
		return r;
	n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
	    options | UTF8PROC_NULLTERM | UTF8PROC_STABLE);
	if (n == UTF8PROC_ERROR_NOMEM)
		err_nomem();
	if (n < 0)
		return arena_strdup(a, s);
	r = arena_strndup(a, (const char *)out, (size_t)n);
	free(out);
	return r;
}

/* The ASCII form of a letter of the table, or NULL. */
static const char *
letter_ascii(uint32_t c)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].c == c)
			return letters[i].ascii;
	return NULL;
}

char *
fold_name(struct arena *a, const char *s)
{
	char *r = map(a, s,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_STRIPMARK);
	size_t len = strlen(r), n = 0, size;

	/* In place: the letters have two bytes, their forms no more. */
	for (size_t i = 0; i < len; i += size) {
		const char *ascii =
		    letter_ascii(utf8_at(r + i, len - i, &size));

		if (ascii && size == 2) {
			memmove(r + n, ascii, strlen(ascii));
			n += strlen(ascii);
		} else {
			memmove(r + n, r + i, size);
			n += size;
		}
	}
	r[n] = '\0';
	return r;
}

size_t
fold_point(uint32_t c, uint32_t out[FOLD_POINT_MAX])
{
	utf8proc_int32_t got[FOLD_POINT_MAX];
	utf8proc_ssize_t n;
	size_t k = 0;
	int last = 0;

	n = utf8proc_decompose_char((utf8proc_int32_t)c, got, FOLD_POINT_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_STRIPMARK,
	    &last);
	for (utf8proc_ssize_t i = 0; i < n && i < FOLD_POINT_MAX; i++) {
		const char *ascii = letter_ascii((uint32_t)got[i]);

		if (!ascii)
			out[k++] = (uint32_t)got[i];
		for (; ascii && *ascii && k < FOLD_POINT_MAX; ascii++)
			out[k++] = (unsigned char)*ascii;
		if (k == FOLD_POINT_MAX)
			break;
	}
	return k;
}

static bool
is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

/* In place: runs of blanks become one, those at the ends go. */
static void
squeeze(char *s)
{
	size_t len = strlen(s), n = 0, size;
	bool gap = false;

	for (size_t i = 0; i < len; i += size) {
		if (is_space(utf8_at(s + i, len - i, &size))) {
			gap = n > 0;
			continue;
		}
		if (gap)
			s[n++] = ' ';
		gap = false;
		memmove(s + n, s + i, size);
		n += size;
	}
	s[n] = '\0';
}

char *
fold_heading(struct arena *a, const char *s)
{
	char *r = map(a, s, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	size_t n;

	squeeze(r);
	n = strlen(r);
	if (n > 0 && r[n - 1] == ':') {
		r[n - 1] = '\0';
		squeeze(r);
	}
	return r;
}

/* Whether c is left in a slug. */
static bool
slug_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

char *
fold_slug(struct arena *a, const char *s)
{
	char *r = fold_name(a, s);
	size_t n = 0;
	bool gap = false;

	for (size_t i = 0; r[i]; i++) {
		if (!slug_char(r[i])) {
			gap = n > 0;
			continue;
		}
		if (gap)
			r[n++] = '-';
		gap = false;
		r[n++] = r[i];
	}
	r[n] = '\0';
	return r;
}

size_t
fold_letters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
	return n;
}
