#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/doc.h"

static struct arena arena;
static struct diags diags;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	memset(&diags, 0, sizeof diags);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static int
parse(struct doc *doc, const char *src, size_t len)
{
	memset(&diags, 0, sizeof diags);
	return doc_read(doc, &arena, "plan.md", src, len, &diags);
}

/* "code line:col" of the only error. */
static const char *
refusal_n(const char *src, size_t len)
{
	struct doc doc;

	if (parse(&doc, src, len) == 0)
		return "none";
	assert_int_equal(diags.n, 1);
	assert_non_null(diags.v[0].hint);
	return arena_printf(&arena, "%s %zu:%zu", diags.v[0].code,
	    diags.v[0].line, diags.v[0].col);
}

static const char *
refusal(const char *src)
{
	return refusal_n(src, strlen(src));
}

static void
parts(void **state)
{
	const char *src = "---\nilp: 1\n---\n# Plan\n";
	struct doc doc;

	(void)state;
	assert_int_equal(parse(&doc, src, strlen(src)), 0);
	assert_false(doc.bom);
	assert_string_equal(doc.eol, "\n");
	assert_int_equal(doc.front.off, 4);
	assert_int_equal(doc.front.len, 7);
	assert_int_equal(doc.close, 11);
	assert_int_equal(doc.body, 15);
	assert_string_equal(front_text(doc.root, "ilp"), "1");
	assert_int_equal(doc.md.n, 1);
	assert_int_equal(doc.md.v[0].line, 4);
}

static void
variants(void **state)
{
	const char *src = "\xef\xbb\xbf--- \t\r\nilp: 1\r\n...  ";
	struct doc doc;

	(void)state;
	assert_int_equal(parse(&doc, src, strlen(src)), 0);
	assert_true(doc.bom);
	assert_string_equal(doc.eol, "\r\n");
	assert_int_equal(doc.body, strlen(src));
	assert_int_equal(doc.close, strlen(src) - 5);
	src = "---\n---\n";
	assert_int_equal(parse(&doc, src, strlen(src)), 0);
	assert_null(doc.root);
	assert_int_equal(doc.front.len, 0);
}

static void
fences(void **state)
{
	(void)state;
	assert_string_equal(refusal(""), "front-missing 1:1");
	assert_string_equal(refusal("# A plan\n"), "front-missing 1:1");
	assert_string_equal(
	    refusal("\n---\nilp: 1\n---\n"), "front-missing 1:1");
	assert_string_equal(
	    refusal("----\nilp: 1\n---\n"), "front-missing 1:1");
	assert_string_equal(
	    refusal("---\nilp: 1\n ---\n# x\n"), "front-open 1:1");
	assert_string_equal(refusal("---"), "front-open 1:1");
	assert_string_equal(refusal("---\n- a\n---\n"), "front-map 2:1");
}

static void
bytes(void **state)
{
	(void)state;
	assert_string_equal(refusal("---\nilp: 1\n---\né \xff\n"), "utf8 4:3");
	assert_string_equal(refusal("---\nilp: \xc0\x80\n---\n"), "utf8 2:6");
	assert_string_equal(refusal_n("---\nilp: 1\n---\na\0b", 18), "nul 4:2");
	assert_string_equal(refusal("---\nilp: 1\n---\na\tb\f\n"), "none");
}

static void
conflicts(void **state)
{
	(void)state;
	assert_string_equal(refusal("---\nilp: 1\n<<<<<<< HEAD\na: 1\n=======\n"
				    "a: 2\n>>>>>>> x\n---\n"),
	    "conflict-markers 3:1");
	assert_string_equal(refusal("---\nilp: 1\n---\ntext\n>>>>>>>\n"),
	    "conflict-markers 5:1");
	assert_string_equal(
	    refusal("<<<<<<< HEAD\n---\n"), "conflict-markers 1:1");
	assert_string_equal(
	    refusal("\xef\xbb\xbf<<<<<<< HEAD\n---\n"), "conflict-markers 1:1");
	assert_string_equal(refusal("---\nilp: 1\n---\nTitle\n=======\n"
				    "<<<<<<<<\n <<<<<<< a\n<<<<<<<b\n"),
	    "none");
}

static void
limits(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_adds(&b, "---\nilp: 1\n---\n");
	while (b.n <= DOC_FILE_MAX)
		buf_adds(&b, "some words\n");
	assert_string_equal(refusal_n(b.p, b.n), "file-size 0:0");
	assert_string_equal(refusal_n(b.p, DOC_FILE_MAX), "none");
	buf_clear(&b);
	buf_adds(&b, "---\n");
	while (b.n <= DOC_FRONT_MAX + 4)
		buf_adds(&b, "# a comment\n");
	buf_adds(&b, "---\n");
	assert_string_equal(refusal_n(b.p, b.n), "front-size 1:1");
	buf_free(&b);
}

static void
nested(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_adds(&b, "---\nilp: 1\n---\n\n");
	for (int i = 0; i < 100000; i++)
		buf_addc(&b, '>');
	assert_string_equal(refusal_n(b.p, b.n), "md-nesting 5:51");
	buf_free(&b);
}

#define TEST(name, fn)                          \
	{                                       \
		name, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST("a file is front matter and body, each at its place", parts),
	    TEST("a byte order mark, CR LF and ... are accepted", variants),
	    TEST("front matter that is missing, open or no mapping is refused",
		fences),
	    TEST("bytes that are no UTF-8 are named by line and column", bytes),
	    TEST("a merge conflict nobody settled is a loud error", conflicts),
	    TEST(
		"files and front matter beyond the limits are refused", limits),
	    TEST("deep nesting in the body is an error at its line", nested),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
