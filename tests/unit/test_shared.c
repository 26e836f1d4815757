/*
 * Shared goals and resources: what one says, what is wrong with one, and that
 * a new one says what was asked.
 */

#include "plans.h"

#include "plan/shared.h"

static struct shared
shared_of(enum shared_kind kind, const char *path, const char *text)
{
	struct shared s;

	shared_read(&s, &arena, kind, path, text, strlen(text));
	return s;
}

static void
reading(void **state)
{
	struct shared g = shared_of(SHARED_GOAL, "goals/read.md",
	    "---\nilp: 1\ntitle: Read\nowner: a\nyear: 2026-27\narea: x\n"
	    "measure: m\ntarget: 80\ndue: 2027-06-11\nlink: kept\n---\nText\n");
	struct shared r = shared_of(SHARED_RESOURCE, "resources/b.md",
	    "---\nilp: 1\ntitle: B\nlink: https://example.org\nmedium: video\n"
	    "tags: [a, b]\nsupports: read\nby: me\ndate: 2026-09-02\n---\n");

	(void)state;
	assert_int_equal(g.diags.n + r.diags.n, 0);
	assert_string_equal(g.id, "read");
	assert_string_equal(g.title, "Read");
	assert_string_equal(g.owner.v[0], "a");
	assert_string_equal(g.target, "80");
	assert_string_equal(g.due, "2027-06-11");
	assert_null(g.link);
	assert_string_equal(r.link, "https://example.org");
	assert_string_equal(told_list(&r.tags), "[a, b]");
	assert_string_equal(told_list(&r.supports), "[read]");
	assert_string_equal(r.date, "2026-09-02");
}

