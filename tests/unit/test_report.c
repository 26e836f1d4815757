#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/report.h"

static void
expect_err(const char *prog, const struct err *e, bool color, const char *want)
{
	struct buf b = BUF_INIT;

	report_add_err(&b, prog, e, color);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void
whole(void **state)
{
	struct err e;

	(void)state;
	err_at(&e, "plans/9/maya.md", 12, 3, "goal-no-title",
	    "goal \"%s\" has no title", "read");
	expect_err("ilp-goal", &e, false,
	    "ilp-goal: plans/9/maya.md:12:3: error: goal \"read\" has no "
	    "title [goal-no-title]\n");
	err_hint(&e, "add one");
	expect_err("ilp-goal", &e, false,
	    "ilp-goal: plans/9/maya.md:12:3: error: goal \"read\" has no "
	    "title [goal-no-title]\n  try: add one\n");
}

static void
no_place(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, ERR_USAGE, "there is no plan \"x\"");
	expect_err(
	    "ilp-show", &e, false, "ilp-show: error: there is no plan \"x\"\n");
	err_at(&e, "a.md", 0, 0, "file-size", "too large");
	expect_err(
	    "ilp", &e, false, "ilp: a.md: error: too large [file-size]\n");
	err_at(&e, "a.md", 7, 0, "", "odd");
	expect_err("ilp", &e, false, "ilp: a.md:7: error: odd\n");
}

static void
answer(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, ERR_ANSWER, "nothing to do");
	expect_err("ilp", &e, false, "ilp: note: nothing to do\n");
	expect_err(
	    "ilp", &e, true, "ilp: \033[36;1mnote:\033[m nothing to do\n");
}

static void
hostile(void **state)
{
	struct err e;

	(void)state;
	err_at(&e, "a\033[31m.md", 1, 1, "", "bad\nilp: error: forged");
	err_hint(&e, "\xe2\x80\xaeoops");
	expect_err("ilp", &e, true,
	    "ilp: a\\x1b[31m.md:1:1: \033[31;1merror:\033[m "
	    "bad\\x0ailp: error: forged\n  try: \\u202eoops\n");
}

static void
finding(void **state)
{
	struct diag d = {
	    "p.md", 3, 9, SEV_WARNING, "date-odd", "the date is odd", NULL};
	struct buf b = BUF_INIT;

	(void)state;
	report_add_diag(&b, NULL, &d, false);
	d.severity = SEV_ERROR;
	d.hint = "write it as 2026-10-02";
	report_add_diag(&b, "ilp-check", &d, false);
	assert_string_equal(buf_str(&b),
	    "p.md:3:9: warning: the date is odd [date-odd]\n"
	    "ilp-check: p.md:3:9: error: the date is odd [date-odd]\n"
	    "  try: write it as 2026-10-02\n");
	buf_free(&b);
}

static void
note(void **state)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	(void)state;
	assert_non_null(f);
	report_note(f, "ilp-new", false, "%d are new", 3);
	report_warning(
	    f, "ilp-new", false, "column \"%s\" is ignored", "x\033");
	fclose(f);
	assert_string_equal(text, "ilp-new: note: 3 are new\n"
				  "ilp-new: warning: column \"x\\x1b\" is "
				  "ignored\n");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"an error names program, place, sentence and code", whole, NULL,
		NULL, NULL},
	    {"what is unknown about the place is left out", no_place, NULL,
		NULL, NULL},
	    {"the answer no is a note, not an error", answer, NULL, NULL, NULL},
	    {"a hostile name cannot forge a message or colour it", hostile,
		NULL, NULL, NULL},
	    {"a finding has the form of compilers, with or without program",
		finding, NULL, NULL, NULL},
	    {"notes and warnings are escaped too", note, NULL, NULL, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
