#ifndef TRACK_OLDPLAN_H
#define TRACK_OLDPLAN_H

/* Plans as they once were: versions that git has stored, read whole. */

#include <stdbool.h>
#include <stddef.h>

#include "track/caseload.h"
#include "track/timeline.h"

/* A version of a plan. */
struct past_version {
	const char *id;		 /* of its blob; NULL: HEAD's, at path */
	const char *path;	 /* relative to the root */
	const struct plan *plan; /* NULL: not to be had, or it does not read */
	bool there;		 /* git has it, whether or not it reads */
};

/*
 * Reads them, by one child of git.  Without git none is there.
 * Memory: a.  Errors: ERR_WORLD, git cannot be run.
 */
int versions_read(struct past_version *v, size_t n, struct arena *a,
    struct caseload *c, struct err *e);

/* The version of its plan before or after an event, unread; false: none. */
bool event_version(struct past_version *out, struct arena *a,
    const struct timeline *t, const struct event *e, bool before);

#endif
