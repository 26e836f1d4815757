#ifndef TRACK_CHECK_H
#define TRACK_CHECK_H

/*
 * Findings about a whole plan repository: those of each plan, those that no
 * single plan can see (two plans of one id, one person twice), those of
 * settings, people, shared goals and resources; and, under strict, what may
 * well be meant so but rarely is (an unknown key, a goal that is not there).
 * Source: ilp-check(1).
 */

#include <stdbool.h>

#include "base/diag.h"
#include "track/caseload.h"

/*
 * All findings, sorted by path and line; reads every plan.  What stands in
 * c->found moves to out.
 * Errors: ERR_WORLD, a folder cannot be read.  Memory: c->a.
 */
int
check_all(struct diags *out, struct caseload *c, bool strict, struct err *e);

/*
 * One plan that is not among the listed ones, such as a draft elsewhere.
 * path: for messages; src: len bytes, outlives out.
 */
int check_draft(struct diags *out, struct caseload *c, bool strict,
    const char *path, const char *src, size_t len, struct err *e);

#endif
