#include "track/slips.h"

#include <string.h>

#include "text/fold.h"

/* What every function below works on. */
struct reader {
	struct finder *f;
	struct arena *a;
	const struct settings *s;
	const struct plan *p;
};

static void
warn(struct reader *r, size_t off, const char *code, const char *hint,
    const char *text)
{
	diag_hint(finder_warn(r->f, off, code, text), r->a, "%s", hint);
}

/* ---- sections ---- */

/* The known section, not in the plan, that a heading comes nearest to. */
static enum section_kind
section_near(struct reader *r, const char *title)
{
	const char *name = fold_heading(r->a, title);
	enum section_kind best = SECTION_OWN;
	size_t far = 3;

	for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++) {
		const struct strs *words = &r->s->alias_folded[k];

		if (plan_section(r->p, (enum section_kind)k))
			continue;
		for (size_t i = 0; i < words->n; i++) {
			size_t d = str_distance(words->v[i], name);

			if (d < far && d * 3 < strlen(name)) {
				far = d;
				best = (enum section_kind)k;
			}
		}
	}
	return best;
}

static void
check_section(struct reader *r, const struct part *q)
{
	enum section_kind k = section_near(r, q->title);

	if (k != SECTION_OWN)
		warn(r, q->head.off, "section-near",
		    arena_printf(r->a, "write ## %s", section_name(k)),
		    arena_printf(r->a,
			"the heading \"%s\" is not read as the section %s",
			q->title, section_name(k)));
}

/* ---- entries ---- */

/* Three numbers with one sign between them, as in 2026-9-1 or 1/9/26. */
static bool
begins_dated(const char *s)
{
	static const char digits[] = "0123456789";
	size_t n = strspn(s, digits), m;
	char sign = s[n];

	if (n < 1 || n > 4 || !sign || !strchr("-/.", sign))
		return false;
	m = strspn(s + n + 1, digits);
	return m >= 1 && m <= 2 && s[n + 1 + m] == sign &&
	       strspn(s + n + m + 2, digits) > 0;
}

/* Facts in braces at its end, as only an entry's heading has them. */
static bool
has_braces(const char *title)
{
	const char *open = strrchr(title, '{');

	return open && strchr(open, '=') && str_ends(title, "}");
}

/* Without the braces and the blanks before them. */
static size_t
title_len(const char *title)
{
	size_t n = strcspn(title, "{");

	while (n && title[n - 1] == ' ')
		n--;
	return n ? n : strlen(title);
}

static void
check_entry(struct reader *r, const struct part *q)
{
	const char *title = q->title;

	if (q->entry >= 0 || q->goal >= 0 ||
	    !(begins_dated(title) || has_braces(title)))
		return;
	warn(r, q->head.off, "entry-heading",
	    "write ### and a date as year-month-day: ### 2026-10-02 j.ortiz",
	    arena_printf(r->a, "the heading \"%.*s\" is not read as an entry",
		(int)title_len(title), title));
}

/* ---- values ---- */

/* Blanks, a # and no blank behind it: more likely "#5" than a comment. */
static void
check_value(struct reader *r, const struct front_node *n)
{
	const struct doc *d = &r->p->doc;
	size_t at = span_end(n->span), start = at;

	while (at < d->len && d->src[at] == ' ')
		at++;
	if (n->style != FRONT_PLAIN || n->span.len == 0 || at == start ||
	    at + 1 >= d->len || d->src[at] != '#' ||
	    strchr(" \t\r\n#", d->src[at + 1]))
		return;
	warn(r, at, "value-comment",
	    "put the whole value in quotes, or a blank behind the #",
	    arena_printf(r->a,
		"what follows the # is a comment, so the value is \"%s\"",
		n->text));
}

static void
check_values(struct reader *r, const struct front_node *map)
{
	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next)
		if (c->text)
			check_value(r, c);
		else
			check_values(r, c);
}

void
slips_plan(struct finder *f, const struct settings *s)
{
	const struct plan *p = f->p;
	struct reader r = {f, f->a, s, p};

	check_values(&r, p->doc.root);
	for (size_t i = 0; i < p->nparts; i++) {
		const struct part *q = &p->parts[i];

		if (!q->title)
			continue;
		if (q->kind == SECTION_OWN || q->level == 1)
			check_section(&r, q);
		check_entry(&r, q);
	}
}
