#include "track/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/par.h"
#include "plan/change_copy.h"
#include "plan/delta.h"
#include "track/former.h"
#include "track/jobs.h"
#include "track/editions.h"

#define FOLDER "plans"

/* What one thread makes. */
struct lane {
	struct arena *a; /* of the events' texts */
	struct err err;
	bool failed;
	bool unsure; /* what is older than since would have to be known */
};

struct reader {
	struct timeline *out;
	struct caseload *c;
	struct arena *a;
	struct store *s;
	struct formers formers;
	struct jobs jobs;
	struct event *events; /* as jobs; without a change: none */
	struct lane *lanes;
};

/* ---- which files are plans ---- */

/* As tree_list sees them in a folder. */
static bool
wanted(void *ctx, const char *path, const char *name, bool folder)
{
	const struct map *ids = ctx;
	size_t n = strlen(name), at;
	char id[80];

	(void)path;
	if (name[0] == '.' || name[0] == '_' || str_eq(name, "files") ||
	    utf8_valid(name, n) < n)
		return false;
	if (folder)
		return true;
	if (!str_ends(name, ".md") || str_eq(name, "README.md"))
		return false;
	if (!ids)
		return true;
	if (n - 3 >= sizeof id)
		return false;
	memcpy(id, name, n - 3);
	id[n - 3] = '\0';
	return map_get(ids, id, &at);
}

/* ---- from two versions to an event ---- */

/* One plan's events on one thread. */
struct teller {
	const struct reader *r;
	struct lane *lane;
	struct editions editions;
	struct arena scratch; /* of one job */
	struct arena store;   /* of this thread's own */
};

static const char *
path_of(const struct reader *r, const struct past_change *c)
{
	return r->out->history.paths.v[c->path];
}

/* The version a change led to or came from; *out NULL: none was there. */
static int
edition_of(struct edition **out, struct teller *t, const struct past_change *c,
    bool old)
{
	const struct objid *id = old ? &c->old : &c->new;

	*out = NULL;
	if (objid_none(id))
		return 0;
	return edition_get(
	    out, &t->editions, id, path_of(t->r, c), &t->lane->err);
}

/* The first thing that keeps a plan from being read, with its line. */
static const char *
why_gap(struct arena *a, const struct plan *p)
{
	for (size_t i = 0; i < p->diags.n; i++) {
		const struct diag *d = &p->diags.v[i];

		if (d->severity == SEV_ERROR)
			return d->line ? arena_printf(a, "line %zu: %s",
					     d->line, d->text)
				       : arena_strdup(a, d->text);
	}
	return "it could not be read";
}

/* The older job of the same plan that made what j found; NULL: none. */
static const struct job *
made_before(const struct reader *r, const struct job *j)
{
	const struct past_change *c = j->from ? j->from : j->change;

	for (size_t i = j->older; i != JOB_NONE; i = r->jobs.v[i].older)
		if (objid_equal(&r->jobs.v[i].change->new, &c->old))
			return &r->jobs.v[i];
	return NULL;
}

/*
 * The newest version before job j that reads, where the one right before it
 * does not.  *out NULL: it began unreadable.  1: that is not known.
 */
static int
readable_before(const struct plan **out, struct teller *t, const struct job *j)
{
	struct edition *v;

	*out = NULL;
	while ((j = made_before(t->r, j)) != NULL) {
		if (edition_of(&v, t, j->from ? j->from : j->change, true) != 0)
			return -1;
		if (!v)
			return 0;
		if (!edition_plan(&t->editions, v)->broken) {
			*out = &v->plan;
			return 0;
		}
	}
	t->lane->unsure = true;
	return 1;
}

/* The changes between two versions that are both there. */
static int
compare(struct changes *ch, struct teller *t, const struct job *j,
    struct edition *old, struct edition *now)
{
	const struct settings *s = &t->r->c->settings;
	const struct plan *x, *y;
	int code;

	if (!old->reads && !now->reads)
		edition_plan(&t->editions, now);
	if ((old->reads || now->reads) && old->path == now->path && old->src &&
	    now->src &&
	    delta_changes(ch, &t->scratch, s, now->path, old->src, old->len,
		now->src, now->len)) {
		old->reads = now->reads = true;
		return 0;
	}
	y = edition_plan(&t->editions, now);
	if (y->broken)
		return 0;
	x = edition_plan(&t->editions, old);
	code = x->broken ? readable_before(&x, t, j) : 0;
	if (code == 0)
		plan_changes(ch, &t->scratch, x, y);
	return code < 0 ? -1 : 0;
}

