#ifndef TRACK_NAMES_H
#define TRACK_NAMES_H

/*
 * Names of other learners in the entries of a plan.  A plan may be shown to
 * a family, and another child is none of its business.
 *
 * Names are those of the learners of all plans, past ones too, less those of
 * kind teacher and program, and of the people of people.yml whose role is a
 * learner's or a family's.  What counts, folded and by whole words:
 *
 * - first and last name, or all names, in this order or the last one first;
 * - the first name and an initial, as Asha R., with a capital each and with
 *   the dot, or without it where the initial is a consonant;
 * - a handle of two words or more, as asha.r.
 *
 * A first name alone does not count, nor do initials: too many mean somebody
 * else.  Names of the plan's own learner and team never count, also where
 * another person has the same.  Source: ilp-check(1) STRICT.
 */

#include "base/diag.h"
#include "track/caseload.h"
#include "track/crowd.h"

/* Notes in m what names_check asks for; in a.  w: any, used for folding. */
void names_note(
    struct member *m, struct arena *a, struct words *w, const struct plan *p);

/*
 * Adds a warning [other-name] for each name, at most FINDER_MAX for a plan.
 * Memory: a.
 * Cost: a look-up for each word of each entry, one more reading of each plan
 * that has a name.
 */
void names_check(struct diags *out, struct arena *a, const struct caseload *c,
    const struct crowd *all);

#endif
