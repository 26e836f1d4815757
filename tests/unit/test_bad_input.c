/*
 * Every rule of ilp-plan(5) that a plan can break, each with the smallest
 * plan that breaks it, and where the finding must point.
 */

#include "plans.h"

#include <ctype.h>

/* Facts below the two that a plan needs: they begin in line 4. */
#define F(lines) "---\nilp: 1\nlearner: A\n" lines "---\n"
/* A goal "a" with more lines, which begin in line 7. */
#define G(lines) F("goals:\n  a:\n    title: A\n" lines)
/* A body, which begins in line 6. */
#define B(body) F("goals: {a: {title: A}}\n") body
/* An entry's heading, in line 8. */
#define E(heading) B("## Notes\n\n### " heading "\n")

struct row {
	const char *text;
	const char *code;
	size_t line, col;
};

static const struct row rows[] = {
    /* front matter: 1 */
    {"", "front-missing", 1, 1},
    {"# A plan\n", "front-missing", 1, 1},
    {"\n---\nilp: 1\nlearner: A\n---\n", "front-missing", 1, 1},
    {" ---\nilp: 1\nlearner: A\n---\n", "front-missing", 1, 1},
    {"----\nilp: 1\nlearner: A\n---\n", "front-missing", 1, 1},
    {"--- ilp: 1\n---\n", "front-missing", 1, 1},
    {"\xef\xbb\xbfilp: 1\n", "front-missing", 1, 1},
    {"---", "front-open", 1, 1},
    {"---\nilp: 1\nlearner: A\n", "front-open", 1, 1},
    {"---\nilp: 1\nlearner: A\n ---\n", "front-open", 1, 1},
    {"---\nilp: 1\nlearner: A\n--- x\n", "front-open", 1, 1},
    {"---\n- a\n---\n", "front-map", 2, 1},
    {"---\njust words\n---\n", "front-map", 2, 1},
    {"---\n---\n", "plan-format", 2, 1},
    /* front matter: 3 */
    {F("a: 1\nb: 2\na: 3\n"), "yaml-duplicate-key", 6, 1},
    {F("x-a: {b: 1, b: 2}\n"), "yaml-duplicate-key", 4, 13},
    {G("    title: B\n"), "yaml-duplicate-key", 7, 5},
    {F("goals:\n  a: {title: A}\n  a: {title: B}\n"), "yaml-duplicate-key", 6,
	3},
    {F("a: &b c\n"), "yaml-anchor", 4, 4},
    {F("a: & b\n"), "yaml-anchor", 4, 4},
    {F("a: *b\n"), "yaml-alias", 4, 4},
    {F("a: **bold**\n"), "yaml-alias", 4, 4},
    {F("a: !b c\n"), "yaml-tag", 4, 4},
    {F("a: !!str c\n"), "yaml-tag", 4, 4},
    {"---\n%YAML 1.2\n---\n", "yaml-directive", 2, 1},
    {"---\nilp: 1\n%a\n---\n", "yaml-directive", 3, 1},
    {F("a: 1\n--- b\n"), "yaml-second-document", 5, 1},
    {F("a: 1\n... b\n"), "yaml-second-document", 5, 1},
    {F("a: \x01\n"), "yaml-control", 4, 4},
    {F("aé\x7f: 1\n"), "yaml-control", 4, 3},
    {F("a: \xc2\x85z\n"), "yaml-control", 4, 4},
    {F("a: b\xe2\x80\xa8z\n"), "yaml-control", 4, 5},
    {F("a: b\xe2\x80\xa9z\n"), "yaml-control", 4, 5},
    {F("a: \"b\\0\"\n"), "yaml-control", 4, 6},
    {F("a: \"b\\N\"\n"), "yaml-control", 4, 6},
    {F("a: \"b\\x1b\"\n"), "yaml-control", 4, 6},
    {F("a: \"\\u2028\"\n"), "yaml-control", 4, 5},
    {F("a: \"\\U00000085\"\n"), "yaml-control", 4, 5},
    {F("a: \"b\\tc\"\n"), "yaml-control", 4, 6},
    {F("a: 'b\tc'\n"), "yaml-control", 4, 6},
    {F("\"a\\n\": 1\n"), "yaml-key", 4, 1},
    {F("\"a\\a\": 1\n"), "yaml-control", 4, 3},
    {F("a: \xff\n"), "utf8", 4, 4},
    {F("a: \xc3\n"), "utf8", 4, 4},
    {B("## Notes\n\nna\xefve\n"), "utf8", 8, 3},
    /* what libyaml stumbles over */
    {F("\ta: 1\n"), "yaml-tab", 4, 1},
    {F("a:\n\tb: 1\n"), "yaml-tab", 5, 1},
    {F("a: b: c\n"), "yaml-syntax", 4, 5},
    {F("a: @home\n"), "yaml-syntax", 4, 4},
    {F("a: `b`\n"), "yaml-syntax", 4, 4},
    {F("a: %b\n"), "yaml-syntax", 4, 4},
    {F("a: [b, c\n"), "yaml-syntax", 4, 4},
    {F("a: [b c: d]\n"), "yaml-key", 4, 5},
    {F("a: [b, c]]\n"), "yaml-syntax", 4, 10},
    {F("a: {b: c\n"), "yaml-syntax", 4, 4},
    {F("a: {b}\n"), "yaml-key", 4, 5},
    {F("a: \"b\n"), "yaml-syntax", 4, 4},
    {F("a: 'b\n"), "yaml-syntax", 4, 4},
    {F("a: 'b' c\n"), "yaml-syntax", 4, 8},
    {F("a: 'it's'\n"), "yaml-syntax", 4, 8},
    {F("a: \"b\\q\"\n"), "yaml-syntax", 4, 6},
    {F("a: b\n  c: d\n"), "yaml-syntax", 5, 3},
    {F("a:\n  - b\n c\n"), "yaml-syntax", 6, 2},
    {F("a: - b\n"), "yaml-syntax", 4, 4},
    {F("a:\n    b: 1\n  c: 2\n"), "yaml-syntax", 6, 3},
    {F("words alone\n"), "yaml-syntax", 4, 1},
    {F("? a\n: b\n"), "yaml-key", 4, 3},
    {F(": b\n"), "yaml-key", 4, 1},
    {F("[a]: b\n"), "yaml-key", 4, 1},
    /* conflict markers: 6 */
    {F("<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n"),
	"conflict-markers", 4, 1},
    {B("## Notes\n\n>>>>>>> theirs\n"), "conflict-markers", 8, 1},
    {"<<<<<<<\n", "conflict-markers", 1, 1},
    /* the plan's own facts */
    {"---\nlearner: A\n---\n", "plan-format", 2, 1},
    {"---\nilp:\nlearner: A\n---\n", "plan-format", 2, 5},
    {"---\nilp: one\nlearner: A\n---\n", "plan-format", 2, 6},
    {"---\nilp: 0\nlearner: A\n---\n", "plan-format", 2, 6},
    {"---\nilp: 1.0\nlearner: A\n---\n", "plan-format", 2, 6},
    {"---\nilp: [1]\nlearner: A\n---\n", "shape", 2, 6},
    {"---\nilp: 1\n---\n", "plan-no-learner", 2, 1},
    {"---\nilp: 1\nlearner: ''\n---\n", "plan-no-learner", 3, 10},
    {"---\nilp: 1\nlearner: [A, B]\n---\n", "shape", 3, 10},
    {F("person: {id: 1}\n"), "shape", 4, 9},
    {F("follows: Asha R\n"), "plan-id", 4, 10},
    {F("kind: [student]\n"), "shape", 4, 7},
    {F("begin: 2026-02-30\n"), "date", 4, 8},
    {F("end: soon\n"), "date", 4, 6},
    {F("retain_until: 2031\n"), "date", 4, 15},
    {F("groups: {a: b}\n"), "shape", 4, 9},
    {F("groups:\n  - a\n  - [b]\n"), "shape", 6, 5},
    {F("related:\n  - a: b\n"), "shape", 5, 5},
    {F("cadence: often\n"), "duration", 4, 10},
    {F("cadence: 0 days\n"), "duration", 4, 10},
    {F("directory: out\n"), "directory", 4, 12},
    {F("team: a.b\n"), "shape", 4, 7},
    {F("team:\n  coach: {a: b}\n"), "shape", 5, 10},
    {F("team:\n  coach: Mr. Ortiz\n"), "handle", 5, 10},
    {F("team:\n  coach: [a.b, 'é']\n"), "handle", 5, 16},
    {F("team:\n  coach: [[a.b]]\n"), "handle", 5, 11},
    {F("profile: [a]\n"), "shape", 4, 10},
    {F("profile:\n  needs: [[a]]\n"), "shape", 5, 11},
    {F("profile:\n  needs:\n    - source: me\n"), "profile-text", 6, 7},
    {F("profile:\n  needs:\n    - {text: [a]}\n"), "shape", 6, 14},
    {F("profile:\n  needs:\n    - {text: a, date: soon}\n"), "date", 6, 23},
    {F("profile:\n  needs:\n    - {text: a, audience: all}\n"), "audience", 6,
	27},
    /* goals */
    {F("goals: read daily\n"), "shape", 4, 8},
    {F("goals:\n  - title: A\n"), "shape", 5, 3},
    {F("goals:\n  Read: {title: A}\n"), "goal-id", 5, 3},
    {F("goals:\n  read daily: {title: A}\n"), "goal-id", 5, 3},
    {F("goals:\n  a: read daily\n"), "shape", 5, 6},
    {F("goals:\n  a:\n"), "goal-no-title", 5, 3},
    {F("goals:\n  a: {area: x}\n"), "goal-no-title", 5, 3},
    {F("goals:\n  a:\n    title: [A]\n"), "shape", 6, 12},
    {G("    status: done\n"), "goal-status", 7, 13},
    {G("    baseline: some\n"), "goal-number", 7, 15},
    {G("    target: 1e3\n"), "goal-number", 7, 13},
    {G("    progress: 3 of 4\n"), "goal-number", 7, 15},
    {G("    scale: mastery\n    progress: 3\n"), "goal-level", 8, 15},
    {G("    start: 2026-9-1\n"), "date", 7, 12},
    {G("    due: 2026-13-01\n"), "date", 7, 10},
    {G("    closed: yesterday\n"), "date", 7, 13},
    {G("    audience: all\n"), "audience", 7, 15},
    {G("    standards: {a: b}\n"), "shape", 7, 16},
    {G("    criteria:\n      - a: b\n"), "shape", 8, 9},
    {G("    why: [a]\n"), "shape", 7, 10},
    {G("    levels: many\n"), "shape", 7, 13},
    {G("    levels:\n      3: a\n"), "goal-levels", 8, 7},
    {G("    levels:\n      0.5: a\n"), "goal-levels", 8, 7},
    {G("    levels:\n      0: [a]\n"), "shape", 8, 10},
    {G("    levels:\n      1: a\n      +1: b\n"), "goal-level-twice", 9, 7},
    /* the body */
    {B("## Notes\n\n## notes:\n"), "section-twice", 8, 1},
    {B("## Notes\n\nNotes\n-----\n"), "section-twice", 8, 1},
    {B("## Goals\n\n### a\n\n### a: more\n"), "goal-twice", 10, 1},
    {B("## Goals\n### a\n- [ ] x (due 2026-02-30)\n"), "step-date", 8, 10},
    {B("## Goals\n### a\n- [ ] x\n  y (who a.b;\n  done 2026-02-30)\n"),
	"step-date", 10, 3},
    /* entries */
    {E("2026-02-30 j"), "entry-date", 8, 5},
    {E("2026-00-10"), "entry-date", 8, 5},
    {E("2026-10-02 j {next=soon}"), "entry-date", 8, 19},
    {E("2026-10-02 j {minutes=few}"), "entry-number", 8, 19},
    {E("2026-10-02 é {goal}"), "entry-attributes", 8, 19},
    {E("2026-10-02 j {a=b c}"), "entry-attributes", 8, 23},
    {E("2026-10-02 j {a=\"b}"), "entry-attributes", 8, 23},
    {E("2026-10-02 j {a=b"), "entry-attributes", 8, 18},
    {E("2026-10-02 j a=b}"), "entry-attributes", 8, 21},
    {E("2026-10-02 j {A=b}"), "entry-attributes", 8, 19},
    {E("2026-10-02 j {a=b a=c}"), "entry-attribute-twice", 8, 23},
    {E("2026-10-02 j {goal=a:}"), "entry-list", 8, 19},
    {E("2026-10-02 j {x=1 goal=a,,b}"), "entry-list", 8, 23},
    {E("2026-10-02 j {standard=RS.1}"), "entry-list", 8, 19},
    {E("2026-10-02 j {result=a}"), "entry-list", 8, 19},
    {E("2026-10-02 j {goal=a:many}"), "entry-reading", 8, 19},
    {E("2026-10-02 j {audience=all}"), "audience", 8, 19},
};

