#include "plans.h"

#include "track/roster.h"

static struct roster roster;
static struct diags found;

/* Reads a roster of these bytes; its errors as "line code" lines. */
static const char *
read_with(const char *csv, const struct roster_how *how)
{
	struct csv_table t;
	const char *said = "";
	struct err e;

	memset(&found, 0, sizeof found);
	if (csv_read(&t, &arena, "r.csv", csv, strlen(csv), &found) == 0 &&
	    roster_read(
		&roster, &arena, &school, "r.csv", &t, how, &found, &e) != 0)
		return arena_strdup(&arena, e.msg);
	for (size_t i = 0; i < found.n; i++)
		said = arena_printf(&arena, "%s%zu %s\n", said, found.v[i].line,
		    found.v[i].code);
	return said;
}

/* The values of a row as "key=value" lines, += where it adds. */
static const char *
values(size_t row)
{
	const struct roster_row *r = &roster.rows[row];
	const char *s = "";

	for (size_t i = 0; i < r->n; i++)
		s = arena_printf(&arena, "%s%s%s%s\n", s, r->v[i].key,
		    r->v[i].op == ASSIGN_ADD ? "+=" : "=", r->v[i].value);
	return s;
}

static void
columns(void **state)
{
	const struct roster_how how = {NULL, NULL, NULL, 0};

	(void)state;
	assert_string_equal(
	    read_with("First_Name,LAST NAME,E-Mail,Handle,Grade,Coach,"
		      "x-Club,shoe size\n"
		      "Asha,Rivers,A@B.example,Asha.R,09,\"M.Lind, j.o\","
		      "Go,38\n",
		&how),
	    "");
	assert_string_equal(values(0), "learner=Asha Rivers\n"
				       "stage=grade-9\n"
				       "team.learner=asha.r\n"
				       "team.coach=m.lind\n"
				       "team.coach+=j.o\n"
				       "x-Club=Go\n");
	assert_string_equal(roster.rows[0].email, "a@b.example");
	assert_string_equal(roster.rows[0].group, "");
	assert_int_equal(roster.ignored.n, 1);
	assert_string_equal(roster.ignored.v[0], "shoe size");
}

static void
roles(void **state)
{
	const struct roster_how how = {NULL, NULL, NULL, 0};

	(void)state;
	school_is("ilp: 1\nroles:\n  house-parent: staff\n");
	assert_string_equal(
	    read_with("name,House Parent,Buddy\nA,h.p,b.c\n", &how), "");
	assert_string_equal(values(0), "learner=A\nteam.house-parent=h.p\n");
	assert_string_equal(roster.ignored.v[0], "Buddy");
}

static void
mapped(void **state)
{
	struct strs map = {NULL, 0, 0};
	const struct roster_how how = {NULL, &map, NULL, 0};

	(void)state;
	strs_add(&map, &arena, "name=Who");
	strs_add(&map, &arena, "team.buddy=name");
	assert_string_equal(read_with("Who,name\nAsha,j.o\n", &how), "");
	assert_string_equal(values(0), "learner=Asha\nteam.buddy=j.o\n");
	strs_add(&map, &arena, "goals=Who");
	assert_string_equal(read_with("Who,name\nAsha,j.o\n", &how),
	    "--map: there is no key goals");
}

static void
overruled(void **state)
{
	const struct assign set = {"stage", ASSIGN_SET, "grade-8"};
	const struct roster_how how = {"hs/9", NULL, &set, 1};

	(void)state;
	assert_string_equal(
	    read_with("name,grade,group\nAsha,9,biology-2\n", &how), "");
	assert_string_equal(values(0), "learner=Asha\n");
	assert_string_equal(roster.rows[0].group, "hs/9");
	assert_int_equal(roster.ignored.n, 2);
}

static void
bad_rows(void **state)
{
	const struct roster_how how = {NULL, NULL, NULL, 0};

	(void)state;
	assert_string_equal(read_with("name,handle,group,begin,family\n"
				      ",a,,,\n"
				      "B,b c,,,\n"
				      "C,,a b,,\n"
				      "D,,,2026-02-30,\n"
				      "E,,,,\"x, y z\"\n"
				      "F,,x/files,,\n"
				      "\"G\nH\",,,,\n",
				&how),
	    "2 roster-name\n3 handle\n4 group-name\n5 date\n6 handle\n"
	    "7 group-name\n8 roster-name\n");
	assert_string_equal(read_with("handle\na\n", &how), "1 roster-name\n");
	assert_string_equal(
	    read_with("name,learner\na,b\n", &how), "1 roster-columns\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(columns, "columns are understood by their names"),
	    TEST(roles, "a role of the school is a column too"),
	    TEST(mapped, "a map says what other columns mean"),
	    TEST(overruled, "what is said for all wins over a column"),
	    TEST(bad_rows, "every bad row is told at its line"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
