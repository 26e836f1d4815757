#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmark.h>
#include <cmocka.h>

#include "text/md.h"

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

static struct md
parse(const char *src)
{
	struct md md;

	assert_int_equal(
	    md_read(&md, &arena, "plan.md", src, strlen(src), 0, &diags), 0);
	return md;
}

static const char *
cut(const char *src, struct span s)
{
	return arena_strndup(&arena, src + s.off, s.len);
}

/* Every block as one line of text: a heading's level and words, a task. */
static const char *
told(const char *src)
{
	struct md md = parse(src);
	struct buf out = BUF_INIT;
	const char *r;

	for (size_t i = 0; i < md.n; i++) {
		const struct md_block *b = &md.v[i];

		if (b->kind == MD_HEADING)
			buf_addf(&out, "%d %s|%s\n", b->level,
			    cut(src, b->inner), b->text);
		else
			buf_addf(&out, "%s %s\n", b->done ? "done" : "todo",
			    cut(src, b->inner));
	}
	if (md.open != (size_t)-1)
		buf_addf(&out, "open %s at %zu\n",
		    md.open_html ? "html" : "fence", md.open);
	r = arena_strdup(&arena, buf_str(&out));
	buf_free(&out);
	return r;
}

static void
headings(void **state)
{
	(void)state;
	assert_string_equal(told("# One\n   ## *Two* & `three` ## \n"
				 "### four\\# #5 #\n#######\n#six\n####\n"),
	    "1 One|One\n2 *Two* & `three`|Two & three\n"
	    "3 four\\# #5|four# #5\n4 |\n");
	assert_string_equal(told("Long\n  title &amp; *more*\n--- \n===\n"),
	    "2 Long\n  title &amp; *more*|Long title & more\n");
	assert_string_equal(told("# a\r\n\r\nb\r\n===\r\n"), "1 a|a\n1 b|b\n");
	assert_string_equal(
	    told("# [Goals][g]\n\n[g]: /x\n"), "1 [Goals][g]|Goals\n");
}

static void
headings_elsewhere(void **state)
{
	(void)state;
	assert_string_equal(told("> # quoted\n\n- # in a list\n\n"
				 "```\n# code\n```\n\n    # code\n\n"
				 "<!--\n# comment\n-->\n# real\n"),
	    "1 real|real\n");
}

static void
spans(void **state)
{
	const char *src = "x\n\n  # a b #\r\nTwo\nlines\n===\n- [x] it\n";
	struct md md = parse(src);

	(void)state;
	assert_int_equal(md.n, 3);
	assert_string_equal(cut(src, md.v[0].span), "  # a b #\r\n");
	assert_string_equal(cut(src, md.v[0].inner), "a b");
	assert_string_equal(cut(src, md.v[1].span), "Two\nlines\n===\n");
	assert_string_equal(cut(src, md.v[1].inner), "Two\nlines");
	assert_string_equal(cut(src, md.v[2].span), "- [x] it\n");
	assert_string_equal(src + md.v[2].box, "[x] it\n");
	assert_int_equal(md.v[2].line, 7);
}

static void
lines_of_the_file(void **state)
{
	const char *src = "---\r\nilp: 1\r\n---\r\n\r\n\r\n# a\r\n";
	struct md md;

	(void)state;
	assert_int_equal(
	    md_read(&md, &arena, "p", src, strlen(src), 18, &diags), 0);
	assert_int_equal(md.n, 1);
	assert_int_equal(md.v[0].line, 6);
	assert_int_equal(md.v[0].span.off, 22);
}

static void
tasks(void **state)
{
	(void)state;
	assert_string_equal(told("- [ ] one\n  * [x] two\n1) [X] three \n"
				 "> - - [ ] deep\n+ [ ] \n"),
	    "todo one\ndone two\ndone three\ntodo deep\ntodo \n");
	assert_string_equal(
	    told("- [ ] one\n  more\nlazy\n\n  other\n- [x] two\n"),
	    "todo one\n  more\nlazy\ndone two\n");
	assert_string_equal(told("- [] a\n- [ ]b\n- [y] c\n- 1 [ ] d\n"
				 "[ ] e\n\n-\n  [ ] f\n\n```\n- [ ] g\n"
				 "```\n- \\[ ] h\n-     [ ] i\n"),
	    "");
}

