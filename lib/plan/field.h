#ifndef PLAN_FIELD_H
#define PLAN_FIELD_H

/*
 * The keys of the front matter as tables: what shape a key has and where its
 * value lives.  Reading, `ilp-set`, `ilp-goal set`, filters and JSON all go
 * by these two tables.  Source: ilp-plan(5) FRONT MATTER KEYS.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/str.h"
#include "text/doc.h"

enum shape {
	SHAPE_TEXT,
	SHAPE_DATE,
	SHAPE_LIST,	/* of texts; one scalar is a list of one */
	SHAPE_VALUE,	/* a number, or a level of the goal's scale */
	SHAPE_STATUS,	/* of a goal */
	SHAPE_DURATION, /* "2 weeks" */
	SHAPE_AUDIENCE,
	SHAPE_ID,      /* of a plan */
	SHAPE_OPT_OUT, /* the one word opt-out */
	SHAPE_FORMAT,  /* the ilp: number */
	SHAPE_MAP,     /* has a module of its own: team, profile, goals ... */
};

struct field {
	const char *key;
	enum shape shape;
	size_t off; /* of a const char * or struct strs; SHAPE_MAP: unused */
};

extern const struct field plan_fields[];
extern const size_t plan_nfields;
extern const struct field goal_fields[];
extern const size_t goal_nfields;

/* The profile headings that ilp-plan(5) names; NULL at the end. */
extern const char *const profile_headings[];

const struct field *plan_field(const char *key);
const struct field *goal_field(const char *key);

/* Text or list that a field of x holds. */
const char *field_text(const struct field *f, const void *x);
const struct strs *field_list(const struct field *f, const void *x);

/*
 * Read the known members of map into x by the table.  A member of a wrong
 * shape or value is an error in d and stays unset.
 */
void fields_read(void *x, const struct field *v, size_t n, struct arena *a,
    const struct doc *doc, const struct front_node *map, struct diags *d);

/*
 * Whether a text may stand in a field, before anything is written.
 * SHAPE_VALUE accepts any text here; the goal's scale decides later.
 * Returns 0, or -1 with e (ERR_INPUT).
 */
int field_check(const struct field *f, const char *value, struct err *e);

#endif
