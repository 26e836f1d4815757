#include "track/undo.h"

#include <string.h>
#include <time.h>

#include "base/str.h"
#include "plan/id.h"
#include "track/unpatch.h"

/* ---- which file it is ---- */

const char *
undo_owner_of(struct arena *a, const char *path)
{
	const char *at = strstr(path, "/files/"), *id, *end;

	if (!at || !str_starts(path, "plans/"))
		return NULL;
	id = at + strlen("/files/");
	end = strchr(id, '/');
	return end ? arena_strndup(a, id, (size_t)(end - id)) : NULL;
}

const char *
undo_plan_of(struct arena *a, const char *path)
{
	const char *name = strrchr(path, '/');

	if (!str_starts(path, "plans/") || !str_ends(path, ".md") ||
	    strstr(path, "/files/"))
		return NULL;
	if (strcmp(name, "/README.md") == 0 || strchr("._", name[1]))
		return NULL;
	return id_of_path(a, path);
}

static bool
bytes_equal(struct bytes x, struct bytes y)
{
	return x.p && y.p && x.n == y.n && memcmp(x.p, y.p, x.n) == 0;
}

/* ---- meaning ---- */

static struct plan *
read_plan(const struct undo_file *f, const struct undo *u, struct bytes text)
{
	struct plan *p = arena_new(u->a, struct plan);

	plan_read(p, u->a, u->s, u->today, f->path, text.p, text.n);
	return p;
}

/* The items of x that y lacks, in order. */
static struct strs
items_less(const struct strs *x, const struct strs *y, struct arena *a)
{
	struct strs out = {NULL, 0, 0};

	for (size_t i = 0; x && i < x->n; i++)
		if (!y || strs_find(y, x->v[i]) < 0)
			strs_add(&out, a, x->v[i]);
	return out;
}

/* Lists by what came and went, so that others' items do not count. */
static void
lists_to_differences(struct changes *c, struct arena *a)
{
	for (size_t i = 0; i < c->n; i++) {
		struct change *ch = &c->v[i];
		struct strs *old = arena_new(a, struct strs);
		struct strs *new = arena_new(a, struct strs);

		if (!ch->old_list && !ch->new_list)
			continue;
		*old = items_less(ch->old_list, ch->new_list, a);
		*new = items_less(ch->new_list, ch->old_list, a);
		ch->old_list = old;
		ch->new_list = new;
	}
}

/* Do x to y and p to q mean the same change? */
static bool
same_change(const struct undo *u, const struct plan *x, const struct plan *y,
    const struct plan *p, const struct plan *q)
{
	struct changes one = {NULL, 0, 0}, two = {NULL, 0, 0};

	plan_changes(&one, u->a, x, y);
	plan_changes(&two, u->a, p, q);
	lists_to_differences(&one, u->a);
	lists_to_differences(&two, u->a);
	return changes_equal(&one, &two, u->a);
}

static bool
names_goal(const struct entry *en, const char *goal)
{
	for (size_t i = 0; i < en->goals.n; i++)
		if (strcmp(en->goals.v[i].id, goal) == 0)
			return true;
	return false;
}

/* NULL: the goal is not there or has none. */
static const struct reading *
newest_reading(const struct plan *p, const char *goal)
{
	const struct goal *g = plan_goal(p, goal);

	return g && g->nreadings ? &g->readings[g->nreadings - 1] : NULL;
}

/* Has the goal been given the value that it would lose once more since? */
static const struct reading *
given_again(
    const struct change *ch, const struct plan *before, const struct plan *back)
{
	const struct reading *r, *was;

	if (strcmp(ch->what, "goal.progress") != 0 || !ch->old)
		return NULL;
	r = newest_reading(back, ch->goal);
	was = newest_reading(before, ch->goal);
	if (!r || strcmp(r->value, ch->old) != 0)
		return NULL;
	return was && was->day == r->day && str_eq(was->value, r->value) ? NULL
									 : r;
}

/*
 * What the lines cannot tell: a goal would lose the value that a later
 * reading gave it again, or entries would name a goal that is gone.
 */
static const char *
still_used(const struct undo *u, const struct changes *c,
    const struct plan *before, const struct plan *back)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *ch = &c->v[i];
		const struct reading *r = given_again(ch, before, back);

		if (r)
			return arena_printf(u->a,
			    "a later reading (of %s) says %s of the goal %s "
			    "too",
			    r->date, r->value, ch->goal);
		if (strcmp(ch->what, "goal.removed") != 0)
			continue;
		for (size_t k = 0; k < back->nentries; k++)
			if (names_goal(&back->entries[k], ch->goal))
				return arena_printf(u->a,
				    "a later entry (of %s) names the goal %s",
				    back->entries[k].date, ch->goal);
	}
	return NULL;
}

