#ifndef TEXT_SCALAR_H
#define TEXT_SCALAR_H

/*
 * Writing one YAML scalar: plain if every YAML 1.1 and 1.2 reader would
 * read that same text back, else in single quotes, else in double quotes;
 * text of several lines as a literal block.  Source: YAML 1.1 and 1.2;
 * ilp-plan(5) WHAT AN EDIT MAY TOUCH.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "text/front.h"

/* Where the scalar will stand. */
struct scalar_place {
	bool flow;	 /* inside [] or {} */
	size_t indent;	 /* columns of the key (or dash) that holds it */
	const char *eol; /* for blocks */
};

/* True if s can stand plain. */
bool scalar_plain_ok(const char *s, bool flow);
/* The style the rule above chooses for s at that place. */
enum front_style scalar_style(const char *s, const struct scalar_place *at);
/*
 * Appends s in the style the rule chooses.  s: valid UTF-8 without control
 * characters but newline; a block is written without its last line end.
 */
void scalar_write(struct buf *out, const char *s,
    const struct scalar_place *at);
/*
 * The same where a value written as old stood: a quoting that the rule
 * would not have chosen for the old value was somebody's wish and is kept
 * where the new value allows it.
 */
void scalar_rewrite(struct buf *out, const char *s,
    const struct front_node *old, const struct scalar_place *at);

#endif
