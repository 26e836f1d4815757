#include "text/csv.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

#include "base/err.h"
#include "text/fold.h"

struct reader {
	struct csv_table *t;
	struct arena *a;
	const char *path;
	struct diags *d;
	struct csv_row row; /* while it is read; line 0: not begun */
	size_t line;	    /* being fed, from 1 */
	bool header;	    /* seen */
	bool bad;
};

static struct diag *
refuse(struct reader *r, size_t line, size_t col, const char *code,
    const char *text)
{
	r->bad = true;
	return diags_add(
	    r->d, r->a, SEV_ERROR, r->path, line, col, code, "%s", text);
}

static const char *
key_of(struct arena *a, const char *name)
{
	char *s = arena_strdup(a, name);

	for (char *p = s; *p; p++)
		if (*p == '_' || *p == '-')
			*p = ' ';
	return fold_heading(a, s);
}

static void
field_end(void *p, size_t n, void *ctx)
{
	struct reader *r = ctx;
	const char *s = p;

	while (n > 0 && strchr(" \t\r\n", s[n - 1]))
		n--;
	while (n > 0 && strchr(" \t\r\n", *s)) {
		s++;
		n--;
	}
	strs_add(&r->row.field, r->a, arena_strndup(r->a, s, n));
}

static void
header_take(struct reader *r, const struct csv_row *row)
{
	struct csv_table *t = r->t;
	struct diag *g;

	r->header = true;
	if (row->field.n > CSV_COLUMNS_MAX) {
		g = refuse(r, row->line, 0, "csv-header",
		    "the header has more than 1000 columns");
		diag_hint(g, r->a, "is this a table of learners or answers?");
		return;
	}
	t->header = row->field;
	for (size_t i = 0; i < t->header.n; i++) {
		const char *name = t->header.v[i], *key = key_of(r->a, name);
		long twin = *key ? strs_find(&t->keys, key) : -1;

		if (!*key) {
			g = refuse(r, row->line, 0, "csv-header",
			    arena_printf(
				r->a, "column %zu has no name", i + 1));
			diag_hint(g, r->a,
			    "name it in the first row, or "
			    "remove it");
		} else if (twin >= 0) {
			g = refuse(r, row->line, 0, "csv-header",
			    arena_printf(r->a,
				"two columns have the name \"%s\": %ld and "
				"%zu",
				name, twin + 1, i + 1));
			diag_hint(g, r->a, "rename one of them");
		}
		strs_add(&t->keys, r->a, key);
	}
}

static void
row_take(struct reader *r, const struct csv_row *row)
{
	struct csv_table *t = r->t;

	if (row->field.n > t->header.n) {
		struct diag *g = refuse(r, row->line, 0, "csv-row",
		    arena_printf(r->a,
			"the row has %zu fields, the header only %zu",
			row->field.n, t->header.n));

		diag_hint(g, r->a, "put quotes around a value with a comma");
		return;
	}
	t->rows = arena_grow(r->a, t->rows, &t->cap, t->n + 1, sizeof *t->rows);
	t->rows[t->n++] = *row;
}

static void
row_end(int c, void *ctx)
{
	struct reader *r = ctx;
	struct csv_row row = r->row;

	(void)c;
	memset(&r->row, 0, sizeof r->row);
	while (row.field.n > 0 && !*row.field.v[row.field.n - 1])
		row.field.n--;
	if (row.field.n == 0)
		return;
	if (!r->header)
		header_take(r, &row);
	else if (r->t->header.n > 0)
		row_take(r, &row);
}

static size_t
line_length(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] != '\n' && s[i] != '\r')
		i++;
	if (i < n && s[i] == '\r')
		i++;
	if (i < n && s[i] == '\n')
		i++;
	return i;
}

/* Blanks and its line end only. */
static bool
is_empty(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && strchr(" \t\r\n", s[i]))
		i++;
	return i == n;
}

/* ';' or a tab, where the header line has no comma outside quotes. */
static unsigned char
delimiter(const char *s, size_t n)
{
	bool quoted = false;
	unsigned char found = ',';
	size_t i = 0;

	while (i < n && strchr("\r\n", s[i]))
		i++;
	for (; i < n && (quoted || !strchr("\r\n", s[i])); i++) {
		if (s[i] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (s[i] == ',')
			return ',';
		if ((s[i] == ';' || s[i] == '\t') && found == ',')
			found = (unsigned char)s[i];
	}
	return found;
}

static void
quote_error(struct reader *r, struct csv_parser *p)
{
	struct diag *g;

	if (csv_error(p) != CSV_EPARSE)
		err_nomem();
	if (r->row.line && r->row.line != r->line)
		g = refuse(r, r->row.line, 0, "csv-quote",
		    arena_printf(r->a,
			"a quote in the row that starts here is not closed, "
			"or stray (seen in line %zu)",
			r->line));
	else
		g = refuse(r, r->line, 0, "csv-quote",
		    "a quote is not closed, or stands inside a value");
	diag_hint(g, r->a,
	    "put the whole value in quotes and write each "
	    "quote inside it twice");
}

/*
 * Line by line, so that each row knows where it starts: libcsv does not say.
 */
static void
lines_feed(struct reader *r, struct csv_parser *p, const char *s, size_t len)
{
	for (size_t n; len > 0; s += n, len -= n) {
		n = line_length(s, len);
		r->line++;
		if (!r->row.line)
			r->row.line = r->line;
		if (csv_parse(p, s, n, field_end, row_end, r) != n) {
			quote_error(r, p);
			return;
		}
		/* libcsv takes an empty line for nothing, not for a row. */
		if (r->row.line == r->line && is_empty(s, n))
			r->row.line = 0;
	}
	if (csv_fini(p, field_end, row_end, r) != 0)
		quote_error(r, p);
}

static int
bytes_check(struct reader *r, const char *src, size_t len)
{
	const char *nul = memchr(src, 0, len);
	size_t bad = utf8_valid(src, len), line, col;
	struct diag *g;

	if (nul && (size_t)(nul - src) < bad)
		bad = (size_t)(nul - src);
	if (bad == len)
		return 0;
	text_pos(src, len, bad, &line, &col);
	g = refuse(r, line, col, "csv-utf8", "the text is no UTF-8");
	diag_hint(g, r->a, "in the spreadsheet save it as \"CSV UTF-8\"");
	return -1;
}

int
csv_read(struct csv_table *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d)
{
	struct csv_table t;
	struct reader r = {.t = &t, .a = a, .path = path, .d = d};
	struct csv_parser p;

	memset(&t, 0, sizeof t);
	if (bytes_check(&r, src, len))
		return -1;
	if (len >= 3 && memcmp(src, "\xef\xbb\xbf", 3) == 0) {
		src += 3;
		len -= 3;
	}
	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI))
		err_nomem();
	csv_set_delim(&p, delimiter(src, len));
	lines_feed(&r, &p, src, len);
	csv_free(&p);
	if (!r.header && !r.bad)
		diag_hint(refuse(&r, 0, 0, "csv-empty", "the table is empty"),
		    a, "its first row names the columns");
	if (r.bad)
		return -1;
	*out = t;
	return 0;
}

const char *
csv_get(const struct csv_table *t, size_t row, size_t col)
{
	const struct strs *f = &t->rows[row].field;

	return col < f->n ? f->v[col] : "";
}

long
csv_col(const struct csv_table *t, const char *name)
{
	struct arena a;
	long col;

	arena_init(&a);
	col = strs_find(&t->keys, key_of(&a, name));
	arena_free(&a);
	return col;
}
