/*
 * Next year: how years are counted, what the new plan's id is, and what of
 * the old plan goes on, whatever form it goes into.
 */

#include "plans.h"

#include "plan/carry.h"
#include "track/newyear.h"

static void
years(void **state)
{
	static const char *const rows[][2] = {
	    {"2026-27", "2027-28"},
	    {"2026/27", "2027/28"},
	    {"2026-2027", "2027-2028"},
	    {"2026", "2027"},
	    {"2098-99", "2099-00"},
	    {"1999-00", "2000-01"},
	    {"2026-28", NULL},
	    {"2026-27 S1", NULL},
	    {"26-27", NULL},
	    {"2026-", NULL},
	    {"2026-277", NULL},
	    {"20267", NULL},
	    {"Spring 2026", NULL},
	    {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *next = year_after(&arena, rows[i][0]);

		if (!str_eq(next, rows[i][1]))
			fail_msg(
			    "after %s: %s", rows[i][0], next ? next : "none");
	}
}

static void
ids(void **state)
{
	static const char *const rows[][4] = {
	    /* id, its year, the new year, the new id */
	    {"asha-r", "2026-27", "2027-28", "asha-r-2027-28"},
	    {"asha-r-2026-27", "2026-27", "2027-28", "asha-r-2027-28"},
	    {"asha-r-2025-26", "2026-27", "2027-28", "asha-r-2027-28"},
	    {"asha-r-2026-27", NULL, "2027-28", "asha-r-2027-28"},
	    {"asha-r-2026", "2026", "2027", "asha-r-2027"},
	    {"asha-r-2", "2026-27", "2027-28", "asha-r-2-2027-28"},
	    {"asha-r-20", "2026-27", "2027-28", "asha-r-20-2027-28"},
	    {"class-of-2026-plan", "2026", "2027", "class-of-2026-plan-2027"},
	    {"ada-spring-2026", "Spring 2026", "Fall 2026", "ada-fall-2026"},
	    {"2026-27", "2026-27", "2027-28", "2026-27-2027-28"},
	    {"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij123",
		"2026-27", "2027-28",
		"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde-2027-"
		"28"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *id =
		    newyear_id(&arena, rows[i][0], rows[i][1], rows[i][2]);

		assert_string_equal(id, rows[i][3]);
		assert_true(strlen(id) <= 63);
	}
}

/* ---- what goes on ---- */

#define FORM                         \
	"---\n"                      \
	"ilp: 1\n"                   \
	"learner: Name\n"            \
	"year:\n"                    \
	"begin:\n"                   \
	"team:          # handles\n" \
	"  learner:\n"               \
	"  coach:\n"                 \
	"# a few words\n"            \
	"profile:\n"                 \
	"  strengths:\n"             \
	"  hopes:\n"                 \
	"goals:\n"                   \
	"\n"                         \
	"---\n"                      \
	"\n"                         \
	"# My plan\n"                \
	"\n"                         \
	"## About me\n"              \
	"\n"                         \
	"<!-- Who am I? -->\n"       \
	"\n"                         \
	"## Goals\n"                 \
	"\n"                         \
	"<!-- What do I want? -->\n" \
	"\n"                         \
	"## Check-ins\n"

static struct plan *
form_of(const char *text)
{
	struct plan *p = plan_of(text);

	p->path = p->doc.path = "plans/9/asha-r-2027-28.md";
	p->id = "asha-r-2027-28";
	return p;
}

/* The next plan of old in that form, with all its goals; NULL: refused. */
static struct plan *
next_of(const struct plan *old, const char *form, struct carry_left *left,
    struct err *e)
{
	struct carry c = {.old = old,
	    .form = form_of(form),
	    .form_name = old->template_name ? old->template_name : "page",
	    .year = "2027-28",
	    .begin_day = today,
	    .due_from = today};
	struct plan *p = NULL;

	for (size_t i = 0; i < old->ngoals; i++)
		strs_add(&c.goals, &arena, old->goals[i].id);
	if (carry_make(&p, left, &arena, &school, today, &c, e) != 0)
		return NULL;
	assert_int_equal(p->diags.errors, 0);
	return p;
}

static struct plan *
next(const struct plan *old, const char *form)
{
	struct carry_left left;
	struct plan *p;
	struct err e;

	p = next_of(old, form, &left, &e);
	if (!p)
		fail_msg("%s: %s", e.msg, e.hint);
	return p;
}

static const char *
src_of(const struct plan *p)
{
	return arena_strndup(&arena, p->doc.src, p->doc.len);
}

static void
the_whole(void **state)
{
	struct plan *old = plan_with("template: page\n"
				     "person: hs-1\n"
				     "follows: older\n"
				     "end: 2026-06-12\n"
				     "year: 2026-27\n"
				     "groups: [biology]\n"
				     "team: {learner: asha.r, coach: [a, b]}\n"
				     "profile:\n"
				     "  strengths: draws\n"
				     "goals:\n"
				     "  read: {title: Read, due: 2026-12-01}\n"
				     "x-a: {b: [1, {c: ''}], d: }\n",
	    "\n# P\n\n## About me\n\nI draw.\n\n## Goals\n\n### read\n\nWhy.\n"
	    "\n- [x] One\n- [ ] Two\n\n## Notes\n\nsecret\n");

	(void)state;
	assert_string_equal(src_of(next(old, FORM)),
	    "---\n"
	    "ilp: 1\n"
	    "learner: Asha\n"
	    "person: hs-1\n"
	    "follows: asha-r\n"
	    "template: page\n"
	    "year: 2027-28\n"
	    "begin: 2026-10-20\n"
	    "team:\n"
	    "  learner: asha.r\n"
	    "  coach:\n"
	    "    - a\n"
	    "    - b\n"
	    "# a few words\n"
	    "profile:\n"
	    "  strengths: draws\n"
	    "goals:\n"
	    "\n"
	    "  read:\n"
	    "    title: Read\n"
	    "    due: 2026-12-01\n"
	    "    follows: asha-r/read\n"
	    "\n"
	    "x-a:\n"
	    "  b:\n"
	    "    - 1\n"
	    "    - c:\n"
	    "  d:\n"
	    "\n"
	    "---\n"
	    "\n"
	    "# My plan\n"
	    "\n"
	    "## About me\n"
	    "\n"
	    "I draw.\n"
	    "\n"
	    "## Goals\n"
	    "\n"
	    "<!-- What do I want? -->\n"
	    "\n"
	    "### read\n"
	    "\n"
	    "Why.\n"
	    "\n"
	    "- [ ] Two\n"
	    "\n"
	    "## Check-ins\n");
}

static void
another_form(void **state)
{
	struct plan *old = plan_with(
	    "template: other\nteam: {learner: a}\nprofile: {needs: [x]}\n", "");
	struct plan *p;
	struct carry_left left;
	struct err e;
	struct carry c = {.old = old,
	    .form = form_of(FORM),
	    .form_name = "page",
	    .year = "2027-28",
	    .begin_day = today,
	    .due_from = today};

	(void)state;
	assert_int_equal(
	    carry_make(&p, &left, &arena, &school, today, &c, &e), 0);
	assert_non_null(strstr(src_of(p), "team:\n  learner: a\n  coach:\n"));
	assert_non_null(strstr(src_of(p),
	    "profile:\n  needs:\n    - x\n  strengths:\n  hopes:\n"));
	assert_non_null(strstr(src_of(p), "<!-- Who am I? -->"));
}

/* Keys of a goal: what happened to the old one stays behind. */
static void
goal_keys(void **state)
{
	struct plan *old =
	    plan_with("goals:\n"
		      "  a: {title: A, status: paused, reason: ill, follows: "
		      "o/a, x-k: v}\n"
		      "  b: {title: B, reason: old, closed: 2026-09-01, due: "
		      "2026-10-19}\n"
		      "  c: {title: C, due: 2026-10-20, audience: school}\n",
		"");
	struct carry_left left;
	struct err e;
	struct plan *p = next_of(old, FORM, &left, &e);

	(void)state;
	assert_non_null(p);
	assert_non_null(strstr(src_of(p), "  a:\n    title: A\n"
					  "    status: paused\n"
					  "    reason: ill\n"
					  "    follows: asha-r/a\n"
					  "    x-k: v\n"
					  "\n"
					  "  b:\n    title: B\n"
					  "    follows: asha-r/b\n"
					  "\n"
					  "  c:\n    title: C\n"
					  "    due: 2026-10-20\n"
					  "    follows: asha-r/c\n"
					  "    audience: school\n"));
	assert_int_equal(left.undated.n, 1);
	assert_string_equal(left.undated.v[0], "b");
}

static const char *
words_after(const char *words, struct carry_left *left)
{
	struct plan *old = plan_with("goals: {read: {title: Read}}\n",
	    arena_printf(&arena, "\n## Goals\n\n### read\n\n%s", words));
	struct plan *p;
	const char *s;
	struct err e;

	p = next_of(old, FORM, left, &e);
	if (!p)
		fail_msg("%s: %s", words, e.msg);
	s = strstr(src_of(p), "### read\n");
	if (!s)
		return "";
	s += strlen("### read\n\n");
	return arena_strndup(&arena, s, (size_t)(strstr(s, "\n\n## ") - s));
}

static void
steps(void **state)
{
	static const struct {
		const char *words, *after;
		size_t undated;
	} rows[] = {
	    {"- [x] a\n- [ ] b\n", "- [ ] b", 0},
	    {"- [x] a\n- [x] b\n", "", 0},
	    {"Why.\n\n- [x] a\n\nBecause.\n", "Why.\n\nBecause.", 0},
	    {"- [x] a\n\n- [x] b\n\n- [ ] c\n", "- [ ] c", 0},
	    {"- [ ] a\n- [x] b\n  more of b\n\n  and more\n- [ ] c\n",
		"- [ ] a\n- [ ] c", 0},
	    {"- [x] a\n  - [ ] b\n  - [x] c\n", "- [x] a\n  - [ ] b", 0},
	    {"- [x] a\n  - [x] b\n    - [x] c\n- [ ] d\n", "- [ ] d", 0},
	    {"- [ ] a (due 2026-10-19)\n", "- [ ] a", 1},
	    {"- [ ] a (due 2026-10-20)\n", "- [ ] a (due 2026-10-20)", 0},
	    {"- [ ] a (due +14d)\n", "- [ ] a (due +14d)", 0},
	    {"- [ ] a (who x; due 2026-10-19; hours 2)\n",
		"- [ ] a (who x; hours 2)", 1},
	    {"1. [x] a\n2. [ ] b\n", "2. [ ] b", 0},
	    {"#### Deeper\n\ntext\n\n\n\n    code\n",
		"#### Deeper\n\ntext\n\n\n\n    code", 0},
	};
	struct carry_left left;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(
		    words_after(rows[i].words, &left), rows[i].after);
		assert_int_equal(left.steps, rows[i].undated);
	}
}

/* A comment is a prompt, not the learner's words. */
static void
about(void **state)
{
	static const char *const rows[][2] = {
	    {"\n## About me\n\n<!-- an older prompt -->\n",
		"<!-- Who am I? -->"},
	    {"\n## About me\n\n   I am.   \n\n### How\n\nSo.\n",
		"   I am.   \n\n### How\n\nSo."},
	    {"\n## About me\nclose\n", "close"},
	    {"", "<!-- Who am I? -->"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan *p = next(plan_with("", rows[i][0]), FORM);
		const char *s = strstr(src_of(p), "## About me\n\n") + 13;

		assert_true(str_starts(s, rows[i][1]));
		assert_true(
		    str_starts(s + strlen(rows[i][1]), "\n\n## Goals\n"));
	}
}

static void
bare_forms(void **state)
{
	static const char *const forms[] = {
	    "---\nilp: 1\nlearner: N\n---\n",
	    "---\nilp: 1\nlearner: N\n---",
	    "\xef\xbb\xbf---\r\nilp: 1\r\nlearner: N\r\ngoals:\r\n---\r\n"
	    "## Goals\r\n",
	    "---\nilp: 1\nlearner: N\ngoals:\n  own: {title: mine}\n"
	    "  read: {title: R, due: 2026-12-01}\nyear: x  # y\n---\n"
	    "\n## Goals\n\n### read\n\n- [ ] the form's\n\n### own\n\ntext\n",
	    "---\nilp: 1\nlearner: N\n---\n\n## Notes\n\n## About me",
	};
	struct plan *old = plan_with(
	    "team: {learner: asha.r}\n"
	    "goals: {read: {title: Read, why: \"a\\n\\nb \\n\"}}\nx-z: |\n  a\n"
	    "  b\n",
	    "## About me\nI.\n## Goals\n### read\n- [ ] mine\n");

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct plan *p;
		struct goal *g;
		const struct part *q;

		p = next(old, forms[i]);
		g = plan_goal(p, "read");
		assert_string_equal(g->title, "Read");
		assert_string_equal(g->why, "a\n\nb \n");
		assert_int_equal(g->nsteps, 1);
		assert_string_equal(g->steps[0].text, "mine");
		q = plan_section(p, SECTION_ABOUT);
		assert_string_equal(plan_text(p, q->content, &arena), "I.");
		assert_true(i != 3 || plan_goal(p, "own"));
		if (i == 2)
			for (const char *s = src_of(p); *s; s++)
				assert_true(*s != '\n' || s[-1] == '\r');
	}
}

static void
refusals(void **state)
{
	struct carry_left left;
	struct err e;
	struct plan *old = plan_with("", "## About me\n\n```\ncode\n");

	(void)state;
	assert_null(next_of(old, FORM, &left, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.code, "body-open");
	assert_int_equal(e.line, 8);
	assert_string_equal(e.path, "plans/9/asha-r.md");
	/* braces around all of it: no place to write in */
	old = plan_with("", "");
	assert_null(
	    next_of(old, "---\n{ilp: 1, learner: N}\n---\n", &left, &e));
	assert_int_equal(e.kind, ERR_INPUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(years, "the year after is counted as the school writes years"),
	    TEST(ids, "a new id ends in the new year and drops the old one"),
	    TEST(the_whole, "the learner's facts, words and goals go on, and "
			    "what happened stays"),
	    TEST(another_form, "another form brings its empty prompts along"),
	    TEST(goal_keys, "a goal goes on without its end and its past due "
			    "date"),
	    TEST(steps, "open steps go on, done ones stay behind with all "
			"below them"),
	    TEST(about, "what the learner wrote goes on byte for byte"),
	    TEST(bare_forms, "a form may lack what goes on, or have its own"),
	    TEST(refusals, "what cannot go on whole does not go on"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
