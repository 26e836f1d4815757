/* Adding an action step, and marking one done or open again. */

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "plan/edit.h"
#include "plan/edit_body.h"
#include "plan/step.h"
#include "text/splice.h"

/* ---- adding ---- */

/* Columns of blanks at the start of a line; a tab goes to the next of 4. */
static size_t
indent_at(const struct doc *d, size_t off)
{
	size_t n = 0;

	for (; off < d->len && (d->src[off] == ' ' || d->src[off] == '\t');
	     off++)
		n = d->src[off] == '\t' ? n / 4 * 4 + 4 : n + 1;
	return n;
}

static size_t
step_indent(const struct plan *p, const struct step *s)
{
	return indent_at(&p->doc, s->item.off);
}

static bool
line_blank(const struct doc *d, size_t off)
{
	while (off < d->len && strchr(" \t\r", d->src[off]))
		off++;
	return off == d->len || d->src[off] == '\n';
}

size_t
step_end(const struct plan *p, const struct step *s, size_t stop)
{
	const struct doc *d = &p->doc;
	size_t end = span_end(s->item), at = end;

	while (at < stop) {
		bool blank = line_blank(d, at);

		if (!blank && indent_at(d, at) <= step_indent(p, s))
			break;
		at = line_next(d->src, d->len, at);
		if (!blank)
			end = at;
	}
	return end < stop ? end : stop;
}

/* The goal's last step on the outermost level: the new one goes behind it. */
static const struct step *
outermost(const struct plan *p, const struct goal *g)
{
	const struct step *best = &g->steps[0];

	for (size_t i = 1; i < g->nsteps; i++)
		if (step_indent(p, &g->steps[i]) <= step_indent(p, best))
			best = &g->steps[i];
	return best;
}

/*
 * The bullet of a step's line with the blanks around: "- ", "  * "; the next
 * number where it is numbered.
 */
static char *
bullet(struct edit *ed, const struct step *s)
{
	const char *src = ed->now->doc.src;
	char *b = arena_strndup(ed->a, src + s->item.off, s->box - s->item.off);
	size_t from = strcspn(b, "0123456789");
	size_t n = strspn(b + from, "0123456789");

	if (!n)
		return b;
	return arena_printf(ed->a, "%.*s%ld%s", (int)from, b,
	    strtol(b + from, NULL, 10) + 1, b + from + n);
}

/* Behind the last step, in its style. */
static void
splice_behind(
    struct edit *ed, struct splices *sp, const struct goal *g, const char *line)
{
	const struct plan *p = ed->now;
	const struct part *q = &p->parts[g->part];
	const struct step *last = outermost(p, g);
	size_t off = step_end(p, last, span_end(q->content));
	bool open = off > 0 && p->doc.src[off - 1] != '\n';
	char *text = arena_printf(ed->a, "%s%s[ ] %s%s", open ? p->doc.eol : "",
	    bullet(ed, last), line, open ? "" : p->doc.eol);

	splice_add(sp, ed->a, off, 0, text, strlen(text));
}

/* At the end of the goal's words; its heading and section are made. */
static int
splice_first(struct edit *ed, struct splices *sp, const char *goal, long part,
    const char *line, struct err *e)
{
	const struct plan *p = ed->now;
	const struct part *section = plan_section(p, SECTION_GOALS);
	const char *block = arena_printf(ed->a, "- [ ] %s", line);
	size_t off;

	if (part >= 0) {
		off = span_end(p->parts[part].content);
	} else {
		block = arena_printf(ed->a, "### %s\n\n%s", goal, block);
		off = section ? section_end(p, section)
			      : section_place(p, SECTION_GOALS);
	}
	if (!section)
		block = arena_printf(ed->a, "## %s\n\n%s",
		    section_title(ed, SECTION_GOALS), block);
	if (body_open_check(p, off, e) != 0)
		return -1;
	body_insert(ed, sp, off, block);
	return 0;
}

static int
check_text(const char *text, struct err *e)
{
	if (!text[strspn(text, " \t")])
		return err_set(e, ERR_USAGE, "a step needs a text");
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f) {
			err_set(e, ERR_USAGE, "the text of a step is one line");
			return err_hint(e, "add one step for each line");
		}
	return 0;
}

/* The step whose box lies in what was inserted, or NULL. */
static const struct step *
step_made(const struct goal *g, const struct splice *at)
{
	for (size_t i = 0; g && i < g->nsteps; i++)
		if (g->steps[i].box >= at->span.off &&
		    g->steps[i].box < at->span.off + at->len)
			return &g->steps[i];
	return NULL;
}

