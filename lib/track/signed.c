#include "track/signed.h"

#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "plan/step.h"

#define TOLD_MAX 4 /* things that signed_words names */

/* ---- who has signed ---- */

static bool
is_of_role(const struct plan *p, const struct entry *e, const char *role)
{
	const struct role *r;

	if (e->role)
		return strcmp(e->role, role) == 0;
	r = plan_role(p, role);
	return r && e->by && strs_find(&r->handles, e->by) >= 0;
}

const struct entry *
signoff_newest(const struct plan *p, const char *role)
{
	const struct entry *best = NULL;

	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (e->section == SECTION_SIGNOFFS && !e->future &&
		    e->day != DAY_NONE && (!best || e->day >= best->day) &&
		    is_of_role(p, e, role))
			best = e;
	}
	return best;
}

bool
signoff_agrees(const struct entry *e)
{
	return strcmp(signoff_kind(e), "agree") == 0;
}

const char *
signoff_kind(const struct entry *e)
{
	return e->kind ? e->kind : "agree";
}

const char *
signed_state_word(enum signed_state s)
{
	switch (s) {
	case SIGNED_SAME:
		return "same";
	case SIGNED_CHANGED:
		return "changed";
	case SIGNED_UNKNOWN:
		break;
	}
	return "unknown";
}

/* The roles that are listed, by name. */
struct listing {
	struct signings *out;
	struct arena *a;
	struct map places; /* of a role among out, plus those not signed */
};

/* The place of a role, new if it was not listed. */
static struct signing *
place_of(struct listing *l, const char *role)
{
	struct signings *s = l->out;
	size_t at = s->n;

	if (!map_add(&l->places, l->a, role, at)) {
		map_get(&l->places, role, &at);
		return &s->v[at];
	}
	s->v = arena_grow(l->a, s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = (struct signing){.role = role};
	return &s->v[at];
}

/* Takes e where it is newer than what stands for the role. */
static void
offer(struct listing *l, const char *role, const struct entry *e)
{
	struct signing *g = place_of(l, role);

	if (!e->future && e->day != DAY_NONE &&
	    (!g->entry || e->day >= g->entry->day))
		g->entry = e;
}

/* A sign-off, for its role or for those that its writer has. */
static void
offer_all(struct listing *l, const struct plan *p, const struct entry *e)
{
	if (e->role) {
		offer(l, e->role, e);
		return;
	}
	for (size_t i = 0; e->by && i < p->nteam; i++)
		if (strs_find(&p->team[i].handles, e->by) >= 0)
			offer(l, p->team[i].name, e);
}

/* Leaves those that were signed. */
static void
drop_unsigned(struct signings *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = l->v[i].entry;

		if (!e)
			continue;
		l->v[n] = l->v[i];
		l->v[n].state = SIGNED_UNKNOWN;
		l->v[n++].why = e->of ? "git cannot be run"
				      : "it was signed without a version";
	}
	l->n = n;
}

void
signings_find(struct signings *out, struct arena *a, const struct plan *p)
{
	struct listing l = {.out = out, .a = a};
	bool any = false;

	*out = (struct signings){NULL, 0, 0};
	for (size_t i = 0; i < p->nentries && !any; i++)
		any = p->entries[i].section == SECTION_SIGNOFFS;
	for (size_t i = 0; any && i < p->nteam; i++)
		place_of(&l, p->team[i].name);
	for (size_t i = 0; any && i < p->nentries; i++)
		if (p->entries[i].section == SECTION_SIGNOFFS)
			offer_all(&l, p, &p->entries[i]);
	drop_unsigned(out);
}

/* ---- what changed ---- */

/* A step as plan_changes writes it: with its facts but done. */
static bool
step_was(const struct step *s, const char *line)
{
	struct step open = *s;
	struct buf b = BUF_INIT;
	bool same;

	open.done_on = NULL;
	buf_adds(&b, s->text);
	if (s->due || s->who || s->hours || s->check)
		buf_addc(&b, ' ');
	step_facts_write(&b, &open);
	same = strcmp(buf_str(&b), line) == 0;
	buf_free(&b);
	return same;
}

/*
 * True if a step.changed changes the text of the step, not only its facts:
 * no step of the old goal said the new text and was told as the old line.
 */
static bool
step_text_changed(const struct change *c, const struct plan *old)
{
	const struct goal *g = plan_goal(old, c->goal);

	for (size_t i = 0; i < g->nsteps; i++) {
		const struct step *s = &g->steps[i];

		if (strcmp(s->text, c->text) == 0 &&
		    (str_eq(s->done_on, c->old) ||
			(c->old && step_was(s, c->old))))
			return false;
	}
	return true;
}

static bool
goal_field_signed(const struct change *c)
{
	const char *key = c->what + strlen("goal.");

	if (strcmp(key, "status") == 0)
		return strcmp(c->old, "active") != 0 ||
		       strcmp(c->new, "met") != 0;
	return strcmp(key, "progress") != 0 && strcmp(key, "closed") != 0;
}

