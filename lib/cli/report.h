#ifndef CLI_REPORT_H
#define CLI_REPORT_H

/*
 * Errors and findings as messages:
 *
 *	ilp-goal: plans/9/maya.md:12:3: error: goal has no title [goal-no-title]
 *	  try: add a title
 *
 * prog is the name in front; NULL: none, the form of ilp-check.  Path, line,
 * column, code and the try line are left out where unknown.  Everything goes
 * through view/safe.  The functions on FILE write one message in one call, so
 * that those of programs running side by side stay whole; that writing
 * failed is not told, since there is nowhere left to tell it.
 */

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

void report_add_err(
    struct buf *out, const char *prog, const struct err *e, bool color);
void report_add_diag(
    struct buf *out, const char *prog, const struct diag *d, bool color);

void report_err(FILE *f, const char *prog, const struct err *e, bool color);
void report_diag(FILE *f, const char *prog, const struct diag *d, bool color);
/* "prog: note: ..." and "prog: warning: ...", lower case, no full stop. */
void report_note(FILE *f, const char *prog, bool color, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void report_warning(FILE *f, const char *prog, bool color, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
