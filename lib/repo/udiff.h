#ifndef REPO_UDIFF_H
#define REPO_UDIFF_H

/* The unified diff between two versions of a file, as git prints it. */

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Adds to out what `git diff` would show: `git apply` and `patch -p1` take
 * it, also where a last line has no end.  Equal bytes add nothing; bytes that
 * are no UTF-8 text add only the line that says that they differ.
 * path: relative, without a/ and b/.  old NULL: a new file; new NULL: one
 * that is removed.  Errors: ERR_WORLD.  Starts libgit2 unless a
 * repository is open.
 */
int udiff(struct buf *out, const char *path, const char *old, size_t old_len,
    const char *new, size_t new_len, struct err *e);

#endif
