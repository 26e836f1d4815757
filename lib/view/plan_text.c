#include "view/plan_text.h"

#include <stdlib.h>
#include <string.h>

#include "plan/change.h"
#include "plan/field.h"
#include "track/caseload.h"
#include "view/goal_text.h"
#include "view/lines.h"

#define WIDEST 100 /* columns: longer lines are hard to read */

/* What the functions below work on. */
struct page {
	struct lines l;
	const struct plan *p;
	bool current;
};

static struct facts
no_facts(const struct page *g)
{
	return (struct facts){g->l.a, {NULL, 0, 0}};
}

/* ---- who and when ---- */

static void
show_name(struct page *g)
{
	const struct plan *p = g->p;
	size_t col =
	    lines_add(&g->l, 0, 0, LINES_BOLD, p->learner ? p->learner : p->id);

	lines_add(&g->l, lines_pad(&g->l, col, col + 2), 0, LINES_DIM, p->id);
	lines_end(&g->l);
}

static void
show_kind(struct page *g)
{
	const struct plan *p = g->p;
	struct facts f = no_facts(g);

	fact(&f, p->kind);
	fact(&f, p->stage);
	fact(&f, p->year);
	fact(&f, path_group(g->l.a, p->path));
	for (size_t i = 0; i < p->groups.n; i++)
		fact(&f, p->groups.v[i]);
	if (!g->current)
		fact(&f, "a past plan");
	lines_facts(&g->l, 0, 0, LINES_DIM, &f);
	lines_end(&g->l);
	lines_gap(&g->l);
}

/* The newest entry that counts; of check-ins, or with a next date. */
static const struct entry *
newest(const struct plan *p, bool with_next)
{
	const struct entry *found = NULL;

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (e->bad || e->future ||
		    (with_next ? !e->next : !entry_is_checkin(e)))
			continue;
		if (!found || e->day >= found->day)
			found = e;
	}
	return found;
}

static void
show_checkins(struct page *g)
{
	const struct entry *last = newest(g->p, false),
			   *next = newest(g->p, true);
	const char *when = last ? lines_near(&g->l, last->date) : NULL;

	if (last && last->by)
		when = arena_printf(
		    g->l.a, "%s, by %s", when, lines_name(&g->l, last->by));
	lines_label(&g->l, 2, "check-in", when);
	if (next)
		lines_label(&g->l, 2, "next", lines_near(&g->l, next->next));
}

static void
show_period(struct page *g)
{
	const struct plan *p = g->p;
	struct facts f = no_facts(g);

	if (p->begin && p->end)
		fact(&f, arena_printf(g->l.a, "%s to %s", p->begin, p->end));
	else
		fact_of(
		    &f, p->begin ? "from" : "to", p->begin ? p->begin : p->end);
	fact(&f, arena_printf(g->l.a, "every %d days", p->cadence_days));
	fact_of(&f, "follows", p->follows);
	lines_label_facts(&g->l, 2, "period", &f);
}

static void
show_team(struct page *g)
{
	for (size_t i = 0; i < g->p->nteam; i++)
		lines_label(&g->l, 2, g->p->team[i].name,
		    lines_join(&g->l, &g->p->team[i].handles, true));
}

/* ---- sign-offs ---- */

static const char *
signing_words(struct page *g, const struct signing *s)
{
	const char *kind = signoff_kind(s->entry);
	const char *did = signoff_agrees(s->entry)	 ? "signed"
			  : strcmp(kind, "amend") == 0	 ? "asked to amend"
			  : strcmp(kind, "decline") == 0 ? "declined"
							 : kind;
	const char *who = s->entry->by ? arena_printf(g->l.a, " by %s",
					     lines_name(&g->l, s->entry->by))
				       : "";

	switch (s->state) {
	case SIGNED_SAME:
		return arena_printf(g->l.a, "%s on %s%s; unchanged since", did,
		    s->entry->date, who);
	case SIGNED_CHANGED:
		return arena_printf(g->l.a, "%s on %s%s; changed since: %s",
		    did, s->entry->date, who,
		    signed_words(&s->changes, g->l.a));
	case SIGNED_UNKNOWN:
		break;
	}
	return arena_printf(g->l.a, "%s on %s%s; cannot compare: %s", did,
	    s->entry->date, who, s->why);
}