/* The free words of Supports without blank lines. */
static const char *
supports_words(const struct plan *p, struct arena *a)
{
	const struct part *q = plan_section(p, SECTION_SUPPORTS);
	const char *s = q ? part_words(p, q->section, a) : "";
	char *out = arena_alloc(a, strlen(s) + 2);
	size_t n = 0;

	while (*s) {
		size_t k = strcspn(s, "\n");

		if (strspn(s, " \t") < k) {
			memcpy(out + n, s, k);
			n += k;
			out[n++] = '\n';
		}
		s += k + (s[k] == '\n');
	}
	return out;
}

/*
 * An entry between two parts of the text brings blank lines with it, which
 * are no change of the text.
 */
static bool
supports_changed(
    const struct plan *old, const struct plan *now, struct arena *a)
{
	return strcmp(supports_words(old, a), supports_words(now, a)) != 0;
}

/* Whether a change is one of what was signed. */
static bool
is_signed(const struct change *c, const struct plan *old,
    const struct plan *now, struct arena *a)
{
	if (str_starts(c->what, "goal."))
		return goal_field_signed(c);
	if (strcmp(c->what, "step.changed") == 0)
		return step_text_changed(c, old);
	if (strcmp(c->what, "step.added") == 0 ||
	    strcmp(c->what, "step.removed") == 0)
		return true;
	if (str_starts(c->what, "profile."))
		return strcmp(c->heading, "needs") == 0 ||
		       strcmp(c->heading, "supports") == 0;
	if (strcmp(c->what, "text.changed") == 0)
		return c->goal ||
		       (str_eq(c->section, section_name(SECTION_SUPPORTS)) &&
			   supports_changed(old, now, a));
	return str_starts(c->what, "team.");
}

void
signed_changes(struct changes *out, struct arena *a, const struct plan *old,
    const struct plan *now)
{
	struct changes all = {NULL, 0, 0};

	plan_changes(&all, a, old, now);
	for (size_t i = 0; i < all.n; i++)
		if (is_signed(&all.v[i], old, now, a))
			*change_add(out, a, NULL) = all.v[i];
}

/* ---- comparing ---- */

static void
unknown(struct signing *g, struct arena *a, const char *reason)
{
	g->state = SIGNED_UNKNOWN;
	g->why = arena_printf(a, "the version %.7s %s", g->entry->of, reason);
}

void
signing_compare(struct signing *g, struct arena *a, const struct settings *s,
    const struct plan *now, const struct blob *of)
{
	struct plan *old;

	g->changes = (struct changes){NULL, 0, 0};
	if (of->missing) {
		unknown(g, a, "is not in this clone");
		return;
	}
	old = arena_new(a, struct plan);
	plan_read(old, a, s, DAY_NONE, now->path, of->data, of->len);
	if (old->diags.errors) {
		unknown(g, a, "cannot be read as a plan");
		return;
	}
	signed_changes(&g->changes, a, old, now);
	g->state = g->changes.n ? SIGNED_CHANGED : SIGNED_SAME;
	g->why = NULL;
}

int
signings_compare(struct signings *l, struct arena *a, const struct settings *s,
    struct repo *r, const struct plan *now, struct err *e)
{
	struct blob *v = arena_alloc(a, (l->n + 1) * sizeof *v);
	struct map seen = {NULL, 0, 0}; /* the first that signed a version */
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].entry->of)
			v[n++].id = l->v[i].entry->of;
	if (n && blobs_read(v, n, r, a, e) != 0)
		return -1;
	for (size_t i = 0, k = 0; i < l->n; i++) {
		struct signing *g = &l->v[i];
		size_t like;

		if (!g->entry->of)
			continue;
		if (map_get(&seen, g->entry->of, &like)) {
			g->state = l->v[like].state;
			g->why = l->v[like].why;
			g->changes = l->v[like].changes;
		} else {
			map_add(&seen, a, g->entry->of, i);
			signing_compare(g, a, s, now, &v[k]);
		}
		k++;
	}
	return 0;
}

/* ---- words ---- */

/* What a change is of, in a few words. */
static const char *
change_words(const struct change *c, struct arena *a)
{
	const char *key = strchr(c->what, '.') + 1;

	if (str_starts(c->what, "step."))
		return arena_printf(a, "goal %s steps", c->goal);
	if (c->goal)
		return arena_printf(a, "goal %s %s", c->goal,
		    str_starts(c->what, "text.") ? "words" : key);
	if (c->heading)
		return arena_printf(a, "profile %s", c->heading);
	return c->section ? c->section : arena_printf(a, "team %s", key);
}

const char *
signed_words(const struct changes *c, struct arena *a)
{
	struct strs told = {NULL, 0, 0};
	const char *all = "";
	size_t more;

	for (size_t i = 0; i < c->n; i++) {
		const char *one = change_words(&c->v[i], a);

		if (strs_find(&told, one) < 0)
			strs_add(&told, a, one);
	}
	more = told.n > TOLD_MAX + 1 ? told.n - TOLD_MAX : 0;
	for (size_t i = 0; i < told.n - more; i++)
		all = arena_printf(a, "%s%s%s", all, i ? ", " : "", told.v[i]);
	return more ? arena_printf(a, "%s and %zu more", all, more) : all;
}
