#include "text/scalar.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"

#define DIGITS_MAX 15 /* what every reader keeps exactly in a double */
#define STEP_USUAL 2
#define STEP_MAX   9 /* what an indentation indicator can say */

static const char digits[] = "0123456789";

/* Code points that YAML or our format does not let stand raw. */
static bool
unprintable(uint32_t c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) ||
	       c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe ||
	       c == 0xffff;
}

static bool
all_printable(const char *s)
{
	size_t n = strlen(s), size;

	for (size_t i = 0; i < n; i += size)
		if (unprintable(utf8_at(s + i, n - i, &size)))
			return false;
	return true;
}

/* Words that some reader takes for a boolean, a null or a merge. */
static bool
is_word(const char *s)
{
	static const char *const words[] = {"~", "null", "true", "false", "yes",
	    "no", "on", "off", "y", "n", "<<", "=", ".inf", "+.inf", "-.inf",
	    ".nan"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return false;
}

/* A number written the one way that survives reading and writing again. */
static bool
is_canonical(const char *s)
{
	const char *whole = s + (*s == '-');
	size_t n = strspn(whole, digits), frac;

	if (!n || n > DIGITS_MAX || (whole[0] == '0' && n > 1))
		return false;
	if (!whole[n])
		return whole[0] != '0' || whole == s;
	if (whole[n] != '.')
		return false;
	/* 0.00001 is written again as 1e-05. */
	if (whole[0] == '0' && strspn(whole + n + 1, "0") > 3)
		return false;
	frac = strspn(whole + n + 1, digits);
	return frac && !whole[n + 1 + frac] && whole[n + frac] != '0' &&
	       n + frac <= DIGITS_MAX;
}

/* YYYY-M-D, alone or with a time of day behind. */
static bool
is_datelike(const char *s)
{
	size_t m, d;

	if (strspn(s, digits) != 4 || s[4] != '-')
		return false;
	m = strspn(s + 5, digits);
	if (m < 1 || m > 2 || s[5 + m] != '-')
		return false;
	d = strspn(s + 6 + m, digits);
	s += 6 + m + d;
	if (d < 1 || d > 2 || !*s)
		return d == 1 || d == 2;
	d = strspn(s, " Tt");
	return d && s[d] && strchr(digits, s[d]);
}

/*
 * What some reader may take for a number: decimal, with _ or , between
 * digits, octal, hexadecimal, binary, with exponent, base 60.
 */
static bool
is_numberish(const char *s)
{
	const char *p = s + (*s == '-' || *s == '+');
	size_t n;

	if (!strchr("0123456789.", *p) || !*p)
		return false;
	if (p[0] == '0' && p[1] && strchr("xXoObB", p[1]))
		return strspn(p + 2, "0123456789abcdefABCDEF_,.") ==
		       strlen(p + 2);
	n = strspn(p, "0123456789_,.:");
	if (p[n] == 'e' || p[n] == 'E') {
		n++;
		n += p[n] == '+' || p[n] == '-';
		n += strspn(p + n, "0123456789_.");
	}
	return !p[n];
}

static bool
shape_ok(const char *s, bool flow)
{
	size_t n = strlen(s);

	if (strchr("-?:,[]{}#&*!|>'\"%@`", s[0]) || str_starts(s, "..."))
		return false;
	if (s[0] == ' ' || s[n - 1] == ' ' || s[n - 1] == ':')
		return false;
	if (strstr(s, ": ") || strstr(s, " #") || strchr(s, '\n'))
		return false;
	return !flow || !strpbrk(s, ",[]{}:?");
}

bool
scalar_plain_ok(const char *s, bool flow)
{
	int day;

	if (!*s)
		return false;
	if (is_canonical(s))
		return true;
	if (is_datelike(s))
		return date_iso(s, strlen(s), &day);
	return shape_ok(s, flow) && !is_word(s) && !is_numberish(s) &&
	       all_printable(s);
}

/* The first line with something in it, NULL if there is none. */
static const char *
first_words(const char *s)
{
	s += strspn(s, "\n");
	return *s ? s : NULL;
}

/*
 * With one line end or none behind the last words: how many more the value
 * has would depend on what follows it in the file.  No line of only blanks,
 * which many an editor strips.
 */
static bool
literal_ok(const char *s)
{
	const char *line = s;

	if (!first_words(s) || str_ends(s, "\n\n"))
		return false;
	while (*line) {
		size_t blanks = strspn(line, " ");

		if (blanks && (!line[blanks] || line[blanks] == '\n'))
			return false;
		line = strchrnul(line, '\n');
		line += *line == '\n';
	}
	return true;
}

/* Not through another style: each says if it can hold s there. */
static bool
can_hold(enum front_style style, const char *s, const struct scalar_place *at)
{
	const char *nl = strchr(s, '\n');

	switch (style) {
	case FRONT_PLAIN:
		return scalar_plain_ok(s, at->flow);
	case FRONT_SINGLE:
		return !nl && all_printable(s);
	case FRONT_DOUBLE:
		return true;
	case FRONT_LITERAL:
		return !at->flow && literal_ok(s) && all_printable(s);
	case FRONT_FOLDED:
		return !at->flow && (!nl || !nl[1]) && s[0] != ' ' &&
		       literal_ok(s) && all_printable(s);
	}
	return false;
}

enum front_style
scalar_style(const char *s, const struct scalar_place *at)
{
	if (scalar_plain_ok(s, at->flow))
		return FRONT_PLAIN;
	if (can_hold(FRONT_SINGLE, s, at))
		return FRONT_SINGLE;
	if (strchr(s, '\n') && can_hold(FRONT_LITERAL, s, at))
		return FRONT_LITERAL;
	return FRONT_DOUBLE;
}

static void
write_single(struct buf *out, const char *s)
{
	buf_addc(out, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			buf_addc(out, '\'');
		buf_addc(out, *s);
	}
	buf_addc(out, '\'');
}

static void
write_double(struct buf *out, const char *s)
{
	size_t n = strlen(s), size;

	buf_addc(out, '"');
	for (size_t i = 0; i < n; i += size) {
		uint32_t c = utf8_at(s + i, n - i, &size);

		if (c == '\n')
			buf_adds(out, "\\n");
		else if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", (int)c);
		else if (unprintable(c))
			buf_addf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
		else
			buf_add(out, s + i, size);
	}
	buf_addc(out, '"');
}

static void
write_block(
    struct buf *out, const char *s, char sign, const struct scalar_place *at)
{
	size_t step = at->step && at->step <= STEP_MAX ? at->step : STEP_USUAL;
	size_t n = strlen(s);
	const char *words = first_words(s);

	buf_addc(out, sign);
	if (words && *words == ' ')
		buf_addf(out, "%zu", step);
	if (!str_ends(s, "\n"))
		buf_addc(out, '-');
	else
		n--;
	for (size_t i = 0; i <= n; i++) {
		size_t len = strcspn(s + i, "\n");

		buf_adds(out, at->eol);
		if (len)
			buf_addf(out, "%*s", (int)(at->indent + step), "");
		buf_add(out, s + i, len);
		i += len;
	}
}

static void
write_as(struct buf *out, const char *s, enum front_style style,
    const struct scalar_place *at)
{
	switch (style) {
	case FRONT_PLAIN:
		buf_adds(out, s);
		break;
	case FRONT_SINGLE:
		write_single(out, s);
		break;
	case FRONT_DOUBLE:
		write_double(out, s);
		break;
	case FRONT_LITERAL:
		write_block(out, s, '|', at);
		break;
	case FRONT_FOLDED:
		write_block(out, s, '>', at);
		break;
	}
}

void
scalar_write(struct buf *out, const char *s, const struct scalar_place *at)
{
	write_as(out, s, scalar_style(s, at), at);
}

bool
scalar_wish(const struct front_node *old, const struct scalar_place *at)
{
	return old->kind == FRONT_SCALAR && old->style != FRONT_PLAIN &&
	       old->style != scalar_style(old->text, at);
}

/* A block for text that ends with its line is none for text that does not. */
static bool
block_suits(const struct front_node *old, const char *s)
{
	if (old->style != FRONT_LITERAL && old->style != FRONT_FOLDED)
		return true;
	return str_ends(old->text, "\n") == str_ends(s, "\n");
}

void
scalar_rewrite(struct buf *out, const char *s, const struct front_node *old,
    const struct scalar_place *at)
{
	enum front_style style = scalar_style(s, at);

	if (scalar_wish(old, at) && block_suits(old, s) &&
	    can_hold(old->style, s, at))
		style = old->style;
	write_as(out, s, style, at);
}
