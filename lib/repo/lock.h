#ifndef REPO_LOCK_H
#define REPO_LOCK_H

/*
 * One writer at a time.  Ours is a flock on ilp-lock in the git folder that
 * all work trees share, or on the root folder where there is no git: it ends
 * with the process, so it is never stale.
 * Git's locks (index.lock and the like) are taken as hard links of ilp-lock:
 * whoever holds the flock next knows one that was left behind by a killed
 * writer for ours, and removes it.  One that git made is never removed.
 */

#include <stdbool.h>

#include "base/err.h"
#include "repo/repo.h"

/*
 * Takes the lock, waiting up to 30 s (ILP_LOCK_WAIT seconds), then finishes
 * or undoes what a killed writer left half-way (repo/journal.h), so read
 * the files to be edited only after this.  Held already: nothing happens.
 * Errors: ERR_CHANGED if it stays held; ERR_WORLD.
 */
int repo_lock(struct repo *r, struct err *e);
void repo_unlock(struct repo *r);

/* A lock of git, on the file that it guards. */
struct gitlock {
	char *path; /* FILE.lock */
	bool held;
};

/*
 * Takes FILE.lock, waiting as repo_lock does; the flock must be held.
 * Missing folders above it are made.
 * Errors: ERR_CHANGED, naming it, if it stays held; ERR_WORLD.
 */
int gitlock_take(
    struct gitlock *l, struct repo *r, const char *file, struct err *e);
void gitlock_drop(struct gitlock *l);
/* Removes a lock file at path if it is ours, left by a killed writer. */
void gitlock_clear(const struct repo *r, const char *path);

/* Makes the folders above path; 0, or -1 with errno. */
int make_parents(const char *path);

#endif
