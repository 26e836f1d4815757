#ifndef TEXT_PLACE_H
#define TEXT_PLACE_H

/*
 * Where the nodes of a YAML tree stand in the bytes, as an edit needs to
 * know it: columns, dashes, lines, the indentation that the file uses, and
 * what would be swallowed by a block scalar.  Changes nothing.
 */

#include <stdbool.h>
#include <stddef.h>

#include "text/doc.h"

/* Start of the line that holds off, behind a BOM. */
size_t place_line(const struct doc *d, size_t off);
/* Column of off on its line, from 0. */
size_t place_column(const struct doc *d, size_t off);
/* True if only blanks stand before off on its line. */
bool place_own_line(const struct doc *d, size_t off);
/* True for a line of nothing but blanks. */
bool place_blank_line(const struct doc *d, size_t off);

/* True if the node stands inside [] or {}. */
bool place_in_flow(const struct front_node *n);
struct front_node *place_prev(const struct front_node *n);
/* Where a member or an item begins: its key, its dash, or itself in []. */
size_t place_start(const struct doc *d, const struct front_node *n);
/* Right after its colon or dash, where an empty value stands. */
size_t place_value(const struct doc *d, const struct front_node *n);
/* Column of the key or dash that holds the node. */
size_t place_holder(const struct doc *d, const struct front_node *n);

/*
 * How many columns a block mapping or list stands deeper than its key: as
 * the neighbours in map do, else as elsewhere in the file, else 2.  A list
 * may stand no deeper (0).
 */
size_t place_step(
    const struct doc *d, const struct front_node *map, enum front_kind kind);

/* Where the | or > and its signs end. */
size_t place_block_head(const struct doc *d, const struct front_node *n);
/* True if n ends in a block scalar to which blank lines behind it belong. */
bool place_keeps_blanks(const struct doc *d, const struct front_node *n);
/*
 * True if a block scalar of a holder in column col may end before the line
 * at off: what follows must not be a comment that stands deeper, and the
 * file must have a line end there.
 */
bool place_block_ok(const struct doc *d, size_t off, size_t col);

#endif
