/*
 * What --strict says of a plan: every code with a plan that has it, the place
 * it points at, and next to each a plan that comes near and has it not.
 */

#include "scratch.h"

#include "base/arena.h"
#include "track/check.h"

static struct arena arena;

/* A file and its folder. */
static void
file(const char *path, const char *text)
{
	sh(fmt("mkdir -p \"$(dirname '%s')\"", path));
	put(path, text);
}

#define PLAN(name, rest) "---\nilp: 1\nlearner: " name "\n" rest

/* A school in which the plan below is a draft. */
static int
begin(void **state)
{
	(void)state;
	arena_init(&arena);
	if (scratch_begin(NULL) != 0)
		return -1;
	setenv("ILP_TODAY", "2026-10-20", 1);
	file("ilp.yml", "ilp: 1\n");
	file("people.yml", "a.rivers: {name: Asha Rivers, role: learner}\n"
			   "tomas.b: {role: learner}\n"
			   "j.ortiz: {name: Jonah Ortiz, role: advisor}\n"
			   "r.family: {name: Nell Rivers, role: family}\n"
			   "q.family: {name: Vera Quill, role: family}\n");
	file("goals/reading.md", "---\nilp: 1\ntitle: Reading\n---\n");
	file("resources/margin-notes.md", "---\nilp: 1\ntitle: Notes\n---\n");
	file("plans/9/tomas-b.md",
	    PLAN("Tomás Beltrán Quill", "team: {learner: tomas.b}\n---\n"));
	file("plans/9/jude-o.md", PLAN("Jude Okonkwo-Hale", "---\n"));
	file("plans/9/wang.md", PLAN("王小明", "---\n"));
	file("plans/9/will.md", PLAN("Will Ash", "---\n"));
	file("plans/9/kim-d.md", PLAN("Kim D.", "---\n"));
	file("plans/9/files/asha/map.txt", "x\n");
	file("plans/past/asha-2025.md",
	    PLAN("Asha Rivers", "end: 2026-06-01\n"
				"goals: {weir: {title: Weir}}\n---\n"));
	file("plans/staff/mara-l.md",
	    PLAN("Mara Lindgren", "kind: teacher\n---\n"));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return scratch_end(NULL);
}

/* "LINE:COL CODE" of each finding of a draft beside plans/9. */
static char *
findings(const char *text)
{
	struct check_draft draft = {"plans/9/asha.md", text, strlen(text)};
	struct check_how how = {true, &draft, 1};
	struct diags d = {0};
	struct caseload c;
	struct err e;
	char *s = arena_strdup(&arena, "");

	if (caseload_open(&c, &arena, NULL, &e) != 0 ||
	    check_all(&d, &c, &how, &e) != 0)
		fail_msg("%s", e.msg);
	for (size_t i = 0; i < d.n; i++)
		if (strcmp(d.v[i].path, draft.path) == 0) {
			assert_non_null(d.v[i].hint);
			s = arena_printf(&arena, "%s%s%zu:%zu %s", s,
			    *s ? ", " : "", d.v[i].line, d.v[i].col,
			    d.v[i].code);
		}
	caseload_close(&c);
	return s;
}

struct row {
	const char *front; /* begins in line 4 */
	const char *body;
	const char *found; /* "" where it only comes near */
};

static void
check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *text =
		    arena_printf(&arena, PLAN("Asha Rivers", "%s---\n%s"),
			rows[i].front, rows[i].body);
		char *got = findings(text);

		if (strcmp(got, rows[i].found) != 0)
			fail_msg("row %zu:\n%s\ngot  %s\nwant %s", i, text, got,
			    rows[i].found);
	}
}

#define ROWS(rows) check_rows(rows, sizeof rows / sizeof *(rows))

/* A goal g from line 5 on, all of whose needs are met; more from line 9. */
#define G(more)                                                     \
	"goals:\n  g:\n    title: Read\n    measure: pages a day\n" \
	"    due: 2026-12-18\n" more
#define N(k) "  " k ": {title: T, measure: m, due: 2026-12-18}\n"