/* What is asked: one more step; its words are those that are read back. */
static int
accept_added(struct edit *ed, struct splices *sp, const char *goal,
    const struct step_new *s, struct err *e)
{
	struct changes seen = {NULL, 0, 0};
	const struct step *made;
	struct plan *next;

	if (edit_try(ed, sp, &next, &seen, e) != 0)
		return -1;
	made = step_made(plan_goal(next, goal), &sp->v[0]);
	if (!made || seen.n != 1 || strcmp(seen.v[0].what, "step.added") ||
	    !str_starts(s->text, made->text) ||
	    (s->due && !str_eq(s->due, made->due)) || (s->who && !made->who) ||
	    (s->hours && !str_eq(s->hours, made->hours)) ||
	    (s->check && !str_eq(s->check, made->check)))
		return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

static char *
without_blanks(struct arena *a, const char *s)
{
	size_t n;

	s += strspn(s, " ");
	n = strlen(s);
	while (n && s[n - 1] == ' ')
		n--;
	return arena_strndup(a, s, n);
}

int
edit_step_add(struct edit *ed, const char *goal, const struct step_new *asked,
    struct err *e)
{
	const struct goal *g = plan_goal(ed->now, goal);
	struct step_new s = *asked;
	struct step facts = {
	    .due = s.due, .who = s.who, .hours = s.hours, .check = s.check};
	struct splices sp = {NULL, 0, 0};
	struct buf line = BUF_INIT;
	int r = 0;

	if (!g)
		return err_set(
		    e, ERR_USAGE, "%s has no goal %s", ed->now->id, goal);
	if (check_text(s.text, e) != 0 || step_facts_check(&facts, e) != 0)
		return -1;
	s.text = without_blanks(ed->a, s.text);
	buf_adds(&line, s.text);
	if (s.due || s.who || s.hours || s.check)
		buf_addc(&line, ' ');
	step_facts_write(&line, &facts);
	if (g->nsteps)
		splice_behind(ed, &sp, g, buf_str(&line));
	else
		r = splice_first(ed, &sp, goal, g->part, buf_str(&line), e);
	buf_free(&line);
	return r == 0 ? accept_added(ed, &sp, goal, &s, e) : -1;
}

/* ---- done and undone ---- */

/* Writes "done DATE" into the facts, or a parenthesis of its own. */
static void
splice_date(
    struct edit *ed, struct splices *sp, const struct step *s, const char *date)
{
	bool any = s->facts.len > 0;
	const char *text =
	    arena_printf(ed->a, any ? "; done %s" : " (done %s)", date);
	size_t off = any ? span_end(s->facts) - 1 : span_end(s->words);

	splice_add(sp, ed->a, off, 0, text, strlen(text));
}

static bool
is_done_fact(const char *s)
{
	s += strspn(s, " \t\r\n");
	return strncmp(s, "done", 4) == 0 && strchr(" \t\r\n", s[4]);
}

/* Takes "done DATE" out of the facts; an empty parenthesis goes too. */
static void
splice_undate(struct edit *ed, struct splices *sp, const struct step *s)
{
	const char *src = ed->now->doc.src;
	size_t open = s->facts.off, close = span_end(s->facts) - 1;
	const char *at =
	    memmem(src + open, s->facts.len, s->done_on, strlen(s->done_on));
	size_t from, to;

	for (;;) {
		from = (size_t)(at - src);
		to = from + strlen(s->done_on);
		while (src[from - 1] != ';' && src[from - 1] != '(')
			from--;
		if (is_done_fact(src + from))
			break;
		at = memmem(
		    src + to, close - to, s->done_on, strlen(s->done_on));
	}
	while (src[to] != ';' && src[to] != ')')
		to++;
	if (src[from - 1] == ';')
		from--;
	else if (src[to] == ';')
		to += 1 + strspn(src + to + 1, " ");
	else {
		from = span_end(s->words);
		to = close + 1;
	}
	splice_add(sp, ed->a, from, to - from, "", 0);
}

int
edit_step_done(struct edit *ed, const char *goal, size_t n, bool done,
    const char *date, struct err *e)
{
	const struct goal *g = plan_goal(ed->now, goal);
	struct splices sp = {NULL, 0, 0};
	struct changes asked = {NULL, 0, 0};
	const struct step *s;
	struct change *ch;

	if (!g || n == 0 || n > g->nsteps)
		return err_set(e, ERR_USAGE, "%s has no step %zu", goal, n);
	s = &g->steps[n - 1];
	if (s->done == done)
		return 0;
	splice_add(&sp, ed->a, s->box + 1, 1, done ? "x" : " ", 1);
	if (done && date && !s->done_on)
		splice_date(ed, &sp, s, date);
	if (!done && s->done_on)
		splice_undate(ed, &sp, s);
	ch = change_add(&asked, ed->a, done ? "step.done" : "step.undone");
	ch->goal = goal;
	ch->text = s->text;
	if (done)
		ch->new = s->done_on ? s->done_on : date;
	return edit_apply(ed, &sp, &asked, e);
}
