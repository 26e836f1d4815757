#include "plan/outline.h"

#include <string.h>

#include "base/str.h"

struct line {
	const char *s;
	size_t n; /* without its end and the blanks before that */
	size_t indent;
	bool blank;
};

/* Returns where the next line begins. */
static size_t
line_read(struct line *l, const char *s, size_t len, size_t off)
{
	const char *lf = memchr(s + off, '\n', len - off);
	const char *end = lf ? lf : s + len, *from = s + off, *p = from;

	if (end > from && end[-1] == '\r')
		end--;
	while (end > from && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	while (p < end && *p == ' ')
		p++;
	*l = (struct line){
	    from, (size_t)(end - from), (size_t)(p - from), p == end};
	return lf ? (size_t)(lf - s) + 1 : len;
}

static struct line
line_at(const char *s, size_t len, size_t off)
{
	struct line l;

	line_read(&l, s, len, off);
	return l;
}

static bool
line_is(const struct line *l, const char *three)
{
	return l->n == 3 && memcmp(l->s, three, 3) == 0;
}

bool
outline_body(size_t *body, const char *s, size_t len)
{
	size_t at = len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	struct line l = line_at(s, len, at);

	if (!line_is(&l, "---"))
		return false;
	while ((at = line_next(s, len, at)) < len) {
		if (s[at] != '-' && s[at] != '.')
			continue;
		l = line_at(s, len, at);
		if (line_is(&l, "---") || line_is(&l, "...")) {
			*body = line_next(s, len, at);
			return true;
		}
	}
	return false;
}

/* ---- front matter ---- */

/* Behind the quoted text at p, or NULL where the line does not close it. */
static const char *
quoted_end(const char *p, const char *end)
{
	char q = *p++;

	for (; p < end; p++) {
		if (q == '"' && *p == '\\')
			p++;
		else if (*p == q && q == '\'' && p + 1 < end && p[1] == q)
			p++;
		else if (*p == q)
			return p + 1;
	}
	return NULL;
}

/* Behind the list or mapping in brackets at p, or NULL likewise. */
static const char *
flow_end(const char *p, const char *end)
{
	int depth = 0;

	while (p < end && *p != '#') {
		if (*p == '"' || *p == '\'') {
			p = quoted_end(p, end);
			if (!p)
				return NULL;
			continue;
		}
		depth += (*p == '[' || *p == '{') - (*p == ']' || *p == '}');
		p++;
		if (depth == 0)
			return p;
	}
	return NULL;
}

/*
 * True if no quoted text and nothing in brackets goes on behind this line,
 * so that the indentation of lines tells what belongs where.
 */
static bool
line_closed(const struct line *l)
{
	const char *p = l->s + l->indent, *end = l->s + l->n;

	while (p < end) {
		if (*p == '#' || *p == '?' || *p == '\t')
			return *p == '#';
		if (*p == '"' || *p == '\'')
			p = quoted_end(p, end);
		else if (*p == '[' || *p == '{')
			p = flow_end(p, end);
		else if (*p == '-' && p + 1 < end && p[1] == ' ')
			p++;
		else if ((p = memchr(p, ':', (size_t)(end - p))) == NULL)
			return true;
		if (!p)
			return false;
		while (p < end && (*p == ' ' || *p == ':'))
			p++;
	}
	return true;
}

static bool
is_id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* "  some-id:", the line that begins a goal. */
static bool
is_goal_line(const struct line *l)
{
	size_t i = 2;

	if (l->indent != 2)
		return false;
	while (i < l->n && is_id_char(l->s[i]))
		i++;
	return i > 2 && i + 1 == l->n && l->s[i] == ':';
}

static bool
is_key_char(char c)
{
	return is_id_char(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '+';
}

/* "key:", with or without a value; *n: the bytes of the key. */
static bool
is_key_line(const struct line *l, size_t *n)
{
	size_t i = 0;

	while (i < l->n && is_key_char(l->s[i]))
		i++;
	*n = i;
	return i > 0 && i < l->n && l->s[i] == ':' &&
	       (i + 1 == l->n || l->s[i + 1] == ' ') &&
	       !(*l->s == '-' && i == 1);
}

static void
member_open(
    struct members *m, struct arena *a, size_t from, const char *id, size_t n)
{
	m->v = arena_grow(a, m->v, &m->cap, m->n + 1, sizeof *m->v);
	m->v[m->n++] = (struct member){from, 0, id, n};
}

/* Ends the member that is open, if one is. */
static void
member_close(struct members *m, size_t to)
{
	if (m->n > 0 && m->v[m->n - 1].to == 0)
		m->v[m->n - 1].to = to;
}

/* What a line that is not deeper than a goal's stands under. */
struct place {
	bool goals; /* the key goals */
	bool first; /* nothing is below that yet, or no key was seen */
};

/* Takes a line at the margin: a key, an item of a list, or the fence. */
static bool
take_key(struct front_outline *out, struct arena *a, struct place *p,
    const struct line *l, size_t at, size_t next)
{
	size_t n;

	if (*l->s == '-' && l->n > 1 && l->s[1] == ' ' && out->keys.n)
		return !p->goals;
	member_close(&out->goals, at);
	member_close(&out->keys, at);
	if (p->goals)
		out->goals.to = at;
	*p = (struct place){false, false};
	if (line_is(l, "---") || line_is(l, "...")) {
		out->keys.to = at;
		return true;
	}
	if (!is_key_line(l, &n))
		return false;
	member_open(&out->keys, a, at, l->s, n);
	if (n != 5 || memcmp(l->s, "goals", 5) != 0)
		return true;
	/* Nothing else on that line, and not twice. */
	if (l->n > 6 || out->goals.from > 0)
		return false;
	out->goals.from = next;
	*p = (struct place){true, true};
	return true;
}

static bool
take_goal(struct front_outline *out, struct arena *a, struct place *p,
    const struct line *l, size_t at)
{
	if (!is_goal_line(l))
		return false;
	member_close(&out->goals, at);
	member_open(&out->goals, a, at, l->s + 2, l->n - 3);
	p->first = false;
	return true;
}

bool
outline_front(
    struct front_outline *out, struct arena *a, const char *s, size_t body)
{
	struct place p = {false, true};
	size_t top = line_next(s, body, 0);

	*out = (struct front_outline){.keys = {.from = top}};
	for (size_t at = top, next; at < body; at = next) {
		struct line l;

		next = line_read(&l, s, body, at);
		if (l.blank || l.s[l.indent] == '#')
			continue;
		if (!line_closed(&l))
			return false;
		if (l.indent == 0) {
			if (!take_key(out, a, &p, &l, at, next))
				return false;
		} else if (p.first && !p.goals) {
			return false;
		} else if (p.goals && (l.indent <= 2 || p.first)) {
			if (!take_goal(out, a, &p, &l, at))
				return false;
		}
	}
	return true;
}

/* True if all lines in a block belong to the goal above them. */
static bool
is_deep(const char *s, const struct block *b)
{
	struct line l;

	for (size_t at = b->from; at < b->to;) {
		at = line_read(&l, s, b->to, at);
		if (l.blank || l.s[l.indent] == '#')
			continue;
		if (l.indent <= 2 || !line_closed(&l))
			return false;
	}
	return true;
}

static struct members
members_moved(struct arena *a, const struct members *m, size_t behind,
    size_t more, const char *from, const char *to)
{
	struct members out = *m;

	out.v = arena_alloc(a, (m->n + 1) * sizeof *out.v);
	out.cap = m->n;
	out.from += m->from >= behind ? more : 0;
	out.to += m->to >= behind ? more : 0;
	for (size_t i = 0; i < m->n; i++) {
		struct member *v = &out.v[i];

		*v = m->v[i];
		v->from += v->from >= behind ? more : 0;
		v->to += v->to >= behind ? more : 0;
		v->id = to + v->from + (m->v[i].id - from - m->v[i].from);
	}
	return out;
}

bool
outline_alike(struct front_outline *out, struct arena *a,
    const struct front_outline *other, const char *s, const struct block *place,
    const char *t, const struct block *there)
{
	const struct members *goals = &other->goals;
	size_t k = 0, more = place->to - there->to; /* may wrap below zero */

	while (k < goals->n &&
	       (goals->v[k].from >= there->from || goals->v[k].to < there->to))
		k++;
	if (k == goals->n || !is_deep(s, place) || !is_deep(t, there))
		return false;
	out->goals = members_moved(a, goals, there->to, more, t, s);
	out->keys = members_moved(a, &other->keys, there->to, more, t, s);
	return true;
}

bool
outline_goal(struct members *out, struct arena *a, const char *s,
    const struct member *goal)
{
	size_t indent = 0, n;

	*out = (struct members){
	    .from = line_next(s, goal->to, goal->from), .to = goal->to};
	for (size_t at = out->from, next; at < goal->to; at = next) {
		struct line l, own;

		next = line_read(&l, s, goal->to, at);
		own = (struct line){l.s + l.indent, l.n - l.indent, 0, false};
		if (l.blank || *own.s == '#')
			continue;
		if (out->n == 0)
			indent = l.indent;
		if (l.indent > indent ||
		    (own.n > 1 && memcmp(own.s, "- ", 2) == 0 && out->n))
			continue;
		if (l.indent < indent || !is_key_line(&own, &n))
			return false;
		member_close(out, at);
		member_open(out, a, at, own.s, n);
	}
	member_close(out, goal->to);
	return out->n > 0;
}

const struct member *
members_find(const struct members *m, const char *id, size_t n)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].n == n && memcmp(m->v[i].id, id, n) == 0)
			return &m->v[i];
	return NULL;
}

