#ifndef PLAN_START_H
#define PLAN_START_H

/*
 * The ilp.yml that a plan repository begins with: what the school is called,
 * and every common key beside it with a sentence, to be changed by hand.
 * Source: ilp.yml(5).
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct start {
	const char *name; /* of the school */
	const char *year; /* "2026-27" */
	const char *ids;  /* "slug" or "opaque" */
};

/*
 * Adds the text.  It is read back before: ERR_INPUT where a value cannot
 * stand in it.
 */
int start_settings(
    struct buf *out, struct arena *a, const struct start *s, struct err *e);

/* The school year of a day, July to June; in a. */
char *school_year(struct arena *a, int day);

#endif
