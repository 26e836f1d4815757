#include "plan/change_copy.h"

static const char *
copied(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static const struct strs *
copied_list(struct arena *a, const struct strs *l)
{
	struct strs *out;

	if (!l)
		return NULL;
	out = arena_new(a, struct strs);
	for (size_t i = 0; i < l->n; i++)
		strs_add(out, a, arena_strdup(a, l->v[i]));
	return out;
}

void
changes_copy(struct changes *out, struct arena *a, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *x = &c->v[i];
		struct change *y = change_add(out, a, copied(a, x->what));

		y->goal = copied(a, x->goal);
		y->section = copied(a, x->section);
		y->date = copied(a, x->date);
		y->by = copied(a, x->by);
		y->heading = copied(a, x->heading);
		y->text = copied(a, x->text);
		y->old = copied(a, x->old);
		y->new = copied(a, x->new);
		y->old_list = copied_list(a, x->old_list);
		y->new_list = copied_list(a, x->new_list);
	}
}
