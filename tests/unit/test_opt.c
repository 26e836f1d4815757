#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/opt.h"

struct opts {
	const char *title;
	struct strs goals;
	long minutes;
	bool list;
};

struct common {
	const char *dir;
	const char *date;
	bool dry_run;
	bool quiet;
	bool no_commit;
	bool null;
};

static const struct opt own[] = {
    {0, "title", "TITLE", "title of the goal, as the learner would say it",
	OPT_TEXT, offsetof(struct opts, title)},
    {'g', "goal", "GOAL[=READING]",
	"the goal this is about, with a reading if there is one; may be "
	"given several times, once for each goal",
	OPT_LIST, offsetof(struct opts, goals)},
    {0, "minutes", "N", "how long it took", OPT_NUMBER,
	offsetof(struct opts, minutes)},
    {0, "list-everything-there-is", NULL, "list", OPT_FLAG,
	offsetof(struct opts, list)},
    {0},
};

static const struct opt shared[] = {
    {'C', NULL, "DIR", "work in this folder", OPT_TEXT,
	offsetof(struct common, dir)},
    {0, "date", "DATE", "the date", OPT_TEXT, offsetof(struct common, date)},
    {'n', "dry-run", NULL, "write nothing", OPT_FLAG,
	offsetof(struct common, dry_run)},
    {'q', "quiet", NULL, "say less", OPT_FLAG, offsetof(struct common, quiet)},
    {0, "no-commit", NULL, "write only", OPT_FLAG,
	offsetof(struct common, no_commit)},
    {'0', "null", NULL, "NUL at the end", OPT_FLAG,
	offsetof(struct common, null)},
    {0},
};

/* One parse and all it gave. */
struct run {
	struct arena a;
	struct opts o;
	struct common c;
	struct strs operands;
	struct err e;
	int r;
};

static void
parse(struct run *x, const char *const args[])
{
	char copy[16][64], *argv[17];
	int argc = 0;
	struct opt_table t[] = {{own, &x->o}, {shared, &x->c}};

	memset(x, 0, sizeof *x);
	x->o.minutes = -1;
	arena_init(&x->a);
	for (; args[argc]; argc++) {
		strcpy(copy[argc], args[argc]);
		argv[argc] = arena_strdup(&x->a, copy[argc]);
	}
	argv[argc] = NULL;
	x->r = opts_parse(&x->operands, &x->a, t, 2, argc, argv, &x->e);
}

#define PARSE(x, ...) \
	parse((x), (const char *const[]){"ilp-x", __VA_ARGS__, NULL})

static void
mixed(void **state)
{
	struct run x;

	(void)state;
	PARSE(&x, "maya", "-n", "supports-=x", "--title", "Read", "-", "--",
	    "-q");
	assert_int_equal(x.r, 0);
	assert_int_equal(x.operands.n, 4);
	assert_string_equal(x.operands.v[0], "maya");
	assert_string_equal(x.operands.v[1], "supports-=x");
	assert_string_equal(x.operands.v[2], "-");
	assert_string_equal(x.operands.v[3], "-q");
	assert_true(x.c.dry_run);
	assert_false(x.c.quiet);
	assert_string_equal(x.o.title, "Read");
	arena_free(&x.a);
}

static void
short_forms(void **state)
{
	struct run x;

	(void)state;
	PARSE(&x, "-nqgread=3", "-g", "-odd", "-C/a", "-0");
	assert_int_equal(x.r, 0);
	assert_true(x.c.dry_run && x.c.quiet && x.c.null);
	assert_int_equal(x.o.goals.n, 2);
	assert_string_equal(x.o.goals.v[0], "read=3");
	assert_string_equal(x.o.goals.v[1], "-odd");
	assert_string_equal(x.c.dir, "/a");
	arena_free(&x.a);
}

static void
long_forms(void **state)
{
	struct run x;

	(void)state;
	PARSE(&x, "--date=-10d", "--tit", "--list-e", "--min=45",
	    "--title=", "--list-e");
	assert_int_equal(x.r, 0);
	assert_string_equal(x.c.date, "-10d");
	assert_string_equal(x.o.title, "");
	assert_int_equal(x.o.minutes, 45);
	assert_true(x.o.list);
	assert_int_equal(x.operands.n, 0);
	arena_free(&x.a);
}

static void
untouched(void **state)
{
	struct run x;

	(void)state;
	PARSE(&x, "--date", "a", "--date", "b");
	assert_int_equal(x.r, 0);
	assert_string_equal(x.c.date, "b");
	assert_null(x.o.title);
	assert_int_equal(x.o.minutes, -1);
	arena_free(&x.a);
}

static void
expect_error(const char *const args[], const char *msg, const char *hint)
{
	struct run x;

	parse(&x, args);
	assert_int_equal(x.r, -1);
	assert_int_equal(x.e.kind, ERR_USAGE);
	assert_string_equal(x.e.msg, msg);
	assert_string_equal(x.e.hint, hint);
	arena_free(&x.a);
}

