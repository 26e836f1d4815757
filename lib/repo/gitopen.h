#ifndef REPO_GITOPEN_H
#define REPO_GITOPEN_H

/*
 * What starts libgit2; repo_git and repo_head_id of repo/repo.h are here
 * too.  A program that uses neither this nor what builds on it is not
 * linked with libgit2, whose libraries take 4 ms to load.
 */

#include "base/err.h"

/* Counted; as many git_end.  Errors: ERR_WORLD.  Cost: 1 ms. */
int git_start(struct err *e);
void git_end(void);

/*
 * ERR_WORLD after a failed call of libgit2: "cannot WHAT: reason"; the reason
 * is errno's if it has one.  Set errno to 0 before the call.
 */
int repo_fail(struct err *e, const char *what);

#endif
