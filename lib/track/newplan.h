#ifndef TRACK_NEWPLAN_H
#define TRACK_NEWPLAN_H

/*
 * New plans of a repository, one or a thousand: their ids and paths, and
 * their bytes, made from a plan that holds what they have in common.
 * Writes nothing.
 */

#include <stddef.h>

#include "base/map.h"
#include "base/par.h"
#include "plan/carry.h"
#include "plan/edit.h"
#include "track/caseload.h"
#include "track/roster.h"

struct newplan {
	const struct roster_row *row; /* NULL: of no roster */
	const char *id, *path;
	const struct plan *from;   /* it is made from; NULL: the base */
	const struct carry *carry; /* instead of from: of an older plan */
	const struct assign *v;	   /* its own values */
	size_t n;
	struct plan *made;
	struct carry_left left;
	const struct err *err; /* instead of made */
};

struct newplans {
	struct caseload *c;
	const struct plan *base;
	struct map ids; /* taken, folded -> place in the caseload's files */
	struct arena part[PAR_PARTS_MAX];
};

/* Lists the ids that are taken.  End it also after a failure. */
int newplans_begin(struct newplans *w, struct caseload *c, struct err *e);
void newplans_end(struct newplans *w);

/*
 * Gives a plan its id and path and takes the id.  want: the id, NULL: made
 * from the name, or opaque where the settings say so.
 * Errors: ERR_USAGE, the id wanted is none or is taken.
 */
int newplan_place(struct newplan *p, struct newplans *w, const char *name,
    const char *group, const char *want, struct err *e);
/* A plan, placed, for each row that has none; *out in the caseload's arena. */
int newplans_of_roster(struct newplan **out, size_t *n, struct newplans *w,
    const struct roster *r, struct err *e);

/*
 * Makes them from base (or what they carry) and their values, on all cores;
 * what fails has an err. The plans live until newplans_end. Cost: one reading
 * each where many have the same keys; 1,000: 0.06 s.
 */
void newplans_fill(struct newplans *w, struct newplan *v, size_t n);

#endif
