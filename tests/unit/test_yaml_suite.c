#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "text/front.h"

/*
 * Wrong YAML that libyaml reads all the same.  The list may only get
 * shorter: a case of it that is refused now fails the test too.
 */
static const char *const tolerated[] = {"9C9N", "9JBA", "CVW2", "DK95/01",
    "G5U8", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y/003", "YJV2", NULL};

/* Right YAML that libyaml or the format's rules for keys refuse. */
static const char *const strict[] = {"58MP", "5T43", "9SA2", "CFD4", "DBG4",
    "DK3J", "FP8R", "FRK4", "HM87/00", "NJ66", "UT92", NULL};

struct tally {
	size_t refused, tolerated, design, agreed, strict;
};

static bool
listed(const char *const *list, const char *id)
{
	for (; *list; list++)
		if (strcmp(*list, id) == 0)
			return true;
	return false;
}

/* Codes of what the format leaves out on purpose. */
static bool
by_design(const char *code)
{
	static const char *const codes[] = {"yaml-alias", "yaml-anchor",
	    "yaml-tag", "yaml-directive", "yaml-second-document",
	    "yaml-control", "yaml-tab", "yaml-key", NULL};

	return listed(codes, code);
}

static bool agrees(const struct front_node *n, const json_t *j);

static bool
text_agrees(const char *s, const json_t *j)
{
	switch (json_typeof(j)) {
	case JSON_NULL:
		return !*s || strcasecmp(s, "null") == 0 || !strcmp(s, "~");
	case JSON_TRUE:
		return strcasecmp(s, "true") == 0;
	case JSON_FALSE:
		return strcasecmp(s, "false") == 0;
	case JSON_INTEGER:
	case JSON_REAL:
		/* 0o14 is a number of YAML 1.2 and none of C */
		return strncmp(s, "0o", 2) == 0
			   ? strtol(s + 2, NULL, 8) == json_integer_value(j)
			   : strtod(s, NULL) == json_number_value(j);
	case JSON_STRING:
		return strcmp(s, json_string_value(j)) == 0;
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	}
	return false;
}

static bool
agrees(const struct front_node *n, const json_t *j)
{
	size_t i = 0;

	if (!n)
		return json_is_null(j);
	if (n->kind == FRONT_SCALAR)
		return text_agrees(n->text, j);
	if (n->kind == FRONT_MAP ? json_object_size(j) != n->n
				 : json_array_size(j) != n->n)
		return false;
	for (n = n->first; n; n = n->next, i++) {
		const json_t *k =
		    n->key ? json_object_get(j, n->key) : json_array_get(j, i);

		if (!k || !agrees(n, k))
			return false;
	}
	return true;
}

/* Every node's bytes lie inside its parent's and after its brother's. */
static bool
spans_nest(const struct front_node *n, struct span in)
{
	size_t at = in.off;

	if (n->span.off < at || span_end(n->span) > span_end(in))
		return false;
	at = n->span.off;
	for (const struct front_node *x = n->first; x; x = x->next) {
		if (x->key && x->key_span.off < at)
			return false;
		if (x->span.off < at || !spans_nest(x, n->span))
			return false;
		at = span_end(x->span);
	}
	return true;
}

static const char *
text_of(const json_t *c, const char *key)
{
	return json_string_value(json_object_get(c, key));
}

static void
check_right(struct tally *t, const json_t *c, int rc, const char *code,
    const struct front_node *root)
{
	const char *id = text_of(c, "id"), *json = text_of(c, "json");
	json_t *want;

	if (rc < 0 && by_design(code)) {
		t->design++;
		return;
	}
	if ((rc < 0) != listed(strict, id))
		fail_msg("%s (%s): %s", id, text_of(c, "name"),
		    rc < 0 ? code : "is read now");
	t->strict += rc < 0;
	if (rc < 0 || !json)
		return;
	/* No value at all: no document, or only comments. */
	want = json_loads(*json ? json : "null", JSON_DECODE_ANY, NULL);
	assert_non_null(want);
	if (!agrees(root, want))
		fail_msg("%s (%s): read otherwise", id, text_of(c, "name"));
	t->agreed++;
	json_decref(want);
}

static void
check_wrong(struct tally *t, const json_t *c, int rc)
{
	const char *id = text_of(c, "id");

	if ((rc == 0) != listed(tolerated, id))
		fail_msg("%s (%s): %s", id, text_of(c, "name"),
		    rc ? "is refused now" : "is read");
	t->tolerated += rc == 0;
	t->refused += rc < 0;
}

static void
check_case(struct tally *t, const json_t *c)
{
	const char *yaml = text_of(c, "yaml");
	struct front_node *root = NULL;
	struct arena a;
	struct diags d = {NULL, 0, 0, 0};
	struct buf b = BUF_INIT;
	struct span part = {4, strlen(yaml)};
	int rc;

	arena_init(&a);
	buf_adds(&b, "---\n");
	buf_adds(&b, yaml);
	if (b.p[b.n - 1] != '\n') {
		buf_addc(&b, '\n');
		part.len++;
	}
	buf_adds(&b, "---\n\nBody.\n");
	rc = front_parse(&root, &a, "plan.md", buf_str(&b), b.n, part, &d);
	assert_int_equal(d.errors, rc < 0);
	if (rc == 0 && root && !spans_nest(root, part))
		fail_msg("%s: spans", text_of(c, "id"));
	if (json_is_true(json_object_get(c, "error")))
		check_wrong(t, c, rc);
	else
		check_right(t, c, rc, rc < 0 ? d.v[0].code : NULL, root);
	buf_free(&b);
	arena_free(&a);
}

static void
suite(void **state)
{
	struct tally t = {0, 0, 0, 0, 0};
	json_t *cases = *state, *c;
	size_t i;

	json_array_foreach(cases, i, c) check_case(&t, c);
	print_message("# of %zu cases: wrong ones %zu refused, %zu read all "
		      "the same; right ones %zu agree, %zu left out by "
		      "design, %zu refused\n",
	    json_array_size(cases), t.refused, t.tolerated, t.agreed, t.design,
	    t.strict);
}

/* The suite stays beside the project; NULL where it is not there. */
static json_t *
load(void)
{
	const char *dir = getenv("ILP_SUITES");
	char path[1024];

	snprintf(path, sizeof path, "%s/yaml-test-suite/cases.json",
	    dir ? dir : "../shared/data/suites");
	return json_load_file(path, 0, NULL);
}

int
main(void)
{
	json_t *cases = load();
	int failed;
	const struct CMUnitTest tests[] = {
	    {"the public cases are read as their authors say, or refused",
		suite, NULL, NULL, cases},
	};

	if (!cases) {
		puts("1..0 # SKIP the public suites are not here");
		return 0;
	}
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	json_decref(cases);
	return failed;
}
