#include "view/template_view.h"

int
templates_table(struct buf *out, struct arena *a, const struct template *v,
    size_t n, int width, bool color, struct err *e)
{
	static const struct table_col cols[] = {
	    {"TEMPLATE", false, false, TABLE_BOLD},
	    {"FOR", false, true, TABLE_PLAIN},
	    {"FROM", false, false, TABLE_DIM},
	};
	struct table t;

	table_init(&t, a, cols, 3);
	for (size_t i = 0; i < n; i++)
		table_row(&t, (const char *const[]){v[i].name, v[i].about,
				  v[i].own ? "school" : "ilp"});
	return table_print(out, &t, width, color, e);
}

void
templates_json(struct buf *out, const struct template *v, size_t n)
{
	json_t *doc = json_doc("template-list"), *list = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_object();

		json_put_text(o, "name", v[i].name);
		json_put_text(o, "about", v[i].about);
		json_put(o, "school", json_boolean(v[i].own));
		json_add(list, o);
	}
	json_put(doc, "templates", list);
	json_finish(out, doc);
}