/* Words of libraries and programmers that no teacher should have to read. */
static const char *const jargon[] = {"libyaml", "cmark", "scann", "token",
    "mapping values", "simple key", "block sequence", "flow sequence", "parser",
    "null", "errno", "regex", "stdin", "utf8proc", "%s", "(null)"};

static bool
is_plain(const char *words)
{
	char low[1024];
	size_t n = 0;

	for (; words[n] && n < sizeof low - 1; n++)
		low[n] = (char)tolower((unsigned char)words[n]);
	low[n] = '\0';
	for (size_t i = 0; i < sizeof jargon / sizeof *jargon; i++)
		if (strstr(low, jargon[i]))
			return false;
	return n > 0 && words[n - 1] != '.' && !strchr(words, '\n');
}

/* 1, and a line that says why, if a row is not as it should be. */
static int
check(const struct row *r)
{
	struct plan *p = plan_raw(r->text);
	struct err e = {0};

	if (plan_writable(p, &e) != 0 && strcmp(e.code, r->code) == 0 &&
	    e.line == r->line && e.col == r->col && is_plain(e.msg) &&
	    is_plain(e.hint) && e.kind == ERR_INPUT &&
	    strcmp(e.path, "plans/9/asha-r.md") == 0)
		return 0;
	print_error("%zu:%zu [%s], not %zu:%zu [%s]: %s (%s)\n%.200s", e.line,
	    e.col, e.code, r->line, r->col, r->code, e.msg, e.hint, r->text);
	return 1;
}

