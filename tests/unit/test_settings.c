#include "plans.h"

/* The first finding of a file of settings or people, as a line. */
static const char *
finding(const struct diags *d)
{
	const struct diag *g = &d->v[0];

	if (d->n == 0)
		return "";
	assert_true(*g->text && g->hint && *g->hint);
	return arena_printf(&arena, "%zu:%zu %s", g->line, g->col, g->code);
}

static const char *
wrong(const char *yml)
{
	struct diags d = {0};
	struct settings s;
	int r = settings_read(&s, &arena, "ilp.yml", yml, strlen(yml), &d);

	assert_int_equal(r, d.errors ? -1 : 0);
	return finding(&d);
}

static void
defaults(void **state)
{
	(void)state;
	assert_null(school.name);
	assert_null(school.year);
	assert_string_equal(school.language, "en");
	assert_false(school.opaque_ids);
	assert_true(school.commit);
	assert_int_equal(school.cadence_days, 14);
	assert_int_equal(school.due_soon_days, 14);
	assert_int_equal(school.sign.n, 0);
	assert_non_null(settings_scale(&school, "mastery"));
	school_is("ilp: 1\n");
	assert_string_equal(school.language, "en");
	assert_int_equal(school.cadence_days, 14);
}

static void
every_key(void **state)
{
	(void)state;
	school_is("ilp: 1\nname: Harbor\nyear: 2026-27\nids: opaque\n"
		  "language: es\ncommit: off\ncadence: 1 month\n"
		  "due_soon: 10d\nsign: [learner, family]\n"
		  "areas:\n  - academic\n  - career\nx-own: kept\n");
	assert_string_equal(school.name, "Harbor");
	assert_string_equal(school.year, "2026-27");
	assert_true(school.opaque_ids);
	assert_string_equal(school.language, "es");
	assert_false(school.commit);
	assert_int_equal(school.cadence_days, 30);
	assert_int_equal(school.due_soon_days, 10);
	assert_string_equal(told_list(&school.sign), "[learner, family]");
	assert_string_equal(told_list(&school.areas), "[academic, career]");
}

static void
scales(void **state)
{
	const struct scale *s;

	(void)state;
	school_is("ilp: 1\nscales:\n  mastery: [low, 'mid*', high]\n"
		  "  plain: [a, b, c]\n  one: only\n");
	s = settings_scale(&school, "mastery");
	assert_string_equal(told_list(&s->levels), "[low, mid, high]");
	assert_int_equal(s->reached_at, 1);
	assert_int_equal(scale_place(s, "high"), 2);
	assert_int_equal(scale_place(s, "mid*"), -1);
	assert_int_equal(settings_scale(&school, "plain")->reached_at, 2);
	assert_int_equal(settings_scale(&school, "one")->levels.n, 1);
	assert_null(settings_scale(&school, "nobody's"));
	assert_non_null(settings_scale(&school, "frequency"));
}

static int
days(const char *from, const char *to)
{
	return settings_days(&school, text_day(from), text_day(to));
}

static void
breaks(void **state)
{
	(void)state;
	school_is("ilp: 1\nbreaks:\n  - 2026-12-25..2027-01-04\n"
		  "  - 2026-12-19..2026-12-31\n  - 2027-02-15\n");
	assert_int_equal(school.nbreaks, 2);
	assert_int_equal(days("2026-12-01", "2026-12-18"), 17);
	assert_int_equal(days("2026-12-18", "2027-01-05"), 1);
	assert_int_equal(days("2026-12-18", "2027-01-04"), 0);
	assert_int_equal(days("2026-12-20", "2026-12-30"), 0);
	assert_int_equal(days("2027-02-14", "2027-02-16"), 1);
	assert_int_equal(days("2027-02-15", "2027-02-16"), 1);
	school_is("ilp: 1\nbreaks: 2026-10-12..2026-10-16\n");
	assert_int_equal(days("2026-10-11", "2026-10-17"), 1);
}

