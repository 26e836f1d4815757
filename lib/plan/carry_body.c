#include "plan/carry_body.h"

#include <string.h>

#include "base/buf.h"
#include "plan/edit_body.h"
#include "plan/step.h"
#include "text/place.h"
#include "text/splice.h"

/* The text with LF alone as line end, without blank lines at both ends. */
static char *
plain(struct arena *a, const char *s, size_t n)
{
	char *out = arena_alloc(a, n + 1);
	size_t from = 0, k = 0;

	for (size_t i = 0; i < n; i++)
		if (s[i] != '\r' || i + 1 == n || s[i + 1] != '\n')
			out[k++] = s[i];
	while (k && strchr(" \t\n", out[k - 1]))
		k--;
	out[k] = '\0';
	for (size_t i = 0; i < k && strchr(" \t\n", out[i]); i++)
		if (out[i] == '\n')
			from = i + 1;
	return out + from;
}

static char *
words_of(const struct plan *p, struct span s, struct arena *a)
{
	return plain(a, p->doc.src + s.off, s.len);
}

/* Puts a block in the place of a span of whole lines. */
static void
replace(struct edit *ed, struct splices *sp, struct span s, const char *block)
{
	const struct doc *d = &ed->now->doc;
	size_t end = span_end(s);
	struct buf b = BUF_INIT;

	if (s.off > 0 && d->src[s.off - 1] != '\n')
		buf_adds(&b, d->eol);
	for (; *block; block++) {
		if (*block == '\n')
			buf_adds(&b, d->eol);
		else
			buf_addc(&b, *block);
	}
	buf_adds(&b, d->eol);
	if (end < d->len)
		buf_adds(&b, d->eol);
	splice_add(sp, ed->a, s.off, s.len, buf_str(&b), b.n);
	buf_free(&b);
}

/* ---- about me ---- */

