#include "track/since.h"

#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "repo/history.h"

/* ---- the day of each plan ---- */

/* What a plan says itself. */
struct since_day {
	int day; /* DAY_NONE: it has no such day, or cannot be read */
	enum between_since since;
};

static struct since_day
day_of(const struct plan *p, int before)
{
	struct since_day out = {DAY_NONE, SINCE_CHECKIN};
	int begin = text_day(p->begin);

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (entry_is_checkin(e) && !e->bad && e->day < before &&
		    e->day > out.day)
			out.day = e->day;
	}
	if (out.day == DAY_NONE && begin != DAY_NONE && begin < before)
		out = (struct since_day){begin, SINCE_BEGIN};
	return out;
}

void *
between_visit(void *day, struct arena *a, const struct plan *p)
{
	struct since_day *out = arena_new(a, struct since_day);

	*out = day_of(p, *(const int *)day);
	return out;
}

/* ---- what each plan was then ---- */

/* A picked plan on its way to a pair. */
struct mark {
	const char *path;
	struct objid id;
	struct origin *origin;
	const char *old_path; /* NULL: not found yet */
	struct objid old;
};

struct finder {
	struct between *b;
	const struct between_how *how;
	struct mark *v;
	size_t n;
};

static int
by_day(const void *x, const void *y)
{
	const struct mark *a = x, *b = y;
	int m = a->origin->stand.day, n = b->origin->stand.day;

	if (m != n)
		return m > n ? -1 : 1;
	return strcmp(a->path, b->path);
}

/* The marks by day, the newest first, and those without one at the end. */
static void
make_marks(struct finder *f, struct origin *origins)
{
	struct caseload *c = f->b->c;
	const struct picks *p = f->how->picks;
	struct objid *ids = arena_alloc(f->b->a, (p->n + 1) * sizeof *ids);

	f->n = p->n;
	f->v = arena_alloc(f->b->a, (f->n + 1) * sizeof *f->v);
	files_ids(ids, c, p->v, p->n);
	for (size_t i = 0; i < p->n; i++) {
		size_t at = p->v[i];
		struct since_day d =
		    c->all && c->visit
			? *(const struct since_day *)c->seen[at]
			: day_of(caseload_plan(c, at), f->how->to->day);

		origins[i].since = d.since;
		origins[i].stand.day = d.day;
		f->v[i] = (struct mark){.path = c->files.v[at].path,
		    .id = ids[i],
		    .origin = &origins[i]};
	}
	if (f->n)
		qsort(f->v, f->n, sizeof *f->v, by_day);
}

/* The commit of each day, all in one walk. */
static int
find_stands(struct finder *f, struct err *e)
{
	struct stand *days = arena_alloc(f->b->a, (f->n + 1) * sizeof *days);
	size_t n = 0, k = 0;

	for (size_t i = 0; i < f->n; i++) {
		int day = f->v[i].origin->stand.day;

		if (day != DAY_NONE && (n == 0 || days[n - 1].day != day))
			days[n++].day = day;
	}
	if (stands_of_days(days, n, &f->b->c->repo, f->how->tip, e) != 0)
		return -1;
	for (size_t i = 0; i < f->n; i++) {
		struct origin *o = f->v[i].origin;

		if (o->stand.day == DAY_NONE)
			break;
		if (o->stand.day != days[k].day)
			k++;
		o->stand = days[k];
		if (o->stand.cut_off) {
			o->stand.day = o->stand.first_day;
			o->since = SINCE_CUT;
		}
	}
	return 0;
}

static int
by_file(const void *path, const void *file)
{
	return strcmp(path, ((const struct tree_file *)file)->path);
}

static bool
is_file(const struct caseload *c, const char *path)
{
	return bsearch(path, c->files.v, c->files.n, sizeof *c->files.v,
		   by_file) != NULL;
}

/* What went since and has the same id elsewhere, else the same bytes. */
static void
find_moved(struct mark *m, const struct listing *l, const struct caseload *c)
{
	long found = -1;

	for (size_t i = 0; i < l->paths.n; i++) {
		bool id = same_stem(l->paths.v[i], m->path);

		if (!(id || objid_equal(&l->ids[i], &m->id)) ||
		    is_file(c, l->paths.v[i]))
			continue;
		found = (long)i;
		if (id)
			break;
	}
	if (found < 0)
		return;
	m->old_path = l->paths.v[found];
	m->old = l->ids[found];
}

/* The plans of one commit; the listing is made when one is not in place. */
struct then {
	const char *rev; /* NULL: there was no commit */
	struct objid commit, folder;
	struct listing all;
	bool listed;
};

