#include "track/caseload.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/par.h"

#define SETTINGS_MAX ((size_t)64 * 1024)
#define PEOPLE_MAX   ((size_t)4 * 1024 * 1024)

/* The current folder below the root; the root was found from it upwards. */
static int
find_here(struct caseload *c, const char *dir, struct err *e)
{
	size_t n = strlen(c->repo.root);
	struct folder f;
	char *real;

	if (folder_open(&f, dir, e) != 0)
		return -1;
	folder_close(&f);
	real = realpath(dir, NULL);
	if (!real)
		return err_sys(e, "open", dir);
	if (strcmp(c->repo.root, "/") == 0)
		n = 0;
	c->here = arena_strdup(c->a, strlen(real) > n ? real + n + 1 : "");
	free(real);
	return 0;
}

/* ---- where files come from ---- */

/* What is not in git may still lie in the folder. */
static bool
in_snapshot(const struct caseload *c, const char *path)
{
	bool also = str_eq(path, "people.yml") ||
		    (c->snap && !c->snap->commit && str_eq(path, "ilp.yml"));

	return c->snap && (!also || snapshot_find(c->snap, path));
}

int
caseload_bytes(const char **out, size_t *len, struct arena *a,
    const struct caseload *c, const char *path, size_t limit, struct err *e)
{
	char *src;

	if (in_snapshot(c, path))
		return snapshot_read(out, len, c->snap, path, limit, e);
	if (file_read(&src, len, a, &c->repo.folder, path, limit, e) != 0)
		return -1;
	*out = src;
	return 0;
}

int
caseload_tree(struct tree *out, struct caseload *c, const char *dir,
    const char *suffix, struct diags *d, struct err *e)
{
	if (!c->snap)
		return tree_list(out, c->a, &c->repo.folder, dir, suffix, d, e);
	snapshot_list(out, c->a, c->snap, dir, suffix, d);
	return 0;
}

bool
caseload_has(const struct caseload *c, const char *path)
{
	const struct snapshot_file *f;
	struct err e;

	if (!in_snapshot(c, path))
		return file_exists(&c->repo.folder, path, &e) > 0;
	f = snapshot_find(c->snap, path);
	return f && f->kind == SNAPSHOT_FILE;
}

/* ---- opening ---- */

static int
read_settings(struct caseload *c, struct err *e)
{
	const char *src;
	size_t len;

	if (caseload_bytes(&src, &len, c->a, c, "ilp.yml", SETTINGS_MAX, e) !=
	    0)
		return -1;
	settings_read(&c->settings, c->a, "ilp.yml", src, len, &c->found);
	return diags_first(&c->found, e);
}

/* people.yml is optional; what is wrong in it is told, not fatal. */
static int
read_people(struct caseload *c, struct err *e)
{
	const char *src;
	size_t len;
	int there = in_snapshot(c, "people.yml")
			? 1
			: file_exists(&c->repo.folder, "people.yml", e);

	if (there < 0)
		return err_hint(e, "a list that is kept elsewhere is named by "
				   "git config ilp.people PATH");
	if (there == 0)
		return 0;
	if (caseload_bytes(&src, &len, c->a, c, "people.yml", PEOPLE_MAX, e) !=
	    0)
		return -1;
	people_read(&c->people, c->a, "people.yml", src, len, &c->found);
	return 0;
}

int
caseload_open(
    struct caseload *c, struct arena *a, const char *dir, struct err *e)
{
	*c = (struct caseload){.a = a};
	dir = dir ? dir : ".";
	if (date_today(&c->today, e) != 0 ||
	    repo_open(&c->repo, a, dir, e) != 0)
		return -1;
	if (find_here(c, dir, e) == 0 && read_settings(c, e) == 0 &&
	    read_people(c, e) == 0)
		return 0;
	repo_close(&c->repo);
	return -1;
}

/* What the commands read; evidence files may be large and stay in git. */
static bool
is_text(const char *path)
{
	static const char *const dirs[] = {"plans/", "goals/", "resources/"};

	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
		if (str_starts(path, dirs[i]))
			return str_ends(path, ".md");
	return str_eq(path, "ilp.yml") || str_eq(path, "people.yml");
}

