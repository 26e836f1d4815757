/* Items of the learner profile come and go, and nothing else moves. */
#include "plans.h"

static struct edit ed;
static struct err err;

#define HEAD "---\nilp: 1\nlearner: Asha\n"
#define TAIL "---\n\n# Asha\n"

static void
begin(const char *text)
{
	err_clear(&err);
	edit_begin(&ed, &arena, &school, today, plan_of(text));
}

static void
add_new(const struct profile_new *n)
{
	err_clear(&err);
	edit_profile_add(&ed, n, &err);
}

static void
add(const char *heading, const char *text)
{
	struct profile_new n = {heading, text, NULL, NULL, NULL};

	add_new(&n);
}

static void
drop(const char *heading, const char *text)
{
	err_clear(&err);
	edit_profile_drop(&ed, heading, text, &err);
}

static const char *
bytes(void)
{
	return arena_strndup(&arena, ed.now->doc.src, ed.now->doc.len);
}

static void
now_is(const char *text)
{
	if (err.kind)
		fail_msg("refused: %s (%s)", err.msg, err.hint);
	assert_string_equal(bytes(), text);
	plan_of(bytes());
}

static void
refused(enum err_kind kind, const char *words)
{
	if (!err.kind)
		fail_msg("not refused: %s", words);
	assert_int_equal(err.kind, kind);
	if (!strstr(err.msg, words))
		fail_msg("\"%s\", not \"%s\"", err.msg, words);
	assert_ptr_equal(ed.now, ed.before);
}

/* Adds needs: quiet (and a source) where the front matter is that. */
static void
grows(const char *front, const char *source, const char *to)
{
	struct profile_new n = {"needs", "quiet", source, NULL, NULL};

	begin(arena_printf(&arena, HEAD "%s" TAIL, front));
	add_new(&n);
	now_is(arena_printf(&arena, HEAD "%s" TAIL, to));
}

static void
shrinks(const char *front, const char *text, const char *to)
{
	begin(arena_printf(&arena, HEAD "%s" TAIL, front));
	drop("needs", text);
	now_is(arena_printf(&arena, HEAD "%s" TAIL, to));
}

static void
added_text(void **state)
{
	(void)state;
	grows("", NULL, "profile:\n  needs:\n    - quiet\n");
	grows("profile:\n", NULL, "profile:\n  needs:\n    - quiet\n");
	grows("profile: ''\n", NULL, "profile:\n  needs:\n    - quiet\n");
	grows("profile: # mine\n", NULL,
	    "profile: # mine\n  needs:\n    - quiet\n");
	grows("profile:\n  strengths: # all\n  - maps\n", NULL,
	    "profile:\n  strengths: # all\n  - maps\n  needs:\n  - quiet\n");
	grows("profile:\n    needs:\n", NULL,
	    "profile:\n    needs:\n        - quiet\n");
	grows("profile:\n  needs: # told\n  likes: tea\n", NULL,
	    "profile:\n  needs: # told\n    - quiet\n  likes: tea\n");
	grows("profile:\n  needs: time # 'tis\n", NULL,
	    "profile:\n  needs:\n    - time # 'tis\n    - quiet\n");
	grows("profile:\n  needs:\n    - \"time\" # a\n    # b\n", NULL,
	    "profile:\n  needs:\n    - \"time\" # a\n    - \"quiet\"\n"
	    "    # b\n");
	grows("profile:\n  needs: [time]\n", NULL,
	    "profile:\n  needs: [time, quiet]\n");
	grows("profile:\n  needs: []\n", NULL, "profile:\n  needs: [quiet]\n");
	grows("profile:\n  needs:\n    - text: time\n      source: me\n", NULL,
	    "profile:\n  needs:\n    - text: time\n      source: me\n"
	    "    - quiet\n");
	grows("profile: {}\n", NULL, "profile: {needs: [quiet]}\n");
	grows("profile: {likes: tea}\n", NULL,
	    "profile: {likes: tea, needs: [quiet]}\n");
	grows("profile: {needs: time}\n", NULL,
	    "profile: {needs: [time, quiet]}\n");
}