/* Compares meanings; fills f->changes or f->why. */
static int
check_meaning(struct undo_file *f, const struct undo *u, struct err *e)
{
	struct plan *now = read_plan(f, u, f->now);
	struct plan *back = read_plan(f, u, f->back);
	struct plan *old = read_plan(f, u, f->old);
	struct plan *new = read_plan(f, u, f->new);
	struct err bad;

	if (plan_writable(now, e) != 0)
		return -1;
	if (plan_writable(back, &bad) != 0) {
		f->why = arena_printf(u->a,
		    "the plan would have an error then (line %zu: %s)",
		    bad.line, bad.msg);
		return 0;
	}
	if (old->broken || new->broken ||
	    !same_change(u, now, back, new, old)) {
		f->why = "something that was written since depends on it";
		return 0;
	}
	plan_changes(&f->changes, u->a, now, back);
	f->why = still_used(u, &f->changes, old, back);
	return 0;
}

/* ---- one file ---- */

static int
take_back_lines(struct undo_file *f, const struct undo *u, struct err *e)
{
	struct buf b = BUF_INIT;
	bool done = false;
	int code;

	code = unpatch(&b, &done, u->a, f->old, f->new, f->now, e);
	if (code == 0 && done)
		f->back =
		    (struct bytes){arena_strndup(u->a, buf_str(&b), b.n), b.n};
	buf_free(&b);
	if (code != 0)
		return -1;
	if (!done)
		f->why = "the same lines were changed since";
	else if (f->id)
		return check_meaning(f, u, e);
	return 0;
}

/* The one change of a plan that comes or goes. */
static void
tell_plan(struct undo_file *f, const struct undo *u)
{
	if (!f->id)
		return;
	if (f->back.p)
		plan_changes(&f->changes, u->a, NULL, read_plan(f, u, f->back));
	else
		plan_changes(&f->changes, u->a, read_plan(f, u, f->now), NULL);
}

int
undo_file(struct undo_file *f, const struct undo *u, struct err *e)
{
	f->back = (struct bytes){NULL, 0};
	f->changes = (struct changes){NULL, 0, 0};
	f->why = NULL;
	if (!f->new.p && f->now.p)
		f->why = "there is such a file again";
	else if (f->new.p && !f->now.p)
		f->why = "its file is not there any more";
	else if (f->old.p && f->new.p && !f->whole)
		return take_back_lines(f, u, e);
	else if (f->new.p && !bytes_equal(f->now, f->new))
		f->why = f->old.p ? "the file was changed since"
				  : "it has been worked on since";
	if (!f->why) {
		f->back = f->old;
		tell_plan(f, u);
	}
	return 0;
}

/* ---- why not ---- */

struct trial {
	const struct undo_file *f;
	const struct undo *u;
};

/* Could it be taken back from this version? */
static bool
passes(void *ctx, struct bytes version)
{
	const struct trial *t = ctx;
	struct undo_file f = *t->f;
	struct err e;

	f.now = version;
	return undo_file(&f, t->u, &e) == 0 && !f.why;
}

/* ": goal read: due 2026-10-02 -> 2026-11-06", where it can be told. */
static const char *
in_plan_words(const struct undo_file *f, const struct undo *u,
    struct bytes before, struct bytes after)
{
	const struct plan *x, *y;
	struct changes c = {NULL, 0, 0};
	struct message_plan v = {f->id, &c};
	struct message m = {.v = &v, .n = 1};
	struct buf b = BUF_INIT;
	const char *s;

	if (!f->id || !before.p || !after.p)
		return "";
	x = read_plan(f, u, before);
	y = read_plan(f, u, after);
	if (x->broken || y->broken)
		return "";
	plan_changes(&c, u->a, x, y);
	message_subject(&b, &m);
	s = arena_printf(u->a, ": %s", buf_str(&b));
	buf_free(&b);
	return s;
}

const char *
undo_when(struct arena *a, const struct past *c)
{
	time_t t = (time_t)(c->at_s + (int64_t)c->offset_min * 60);
	char text[32];
	struct tm tm;

	if (!gmtime_r(&t, &tm) ||
	    strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm) == 0)
		return "?";
	return arena_strdup(a, text);
}

int
undo_refuse(const struct undo_file *f, const struct undo *u, int64_t since_s,
    struct err *e)
{
	const char *name = f->id ? f->id : f->path, *by = "";
	struct past_culprit who = {.found = false};
	struct trial t = {f, u};

	if (past_blame(&who, u->r, f->path, since_s, passes, &t, e) != 0)
		return -1;
	if (who.uncommitted)
		by = arena_printf(u->a, ", by hand and not committed%s",
		    in_plan_words(f, u, who.old, f->now));
	else if (who.found)
		by = arena_printf(u->a, ", by %s on %.10s (%.7s)%s",
		    who.c.author, undo_when(u->a, &who.c), who.c.id,
		    in_plan_words(f, u, who.old, who.new));
	err_set(e, ERR_ANSWER, "%s: this cannot be taken back: %s%s", name,
	    f->why, by);
	return err_hint(e,
	    "nothing was changed; put the plan right with a new change, or "
	    "take the later one back first");
}
