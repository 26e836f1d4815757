#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/fold.h"

static struct arena arena;

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

static void
slugs(void **state)
{
	static const char *const names[][2] = {
	    {"Tomás Beltrán Quill", "tomas-beltran-quill"},
	    {"Eli O'Marsh", "eli-o-marsh"},
	    {"Eli O’Marsh", "eli-o-marsh"},
	    {"Łukasz Straße", "lukasz-strasse"},
	    {"Þór Æsirson", "thor-aesirson"},
	    {"Đặng Ørsted", "dang-orsted"},
	    {"Ðóra Œuvre", "dora-oeuvre"},
	    {"Işıl İnce", "isil-ince"},
	    {"STRAẞE", "strasse"},
	    {"  -- a__b  9! ", "a-b-9"},
	    {"ﬁne Ⅳ", "fine-iv"},
	    {"ليلى", ""},
	    {"李 Li", "li"},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(
		    fold_slug(&arena, names[i][0]), names[i][1]);
}

static void
slug_of_a_slug(void **state)
{
	const char *once = fold_slug(&arena, "Ǿrjan's 3 Goals — again");

	(void)state;
	assert_string_equal(once, "orjan-s-3-goals-again");
	assert_string_equal(fold_slug(&arena, once), once);
}

static void
names(void **state)
{
	(void)state;
	assert_string_equal(fold_name(&arena, "TOMÁS"), "tomas");
	assert_string_equal(
	    fold_name(&arena, "Zoe\xcc\x88"), fold_name(&arena, "zoë"));
	assert_string_equal(fold_name(&arena, "ليلى"), "ليلى");
	assert_string_equal(
	    fold_name(&arena, "ŁUK Þór Ægir"), "luk thor aegir");
	assert_string_equal(fold_name(&arena, "\xe6\xf8"), "\xe6\xf8");
}

static void
heading_names(void **state)
{
	(void)state;
	assert_string_equal(
	    fold_heading(&arena, "  About\t ME : "), "about me");
	assert_string_equal(fold_heading(&arena, "Re\xcc\x81"
						 "flexions\xc2\xa0:"),
	    "réflexions");
	assert_string_not_equal(
	    fold_heading(&arena, "Año"), fold_heading(&arena, "Ano"));
	assert_string_equal(fold_heading(&arena, "9:30: talk"), "9:30: talk");
	assert_string_equal(fold_heading(&arena, ":"), "");
}

static void
letters(void **state)
{
	(void)state;
	assert_int_equal(fold_letters("a-9Zé"), 2);
	assert_int_equal(fold_letters(""), 0);
}

#define TEST(name, fn)                          \
	{                                       \
		name, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST("names of many languages make readable ids", slugs),
	    TEST("an id stays an id", slug_of_a_slug),
	    TEST("names compare without case and accents", names),
	    TEST("headings compare without case, blanks and a last colon",
		heading_names),
	    TEST("letters are those of ASCII", letters),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
