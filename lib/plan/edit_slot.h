#ifndef PLAN_EDIT_SLOT_H
#define PLAN_EDIT_SLOT_H

/*
 * The member of the front matter that KEY=VALUE speaks of: where it stands,
 * or would stand, and how it is written there.
 */

#include "plan/edit.h"
#include "plan/field.h"
#include "text/edit.h"

/* One member of a mapping that an assignment speaks of. */
struct slot {
	const struct front_node *map;	/* NULL: not there yet */
	const char *holder;		/* key under which a missing map goes */
	const struct front_node *outer; /* where that key goes */
	const char *key;
	const struct field *v; /* the table of map's keys; order of writing */
	size_t nv;
	bool list;
	bool own; /* a key of the school's own: += begins a list there */
	const struct front_node *node; /* the member itself, or NULL */
};

/*
 * Fills the slot of KEY or KEY.SUB in map, whose keys are those of the table.
 * Errors: ERR_USAGE for a key that is none, or that needs a dot.
 */
int slot_find(struct slot *s, struct arena *a, const struct front_node *map,
    const struct field *v, size_t nv, const char *key, struct err *e);
/* The member of levels, team or an own mapping; 1 and +1 are one level. */
const struct front_node *
slot_member(const struct front_node *map, const char *top, const char *sub);

/*
 * Adds the splices of one assignment; *same if nothing has to change.
 * Errors: ERR_USAGE for += and -= where no list can be.
 */
int slot_write(struct text_edit *t, const struct slot *s,
    const struct assign *v, bool *same, struct err *e);
/*
 * The sibling behind which a new key goes: the last one that the table has
 * before it; NULL: at the end.
 */
const struct front_node *slot_after(const struct slot *s);
/*
 * Whether a value of that key may be written at all: UTF-8, and no control
 * character but the newline.  ERR_INPUT.
 */
int value_clean(const char *key, const char *value, struct err *e);
/*
 * Whether the value may stand at that key of a goal that has the scale (NULL:
 * none), before anything is made of it.  Errors: ERR_INPUT.
 */
int goal_value_check(
    struct edit *ed, const char *scale, const struct assign *v, struct err *e);
/* "status: active" says no more than no status at all. */
bool slot_default(const struct slot *s, const struct assign *v);

#endif
