#include "track/check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "repo/tree.h"
#include "text/doc.h"
#include "track/slips.h"
#include "track/strict.h"

/* A name and the plan it belongs to. */
struct named {
	const char *name;
	const struct plan *plan;
};

/* What every function below works on. */
struct checker {
	struct diags *out;
	struct caseload *c;
	struct arena *a;
	struct strict_world world;
	struct named *ids; /* of all plans, sorted */
	bool strict;
};

static void
move_all(struct checker *k, const struct diags *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct diag *d = &from->v[i];
		struct diag *to = diags_add(k->out, k->a, d->severity, d->path,
		    d->line, d->col, d->code, "%s", d->text);

		to->hint = d->hint;
	}
}

static void
add_at(struct checker *k, const struct plan *p, const struct front_node *node,
    const char *code, const char *hint, const char *text)
{
	size_t line = 0, col = 0;

	if (node)
		doc_pos(&p->doc, node->span.off, &line, &col);
	diag_hint(diags_add(k->out, k->a, SEV_ERROR, p->path, line, col, code,
		      "%s", text),
	    k->a, "%s", hint);
}

/* ---- what must be there only once ---- */

static int
by_id(const void *x, const void *y)
{
	const struct named *a = x, *b = y;

	return strcmp(a->name, b->name);
}

static int
by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = strcmp(a->name, b->name);

	return c ? c : strcmp(a->plan->path, b->plan->path);
}

/* Each plan whose name another one has is told where that other one is. */
static void
find_twice(struct checker *k, struct named *v, size_t n,
    void (*told)(struct checker *, const struct plan *, const struct plan *))
{
	if (n > 1)
		qsort(v, n, sizeof *v, by_name);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(v[i].name, v[i - 1].name) == 0)
			told(k, v[i].plan, v[i - 1].plan);
		else if (i + 1 < n && strcmp(v[i].name, v[i + 1].name) == 0)
			told(k, v[i].plan, v[i + 1].plan);
	}
}

static void
id_twice(struct checker *k, const struct plan *p, const struct plan *other)
{
	add_at(k, p, NULL, "plan-id-twice",
	    "rename one of the two files; the id is the file's name",
	    arena_printf(
		k->a, "%s has the same id, %s", other->path, other->id));
}

static void
person_twice(struct checker *k, const struct plan *p, const struct plan *other)
{
	add_at(k, p, front_get(p->doc.root, "person"), "person-twice",
	    "one person has one current plan: end the older one, or let the "
	    "newer one say follows:",
	    arena_printf(k->a, "%s is a current plan of the same person, %s",
		other->path, other->person));
}

