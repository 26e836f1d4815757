#ifndef REPO_IDENT_H
#define REPO_IDENT_H

/*
 * Who is typing, as git sees it, and the settings of git that decide how a
 * commit is made.  libgit2 knows neither GIT_AUTHOR_* nor the variables that
 * move git's settings elsewhere: then git itself is asked.
 */

#include <stdbool.h>

#include <git2.h>

#include "base/arena.h"
#include "base/err.h"
#include "repo/repo.h"

/* The settings that matter here. */
struct gitconf {
	char *hooks;	  /* folder of the hooks, absolute */
	bool sign;	  /* commit.gpgSign */
	bool shared;	  /* core.sharedRepository: modes are git's affair */
	bool convert_eol; /* core.autocrlf is true or input */
	bool log_all;	  /* core.logAllRefUpdates, default true */
};

/* Opens git.  Errors: ERR_WORLD.  Texts live in r->a. */
int gitconf_read(struct gitconf *c, struct repo *r, struct err *e);

/*
 * Author and committer of a commit made now: environment, settings, then
 * what git makes of the account.  Both to be freed with git_signature_free.
 * Errors: ERR_WORLD, nobody is known, or a date outside 1990-2100.
 */
int ident_read(git_signature **author, git_signature **committer,
    struct repo *r, struct err *e);

/* repo_identity where git is open. */
int ident_author(
    struct repo *r, const char **name, const char **email, struct err *e);

#endif
