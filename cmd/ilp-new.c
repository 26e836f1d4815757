/* ilp-new - make a plan from a template, or one for each on a roster */

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/par.h"
#include "cli/assign.h"
#include "cli/report.h"
#include "cli/write.h"
#include "plan/field.h"
#include "plan/id.h"
#include "plan/template.h"
#include "track/roster.h"
#include "view/table.h"

#define ROSTER_MAX ((size_t)16 * 1024 * 1024)

struct opts {
	const char *template_name, *id, *roster;
	struct strs set, map;
	bool list;
};

static const struct opt table[] = {
    {'t', "template", "TEMPLATE", "the template to begin with (student)",
	OPT_TEXT, offsetof(struct opts, template_name)},
    {0, "group", "GROUP", "the folder below plans/ for it", OPT_TEXT, 0},
    {0, "id", "ID", "its id (default: made from the name)", OPT_TEXT,
	offsetof(struct opts, id)},
    {'s', "set", "KEY=VALUE", "a fact that it begins with; may be repeated",
	OPT_LIST, offsetof(struct opts, set)},
    {0, "roster", "FILE", "a plan for each person of this CSV file who has none",
	OPT_TEXT, offsetof(struct opts, roster)},
    {0, "map", "KEY=COLUMN", "where the roster has KEY; may be repeated",
	OPT_LIST, offsetof(struct opts, map)},
    {0, "list-templates", NULL, "list the templates there are", OPT_FLAG,
	offsetof(struct opts, list)},
    {0},
};
