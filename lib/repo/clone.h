#ifndef REPO_CLONE_H
#define REPO_CLONE_H

/*
 * What stock git has to be told so that it merges plans by meaning and shows
 * which goal a change is in: lines of .gitattributes, which are committed,
 * and settings, which every clone needs anew.  Source: ilp-plan(5) MERGING.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "repo/repo.h"

/* The lines that the bytes of a .gitattributes file do not have. */
void attributes_lacking(
    struct strs *out, struct arena *a, const char *src, size_t len);
/*
 * Adds what the file becomes with them: its own bytes, and each missing line
 * where it works, in the line ends of the file.
 */
void attributes_add(struct buf *out, const char *src, size_t len);

/*
 * The keys of git's settings that are not as they should be.  r has git.
 * Errors: ERR_WORLD.  Cost: 3 ms each, since git is asked.
 */
int clone_lacking(struct strs *out, struct repo *r, struct err *e);
/* Makes these settings, and no others, in this clone.  Errors: ERR_WORLD. */
int clone_set(struct repo *r, struct err *e);

#endif
