#include "view/goal_text.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "plan/change.h"

#define BAR 20 /* columns */

static const char *
repeated(struct lines *l, const char *mark, size_t n)
{
	size_t k = strlen(mark);
	char *s = arena_alloc(l->a, n * k + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * k, mark, k);
	return s;
}

/* A bar of the share, only for eyes: in a pipe the number says it. */
static size_t
show_bar(struct lines *l, size_t col, double share)
{
	size_t full = (size_t)floor(share * BAR + 0.5);

	if (l->width == 0)
		return col;
	col = lines_add(l, col, 0, share >= 1 ? LINES_GREEN : NULL,
	    repeated(l, "\xe2\x94\x81", full));
	col = lines_add(
	    l, col, 0, LINES_DIM, repeated(l, "\xe2\x94\x80", BAR - full));
	return lines_pad(l, col, col + 2);
}

/* "now 3, from 0 to 4 sources"; "" where nothing is known. */
static const char *
way_words(struct lines *l, const struct goal *g)
{
	struct buf b = BUF_INIT;
	const char *s;

	if (g->progress)
		buf_addf(&b, "now %s%s", g->progress,
		    g->baseline || g->target ? ", " : "");
	if (g->baseline)
		buf_addf(&b, "from %s%s", g->baseline, g->target ? " " : "");
	if (g->target)
		buf_addf(&b, "to %s", g->target);
	if (b.n && g->unit)
		buf_addf(&b, " %s", g->unit);
	s = arena_strdup(l->a, buf_str(&b));
	buf_free(&b);
	return s;
}

static void
show_way(struct lines *l, const struct goal *g)
{
	const char *words = way_words(l, g);
	size_t col;

	if (isnan(g->share) && !*words)
		return;
	col = lines_pad(l, 0, 2);
	if (!isnan(g->share)) {
		col = show_bar(l, col, g->share);
		col = lines_add(l, col, 2, NULL,
		    arena_printf(
			l->a, "%d%%", (int)floor(g->share * 100 + 1e-9)));
	}
	if (!isnan(g->share) && *words)
		col = lines_pad(l, col, col + 2);
	lines_add(l, col, 4, NULL, words);
	lines_end(l);
}

static const char *
status_sgr(enum goal_status s)
{
	switch (s) {
	case GOAL_MET:
		return LINES_GREEN;
	case GOAL_ACTIVE:
		return NULL;
	case GOAL_PROPOSED:
	case GOAL_PAUSED:
		return LINES_YELLOW;
	case GOAL_DROPPED:
		return LINES_DIM;
	}
	return NULL;
}

static void
show_state(struct lines *l, const struct goal *g)
{
	struct facts f = {l->a, {NULL, 0, 0}};
	bool open = g->status == GOAL_ACTIVE;
	size_t col;

	col = lines_add(l, lines_pad(l, 0, 2), 4, LINES_DIM, g->id);
	col = lines_add(l, lines_pad(l, col, col + 2), 4, status_sgr(g->status),
	    goal_status_word(g->status));
	fact_of(&f, "on", g->closed);
	fact(&f, g->reason);
	if (f.v.n)
		col = lines_facts(l, lines_pad(l, col, col + 2), 4, NULL, &f);
	if (g->due)
		lines_add(l, lines_pad(l, col, col + 2), 4,
		    open && text_day(g->due) < l->today ? LINES_RED : NULL,
		    arena_printf(
			l->a, "due %s", open ? lines_near(l, g->due) : g->due));
	lines_end(l);
}

/* Several texts below one label. */
static void
show_texts(struct lines *l, const char *label, const struct strs *v)
{
	for (size_t i = 0; i < v->n; i++)
		lines_label(l, 4, i ? "" : label, v->v[i]);
}

static void
show_levels(struct lines *l, const struct front_node *levels)
{
	for (const struct front_node *c = levels ? levels->first : NULL; c;
	     c = c->next)
		lines_label(l, 4, c == levels->first ? "levels" : "",
		    arena_printf(l->a, "%s: %s", c->key, node_text(c, l->a)));
}

void
lines_extras(struct lines *l, size_t indent, const struct front_node *map,
    const struct field *(*known)(const char *))
{
	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next)
		if (!known(c->key))
			lines_label(l, indent, c->key, node_text(c, l->a));
}

