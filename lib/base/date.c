#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/str.h"

/* Day number of a civil date; Howard Hinnant's era arithmetic. */
static int
from_civil(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static void
to_civil(int day, int *y, int *m, int *d)
{
	int era, doe, yoe, doy, mp;

	day += 719468;
	era = (day >= 0 ? day : day - 146096) / 146097;
	doe = day - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = yoe + era * 400 + (*m <= 2);
}

static int
month_days(int y, int m)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	return m == 2 && leap ? 29 : days[m - 1];
}

static bool
digits(const char *s, size_t n, int *out)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		v = v * 10 + (s[i] - '0');
	}
	*out = v;
	return true;
}

bool
date_iso(const char *s, size_t len, int *out)
{
	int y, m, d;

	if (len != 10 || s[4] != '-' || s[7] != '-' || !digits(s, 4, &y) ||
	    !digits(s + 5, 2, &m) || !digits(s + 8, 2, &d))
		return false;
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
		return false;
	*out = from_civil(y, m, d);
	return true;
}

void
date_format(int day, char out[11])
{
	int y, m, d;

	to_civil(day, &y, &m, &d);
	if (y < 0 || y > 9999)
		y = 0;
	out[0] = (char)('0' + y / 1000);
	out[1] = (char)('0' + y / 100 % 10);
	out[2] = (char)('0' + y / 10 % 10);
	out[3] = (char)('0' + y % 10);
	out[4] = out[7] = '-';
	out[5] = (char)('0' + m / 10);
	out[6] = (char)('0' + m % 10);
	out[8] = (char)('0' + d / 10);
	out[9] = (char)('0' + d % 10);
	out[10] = '\0';
}

char *
date_text(struct arena *a, int day)
{
	char *out = arena_alloc(a, 11);

	date_format(day, out);
	return out;
}