static void
goals_are_few_measured_and_due(void **state)
{
	static const struct row rows[] = {
	    {G(""), "", ""},
	    {"goals:\n" N("a") N("b") N("c") N("d") N("e"), "", ""},
	    {"goals:\n" N("a") N("b") N("c") N("d") N("e") N("f") N("g"), "",
		"10:3 too-many-goals"},
	    {"goals:\n" N("a") N("b") N("c") N("d")
		    N("e") "  f: {title: T, status: paused}\n",
		"", ""},
	    {"goals:\n  a: {title: T, due: 2026-12-18}\n", "",
		"5:3 goal-no-measure"},
	    {"goals:\n  a: {title: T, due: 2026-12-18, status: proposed}\n", "",
		"5:3 goal-no-measure"},
	    {"goals:\n  a: {title: T, due: 2026-12-18, levels: {0: x}}\n", "",
		""},
	    {"goals:\n  a: {title: T, measure: m}\n", "", "5:3 goal-no-due"},
	    {"goals:\n  a: {title: T, status: dropped}\n", "", ""},
	};

	(void)state;
	ROWS(rows);
}

static void
dates_are_in_an_order_that_can_be(void **state)
{
	static const struct row rows[] = {
	    {"begin: 2026-08-01\nend: 2026-08-01\n", "", ""},
	    {"begin: 2026-08-01\nend: 2026-07-31\n", "",
		"5:6 end-before-begin"},
	    {G("    start: 2026-12-18\n"), "", ""},
	    {G("    start: 2026-12-19\n"), "", "8:10 goal-dates"},
	    {G("    status: met\n    closed: 2026-10-01\n"), "", ""},
	    {G("    closed: 2026-10-01\n"), "", "9:13 goal-closed"},
	    {G("    status: met\n    start: 2026-10-02\n"
	       "    closed: 2026-10-01\n"),
		"", "11:13 goal-dates"},
	};

	(void)state;
	ROWS(rows);
}

static void
what_is_named_is_there(void **state)
{
	static const struct row rows[] = {
	    {G("    supports: [reading]\n"), "", ""},
	    {G("    supports: [reading, writing]\n"), "",
		"9:25 support-unknown"},
	    {G("    resources:\n      - margin-notes\n      - dictionary\n"
	       "      - A book, any book\n      - https://example.org/a-b\n"),
		"", ""},
	    {G("    resources:\n      - margin-note\n"), "",
		"10:9 resource-unknown"},
	    {G("    resources: field-guide\n"), "", "9:16 resource-unknown"},
	    {"follows: asha-2025\n" G("    follows: asha-2025/weir\n"), "", ""},
	    {"follows: asha-2024\n" G("    follows: asha-2025/wier\n"), "",
		"4:10 follows-unknown, 10:14 goal-follows"},
	    {G("    follows: weir\n"), "", "9:14 goal-follows"},
	    {"team: {coach: j.ortiz, family: r.family}\n", "", ""},
	    {"team: {coach: j.ortis}\n", "", "4:15 handle-unknown"},
	    {"", "## Notes\n\n### 2026-10-01 Grandma\n### 2026-10-02 abuela\n",
		""},
	    {"", "## Notes\n\n### 2026-10-01 j.ortis\n", "7:16 handle-unknown"},
	    {"", "## Notes\n\n### 2026-10-01 j.ortiz {with=dr.who,Nana}\n",
		"7:25 handle-unknown"},
	    {G(""),
		"## Goals\n\n### g\n\n- [ ] a (who j.ortiz)\n"
		"- [ ] b (who p.marsh)\n",
		"15:9 handle-unknown"},
	    {"", "## Notes\n\n### 2026-10-01 Ed {file=files/asha/map.txt}\n",
		""},
	    {"", "## Notes\n\n### 2026-10-01 Ed {file=files/asha/mop.txt}\n",
		"7:20 file-missing"},
	    {"", "## Notes\n\n### 2026-10-01 Ed {file=../../ilp.yml}\n",
		"7:20 file-missing"},
	};

	(void)state;
	ROWS(rows);
}

static void
words_are_those_of_the_format(void **state)
{
	static const struct row rows[] = {
	    {"", "## Reviews\n\n### 2026-10-01 Ed {kind=interim}\n", ""},
	    {"", "## Reviews\n\n### 2026-10-01 Ed {kind=interin}\n",
		"7:20 entry-kind"},
	    {"", "## Sign-offs\n\n### 2026-10-01 Ed {kind=initial}\n",
		"7:20 entry-kind"},
	    {"", "## Check-ins\n\n### 2026-10-01 Ed {kind=conference}\n", ""},
	    {"", "## Notes\n\n### 2026-10-01 Ed {medium=vidio}\n",
		"7:20 entry-medium"},
	    {"", "## Notes\n\n### 2026-10-01 Ed {medium=video}\n", ""},
	};

	(void)state;
	ROWS(rows);
}

