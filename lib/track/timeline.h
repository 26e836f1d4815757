#ifndef TRACK_TIMELINE_H
#define TRACK_TIMELINE_H

/*
 * What happened to plans, newest first, in plan words: the history of their
 * files, each version read once and compared with the one before.  One
 * source for log, story and trends.  Source: ilp-log(1).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "plan/change.h"
#include "repo/history.h"
#include "track/caseload.h"

/* What one commit did to one plan. */
struct event {
	const struct past_commit *commit;
	const char *plan; /* id, as its file was named then */
	const char *path; /* after it; before it where the plan was removed */
	const char *by;	  /* whose words: Plan-Author of the message; NULL */
	struct changes changes;
	/*
	 * "line 3: ..." where the plan could not be read after this commit;
	 * then changes is empty, and what it did is told of the next commit
	 * that can be read.
	 */
	const char *gap;
};

struct timeline {
	struct event *v; /* newest first; in a commit by path */
	size_t n;
	struct history history;
	struct arena *parts; /* where the changes' texts are */
};

struct timeline_how {
	const char *rev; /* where to begin; NULL: HEAD */
	/* Only the plans of these ids, also under ids they had; NULL: all. */
	const struct map *ids;
	int64_t since; /* seconds; 0: from the beginning */
};

/*
 * Layout alone is no event, and a merge has one only for what none of its
 * parents has.  A plan that moved (another folder, or the same bytes under
 * another id) has plan.moved with its other changes beside.
 * Memory: a.  Errors: those of history_walk; a version is not there.
 * Cost: the walk, and each version's bytes; few are read whole.
 */
int timeline_read(struct timeline *out, struct arena *a, struct caseload *c,
    const struct timeline_how *how, struct err *e);
/* Also after a failure. */
void timeline_end(struct timeline *t);

#endif
