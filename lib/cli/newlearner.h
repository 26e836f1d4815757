#ifndef CLI_NEWLEARNER_H
#define CLI_NEWLEARNER_H

/*
 * ilp-new NAME and --roster: plans of people who have none.
 */

#include "cli/app.h"
#include "cli/assign.h"
#include "track/newplan.h"

struct newlearner {
	const char *template;	   /* NULL: student */
	const char *group;	   /* NULL: none, or the roster's column */
	const char *id;		   /* NULL: made from the name */
	const struct assigns *set; /* what all have; dates are ISO */
	struct newplans *plans;	   /* begun */
};

/* A plan of that name.  The lock is held, here and below. */
int
newlearner_one(struct app *app, const struct newlearner *j, const char *name);
/*
 * A plan for each row of the CSV file at path ("-": standard input) that has
 * none, all or none.  What is wrong with rows is told, with exit status 3.
 */
int newlearner_roster(struct app *app, const struct newlearner *j,
    const char *path, const struct strs *map);

#endif
