#include "plans.h"

#include "plan/id.h"

static bool
is_in(void *ctx, const char *id)
{
	return strs_find(ctx, id) >= 0;
}

static struct strs
taken(const char *a, const char *b)
{
	struct strs l = {NULL, 0, 0};

	if (a)
		strs_add(&l, &arena, a);
	if (b)
		strs_add(&l, &arena, b);
	return l;
}

static const char *
plan_id(const char *name, struct strs *l)
{
	struct strs none = {NULL, 0, 0};
	struct err e;
	char *id;

	assert_int_equal(
	    id_new_plan(&id, &arena, name, false, is_in, l ? l : &none, &e), 0);
	assert_true(id_valid(id));
	return id;
}

static const char *
goal_id(const char *title, struct strs *l)
{
	struct strs none = {NULL, 0, 0};
	struct err e;
	char *id;

	assert_int_equal(
	    id_new_goal(&id, &arena, title, false, is_in, l ? l : &none, &e),
	    0);
	assert_true(id_valid(id));
	return id;
}

static void
ids(void **state)
{
	char longest[65];

	(void)state;
	assert_true(id_valid("a"));
	assert_true(id_valid("asha-r-2026-27"));
	assert_true(id_valid("9-a"));
	assert_true(id_valid("com0"));
	assert_true(id_valid("console"));
	assert_false(id_valid(""));
	assert_false(id_valid("-a"));
	assert_false(id_valid("Asha"));
	assert_false(id_valid("asha.r"));
	assert_false(id_valid("asha r"));
	assert_false(id_valid("añ"));
	assert_false(id_valid("con"));
	assert_false(id_valid("lpt9"));
	memset(longest, 'a', 64);
	longest[64] = '\0';
	assert_false(id_valid(longest));
	assert_true(id_valid(longest + 1));
}

static void
handles(void **state)
{
	char longest[65];

	(void)state;
	assert_true(handle_valid("j.ortiz"));
	assert_true(handle_valid("J.Ortiz"));
	assert_true(handle_valid("a_b-c"));
	assert_false(handle_valid(""));
	assert_false(handle_valid(".ortiz"));
	assert_false(handle_valid("j ortiz"));
	assert_false(handle_valid("Zoë"));
	assert_false(handle_valid("a@b.c"));
	memset(longest, 'A', 64);
	longest[64] = '\0';
	assert_false(handle_valid(longest));
	assert_true(handle_valid(longest + 1));
	assert_string_equal(handle_fold(&arena, "J.Ortiz"), "j.ortiz");
}

static void
groups(void **state)
{
	(void)state;
	assert_true(group_valid("hs/9"));
	assert_true(group_valid("Biology_2.b"));
	assert_false(group_valid(""));
	assert_false(group_valid("/hs"));
	assert_false(group_valid("hs/"));
	assert_false(group_valid("hs//9"));
	assert_false(group_valid("hs/../9"));
	assert_false(group_valid("hs/.git"));
	assert_false(group_valid("hs 9"));
}

static void
stems(void **state)
{
	(void)state;
	assert_string_equal(id_of_path(&arena, "plans/9/asha-r.md"), "asha-r");
	assert_string_equal(id_of_path(&arena, "asha-r"), "asha-r");
	assert_string_equal(id_of_path(&arena, ".md"), "");
}

static void
plan_slugs(void **state)
{
	(void)state;
	assert_string_equal(plan_id("Asha R.", NULL), "asha-r");
	assert_string_equal(plan_id("Zoë Harrowgate", NULL), "zoe-harrowgate");
	assert_string_equal(plan_id("Łucja Öz", NULL), "lucja-oz");
	assert_string_equal(plan_id("Søren Ærø", NULL), "soren-aero");
	assert_string_equal(plan_id("Weiß, Œuvre", NULL), "weiss-oeuvre");
	assert_string_equal(plan_id("Eli O'Marsh", NULL), "eli-o-marsh");
	assert_string_equal(plan_id("  --A.B--  ", NULL), "a-b");
	assert_string_equal(plan_id("CON", NULL), "con-plan");
}

static void
taken_ids(void **state)
{
	struct strs two = taken("asha-r", "asha-r-2"), one;
	char name[80];
	const char *id;

	(void)state;
	assert_string_equal(plan_id("Asha R", &two), "asha-r-3");
	memset(name, 'a', 70);
	name[70] = '\0';
	id = plan_id(name, NULL);
	assert_int_equal(strlen(id), 63);
	one = taken(id, NULL);
	id = plan_id(name, &one);
	assert_int_equal(strlen(id), 63);
	assert_true(str_ends(id, "a-2"));
}

static void
is_opaque(const char *id, char letter)
{
	assert_int_equal(strlen(id), 8);
	assert_int_equal(id[0], letter);
	assert_int_equal(id[1], '-');
	assert_int_equal(strspn(id + 2, "0123456789abcdefghjkmnpqrstvwxyz"), 6);
}

static void
opaque_ids(void **state)
{
	struct strs none = {NULL, 0, 0};
	struct err e;
	char *id, *other;

	(void)state;
	assert_int_equal(
	    id_new_plan(&id, &arena, "Asha R", true, is_in, &none, &e), 0);
	is_opaque(id, 'p');
	assert_int_equal(
	    id_new_plan(&other, &arena, "Asha R", true, is_in, &none, &e), 0);
	assert_string_not_equal(id, other);
	assert_int_equal(
	    id_new_goal(&id, &arena, "Read", true, is_in, &none, &e), 0);
	is_opaque(id, 'g');
}

static void
other_scripts(void **state)
{
	(void)state;
	is_opaque(plan_id("ليلى الساحلي", NULL), 'p');
	is_opaque(plan_id("李明", NULL), 'p');
	is_opaque(plan_id("A. 1", NULL), 'p');
	is_opaque(goal_id("読む", NULL), 'g');
}

static void
goal_slugs(void **state)
{
	struct strs one = taken("read-every-day-for", NULL);

	(void)state;
	assert_string_equal(
	    goal_id("Annotate one science source every week", NULL),
	    "annotate-one-science-source");
	assert_string_equal(
	    goal_id("Read every day for joy", &one), "read-every-day-for-2");
	assert_string_equal(goal_id("  Aux ", NULL), "aux-goal");
	assert_string_equal(
	    goal_id("Internationalization counterrevolutionaries now", NULL),
	    "internationalization-counterrevolutionar");
	assert_int_equal(
	    strlen(goal_id(
		"Internationalization counterrevolutionaries now", NULL)),
	    40);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(ids, "an id is small letters, digits and -, at most 63"),
	    TEST(handles, "a handle may have dots; capitals do not count"),
	    TEST(groups, "a group is one folder or several, none hidden"),
	    TEST(stems, "a plan's id is the name of its file"),
	    TEST(plan_slugs, "a new plan's id is made from the name"),
	    TEST(taken_ids, "the second Asha R gets a 2, also if it is long"),
	    TEST(opaque_ids, "an opaque id tells nothing of the name"),
	    TEST(other_scripts, "a name in another script gets an opaque id"),
	    TEST(goal_slugs, "a goal's id is the title's first four words"),
	};

	return cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
