#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "cli/editor.h"
#include "cli/text.h"

/* A private folder, an arena and a source to play with. */
struct place {
	struct arena a;
	char dir[64];
	struct text_source src;
	struct err e;
	char *text;
};

static int
setup(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	if (!p)
		return -1;
	arena_init(&p->a);
	strcpy(p->dir, "/tmp/ilp-test-text-XXXXXX");
	if (!mkdtemp(p->dir))
		return -1;
	p->src.name = "ilp-reflect";
	p->src.dir = p->dir;
	*state = p;
	return setenv("TMPDIR", p->dir, 1);
}

static int
teardown(void **state)
{
	struct place *p = *state;
	char cmd[96];
	int r;

	snprintf(cmd, sizeof cmd, "rm -r %s", p->dir);
	r = system(cmd);
	arena_free(&p->a);
	free(p);
	return r;
}

/* How many files are in the folder that belong to the editor. */
static int
leftovers(const struct place *p)
{
	char cmd[160];

	snprintf(cmd, sizeof cmd,
	    "exit $(ls %s | grep -c '^ilp-reflect-.*[.]md$')", p->dir);
	return WEXITSTATUS(system(cmd));
}

static int
get(struct place *p)
{
	p->text = NULL;
	err_clear(&p->e);
	return text_get(&p->text, &p->a, &p->src, &p->e);
}

static void
clean(const char *in, const char *want)
{
	struct arena a;
	struct err e;
	char *out;

	arena_init(&a);
	assert_int_equal(text_clean(&out, &a, in, strlen(in), "", &e), 0);
	assert_string_equal(out, want);
	arena_free(&a);
}

static void
ends(void **state)
{
	(void)state;
	clean("", "");
	clean("\n \t\n\n", "");
	clean("one", "one");
	clean("\n  \n  # Heading \n\n\n- [ ] x\t\n \n\n",
	    "  # Heading \n\n\n- [ ] x\t");
	clean("\xef\xbb\xbf\r\na\r\n\r\nb\r\n", "a\n\nb");
}

static void
scissors(void **state)
{
	(void)state;
	clean("mine\n\n" TEXT_SCISSORS "\nhelp\033\xff", "mine");
	clean("mine\n" TEXT_SCISSORS " \r\nhelp", "mine");
	clean(TEXT_SCISSORS, "");
	clean("> " TEXT_SCISSORS "\nb", "> " TEXT_SCISSORS "\nb");
	clean(TEXT_SCISSORS " x\nb", TEXT_SCISSORS " x\nb");
}

static void
refuse(const char *in, const char *code, size_t line, size_t col)
{
	struct arena a;
	struct err e;
	char *out;

	arena_init(&a);
	assert_int_equal(
	    text_clean(&out, &a, in, strlen(in), "note.md", &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.path, "note.md");
	assert_string_equal(e.code, code);
	assert_int_equal(e.line, line);
	assert_int_equal(e.col, col);
	arena_free(&a);
}

static void
bad_bytes(void **state)
{
	(void)state;
	refuse("a\n\xc3\xa9\xff", "text-utf8", 2, 2);
	refuse("a\r\n\xc3\xa9 \033[m", "text-control", 2, 3);
	refuse("a\rb", "text-control", 1, 2);
	refuse("a\xc2\x85", "text-control", 1, 2);
}

static void
too_long(void **state)
{
	struct place *p = *state;
	char *big = arena_alloc(&p->a, TEXT_MAX + 2), *out;

	memset(big, 'a', TEXT_MAX + 1);
	assert_int_equal(text_clean(&out, &p->a, big, TEXT_MAX, "x", &p->e), 0);
	assert_int_equal(
	    text_clean(&out, &p->a, big, TEXT_MAX + 1, "x", &p->e), -1);
	assert_string_equal(p->e.code, "text-size");
}

static void
paragraphs(void **state)
{
	struct place *p = *state;
	struct strs m = {NULL, 0, 0};

	p->src.m = &m;
	strs_add(&m, &p->a, "one\ntwo");
	strs_add(&m, &p->a, "");
	strs_add(&m, &p->a, "three\n");
	assert_int_equal(get(p), 0);
	assert_string_equal(p->text, "one\ntwo\n\nthree");
	m.n = 0;
	strs_add(&m, &p->a, " \n");
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_USAGE);
}

