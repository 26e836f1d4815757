#include "track/privacy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/fold.h"

/* ---- e-mail addresses ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters beyond ASCII count: there are addresses that have them. */
static bool
is_label(char c)
{
	return is_letter(c) || is_digit(c) || c == '-' ||
	       (unsigned char)c >= 0x80;
}

static bool
is_local(char c)
{
	return is_label(c) || (c && strchr("._%+", c));
}

/* Not a domain but a picture, as in map@2x.png. */
static bool
is_picture(const char *label, size_t n)
{
	static const char *const words[] = {
	    "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n &&
		    strncasecmp(words[i], label, n) == 0)
			return true;
	return false;
}

/* A host's name: labels with dots between, the last of letters alone. */
static bool
is_host(const char *s, size_t n)
{
	size_t dot = 0, at = 0, last;
	bool dots = false;

	while (at < n && (is_label(s[at]) || s[at] == '.')) {
		if (s[at] == '.' && (at + 1 == n || !is_label(s[at + 1])))
			break;
		if (s[at] == '.') {
			if (at == dot + dots)
				return false;
			dot = at;
			dots = true;
		}
		at++;
	}
	if (!dots || dot == 0 || at - dot < 3)
		return false;
	last = dot + 1;
	for (size_t i = last; i < at; i++)
		if (!is_letter(s[i]) && (unsigned char)s[i] < 0x80)
			return false;
	return !is_picture(s + last, at - last);
}

static void
find_addresses(struct finder *f)
{
	const struct doc *d = &f->p->doc;
	const char *at = d->src, *end = d->src + d->len;
	size_t n = 0;

	for (; n < FINDER_MAX; at++) {
		const char *from;

		at = memchr(at, '@', (size_t)(end - at));
		if (!at)
			return;
		for (from = at; from > d->src && is_local(from[-1]); from--)
			;
		if (from == at || !is_host(at + 1, (size_t)(end - at - 1)))
			continue;
		diag_hint(finder_warn(f, (size_t)(from - d->src),
			      "email-in-plan", "an e-mail address stands here"),
		    f->a,
		    "take it out; people.yml holds addresses, and may stay "
		    "out of git");
		n++;
	}
}

/* ---- birth dates ---- */

#define AGE_MIN 3
#define AGE_MAX 110
#define BEFORE	48
#define BEHIND	24

/* As fold_name leaves them. */
static const char *const births[] = {"born", "birth", "birthday", "birthdate",
    "dob", "d.o.b", "nacido", "nacida", "nacio", "nacimiento", "cumpleanos",
    "nascido", "nascida", "nasceu", "nascimento", "ne le", "nee le", "ne en",
    "nee en", "naissance", "anniversaire", "geboren", "geb", "geburtstag",
    "geburtsdatum", "geboortedatum", "verjaardag", "nato", "nata", "nascita",
    "compleanno", "urodzony", "urodzona", "urodzenia", "dogum", "sinh",
    "\xd9\x85\xd9\x8a\xd9\x84\xd8\xa7\xd8\xaf" /* milad */,
    "\xe7\x94\x9f\xe6\x97\xa5" /* shengri */,
    "\xe5\x87\xba\xe7\x94\x9f" /* chusheng */};

/* The first three bytes of months, in the same languages. */
static const char months[] =
    "ao\xc3 f\xc3\xa9 d\xc3\xa9 m\xc3\xa4 "
    "jan feb mar apr may jun jul aug sep oct nov dec ene abr ago set dic fev "
    "avr mai jui aou okt dez mei out gen mag giu lug ott ";

static bool
is_word(char c)
{
	return is_label(c) && c != '-';
}

static bool
has_birth_word(const char *folded)
{
	for (size_t i = 0; i < sizeof births / sizeof *births; i++) {
		size_t n = strlen(births[i]);
		bool ascii = is_letter(births[i][0]);

		for (const char *at = folded; (at = strstr(at, births[i]));
		     at++)
			if (!ascii || ((at == folded || !is_word(at[-1])) &&
					  !is_word(at[n])))
				return true;
	}
	return false;
}

/* The end of a sentence or paragraph at a byte: ". M", "\n\n". */
static bool
is_end(const struct doc *d, size_t at, size_t end)
{
	const char *s = d->src + at;

	if (at + 2 >= end)
		return false;
	if (s[0] == '\n')
		return s[1] == '\n' || s[1] == '\r';
	return strchr(".!?", s[0]) && (s[1] == ' ' || s[1] == '\n') &&
	       s[2] >= 'A' && s[2] <= 'Z';
}

/* What stands around a day, within its sentence; whole characters. */
static struct span
window(const struct doc *d, size_t from, size_t to)
{
	size_t lo = from > BEFORE ? from - BEFORE : 0,
	       hi = d->len - to > BEHIND ? to + BEHIND : d->len;

	for (size_t i = lo; i < from; i++)
		if (is_end(d, i, from))
			lo = i + 1;
	for (size_t i = to; i < hi; i++)
		if (is_end(d, i, hi))
			hi = i;
	while (lo < from && ((unsigned char)d->src[lo] & 0xc0) == 0x80)
		lo++;
	while (hi > to && hi < d->len &&
	       ((unsigned char)d->src[hi] & 0xc0) == 0x80)
		hi--;
	return (struct span){lo, hi - lo};
}

