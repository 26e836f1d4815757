/* Which differences are read from the few lines around them. */

#include "plans.h"

#include "plan/delta.h"

static const char plan[] =
    "---\nilp: 1\nlearner: Asha\nteam:\n  coach: j.ortiz\n"
    "goals:\n"
    "  read:\n    title: Read\n    progress: 1\n"
    "  speak:\n    title: Speak\n    why: |\n      To be heard.\n"
    "year: 2026-27\n---\n"
    "# Plan\n\n"
    "<!-- how to\n## use it -->\n\n"
    "## About me\n\nI draw.\n\n"
    "## Goals\n\n"
    "### read\n\nMy words.\n\n- [ ] one\n- [x] two (done 2026-10-01)\n\n"
    "### later\n\nNot yet one.\n\n"
    "## Check-ins\n\n"
    "### 2026-09-18 j.ortiz {goal=read:1}\n\nWell begun.\n\n"
    "### 2026-10-02 j.ortiz\n\nOn the way.\n\n"
    "## Our own\n\nOurs.\n\n### a part\n\nMore.\n\n\n### another\n\nEnd.\n";

/* What the few lines tell, "unsure" where they do not. */
static const char *
told_few(const char *old, const char *new)
{
	struct changes c = {0};
	const char *s = "";

	if (!delta_changes(&c, &arena, &school, "plans/9/asha-r.md", old,
		strlen(old), new, strlen(new)))
		return "unsure";
	for (size_t i = 0; i < c.n; i++)
		s = arena_printf(&arena, "%s%s\n", s, told_change(&c.v[i]));
	return s;
}

