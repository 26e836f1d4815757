#include "track/current.h"

#include <string.h>

/* Whether file k may say that its plan follows id; scratch is reset. */
static bool
may_follow(struct caseload *c, size_t k, const char *id, struct arena *scratch)
{
	struct err none;
	char *src;
	size_t len;
	bool found;

	found = file_read(&src, &len, scratch, &c->repo.folder,
		    c->files.v[k].path, DOC_FILE_MAX, &none) == 0 &&
		memmem(src, len, "follows", strlen("follows")) &&
		memmem(src, len, id, strlen(id));
	arena_reset(scratch);
	return found;
}

int
current_alone(bool *out, struct caseload *c, size_t i, struct err *e)
{
	const struct plan *p;
	struct arena scratch;
	bool current;

	if (caseload_list(c, e) != 0)
		return -1;
	p = caseload_plan(c, i);
	current = plan_current(p, &c->settings, c->today);
	arena_init(&scratch);
	for (size_t k = 0; k < c->files.n && current; k++)
		if (k != i && may_follow(c, k, p->id, &scratch))
			current =
			    !str_eq(caseload_plan(c, k)->follows, p->id) ||
			    !plan_takes_over(
				caseload_plan(c, k), p, &c->settings);
	arena_free(&scratch);
	*out = current;
	return 0;
}