static void
shown(void **state)
{
	(void)state;
	assert_string_equal(
	    md_shown(&arena, "<!-- a hint\nof two lines -->\n\nmine\n"),
	    "mine");
	assert_string_equal(md_shown(&arena, "a\n<!-- b --> c\nd"), "a\n c\nd");
	assert_string_equal(
	    md_shown(&arena, "x <!-- stays --> y"), "x <!-- stays --> y");
	assert_string_equal(
	    md_shown(&arena, "```\n<!-- code -->\n```\n<!-- open"),
	    "```\n<!-- code -->\n```");
}

static void
left_open(void **state)
{
	(void)state;
	assert_string_equal(told("a\n\n```\n# b\n``\n"), "open fence at 3\n");
	assert_string_equal(told("~~~~ x\na\n~~~~~\n"), "");
	assert_string_equal(told("<!-- a\n\n# b"), "open html at 0\n");
	assert_string_equal(told("<script>\n# b\n</script>\n# c"), "1 c|c\n");
	assert_string_equal(told("<div>\n# b\n"), "");
	assert_string_equal(told("- ```\n  open in a list\n"), "");
}

static const char *
refusal(const char *unit, size_t times, const char *end)
{
	struct buf b = BUF_INIT;
	struct md md;
	const char *code = "";

	memset(&diags, 0, sizeof diags);
	for (size_t i = 0; i < times; i++)
		buf_adds(&b, unit);
	buf_adds(&b, end);
	if (md_read(&md, &arena, "p", b.p, b.n, 0, &diags) != 0)
		code = diags.v[0].code;
	buf_free(&b);
	return code;
}

static void
nesting(void **state)
{
	(void)state;
	assert_string_equal(refusal("> ", 50, "x\n"), "");
	assert_string_equal(refusal("> ", 51, "x\n"), "md-nesting");
	assert_int_equal(diags.v[0].line, 1);
	assert_int_equal(diags.v[0].col, 101);
	assert_string_equal(refusal("- ", 50, "[ ] x\n"), "");
	assert_string_equal(refusal("1. ", 100000, "x\n"), "md-nesting");
	/* Rules, code and prose nest nothing. */
	assert_string_equal(refusal("- ", 5000, "\n"), "");
	assert_string_equal(
	    refusal("\n    - - - - - - - - - - ", 1, "- x"), "");
	assert_string_equal(refusal("  ", 500, "- x"), "");
	assert_string_equal(
	    refusal("```\n", 1,
		"+ - - - - - - - - - - - - - - - - - - - - - - - - - - - - - "
		"- - - - - - - - - - - - - - - - - - - - - - - - - - - - +\n"),
	    "");
}

static void
nesting_by_indent(void **state)
{
	struct buf b = BUF_INIT;
	struct md md;

	(void)state;
	for (int i = 0; i < 700; i++)
		buf_addf(&b, "%*s- a\n", 2 * i, "");
	assert_int_equal(md_read(&md, &arena, "p", b.p, b.n, 0, &diags), -1);
	assert_int_equal(diags.v[0].line, 51);
	assert_int_equal(diags.v[0].col, 101);
	buf_free(&b);
}

