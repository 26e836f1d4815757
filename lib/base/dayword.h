#ifndef BASE_DAYWORD_H
#define BASE_DAYWORD_H

/* Days as people say them, in English: for texts that are read aloud. */

#include "base/arena.h"
#include "base/date.h"

/* "2 October 2026"; in a. */
char *day_say(struct arena *a, int day);
/* "2 October", where the year is that of the other day. */
char *day_say_near(struct arena *a, int day, int other_day);
/* "2 Oct 2026": never wider than 11. */
char *day_say_short(struct arena *a, int day);
/* A length of time, roughly: "3 days", "5 weeks", "4 months"; in a. */
char *days_say(struct arena *a, int days);
/* "today", "tomorrow", "in 5 weeks", "3 days ago"; in a. */
const char *days_from_today(struct arena *a, int day, int today);

#endif
