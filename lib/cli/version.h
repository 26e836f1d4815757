#ifndef CLI_VERSION_H
#define CLI_VERSION_H

/*
 * Which version a plan on disk is: the id that git gives to the file as it
 * was committed.  Source: ilp-sign(1).
 */

#include "cli/app.h"

/* A plan as it was read, and what git calls it. */
struct version {
	const struct plan *plan;
	const char *id; /* full; NULL: git has no version of it */
};

/*
 * Finds the ids of n plans, each of which the newest commit must have as it
 * is on disk.  NULL, with a note, where there is no git, or where the school
 * commits by hand and git has never seen the plan.
 * Errors: ERR_WORLD, git cannot be asked, or a plan is not committed as it
 * is; all such are named.  Cost: one child of git, and one more for each
 * plan whose bytes are not those that git has.
 */
int app_versions(struct app *app, struct version *v, size_t n);

#endif
