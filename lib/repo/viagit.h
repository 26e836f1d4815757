#ifndef REPO_VIAGIT_H
#define REPO_VIAGIT_H

/*
 * The commit made by the user's own git, for what only it does: hooks,
 * signatures, filters, converted line ends, shared modes.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "repo/commit.h"
#include "repo/ident.h"
#include "repo/repo.h"

/* Does the repository want that for these files? */
bool viagit_wanted(struct repo *r, const struct gitconf *c,
    const struct repo_file *files, size_t n);

/* Does git convert this file, so that its bytes are not the blob's? */
bool viagit_converts(struct repo *r, const struct gitconf *c, const char *path,
    const char *bytes, size_t len);

/*
 * Commits the files, which are in place, or gone and known to git, with
 * `git commit --only`.
 * Errors: ERR_WORLD; the index then is as before.
 */
int viagit_commit(struct repo *r, const struct repo_file *files, size_t n,
    const char *message, struct err *e);

/* Does the file differ from HEAD in git's eyes?  HEAD has a commit. */
int viagit_differs(struct repo *r, const char *path, bool *out, struct err *e);

#endif
