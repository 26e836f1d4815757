#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/front.h"

struct refusal {
	const char *title, *yaml, *code;
	size_t line, col;
	const char *hint; /* a part of it; NULL: any */
};

static const struct refusal refusals[] = {
    {"a colon in a value asks for quotes", "a: b\nwhy: one: two\n",
	"yaml-syntax", 2, 9, "in quotes"},
    {"a value that starts with @ asks for quotes", "a: @you\n", "yaml-syntax",
	1, 4, "in quotes"},
    {"a value that starts with ` asks for quotes", "é: `you`\n", "yaml-syntax",
	1, 4, "in quotes"},
    {"a value that starts with % asks for quotes", "a: %\n", "yaml-syntax", 1,
	4, "in quotes"},
    {"a value in stars is no alias", "a: *really* good\n", "yaml-alias", 1, 4,
	"in quotes"},
    {"a tab for indentation", "a:\n\tb: c\n", "yaml-tab", 2, 1, "blanks"},
    {"a tab further down", "a:\n  b: 1\n\tc: 2\n", "yaml-tab", 3, 1, "blanks"},
    {"a quote that is not closed is shown where it opens",
	"é: \"x\nb: c\nd: e\n", "yaml-syntax", 1, 4, "the same quote"},
    {"text behind a closing quote", "a: 'it's so'\n", "yaml-syntax", 1, 8,
	"''"},
    {"a bracket that is not closed is shown where it opens", "a: [x\nb: c\n",
	"yaml-syntax", 1, 4, "[one, two]"},
    {"a comma that is missing", "a: {x: 1 [}\n", "yaml-syntax", 1, 10, NULL},
    {"a key that stands too deep", "a: 1\n  b: 2\n", "yaml-syntax", 2, 3,
	"line it up"},
    {"a key that stands between two depths", "a:\n    b: 1\n  c: 2\n",
	"yaml-syntax", 3, 3, "line it up"},
    {"a key less deep than the first one", "  a: 1\nb: 2\n", "yaml-syntax", 2,
	1, "line it up"},
    {"a list item behind its key", "a: - b\n", "yaml-syntax", 1, 4, "own"},
    {"a list item among keys", "a: 1\n- b\n", "yaml-syntax", 2, 1, NULL},
    {"a key among list items", "a:\n  - b\n  c: d\n", "yaml-syntax", 3, 3,
	"- "},
    {"a line without a colon", "a: 1\njust text\nb: c\n", "yaml-syntax", 2, 1,
	"key: value"},
    {"text behind the sign of a block", "a: | text\n", "yaml-syntax", 1, 6,
	"next line"},
    {"an unknown code in double quotes", "a: \"\\q\"\n", "yaml-syntax", 1, 5,
	"single quotes"},
    {"an item that is missing", "a: [x, , y]\n", "yaml-syntax", 1, 8, "comma"},
    {"an alias", "a: 1\nb: *x\n", "yaml-alias", 2, 4, NULL},
    {"an anchor", "a: &b c\n", "yaml-anchor", 1, 4, NULL},
    {"an anchor of a list", "a: &b\n  - c\n", "yaml-anchor", 1, 4, NULL},
    {"a tag", "a: !b c\n", "yaml-tag", 1, 4, NULL},
    {"a tag of a mapping", "a: !!map {b: c}\n", "yaml-tag", 1, 4, NULL},
    {"a tag of nothing", "a: !\n", "yaml-tag", 1, 4, NULL},
    {"a directive", "%YAML 1.2\n---\na: b\n", "yaml-directive", 1, 1, NULL},
    {"an unknown directive", "%FOO\n---\na: b\n", "yaml-directive", 1, 1, NULL},
    {"a second document", "a: b\n---\nc: d\n", "yaml-second-document", 2, 1,
	NULL},
    {"an end of the document", "a: b\n...\n", "yaml-second-document", 2, 1,
	NULL},
    {"an end of the document before all", "...\na: b\n", "yaml-second-document",
	1, 1, NULL},
    {"a key that stands there twice", "é: 1\nb: 2\né: 3\n",
	"yaml-duplicate-key", 3, 1, NULL},
    {"a key twice in braces", "a: {\"b\": 1, b: 2}\n", "yaml-duplicate-key", 1,
	13, NULL},
    {"a key that is a list", "[a]: x\n", "yaml-key", 1, 1, NULL},
    {"a key with a question mark", "a: 1\n? b\n: c\n", "yaml-key", 2, 3,
	"key: value"},
    {"a key with a question mark in braces", "{ ?a : b}\n", "yaml-key", 1, 4,
	NULL},
    {"a key over several lines", "\"a\\nb\": c\n", "yaml-key", 1, 1, NULL},
    {"a key without a value in braces", "{a, b: c}\n", "yaml-key", 1, 2, NULL},
    {"a key in brackets", "a: [b: c]\n", "yaml-key", 1, 5, "in quotes"},
    {"a value without a key", "a: 1\n: x\n", "yaml-key", 2, 1, NULL},
    {"a control character", "a: x\001y\n", "yaml-control", 1, 5, NULL},
    {"a control character in a comment", "é: x # \033[2J\n", "yaml-control", 1,
	8, NULL},
    {"a carriage return alone", "a: x\rb: 2\n", "yaml-control", 1, 5, NULL},
    {"U+0085, which would end a line", "a: x\xc2\x85y: 1\n", "yaml-control", 1,
	5, NULL},
    {"U+2028, which would end a line", "a: x\xe2\x80\xa8y: 1\n", "yaml-control",
	1, 5, NULL},
    {"a delete character", "a: x\x7f\n", "yaml-control", 1, 5, NULL},
    {"a tab inside a value", "a: x\ty\n", "yaml-control", 1, 5, NULL},
    {"a tab written as a code", "a: \"é\\ty\"\n", "yaml-control", 1, 6, NULL},
    {"a zero byte written as a code", "a: \"\\0\"\n", "yaml-control", 1, 5,
	NULL},
    {"U+0085 written as a code", "a: \"x\\x85\"\n", "yaml-control", 1, 6, NULL},
    {"U+2028 written as a code", "a: \"\\\\\\u2028\"\n", "yaml-control", 1, 7,
	NULL},
    {"a control character in a key", "\"a\\a\": 1\n", "yaml-control", 1, 3,
	NULL},
    {"a byte that is no UTF-8", "é: 1\nb: \xff\n", "yaml-utf8", 2, 4, NULL},
};

