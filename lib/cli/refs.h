#ifndef CLI_REFS_H
#define CLI_REFS_H

/*
 * What the values of a goal's keys point to: shared goals, resources, an
 * earlier goal, people, a scale.  Looked up when a person at the keyboard
 * names them, where a slip of the finger is still easy to mend.
 * Source: ilp-goal(1) WHAT IS LOOKED UP.
 */

#include "cli/assign.h"

/*
 * Looks at the values that l sets or adds, and writes them out in full where
 * they are short: handles folded, follows as PLAN/GOAL by ids.  The
 * repository is open.
 * Errors (app->err): ERR_INPUT for a shared goal, scale or handle that is
 * none; ERR_USAGE for a plan or goal that follows cannot find.  A resource
 * that is not there is only noted, since plain text may be one.
 */
int refs_check(struct app *app, struct assigns *l);

#endif
