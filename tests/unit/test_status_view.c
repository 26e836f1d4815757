#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/goal_view.h"
#include "view/status_view.h"

#define LATE  "the check-in promised for 2026-10-02 is 18 days late"
#define DUE   "goal \"Read\" was due on 2026-10-01, 19 days ago"
#define LATER "goal \"Write a letter\" was due on 2026-10-02, 18 days ago"

static struct attention three[] = {
    {ATT_CHECKIN_OVERDUE, NULL, 0, 18, LATE},
    {ATT_GOAL_OVERDUE, "read", 0, 19, DUE},
    {ATT_GOAL_OVERDUE, "write", 0, 18, LATER},
};

static const struct plan plans[] = {
    {.id = "asha-r", .path = "plans/asha-r.md", .learner = "Asha R."},
    {.id = "zoe", .path = "plans/zoe.md", .learner = "Zo\xc3\xab"},
    {.id = "zoe-2", .path = "plans/zoe-2.md", .learner = "Zo\xc3\xab"},
};

/* Asha needs attention for two reasons, the two Zoës need none. */
static void
fill(struct plan_status v[3])
{
	v[0] = (struct plan_status){.plan = &plans[0],
	    .goals = {[GOAL_ACTIVE] = 2, [GOAL_MET] = 1},
	    .share = 0.57,
	    .next_checkin = "2026-10-02",
	    .quiet_days = 3,
	    .v = three,
	    .n = 3,
	    .codes = 2};
	for (size_t i = 1; i < 3; i++)
		v[i] = (struct plan_status){
		    .plan = &plans[i], .share = NAN, .quiet_days = -1};
}

static void
expect(const struct status_show *how, const char *want)
{
	struct plan_status v[3];
	struct buf b = BUF_INIT;
	struct arena a;
	struct err e;

	arena_init(&a);
	fill(v);
	assert_int_equal(status_table(&b, &a, v, 3, how, &e), 0);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
	arena_free(&a);
}

static void
terminal(void **state)
{
	(void)state;
	expect(&(struct status_show){.width = 80},
	    "LEARNER  MET  SHARE  QUIET  NEXT        ATTENTION\n"
	    "Asha R.  1/3    57%     3d  2026-10-02  check-in 18 days late "
	    "+1\n"
	    "zoe                                     \n"
	    "zoe-2                                   \n");
}

static void
narrow_terminal(void **state)
{
	(void)state;
	expect(&(struct status_show){.width = 60},
	    "LEARNER  QUIET  NEXT        ATTENTION\n"
	    "Asha R.     3d  2026-10-02  check-in 18 days late +1\n"
	    "zoe                         \n"
	    "zoe-2                       \n");
}

static void
wide_terminal(void **state)
{
	(void)state;
	expect(&(struct status_show){.width = 120},
	    "LEARNER  MET  SHARE  QUIET  NEXT        ATTENTION\n"
	    "Asha R.  1/3    57%     3d  2026-10-02  check-in 18 days late, "
	    "2 goals overdue\n"
	    "zoe                                     \n"
	    "zoe-2                                   \n");
}

static void
in_a_pipe(void **state)
{
	(void)state;
	expect(&(struct status_show){.width = 0},
	    "PLAN    LEARNER  MET  SHARE  QUIET  NEXT        CODES           "
	    "              ATTENTION\n"
	    "asha-r  Asha R.  1/3    57%     3d  2026-10-02  "
	    "checkin-overdue,goal-overdue  " LATE "\n"
	    "zoe     Zo\xc3\xab        -      -      -  -           -"
	    "                             -\n"
	    "zoe-2   Zo\xc3\xab        -      -      -  -           -"
	    "                             -\n");
}

static void
sentences(void **state)
{
	(void)state;
	expect(&(struct status_show){.width = 50, .sentences = true},
	    "LEARNER  MET  SHARE  QUIET  NEXT\n"
	    "Asha R.  1/3    57%     3d  2026-10-02\n"
	    "    the check-in promised for 2026-10-02 is 18\n"
	    "      days late\n"
	    "    goal \"Read\" was due on 2026-10-01, 19 days ago\n"
	    "    goal \"Write a letter\" was due on 2026-10-02,\n"
	    "      18 days ago\n"
	    "zoe                         \n"
	    "zoe-2                       \n");
}