static int
read_snapshot(struct caseload *c, const char *rev, struct err *e)
{
	c->snap = arena_new(c->a, struct snapshot);
	if (snapshot_open(c->snap, &c->repo, c->a, rev, e) != 0)
		return -1;
	if (rev && !snapshot_find(c->snap, "ilp.yml")) {
		err_set(e, ERR_USAGE,
		    "the commit %s has no ilp.yml, so no plan repository", rev);
		return err_hint(e, "name a later one: git log ilp.yml");
	}
	return snapshot_fetch(c->snap, &c->repo, c->a, is_text, PEOPLE_MAX, e);
}

int
caseload_open_rev(struct caseload *c, struct arena *a, const char *dir,
    const char *rev, struct err *e)
{
	bool bare = false;

	*c = (struct caseload){.a = a, .here = ""};
	dir = dir ? dir : ".";
	if (date_today(&c->today, e) != 0)
		return -1;
	if (repo_open(&c->repo, a, dir, e) != 0) {
		bare = rev && e->kind == ERR_USAGE &&
		       repo_open_bare(&c->repo, a, dir, e) == 0;
		if (!bare)
			return -1;
	}
	if ((bare || find_here(c, dir, e) == 0) &&
	    read_snapshot(c, rev, e) == 0 && read_settings(c, e) == 0 &&
	    read_people(c, e) == 0)
		return 0;
	repo_close(&c->repo);
	return -1;
}

void
caseload_close(struct caseload *c)
{
	for (size_t i = 0; i < c->nparts; i++)
		arena_free(&c->parts[i]);
	repo_close(&c->repo);
}

int
caseload_people(struct caseload *c, struct err *e)
{
	char *path, *src;
	size_t len;

	if (c->people.v || !c->repo.has_git)
		return 0;
	if (repo_config_get(&c->repo, "ilp.people", &path, e) != 0)
		return -1;
	if (!path)
		return 0;
	if (file_read_any(&src, &len, c->a, path, PEOPLE_MAX, e) != 0)
		return -1;
	people_read(&c->people, c->a, path, src, len, &c->found);
	return 0;
}

void
caseload_forget(struct caseload *c)
{
	c->files = (struct tree){NULL, 0, 0};
	c->plans = NULL;
	c->brief = NULL;
	c->seen = NULL;
	c->followed = c->retired = NULL;
	c->listed = c->all = false;
}

int
caseload_list(struct caseload *c, struct err *e)
{
	if (c->listed)
		return 0;
	if (caseload_tree(&c->files, c, "plans", ".md", &c->found, e) != 0)
		return -1;
	c->plans = arena_alloc(c->a, (c->files.n + 1) * sizeof *c->plans);
	c->listed = true;
	return 0;
}

static struct plan *
read_one(const struct caseload *c, struct arena *a, size_t i)
{
	struct plan *p = arena_new(a, struct plan);
	const char *path = c->files.v[i].path;
	const char *src;
	struct err e;
	size_t len;

	if (caseload_bytes(&src, &len, a, c, path, DOC_FILE_MAX, &e) != 0)
		plan_broken(p, a, path, &e);
	else
		plan_read(p, a, &c->settings, c->today, path, src, len);
	return p;
}

struct plan *
caseload_plan(struct caseload *c, size_t i)
{
	if (!c->plans[i])
		c->plans[i] = read_one(c, c->a, i);
	return c->plans[i];
}

const struct plan *
caseload_brief(struct caseload *c, size_t i)
{
	return c->all ? c->brief[i] : caseload_plan(c, i);
}

static const char *
copied(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static struct strs
copied_strs(struct arena *a, const struct strs *l)
{
	struct strs out = {NULL, 0, 0};

	for (size_t i = 0; i < l->n; i++)
		strs_add(&out, a, arena_strdup(a, l->v[i]));
	return out;
}

static void
copy_findings(struct diags *out, struct arena *a, const struct diags *d)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct diag *g = &d->v[i];
		struct diag *h =
		    diags_add(out, a, g->severity, copied(a, g->path), g->line,
			g->col, copied(a, g->code), "%s", g->text);

		h->hint = copied(a, g->hint);
	}
}

