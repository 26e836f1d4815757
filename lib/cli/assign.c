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

bool
assigns_have(const struct assigns *l, const char *key)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].key, key) == 0)
			return true;
	return false;
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

void
assigns_options(struct app *app, struct assigns *l, const struct opt *table,
    const void *values, const char *(*key_of)(const char *option))
{
	for (const struct opt *o = table; o->letter || o->name; o++) {
		const void *at = (const char *)values + o->off;
		const char *key = o->name ? key_of(o->name) : NULL;
		const struct strs *list = at;

		if (!key || !opt_given(o, values))
			continue;
		if (o->kind == OPT_TEXT)
			assigns_put(
			    app, l, key, ASSIGN_SET, *(const char *const *)at);
		for (size_t i = 0; o->kind == OPT_LIST && i < list->n; i++)
			assigns_put(app, l, key, ASSIGN_ADD, list->v[i]);
	}
}

int
assigns_dates(struct app *app, struct assigns *l,
    const struct field *(*known)(const char *key))
{
	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = known(l->v[i].key);
		const char *value = l->v[i].value;
		bool written, due = strcmp(l->v[i].key, "due") == 0;
		int day;

		if (!f || f->shape != SHAPE_DATE ||
		    date_iso(value, strlen(value), &day))
			continue;
		if (date_parse(&day, &written, value, app->load.today,
			due ? DATE_FUTURE : DATE_PAST, &app->err) != 0)
			return -1;
		l->v[i].value = date_text(&app->arena, day);
		app_note(app, "%s is %s", value, l->v[i].value);
	}
	return 0;
}
