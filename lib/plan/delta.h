#ifndef PLAN_DELTA_H
#define PLAN_DELTA_H

/*
 * The changes between two versions of one plan that are nearly alike, read
 * from the few lines around where their bytes differ: for histories, where
 * reading each version whole is most of the work.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plan/change.h"
#include "plan/settings.h"

/*
 * True, and the changes as plan_changes tells them of the two read whole, in
 * any order; then each of the two reads if the other does.  False where this
 * is not sure: a goal or section that comes or goes, front matter outside of
 * one goal, fences or HTML before the place; then nothing is added.
 * At least one of the two must be known to read.  Memory: a; nothing in out
 * points into the sources.
 */
bool delta_changes(struct changes *out, struct arena *a,
    const struct settings *s, const char *path, const char *old, size_t old_len,
    const char *new, size_t new_len);

#endif
