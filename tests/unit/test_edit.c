#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/edit.h"

enum verb {
	REPLACE,    /* value */
	ADD,	    /* key=value */
	ADD_LIST,   /* key=a=b */
	ADD_MAP,    /* key=k1=v1=k2=v2, after a blank line */
	ADD_ITEM,   /* value */
	ADD_ITEM2,  /* two values: a=b, in one batch */
	ADD_RECORD, /* item that is a mapping: k1=v1=k2=v2 */
	DROP,
};

struct edit_case {
	const char *title;
	const char *before;
	enum verb verb;
	const char *path; /* a.b.0; "" the root */
	const char *arg;
	const char *after;
};

static const struct edit_case cases[] = {
    /* values */
    {"a comment behind a value stays", "due: 2026-01-01  # firm\n", REPLACE,
	"due", "2026-02-01", "due: 2026-02-01  # firm\n"},
    {"a value in single quotes keeps them", "a: 'x'\n", REPLACE, "a", "u",
	"a: 'u'\n"},
    {"a value in double quotes keeps them", "a: \"x\"\n", REPLACE, "a", "it's",
	"a: \"it's\"\n"},
    {"a value that needs quotes gets them", "a: x\n", REPLACE, "a", "no",
	"a: 'no'\n"},
    {"quotes that only the old value needed go", "a: 'no'\n", REPLACE, "a",
	"maybe", "a: maybe\n"},
    {"an empty value is filled behind its colon", "a: # soon\nb: 1\n", REPLACE,
	"a", "x", "a: x # soon\nb: 1\n"},
    {"an empty item is filled behind its dash", "a:\n  -\n  - b\n", REPLACE,
	"a.0", "x", "a:\n  - x\n  - b\n"},
    {"an empty value in braces is filled", "a: {b: , c: 1}\n", REPLACE, "a.b",
	"2", "a: {b: 2 , c: 1}\n"},
    {"a value on the line below its key stays there", "a:\n  x\nb: 1\n",
	REPLACE, "a", "u", "a:\n  u\nb: 1\n"},
    {"a value over several lines becomes one line", "a: one\n  two # c\nb: 1\n",
	REPLACE, "a", "x", "a: x # c\nb: 1\n"},
    {"text of several lines becomes a literal block", "a: x # c\nb: 1\n",
	REPLACE, "a", "one\ntwo\n", "a: | # c\n  one\n  two\nb: 1\n"},
    {"a literal block keeps its depth and its comment",
	"a: | # c\n    one\n\n    two\n\nb: 1\n", REPLACE, "a", "three\nfour\n",
	"a: | # c\n    three\n    four\n\nb: 1\n"},
    {"a literal block becomes one line", "a: |- # c\n  one\n  two\nb: 1\n",
	REPLACE, "a", "x\n", "a: | # c\n  x\nb: 1\n"},
    {"a folded block of one paragraph stays folded",
	"a: >-\n  one\n  two\nb: 1\n", REPLACE, "a", "x", "a: >-\n  x\nb: 1\n"},
    {"a block with its blank lines goes as a whole", "a: |+\n  one\n\n\nb: 1\n",
	REPLACE, "a", "x", "a: x\nb: 1\n"},
    {"a comment that stands deep is never swallowed by a block",
	"a: x\n    # deep\nb: 1\n", REPLACE, "a", "one\ntwo",
	"a: \"one\\ntwo\"\n    # deep\nb: 1\n"},
    {"text of several lines inside braces is one line of double quotes",
	"a: {b: x}\n", REPLACE, "a.b", "one\ntwo", "a: {b: \"one\\ntwo\"}\n"},
    {"a list gives way to one value", "a:\n  # c\n  - x\n  - u # d\nb: 1\n",
	REPLACE, "a", "z", "a: z\n  # c\nb: 1\n"},
    {"a list in brackets gives way to one value", "a: [x, u] # c\n", REPLACE,
	"a", "z", "a: z # c\n"},
    {"a value that is the same changes nothing", "a: \"x\"\n", REPLACE, "a",
	"x", "a: \"x\"\n"},
    {"windows line ends stay", "a: x\r\nb: 1\r\n", REPLACE, "a", "one\ntwo\n",
	"a: |\r\n  one\r\n  two\r\nb: 1\r\n"},
    {"a missing last line end stays missing", "a: 1\nb: x", REPLACE, "b", "u",
	"a: 1\nb: u"},
    {"letters beyond ASCII count as they should", "é: 日本 # ö\nb: ß # é\n",
	REPLACE, "b", "ü", "é: 日本 # ö\nb: ü # é\n"},
    /* members */
    {"a member goes before blank lines and comments at the end",
	"a: 1 # c\n\n# end\n", ADD, "", "b=2", "a: 1 # c\nb: 2\n\n# end\n"},
    {"a member stands as deep as its neighbours",
	"g:\n    x:\n        a: 1\nh: 2\n", ADD, "g.x", "b=2",
	"g:\n    x:\n        a: 1\n        b: 2\nh: 2\n"},
    {"a member goes behind the blank lines of a kept block",
	"g:\n  a: |+\n    x\n\nh: 2\n", ADD, "g", "b=2",
	"g:\n  a: |+\n    x\n\n  b: 2\nh: 2\n"},
    {"a member of a mapping in braces", "a: { b: 1 }\n", ADD, "a", "c=2",
	"a: { b: 1, c: 2 }\n"},
    {"a member behind an empty one in braces", "a: {b: }\n", ADD, "a", "c=2",
	"a: {b: , c: 2 }\n"},
    {"a member of empty braces", "a: {}\n", ADD, "a", "c=2", "a: {c: 2}\n"},
    {"a member as JSON has it", "a: {\"b\": \"x\"}\n", ADD, "a", "c=u",
	"a: {\"b\": \"x\", \"c\": \"u\"}\n"},
    {"a member of a key without a value", "team: # who\nb: 1\n", ADD, "team",
	"coach=x", "team: # who\n  coach: x\nb: 1\n"},
    {"a member of a key with empty quotes", "team: '' # who\nb: 1\n", ADD,
	"team", "coach=x", "team: # who\n  coach: x\nb: 1\n"},
    {"a member of a key without a value inside braces", "a: {b: }\n", ADD,
	"a.b", "c=2", "a: {b: {c: 2} }\n"},
    {"a member of an item", "a:\n- t: x\n  d: u # c\n- z\n", ADD, "a.0", "s=1",
	"a:\n- t: x\n  d: u # c\n  s: 1\n- z\n"},
    {"a member where the last line has no end", "a: 1\nb: 2", ADD, "", "c=3",
	"a: 1\nb: 2\nc: 3"},
    {"the first member of a file of comments", "# only\n", ADD, "", "a=1",
	"# only\na: 1\n"},
    {"a list is written with one item per line", "g:\n    a:\n        b: 1\n",
	ADD_LIST, "g.a", "s=x=u",
	"g:\n    a:\n        b: 1\n        s:\n            - x\n"
	"            - u\n"},
    {"a list is written as the other lists are", "a:\n- x\ng:\n  b: 1\n",
	ADD_LIST, "g", "s=x=u", "a:\n- x\ng:\n  b: 1\n  s:\n  - x\n  - u\n"},
    {"a list inside braces is written in brackets", "a: {b: 1}\n", ADD_LIST,
	"a", "s=x=u, z", "a: {b: 1, s: [x, 'u, z']}\n"},
    {"a goal comes after a blank line",
	"goals:\n\n  a:\n    title: x\n\nx: 1\n", ADD_MAP, "goals",
	"b=title=u=due=2026-01-01",
	"goals:\n\n  a:\n    title: x\n\n  b:\n    title: u\n"
	"    due: 2026-01-01\n\nx: 1\n"},
    {"the first goal comes after a blank line", "goals: # none\nr: 1\n",
	ADD_MAP, "goals", "b=title=u",
	"goals: # none\n\n  b:\n    title: u\nr: 1\n"},
    {"a goal inside braces", "goals: {}\n", ADD_MAP, "goals", "b=title=u",
	"goals: {b: {title: u}}\n"},
    {"windows line ends for new lines", "g:\r\n  a:\r\n    t: x\r\n", ADD_MAP,
	"g", "b=t=u", "g:\r\n  a:\r\n    t: x\r\n\r\n  b:\r\n    t: u\r\n"},
    /* items */
    {"an item stands under the others", "a:\n    - x\n\nb: 1\n", ADD_ITEM, "a",
	"u", "a:\n    - x\n    - u\n\nb: 1\n"},
    {"an item of a list that is not indented", "a:\n- x # c\nb: 1\n", ADD_ITEM,
	"a", "u", "a:\n- x # c\n- u\nb: 1\n"},
    {"an item keeps the width of the dash", "a:\n-   x\n", ADD_ITEM, "a", "u",
	"a:\n-   x\n-   u\n"},
    {"an item keeps the quotes of its neighbours", "a:\n  - \"x\"\n  - \"z\"\n",
	ADD_ITEM, "a", "u", "a:\n  - \"x\"\n  - \"z\"\n  - \"u\"\n"},
    {"an item in brackets", "a: [ x, u ]\n", ADD_ITEM, "a", "z",
	"a: [ x, u, z ]\n"},
    {"an item in brackets over several lines", "a: [\n  x,\n  u, # c\n]\n",
	ADD_ITEM, "a", "z", "a: [\n  x,\n  u, z, # c\n]\n"},
    {"two items at once in empty brackets", "a: []\n", ADD_ITEM2, "a", "x=u",
	"a: [x, u]\n"},
    {"two items at once in empty brackets with a blank", "a: [ ]\n", ADD_ITEM2,
	"a", "x=u", "a: [ x , u]\n"},
    {"two items at once for a key without a value", "a:\nb: 1\n", ADD_ITEM2,
	"a", "x=u", "a:\n  - x\n  - u\nb: 1\n"},
    {"two items at once for a key without a value in braces", "{a: , b: 1}\n",
	ADD_ITEM2, "a", "x=u", "{a: [x, u] , b: 1}\n"},
    {"one value becomes a list", "a: belonging # c\nb: 1\n", ADD_ITEM, "a", "x",
	"a:\n  - belonging # c\n  - x\nb: 1\n"},
    {"one value becomes a list of three", "a: x\n", ADD_ITEM2, "a", "u=z",
	"a:\n  - x\n  - u\n  - z\n"},
    {"one value becomes a list as the other lists are", "a:\n- u\nb: 'x'\n",
	ADD_ITEM, "b", "z", "a:\n- u\nb:\n- 'x'\n- z\n"},
    {"one value below its key becomes a list", "a:\n   x # c\nb: 1\n", ADD_ITEM,
	"a", "u", "a:\n   - x # c\n   - u\nb: 1\n"},
    {"one value over several lines becomes a list", "a: |\n  x\n  u\nb: 1\n",
	ADD_ITEM, "a", "z", "a:\n  - |\n    x\n    u\n  - z\nb: 1\n"},
    {"one value in braces becomes a list of three", "{a: x, b: 1}\n", ADD_ITEM2,
	"a", "u=z", "{a: [x, u, z], b: 1}\n"},
    {"an item that is a mapping", "a:\n  - x\n", ADD_RECORD, "a",
	"text=u=source=z", "a:\n  - x\n  - text: u\n    source: z\n"},
    {"an item that is a mapping in brackets", "a: [x]\n", ADD_RECORD, "a",
	"text=u=source=z", "a: [x, {text: u, source: z}]\n"},
    /* removal */
    {"a member goes with its lines and its comment",
	"a: 1\nb:\n  - x # c\nd: 2\n", DROP, "b", NULL, "a: 1\nd: 2\n"},
    {"comments of the neighbours stay", "# of a\na: 1\n# of b\nb: 2\n", DROP,
	"a", NULL, "# of a\n# of b\nb: 2\n"},
    {"a goal goes with the blank line before it",
	"g:\n\n  a:\n    t: 1\n\n  b:\n    t: 2\n\nr: 1\n", DROP, "g.b", NULL,
	"g:\n\n  a:\n    t: 1\n\nr: 1\n"},
    {"the first goal goes with one blank line",
	"g:\n\n  a:\n    t: 1\n\n  b:\n    t: 2\n", DROP, "g.a", NULL,
	"g:\n\n  b:\n    t: 2\n"},
    {"a blank line that still separates stays", "a: 1\n\nb: 2\nc: 3\n", DROP,
	"b", NULL, "a: 1\n\nc: 3\n"},
    {"the last item takes its key along", "a: 1\nb:\n  - x\nc: 2\n", DROP,
	"b.0", NULL, "a: 1\nc: 2\n"},
    {"the last item of the last goal takes all along",
	"a: 1\ng:\n  x:\n    s: [u]\nc: 2\n", DROP, "g.x.s.0", NULL,
	"a: 1\nc: 2\n"},
    {"the mapping of the whole file may become empty", "a: 1\n", DROP, "a",
	NULL, ""},
    {"the first member of an item leaves the dash", "a:\n  - t: x\n    d: u\n",
	DROP, "a.0.t", NULL, "a:\n  - d: u\n"},
    {"the first member of an item leaves a comment below",
	"a:\n  - t: x # c\n    # of d\n    d: u\n", DROP, "a.0.t", NULL,
	"a:\n  -\n    # of d\n    d: u\n"},
    {"an item from the middle of brackets", "a: [x, u, z]\n", DROP, "a.1", NULL,
	"a: [x, z]\n"},
    {"the last item of brackets", "a: [ x, u ]\n", DROP, "a.1", NULL,
	"a: [ x ]\n"},
    {"the first item of brackets", "a: [ x, u ]\n", DROP, "a.0", NULL,
	"a: [ u ]\n"},
    {"the last line of brackets over several lines",
	"a: [\n  x, # c\n  u # d\n]\n", DROP, "a.1", NULL,
	"a: [\n  x # c\n]\n"},
    {"a line of brackets over several lines", "a: [\n  x, # c\n  u,\n]\n", DROP,
	"a.0", NULL, "a: [\n  u,\n]\n"},
    {"the only member in braces of the whole file", "{a: 1}\n", DROP, "a", NULL,
	"{}\n"},
    {"a byte order mark stays",
	"\xef\xbb\xbf"
	"a: 1\nb: 2\n",
	DROP, "a", NULL,
	"\xef\xbb\xbf"
	"b: 2\n"},
    {"a byte order mark takes no column",
	"\xef\xbb\xbf"
	"a:\n",
	ADD, "a", "b=1",
	"\xef\xbb\xbf"
	"a:\n  b: 1\n"},
    {"a last line without an end", "a: 1\r\nb: 2", DROP, "b", NULL, "a: 1"},
    {"blank lines do not become part of a kept block",
	"a: |+\n  x\n\nb: 1\n\nc: 2\n", DROP, "b", NULL,
	"a: |+\n  x\n\nc: 2\n"},
};

