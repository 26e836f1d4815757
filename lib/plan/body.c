#include "plan/body.h"

#include <string.h>

#include "base/buf.h"
#include "plan/id.h"
#include "plan/step.h"
#include "text/fold.h"

struct reader {
	struct plan *p;
	struct arena *a;
	const struct settings *s;
	int today;
	size_t parts_cap;
	size_t entries_cap;
	size_t section; /* the level-0, 1 or 2 part that is open */
};

/* off: in the lines of the block. */
static void
found(struct reader *r, const struct md_block *b, size_t off,
    enum severity severity, const char *code, const char *hint,
    const char *text)
{
	struct plan *p = r->p;
	struct diag_spot at = {
	    p->path, p->doc.src, p->doc.len, off, b->span.off, b->line};

	diags_at(&p->diags, r->a, &at, severity, code, hint, text);
}

static void
bad(struct reader *r, const struct md_block *b, size_t off, const char *code,
    const char *hint, const char *text)
{
	found(r, b, off, SEV_ERROR, code, hint, text);
}

const char *
fold_key(struct arena *a, const char *key)
{
	for (const char *p = key; *p; p++)
		if (!(*p >= 'a' && *p <= 'z') && *p != '-' && *p != '_')
			return fold_heading(a, key);
	return key;
}

/* The known section of that heading, or SECTION_OWN. */
static enum section_kind
section_find(const struct settings *s, const char *title, struct arena *a)
{
	const char *name = fold_heading(a, title);

	for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++)
		if (strs_find(&s->alias_folded[k], name) >= 0)
			return (enum section_kind)k;
	return SECTION_OWN;
}

/* The part's own audience: by its English name, or the school's heading. */
static enum audience
part_audience(struct reader *r, const struct part *q)
{
	const char *name =
	    q->kind == SECTION_OWN ? q->title : section_name(q->kind);

	return settings_audience(r->s, name ? fold_heading(r->a, name) : "");
}

static struct part *
part_add(struct reader *r, const struct md_block *b)
{
	struct plan *p = r->p;
	struct part *q;

	p->parts = arena_grow(
	    r->a, p->parts, &r->parts_cap, p->nparts + 1, sizeof *p->parts);
	q = &p->parts[p->nparts++];
	*q = (struct part){.goal = -1, .entry = -1};
	q->section = p->nparts - 1;
	q->head = (struct span){p->doc.body, 0};
	q->line = 0;
	if (b) {
		q->level = b->level;
		q->title = b->text;
		q->head = b->span;
		q->line = b->line;
	}
	q->content.off = span_end(q->head);
	return q;
}

static void
open_section(struct reader *r, const struct md_block *b)
{
	struct part *q = part_add(r, b);

	r->section = q->section;
	if (b->level == 2)
		q->kind = section_find(r->s, b->text, r->a);
	q->audience = part_audience(r, q);
	if (q->kind == SECTION_OWN)
		return;
	for (size_t i = 0; i < q->section; i++) {
		const struct part *o = &r->p->parts[i];

		if (o->level != 2 || o->kind != q->kind)
			continue;
		bad(r, b, b->span.off, "section-twice",
		    "put all of it under one of the two headings",
		    arena_printf(r->a,
			"the section %s stands here and in line %zu",
			section_name(q->kind), o->line));
		return;
	}
}

/* ---- goals' own words ---- */

/* The goal that a heading under Goals opens, or -1. */
static long
goal_of(struct reader *r, const char *title)
{
	size_t n = strcspn(title, " \t");
	const struct goal *g;

	if (n && title[n - 1] == ':')
		n--;
	g = plan_goal(r->p, arena_strndup(r->a, title, n));
	return g ? (long)(g - r->p->goals) : -1;
}

