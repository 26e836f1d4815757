#ifndef CLI_ENTRY_H
#define CLI_ENTRY_H

/*
 * Recording an entry from a command line: its attributes from options, its
 * text from -m, -F or the editor, one or several plans.  A command says
 * which section it writes to and which options it has.
 */

#include "cli/app.h"
#include "plan/entry.h"

/* What the options of an entry command fill; NULL or empty: not given. */
struct entry_opts {
	struct strs m;	   /* -m */
	const char *file;  /* -F */
	struct strs goals; /* -g GOAL[=READING] */
	struct strs with;  /* --with */
	const char *next;  /* --next, a DATE */
	const char *minutes, *kind, *medium, *link, *prompt, *audience;
};

/*
 * Adds the entry to the plans that words name, all or none.  Goals and
 * values are checked before an editor opens; text that was typed and cannot
 * be saved is kept in a file that the message names.
 */
int entry_record(struct app *app, enum section_kind section,
    const struct strs *words, const struct entry_opts *o);

#endif
