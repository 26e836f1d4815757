#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

/*
 * Edits of the YAML tree as splices over its bytes, in the style of the
 * neighbours: indent, quotes, flow or block, line ending.  Each function
 * adds splices for exactly what was asked; comments, blank lines, order and
 * all other bytes stay.  The trees are not changed: read the new bytes.
 *
 * All edits of one batch stand on the tree that was read.  Several may go
 * together as long as none needs what another one makes or takes: add to an
 * inner mapping before its outer one where both end at one place, and take
 * the first and the second of [] or {} in two batches.  A batch in which
 * two touch the same bytes is refused by splices_apply.
 *
 * Not done, and to be caught by reading the result: a comment that stands
 * deeper than a block scalar and follows it once what was between is
 * dropped becomes part of it.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "text/doc.h"
#include "text/splice.h"

struct text_edit {
	const struct doc *doc;
	struct arena *a;
	struct splices *s;
};

/* One member to write: a text, or a list; both NULL: the key alone. */
struct front_pair {
	const char *key;
	const char *value;
	const struct strs *list;
};

/*
 * Replaces the value of a node (a scalar, or anything by a scalar).  The
 * text a scalar already has changes nothing.  The root stays.
 */
void front_replace(
    struct text_edit *t, const struct front_node *node, const char *value);
/*
 * Adds a member at the end of a mapping.  map may be an empty value, which
 * becomes a block mapping one level deeper, or NULL for the root of an empty
 * part.  The root: before the closing fence, after the last member and
 * before blank lines and comments behind it.  Anything else: does nothing.
 */
void front_add(struct text_edit *t, const struct front_node *map,
    const struct front_pair *pair);
/*
 * The same, right behind a sibling member (behind its trailing comment);
 * after NULL: at the end.
 */
void front_add_after(struct text_edit *t, const struct front_node *map,
    const struct front_node *after, const struct front_pair *pair);
/*
 * Adds a member that is itself a mapping of pairs, after a blank line if
 * blank_before (and the mapping is in block style).
 */
void front_add_map(struct text_edit *t, const struct front_node *map,
    const char *key, const struct front_pair *pairs, size_t n,
    bool blank_before);
/*
 * Adds an item at the end of a list.  node may be a scalar (a list of one,
 * which becomes a list of two) or an empty value.
 */
void front_add_item(
    struct text_edit *t, const struct front_node *node, const char *value);
/* The same, of an item that is a mapping; used by profile items. */
void front_add_item_map(struct text_edit *t, const struct front_node *node,
    const struct front_pair *pairs, size_t n);
/*
 * Removes a member or an item with its lines (its trailing comment goes
 * along); the last item of a list or the last member of a nested mapping
 * takes the holder's key with it, at every level where nothing is left.
 * The root's members: the mapping may become empty.  A blank line before it
 * goes too where the one behind it, or the end of all its siblings, goes on
 * separating: adding and dropping gives the old bytes.
 */
void front_drop(struct text_edit *t, const struct front_node *node);
/*
 * The same, but the key of `keep`, a mapping around the node, stays also
 * where nothing is left in it.
 */
void front_drop_below(struct text_edit *t, const struct front_node *node,
    const struct front_node *keep);

#endif
