#ifndef PLAN_CARRY_BODY_H
#define PLAN_CARRY_BODY_H

/*
 * The words that go on into a next plan, byte for byte but for the line ends,
 * which are the new file's.
 */

#include "plan/carry.h"

/*
 * What stands under About me, unless that is a comment alone, in place of
 * what the form has there.
 */
int carry_about(struct edit *ed, const struct carry *c, struct err *e);
/*
 * The goals' own words and open steps, behind what the form has under Goals.
 * A done step stays away with all that is below it, unless an open one is
 * among that.  *undated: how many steps lost a due date that was past.
 */
int carry_words(
    struct edit *ed, const struct carry *c, size_t *undated, struct err *e);

#endif