/* Who has signed, and who of those the school asks has not. */
static void
show_signings(struct page *g, const struct plan_signed *s)
{
	const struct signings *l = s->by;
	const struct strs *sign = s->sign;
	struct strs missing = {NULL, 0, 0};

	for (size_t i = 0; i < l->n; i++)
		lines_label(&g->l, 2, i ? "" : "sign-offs",
		    arena_printf(g->l.a, "%s %s", l->v[i].role,
			signing_words(g, &l->v[i])));
	for (size_t i = 0; i < sign->n; i++) {
		const struct role *r = plan_role(g->p, sign->v[i]);

		if (r && r->handles.n && !signoff_newest(g->p, sign->v[i]))
			strs_add(&missing, g->l.a, sign->v[i]);
	}
	if (missing.n)
		lines_label(&g->l, 2, l->n ? "" : "sign-offs",
		    arena_printf(g->l.a, "not signed yet: %s",
			lines_join(&g->l, &missing, false)));
}

/* ---- goals and profile ---- */

/* A part's words without the hints in comments. */
static const char *
shown_words(struct page *g, size_t part)
{
	return md_shown(g->l.a, part_words(g->p, part, g->l.a));
}

static void
show_goals(struct page *g)
{
	const struct part *q = plan_section(g->p, SECTION_GOALS);
	const char *words = q ? shown_words(g, q->section) : "";

	lines_heading(&g->l, q ? q->title : section_name(SECTION_GOALS));
	if (*words)
		lines_body(&g->l, 2, words);
	if (g->p->ngoals == 0)
		lines_label(&g->l, 2, "none yet", "");
	for (size_t i = 0; i < g->p->ngoals; i++) {
		lines_gap(&g->l);
		goal_block(&g->l, g->p, &g->p->goals[i]);
		goal_series(&g->l, &g->p->goals[i]);
	}
}

bool
profile_key_known(const char *key)
{
	static const char *const known[] = {
	    "text", "source", "date", "audience"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], key) == 0)
			return true;
	return false;
}

static void
show_item(struct page *g, const struct profile_item *it)
{
	struct facts f = no_facts(g);
	size_t col = lines_pad(&g->l, 0, 4);

	fact(&f, it->source);
	fact(&f, it->date);
	fact_of(&f, "audience", it->audience_word);
	for (const struct front_node *c = it->node->first; c; c = c->next)
		if (c->key && !profile_key_known(c->key))
			fact_of(&f, c->key, node_text(c, g->l.a));
	buf_adds(g->l.out, "- ");
	col = lines_add(&g->l, col + 2, 6, NULL, it->text);
	if (f.v.n)
		lines_facts(
		    &g->l, lines_pad(&g->l, col, col + 2), 6, LINES_DIM, &f);
	lines_end(&g->l);
}

static void
show_heading(struct page *g, const struct profile_heading *h)
{
	lines_add(&g->l, lines_pad(&g->l, 0, 2), 2, LINES_DIM, h->name);
	lines_end(&g->l);
	for (size_t k = 0; k < h->n; k++)
		show_item(g, &h->items[k]);
}

static void
show_profile(struct page *g)
{
	bool any = false;

	for (size_t i = 0; i < g->p->nprofile; i++) {
		const struct profile_heading *h = &g->p->profile[i];

		if (h->n == 0)
			continue;
		if (!any)
			lines_heading(&g->l, "Profile");
		any = true;
		show_heading(g, h);
	}
}

/* ---- entries ---- */

static void
tagged_facts(struct facts *f, const struct tagged_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct tagged *t = &l->v[i];

		if (t->value)
			fact_of(f, t->id, t->value);
		else
			fact(f, t->id);
	}
}

/* Everything that the heading says besides date and name. */
static struct facts
entry_facts(struct page *g, const struct entry *e)
{
	struct facts f = no_facts(g);

	fact(&f, e->kind);
	fact_of(&f, "as", e->role);
	fact_of(&f, "with", lines_join(&g->l, &e->with, true));
	fact(&f, e->support);
	tagged_facts(&f, &e->goals);
	tagged_facts(&f, &e->standards);
	tagged_facts(&f, &e->results);
	fact_of(&f, "next", e->next);
	if (e->minutes)
		fact(&f, arena_printf(g->l.a, "%s minutes", e->minutes));
	fact(&f, e->medium);
	fact(&f, e->link);
	fact(&f, e->file);
	if (e->prompt)
		fact(&f, arena_printf(g->l.a, "\"%s\"", e->prompt));
	if (e->of)
		fact(&f, arena_printf(g->l.a, "of version %.7s", e->of));
	fact_of(&f, "audience", e->audience_word);
	for (size_t i = 0; i < e->nattrs; i++)
		if (!entry_key_known(e->attrs[i].key))
			fact_of(&f, e->attrs[i].key, e->attrs[i].value);
	return f;
}