static void
tally(void **state)
{
	struct plan_status v[3];
	struct buf b = BUF_INIT;

	(void)state;
	fill(v);
	status_tally(&b, v, 3, 50);
	assert_string_equal(buf_str(&b),
	    "\n3 plans, 1 needs attention: 1 checkin-overdue,\n"
	    "  1 goal-overdue\n");
	buf_clear(&b);
	status_tally(&b, v + 1, 1, 50);
	assert_string_equal(buf_str(&b), "\n1 plan, 0 need attention\n");
	buf_free(&b);
}

static void
json(void **state)
{
	const char *keys[] = {"id", "path", "learner", "goals", "share",
	    "next_checkin", "last_entry", "quiet_days", "attention", "error"};
	struct plan_status v[3];
	json_t *doc, *plan;

	(void)state;
	fill(v);
	doc = status_json(v, 3, text_day("2026-10-20"));
	assert_string_equal(
	    json_string_value(json_object_get(doc, "today")), "2026-10-20");
	for (size_t i = 0; i < 3; i++) {
		plan = json_array_get(json_object_get(doc, "plans"), i);
		assert_int_equal(json_object_size(plan), 10);
		for (size_t k = 0; k < 10; k++)
			assert_non_null(json_object_get(plan, keys[k]));
	}
	assert_true(json_is_null(json_object_get(plan, "share")));
	assert_true(json_is_null(json_object_get(plan, "last_entry")));
	assert_true(json_is_null(json_object_get(plan, "quiet_days")));
	json_decref(doc);
}

static void
goals(void **state)
{
	const struct goal g[] = {
	    {.id = "read",
		.title = "Read more",
		.status = GOAL_ACTIVE,
		.share = 0.29,
		.due = "2026-10-01"},
	    {.id = "write",
		.title = "Write a letter",
		.status = GOAL_PAUSED,
		.share = NAN},
	};
	struct goal_row rows[] = {{&plans[0], &g[0]}, {&plans[0], &g[1]}};
	struct goal_show how = {.width = 80};
	struct buf b = BUF_INIT;
	struct arena a;
	struct err e;

	(void)state;
	arena_init(&a);
	assert_int_equal(goal_table(&b, &a, rows, 2, &how, &e), 0);
	assert_string_equal(buf_str(&b),
	    "GOAL   STATUS  SHARE  DUE         TITLE\n"
	    "read   active    29%  2026-10-01  Read more\n"
	    "write  paused                     Write a letter\n");
	buf_clear(&b);
	how.width = 0;
	rows[1].plan = &plans[1];
	assert_int_equal(goal_table(&b, &a, rows, 2, &how, &e), 0);
	assert_string_equal(buf_str(&b),
	    "PLAN    GOAL   STATUS  SHARE  DUE         TITLE\n"
	    "asha-r  read   active    29%  2026-10-01  Read more\n"
	    "zoe     write  paused      -  -           Write a letter\n");
	buf_free(&b);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"a terminal gets a few words on the weightiest matter, and ids "
	     "where two learners have one name",
		terminal, NULL, NULL, NULL},
	    {"a narrow terminal leaves out the goals", narrow_terminal, NULL,
		NULL, NULL},
	    {"a wide terminal gets all matters", wide_terminal, NULL, NULL,
		NULL},
	    {"a pipe gets the id, all codes and a whole sentence", in_a_pipe,
		NULL, NULL, NULL},
	    {"sentences stand below their plan and are wrapped", sentences,
		NULL, NULL, NULL},
	    {"the closing line counts plans by code", tally, NULL, NULL, NULL},
	    {"the JSON document has every key, null where unknown", json, NULL,
		NULL, NULL},
	    {"goals are listed, with their plan where there are several", goals,
		NULL, NULL, NULL},
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
