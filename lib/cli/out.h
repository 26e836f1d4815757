#ifndef CLI_OUT_H
#define CLI_OUT_H

/*
 * Standard output: gathered in a buffer, written at the end and checked, so
 * that a full disk is never reported as success.  Also what is known about
 * the terminal.  Not for standard error, which is written at once.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct out {
	struct buf text; /* what is to be written */
	bool tty;	 /* standard output is a terminal */
	bool color;	 /* escapes on standard output */
	bool err_color;	 /* escapes on standard error */
	bool gone;	 /* the reader went away: the rest is not wanted */
	bool written;	 /* something was: then it matters how it ends */
	int width;	 /* columns of the terminal; 0: no terminal */
	int rows;	 /* lines of the terminal; 0: no terminal */
};

/*
 * Call first in the process: puts /dev/null, read-only, in the place of a
 * closed standard stream (else the next file opened would become standard
 * output), ignores SIGPIPE and SIGXFSZ and looks at the terminal.  Colour is
 * as with "auto".
 */
void out_start(struct out *o);

/*
 * --color: when is "auto", "always" or "never"; NULL: auto, that is on a
 * terminal unless NO_COLOR is set and not empty or TERM is dumb.
 * Returns 0, or -1 with e: ERR_USAGE.
 */
int out_set_color(struct out *o, const char *when, struct err *e);

/*
 * Writes and empties the buffer.  A reader that went away is no error: 0,
 * with gone set and nothing more written.  -1 with e: ERR_WORLD.
 */
int out_flush(struct out *o, struct err *e);
/* As out_flush, through the user's pager where cli/pager.h wants it. */
int out_page(struct out *o, struct err *e);
/*
 * The end: out_flush, closes standard output (a network disk may refuse only
 * then) and frees the buffer, also on failure.
 */
int out_end(struct out *o, struct err *e);

#endif
