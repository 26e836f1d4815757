#ifndef CLI_NEWGOAL_H
#define CLI_NEWGOAL_H

/*
 * Adding a goal to one or several plans from a command line: what the
 * options say, on a terminal the answers to the questions of its form, and
 * the writing, all or none.
 */

#include "cli/assign.h"
#include "plan/form.h"

struct newgoal {
	const char *id;	    /* NULL: made from the title */
	const char *title;  /* NULL: to be asked for */
	struct assigns set; /* its other keys, checked by refs_check */
	struct strs steps;  /* its first action steps */
	bool ask;	    /* for the parts of its form that are missing */
	struct strs made;   /* plan id and goal id, in turn */
	/* While it goes on. */
	const struct form *form; /* NULL: none that is known */
	const char *base;	 /* id in every plan that has it not yet */
	struct strs lacks;	 /* names of needed parts that are missing */
};

/*
 * Adds the goal to the plans that words name and fills g->made.  What was
 * typed in answer to questions and could not be saved is printed as options
 * that can be given again.
 * Errors (app->err): ERR_ANSWER where the questions were broken off, and
 * those of app_edit.
 */
int newgoal_add(struct app *app, const struct strs *words, struct newgoal *g);

#endif
