#ifndef PLAN_ENTRY_H
#define PLAN_ENTRY_H

/*
 * A dated entry of the body: check-in, reflection, evidence, review,
 * sign-off, support or note.  Source: ilp-plan(5) ENTRIES.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "plan/section.h"
#include "plan/settings.h"

/* One key=value of the heading, in the order written. */
struct attr {
	const char *key;
	const char *value; /* quotes and escapes resolved */
	size_t off;	   /* of its key, in the file */
};

/* ID or ID:VALUE of goal=, standard= and result=. */
struct tagged {
	const char *id;
	const char *value; /* NULL: none */
};

struct tagged_list {
	struct tagged *v;
	size_t n;
};

struct entry {
	enum section_kind section;
	size_t part;	  /* index of its level-3 part in the plan */
	const char *date; /* ISO */
	int day;
	const char *by; /* handle, or a name as written; NULL: nobody */
	struct attr *attrs;
	size_t nattrs;
	struct span braces; /* "{...}" with its braces, or zero bytes */
	struct strs with;
	struct tagged_list goals, standards, results;
	const char *role, *next, *kind, *of, *link, *file, *medium, *minutes,
	    *prompt, *support;
	const char *audience_word; /* as written, NULL: the section's */
	enum audience audience;	   /* that counts; staff where bad */
	bool bad;		   /* its heading has an error */
	bool future;		   /* dated after today: does not count */
	size_t line;
	struct span head;    /* the heading's whole line(s) */
	struct span content; /* to the next heading that ends it */
};

/* Value of an attribute, or NULL. */
const char *entry_attr(const struct entry *e, const char *key);
/* True if the entry names the goal, as its subject or with a result. */
bool entry_names(const struct entry *e, const char *goal);
/*
 * A check-in that was held; one that only gives the reason of a revision
 * (kind=revision) stands beside them and is none.
 */
bool entry_is_checkin(const struct entry *e);
/* True for the keys that struct entry has a field for. */
bool entry_key_known(const char *key);

/*
 * Read an entry's heading into out, whose head and line are set.
 * src: the whole file; inner: the heading's bytes without its #s, which
 * begin with ten bytes that look like a date.
 * Returns 0; findings go to d, and out->bad is set by an error.
 */
int entry_read(struct entry *out, struct arena *a, const char *path,
    const char *src, struct span inner, struct diags *d);

/* Appends "{key=value ...}" of attributes, quoted where needed. */
struct buf;
void attrs_write(struct buf *out, const struct attr *v, size_t n);

#endif
