#include "plans.h"

#include "plan/step.h"

/* A step as text: what counts of it. */
static const char *
told_step(const struct step *s)
{
	struct buf b = BUF_INIT;
	const char *t;

	buf_addf(&b, "%zu %s%s", s->n, s->done ? "done: " : "", s->text);
	if (s->due || s->done_on || s->who || s->hours || s->check)
		buf_adds(&b, " | ");
	step_facts_write(&b, s);
	t = arena_strdup(&arena, b.p);
	buf_free(&b);
	return t;
}

/* All steps of a goal "read" with those words. */
static const char *
steps(const char *words)
{
	struct goal *g = goal_with(
	    "", arena_printf(&arena, "## Goals\n\n### read\n\n%s", words));
	const char *s = "";

	for (size_t i = 0; i < g->nsteps; i++)
		s = arena_printf(&arena, "%s%s\n", s, told_step(&g->steps[i]));
	return s;
}

static void
boxes(void **state)
{
	(void)state;
	assert_string_equal(steps("- [ ] a\n- [x] b\n* [X] c\n+ [ ] d\n"
				  "1. [ ] e\n- [] no\n- [y] no\n- [ ]no\n"
				  "text [ ] no\n- no\n"),
	    "1 a\n2 done: b\n3 done: c\n4 d\n5 e\n");
}

static void
nested(void **state)
{
	(void)state;
	assert_string_equal(
	    steps("- [ ] a\n  - [ ] b\n    1. [x] c\n- d\n  - [ ] e\n"),
	    "1 a\n2 b\n3 done: c\n4 e\n");
	assert_string_equal(steps("```\n- [ ] no\n```\n\n    - [ ] no\n"), "");
}

static void
facts_in_any_order(void **state)
{
	const char *want = "1 a | (due 2026-12-01; done 2026-11-01; who "
			   "j.ortiz; hours 1.5; check RS.1:ok)\n";

	(void)state;
	assert_string_equal(
	    steps("- [ ] a (due 2026-12-01; done 2026-11-01; who j.ortiz; "
		  "hours 1.5; check RS.1:ok)\n"),
	    want);
	assert_string_equal(
	    steps("- [ ] a (check RS.1:ok ;hours  1.5;who J.Ortiz; "
		  "done 2026-11-01; due 2026-12-01 )  \n"),
	    want);
}

static void
from_the_begin(void **state)
{
	struct goal *g = goal_with("", "## Goals\n\n### read\n\n"
				       "- [ ] a (due +14d)\n"
				       "- [ ] b (due +2 weeks)\n");
	struct plan *p;

	(void)state;
	assert_string_equal(g->steps[0].due, "+14d");
	assert_int_equal(g->steps[0].due_day, text_day("2026-09-07"));
	assert_int_equal(g->steps[1].due_day, text_day("2026-09-07"));
	p = plan_of("---\nilp: 1\nlearner: A\ngoals: {a: {title: A}}\n---\n"
		    "## Goals\n### a\n- [ ] x (due +14d)\n");
	assert_int_equal(p->goals[0].steps[0].due_day, DAY_NONE);
}

static void
own_words(void **state)
{
	static const char *const v[] = {"read (see page 3)", "read (due soon)",
	    "read (due 2026-12-01; and bring tea)",
	    "read (and bring tea; due 2026-02-30)", "read (due 2026-12-01) now",
	    "read (who Mr Ortiz)", "read (hours many)", "read (check it)",
	    "read (due)", "read ()", "read (;)", "(x)", "read)",
	    "read (see (due 2026-12-01))", "read (DUE 2026-12-01)"};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		assert_string_equal(
		    steps(arena_printf(&arena, "- [ ] %s\n", v[i])),
		    arena_printf(&arena, "1 %s\n", v[i]));
}

static void
last_parenthesis(void **state)
{
	(void)state;
	assert_string_equal(steps("- [ ] two (of four) (who a.b)\n"),
	    "1 two (of four) | (who a.b)\n");
	assert_string_equal(steps("- [ ] (who a.b)\n"), "1  | (who a.b)\n");
	assert_string_equal(steps("- [ ] a(who a.b)\n"), "1 a | (who a.b)\n");
}

