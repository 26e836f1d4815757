#ifndef TEXT_FRONT_H
#define TEXT_FRONT_H

/*
 * The YAML of front matter and settings as a tree whose every node keeps its
 * span in the bytes, built from libyaml's events (the only include of
 * yaml.h is in front.c).  Every scalar is text; nothing is typed here.
 * Refused, each with line and column: anchors, aliases, tags, directives, a
 * second document, duplicate keys, control characters and the Unicode line
 * separators, and what is deeper, longer or larger than the limits.  Keys
 * are written as `key:` on one line: no `? key`, no `[key: value]`, no
 * `{key}`, no empty key.  A leading `---` is read over.
 * Not an emitter: text/edit.h writes.  Source: ilp-plan(5) HOW THE YAML IS
 * READ.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define FRONT_DEPTH_MAX 16
#define FRONT_KEY_MAX	256 /* bytes */

enum front_kind {
	FRONT_SCALAR,
	FRONT_MAP,
	FRONT_LIST,
};

enum front_style {
	FRONT_PLAIN,
	FRONT_SINGLE,
	FRONT_DOUBLE,
	FRONT_LITERAL,
	FRONT_FOLDED,
};

struct front_node {
	enum front_kind kind;
	enum front_style style; /* of a scalar */
	bool flow;		/* a collection in [] or {} */
	const char *key;	/* of a member of a mapping, else NULL */
	struct span key_span;	/* with its quotes */
	/*
	 * The value's own bytes: quotes or brackets included, no comment, no
	 * trailing blanks.  An empty value: zero bytes right after the colon
	 * (or dash).  A block collection: from its first key or dash to the
	 * end of its last scalar.  A block scalar: from its | or > to the end
	 * of its last line, before the line end (with + also the blank lines
	 * that belong to it).
	 */
	struct span span;
	const char *text; /* scalar: its value, "" when empty; else NULL */
	struct front_node *parent, *first, *last, *next;
	size_t n; /* children */
};

/*
 * Parse the YAML in part of src (len bytes in all; positions in findings are
 * those of the whole file).  *out NULL for an empty part.
 * Returns 0, or -1 with one error added to d.  Codes: yaml-syntax, -tab,
 * -alias, -anchor, -tag, -directive, -second-document, -duplicate-key,
 * -control, -depth, -key-length, -key, -utf8.  Memory: a; texts and keys are
 * copies.  Cost: one pass.
 */
int front_parse(struct front_node **out, struct arena *a, const char *path,
    const char *src, size_t len, struct span part, struct diags *d);

/* Member of a mapping (NULL map or other kind: NULL). */
struct front_node *front_get(const struct front_node *map, const char *key);
/* Text of a scalar member; NULL when absent, empty or no scalar. */
const char *front_text(const struct front_node *map, const char *key);

#endif
