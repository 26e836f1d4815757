#ifndef TRACK_FINDER_H
#define TRACK_FINDER_H

/* Who looks through a plan for what to warn of, and notes it down. */

#include "base/diag.h"
#include "plan/plan.h"

struct finder {
	struct diags *out;
	struct arena *a; /* of out */
	const struct plan *p;
	size_t near; /* a byte whose line and column are known */
	size_t line, col;
};

/* Findings of one kind in one plan: who has so many has seen enough. */
#define FINDER_MAX 50

/* p is not broken. */
void finder_init(
    struct finder *f, struct diags *out, struct arena *a, const struct plan *p);

/*
 * Line and column of a byte of the plan.  Cost: the bytes since the last one
 * asked for; so ask in the order of the file.
 */
void finder_pos(struct finder *f, size_t off, size_t *line, size_t *col);

/* A warning there; give it a hint before the next one. */
struct diag *
finder_warn(struct finder *f, size_t off, const char *code, const char *text);

/* Which of some names a word comes nearest to. */
struct nearest {
	const char *word;
	const char *name; /* NULL: none is near */
	size_t far;
};

void nearest_try(struct nearest *n, const char *name);
/* "did you mean NAME?", where none is near the other sentence. */
void finder_hint(struct finder *f, struct diag *d, const struct nearest *n,
    const char *otherwise);

#endif
