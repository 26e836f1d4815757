#ifndef TRACK_UNDO_COMMIT_H
#define TRACK_UNDO_COMMIT_H

/* What all files of a commit become when it is taken back. */

#include "track/caseload.h"
#include "track/mine.h"
#include "track/undo.h"

struct undone {
	struct undo_file *v; /* to be written */
	size_t n;
	struct err *bad; /* of files that cannot be; then v is of no use */
	size_t nbad, bad_cap;
};

/*
 * Looks at each file that the commit m changed: where it is now (a plan that
 * was moved is followed, its own files too), and what it becomes (undo_file).
 * plan: only that plan and its files; NULL: all, but for the plans whose
 * part was taken back already.  A shared goal or resource that a plan names
 * stays.  Memory: c->a.
 * Errors: ERR_WORLD; what is wrong with one file goes to bad.
 */
int undo_commit(struct undone *out, struct caseload *c, const struct mine *m,
    const char *plan, struct err *e);

#endif
