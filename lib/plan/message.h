#ifndef PLAN_MESSAGE_H
#define PLAN_MESSAGE_H

/*
 * The commit message of a change: a subject in ids and field names (of
 * values only status, dates, numbers and levels, never a learner's words)
 * and the Plan-* trailers.  Source: ilp-plan(5) COMMITS.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "plan/change.h"

/* What one commit does to one plan. */
struct message_plan {
	const char *id;
	const struct changes *changes;
};

struct message {
	const struct message_plan *v;
	size_t n;
	const char *subject; /* instead of one made from the changes; NULL */
	const char *author;  /* handle (or role) whose words they are; NULL */
	bool by_hand;	     /* edits by hand in these files go along */
};

/* Appends the subject line without its line end. */
void message_subject(struct buf *out, const struct message *m);
/* Appends the whole message. */
void message_write(struct buf *out, const struct message *m);

#endif
