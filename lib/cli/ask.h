#ifndef CLI_ASK_H
#define CLI_ASK_H

/*
 * Questions to the person at a terminal, one after the other: prompts on
 * standard error, answers from standard input, a line each, edited with what
 * the terminal itself offers.  Nothing is asked where there is no terminal.
 */

#include <signal.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct ask {
	struct arena *a;
	const char *prog;
	bool color;    /* escapes on standard error */
	struct buf in; /* read, not yet used */
	sigset_t mask; /* of signals, and the handler, as they were */
	struct sigaction old_int;
};

/*
 * Takes an answer (in the arena, no blanks at its ends, never "").  -1 with
 * e: it is told and the question is asked again (ERR_USAGE, ERR_INPUT), or
 * asking ends with it (any other kind).
 */
typedef int ask_take(void *ctx, const char *answer, struct err *e);

struct question {
	const char *text;   /* one line */
	bool list;	    /* answers up to an empty one */
	const char *needed; /* said after an empty first answer, before it is
			       asked once more; NULL: may be empty */
	ask_take *take;
	void *ctx;
};

/* Standard input, output and error are a terminal. */
bool ask_possible(void);

/* Between the two Ctrl-C does not end the program, but the questions. */
void ask_begin(struct ask *q, struct arena *a, const char *prog, bool color);
void ask_end(struct ask *q);

/*
 * Asks one question; an empty answer leaves it without one.
 * Errors: ERR_ANSWER at Ctrl-C, Ctrl-D or when the terminal is gone; what
 * take says.
 */
int ask(struct ask *q, const struct question *v, struct err *e);

#endif
