#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/splice.h"

struct fixture {
	struct arena a;
	struct splices s;
	struct buf out;
	struct err e;
};

static int
setup(void **state)
{
	static struct fixture f;

	memset(&f, 0, sizeof f);
	arena_init(&f.a);
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->out);
	arena_free(&f->a);
	return 0;
}

static void
add(struct fixture *f, size_t off, size_t del, const char *text)
{
	splice_add(&f->s, &f->a, off, del, text, strlen(text));
}

static void
gives(struct fixture *f, const char *src, const char *want)
{
	assert_int_equal(
	    splices_apply(&f->out, src, strlen(src), &f->s, &f->e), 0);
	assert_string_equal(buf_str(&f->out), want);
}

static void
refused(struct fixture *f, const char *src)
{
	buf_adds(&f->out, "as before");
	assert_int_equal(
	    splices_apply(&f->out, src, strlen(src), &f->s, &f->e), -1);
	assert_int_equal(f->e.kind, ERR_INPUT);
	assert_string_equal(buf_str(&f->out), "as before");
}

static void
nothing(void **state)
{
	gives(*state, "abc", "abc");
}

static void
any_order(void **state)
{
	add(*state, 4, 1, "E");
	add(*state, 0, 2, "");
	add(*state, 3, 0, "-");
	gives(*state, "abcde", "c-dE");
}

static void
one_place(void **state)
{
	add(*state, 1, 1, "X");
	add(*state, 1, 0, "1");
	add(*state, 1, 0, "2");
	add(*state, 2, 0, "3");
	gives(*state, "abc", "a12X3c");
}

static void
both_ends(void **state)
{
	add(*state, 3, 0, ">");
	add(*state, 0, 0, "<");
	gives(*state, "abc", "<abc>");
}

static void
zero_bytes(void **state)
{
	struct fixture *f = *state;

	splice_add(&f->s, &f->a, 1, 1, "\0", 1);
	assert_int_equal(splices_apply(&f->out, "abc", 3, &f->s, &f->e), 0);
	assert_int_equal(f->out.n, 3);
	assert_memory_equal(f->out.p, "a\0c", 3);
}

static void
overlap(void **state)
{
	add(*state, 0, 2, "X");
	add(*state, 1, 1, "Y");
	refused(*state, "abc");
}

static void
inside(void **state)
{
	add(*state, 0, 3, "X");
	add(*state, 1, 0, "Y");
	refused(*state, "abc");
}

static void
outside(void **state)
{
	add(*state, 2, 2, "X");
	refused(*state, "abc");
}

static void
far_outside(void **state)
{
	add(*state, 2, (size_t)-1, "X");
	refused(*state, "abc");
}

#define TEST(title, fn)                          \
	{                                        \
		title, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST("no change gives the same bytes", nothing),
	    TEST("changes may be added in any order", any_order),
	    TEST("inserts at one place keep their order, before what goes",
		one_place),
	    TEST("inserts at both ends of the text", both_ends),
	    TEST("a change may hold any byte", zero_bytes),
	    TEST("two changes of one place are refused", overlap),
	    TEST("an insert inside of what goes is refused", inside),
	    TEST("a change beyond the end is refused", outside),
	    TEST("a change far beyond the end is refused", far_outside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