static void
audiences(void **state)
{
	static const char *const staff[] = {"profile.needs", "profile.barriers",
	    "profile.supports", "notes", "related", "person", "retain_until",
	    "x-course"};
	static const char *const seen[] = {
	    "learner", "year", "stage", "groups", "language"};

	(void)state;
	for (size_t i = 0; i < sizeof staff / sizeof *staff; i++)
		assert_int_equal(
		    settings_audience(&school, staff[i]), AUDIENCE_STAFF);
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		assert_int_equal(
		    settings_audience(&school, seen[i]), AUDIENCE_SCHOOL);
	assert_int_equal(settings_audience(&school, "team"), AUDIENCE_FAMILY);
	assert_int_equal(settings_audience(&school, "goals"), AUDIENCE_FAMILY);
	school_is("ilp: 1\naudience:\n  default: learner\n  x-course: public\n"
		  "  profile.Needs: learner\n  Our Trip: staff\n"
		  "  goals: school\n");
	assert_int_equal(settings_audience(&school, "team"), AUDIENCE_LEARNER);
	assert_int_equal(
	    settings_audience(&school, "x-course"), AUDIENCE_PUBLIC);
	assert_int_equal(
	    settings_audience(&school, "profile.needs"), AUDIENCE_LEARNER);
	assert_int_equal(
	    settings_audience(&school, "our trip"), AUDIENCE_STAFF);
	assert_int_equal(settings_audience(&school, "goals"), AUDIENCE_SCHOOL);
	assert_int_equal(settings_audience(&school, "person"), AUDIENCE_STAFF);
}

static void
alias_audience(void **state)
{
	(void)state;
	school_is("ilp: 1\naudience:\n  My journal: staff\n"
		  "sections:\n  Reflections: [My Journal]\n");
	assert_int_equal(
	    settings_audience(&school, "reflections"), AUDIENCE_STAFF);
}

static void
roles(void **state)
{
	(void)state;
	assert_int_equal(settings_role(&school, "learner"), AUDIENCE_LEARNER);
	assert_int_equal(settings_role(&school, "family"), AUDIENCE_FAMILY);
	assert_int_equal(settings_role(&school, "coach"), AUDIENCE_STAFF);
	school_is("ilp: 1\nroles:\n  mentor: learner\n  family: staff\n");
	assert_int_equal(settings_role(&school, "mentor"), AUDIENCE_LEARNER);
	assert_int_equal(settings_role(&school, "family"), AUDIENCE_STAFF);
}

