#ifndef PLAN_CHANGE_H
#define PLAN_CHANGE_H

/*
 * What differs between two plans, in plan words: the one vocabulary of
 * writers' results, commit messages, history and merging.  Layout, comments,
 * quoting and order alone are no change.  Source: COMMANDS, ilp-args(7)
 * CHANGES.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "plan/plan.h"

struct change {
	const char *what;    /* "goal.status", "entry.added" ... */
	const char *goal;    /* NULL: none */
	const char *section; /* English name, or the school's own heading */
	const char *date;    /* of an entry */
	const char *by;	     /* of an entry */
	const char *heading; /* of the profile */
	const char *text;    /* of a step */
	const char *old;     /* value before; NULL: none */
	const char *new;     /* value after; NULL: none */
	const struct strs *old_list; /* instead of old where it is a list */
	const struct strs *new_list;
};

struct changes {
	struct change *v;
	size_t n;
	size_t cap;
};

struct change *change_add(struct changes *c, struct arena *a, const char *what);

/*
 * The changes from old to new; old NULL: plan.added, new NULL:
 * plan.removed.  Neither may be broken.  Results point into both plans and
 * a.  Cost: linear in the plans, but for steps and entries of one goal or
 * one day and person (quadratic in those).
 */
void plan_changes(struct changes *out, struct arena *a, const struct plan *old,
    const struct plan *new);

/* True if both hold equal changes, in any order. */
bool changes_equal(
    const struct changes *x, const struct changes *y, struct arena *a);

/* True if both are the same change, whatever was there before. */
bool change_same_end(
    const struct change *x, const struct change *y, struct arena *a);

/*
 * One text for a YAML value, so that equal meaning gives equal text:
 * scalars as they are, [a, b] and {k: v} for collections.
 */
const char *node_text(const struct front_node *n, struct arena *a);

#endif
