#ifndef TRACK_STATUS_H
#define TRACK_STATUS_H

/*
 * Where a plan stands and what needs attention, from the working tree and,
 * for what was signed, the versions that were.  Facts only;
 * view/status_view shows them.  Source: ilp-status(1).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plan/plan.h"
#include "track/caseload.h"
#include "track/signed.h"
#include "track/signed_core.h"

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
};
#define ATT_COUNT 15

struct attention {
	enum attention_code code;
	const char *goal; /* id, NULL: none */
	size_t step;	  /* from 1, 0: none */
	int days;	  /* late, quiet or left; -1: the code has none */
	const char *text; /* a plain sentence */
};

struct plan_status {
	const struct plan *plan;
	size_t goals[GOAL_STATUS_COUNT];
	double share;		  /* mean of active and met goals; NAN: none */
	const char *next_checkin; /* DATE, NULL: none was promised */
	const char *last_checkin; /* DATE of the newest held; NULL: none */
	const struct entry *last; /* newest entry that counts; NULL */
	int quiet_days;		  /* since the last touch, breaks not counted;
				     -1: no touch is known */
	const char *error;	  /* "path:line:col: text", NULL: none */
	struct attention *v;	  /* weightiest first */
	size_t n;
	size_t codes;		  /* different ones in v */
	struct signings signings; /* that agree, and say to which version */
	struct signed_core core;  /* of the plan, where there are such */
	const char *name_key;	  /* the learner's name folded, for sorting;
				     NULL until status_sort needs it */
};

/* What is the same for all plans of a repository. */
struct status_world {
	const struct settings *settings;
	int today;
	struct strs shared; /* ids of the repository's shared goals */
};

const char *attention_word(enum attention_code c);
bool attention_parse(const char *word, enum attention_code *out);

/* Errors: ERR_WORLD, the folder of the shared goals cannot be read. */
int
status_world_read(struct status_world *out, struct caseload *c, struct err *e);

/*
 * Memory: a; points into p and w.  A plan with an error has that one
 * attention, since what it says of dates and people may be wrong, and what
 * could be read.  Cost: goals times (entries + readings).
 */
void status_read(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct plan *p);
/*
 * For caseload.visit with a status_world as its context: the status of a
 * plan that is gone afterwards (its plan is NULL).
 */
void *status_visit(void *w, struct arena *a, const struct plan *p);
/*
 * The status of each plan picked, in that order: what status_visit made of
 * it where all plans were read, else read now.  v has room for them.
 */
void status_read_all(struct plan_status *v, struct caseload *c,
    const struct picks *picks, const struct status_world *w);
/*
 * Adds changed-since-signed to those of v, of any order, that were changed:
 * the one thing here that asks git, once for about a thousand plans, and not
 * at all where nobody signed.  Memory: c->a.
 * Errors: ERR_WORLD, git cannot be run; v then has what was found so far.
 * Cost: what git takes to tell the versions signed; reading those plans
 * twice that did change.
 */
int status_signed(
    struct plan_status *v, size_t n, struct caseload *c, struct err *e);
/* Drops the attention whose code is not kept. */
void status_keep(struct plan_status *s, const bool keep[ATT_COUNT]);

enum status_sort {
	SORT_ATTENTION, /* weightiest code, number of codes, quiet, id */
	SORT_ID,
	SORT_NAME,
	SORT_QUIET, /* longest first; never touched before all */
	SORT_SHARE, /* least first; unknown last */
	SORT_NEXT,  /* earliest first; none last */
};

bool status_sort_parse(const char *word, enum status_sort *out);
/* Equals are in the order of their ids.  Memory: a. */
void status_sort(
    struct plan_status *v, size_t n, enum status_sort by, struct arena *a);

#endif
