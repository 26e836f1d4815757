#ifndef VIEW_TEMPLATE_VIEW_H
#define VIEW_TEMPLATE_VIEW_H

/*
 * The templates that plans can begin with, as a table and as JSON.
 */

#include "plan/template.h"
#include "view/json.h"
#include "view/table.h"

/* Name, sentence, and whether it is the school's; as table_print. */
int templates_table(struct buf *out, struct arena *a, const struct template *v,
    size_t n, int width, bool color, struct err *e);
/* A template-list: templates[{name, about, school}]. */
void templates_json(struct buf *out, const struct template *v, size_t n);

#endif