static const char *
swapped(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return arena_printf(
	    &arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* A row: one difference, and both ways the same as both read whole. */
static void
sure(const char *from, const char *to)
{
	const char *new = swapped(plan, from, to);

	if (strcmp(told_few(plan, new), "unsure") == 0)
		fail_msg("unsure of %s", to);
	assert_string_equal(
	    told_few(plan, new), told_changes(plan_raw(plan), plan_raw(new)));
	assert_string_equal(
	    told_few(new, plan), told_changes(plan_raw(new), plan_raw(plan)));
}

static void
unsure(const char *from, const char *to)
{
	const char *new = swapped(plan, from, to);

	assert_string_equal(told_few(plan, new), "unsure");
	assert_string_equal(told_few(new, plan), "unsure");
}

static void
fields(void **state)
{
	(void)state;
	assert_string_equal(
	    told_few(plan, swapped(plan, "progress: 1", "progress: 2")),
	    "goal.progress goal=read old=1 new=2\n");
	sure("progress: 1\n", "progress: 2\n    due: 2026-12-01\n");
	sure("    progress: 1\n", "");
	sure("      To be", "      # To be\n      To be");
	sure("    title: Speak\n", "    title: \"Speak\" # loud\n");
	sure("    progress: 1\n", "    progress: 1\n\n# a comment\n");
	sure("learner: Asha", "learner: Asha R.");
	sure("  coach: j.ortiz", "  coach: [j.ortiz, m.lindgren]\n  family: r");
	sure("year: 2026-27\n", "");
	sure("year: 2026-27\n", "year: 2026-27\ngroups: [a]\n");
	sure("ilp: 1\n", "# by hand\nilp: 1\n");
	sure("  speak:", "  sing:");
	sure("  speak:", "  write:\n    title: Write\n  speak:");
	sure(
	    "      To be heard.\n", "      To be heard.\n  x:\n    title: X\n");
	sure("    progress: 1\n", "    x-own: [a, \"b]\"]\n");
}

static void
fields_unsure(void **state)
{
	(void)state;
	unsure("year: 2026-27\n", "  last:\n    title: L\nyear: 2027-28\n");
	unsure("  speak:", "  later:\n    title: Later\n  speak:");
	unsure("year: 2026-27", "learner: Asha");
	unsure("year: 2026-27", "learner\t: Asha");
	unsure("year: 2026-27", "\"year\": 2026-27");
	unsure("progress: 1", "progress: [1");
	unsure("    progress: 1", "    x-own: [a,\n      b]");
	unsure("progress: 1", "progress: \"1");
	unsure("progress: 1", "progress: [1, # ]");
	unsure("    progress: 1", "\tprogress: 1");
	unsure("  coach: j.ortiz\ngoals:", "  coach: j.ortiz\n\"goals\":");
	unsure("goals:\n  read:", "goals:\n  |\n  read:");
	unsure("  read:", "  read: # first");
	unsure("---\n# Plan", "...\n# Plan");
	unsure("---\nilp", "\xef\xbb\xbf---\nilp");
}

static void
entries(void **state)
{
	static const char *const three =
	    "On the way.\n\n### 2026-10-16 j.ortiz\n\nThere.\n";

	(void)state;
	assert_string_equal(
	    told_few(plan, swapped(plan, "On the way.\n", three)),
	    "entry.added section=Check-ins date=2026-10-16 by=j.ortiz\n");
	sure("On the way.\n", three);
	sure("On the way.", "Nearly there.");
	sure("Well begun.\n\n### 2026-10-02 j.ortiz\n\n", "Well begun.\n\n");
	sure("{goal=read:1}", "{goal=read:2}");
	sure("## Our own",
	    "## Evidence\n\n### 2026-10-03 asha.r\n\nA photo.\n\n"
	    "## Our own");
	sure("## Check-ins\n\n", "## Check-ins\n\nHere we talk.\n\n");
	unsure(
	    "On the way.", "On the way.\n\n### 2026-09-18 j.ortiz\n\nAgain.");
}

static void
steps(void **state)
{
	(void)state;
	sure("[ ] one", "[x] one (done 2026-10-20)");
	sure("- [ ] one\n", "- [ ] one\n- [ ] three\n");
	sure("My words.", "My own words.");
	sure("### later", "### speak\n\n- [ ] aloud\n\n### later");
	unsure("### read\n", "### read\n\n### coach\n");
	unsure("### later", "### *speak*");
	unsure("### later", "### read again");
}

static void
sections(void **state)
{
	(void)state;
	sure("I draw.", "I draw and paint.");
	sure("Ours.", "All ours.");
	unsure("\n\n\n### another", "\n\n### another");
	sure("## Our own", "## Notes");
	sure("## About me\n\nI draw.\n\n", "");
	unsure("### later\n\nNot yet one.", "### later\n\nNot one.");
}

static void
odd_bodies(void **state)
{
	(void)state;
	unsure("I draw.", "I draw.\n---");
	unsure("I draw.", "I draw.\n===");
	unsure("On the way.", "```\n### 2026-10-16 j.ortiz\n```");
	unsure("On the way.", "~~~\nx\n~~~");
	unsure("On the way.", "<div>\n\nx\n\n</div>");
	unsure("On the way.", " ## indented");
	unsure("On the way.", "a\rb");
	unsure("use it -->", "use it -->\r## too");
	unsure("how to\n## use it -->", "how to use it");
	unsure("## Our own", "## [Our own]");
	unsure("I draw.", "\tI draw.");
}

static void
line_ends(void **state)
{
	struct buf b = BUF_INIT;
	const char *old;

	(void)state;
	buf_adds(&b, "\xef\xbb\xbf");
	for (const char *s = plan; *s; s++) {
		if (*s == '\n')
			buf_addc(&b, '\r');
		buf_addc(&b, *s);
	}
	old = arena_strdup(&arena, b.p);
	buf_free(&b);
	assert_string_equal(
	    told_few(old, swapped(old, "progress: 1", "progress: 2")),
	    "goal.progress goal=read old=1 new=2\n");
	assert_string_equal(told_few(old, swapped(old, "I draw.", "I paint.")),
	    "text.changed section=About me\n");
	assert_string_equal(told_few(old, plan), "unsure");
}

static void
without_body(void **state)
{
	(void)state;
	assert_string_equal(
	    told_few("---\nilp: 1\n---", "---\nilp: 1\n---x\n"), "unsure");
	assert_string_equal(
	    told_few("---\nilp: 1\n---\n", "---\nilp: 1\n---\nHi.\n"),
	    "text.changed section=\n");
	assert_string_equal(told_few("", plan), "unsure");
	assert_string_equal(told_few(plan, "no plan"), "unsure");
	assert_string_equal(told_few(plan, plan), "");
}

static void
too_large(void **state)
{
	struct buf b = BUF_INIT;
	const char *old, *new;

	(void)state;
	for (int i = 0; i < 8000; i++)
		buf_adds(&b, "a line\n\n");
	old = arena_printf(&arena, "%s%s", plan, b.p);
	new = swapped(old, "On the way.", "On the way.\nThere.");
	assert_string_equal(told_few(old, new),
	    "entry.changed section=Check-ins "
	    "date=2026-10-02 by=j.ortiz\n");
	old = arena_printf(&arena, "%s%s", old, b.p);
	new = swapped(old, "On the way.", "On the way.\nThere.");
	assert_string_equal(told_few(old, new), "unsure");
	buf_free(&b);
}

static void
damage(void **state)
{
	(void)state;
	unsure("On the way.", "On \xff the way.");
	unsure("On the way.", "<<<<<<< ours\nOn the way.");
	unsure("progress: 1", "progress: 1\n    title: Again");
	unsure("progress: 1", "progress: &x 1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(fields, "keys and goals are told from their lines alone"),
	    TEST(fields_unsure,
		"front matter that leaves a doubt is read whole"),
	    TEST(entries, "entries are told from their parts alone"),
	    TEST(steps, "steps and words of goals are told likewise"),
	    TEST(sections, "a section's words are told from the section"),
	    TEST(odd_bodies,
		"lines that change how others are read ask for the whole"),
	    TEST(line_ends, "CR LF and a byte order mark make no difference"),
	    TEST(without_body, "a plan may have no body, or be none"),
	    TEST(too_large, "large texts are read whole, for their limits"),
	    TEST(damage, "nothing is said of what does not read"),
	};

	return cmocka_run_group_tests_name(
	    "changes from few lines", tests, NULL, NULL);
}
