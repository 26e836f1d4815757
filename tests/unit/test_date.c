#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

static int
day(const char *iso)
{
	int d;

	if (!date_iso(iso, strlen(iso), &d))
		fail_msg("%s is no date", iso);
	return d;
}

static void
is_day(int got, const char *want)
{
	char text[11];

	date_format(got, text);
	assert_string_equal(text, want);
}

static void
iso_dates(void **state)
{
	static const char *const wrong[] = {"2026-02-30", "2025-02-29",
	    "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
	    "2026-04-31", "0000-01-01", "2026-1-1", "20260101", "2026/01/01",
	    "2026-01-011", "2026-01-1a", "", "          "};
	int d;

	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2038-01-20"), 24856);
	assert_int_equal(day("2000-02-29"), 11016);
	assert_int_equal(day("0001-01-01"), -719162);
	assert_int_equal(day("9999-12-31"), 2932896);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(date_iso(wrong[i], strlen(wrong[i]), &d));
}

static void
round_trip(void **state)
{
	char text[11];
	int back;

	(void)state;
	for (int d = -719162; d <= 2932896; d += 13) {
		date_format(d, text);
		assert_true(date_iso(text, 10, &back));
		assert_int_equal(back, d);
	}
}

static void
weekdays(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(day("1970-01-01")), 3);
	assert_int_equal(date_weekday(day("2026-10-05")), 0);
	assert_int_equal(date_weekday(day("2026-10-04")), 6);
	assert_int_equal(date_weekday(day("0001-01-01")), 0);
}

static void
months(void **state)
{
	(void)state;
	is_day(date_add_months(day("2026-01-31"), 1), "2026-02-28");
	is_day(date_add_months(day("2024-01-31"), 1), "2024-02-29");
	is_day(date_add_months(day("2026-03-31"), -1), "2026-02-28");
	is_day(date_add_months(day("2026-01-15"), -1), "2025-12-15");
	is_day(date_add_months(day("2026-12-15"), 1), "2027-01-15");
	is_day(date_add_months(day("2026-05-15"), -24 * 12 - 5), "2001-12-15");
}

struct phrase {
	const char *text;
	enum date_lean lean;
	const char *want;
};

static void
phrases(void **state)
{
	/* 2026-10-20 is a Tuesday. */
	static const struct phrase v[] = {
	    {"2026-12-01", DATE_PAST, "2026-12-01"},
	    {"today", DATE_PAST, "2026-10-20"},
	    {"Today", DATE_FUTURE, "2026-10-20"},
	    {" tomorrow ", DATE_PAST, "2026-10-21"},
	    {"yesterday", DATE_FUTURE, "2026-10-19"},
	    {"+2w", DATE_PAST, "2026-11-03"},
	    {"+2 weeks", DATE_PAST, "2026-11-03"},
	    {"-10d", DATE_FUTURE, "2026-10-10"},
	    {"+1m", DATE_PAST, "2026-11-20"},
	    {"-1y", DATE_PAST, "2025-10-20"},
	    {"3 weeks ago", DATE_FUTURE, "2026-09-29"},
	    {"in 2 weeks", DATE_PAST, "2026-11-03"},
	    {"In 10 days", DATE_PAST, "2026-10-30"},
	    {"next friday", DATE_PAST, "2026-10-23"},
	    {"last friday", DATE_FUTURE, "2026-10-16"},
	    {"next tuesday", DATE_PAST, "2026-10-27"},
	    {"last tuesday", DATE_FUTURE, "2026-10-13"},
	    {"monday", DATE_PAST, "2026-10-19"},
	    {"monday", DATE_FUTURE, "2026-10-26"},
	    {"Tue", DATE_PAST, "2026-10-13"},
	    {"tuesday", DATE_FUTURE, "2026-10-27"},
	};
	struct err e;
	bool written;
	int d;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		if (date_parse(&d, &written, v[i].text, day("2026-10-20"),
			v[i].lean, &e) != 0)
			fail_msg("%s: %s", v[i].text, e.msg);
		is_day(d, v[i].want);
		assert_int_equal(written, i == 0);
	}
}

static void
no_phrases(void **state)
{
	static const char *const v[] = {"", "soon", "10d", "2 weeks", "ago",
	    "+2", "+w", "+100000d", "3 weeks hence", "next", "next week",
	    "friday 13", "2026-02-30", "todayish", "tomorrow!", "++2d",
	    "in -2 weeks", "1/2/2026", "10/02/26", "2026-10-02T08:00"};
	struct err e;
	bool written;
	int d = 7;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		assert_int_equal(
		    date_parse(&d, &written, v[i], 0, DATE_PAST, &e), -1);
		assert_int_equal(e.kind, ERR_INPUT);
		assert_true(*e.msg && *e.hint);
		assert_int_equal(d, 7);
	}
	date_parse(&d, &written, "1/2/2026", 0, DATE_PAST, &e);
	assert_non_null(strstr(e.msg, "two different dates"));
}

static void
far_away(void **state)
{
	static const char *const v[] = {
	    "-99999m", "+99999m", "-99999y", "+99999y", "99999 years ago"};
	struct err e;
	bool written;
	int d;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		assert_int_equal(date_parse(&d, &written, v[i],
				     day("2026-10-20"), DATE_PAST, &e),
		    -1);
	assert_int_equal(date_parse(&d, &written, "-99999d", day("2026-10-20"),
			     DATE_PAST, &e),
	    0);
	is_day(d, "1753-01-05");
}

static void
durations(void **state)
{
	static const struct {
		const char *text;
		int days;
	} v[] = {{"10d", 10}, {"10 days", 10}, {"2 weeks", 14}, {"2w", 14},
	    {"1 month", 30}, {"1 year", 365}, {" 3  weeks ", 21}, {"0d", 0},
	    {"", 0}, {"weeks", 0}, {"2", 0}, {"-2d", 0}, {"2 fortnights", 0},
	    {"101 years", 0}, {"2 weeks ago", 0}, {"99999y", 0}};
	int d;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		bool ok = duration_parse(v[i].text, &d);

		assert_int_equal(ok, v[i].days > 0);
		if (ok)
			assert_int_equal(d, v[i].days);
	}
}

static void
fixed_today(void **state)
{
	struct err e;
	int d;

	(void)state;
	setenv("ILP_TODAY", "2026-10-20", 1);
	assert_int_equal(date_today(&d, &e), 0);
	is_day(d, "2026-10-20");
	setenv("ILP_TODAY", "someday", 1);
	assert_int_equal(date_today(&d, &e), -1);
	assert_non_null(strstr(e.msg, "someday"));
	unsetenv("ILP_TODAY");
	assert_int_equal(date_today(&d, &e), 0);
	assert_true(d > day("2020-01-01") && d < day("2200-01-01"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    {"a date is year, month and day of a real calendar", iso_dates,
		NULL, NULL, NULL},
	    {"every day of ten thousand years is written as it is read",
		round_trip, NULL, NULL, NULL},
	    {"the days of the week are right", weekdays, NULL, NULL, NULL},
	    {"a month from the 31st is the last day of a shorter month", months,
		NULL, NULL, NULL},
	    {"a date may be said in words", phrases, NULL, NULL, NULL},
	    {"what is no date is refused, never taken for today", no_phrases,
		NULL, NULL, NULL},
	    {"a date thousands of years away is refused", far_away, NULL, NULL,
		NULL},
	    {"a span of time is days, weeks, months or years", durations, NULL,
		NULL, NULL},
	    {"today can be fixed for tests and reports", fixed_today, NULL,
		NULL, NULL},
	};

	return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
