#include "view/story_view.h"

#include <math.h>
#include <string.h>

#include "base/dayword.h"
#include "view/story_words.h"
#include "view/wrap.h"

#define WIDE	  24 /* columns of the line that the mark moves on */
#define DATE_WIDE 11 /* of "26 Oct 2026" */
#define GAP_DAYS  28 /* nothing for so long is shown, with a longer cadence */

/* ---- the line that values are marks on ---- */

struct axis {
	double lo, hi;
	const char *lo_text, *hi_text;
	bool aims; /* aim is known */
	double aim;
	const char *aim_text;
};

static const char *
aim_text(const struct chart *c)
{
	const struct goal *g = c->goal;
	const struct scale *sc =
	    g->scale ? settings_scale(c->settings, g->scale) : NULL;

	if (g->target)
		return g->target;
	if (sc && sc->reached_at < sc->levels.n)
		return sc->levels.v[sc->reached_at];
	if (!g->scale && g->levels && g->levels->n)
		return "0";
	return g->unit && strcmp(g->unit, "%") == 0 ? "100" : NULL;
}

static void
stretch(struct axis *x, double v, const char *text)
{
	if (!x->lo_text || v < x->lo) {
		x->lo = v;
		x->lo_text = text;
	}
	if (!x->hi_text || v > x->hi) {
		x->hi = v;
		x->hi_text = text;
	}
}

static void
stretch_to(struct axis *x, const struct chart *c, const char *value)
{
	double v;

	if (value && goal_value(c->goal, c->settings, value, &v))
		stretch(x, v, value);
}

static struct axis
axis_of(const struct chart *c)
{
	const struct goal *g = c->goal;
	const struct scale *sc =
	    g->scale ? settings_scale(c->settings, g->scale) : NULL;
	struct axis x = {0};

	for (size_t i = 0; i < c->trend->n; i++)
		if (c->trend->v[i].placed)
			stretch(&x, c->trend->v[i].place, c->trend->v[i].value);
	x.aim_text = aim_text(c);
	x.aims = x.aim_text && goal_value(g, c->settings, x.aim_text, &x.aim);
	stretch_to(&x, c, x.aim_text);
	stretch_to(&x, c, g->baseline);
	for (size_t i = 0; sc && i < sc->levels.n; i++)
		stretch(&x, (double)i, sc->levels.v[i]);
	if (!g->scale && g->levels && g->levels->n) {
		stretch(&x, -2, "-2");
		stretch(&x, 2, "2");
	} else if (x.lo > 0 && x.lo < x.hi - x.lo) {
		stretch(&x, 0, "0");
	}
	return x;
}

static size_t
place(const struct axis *x, double v)
{
	if (x->hi <= x->lo)
		return 0;
	return (size_t)floor((v - x->lo) / (x->hi - x->lo) * (WIDE - 1) + 0.5);
}

/* ---- rows ---- */

/* "-----o      |" */
static const char *
row_text(struct lines *l, const struct axis *x, const struct trend_point *pt)
{
	char *row = arena_alloc(l->a, WIDE + 1);
	size_t at = pt->placed ? place(x, pt->place) : 0;

	memset(row, ' ', WIDE);
	if (pt->placed)
		memset(row, '-', at);
	if (x->aims)
		row[place(x, x->aim)] = '|';
	if (pt->placed)
		row[at] = 'o';
	return row;
}

static const char *
source_say(struct lines *l, const struct chart *c, const struct trend_point *pt)
{
	const struct event *e = pt->event;
	const char *by, *name;

	switch (pt->source) {
	case TREND_READING:
		name = section_entry_word(section_name(pt->reading->source));
		by = who_name(l, c->plan, pt->reading->by);
		return by ? arena_printf(l->a, "%s, %s", name, by) : name;
	case TREND_PROGRESS:
		by = e->by ? who_name(l, c->plan, e->by) : e->commit->name;
		return arena_printf(l->a, "set by %s", by);
	case TREND_BEGUN:
		break;
	}
	return "when the goal came";
}

static void
show_row(struct lines *l, const struct chart *c, const struct axis *x, size_t i,
    size_t wide)
{
	const struct trend_point *pt = &c->trend->v[i];
	const char *day = day_say_short(l->a, pt->day);
	size_t col = lines_pad(l, 0, 2 + DATE_WIDE - strlen(day));

	col = lines_add(l, col, 2, NULL, day);
	col = lines_pad(l, col, col + 2);
	col = lines_pad(l, col, col + wide - text_columns(pt->value));
	col = lines_add(l, col, 2, LINES_BOLD, pt->value);
	col = lines_pad(l, col, col + 2);
	buf_adds(l->out, row_text(l, x, pt));
	col = lines_pad(l, col + WIDE, col + WIDE + 2);
	lines_add(l, col, col, NULL, source_say(l, c, pt));
	lines_end(l);
}

