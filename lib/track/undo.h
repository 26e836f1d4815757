#ifndef TRACK_UNDO_H
#define TRACK_UNDO_H

/*
 * Taking back what one commit did to a file, as far as nothing that came
 * later stands in the way; in a plan the meaning is compared too.
 * Source: ilp-undo(1).
 */

#include <stdbool.h>

#include "plan/change.h"
#include "plan/message.h"
#include "repo/past.h"

/* What all files of one undo share. */
struct undo {
	struct arena *a;
	struct repo *r;
	const struct settings *s;
	int today;
};

struct undo_file {
	const char *path; /* where the file is now, relative to the root */
	const char *id;	  /* of the plan that it is; NULL: no plan */
	bool whole;	  /* not by lines: somebody's own file */
	struct bytes old; /* before the commit; p NULL: not there */
	struct bytes new; /* after it */
	struct bytes now; /* on disk */
	/* Set by undo_file: */
	struct bytes back; /* what it becomes; p NULL: it goes */
	struct changes changes;
	const char *why; /* it cannot be taken back; NULL: it can */
};

/*
 * What the file becomes, or why it stays.  A file that the commit made goes
 * if it is as it was made, one that it removed comes back where none is; any
 * other by lines (track/unpatch.h).  A plan must read without errors then,
 * and differ from now in exactly what the commit changed, the other way
 * round; readings, and goals that later entries name, stay.
 * Errors: ERR_INPUT, the plan on disk has errors; ERR_WORLD.
 */
int undo_file(struct undo_file *f, const struct undo *u, struct err *e);

/*
 * ERR_ANSWER for a file that cannot be taken back: why, and which later
 * commit or edit by hand did what.  since_s: time of the commit.
 * Returns -1.
 */
int undo_refuse(const struct undo_file *f, const struct undo *u,
    int64_t since_s, struct err *e);

/* The id of the plan that a path is the file of; NULL: it is none. */
const char *undo_plan_of(struct arena *a, const char *path);
/* The same for a file below files/ID/ beside a plan. */
const char *undo_owner_of(struct arena *a, const char *path);

/* "2026-11-09 14:05" in the zone of the commit; in a. */
const char *undo_when(struct arena *a, const struct past *c);

#endif