static int
parse(
    struct front_node **root, struct arena *a, const char *src, struct diags *d)
{
	*d = (struct diags){NULL, 0, 0, 0};
	return front_parse(root, a, "plan.md", src, strlen(src),
	    (struct span){0, strlen(src)}, d);
}

static void
refused(void **state)
{
	const struct refusal *r = *state;
	struct front_node *root;
	struct arena a;
	struct diags d;

	arena_init(&a);
	assert_int_equal(parse(&root, &a, r->yaml, &d), -1);
	assert_int_equal(d.n, 1);
	assert_string_equal(d.v[0].code, r->code);
	assert_int_equal(d.v[0].line, r->line);
	assert_int_equal(d.v[0].col, r->col);
	assert_string_equal(d.v[0].path, "plan.md");
	assert_non_null(d.v[0].hint);
	if (r->hint)
		assert_non_null(strstr(d.v[0].hint, r->hint));
	arena_free(&a);
}

/* "key=style:text<bytes>" of every node, one per line. */
static void
tell(struct buf *out, const char *src, const struct front_node *n)
{
	static const char styles[] = "psdlf";

	if (n->key)
		buf_addf(out, "%s<%.*s>=", n->key, (int)n->key_span.len,
		    src + n->key_span.off);
	if (n->kind == FRONT_SCALAR)
		buf_addf(out, "%c:%s", styles[n->style], n->text);
	else
		buf_addf(out, "%s%s", n->kind == FRONT_MAP ? "map" : "list",
		    n->flow ? " flow" : "");
	buf_addf(out, "<%.*s>\n", (int)n->span.len, src + n->span.off);
	for (n = n->first; n; n = n->next)
		tell(out, src, n);
}

static void
told(const char *src, const char *want)
{
	struct front_node *root = NULL;
	struct arena a;
	struct diags d;
	struct buf out = BUF_INIT;

	arena_init(&a);
	if (parse(&root, &a, src, &d) < 0)
		fail_msg("%s", d.v[0].text);
	for (const struct front_node *n = root->first; n; n = n->next)
		tell(&out, src, n);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
	arena_free(&a);
}