static void
open_goal(struct reader *r, const struct md_block *b)
{
	struct part *q = part_add(r, b);
	struct goal *g;

	q->section = r->section;
	q->kind = SECTION_GOALS;
	q->goal = goal_of(r, b->text);
	if (q->goal < 0)
		return;
	g = &r->p->goals[q->goal];
	if (g->part < 0) {
		g->part = (long)r->p->nparts - 1;
		return;
	}
	bad(r, b, b->span.off, "goal-twice",
	    "put all of the goal's words under one of the two headings",
	    arena_printf(r->a, "the goal %s stands here and in line %zu", g->id,
		r->p->parts[g->part].line));
	q->goal = -1;
}

/* ---- entries ---- */

/* Whether a heading starts with ten bytes that look like a date. */
static bool
looks_dated(const char *src, struct span inner)
{
	static const char form[] = "dddd-dd-dd";

	for (size_t i = 0; i < 10; i++) {
		char c = i < inner.len ? src[inner.off + i] : '\0';

		if (form[i] == 'd' ? c < '0' || c > '9' : c != form[i])
			return false;
	}
	return inner.len == 10 ||
	       !(src[inner.off + 10] >= '0' && src[inner.off + 10] <= '9');
}

/* A reading must be a number, or a level of the goal's scale. */
static void
check_readings(struct reader *r, struct entry *e, const struct md_block *b)
{
	for (size_t i = 0; i < e->goals.n; i++) {
		const struct tagged *t = &e->goals.v[i];
		const struct goal *g = plan_goal(r->p, t->id);
		double v;

		if (!t->value || !g || goal_value(g, r->s, t->value, &v) ||
		    (g->scale && !settings_scale(r->s, g->scale)))
			continue;
		for (size_t k = 0; k < e->nattrs; k++)
			if (strcmp(e->attrs[k].key, "goal") == 0)
				bad(r, b, e->attrs[k].off, "entry-reading",
				    g->scale ? "use a level of the goal's scale"
					     : "write a number after the colon",
				    arena_printf(r->a,
					"%s is no reading of the goal %s",
					t->value, t->id));
		e->bad = true;
	}
}

static void
warn(struct reader *r, const struct md_block *b, const char *code,
    const char *hint, const char *text)
{
	found(r, b, b->inner.off, SEV_WARNING, code, hint, text);
}

static void
entry_finish(struct reader *r, struct entry *e, const struct md_block *b)
{
	check_readings(r, e, b);
	if (e->bad)
		e->audience = AUDIENCE_STAFF;
	else if (!e->audience_word)
		e->audience = r->p->parts[r->section].audience;
	if (!e->by && !e->bad)
		warn(r, b, "entry-who",
		    "write a handle behind the date, as in asha.r",
		    "the entry does not say whose it is");
	e->future =
	    r->today != DAY_NONE && e->day != DAY_NONE && e->day > r->today;
	if (e->future)
		warn(r, b, "entry-future", "correct the date if it is a slip",
		    arena_printf(r->a,
			"the entry is dated %s, after today, and does not "
			"count yet",
			e->date));
}

static void
open_entry(struct reader *r, const struct md_block *b)
{
	struct plan *p = r->p;
	struct part *q = part_add(r, b);
	struct entry *e;

	q->section = r->section;
	q->kind = p->parts[r->section].kind;
	if (!looks_dated(p->doc.src, b->inner))
		return;
	p->entries = arena_grow(r->a, p->entries, &r->entries_cap,
	    p->nentries + 1, sizeof *p->entries);
	e = &p->entries[p->nentries];
	*e = (struct entry){.section = q->kind,
	    .part = p->nparts - 1,
	    .line = b->line,
	    .head = b->span};
	entry_read(e, r->a, p->path, p->doc.src, b->inner, &p->diags);
	entry_finish(r, e, b);
	q->entry = (long)p->nentries++;
}

/* ---- steps ---- */