struct fixture {
	struct arena a;
	struct doc doc;
	struct diags d;
};

static void
load(struct fixture *f, const char *src)
{
	size_t n = strlen(src);

	memset(f, 0, sizeof *f);
	arena_init(&f->a);
	f->doc.src = arena_strdup(&f->a, src);
	f->doc.len = f->doc.close = f->doc.body = n;
	f->doc.front.len = n;
	f->doc.bom = str_starts(src, "\xef\xbb\xbf");
	f->doc.eol = strstr(src, "\r\n") ? "\r\n" : "\n";
	if (front_parse(&f->doc.root, &f->a, "x", f->doc.src, n, f->doc.front,
		&f->d) < 0)
		fail_msg("not read: %s in\n%s", f->d.v[0].text, src);
}

static const struct front_node *
find(const struct front_node *n, const char *path)
{
	while (n && *path) {
		char key[32];
		size_t len = strcspn(path, "."), i;

		snprintf(key, sizeof key, "%.*s", (int)len, path);
		path += len + (path[len] == '.');
		if (n->kind == FRONT_MAP) {
			n = front_get(n, key);
			continue;
		}
		i = (size_t)strtol(key, NULL, 10);
		for (n = n->first; n && i > 0; i--)
			n = n->next;
	}
	return n;
}