int
date_weekday(int day)
{
	int w = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

int
date_add_months(int day, int months)
{
	int y, m, d, k, last;

	to_civil(day, &y, &m, &d);
	k = y * 12 + (m - 1) + months;
	y = k / 12 - (k % 12 < 0);
	m = k - y * 12 + 1;
	last = month_days(y, m);
	return from_civil(y, m, d < last ? d : last);
}

/* One word of a date phrase at *s, lower case, into w; false at the end. */
static bool
word(const char **s, char w[16])
{
	size_t n = 0;

	while (**s == ' ')
		++*s;
	while (**s && **s != ' ') {
		if (n == 15)
			return false;
		w[n++] = (char)tolower((unsigned char)**s);
		++*s;
	}
	w[n] = '\0';
	return n > 0;
}

/* Index of a day name or its first three letters, or -1. */
static int
weekday_name(const char *w)
{
	static const char *const names[] = {"monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday"};

	for (int i = 0; i < 7; i++)
		if (strcmp(w, names[i]) == 0 ||
		    (strlen(w) == 3 && strncmp(w, names[i], 3) == 0))
			return i;
	return -1;
}

/* Unit letter (d w m y) of a unit word, or 0. */
static char
unit_name(const char *w)
{
	static const char *const names[] = {"d", "day", "days", "w", "week",
	    "weeks", "m", "month", "months", "y", "year", "years"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(w, names[i]) == 0)
			return names[i][0];
	return 0;
}

/* At most five digits at *s; false if there is none. */
static bool
count_at(const char **s, int *n)
{
	size_t k = 0;

	while (isdigit((unsigned char)(*s)[k]))
		k++;
	if (k == 0 || k > 5 || !digits(*s, k, n))
		return false;
	*s += k;
	return true;
}

/* "3 weeks", "2w": a count and a unit; *s moves past them. */
static bool
amount(const char **s, int *n, char *unit)
{
	char w[16];

	while (**s == ' ')
		++*s;
	return count_at(s, n) && word(s, w) && (*unit = unit_name(w)) != 0;
}

static int
moved(int today, int n, char unit)
{
	switch (unit) {
	case 'w':
		return today + 7 * n;
	case 'm':
		return date_add_months(today, n);
	case 'y':
		return date_add_months(today, 12 * n);
	default:
		return today + n;
	}
}

static bool
only_blanks(const char *s)
{
	return s[strspn(s, " ")] == '\0';
}

static bool
relative(const char *s, int today, int *out)
{
	int n, sign = *s == '-' ? -1 : 1;
	bool in = strncasecmp(s, "in ", 3) == 0, sig = *s == '+' || *s == '-';
	const char *p = s + (in ? 3 : sig ? 1 : 0);
	char unit, w[16];

	if (!amount(&p, &n, &unit))
		return false;
	if (in || sig) {
		if (!only_blanks(p))
			return false;
	} else {
		if (!word(&p, w) || strcmp(w, "ago") != 0 || !only_blanks(p))
			return false;
		sign = -1;
	}
	*out = moved(today, sign * n, unit);
	return true;
}

static bool
weekday(const char *s, int today, enum date_lean lean, int *out)
{
	char w[16];
	int d, ahead;

	if (!word(&s, w))
		return false;
	if (strcmp(w, "next") == 0 || strcmp(w, "last") == 0) {
		lean = w[0] == 'n' ? DATE_FUTURE : DATE_PAST;
		if (!word(&s, w))
			return false;
	}
	d = weekday_name(w);
	if (d < 0 || !only_blanks(s))
		return false;
	ahead = (d - date_weekday(today) + 7) % 7;
	if (lean == DATE_FUTURE)
		*out = today + (ahead ? ahead : 7);
	else
		*out = today - (ahead ? 7 - ahead : 7);
	return true;
}

static bool
named(const char *s, int today, int *out)
{
	static const struct {
		const char *name;
		int add;
	} days[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};

	char w[16];

	if (!word(&s, w) || !only_blanks(s))
		return false;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (strcmp(w, days[i].name) == 0) {
			*out = today + days[i].add;
			return true;
		}
	return false;
}

int
date_parse(int *out, bool *written, const char *s, int today,
    enum date_lean lean, struct err *e)
{
	int day;

	*written = date_iso(s, strlen(s), &day);
	if (*written || named(s, today, &day) || relative(s, today, &day) ||
	    weekday(s, today, lean, &day)) {
		if (day < -719162 || day > 2932896) {
			err_set(e, ERR_INPUT, "%s is too far away", s);
			return err_hint(e, "give a date of this century");
		}
		*out = day;
		return 0;
	}
	if (strchr(s, '/')) {
		err_set(
		    e, ERR_INPUT, "%s can be read as two different dates", s);
		return err_hint(e, "write year-month-day, as in 2026-10-02");
	}
	err_set(e, ERR_INPUT, "%s is no date", *s ? s : "an empty text");
	return err_hint(
	    e, "write 2026-10-02, today, +2w, 3 weeks ago or next friday");
}

bool
duration_parse(const char *s, int *out)
{
	int n;
	char unit;

	if (!amount(&s, &n, &unit) || !only_blanks(s))
		return false;
	n *= unit == 'w' ? 7 : unit == 'm' ? 30 : unit == 'y' ? 365 : 1;
	if (n < 1 || n > 36500)
		return false;
	*out = n;
	return true;
}

int
date_today(int *out, struct err *e)
{
	const char *fixed = getenv("ILP_TODAY");
	time_t now = time(NULL);
	struct tm tm;

	if (fixed && *fixed) {
		if (date_iso(fixed, strlen(fixed), out))
			return 0;
		err_set(
		    e, ERR_USAGE, "ILP_TODAY is %s, which is no date", fixed);
		return err_hint(e, "set it to a date as in 2026-10-02");
	}
	localtime_r(&now, &tm);
	*out = from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	return 0;
}

int64_t
date_begins_s(int day)
{
	struct tm tm = {.tm_isdst = -1};
	int y, m;

	to_civil(day, &y, &m, &tm.tm_mday);
	tm.tm_year = y - 1900;
	tm.tm_mon = m - 1;
	return (int64_t)mktime(&tm);
}

int
date_of_s(int64_t at_s)
{
	time_t t = (time_t)at_s;
	struct tm tm;

	localtime_r(&t, &tm);
	return from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