static void
show_facts(struct lines *l, const struct goal *g)
{
	struct facts f = {l->a, {NULL, 0, 0}};

	lines_label(l, 4, "measure", g->measure);
	if (!*way_words(l, g))
		lines_label(l, 4, "unit", g->unit);
	lines_label(l, 4, "why", g->why);
	show_texts(l, "criteria", &g->criteria);
	lines_label(l, 4, "obstacle", g->obstacle);
	lines_label(l, 4, "plan", g->plan);
	show_levels(l, g->levels);
	lines_label(l, 4, "scale", g->scale);
	lines_label(l, 4, "supports", lines_join(l, &g->supports, false));
	lines_label(l, 4, "standards", lines_join(l, &g->standards, false));
	fact(&f, g->area);
	fact(&f, g->form);
	fact(&f, g->term);
	fact_of(&f, "priority", g->priority);
	fact_of(&f, "since", g->start);
	lines_label_facts(l, 4, g->area ? "area" : "kind", &f);
	lines_label(l, 4, "owner", lines_join(l, &g->owner, true));
	lines_label(l, 4, "agreed", lines_join(l, &g->agreed, true));
	show_texts(l, "resources", &g->resources);
	lines_label(l, 4, "follows", g->follows);
	lines_label(l, 4, "audience", g->audience_word);
	lines_extras(l, 4, g->node, goal_field);
}

static void
show_step(struct lines *l, const struct step *s, bool open)
{
	struct facts f = {l->a, {NULL, 0, 0}};
	bool late =
	    open && !s->done && s->due_day != DAY_NONE && s->due_day < l->today;
	char due[11];
	size_t col;

	if (s->due_day != DAY_NONE)
		date_format(s->due_day, due);
	fact_of(&f, "done", s->done_on);
	fact_of(&f, late ? "late, due" : "due",
	    s->due_day != DAY_NONE ? due : s->due);
	fact(&f, s->who ? lines_name(l, s->who) : NULL);
	if (s->hours)
		fact(&f, arena_printf(l->a, "%s hours", s->hours));
	fact_of(&f, "check", s->check);
	col = lines_pad(l, 0, 4);
	buf_addf(l->out, "[%c] %zu.", s->done ? 'x' : ' ', s->n);
	col = lines_pad(l, col + (s->n < 10 ? 6 : 7), 11);
	col = lines_add(l, col, 11, NULL, s->text);
	if (f.v.n)
		lines_facts(l, lines_pad(l, col, col + 2), 11,
		    late ? LINES_RED : LINES_DIM, &f);
	lines_end(l);
}

void
goal_block(struct lines *l, const struct plan *p, const struct goal *g)
{
	const char *words = md_shown(l->a, goal_words(p, g, l->a));

	lines_add(
	    l, lines_pad(l, 0, 2), 2, LINES_BOLD, g->title ? g->title : g->id);
	lines_end(l);
	show_state(l, g);
	show_way(l, g);
	lines_gap(l);
	show_facts(l, g);
	lines_gap(l);
	if (*words)
		lines_body(l, 4, words);
	lines_gap(l);
	for (size_t i = 0; i < g->nsteps; i++)
		show_step(l, &g->steps[i], g->status == GOAL_ACTIVE);
}

void
goal_series(struct lines *l, const struct goal *g)
{
	struct facts f = {l->a, {NULL, 0, 0}};

	for (size_t i = 0; i < g->nreadings; i++)
		fact_of(&f, g->readings[i].date, g->readings[i].value);
	lines_gap(l);
	lines_label_facts(l, 4, "readings", &f);
}

void
goal_readings(struct lines *l, const struct goal *g)
{
	if (g->nreadings)
		lines_heading(l, "Readings");
	for (size_t i = 0; i < g->nreadings; i++) {
		const struct reading *r = &g->readings[i];
		size_t col = lines_add(l, lines_pad(l, 0, 2), 2, NULL, r->date);

		col = lines_add(
		    l, lines_pad(l, col, col + 2), 2, LINES_BOLD, r->value);
		col = lines_pad(l, lines_pad(l, col, col + 2), 24);
		col = lines_add(l, col, 2, LINES_DIM, section_name(r->source));
		if (r->by)
			lines_add(l, lines_pad(l, col, 38), 2, LINES_DIM,
			    lines_name(l, r->by));
		lines_end(l);
	}
}