static bool
is_month(const char *s)
{
	char three[5] = {s[0], s[1], s[2], ' ', '\0'};

	for (size_t i = 0; i < 3; i++)
		if (three[i] >= 'A' && three[i] <= 'Z')
			three[i] = (char)(three[i] - 'A' + 'a');
	return is_letter(s[0]) && strstr(months, three);
}

/*
 * "12 March " or "March 12, " in front of a year: where it begins; or at.
 * Another year in between ends the search.
 */
static size_t
month_before(const struct doc *d, size_t at)
{
	size_t lo = at > 24 ? at - 24 : 0, month = at, day = at;

	for (size_t i = at; i-- > lo && d->src[i] != '\n';) {
		char before = i ? d->src[i - 1] : ' ';
		size_t n = 0;

		if (is_word(before) &&
		    !(is_digit(d->src[i]) && !is_digit(before)))
			continue;
		while (is_digit(d->src[i + n]))
			n++;
		if (n > 2)
			break;
		if (n)
			day = i;
		else if (i + 3 < at && is_month(d->src + i))
			month = i;
		if (day < at && month < at)
			return day < month ? day : month;
	}
	return at;
}

/* One or two digits, by one step at a time from at; behind them, or at. */
static size_t
two_digits(const struct doc *d, size_t at)
{
	size_t n = 0;

	while (n < 3 && at + n < d->len && is_digit(d->src[at + n]))
		n++;
	return n <= 2 ? at + n : at;
}

static size_t
two_digits_back(const struct doc *d, size_t at)
{
	size_t n = 0;

	while (n < 3 && n < at && is_digit(d->src[at - n - 1]))
		n++;
	return n <= 2 ? at - n : at;
}

static bool
is_sign(char c)
{
	return c == '-' || c == '/' || c == '.';
}

/* "-09-21" behind a year: its end; or at. */
static size_t
days_behind(const struct doc *d, size_t at)
{
	size_t month, end;

	if (at >= d->len || !is_sign(d->src[at]))
		return at;
	month = two_digits(d, at + 1);
	if (month == at + 1 || month >= d->len || d->src[month] != d->src[at])
		return at;
	end = two_digits(d, month + 1);
	return end > month + 1 ? end : at;
}

/* "21.09." or "9/21/" in front of a year: where it begins; or at. */
static size_t
days_before(const struct doc *d, size_t at)
{
	size_t second, first;

	if (at == 0 || !is_sign(d->src[at - 1]))
		return at;
	second = two_digits_back(d, at - 1);
	if (second == at - 1 || second == 0 ||
	    d->src[second - 1] != d->src[at - 1])
		return at;
	first = two_digits_back(d, second - 1);
	return first < second - 1 ? first : at;
}

/* A day with this year; false where the year stands by itself. */
static bool
day_around(const struct doc *d, struct span year, struct span *out)
{
	size_t from = days_before(d, year.off), to = span_end(year);

	if (from == year.off)
		to = days_behind(d, to);
	if (from == year.off && to == span_end(year))
		from = month_before(d, from);
	*out = (struct span){from, to - from};
	return out->len > year.len;
}

static bool
is_birth(struct finder *f, struct span year, int this_year, struct span *day)
{
	const struct doc *d = &f->p->doc;
	const char *s = d->src + year.off;
	struct span near;
	int age;

	if (year.len != 4)
		return false;
	age = this_year - ((s[0] - '0') * 1000 + (s[1] - '0') * 100 +
			      (s[2] - '0') * 10 + s[3] - '0');
	if (age < AGE_MIN || age > AGE_MAX || !day_around(d, year, day))
		return false;
	near = window(d, day->off, span_end(*day));
	return has_birth_word(
	    fold_name(f->a, arena_strndup(f->a, d->src + near.off, near.len)));
}

/* The next run of digits that may be a year, in steps of its length. */
static bool
next_year(const struct doc *d, size_t *at, struct span *out)
{
	size_t from, to;

	while (*at + 3 < d->len && !is_digit(d->src[*at + 3]))
		*at += 4;
	if (*at + 3 >= d->len)
		return false;
	for (from = *at + 3; from > *at && is_digit(d->src[from - 1]); from--)
		;
	for (to = *at + 4; to < d->len && is_digit(d->src[to]); to++)
		;
	*at = to;
	*out = (struct span){from, to - from};
	return true;
}

static void
find_births(struct finder *f, int today)
{
	size_t n = 0, at = 0;
	struct span year, day;
	char iso[11];
	int this_year;

	date_format(today, iso);
	this_year = (int)strtol(iso, NULL, 10);
	while (n < FINDER_MAX && next_year(&f->p->doc, &at, &year)) {
		if (!is_birth(f, year, this_year, &day))
			continue;
		diag_hint(finder_warn(f, day.off, "birth-date",
			      "this looks like a birth date"),
		    f->a,
		    "take it out; a plan does not need it, and the roster "
		    "has it");
		n++;
	}
}

void
privacy_plan(struct finder *f, int today)
{
	find_addresses(f);
	find_births(f, today);
}