struct plan *
plan_brief(struct arena *a, const struct plan *p)
{
	struct plan *b = arena_new(a, struct plan);

	b->path = p->path;
	b->id = copied(a, p->id);
	b->learner = copied(a, p->learner);
	b->person = copied(a, p->person);
	b->follows = copied(a, p->follows);
	b->year = copied(a, p->year);
	b->end = copied(a, p->end);
	b->groups = copied_strs(a, &p->groups);
	b->broken = p->broken;
	copy_findings(&b->diags, a, &p->diags);
	b->team = arena_alloc(a, p->nteam * sizeof *b->team);
	for (; b->nteam < p->nteam; b->nteam++) {
		const struct role *r = &p->team[b->nteam];

		b->team[b->nteam].name = copied(a, r->name);
		b->team[b->nteam].handles = copied_strs(a, &r->handles);
	}
	return b;
}

static void
load_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct caseload *c = ctx;
	struct arena *a = &c->parts[part], scratch;

	arena_init(&scratch);
	for (size_t i = from; i < to; i++) {
		if (!c->visit) {
			if (!c->plans[i])
				c->plans[i] = read_one(c, a, i);
			c->brief[i] = c->plans[i];
			continue;
		}
		struct plan *p = read_one(c, &scratch, i);

		c->brief[i] = plan_brief(a, p);
		c->seen[i] = c->visit(c->visit_ctx, a, p);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

/* That a plan says it follows the one of that id. */
struct following {
	const char *id;
	const struct plan *by;
};

static int
by_followed(const void *x, const void *y)
{
	const struct following *a = x, *b = y;

	return strcmp(a->id, b->id);
}

/* Marks plan i from all that follow it. */
static void
mark_followed(struct caseload *c, size_t i, const struct following *v, size_t n)
{
	const struct plan *p = c->brief[i];
	const struct following key = {p->id, NULL};
	const struct following *f = bsearch(&key, v, n, sizeof *v, by_followed);

	while (f && f > v && strcmp(f[-1].id, p->id) == 0)
		f--;
	for (; f && f < v + n && strcmp(f->id, p->id) == 0; f++) {
		if (str_eq(f->by->id, p->id))
			continue;
		c->followed[i] = true;
		c->retired[i] =
		    c->retired[i] || plan_takes_over(f->by, p, &c->settings);
	}
}

/* Marks the plans that another one follows. */
static void
find_followed(struct caseload *c)
{
	struct following *v = arena_alloc(c->a, (c->files.n + 1) * sizeof *v);
	size_t n = 0;

	c->followed = arena_alloc(c->a, c->files.n + 1);
	c->retired = arena_alloc(c->a, c->files.n + 1);
	for (size_t i = 0; i < c->files.n; i++)
		if (c->brief[i]->follows)
			v[n++] = (struct following){
			    c->brief[i]->follows, c->brief[i]};
	if (n == 0)
		return;
	qsort(v, n, sizeof *v, by_followed);
	for (size_t i = 0; i < c->files.n; i++)
		mark_followed(c, i, v, n);
}

int
caseload_load(struct caseload *c, struct err *e)
{
	if (c->all)
		return 0;
	if (caseload_list(c, e) != 0)
		return -1;
	if (!c->parts) {
		c->nparts = PAR_PARTS_MAX;
		c->parts = arena_alloc(c->a, c->nparts * sizeof *c->parts);
		for (size_t i = 0; i < c->nparts; i++)
			arena_init(&c->parts[i]);
	}
	c->brief = arena_alloc(c->a, (c->files.n + 1) * sizeof *c->brief);
	c->seen = arena_alloc(c->a, (c->files.n + 1) * sizeof *c->seen);
	par_run(c->files.n, load_part, c);
	find_followed(c);
	c->all = true;
	return 0;
}

int
caseload_current(struct caseload *c, size_t i, bool *current, struct err *e)
{
	if (caseload_load(c, e) != 0)
		return -1;
	*current =
	    !c->retired[i] && plan_current(c->brief[i], &c->settings, c->today);
	return 0;
}
