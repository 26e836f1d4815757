#include "track/signed.h"

#include <string.h>

static bool
is_of_role(const struct plan *p, const struct entry *e, const char *role)
{
	const struct role *r;

	if (e->role)
		return strcmp(e->role, role) == 0;
	r = plan_role(p, role);
	return r && e->by && strs_find(&r->handles, e->by) >= 0;
}

const struct entry *
signoff_newest(const struct plan *p, const char *role)
{
	const struct entry *best = NULL;

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (e->section == SECTION_SIGNOFFS && !e->future &&
		    e->day != DAY_NONE && (!best || e->day >= best->day) &&
		    is_of_role(p, e, role))
			best = e;
	}
	return best;
}

bool
signoff_agrees(const struct entry *e)
{
	return !e->kind || strcmp(e->kind, "agree") == 0;
}
