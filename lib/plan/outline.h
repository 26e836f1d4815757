#ifndef PLAN_OUTLINE_H
#define PLAN_OUTLINE_H

/*
 * What of a plan's text belongs together, told from the look of its lines
 * alone, without reading YAML or Markdown.  Answers only where lines of that
 * look can mean nothing else, and says so where they might.
 * For plan/delta.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Whole lines of a text, [from, to). */
struct block {
	size_t from, to;
};

/* Where the body begins; false where no fences are. */
bool outline_body(size_t *body, const char *s, size_t len);

/* A key and what belongs to it, or a goal. */
struct member {
	size_t from, to; /* whole lines */
	const char *id;	 /* in the text */
	size_t n;	 /* its bytes */
};

struct members {
	struct member *v; /* one right behind the other */
	size_t n, cap;
	size_t from, to; /* the lines where they may be; none: 0, 0 */
};

struct front_outline {
	struct members keys;
	struct members goals;
};

/*
 * What the front matter is made of.  body: of outline_body.  False where it
 * is written in any way that leaves doubt.
 */
bool outline_front(
    struct front_outline *out, struct arena *a, const char *s, size_t body);
/*
 * The same for a text s that is like another, t, whose outline is known, but
 * for the lines in place, in t those in there.  False, nothing told, where
 * more than what belongs to one goal differs.  Cost: those lines.
 */
bool outline_alike(struct front_outline *out, struct arena *a,
    const struct front_outline *other, const char *s, const struct block *place,
    const char *t, const struct block *there);
/*
 * The keys of a goal; false likewise, or where it has none.
 */
bool outline_goal(struct members *out, struct arena *a, const char *s,
    const struct member *goal);
/* The member of that id, or NULL. */
const struct member *
members_find(const struct members *m, const char *id, size_t n);

/* A heading of level 1-3 at the start of its line, or none (0). */
int heading_level(const char *s, size_t len, size_t off);
/* The first word of a heading without its colon; *n: 0 if there is none. */
const char *heading_word(const char *s, size_t len, size_t off, size_t *n);

/* What of a body is around a place. */
struct around {
	/*
	 * The line of the heading (level 1 or 2) that the place is below;
	 * empty: none.
	 */
	struct block section;
	/*
	 * The nearest heading above it where that is of level 3 and in a
	 * section of level 2, else where the section begins.
	 */
	size_t from;
	bool small; /* from is such a heading of level 3 */
	bool cut;   /* a heading of level 1 or 2 is in the place itself */
};

/*
 * Looks at the lines of the body from its begin to the end of the place.
 * False where one could change how those behind it are read: a fence, HTML
 * (but for comments above the place), an underline.
 */
bool outline_around(struct around *out, const char *s, size_t len, size_t body,
    const struct block *place);
/*
 * Where the first heading of that level or a higher one (1 is the highest)
 * behind `from` begins, or len; false as of outline_around.
 */
bool
outline_end(size_t *out, const char *s, size_t len, size_t from, int level);

#endif
