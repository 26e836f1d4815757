#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

__attribute__((format(printf, 2, 0))) static char *
vformat(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		err_nomem();
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

struct diag *
diags_add(struct diags *d, struct arena *a, enum severity s, const char *path,
    size_t line, size_t col, const char *code, const char *fmt, ...)
{
	struct diag *g;
	va_list ap;

	d->v = arena_grow(a, d->v, &d->cap, d->n + 1, sizeof *d->v);
	g = &d->v[d->n++];
	d->errors += s == SEV_ERROR;
	*g = (struct diag){path, line, col, s, code, NULL, NULL};
	va_start(ap, fmt);
	g->text = vformat(a, fmt, ap);
	va_end(ap);
	return g;
}

void
diags_at(struct diags *d, struct arena *a, const struct diag_spot *at,
    enum severity s, const char *code, const char *hint, const char *text)
{
	size_t line, col;

	if (at->line)
		text_pos_from(
		    at->src, at->near, at->line, at->off, &line, &col);
	else
		text_pos(at->src, at->len, at->off, &line, &col);
	diag_hint(diags_add(d, a, s, at->path, line, col, code, "%s", text), a,
	    "%s", hint);
}

void
diag_hint(struct diag *d, struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	d->hint = vformat(a, fmt, ap);
	va_end(ap);
}

bool
diags_has(const struct diags *d, const struct diag *g)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->v[i].code, g->code) == 0 &&
		    strcmp(d->v[i].text, g->text) == 0)
			return true;
	return false;
}

int
diags_first(const struct diags *d, struct err *e)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct diag *g = &d->v[i];

		if (g->severity != SEV_ERROR)
			continue;
		err_at(e, g->path, g->line, g->col, g->code, "%s", g->text);
		if (g->hint)
			err_hint(e, "%s", g->hint);
		return -1;
	}
	return 0;
}

static int
earlier(const void *x, const void *y)
{
	const struct diag *a = *(const struct diag *const *)x;
	const struct diag *b = *(const struct diag *const *)y;
	int c = strcmp(a->path ? a->path : "", b->path ? b->path : "");

	if (c)
		return c;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->col != b->col)
		return a->col < b->col ? -1 : 1;
	return a < b ? -1 : a > b;
}

void
diags_sort(struct diags *d)
{
	struct diag **order, *sorted;

	if (d->n < 2)
		return;
	order = malloc(d->n * sizeof(struct diag *));
	sorted = malloc(d->n * sizeof *sorted);
	if (!order || !sorted)
		err_nomem();
	for (size_t i = 0; i < d->n; i++)
		order[i] = &d->v[i];
	qsort(order, d->n, sizeof *order, earlier);
	for (size_t i = 0; i < d->n; i++)
		sorted[i] = *order[i];
	memcpy(d->v, sorted, d->n * sizeof *sorted);
	free(order);
	free(sorted);
}
