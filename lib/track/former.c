#include "track/former.h"

#include <string.h>

#include "plan/id.h"

/* One commit that added plans. */
struct search {
	struct arena *a;
	const struct history *h;
	const struct past_change *from, *to; /* its changes */
	struct map *ids;
	struct formers *out;
	bool more;
};

static bool
is_added(const struct past_change *c)
{
	return c->parent == 0 && objid_none(&c->old) && !objid_none(&c->new);
}

static bool
came_as(const struct search *s, const struct objid *blob)
{
	for (const struct past_change *c = s->from; c < s->to; c++)
		if (is_added(c) && objid_equal(&c->new, blob))
			return true;
	return false;
}

static int
told(void *ctx, const char *path, const struct objid *old,
    const struct objid *new)
{
	struct search *s = ctx;
	const char *id;

	if (!objid_none(new) || !came_as(s, old))
		return 0;
	id = id_of_path(s->a, path);
	if (!map_add(s->ids, s->a, id, 0))
		return 0;
	s->out->v = arena_grow(
	    s->a, s->out->v, &s->out->cap, s->out->n + 1, sizeof *s->out->v);
	s->out->v[s->out->n++] =
	    (struct former){id, s->h->commits[s->from->commit].id};
	s->more = true;
	return 0;
}

static bool
wanted(void *ctx, const char *path, const char *name, bool folder)
{
	(void)ctx;
	(void)path;
	return folder || (strlen(name) > 3 &&
			     strcmp(name + strlen(name) - 3, ".md") == 0);
}

/* One that only adds: where an id stays, the place it went from is known. */
static bool
may_rename(const struct search *s)
{
	bool added = false;

	for (const struct past_change *c = s->from; c < s->to; c++) {
		added = added || is_added(c);
		if (c->parent > 0)
			return false;
	}
	return added;
}

int
former_ids(struct formers *out, bool *more, struct map *ids, struct arena *a,
    struct repo *r, struct store *s, const struct history *h,
    const char *folder, struct err *e)
{
	struct search f = {.a = a, .h = h, .ids = ids, .out = out};
	const struct trees_how how = {wanted, told, &f};
	const struct past_change *end = h->changes + h->nchanges;

	for (f.from = h->changes; f.from < end; f.from = f.to) {
		for (f.to = f.from;
		     f.to < end && f.to->commit == f.from->commit; f.to++)
			;
		if (may_rename(&f) &&
		    commit_compare(r, s, &h->commits[f.from->commit].id, folder,
			&how, e) != 0)
			return -1;
	}
	*more = f.more;
	return 0;
}
