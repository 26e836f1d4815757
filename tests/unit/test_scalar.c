#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/scalar.h"

static const struct scalar_place block = {false, 2, "\n", 0};
static const struct scalar_place flow = {true, 0, "\n", 0};

static void
plain(void **state)
{
	static const char *const texts[] = {"x", "two words", "2 weeks", "10d",
	    "2026-27", "grade-9", "0", "4", "-2", "3.4", "-0.5", "0.05",
	    "999999999999999", "2026-12-18", "2024-02-29",
	    "2026-12-19..2027-01-04", "2026-10-02 by heart", "RST.9-10.2",
	    "https://example.org/a?b=c#d", "a:b", "a#b", "it's", "a \"b\"",
	    "Zoë", "日本語", "½ page", "🙂", "a, b", "a [b] {c}", "9-10",
	    "12:30-13:00", "+ more", "nothing", "yes please", "x=y", "N.", "a?",
	    "1st", "infinity", "v1.2"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!scalar_plain_ok(texts[i], false))
			fail_msg("quoted: %s", texts[i]);
}

static void
quoted(void **state)
{
	static const char *const texts[] = {"", "y", "Y", "n", "no", "No",
	    "YES", "on", "OFF", "true", "False", "null", "NULL", "~", "<<", "=",
	    "012", "1.10", "1e3", "1E-3", "+1", "-0", "1_000", "1,000", ".5",
	    "5.", "0x10", "0o7", "0b1", "12:30", "1:30:20.5", "1.2.3", ".inf",
	    "-.INF", ".NaN", ".", "9999999999999999", "0.50", "2026-13-40",
	    "2026-02-29", "2026-1-5", "2026-10-02T10:00", "2026-10-02 10:00:00",
	    "- x", "-x", "-", "? x", ": x", ", x", "[x", "]", "{x", "}", "# x",
	    "&x", "*x", "!x", "|", "> x", "'x", "\"x\"", "%x", "@x", "`x", " x",
	    "x ", "a: b", "a:", "a #b", "---", "...", "a\nb", "\xef\xbb\xbfx",
	    "a\xc2\x85", "a\tb"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (scalar_plain_ok(texts[i], false))
			fail_msg("plain: %s", texts[i]);
}

static void
quoted_in_flow(void **state)
{
	static const char *const texts[] = {
	    "a, b", "a[b", "a]", "a{", "a}", "a:b", "a?b"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (scalar_plain_ok(texts[i], true))
			fail_msg("plain: %s", texts[i]);
	assert_true(scalar_plain_ok("2026-12-18", true));
	assert_true(scalar_plain_ok("two words", true));
}

static void
written(const char *s, const struct scalar_place *at, const char *want)
{
	struct buf out = BUF_INIT;

	scalar_write(&out, s, at);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void
quotes(void **state)
{
	(void)state;
	written("", &block, "''");
	written("no", &block, "'no'");
	written("it's: so", &block, "'it''s: so'");
	written("a\\b: \"c\"", &block, "'a\\b: \"c\"'");
	written("\xef\xbb\xbfx\"\\", &block, "\"\\uFEFFx\\\"\\\\\"");
	written("é\nü", &flow, "\"é\\nü\"");
}

static void
literals(void **state)
{
	const struct scalar_place dos = {false, 0, "\r\n", 4};

	(void)state;
	written("a\nb", &block, "|-\n    a\n    b");
	written("a\n\nb\n", &block, "|\n    a\n\n    b");
	written("a: # b\n", &block, "|\n    a: # b");
	written(" a\nb\n", &block, "|2\n     a\n    b");
	written("\n a\n", &block, "|2\n\n     a");
	written(" a\n", &dos, "|4\r\n     a");
	written("a\nb\n", &dos, "|\r\n    a\r\n    b");
}

static void
no_literals(void **state)
{
	(void)state;
	written("\n", &block, "\"\\n\"");
	written("a\n\n", &block, "\"a\\n\\n\"");
	written("a\n  ", &block, "\"a\\n  \"");
	written("  \na", &block, "\"  \\na\"");
	written("a\n\xef\xbb\xbf", &block, "\"a\\n\\uFEFF\"");
}

static void
rewritten(const char *was, enum front_style style, const char *s,
    const struct scalar_place *at, const char *want)
{
	struct front_node old = {.style = style, .text = was};
	struct buf out = BUF_INIT;

	scalar_rewrite(&out, s, &old, at);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void
wishes(void **state)
{
	(void)state;
	rewritten("x", FRONT_PLAIN, "u", &block, "u");
	rewritten("x", FRONT_SINGLE, "u", &block, "'u'");
	rewritten("x", FRONT_DOUBLE, "u", &block, "\"u\"");
	rewritten("no", FRONT_DOUBLE, "012", &block, "\"012\"");
	rewritten("x", FRONT_DOUBLE, "a\nb", &block, "\"a\\nb\"");
	rewritten("x", FRONT_SINGLE, "a\nb", &block, "|-\n    a\n    b");
	rewritten("x\n", FRONT_LITERAL, "u\n", &block, "|\n    u");
	rewritten("x", FRONT_LITERAL, "u", &block, "|-\n    u");
	rewritten("x", FRONT_FOLDED, "u", &block, ">-\n    u");
	rewritten("x", FRONT_FOLDED, "a\nb", &block, "|-\n    a\n    b");
}

static void
no_wishes(void **state)
{
	(void)state;
	rewritten("no", FRONT_SINGLE, "u", &block, "u");
	rewritten("", FRONT_SINGLE, "u", &block, "u");
	rewritten("no", FRONT_PLAIN, "012", &block, "'012'");
	rewritten("x\n", FRONT_LITERAL, "u", &block, "u");
	rewritten("x", FRONT_FOLDED, " u", &block, "' u'");
	rewritten("x", FRONT_LITERAL, "u", &flow, "u");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"ordinary words, numbers and dates stand plain", plain, NULL, NULL,
		NULL},
	    {"what a reader may take for something else is quoted", quoted,
		NULL, NULL, NULL},
	    {"brackets need more quotes", quoted_in_flow, NULL, NULL, NULL},
	    {"single quotes first, double for what cannot be seen", quotes,
		NULL, NULL, NULL},
	    {"several lines are a literal block", literals, NULL, NULL, NULL},
	    {"what a block cannot hold safely is one quoted line", no_literals,
		NULL, NULL, NULL},
	    {"quotes that somebody wished are kept", wishes, NULL, NULL, NULL},
	    {"quotes that were only needed are not kept", no_wishes, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
