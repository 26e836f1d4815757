#include "track/signed_core.h"

#include <string.h>

#include "base/str.h"
#include "text/fold.h"
#include "text/skeleton.h"

#define MARKERS_MAX 60 /* more than a plan may nest */
#define HANDLE_MAX  63 /* bytes */

/* A line and where the next one begins. */
struct line {
	size_t off, end, next;
};

/* A text that is being looked at, line by line. */
struct look {
	const struct settings *s;
	struct arena *a;
	const char *src;
	size_t len;
	uint64_t hash;
	enum section_kind in; /* the section of the body */
	bool entry;	      /* in an entry of it */
	bool comment;	      /* in an HTML comment of several lines */
	size_t blank;	      /* blank lines not hashed yet */
};

/* FNV-1a: what differs is no attack here but an edit. */
static void
mix(struct look *l, size_t off, size_t end)
{
	for (; off < end; off++)
		l->hash =
		    (l->hash ^ (unsigned char)l->src[off]) * 0x100000001b3u;
}

static void
mix_byte(struct look *l, unsigned char c)
{
	l->hash = (l->hash ^ c) * 0x100000001b3u;
}

static size_t
skip_blanks(const struct look *l, size_t off, size_t end)
{
	while (off < end && (l->src[off] == ' ' || l->src[off] == '\t'))
		off++;
	return off;
}

static size_t
trim_blanks(const struct look *l, size_t off, size_t end)
{
	while (end > off && (l->src[end - 1] == ' ' || l->src[end - 1] == '\t'))
		end--;
	return end;
}

static bool
starts(const struct look *l, size_t off, size_t end, const char *s)
{
	size_t n = strlen(s);

	return end - off >= n && memcmp(l->src + off, s, n) == 0;
}

static size_t
count(const struct look *l, size_t off, size_t end, char c)
{
	size_t n = 0;

	for (; off < end; off++)
		n += l->src[off] == c;
	return n;
}

/* Lines end at LF or CR LF: plain_lines has seen to that. */
static struct line
line_at(const struct look *l, size_t off)
{
	const char *lf = memchr(l->src + off, '\n', l->len - off);
	size_t end = lf ? (size_t)(lf - l->src) : l->len;
	size_t next = lf ? end + 1 : end;

	return (struct line){
	    off, end - (end > off && l->src[end - 1] == '\r'), next};
}

/* No CR stands alone, which Markdown and YAML take for a line end too. */
static bool
plain_lines(const struct look *l)
{
	const char *p = l->src, *end = l->src + l->len;

	while (p < end && (p = memchr(p, '\r', (size_t)(end - p))) != NULL)
		if (++p == end || *p != '\n')
			return false;
	return true;
}

/* ---- front matter ---- */

/* Nothing but blanks, or a comment, which a blank precedes. */
static bool
ends_here(const struct look *l, size_t off, size_t end)
{
	size_t at = skip_blanks(l, off, end);

	return at == end || (at > off && l->src[at] == '#');
}

/* A text in quotes that the same line closes. */
static bool
quotes_close(const struct look *l, size_t off, size_t end)
{
	const char *p = l->src + off;
	const char *close = memchr(p + 1, *p, end - off - 1);

	return close && !memchr(p, '\\', end - off) &&
	       ends_here(l, (size_t)(close - l->src) + 1, end);
}

/* A list or mapping that the same line closes. */
static bool
brackets_close(const struct look *l, size_t off, size_t end)
{
	char last = l->src[off] == '[' ? ']' : '}';

	end = trim_blanks(l, off, end);
	return l->src[end - 1] == last &&
	       !memchr(l->src + off, '#', end - off) &&
	       count(l, off, end, '"') % 2 == 0 &&
	       count(l, off, end, '\'') % 2 == 0 &&
	       count(l, off, end, '[') == count(l, off, end, ']') &&
	       count(l, off, end, '{') == count(l, off, end, '}');
}

/* A value that may go on in the next line.  Rather one too many. */
static bool
goes_on(const struct look *l, size_t off, size_t end)
{
	const char *colon;

	off = skip_blanks(l, off, end);
	while (starts(l, off, end, "- "))
		off = skip_blanks(l, off + 2, end);
	colon = memmem(l->src + off, end - off, ": ", 2);
	if (colon && !memchr("\"'[{", l->src[off], 4))
		off = skip_blanks(l, (size_t)(colon - l->src) + 2, end);
	if (off == end)
		return false;
	switch (l->src[off]) {
	case '"':
	case '\'':
		return !quotes_close(l, off, end);
	case '[':
	case '{':
		return !brackets_close(l, off, end);
	default:
		return false;
	}
}

/* "    progress: 3", the field of a goal. */
static bool
is_progress(const struct look *l, size_t off, size_t end)
{
	static const char key[] = "    progress: ";

	end = trim_blanks(l, off, end);
	if (!starts(l, off, end, key) || end - off == strlen(key))
		return false;
	for (off += strlen(key); off < end; off++) {
		char c = l->src[off];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
		    !(c >= 'A' && c <= 'Z') && !strchr("+-.", c))
			return false;
	}
	return true;
}