static void
findings(void **state)
{
	static const struct {
		enum shared_kind kind;
		const char *path, *text, *code;
		size_t line;
	} rows[] = {
	    {SHARED_GOAL, "goals/a.md", "no front matter\n", "front-missing",
		1},
	    {SHARED_GOAL, "goals/a.md", "---\nilp: 1\n---\n", "title-missing",
		2},
	    {SHARED_GOAL, "goals/a.md", "---\nilp: 1\ntitle:\n---\n",
		"title-missing", 3},
	    {SHARED_GOAL, "goals/a.md", "---\ntitle: A\n---\n", "plan-format",
		2},
	    {SHARED_GOAL, "goals/a.md", "---\nilp: 1.5\ntitle: A\n---\n",
		"plan-format", 2},
	    {SHARED_GOAL, "goals/a.md", "---\nilp: 2\ntitle: A\n---\n",
		"plan-newer", 2},
	    {SHARED_GOAL, "goals/A b.md", "---\nilp: 1\ntitle: A\n---\n",
		"file-id", 0},
	    {SHARED_GOAL, "goals/con.md", "---\nilp: 1\ntitle: A\n---\n",
		"file-id", 0},
	    {SHARED_GOAL, "goals/a.md",
		"---\nilp: 1\ntitle: A\ndue: 2026-02-30\n---\n", "date", 4},
	    {SHARED_GOAL, "goals/a.md",
		"---\nilp: 1\ntitle: A\narea: [a]\n---\n", "shape", 4},
	    {SHARED_RESOURCE, "resources/a.md",
		"---\nilp: 1\ntitle: A\ndate: soon\n---\n", "date", 4},
	    {SHARED_RESOURCE, "resources/a.md",
		"---\nilp: 1\ntitle: A\ntags: {a: b}\n---\n", "shape", 4},
	    {SHARED_RESOURCE, "resources/a.md",
		"---\nilp: 1\ntitle: A\nlink: www.example.org\n---\n",
		"resource-link", 4},
	    {SHARED_RESOURCE, "resources/a.md",
		"---\nilp: 1\ntitle: A\nlink: 'https://a b'\n---\n",
		"resource-link", 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct shared s =
		    shared_of(rows[i].kind, rows[i].path, rows[i].text);

		assert_int_equal(s.diags.n, 1);
		assert_string_equal(s.diags.v[0].code, rows[i].code);
		assert_int_equal(s.diags.v[0].line, rows[i].line);
		assert_non_null(s.diags.v[0].hint);
	}
}

/* Any line of text is a title, and the heading reads as it does. */
static void
titles(void **state)
{
	static const char *const rows[] = {
	    "Read",
	    "no",
	    "2026-10-20",
	    "\"all\": of 'us' # here",
	    "- a list?",
	    "*stars* and _lines_",
	    "C #",
	    "# up",
	    "1. first",
	    "<b>bold</b> &amp; <!-- not",
	    "[a](b) `c` ~~d~~",
	    "back\\slash",
	    "ليلى",
	    "---",
	    "{a: b}",
	    "  blanks  ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int kind = 0; kind < 2; kind++) {
			struct shared s;
			struct err e;

			if (shared_make(&s, &arena, (enum shared_kind)kind,
				"goals/a.md", rows[i], NULL, 0, &e) != 0)
				fail_msg("%s: %s", rows[i], e.msg);
			assert_string_equal(s.title, rows[i]);
			assert_int_equal(s.doc.md.v[0].level, 1);
			if (*rows[i] != ' ')
				assert_string_equal(
				    s.doc.md.v[0].text, rows[i]);
			assert_int_equal(s.doc.md.n, kind ? 2 : 1);
		}
}

static void
values(void **state)
{
	const struct assign v[] = {
	    {"due", ASSIGN_SET, "2027-06-11"},
	    {"owner", ASSIGN_SET, "a"},
	    {"owner", ASSIGN_SET, "b"},
	    {"x-why.deep", ASSIGN_SET, "yes: no"},
	    {"measure", ASSIGN_SET, "two\nlines"},
	};
	struct shared s;
	struct err e;

	(void)state;
	assert_int_equal(
	    shared_make(&s, &arena, SHARED_GOAL, "goals/a.md", "A", v, 5, &e),
	    0);
	assert_true(str_starts(s.doc.src, "---\n"
					  "ilp: 1\n"
					  "title: A\n"
					  "owner:\n"
					  "  - a\n"
					  "  - b\n"
					  "measure: |-\n"
					  "  two\n"
					  "  lines\n"
					  "due: 2027-06-11\n"
					  "x-why:\n"
					  "  deep: 'yes: no'\n"
					  "---\n\n# A\n\n<!-- "));
}

static void
bad_values(void **state)
{
	static const struct {
		enum shared_kind kind;
		const char *key, *value, *value2;
		enum err_kind want;
	} rows[] = {
	    {SHARED_GOAL, "due", "2026-02-30", NULL, ERR_INPUT},
	    {SHARED_GOAL, "link", "https://a", NULL, ERR_USAGE},
	    {SHARED_GOAL, "ilp", "2", NULL, ERR_USAGE},
	    {SHARED_GOAL, "title", "B", NULL, ERR_USAGE},
	    {SHARED_GOAL, "area", "a", "b", ERR_USAGE},
	    {SHARED_GOAL, "area", "\xff", NULL, ERR_INPUT},
	    {SHARED_GOAL, "area", "a\x1b", NULL, ERR_INPUT},
	    {SHARED_GOAL, "x-", "a", NULL, ERR_USAGE},
	    {SHARED_RESOURCE, "due", "2026-10-20", NULL, ERR_USAGE},
	    {SHARED_RESOURCE, "date", "soon", NULL, ERR_INPUT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct assign v[] = {
		    {rows[i].key, ASSIGN_SET, rows[i].value},
		    {rows[i].key, ASSIGN_SET, rows[i].value2}};
		struct shared s;
		struct err e;

		assert_int_equal(shared_make(&s, &arena, rows[i].kind, "a.md",
				     "A", v, rows[i].value2 ? 2 : 1, &e),
		    -1);
		assert_int_equal(e.kind, rows[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(reading, "a shared goal and a resource are read by key"),
	    TEST(findings, "what is wrong is told with its line and a hint"),
	    TEST(titles, "any line is a title, and the heading reads as it"),
	    TEST(values, "values stand in the order of the manual"),
	    TEST(bad_values, "a key or value that is none is refused"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
