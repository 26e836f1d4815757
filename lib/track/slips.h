#ifndef TRACK_SLIPS_H
#define TRACK_SLIPS_H

/*
 * What a hand meant to be read and is not, without being wrong: a section
 * whose name is nearly one that ilp knows, an entry whose heading is none,
 * text behind a # that YAML takes for a comment.  Such text is kept and
 * shown, yet counts for nothing, so ilp-check always warns of it.
 * Source: ilp-check(1) FINDINGS.
 */

#include "track/finder.h"

/* Adds the warnings of f->p. */
void slips_plan(struct finder *f, const struct settings *s);

#endif
