/* Any bytes as a table: rows in their order, no wider than the header. */

#include "fuzz.h"

#include "text/csv.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diags d = {0};
	struct csv_table t;
	struct arena a;
	size_t line = 0;

	arena_init(&a);
	if (csv_read(&t, &a, "f.csv", (const char *)data, size, &d) != 0) {
		PROMISE(d.errors && *d.v[0].text);
	} else {
		for (size_t i = 0; i < t.n; i++) {
			PROMISE(t.rows[i].field.n <= t.header.n);
			PROMISE(t.rows[i].line > line);
			line = t.rows[i].line;
			csv_get(&t, i, t.header.n);
		}
		for (size_t i = 0; i < t.header.n; i++)
			PROMISE(csv_col(&t, t.header.v[i]) == (long)i);
	}
	arena_free(&a);
	return 0;
}