int
carry_about(struct edit *ed, const struct carry *c, struct err *e)
{
	const struct part *old = plan_section(c->old, SECTION_ABOUT);
	const struct part *form = plan_section(ed->now, SECTION_ABOUT);
	struct splices sp = {NULL, 0, 0};
	struct changes seen = {NULL, 0, 0};
	struct plan *next;
	const char *words;
	size_t off;

	words = old ? words_of(c->old, old->content, ed->a) : "";
	if (!*md_shown(ed->a, words))
		return 0;
	if (body_open_check(c->old, span_end(old->content), e) != 0)
		return -1;
	if (form) {
		replace(
		    ed, &sp, form->content, arena_printf(ed->a, "\n%s", words));
	} else {
		off = section_place(ed->now, SECTION_ABOUT);
		if (body_open_check(ed->now, off, e) != 0)
			return -1;
		body_insert(ed, &sp, off,
		    arena_printf(ed->a, "## %s\n\n%s",
			section_title(ed, SECTION_ABOUT), words));
	}
	if (edit_try(ed, &sp, &next, &seen, e) != 0)
		return -1;
	form = plan_section(next, SECTION_ABOUT);
	for (size_t i = 0; i < seen.n; i++)
		if (strcmp(seen.v[i].what, "text.changed") != 0)
			return edit_refuse(ed, next, e);
	if (!form || strcmp(words_of(next, form->content, ed->a), words) != 0)
		return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

/* ---- steps ---- */

/* Splices over the part of a goal in the old plan. */
struct words {
	const struct carry *c;
	const struct goal *g;
	struct span part; /* from its heading to the next part */
	struct arena *a;
	struct splices sp; /* offsets count from the part's start */
	struct span cut;   /* the last run of lines that go */
	size_t steps;	   /* that stay */
	size_t undated;
};

static void
flush(struct words *w)
{
	if (w->cut.len)
		splice_add(
		    &w->sp, w->a, w->cut.off - w->part.off, w->cut.len, "", 0);
	w->cut.len = 0;
}

/* Lines that go; of blank lines on both sides one goes along. */
static void
cut_lines(struct words *w, size_t from, size_t to)
{
	const struct doc *d = &w->c->old->doc;

	if (!w->cut.len || span_end(w->cut) != from) {
		flush(w);
		w->cut.off = from;
	}
	if (to < span_end(w->part) && place_blank_line(d, to) &&
	    place_blank_line(d, line_start(d->src, w->cut.off - 1)))
		to = line_next(d->src, d->len, to);
	w->cut.len = to - w->cut.off;
}

static bool
any_open(const struct goal *g, size_t from, size_t to)
{
	for (size_t i = 0; i < g->nsteps; i++)
		if (!g->steps[i].done && g->steps[i].box >= from &&
		    g->steps[i].box < to)
			return true;
	return false;
}

/* Takes a due date that is past out of a step's facts. */
static void
undate(struct words *w, const struct step *s)
{
	struct step rest = *s;
	size_t from = s->facts.off;
	struct buf b = BUF_INIT;
	int day;

	if (s->done || !s->due || !date_iso(s->due, strlen(s->due), &day) ||
	    day >= w->c->due_from)
		return;
	rest.due = NULL;
	step_facts_write(&b, &rest);
	if (!b.n)
		from = span_end(s->words);
	splice_add(&w->sp, w->a, from - w->part.off, span_end(s->facts) - from,
	    buf_str(&b), b.n);
	buf_free(&b);
	w->undated++;
}

static void
sift_steps(struct words *w)
{
	size_t gone = 0; /* end of what was cut */

	for (size_t i = 0; i < w->g->nsteps; i++) {
		const struct step *s = &w->g->steps[i];
		size_t end = step_end(w->c->old, s, span_end(w->part));

		if (s->box < gone)
			continue;
		if (s->done && s->item.off >= gone &&
		    !any_open(w->g, s->item.off, end)) {
			cut_lines(w, s->item.off, end);
			gone = end;
			continue;
		}
		undate(w, s);
		w->steps++;
	}
	flush(w);
}

/* ---- a goal's words ---- */

/*
 * The goal's heading and words, less the steps that stay away, in *out; NULL
 * where nothing is left but the heading.
 */
static int
goal_block(const char **out, struct words *w, struct err *e)
{
	const struct plan *old = w->c->old;
	const struct part *q = &old->parts[w->g->part];
	struct buf b = BUF_INIT;
	const char *head, *text;
	int r;

	w->part =
	    (struct span){q->head.off, span_end(q->content) - q->head.off};
	if (body_open_check(old, span_end(w->part), e) != 0)
		return -1;
	sift_steps(w);
	r = splices_apply(
	    &b, old->doc.src + w->part.off, w->part.len, &w->sp, e);
	if (r == 0) {
		head = plain(w->a, old->doc.src + q->head.off, q->head.len);
		text = plain(w->a, b.p + q->head.len, b.n - q->head.len);
		*out =
		    *text ? arena_printf(w->a, "%s\n\n%s", head, text) : NULL;
	}
	buf_free(&b);
	return r;
}

/* Whether the goal has just these words and steps. */
static bool
says(const struct plan *p, const struct words *w, const char *block)
{
	const struct goal *g = plan_goal(p, w->g->id);
	const struct part *q = g->part >= 0 ? &p->parts[g->part] : NULL;
	const char *text = strchr(block, '\n') + 2;

	return q && g->nsteps == w->steps &&
	       strcmp(words_of(p, q->content, w->a), text) == 0;
}

/* The goals' blocks: in place of the form's own, or in *rest. */
static int
put_blocks(struct edit *ed, struct splices *sp, struct words *v,
    const char **blocks, size_t n, const char **rest, struct err *e)
{
	*rest = "";
	for (size_t i = 0; i < n; i++) {
		const struct goal *g = plan_goal(ed->now, v[i].g->id);
		const struct part *q =
		    g->part >= 0 ? &ed->now->parts[g->part] : NULL;

		if (goal_block(&blocks[i], &v[i], e) != 0)
			return -1;
		if (blocks[i] && q)
			replace(ed, sp,
			    (struct span){q->head.off,
				span_end(q->content) - q->head.off},
			    blocks[i]);
		else if (blocks[i])
			*rest = arena_printf(ed->a, "%s%s%s", *rest,
			    **rest ? "\n\n" : "", blocks[i]);
	}
	return 0;
}

static int
put_rest(struct edit *ed, struct splices *sp, const char *rest, struct err *e)
{
	const struct part *section = plan_section(ed->now, SECTION_GOALS);
	size_t off = section ? section_end(ed->now, section)
			     : section_place(ed->now, SECTION_GOALS);

	if (!*rest)
		return 0;
	if (!section)
		rest = arena_printf(ed->a, "## %s\n\n%s",
		    section_title(ed, SECTION_GOALS), rest);
	if (body_open_check(ed->now, off, e) != 0)
		return -1;
	body_insert(ed, sp, off, rest);
	return 0;
}

/* Only words and steps changed, and those that go on are there. */
static int
accept(struct edit *ed, struct splices *sp, const struct words *v,
    const char *const *blocks, size_t n, struct err *e)
{
	struct changes seen = {NULL, 0, 0};
	struct plan *next;

	if (edit_try(ed, sp, &next, &seen, e) != 0)
		return -1;
	for (size_t i = 0; i < seen.n; i++)
		if (strcmp(seen.v[i].what, "text.changed") != 0 &&
		    !str_starts(seen.v[i].what, "step."))
			return edit_refuse(ed, next, e);
	for (size_t i = 0; i < n; i++)
		if (blocks[i] && !says(next, &v[i], blocks[i]))
			return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

int
carry_words(
    struct edit *ed, const struct carry *c, size_t *undated, struct err *e)
{
	struct words *v = arena_alloc(ed->a, (c->goals.n + 1) * sizeof *v);
	const char **blocks =
	    arena_alloc(ed->a, (c->goals.n + 1) * sizeof *blocks);
	struct splices sp = {NULL, 0, 0};
	const char *rest;
	size_t n = 0;

	for (size_t i = 0; i < c->goals.n; i++) {
		const struct goal *g = plan_goal(c->old, c->goals.v[i]);

		if (g->part >= 0)
			v[n++] = (struct words){.c = c, .g = g, .a = ed->a};
	}
	if (put_blocks(ed, &sp, v, blocks, n, &rest, e) != 0 ||
	    put_rest(ed, &sp, rest, e) != 0)
		return -1;
	*undated = 0;
	for (size_t i = 0; i < n; i++)
		*undated += v[i].undated;
	return sp.n ? accept(ed, &sp, v, blocks, n, e) : 0;
}
