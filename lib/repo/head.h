#ifndef REPO_HEAD_H
#define REPO_HEAD_H

/*
 * Where the next commit goes: the branch that HEAD is on, or HEAD itself.
 * Moved here rather than by libgit2, so that a writer that is killed leaves
 * no lock behind that git would trip over (repo/lock.h).
 */

#include <stdbool.h>

#include <git2.h>

#include "base/err.h"
#include "repo/repo.h"

struct head {
	const char *ref;  /* "refs/heads/main", or "HEAD" when detached */
	const char *file; /* the loose file of ref, absolute */
	bool unborn;
	git_oid id; /* zero when unborn */
};

/* Opens git.  Texts live in r->a.  Errors: ERR_WORLD. */
int head_read(struct head *h, struct repo *r, struct err *e);
/* The loose file of a ref, absolute, in r->a. */
const char *head_file(const struct repo *r, const char *ref);
bool head_equal(const struct head *a, const struct head *b);
/* The tree of h's commit; *out NULL when unborn. */
int
head_tree(git_tree **out, struct repo *r, const struct head *h, struct err *e);

/*
 * Moves h to id and notes that in the reflogs.  The caller holds git's lock
 * on h->file and has seen under it that h still is so.
 * log_all: core.logAllRefUpdates.  Errors: ERR_WORLD, nothing is moved.
 */
int head_move(struct repo *r, const struct head *h, const git_oid *id,
    const git_signature *who, const char *subject, bool log_all, struct err *e);

#endif