/* A plan that came or went, which its path alone tells. */
static void
came_or_went(
    struct changes *ch, struct teller *t, const char *path, struct edition *now)
{
	const struct plan p = {.path = path};

	if (now && !now->reads && edition_plan(&t->editions, now)->broken)
		return;
	plan_changes(ch, &t->scratch, now ? NULL : &p, now ? &p : NULL);
}

/* True if c, whatever it was before, is also among v. */
static bool
also_in(const struct change *c, const struct changes *v, struct arena *a)
{
	for (size_t i = 0; i < v->n; i++)
		if (change_same_end(c, &v->v[i], a))
			return true;
	return false;
}

/* Keeps of a merge's changes what the parents behind `base` lack too. */
static int
keep_new_to_all(struct changes *ch, struct teller *t, const struct job *j,
    const struct past_change *base, struct edition *now)
{
	const struct past_change *end = j->change + j->parents;

	for (const struct past_change *c = base + 1; c < end; c++) {
		struct changes other = {NULL, 0, 0};
		struct edition *old;
		size_t n = 0;

		if (edition_of(&old, t, c, true) != 0)
			return -1;
		if (!old || edition_plan(&t->editions, old)->broken)
			continue;
		plan_changes(&other, &t->scratch, &old->plan,
		    edition_plan(&t->editions, now));
		for (size_t i = 0; i < ch->n; i++)
			if (also_in(&ch->v[i], &other, &t->scratch))
				ch->v[n++] = ch->v[i];
		ch->n = n;
	}
	return 0;
}

/* What job j's plan was compared with: the first parent that has it. */
static const struct past_change *
base_of(const struct job *j)
{
	const struct past_change *c = j->from ? j->from : j->change;
	size_t left = j->parents;

	while (--left > 0 && objid_none(&c->old))
		c++;
	return objid_none(&c->old) ? j->change : c;
}

static int
find_changes(struct changes *ch, struct teller *t, const struct job *j,
    struct edition **now)
{
	const struct past_change *base = base_of(j);
	struct edition *old;

	if (edition_of(now, t, j->change, false) != 0)
		return -1;
	edition_hold(*now);
	if (edition_of(&old, t, base, true) != 0)
		return -1;
	edition_hold(old);
	if (!old || !*now) {
		came_or_went(
		    ch, t, path_of(t->r, *now ? j->change : base), *now);
		return 0;
	}
	if (compare(ch, t, j, old, *now) != 0)
		return -1;
	if (j->parents == 1 || ch->n == 0)
		return 0;
	return keep_new_to_all(ch, t, j, base, *now);
}

/* Fills the event of a job: its changes and gap; -1 with the lane's err. */
static int
tell(struct event *out, struct teller *t, const struct job *j)
{
	struct changes ch = {NULL, 0, 0};
	struct arena *a = t->lane->a;
	struct edition *now;
	int code;

	arena_reset(&t->scratch);
	code = find_changes(&ch, t, j, &now);
	editions_free(&t->editions);
	if (code != 0)
		return -1;
	if (now && now->read && now->plan.broken)
		out->gap = why_gap(a, &now->plan);
	changes_copy(&out->changes, a, &ch);
	return 0;
}

static void
read_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct reader *r = ctx;
	const struct jobs *js = &r->jobs;
	struct teller t = {.r = r, .lane = &r->lanes[part]};
	struct store *s;

	arena_init(&t.scratch);
	arena_init(&t.store);
	s = store_share(&t.store, r->s, part);
	editions_begin(&t.editions, s, &r->c->settings);
	for (size_t k = js->begin[from]; k < js->begin[to]; k++) {
		size_t at = js->chain[k];

		if (js->v[at].used)
			continue;
		t.lane->failed = tell(&r->events[at], &t, &js->v[at]) != 0;
		if (t.lane->failed)
			break;
	}
	editions_end(&t.editions);
	store_end(s);
	arena_free(&t.store);
	arena_free(&t.scratch);
}

/* ---- the whole ---- */

/* The last "Plan-Author:" line of a message. */
static const char *
author_of(struct arena *a, const char *message)
{
	static const char key[] = "\nPlan-Author: ";
	const char *at = NULL;
	size_t n;

	for (const char *p = message; (p = strstr(p, key)) != NULL; p++)
		at = p + sizeof key - 1;
	n = at ? strcspn(at, "\r\n") : 0;
	while (n > 0 && at[n - 1] == ' ')
		n--;
	return n ? arena_strndup(a, at, n) : NULL;
}

