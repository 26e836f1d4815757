/* Two states of a small repository: which plans differ, and in what. */

#include "scratch.h"

#include "plan/change.h"
#include "track/between.h"
#include "track/twins.h"

static struct arena arena;
static struct caseload load;
static struct between between;
static struct err err;

#define PLAN                                                             \
	"---\nilp: 1\nlearner: %s\nbegin: 2026-09-01\ngoals:\n  read:\n" \
	"    title: Read\n    target: %d\n---\n\n## Check-ins\n%s"
#define CHECKIN "\n### %s j.ortiz\n\nWe talked.\n"

static void
commit_on(const char *day)
{
	setenv("GIT_AUTHOR_DATE", fmt("%sT12:00:00+0000", day), 1);
	setenv("GIT_COMMITTER_DATE", getenv("GIT_AUTHOR_DATE"), 1);
	sh("git add -A && git commit -qm day");
}

/* Asha's target rises, Ben goes, Cleo comes, Dara moves. */
static int
begin(void **state)
{
	int r = scratch_begin(state);

	setenv("TZ", "UTC", 1);
	setenv("ILP_TODAY", "2026-11-01", 1);
	sh("mkdir -p plans/8 plans/9 && git init -q");
	put("ilp.yml", "ilp: 1\n");
	put("plans/9/asha.md", fmt(PLAN, "Asha", 1, ""));
	put("plans/9/ben.md", fmt(PLAN, "Ben", 1, ""));
	put("plans/8/dara.md", fmt(PLAN, "Dara", 1, ""));
	commit_on("2026-09-10");
	put("plans/9/asha.md",
	    fmt(PLAN, "Asha", 2, fmt(CHECKIN, "2026-10-01")));
	commit_on("2026-10-01");
	sh("git rm -q plans/9/ben.md && git mv plans/8/dara.md plans/9/");
	put("plans/9/cleo.md", fmt(PLAN, "Cleo", 1, ""));
	put("plans/9/asha.md",
	    fmt(PLAN, "Asha", 3, fmt(CHECKIN, "2026-10-01")));
	commit_on("2026-10-20");
	arena_init(&arena);
	if (caseload_open(&load, &arena, NULL, &err) != 0 ||
	    between_begin(&between, &arena, &load, &err) != 0)
		fail_msg("%s", err.msg);
	return r;
}

static int
end(void **state)
{
	between_end(&between);
	caseload_close(&load);
	arena_free(&arena);
	return scratch_end(state);
}

static struct stand
at_day(const char *day)
{
	struct stand s = {.day = 0};

	assert_true(date_iso(day, strlen(day), &s.day));
	if (stands_of_days(&s, 1, &load.repo, NULL, &err) != 0)
		fail_msg("%s", err.msg);
	return s;
}

/* "asha changed goal.target 1 2; ben removed plan.removed; " */
static const char *
told(const struct stand *from, const struct stand *to)
{
	static const char *const kinds[] = {
	    "added", "removed", "renamed", "changed"};
	struct between_how how = {.from = from, .to = to};
	const char *s = "";

	if (between_read(&between, &how, &err) != 0)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < between.n; i++) {
		const struct between_plan *p = &between.v[i];

		s = fmt("%s%s %s", s, p->id, kinds[p->kind]);
		for (size_t k = 0; k < p->changes.n; k++)
			s = fmt("%s %s", s, p->changes.v[k].what);
		s = fmt("%s; ", s);
	}
	return s;
}

static void
test_days(void **state)
{
	struct stand none = at_day("2026-09-09"), first = at_day("2026-09-10"),
		     same = at_day("2026-09-30"), next = at_day("2026-10-01");

	(void)state;
	assert_null(none.rev);
	assert_int_equal(none.first_day, first.day);
	assert_non_null(first.rev);
	assert_string_equal(first.rev, same.rev);
	assert_string_not_equal(same.rev, next.rev);
	assert_false(next.cut_off);
}