static void
scalars(void **state)
{
	(void)state;
	told("a: no # c\n'b': 'it''s' \n\"c\" :  \"x\\\"\" #\n",
	    "a<a>=p:no<no>\nb<'b'>=s:it's<'it''s'>\n"
	    "c<\"c\">=d:x\"<\"x\\\"\">\n");
	told("a: one\n  two # c\nb:\n  three\n",
	    "a<a>=p:one two<one\n  two>\nb<b>=p:three<three>\n");
	told("a: 012\nb: ~\nc: 1.10\n",
	    "a<a>=p:012<012>\nb<b>=p:~<~>\nc<c>=p:1.10<1.10>\n");
	told("é: 日本 # ö\nb: \"ü\"\n", "é<é>=p:日本<日本>\nb<b>=d:ü<\"ü\">\n");
}

static void
empties(void **state)
{
	struct front_node *root, *x;
	const char *src = "é: # c\nb:   \nc:\n  -  \n  - x\nd: {e: , f:  }\n";
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	assert_int_equal(parse(&root, &a, src, &d), 0);
	x = front_get(root, "é");
	assert_int_equal(x->span.len, 0);
	assert_int_equal(x->span.off, 3);
	assert_null(front_text(root, "é"));
	assert_string_equal(x->text, "");
	assert_int_equal(src[front_get(root, "b")->span.off - 1], ':');
	x = front_get(root, "c")->first;
	assert_int_equal(src[x->span.off - 1], '-');
	x = front_get(root, "d")->first;
	assert_int_equal(x->span.off, x->key_span.off + 2);
	assert_int_equal(x->next->span.off, x->next->key_span.off + 2);
	arena_free(&a);
}

static void
blocks(void **state)
{
	(void)state;
	told("a: |\n  x\n\n  z\n\n# c\n\nb: >-\n  x\n  z\n",
	    "a<a>=l:x\n\nz\n<|\n  x\n\n  z>\nb<b>=f:x z<>-\n  x\n  z>\n");
	told("a: |+\n  x\n\n\nb: 1\n",
	    "a<a>=l:x\n\n\n<|+\n  x\n\n>\nb<b>=p:1<1>\n");
	told("a: |2-\n   x\n     \n \nb: |\n\nc: 1\n",
	    "a<a>=l: x\n   <|2-\n   x\n     >\nb<b>=l:<|>\nc<c>=p:1<1>\n");
	told("a: |\r\n  x\r\n  z\r\n\r\nb: 1\r\n",
	    "a<a>=l:x\nz\n<|\r\n  x\r\n  z>\nb<b>=p:1<1>\n");
}

static void
collections(void **state)
{
	(void)state;
	told("a:\n  - x # c\n\n  # d\n  - b: 1\n    c: ü\n\n# e\nd: 1\n",
	    "a<a>=list<- x # c\n\n  # d\n  - b: 1\n    c: ü>\np:x<x>\n"
	    "map<b: 1\n    c: ü>\nb<b>=p:1<1>\nc<c>=p:ü<ü>\nd<d>=p:1<1>\n");
	told("a:\n- x\n-\nb: [ 1, {c: d} ] # e\n",
	    "a<a>=list<- x\n->\np:x<x>\np:<>\n"
	    "b<b>=list flow<[ 1, {c: d} ]>\np:1<1>\nmap flow<{c: d}>\n"
	    "c<c>=p:d<d>\n");
}

static void
positions(void **state)
{
	const char *src = "---\r\nü: 1\r\na: b: c\r\n---\r\n";
	struct front_node *root;
	struct arena a;
	struct diags d = {NULL, 0, 0, 0};

	(void)state;
	arena_init(&a);
	assert_int_equal(front_parse(&root, &a, "p", src, strlen(src),
			     (struct span){5, 16}, &d),
	    -1);
	assert_int_equal(d.v[0].line, 3);
	assert_int_equal(d.v[0].col, 5);
	arena_free(&a);
}

static void
byte_order_mark(void **state)
{
	const char *src = "\xef\xbb\xbfilp: 1\n";
	struct front_node *root;
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	assert_int_equal(parse(&root, &a, src, &d), 0);
	assert_int_equal(root->first->key_span.off, 3);
	assert_string_equal(front_text(root, "ilp"), "1");
	arena_free(&a);
}

