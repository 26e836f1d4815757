#ifndef TRACK_COMMONS_H
#define TRACK_COMMONS_H

/*
 * What all plans of a repository share: its shared goals and its resources.
 * Source: ilp-plan(5) SHARED GOALS AND RESOURCES.
 */

#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "plan/shared.h"
#include "track/caseload.h"

struct shareds {
	struct shared *v; /* by id, of one id by path */
	size_t n;
	struct strs ids; /* of v, in its order */
};

struct commons {
	struct shareds of[SHARED_RESOURCE + 1]; /* by enum shared_kind */
	struct diags diags; /* those of all files and of their folders */
};

/*
 * Reads all of both; a file that cannot be read is a finding.
 * Findings: those of each file, tree-skipped, file-id-twice (ids that differ
 * in case alone are one).
 * Errors: ERR_WORLD, a folder cannot be listed.  Memory: c->a.
 */
int commons_read(struct commons *out, struct caseload *c, struct err *e);

/* The first of that id, or NULL. */
const struct shared *
commons_find(const struct commons *c, enum shared_kind kind, const char *id);

/*
 * Adds a warning, support-unknown, for each shared goal that a resource names
 * and that is not there.  Memory: a.
 */
void
commons_strict(struct diags *out, struct arena *a, const struct commons *c);

#endif