static void
test_commits(void **state)
{
	struct stand a = at_day("2026-09-10"), b = at_day("2026-10-20");

	(void)state;
	assert_string_equal(told(&a, &b),
	    "asha changed goal.target entry.added; ben removed plan.removed; "
	    "cleo added plan.added; dara renamed plan.moved; ");
}

static void
test_folder(void **state)
{
	struct stand a = at_day("2026-10-20"),
		     now = stand_of_folder(load.today);

	(void)state;
	put("plans/9/cleo.md", fmt(PLAN, "Cleo", 4, ""));
	assert_string_equal(told(&a, &now), "cleo changed goal.target; ");
	put("plans/9/cleo.md", fmt(PLAN, "'Cleo'", 1, ""));
	between_end(&between);
	assert_int_equal(between_begin(&between, &arena, &load, &err), 0);
	assert_string_equal(told(&a, &now), "");
}

/* Of asha, cleo, dara, as they lie in plans/9. */
static void
test_since(void **state)
{
	size_t v[] = {0, 1, 2};
	struct picks picks = {v, 3, 3};
	struct stand now = stand_of_folder(load.today);
	struct between_how how = {.to = &now, .picks = &picks};

	(void)state;
	assert_int_equal(caseload_list(&load, &err), 0);
	assert_int_equal(between_read(&between, &how, &err), 0);
	assert_int_equal(between.origins[0].since, SINCE_CHECKIN);
	assert_int_equal(
	    between.origins[0].stand.day, at_day("2026-10-01").day);
	assert_int_equal(between.origins[1].since, SINCE_MADE);
	assert_int_equal(
	    between.origins[1].stand.day, at_day("2026-10-20").day);
	assert_int_equal(between.origins[2].since, SINCE_MADE);
	assert_int_equal(
	    between.origins[2].stand.day, at_day("2026-09-10").day);
	assert_int_equal(between.n, 2);
	assert_string_equal(between.v[0].id, "asha");
	assert_string_equal(between.v[0].changes.v[0].what, "goal.target");
	assert_string_equal(between.v[0].changes.v[0].old, "2");
	assert_int_equal(between.v[1].kind, BETWEEN_RENAMED);
}

static void
test_gap(void **state)
{
	struct stand a = at_day("2026-10-20"),
		     now = stand_of_folder(load.today);

	(void)state;
	put("plans/9/cleo.md", "---\nilp: [1\n---\n");
	assert_string_equal(told(&a, &now), "cleo changed; ");
	assert_non_null(between.v[0].gap);
	assert_string_equal(between.v[0].gap->path, "plans/9/cleo.md");
}

static void
test_join(void **state)
{
	struct twins t = {NULL, 0, 0};
	const struct twin gone[] = {
	    {"plans/a/x.md", NULL, {{1}}, {{0}}, false, 0},
	    {"plans/a/y.md", NULL, {{2}}, {{0}}, false, 0}};
	const struct twin came[] = {
	    {NULL, "plans/b/x.md", {{0}}, {{2}}, false, 0},
	    {NULL, "plans/b/z.md", {{0}}, {{2}}, false, 0},
	    {NULL, "plans/b/w.md", {{0}}, {{2}}, false, 0}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		twins_add(&t, &arena, &came[i]);
		if (i < 2)
			twins_add(&t, &arena, &gone[i]);
	}
	twins_match(&t, &arena);
	assert_int_equal(t.n, 3);
	assert_string_equal(t.v[0].old_path, "plans/a/x.md");
	assert_string_equal(t.v[1].old_path, "plans/a/y.md");
	assert_null(t.v[2].old_path);
}

#define TEST(function, title)                     \
	{                                         \
		title, function, begin, end, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_days, "a day is its newest commit, or none before all"),
	    TEST(test_commits, "plans that changed, went, came and moved"),
	    TEST(test_folder, "files count as they are; layout does not"),
	    TEST(test_since, "each plan since its last check-in, or since it "
			     "came in"),
	    TEST(test_gap, "a plan that cannot be read is a gap"),
	    TEST(test_join, "the same id is the same plan, before the same "
			    "bytes, each once"),
	};

	return cmocka_run_group_tests_name("between", tests, NULL, NULL);
}