static void
impossible_days(void **state)
{
	static const char *const v[] = {"due 2026-02-30", "done 2026-13-01",
	    "who a.b; due 2026-02-30", "due 2026-02-30; who a.b"};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct plan *p = plan_raw(text_of("goals: {a: {title: A}}\n",
		    arena_printf(
			&arena, "## Goals\n### a\n- [ ] x (%s)\n", v[i])));

		assert_string_equal(codes_of(p), "step-date");
		assert_int_equal(p->diags.v[0].line, 9);
	}
}

static void
several_lines(void **state)
{
	struct plan *p = plan_with("goals: {read: {title: R}}\n",
	    "## Goals\n\n### read\n\nwords\n\n- [ ] one long\n"
	    "  step over \t\n      three lines\n  (due 2026-12-01;\n"
	    "  who a.b)\n\n  more words\n- [x] lazy\nline (done 2026-10-01)\n"
	    "\nend\n");
	struct goal *g = &p->goals[0];

	(void)state;
	assert_int_equal(g->nsteps, 2);
	assert_string_equal(told_step(&g->steps[0]),
	    "1 one long step over three lines | (due 2026-12-01; who a.b)");
	assert_string_equal(
	    told_step(&g->steps[1]), "2 done: lazy line | (done 2026-10-01)");
	assert_string_equal(
	    goal_words(p, g, &arena), "words\n\n\n  more words\n\nend");
}

static void
several_lines_crlf(void **state)
{
	struct plan *p = plan_of("---\r\nilp: 1\r\nlearner: A\r\n"
				 "goals: {a: {title: A}}\r\n---\r\n"
				 "## Goals\r\n### a\r\n- [ ] one\r\n"
				 "  two (who a.b)\r\n  - [ ] three\r\n");

	(void)state;
	assert_string_equal(
	    told_step(&p->goals[0].steps[0]), "1 one two | (who a.b)");
	assert_string_equal(told_step(&p->goals[0].steps[1]), "2 three");
}

static void
fact_checks(void **state)
{
	struct err e;
	struct step s = {0};

	(void)state;
	assert_int_equal(step_facts_check(&s, &e), 0);
	s = (struct step){
	    .due = "+14d", .who = "J.Ortiz", .hours = "2", .check = "A.1:x"};
	assert_int_equal(step_facts_check(&s, &e), 0);
	s = (struct step){.due = "2026-02-30"};
	assert_int_equal(step_facts_check(&s, &e), -1);
	assert_string_equal(e.code, "step-date");
	s = (struct step){.who = "Mr. Ortiz"};
	assert_int_equal(step_facts_check(&s, &e), -1);
	assert_string_equal(e.code, "handle");
	s = (struct step){.hours = "1h"};
	assert_int_equal(step_facts_check(&s, &e), -1);
	assert_string_equal(e.code, "step-hours");
	s = (struct step){.check = "A:b)"};
	assert_int_equal(step_facts_check(&s, &e), -1);
	assert_string_equal(e.code, "step-check");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(boxes, "a step is a list item that starts with a box"),
	    TEST(nested, "steps inside steps are counted in their order"),
	    TEST(facts_in_any_order, "the facts of a step come in any order"),
	    TEST(from_the_begin, "due +14d counts from the plan's begin"),
	    TEST(own_words,
		"a parenthesis in the learner's own words stays text"),
	    TEST(last_parenthesis, "the last parenthesis carries the facts"),
	    TEST(impossible_days, "30 February in a step is an error"),
	    TEST(several_lines, "a step may run over several lines"),
	    TEST(several_lines_crlf,
		"also with Windows line ends and a step below"),
	    TEST(fact_checks, "facts are looked at before they are written"),
	};

	return cmocka_run_group_tests_name("steps", tests, NULL, NULL);
}
