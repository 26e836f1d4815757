#include "track/oldplan.h"

#include <string.h>

#include "repo/blobs.h"
#include "track/trend.h"

bool
event_version(struct past_version *out, struct arena *a,
    const struct timeline *t, const struct event *e, bool before)
{
	const struct history *h = &t->history;
	size_t commit = (size_t)(e->commit - h->commits);
	const char *from = before ? moved_from(e) : NULL;

	for (size_t i = 0; i < h->nchanges; i++) {
		const struct past_change *c = &h->changes[i];
		const struct objid *id = before ? &c->old : &c->new;
		char text[OBJID_TEXT];

		if (c->commit != commit || c->parent > 0 ||
		    strcmp(h->paths.v[c->path], from ? from : e->path) != 0)
			continue;
		objid_text(text, id);
		*out = (struct past_version){
		    .id = arena_strdup(a, text), .path = from ? from : e->path};
		return !objid_none(id);
	}
	return false;
}

static const struct plan *
read_whole(
    struct arena *a, struct caseload *c, const char *path, const struct blob *b)
{
	struct plan *p = arena_new(a, struct plan);

	plan_read(p, a, &c->settings, c->today, path, b->data, b->len);
	return p->broken ? NULL : p;
}

int
versions_read(struct past_version *v, size_t n, struct arena *a,
    struct caseload *c, struct err *e)
{
	struct blob *b = arena_alloc(a, (n + 1) * sizeof *b);

	if (!c->repo.has_git || n == 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		b[i].id = v[i].id;
		if (!v[i].id)
			b[i].path =
			    arena_printf(a, "%s%s", c->repo.prefix, v[i].path);
	}
	if (blobs_read(b, n, &c->repo, a, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		v[i].there = !b[i].missing;
		if (v[i].there)
			v[i].plan = read_whole(a, c, v[i].path, &b[i]);
	}
	return 0;
}