/* ---- headings ---- */

static int
level_of(const struct line *l)
{
	int n = 0;

	while (n < 4 && (size_t)n < l->n && l->s[n] == '#')
		n++;
	if (n == 0 || n > 3 ||
	    ((size_t)n < l->n && l->s[n] != ' ' && l->s[n] != '\t'))
		return 0;
	return n;
}

int
heading_level(const char *s, size_t len, size_t off)
{
	struct line l;

	if (off >= len || s[off] != '#')
		return 0;
	l = line_at(s, len, off);
	return level_of(&l);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

const char *
heading_word(const char *s, size_t len, size_t off, size_t *n)
{
	struct line l = line_at(s, len, off);
	size_t i = 0, k;

	while (i < l.n && (l.s[i] == '#' || is_blank(l.s[i])))
		i++;
	for (k = i;
	     k < l.n && !is_blank(l.s[k]) && l.s[k] != ':' && l.s[k] != '{';
	     k++)
		;
	*n = k - i;
	return l.s + i;
}

/* ---- the body ---- */

/* Only hyphens or only equals signs: an underline, if text is above. */
static bool
is_underline(const struct line *l)
{
	char c = l->s[l->indent];

	if (c != '-' && c != '=')
		return false;
	for (size_t i = l->indent; i < l->n; i++)
		if (l->s[i] != c)
			return false;
	return true;
}

/* Lines that could change how the lines behind them are read. */
static bool
is_odd(const struct line *l)
{
	const char *p = l->s + l->indent;
	size_t n = l->n - l->indent;

	if (memchr(l->s, '\r', l->n))
		return true;
	if (l->blank)
		return false;
	if (n >= 3 && (memcmp(p, "```", 3) == 0 || memcmp(p, "~~~", 3) == 0))
		return true;
	return *p == '<' || *p == '\t' || (l->indent > 0 && *p == '#') ||
	       is_underline(l);
}

/*
 * Passes a comment as templates have them: "<!--" at the start of a line of
 * its own, "-->" somewhere behind.  off where there is none, or no end.
 */
static size_t
skip_comment(const char *s, size_t len, size_t off)
{
	const char *close;
	struct line rest;

	if (len - off < 4 || memcmp(s + off, "<!--", 4) != 0)
		return off;
	close = memmem(s + off, len - off, "-->", 3);
	if (!close)
		return off;
	rest = line_at(s, len, (size_t)(close - s));
	return memchr(rest.s, '\r', rest.n)
		   ? off
		   : line_next(s, len, (size_t)(close - s));
}

/* Takes a heading above the place. */
static void
pass_heading(
    struct around *out, const char *s, size_t len, size_t at, int level)
{
	if (level < 3)
		out->section = (struct block){at, line_next(s, len, at)};
	out->small = level == 3 && out->section.to > 0 &&
		     heading_level(s, len, out->section.from) == 2;
	out->from = out->small	      ? at
		    : out->section.to ? out->section.from
				      : out->from;
}

bool
outline_around(struct around *out, const char *s, size_t len, size_t body,
    const struct block *place)
{
	*out = (struct around){.from = body};
	for (size_t at = body, next; at < place->to; at = next) {
		struct line l;
		int level;

		next = skip_comment(s, len, at);
		if (next > at && next <= place->from)
			continue;
		next = line_read(&l, s, len, at);
		if (is_odd(&l))
			return false;
		level = level_of(&l);
		if (level > 0 && at < place->from)
			pass_heading(out, s, len, at, level);
		else if (level == 1 || level == 2)
			out->cut = true;
	}
	return true;
}

bool
outline_end(size_t *out, const char *s, size_t len, size_t from, int level)
{
	for (size_t next; from < len; from = next) {
		struct line l;
		int here;

		next = line_read(&l, s, len, from);
		here = level_of(&l);
		if (here > 0 && here <= level)
			break;
		if (is_odd(&l))
			return false;
	}
	*out = from;
	return true;
}