/* False for what happened to a former id after it was another plan's. */
static bool
is_own(const struct reader *r, const struct job *j)
{
	const struct history *h = &r->out->history;

	for (size_t i = 0; i < r->formers.n; i++) {
		const struct former *f = &r->formers.v[i];

		if (!str_eq(f->id, job_id(&r->jobs, j)))
			continue;
		for (size_t k = 0; k <= j->change->commit; k++)
			if (objid_equal(&h->commits[k].id, &f->until))
				return true;
		return false;
	}
	return true;
}

static void
collect(struct reader *r, int64_t since)
{
	const struct history *h = &r->out->history;

	struct event *v = r->events;
	size_t n = 0;

	for (size_t i = 0; i < r->jobs.n; i++) {
		const struct job *j = &r->jobs.v[i];
		const struct past_commit *c = &h->commits[j->change->commit];

		if ((v[i].changes.n == 0 && !v[i].gap) || c->time < since ||
		    !is_own(r, j))
			continue;
		v[i].commit = c;
		v[i].plan = job_id(&r->jobs, j);
		v[i].path = path_of(r, j->change);
		v[i].by = author_of(r->a, c->message);
		v[n++] = v[i];
	}
	r->out->v = v;
	r->out->n = n;
}

/* *unsure: with what is older than since more could be told. */
static int
read_events(struct reader *r, bool *unsure, struct err *e)
{
	*unsure = false;
	jobs_make(&r->jobs, r->a, &r->out->history);
	r->events = arena_alloc(r->a, (r->jobs.n + 1) * sizeof *r->events);
	r->lanes = arena_alloc(r->a, PAR_PARTS_MAX * sizeof *r->lanes);
	r->out->parts =
	    arena_alloc(r->a, PAR_PARTS_MAX * sizeof *r->out->parts);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++) {
		arena_init(&r->out->parts[i]);
		r->lanes[i].a = &r->out->parts[i];
	}
	par_run(r->jobs.nplans, read_part, r);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++) {
		*unsure = *unsure || r->lanes[i].unsure;
		if (r->lanes[i].failed) {
			*e = r->lanes[i].err;
			return -1;
		}
	}
	return 0;
}

/* A copy of a map that more is added to. */
static struct map *
map_copy(struct arena *a, const struct map *m)
{
	struct map *out = arena_new(a, struct map);

	for (size_t i = 0; i < m->cap; i++)
		if (m->v[i].key)
			map_add(out, a, m->v[i].key, m->v[i].value);
	return out;
}

/* The history of the plans of ids, also under the ids they had before. */
static int
walk(struct reader *r, const struct timeline_how *how, int64_t since,
    struct err *e)
{
	struct map *ids = how->ids ? map_copy(r->a, how->ids) : NULL;
	const struct history_how w = {.rev = how->rev,
	    .folder = FOLDER,
	    .wanted = wanted,
	    .ctx = ids,
	    .since = since};
	struct history *h = &r->out->history;
	bool more = true;

	r->formers = (struct formers){NULL, 0, 0};
	while (more) {
		if (history_walk(h, r->a, &r->c->repo, r->s, &w, e) != 0)
			return -1;
		more = false;
		if (ids && former_ids(&r->formers, &more, ids, r->a,
			       &r->c->repo, r->s, h, FOLDER, e) != 0)
			return -1;
	}
	return 0;
}

static int
read_since(struct reader *r, const struct timeline_how *how, int64_t since,
    bool *unsure, struct err *e)
{
	*r->out = (struct timeline){.n = 0};
	if (walk(r, how, since, e) != 0)
		return -1;
	return read_events(r, unsure, e);
}

int
timeline_read(struct timeline *out, struct arena *a, struct caseload *c,
    const struct timeline_how *how, struct err *e)
{
	struct reader r = {.out = out, .c = c, .a = a};
	bool unsure;
	int code;

	*out = (struct timeline){.n = 0};
	if (store_begin(&r.s, &c->repo, e) != 0)
		return -1;
	code = read_since(&r, how, how->since, &unsure, e);
	if (code == 0 && unsure && how->since > 0) {
		timeline_end(out);
		code = read_since(&r, how, 0, &unsure, e);
	}
	if (code == 0)
		collect(&r, how->since);
	store_end(r.s);
	return code;
}

void
timeline_end(struct timeline *t)
{
	for (size_t i = 0; t->parts && i < PAR_PARTS_MAX; i++)
		arena_free(&t->parts[i]);
	t->parts = NULL;
}
