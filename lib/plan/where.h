#ifndef PLAN_WHERE_H
#define PLAN_WHERE_H

/*
 * Conditions on a plan's facts: KEY=VALUE and its relatives.  KEY is any key
 * of the front matter (also the school's own), id, path, team (any handle),
 * team.ROLE, profile.HEADING, goal.KEY (of any goal; also goal.id,
 * goal.share) or OWN.KEY of a mapping.  The operators are = != < <= > >= and
 * ~ (contains).  Two dates compare as dates, two numbers as numbers, two
 * spans of time as days, all else as folded text.  A list matches by any
 * item; a missing key matches only !=, which is always the opposite of =.
 * Source: ilp-list(1) FILTERS.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "plan/plan.h"

enum where_op {
	WHERE_EQ,
	WHERE_NE,
	WHERE_LT,
	WHERE_LE,
	WHERE_GT,
	WHERE_GE,
	WHERE_HAS,
};

struct where {
	const char *key;
	enum where_op op;
	const char *folded; /* the value, for text */
	double number;	    /* NAN: it is none */
	int day;	    /* DAY_NONE: it is no date */
	int span_days;	    /* 0: it is no span of time */
};

/*
 * Read a condition.  today: for dates like +2w; of goal.due and end a bare
 * weekday is the next one, elsewhere the last.
 * Errors: ERR_USAGE for no key, operator or value, or no date where the key
 * holds dates.
 */
int where_parse(struct where *out, struct arena *a, const char *text, int today,
    struct err *e);
/* Whether a plan meets it.  a: for texts on the way. */
bool where_match(const struct where *w, const struct plan *p, struct arena *a);

/* Appends what a key of that kind holds in a plan, in the plan's order. */
void plan_values(
    struct strs *out, struct arena *a, const struct plan *p, const char *key);

#endif
