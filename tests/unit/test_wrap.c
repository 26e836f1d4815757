#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/wrap.h"

static void
line(const char *text, size_t width, const char *want)
{
	struct buf b = BUF_INIT;

	wrap_line(&b, width, 0, 2, text);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void
body(const char *text, size_t width, const char *want)
{
	struct buf b = BUF_INIT;

	wrap_body(&b, width, 2, text);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void
words(void **state)
{
	(void)state;
	line("one two three", 9, "one two\n  three");
	line("one two three", 0, "one two three");
	line("a https://example.org/long b", 9,
	    "a\n  https://example.org/long\n  b");
}

static void
wide(void **state)
{
	(void)state;
	assert_int_equal(text_columns("e\xcc\x81\xe6\x9d\x8e"), 3);
	line("\xe6\x9d\x8e \xe6\x9d\x8e \xe6\x9d\x8e", 6,
	    "\xe6\x9d\x8e \xe6\x9d\x8e\n  \xe6\x9d\x8e");
	line("\xe6\x9d\x8e\xe6\x9d\x8e\xe6\x9d\x8e", 5,
	    "\xe6\x9d\x8e\xe6\x9d\x8e\n  \xe6\x9d\x8e");
}

static void
paragraphs(void **state)
{
	(void)state;
	body("one two\nthree four\n\nfive", 12,
	    "  one two\n  three four\n\n  five\n");
	body("one\ntwo", 0, "  one\n  two\n");
	body("one  \ntwo", 20, "  one\n  two\n");
}

static void
lists(void **state)
{
	(void)state;
	body("- one two three\n- four", 10,
	    "  - one\n    two\n    three\n  - four\n");
	body("10. one two", 10, "  10. one\n      two\n");
}

static void
kept(void **state)
{
	(void)state;
	body("| a very | wide table |\n|---|---|", 10,
	    "  | a very | wide table |\n  |---|---|\n");
	body("```\na listing that is long\n```", 10,
	    "  ```\n  a listing that is long\n  ```\n");
	body("#### a heading that is long", 10,
	    "  #### a heading that is long\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"a line breaks between words, an address stays whole", words, NULL,
		NULL, NULL},
	    {"wide letters count two columns, accents none", wide, NULL, NULL,
		NULL},
	    {"a paragraph is filled anew, but not in a pipe", paragraphs, NULL,
		NULL, NULL},
	    {"list items hang below their text", lists, NULL, NULL, NULL},
	    {"tables, listings and headings keep their lines", kept, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
