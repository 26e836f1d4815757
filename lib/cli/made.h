#ifndef CLI_MADE_H
#define CLI_MADE_H

/*
 * New files of a command that makes some: written in one commit, their paths
 * told as the current folder sees them.
 */

#include "cli/write.h"
#include "track/newplan.h"

/*
 * ERR_INPUT unless a name or title (what) is a line of text; example: for the
 * hint, as it is typed.
 */
int made_line_check(
    struct app *app, const char *what, const char *text, const char *example);
/*
 * Writes and commits the files, and prints their paths (not with -n or
 * --json).  subject: NULL to make it from the changes.  Under opaque ids the
 * commit does not say whose doing it is.
 */
int made_write(
    struct app *app, const struct write_file *v, size_t n, const char *subject);
/* The same for new plans that are made. */
int made_plans(struct app *app, const struct newplan *v, size_t n);

#endif
