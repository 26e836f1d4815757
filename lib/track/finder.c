#include "track/finder.h"

#include <string.h>

void
finder_init(
    struct finder *f, struct diags *out, struct arena *a, const struct plan *p)
{
	*f = (struct finder){.out = out, .a = a, .p = p, .line = 1, .col = 1};
	f->near = p->doc.bom ? 3 : 0;
}

void
finder_pos(struct finder *f, size_t off, size_t *line, size_t *col)
{
	const struct doc *d = &f->p->doc;
	size_t start = f->near, lines;

	if (off < f->near) {
		doc_pos(d, off, &f->line, &f->col);
	} else {
		text_pos_from(d->src, start, 1, off, &lines, col);
		f->col = lines > 1 ? *col : f->col + *col - 1;
		f->line += lines - 1;
	}
	f->near = off;
	*line = f->line;
	*col = f->col;
}

struct diag *
finder_warn(struct finder *f, size_t off, const char *code, const char *text)
{
	size_t line, col;

	finder_pos(f, off, &line, &col);
	return diags_add(
	    f->out, f->a, SEV_WARNING, f->p->path, line, col, code, "%s", text);
}

void
nearest_try(struct nearest *n, const char *name)
{
	size_t far = str_distance(n->word, name);

	if (far <= 2 && far < strlen(name) && (!n->name || far < n->far)) {
		n->name = name;
		n->far = far;
	}
}

void
finder_hint(struct finder *f, struct diag *d, const struct nearest *n,
    const char *otherwise)
{
	if (n->name)
		diag_hint(d, f->a, "did you mean %s?", n->name);
	else
		diag_hint(d, f->a, "%s", otherwise);
}