static int
then_begin(struct then *t, struct finder *f, const char *rev, struct err *e)
{
	*t = (struct then){.rev = rev};
	if (!rev || !objid_parse(&t->commit, rev))
		return 0;
	return plans_folder(
	    &t->folder, &f->b->c->repo, f->b->store, &t->commit, e);
}

static int
find_one(struct mark *m, struct then *t, struct finder *f, struct err *e)
{
	if (listing_one(&m->old, f->b->store, &t->folder, m->path, e) != 0)
		return -1;
	if (!objid_none(&m->old)) {
		m->old_path = m->path;
		return 0;
	}
	if (!t->listed && listing_read(&t->all, f->b->a, &f->b->c->repo,
			      f->b->store, &t->commit, e) != 0)
		return -1;
	t->listed = true;
	find_moved(m, &t->all, f->b->c);
	return 0;
}

/* What each plan was at its commit; *missing: some were not there. */
static int
find_old(struct finder *f, bool *missing, struct err *e)
{
	struct then t = {.rev = NULL};

	for (size_t i = 0; i < f->n; i++) {
		struct mark *m = &f->v[i];
		const char *rev = m->origin->stand.rev;

		if (!str_eq(rev, t.rev) && then_begin(&t, f, rev, e) != 0)
			return -1;
		if (find_one(m, &t, f, e) != 0)
			return -1;
		*missing = *missing || !m->old_path;
	}
	return 0;
}

/* ---- plans that were not there then ---- */

static bool
of_an_id(void *ctx, const char *path, const char *name, bool folder)
{
	const struct map *ids = ctx;
	char id[80];
	size_t n, at;

	(void)path;
	if (folder)
		return true;
	path_stem(name, &n);
	if (n >= sizeof id)
		return false;
	memcpy(id, name, n);
	id[n] = '\0';
	return map_get(ids, id, &at);
}

static void
came_in(struct mark *m, struct arena *a, const struct history *h,
    const struct past_change *c)
{
	const struct past_commit *commit = &h->commits[c->commit];
	char rev[OBJID_TEXT];

	objid_text(rev, &commit->id);
	m->old_path = h->paths.v[c->path];
	m->old = c->new;
	m->origin->since = SINCE_MADE;
	m->origin->stand = (struct stand){.rev = arena_strdup(a, rev),
	    .day = date_of_s(commit->time),
	    .first_day = DAY_NONE};
}

/* How each plan not found so far came in: the oldest change of its id. */
static int
find_made(struct finder *f, struct err *e)
{
	struct arena *a = f->b->a;
	struct map ids = {NULL, 0, 0};
	struct history h;
	const struct history_how how = {.rev = f->how->tip,
	    .folder = "plans",
	    .wanted = of_an_id,
	    .ctx = &ids};
	size_t at;

	for (size_t i = 0; i < f->n; i++)
		if (!f->v[i].old_path)
			map_add(&ids, a, id_of_path(a, f->v[i].path), i);
	if (history_walk(&h, a, &f->b->c->repo, f->b->store, &how, e) != 0)
		return -1;
	for (size_t i = 0; i < h.nchanges; i++) {
		const struct past_change *c = &h.changes[i];

		if (objid_none(&c->old) && !objid_none(&c->new) &&
		    map_get(&ids, id_of_path(a, h.paths.v[c->path]), &at))
			came_in(&f->v[at], a, &h, c);
	}
	return 0;
}

/* ---- the whole ---- */

static void
add_twin(struct twins *out, const struct finder *f, struct mark *m,
    const struct origin *origins)
{
	struct twin p = {m->old_path, m->path, m->old, m->id, !f->b->c->snap,
	    (size_t)(m->origin - origins)};

	if (!m->old_path) {
		m->origin->since = SINCE_MADE;
		m->origin->stand =
		    (struct stand){.day = DAY_NONE, .first_day = DAY_NONE};
	}
	if (!objid_equal(&p.old, &p.new) || !str_eq(p.old_path, p.new_path))
		twins_add(out, f->b->a, &p);
}

int
since_twins(struct twins *out, struct origin **origins, struct between *b,
    const struct between_how *how, struct err *e)
{
	struct finder f = {.b = b, .how = how};
	bool missing = false;

	*out = (struct twins){NULL, 0, 0};
	*origins = arena_alloc(b->a, (how->picks->n + 1) * sizeof **origins);
	make_marks(&f, *origins);
	if (find_stands(&f, e) != 0 || find_old(&f, &missing, e) != 0 ||
	    (missing && find_made(&f, e) != 0))
		return -1;
	for (size_t i = 0; i < f.n; i++)
		add_twin(out, &f, &f.v[i], *origins);
	return 0;
}
