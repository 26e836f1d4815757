#ifndef VIEW_FORM_VIEW_H
#define VIEW_FORM_VIEW_H

/* The forms of goals, for a person and for programs; see plan/form.h. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "plan/form.h"

/*
 * The form f, or all of them where it is NULL: a line about each, then its
 * parts with the option and the question of each.
 * width: columns of the terminal, 0: a pipe, where each part is one line.
 */
void forms_text(struct buf *out, struct arena *a, const struct form *f,
    int width, bool color);
/*
 * {"type": "goal-forms", forms[{name, about, parts[{part, key, option, list,
 * needed, question}]}]}; the key is null for an action step.
 */
void forms_json(struct buf *out, const struct form *f);

#endif