/* "a=b=c" as a list of texts. */
static struct strs
words(struct arena *a, const char *arg)
{
	struct strs l = {NULL, 0, 0};
	char *s = arena_strdup(a, arg ? arg : ""), *w;

	while ((w = strsep(&s, "=")))
		strs_add(&l, a, w);
	return l;
}

static void
edit(struct text_edit *t, const struct edit_case *c, const struct strs *w)
{
	const struct front_node *n = find(t->doc->root, c->path);
	struct strs rest = {w->v + 1, w->n - 1, 0};
	struct front_pair pair = {w->v[0], rest.v[0], NULL}, pairs[4];
	size_t odd = c->verb == ADD_MAP, k = 0;

	for (size_t i = odd; i + 1 < w->n && k < 4; i += 2)
		pairs[k++] = (struct front_pair){w->v[i], w->v[i + 1], NULL};
	switch (c->verb) {
	case REPLACE:
		front_replace(t, n, c->arg);
		break;
	case ADD_LIST:
		pair.value = NULL;
		pair.list = &rest;
		front_add(t, n, &pair);
		break;
	case ADD:
		front_add(t, n, &pair);
		break;
	case ADD_MAP:
		front_add_map(t, n, w->v[0], pairs, k, true);
		break;
	case ADD_ITEM2:
		front_add_item(t, n, w->v[0]);
		front_add_item(t, n, w->v[1]);
		break;
	case ADD_ITEM:
		front_add_item(t, n, c->arg);
		break;
	case ADD_RECORD:
		front_add_item_map(t, n, pairs, k);
		break;
	case DROP:
		front_drop(t, n);
		break;
	}
}

static void
check_case(void **state)
{
	const struct edit_case *c = *state;
	struct fixture f, again;
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&f.doc, &f.a, &s};
	struct strs w;
	struct buf out = BUF_INIT;
	struct err e;

	load(&f, c->before);
	w = words(&f.a, c->arg);
	edit(&t, c, &w);
	assert_int_equal(splices_apply(&out, f.doc.src, f.doc.len, &s, &e), 0);
	assert_string_equal(buf_str(&out), c->after);
	load(&again, buf_str(&out));
	arena_free(&again.a);
	arena_free(&f.a);
	buf_free(&out);
}

int
main(void)
{
	static struct CMUnitTest tests[sizeof cases / sizeof *cases];
	size_t n = sizeof cases / sizeof *cases;

	for (size_t i = 0; i < n; i++) {
		union {
			const struct edit_case *in;
			void *out;
		} state = {&cases[i]};

		tests[i] = (struct CMUnitTest){
		    cases[i].title, check_case, NULL, NULL, state.out};
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
