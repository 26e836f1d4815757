#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/safe.h"

static void
expect(const char *in, size_t len, bool keep_lines, const char *want)
{
	struct buf b = BUF_INIT;

	safe_text(&b, in, len, keep_lines);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void
line(const char *in, const char *want)
{
	expect(in, strlen(in), false, want);
}

static void
plain(void **state)
{
	(void)state;
	line("", "");
	line("Zo\xc3\xab \xe6\x9d\x8e \xf0\x9f\x98\x80 \\x41 #1",
	    "Zo\xc3\xab \xe6\x9d\x8e \xf0\x9f\x98\x80 \\x41 #1");
}

static void
escapes(void **state)
{
	(void)state;
	line("\033[2Jgone", "\\x1b[2Jgone");
	line("\033]0;title\007", "\\x1b]0;title\\x07");
	line("a\xc2\x9b"
	     "31m",
	    "a\\x9b31m");
	line("del\x7f", "del\\x7f");
	expect("a\0b", 3, true, "a\\x00b");
}

static void
direction(void **state)
{
	(void)state;
	line("a\xe2\x80\xae"
	     "b",
	    "a\\u202eb");
	line("\xe2\x81\xa6x\xe2\x81\xa9", "\\u2066x\\u2069");
	line("\xe2\x80\xa8", "\\u2028");
}

static void
broken(void **state)
{
	(void)state;
	line("a\xff\xc3", "a\\xff\\xc3");
	line("\xed\xa0\x80", "\\xed\\xa0\\x80");
	line("\xc0\x9b", "\\xc0\\x9b");
}

static void
lines(void **state)
{
	(void)state;
	line("a\tb\nc\r\nd", "a b\\x0ac\\x0d\\x0ad");
	expect("a\tb\nc\r\nd\re", 10, true, "a\tb\nc\nd\\x0de");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"letters of every language are shown as they are", plain, NULL,
		NULL, NULL},
	    {"a control character becomes a visible escape", escapes, NULL,
		NULL, NULL},
	    {"a character that turns the direction is made visible", direction,
		NULL, NULL, NULL},
	    {"bytes that are no UTF-8 are shown by number", broken, NULL, NULL,
		NULL},
	    {"a line stays one line unless lines are kept", lines, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
