#ifndef PLAN_STEP_H
#define PLAN_STEP_H

/*
 * The words and facts of an action step: "text (due 2026-12-01; who
 * j.ortiz)".  Source: ilp-plan(5) ACTION STEPS.
 */

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "plan/goal.h"
#include "text/doc.h"
#include "text/md.h"

/*
 * Read a task item as a step.  begin_day: the plan's begin, for "due +14d";
 * DAY_NONE if unknown.  An impossible date in the facts is an error in d.
 */
void step_read(struct step *out, struct arena *a, const struct doc *doc,
    const struct md_block *task, int begin_day, struct diags *d);

/*
 * Whether the facts of a step may be written: 0, or -1 with e (ERR_INPUT).
 */
int step_facts_check(const struct step *s, struct err *e);

/* Appends "(due ...; done ...; who ...; hours ...; check ...)", or nothing. */
void step_facts_write(struct buf *out, const struct step *s);

#endif
