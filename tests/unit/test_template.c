#include "plans.h"
#include "scratch.h"

#include "base/date.h"
#include "plan/start.h"
#include "plan/template.h"

#define TEMPLATE                      \
	"---\n"                       \
	"# for a learner\n"           \
	"ilp: 1\n"                    \
	"learner: Somebody\n"         \
	"year:\n"                     \
	"stage:          # a grade\n" \
	"team:\n"                     \
	"  learner:\n"                \
	"  family:\n"                 \
	"goals:\n"                    \
	"---\n"                       \
	"\n"                          \
	"## Goals\n"

/* The school's template "page" with these bytes, as a plan; in a folder of
 * its own, the current one. */
static struct plan *
template_of(const char *src, struct template *t, struct err *e)
{
	struct plan *p = NULL;
	struct folder f;

	assert_int_equal(folder_open(&f, ".", e), 0);
	assert_int_equal(
	    file_replace(&f, "templates/plan/page.md", src, strlen(src), e), 0);
	assert_int_equal(template_read(t, &arena, &f, "page", e), 0);
	folder_close(&f);
	template_plan(&p, &arena, &school, today, t, e);
	return p;
}

static void
sentence(void **state)
{
	struct template t;
	struct err e;
	struct plan *p = template_of(TEMPLATE, &t, &e);

	(void)state;
	assert_string_equal(t.about, "for a learner");
	assert_true(t.own);
	assert_memory_equal(p->doc.src, "---\nilp: 1\n", 11);
	assert_non_null(template_of("---\nilp: 1\nlearner: X\n---\n", &t, &e));
	assert_string_equal(t.about, "");
}

static void
own_lines(void **state)
{
	struct template t;
	struct err e;

	(void)state;
	assert_null(template_of(
	    "---\n# a page\nilp: 1\nlearner: X\nbegin: soon\n---\n", &t, &e));
	assert_string_equal(e.path, "templates/plan/page.md");
	assert_int_equal(e.line, 5);
}

/* The hint to a name that is none, where there are a page and a poster. */
static const char *
hint_to(const char *name)
{
	struct template t;
	struct folder f;
	struct err e;

	assert_int_equal(folder_open(&f, ".", &e), 0);
	assert_int_equal(
	    file_replace(&f, "templates/plan/page.md", "x", 1, &e), 0);
	assert_int_equal(file_replace(&f, "all/plan/poster.md", "x", 1, &e), 0);
	assert_int_equal(setenv("ILP_TEMPLATES", "all", 1), 0);
	assert_int_equal(template_read(&t, &arena, &f, name, &e), -1);
	assert_int_equal(unsetenv("ILP_TEMPLATES"), 0);
	folder_close(&f);
	assert_int_equal(e.kind, ERR_USAGE);
	return arena_strdup(&arena, e.hint);
}

static void
no_such(void **state)
{
	(void)state;
	assert_string_equal(hint_to("pages"), "did you mean page?");
	assert_string_equal(hint_to("Poster"), "did you mean poster?");
	assert_string_equal(hint_to("certificate"), "there are: page, poster");
	assert_string_equal(hint_to("../plan/page"), "there are: page, poster");
}

static struct plan *
filled(const struct plan *from, const struct assign *v, size_t n)
{
	struct plan *p;
	struct err e;

	if (plan_fill(&p, &arena, &school, today, from, "plans/9/mo-a.md", v, n,
		&e) != 0)
		fail_msg("%s", e.msg);
	return p;
}

static void
same_bytes(const struct plan *x, const struct plan *y)
{
	assert_int_equal(x->doc.len, y->doc.len);
	assert_memory_equal(x->doc.src, y->doc.src, x->doc.len);
}

/* What makes a thousand plans quick must not change a byte of them. */
static void
at_once(void **state)
{
	const struct assign first[] = {
	    {"learner", ASSIGN_SET, "no"},
	    {"stage", ASSIGN_SET, "grade: 9"},
	    {"language", ASSIGN_SET, "ar"},
	    {"team.family", ASSIGN_SET, "r.family"},
	    {"team.coach", ASSIGN_SET, "m.lindgren"},
	};
	const struct assign next[] = {
	    {"learner", ASSIGN_SET, "Asha: the \"first\""},
	    {"stage", ASSIGN_SET, "012"},
	    {"language", ASSIGN_SET, "es"},
	    {"team.family", ASSIGN_SET, "b.family"},
	    {"team.coach", ASSIGN_SET, "j.ortiz"},
	};
	struct template t;
	struct err e;
	const struct plan *base = template_of(TEMPLATE, &t, &e), *step = base;
	const struct plan *mold = filled(base, first, 5);

	(void)state;
	for (size_t i = 0; i < 5; i++)
		step = filled(step, &next[i], 1);
	same_bytes(filled(mold, next, 5), step);
	same_bytes(filled(base, next, 5), step);
	same_bytes(filled(filled(mold, next, 5), first, 5), mold);
	assert_string_equal(step->path, "plans/9/mo-a.md");
	assert_string_equal(step->id, "mo-a");
	assert_string_equal(base->learner, "Somebody");
}

static void
refused(void **state)
{
	const struct assign bad[] = {
	    {"learner", ASSIGN_SET, "Asha"},
	    {"stage", ASSIGN_SET, "grade-9"},
	    {"team.family", ASSIGN_SET, "Ms. Rivers"},
	};
	struct template t;
	struct plan *p;
	struct err e;
	const struct plan *base = template_of(TEMPLATE, &t, &e);

	(void)state;
	assert_int_equal(plan_fill(&p, &arena, &school, today, base,
			     "plans/a.md", bad, 3, &e),
	    -1);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.code, "handle");
}

static void
school_years(void **state)
{
	static const char *const days[][2] = {
	    {"2026-07-01", "2026-27"},
	    {"2027-06-30", "2026-27"},
	    {"2099-12-31", "2099-00"},
	};
	int day;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_true(date_iso(days[i][0], 10, &day));
		assert_string_equal(school_year(&arena, day), days[i][1]);
	}
}

static void
begun(void **state)
{
	const struct start s = {"yes: # 'Bay' \"x\"", "2026-27", "opaque"};
	struct diags d = {NULL, 0, 0, 0};
	struct buf b = BUF_INIT;
	struct settings read;
	struct err e;

	(void)state;
	assert_int_equal(start_settings(&b, &arena, &s, &e), 0);
	assert_int_equal(
	    settings_read(&read, &arena, "ilp.yml", b.p, b.n, &d), 0);
	assert_int_equal(d.n, 0);
	assert_string_equal(read.name, s.name);
	assert_true(read.opaque_ids);
	buf_free(&b);
	assert_int_equal(start_settings(&b, &arena,
			     &(struct start){"a\x01", "1", "slug"}, &e),
	    -1);
	assert_int_equal(b.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(sentence, "a template's sentence does not get into plans"),
	    TEST(own_lines, "what is wrong in a template is told at its line"),
	    TEST(no_such, "an unknown template is answered with what there is"),
	    TEST(at_once, "many values at once write what each alone would"),
	    TEST(refused, "one bad value and there is no plan"),
	    TEST(school_years, "a school year begins in July"),
	    TEST(begun, "new settings say what was asked, whatever the name"),
	};

	return cmocka_run_group_tests(tests, scratch_begin, scratch_end);
}
