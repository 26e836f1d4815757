#ifndef REPO_STORE_H
#define REPO_STORE_H

/*
 * What git has stored, read raw and fast: for walks over a whole history.
 * Trees are kept a while, since a commit's trees are looked at again as its
 * child's parent.  libgit2's own caches and checks of hashes are off here.
 */

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "repo/objid.h"
#include "repo/repo.h"

struct store;

/* An object; give it back with stored_end. */
struct stored {
	const char *data;
	size_t len;
	void *held; /* NULL: not there, or of another type */
};

enum stored_type { STORED_COMMIT, STORED_TREE, STORED_BLOB };

/*
 * Opens git.  What git replace has put in the place of something is read
 * instead of it.  Errors: ERR_WORLD.  *out lives until store_end.
 */
int store_begin(struct store **out, struct repo *r, struct err *e);
void store_end(struct store *s);
/*
 * The same for one of several threads, the part of a par_fn, which then need
 * not wait for each other; ended before the first.  Memory: a.
 * Cost: opening what git has stored.
 */
struct store *store_share(struct arena *a, const struct store *of, size_t part);

/*
 * *out->held is NULL where git does not have it (a shallow or partial clone)
 * or has something else there.  data has a NUL behind it.  Several threads
 * may read blobs at once.  Errors: ERR_WORLD, it cannot be read.
 */
int store_read(struct stored *out, struct store *s, const struct objid *id,
    enum stored_type type, struct err *e);
void stored_end(struct stored *o);

/*
 * A file that differs between two trees: old or new is none where it is not
 * there.  path: below the folder that is compared, in a buffer that is
 * written over.  -1 ends the comparing with the error that ctx knows.
 */
typedef int trees_fn(void *ctx, const char *path, const struct objid *old,
    const struct objid *new);

struct trees_how {
	/*
	 * Whether a folder or file (its path, its name inside it) counts;
	 * NULL: all do.
	 */
	bool (*wanted)(
	    void *ctx, const char *path, const char *name, bool folder);
	trees_fn *told;
	void *ctx;
};

/*
 * Compares the regular files of two trees (none: an empty one), skipping
 * what is equal, in the order of paths as git sorts them.
 * Errors: ERR_WORLD, a tree is not there, is damaged or nested too deep;
 * what told returned.
 */
int trees_compare(struct store *s, const struct objid *old,
    const struct objid *new, const struct trees_how *how, struct err *e);

/*
 * The id of the folder at path ("" for the whole, else "a/b") in the tree of
 * a commit's tree; none where it has no such folder.
 */
int tree_folder(struct objid *out, struct store *s, const struct objid *tree,
    const char *path, struct err *e);

#endif