static void
sources(void **state)
{
	struct place *p = *state;
	struct strs m = {NULL, 0, 0};

	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_USAGE);
	strs_add(&m, &p->a, "x");
	p->src.m = &m;
	p->src.file = "-";
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_USAGE);
	p->src.m = NULL;
	p->src.file = p->dir;
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_USAGE);
	p->src.file = "/dev/null";
	assert_int_equal(get(p), -1);
	assert_string_equal(p->e.code, "text-empty");
}

static void
from_file(void **state)
{
	struct place *p = *state;
	struct folder f;

	assert_int_equal(folder_open(&f, p->dir, &p->e), 0);
	assert_int_equal(file_replace(&f, "note.md", "\nhi\r\n", 5, &p->e), 0);
	folder_close(&f);
	p->src.file = arena_printf(&p->a, "%s/note.md", p->dir);
	assert_int_equal(get(p), 0);
	assert_string_equal(p->text, "hi");
	p->src.template = "hi\n\n";
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_ANSWER);
}

static void
edited(void **state)
{
	struct place *p = *state;

	p->src.terminal = true;
	p->src.template = "What went well?";
	p->src.notes = "Goals: read, write";
	setenv(
	    "GIT_EDITOR", "printf 'All of it.\\n' | sed -i '1r /dev/stdin'", 1);
	assert_int_equal(get(p), 0);
	assert_string_equal(p->text, "What went well?\nAll of it.");
	assert_int_equal(leftovers(p), 0);
}

static void
unchanged(void **state)
{
	struct place *p = *state;

	p->src.terminal = true;
	p->src.template = "What went well?\n";
	p->src.notes = "Goals";
	setenv("GIT_EDITOR", "true", 1);
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_ANSWER);
	setenv("GIT_EDITOR", "truncate -s 0", 1);
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_ANSWER);
	assert_int_equal(leftovers(p), 0);
}

static void
editor_fails(void **state)
{
	struct place *p = *state;

	p->src.terminal = true;
	setenv("GIT_EDITOR", "false", 1);
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_WORLD);
	assert_int_equal(leftovers(p), 0);
	setenv("GIT_EDITOR", "f() { echo typed >\"$1\"; return 3; }; f", 1);
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_WORLD);
	assert_non_null(strstr(p->e.hint, p->dir));
	assert_int_equal(leftovers(p), 1);
}

static void
kept_aside(void **state)
{
	struct place *p = *state;

	p->src.terminal = true;
	setenv("GIT_EDITOR", "f() { printf 'a\\n\\033' >\"$1\"; }; f", 1);
	assert_int_equal(get(p), -1);
	assert_int_equal(p->e.kind, ERR_INPUT);
	assert_int_equal(p->e.line, 2);
	assert_non_null(strstr(p->e.path, p->dir));
	assert_int_equal(leftovers(p), 1);
}

static void
private_file(void **state)
{
	struct place *p = *state;
	struct stat st;
	char *path;

	assert_int_equal(editor_keep(&path, &p->a, "words", 5, "ilp-reflect",
			     "/nowhere", &p->e),
	    0);
	assert_non_null(strstr(path, p->dir));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, 5);
}

#define WITH_PLACE(name, fn)                    \
	{                                       \
		name, fn, setup, teardown, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"only blank lines at both ends go", ends, NULL, NULL, NULL},
	    {"all from the scissors line on is dropped, nothing else", scissors,
		NULL, NULL, NULL},
	    {"broken bytes and control characters are refused by place",
		bad_bytes, NULL, NULL, NULL},
	    WITH_PLACE("a text above the limit is refused", too_long),
	    WITH_PLACE("several -m are paragraphs, an empty one is an error",
		paragraphs),
	    WITH_PLACE(
		"no source, two sources or a folder are an error", sources),
	    WITH_PLACE("a file gives the text, the template again is no text",
		from_file),
	    WITH_PLACE(
		"the editor's text comes without the help below", edited),
	    WITH_PLACE("nothing typed means nothing is written", unchanged),
	    WITH_PLACE(
		"when the editor fails what was typed is kept", editor_fails),
	    WITH_PLACE(
		"a text with an error in it is kept and named", kept_aside),
	    WITH_PLACE(
		"a kept text is private and finds a place", private_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
