#include "plans.h"

#include "plan/entry.h"

/* The only entry of a section of check-ins with that heading. */
static struct entry *
entry(const char *heading, const char *codes)
{
	struct plan *p = plan_raw(text_of("goals: {read: {title: R}}\n",
	    arena_printf(&arena, "## Check-ins\n\n### %s\n", heading)));

	if (strcmp(codes_of(p), codes) != 0)
		fail_msg("%s: %s", heading, codes_of(p));
	assert_int_equal(p->nentries, 1);
	return &p->entries[0];
}

static struct entry *
good(const char *heading)
{
	struct entry *e = entry(heading, "");

	assert_false(e->bad);
	return e;
}

static const char *
told_tags(const struct tagged_list *l)
{
	const char *s = "";

	for (size_t i = 0; i < l->n; i++)
		s = arena_printf(&arena, "%s%s%s=%s", s, i ? " " : "",
		    l->v[i].id, l->v[i].value ? l->v[i].value : "-");
	return s;
}

static void
whole(void **state)
{
	struct entry *e = good(
	    "2026-10-02 j.ortiz {with=asha.r,R.Family role=coach "
	    "next=2026-10-16 kind=initial of=3f1c link=https://x.org/a?b=c "
	    "file=a/b.txt medium=audio minutes=15 prompt=why support=bus "
	    "audience=school goal=read:3,speak standard=RS.1:ok "
	    "result=read:met x-room=12}");

	(void)state;
	assert_string_equal(e->date, "2026-10-02");
	assert_string_equal(e->by, "j.ortiz");
	assert_string_equal(told_list(&e->with), "[asha.r, r.family]");
	assert_string_equal(e->role, "coach");
	assert_string_equal(e->next, "2026-10-16");
	assert_string_equal(e->kind, "initial");
	assert_string_equal(e->of, "3f1c");
	assert_string_equal(e->link, "https://x.org/a?b=c");
	assert_string_equal(e->file, "a/b.txt");
	assert_string_equal(e->medium, "audio");
	assert_string_equal(e->minutes, "15");
	assert_string_equal(e->prompt, "why");
	assert_string_equal(e->support, "bus");
	assert_int_equal(e->audience, AUDIENCE_SCHOOL);
	assert_string_equal(told_tags(&e->goals), "read=3 speak=-");
	assert_string_equal(told_tags(&e->standards), "RS.1=ok");
	assert_string_equal(told_tags(&e->results), "read=met");
	assert_string_equal(entry_attr(e, "x-room"), "12");
	assert_null(entry_attr(e, "room"));
	assert_true(entry_key_known("goal"));
	assert_false(entry_key_known("x-room"));
}

static void
who(void **state)
{
	(void)state;
	assert_string_equal(good("2026-10-02 J.Ortiz")->by, "j.ortiz");
	assert_string_equal(
	    good("2026-10-02 Jonah  Ortiz")->by, "Jonah  Ortiz");
	assert_string_equal(
	    good("2026-10-02 ليلى الساحلي {minutes=3}")->by, "ليلى الساحلي");
	assert_string_equal(good("2026-10-02 j.ortiz ##")->by, "j.ortiz");
	assert_string_equal(good("2026-10-02\tj.ortiz")->by, "j.ortiz");
	assert_null(entry("2026-10-02", "entry-who")->by);
	assert_null(entry("2026-10-02 {minutes=3}", "entry-who")->by);
}

static void
separators(void **state)
{
	(void)state;
	assert_string_equal(good("2026-10-02 — j.ortiz")->by, "j.ortiz");
	assert_string_equal(good("2026-10-02 · j.ortiz")->by, "j.ortiz");
	assert_string_equal(
	    good("2026-10-02 —  Jo Hart {next=2026-11-01}")->by, "Jo Hart");
}

static void
quotes(void **state)
{
	(void)state;
	assert_string_equal(
	    good("2026-10-02 j {prompt=\"What now?\"}")->prompt, "What now?");
	assert_string_equal(
	    good("2026-10-02 j {prompt=\"say \\\"hm\\\" \\\\ {x}\"}")->prompt,
	    "say \"hm\" \\ {x}");
	assert_string_equal(
	    good("2026-10-02 j {prompt=\"\" x=a\\b}")->prompt, "");
	assert_string_equal(
	    entry_attr(good("2026-10-02 j {x=a\\b}"), "x"), "a\\b");
	assert_string_equal(
	    good("2026-10-02 j {prompt=\"{goal=read\"}")->prompt, "{goal=read");
	assert_string_equal(
	    good("2026-10-02 j {link=https://x.org/#top} ###")->link,
	    "https://x.org/#top");
}

