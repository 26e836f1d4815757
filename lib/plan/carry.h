#ifndef PLAN_CARRY_H
#define PLAN_CARRY_H

/*
 * What of a plan goes on into the learner's next one: the facts about the
 * learner, the profile, what the learner wrote under About me, and the goals
 * chosen, each with its words and open steps.  What happened (entries, done
 * steps, other sections) stays in the old plan, which is not changed.
 * Source: ilp-new(1) NEXT YEAR.
 */

#include <stdbool.h>

#include "plan/edit.h"

struct carry {
	const struct plan *old;	 /* writable, and whole */
	const struct plan *form; /* a template, at the new plan's path */
	const char *form_name;	 /* the new plan's template: */
	const char *year;	 /* the new plan's */
	int begin_day;		 /* the new plan's */
	int due_from;		 /* a due date before that day is left out */
	bool keep_groups;
	struct strs goals; /* ids of old that go on */
};

/* What was left out because it was past. */
struct carry_left {
	struct strs undated; /* goals that had a due date */
	size_t steps;	     /* how many steps had one */
};

/*
 * The new plan, made of the form by edits, each verified: what goes on says
 * in the new plan just what it said in the old one, and all else of the form
 * stays.  A profile, a team or a goal of the form gives way to the old
 * plan's; where the form is not the old plan's own template, its headings and
 * roles that the old plan lacks stay too, empty.
 * Returns 0, or -1 with e: ERR_INPUT, a code fence that nothing closes in
 * words that go on (at its line), or what the form has no room for.
 * Memory: a; *out points into it, old and form.  Cost: three readings.
 */
int carry_make(struct plan **out, struct carry_left *left, struct arena *a,
    const struct settings *s, int today, const struct carry *c, struct err *e);

#endif
