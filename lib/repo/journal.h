#ifndef REPO_JOURNAL_H
#define REPO_JOURNAL_H

/*
 * What a writer is about to do, kept in ilp-lock while it does it, so that
 * the next holder of the lock can tell what a killed one left half-way:
 * a commit that was made is finished (the index entries), one that was not
 * is undone (the files get their old bytes where they hold the new ones).
 */

#include <stddef.h>

#include <git2.h>

#include "base/err.h"
#include "repo/head.h"
#include "repo/objects.h"
#include "repo/repo.h"

/*
 * Notes the write of n files on head as commit id (zero: one that git is to
 * make).  disk: the blob of what was on disk before, per file, zero for
 * nothing; these blobs are in the object store.  A zero id in f: the file is
 * to go.  Errors: ERR_WORLD.
 */
int
journal_write(const struct repo *r, const struct head *head, const git_oid *id,
    const struct obj_file *f, const git_oid *disk, size_t n, struct err *e);
/* Done, one way or the other. */
void journal_clear(const struct repo *r);
/*
 * Finishes or undoes what the journal tells of.  The flock is held.
 * Errors: ERR_WORLD; the journal stays.
 */
int journal_recover(struct repo *r, struct err *e);

#endif
