#ifndef REPO_FILESET_H
#define REPO_FILESET_H

/* The files of one write: all staged, then all swapped, or all undone. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "repo/commit.h"

/* From how many files on one syncfs is cheaper than an fsync for each. */
#define FILESET_MANY 9

struct fileset {
	const struct folder *root;
	const struct repo_file *v;
	size_t n;
	struct file_stage *stage; /* of each; unused where nothing changes */
	bool *swapped;
};

/* Are the new bytes other than the old ones, or is the file removed? */
bool repo_file_differs(const struct repo_file *f);

/* Writes the new bytes beside their targets, on disk.  Arrays live in a. */
int fileset_stage(struct fileset *s, struct arena *a, const struct folder *root,
    const struct repo_file *v, size_t n, struct err *e);
/* 0 if every file still is as it was read, else ERR_CHANGED. */
int fileset_check(const struct fileset *s, struct err *e);
/* ERR_CHANGED too if a file to be removed is not as it was read. */
int fileset_swap(struct fileset *s, struct err *e);
/* After the swap: the new names are on disk too. */
int fileset_sync(const struct fileset *s, struct err *e);
/*
 * Puts the old bytes back where a file still holds ours or is gone as we
 * removed it, removes new files,
 * folders and what is staged.  Where that fails e's hint says so.
 */
void fileset_undo(struct fileset *s, struct err *e);
/*
 * At the end: removes the folders above path (of a file that was removed)
 * that are empty now, but not the topmost one, plans/ or goals/.
 */
void fileset_tidy(const struct folder *root, const char *path);

#endif
