#ifndef PLAN_FORM_H
#define PLAN_FORM_H

/*
 * The forms that a goal may have, as data: the parts of each in the order in
 * which they are asked for, and where in the goal each part is kept.  The one
 * table behind the questions of `ilp-goal add --form`, `ilp-goal forms` and
 * the note of what a goal of that form is still without.
 * Source: ilp-goal(1) FORMS; ilp-plan(5) GOALS for the keys.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "plan/goal.h"

/* The key of a part that is an action step, and no key of the goal. */
#define FORM_STEP "step"

struct form_part {
	const char *key;      /* of the goal: "why", "levels.-2"; FORM_STEP */
	const char *option;   /* of ilp-goal add, without hyphens */
	const char *word;     /* what the form calls it: "specific" */
	const char *name;     /* in plain words: "measure", "first step" */
	const char *question; /* to the learner */
	const char *with;     /* key without which it makes no sense; NULL */
	bool list;	      /* several answers */
	bool needed;	      /* without it the form is not whole */
};

struct form {
	const char *name; /* value of the goal's key form */
	const char *about;
	const struct form_part *parts;
	size_t nparts;
};

extern const struct form forms[];
extern const size_t nforms;

/* The form of that name, or NULL: one of the school's own. */
const struct form *form_find(const char *name);
/* The form whose name is nearly that word, or NULL. */
const struct form *form_near(const char *word);

/* Whether the goal holds that part already. */
bool form_has(const struct goal *g, const struct form_part *p);
/*
 * Whether the part is worth a question: what it goes with is there (a number
 * goes with a measure, or with a scale).
 */
bool form_asks(const struct goal *g, const struct form_part *p);
/* Adds the names of the needed parts that the goal lacks. */
void form_missing(struct strs *out, struct arena *a, const struct form *f,
    const struct goal *g);

#endif
