#ifndef PLAN_SHARED_H
#define PLAN_SHARED_H

/*
 * A shared goal (goals/ID.md) or a shared resource (resources/ID.md): front
 * matter by a table, then Markdown, which nobody but people reads.  Keys that
 * the table lacks are kept.  Reading never fails as a whole: what is wrong
 * stands in `diags`.  Source: ilp-plan(5) SHARED GOALS AND RESOURCES.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "plan/edit.h"
#include "plan/field.h"
#include "text/doc.h"

enum shared_kind {
	SHARED_GOAL,
	SHARED_RESOURCE,
};

/* Texts are as written, NULL where absent; dates have been checked. */
struct shared {
	enum shared_kind kind;
	const char *path; /* relative to the repository */
	const char *id;	  /* the file's stem */
	struct doc doc;
	const char *format_word, *title;
	/* of a goal */
	const char *year, *area, *measure, *target, *due;
	struct strs owner;
	/* of a resource */
	const char *link, *medium, *by, *date;
	struct strs tags, supports; /* supports: ids of shared goals */
	struct diags diags;
	bool broken; /* could not be read; only kind, path, id, diags */
};

/* "shared goal", "resource". */
const char *shared_word(enum shared_kind k);
/* "goals", "resources". */
const char *shared_dir(enum shared_kind k);
/* The field of a key, NULL: none of the table. */
const struct field *shared_goal_field(const char *key);
const struct field *shared_resource_field(const char *key);

/*
 * Read one.  src: len bytes, outlives *out, which points into it.
 * Findings: those of doc_read, plan-format, plan-newer, title-missing,
 * file-id, date, shape; resource-link, a warning.  Memory: a.
 */
void shared_read(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const char *src, size_t len);
/* One that could not even be loaded: broken, with that error. */
void shared_broken(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const struct err *e);

/* True for an address with its scheme and without blanks. */
bool link_whole(const char *link);

/*
 * The bytes of a new one: the title, the values (only ASSIGN_SET; a list's
 * key repeated adds), a heading, and a comment that asks for words.  The text
 * is read again: it must say just this.
 * Errors: ERR_USAGE, no such key; ERR_INPUT, a value that breaks its shape.
 */
int shared_make(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const char *title, const struct assign *v, size_t n,
    struct err *e);

#endif
