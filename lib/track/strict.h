#ifndef TRACK_STRICT_H
#define TRACK_STRICT_H

/*
 * What ilp-check --strict says about what one plan names, each a warning:
 * keys that nobody reads, words that are none of the format's, and names of
 * goals, scales, shared goals, resources, plans, people and files that are
 * not there.  Source: ilp-check(1) STRICT.
 */

#include "base/map.h"
#include "track/caseload.h"
#include "track/finder.h"

/* What a plan may name.  Read by several threads at once. */
struct strict_world {
	const struct caseload *load; /* its settings, people and files */
	struct strs plans;	     /* ids */
	struct map plan_at;	     /* the same */
	struct strs shared;	     /* ids of shared goals */
	struct strs resources;	     /* ids of resources */
	struct map people;	     /* handles of people.yml */
};

/* A goal of another plan that a goal names; whether it is there, one knows
 * once all plans were read. */
struct strict_follow {
	const char *plan, *goal; /* ids */
	size_t line, col;
};

struct strict_follows {
	struct strict_follow *v;
	size_t n, cap;
};

/* Adds the findings of f->p; what is still to be asked to `later`. */
void strict_plan(struct finder *f, const struct strict_world *w,
    struct strict_follows *later);
/* The finding for one of those, whose goal is not there. */
void strict_no_goal(struct diags *out, struct arena *a, const char *path,
    const struct strict_follow *follow);

#endif
