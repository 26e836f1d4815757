#include "scratch.h"

#include "base/buf.h"
#include "repo/udiff.h"

static char *
diff(const char *path, const char *old, const char *new)
{
	static char out[16384];
	struct buf b = BUF_INIT;
	struct err e;

	assert_int_equal(udiff(&b, path, old, old ? strlen(old) : 0, new,
			     new ? strlen(new) : 0, &e),
	    0);
	snprintf(out, sizeof out, "%s", buf_str(&b));
	buf_free(&b);
	return out;
}

/* Old becomes new by `git apply` and by `patch`. */
static void
applies(const char *old, const char *new)
{
	for (int tool = 0; tool < 2; tool++) {
		sh("mkdir -p w/plans && git init -q w");
		if (old)
			put("w/plans/maya.md", old);
		else
			unlink("w/plans/maya.md");
		put("d.patch", diff("plans/maya.md", old, new));
		sh(tool == 0 ? "cd w && git apply ../d.patch"
			     : "cd w && patch -s -p1 < ../d.patch");
		if (new)
			assert_string_equal(sh_out("cat w/plans/maya.md"), new);
		else
			assert_int_not_equal(
			    access("w/plans/maya.md", F_OK), 0);
	}
}

static void
changed(void **state)
{
	(void)state;
	assert_string_equal(diff("plans/maya.md", "a\nb\n", "a\nc\n"),
	    "diff --git a/plans/maya.md b/plans/maya.md\n"
	    "index 422c2b7..0f7bc76 100644\n"
	    "--- a/plans/maya.md\n"
	    "+++ b/plans/maya.md\n"
	    "@@ -1,2 +1,2 @@\n"
	    " a\n"
	    "-b\n"
	    "+c\n");
	applies("a\nb\n", "a\nc\n");
}

static void
no_newline(void **state)
{
	(void)state;
	applies("a\nb", "a\nb\nc");
	applies("a\nb", "a\nb\n");
	applies("a\r\nb\r\n", "a\r\nc\r\n");
}

static void
whole_file(void **state)
{
	char *d = diff("plans/maya.md", NULL, "a\n");

	(void)state;
	assert_non_null(strstr(d, "new file mode 100644\n"));
	assert_non_null(strstr(d, "--- /dev/null\n+++ b/plans/maya.md\n"));
	applies(NULL, "a\nb");
	applies("a\nb\n", NULL);
}

static void
same(void **state)
{
	(void)state;
	assert_string_equal(diff("plans/maya.md", "a\n", "a\n"), "");
}

#define T(name, f)                                        \
	{                                                 \
		name, f, scratch_begin, scratch_end, NULL \
	}

static void
no_text(void **state)
{
	static const char bytes[] = "GIF89a\0\x1b[31m";
	struct buf b = BUF_INIT;
	struct err e;

	(void)state;
	assert_int_equal(udiff(&b, "plans/files/maya/a.gif", NULL, 0, bytes,
			     sizeof bytes, &e),
	    0);
	assert_non_null(strstr(buf_str(&b), "Binary files /dev/null and"));
	assert_null(strstr(buf_str(&b), "GIF89a"));
	buf_free(&b);
	assert_non_null(
	    strstr(diff("a.md", "old \xff\n", "new \xff\n"), "Binary files"));
	assert_non_null(
	    strstr(diff("a.md", "old \1\n", "new \1\n"), "+new \1\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T("a change is shown as git shows it", changed),
	    T("a last line without an end can be applied", no_newline),
	    T("new and removed files can be applied", whole_file),
	    T("equal bytes give no diff", same),
	    T("bytes that are no text are only said to differ", no_text),
	};

	return cmocka_run_group_tests_name("udiff", tests, NULL, NULL);
}
