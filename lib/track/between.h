#ifndef TRACK_BETWEEN_H
#define TRACK_BETWEEN_H

/*
 * What changed in plans between two states of their repository: two days,
 * two commits, or one of them and the files as they are now.  Only what
 * differs in its bytes is read.  What happened in between is not looked at:
 * that is track/timeline.h.  Source: ilp-diff(1).
 */

#include <stdbool.h>
#include <stddef.h>

#include "plan/change.h"
#include "repo/store.h"
#include "track/caseload.h"
#include "track/stand.h"

/* What the older state of a plan is. */
enum between_since {
	SINCE_GIVEN,   /* as it was asked for */
	SINCE_CHECKIN, /* the day of its last check-in */
	SINCE_BEGIN,   /* of its begin: it has no check-in */
	SINCE_MADE,    /* when its file came in: on that day it was not there */
	SINCE_CUT,     /* where a shallow clone begins */
};

/* The older state of one plan. */
struct origin {
	struct stand stand;
	enum between_since since;
};

enum between_kind {
	BETWEEN_ADDED,
	BETWEEN_REMOVED,
	BETWEEN_RENAMED, /* another folder or id; perhaps other changes too */
	BETWEEN_CHANGED,
};

struct between_plan {
	const char *id, *path; /* of the newer state; of the older if gone */
	const char *learner;   /* NULL: unknown */
	enum between_kind kind;
	struct origin from;
	struct changes changes;
	/* Why one of its states cannot be read (changes is empty then), the
	 * path with its commit before it; NULL: both can. */
	const struct diag *gap;
};

struct between {
	struct caseload *c;
	struct store *store;
	struct arena *a;
	struct between_plan *v; /* plans that changed, by path */
	size_t n;
	/* As the picks where each has one of its own; else one for all. */
	const struct origin *origins;
	struct arena *parts; /* of the threads that read them */
};

struct between_how {
	const struct stand *from; /* NULL: of each plan its last check-in */
	const struct stand *to;
	const char *tip; /* of the history, full id; NULL: HEAD */
	/* Files of the caseload; with from NULL all are.  NULL: all plans. */
	const struct picks *picks;
	/* Whether a plan that the folder does not have counts; not asked where
	 * all do. */
	bool (*gone)(void *ctx, const char *path);
	void *ctx;
};

/* Opens git.  Errors: ERR_WORLD.  Memory: a. */
int between_begin(
    struct between *b, struct arena *a, struct caseload *c, struct err *e);
/* Also after a failure. */
void between_end(struct between *b);

/*
 * For caseload.visit where from will be NULL, with a pointer to the day of
 * `to` as its context: when a plan's last check-in before that day was.
 */
void *between_visit(void *day, struct arena *a, const struct plan *p);

/*
 * Fills v.  Errors: ERR_WORLD, also where a version is not there.
 * Cost: the trees, or for the folder its files hashed; then of each plan
 * that differs both versions, the newer one read whole.
 */
int
between_read(struct between *b, const struct between_how *how, struct err *e);

#endif
