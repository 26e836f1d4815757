#ifndef PLAN_CHANGE_COPY_H
#define PLAN_CHANGE_COPY_H

/* Changes that outlive the plans they were found in. */

#include "plan/change.h"

/* Adds copies of those in c, with all their texts, in a. */
void
changes_copy(struct changes *out, struct arena *a, const struct changes *c);

#endif
