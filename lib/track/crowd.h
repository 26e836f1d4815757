#ifndef TRACK_CROWD_H
#define TRACK_CROWD_H

/*
 * All plans of a check side by side, as far as they are compared with each
 * other: small facts that are kept while the plans themselves are not.
 */

#include <stdint.h>

#include "plan/plan.h"
#include "text/words.h"

/* A goal that is open, as far as goals are compared: track/alike.h. */
struct goal_text {
	const char *id;
	size_t line, col;
	/*
	 * Three words in a row as one number, odd in why and own words, even
	 * elsewhere; none twice once `sorted`.
	 */
	uint32_t *runs;
	size_t n;
	bool sorted;
	uint64_t sum; /* of all runs: equal for equal ones */
	size_t words; /* in all */
	size_t own;   /* of them in why and in the goal's own words */
	struct strs supports;
};

struct member {
	const struct plan *plan; /* plan_brief of it */
	bool current;
	bool learner;  /* the plan's learner is no teacher and no program */
	uint32_t name; /* of the folded words of the learner's name */
	/* Two words in a row of its entries as one number: track/names.h. */
	uint32_t *pairs;
	size_t npairs;
	struct goal_text *goals;
	size_t ngoals;
};

struct crowd {
	struct member *v;
	size_t n;
	/* A member's plan, read again as a whole. */
	const struct plan *(*whole)(void *ctx, size_t i);
	void *ctx;
};

/* All words of a name as one number; 0 where it has none. */
uint32_t name_number(struct words *w, const char *name);
/* Whether two plans are of one person, as far as they tell. */
bool same_learner(const struct member *a, const struct member *b);

#endif
