#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/attach.h"
#include "cli/entry.h"

/* The portable name, good for the next call. */
static const char *
name(const char *path)
{
	static char out[256];
	struct arena a;

	arena_init(&a);
	snprintf(out, sizeof out, "%s", attach_name(&a, path));
	arena_free(&a);
	return out;
}

static void
kept(void **state)
{
	(void)state;
	assert_string_equal(name("IMG_0042.JPG"), "IMG_0042.JPG");
	assert_string_equal(name("/home/asha/river-map.txt"), "river-map.txt");
	assert_string_equal(name("../poem.v2.tar.gz"), "poem.v2.tar.gz");
	assert_string_equal(name("README"), "README");
}

static void
changed(void **state)
{
	(void)state;
	assert_string_equal(
	    name("My river  (final).pdf"), "My-river-final.pdf");
	assert_string_equal(name("Añoranza – día 1.mp3"), "Anoranza-dia-1.mp3");
	/* the accent as a letter of its own, as some computers write it */
	assert_string_equal(name("re\xcc\x81sume\xcc\x81.odt"), "resume.odt");
	assert_string_equal(name("фото.jpg"), "file.jpg");
	assert_string_equal(name("caf\xe9.txt"), "caf.txt");
	assert_string_equal(name("a\nb\x1b[31m.txt"), "a-b-31m.txt");
	assert_string_equal(name("what?.j pg"), "what-.j-pg");
}

static void
dangerous(void **state)
{
	(void)state;
	assert_string_equal(name(".gitattributes"), "gitattributes");
	assert_string_equal(name(".git"), "git");
	assert_string_equal(name("..."), "file");
	assert_string_equal(name("--help"), "help");
	assert_string_equal(name("-rf.txt"), "rf.txt");
	assert_string_equal(name("poem. .txt"), "poem.txt");
	assert_string_equal(name("con.txt"), "file-con.txt");
	assert_string_equal(name("Nul.tar.gz"), "file-Nul.tar.gz");
	assert_string_equal(name("LPT1"), "file-LPT1");
	assert_string_equal(name("a."), "a");
}

static void
long_name(void **state)
{
	char path[301];
	const char *s;

	(void)state;
	memset(path, 'a', 300);
	strcpy(path + 296, ".pdf");
	s = name(path);
	assert_true(strlen(s) <= ATTACH_NAME_MAX);
	assert_string_equal(s + strlen(s) - 5, "a.pdf");
	memset(path, 'e', 300);
	path[300] = '\0';
	path[1] = '.';
	assert_true(strlen(name(path)) <= ATTACH_NAME_MAX);
}

static int
link_is(const char *link)
{
	struct err e;

	return entry_link_check(link, &e) == 0;
}

static void
links(void **state)
{
	(void)state;
	assert_true(link_is("https://example.org/a?b=c#d"));
	assert_true(link_is("HTTP://example.org:8080"));
	assert_true(link_is("https://example.org/@asha/año"));
	assert_false(link_is("example.org/a"));
	assert_false(link_is("files/asha-r/map.txt"));
	assert_false(link_is("mailto:asha@example.org"));
	assert_false(link_is("javascript:alert(1)"));
	assert_false(link_is("file:///etc/passwd"));
	assert_false(link_is("https://"));
	assert_false(link_is("https:///a"));
	assert_false(link_is("https://example.org/a b"));
	assert_false(link_is("https://example.org/a\nb"));
	assert_false(link_is("https://example.org/\xe2\x80\xae"));
	assert_false(link_is("https://example.org/\xff"));
	assert_false(link_is("https://asha:pw@example.org/"));
	assert_false(link_is("https://asha@example.org"));
	assert_false(link_is(""));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    {"a plain name stays as it is", kept, NULL, NULL, NULL},
	    {"other names become ones that every computer takes", changed, NULL,
		NULL, NULL},
	    {"no name of a copy means something to git or Windows", dangerous,
		NULL, NULL, NULL},
	    {"a long name is cut before its ending", long_name, NULL, NULL,
		NULL},
	    {"a link is the address of a page, without a password", links, NULL,
		NULL, NULL},
	};

	return cmocka_run_group_tests_name("attach", tests, NULL, NULL);
}
