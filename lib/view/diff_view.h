#ifndef VIEW_DIFF_VIEW_H
#define VIEW_DIFF_VIEW_H

/*
 * What changed in plans between two states, as people read it and as JSON.
 * Source: ilp-diff(1).
 */

#include <stdbool.h>

#include "track/between.h"
#include "view/json.h"
#include "view/lines.h"

struct diff_show {
	const struct people *people;
	int today;
	bool each;    /* plans have older states of their own */
	bool summary; /* no changes, only how many */
	int width;    /* columns; 0: a pipe */
	bool color;
};

/*
 * A line for each plan: its id, the learner, how many changes of what kind;
 * then a line for each change.
 */
void diff_text(struct buf *out, struct arena *a, const struct between *b,
    const struct diff_show *how);

/*
 * The changes document.  from NULL: plans have older states of their own, in
 * the words of ilp-diff(1) JSON.
 */
json_t *diff_json(
    const struct between *b, const struct stand *from, const struct stand *to);

/* "the check-in of 2026-10-02": what a plan is compared with; in a. */
const char *since_words(struct arena *a, const struct origin *o);

#endif