/* Goals begin at column 2 and their fields at 4, so that those are no text. */
static bool
odd_indent(const struct look *l, size_t off, size_t end)
{
	size_t at = skip_blanks(l, off, end);

	return at < end && (at - off == 1 || at - off == 3 ||
			       memchr(l->src + off, '\t', at - off));
}

static bool
is_fence(const struct look *l, size_t off, size_t end, const char *three)
{
	return starts(l, off, end, three) &&
	       skip_blanks(l, off + 3, end) == end;
}

/* Hashes the front matter; returns where the body begins, or 0. */
static size_t
front(struct look *l)
{
	size_t bom = starts(l, 0, l->len, "\xef\xbb\xbf") ? 3 : 0;
	struct line line = line_at(l, bom);
	bool goals = false;

	if (!is_fence(l, line.off, line.end, "---"))
		return 0;
	for (;;) {
		char c;

		if (line.next == l->len)
			return 0;
		line = line_at(l, line.next);
		if (is_fence(l, line.off, line.end, "---"))
			return line.next;
		c = line.off < line.end ? l->src[line.off] : ' ';
		if (c != ' ' && c != '#')
			goals = starts(l, line.off, line.end, "goals:");
		if (c == '.' || goes_on(l, line.off, line.end) ||
		    (goals && odd_indent(l, line.off, line.end)))
			return 0;
		if (goals && is_progress(l, line.off, line.end))
			continue;
		mix(l, line.off, line.end);
		mix_byte(l, '\n');
	}
}

/* ---- body ---- */

static bool
is_signed(const struct look *l)
{
	return l->in == SECTION_GOALS ||
	       (l->in == SECTION_SUPPORTS && !l->entry);
}

/* Blank lines end steps; elsewhere they are layout. */
static void
mix_blank(struct look *l)
{
	for (; l->blank; l->blank--)
		if (l->in == SECTION_GOALS)
			mix_byte(l, '\n');
}

static void
mix_line(struct look *l, size_t off, size_t end)
{
	mix_blank(l);
	mix(l, off, end);
	mix_byte(l, '\n');
}

/* The known section with that heading, or SECTION_OWN; -1: cannot be told. */
static int
section_of(struct look *l, size_t off, size_t end)
{
	const char *name = l->src + off;
	size_t n = end - off;

	for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++)
		if (strlen(section_name((enum section_kind)k)) == n &&
		    starts(l, off, end, section_name((enum section_kind)k)))
			return k;
	for (size_t i = 0; i < n; i++)
		if (md_is_mark(name[i]) || name[i] == '#' || name[i] == '&')
			return -1;
	name = fold_heading(l->a, arena_strndup(l->a, name, n));
	for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++)
		if (strs_find(&l->s->alias_folded[k], name) >= 0)
			return k;
	return SECTION_OWN;
}

/* Whether ten bytes look like a date, as of an entry. */
static bool
looks_dated(const struct look *l, size_t off, size_t end)
{
	static const char form[] = "dddd-dd-dd";

	for (size_t i = 0; i < 10; i++) {
		char c = off + i < end ? l->src[off + i] : '\0';

		if (form[i] == 'd' ? c < '0' || c > '9' : c != form[i])
			return false;
	}
	return off + 10 == end ||
	       !(l->src[off + 10] >= '0' && l->src[off + 10] <= '9');
}

/* A heading of level 1 to 3. */
static bool
heading(struct look *l, const struct line *line, size_t level)
{
	size_t off = skip_blanks(l, line->off + level, line->end);
	size_t end = trim_blanks(l, off, line->end);
	int kind = level == 2 ? section_of(l, off, end) : SECTION_OWN;

	if (kind < 0)
		return false;
	if (level == 3) {
		l->entry =
		    l->in == SECTION_SUPPORTS && looks_dated(l, off, end);
		if (is_signed(l))
			mix_line(l, line->off, line->end);
		return true;
	}
	l->in = (enum section_kind)kind;
	l->entry = false;
	l->blank = 0;
	if (is_signed(l))
		mix_byte(l, (unsigned char)kind);
	return true;
}

/* Whether the line goes on with the paragraph of the line before. */
static bool
continues(const struct look *l, size_t off)
{
	struct line line = line_at(l, off);
	size_t markers,
	    head = md_head_end(l->src, off, line.end, MARKERS_MAX, &markers);

	return head < line.end && markers == 0 && l->src[head] != '#';
}

/* A handle, as far as bytes tell. */
static bool
is_handle(const struct look *l, size_t off, size_t end)
{
	static const char marks[] = "._-";
	bool first = true;

	if (off == end || end - off > HANDLE_MAX)
		return false;
	for (; off < end; off++, first = false) {
		char c = l->src[off];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
		    (first || !memchr(marks, c, strlen(marks))))
			return false;
	}
	return true;
}