static void
placed(void **state)
{
	(void)state;
	grows("team:\n  coach: mia\n\ngoals:\n  a:\n    title: A\n", NULL,
	    "team:\n  coach: mia\nprofile:\n  needs:\n    - quiet\n\n"
	    "goals:\n  a:\n    title: A\n");
}

static void
added_mapping(void **state)
{
	(void)state;
	grows("", "Asha: herself",
	    "profile:\n  needs:\n    - text: quiet\n"
	    "      source: 'Asha: herself'\n");
	grows("profile:\n  needs: time\n", "Asha",
	    "profile:\n  needs:\n    - time\n    - text: quiet\n"
	    "      source: Asha\n");
	grows("profile:\n  needs: [time]\n", "Asha",
	    "profile:\n  needs: [time, {text: quiet, source: Asha}]\n");
	grows("profile: {needs: {text: time, date: 2026-09-01}}\n", "Asha",
	    "profile: {needs: [{text: time, date: 2026-09-01}, "
	    "{text: quiet, source: Asha}]}\n");
	grows("profile:\n  needs:\n    # hm\n    text: time\n"
	      "    source: |\n      me\n\n      too\n  likes: tea\n",
	    NULL,
	    "profile:\n  needs:\n    # hm\n    - text: time\n"
	    "      source: |\n        me\n\n        too\n    - quiet\n"
	    "  likes: tea\n");
}

static void
added_whole(void **state)
{
	struct profile_new n = {
	    "needs", "quiet", "r.family", "2026-09-30", "family"};
	const struct profile_item *it;

	(void)state;
	begin(HEAD TAIL);
	add_new(&n);
	now_is(HEAD "profile:\n  needs:\n    - text: quiet\n"
		    "      source: r.family\n      date: 2026-09-30\n"
		    "      audience: family\n" TAIL);
	it = &ed.now->profile[0].items[0];
	assert_int_equal(it->audience, AUDIENCE_FAMILY);
	assert_string_equal(told_changes(ed.before, ed.now),
	    "profile.added heading=needs new=quiet\n");
}

static void
odd_texts(void **state)
{
	static const char *const texts[] = {"a: b", "# no comment", "- dash",
	    "\"quoted\" and 'so'", "no", "012", "2026-09-01", "two\nlines\n",
	    "ends: ", " blanks ", "[a, b]", "{a: b}", "李明 需要", "e\u0301té",
	    "*star", "&anchor", "!tag", "---", "% x", "`x`", "@me", "\n\nx\n\n",
	    "x #y", "\xf0\x9f\x90\x9f", "---\nilp: 2\n---\n"};
	const size_t n = sizeof texts / sizeof *texts;

	(void)state;
	begin(HEAD "profile: # p\n  likes: [tea] # l\n" TAIL);
	for (size_t i = 0; i < n; i++) {
		add("needs", texts[i]);
		if (err.kind)
			fail_msg("%s: %s", texts[i], err.msg);
		add("likes", texts[i]);
		if (err.kind)
			fail_msg("%s: %s", texts[i], err.msg);
	}
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(ed.now->profile[1].items[i].text, texts[i]);
		assert_string_equal(
		    ed.now->profile[0].items[i + 1].text, texts[i]);
	}
	for (size_t i = 0; i < n; i++) {
		drop("likes", texts[i]);
		drop("needs", texts[i]);
		if (err.kind)
			fail_msg("%s: %s", texts[i], err.msg);
	}
	now_is(HEAD "profile: # p\n  likes: [tea] # l\n" TAIL);
}

static void
own_headings(void **state)
{
	static const char *const names[] = {"My needs", "what: works", "#1",
	    "no", "2026", "'quoted'", "- x", "Stärken", "<<", "{a}", "a\"b"};

	(void)state;
	begin(HEAD TAIL);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		add(names[i], "tea");
		if (err.kind)
			fail_msg("%s: %s", names[i], err.msg);
		assert_string_equal(ed.now->profile[i].name, names[i]);
	}
	begin(HEAD "profile:\n  needs: time\n" TAIL);
	add("Needs", "quiet");
	now_is(HEAD "profile:\n  needs: time\n  Needs:\n    - quiet\n" TAIL);
}

