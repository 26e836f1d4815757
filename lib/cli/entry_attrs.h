#ifndef CLI_ENTRY_ATTRS_H
#define CLI_ENTRY_ATTRS_H

/*
 * The attributes of an entry's heading, from the options of a command line:
 * the part of cli/entry.h that no text and no file is involved in.
 */

#include "cli/entry.h"

/* What the options say that is the same for all plans. */
struct entry_given {
	const struct entry_opts *o;
	const char *with, *next, *standards; /* as attributes; NULL: none */
};

/*
 * Checks the options that do not depend on a plan, and tells words that may
 * be slips.  Errors: ERR_USAGE; ERR_INPUT a value that its key cannot take.
 */
int entry_given_read(
    struct entry_given *out, struct app *app, const struct entry_opts *o);

/*
 * The attributes for one plan; l is empty and has room for ENTRY_ATTRS_MAX.
 * Errors: ERR_USAGE a goal that p lacks or that is named twice; ERR_INPUT a
 * reading that the goal cannot take; those of o->more.
 */
int entry_attrs_of(struct entry_attrs *l, struct app *app,
    const struct entry_given *given, const struct plan *p, bool writing);

/*
 * An entry is hidden where all of its goals are: the widest audience among
 * the goals that the options name, AUDIENCE_PUBLIC where they name none.
 */
enum audience entry_goals_audience(
    struct app *app, const struct entry_opts *o, const struct plan *p);

#endif