/* "done DATE", "due DATE" or "who HANDLE", as commands write them. */
static bool
plain_fact(const struct look *l, size_t off, size_t end)
{
	size_t value = off + (starts(l, off, end, "done ") ? 5 : 4);

	if (starts(l, off, end, "who "))
		return is_handle(l, value, end);
	return (starts(l, off, end, "done ") || starts(l, off, end, "due ")) &&
	       end - value == 10 && looks_dated(l, value, end);
}

/* Where the fact that begins at or before off ends. */
static size_t
fact_end(const struct look *l, size_t off, size_t end)
{
	const char *semi = memchr(l->src + off, ';', end - off);

	return semi ? (size_t)(semi - l->src) : end;
}

/* All are plain facts, and done is one. */
static bool
plain_facts(const struct look *l, size_t off, size_t end)
{
	bool done = false;

	for (size_t stop; off < end; off = stop + 1) {
		stop = fact_end(l, off, end);
		off = skip_blanks(l, off, stop);
		if (!plain_fact(l, off, stop))
			return false;
		done = done || starts(l, off, stop, "done ");
	}
	return done;
}

/* Facts without "done DATE", as they were before. */
static void
mix_facts(struct look *l, size_t off, size_t end)
{
	bool any = false;

	for (size_t stop; off < end; off = stop + 1) {
		stop = fact_end(l, off, end);
		off = skip_blanks(l, off, stop);
		if (starts(l, off, stop, "done "))
			continue;
		mix_byte(l, any ? ';' : ' ');
		mix_byte(l, any ? ' ' : '(');
		mix(l, off, stop);
		any = true;
	}
	if (any)
		mix_byte(l, ')');
}

/* A step of a list at the margin: the same text whether done or not. */
static void
mix_step(struct look *l, const struct line *line, size_t box)
{
	size_t end = trim_blanks(l, box, line->end), open = end;

	mix_blank(l);
	mix(l, line->off, box);
	if (l->src[end - 1] == ')')
		while (open > box && l->src[open - 1] != '(')
			open--;
	if (open == end || open == box || continues(l, line->next) ||
	    !plain_facts(l, open, end - 1)) {
		mix_line(l, box + 4, end);
		return;
	}
	mix(l, box + 4, trim_blanks(l, box + 4, open - 1));
	mix_facts(l, open, end - 1);
	mix_byte(l, '\n');
}

/* An HTML comment is the one HTML that is plain; false for all other. */
static bool
html(struct look *l, const struct line *line, size_t head)
{
	if (head != line->off || !starts(l, head, line->end, "<!--") ||
	    starts(l, head, line->end, "<!-->") ||
	    starts(l, head, line->end, "<!--->"))
		return false;
	l->comment =
	    !memmem(l->src + head, line->end - head, "-->", strlen("-->"));
	return true;
}

/* What may begin or end a section without being a heading at the margin. */
static bool
is_odd(const struct look *l, const struct line *line, size_t head)
{
	char c = l->src[head];
	size_t at = head;

	if (starts(l, head, line->end, "```") ||
	    starts(l, head, line->end, "~~~"))
		return true;
	while ((c == '-' || c == '=') && at < line->end && l->src[at] == c)
		at++;
	return at > head && skip_blanks(l, at, line->end) == line->end;
}

static bool
body_line(struct look *l, const struct line *line)
{
	size_t markers, head = md_head_end(l->src, line->off, line->end,
			    MARKERS_MAX, &markers);
	size_t level;

	if (head == line->end) {
		l->blank++;
		return markers == 0;
	}
	if (l->src[head] == '<' && !html(l, line, head))
		return false;
	level = md_atx_run(l->src, head, line->end);
	if ((level && head != line->off) || is_odd(l, line, head))
		return false;
	if (level >= 1 && level <= 3)
		return heading(l, line, level);
	if (!is_signed(l))
		l->blank = 0;
	else if (markers == 1 && head == line->off + 2 &&
		 strchr("-*+", l->src[line->off]) &&
		 md_box_at(l->src, head, line->end))
		mix_step(l, line, head);
	else
		mix_line(l, line->off, line->end);
	return true;
}

static bool
body(struct look *l, size_t off)
{
	while (off < l->len) {
		struct line line = line_at(l, off);

		if (l->comment) {
			l->comment = !memmem(l->src + line.off,
			    line.end - line.off, "-->", strlen("-->"));
			if (is_signed(l))
				mix_line(l, line.off, line.end);
		} else if (!body_line(l, &line)) {
			return false;
		}
		off = line.next;
	}
	return true;
}

struct signed_core
signed_core_of(
    const struct settings *s, struct arena *a, const char *src, size_t len)
{
	struct look l = {.s = s,
	    .a = a,
	    .src = src,
	    .len = len,
	    .hash = 0xcbf29ce484222325u,
	    .in = SECTION_OWN};
	size_t off = plain_lines(&l) ? front(&l) : 0;
	bool plain = off && body(&l, off);

	return (struct signed_core){plain, l.hash};
}

bool
signed_core_same(const struct signed_core *x, const struct signed_core *y)
{
	return x->plain && y->plain && x->hash == y->hash;
}
