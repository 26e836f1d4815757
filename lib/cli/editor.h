#ifndef CLI_EDITOR_H
#define CLI_EDITOR_H

/*
 * A text in the user's editor, the one git would take: GIT_EDITOR,
 * core.editor, VISUAL, EDITOR, vi.  The text lies in a private file (mode
 * 0600, name ending in .md) in the git directory, where no commit picks it
 * up, else in TMPDIR.  Nothing that was typed is ever thrown away.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define EDITOR_MAX ((size_t)1 << 20) /* bytes of a text */

/*
 * Lets the user change text and replaces it with the result.
 * name: begins the file's name, "ilp-reflect".  dir: the git directory, NULL
 * without one.  The file is removed, but on errors: there it is kept, and
 * the hint names it.
 * Errors: ERR_WORLD (no editor, it ended with an error, the file);
 * ERR_INPUT (larger than EDITOR_MAX).
 */
int editor_edit(struct buf *text, struct arena *a, const char *name,
    const char *dir, struct err *e);
/*
 * The same for a text that -F cannot give back: after an error *kept (in a)
 * names the file that keeps it, NULL where there is nothing to keep, and the
 * hint does not speak of it.
 */
int editor_change(struct buf *text, char **kept, struct arena *a,
    const char *name, const char *dir, struct err *e);

/*
 * Keeps a text that could not be saved in a new private file, in dir or else
 * in TMPDIR; *path (in a) names it.  -1 with e: ERR_WORLD.
 */
int editor_keep(char **path, struct arena *a, const char *text, size_t len,
    const char *name, const char *dir, struct err *e);

/*
 * For use after an error e that stops a text from being saved: keeps the
 * text as editor_keep does and adds to the hint of e where it is, or that it
 * could not be kept.  A line and column in e without a path mean this text,
 * so they get the file's path.  Returns -1.
 */
int editor_rescue(struct err *e, struct arena *a, const char *text, size_t len,
    const char *name, const char *dir);

#endif
