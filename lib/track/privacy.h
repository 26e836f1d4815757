#ifndef TRACK_PRIVACY_H
#define TRACK_PRIVACY_H

/*
 * What a plan says of people that it need not: e-mail addresses and birth
 * dates, wherever they stand in the file.  Names of others are the business
 * of track/names.h.  Source: ilp-check(1) STRICT.
 */

#include "track/finder.h"

/*
 * Warnings [email-in-plan] and [birth-date], at most FINDER_MAX of each.
 * A birth date is a day that lies 3 to 110 years back, with a word for being
 * born (in English, Spanish, Portuguese, French, German, Dutch, Italian,
 * Polish, Turkish, Vietnamese, Arabic or Chinese) up to 48 bytes before it or
 * 24 behind it.  Cost: one pass over the bytes.
 */
void privacy_plan(struct finder *f, int today);

#endif
