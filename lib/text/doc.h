#ifndef TEXT_DOC_H
#define TEXT_DOC_H

/*
 * A file with front matter: where the YAML is, where the body is, and both
 * read.  Knows nothing of plans.  Source: ilp-plan(5).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "text/front.h"
#include "text/md.h"

#define DOC_FILE_MAX  ((size_t)1024 * 1024)
#define DOC_FRONT_MAX ((size_t)64 * 1024)

struct doc {
	const char *path; /* for messages */
	const char *src;  /* len bytes; outlives the doc, which points in */
	size_t len;
	bool bom;
	const char *eol;	 /* "\n" or "\r\n": that of the first line */
	struct span front;	 /* the YAML, between the fences' lines */
	size_t close;		 /* offset of the closing fence's line */
	size_t body;		 /* offset of the first byte after that line */
	struct front_node *root; /* a mapping; NULL when the YAML is empty */
	struct md md;
};

/*
 * Find the fences, check bytes and limits, read both parts.
 * Returns 0, or -1 with at least one error in d: no front matter, a mapping
 * that is none, conflict markers, bytes that are no UTF-8, a limit.
 */
int doc_read(struct doc *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d);

/* Line and column of an offset. */
void doc_pos(const struct doc *d, size_t off, size_t *line, size_t *col);

#endif