static void
addresses_and_birth_dates_stay_out(void **state)
{
	static const struct row rows[] = {
	    {"", "Write to ann@school.example.\n", "5:10 email-in-plan"},
	    {"x-a: <a.b+c@d-e.co.uk>\n", "", "4:7 email-in-plan"},
	    {"", "é é@x.example\n", "5:3 email-in-plan"},
	    {"", "@ann, a@b, a@b.c, map@2x.png, 3 @ 5.00, a@b..cd, @x.org\n",
		""},
	    {"x-dob: 2010-04-02\n", "", "4:8 birth-date"},
	    {"x-enrolled: 2018-08-20\n", "", ""},
	    {"", "Born on March 3, 2011.\n", "5:9 birth-date"},
	    {"", "Geb. 3.4.2010; nacida el 12 de abril de 2009\n",
		"5:6 birth-date, 5:26 birth-date"},
	    {"", "née le 2 août\n2010 à Lyon\n", ""},
	    {"", "née le 2 août 2010, 出生2011-02-03\n",
		"5:8 birth-date, 5:23 birth-date"},
	    {"", "birthday: 12/31/2009\n", "5:11 birth-date"},
	    {"", "A birthday party on 2026-10-02, in 2011.\n", ""},
	    {"", "Reborn 2010-01-02. Stubborn. On 2010-01-02 we met.\n", ""},
	    {"", "She was born.\n\nOn 2010-01-02 we met.\n", ""},
	    {"", "Born 1.1.1890, born 2024-01-02, born 20100102.\n", ""},
	};

	(void)state;
	ROWS(rows);
}

/* An entry whose text is line 9. */
#define E(text) "## Notes\n\n### 2026-10-01 Ed\n\n" text "\n"

static void
names_of_other_learners_stay_out(void **state)
{
	static const struct row rows[] = {
	    {"", E("With Tomás Beltrán Quill."), "9:6 other-name"},
	    {"", E("With tomas beltran, Quill, Tomas and TOMÁS QUILL."),
		"9:6 other-name, 9:21 other-name, 9:38 other-name"},
	    {"", E("Okonkwo, Jude; Hale, Jude; Jude Okonkwo-Hale"),
		"9:16 other-name, 9:28 other-name"},
	    {"", E("Tomás B. and Tomás Q and tomas.b"),
		"9:1 other-name, 9:14 other-name, 9:26 other-name"},
	    {"", E("Kim D. was here, Kim D too."),
		"9:1 other-name, 9:18 other-name"},
	    {"", E("同学王小明来了"), "9:3 other-name"},
	    {"", E("Vera Quill, her mother"), "9:1 other-name"},
	    {"", E("Tomás\nBeltrán"), "9:1 other-name"},
	    /* near, and somebody else or nobody */
	    {"", E("Tomás, Jude and Kim helped; tomas b, Kim did."), ""},
	    {"", E("Will A great plan work? Will Ashford knows."), ""},
	    {"", E("With Tomás. Beltrán is a town. Quill and Tomás"), ""},
	    {"", E("xtomas.b tomas.bx a-tomas.b 王小 小明"), ""},
	    {"", E("Asha Rivers and Asha R. and a.rivers"), ""},
	    {"", E("Mara Lindgren and Jonah Ortiz came."), ""},
	    {"team: {family: r.family}\n", E("Nell Rivers came."), ""},
	    {"", "Tomás Beltrán helps me.\n", ""},
	};

	(void)state;
	ROWS(rows);
}

#define OWN                                                              \
	"Every day I read ten pages of a book that I chose myself, and " \
	"I tell somebody what I liked about it."

/* A current plan with one goal. */
static void
put_goal(const char *path, const char *learner, const char *lines)
{
	file(path, arena_printf(&arena,
		       PLAN("%s", "goals:\n  r:\n    due: 2026-12-18\n%s---\n"),
		       learner, lines));
}

static char *
alike(const char *learner, const char *lines)
{
	return findings(arena_printf(&arena,
	    PLAN("%s", "goals:\n  r:\n    due: 2026-12-18\n%s---\n"), learner,
	    lines));
}