static void
every_rule(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		wrong += check(&rows[i]);
	assert_int_equal(wrong, 0);
}

/* The same with Windows line ends and a byte order mark. */
static void
every_rule_crlf(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct row r = rows[i];
		struct buf b = BUF_INIT;
		const char *s = r.text;

		if (*s != '\xef')
			buf_adds(&b, "\xef\xbb\xbf");
		for (; *s; s++)
			buf_addf(&b, *s == '\n' ? "\r\n" : "%c", *s);
		r.text = arena_strdup(&arena, buf_str(&b));
		buf_free(&b);
		wrong += check(&r);
	}
	assert_int_equal(wrong, 0);
}

/* As if several rules were broken: the first place comes first. */
static void
several_at_once(void **state)
{
	struct plan *p = plan_raw(
	    F("begin: x\nend: y\ngoals:\n  A: {due: z}\n") "## Notes\n\n"
							   "### 2026-99-99\n");

	(void)state;
	assert_string_equal(
	    codes_of(p), "date date goal-id date goal-no-title entry-date");
	assert_int_equal(p->diags.v[0].line, 4);
	assert_int_equal(p->diags.v[1].line, 5);
}

static char *
repeat(const char *what, size_t n)
{
	size_t len = strlen(what);
	char *s = arena_alloc(&arena, n * len + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * len, what, len);
	return s;
}

