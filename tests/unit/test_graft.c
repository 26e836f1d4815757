/*
 * Trees of YAML from one file written into another: they say the same there,
 * and nothing else is touched.
 */

#include "plans.h"

#include "text/graft.h"

static struct doc
doc_of(const char *text)
{
	struct diags d = {0};
	struct doc doc;

	if (doc_read(&doc, &arena, "a.md", text, strlen(text), &d) != 0)
		fail_msg("%s\n%s", d.v[0].text, text);
	return doc;
}

/* Into, with the member t of the YAML in from. */
static const char *
grafted(const char *into, const char *from, unsigned air)
{
	struct doc d = doc_of(into);
	struct doc other = doc_of(arena_printf(&arena, "---\n%s\n---\n", from));
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&d, &arena, &sp};
	struct buf b = BUF_INIT;
	const char *out;
	struct err e;

	front_graft(&te, d.root, front_get(d.root, "a"),
	    front_get(other.root, "t"), air);
	assert_int_equal(splices_apply(&b, d.src, d.len, &sp, &e), 0);
	out = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	d = doc_of(out);
	if (!front_equal(front_get(d.root, "t"), front_get(other.root, "t")))
		fail_msg("not the same: %s\n%s", from, out);
	return out;
}

static void
same_meaning(void **state)
{
	static const char *const trees[] = {
	    "t: x",
	    "t: 'no'",
	    "t: \"two\\nlines\"",
	    "t: \"ends\\n\\n\"",
	    "t: |\n  block\n   of lines\n",
	    "t: []",
	    "t: {}",
	    "t: [a, 'b: c', \"- d\", '', e]",
	    "t: [[a, b], [], [c, [d]]]",
	    "t: [{a: b, c: [d]}, {e: }, {}]",
	    "t: {a: {b: {c: {d: e}}}}",
	    "t: {'+2': far, '-1': near, \"x: y\": z, '#': n, 'a b': c}",
	    "t: {a: \"l\\nm\", b: [\"n\\no\", {p: \"q\\nr\\n\"}]}",
	    "t:\n- a   # one\n- b: c\n  d: |\n    e\n\n    f\n- - g\n",
	};
	static const char *const files[] = {
	    "---\na: 1\n---\n",
	    "---\na: 1\nz: 2\n---",
	    "---\na: 1\nt:\nz: 2\n---\n",
	    "---\na: 1\nt:     # what is it?\n\n---\nbody\n",
	    "---\na: 1\nt: old # gone\nz: 2\n---\n",
	    "---\na: 1\nt: |\n  old\n\nz: 2\n---\n",
	    "---\na: 1\nt: {b: [c]}\n---\n",
	    "---\na: 1\nt:\n  - b\n  - c: d\n    # deep\n# flat\nz: 2\n---\n",
	    "---\r\na: 1\r\nt:\r\nz: 2\r\n---\r\n",
	    "---\n  a: 1\n  t:\n  z: 2\n---\n",
	    "\xef\xbb\xbf---\na: [1,\n 2]\nz:\n---\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof trees / sizeof *trees; i++)
		for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
			const char *out = grafted(files[k], trees[i], 0);
			struct doc d = doc_of(out), was = doc_of(files[k]);
			const struct front_node *z = front_get(was.root, "z");

			assert_true(
			    !z || front_equal(z, front_get(d.root, "z")));
			assert_string_equal(
			    out + d.close, files[k] + was.close);
		}
}

static void
layout(void **state)
{
	(void)state;
	assert_string_equal(
	    grafted("---\na: 1\nz: 2\n---\n", "t: {b: [c, {d: e, f: g}]}", 0),
	    "---\na: 1\nt:\n  b:\n    - c\n    - d: e\n      f: g\n"
	    "z: 2\n---\n");
	assert_string_equal(grafted("---\na: 1\nt:  # note\n\nz: 2\n---\n",
				"t: {b: {c: d}, e: {f: g}}", FRONT_AIR_INSIDE),
	    "---\na: 1\nt:  # note\n\n  b:\n    c: d\n\n  e:\n    f: g\n\n"
	    "z: 2\n---\n");
	assert_string_equal(
	    grafted("---\na: 1\n---\n", "t: b", FRONT_AIR_BEFORE),
	    "---\na: 1\n\nt: b\n---\n");
	assert_string_equal(grafted("---\na: 1\nt:  # kept\n---\n", "t: b", 0),
	    "---\na: 1\nt: b  # kept\n---\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(same_meaning, "a tree says in its new file what it said"),
	    TEST(layout, "it is written in block style, two blanks a level"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
