#ifndef CLI_REVISE_H
#define CLI_REVISE_H

/*
 * Changing keys of a goal, with the reason as an entry beside them, so that
 * the goal's story knows why.  Source: ilp-goal(1).
 */

#include "cli/assign.h"

struct revision {
	const char *goal;   /* as typed */
	struct assigns set; /* as typed; dates and names are completed here */
	struct strs unset;  /* keys */
	const char *reason; /* NULL: none; Markdown */
	/* Filled on the way. */
	const char *date;    /* of the entry: --date, else today */
	const char *readers; /* who sees the entry; NULL: none was written */
};

/*
 * Changes the goal in the plan that plan names, and where that changes
 * anything writes the reason under Check-ins, {goal=ID kind=revision}.
 * Errors (app->err): those of app_edit; ERR_USAGE for a reason without words.
 */
int goal_revise(struct app *app, const struct strs *plan, struct revision *r);

#endif
