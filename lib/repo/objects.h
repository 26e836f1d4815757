#ifndef REPO_OBJECTS_H
#define REPO_OBJECTS_H

/*
 * Makes git objects: blobs, the trees above them, the commit.  A few go to
 * the object store one by one; many are gathered in memory and written as
 * one pack.
 */

#include <stdbool.h>
#include <stddef.h>

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include "base/arena.h"
#include "base/err.h"
#include "repo/repo.h"

struct objects {
	git_repository *git; /* where objects are made */
	struct arena *a;
	bool own;		 /* git is a second handle */
	git_odb *odb;		 /* with memory: of git */
	git_odb_backend *memory; /* where objects are gathered; or NULL */
	git_oid *made;		 /* since the last flush */
	size_t n;
	size_t cap;
};

/* One file of a commit. */
struct obj_file {
	const char *path; /* in the work tree */
	git_oid id;	  /* its new blob; zero: it is removed */
	git_oid old;	  /* its blob in the base tree; zero: none there */
	unsigned mode;	  /* of the base tree, 0100644 for a new file */
	size_t pos;	  /* for the caller: the place before sorting */
};

/* many: gather and write one pack.  Errors: ERR_WORLD. */
int objects_begin(struct objects *o, struct repo *r, bool many, struct err *e);
/*
 * After this all objects made are in the store, and safe on disk with the
 * next fsync on the same file system.
 */
int objects_flush(struct objects *o, struct err *e);
void objects_end(struct objects *o);

int objects_blob(
    git_oid *out, struct objects *o, const char *p, size_t n, struct err *e);
/*
 * The base tree (NULL: an empty one) with n files put in or removed, and
 * folders with their last file; f is sorted by the bytes of path, no two the
 * same.  Other entries stay as they are.
 */
int objects_tree(git_oid *out, struct objects *o, const git_tree *base,
    const struct obj_file *f, size_t n, struct err *e);
/* parent NULL: the first commit.  message: UTF-8, taken as it is. */
int objects_commit(git_oid *out, struct objects *o, const git_oid *tree,
    const git_oid *parent, const git_signature *author,
    const git_signature *committer, const char *message, struct err *e);

#endif
