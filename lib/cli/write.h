#ifndef CLI_WRITE_H
#define CLI_WRITE_H

/*
 * The one way in which a command changes files: lock, read again, edit,
 * verify, replace, commit, tell.  Also -n (the diff, nothing written),
 * --no-commit, and --json of what was done.
 */

#include "cli/app.h"
#include "plan/edit.h"
#include "plan/message.h"

/* Makes the changes of one plan; -1 with app->err. */
typedef int edit_fn(struct app *app, struct edit *ed, void *ctx);

/*
 * Edits the plans that words name, all or none; every bad one is named.
 * by: handle or name whose words they are; NULL: --by or who types, by the
 * team of the first plan.  fn finds it in app->by.
 */
int app_edit(struct app *app, const struct strs *words, edit_fn *fn, void *ctx,
    const char *by);

/* A file to be made or replaced, outside of an edit. */
struct write_file {
	const char *path; /* relative to the root */
	const char *id;	  /* plan id; NULL: no plan */
	const char *old;  /* bytes read; NULL where fresh */
	size_t old_len;
	bool fresh;
	const char *data; /* NULL: the file is removed */
	size_t len;
	struct changes changes; /* for --json and the message */
};

/*
 * A file that goes along with the edits of an app_edit that runs: called by
 * its edit_fn, written all or none with the plans, in one commit.
 */
void app_beside(struct app *app, const struct write_file *f);

/*
 * Whose words they are, as a commit may say it; first: the first plan, or
 * NULL.  Under opaque ids no name may reach a message, so it is the role, or
 * NULL.
 */
const char *
app_author(struct app *app, const struct plan *first, const char *by);

/*
 * app_open for a command that will write: git is opened too, which then
 * knows who is typing without asking a child.  (Readers do without it and
 * do not even link it.)  In the middle of a merge, and where the
 * settings are of a newer ilp, it stops before anything is asked or typed.
 */
int app_open_write(struct app *app);
/* Takes the lock (not with -n).  Before anything is read that is edited. */
int app_lock(struct app *app);
/* What the commit message says besides what changed. */
struct write_words {
	const char *subject; /* NULL: made from the changes */
	const char *by;	     /* handle or role; NULL: nobody is named */
	struct message_undo undo;
};

/*
 * Writes files and commits them with one message; with -n prints the diff
 * instead.  subject: NULL to make it from the changes.  The lock is held.
 */
int app_write(struct app *app, const struct write_file *v, size_t n,
    const char *subject, const char *by);
int app_write_as(struct app *app, const struct write_file *v, size_t n,
    const struct write_words *words);

#endif
