#include "plans.h"

static const char front[] = "team:\n  learner: asha.r\n  family: [a.b, c.d]\n"
			    "profile:\n  needs: [time, quiet]\n"
			    "groups: [a, b]\n"
			    "goals:\n"
			    "  read:\n    title: Read\n    progress: 1\n"
			    "    standards: [S.1, S.2]\n"
			    "    levels: {0: some, 1: more}\n"
			    "    x-own: [p, q]\n"
			    "  speak:\n    title: Speak\n";
static const char body[] = "# Plan\n\n## About me\n\nI draw.\n\n"
			   "## Goals\n\n### read\n\nMy words.\n\n"
			   "- [ ] one\n- [x] two (done 2026-10-01)\n\n"
			   "## Check-ins\n\n"
			   "### 2026-10-02 j.ortiz {goal=read:1}\n\n"
			   "Well begun.\n\nOn the way.\n\n"
			   "## Our own\n\nOurs.\n";

/* The text with its only `from` replaced by `to`. */
static const char *
swapped(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	assert_null(strstr(at + 1, from));
	return arena_printf(
	    &arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const char *
in_front(const char *from, const char *to)
{
	return told_changes(
	    plan_with(front, body), plan_with(swapped(front, from, to), body));
}

static const char *
in_body(const char *from, const char *to)
{
	return told_changes(
	    plan_with(front, body), plan_with(front, swapped(body, from, to)));
}

static void
none(void **state)
{
	const struct plan *same;

	(void)state;
	assert_string_equal(
	    told_changes(plan_with(front, body), plan_with(front, body)), "");
	same = plan_with(front, body);
	assert_string_equal(told_changes(same, same), "");
}

static void
layout(void **state)
{
	(void)state;
	assert_string_equal(in_front("groups: [a, b]\n",
				"# ours\ngroups: # of two\n- \"a\"\n- 'b'\n\n"),
	    "");
	assert_string_equal(in_front("  speak:\n    title: Speak\n",
				"  speak: {title: \"Speak\"}\n"),
	    "");
	assert_string_equal(
	    in_front("title: Speak", "title: >-\n      Speak"), "");
	assert_string_equal(
	    in_front("[time, quiet]", "[{text: time}, quiet]"), "");
	assert_string_equal(in_front("title: Speak", "title: Speak\n"
						     "    status: active\n"
						     "    area:"),
	    "");
	assert_string_equal(in_body("- [ ] one\n", "*  [ ] one  \n\n"), "");
	assert_string_equal(
	    in_body("{goal=read:1}", "{ goal=\"read:1\" } ##"), "");
	assert_string_equal(in_body("2026-10-02 j.", "2026-10-02 — J."), "");
	assert_string_equal(in_body("On the way.\n", "On the way.\n\n\n"), "");
	assert_string_equal(in_body("## About me", "## ABOUT  me:"), "");
}

static void
order(void **state)
{
	(void)state;
	assert_string_equal(in_front("[a, b]", "[b, a]"), "");
	assert_string_equal(in_front("[a.b, c.d]", "[c.d, a.b]"), "");
	assert_string_equal(in_front("[time, quiet]", "[quiet, time]"), "");
	assert_string_equal(in_front("[S.1, S.2]", "[S.2, S.1]"), "");
	assert_string_equal(
	    in_front("{0: some, 1: more}", "{1: more, 0: some}"), "");
	assert_string_equal(in_body("- [ ] one\n- [x] two (done 2026-10-01)\n",
				"- [x] two (done 2026-10-01)\n- [ ] one\n"),
	    "");
	assert_string_equal(told_changes(plan_with("year: 1\nstage: 2\n", ""),
				plan_with("stage: 2\nyear: 1\n", "")),
	    "");
	assert_string_equal(
	    told_changes(plan_with("", "## A\n\na\n\n## B\n\nb\n"),
		plan_with("", "## B\n\nb\n\n## A\n\na\n")),
	    "");
}

static void
whole_plans(void **state)
{
	struct plan *p = plan_with("", ""), *q = plan_with("year: 1\n", "");

	(void)state;
	assert_string_equal(
	    told_changes(NULL, p), "plan.added new=plans/9/asha-r.md\n");
	assert_string_equal(
	    told_changes(p, NULL), "plan.removed old=plans/9/asha-r.md\n");
	q->path = "plans/10/asha-r.md";
	assert_string_equal(told_changes(p, q),
	    "plan.moved old=plans/9/asha-r.md new=plans/10/asha-r.md\n"
	    "plan.year new=1\n");
}

static void
plan_keys(void **state)
{
	(void)state;
	assert_string_equal(
	    told_changes(plan_with("year: 2025-26\nx-a: 1\nx-b: [p]\n", ""),
		plan_with("stage: 9\nx-b: [p, q]\nx-c: '[p]'\n", "")),
	    "plan.year old=2025-26\n"
	    "plan.stage new=9\n"
	    "plan.x-a old=1\n"
	    "plan.x-b old=[p] new=[p, q]\n"
	    "plan.x-c new=[p]\n");
	assert_string_equal(in_front("[a, b]", "[a, c]"),
	    "plan.groups old=[a, b] new=[a, c]\n");
	assert_string_equal(in_front("[a, b]", "[a, a]"),
	    "plan.groups old=[a, b] new=[a, a]\n");
}

static void
own_values(void **state)
{
	(void)state;
	assert_string_equal(told_changes(plan_with("x-a: ['p, q']\n", ""),
				plan_with("x-a: [p, q]\n", "")),
	    "plan.x-a old=[\"p, q\"] new=[p, q]\n");
	assert_string_equal(told_changes(plan_with("x-a: '[p]'\n", ""),
				plan_with("x-a: [p]\n", "")),
	    "plan.x-a old=[p] new=[p]\n");
	assert_string_equal(
	    told_changes(plan_with("x-a: {b: 1, c: {d: 2}}\n", ""),
		plan_with("x-a:\n  c: {d: 2}\n  b: 1\n", "")),
	    "");
}

static void
team(void **state)
{
	(void)state;
	assert_string_equal(in_front("learner: asha.r", "coach: j.o"),
	    "team.learner old=[asha.r] new=[]\n"
	    "team.coach old=[] new=[j.o]\n");
	assert_string_equal(in_front("[a.b, c.d]", "a.b"),
	    "team.family old=[a.b, c.d] new=[a.b]\n");
}

static void
profile(void **state)
{
	(void)state;
	assert_string_equal(in_front("[time, quiet]", "[time, light]"),
	    "profile.removed heading=needs old=quiet\n"
	    "profile.added heading=needs new=light\n");
	assert_string_equal(in_front("[time, quiet]", "[time, time]"),
	    "profile.removed heading=needs old=quiet\n"
	    "profile.added heading=needs new=time\n");
	assert_string_equal(
	    in_front("[time, quiet]", "[time, {text: quiet, source: me}]"),
	    "profile.removed heading=needs old=quiet\n"
	    "profile.added heading=needs new=quiet\n");
}

static void
goals(void **state)
{
	(void)state;
	assert_string_equal(in_front("  speak:\n    title: Speak\n",
				"  sing:\n    title: Sing\n    area: a\n"),
	    "goal.removed goal=speak old=Speak\n"
	    "goal.added goal=sing new=Sing\n");
}

static void
goal_keys(void **state)
{
	(void)state;
	assert_string_equal(
	    in_front("title: Speak", "title: Speak up\n    status: met\n"
				     "    closed: 2026-10-02\n"
				     "    x-club: Debate"),
	    "goal.status goal=speak old=active new=met\n"
	    "goal.title goal=speak old=Speak new=Speak up\n"
	    "goal.closed goal=speak new=2026-10-02\n"
	    "goal.x-club goal=speak new=Debate\n");
	assert_string_equal(in_front("progress: 1", "target: 4"),
	    "goal.target goal=read new=4\n"
	    "goal.progress goal=read old=1\n");
	assert_string_equal(in_front("[S.1, S.2]", "S.1"),
	    "goal.standards goal=read old=[S.1, S.2] new=[S.1]\n");
	assert_string_equal(in_front("1: more}", "1: most}"),
	    "goal.levels goal=read old={0: some, 1: more} "
	    "new={0: some, 1: most}\n");
	assert_string_equal(in_front("[p, q]", "[p]"),
	    "goal.x-own goal=read old=[p, q] new=[p]\n");
}

static void
steps(void **state)
{
	(void)state;
	assert_string_equal(in_body("- [ ] one\n", "- [ ] one\n- [ ] half\n"),
	    "step.added goal=read text=half new=half\n");
	assert_string_equal(in_body("- [ ] one\n", ""),
	    "step.removed goal=read text=one old=one\n");
	assert_string_equal(
	    in_body("- [ ] one\n", "- [x] one (done 2026-10-05)\n"),
	    "step.done goal=read text=one new=2026-10-05\n");
	assert_string_equal(
	    in_body("- [x] two (done 2026-10-01)\n", "- [ ] two\n"),
	    "step.undone goal=read text=two\n");
	assert_string_equal(in_body("- [ ] one\n", "- [ ] one or two\n"),
	    "step.changed goal=read text=one or two old=one new=one or two\n");
	assert_string_equal(in_body("- [ ] one\n", "- [ ] one (who a.b)\n"),
	    "step.changed goal=read text=one old=one new=one (who a.b)\n");
	assert_string_equal(in_body("(done 2026-10-01)", "(done 2026-10-03)"),
	    "step.changed goal=read text=two old=2026-10-01 "
	    "new=2026-10-03\n");
}

static void
entries(void **state)
{
	const char *heading = "### 2026-10-02 j.ortiz {goal=read:1}\n";

	(void)state;
	assert_string_equal(
	    in_body("On the way.\n\n", "On the way.\n\n### 2026-10-03 a.b\n\n"),
	    "entry.added section=Check-ins date=2026-10-03 by=a.b\n");
	assert_string_equal(
	    in_body("Well begun.\n\nOn the way.\n", "Well begun.\n"),
	    "entry.changed section=Check-ins date=2026-10-02 by=j.ortiz\n");
	assert_string_equal(in_body("{goal=read:1}", "{goal=read}"),
	    "entry.changed section=Check-ins date=2026-10-02 by=j.ortiz\n");
	assert_string_equal(in_body(heading, "### 2026-10-02 a.b\n"),
	    "entry.removed section=Check-ins date=2026-10-02 by=j.ortiz\n"
	    "entry.added section=Check-ins date=2026-10-02 by=a.b\n");
	assert_string_equal(in_body("## Check-ins", "## Notes"),
	    "entry.removed section=Check-ins date=2026-10-02 by=j.ortiz\n"
	    "entry.added section=Notes date=2026-10-02 by=j.ortiz\n");
}

static void
entries_of_one_day(void **state)
{
	const char *a = "### 2026-10-02 j\n\none\n\ntwo\n\n";
	const char *b = "### 2026-10-02 j\n\nthree\n\nfour\n\n";
	const char *c = "### 2026-10-02 j\n\nfour\n\nthree and a bit\n\n";

	(void)state;
	assert_string_equal(
	    told_changes(
		plan_with("", arena_printf(&arena, "## Notes\n\n%s%s", a, b)),
		plan_with("", arena_printf(&arena, "## Notes\n\n%s%s", c, a))),
	    "entry.changed section=Notes date=2026-10-02 by=j\n");
	assert_string_equal(
	    told_changes(plan_with("", "## Notes\n\n### 2026-10-02 j\n\nx\n"),
		plan_with("", "## Notes\n\n### 2026-10-02 j\n\ny\n")),
	    "entry.removed section=Notes date=2026-10-02 by=j\n"
	    "entry.added section=Notes date=2026-10-02 by=j\n");
}

static void
texts(void **state)
{
	(void)state;
	assert_string_equal(in_body("I draw.", "I draw and sing."),
	    "text.changed section=About me\n");
	assert_string_equal(in_body("My words.", "Our words."),
	    "text.changed goal=read section=Goals\n");
	assert_string_equal(
	    in_body("Ours.", "Theirs."), "text.changed section=Our own\n");
	assert_string_equal(in_body("## Our own\n\nOurs.\n", ""),
	    "text.changed section=Our own\n");
	assert_string_equal(in_body("# Plan\n\n", "# Plan\n\nof Asha\n\n"),
	    "text.changed section=Plan\n");
	assert_string_equal(
	    in_body("## Goals\n\n", "## Goals\n\nAll of us.\n\n"),
	    "text.changed section=Goals\n");
}

static void
same_titles(void **state)
{
	(void)state;
	assert_string_equal(
	    told_changes(plan_with("", "## A\n\na\n\n## B\n\n## A\n\nb\n"),
		plan_with("", "## A\n\na\n\n## A\n\nc\n\n## B\n")),
	    "text.changed section=A\n");
}

static void
equality(void **state)
{
	struct changes x = {0}, y = {0};
	struct plan *p = plan_with("year: 1\nstage: 2\ngroups: [a, b]\n", "");
	struct plan *q = plan_with("year: 2\nstage: 3\ngroups: [b, c]\n", "");

	(void)state;
	plan_changes(&x, &arena, p, q);
	for (size_t i = x.n; i-- > 0;)
		*change_add(&y, &arena, "") = x.v[i];
	assert_int_equal(x.n, 3);
	assert_true(changes_equal(&x, &y, &arena));
	y.v[0].new = "4";
	y.v[0].new_list = NULL;
	assert_false(changes_equal(&x, &y, &arena));
	y.n = 2;
	assert_false(changes_equal(&x, &y, &arena));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(none, "a plan does not differ from itself"),
	    TEST(layout, "layout, comments and quotes are no change"),
	    TEST(order, "order alone is no change"),
	    TEST(whole_plans, "a plan that comes, goes or moves is one change"),
	    TEST(plan_keys, "a changed fact of the plan is told"),
	    TEST(own_values, "the school's own facts are compared as meant"),
	    TEST(team, "a changed role of the team is told"),
	    TEST(profile, "items of the profile come and go"),
	    TEST(goals, "goals come and go"),
	    TEST(goal_keys, "a changed fact of a goal is told"),
	    TEST(steps, "steps come, go, change, get done and undone"),
	    TEST(entries, "entries come, go and change"),
	    TEST(entries_of_one_day,
		"of several entries of a day the most alike are one"),
	    TEST(texts, "changed words are told with their section"),
	    TEST(same_titles, "sections of one title are read together"),
	    TEST(equality, "changes are compared in any order"),
	};

	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
