#include "track/editions.h"

#include "text/doc.h"

void
editions_begin(
    struct editions *es, struct store *s, const struct settings *settings)
{
	*es = (struct editions){.s = s, .settings = settings};
	for (size_t i = 0; i < EDITIONS_KEPT; i++)
		arena_init(&es->v[i].arena);
}

void
editions_end(struct editions *es)
{
	for (size_t i = 0; i < EDITIONS_KEPT; i++)
		arena_free(&es->v[i].arena);
}

static int
lacking(const char *path, struct err *e)
{
	err_set(
	    e, ERR_WORLD, "this clone does not have all versions of %s", path);
	return err_hint(e, "git fetch --refetch --no-filter brings all of a "
			   "partial clone; git fsck tells what else is wrong");
}

static struct edition *
free_place(struct editions *es)
{
	struct edition *v;

	do
		v = &es->v[es->next++ % EDITIONS_KEPT];
	while (v->held);
	return v;
}

int
edition_get(struct edition **out, struct editions *es, const struct objid *id,
    const char *path, struct err *e)
{
	struct edition *v;
	struct stored raw;

	for (size_t i = 0; i < EDITIONS_KEPT; i++)
		if (es->v[i].path == path && objid_equal(&es->v[i].id, id)) {
			*out = &es->v[i];
			return 0;
		}
	if (store_read(&raw, es->s, id, STORED_BLOB, e) != 0)
		return -1;
	if (!raw.held)
		return lacking(path, e);
	*out = v = free_place(es);
	arena_reset(&v->arena);
	*v = (struct edition){
	    .id = *id, .path = path, .arena = v->arena, .len = raw.len};
	if (raw.len <= DOC_FILE_MAX)
		v->src = arena_strndup(&v->arena, raw.data, raw.len);
	stored_end(&raw);
	return 0;
}

void
edition_hold(struct edition *v)
{
	if (v)
		v->held = true;
}

void
editions_free(struct editions *es)
{
	for (size_t i = 0; i < EDITIONS_KEPT; i++)
		es->v[i].held = false;
}

static void
read_large(struct edition *v)
{
	struct err e;

	err_at(&e, v->path, 0, 0, "file-size", "it is larger than 1 MiB");
	plan_broken(&v->plan, &v->arena, v->path, &e);
}

const struct plan *
edition_plan(struct editions *es, struct edition *v)
{
	if (v->read)
		return &v->plan;
	if (v->src)
		plan_read(&v->plan, &v->arena, es->settings, DAY_NONE, v->path,
		    v->src, v->len);
	else
		read_large(v);
	v->read = true;
	v->reads = !v->plan.broken;
	return &v->plan;
}
