#ifndef TRACK_STATUS_H
#define TRACK_STATUS_H

/*
 * Where a plan stands and what needs attention, from the working tree
 * alone.  Facts only; view/status shows them.  Source: ilp-status(1).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plan/plan.h"

/* In the order of weight: the first is the weightiest. */
enum attention_code {
	ATT_BROKEN,
	ATT_CHECKIN_OVERDUE,
	ATT_QUIET,
	ATT_LEARNER_QUIET,
	ATT_GOAL_OVERDUE,
	ATT_STEP_OVERDUE,
	ATT_GOAL_FLAT,
	ATT_GATE_CLOSED,
	ATT_CHANGED_SINCE_SIGNED,
	ATT_UNSIGNED,
	ATT_GOAL_NO_EVIDENCE,
	ATT_GOAL_NO_MEASURE,
	ATT_UNALIGNED,
	ATT_NO_GOALS,
	ATT_GOAL_DUE_SOON,
	ATT_COUNT,
};

struct attention {
	enum attention_code code;
	const char *goal; /* id, NULL: none */
	size_t step;	  /* from 1, 0: none */
	const char *text; /* a plain sentence */
};

struct plan_status {
	const struct plan *plan;
	size_t goals[GOAL_STATUS_COUNT];
	double share;		  /* mean of active and met goals; NAN: none */
	const char *next_checkin; /* DATE, NULL */
	const struct entry *last; /* newest entry that counts; NULL */
	int quiet_days;		  /* since the last touch; -1: none known */
	struct attention *v;	  /* weightiest first */
	size_t n;
};

/* What is the same for all plans of a repository. */
struct status_world {
	const struct settings *settings;
	int today;
	bool shared_goals; /* the repository has shared goals */
};

const char *attention_word(enum attention_code c);
bool attention_parse(const char *word, enum attention_code *out);

/* Memory: a.  A broken plan has its one attention, and what could be read. */
void status_read(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct plan *p);

enum status_sort {
	SORT_ATTENTION, /* weightiest code, number of codes, quiet, id */
	SORT_ID,
	SORT_NAME,
	SORT_QUIET,
	SORT_SHARE,
	SORT_NEXT,
};

bool status_sort_parse(const char *word, enum status_sort *out);
void status_sort(struct plan_status *v, size_t n, enum status_sort by);

#endif
