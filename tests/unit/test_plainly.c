/* What is said to read plainly does read; and what is not sure. */

#include "plans.h"

#include "text/doc.h"
#include "text/plainly.h"

static const char usual[] = "---\n"
			    "ilp: 1\n"
			    "learner: Asha R.\n"
			    "stage: 'grade: 9'   # of the roster\n"
			    "\n"
			    "groups: [a-1, 'b, c', \"d\"]\n"
			    "team:\n"
			    "  learner: asha.r\n"
			    "  coach:\n"
			    "    - j.ortiz\n"
			    "    - \"m.lindgren\"\n"
			    "\n"
			    "# Asha wrote these.\n"
			    "goals:\n"
			    "\n"
			    "  read:\n"
			    "    title: Read every day, twice\n"
			    "    target: -4\n"
			    "    why:\n"
			    "    standards:\n"
			    "      - RL.5.1\n"
			    "\n"
			    "---\n"
			    "# Plan\n"
			    "\n"
			    "## Goals\n"
			    "\n"
			    "### read\n"
			    "\n"
			    "- [ ] one\n";

/* Whether it reads, and says the same of the learner. */
static bool
reads(const char *s, size_t n)
{
	struct diags d = {NULL, 0, 0, 0};
	struct doc doc;
	const struct front_node *x;
	const char *text;

	if (doc_read(&doc, &arena, "plan.md", s, n, &d) != 0)
		return false;
	x = front_get(doc.root, "learner");
	text = x && x->text && *x->text ? x->text : NULL;
	return str_eq(plainly_value(&arena, s, n, "learner"), text);
}

static void
test_usual(void **state)
{
	(void)state;
	assert_true(plainly_reads(usual, sizeof usual - 1));
	assert_true(reads(usual, sizeof usual - 1));
}

static void
test_not_sure(void **state)
{
	/* Fronts; some read and some do not. */
	static const char *const fronts[] = {"", "a: b: c", "a: - b", "a: [b",
	    "a: []", "a: [b,]", "a: [[b]]", "a: [b: c]", "a: [b] c",
	    "a: [-, b]", "a: [,b]", "a: [b #c]", "a: {b: c}", "a: |\n  b",
	    "a: &b c", "a: *b", "a: !b c", "a: @b", "a: `b", "a: %b", "a: ? b",
	    "? a", "a:b", "a", "- a\n- b", "a: 'b", "a: 'b''c'", "a: 'b' c",
	    "a: 'b'#c", "a: \"b\\tc\"", "a: b\n c", "a: b\n  c: d",
	    "a:\n - b\n  - c", "a:\n  b: c\n d: e", "a: 1\na: 2",
	    "a:\n  b: 1\n  b: 2", "a:\n- b", "  a: b", "a: b\n\tc: d",
	    "a: b\tc", "a: b\r", "a: \x01", "a: \xc2\x85", "a: \xe2\x80\xae",
	    "a: \xff", "---", "...", "%YAML 1.2", "<<: b", "a: b:", ": b"};
	const char *text;

	(void)state;
	for (size_t i = 1; i < sizeof fronts / sizeof *fronts; i++) {
		text =
		    arena_printf(&arena, "---\nilp: 1\n%s\n---\n", fronts[i]);
		/* Two of these end the front matter themselves. */
		if (strcmp(fronts[i], "---") == 0)
			continue;
		if (plainly_reads(text, strlen(text)))
			fail_msg("%s", fronts[i]);
	}
}

static void
test_frames(void **state)
{
	static const char *const texts[] = {"", "---\n", "---\nilp: 1\n",
	    "ilp: 1\n---\n", "\xef\xbb\xbf---\nilp: 1\n---\n",
	    "---\r\nilp: 1\r\n---\r\n", "---\nilp: 1\n---\n<<<<<<< mine\n",
	    "---\nilp: 1\n---\n>>>>>>> theirs\n",
	    "---\nilp: 1\n---\n> > > > > > > > > > > > deep\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (plainly_reads(texts[i], strlen(texts[i])))
			fail_msg("%s", texts[i]);
	assert_false(plainly_reads("---\nilp: 1\n---\n\0", 16));
}

static void
test_values(void **state)
{
	size_t n = sizeof usual - 1;

	(void)state;
	assert_string_equal(
	    plainly_value(&arena, usual, n, "learner"), "Asha R.");
	assert_string_equal(
	    plainly_value(&arena, usual, n, "stage"), "grade: 9");
	assert_null(plainly_value(&arena, usual, n, "team"));
	assert_null(plainly_value(&arena, usual, n, "title"));
	assert_null(plainly_value(&arena, usual, n, "year"));
}

/* Bytes taken out, put in and doubled at random: what is sure does read. */
static void
test_mutations(void **state)
{
	static const char bytes[] =
	    " \n\t:-#'\"[]{}|>&*!?,.@`%\\~0aZ\x01\xc2\x85"
	    "\xff\r";
	unsigned seed = 7, sure = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		char text[2 * sizeof usual];
		size_t n = sizeof usual - 1;

		memcpy(text, usual, n);
		for (int k = 0; k < 1 + i % 3; k++) {
			size_t at, len = 1;

			seed = seed * 1103515245u + 12345u;
			at = (seed >> 8) % n;
			if (seed >> 28 < 6) {
				memmove(
				    text + at, text + at + len, n - at - len);
				n -= len;
				continue;
			}
			memmove(text + at + len, text + at, n - at);
			n += len;
			if (seed >> 28 < 14)
				text[at] =
				    bytes[(seed >> 3) % (sizeof bytes - 1)];
		}
		if (!plainly_reads(text, n))
			continue;
		sure++;
		if (!reads(text, n))
			fail_msg("case %d: %.*s", i, (int)n, text);
		arena_reset(&arena);
	}
	assert_true(sure > 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_usual, "a plan as commands write it is sure to read"),
	    TEST(test_not_sure, "nothing is said of front matter of any other "
				"look"),
	    TEST(test_frames, "nor of a file without fences, with a BOM, CRLF, "
			      "conflicts or deep quotes"),
	    TEST(test_values, "values of its front matter are as written"),
	    TEST(test_mutations, "of texts changed at random none is sure that "
				 "does not read"),
	};

	return cmocka_run_group_tests_name("plainly", tests, NULL, NULL);
}