#define GOAL(title, why) \
	"    title: " title "\n    measure: pages a day\n    why: " why "\n"

static void
goals_are_in_own_words(void **state)
{
	(void)state;
	put_goal("plans/9/jude-o.md", "Jude Okonkwo-Hale",
	    GOAL("Read more", "Jude, " OWN));
	assert_string_equal(
	    alike("Asha", GOAL("Read more", "Asha, " OWN)), "5:3 goal-alike");
	assert_string_equal(alike("Asha", GOAL("Read a lot", OWN " Always.")),
	    "5:3 goal-alike");
	assert_string_equal(
	    alike("Asha", GOAL("Read more", "I want to know how weirs work.")),
	    "");
	assert_string_equal(
	    alike("Asha", GOAL("Read more", OWN) "    status: met\n"), "");
	assert_string_equal(
	    alike("Jude Okonkwo-Hale", GOAL("Read more", OWN)), "");
	/* the words may also stand below the goal's heading */
	assert_string_equal(findings(PLAN("Asha",
				"goals:\n  r:\n    title: Read more\n"
				"    measure: pages a day\n"
				"    due: 2026-12-18\n---\n"
				"## Goals\n\n### r\n\n- [ ] one\n\n" OWN "\n")),
	    "5:3 goal-alike");
	/* a plan of last year is no measure */
	put_goal("plans/9/jude-o.md", "Jude Okonkwo-Hale",
	    GOAL("Read more", OWN) "end: 2026-06-01\n");
	assert_string_equal(alike("Asha", GOAL("Read more", OWN)), "");
}

#define COMMON                                        \
	"    title: Annotate one source every week\n" \
	"    measure: annotated sources a month\n"

static void
common_goals_support_a_shared_goal(void **state)
{
	(void)state;
	put_goal("plans/9/jude-o.md", "Jude",
	    COMMON "    supports: reading\n    why: I like it\n");
	assert_string_equal(
	    alike("Asha", COMMON "    supports: reading\n"), "");
	assert_string_equal(alike("Asha", COMMON), "5:3 goal-alike");
	put_goal("plans/9/jude-o.md", "Jude",
	    COMMON "    supports: reading\n    why: " OWN "\n");
	assert_string_equal(
	    alike("Asha", COMMON "    supports: reading\n    why: " OWN "\n"),
	    "5:3 goal-alike");
}

static void
of_many_copies_one_is_named(void **state)
{
	struct check_how how = {.strict = true};
	struct diags d = {0};
	struct caseload c;
	struct err e;

	(void)state;
	for (int i = 0; i < 150; i++)
		put_goal(fmt("plans/7/p%d.md", i),
		    fmt("Learner%c No%d", 'a', i),
		    arena_printf(&arena, GOAL("Read more", "%s" OWN),
			i % 3 ? "" : fmt("Word%d, ", i)));
	assert_int_equal(caseload_open(&c, &arena, NULL, &e), 0);
	assert_int_equal(check_all(&d, &c, &how, &e), 0);
	for (size_t i = 0; i < d.n; i++)
		if (strcmp(d.v[i].code, "goal-alike") != 0)
			fail_msg("%s: %s", d.v[i].path, d.v[i].text);
	assert_int_equal(d.n, 150);
	for (size_t i = 0; i < d.n; i++)
		assert_non_null(
		    strstr(d.v[i].text, "and as goals of 148 more plans"));
	caseload_close(&c);
}

#define TEST(function, title)                     \
	{                                         \
		title, function, begin, end, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(goals_are_few_measured_and_due,
		"goals are few, measured and due"),
	    TEST(dates_are_in_an_order_that_can_be,
		"dates are in an order that can be"),
	    TEST(what_is_named_is_there, "what a plan names is there"),
	    TEST(words_are_those_of_the_format,
		"kinds and media are those of the format"),
	    TEST(addresses_and_birth_dates_stay_out,
		"addresses and birth dates stay out"),
	    TEST(names_of_other_learners_stay_out,
		"names of other learners stay out"),
	    TEST(
		goals_are_in_own_words, "goals are in the learner's own words"),
	    TEST(common_goals_support_a_shared_goal,
		"common goals support a shared goal"),
	    TEST(of_many_copies_one_is_named,
		"of many copies one is named, and how many"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
