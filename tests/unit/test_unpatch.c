#include "scratch.h"

#include "repo/gitopen.h"
#include "track/unpatch.h"

static struct arena arena;

static struct bytes
text(const char *s)
{
	return (struct bytes){s, strlen(s)};
}

/* The text without what changed from old to new; NULL where it stays. */
static const char *
back(const char *old, const char *new, const char *now)
{
	struct buf b = BUF_INIT;
	const char *s = NULL;
	struct err e;
	bool done;

	assert_int_equal(
	    unpatch(&b, &done, &arena, text(old), text(new), text(now), &e), 0);
	if (done)
		s = arena_strdup(&arena, buf_str(&b));
	else
		assert_int_equal(b.n, 0);
	buf_free(&b);
	return s;
}

static void
around(void **state)
{
	(void)state;
	assert_string_equal(
	    back("a\nb\nc\n", "a\nB\nc\n", "A\nB\nC\n"), "A\nb\nC\n");
	assert_string_equal(back("a\nb\n", "a\nx\nb\n", "1\na\nx\n2\nb\n3\n"),
	    "1\na\n2\nb\n3\n");
	assert_string_equal(
	    back("a\nb\nc\n", "a\nc\n", "0\na\nc\n1\n"), "0\na\nb\nc\n1\n");
	assert_string_equal(
	    back("a\nb\nc\nd\n", "A\nb\nc\nD\n", "A\nb\n-\nc\nD\n"),
	    "a\nb\n-\nc\nd\n");
	assert_string_equal(back("", "a\n", "a\nb\n"), "b\n");
	assert_string_equal(back("a\n", "", ""), "a\n");
}

static void
touched(void **state)
{
	(void)state;
	assert_null(back("a\nb\n", "a\nB\n", "a\nC\n"));
	assert_null(back("a\n", "a\nx\ny\n", "a\nx\n-\ny\n"));
	assert_null(back("a\n", "a\nx\ny\n", "a\nx\n"));
	assert_null(back("a\nb\nc\n", "a\nc\n", "a\n-\nc\n"));
	assert_null(back("a\nb\nc\n", "a\nc\n", "a\nC\n"));
	assert_null(back("a\nb\nc\nd\n", "A\nb\nc\nD\n", "A\nb\nc\nd\n"));
	assert_null(back("a\n", "", "b\n"));
}

/* An entry like its neighbours, which a difference may cut otherwise. */
static void
alike(void **state)
{
	static const char old[] = "## C\n\n### 1\n\none\n\n## R\n";
	static const char new[] =
	    "## C\n\n### 1\n\none\n\n### 2\n\ntwo\n\n## R\n";

	(void)state;
	assert_string_equal(
	    back(old, new,
		"## C\n\n### 1\n\none\n\n### 2\n\ntwo\n\n### 3\n\nthree\n\n"
		"## R\n"),
	    "## C\n\n### 1\n\none\n\n### 3\n\nthree\n\n## R\n");
	assert_string_equal(
	    back(old, new,
		"## C\n\n### 0\n\nzero\n\n### 1\n\none\n\n### 2\n\ntwo\n\n"
		"## R\n"),
	    "## C\n\n### 0\n\nzero\n\n### 1\n\none\n\n## R\n");
	assert_string_equal(
	    back("a\nx\nb\n", "a\nx\nx\nb\n", "a\nx\n-\nx\nb\n"),
	    "a\nx\n-\nb\n");
	assert_string_equal(back("a\nx\nx\nb\n", "a\nx\nb\n", "a\nx\n-\nb\n"),
	    "a\nx\nx\n-\nb\n");
}

static void
line_ends(void **state)
{
	(void)state;
	assert_string_equal(back("a\r\nb\r\n", "a\r\nB\r\n", "a\r\nB\r\nc\r\n"),
	    "a\r\nb\r\nc\r\n");
	assert_null(back("a\r\nb\r\n", "a\r\nB\r\n", "a\nB\n"));
	assert_string_equal(back("a", "a\nb\n", "a\nb\n"), "a");
	assert_string_equal(back("a", "a\nb\n", "a\nb\nc\n"), "a\nc\n");
	assert_string_equal(
	    back("a", "a\r\nb\r\n", "a\r\nb\r\nc\r\n"), "a\r\nc\r\n");
	assert_string_equal(back("a\nb\n", "a\nb", "A\nb"), "A\nb\n");
}

static unsigned seed = 1;

static unsigned
any(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

/* Few words, so that lines stand many times. */
static char *
random_lines(char *out)
{
	unsigned n = any(9);

	*out = '\0';
	for (unsigned i = 0; i < n; i++)
		strcat(out, any(3) ? any(2) ? "a\n" : "\n" : "b\n");
	return out;
}

/* The same with lines of their own in between, or less some lines. */
static char *
edit(char *out, const char *s, const char *own)
{
	size_t n = 0;

	for (;;) {
		size_t len = strcspn(s, "\n") + 1;

		if (any(4) == 0)
			n += (size_t)sprintf(out + n, "%s\n", own);
		if (!*s)
			break;
		if (*own || any(4)) {
			memcpy(out + n, s, len);
			n += len;
		}
		s += len;
	}
	out[n] = '\0';
	return out;
}

static char *
without(const char *s, char own)
{
	char *out = arena_strdup(&arena, s), *to = out;

	for (; *s; s += strcspn(s, "\n") + 1)
		if (*s != own) {
			memcpy(to, s, strcspn(s, "\n") + 1);
			to += strcspn(s, "\n") + 1;
		}
	*to = '\0';
	return out;
}

static void
random_texts(void **state)
{
	char old[64], new[256], now[512];
	unsigned done = 0;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		const char *got;

		random_lines(old);
		if (any(2))
			edit(new, old, "");
		else
			random_lines(new);
		assert_string_equal(back(old, new, new), old);
		assert_string_equal(back(old, old, new), new);
		got = back(old, new, edit(now, new, "z"));
		if (got) {
			done++;
			assert_string_equal(without(got, 'z'), old);
		}
		arena_reset(&arena);
	}
	assert_true(done > 8000);
}

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* libgit2 stays started: it takes longer than a small difference. */
static int
start(void **state)
{
	struct err e;

	(void)state;
	return git_start(&e);
}

static int
stop(void **state)
{
	(void)state;
	git_end();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"changes around do not matter", around, begin, end, NULL},
	    {"lines that were changed stay", touched, begin, end, NULL},
	    {"blocks that begin as their neighbours end", alike, begin, end,
		NULL},
	    {"line ends are kept", line_ends, begin, end, NULL},
	    {"20,000 texts come back as they were", random_texts, begin, end,
		NULL},
	};

	return cmocka_run_group_tests_name("unpatch", tests, start, stop);
}
