#ifndef TRACK_ALIKE_H
#define TRACK_ALIKE_H

/*
 * Goals of different learners that say nearly the same: an individual plan
 * whose goals are copied is none.
 *
 * Compared are the open goals (proposed, active, paused) of current plans,
 * by their title, measure, why and own words: folded, without the learner's
 * own name, every number the same.  Two are alike if of all the runs of
 * three words that either has at least half are in both, also of those of
 * why and own words alone where either has four such words; with fewer than
 * eight words in all a goal is like none.  Goals that support one shared goal
 * may have title and measure in common: they are alike only if both also have
 * eight words of why and own words.  Plans of one learner are not compared.
 * Source: ilp-check(1) STRICT; all pairs above a threshold are found through
 * their rarest members, Bayardo et al., WWW 2007, "Scaling Up All Pairs
 * Similarity Search".
 */

#include "base/diag.h"
#include "track/crowd.h"
#include "track/finder.h"

#define ALIKE_WORDS_MIN 8
#define ALIKE_OWN_MIN	4

/* Notes in m what alike_check asks for; in f->a. */
void alike_note(struct member *m, struct finder *f, struct words *w);

/*
 * Adds a warning [goal-alike] for each plan with such a goal: which other
 * plan has it, and how many have.  Memory: a.  Cost: linear in the words; a
 * goal is held against few of a group that is known to be alike, and against
 * at most 64 of those that share one run, so that of a crowd of goals which
 * are all half alike some pairs may be missed; equal ones never are.
 */
void alike_check(struct diags *out, struct arena *a, struct crowd *all);

#endif
