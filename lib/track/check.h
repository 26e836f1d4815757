#ifndef TRACK_CHECK_H
#define TRACK_CHECK_H

/*
 * Findings about a whole plan repository: those of each plan, those that no
 * single plan can see (two plans of one id, one person twice), those of
 * settings, people, shared goals and resources; and, under strict, what may
 * well be meant so but rarely is: an unknown key, a goal without a measure,
 * somebody else's name.  Plans are seen one by one while they are read; what
 * is kept of each are its findings and the facts that plans are compared by.
 * Source: ilp-check(1).
 */

#include <stdbool.h>

#include "base/diag.h"
#include "track/caseload.h"

/* A plan that is not among the listed ones, such as one still to come. */
struct check_draft {
	const char *path; /* for messages */
	const char *src;  /* len bytes, NUL behind them; outlives the check */
	size_t len;
};

struct check_how {
	bool strict;
	const struct check_draft *drafts;
	size_t ndrafts;
};

/*
 * All findings, sorted by path and line; reads every plan, which nobody has
 * done before.  What stands in c->found moves to out.
 * Errors: ERR_WORLD, a folder cannot be read.  Memory: c->a.
 */
int check_all(struct diags *out, struct caseload *c,
    const struct check_how *how, struct err *e);

#endif
