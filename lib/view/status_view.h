#ifndef VIEW_STATUS_VIEW_H
#define VIEW_STATUS_VIEW_H

/*
 * The state of plans as a table for people and as the JSON document
 * `status`.  Order and choice of plans are the caller's.
 * Source: ilp-status(1), ilp-args(7) JSON.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "track/status.h"
#include "view/json.h"

struct status_show {
	int width;	/* columns of the terminal, 0: a pipe */
	bool color;	/* with escape sequences */
	bool sentences; /* all of them, below each plan */
};

/*
 * One line a plan.  On a terminal the last column is a few words on the
 * weightiest matter and how many other kinds there are; in a pipe the id
 * comes first, and the last columns are all codes and the weightiest
 * sentence.
 * Returns 0, or -1 with e: ERR_WORLD.
 */
int status_table(struct buf *out, struct arena *a, const struct plan_status *v,
    size_t n, const struct status_show *how, struct err *e);
/*
 * Adds the closing lines: how many plans there are, how many need attention,
 * and how many have each code.
 */
void
status_tally(struct buf *out, const struct plan_status *v, size_t n, int width);

json_t *status_json(const struct plan_status *v, size_t n, int today);

#endif
