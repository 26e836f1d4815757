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

int
steps_view_table(struct buf *out, const struct steps_view *s, int width,
    bool color, struct err *e)
{
	static const struct table_col cols[] = {
	    {"plan", false, true, TABLE_PLAIN},
	    {"goal", false, true, TABLE_PLAIN},
	    {"n", true, false, TABLE_PLAIN},
	    {"done", false, false, TABLE_PLAIN},
	    {"due", false, false, TABLE_PLAIN},
	    {"who", false, true, TABLE_PLAIN},
	    {"step", false, true, TABLE_PLAIN},
	};
	struct table t;

	table_init(&t, s->a, cols, sizeof cols / sizeof *cols);
	for (size_t i = 0; i < s->n; i++) {
		const struct step *st = s->v[i].step;
		const char *texts[] = {s->v[i].plan->id, s->v[i].goal->id,
		    arena_printf(s->a, "%zu", st->n),
		    st->done ? (st->done_on ? st->done_on : "yes") : NULL,
		    due_text(s, st), st->who, st->text};

		table_row(&t, texts);
		if (st->done)
			table_paint(&t, 6, TABLE_DIM);
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
