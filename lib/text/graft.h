#ifndef TEXT_GRAFT_H
#define TEXT_GRAFT_H

/*
 * Trees of YAML that come from another file, or from none: written into a
 * file in block style, two blanks a level, whatever their style was.  Of a
 * node only kind, key, text and children are looked at.
 */

#include <stdbool.h>

#include "text/edit.h"

enum front_air {
	FRONT_AIR_BEFORE = 1, /* a blank line before a member that is made */
	FRONT_AIR_INSIDE = 2, /* one before each member of the tree */
};

/*
 * Gives the member of map with tree's key the value of tree; what it held is
 * replaced, and with a list or mapping a comment behind that goes too.  A
 * missing one is made behind `after`, a member of map (NULL: at the end).  map:
 * the block mapping at the root of the file (one in braces stays as it is,
 * which reading the result shows). air: of enum front_air.  Several may go
 * together: first those that are there, in any order, then the missing ones.
 */
void front_graft(struct text_edit *t, const struct front_node *map,
    const struct front_node *after, const struct front_node *tree,
    unsigned air);

/* Whether two trees say the same, in the same order. */
bool front_equal(const struct front_node *x, const struct front_node *y);

#endif
