#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/csv.h"

static struct arena arena;
static struct diags diags;
static struct csv_table table;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static int
parse(const char *src)
{
	memset(&diags, 0, sizeof diags);
	return csv_read(&table, &arena, "roster.csv", src, strlen(src), &diags);
}

/* The table as "LINE|field|field" lines; the errors as "code line". */
static const char *
told(const char *src)
{
	struct buf b = BUF_INIT;
	const char *r;

	if (parse(src) == 0) {
		for (size_t i = 0; i < table.n; i++) {
			buf_addf(&b, "%zu", table.rows[i].line);
			for (size_t k = 0; k < table.header.n; k++)
				buf_addf(&b, "|%s", csv_get(&table, i, k));
			buf_addc(&b, '\n');
		}
	} else {
		for (size_t i = 0; i < diags.n; i++)
			buf_addf(
			    &b, "%s %zu\n", diags.v[i].code, diags.v[i].line);
	}
	r = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return r;
}

static void
plain(void **state)
{
	(void)state;
	assert_string_equal(told("name,handle\nAsha, asha.r \nEli,\n"),
	    "2|Asha|asha.r\n3|Eli|\n");
	assert_string_equal(told("name\n"), "");
	assert_int_equal(table.header.n, 1);
}

static void
line_ends(void **state)
{
	(void)state;
	assert_string_equal(told("\xef\xbb\xbf"
				 "a,b\r\n1,2\r\n\r\n3,4"),
	    "2|1|2\n4|3|4\n");
	assert_string_equal(told("a,b\r1,2\r3,4\r"), "2|1|2\n3|3|4\n");
	assert_string_equal(table.header.v[0], "a");
}

static void
quotes(void **state)
{
	(void)state;
	assert_string_equal(told("a,b\n\"Quill, T.\",\"say \"\"hi\"\"\"\n"
				 "\"two\r\nlines\",x\n \n\"\n\nb\",y\nlast\n"),
	    "2|Quill, T.|say \"hi\"\n3|two\r\nlines|x\n6|b|y\n9|last|\n");
}

static void
separators(void **state)
{
	(void)state;
	assert_string_equal(told("a;b\n1,5;2\n"), "2|1,5|2\n");
	assert_string_equal(told("\n\"a, x\";b\n1;2\n"), "3|1|2\n");
	assert_string_equal(told("a\tb\n\t2\n1\t\n"), "2||2\n3|1|\n");
	assert_string_equal(told("a,b;c\n1,2;3\n"), "2|1|2;3\n");
}

static void
gaps(void **state)
{
	(void)state;
	assert_string_equal(told("a,b,,\n,,\n1,,,\n , \n,2\n"), "3|1|\n5||2\n");
	assert_int_equal(table.header.n, 2);
}

static void
columns(void **state)
{
	(void)state;
	assert_int_equal(parse("Given_Name, Family  name ,E-Mail\n"), 0);
	assert_int_equal(csv_col(&table, "given name"), 0);
	assert_int_equal(csv_col(&table, "FAMILY-NAME"), 1);
	assert_int_equal(csv_col(&table, "e mail"), 2);
	assert_int_equal(csv_col(&table, "email"), -1);
	assert_int_equal(csv_col(&table, ""), -1);
}

static void
refused(void **state)
{
	(void)state;
	assert_string_equal(told(""), "csv-empty 0\n");
	assert_string_equal(told("\n , ,\n"), "csv-empty 0\n");
	assert_string_equal(
	    told("a,b\n1,2,3\n4,5\n6,7,8\n"), "csv-row 2\ncsv-row 4\n");
	assert_string_equal(told("\na,,b\n"), "csv-header 2\n");
	assert_string_equal(told("e-mail,x,E_MAIL\n"), "csv-header 1\n");
	assert_string_equal(told("a\nx\nO\"Marsh\n"), "csv-quote 3\n");
	assert_string_equal(told("a\n\"x\" y\n"), "csv-quote 2\n");
	assert_string_equal(told("a,b\n1,\"open\n2,3\n"), "csv-quote 2\n");
	assert_string_equal(told("a\nZo\xeb\n"), "csv-utf8 2\n");
	assert_int_equal(diags.v[0].col, 3);
}

static void
wide(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 500000; i++)
		buf_addf(&b, "%x,", (unsigned)i);
	assert_string_equal(told(buf_str(&b)), "csv-header 1\n");
	buf_free(&b);
}

#define TEST(name, fn)                          \
	{                                       \
		name, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST("every row knows its line, blanks around a value go", plain),
	    TEST("a byte order mark and any line end are fine", line_ends),
	    TEST("quoted values keep commas, quotes and lines", quotes),
	    TEST("semicolons and tabs are seen from the header", separators),
	    TEST("empty rows are skipped, short ones filled", gaps),
	    TEST("columns are found however their name is spelled", columns),
	    TEST("what cannot be read is named by its line", refused),
	    TEST("half a million columns are refused at once", wide),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
