#ifndef TRACK_PRACTICE_H
#define TRACK_PRACTICE_H

/*
 * What the practice of learning plans asks of a plan, each a warning of
 * ilp-check --strict: few goals at a time, each with a measure and a day,
 * and dates in an order that can be.  Source: ilp-check(1) STRICT.
 */

#include "track/finder.h"

/* More active goals at a time than that get lost. */
#define PRACTICE_GOALS_MAX 5

void practice_plan(struct finder *f);

#endif
