#ifndef TRACK_SIGNED_H
#define TRACK_SIGNED_H

/*
 * Who has signed a plan.  What was signed, and what changed since, is the
 * business of history.  Source: ilp-plan(5) SIGN-OFFS.
 */

#include <stdbool.h>

#include "plan/plan.h"

/*
 * The newest sign-off of a role that is not dated after today, of two on a
 * day the one further down; NULL: none.  Its role= says whose it is, else
 * the role that its writer has in the team.
 */
const struct entry *signoff_newest(const struct plan *p, const char *role);
/* True for agree, which is also what a sign-off without kind= means. */
bool signoff_agrees(const struct entry *e);

#endif
