#ifndef REPO_REPO_H
#define REPO_REPO_H

/*
 * A plan repository: the folder that holds ilp.yml, and the git repository
 * around it, if there is one.  Finding both costs a few stat calls; libgit2
 * is started only by repo_git, and only programs that call it are linked
 * with libgit2: readers of the working tree do not pay for it.
 * Knows bytes, ids and times, nothing of plans.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

struct git_repository;
struct repo;

/* What needs libgit2, set by repo_git; so that readers need not link it. */
struct repo_engine {
	void (*close)(struct repo *r);
	int (*identity)(struct repo *r, const char **name, const char **email,
	    struct err *e);
};

struct repo {
	struct arena *a;
	const char *root;     /* absolute, real, no slash at its end */
	struct folder folder; /* root, open */
	bool has_git;	      /* a git work tree holds root */
	bool from_env;	      /* GIT_DIR names it */
	/* The rest is NULL without git; all absolute and real. */
	const char *worktree;  /* top of the work tree */
	const char *gitdir;    /* of this work tree: HEAD, index, states */
	const char *commondir; /* shared by all work trees: refs, objects */
	const char *prefix;    /* root in the work tree: "" or "sub/dir/" */
	const char *index;     /* the index file; GIT_INDEX_FILE counts */
	struct git_repository *git; /* NULL until repo_git */
	const struct repo_engine *engine;
	int lock_fd; /* repo/lock.h; -1: not locked */
};

/*
 * Finds the nearest folder with an ilp.yml from dir upwards, also above a
 * git root, and the git repository around it.  GIT_DIR and GIT_WORK_TREE
 * count where their work tree holds the folder.
 * Errors: ERR_USAGE if there is none; ERR_WORLD.  Close it, also to end
 * libgit2.  Texts live in a.
 */
int repo_open(struct repo *r, struct arena *a, const char *dir, struct err *e);
void repo_close(struct repo *r);

/*
 * The same for a folder that need not hold an ilp.yml yet: root is dir.
 */
int
repo_open_at(struct repo *r, struct arena *a, const char *dir, struct err *e);

/*
 * Opens the git repository with libgit2, once.  Errors, each in plain words
 * with what to do: no git, a foreign owner, another object or ref format.
 */
int repo_git(struct repo *r, struct err *e);

/* What git is in the middle of. */
enum repo_state {
	REPO_NONE, /* nothing: commits may be made */
	REPO_MERGE,
	REPO_REBASE,
	REPO_APPLY, /* git am */
	REPO_CHERRY_PICK,
	REPO_REVERT,
	REPO_BISECT,
};

/* By files of the git folder, without libgit2.  Cost: 8 stat calls. */
enum repo_state repo_state(const struct repo *r);
/* "a merge", "a rebase" ...; "nothing" for REPO_NONE. */
const char *repo_state_words(enum repo_state s);
/* 0, or -1 with ERR_WORLD that says what git is in the middle of. */
int repo_state_check(const struct repo *r, struct err *e);

/* A full object id in hexadecimal; "" where there is none. */
#define REPO_ID_SIZE 41

/* The commit of HEAD; "" on a branch without commits.  Opens git. */
int repo_head_id(struct repo *r, char out[REPO_ID_SIZE], struct err *e);

/*
 * A setting of the repository as git sees it; *out NULL if it is not set.
 * Asks git (3 ms) only where one of its usual files names the section; so
 * for sections that few have, like our own.
 */
int repo_config_get(struct repo *r, const char *key, char **out, struct err *e);
/* Sets it in this clone (git config --local). */
int repo_config_set(
    struct repo *r, const char *key, const char *value, struct err *e);

/*
 * Name and e-mail address of who is typing, as git sees them, in r->a; works
 * without a git repository.  Asks git (3 ms), or libgit2 if it is open: a
 * writer calls repo_git first.  Errors: ERR_WORLD with what to set.
 */
int repo_identity(
    struct repo *r, const char **name, const char **email, struct err *e);

/* The ERR_WORLD of these two: git does not know who is typing. */
int repo_nobody(struct err *e);

/*
 * Makes a git repository in dir with the user's own git, so that templates
 * and the name of the first branch are the user's.
 */
int repo_init(const char *dir, struct err *e);

#endif
