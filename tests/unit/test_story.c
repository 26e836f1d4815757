/*
 * A goal's story without a history: how plans of several years hang
 * together, whose words they are made of, and how days and texts are said.
 */

#include "scratch.h"

#include "base/dayword.h"
#include "plan/id.h"
#include "track/story.h"
#include "view/story_view.h"

static struct arena arena;
static struct caseload load;
static struct err err;

static void
plan_put(const char *id, const char *goals, const char *body)
{
	put(fmt("plans/%s.md", id),
	    fmt("---\nilp: 1\nlearner: Asha R.\nteam:\n  learner: asha.r\n"
		"  coach: j.ortiz\n  family: r.family\n  nurse: n.k\n"
		"goals:\n%s---\n%s",
		goals, body));
}

static const char *
goal(const char *id, const char *follows)
{
	return fmt("  %s:\n    title: Do %s\n%s%s\n", id, id,
	    follows ? "    follows: " : "", follows ? follows : "");
}

static int
begin(void **state)
{
	int r = scratch_begin(state);

	arena_init(&arena);
	put("ilp.yml", "ilp: 1\nroles:\n  nurse: school\n");
	sh("mkdir plans");
	return r;
}

static int
end(void **state)
{
	caseload_close(&load);
	arena_free(&arena);
	return scratch_end(state);
}

/* The story of PLAN GOAL; NULL with err. */
static struct story *
story_of(const char *plan, const char *word)
{
	struct story *s = arena_new(&arena, struct story);
	size_t i = 0;

	setenv("ILP_TODAY", "2026-10-20", 1);
	assert_int_equal(caseload_open(&load, &arena, NULL, &err), 0);
	assert_int_equal(caseload_list(&load, &err), 0);
	while (!str_eq(id_of_path(&arena, load.files.v[i].path), plan))
		i++;
	return story_read(s, &arena, &load, i, word, &err) == 0 ? s : NULL;
}

/* "a/x here, b/y missing" */
static const char *
chapters(const struct story *s)
{
	static const char *const words[] = {[CHAPTER_HERE] = "here",
	    [CHAPTER_GONE] = "gone",
	    [CHAPTER_MISSING] = "missing"};
	const char *all = "";

	for (size_t i = 0; i < s->n; i++)
		all = arena_printf(&arena, "%s%s%s/%s %s", all, i ? ", " : "",
		    s->v[i].plan_id, s->v[i].goal_id ? s->v[i].goal_id : "-",
		    words[s->v[i].state]);
	return all;
}

static void
chain(void **state)
{
	(void)state;
	plan_put("y3", goal("read", "y2/read"), "");
	plan_put("y2", goal("read", "y1/walk"), "");
	plan_put("y1", goal("walk", NULL), "");
	assert_string_equal(chapters(story_of("y3", "read")),
	    "y1/walk here, y2/read here, y3/read here");
}

static void
next_year(void **state)
{
	(void)state;
	plan_put("y2", goal("run", "y1/walk"), "");
	plan_put("y1", goal("walk", NULL), "");
	assert_string_equal(story_of("y1", "walk")->next, "y2/run");
	assert_null(story_of("y2", "run")->next);
}

static void
missing(void **state)
{
	const struct story *s;

	(void)state;
	plan_put("y3", goal("read", "y2/read"), "");
	assert_string_equal(
	    chapters(story_of("y3", "read")), "y2/read missing, y3/read here");
	plan_put("y2", goal("else", NULL), "");
	s = story_of("y3", "read");
	assert_string_equal(s->v[0].why_missing, "that plan has no such goal");
	put("plans/y2.md", "no plan");
	s = story_of("y3", "read");
	assert_string_equal(s->v[0].why_missing, "that plan cannot be read");
	plan_put("y3", goal("read", "y2"), "");
	s = story_of("y3", "read");
	assert_string_equal(s->v[0].why_missing, "no goal is named");
}

static void
circles(void **state)
{
	(void)state;
	plan_put("y3", goal("read", "y3/read"), "");
	assert_null(story_of("y3", "read"));
	assert_int_equal(err.kind, ERR_INPUT);
	assert_string_equal(err.code, "goal-follows");
	plan_put("y3", goal("read", "y2/read"), "");
	plan_put("y2", goal("read", "y1/read"), "");
	plan_put("y1", goal("read", "y2/read"), "");
	assert_null(story_of("y3", "read"));
	assert_string_equal(err.path, "plans/y1.md");
}

/* Another goal of the same plan is no circle. */
static void
same_plan(void **state)
{
	(void)state;
	plan_put("y1", fmt("%s%s", goal("a", NULL), goal("b", "y1/a")), "");
	assert_string_equal(
	    chapters(story_of("y1", "b")), "y1/a here, y1/b here");
}

/* ---- voices ---- */

static const char *
voices(const struct plan *p, const char *of)
{
	struct voices v = {{0}, {0}};
	const char *s = "";

	voices_add(&v, &arena, &load.settings, p, of);
	for (int i = 0; i < VOICE_COUNT; i++)
		s = arena_printf(&arena, "%s%s%zu:%zu", s, i ? " " : "",
		    v.entries[i], v.words[i]);
	return s;
}

