#ifndef REPO_HOOKS_H
#define REPO_HOOKS_H

/*
 * The hook by which git has staged plans checked before each commit.  It is
 * put there only when asked for, and no hook of somebody else is touched.
 * Source: githooks(5); ilp-init(1) HOOKS.
 */

#include "base/arena.h"
#include "base/err.h"
#include "repo/repo.h"

enum hook_state {
	HOOK_NONE,
	HOOK_OURS,    /* it has our command */
	HOOK_OFF,     /* it has, but may not be executed, so git ignores it */
	HOOK_ANOTHER, /* of the user's own, without our command */
	HOOK_SHARED,  /* none, and the folder serves other repositories too */
};

struct hook {
	enum hook_state state;
	const char *path;    /* of the pre-commit hook, absolute */
	const char *command; /* the line that checks: "ilp-check --staged" */
};

/*
 * What stands there; core.hooksPath and linked work trees count.  r has git.
 * Memory: a.  Errors: ERR_WORLD.  Cost: one child of git.
 */
int hook_find(struct hook *h, struct repo *r, struct arena *a, struct err *e);
/* Puts the hook there where it is HOOK_NONE.  Errors: ERR_WORLD. */
int hook_make(const struct hook *h, struct arena *a, struct err *e);

#endif