static void
wrong_settings(void **state)
{
	static const char *const v[][2] = {
	    {"", "1:1 settings-map"},
	    {"- a\n", "1:1 settings-map"},
	    {"name: X\n", "1:1 settings-format"},
	    {"ilp: one\n", "1:6 settings-format"},
	    {"ilp: 1\nids: none\n", "2:6 settings-word"},
	    {"ilp: 1\ncommit: yes\n", "2:9 settings-word"},
	    {"ilp: 1\ncadence: often\n", "2:10 duration"},
	    {"ilp: 1\ndue_soon: 0d\n", "2:11 duration"},
	    {"ilp: 1\nbreaks:\n  - 2026-12-19..2026-12-01\n", "3:5 breaks"},
	    {"ilp: 1\nbreaks:\n  - 2026-12-19\n  - soon\n", "4:5 breaks"},
	    {"ilp: 1\nscales:\n  mine:\n", "3:3 scale"},
	    {"ilp: 1\nscales: many\n", "2:9 shape"},
	    {"ilp: 1\nroles:\n  coach: everybody\n", "3:10 audience"},
	    {"ilp: 1\naudience:\n  goals: all\n", "3:10 audience"},
	    {"ilp: 1\naudience:\n  goals: [staff]\n", "3:10 audience"},
	    {"ilp: 1\nsections:\n  Poems: [Verse]\n", "3:3 section"},
	    {"ilp: 1\nname: [a, b]\n", "2:7 shape"},
	    {"ilp: 1\nsign:\n  a: b\n", "3:3 shape"},
	    {"ilp: 1\nareas: [[a]]\n", "2:9 shape"},
	    {"ilp: 1\nilp: 1\n", "2:1 yaml-duplicate-key"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		const char *got = wrong(v[i][0]);

		if (strcmp(got, v[i][1]) != 0)
			fail_msg("%s: %s, not %s", v[i][0], got, v[i][1]);
	}
}

static const char people_yml[] =
    "asha.r:\n  name: Asha Rivers\n  email: Asha.R@harbor.example\n"
    "J.Ortiz:\n  name: Jonah Ortiz\n  email: office@harbor.example\n"
    "  role: advisor\n"
    "p.marsh:\n  name: Pat Marsh\n  email: shared@harbor.example\n"
    "q.marsh:\n  name: Pat Marsh\n  email: shared@harbor.example\n"
    "t.b: Tomás\n";

static struct people
people(const char *yml)
{
	struct people p = {NULL, 0};
	struct diags d = {0};

	assert_int_equal(
	    people_read(&p, &arena, "people.yml", yml, strlen(yml), &d), 0);
	return p;
}

static void
people_known(void **state)
{
	struct people p = people(people_yml);

	(void)state;
	assert_int_equal(p.n, 5);
	assert_string_equal(people_name(&p, "j.ortiz"), "Jonah Ortiz");
	assert_string_equal(people_name(&p, "t.b"), "Tomás");
	assert_string_equal(people_name(&p, "x.y"), "x.y");
	assert_string_equal(people_find(&p, "j.ortiz")->role, "advisor");
	assert_null(people_find(&p, "J.Ortiz"));
	assert_int_equal(people("").n, 0);
}

static void
typing(void **state)
{
	struct people p = people(people_yml);
	struct strs team = {NULL, 0, 0};

	(void)state;
	strs_add(&team, &arena, "r.family");
	assert_string_equal(
	    people_typing(&p, NULL, "X", "asha.r@HARBOR.example", &arena),
	    "asha.r");
	assert_string_equal(
	    people_typing(&p, NULL, "X", "office@harbor.example", &arena),
	    "j.ortiz");
	assert_string_equal(
	    people_typing(&p, NULL, "X", "T.B@home.example", &arena), "t.b");
	assert_string_equal(
	    people_typing(&p, &team, "X", "r.family@home.example", &arena),
	    "r.family");
	assert_null(
	    people_typing(&p, NULL, "X", "r.family@home.example", &arena));
	assert_string_equal(
	    people_typing(&p, NULL, "Asha Rivers", "me@home.example", &arena),
	    "asha.r");
	assert_string_equal(
	    people_typing(&p, NULL, "Asha Rivers", NULL, &arena), "asha.r");
	assert_null(people_typing(&p, NULL, "Nobody", "no@one", &arena));
}

static void
typing_several(void **state)
{
	struct people p = people(people_yml);

	(void)state;
	assert_null(people_typing(
	    &p, NULL, "Asha Rivers", "shared@harbor.example", &arena));
	assert_true(people_several(&p, "X", "shared@harbor.example"));
	assert_null(people_typing(&p, NULL, "Pat Marsh", NULL, &arena));
	assert_true(people_several(&p, "Pat Marsh", NULL));
	assert_false(people_several(&p, "Asha Rivers", "a@b.c"));
}

static void
wrong_people(void **state)
{
	static const char *const v[][2] = {
	    {"- a\n", "1:1 settings-map"},
	    {"a b:\n  name: X\n", "1:1 handle"},
	    {"a.b: [X]\n", "1:6 shape"},
	    {"a.b:\n  email: [x]\n", "2:10 shape"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct diags d = {0};
		struct people p;

		assert_int_equal(people_read(&p, &arena, "people.yml", v[i][0],
				     strlen(v[i][0]), &d),
		    -1);
		assert_string_equal(finding(&d), v[i][1]);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(defaults, "a school needs to set nothing but ilp: 1"),
	    TEST(every_key, "every setting of a school is read"),
	    TEST(scales, "the star marks the level from which it is reached"),
	    TEST(breaks, "days of a break count once, as no days at all"),
	    TEST(audiences, "needs and notes are for staff, unless told"),
	    TEST(alias_audience,
		"an audience may name a section by the school's own word"),
	    TEST(roles, "a role that is not listed is staff"),
	    TEST(wrong_settings,
		"a wrong setting is named with line and column"),
	    TEST(people_known, "people are known by their handles"),
	    TEST(typing, "who is typing is known by address, then by name"),
	    TEST(typing_several, "where two people fit, nobody is guessed"),
	    TEST(wrong_people, "a wrong line about a person is named"),
	};

	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