static void
step_add(struct reader *r, const struct md_block *b, size_t *cap)
{
	struct plan *p = r->p;
	long goal = p->parts[p->nparts - 1].goal;
	struct goal *g;

	if (goal < 0)
		return;
	g = &p->goals[goal];
	if (g->nsteps == 0)
		*cap = 0;
	g->steps =
	    arena_grow(r->a, g->steps, cap, g->nsteps + 1, sizeof *g->steps);
	step_read(&g->steps[g->nsteps], r->a, &p->doc, b, text_day(p->begin),
	    &p->diags);
	g->steps[g->nsteps].n = g->nsteps + 1;
	g->nsteps++;
}

/* ---- the whole ---- */

static void
heading(struct reader *r, const struct md_block *b)
{
	enum section_kind in = r->p->parts[r->section].kind;

	if (b->level <= 2)
		open_section(r, b);
	else if (b->level == 3 && in == SECTION_GOALS)
		open_goal(r, b);
	else if (b->level == 3 && section_has_entries(in))
		open_entry(r, b);
}

/* Each part's content ends where the next part's heading starts. */
static void
close_parts(struct plan *p)
{
	for (size_t i = 0; i < p->nparts; i++) {
		struct part *q = &p->parts[i];
		size_t end =
		    i + 1 < p->nparts ? p->parts[i + 1].head.off : p->doc.len;

		q->content.len = end - q->content.off;
		if (q->entry >= 0)
			p->entries[q->entry].content = q->content;
	}
}

void
body_read(struct plan *p, struct arena *a, const struct settings *s, int today)
{
	struct reader r = {p, a, s, today, 0, 0, 0};
	size_t step_cap = 0;

	part_add(&r, NULL)->audience = settings_audience(s, "");
	for (size_t i = 0; i < p->doc.md.n; i++) {
		const struct md_block *b = &p->doc.md.v[i];

		if (b->kind == MD_HEADING)
			heading(&r, b);
		else
			step_add(&r, b, &step_cap);
	}
	close_parts(p);
}

/* ---- words ---- */

/* s without blank lines at both ends and blanks at its end; CR LF as LF. */
static char *
trimmed(struct arena *a, const char *s, size_t n)
{
	size_t start = 0, k = 0;
	char *out;

	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	for (size_t i = 0; i < n && strchr(" \t\r\n", s[i]); i++)
		if (s[i] == '\n')
			start = i + 1;
	out = arena_alloc(a, n - start + 1);
	for (size_t i = start; i < n; i++)
		if (s[i] != '\r' || i + 1 == n || s[i + 1] != '\n')
			out[k++] = s[i];
	return out;
}

char *
plan_text(const struct plan *p, struct span content, struct arena *a)
{
	return trimmed(a, p->doc.src + content.off, content.len);
}

char *
goal_words(const struct plan *p, const struct goal *g, struct arena *a)
{
	const struct part *q = g->part < 0 ? NULL : &p->parts[g->part];
	struct buf b = BUF_INIT;
	size_t at;
	char *out;

	if (!q)
		return arena_strdup(a, "");
	at = q->content.off;
	for (size_t i = 0; i < g->nsteps; i++) {
		buf_add(&b, p->doc.src + at, g->steps[i].item.off - at);
		at = span_end(g->steps[i].item);
	}
	buf_add(&b, p->doc.src + at, span_end(q->content) - at);
	out = trimmed(a, buf_str(&b), b.n);
	buf_free(&b);
	return out;
}

char *
part_words(const struct plan *p, size_t part, struct arena *a)
{
	struct buf b = BUF_INIT;
	char *out;

	for (size_t i = part; i < p->nparts; i++) {
		const struct part *q = &p->parts[i];

		if (i > part && (q->level <= 2 || q->section != part))
			break;
		if (q->goal >= 0 || q->entry >= 0)
			continue;
		if (i > part)
			buf_add(&b, p->doc.src + q->head.off, q->head.len);
		buf_add(&b, p->doc.src + q->content.off, q->content.len);
	}
	out = trimmed(a, buf_str(&b), b.n);
	buf_free(&b);
	return out;
}
