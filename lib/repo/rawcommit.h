#ifndef REPO_RAWCOMMIT_H
#define REPO_RAWCOMMIT_H

/* A commit as git stores it, read without copying. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "repo/objid.h"

/* The lines of its head; texts point into it. */
struct rawcommit {
	struct objid tree;
	const char *parents; /* its first "parent " line */
	uint32_t nparents;
	const char *author, *committer; /* behind the word; to their LF */
	const char *message, *end;
};

/* p: len bytes and a NUL behind them.  Errors: ERR_WORLD, it is damaged. */
int
rawcommit_read(struct rawcommit *out, const char *p, size_t len, struct err *e);
/* Parent i of nparents; ERR_WORLD likewise. */
int rawcommit_parent(
    struct objid *out, const struct rawcommit *c, uint32_t i, struct err *e);

/* "Name <mail> 1790000000 +0200" */
struct signline {
	const char *name, *email; /* not NUL-terminated */
	size_t name_len, email_len;
	int64_t time; /* seconds since 1970 */
	int offset;   /* minutes east of UTC */
};

void signline_read(struct signline *out, const char *p);

/*
 * A text of a commit in UTF-8: where it is none, its bytes are taken for
 * Latin-1, as git does.  In a.
 */
const char *rawcommit_text(struct arena *a, const char *s, size_t n);

#endif
