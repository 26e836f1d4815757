#include "plan/template.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "plan/id.h"

#define SCHOOL_DIR "templates/plan"

/* ---- where they are ---- */

/* The folder of the running program; NULL if the system does not tell. */
static char *
program_dir(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return arena_strdup(a, path);
}

const char *
templates_dir(struct arena *a)
{
	static const char *const beside[] = {
	    "../share/ilp/templates", "../../../templates"};
	const char *env = getenv("ILP_TEMPLATES"), *dir;

	if (env && *env)
		return env;
	dir = program_dir(a);
	for (size_t i = 0; dir && i < 2; i++) {
		char *path = arena_printf(a, "%s/%s", dir, beside[i]);

		if (access(arena_printf(a, "%s/plan", path), R_OK) == 0)
			return path;
	}
	return ILP_PREFIX "/share/ilp/templates";
}

static bool
name_ok(const char *name)
{
	return group_valid(name) && !strchr(name, '/');
}

static int
by_name(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

/* Adds the names in an open folder, which is closed; -1: nothing. */
static void
names_in(struct strs *out, struct arena *a, int fd)
{
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;

	if (!d && fd >= 0)
		close(fd);
	for (struct dirent *ent; d && (ent = readdir(d)) != NULL;) {
		char *name = id_of_path(a, ent->d_name);

		if (str_ends(ent->d_name, ".md") && name_ok(name) &&
		    strcmp(name, "README") != 0 && strs_find(out, name) < 0)
			strs_add(out, a, name);
	}
	if (d)
		closedir(d);
}

static void
names_all(struct strs *out, struct arena *a, const struct folder *school)
{
	int how = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

	if (school)
		names_in(
		    out, a, openat(school->fd, SCHOOL_DIR, how | O_NOFOLLOW));
	names_in(
	    out, a, open(arena_printf(a, "%s/plan", templates_dir(a)), how));
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_name);
}

/* ---- reading one ---- */

/* Takes the sentence off: the comment on the line below the first fence. */
static void
take_about(struct template *t, struct arena *a)
{
	size_t from = line_next(t->src, t->len, 0);
	size_t end = line_end(t->src, t->len, from);
	size_t next = line_next(t->src, t->len, from), at = from;
	char *rest;

	t->about = "";
	if (from >= t->len || t->src[from] != '#')
		return;
	at += strspn(t->src + at, "# ");
	if (at >= end)
		return;
	t->about = arena_strndup(a, t->src + at, end - at);
	rest = arena_strndup(a, t->src, t->len);
	memmove(rest + from, rest + next, t->len - next + 1);
	t->src = rest;
	t->len -= next - from;
}

static int
unknown(struct arena *a, const struct folder *school, const char *name,
    struct err *e)
{
	struct strs names = {NULL, 0, 0};
	const char *best = NULL, *all = "";
	size_t far = 4;

	names_all(&names, a, school);
	err_set(e, ERR_USAGE, "there is no template %s", name);
	for (size_t i = 0; i < names.n; i++) {
		size_t d = str_distance(names.v[i], name);

		all = arena_printf(a, "%s%s %s", all, i ? "," : "", names.v[i]);
		if (d < far) {
			far = d;
			best = names.v[i];
		}
	}
	if (best)
		return err_hint(e, "did you mean %s?", best);
	if (names.n)
		return err_hint(e, "there are:%s", all);
	return err_hint(e,
	    "no templates are installed at %s; ILP_TEMPLATES "
	    "names another folder",
	    templates_dir(a));
}

int
template_read(struct template *out, struct arena *a,
    const struct folder *school, const char *name, struct err *e)
{
	struct template t = {.name = name};
	char *src;
	int there = 0;

	if (!name_ok(name))
		return unknown(a, school, name, e);
	t.path = arena_printf(a, SCHOOL_DIR "/%s.md", name);
	if (school)
		there = file_exists(school, t.path, e);
	if (there < 0)
		return -1;
	t.own = there > 0;
	if (!t.own)
		t.path =
		    arena_printf(a, "%s/plan/%s.md", templates_dir(a), name);
	if (!t.own && access(t.path, F_OK) != 0 && errno == ENOENT)
		return unknown(a, school, name, e);
	if (t.own
		? file_read(&src, &t.len, a, school, t.path, DOC_FILE_MAX, e) !=
		      0
		: file_read_any(&src, &t.len, a, t.path, DOC_FILE_MAX, e) != 0)
		return -1;
	t.src = src;
	take_about(&t, a);
	*out = t;
	return 0;
}

int
templates_list(struct template **out, size_t *n, struct arena *a,
    const struct folder *school, struct err *e)
{
	struct strs names = {NULL, 0, 0};
	struct template *v;

	names_all(&names, a, school);
	v = arena_alloc(a, (names.n + 1) * sizeof *v);
	for (size_t i = 0; i < names.n; i++)
		if (template_read(&v[i], a, school, names.v[i], e) != 0)
			return -1;
	*out = v;
	*n = names.n;
	return 0;
}

/* ---- plans from them ---- */

int
template_plan(struct plan **out, struct arena *a, const struct settings *s,
    int today, const struct template *t, struct err *e)
{
	struct plan *p = arena_new(a, struct plan);

	/* The id of a template does not count, so any will do. */
	plan_read(p, a, s, today, "template.md", t->src, t->len);
	if (plan_writable(p, e) != 0) {
		snprintf(e->path, sizeof e->path, "%s", t->path);
		e->line += t->about[0] != '\0';
		return -1;
	}
	*out = p;
	return 0;
}

int
plan_fill(struct plan **out, struct arena *a, const struct settings *s,
    int today, const struct plan *from, const char *path,
    const struct assign *v, size_t n, struct err *e)
{
	struct plan *start = arena_new(a, struct plan);
	struct plan *made = arena_new(a, struct plan);
	struct edit ed;

	*start = *from;
	start->path = start->doc.path = path;
	start->id = id_of_path(a, path);
	edit_begin(&ed, a, s, today, start);
	if (edit_set(&ed, v, n, e) != 0)
		return -1;
	*made = *ed.now;
	*out = made;
	return 0;
}
