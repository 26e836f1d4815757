#include "plan/goal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const status_words[GOAL_STATUS_COUNT] = {
    [GOAL_PROPOSED] = "proposed",
    [GOAL_ACTIVE] = "active",
    [GOAL_MET] = "met",
    [GOAL_PAUSED] = "paused",
    [GOAL_DROPPED] = "dropped",
};

const char *
goal_status_word(enum goal_status s)
{
	return status_words[s];
}

bool
goal_status_parse(const char *word, enum goal_status *out)
{
	for (int i = 0; i < GOAL_STATUS_COUNT; i++)
		if (strcmp(word, status_words[i]) == 0) {
			*out = (enum goal_status)i;
			return true;
		}
	return false;
}

bool
number_parse(const char *s, double *out)
{
	const char *p = s + (*s == '-' || *s == '+');
	size_t whole = strspn(p, "0123456789"), part = 0;

	if (p[whole] == '.')
		part = 1 + strspn(p + whole + 1, "0123456789");
	if (whole == 0 || part == 1 || p[whole + part] != '\0' ||
	    whole + part > 16)
		return false;
	*out = strtod(s, NULL);
	return true;
}

bool
goal_value(const struct goal *g, const struct settings *s, const char *value,
    double *out)
{
	const struct scale *sc = g->scale ? settings_scale(s, g->scale) : NULL;
	long place;

	if (!g->scale)
		return number_parse(value, out);
	place = sc ? scale_place(sc, value) : -1;
	*out = (double)place;
	return place >= 0;
}

const struct front_node *
level_member(const struct front_node *levels, double v)
{
	const struct front_node *n = levels ? levels->first : NULL;
	double level;

	while (n && (!n->key || !number_parse(n->key, &level) || level != v))
		n = n->next;
	return n;
}

/* The target's place; false if the goal has none. */
static bool
target_of(const struct goal *g, const struct settings *s, double *out)
{
	const struct scale *sc = g->scale ? settings_scale(s, g->scale) : NULL;

	if (g->target)
		return goal_value(g, s, g->target, out);
	if (sc)
		*out = (double)sc->reached_at;
	else if (!g->scale && g->levels && g->levels->n)
		*out = 0;
	else if (!g->scale && g->unit && strcmp(g->unit, "%") == 0)
		*out = 100;
	else
		return false;
	return true;
}

static bool
baseline_of(
    const struct goal *g, const struct settings *s, double target, double *out)
{
	if (g->baseline)
		return goal_value(g, s, g->baseline, out);
	*out = g->levels && g->levels->n && !g->scale ? -2 : 0;
	return g->scale || (g->levels && g->levels->n) || target > 0;
}

double
goal_share(const struct goal *g, const struct settings *s)
{
	double from, to, now, share;

	if (g->status == GOAL_MET)
		return 1;
	if (!g->progress || !goal_value(g, s, g->progress, &now) ||
	    !target_of(g, s, &to) || !baseline_of(g, s, to, &from))
		return NAN;
	if (to == from)
		return now == to ? 1 : 0;
	share = (now - from) / (to - from);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

bool
goal_measured(const struct goal *g)
{
	return g->measure || g->scale || (g->levels && g->levels->n);
}