static double
seconds_of(const char *unit, const char *end)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	refusal(unit, (size_t)1024 * 1024 / strlen(unit), end);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) +
	       (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Each far below a second; what is quadratic takes minutes. */
static void
hostile(void **state)
{
	static const char *const units[] = {"[", "![", "[a](", "*a **a ", "a_ ",
	    "`a``", "<", "<a b=\"", "<!A ", "&", "\\", ">", "- ", "1. ",
	    "- a\n", "- a\n\n", "\n", "[a]: b\n", "[a\n", "#\n", "a\n===\n",
	    "```\n", "<x\n", "\r", "a\n    <!A\n", "\t", "x> *a "};

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		double s = seconds_of(units[i], "a\n");

		if (s > 5)
			fail_msg("a mebibyte of %s took %.1f s", units[i], s);
	}
}

/* The same for every run. */
static uint64_t seed;

static size_t
dice(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 33) % n;
}

static const char *
scribble(struct buf *out)
{
	static const char *const bits[] = {"# ", "## ", "#", "\n", "\n", "\n",
	    "\n", "\n\n", "- ", "> ", ">", "```", "~~~", "<!--", "-->", "---",
	    "===", "-", "=", "text", "two words", " ", "  ", "    ", "[ ] ",
	    "[x] ", "[", "]", "1. ", "2) ", "<div>", "<a b='c'>", "[f]: /u",
	    "[f]:", "'t'", "\"", "<script>", "</script>", "\r\n", "\r", "\t",
	    "* ", "**", "`", "_", "\\", "&amp;", "<?", "?>", "<![CDATA[", "]]>",
	    "<!A", "+ ", "***", "x>", "é", "123456789. ", "1234567890. ",
	    "<<<<<<< a", "======="};

	buf_clear(out);
	for (size_t n = 1 + dice(60); n > 0; n--)
		buf_adds(out, bits[dice(sizeof bits / sizeof *bits)]);
	return buf_str(out);
}

/* Levels of the document's headings by cmark, without any help of ours. */
static void
levels_by_cmark(struct buf *out, const char *src)
{
	cmark_node *doc =
	    cmark_parse_document(src, strlen(src), CMARK_OPT_DEFAULT);
	cmark_node *n = cmark_node_first_child(doc);

	buf_clear(out);
	for (; n; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_HEADING)
			buf_addf(out, "%d", cmark_node_get_heading_level(n));
	cmark_node_free(doc);
}

static void
levels(struct buf *out, const char *src)
{
	struct md md = parse(src);

	buf_clear(out);
	for (size_t i = 0; i < md.n; i++)
		if (md.v[i].kind == MD_HEADING)
			buf_addf(out, "%d", md.v[i].level);
}

/* A body as people write them, with little that is out of the way. */
static const char *
note(struct buf *out)
{
	static const char *const bits[] = {"# ", "## a", "### b c", "\n", "\n",
	    "\n", "\n", "\n\n", "- ", "- [ ] do", "\n- [x] done", "* [ ] z",
	    "+ it", "text", "two words", " ", "  ", "   ", "    ", "[X] a",
	    "\n  more", "\nlazy", "\n\n  part", "#", "-", "(due 1)", "\r\n"};

	buf_clear(out);
	for (size_t n = 1 + dice(30); n > 0; n--)
		buf_adds(out, bits[dice(sizeof bits / sizeof *bits)]);
	return buf_str(out);
}

/* Whether a paragraph of cmark's begins with a box. */
static bool
boxed(cmark_node *paragraph)
{
	cmark_node *n = cmark_node_first_child(paragraph);
	char text[8] = "";

	for (;
	     n && cmark_node_get_type(n) == CMARK_NODE_TEXT && strlen(text) < 4;
	     n = cmark_node_next(n))
		strncat(text, cmark_node_get_literal(n), 7 - strlen(text));
	return strncmp(text, "[ ] ", 4) == 0 || strncmp(text, "[x] ", 4) == 0 ||
	       strncmp(text, "[X] ", 4) == 0;
}

