#ifndef TEXT_SCALAR_H
#define TEXT_SCALAR_H

/*
 * Writing one YAML scalar: plain if every YAML 1.1 and 1.2 reader would
 * read that same text back, else in single quotes, else in double quotes;
 * text of several lines as a literal block.  Plain are also numbers and
 * dates whose one canonical form is the text itself (4, -2, 3.4,
 * 2026-12-18; not 012, 1.10, 1e3).  Source: YAML 1.1 and 1.2;
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
	size_t step;	 /* columns a block stands deeper, 1-9; 0: 2 */
};

/* True if s can stand plain. */
bool scalar_plain_ok(const char *s, bool flow);
/* The style the rule above chooses for s at that place. */
enum front_style scalar_style(const char *s, const struct scalar_place *at);
/*
 * Appends s in the style the rule chooses.  s: valid UTF-8 without control
 * characters but newline; a block is written without its last line end.
 * Text that ends in several newlines is never a block: how many belong to
 * it would depend on the blank lines that follow.
 */
void
scalar_write(struct buf *out, const char *s, const struct scalar_place *at);
/* True if old is quoted or a block though the rule would not have it so. */
bool scalar_wish(const struct front_node *old, const struct scalar_place *at);
/*
 * The same as scalar_write where a value written as old stood: a quoting that
 * the rule would not have chosen for the old value was somebody's wish and is
 * kept where the new value allows it.
 */
void scalar_rewrite(struct buf *out, const char *s,
    const struct front_node *old, const struct scalar_place *at);

#endif
