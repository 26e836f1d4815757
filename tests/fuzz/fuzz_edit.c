/*
 * Any plan, any edit: line 1 is what to do, line 2 the key or name, line 3
 * the value, then comes the plan.  An edit of a fact leaves the body as it
 * was, one of the body leaves the facts.
 */

#include "fuzz.h"

#include "plan/edit.h"

struct order {
	char what;
	const char *key;
	const char *value;
};

/* The next line of the input, in a. */
static const char *
line(struct arena *a, const char **p, const char *end)
{
	const char *from = *p;
	const char *lf = memchr(from, '\n', (size_t)(end - from));

	*p = lf ? lf + 1 : end;
	return arena_strndup(a, from, (size_t)((lf ? lf : end) - from));
}

static int
apply(struct edit *ed, const struct order *o, struct err *e)
{
	const char *goal = ed->now->ngoals ? ed->now->goals[0].id : "none";
	struct assign v = {o->key, ASSIGN_SET, o->value};
	struct step_new step = {o->value, NULL, NULL, NULL, NULL};
	struct attr attr = {"goal", o->key, 0};
	struct entry_new entry = {SECTION_NOTES, "2026-10-02", "j.ortiz", &attr,
	    *o->key != 0, o->value};
	const char *id;

	switch (o->what) {
	case 's':
		return edit_set(ed, &v, 1, e);
	case '+':
		v.op = ASSIGN_ADD;
		return edit_goal_set(ed, goal, &v, 1, e);
	case '-':
		v.op = ASSIGN_DROP;
		return edit_goal_set(ed, goal, &v, 1, e);
	case 'u':
		return edit_unset(ed, o->key, e);
	case 'g':
		return edit_goal_set(ed, goal, &v, 1, e);
	case 'G':
		return edit_goal_unset(ed, goal, o->key, e);
	case 'a':
		return edit_goal_add(ed, &id, NULL, o->value, NULL, 0, e);
	case 'm':
		return edit_goal_status(
		    ed, goal, GOAL_MET, "2026-10-20", NULL, NULL, e);
	case 't':
		return edit_step_add(ed, goal, &step, e);
	case 'd':
		return edit_step_done(ed, goal, 1, true, "2026-10-20", e);
	case 'o':
		return edit_step_done(ed, goal, 1, false, NULL, e);
	default:
		return edit_entry_add(ed, &entry, e);
	}
}

static void
sides_check(const struct doc *x, const struct doc *y, char what)
{
	size_t n = x->len - x->body;

	if (what && strchr("s+-ugGam", what))
		PROMISE(y->len - y->body == n &&
			memcmp(x->src + x->body, y->src + y->body, n) == 0);
	else if (what && strchr("tdo", what))
		PROMISE(
		    y->body == x->body && memcmp(x->src, y->src, x->body) == 0);
}

static void
edit_check(struct arena *a, const struct plan *p, const struct settings *s,
    int today, const struct order *o)
{
	struct edit ed;
	struct err e;

	err_clear(&e);
	edit_begin(&ed, a, s, today, p);
	if (apply(&ed, o, &e) != 0) {
		PROMISE(ed.now == p && *e.msg);
		return;
	}
	PROMISE(!ed.now->broken && ed.now->diags.errors == 0);
	sides_check(&p->doc, &ed.now->doc, o->what);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data, *end = p + size;
	struct settings s;
	struct order o;
	struct arena a;
	struct plan plan;
	struct err e;
	int today;

	arena_init(&a);
	settings_init(&s, &a);
	date_iso("2026-10-20", 10, &today);
	o.what = *line(&a, &p, end);
	o.key = line(&a, &p, end);
	o.value = line(&a, &p, end);
	plan_read(
	    &plan, &a, &s, today, "plans/asha-r.md", p, (size_t)(end - p));
	if (plan_writable(&plan, &e) == 0 && *o.value)
		edit_check(&a, &plan, &s, today, &o);
	arena_free(&a);
	return 0;
}
