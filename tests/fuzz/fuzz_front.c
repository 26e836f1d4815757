/* Any bytes as YAML: refused with a place and words, or a sound tree. */

#include "fuzz.h"

#include "plan/settings.h"
#include "text/front.h"

static void
tree_check(const struct front_node *n, struct span in, size_t depth)
{
	size_t k = 0, at = in.off;

	PROMISE(depth <= FRONT_DEPTH_MAX + 1);
	PROMISE(n->span.off >= in.off && span_end(n->span) <= span_end(in));
	PROMISE((n->kind == FRONT_SCALAR) == (n->text != NULL));
	for (const struct front_node *c = n->first; c; c = c->next, k++) {
		PROMISE(c->parent == n &&
			(c->key != NULL) == (n->kind == FRONT_MAP));
		PROMISE(c->span.off >= at);
		at = c->span.off;
		tree_check(c, n->span, depth + 1);
	}
	PROMISE(k == n->n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *src = (const char *)data;
	struct front_node *root = NULL;
	struct diags d = {0};
	struct settings s;
	struct people p;
	struct arena a;

	arena_init(&a);
	if (front_parse(&root, &a, "f", src, size, (struct span){0, size}, &d))
		PROMISE(d.errors == 1 && d.v[0].line && d.v[0].col &&
			*d.v[0].text && d.v[0].hint);
	else if (root)
		tree_check(root, (struct span){0, size}, 1);
	d = (struct diags){0};
	if (utf8_valid(src, size) == size) {
		settings_read(&s, &a, "ilp.yml", src, size, &d);
		people_read(&p, &a, "people.yml", src, size, &d);
	}
	arena_free(&a);
	return 0;
}
