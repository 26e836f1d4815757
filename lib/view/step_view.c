#include "view/step_view.h"

#include <string.h>

#include "view/json.h"
#include "view/table.h"

void
steps_view_begin(struct steps_view *s, struct arena *a)
{
	*s = (struct steps_view){.a = a};
}

void
steps_view_add(struct steps_view *s, const struct plan *p, const char *goal)
{
	for (size_t i = 0; i < p->ngoals; i++) {
		const struct goal *g = &p->goals[i];

		if (goal && strcmp(g->id, goal) != 0)
			continue;
		for (size_t k = 0; k < g->nsteps; k++) {
			s->v = arena_grow(
			    s->a, s->v, &s->cap, s->n + 1, sizeof *s->v);
			s->v[s->n++] = (struct step_row){p, g, &g->steps[k]};
		}
	}
}

/* The due date as ISO where it is known, else as written. */
static const char *
due_text(const struct steps_view *s, const struct step *st)
{
	return st->due_day == DAY_NONE ? st->due : date_text(s->a, st->due_day);
}

/* How many of the first columns, plan and goal, say the same in each row. */
static size_t
same_columns(const struct steps_view *s)
{
	size_t n = 2;

	for (size_t i = 1; i < s->n && n; i++)
		if (s->v[i].plan != s->v[0].plan)
			n = 0;
		else if (s->v[i].goal != s->v[0].goal)
			n = 1;
	return n;
}

int
steps_view_table(struct buf *out, const struct steps_view *s, int width,
    bool color, struct err *e)
{
	static const struct table_col cols[] = {
	    {"PLAN", false, true, TABLE_PLAIN},
	    {"GOAL", false, true, TABLE_PLAIN},
	    {"N", true, false, TABLE_PLAIN},
	    {"DONE", false, false, TABLE_PLAIN},
	    {"DUE", false, false, TABLE_PLAIN},
	    {"WHO", false, true, TABLE_PLAIN},
	    {"STEP", false, true, TABLE_PLAIN},
	};
	size_t first = width ? same_columns(s) : 0;
	struct table t;

	table_init(&t, s->a, cols + first, sizeof cols / sizeof *cols - first);
	for (size_t i = 0; i < s->n; i++) {
		const struct step *st = s->v[i].step;
		const char *texts[] = {s->v[i].plan->id, s->v[i].goal->id,
		    arena_printf(s->a, "%zu", st->n),
		    st->done ? (st->done_on ? st->done_on : "yes") : NULL,
		    due_text(s, st), st->who, st->text};

		table_row(&t, texts + first);
		if (st->done)
			table_paint(&t, 6 - first, TABLE_DIM);
	}
	return table_print(out, &t, width, color, e);
}

void
steps_view_json(struct buf *out, const struct steps_view *s)
{
	json_t *doc = json_doc("step-list"), *list = json_array();

	for (size_t i = 0; i < s->n; i++) {
		const struct step *st = s->v[i].step;
		json_t *o = json_object();

		json_put_text(o, "plan", s->v[i].plan->id);
		json_put_text(o, "goal", s->v[i].goal->id);
		json_put_count(o, "n", st->n);
		json_put_text(o, "text", st->text);
		json_put(o, "done", json_boolean(st->done));
		json_put_text(o, "done_on", st->done_on);
		json_put_text(o, "due", due_text(s, st));
		json_put_text(o, "who", st->who);
		json_put_number(o, "hours", st->hours);
		json_put_text(o, "check", st->check);
		json_add(list, o);
	}
	json_put(doc, "steps", list);
	json_finish(out, doc);
}
