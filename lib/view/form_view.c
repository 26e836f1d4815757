#include "view/form_view.h"

#include <string.h>

#include "view/json.h"
#include "view/lines.h"

#define QUESTION_COL 17

static void
show_part(struct lines *l, const struct form_part *p)
{
	const char *level =
	    str_starts(p->key, "levels.") ? p->key + strlen("levels.") : NULL;
	size_t col = lines_add(l, lines_pad(l, 0, 2), 2, NULL,
	    arena_printf(l->a, "--%s%s%s", p->option, level ? " " : "",
		level ? arena_printf(l->a, "%s=", level) : ""));

	col = lines_pad(l, col, QUESTION_COL);
	col = lines_add(l, col, QUESTION_COL, LINES_DIM,
	    arena_printf(
		l->a, "%s%s:", p->word, p->needed ? "" : ", if you like"));
	lines_add(
	    l, lines_pad(l, col, col + 1), QUESTION_COL, NULL, p->question);
	lines_end(l);
}

static void
show_form(struct lines *l, const struct form *f)
{
	size_t col;

	lines_gap(l);
	col = lines_add(l, 0, 0, LINES_BOLD, f->name);
	lines_add(
	    l, lines_pad(l, col, QUESTION_COL), QUESTION_COL, NULL, f->about);
	lines_end(l);
	for (size_t i = 0; i < f->nparts; i++)
		show_part(l, &f->parts[i]);
}

void
forms_text(struct buf *out, struct arena *a, const struct form *f, int width,
    bool color)
{
	struct lines l = {
	    .out = out, .a = a, .width = (size_t)width, .color = color};

	for (size_t i = 0; i < nforms; i++)
		if (!f || f == &forms[i])
			show_form(&l, &forms[i]);
}

static json_t *
part_json(const struct form_part *p)
{
	json_t *o = json_object();
	bool step = strcmp(p->key, FORM_STEP) == 0;

	json_put_text(o, "part", p->word);
	json_put_text(o, "key", step ? NULL : p->key);
	json_put_text(o, "option", p->option);
	json_put(o, "list", json_boolean(p->list));
	json_put(o, "needed", json_boolean(p->needed));
	json_put_text(o, "question", p->question);
	return o;
}

static json_t *
form_json(const struct form *f)
{
	json_t *o = json_object(), *parts = json_array();

	json_put_text(o, "name", f->name);
	json_put_text(o, "about", f->about);
	for (size_t i = 0; i < f->nparts; i++)
		json_add(parts, part_json(&f->parts[i]));
	json_put(o, "parts", parts);
	return o;
}

void
forms_json(struct buf *out, const struct form *f)
{
	json_t *doc = json_doc("goal-forms"), *list = json_array();

	for (size_t i = 0; i < nforms; i++)
		if (!f || f == &forms[i])
			json_add(list, form_json(&forms[i]));
	json_put(doc, "forms", list);
	json_finish(out, doc);
}
