#include "view/lines.h"

#include <string.h>

#include "plan/plan.h"
#include "view/safe.h"
#include "view/wrap.h"

#define LABEL	  11 /* columns of a label with its blanks */
#define SOON_DAYS 60 /* a date so near is told in days, too */

/* The text in one line: its line ends are blanks, the last ones nothing. */
static const char *
safe(struct lines *l, const char *s)
{
	size_t n = strlen(s);
	struct buf b = BUF_INIT;
	char *out;

	while (n && s[n - 1] == '\n')
		n--;
	for (size_t k; n; s += k, n -= k) {
		const char *end = memchr(s, '\n', n);

		k = end ? (size_t)(end - s) : n;
		safe_text(&b, s, k, false);
		if (end) {
			buf_addc(&b, ' ');
			k++;
		}
	}
	out = arena_strndup(l->a, buf_str(&b), b.n);
	buf_free(&b);
	return out;
}

size_t
lines_add(struct lines *l, size_t col, size_t indent, const char *sgr,
    const char *text)
{
	bool color = l->color && sgr && *text;

	if (color)
		buf_addf(l->out, "\033[%sm", sgr);
	col = wrap_line(l->out, l->width, col, indent, safe(l, text));
	if (color)
		buf_adds(l->out, "\033[m");
	return col;
}

size_t
lines_pad(struct lines *l, size_t col, size_t to)
{
	if (to > col)
		buf_addf(l->out, "%*s", (int)(to - col), "");
	return to > col ? to : col;
}

void
lines_end(struct lines *l)
{
	wrap_break(l->out, 0);
}

void
lines_gap(struct lines *l)
{
	const struct buf *b = l->out;

	if (b->n > 1 && !(b->p[b->n - 1] == '\n' && b->p[b->n - 2] == '\n'))
		lines_end(l);
}

void
lines_heading(struct lines *l, const char *title)
{
	lines_gap(l);
	lines_add(l, 0, 0, LINES_BOLD, title);
	lines_end(l);
	lines_gap(l);
}

/* The label, and the column where its text begins. */
static size_t
label(struct lines *l, size_t indent, const char *name)
{
	size_t col = lines_pad(l, 0, indent);

	col = lines_add(l, col, indent, LINES_DIM, name);
	if (col + 2 > indent + LABEL)
		return lines_pad(l, col, col + 2);
	return lines_pad(l, col, indent + LABEL);
}

void
lines_label(struct lines *l, size_t indent, const char *name, const char *text)
{
	if (!text)
		return;
	lines_add(l, label(l, indent, name), indent + LABEL, NULL, text);
	lines_end(l);
}

void
lines_label_facts(
    struct lines *l, size_t indent, const char *name, const struct facts *f)
{
	if (f->v.n == 0)
		return;
	lines_facts(l, label(l, indent, name), indent + LABEL, NULL, f);
	lines_end(l);
}

void
lines_body(struct lines *l, size_t indent, const char *text)
{
	struct buf b = BUF_INIT;

	safe_text(&b, text, strlen(text), true);
	wrap_body(l->out, l->width, indent, buf_str(&b));
	buf_free(&b);
}

/* ---- facts ---- */

void
fact(struct facts *f, const char *text)
{
	if (text && *text)
		strs_add(&f->v, f->a, text);
}

void
fact_of(struct facts *f, const char *word, const char *text)
{
	if (text)
		fact(f, arena_printf(f->a, "%s %s", word, text));
}

size_t
lines_facts(struct lines *l, size_t col, size_t indent, const char *sgr,
    const struct facts *f)
{
	for (size_t i = 0; i < f->v.n; i++) {
		size_t wide = text_columns(f->v.v[i]);

		if (i)
			col = lines_add(l, lines_pad(l, col, col + 1), indent,
			    sgr, "\xc2\xb7");
		if (l->width && col + 3 + wide > l->width && col > indent) {
			wrap_break(l->out, indent);
			col = indent;
		} else if (i) {
			col = lines_pad(l, col, col + 1);
		}
		col = lines_add(l, col, indent, sgr, f->v.v[i]);
	}
	return col;
}

/* ---- words ---- */

const char *
lines_name(struct lines *l, const char *handle)
{
	return people_name(l->people, handle);
}

const char *
lines_join(struct lines *l, const struct strs *v, bool names)
{
	const char *text = NULL;

	for (size_t i = 0; i < v->n; i++) {
		const char *s = names ? lines_name(l, v->v[i]) : v->v[i];

		text = text ? arena_printf(l->a, "%s, %s", text, s) : s;
	}
	return text;
}

static const char *
days_words(struct lines *l, int days)
{
	if (days == 0)
		return "today";
	if (days == 1 || days == -1)
		return days > 0 ? "tomorrow" : "yesterday";
	return days > 0 ? arena_printf(l->a, "in %d days", days)
			: arena_printf(l->a, "%d days ago", -days);
}

const char *
lines_near(struct lines *l, const char *date)
{
	int day = text_day(date);

	if (day == DAY_NONE || day > l->today + SOON_DAYS)
		return date;
	return arena_printf(
	    l->a, "%s, %s", date, days_words(l, day - l->today));
}