/* Headings by level and line, tasks by first and last line, by cmark. */
static void
blocks_by_cmark(struct buf *out, const char *src)
{
	cmark_node *doc =
	    cmark_parse_document(src, strlen(src), CMARK_OPT_DEFAULT);
	cmark_iter *it = cmark_iter_new(doc);

	buf_clear(out);
	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it), *p;
		int line = cmark_node_get_start_line(n);

		if (cmark_iter_get_event_type(it) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(n) == CMARK_NODE_HEADING &&
		    cmark_node_parent(n) == doc)
			buf_addf(out, "h%d:%d ",
			    cmark_node_get_heading_level(n), line);
		if (cmark_node_get_type(n) != CMARK_NODE_ITEM)
			continue;
		p = cmark_node_first_child(n);
		if (p && cmark_node_get_type(p) == CMARK_NODE_PARAGRAPH &&
		    cmark_node_get_start_line(p) == line && boxed(p))
			buf_addf(
			    out, "t%d-%d ", line, cmark_node_get_end_line(p));
	}
	cmark_iter_free(it);
	cmark_node_free(doc);
}

static size_t
line_at(const char *src, size_t off)
{
	size_t line = 1;

	for (size_t i = 0; i < off; i++)
		line += src[i] == '\n';
	return line;
}

static void
blocks(struct buf *out, const char *src)
{
	struct md md = parse(src);

	buf_clear(out);
	for (size_t i = 0; i < md.n; i++) {
		const struct md_block *b = &md.v[i];

		if (b->kind == MD_HEADING)
			buf_addf(out, "h%d:%zu ", b->level, b->line);
		else
			buf_addf(out, "t%zu-%zu ", b->line,
			    line_at(src, b->inner.off + b->inner.len));
	}
}

static void
notes_agree_with_cmark(void **state)
{
	struct buf src = BUF_INIT, want = BUF_INIT, got = BUF_INIT;

	(void)state;
	seed = 20261121;
	for (int i = 0; i < 40000; i++) {
		blocks_by_cmark(&want, note(&src));
		blocks(&got, buf_str(&src));
		if (strcmp(buf_str(&want), buf_str(&got)) != 0)
			fail_msg("%s, cmark %s, in\n%s", buf_str(&got),
			    buf_str(&want), buf_str(&src));
		arena_reset(&arena);
	}
	buf_free(&src);
	buf_free(&want);
	buf_free(&got);
}

static void
agrees_with_cmark(void **state)
{
	struct buf src = BUF_INIT, want = BUF_INIT, got = BUF_INIT;

	(void)state;
	seed = 20261002;
	for (int i = 0; i < 20000; i++) {
		levels_by_cmark(&want, scribble(&src));
		levels(&got, buf_str(&src));
		if (strcmp(buf_str(&want), buf_str(&got)) != 0)
			fail_msg("headings %s, cmark %s, in\n%s", buf_str(&got),
			    buf_str(&want), buf_str(&src));
		arena_reset(&arena);
	}
	buf_free(&src);
	buf_free(&want);
	buf_free(&got);
}

static const char *
safe(const char *text, struct md_safe *did)
{
	struct buf out = BUF_INIT;
	const char *r;

	md_safe(&out, did, text);
	r = arena_strdup(&arena, buf_str(&out));
	buf_free(&out);
	return r;
}

static void
stays(void **state)
{
	const char *text = "- [ ] one\n  # in a list\n\n#### small\n\n---\n\n"
			   "```\n# code\n```\n\n> # quote\n\n#hashtag\n"
			   "    # part of that paragraph";
	struct md_safe did;

	(void)state;
	assert_string_equal(safe(text, &did), text);
	assert_int_equal(did.headings + did.markers, 0);
	assert_false(did.fence || did.html);
	assert_string_equal(
	    safe("\n \t\r\n  a\r\n\r\nb \n\n", &did), "  a\n\nb ");
	assert_string_equal(safe(" \n\n", &did), "");
}

