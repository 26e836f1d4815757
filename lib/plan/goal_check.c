#include "plan/goal_check.h"

#include <string.h>

bool
level_parse(const char *word, int *out)
{
	double v;

	if (!number_parse(word, &v) || v < -2 || v > 2 || v != (int)v)
		return false;
	*out = (int)v;
	return true;
}

/* Whether an assignment writes that key, or one below it. */
static bool
touched(const struct assign *v, size_t n, const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 0; i < n; i++)
		if (v[i].op != ASSIGN_DROP &&
		    strncmp(v[i].key, key, len) == 0 &&
		    (!v[i].key[len] || v[i].key[len] == '.'))
			return true;
	return false;
}

static int
value_agrees(const char *key, const char *value, struct err *e)
{
	int level;

	if (!value || level_parse(value, &level))
		return 0;
	err_at(e, NULL, 0, 0, "goal-level",
	    "%s: %s is no level of goal attainment", key, value);
	return err_hint(e, "use -2, -1, 0, 1 or 2");
}

int
goal_agrees(
    const struct goal *g, const struct assign *v, size_t n, struct err *e)
{
	bool levels = touched(v, n, "levels");

	if (!g->levels || !g->levels->n)
		return 0;
	if (g->scale && (levels || touched(v, n, "scale"))) {
		err_set(e, ERR_INPUT,
		    "a goal has levels of its own, or a scale, not both");
		return err_hint(e, "leave one of the two out, or unset it");
	}
	if (g->scale)
		return 0;
	if (((levels || touched(v, n, "baseline")) &&
		value_agrees("baseline", g->baseline, e) != 0) ||
	    ((levels || touched(v, n, "target")) &&
		value_agrees("target", g->target, e) != 0) ||
	    ((levels || touched(v, n, "progress")) &&
		value_agrees("progress", g->progress, e) != 0))
		return -1;
	return 0;
}

void
goal_notes(
    struct edit *ed, const struct goal *g, const struct assign *v, size_t n)
{
	int start = text_day(g->start), due = text_day(g->due);

	if (g->scale && touched(v, n, "scale") &&
	    !settings_scale(ed->s, g->scale))
		strs_add(&ed->notes, ed->a,
		    arena_printf(ed->a,
			"no scale is called %s, so its levels cannot be "
			"checked; ilp.yml lists scales",
			g->scale));
	if (start != DAY_NONE && due != DAY_NONE && due < start &&
	    (touched(v, n, "start") || touched(v, n, "due")))
		strs_add(&ed->notes, ed->a,
		    arena_printf(ed->a, "%s is due %s, before it starts (%s)",
			g->id, g->due, g->start));
}
