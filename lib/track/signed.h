#ifndef TRACK_SIGNED_H
#define TRACK_SIGNED_H

/*
 * Who has signed a plan, and what of it changed since.  Signed are the goals
 * (without progress, closed, and status from active to met), the texts of
 * their steps, the profile's needs and supports, the team, and the free text
 * of the section Supports.  Entries never change what was signed.
 * Source: ilp-sign(1) WHAT IS SIGNED.
 */

#include <stdbool.h>

#include "plan/change.h"
#include "plan/plan.h"
#include "repo/blobs.h"

/*
 * The newest sign-off of a role that is not dated after today, of two on a
 * day the one further down; NULL: none.  Its role= says whose it is, else
 * the role that its writer has in the team.
 */
const struct entry *signoff_newest(const struct plan *p, const char *role);
/* True for agree, which is also what a sign-off without kind= means. */
bool signoff_agrees(const struct entry *e);
/* "agree", "amend", "decline", or a word of the school's own. */
const char *signoff_kind(const struct entry *e);

enum signed_state {
	SIGNED_SAME,
	SIGNED_CHANGED,
	SIGNED_UNKNOWN, /* the two versions cannot be compared */
};

const char *signed_state_word(enum signed_state s);

/* The newest sign-off of a role. */
struct signing {
	const char *role;
	const struct entry *entry;
	enum signed_state state;
	const char *why;	/* of SIGNED_UNKNOWN, in words; else NULL */
	struct changes changes; /* of SIGNED_CHANGED */
};

struct signings {
	struct signing *v;
	size_t n;
	size_t cap;
};

/*
 * The signings of p: roles of the team first, then those that only sign-offs
 * name, in the order of the plan.  Their states are SIGNED_UNKNOWN.
 */
void signings_find(struct signings *out, struct arena *a, const struct plan *p);
/*
 * Finds out their states.  Errors: ERR_WORLD, git cannot be run; the states
 * then stay as they were.  Memory: a.  Cost: one child of git, none where no
 * sign-off names a version; and reading each of these versions.
 */
int
signings_compare(struct signings *l, struct arena *a, const struct settings *s,
    struct repo *r, const struct plan *now, struct err *e);

/* Those changes from old to now that change what was signed. */
void signed_changes(struct changes *out, struct arena *a,
    const struct plan *old, const struct plan *now);
/* The state of a signing of now, from the version that was signed. */
void signing_compare(struct signing *g, struct arena *a,
    const struct settings *s, const struct plan *now, const struct blob *of);

/* "goal read target, goal read steps, team family and 2 more"; in a. */
const char *signed_words(const struct changes *c, struct arena *a);

#endif
