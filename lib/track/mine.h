#ifndef TRACK_MINE_H
#define TRACK_MINE_H

/*
 * The commits that one person made with ilp commands and that nobody has
 * taken back since, newest first: what ilp-undo may undo.
 */

#include <stdbool.h>
#include <stddef.h>

#include "plan/message.h"
#include "repo/past.h"

struct mine {
	struct past c;
	const char *subject;
	struct message_told told;
	struct strs taken; /* plans whose part of it is taken back already */
};

struct mine_how {
	const char *email; /* of the person; compared without case */
	const char *plan;  /* only what touched that plan; NULL: everything */
	bool redo;	   /* instead, the undos that may be taken back */
	size_t max;
};

/*
 * Finds up to how->max of them among all commits that HEAD is made of, so
 * also those that came by a merge from the person's other computer.  Never
 * merges, commits by hand, or the first one of ilp-init.  An undo that was
 * itself taken back counts as never made.  *cut: the clone is shallow, and
 * older ones are not in it.  Memory: r->a.  Errors: ERR_WORLD.
 */
int mine_find(struct mine **v, size_t *n, bool *cut, struct repo *r,
    const struct mine_how *how, struct err *e);

#endif
