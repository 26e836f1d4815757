#ifndef VIEW_CHANGE_TEXT_H
#define VIEW_CHANGE_TEXT_H

/*
 * Changes of plans as sentences that people read: log, diff and story say
 * them the same way.  Everything goes through view/lines.
 */

#include "plan/change.h"
#include "view/lines.h"

/*
 * One change as a line without its end: "annotate-sources: progress 2 -> 3",
 * "check-in of 2026-10-02 by Jonah Ortiz".  In l->a.
 */
const char *change_words(struct lines *l, const struct change *c);

/* A line for each change, marked "+" for what came, "-" for what went. */
void changes_lines(struct lines *l, size_t indent, const struct changes *c);

#endif
