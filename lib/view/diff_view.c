#include "view/diff_view.h"

#include <string.h>

#include "plan/section.h"
#include "view/change_text.h"
#include "view/plan_json.h"

/* ---- how many of what kind ---- */

struct kind {
	const char *what; /* what begins so */
	const char *word;
};

/* In the order in which they are told; entries go by their sections. */
static const struct kind kinds[] = {
    {"goal.", "goals"},
    {"step.", "steps"},
    {"entry.", NULL},
    {"profile.", "profile"},
    {"team.", "team"},
    {"plan.", "facts"},
    {"text.", "text"},
};

#define NKINDS (sizeof kinds / sizeof *kinds)

/* The words of a goal are changed as part of it. */
static bool
is_of_kind(const struct change *c, size_t k)
{
	if (c->goal && str_starts(c->what, "text."))
		return k == 0;
	return str_starts(c->what, kinds[k].what);
}

static const char *
add_count(struct arena *a, const char *all, const char *word, size_t n)
{
	if (n == 0)
		return all;
	return arena_printf(a, "%s%s%s %zu", all, *all ? ", " : "", word, n);
}

static const char *
count_entries(struct arena *a, const char *all, const struct changes *c)
{
	for (int s = 0; s < SECTION_COUNT; s++) {
		const char *name = section_name((enum section_kind)s);
		char *word = arena_strdup(a, name);
		size_t n = 0;

		for (size_t i = 0; i < c->n; i++)
			n += str_starts(c->v[i].what, "entry.") &&
			     str_eq(c->v[i].section, name);
		if (*word >= 'A' && *word <= 'Z')
			*word = (char)(*word - 'A' + 'a');
		all = add_count(a, all, word, n);
	}
	return all;
}

/* "goals 2, steps 1, check-ins 1" */
static const char *
counts(struct arena *a, const struct changes *c)
{
	const char *all = "";

	for (size_t k = 0; k < NKINDS; k++) {
		size_t n = 0;

		if (!kinds[k].word) {
			all = count_entries(a, all, c);
			continue;
		}
		for (size_t i = 0; i < c->n; i++)
			n += is_of_kind(&c->v[i], k);
		all = add_count(a, all, kinds[k].word, n);
	}
	return all;
}

/* ---- text ---- */

const char *
since_words(struct arena *a, const struct origin *o)
{
	int at = o->stand.day;
	const char *day = at == DAY_NONE ? "" : date_text(a, at);

	switch (o->since) {
	case SINCE_GIVEN:
		return day;
	case SINCE_CHECKIN:
		return arena_printf(a, "the check-in of %s", day);
	case SINCE_BEGIN:
		return arena_printf(a, "its begin on %s", day);
	case SINCE_MADE:
		return arena_printf(a, "it came in on %s", day);
	case SINCE_CUT:
		return arena_printf(
		    a, "%s, where this clone's history begins", day);
	}
	return day;
}

/* "4 changes (goals 3, steps 1)", less that it moved. */
static const char *
how_many(struct arena *a, const struct between_plan *p)
{
	struct changes c = {NULL, 0, 0};

	for (size_t i = 0; i < p->changes.n; i++)
		if (!str_eq(p->changes.v[i].what, "plan.moved"))
			*change_add(&c, a, "") = p->changes.v[i];
	if (c.n == 0)
		return "moved";
	return arena_printf(a, "%s%zu change%s (%s)",
	    c.n < p->changes.n ? "moved, " : "", c.n, c.n == 1 ? "" : "s",
	    counts(a, &c));
}

static const char *
what_became(struct arena *a, const struct between_plan *p)
{
	if (p->gap)
		return "not compared, for it cannot be read";
	switch (p->kind) {
	case BETWEEN_ADDED:
		return "the plan is new";
	case BETWEEN_REMOVED:
		return "the plan is gone";
	case BETWEEN_RENAMED:
	case BETWEEN_CHANGED:
		break;
	}
	return how_many(a, p);
}

static void
plan_line(struct lines *l, const struct between_plan *p, bool each)
{
	const char *name = p->learner ? p->learner : "";
	size_t col = lines_add(l, 0, 4, LINES_BOLD, p->id);

	col = lines_pad(l, col, col + 2);
	if (each && p->from.stand.day != DAY_NONE)
		name = arena_printf(l->a, "%s%ssince %s", name,
		    *name ? ", " : "", since_words(l->a, &p->from));
	if (*name)
		name = arena_printf(l->a, "%s: ", name);
	col = lines_add(l, col, 4, NULL, name);
	lines_add(
	    l, col, 4, p->gap ? LINES_YELLOW : NULL, what_became(l->a, p));
	lines_end(l);
}

static void
gap_line(struct lines *l, const struct diag *gap)
{
	size_t col = lines_pad(l, 0, 4);

	lines_add(l, col, 4, LINES_YELLOW,
	    gap->line ? arena_printf(l->a, "%s, line %zu: %s", gap->path,
			    gap->line, gap->text)
		      : arena_printf(l->a, "%s: %s", gap->path, gap->text));
	lines_end(l);
}

void
diff_text(struct buf *out, struct arena *a, const struct between *b,
    const struct diff_show *how)
{
	struct lines l = {out, a, how->people, how->today,
	    (size_t)(how->width > 0 ? how->width : 0), how->color};

	for (size_t i = 0; i < b->n; i++) {
		const struct between_plan *p = &b->v[i];
		bool whole =
		    p->kind == BETWEEN_ADDED || p->kind == BETWEEN_REMOVED;

		plan_line(&l, p, how->each);
		if (how->summary)
			continue;
		if (p->gap)
			gap_line(&l, p->gap);
		else if (!whole)
			changes_lines(&l, 2, &p->changes);
	}
}

/* ---- JSON ---- */

static json_t *
stand_json(const struct stand *s)
{
	json_t *o = json_object();
	char day[11];

	if (s && s->day != DAY_NONE)
		date_format(s->day, day);
	json_put_text(o, "rev", s ? s->rev : NULL);
	json_put_text(o, "date", s && s->day != DAY_NONE ? day : NULL);
	return o;
}

static const char *
gap_text(struct arena *a, const struct diag *gap)
{
	if (!gap)
		return NULL;
	return gap->line ? arena_printf(a, "%s:%zu:%zu: %s", gap->path,
			       gap->line, gap->col, gap->text)
			 : arena_printf(a, "%s: %s", gap->path, gap->text);
}

static json_t *
plan_changes_json(const struct between_plan *p, struct arena *a)
{
	static const char *const words[] = {
	    "added", "removed", "renamed", "changed"};
	json_t *o = json_object(), *changes = json_array();

	json_put_text(o, "id", p->id);
	json_put_text(o, "path", p->path);
	json_put_text(o, "learner", p->learner);
	json_put_text(o, "change", words[p->kind]);
	json_put(o, "from", stand_json(&p->from.stand));
	changes_json(changes, &p->changes);
	json_put(o, "changes", changes);
	json_put_text(o, "gap", gap_text(a, p->gap));
	return o;
}

json_t *
diff_json(
    const struct between *b, const struct stand *from, const struct stand *to)
{
	json_t *doc = json_doc("changes"), *plans = json_array();

	json_put(doc, "from", stand_json(from));
	json_put(doc, "to", stand_json(to));
	for (size_t i = 0; i < b->n; i++)
		json_add(plans, plan_changes_json(&b->v[i], b->a));
	json_put(doc, "plans", plans);
	return doc;
}
