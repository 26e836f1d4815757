#ifndef VIEW_GOAL_TEXT_H
#define VIEW_GOAL_TEXT_H

/* A goal as text that people read; see view/plan_text.h. */

#include "plan/field.h"
#include "plan/plan.h"
#include "view/lines.h"

/* Title, state, how far it is, its facts, words and steps. */
void goal_block(struct lines *l, const struct plan *p, const struct goal *g);
/* Its readings: in one paragraph, or a line each with who and where. */
void goal_series(struct lines *l, const struct goal *g);
void goal_readings(struct lines *l, const struct goal *g);

/* Members of a mapping that a table of keys does not know, as labels. */
void lines_extras(struct lines *l, size_t indent, const struct front_node *map,
    const struct field *(*known)(const char *));

#endif
