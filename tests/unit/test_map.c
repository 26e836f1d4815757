#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/map.h"

static void
finds(void **state)
{
	struct map m = {NULL, 0, 0};
	struct arena a;
	size_t value = 7;

	(void)state;
	arena_init(&a);
	assert_false(map_get(&m, "", &value));
	for (size_t i = 0; i < 5000; i++)
		assert_true(map_add(&m, &a, arena_printf(&a, "k%zu", i), i));
	assert_false(map_add(&m, &a, "k4000", 1));
	for (size_t i = 0; i < 5000; i++) {
		assert_true(map_get(&m, arena_printf(&a, "k%zu", i), &value));
		assert_int_equal(value, i);
	}
	assert_false(map_get(&m, "k5000", &value));
	assert_int_equal(value, 4999);
	assert_int_equal(m.n, 5000);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"of thousands of texts each is found, and no other", finds, NULL,
		NULL, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