static void
whose_words(void **state)
{
	const struct plan *p;

	(void)state;
	plan_put("y1", goal("walk", NULL),
	    "## Check-ins\n\n"
	    "### 2026-09-01 j.ortiz {goal=walk}\n\nOne two - three.\n\n"
	    "### 2026-09-02 r.family\n\nVier.\n\n"
	    "### 2026-09-03 j.ortiz {role=family}\n\nHer aunt said so.\n\n"
	    "### 2026-09-04 n.k {goal=walk}\n\nA b\n\n"
	    "### 2026-09-05 Somebody Else\n\n\xc3\xa9 \xe6\x9d\x8e\n\n"
	    "### 2026-12-05 asha.r\n\nNot yet.\n\n"
	    "## Reflections\n\n### 2026-09-05 asha.r {goal=walk}\n\n"
	    "<!-- hidden words -->\n\nI did.\n\n"
	    "### 2026-09-06 Asha R.\n\n\n\n"
	    "## Sign-offs\n\n### 2026-09-07 r.family {kind=agree}\n\nYes.\n");
	p = story_of("y1", "walk")->v[0].plan;
	assert_string_equal(voices(p, NULL), "2:2 2:5 2:5 1:2");
	assert_string_equal(voices(p, "walk"), "1:2 0:0 2:5 0:0");
}

/* ---- words ---- */

static void
days(void **state)
{
	static const struct {
		const char *day, *say, *brief, *from_today;
	} rows[] = {
	    {"2026-10-20", "20 October 2026", "20 Oct 2026", "today"},
	    {"2026-10-21", "21 October 2026", "21 Oct 2026", "tomorrow"},
	    {"2026-10-19", "19 October 2026", "19 Oct 2026", "yesterday"},
	    {"2026-11-09", "9 November 2026", "9 Nov 2026", "in 20 days"},
	    {"2026-11-10", "10 November 2026", "10 Nov 2026", "in 3 weeks"},
	    {"2026-08-12", "12 August 2026", "12 Aug 2026", "10 weeks ago"},
	    {"2026-08-11", "11 August 2026", "11 Aug 2026", "2 months ago"},
	    {"2024-02-29", "29 February 2024", "29 Feb 2024", "3 years ago"},
	    {"0001-01-01", "1 January 1", "1 Jan 1", "2026 years ago"},
	};
	int today, day;

	(void)state;
	assert_true(date_iso("2026-10-20", 10, &today));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(date_iso(rows[i].day, 10, &day));
		assert_string_equal(day_say(&arena, day), rows[i].say);
		assert_string_equal(day_say_short(&arena, day), rows[i].brief);
		assert_string_equal(
		    days_from_today(&arena, day, today), rows[i].from_today);
	}
	assert_string_equal(
	    day_say_near(&arena, today, today + 1), "20 October");
	assert_string_equal(
	    day_say_near(&arena, today, today + 100), "20 October 2026");
	assert_string_equal(
	    day_say_near(&arena, today, DAY_NONE), "20 October 2026");
}

static const char *
text_of(const char *plan, const char *word)
{
	const struct story *s = story_of(plan, word);
	const struct story_show how = {
	    &load.people, &load.settings, load.today, 0, false};
	struct buf b = BUF_INIT;
	const char *text;

	story_text(&b, &arena, s, &how);
	text = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
long_words(void **state)
{
	struct buf b = BUF_INIT;
	const char *text;

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_adds(&b, "J'\xc3\xa9t\xc3\xa9 ici. ");
	plan_put("y1", goal("walk", NULL),
	    fmt("## Reflections\n\n### 2026-09-05 asha.r {goal=walk}\n\n%s\n",
		buf_str(&b)));
	assert_null(strstr(text_of("y1", "walk"), "[...]"));
	for (int i = 0; i < 40; i++)
		buf_adds(&b, "J'\xc3\xa9t\xc3\xa9 ici. ");
	plan_put("y1", goal("walk", NULL),
	    fmt("## Reflections\n\n### 2026-09-05 asha.r {goal=walk}\n\n%s\n",
		buf_str(&b)));
	text = text_of("y1", "walk");
	assert_non_null(strstr(text, "ici. [...]\"\n"));
	assert_int_equal(utf8_valid(text, strlen(text)), strlen(text));
	buf_free(&b);
}

/* Lists, listings and several paragraphs stand without quotation marks. */
static void
blocks(void **state)
{
	(void)state;
	plan_put("y1", goal("walk", NULL),
	    "## Reflections\n\n### 2026-09-05 asha.r {goal=walk}\n\n"
	    "- far\n- near\n");
	assert_non_null(
	    strstr(text_of("y1", "walk"), "\n    - far\n    - near\n"));
}

static void
nobody(void **state)
{
	const char *text;

	(void)state;
	plan_put("y1", "  walk:\n    title: Walk\n    agreed: [asha.r, x.y]\n",
	    "## Check-ins\n\n### 2026-09-05 {goal=walk}\n\nWho?\n\n"
	    "### 2026-09-06 nurse {goal=walk audience=staff}\n\nI.\n");
	text = text_of("y1", "walk");
	assert_non_null(strstr(text, "Asha R. and x.y agreed to it."));
	assert_non_null(strstr(text, "somebody wrote down a check-in:"));
	assert_non_null(strstr(text, "n.k wrote down a check-in. (This is "
				     "meant for staff.)"));
	assert_null(strstr(text, "null"));
}

#define TEST(function, title)                     \
	{                                         \
		title, function, begin, end, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(chain, "years are told from the oldest on"),
	    TEST(next_year, "where a goal goes on is found"),
	    TEST(missing, "what is not there is said, and why"),
	    TEST(circles, "goals that follow each other in a circle are "
			  "refused"),
	    TEST(same_plan, "a goal may continue another of its plan"),
	    TEST(whose_words, "entries and words are counted by whose they "
			      "are"),
	    TEST(days, "days are said as people say them"),
	    TEST(long_words, "a long text ends with a sentence"),
	    TEST(blocks, "lists keep their lines"),
	    TEST(nobody, "who has no name is somebody"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
