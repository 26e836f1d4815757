#ifndef PLAN_GOAL_H
#define PLAN_GOAL_H

/*
 * A goal: its facts from the front matter, its own words, action steps and
 * readings from the body.  Values are text as written; dates and numbers
 * have been checked.  Source: ilp-plan(5) GOALS.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "plan/settings.h"
#include "text/front.h"

enum goal_status {
	GOAL_PROPOSED,
	GOAL_ACTIVE,
	GOAL_MET,
	GOAL_PAUSED,
	GOAL_DROPPED,
};
#define GOAL_STATUS_COUNT 5

/* An action step: a task item under the goal's heading. */
struct step {
	size_t n;	  /* from 1, in document order */
	const char *text; /* without the box and the facts' parenthesis */
	bool done;
	const char *done_on; /* DATE as written, NULL */
	const char *due;     /* DATE or +14d as written, NULL */
	int due_day;	     /* resolved; DAY_NONE if unknown */
	const char *who;     /* handle, NULL */
	const char *hours;   /* number as written, NULL */
	const char *check;   /* STANDARD:LEVEL, NULL */
	size_t line;
	size_t box;	   /* offset of the "[" */
	struct span words; /* bytes of text, within one or more lines */
	struct span facts; /* "(due ...; who ...)", or zero bytes at the
			      place where it would be written */
	struct span item;  /* whole lines of the item's first paragraph */
};

/* A dated value of the goal's measure, from an entry. */
struct reading {
	int day;
	const char *date;
	const char *value; /* as written */
	const char *by;
	enum section_kind source;
	size_t
	    line; /* of the entry: of two on a day the one further down wins */
};

struct goal {
	const char *id;
	const struct front_node *node; /* the mapping of its fields */
	const char *title;
	const char *status_word; /* as written, NULL: active */
	enum goal_status status;
	const char *area, *form, *why, *measure, *unit;
	const char *baseline, *target, *progress; /* number or level */
	const char *scale;
	const char *start, *due, *closed; /* DATE */
	const char *reason;
	struct strs supports, standards, owner, agreed, criteria, resources;
	const char *obstacle, *plan, *priority, *term, *follows;
	const char *audience_word;	 /* as written, NULL: the default */
	enum audience audience;		 /* that counts */
	const struct front_node *levels; /* of goal attainment scaling */
	long part;	    /* index of its level-3 part in the plan, or -1 */
	struct step *steps; /* in document order */
	size_t nsteps;
	struct reading *readings; /* by date, then by place */
	size_t nreadings;
	double share; /* 0-1; NAN where it cannot be known */
};

const char *goal_status_word(enum goal_status s);
bool goal_status_parse(const char *word, enum goal_status *out);

/*
 * Place of a value on the goal's line: a number, or the level's place in
 * its scale.  False where the value is neither.
 */
bool goal_value(const struct goal *g, const struct settings *s,
    const char *value, double *out);
/* True for "3", "-2", "+1", "3.4": what a number in a plan may look like. */
bool number_parse(const char *s, double *out);

/* Whether it says how it is measured: in words, by a scale or by levels. */
bool goal_measured(const struct goal *g);

/* The first member of levels: that stands for v; +1 and 1 are the same. */
const struct front_node *
level_member(const struct front_node *levels, double v);

/*
 * Share of the way from baseline to target, 0-1, NAN if unknown; met: 1.
 * Source: ilp-plan(5) SHARE.
 */
double goal_share(const struct goal *g, const struct settings *s);

#endif