static void
line_ends(void **state)
{
	(void)state;
	begin("\xef\xbb\xbf---\r\nilp: 1\r\nlearner: A\r\nprofile:\r\n"
	      "  needs: time\r\n---\r\n\r\nBye");
	add("needs", "quiet");
	add("likes", "one\ntwo");
	now_is("\xef\xbb\xbf---\r\nilp: 1\r\nlearner: A\r\nprofile:\r\n"
	       "  needs:\r\n    - time\r\n    - quiet\r\n  likes:\r\n"
	       "    - |-\r\n      one\r\n      two\r\n---\r\n\r\nBye");
	drop("likes", "one");
	drop("needs", "time");
	now_is("\xef\xbb\xbf---\r\nilp: 1\r\nlearner: A\r\nprofile:\r\n"
	       "  needs:\r\n    - quiet\r\n---\r\n\r\nBye");
}

static void
said_already(void **state)
{
	struct profile_new n = {"needs", "quiet", "Asha", NULL, NULL};

	(void)state;
	begin(HEAD "profile:\n  needs:\n    - text: quiet\n"
		   "      source: Asha\n" TAIL);
	add("needs", "quiet");
	assert_ptr_equal(ed.now, ed.before);
	add_new(&n);
	assert_int_equal(err.kind, 0);
	assert_ptr_equal(ed.now, ed.before);
	n.source = "Tomas";
	add_new(&n);
	refused(ERR_USAGE, "has this item already, with another source");
	begin(HEAD "profile:\n  needs: quiet\n" TAIL);
	add("needs", "quiet");
	assert_ptr_equal(ed.now, ed.before);
}

static void
bad_items(void **state)
{
	struct profile_new n = {"needs", "quiet", NULL, NULL, NULL};
	char *key = arena_alloc(&arena, FRONT_KEY_MAX + 2);

	(void)state;
	begin(HEAD "profile:\n  needs: time\n" TAIL);
	add("needs", "");
	refused(ERR_USAGE, "has no text");
	add("needs", " \n");
	refused(ERR_USAGE, "has no text");
	add("", "quiet");
	refused(ERR_USAGE, "no heading");
	add("two\nlines", "quiet");
	refused(ERR_USAGE, "one line");
	memset(key, 'k', FRONT_KEY_MAX + 1);
	add(key, "quiet");
	refused(ERR_USAGE, "256 bytes");
	key[FRONT_KEY_MAX] = '\0';
	add(key, "quiet");
	assert_int_equal(err.kind, 0);
	begin(HEAD "profile:\n  needs: time\n" TAIL);
	add("bell\a", "quiet");
	refused(ERR_INPUT, "control character");
	add("needs", "tab\there");
	refused(ERR_INPUT, "control character");
	add("needs", "line\xe2\x80\xa8separator");
	refused(ERR_INPUT, "control character");
	add("needs", "\xff");
	refused(ERR_INPUT, "no UTF-8");
	n.source = "bell\a";
	add_new(&n);
	refused(ERR_INPUT, "source");
	n.source = NULL;
	n.date = "2026-02-30";
	add_new(&n);
	refused(ERR_INPUT, "2026-02-30 is no date");
	n.date = NULL;
	n.audience = "parents";
	add_new(&n);
	refused(ERR_INPUT, "parents is no audience");
}