#define EXPECT_ERROR(msg, hint, ...) \
	expect_error(                \
	    (const char *const[]){"ilp-x", __VA_ARGS__, NULL}, (msg), (hint))

static void
unknown(void **state)
{
	(void)state;
	EXPECT_ERROR(
	    "there is no option --titel", "did you mean --title?", "--titel=x");
	EXPECT_ERROR("there is no option --zzzzzz",
	    "-h for the list of options", "--zzzzzz");
	EXPECT_ERROR(
	    "there is no option -z", "-h for the list of options", "-nz");
	EXPECT_ERROR("there is no option -t",
	    "--title: long options begin with "
	    "two hyphens",
	    "-title");
	EXPECT_ERROR("there is no option -10d",
	    "--date=-10d: a value with a minus goes behind an option and =",
	    "-10d");
	EXPECT_ERROR("there is no option -\xc3\xa9",
	    "-h for the list of options", "-\xc3\xa9");
}

static void
wrong_value(void **state)
{
	(void)state;
	EXPECT_ERROR("--title needs a value", "--title TITLE", "--title");
	EXPECT_ERROR("-C needs a value", "-C DIR", "-nC");
	EXPECT_ERROR("--dry-run takes no value", "", "--dry-run=yes");
	EXPECT_ERROR("--minutes needs a whole number, not \"-3\"", "",
	    "--minutes", "-3");
	EXPECT_ERROR(
	    "--minutes needs a whole number, not \"4h\"", "", "--minutes=4h");
	EXPECT_ERROR(
	    "--minutes needs a whole number, not \"\"", "", "--minutes=");
	EXPECT_ERROR(
	    "--minutes needs a whole number, not \"99999999999999999999\"", "",
	    "--minutes=99999999999999999999");
}

static void
ambiguous(void **state)
{
	(void)state;
	EXPECT_ERROR(
	    "--n could be several options", "--no-commit or --null", "--n");
}

static const char *const usage[] = {
    "ilp-x PLAN... --title TITLE [--due DATE] [--area AREA] "
    "[--measure TEXT] [--unit UNIT]",
    "ilp-x --list-everything-there-is",
    NULL,
};

static void
help(void **state)
{
	struct opt_table t[] = {{own, NULL}, {shared, NULL}};
	struct buf b = BUF_INIT;

	(void)state;
	opts_help(&b, "ilp-x", "adds goals to a plan", usage, t, 2);
	assert_string_equal(buf_str(&b),
	    "usage: ilp-x PLAN... --title TITLE [--due DATE] [--area AREA] "
	    "[--measure TEXT]\n"
	    "             [--unit UNIT]\n"
	    "       ilp-x --list-everything-there-is\n"
	    "\n"
	    "ilp-x - adds goals to a plan\n"
	    "\n"
	    "options:\n"
	    "      --title TITLE          title of the goal, as the learner "
	    "would say it\n"
	    "  -g, --goal GOAL[=READING]  the goal this is about, with a "
	    "reading if there is\n"
	    "                             one; may be given several times, "
	    "once for each goal\n"
	    "      --minutes N            how long it took\n"
	    "      --list-everything-there-is\n"
	    "                             list\n"
	    "\n"
	    "common options:\n"
	    "  -C DIR                     work in this folder\n"
	    "      --date DATE            the date\n"
	    "  -n, --dry-run              write nothing\n"
	    "  -q, --quiet                say less\n"
	    "      --no-commit            write only\n"
	    "  -0, --null                 NUL at the end\n");
	for (size_t i = 0; i < b.n; i = line_next(b.p, b.n, i))
		assert_true(line_end(b.p, b.n, i) - i <= 80);
	buf_free(&b);
}

static void
list(void **state)
{
	struct opt_table t[] = {{shared, NULL}};
	struct buf b = BUF_INIT;

	(void)state;
	opts_list(&b, t, 1);
	assert_string_equal(buf_str(&b), "C\t-\tDIR\twork in this folder\n"
					 "-\tdate\tDATE\tthe date\n"
					 "n\tdry-run\t-\twrite nothing\n"
					 "q\tquiet\t-\tsay less\n"
					 "-\tno-commit\t-\twrite only\n"
					 "0\tnull\t-\tNUL at the end\n");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"options and operands mix, two hyphens end the options", mixed,
		NULL, NULL, NULL},
	    {"letters can be joined, a value may follow at once", short_forms,
		NULL, NULL, NULL},
	    {"a long name may be shortened, a value may begin with a hyphen",
		long_forms, NULL, NULL, NULL},
	    {"the last value counts, what is not given stays", untouched, NULL,
		NULL, NULL},
	    {"an unknown option is an error that names the nearest", unknown,
		NULL, NULL, NULL},
	    {"a missing or wrong value is an error", wrong_value, NULL, NULL,
		NULL},
	    {"a shortened name that fits several is an error", ambiguous, NULL,
		NULL, NULL},
	    {"the help text is aligned and at most 80 columns wide", help, NULL,
		NULL, NULL},
	    {"the list for completion has one line for each option", list, NULL,
		NULL, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
