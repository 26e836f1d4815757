#ifndef TRACK_TWINS_H
#define TRACK_TWINS_H

/*
 * Which files of plans differ between two states of a repository, told by
 * the ids of their bytes alone, and which of them are one plan that moved.
 * For track/between.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "repo/objid.h"
#include "repo/store.h"
#include "track/caseload.h"

/* A file in two states; where it moved, the two are one. */
struct twin {
	const char *old_path, *new_path; /* NULL: it is not there */
	struct objid old, new;		 /* none: not there */
	bool on_disk;			 /* the new one is in the folder */
	size_t from; /* for the caller: which state the old one is of */
};

struct twins {
	struct twin *v;
	size_t n, cap;
};

/* The plans of a commit. */
struct listing {
	struct strs paths; /* relative to the root, in git's order */
	struct objid *ids;
	size_t cap;
	struct map at; /* path to index */
};

/* The folder of plans of a commit; none where either is. */
int plans_folder(struct objid *out, struct repo *r, struct store *s,
    const struct objid *commit, struct err *e);
/* commit none: nothing is in it.  Memory: a.  Cost: 1,000 plans 1 ms. */
int listing_read(struct listing *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *commit, struct err *e);
/* One plan of such a folder by its path; none: it is not there. */
int listing_one(struct objid *out, struct store *s, const struct objid *folder,
    const char *path, struct err *e);
/* The place of a plan of that id or path in it, or -1. */
long listing_find(const struct listing *l, const char *word);

/* The ids of files of a caseload, as git would name them. */
void
files_ids(struct objid *out, struct caseload *c, const size_t *v, size_t n);

/* What differs between the plans of two commits (none: an empty one). */
int twins_commits(struct twins *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *old, const struct objid *new,
    struct err *e);
/*
 * What differs between a commit's plans and the picked files of c; of what
 * came or went all is told, since it may have moved.  What a sparse checkout
 * leaves out is not gone.
 */
int twins_files(struct twins *out, struct arena *a, const struct listing *old,
    struct caseload *c, const struct picks *picks, struct err *e);
void twins_add(struct twins *out, struct arena *a, const struct twin *p);
/*
 * Makes one of what went and what came: a plan of the same id, else of the
 * same bytes.  Memory: a.
 */
void twins_match(struct twins *p, struct arena *a);

/* The file's id without its folder and ".md": not copied, *n bytes. */
const char *path_stem(const char *path, size_t *n);
bool same_stem(const char *x, const char *y);

#endif
