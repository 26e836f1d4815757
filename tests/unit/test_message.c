#include "plans.h"

#include "plan/message.h"

static const char *
subject(const char *old_front, const char *old_body, const char *front,
    const char *body)
{
	struct changes c = {0};
	struct message_plan v = {"asha-r", &c};
	struct message m = {.v = &v, .n = 1};
	struct buf b = BUF_INIT;
	const char *s;

	plan_changes(
	    &c, &arena, plan_with(old_front, old_body), plan_with(front, body));
	message_subject(&b, &m);
	s = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static const char *
of_goal(const char *old, const char *new)
{
	static const char head[] = "goals:\n  read:\n    title: Read\n";

	return subject(arena_printf(&arena, "%s%s", head, old), "",
	    arena_printf(&arena, "%s%s", head, new), "");
}

static void
told_values(void **state)
{
	(void)state;
	assert_string_equal(of_goal("", "    status: met\n"
					"    closed: 2026-10-02\n"),
	    "goal read: status active -> met");
	assert_string_equal(of_goal("    due: 2026-10-02\n    progress: 1\n",
				"    due: 2026-11-02\n    target: 4\n"),
	    "goal read: target 4, progress removed, due 2026-10-02 -> "
	    "2026-11-02");
	assert_string_equal(
	    of_goal("", "    scale: mastery\n    progress: developing\n"),
	    "goal read: progress developing, scale");
}

static void
untold_words(void **state)
{
	static const char secret[] = "    why: secret\n    measure: secret\n"
				     "    obstacle: secret\n"
				     "    plan: secret\n    reason: secret\n"
				     "    criteria: secret\n"
				     "    resources: secret\n"
				     "    x-own: secret\n"
				     "    levels: {0: secret}\n";

	(void)state;
	assert_string_equal(of_goal("", secret),
	    "goal read: why, measure, reason, criteria, obstacle, plan, "
	    "resources, levels, x-own");
	assert_null(strstr(
	    subject("", "", "profile: {needs: secret}\nperson: secret\n", ""),
	    "secret"));
	assert_string_equal(subject("", "", "profile: {needs: secret}\n", ""),
	    "profile needs: added");
	assert_string_equal(
	    subject("", "", "profile: {My secret: [a, b]}\n", ""),
	    "profile asha-r: added, added");
	assert_null(
	    strstr(subject("", "", "", "## About me\n\nsecret\n"), "secret"));
	assert_null(strstr(subject("goals: {a: {title: A}}\n", "",
			       "goals: {a: {title: secret}}\n",
			       "## Goals\n\n### a\n\nsecret\n\n- [ ] secret\n"),
	    "secret"));
	assert_null(strstr(
	    subject("", "", "",
		"## Notes\n\n### 2026-10-02 Secret Aunt {prompt=secret}\n"),
	    "ecret"));
}

static void
subjects(void **state)
{
	static const char goal[] = "goals: {read: {title: R}}\n";

	(void)state;
	assert_string_equal(subject("", "", goal, ""), "goal read: added");
	assert_string_equal(subject(goal, "", "", ""), "goal read: removed");
	assert_string_equal(
	    subject("", "", "year: 2026-27\nend: 2027-06-01\n", ""),
	    "plan asha-r: year, end 2027-06-01");
	assert_string_equal(subject("", "", "team: {coach: a.b}\n", ""),
	    "team asha-r: coach changed");
	assert_string_equal(
	    subject(goal, "", goal, "## Goals\n\n### read\n\n- [ ] one\n"),
	    "step read: added");
	assert_string_equal(subject(goal, "", "year: 1\n", ""),
	    "plan asha-r: year; goal read: removed");
	assert_string_equal(
	    subject("", "", "# only a comment\n", ""), "plan asha-r: layout");
}

static void
entries(void **state)
{
	static const char old[] = "goals: {read: {title: R}}\n";
	static const char new[] = "goals: {read: {title: R, progress: 3}}\n";

	(void)state;
	assert_string_equal(subject(old, "", new,
				"## Check-ins\n\n"
				"### 2026-10-02 a.b {goal=read:3}\n"),
	    "check-in read: 3");
	assert_string_equal(
	    subject("", "", "", "## Reflections\n\n### 2026-10-02 a.b\n"),
	    "reflect asha-r");
}

static void
long_subject(void **state)
{
	const char *s =
	    of_goal("", "    x-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1\n"
			"    x-baaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1\n"
			"    x-caaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1\n"
			"    x-daaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1\n"
			"    x-eaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1\n");

	(void)state;
	assert_true(str_ends(s, " and more"));
	assert_true(strlen(s) < 160);
}

static void
whole(void **state)
{
	struct changes c = {0};
	struct message_plan v = {"asha-r", &c};
	struct message m = {
	    .v = &v, .n = 1, .author = "asha.r", .by_hand = true};
	struct buf b = BUF_INIT;

	(void)state;
	plan_changes(&c, &arena,
	    plan_with("goals: {annotate-sources: {title: A}}\n", ""),
	    plan_with("goals:\n  annotate-sources: {title: A, status: met}\n"
		      "  b: {title: B}\n",
		""));
	c.n = 1;
	message_write(&b, &m);
	assert_string_equal(b.p,
	    "goal annotate-sources: status active -> met (and edits by "
	    "hand)\n\n"
	    "Plan: asha-r\nPlan-Goal: annotate-sources\n"
	    "Plan-Event: goal.status\nPlan-Author: asha.r\n");
	buf_free(&b);
}

static void
once_each(void **state)
{
	struct changes c = {0};
	struct message_plan v = {"asha-r", &c};
	struct message m = {
	    .v = &v, .n = 1, .subject = "goal read: many things"};
	struct buf b = BUF_INIT;

	(void)state;
	change_add(&c, &arena, "step.added")->goal = "read";
	change_add(&c, &arena, "step.added")->goal = "read";
	change_add(&c, &arena, "goal.due")->goal = "rea";
	message_write(&b, &m);
	assert_string_equal(b.p, "goal read: many things\n\n"
				 "Plan: asha-r\nPlan-Goal: read\n"
				 "Plan-Goal: rea\nPlan-Event: step.added\n"
				 "Plan-Event: goal.due\n");
	buf_free(&b);
}

static void
many_plans(void **state)
{
	struct message_plan v[51];
	struct changes c = {0};
	struct message m = {.v = v, .n = 50};
	struct buf b = BUF_INIT;
	struct change *ch = change_add(&c, &arena, "goal.added");

	(void)state;
	ch->goal = "read";
	ch->new = "secret";
	for (int i = 0; i < 51; i++)
		v[i] =
		    (struct message_plan){arena_printf(&arena, "p-%d", i), &c};
	message_write(&b, &m);
	assert_true(str_starts(b.p, "goal read: 50 plans\n\nPlan: p-0\n"));
	assert_non_null(strstr(b.p, "\nPlan: p-49\n"));
	assert_null(strstr(b.p, "Plan-Count"));
	assert_null(strstr(b.p, "secret"));
	buf_clear(&b);
	m.n = 51;
	message_write(&b, &m);
	assert_string_equal(b.p, "goal read: 51 plans\n\nPlan-Count: 51\n"
				 "Plan-Goal: read\nPlan-Event: goal.added\n");
	buf_free(&b);
}

static const char *
written(const struct message *m)
{
	struct buf b = BUF_INIT;
	const char *s;

	message_write(&b, m);
	s = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static void
no_plans(void **state)
{
	struct message_file f[] = {{"goals/read-widely.md", "added"},
	    {"resources/notes.md", "changed"}, {"ilp.yml", "added"},
	    {"templates/plan/own.md", "removed"}};
	struct message m = {.files = f, .nfiles = 1};
	struct changes c = {0};
	struct message_plan v = {"asha-r", &c};

	(void)state;
	assert_string_equal(written(&m), "shared-goal read-widely: added\n\n"
					 "Plan-Event: shared-goal.added\n");
	m.nfiles = 4;
	assert_string_equal(written(&m), "shared-goal: 4 files\n\n"
					 "Plan-Event: shared-goal.added\n"
					 "Plan-Event: resource.changed\n"
					 "Plan-Event: file.removed\n");
	/* What ilp-init makes is no event; a plan always is one. */
	m = (struct message){.files = f + 2, .nfiles = 1, .subject = "start"};
	assert_string_equal(written(&m), "start\n\n");
	m = (struct message){.v = &v, .n = 1};
	assert_string_equal(written(&m), "plan asha-r: layout\n\nPlan: asha-r\n"
					 "Plan-Event: plan.layout\n");
}

#define ID "0123456789abcdef0123456789abcdef01234567"

static void
undone(void **state)
{
	struct changes c = {0};
	struct message_plan v[] = {{"asha-r", &c}, {"jude-o", &c}};
	struct message m = {.v = v, .n = 2, .undo = {ID, NULL, true}};
	struct message_told told;
	const char *s;

	(void)state;
	change_add(&c, &arena, "plan.stage");
	message_read(&told, &arena, written(&m));
	assert_true(told.command && told.undo && told.what.redo);
	assert_string_equal(told.what.id, ID);
	assert_null(told.what.plan);
	assert_int_equal(told.plans, 2);
	m.undo = (struct message_undo){ID, "jude-o", false};
	s = written(&m);
	assert_non_null(strstr(s, "\nPlan-Undo: " ID " jude-o\n"));
	message_read(&told, &arena, s);
	assert_true(told.undo && !told.what.redo);
	assert_string_equal(told.what.plan, "jude-o");
	assert_true(message_names(s, "jude-o"));
	assert_false(message_names(s, "jude"));
	assert_false(message_names(s, "plan.stage"));
}

static void
others(void **state)
{
	struct message_told told;

	(void)state;
	message_read(&told, &arena,
	    "Revert \"x\"\n\nThis reverts commit " ID ", reversing it\n");
	assert_true(told.undo && !told.command);
	assert_string_equal(told.what.id, ID);
	assert_null(told.what.plan);
	message_read(&told, &arena, "many\n\nPlan-Count: 70\nPlan-Event: x\n");
	assert_true(told.command && !told.undo);
	assert_int_equal(told.plans, 70);
	message_read(&told, &arena,
	    "Plan-Event: no trailer\n\nPlan-Undo: 12\n"
	    " Plan: asha-r\n");
	assert_true(!told.command && !told.undo && !told.what.id);
	message_read(&told, &arena, "");
	assert_false(told.command);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(told_values, "status, dates, numbers and levels are told"),
	    TEST(untold_words, "a learner's words never reach a message"),
	    TEST(subjects, "the subject says what changed by names"),
	    TEST(entries, "an entry's subject tells its readings"),
	    TEST(long_subject, "a long list of changes is cut off"),
	    TEST(whole, "a message names plan, goal, event and author"),
	    TEST(once_each, "each goal and event is named once"),
	    TEST(many_plans, "over fifty plans are counted, not named"),
	    TEST(no_plans, "each command's commit tells of an event"),
	    TEST(undone, "an undo names what it takes back"),
	    TEST(others, "what others wrote is read with care"),
	};

	return cmocka_run_group_tests_name("messages", tests, NULL, NULL);
}
