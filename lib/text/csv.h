#ifndef TEXT_CSV_H
#define TEXT_CSV_H

/*
 * A table out of a CSV file (rosters, survey answers, exports of forms), as
 * spreadsheets and school systems write them: with a byte order mark or
 * none, any line end, quoted fields over several lines, and ';' or a tab
 * instead of the comma where the header line says so.  Every row keeps the
 * line it starts at.  The only include of libcsv is in csv.c; writing is
 * elsewhere.  Source: RFC 4180.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define CSV_COLUMNS_MAX 1000

struct csv_row {
	struct strs field; /* no blanks at the ends; may be shorter than the
			      header */
	size_t line;	   /* of the file, from 1 */
};

struct csv_table {
	struct strs header; /* as written, without blanks at the ends */
	struct strs keys;   /* the same, folded for csv_col */
	struct csv_row *rows;
	size_t n;
	size_t cap;
};

/*
 * Read a table.  Rows without any value are skipped, empty fields and
 * header cells at the right end are dropped.
 * Returns 0, or -1 with errors in d, each at its line: csv-utf8, csv-empty
 * (no header), csv-header (a column without a name, one named twice, too
 * many), csv-row (a value right of the last column), csv-quote (a stray or
 * an unclosed quote; reading stops there).
 * Memory: a; src is not kept.
 */
int csv_read(struct csv_table *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d);

/* A field, "" where the row has none. */
const char *csv_get(const struct csv_table *t, size_t row, size_t col);
/*
 * The column of that name, or -1.  Case, and blank, '_' or '-' between the
 * words, do not count.
 */
long csv_col(const struct csv_table *t, const char *name);

#endif
