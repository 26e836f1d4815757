#include <string.h>

#include "track/moments.h"

static bool
change_is(const struct change *c, const char *what)
{
	return strcmp(c->what, what) == 0;
}

/* The goal's reason: as that commit wrote it, or as it stands there now. */
static const char *
field_reason(const struct chapter *ch, const struct moment *m)
{
	const struct goal *g = ch->goal;
	const char *to = NULL;

	for (size_t i = 0; i < m->changes.n; i++)
		if (change_is(&m->changes.v[i], "goal.status"))
			to = m->changes.v[i].new;
	if (!to || (strcmp(to, "paused") != 0 && strcmp(to, "dropped") != 0))
		return NULL;
	for (size_t i = 0; i < m->changes.n; i++)
		if (change_is(&m->changes.v[i], "goal.reason"))
			return m->changes.v[i].new;
	return strcmp(to, goal_status_word(g->status)) == 0 &&
		       chapter_end(ch) == m
		   ? g->reason
		   : NULL;
}

/*
 * How well an entry explains a change: 3 a revision of the same commit, 2 a
 * revision of that day, 1 any entry of that day; 0 not at all.
 */
static int
explains(const struct chapter *ch, struct arena *a, const struct moment *en,
    const struct moment *m)
{
	bool revision = str_eq(en->entry->kind, "revision");
	bool same = m->event && en->event == m->event;

	if (!*plan_text(ch->plan, en->entry->content, a))
		return 0;
	if (same && revision)
		return 3;
	if (m->uncommitted || (!same && en->day != m->day))
		return 0;
	return revision ? 2 : 1;
}

/* Readings tell of progress, and of what was written with it. */
static bool
only_progress(const struct moment *m)
{
	for (size_t i = 0; i < m->changes.n; i++)
		if (!change_is(&m->changes.v[i], "goal.progress"))
			return false;
	return true;
}

static void
find_reason(struct chapter *ch, struct arena *a, struct moment *m)
{
	struct moment *found = NULL;
	int best = 0;

	if (only_progress(m))
		return;
	m->reason.text = field_reason(ch, m);
	if (m->reason.text) {
		m->reason.kind = REASON_FIELD;
		return;
	}
	for (size_t i = 0; i < ch->n; i++) {
		struct moment *en = &ch->v[i];
		int how = en->kind == MOMENT_ENTRY ? explains(ch, a, en, m) : 0;

		if (how > best) {
			best = how;
			found = en;
		}
	}
	if (!found || (best == 1 && !m->asks_why))
		return;
	m->reason.kind = best > 1 ? REASON_REVISION : REASON_SAME_DAY;
	m->reason.entry = found->entry;
	found->told = true;
}

void
reasons_find(struct chapter *ch, struct arena *a)
{
	for (size_t i = 0; i < ch->n; i++)
		if (ch->v[i].kind == MOMENT_CHANGED)
			find_reason(ch, a, &ch->v[i]);
}
