#ifndef PLAN_EDIT_H
#define PLAN_EDIT_H

/*
 * The only way to change a plan: an edit starts from a plan as read, each
 * operation adds splices for exactly what was asked, and the new bytes are
 * read again.  Unless they read without error and differ from the old in
 * exactly the changes that were asked, the operation fails and the edit
 * stays as it was.  Nothing is written here; see cli/write.h.
 *
 * Operations return 0 (also when the value already is what was asked), or
 * -1 with e: ERR_USAGE for names that are not there, ERR_INPUT for values.
 * Source: ilp-plan(5) WHAT AN EDIT MAY TOUCH.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "plan/change.h"
#include "plan/plan.h"

struct edit {
	struct arena *a;
	const struct settings *s;
	int today;
	const struct plan *before; /* as it was read */
	const struct plan *now;	   /* after the operations so far */
	struct strs notes; /* what the person at the keyboard should know */
};

/* before must be writable (plan_writable); for edit_text alone, any. */
void edit_begin(struct edit *ed, struct arena *a, const struct settings *s,
    int today, const struct plan *before);
bool edit_changed(const struct edit *ed);
/* All changes so far, from before to now; none from what was broken. */
void edit_changes(const struct edit *ed, struct changes *out);

/* ---- values of the front matter ---- */

enum assign_op {
	ASSIGN_SET,  /* KEY=VALUE */
	ASSIGN_ADD,  /* KEY+=VALUE */
	ASSIGN_DROP, /* KEY-=VALUE */
};

struct assign {
	const char *key; /* a dot goes one level down: team.coach */
	enum assign_op op;
	const char *value;
};

/* "KEY=VALUE" and its kin; ERR_USAGE for anything else and for "KEY=". */
int assign_parse(
    struct assign *out, struct arena *a, const char *text, struct err *e);

/* Front matter keys outside goals and profile. */
int edit_set(struct edit *ed, const struct assign *v, size_t n, struct err *e);
int edit_unset(struct edit *ed, const char *key, struct err *e);

int edit_goal_set(struct edit *ed, const char *goal, const struct assign *v,
    size_t n, struct err *e);
int edit_goal_unset(
    struct edit *ed, const char *goal, const char *key, struct err *e);

/* ---- the learner profile ---- */

struct profile_new {
	const char *heading; /* strengths, needs ... or the school's own */
	const char *text;
	const char *source;   /* NULL: none */
	const char *date;     /* ISO; NULL: none */
	const char *audience; /* word; NULL: the heading's */
};

/*
 * Adds an item at the end of its heading, which is made where it is missing;
 * a mapping only where there is more than the text.  An item that says all
 * of it already: nothing.  ERR_USAGE: one of the same text says otherwise.
 */
int
edit_profile_add(struct edit *ed, const struct profile_new *n, struct err *e);
/*
 * Removes the one item whose text is, or alone begins with (case aside),
 * that text; the heading goes with its last item, the key profile stays.
 * ERR_USAGE: none, or several, with the candidates.
 */
int edit_profile_drop(
    struct edit *ed, const char *heading, const char *text, struct err *e);

/* ---- goals ---- */

/*
 * Adds a goal with that id (NULL: made from the title) and fields, title
 * first.  *id gets the id.
 */
int edit_goal_add(struct edit *ed, const char **id, const char *want_id,
    const char *title, const struct assign *v, size_t n, struct err *e);

/*
 * Moves the status.  date: for closed, written by met and dropped and
 * removed by the others; start and propose remove reason too; start of a
 * proposed goal adds by to agreed.  reason NULL: none given.  The status it
 * has: nothing.
 */
int edit_goal_status(struct edit *ed, const char *goal, enum goal_status status,
    const char *date, const char *by, const char *reason, struct err *e);

/* ---- action steps ---- */

struct step_new {
	const char *text; /* one line */
	const char *due;  /* DATE or +14d */
	const char *who;
	const char *hours;
	const char *check;
};

int edit_step_add(
    struct edit *ed, const char *goal, const struct step_new *s, struct err *e);
/* date: written as "done DATE"; NULL with done false. */
int edit_step_done(struct edit *ed, const char *goal, size_t n, bool done,
    const char *date, struct err *e);

/* ---- entries ---- */

struct entry_new {
	enum section_kind section;
	const char *date; /* ISO */
	const char *by;	  /* handle or name */
	const struct attr *attrs;
	size_t nattrs;
	const char *text; /* as typed; made safe here; "" for none */
};

/*
 * Adds an entry at its place (oldest first), with its section where that is
 * missing.  Readings in its goal= attribute also set the goals' progress,
 * unless a goal has a later reading.
 */
int edit_entry_add(struct edit *ed, const struct entry_new *n, struct err *e);

/* ---- by hand ---- */

/*
 * Takes over a text that a person (or the undoing of a command) has made of
 * the whole plan; any change will do, also the mending of a plan that could
 * not be read.  src: len bytes, copied.  The bytes it has: nothing.
 * Errors: ERR_INPUT, its first error at line and column, or a newer format.
 */
int edit_text(struct edit *ed, const char *src, size_t len, struct err *e);

/* ---- shared by the operations ---- */

struct splices;

/*
 * The plan that the splices would make, and its changes; -1 if it would not
 * read without error.  The edit stays as it was.
 */
int edit_try(struct edit *ed, struct splices *s, struct plan **next,
    struct changes *seen, struct err *e);
/* ERR_INPUT [edit-unsafe]: the new bytes do not say what was asked. */
int edit_refuse(const struct edit *ed, const struct plan *next, struct err *e);
/* edit_try, and accept if it says exactly `asked` more. */
int edit_apply(struct edit *ed, struct splices *s, const struct changes *asked,
    struct err *e);

#endif
