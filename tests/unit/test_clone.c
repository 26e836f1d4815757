#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "repo/clone.h"

#define ONE "plans/**/*.md -text diff=ilp merge=ilp"
#define TWO "plans/**/files/** !text !diff !merge"

static void
becomes(const char *before, const char *after)
{
	struct strs lacking = {NULL, 0, 0};
	struct buf b = BUF_INIT;
	struct arena a;

	arena_init(&a);
	attributes_add(&b, before, strlen(before));
	assert_string_equal(buf_str(&b), after);
	attributes_lacking(&lacking, &a, b.p, b.n);
	assert_int_equal(lacking.n, 0);
	buf_free(&b);
	arena_free(&a);
}

static void
adds(void **state)
{
	(void)state;
	becomes("", ONE "\n" TWO "\n");
	becomes("*.png binary", "*.png binary\n" ONE "\n" TWO "\n");
	becomes("*.png binary\r\n", "*.png binary\r\n" ONE "\r\n" TWO "\r\n");
	becomes("\n", "\n" ONE "\n" TWO "\n");
}

static void
never_twice(void **state)
{
	(void)state;
	becomes(ONE "\n" TWO "\n", ONE "\n" TWO "\n");
	becomes(ONE " \r\nx y\n" TWO, ONE " \r\nx y\n" TWO);
	becomes(ONE, ONE "\n" TWO "\n");
	becomes("# " ONE "\n", "# " ONE "\n" ONE "\n" TWO "\n");
}

/* The last line that matches wins in git: files/ must come after plans. */
static void
in_order(void **state)
{
	(void)state;
	becomes(TWO "\n", ONE "\n" TWO "\n");
	becomes("a b\n" TWO, "a b\n" ONE "\n" TWO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"what git must know is added behind what is there", adds, NULL,
		NULL, NULL},
	    {"a line that is there is not added again", never_twice, NULL, NULL,
		NULL},
	    {"evidence files stay out of the plans' rules", in_order, NULL,
		NULL, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
