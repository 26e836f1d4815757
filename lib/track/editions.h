#ifndef TRACK_EDITIONS_H
#define TRACK_EDITIONS_H

/*
 * The last few editions of a plan that were asked for, read from what git
 * has stored: for going through a plan's history one after another.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plan/plan.h"
#include "repo/store.h"

#define EDITIONS_KEPT 4 /* two would do but for merges */

struct edition {
	struct objid id;
	const char *path; /* NULL: nothing here */
	struct arena arena;
	const char *src; /* NULL: too large */
	size_t len;
	bool reads; /* known to read, by itself or by its neighbour */
	bool held;  /* not to be forgotten */
	bool read;  /* plan is it, read whole */
	struct plan plan;
};

struct editions {
	struct store *s;
	const struct settings *settings;
	struct edition v[EDITIONS_KEPT];
	size_t next;
};

void editions_begin(
    struct editions *es, struct store *s, const struct settings *settings);
void editions_end(struct editions *es);

/*
 * The bytes of one edition; path is compared as a pointer.  *out is good
 * until others were asked for, and while it is held.
 * Errors: ERR_WORLD, also where the clone does not have it.
 */
int edition_get(struct edition **out, struct editions *es,
    const struct objid *id, const char *path, struct err *e);
/* Keeps it (NULL: none) until editions_free; at most two. */
void edition_hold(struct edition *v);
void editions_free(struct editions *es);
/* The plan, read whole; broken where it does not read. */
const struct plan *edition_plan(struct editions *es, struct edition *v);

#endif