static void
too_much(void **state)
{
	const struct row v[] = {
	    {arena_printf(&arena, "---\nilp: 1\nlearner: A\nx: %s\n---\n",
		 repeat("a", 64 * 1024)),
		"front-size", 1, 1},
	    {arena_printf(&arena, B("%s"), repeat("a", 1024 * 1024)),
		"file-size", 0, 0},
	    {arena_printf(&arena, F("%s: 1\n"), repeat("k", 257)),
		"yaml-key-length", 4, 1},
	    {arena_printf(&arena, F("x: %s\n"), repeat("[", 16)), "yaml-depth",
		4, 19},
	    {arena_printf(&arena, F("x: %s\n"), repeat("{a: ", 20)),
		"yaml-depth", 4, 64},
	    {arena_printf(&arena, F("x:\n  %s\n"), repeat("- ", 20)),
		"yaml-depth", 5, 33},
	    {arena_printf(&arena, B("%s x\n"), repeat(">", 51)), "md-nesting",
		6, 51},
	    {arena_printf(&arena, E("2026-10-02 %s"), repeat("a", 8192)),
		"entry-length", 8, 5},
	};

	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		wrong += check(&v[i]);
	assert_int_equal(wrong, 0);
}

static void
just_enough(void **state)
{
	(void)state;
	plan_of(arena_printf(&arena, F("x-%s: 1\n"), repeat("k", 254)));
	plan_of(arena_printf(
	    &arena, F("x-a: %s%s\n"), repeat("[", 15), repeat("]", 15)));
	plan_of(arena_printf(&arena, B("%s x\n"), repeat(">", 50)));
	plan_of(arena_printf(&arena, F("x-a: %s\n"), repeat("a", 65000)));
}

