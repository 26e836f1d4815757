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
	struct strs m;	       /* -m */
	const char *file;      /* -F */
	struct strs goals;     /* -g GOAL[=READING] */
	struct strs with;      /* --with */
	struct strs results;   /* --result GOAL=WORD */
	struct strs standards; /* --standard STANDARD:LEVEL */
	const char *next;      /* --next, a DATE */
	const char *minutes, *kind, *medium, *link, *prompt, *audience, *role,
	    *support;
	bool edit; /* -e */
	/* Not options, but what the command asks of the entry. */
	bool text_optional; /* without -m, -F and -e it has no text */
	entry_more_fn *more;
	void *more_ctx;
};

/*
 * Rows for the option tables of entry commands, whose values begin with a
 * struct entry_opts: an option has the same words wherever it is taken.
 */
#define ENTRY_OPT(letter, name, arg, help, kind, member) \
	{                                                \
		letter, name, arg, help, kind,           \
		    offsetof(struct entry_opts, member)  \
	}
#define ENTRY_OPT_MESSAGE                                                     \
	ENTRY_OPT('m', "message", "TEXT", "the text; several are paragraphs", \
	    OPT_LIST, m)
/* name: long name of -F. */
#define ENTRY_OPT_TEXT(name)         \
	ENTRY_OPT('F', name, "FILE", \
	    "read the text from FILE (- standard input)", OPT_TEXT, file)
#define ENTRY_OPT_EDIT \
	ENTRY_OPT(     \
	    'e', "edit", NULL, "write a text in the editor", OPT_FLAG, edit)
#define ENTRY_OPT_GOAL                           \
	ENTRY_OPT('g', "goal", "GOAL[=READING]", \
	    "a goal it is about, and where it stands", OPT_LIST, goals)
#define ENTRY_OPT_WITH                                                   \
	ENTRY_OPT(0, "with", "HANDLE", "who took part; may be repeated", \
	    OPT_LIST, with)
#define ENTRY_OPT_NEXT \
	ENTRY_OPT(     \
	    0, "next", "DATE", "the day of the next check-in", OPT_TEXT, next)
#define ENTRY_OPT_STANDARD                         \
	ENTRY_OPT(0, "standard", "STANDARD:LEVEL", \
	    "a rating; may be repeated", OPT_LIST, standards)
#define ENTRY_OPT_MEDIUM                                              \
	ENTRY_OPT(0, "medium", "WORD", "text, audio, video or image", \
	    OPT_TEXT, medium)
#define ENTRY_OPT_PROMPT \
	ENTRY_OPT(       \
	    0, "prompt", "TEXT", "the question it answers", OPT_TEXT, prompt)
#define ENTRY_OPT_AUDIENCE            \
	ENTRY_OPT(0, "audience", "A", \
	    "staff, learner, family, school or public", OPT_TEXT, audience)

/*
 * Adds the entry to the plans that words name, all or none.  Goals and
 * values are checked before an editor opens; text that was typed and cannot
 * be saved is kept in a file that the message names.
 */
int entry_record(struct app *app, enum section_kind section,
    const struct strs *words, const struct entry_opts *o);

/*
 * 0 for a link that a reader can follow: http or https, a host, no blank or
 * control character, and no password in it; else ERR_INPUT.
 */
int entry_link_check(const char *link, struct err *e);

#endif
