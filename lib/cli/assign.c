#include "cli/assign.h"

#include <string.h>

#include "plan/field.h"

void
assigns_put(struct app *app, struct assigns *l, const char *key,
    enum assign_op op, const char *value)
{
	l->v = arena_grow(&app->arena, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = (struct assign){key, op, value};
}

int
assigns_add(struct app *app, struct assigns *l, const char *text)
{
	struct assign v;

	if (assign_parse(&v, &app->arena, text, &app->err) != 0)
		return -1;
	assigns_put(app, l, v.key, v.op, v.value);
	return 0;
}

int
assigns_dates(struct app *app, struct assigns *l,
    const struct field *(*known)(const char *key))
{
	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = known(l->v[i].key);
		const char *value = l->v[i].value;
		bool written;
		int day;

		if (!f || f->shape != SHAPE_DATE ||
		    date_iso(value, strlen(value), &day))
			continue;
		if (date_parse(&day, &written, value, app->load.today,
			DATE_FUTURE, &app->err) != 0)
			return -1;
		l->v[i].value = date_text(&app->arena, day);
		app_note(app, "%s is %s", value, l->v[i].value);
	}
	return 0;
}
