#include "scratch.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "repo/tree.h"

static struct arena arena;
static struct tree tree;
static struct diags diags;

/* Lists plans; the paths joined by blanks. */
static char *
list(void)
{
	static char out[4096];
	struct folder root;
	struct err e;

	memset(&diags, 0, sizeof diags);
	out[0] = '\0';
	assert_int_equal(folder_open(&root, ".", &e), 0);
	assert_int_equal(
	    tree_list(&tree, &arena, &root, "plans", ".md", &diags, &e), 0);
	folder_close(&root);
	for (size_t i = 0; i < tree.n; i++) {
		if (i > 0)
			strcat(out, " ");
		strcat(out, tree.v[i].path);
	}
	return out;
}

static void
sorted(void **state)
{
	(void)state;
	sh("mkdir -p plans/9 plans/10; touch plans/9/maya.md plans/10/zoe.md "
	   "plans/9/asha.md plans/ben.md plans/9.md");
	assert_string_equal(list(), "plans/10/zoe.md plans/9.md "
				    "plans/9/asha.md plans/9/maya.md "
				    "plans/ben.md");
	assert_string_equal(tree.v[2].name, "asha.md");
	assert_int_equal(diags.n, 0);
}

static void
left_out(void **state)
{
	(void)state;
	sh("mkdir -p plans/9/files/maya plans/_old plans/.x; touch "
	   "plans/README.md plans/9/README.md plans/9/_draft.md "
	   "plans/9/.maya.md plans/9/files/maya/essay.md plans/_old/a.md "
	   "plans/.x/b.md plans/9/notes.txt plans/9/maya.md "
	   "plans/9/readme.md");
	assert_string_equal(list(), "plans/9/maya.md plans/9/readme.md");
	assert_int_equal(diags.n, 0);
}

static void
links(void **state)
{
	(void)state;
	sh("mkdir -p plans/9 out; touch out/x.md plans/9/maya.md; ln -s "
	   "../../out plans/9/group; ln -s ../../out/x.md plans/9/x.md; "
	   "ln -s . plans/loop");
	assert_string_equal(list(), "plans/9/maya.md");
	assert_int_equal(diags.n, 3);
	assert_string_equal(diags.v[0].code, "tree-skipped");
	assert_int_equal(diags.errors, 0);
}

static void
linked_plans(void **state)
{
	(void)state;
	sh("mkdir out; touch out/x.md; ln -s out plans");
	assert_string_equal(list(), "");
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].path, "plans");
}

static void
pipes(void **state)
{
	(void)state;
	sh("mkdir plans; touch plans/maya.md");
	assert_int_equal(mkfifo("plans/pipe.md", 0600), 0);
	assert_int_equal(mkfifo("plans/pipe", 0600), 0);
	assert_string_equal(list(), "plans/maya.md");
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].path, "plans/pipe.md");
}

static void
depth(void **state)
{
	(void)state;
	sh("d=plans; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; "
	   "do d=$d/g; mkdir -p $d; touch $d/p.md; done");
	list();
	assert_int_equal(tree.n, TREE_DEPTH_MAX - 1);
	assert_int_equal(diags.n, 1);
}

static void
missing(void **state)
{
	(void)state;
	assert_string_equal(list(), "");
	assert_int_equal(diags.n, 0);
}

static int
begin(void **state)
{
	arena_init(&arena);
	return scratch_begin(state);
}

static int
end(void **state)
{
	arena_free(&arena);
	return scratch_end(state);
}

#define T(name, f)                        \
	{                                 \
		name, f, begin, end, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T("plans are listed in the order of their paths", sorted),
	    T("README, drafts, hidden and evidence files are no plans",
		left_out),
	    T("symbolic links are skipped and told", links),
	    T("a plans folder that is a link is not followed", linked_plans),
	    T("a pipe among the plans does not block", pipes),
	    T("folders nested too deep are told", depth),
	    T("no plans folder is an empty list", missing),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