/* How long nothing was read before point i, where that is long. */
static void
show_gap(struct lines *l, const struct chart *c, size_t i, size_t wide)
{
	int days = i ? c->trend->v[i].day - c->trend->v[i - 1].day : 0;
	int usual = 2 * c->plan->cadence_days;
	size_t col;

	if (days <= (usual > GAP_DAYS ? usual : GAP_DAYS))
		return;
	col = lines_pad(l, 0, 2 + DATE_WIDE + 2 + wide + 2);
	lines_add(l, col, col, LINES_DIM,
	    arena_printf(l->a, ": %s without a reading", days_say(l->a, days)));
	lines_end(l);
}

/* ---- what the rows mean ---- */

static const char *
levels_said(struct lines *l, const struct scale *sc)
{
	const char *all = sc->levels.v[0];

	for (size_t i = 1; i < sc->levels.n; i++)
		all = arena_printf(l->a, "%s, %s", all, sc->levels.v[i]);
	return all;
}

static void
show_key(struct lines *l, const struct chart *c, const struct axis *x)
{
	const struct goal *g = c->goal;
	const struct scale *sc =
	    g->scale ? settings_scale(c->settings, g->scale) : NULL;
	const char *s;

	if (sc && sc->levels.n)
		s = levels_said(l, sc);
	else if (x->hi > x->lo)
		s = arena_printf(l->a, "%s to %s", x->lo_text,
		    g->levels ? x->hi_text : value_say(l->a, g, x->hi_text));
	else
		return;
	if (x->aims)
		s = arena_printf(
		    l->a, "%s; the mark | is the target, %s", s, x->aim_text);
	lines_add(l, lines_pad(l, 0, 2), 2, NULL,
	    arena_printf(l->a, "From left to right: %s.", s));
	lines_end(l);
	lines_gap(l);
}

static bool
level_used(const struct chart *c, const struct axis *x, double level)
{
	for (size_t i = 0; i < c->trend->n; i++)
		if (c->trend->v[i].placed && c->trend->v[i].place == level)
			return true;
	return x->aims && x->aim == level;
}

/* What the levels that occur stand for, in the goal's own words. */
static void
show_levels(struct lines *l, const struct chart *c, const struct axis *x)
{
	const struct front_node *n = c->goal->levels;
	double level;

	if (c->goal->scale)
		return;
	for (n = n ? n->first : NULL; n; n = n->next) {
		if (!n->key || n->kind != FRONT_SCALAR || !*n->text ||
		    !number_parse(n->key, &level) || !level_used(c, x, level))
			continue;
		lines_gap(l);
		lines_add(l, lines_pad(l, 0, 2), 4, NULL,
		    arena_printf(l->a, "%s means %s", n->key,
			quoted_line(l->a, n->text)));
		lines_end(l);
	}
}

void
chart_show(struct lines *l, const struct chart *c)
{
	struct axis x = axis_of(c);
	size_t wide = 0;

	for (size_t i = 0; i < c->trend->n; i++) {
		size_t k = text_columns(c->trend->v[i].value);

		wide = k > wide ? k : wide;
	}
	if (c->trend->n)
		show_key(l, c, &x);
	for (size_t i = 0; i < c->trend->n; i++) {
		show_gap(l, c, i, wide);
		show_row(l, c, &x, i, wide);
	}
	if (c->trend->n)
		show_levels(l, c, &x);
}

/* ---- whose words ---- */

static const char *
counted(struct lines *l, size_t n, const char *one, const char *many)
{
	return arena_printf(l->a, "%zu %s", n, n == 1 ? one : many);
}

void
voices_show(struct lines *l, size_t indent, const struct voices *v)
{
	size_t words = voices_words(v);

	for (int i = 0; i < VOICE_COUNT; i++) {
		size_t col = indent;

		if (v->entries[i] == 0)
			continue;
		col = lines_add(l, lines_pad(l, 0, col), col, LINES_DIM,
		    voice_word((enum voice)i));
		col = lines_add(l, lines_pad(l, col, indent + 10), indent, NULL,
		    counted(l, v->entries[i], "entry", "entries"));
		col = lines_add(l, lines_pad(l, col, indent + 24), indent, NULL,
		    counted(l, v->words[i], "word", "words"));
		if (words)
			lines_add(l, lines_pad(l, col, indent + 38), indent,
			    NULL,
			    arena_printf(l->a, "%zu%%",
				(v->words[i] * 100 + words / 2) / words));
		lines_end(l);
	}
}