/* section: say in which one it stands. */
static void
show_entry(struct page *g, const struct entry *e, bool section)
{
	const char *text =
	    md_shown(g->l.a, plan_text(g->p, e->content, g->l.a));
	struct facts f = entry_facts(g, e);
	struct lines *l = &g->l;
	size_t col = lines_add(l, lines_pad(l, 0, 2), 4, LINES_BOLD, e->date);

	if (section)
		col = lines_add(l, lines_pad(l, col, col + 2), 4, LINES_DIM,
		    section_name(e->section));
	if (e->by)
		col = lines_add(l, lines_pad(l, col, col + 2), 4, NULL,
		    lines_name(l, e->by));
	if (f.v.n)
		lines_facts(l, lines_pad(l, col, col + 2), 4, LINES_DIM, &f);
	lines_end(l);
	if (*text)
		lines_body(l, 4, text);
}

static int
by_day(const void *x, const void *y)
{
	const struct entry *const *a = x, *const *b = y;

	if ((*a)->day != (*b)->day)
		return (*a)->day < (*b)->day ? -1 : 1;
	return (*a)->line < (*b)->line ? -1 : 1;
}

/* Entries of a section's part or, where goal is given, those that name it. */
static void
show_entries(struct page *g, size_t section, const char *goal)
{
	const struct plan *p = g->p;
	const struct entry **v =
	    arena_alloc(g->l.a, (p->nentries + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (goal ? entry_names(e, goal)
			 : p->parts[e->part].section == section)
			v[n++] = e;
	}
	qsort(v, n, sizeof *v, by_day);
	if (n && goal)
		lines_heading(&g->l, "Entries");
	for (size_t i = 0; i < n; i++) {
		lines_gap(&g->l);
		show_entry(g, v[i], goal != NULL);
	}
}

/* ---- the body's sections ---- */

static bool
has_entries(const struct plan *p, size_t section)
{
	for (size_t i = 0; i < p->nentries; i++)
		if (p->parts[p->entries[i].part].section == section)
			return true;
	return false;
}

static void
show_section(struct page *g, size_t i)
{
	const struct part *q = &g->p->parts[i];
	const char *words = shown_words(g, i);

	if (!*words && !has_entries(g->p, i))
		return;
	if (q->title)
		lines_heading(&g->l, q->title);
	lines_gap(&g->l);
	if (*words)
		lines_body(&g->l, 2, words);
	show_entries(g, i, NULL);
}

static void
show_sections(struct page *g)
{
	const struct part *goals = plan_section(g->p, SECTION_GOALS);

	for (size_t i = 0; i < g->p->nparts; i++)
		if (g->p->parts[i].level <= 2 && &g->p->parts[i] != goals)
			show_section(g, i);
}

/* What else the front matter says. */
static void
show_rest(struct page *g)
{
	const struct plan *p = g->p;
	struct lines *l = &g->l;

	lines_heading(l, "Also");
	for (size_t i = 0; i < p->related.n; i++)
		lines_label(l, 2, i ? "" : "related", p->related.v[i]);
	lines_label(l, 2, "person", p->person);
	lines_label(l, 2, "template", p->template_name);
	lines_label(l, 2, "language", p->language);
	lines_label(l, 2, "directory", p->directory);
	lines_label(l, 2, "retain until", p->retain_until);
	lines_extras(l, 2, p->doc.root, plan_field);
	lines_label(l, 2, "file", p->path);
}

/* ---- the whole ---- */

static struct page
page_of(struct buf *out, struct arena *a, const struct plan *p,
    const struct plan_view *v)
{
	int width = v->width > WIDEST ? WIDEST : v->width;

	return (struct page){
	    {out, a, v->people, v->today, (size_t)width, v->color}, p,
	    v->current};
}

void
plan_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct plan_signed *s, const struct plan_view *v)
{
	struct page g = page_of(out, a, p, v);

	show_name(&g);
	show_kind(&g);
	show_checkins(&g);
	show_period(&g);
	show_team(&g);
	show_signings(&g, s);
	show_goals(&g);
	show_profile(&g);
	show_sections(&g);
	show_rest(&g);
}

void
goal_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct goal *q, const struct plan_view *v)
{
	struct page g = page_of(out, a, p, v);

	show_name(&g);
	lines_gap(&g.l);
	goal_block(&g.l, p, q);
	goal_readings(&g.l, q);
	show_entries(&g, 0, q->id);
}

void
profile_show(struct buf *out, struct arena *a, const struct plan *p,
    const struct plan_view *v)
{
	struct page g = page_of(out, a, p, v);

	show_name(&g);
	lines_gap(&g.l);
	if (p->nprofile == 0)
		lines_label(&g.l, 2, "none yet", "");
	for (size_t i = 0; i < p->nprofile; i++) {
		show_heading(&g, &p->profile[i]);
		if (p->profile[i].n == 0)
			lines_label(&g.l, 4, "none yet", "");
	}
}
