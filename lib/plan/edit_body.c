#include "plan/edit_body.h"

#include <string.h>

#include "base/buf.h"

size_t
section_end(const struct plan *p, const struct part *section)
{
	for (size_t i = (size_t)(section - p->parts) + 1; i < p->nparts; i++)
		if (p->parts[i].level <= 2)
			return p->parts[i].head.off;
	return p->doc.len;
}

size_t
section_place(const struct plan *p, enum section_kind k)
{
	for (int next = (int)k + 1; next < SECTION_COUNT; next++) {
		const struct part *q = plan_section(p, (enum section_kind)next);

		if (q)
			return q->head.off;
	}
	return p->doc.len;
}

const char *
section_title(const struct edit *ed, enum section_kind k)
{
	const char *language =
	    ed->now->language ? ed->now->language : ed->s->language;
	bool english = strncmp(language, "en", 2) == 0 &&
		       (language[2] == '\0' || language[2] == '-');

	if (!english && ed->s->alias[k].n)
		return ed->s->alias[k].v[0];
	return section_name(k);
}

int
body_open_check(const struct plan *p, size_t off, struct err *e)
{
	const struct md *md = &p->doc.md;
	size_t line, col;

	if (md->open == (size_t)-1 || md->open >= off)
		return 0;
	doc_pos(&p->doc, md->open, &line, &col);
	err_at(e, p->path, line, col, "body-open",
	    md->open_html ? "an HTML block begins here and nothing ends it"
			  : "a code fence begins here and nothing closes it");
	return err_hint(e, "%s, so that what comes after can be read",
	    md->open_html ? "end it" : "add a closing fence below the code");
}

/* Line ends right before off: 0, 1 (a line) or 2 (a blank line) and more. */
static int
line_ends_before(const struct doc *d, size_t off)
{
	int n = 0;

	for (; off > d->body && n < 2; off--) {
		if (d->src[off - 1] == '\n')
			n++;
		else if (!strchr(" \t\r", d->src[off - 1]))
			return n;
	}
	/* the closing fence's own; it may be the file's last line */
	return off == d->body && d->src[off - 1] == '\n' ? n + 1 : n;
}

/* Appends text with the document's line ends. */
static void
add_lines(struct buf *b, const char *text, const char *eol)
{
	for (; *text; text++) {
		if (*text == '\n')
			buf_adds(b, eol);
		else
			buf_addc(b, *text);
	}
}

void
body_insert(struct edit *ed, struct splices *s, size_t off, const char *block)
{
	const struct doc *d = &ed->now->doc;
	bool at_end = off == d->len;
	bool ended = off > 0 && d->src[off - 1] == '\n';
	struct buf b = BUF_INIT;

	for (int n = line_ends_before(d, off); n < 2; n++)
		buf_adds(&b, d->eol);
	add_lines(&b, block, d->eol);
	if (!at_end || ended)
		buf_adds(&b, d->eol);
	if (!at_end)
		buf_adds(&b, d->eol);
	splice_add(s, ed->a, off, 0, b.p, b.n);
	buf_free(&b);
}
