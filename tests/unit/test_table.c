#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/str.h"
#include "view/table.h"

static const struct table_col cols[] = {
    {"plan", false, false, TABLE_PLAIN},
    {"share", true, false, TABLE_PLAIN},
    {"learner", false, true, TABLE_PLAIN},
    {"what", false, true, TABLE_PLAIN},
};

static void
school(struct table *t, struct arena *a)
{
	table_init(t, a, cols, 4);
	table_row(
	    t, (const char *const[]){"asha-r", "50", "Zo\xc3\xab",
		   "annotate the sources so that others can find them again "
		   "and check each claim"});
	table_row(t, (const char *const[]){"li", "100",
			 "\xe6\x9d\x8e\xe5\xb0\x8f\xe9\xbe\x99", NULL});
	table_row(t, (const char *const[]){"m", NULL, "\xf0\x9f\x98\x80",
			 "a\033[31m\xe2\x80\xae\tb\nc\xff"});
}

static void
expect(const struct table *t, int width, bool color, const char *want)
{
	struct buf b = BUF_INIT;
	struct err e;

	assert_int_equal(table_print(&b, t, width, color, &e), 0);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void
pipe_form(void **state)
{
	struct arena a;
	struct table t;

	(void)state;
	arena_init(&a);
	school(&t, &a);
	expect(&t, 0, false,
	    "plan    share  learner  what\n"
	    "asha-r     50  Zo\xc3\xab      annotate the sources so that "
	    "others can find them again and check each claim\n"
	    "li        100  \xe6\x9d\x8e\xe5\xb0\x8f\xe9\xbe\x99   -\n"
	    "m           -  \xf0\x9f\x98\x80       "
	    "a\\x1b[31m\\u202e b c\\xff\n");
	arena_free(&a);
}

/* Columns of the widest line. */
static size_t
widest(const struct buf *b)
{
	size_t most = 0;

	for (size_t i = 0; i < b->n; i = line_next(b->p, b->n, i)) {
		size_t end = line_end(b->p, b->n, i), wide = 0, size;

		for (size_t k = i; k < end; k += size)
			wide += (size_t)wcwidth(
			    (wchar_t)utf8_at(b->p + k, end - k, &size));
		if (wide > most)
			most = wide;
	}
	return most;
}

static void
eighty(void **state)
{
	struct buf b = BUF_INIT;
	struct arena a;
	struct table t;
	struct err e;

	(void)state;
	arena_init(&a);
	school(&t, &a);
	assert_int_equal(table_print(&b, &t, 80, false, &e), 0);
	assert_non_null(strstr(buf_str(&b),
	    "  annotate the sources so that others can find them "
	    "again\xe2\x80\xa6\n"));
	for (int width = 34; width <= 120; width++) {
		buf_clear(&b);
		assert_int_equal(table_print(&b, &t, width, false, &e), 0);
		assert_true(widest(&b) <= (size_t)width);
		assert_int_equal(utf8_valid(b.p, b.n), b.n);
	}
	buf_free(&b);
	arena_free(&a);
}

static void
long_word(void **state)
{
	static const struct table_col one[] = {{"word", false, true, 0}};
	struct arena a;
	struct table t;

	(void)state;
	arena_init(&a);
	table_init(&t, &a, one, 1);
	t.headless = true;
	table_row(&t, (const char *const[]){"a Fachkonferenzbeschluss"});
	table_row(
	    &t, (const char *const[]){"\xe6\x9d\x8e\xe6\x9d\x8e\xe6\x9d\x8e"
				      "\xe6\x9d\x8e\xe6\x9d\x8e\xe6\x9d\x8e"});
	expect(&t, 10, false,
	    "a Fachkon\xe2\x80\xa6\n"
	    "\xe6\x9d\x8e\xe6\x9d\x8e\xe6\x9d\x8e\xe6\x9d\x8e\xe2\x80\xa6\n");
	arena_free(&a);
}

static void
colours(void **state)
{
	static const struct table_col two[] = {
	    {"a", false, false, TABLE_PLAIN}, {"b", false, false, TABLE_DIM}};
	struct arena a;
	struct table t;

	(void)state;
	arena_init(&a);
	table_init(&t, &a, two, 2);
	table_row(&t, (const char *const[]){"x", "y"});
	table_paint(&t, 0, TABLE_RED);
	expect(&t, 80, true,
	    "\033[1ma\033[0m  \033[1mb\033[0m\n"
	    "\033[31mx\033[0m  \033[2my\033[0m\n");
	expect(&t, 80, false, "a  b\nx  y\n");
	arena_free(&a);
}

static void
nothing(void **state)
{
	struct arena a;
	struct table t;

	(void)state;
	arena_init(&a);
	table_init(&t, &a, cols, 4);
	expect(&t, 80, true, "");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"in a pipe nothing is cut and an empty cell is a hyphen",
		pipe_form, NULL, NULL, NULL},
	    {"on a terminal no line is wider than the terminal", eighty, NULL,
		NULL, NULL},
	    {"a word too long for its column is cut within", long_word, NULL,
		NULL, NULL},
	    {"colour comes only when asked for", colours, NULL, NULL, NULL},
	    {"a table without rows prints no headers", nothing, NULL, NULL,
		NULL},
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
