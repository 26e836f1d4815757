#ifndef TRACK_JOBS_H
#define TRACK_JOBS_H

/*
 * The changes of a history in the order in which they are read: those of one
 * plan after another, each newest first, so that a version is read once; and
 * which of them are the two halves of a move.  For track/timeline.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "repo/history.h"

#define JOB_NONE ((size_t)-1)

/* What one commit did to one file. */
struct job {
	const struct past_change *change; /* of the first parent */
	size_t parents;			  /* how many follow in a row */
	const struct past_change *from;	  /* where it was moved from; NULL */
	size_t older; /* job of the same plan before; JOB_NONE */
	bool used;    /* it is the other half of a move */
};

struct jobs {
	struct arena *a;
	const struct history *history;
	struct job *v; /* as the history's changes */
	size_t n;
	const char **ids; /* of the history's paths */
	size_t *chain;	  /* into v: by plan, newest first */
	size_t *begin;	  /* where each plan's begin in chain; nplans + 1 */
	size_t nplans;
};

/* h stays as long as *out.  Memory: a. */
void jobs_make(struct jobs *out, struct arena *a, const struct history *h);
/* The id of the plan as its file was named then. */
const char *job_id(const struct jobs *js, const struct job *j);

#endif
