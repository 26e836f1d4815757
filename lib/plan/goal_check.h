#ifndef PLAN_GOAL_CHECK_H
#define PLAN_GOAL_CHECK_H

/*
 * What the keys of one goal owe to one another, looked at by a command that
 * changes them; a plan that breaks it is read all the same.
 */

#include "plan/edit.h"

/* The level that a word stands for: -2 to 2, "+1" is 1.  False: none. */
bool level_parse(const char *word, int *out);

/*
 * Whether goal and the assignments just made to it agree: levels and a scale
 * exclude each other; with levels, baseline, target and progress are among
 * -2 to 2.  What no assignment touched is left in peace.
 * Returns 0, or -1 with e (ERR_INPUT).
 */
int goal_agrees(
    const struct goal *g, const struct assign *v, size_t n, struct err *e);
/* Adds to ed->notes: a scale that nobody knows, a start after the due date. */
void goal_notes(
    struct edit *ed, const struct goal *g, const struct assign *v, size_t n);

#endif
