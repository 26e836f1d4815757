#ifndef BASE_DATE_H
#define BASE_DATE_H

/*
 * Civil dates as day numbers (days since 1970-01-01, proleptic Gregorian):
 * no zones, no times, so that a date never shifts.  The grammar of dates in
 * options is our own and small: what it does not know is an error, never
 * today.  Source: ISO 8601 for dates; ilp-args(7) DATES for words.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* Day numbers are int: the suffix _day names the unit. */

#define DAY_NONE (-2147483647 - 1)

/* Exactly YYYY-MM-DD of a real date, years 0001-9999, in len bytes. */
bool date_iso(const char *s, size_t len, int *out);
/* "2026-10-02"; out has room for 11 bytes. */
void date_format(int d, char out[11]);
/* The same, in an arena. */
char *date_text(struct arena *a, int d);
/* 0 Monday ... 6 Sunday. */
int date_weekday(int d);
/* Adds months, the day of the month clamped (31 January + 1: 28 February). */
int date_add_months(int d, int months);

/* Which way a bare weekday looks: after today for plans, before for notes. */
enum date_lean {
	DATE_PAST,
	DATE_FUTURE,
};

/*
 * A DATE of ilp-args(7): ISO, today, yesterday, tomorrow, +2w, -10d,
 * "3 weeks ago", "in 2 weeks", next friday, last friday, friday.
 * *written is set when the text was ISO already.
 * Returns 0, or -1 with e: ERR_INPUT (a date that cannot be understood).
 */
int date_parse(int *out, bool *written, const char *s, int today,
    enum date_lean lean, struct err *e);

/*
 * A duration: "10d", "10 days", "2 weeks", "1 month" (30 days), "1 year"
 * (365).  Days in *out, 1 to 36500.  False if it is none.
 */
bool duration_parse(const char *s, int *out);

/*
 * Today in the local zone, or the date in ILP_TODAY.
 * -1 with e when ILP_TODAY is set to something that is no date.
 */
int date_today(int *out, struct err *e);

/* The first second of a day in the local zone, UTC seconds. */
int64_t date_begins_s(int day);
/* The day that a time is in there. */
int date_of_s(int64_t at_s);

#endif
