#ifndef PLAN_MESSAGE_H
#define PLAN_MESSAGE_H

/*
 * The commit message of a change: a subject in ids and field names (of
 * values only status, dates, numbers and levels, never a learner's words)
 * and the Plan-* trailers, which are read again to know whose commit does
 * what.  Each message of a command has a Plan-Event, but for the one of
 * ilp-init.  Source: ilp-plan(5) COMMITS.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "plan/change.h"

/* What one commit does to one plan. */
struct message_plan {
	const char *id;
	const struct changes *changes;
};

/* A file of the commit that is no plan. */
struct message_file {
	const char *path; /* relative to the root */
	const char *verb; /* "added", "changed" or "removed" */
};

/* The commit that a commit takes back. */
struct message_undo {
	const char *id;	  /* full; NULL: none */
	const char *plan; /* only its part of this plan; NULL: all of it */
	bool redo;	  /* and that was an undo itself */
};

struct message {
	const struct message_plan *v;
	size_t n;
	const char *subject; /* instead of one made from the changes; NULL */
	const char *author;  /* handle (or role) whose words they are; NULL */
	bool by_hand;	     /* edits by hand in these files go along */
	const struct message_file *files;
	size_t nfiles;
	struct message_undo undo;
};

/* Appends the subject line without its line end. */
void message_subject(struct buf *out, const struct message *m);
/* Appends the whole message. */
void message_write(struct buf *out, const struct message *m);

/* What a message tells about its commit. */
struct message_told {
	bool command;		  /* an ilp command made it */
	bool undo;		  /* ilp-undo, or git revert */
	struct message_undo what; /* id NULL: takes nothing back */
	size_t plans;		  /* how many plans it is about */
};

/* Texts are copied into a. */
void
message_read(struct message_told *out, struct arena *a, const char *message);
/* Does it name that plan?  More than 50 are never named. */
bool message_names(const char *message, const char *plan);

#endif
