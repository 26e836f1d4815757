#ifndef CLI_ENTRY_H
#define CLI_ENTRY_H

/*
 * Recording an entry from a command line: its attributes from options, its
 * text from -m, -F or the editor, one or several plans.  A command says
 * which section it writes to and which options it has.
 */

#include "cli/app.h"
#include "plan/entry.h"

/* An entry's attributes of one plan; room for ENTRY_ATTRS_MAX. */
struct entry_attrs {
	struct attr *v;
	size_t n;
};

#define ENTRY_ATTRS_MAX 24

/* Adds key=value; nothing where value is NULL. */
void entry_put(struct entry_attrs *l, const char *key, const char *value);

/*
 * Adds attributes that depend on the plan; -1 with app->err.  Called for
 * each plan before an editor opens (writing is false) and again, with the
 * lock held, when the plan is edited.
 */
typedef int entry_more_fn(struct app *app, const struct plan *p, bool writing,
    struct entry_attrs *l, void *ctx);

/* What the options of an entry command fill; NULL or empty: not given. */
struct entry_opts {
	struct strs m;	     /* -m */
	const char *file;    /* -F */
	struct strs goals;   /* -g GOAL[=READING] */
	struct strs with;    /* --with */
	struct strs results; /* --result GOAL=WORD */
	const char *next;    /* --next, a DATE */
	const char *minutes, *kind, *medium, *link, *prompt, *audience, *role,
	    *support;
	/* Not options, but what the command asks of the entry. */
	bool text_optional; /* without -m and -F it has no text */
	entry_more_fn *more;
	void *more_ctx;
};

/*
 * Adds the entry to the plans that words name, all or none.  Goals and
 * values are checked before an editor opens; text that was typed and cannot
 * be saved is kept in a file that the message names.
 */
int entry_record(struct app *app, enum section_kind section,
    const struct strs *words, const struct entry_opts *o);

#endif