static void
nothing(void **state)
{
	static const char *const texts[] = {"", "\n\n", "# only\n", "---\n"};
	struct front_node *root;
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(parse(&root, &a, texts[i], &d), 0);
		assert_null(root);
	}
	assert_int_equal(parse(&root, &a, "---\na: 1\n", &d), 0);
	assert_string_equal(front_text(root, "a"), "1");
	assert_null(front_get(NULL, "a"));
	assert_null(front_get(root->first, "a"));
	arena_free(&a);
}

static void
twins(void **state)
{
	struct front_node *root;
	struct arena a;
	struct diags d;
	struct buf b = BUF_INIT;

	(void)state;
	arena_init(&a);
	for (int i = 0; i < 100; i++)
		buf_addf(&b, "k%d: v\n", i);
	assert_int_equal(parse(&root, &a, buf_str(&b), &d), 0);
	assert_int_equal(root->n, 100);
	buf_adds(&b, "k7: v\nk3: v\nk7: v\n");
	assert_int_equal(parse(&root, &a, buf_str(&b), &d), -1);
	assert_string_equal(d.v[0].text,
	    "the key \"k7\" stands here twice, in lines 8 and 101");
	assert_int_equal(d.v[0].line, 101);
	buf_free(&b);
	arena_free(&a);
}

static void
nested(const char *unit, size_t n, const char *code)
{
	struct front_node *root;
	struct arena a;
	struct diags d;
	struct buf b = BUF_INIT;

	arena_init(&a);
	for (size_t i = 0; i < n; i++)
		buf_adds(&b, unit);
	buf_adds(&b, "x");
	if (!code) {
		for (size_t i = 0; unit[0] == '[' && i < n; i++)
			buf_addc(&b, ']');
		assert_int_equal(parse(&root, &a, buf_str(&b), &d), 0);
	} else {
		assert_int_equal(parse(&root, &a, buf_str(&b), &d), -1);
		assert_string_equal(d.v[0].code, code);
	}
	buf_free(&b);
	arena_free(&a);
}

static void
depth(void **state)
{
	static const char *const units[] = {"[", "[\n", "- ", "[[],", "{a: "};

	(void)state;
	nested("[", FRONT_DEPTH_MAX, NULL);
	nested("- ", FRONT_DEPTH_MAX, NULL);
	nested("- ", FRONT_DEPTH_MAX + 1, "yaml-depth");
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		nested(units[i], 100000, "yaml-depth");
	nested("{", 100000, "yaml-key");
	nested("? ", 100000, "yaml-key");
}

static void
key_length(void **state)
{
	char src[FRONT_KEY_MAX + 8];
	struct front_node *root;
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	memset(src, 'k', sizeof src);
	memcpy(src + FRONT_KEY_MAX, ": x\n", 5);
	assert_int_equal(parse(&root, &a, src, &d), 0);
	memcpy(src + FRONT_KEY_MAX, "k: x\n", 6);
	assert_int_equal(parse(&root, &a, src, &d), -1);
	assert_string_equal(d.v[0].code, "yaml-key-length");
	arena_free(&a);
}

static const struct CMUnitTest others[] = {
    {"values are text and keep their quotes", scalars, NULL, NULL, NULL},
    {"an empty value stands right behind its colon or dash", empties, NULL,
	NULL, NULL},
    {"a block ends with its last line", blocks, NULL, NULL, NULL},
    {"a list ends with its last item, not with what follows", collections, NULL,
	NULL, NULL},
    {"places are those of the whole file, in characters", positions, NULL, NULL,
	NULL},
    {"a byte order mark before the first key", byte_order_mark, NULL, NULL,
	NULL},
    {"an empty part is no error", nothing, NULL, NULL, NULL},
    {"one of a hundred keys that stands there twice is named", twins, NULL,
	NULL, NULL},
    {"nesting is limited, and a hundred thousand levels cost nothing", depth,
	NULL, NULL, NULL},
    {"keys are limited", key_length, NULL, NULL, NULL},
};

#define N_REFUSALS (sizeof refusals / sizeof *refusals)
#define N_OTHERS   (sizeof others / sizeof *others)

int
main(void)
{
	static struct CMUnitTest tests[N_REFUSALS + N_OTHERS];

	memcpy(tests, others, sizeof others);
	for (size_t i = 0; i < N_REFUSALS; i++) {
		union {
			const struct refusal *in;
			void *out;
		} state = {&refusals[i]};

		tests[N_OTHERS + i] = (struct CMUnitTest){
		    refusals[i].title, refused, NULL, NULL, state.out};
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
