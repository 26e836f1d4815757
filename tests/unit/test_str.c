#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static void
valid_utf8(void **state)
{
	static const char *const good[] = {"", "abc", "é", "李", "🙂",
	    "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "seven chars and then é"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(
		    utf8_valid(good[i], strlen(good[i])), strlen(good[i]));
}

static void
invalid_utf8(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} v[] = {{"ab\x80", 2}, {"\xc0\xaf", 0}, {"a\xc1\xbf", 1},
	    {"\xe0\x80\xaf", 0}, {"\xed\xa0\x80", 0}, {"\xf0\x80\x80\xaf", 0},
	    {"\xf4\x90\x80\x80", 0}, {"\xf5\x80\x80\x80", 0}, {"x\xe2\x82", 1},
	    {"x\xc3", 1}, {"\xff", 0}, {"12345678\xfe", 8},
	    {"1234567\xc3\x28", 7}};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		assert_int_equal(
		    utf8_valid(v[i].text, strlen(v[i].text)), v[i].at);
}

static void
code_points(void **state)
{
	size_t size;

	(void)state;
	assert_int_equal(utf8_at("é", 2, &size), 0xe9);
	assert_int_equal(size, 2);
	assert_int_equal(utf8_at("李", 3, &size), 0x674e);
	assert_int_equal(size, 3);
	assert_int_equal(utf8_at("🙂", 4, &size), 0x1f642);
	assert_int_equal(size, 4);
	assert_int_equal(utf8_count("aé李🙂", 10), 4);
}

static void
unsafe_points(void **state)
{
	static const uint32_t bad[] = {0, 7, '\t', '\n', 0x1b, 0x7f, 0x85, 0x9b,
	    0x61c, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066, 0x2069, 0xfeff};
	static const uint32_t good[] = {' ', 'a', 0xa0, 0xe9, 0x200d, 0x1f642};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_true(utf8_unsafe(bad[i]));
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_false(utf8_unsafe(good[i]));
}

static void
is_at(const char *src, size_t off, size_t line, size_t col)
{
	size_t l, c;

	text_pos(src, strlen(src), off, &l, &c);
	assert_int_equal(l, line);
	assert_int_equal(c, col);
}

static void
positions(void **state)
{
	(void)state;
	is_at("", 0, 1, 1);
	is_at("abc", 2, 1, 3);
	is_at("é🙂x", 6, 1, 3);
	is_at("a\tb", 2, 1, 3);
	is_at("a\r\nbc", 4, 2, 2);
	is_at("a\n\nb", 3, 3, 1);
	is_at("\xef\xbb\xbf---\nx", 3, 1, 1);
	is_at("\xef\xbb\xbf---\nx", 5, 1, 3);
	is_at("\xef\xbb\xbf---\nx", 7, 2, 1);
	is_at("ab", 99, 1, 3);
}

static void
lines(void **state)
{
	const char *s = "one\r\ntwo\nthree";

	(void)state;
	assert_int_equal(line_next(s, 14, 0), 5);
	assert_int_equal(line_end(s, 14, 0), 3);
	assert_int_equal(line_next(s, 14, 5), 9);
	assert_int_equal(line_end(s, 14, 6), 8);
	assert_int_equal(line_next(s, 14, 9), 14);
	assert_int_equal(line_end(s, 14, 9), 14);
	assert_int_equal(line_end(s, 14, 14), 14);
	assert_int_equal(line_start(s, 7), 5);
	assert_int_equal(line_start(s, 3), 0);
}

static void
likeness(void **state)
{
	char long_word[200];

	(void)state;
	assert_int_equal(str_distance("titel", "title"), 2);
	assert_int_equal(str_distance("", "due"), 3);
	assert_int_equal(str_distance("due", "due"), 0);
	assert_int_equal(str_distance("statu", "status"), 1);
	memset(long_word, 'a', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	assert_int_equal(str_distance(long_word, "a"), 63);
}

static void
near_words(void **state)
{
	const char *const media[] = {"text", "audio", "video", "image", NULL};

	(void)state;
	assert_string_equal(str_near(media, "vidoe"), "video");
	assert_string_equal(str_near(media, "Audio"), "audio");
	assert_null(str_near(media, "image"));
	assert_null(str_near(media, "sculpture"));
	assert_null(str_near(media, ""));
}

static void
affixes(void **state)
{
	(void)state;
	assert_true(str_starts("team.coach", "team."));
	assert_false(str_starts("te", "team"));
	assert_true(str_ends("asha-r.md", ".md"));
	assert_false(str_ends("md", ".md"));
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_true(str_eq("a", "a"));
}

static void
one_line(void **state)
{
	const char *plain = "Read aloud";
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_ptr_equal(str_line(&a, plain), plain);
	assert_string_equal(str_line(&a, "Read\naloud\n\n"), "Read aloud");
	assert_string_equal(str_line(&a, "\n"), "");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    {"a text of several lines fits into one", one_line, NULL, NULL,
		NULL},
	    {"text of every script is UTF-8", valid_utf8, NULL, NULL, NULL},
	    {"the first byte that is no UTF-8 is found", invalid_utf8, NULL,
		NULL, NULL},
	    {"letters, not bytes, are counted", code_points, NULL, NULL, NULL},
	    {"characters that could deceive a terminal are known",
		unsafe_points, NULL, NULL, NULL},
	    {"line and column are those an editor shows", positions, NULL, NULL,
		NULL},
	    {"a line ends before its line end, of either kind", lines, NULL,
		NULL, NULL},
	    {"a slip of the pen is near to the word meant", likeness, NULL,
		NULL, NULL},
	    {"of some words the one that was meant is found", near_words, NULL,
		NULL, NULL},
	    {"beginnings and ends of words are compared", affixes, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
