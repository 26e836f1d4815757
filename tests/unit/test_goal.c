#include "plans.h"

#include <math.h>

#include "plan/field.h"
#include "plan/form.h"
#include "plan/goal_check.h"

static void
share_is(const char *lines, double want)
{
	double got = goal_with(lines, "")->share;

	if (want < 0 ? !isnan(got) : fabs(got - want) > 1e-9)
		fail_msg("%s: %g, not %g", lines, got, want);
}

/* A row: the lines of a goal, and its share; -1: unknown. */
struct row {
	const char *lines;
	double share;
};

static void
numbers(void **state)
{
	static const struct row v[] = {
	    {"    baseline: 0\n    target: 4\n    progress: 4\n", 1},
	    {"    baseline: 0\n    target: 4\n    progress: 0\n", 0},
	    {"    baseline: 1.2\n    target: 5\n    progress: 3.1\n", 0.5},
	    {"    baseline: '+2'\n    target: '+4'\n    progress: '+3'\n", 0.5},
	    {"    baseline: -4\n    target: 4\n    progress: 0\n", 0.5},
	    {"    baseline: -4\n    target: 0\n    progress: -1\n", 0.75},
	    {"    baseline: 9\n    target: 2\n    progress: 5.5\n", 0.5},
	    {"    baseline: 9\n    target: 2\n    progress: 10\n", 0},
	    {"    baseline: 9\n    target: 2\n    progress: 1\n", 1},
	    {"    baseline: 9\n    target: -1\n    progress: 4\n", 0.5},
	    {"    baseline: 0\n    target: 0\n    progress: 0\n", 1},
	    {"    baseline: 0\n    target: 0\n    progress: 1\n", 0},
	    {"    baseline: 2\n    target: 4\n", -1},
	    {"    baseline: 2\n    progress: 4\n", -1},
	    {"    target: 0.5\n    progress: 0.25\n", 0.5},
	    {"    target: 0\n    progress: 0\n", -1},
	    {"    unit: '%'\n    baseline: 60\n    progress: 80\n", 0.5},
	    {"    unit: pages\n    progress: 80\n", -1},
	    {"    status: paused\n    target: 4\n    progress: 2\n", 0.5},
	    {"    status: proposed\n    target: 4\n    progress: 2\n", 0.5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		share_is(v[i].lines, v[i].share);
}

static void
own_levels(void **state)
{
	static const struct row v[] = {
	    {"    progress: -2\n", 0},
	    {"    progress: -1\n", 0.5},
	    {"    progress: 0\n", 1},
	    {"    progress: 2\n", 1},
	    {"    baseline: -1\n    progress: -1\n", 0},
	    {"    baseline: -1\n    progress: -2\n", 0},
	    {"    baseline: -1\n    progress: 0\n", 1},
	    {"    target: 2\n    progress: 0\n", 0.5},
	    {"    target: +2\n    progress: +2\n", 1},
	    {"    baseline: 2\n    target: 0\n    progress: 1\n", 0.5},
	    {"    baseline: 0\n    progress: 0\n", 1},
	    {"", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		share_is(arena_printf(&arena,
			     "    levels: {-2: a, -1: b, 0: c, 1: d, 2: e}\n%s",
			     v[i].lines),
		    v[i].share);
}

static void
shipped_scales(void **state)
{
	static const struct {
		const char *scale;
		struct row levels[6]; /* without baseline and target */
	} v[] = {
	    {"points", {{"1", 0}, {"2", 0.5}, {"3", 1}, {"4", 1}}},
	    {"mastery", {{"beginning", 0}, {"developing", 0.5},
			    {"proficient", 1}, {"advanced", 1}}},
	    {"growth", {{"emerging", 0}, {"developing", 0.5}, {"proficient", 1},
			   {"exemplary", 1}}},
	    {"meets", {{"not yet", 0}, {"meets", 1}}},
	    {"attainment",
		{{"-2", 0}, {"-1", 0.5}, {"0", 1}, {"1", 1}, {"2", 1}}},
	    {"agree",
		{{"1", 0}, {"2", 1. / 3}, {"3", 2. / 3}, {"4", 1}, {"5", 1}}},
	    {"frequency",
		{{"never", 0}, {"seldom", 1. / 3}, {"sometimes", 2. / 3},
		    {"often", 1}, {"always", 1}}},
	    {"confidence", {{"1", 0}, {"2", 0.5}, {"3", 1}, {"4", 1}}},
	};

	(void)state;
	assert_int_equal(school.nscales, sizeof v / sizeof *v);
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		for (const struct row *r = v[i].levels; r->lines; r++)
			share_is(arena_printf(&arena,
				     "    scale: %s\n    progress: '%s'\n",
				     v[i].scale, r->lines),
			    r->share);
}

static void
own_scales(void **state)
{
	static const struct row v[] = {
	    {"    scale: marks\n    progress: 2\n", 0.5},
	    {"    scale: marks\n    progress: 4\n", 1},
	    {"    scale: marks\n    target: 4\n    progress: 2\n", 1. / 3},
	    {"    scale: marks\n    baseline: 2\n    progress: 2\n", 0},
	    {"    scale: marks\n    baseline: 4\n    target: 1\n"
	     "    progress: 3\n",
		1. / 3},
	    {"    scale: plain\n    progress: b\n", 0.5},
	    {"    scale: mastery\n    progress: mid\n", 1},
	    {"    scale: marks\n    baseline: 3\n    progress: 3\n", 1},
	};

	(void)state;
	school_is("ilp: 1\nscales:\n  marks: ['1', '2', '3*', '4']\n"
		  "  plain: [a, b, c]\n  mastery: [low, mid*, high]\n");
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		share_is(v[i].lines, v[i].share);
}

static void
levels_are_words_of_the_scale(void **state)
{
	static const char *const bad[] = {
	    "    scale: points\n    progress: 5\n",
	    "    scale: points\n    progress: 2.0\n",
	    "    scale: mastery\n    progress: Proficient\n",
	    "    scale: mastery\n    target: proficient*\n",
	    "    scale: meets\n    baseline: 0\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct plan *p = plan_raw(
		    text_of(arena_printf(&arena,
				"goals:\n  read:\n    title: Read\n%s", bad[i]),
			""));

		assert_string_equal(codes_of(p), "goal-level");
	}
}

/* ---- forms ---- */

/* What a goal with these lines lacks of a form. */
static const char *
lacks(const char *form, const char *lines, const char *body)
{
	struct strs v = {NULL, 0, 0};

	form_missing(&v, &arena, form_find(form), goal_with(lines, body));
	return told_list(&v);
}

static void
missing_parts(void **state)
{
	(void)state;
	assert_string_equal(lacks("woop", "", ""), "[outcome, obstacle, plan]");
	assert_string_equal(
	    lacks("woop", "    why: a\n    obstacle: b\n    plan: c\n", ""),
	    "[]");
	assert_string_equal(lacks("smart", "", ""),
	    "[measure, target, first step, reason why, due date]");
	assert_string_equal(lacks("smart",
				"    measure: a\n    target: 4\n    why: b\n"
				"    due: 2026-12-01\n",
				"\n## Goals\n\n### read\n\n- [ ] Begin\n"),
	    "[]");
	assert_string_equal(lacks("gas", "    levels: {-2: a, +1: b}\n", ""),
	    "[level 0, level 2, level -1]");
	assert_string_equal(lacks("okr", "    criteria: a\n", ""), "[]");
	assert_string_equal(lacks("peers", "    criteria: []\n", ""),
	    "[reason why, first step, measure, target, signs in students]");
}

static void
asked_parts(void **state)
{
	const struct form *f = form_find("okr");
	size_t target = 5;

	(void)state;
	assert_string_equal(f->parts[target].key, "target");
	assert_false(form_asks(goal_with("", ""), &f->parts[target]));
	assert_true(
	    form_asks(goal_with("    measure: a\n", ""), &f->parts[target]));
	assert_true(form_asks(
	    goal_with("    scale: mastery\n", ""), &f->parts[target]));
	assert_false(form_asks(goal_with("    measure: a\n    target: 4\n", ""),
	    &f->parts[target]));
}

static void
form_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < nforms; i++) {
		const struct form *f = &forms[i];

		assert_ptr_equal(form_find(f->name), f);
		assert_string_equal(f->parts[0].key, "title");
		for (size_t k = 0; k < f->nparts; k++) {
			const char *key = f->parts[k].key;

			assert_true(goal_field(key) ||
				    str_starts(key, "levels.") ||
				    strcmp(key, FORM_STEP) == 0);
			assert_true(strlen(f->parts[k].question) < 78);
		}
	}
	assert_null(form_find("own"));
	assert_null(form_near("own"));
	assert_string_equal(form_near("wop")->name, "woop");
}

/* ---- what keys owe to one another ---- */

static void
levels_and_values(void **state)
{
	static const struct {
		const char *lines, *key;
		bool well;
	} v[] = {
	    {"    levels: {0: a}\n    target: 2\n", "target", true},
	    {"    levels: {0: a}\n    target: 3\n", "target", false},
	    {"    levels: {0: a}\n    baseline: 0.5\n", "baseline", false},
	    {"    levels: {0: a}\n    progress: -9\n", "progress", false},
	    {"    levels: {0: a}\n    progress: -9\n", "due", true},
	    {"    levels: {0: a}\n    progress: -9\n", "levels.0", false},
	    {"    target: 3\n", "target", true},
	    {"    levels: {0: a}\n    scale: mastery\n", "levels.0", false},
	    {"    levels: {0: a}\n    scale: mastery\n", "scale", false},
	    {"    levels: {0: a}\n    scale: mastery\n", "why", true},
	    {"    levels:\n    scale: mastery\n", "scale", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct assign x = {v[i].key, ASSIGN_SET, "any"};
		struct err e;

		if ((goal_agrees(goal_with(v[i].lines, ""), &x, 1, &e) == 0) !=
		    v[i].well)
			fail_msg("%s%s", v[i].lines, v[i].key);
	}
}

static void
level_words(void **state)
{
	int level;

	(void)state;
	assert_true(level_parse("+1", &level));
	assert_int_equal(level, 1);
	assert_true(level_parse("-2", &level));
	assert_int_equal(level, -2);
	assert_false(level_parse("3", &level));
	assert_false(level_parse("0.5", &level));
	assert_false(level_parse("", &level));
	assert_false(level_parse("one", &level));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(numbers, "numbers that rise, fall or stay have a share"),
	    TEST(own_levels, "levels of its own run from -2 to 2"),
	    TEST(shipped_scales, "every shipped scale counts by its places"),
	    TEST(own_scales, "a school's scale counts, and wins by its name"),
	    TEST(levels_are_words_of_the_scale,
		"a level is a word of its scale, to the letter"),
	    TEST(missing_parts, "what a goal lacks of its form is named"),
	    TEST(asked_parts, "numbers are asked for where something counts"),
	    TEST(form_table, "every part of a form has a key and a question"),
	    TEST(levels_and_values, "levels, scale and values must agree"),
	    TEST(level_words, "a level is a whole number from -2 to 2"),
	};

	return cmocka_run_group_tests_name("goals", tests, NULL, NULL);
}
