#include "track/undo_commit.h"

#include <string.h>

#include "base/str.h"
#include "plan/id.h"

#define FILE_MAX ((size_t)1 << 30)

struct job {
	struct caseload *c;
	const struct mine *mine;
	const char *plan; /* only this one; NULL: all */
	struct undo u;
};

static bool
wanted(void *ctx, const char *path)
{
	const struct job *j = ctx;
	const char *id = undo_plan_of(j->c->a, path);

	id = id ? id : undo_owner_of(j->c->a, path);
	if (j->plan)
		return str_eq(id, j->plan);
	return !id || strs_find(&j->mine->taken, id) < 0;
}

/* The path of the plan with that id; NULL: there is none. */
static const char *
plan_path(struct caseload *c, const char *id)
{
	for (size_t i = 0; i < c->files.n; i++)
		if (str_eq(undo_plan_of(c->a, c->files.v[i].path), id))
			return c->files.v[i].path;
	return NULL;
}

/*
 * Where a file of the commit is now: in its place, or gone along with its
 * plan to another folder.
 */
static const char *
path_now(struct caseload *c, const char *path)
{
	const char *owner = undo_owner_of(c->a, path);
	const char *id = owner ? owner : undo_plan_of(c->a, path), *plan;
	struct err e;

	if (!id || file_exists(&c->repo.folder, path, &e) != 0)
		return path;
	plan = plan_path(c, id);
	if (!plan)
		return path;
	return owner ? arena_printf(c->a, "%.*s%s",
			   (int)(strrchr(plan, '/') - plan), plan,
			   strstr(path, "/files/"))
		     : plan;
}

static int
read_now(struct undo_file *f, struct caseload *c, struct err *e)
{
	const struct folder *root = &c->repo.folder;
	int there = file_exists(root, f->path, e);
	char *p;

	if (there <= 0)
		return there;
	if (file_read(&p, &f->now.n, c->a, root, f->path, FILE_MAX, e) != 0)
		return -1;
	f->now.p = p;
	return 0;
}

/* The plan whose goal names a shared goal or a resource; NULL: none. */
static const struct plan *
used_by(struct caseload *c, const char *path)
{
	const char *id = id_of_path(c->a, path);
	bool goal = str_starts(path, "goals/");

	if (!goal && !str_starts(path, "resources/"))
		return NULL;
	for (size_t i = 0; i < c->files.n; i++) {
		const struct plan *p = caseload_plan(c, i);

		for (size_t k = 0; !p->broken && k < p->ngoals; k++)
			if (strs_find(goal ? &p->goals[k].supports
					   : &p->goals[k].resources,
				id) >= 0)
				return p;
	}
	return NULL;
}

/* -1 with e if it cannot be taken back. */
static int
undo_one(struct undo_file *f, struct job *j, const struct past_file *was,
    struct err *e)
{
	struct caseload *c = j->c;
	const struct plan *p;

	*f = (struct undo_file){.path = path_now(c, was->path),
	    .id = undo_plan_of(c->a, was->path),
	    .whole = undo_owner_of(c->a, was->path) != NULL,
	    .old = was->old,
	    .new = was->new};
	if (read_now(f, c, e) != 0 || undo_file(f, &j->u, e) != 0)
		return -1;
	if (f->why)
		return undo_refuse(f, &j->u, j->mine->c.time_s, e);
	p = f->back.p ? NULL : used_by(c, f->path);
	if (!p)
		return 0;
	err_set(e, ERR_ANSWER,
	    "%s: this cannot be taken back: a goal of %s names it", f->path,
	    p->id);
	return err_hint(e, "nothing was changed; take it out of that plan "
			   "first");
}

static void
add_bad(struct undone *out, struct arena *a, const struct err *e)
{
	out->bad = arena_grow(
	    a, out->bad, &out->bad_cap, out->nbad + 1, sizeof *out->bad);
	out->bad[out->nbad++] = *e;
}

int
undo_commit(struct undone *out, struct caseload *c, const struct mine *m,
    const char *plan, struct err *e)
{
	struct job j = {c, m, plan, {c->a, &c->repo, &c->settings, c->today}};
	struct past_file *was;
	struct err bad;
	size_t n;

	*out = (struct undone){.n = 0};
	if (caseload_list(c, e) != 0 ||
	    past_files(&was, &n, &c->repo, m->c.id, wanted, &j, e) != 0)
		return -1;
	out->v = arena_alloc(c->a, (n + 1) * sizeof *out->v);
	for (size_t i = 0; i < n; i++) {
		if (undo_one(&out->v[i], &j, &was[i], &bad) == 0)
			out->n++;
		else
			add_bad(out, c->a, &bad);
	}
	return 0;
}