/* A hundred thousand of a kind: refused, or read, but never for long. */
static void
floods(void **state)
{
	static const struct {
		const char *what, *code;
		bool front;
	} v[] = {
	    {"[", "front-size", true},
	    {"[", "", false},
	    {"{", "front-size", true},
	    {"- ", "front-size", true},
	    {"> ", "md-nesting", false},
	    {">", "md-nesting", false},
	    {"- ", "md-nesting", false},
	    {"* ", "md-nesting", false},
	    {"1. ", "md-nesting", false},
	    {"*", "", false},
	    {"`", "", false},
	    {"_a", "", false},
	    {"![", "", false},
	    {"<", "", false},
	    {"[a](", "", false},
	    {"&", "", false},
	    {"\\", "", false},
	    {"# ", "", false},
	    {"### 2026-10-02 {", "entry-length", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		char *much = repeat(v[i].what,
		    (strlen(v[i].what) > 8 ? 50 * 1000 : 100 * 1000));
		struct plan *p = plan_raw(
		    v[i].front
			? arena_printf(&arena, F("x: %s\n"), much)
			: arena_printf(&arena, B("## Notes\n\n%sx\n"), much));
		struct err e = {0};

		plan_writable(p, &e);
		if (strcmp(e.code, v[i].code) != 0)
			fail_msg("%s: [%s] %s", v[i].what, e.code, e.msg);
	}
}

/* The deepest that fits into 64 KiB of front matter. */
static void
deep_front(void **state)
{
	static const char *const v[] = {"[", "{a: ", "- ", "{", "? "};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct plan *p = plan_raw(arena_printf(&arena, F("x:\n  %s\n"),
		    repeat(v[i], 65000 / strlen(v[i]))));
		struct err e = {0};

		assert_int_equal(plan_writable(p, &e), -1);
		if (strcmp(e.code, "yaml-depth") != 0 &&
		    strcmp(e.code, "yaml-key") != 0)
			fail_msg("%s: [%s]", v[i], e.code);
	}
}

static void
no_bytes_beyond(void **state)
{
	/* Every beginning of a plan is read without a look behind its end. */
	const size_t whole = strlen(F("goals: {a: {title: A}}\n")) - 1;
	const char *s = B("## Goals\n### a\n- [x] x (done 2026-10-01)\n"
			  "## Notes\n### 2026-10-02 j {a=\"b\\\"\" c=d}\n");

	(void)state;
	for (size_t n = 0; n <= strlen(s); n++) {
		struct plan p;
		char *exact = malloc(n + 1);

		assert_non_null(exact);
		memcpy(exact, s, n);
		plan_read(&p, &arena, &school, today, "p.md", exact, n);
		assert_int_equal(p.broken, n < whole);
		free(exact);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(every_rule, "each broken rule is named, with line and column"),
	    TEST(every_rule_crlf,
		"at the same line and column with Windows line ends"),
	    TEST(several_at_once, "several slips are all told, in order"),
	    TEST(too_much, "what is larger or deeper than the limits is "
			   "refused"),
	    TEST(just_enough, "what is as large as the limits is read"),
	    TEST(floods, "a hundred thousand brackets harm nobody"),
	    TEST(deep_front, "nesting without end is refused at once"),
	    TEST(no_bytes_beyond, "a plan cut off anywhere is read safely"),
	};

	return cmocka_run_group_tests_name("bad input", tests, NULL, NULL);
}