static const char *
folded(struct arena *a, const char *id)
{
	char *s = arena_strdup(a, id);

	for (char *p = s; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return s;
}

static int
check_names(struct checker *k, struct err *e)
{
	struct caseload *c = k->c;
	struct named *v = arena_alloc(k->a, (c->files.n + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < c->files.n; i++)
		v[i] =
		    (struct named){folded(k->a, c->plans[i]->id), c->plans[i]};
	find_twice(k, v, c->files.n, id_twice);
	for (size_t i = 0; i < c->files.n; i++) {
		bool current;

		if (caseload_current(c, i, &current, e) != 0)
			return -1;
		if (current && c->plans[i]->person)
			v[n++] =
			    (struct named){c->plans[i]->person, c->plans[i]};
	}
	find_twice(k, v, n, person_twice);
	return 0;
}

/* ---- folders ---- */

static void
check_groups(struct checker *k)
{
	struct strs seen = {NULL, 0, 0};

	for (size_t i = 0; i < k->c->files.n; i++) {
		const char *group = path_group(k->a, k->c->files.v[i].path);

		if (!*group || group_valid(group) ||
		    strs_find(&seen, group) >= 0)
			continue;
		strs_add(&seen, k->a, group);
		diag_hint(
		    diags_add(k->out, k->a, SEV_WARNING,
			arena_printf(k->a, "plans/%s", group), 0, 0,
			"group-name",
			"the folder's name cannot be written as @%s", group),
		    k->a,
		    "rename it: letters, digits, dots, dashes and "
		    "underscores");
	}
}

/* ---- shared goals and resources ---- */

static void
check_doc(struct checker *k, const char *path, const char *what)
{
	struct diags d = {NULL, 0, 0, 0};
	struct doc doc;
	struct err e;
	char *src;
	size_t len;

	if (file_read(&src, &len, k->a, &k->c->repo.folder, path, DOC_FILE_MAX,
		&e) != 0) {
		diag_hint(diags_add(k->out, k->a, SEV_ERROR, path, 0, 0,
			      *e.code ? arena_strdup(k->a, e.code) : "file",
			      "%s", e.msg),
		    k->a, "%s", e.hint);
		return;
	}
	if (doc_read(&doc, k->a, path, src, len, &d) == 0 &&
	    !front_text(doc.root, "title"))
		diag_hint(diags_add(&d, k->a, SEV_ERROR, path, 2, 1,
			      "title-missing", "the %s has no title", what),
		    k->a, "add a line title: below the first ---");
	move_all(k, &d);
}

static int
check_docs(struct checker *k, const char *dir, const char *what,
    struct strs *ids, struct err *e)
{
	struct tree files = {NULL, 0, 0};
	struct diags d = {NULL, 0, 0, 0};

	if (tree_list(&files, k->a, &k->c->repo.folder, dir, ".md", &d, e) != 0)
		return -1;
	move_all(k, &d);
	for (size_t i = 0; i < files.n; i++) {
		const char *path = files.v[i].path,
			   *id = id_of_path(k->a, path);

		strs_add(ids, k->a, id);
		if (!id_valid(id))
			diag_hint(
			    diags_add(k->out, k->a, SEV_ERROR, path, 0, 0,
				"file-id", "the file name %s.md is no id", id),
			    k->a,
			    "rename the file: small letters, digits and -");
		check_doc(k, path, what);
	}
	return 0;
}

/* ---- the whole ---- */

static const struct plan *
plan_of(void *ctx, const char *id)
{
	const struct checker *k = ctx;
	const struct named key = {id, NULL};
	const struct named *found =
	    bsearch(&key, k->ids, k->c->files.n, sizeof key, by_id);

	return found ? found->plan : NULL;
}

/* What plans may name; the documents that are read for it are checked. */
static int
read_world(struct checker *k, struct err *e)
{
	struct strs resources = {NULL, 0, 0};

	if (caseload_load(k->c, e) != 0)
		return -1;
	k->world = (struct strict_world){
	    .settings = &k->c->settings, .plan = plan_of, .ctx = k};
	k->ids = arena_alloc(k->a, (k->c->files.n + 1) * sizeof *k->ids);
	for (size_t i = 0; i < k->c->files.n; i++) {
		struct plan *p = k->c->plans[i];

		strs_add(&k->world.plans, k->a, p->id);
		k->ids[i] = (struct named){p->id, p};
	}
	qsort(k->ids, k->c->files.n, sizeof *k->ids, by_id);
	if (check_docs(k, "goals", "shared goal", &k->world.shared, e) != 0)
		return -1;
	return check_docs(k, "resources", "resource", &resources, e);
}

static void
check_plan(struct checker *k, const struct plan *p)
{
	move_all(k, &p->diags);
	if (!p->broken)
		slips_plan(k->out, k->a, &k->c->settings, p);
	if (k->strict && !p->broken)
		strict_plan(k->out, k->a, &k->world, p);
}

int
check_all(struct diags *out, struct caseload *c, bool strict, struct err *e)
{
	struct checker k = {.out = out, .c = c, .a = c->a, .strict = strict};

	if (read_world(&k, e) != 0 || check_names(&k, e) != 0)
		return -1;
	move_all(&k, &c->found);
	c->found = (struct diags){NULL, 0, 0, 0};
	check_groups(&k);
	for (size_t i = 0; i < c->files.n; i++)
		check_plan(&k, c->plans[i]);
	diags_sort(out);
	return 0;
}

int
check_draft(struct diags *out, struct caseload *c, bool strict,
    const char *path, const char *src, size_t len, struct err *e)
{
	struct diags none = {NULL, 0, 0, 0};
	struct checker k = {.out = &none, .c = c, .a = c->a, .strict = strict};
	struct plan *p = arena_new(c->a, struct plan);

	if (read_world(&k, e) != 0)
		return -1;
	k.out = out;
	plan_read(p, c->a, &c->settings, c->today, path, src, len);
	check_plan(&k, p);
	diags_sort(out);
	return 0;
}
