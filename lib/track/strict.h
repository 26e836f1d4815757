#ifndef TRACK_STRICT_H
#define TRACK_STRICT_H

/*
 * What ilp-check --strict says about one plan, each a warning: keys that
 * nobody reads, and names of goals, scales, shared goals and plans that are
 * not there.  Source: ilp-check(1) STRICT.
 */

#include "base/diag.h"
#include "plan/plan.h"

/* What a plan may name. */
struct strict_world {
	const struct settings *settings;
	struct strs plans;  /* ids, for "did you mean" */
	struct strs shared; /* ids of shared goals */
	/* The plan with that id; NULL if there is none. */
	const struct plan *(*plan)(void *ctx, const char *id);
	void *ctx;
};

/* Adds the findings of p, which is not broken.  Memory: a. */
void strict_plan(struct diags *out, struct arena *a,
    const struct strict_world *w, const struct plan *p);

#endif