static void
safe_headings(void **state)
{
	struct md_safe did;

	(void)state;
	assert_string_equal(safe("# a\n\nb\n---\n   ### c\n", &did),
	    "\\# a\n\nb\n\\---\n   \\### c");
	assert_int_equal(did.headings, 3);
	/* What is a rule below a heading would be an underline below prose. */
	assert_string_equal(
	    safe("# a\n---\n---\n", &did), "\\# a\n\\---\n\\---");
	assert_string_equal(safe("<!-- a\n# b\n", &did), "\\<!-- a\n\\# b");
	assert_true(did.html);
	assert_int_equal(did.headings, 1);
}

static void
safe_fence(void **state)
{
	struct md_safe did;

	(void)state;
	assert_string_equal(
	    safe("a\n~~~~ c\n# b\n~~~", &did), "a\n~~~~ c\n# b\n~~~\n~~~~");
	assert_true(did.fence);
	assert_int_equal(did.headings, 0);
}

static void
safe_markers(void **state)
{
	struct md_safe did;

	(void)state;
	assert_string_equal(safe("<<<<<<< HEAD\n\n=======\n\n>>>>>>> x\n"
				 "<<<<<<<<\n<<<<<<<x\n",
				&did),
	    "\\<<<<<<< HEAD\n\n\\=======\n\n\\>>>>>>> x\n<<<<<<<<\n<<<<<<<x");
	assert_int_equal(did.markers, 3);
	assert_string_equal(safe("a\n=======\n", &did), "a\n\\=======");
	assert_int_equal(did.headings, 1);
	assert_int_equal(did.markers, 0);
}

static void
always_safe(void **state)
{
	struct buf src = BUF_INIT;
	struct md_safe did, again;

	(void)state;
	seed = 20270226;
	for (int i = 0; i < 20000; i++) {
		const char *text = safe(scribble(&src), &did);
		struct md md = parse(text);

		assert_true(md.open == (size_t)-1);
		for (size_t k = 0; k < md.n; k++)
			if (md.v[k].kind == MD_HEADING && md.v[k].level <= 3)
				fail_msg("a heading in\n%s", text);
		assert_string_equal(safe(text, &again), text);
		arena_reset(&arena);
	}
	buf_free(&src);
}

static void
safe_chain(void **state)
{
	struct buf b = BUF_INIT, out = BUF_INIT;
	struct md_safe did;
	struct md md;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_adds(&b, "# a\n2. b\n   # c\n2. d\n   # e\n");
	md_safe(&out, &did, buf_str(&b));
	assert_int_equal(md_read(&md, &arena, "p", out.p, out.n, 0, &diags), 0);
	assert_int_equal(md.n, 0);
	buf_free(&b);
	buf_free(&out);
}

#define TEST(name, fn)                          \
	{                                       \
		name, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST("headings of both kinds are found, with their plain text",
		headings),
	    TEST("headings in quotes, lists, code and comments do not count",
		headings_elsewhere),
	    TEST("a block knows exactly which bytes it is made of", spans),
	    TEST("lines are counted from the start of the file",
		lines_of_the_file),
	    TEST("steps are list items that start with a box", tasks),
	    TEST("hints in comments are not shown to readers", shown),
	    TEST("a fence or comment that nothing closes is found", left_open),
	    TEST("fifty levels of lists and quotes are read, more refused",
		nesting),
	    TEST("nesting by ever deeper indents is refused too",
		nesting_by_indent),
	    TEST("a mebibyte of any mark is dealt with at once", hostile),
	    TEST("headings and steps of ordinary notes are those of cmark",
		notes_agree_with_cmark),
	    TEST("headings are those that cmark finds in the whole text",
		agrees_with_cmark),
	    TEST("harmless text stays byte for byte", stays),
	    TEST("a line that would be a heading gets a backslash",
		safe_headings),
	    TEST("an open fence is closed", safe_fence),
	    TEST("what looks like a conflict marker gets a backslash",
		safe_markers),
	    TEST("any text is made safe, and safe text stays", always_safe),
	    TEST("escapes that make new headings come to an end", safe_chain),
	};

	return cmocka_run_group_tests_name("md", tests, NULL, NULL);
}
