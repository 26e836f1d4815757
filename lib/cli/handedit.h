#ifndef CLI_HANDEDIT_H
#define CLI_HANDEDIT_H

/*
 * A whole file in the user's editor, again and again until it reads without
 * error: what ilp-edit is made of.  Nothing of the repository is written
 * here and no lock is held while the editor is open; what was typed is kept
 * in a file of its own whatever goes wrong later.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "cli/app.h"

struct hand_file {
	const char *path; /* relative to the root */
	const char *name; /* begins the name of the private copy */
	const char *old;  /* bytes the editor began with */
	size_t old_len;
	const char *text; /* what came back; NULL: not edited yet */
	size_t len;
	char *kept; /* a file that keeps the text; NULL: none */
};

/*
 * Adds what is to say about a text of f; -1 with app->err where that cannot
 * be told.
 */
typedef int hand_check(struct app *app, struct diags *out,
    const struct hand_file *f, const char *src, size_t len);

/* Reads the file's bytes into old; path and name are there. */
int hand_read(struct app *app, struct hand_file *f);
/*
 * Opens the editor with the text.  On errors in the new text it tells all
 * of them and asks, on a terminal, whether to edit again.  Warnings that the
 * old text did not earn are told.
 * Returns 0, or -1 with app->err: ERR_INPUT the text has errors, ERR_WORLD
 * the editor failed.
 */
int hand_edit(struct app *app, struct hand_file *f, hand_check *check);
bool hand_changed(const struct hand_file *f);
/* Under the lock: ERR_CHANGED unless the file still has its old bytes. */
int hand_same(struct app *app, const struct hand_file *f);
/*
 * For use after app->err stops the texts from being saved: keeps those of
 * the n files that were changed, and says where.  Returns -1.
 */
int hand_keep(struct app *app, struct hand_file *v, size_t n);

#endif
