#ifndef TRACK_ROSTER_H
#define TRACK_ROSTER_H

/*
 * A roster: what the columns of a table of people mean for their plans, and
 * who of them has a plan already.  Writes nothing.  Source: ilp-new(1)
 * ROSTERS.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "plan/edit.h"
#include "plan/settings.h"
#include "text/csv.h"
#include "track/caseload.h"

#define ROSTER_NEW ((size_t)-1)

struct roster_row {
	size_t line;
	const char *name;   /* the learner's */
	const char *id;	    /* of the roster; NULL: none */
	const char *handle; /* folded; NULL: none */
	const char *email;  /* folded; NULL: none */
	const char *group;  /* folder below plans/; "" for none */
	struct assign *v;   /* values of the plan, learner first */
	size_t n;
	size_t plan; /* of the caseload's files; ROSTER_NEW: has none */
};

struct roster {
	const char *path; /* for messages */
	struct roster_row *rows;
	size_t n;
	struct strs ignored; /* columns that nothing was made of */
};

struct roster_how {
	const char *group;	  /* of all; NULL: the column's */
	const struct strs *map;	  /* "KEY=COLUMN" */
	const struct assign *set; /* values of all: their columns are ignored */
	size_t nset;
};

/*
 * The rows of a table.  Findings, each at its line, go to d; with an error
 * among them the roster is not to be used.
 * -1 with e: ERR_USAGE, a bad map.  Memory: a; t outlives *out.
 */
int roster_read(struct roster *out, struct arena *a, const struct settings *s,
    const char *path, const struct csv_table *t, const struct roster_how *how,
    struct diags *d, struct err *e);

/*
 * Sets each row's plan, among the current ones, which are read.  A row is
 * known by the plan's person, by the handle of its learner, by its e-mail in
 * people.yml, or by name and group, in this order; the later ones count only
 * where the earlier do not speak against it.  Two rows that are one person,
 * or have one plan, are errors in d, each at its line.
 * -1 with e: ERR_WORLD; ERR_INPUT where a plan cannot be read, since it may
 * be anybody's.  Cost: linear.
 */
int roster_match(
    struct roster *r, struct caseload *c, struct diags *d, struct err *e);

/*
 * Whether a group can be a folder of plans: ERR_USAGE with a hint if not.
 */
int group_check(const char *group, struct arena *a, struct err *e);

#endif
