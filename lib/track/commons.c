#include "track/commons.h"

#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "repo/tree.h"

static int
by_id(const void *x, const void *y)
{
	const struct shared *a = x, *b = y;
	int c = strcmp(a->id, b->id);

	return c ? c : strcmp(a->path, b->path);
}

/* The findings of files and folders, the same wherever they come from. */
static void
take(struct commons *c, struct arena *a, const struct diags *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct diag *d = &from->v[i];

		diags_add(&c->diags, a, d->severity, d->path, d->line, d->col,
		    d->code, "%s", d->text)
		    ->hint = d->hint;
	}
}

static void
read_one(struct shared *out, struct arena *a, enum shared_kind kind,
    const struct caseload *c, const char *path)
{
	const char *src;
	struct err e;
	size_t len;

	if (caseload_bytes(&src, &len, a, c, path, DOC_FILE_MAX, &e) == 0)
		shared_read(out, a, kind, path, src, len);
	else
		shared_broken(out, a, kind, path, &e);
}

/* Two files of one id: each but the first is told where that one is. */
static void
find_twice(struct commons *c, struct arena *a, const struct shareds *s)
{
	struct map seen = {NULL, 0, 0};
	size_t k;

	for (size_t i = 0; i < s->n; i++) {
		const char *low = handle_fold(a, s->v[i].id);

		if (map_add(&seen, a, low, i))
			continue;
		map_get(&seen, low, &k);
		diag_hint(diags_add(&c->diags, a, SEV_ERROR, s->v[i].path, 0, 0,
			      "file-id-twice", "%s has the same id, %s",
			      s->v[k].path, s->v[k].id),
		    a, "rename one of the two files; the id is its name");
	}
}

static int
read_kind(struct commons *out, struct caseload *c, enum shared_kind kind,
    struct err *e)
{
	struct shareds *s = &out->of[kind];
	struct tree files = {NULL, 0, 0};
	struct diags d = {NULL, 0, 0, 0};

	if (caseload_tree(&files, c, shared_dir(kind), ".md", &d, e) != 0)
		return -1;
	take(out, c->a, &d);
	s->v = arena_alloc(c->a, (files.n + 1) * sizeof *s->v);
	s->n = files.n;
	for (size_t i = 0; i < files.n; i++) {
		read_one(&s->v[i], c->a, kind, c, files.v[i].path);
		take(out, c->a, &s->v[i].diags);
	}
	qsort(s->v, s->n, sizeof *s->v, by_id);
	for (size_t i = 0; i < s->n; i++)
		strs_add(&s->ids, c->a, s->v[i].id);
	find_twice(out, c->a, s);
	return 0;
}

int
commons_read(struct commons *out, struct caseload *c, struct err *e)
{
	struct commons all = {.diags = {NULL, 0, 0, 0}};

	if (read_kind(&all, c, SHARED_GOAL, e) != 0 ||
	    read_kind(&all, c, SHARED_RESOURCE, e) != 0)
		return -1;
	diags_sort(&all.diags);
	*out = all;
	return 0;
}

const struct shared *
commons_find(const struct commons *c, enum shared_kind kind, const char *id)
{
	const struct shareds *s = &c->of[kind];
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(s->v[mid].id, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && strcmp(s->v[lo].id, id) == 0 ? &s->v[lo] : NULL;
}

/* The item of a list (or the lone scalar) with that text. */
static const struct front_node *
item_of(const struct front_node *list, const char *text)
{
	for (const struct front_node *c = list->first; c; c = c->next)
		if (c->text && strcmp(c->text, text) == 0)
			return c;
	return list;
}

static void
check_supports(struct diags *out, struct arena *a, const struct commons *c,
    const struct shared *s)
{
	for (size_t i = 0; i < s->supports.n; i++) {
		const char *id = s->supports.v[i];
		const struct front_node *n;
		size_t line, col;

		if (commons_find(c, SHARED_GOAL, id))
			continue;
		n = item_of(front_get(s->doc.root, "supports"), id);
		doc_pos(&s->doc, n->span.off, &line, &col);
		diag_hint(
		    diags_add(out, a, SEV_WARNING, s->path, line, col,
			"support-unknown", "there is no shared goal %s", id),
		    a,
		    "shared goals are the files goals/ID.md; make it, or "
		    "take the line out");
	}
}

void
commons_strict(struct diags *out, struct arena *a, const struct commons *c)
{
	const struct shareds *s = &c->of[SHARED_RESOURCE];

	for (size_t i = 0; i < s->n; i++)
		check_supports(out, a, c, &s->v[i]);
}