static void
last_braces(void **state)
{
	struct entry *e = good("2026-10-02 Jo {x} {goal=read}");

	(void)state;
	assert_string_equal(e->by, "Jo {x}");
	assert_string_equal(told_tags(&e->goals), "read=-");
	e = good("2026-10-02 j {}");
	assert_int_equal(e->nattrs, 0);
	assert_string_equal(e->by, "j");
	e = good("2026-10-02 j {  goal=read\tminutes=3  }   #");
	assert_int_equal(e->nattrs, 2);
}

static void
marks_stay(void **state)
{
	struct entry *e = good("2026-10-02 j {x=*a* y=_b_ z=`c` w=a&amp;b}");

	(void)state;
	assert_string_equal(entry_attr(e, "x"), "*a*");
	assert_string_equal(entry_attr(e, "y"), "_b_");
	assert_string_equal(entry_attr(e, "z"), "`c`");
	assert_string_equal(entry_attr(e, "w"), "a&amp;b");
}

static void
bad_braces(void **state)
{
	static const char *const v[] = {"2026-10-02 j {goal}",
	    "2026-10-02 j {goal=}", "2026-10-02 j {goal=read",
	    "2026-10-02 j goal=read}", "2026-10-02 j {goal=read} x",
	    "2026-10-02 j {Goal=read}", "2026-10-02 j {1x=read}",
	    "2026-10-02 j {x=\"a}", "2026-10-02 j {x=\"a\"b=c}",
	    "2026-10-02 j {x=\"\\a\"}", "2026-10-02 j {x=a\"b\"}",
	    "2026-10-02 j {x={y}}", "2026-10-02 j {x=\"a\\\"}",
	    "2026-10-02 j {=a}", "2026-10-02 j {a=b, c=d}x"};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct entry *e = entry(v[i], "entry-attributes");

		assert_true(e->bad);
		assert_int_equal(e->audience, AUDIENCE_STAFF);
	}
}

static void
bad_values(void **state)
{
	static const char *const v[][2] = {
	    {"2026-02-30 j", "entry-date"},
	    {"2026-10-02 j {next=soon}", "entry-date"},
	    {"2026-10-02 j {next=2026-02-30}", "entry-date"},
	    {"2026-10-02 j {minutes=few}", "entry-number"},
	    {"2026-10-02 j {goal=,read}", "entry-list"},
	    {"2026-10-02 j {goal=read:}", "entry-list"},
	    {"2026-10-02 j {standard=RS.1}", "entry-list"},
	    {"2026-10-02 j {result=read}", "entry-list"},
	    {"2026-10-02 j {goal=read:much}", "entry-reading"},
	    {"2026-10-02 j {audience=all}", "audience"},
	    {"2026-10-02 j {x=1 x=2}", "entry-attribute-twice"},
	    {"2026-10-02 j {goal=read goal=read}", "entry-attribute-twice"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct entry *e = entry(v[i][0], v[i][1]);

		assert_true(e->bad);
		assert_int_equal(e->audience, AUDIENCE_STAFF);
	}
}

static void
too_long(void **state)
{
	char *name = arena_alloc(&arena, 9001);

	(void)state;
	memset(name, 'n', 9000);
	entry(arena_printf(&arena, "2026-10-02 %s", name), "entry-length");
}

static void
written(void **state)
{
	static const struct attr v[] = {{"goal", "read:3", 0},
	    {"link", "https://x.org/a?b=c", 0}, {"prompt", "say \"hm\" \\", 0},
	    {"x", "", 0}, {"y", "{a}", 0}, {"z", "a\\b", 0}};
	struct buf b = BUF_INIT;
	struct entry *e;

	(void)state;
	attrs_write(&b, v, 6);
	assert_string_equal(b.p, "{goal=read:3 link=https://x.org/a?b=c "
				 "prompt=\"say \\\"hm\\\" \\\\\" x=\"\" "
				 "y=\"{a}\" z=\"a\\\\b\"}");
	e = good(arena_printf(&arena, "2026-10-02 j %s", b.p));
	assert_int_equal(e->nattrs, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(entry_attr(e, v[i].key), v[i].value);
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(whole, "every fact in an entry's heading is read"),
	    TEST(who, "an entry is by a handle, or by a name with blanks"),
	    TEST(separators, "a dash or a dot may stand after the date"),
	    TEST(quotes, "a value in quotes may hold blanks and braces"),
	    TEST(last_braces, "the last braces of the heading count"),
	    TEST(marks_stay, "Markdown marks inside the braces are bytes"),
	    TEST(bad_braces, "braces that cannot be read hide the entry"),
	    TEST(bad_values, "a wrong value in the braces hides the entry"),
	    TEST(too_long, "a heading of nine thousand letters is no entry"),
	    TEST(written, "what is written into braces is read back"),
	};

	return cmocka_run_group_tests_name("entries", tests, NULL, NULL);
}
