#include "track/mine.h"

#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/str.h"
#include "track/undo.h"

struct search {
	struct repo *r;
	const struct mine_how *how;
	struct mine *v;
	size_t n, cap;
	struct map taken;  /* "ID", or "ID PLAN" for a part of it */
	struct strs parts; /* the latter, in a list */
};

static void
note_undo(struct search *s, const struct message_undo *u)
{
	struct arena *a = s->r->a;
	const char *key = arena_printf(
	    a, "%s%s%s", u->id, u->plan ? " " : "", u->plan ? u->plan : "");

	if (map_add(&s->taken, a, key, 0) && u->plan)
		strs_add(&s->parts, a, key);
}

static bool
is_taken(const struct search *s, const char *id, const char *plan)
{
	size_t at;

	if (map_get(&s->taken, id, &at))
		return true;
	return plan && map_get(&s->taken,
			   arena_printf(s->r->a, "%s %s", id, plan), &at);
}

static bool
of_plan(void *ctx, const char *path)
{
	struct search *s = ctx;
	const char *id = undo_plan_of(s->r->a, path);

	return str_eq(id ? id : undo_owner_of(s->r->a, path), s->how->plan);
}

/* 1 yes, 0 no, -1 with e. */
static int
touches(struct search *s, const struct past *c, const struct message_told *told,
    struct err *e)
{
	const char *plan = s->how->plan;
	struct past_file *files;
	size_t n;

	if (!plan || message_names(c->message, plan))
		return 1;
	/* So many that the message does not name them. */
	if (told->plans == 0 || strstr(c->message, "\nPlan: "))
		return 0;
	if (past_files(&files, &n, s->r, c->id, of_plan, s, e) != 0)
		return -1;
	return n > 0;
}

static void
keep(struct search *s, const struct past *c, const struct message_told *told)
{
	struct arena *a = s->r->a;
	struct mine *m;

	s->v = arena_grow(a, s->v, &s->cap, s->n + 1, sizeof *s->v);
	m = &s->v[s->n++];
	*m = (struct mine){.c = *c, .told = *told};
	m->c.id = arena_strdup(a, c->id);
	m->c.author = arena_strdup(a, c->author);
	m->c.email = arena_strdup(a, c->email);
	m->c.message = arena_strdup(a, c->message);
	m->subject = arena_strndup(a, c->message, strcspn(c->message, "\r\n"));
	for (size_t i = 0; i < s->parts.n; i++)
		if (str_starts(s->parts.v[i], c->id))
			strs_add(
			    &m->taken, a, s->parts.v[i] + strlen(c->id) + 1);
	/* Plan by plan all of it has been taken back. */
	if (m->taken.n && m->taken.n >= told->plans)
		s->n--;
}

static int
visit(void *ctx, const struct past *c, struct err *e)
{
	struct search *s = ctx;
	struct message_told told;
	int code;

	message_read(&told, s->r->a, c->message);
	if (is_taken(s, c->id, s->how->plan))
		return 0;
	if (told.what.id)
		note_undo(s, &told.what);
	if (!told.command || c->parents > 1 ||
	    strcasecmp(c->email, s->how->email) != 0 ||
	    (s->how->redo ? !told.undo || told.what.redo : told.undo))
		return 0;
	code = touches(s, c, &told, e);
	if (code > 0)
		keep(s, c, &told);
	return code < 0 ? -1 : s->n == s->how->max;
}

int
mine_find(struct mine **v, size_t *n, bool *cut, struct repo *r,
    const struct mine_how *how, struct err *e)
{
	struct search s = {.r = r, .how = how};

	if (past_each(r, visit, &s, cut, e) != 0)
		return -1;
	*v = s.v;
	*n = s.n;
	return 0;
}