static void
dropped(void **state)
{
	(void)state;
	shrinks("profile:\n  needs:\n    - time # a\n    # b\n    - quiet\n",
	    "quiet", "profile:\n  needs:\n    - time # a\n    # b\n");
	shrinks("profile:\n  needs:\n    - text: time\n      source: me\n"
		"    - quiet\n",
	    "TIM", "profile:\n  needs:\n    - quiet\n");
	shrinks("profile:\n  needs: [time, quiet]\n", "time",
	    "profile:\n  needs: [quiet]\n");
	shrinks(
	    "profile: # p\n  needs:\n    - quiet\n", "quiet", "profile: # p\n");
	shrinks("profile:\n  likes: tea\n\n  needs: quiet\n\ngoals:\n", "quiet",
	    "profile:\n  likes: tea\n\ngoals:\n");
	shrinks("profile: {needs: [quiet]}\n", "quiet", "profile: {}\n");
	shrinks("profile:\n  needs: {text: quiet}\n  likes: tea\n", "quiet",
	    "profile:\n  likes: tea\n");
	shrinks("profile:\n  needs:\n    -\n    - quiet\n  likes: tea\n",
	    "quiet", "profile:\n  likes: tea\n");
	assert_string_equal(told_changes(ed.before, ed.now),
	    "profile.removed heading=needs old=quiet\n");
	shrinks("profile:\n  needs:\n    - quiet rooms\n    - quiet\n", "quiet",
	    "profile:\n  needs:\n    - quiet rooms\n");
}

static void
not_dropped(void **state)
{
	(void)state;
	begin(HEAD "profile:\n  needs:\n    - quiet rooms\n    - quiet days\n"
		   "    - time\n    - time\n" TAIL);
	drop("needs", "quiet");
	refused(ERR_USAGE, "2 items of needs begin with quiet");
	assert_string_equal(err.hint, "which one: quiet rooms; quiet days");
	drop("needs", "time");
	refused(ERR_USAGE, "2 items of needs are time");
	drop("needs", "tea");
	refused(ERR_USAGE, "no item of needs begins with tea");
	drop("needs", "");
	refused(ERR_USAGE, "which item of needs");
	drop("need", "time");
	refused(ERR_USAGE, "has no heading need");
	assert_string_equal(err.hint, "it has needs");
}

static void
whole_text(void **state)
{
	const char *text = HEAD "stage: 9\n" TAIL;
	char *mine = arena_strdup(&arena, text);

	(void)state;
	begin(HEAD TAIL);
	assert_int_equal(edit_text(&ed, mine, strlen(mine), &err), 0);
	memset(mine, 'x', strlen(mine));
	now_is(text);
	assert_true(edit_changed(&ed));
	assert_string_equal(
	    told_changes(ed.before, ed.now), "plan.stage new=9\n");
	begin(HEAD TAIL);
	assert_int_equal(edit_text(&ed, HEAD TAIL, strlen(HEAD TAIL), &err), 0);
	assert_ptr_equal(ed.now, ed.before);
	text = HEAD "begin: soon\n" TAIL;
	assert_int_equal(edit_text(&ed, text, strlen(text), &err), -1);
	refused(ERR_INPUT, "soon");
	assert_int_equal(err.line, 4);
	text = "---\nilp: 2\nlearner: A\n" TAIL;
	assert_int_equal(edit_text(&ed, text, strlen(text), &err), -1);
	assert_string_equal(err.code, "plan-newer");
}

static void
mended(void **state)
{
	struct changes c = {NULL, 0, 0};
	const char *text = HEAD TAIL;

	(void)state;
	edit_begin(&ed, &arena, &school, today, plan_raw("no plan\n"));
	assert_int_equal(edit_text(&ed, text, strlen(text), &err), 0);
	assert_true(edit_changed(&ed));
	edit_changes(&ed, &c);
	assert_int_equal(c.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(added_text, "an item is written as its neighbours stand"),
	    TEST(placed, "a new profile stands behind the team"),
	    TEST(added_mapping, "an item with a source is a mapping"),
	    TEST(added_whole, "source, date and audience read back"),
	    TEST(odd_texts, "any text can be an item, and goes again"),
	    TEST(own_headings, "a heading may be the school's own"),
	    TEST(line_ends, "CRLF, a BOM and a missing last newline stay"),
	    TEST(said_already, "the same item again changes nothing"),
	    TEST(bad_items, "a bad item is refused with its reason"),
	    TEST(dropped, "an item goes, and with the last one its heading"),
	    TEST(not_dropped, "which item is meant must be clear"),
	    TEST(whole_text, "a whole text is taken over if it is a plan"),
	    TEST(mended, "a file that could not be read can be mended"),
	};

	return cmocka_run_group_tests_name("edit_profile", tests, NULL, NULL);
}
