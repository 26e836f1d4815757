#include "plans.h"

#include "track/signed.h"
#include "track/signed_core.h"

static const char front[] =
    "team:\n  learner: asha.r\n  family: [r.family, s.family]\n"
    "profile:\n  strengths:\n    - draws\n  needs:\n    - time\n"
    "  supports:\n    - glasses\n"
    "cadence: 2 weeks\n"
    "goals:\n\n"
    "  read:\n    title: Read\n    status: active\n    target: 4\n"
    "    progress: 1\n    due: 2026-12-18\n    x-own: p\n\n"
    "  speak:\n    title: Speak\n    status: met\n"
    "    closed: 2026-10-01\n";
static const char body[] =
    "# Plan\n\n## About me\n\nI draw.\n\n"
    "## Goals\n\nOur goals.\n\n### read\n\nMy words.\n\n"
    "- [ ] one\n- [x] two (done 2026-10-01; who asha.r)\n\n"
    "## Check-ins\n\n### 2026-10-02 j.ortiz {goal=read:1}\n\nGood.\n\n"
    "## Sign-offs\n\n### 2026-10-03 asha.r {role=learner kind=agree}\n\n"
    "## Supports\n\nA quiet room.\n\n### 2026-10-04 j.ortiz\n\nMoved.\n\n"
    "## Our own\n\nOurs.\n";

/* The text with its only `from` replaced by `to`. */
static const char *
swapped(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at || strstr(at + 1, from))
		fail_msg("\"%s\" does not stand there once", from);
	return arena_printf(
	    &arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const char *
whole(void)
{
	return text_of(front, body);
}

static struct signed_core
core(const char *text)
{
	return signed_core_of(&school, &arena, text, strlen(text));
}

/* What was signed and changed, a line each. */
static const char *
told_signed(const char *old, const char *now)
{
	struct changes c = {NULL, 0, 0};
	struct signed_core x = core(old), y = core(now);
	const char *s = "";

	signed_changes(&c, &arena, plan_of(old), plan_of(now));
	for (size_t i = 0; i < c.n; i++)
		s = arena_printf(&arena, "%s%s\n", s, told_change(&c.v[i]));
	if (c.n && signed_core_same(&x, &y))
		fail_msg("its bytes look as if it had not changed: %s", s);
	return s;
}

/* ---- what counts ---- */

struct row {
	const char *from, *to, *change;
};

static void
counts(void **state)
{
	static const struct row rows[] = {
	    {"title: Read", "title: Read on",
		"goal.title goal=read old=Read new=Read on\n"},
	    {"target: 4", "target: 5", "goal.target goal=read old=4 new=5\n"},
	    {"    due: 2026-12-18\n", "",
		"goal.due goal=read old=2026-12-18\n"},
	    {"    target: 4\n", "    target: 4\n    audience: staff\n",
		"goal.audience goal=read new=staff\n"},
	    {"    target: 4\n", "    target: 4\n    criteria: [a]\n",
		"goal.criteria goal=read old=[] new=[a]\n"},
	    {"    target: 4\n", "    target: 4\n    start: 2026-09-01\n",
		"goal.start goal=read new=2026-09-01\n"},
	    {"x-own: p", "x-own: q", "goal.x-own goal=read old=p new=q\n"},
	    {"status: active", "status: paused",
		"goal.status goal=read old=active new=paused\n"},
	    {"status: active", "status: dropped",
		"goal.status goal=read old=active new=dropped\n"},
	    {"status: met", "status: active",
		"goal.status goal=speak old=met new=active\n"},
	    {"  speak:\n", "  sing:\n    title: Sing\n\n  speak:\n",
		"goal.added goal=sing new=Sing\n"},
	    {"  speak:\n    title: Speak\n    status: met\n"
	     "    closed: 2026-10-01\n",
		"", "goal.removed goal=speak old=Speak\n"},
	    {"My words.", "My own words.",
		"text.changed goal=read section=Goals\n"},
	    {"- [ ] one\n", "- [ ] one more\n",
		"step.changed goal=read text=one more old=one new=one more\n"},
	    {"- [ ] one\n", "- [ ] one\n- [ ] three\n",
		"step.added goal=read text=three new=three\n"},
	    {"- [ ] one\n", "", "step.removed goal=read text=one old=one\n"},
	    {"- [ ] one\n", "- [ ] two\n",
		"step.removed goal=read text=one old=one\n"
		"step.added goal=read text=two new=two\n"},
	    {"    - time\n", "    - time\n    - quiet\n",
		"profile.added heading=needs new=quiet\n"},
	    {"    - glasses\n", "    - lenses\n",
		"profile.removed heading=supports old=glasses\n"
		"profile.added heading=supports new=lenses\n"},
	    {"[r.family, s.family]", "[r.family]",
		"team.family old=[r.family, s.family] new=[r.family]\n"},
	    {"  learner: asha.r\n", "  learner: asha.r\n  coach: j.ortiz\n",
		"team.coach old=[] new=[j.ortiz]\n"},
	    {"A quiet room.", "A quiet room, in the morning.",
		"text.changed section=Supports\n"},
	    {"### 2026-10-04 j.ortiz", "### The bus",
		"text.changed section=Supports\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
		    told_signed(
			whole(), swapped(whole(), rows[i].from, rows[i].to)),
		    rows[i].change);
}

static void
counts_not(void **state)
{
	static const struct row rows[] = {
	    {"progress: 1", "progress: 3", NULL},
	    {"    progress: 1\n", "", NULL},
	    {"status: active", "status: met", NULL},
	    {"    closed: 2026-10-01\n", "", NULL},
	    {"learner: Asha", "learner: Asha R.", NULL},
	    {"    - draws\n", "    - sings\n", NULL},
	    {"cadence: 2 weeks", "cadence: 1 month", NULL},
	    {"begin: 2026-08-24\n", "begin: 2026-08-24\nend: 2027-06-11\n",
		NULL},
	    {"- [ ] one", "- [x] one (done 2026-10-09)", NULL},
	    {"- [ ] one", "- [x] one", NULL},
	    {"- [ ] one", "- [ ] one (due 2026-12-01; hours 2)", NULL},
	    {"- [x] two (done 2026-10-01; who asha.r)",
		"- [ ] two (who asha.r)", NULL},
	    {"(done 2026-10-01; who asha.r)", "(done 2026-10-02; who asha.r)",
		NULL},
	    {"(done 2026-10-01; who asha.r)", "(due 2026-11-01; who j.ortiz)",
		NULL},
	    {"- [ ] one\n- [x] two (done 2026-10-01; who asha.r)\n",
		"- [x] two (done 2026-10-01; who asha.r)\n- [ ] one\n", NULL},
	    {"[r.family, s.family]", "[s.family, r.family]", NULL},
	    {"I draw.", "I draw and sing.", NULL},
	    {"Our goals.", "Our three goals.", NULL},
	    {"Good.", "Good, and more.", NULL},
	    {"## Sign-offs\n",
		"### 2026-10-05 j.ortiz {next=2026-10-19}\n\nMore.\n\n"
		"## Sign-offs\n",
		NULL},
	    {"### 2026-10-04 j.ortiz\n\nMoved.\n\n", "", NULL},
	    {"Moved.\n", "Moved.\n\n### 2026-10-05 j.ortiz\n\nAgain.\n", NULL},
	    {"A quiet room.\n\n### 2026-10-04 j.ortiz\n\nMoved.\n",
		"A quiet room.\n### 2026-10-04 j.ortiz\n\nMoved.\n", NULL},
	    {"## Our own\n\nOurs.\n", "", NULL},
	    {"## Our own\n", "## Our own\n\n### Ours too\n", NULL},
	    {"target: 4", "target: '4'  # pages", NULL},
	    {"\n  speak:", "\n\n  # the second\n  speak:", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
		    told_signed(
			whole(), swapped(whole(), rows[i].from, rows[i].to)),
		    "");
}

/* Line ends of the other kind, and the byte order mark. */
static void
line_ends(void **state)
{
	struct buf b = BUF_INIT;
	const char *text = whole(), *crlf;
	struct signed_core x = core(text), y;

	(void)state;
	buf_adds(&b, "\xef\xbb\xbf");
	for (; *text; text++)
		buf_adds(&b, *text == '\n' ? "\r\n" : (char[]){*text, '\0'});
	crlf = arena_strdup(&arena, b.p);
	buf_free(&b);
	assert_string_equal(told_signed(whole(), crlf), "");
	y = core(crlf);
	assert_true(signed_core_same(&x, &y));
}

/*
 * A step that is told as changed twice over: its text has been that of
 * another one.
 */
static void
steps_of_one_text(void **state)
{
	const char *old = swapped(whole(), "- [ ] one\n",
	    "- [ ] one\n- [ ] one (due 2026-11-01) more\n");
	const char *now =
	    swapped(whole(), "- [ ] one\n", "- [ ] one\n- [ ] one\n");

	(void)state;
	assert_string_equal(told_signed(old, now),
	    "step.changed goal=read text=one "
	    "old=one (due 2026-11-01) more new=one\n");
}

/* ---- from the bytes alone ---- */

/* Everyday changes are told from the bytes alone. */
static void
core_plain(void **state)
{
	static const struct row rows[] = {
	    {"progress: 1", "progress: 3", NULL},
	    {"    progress: 1\n", "", NULL},
	    {"- [ ] one", "- [x] one (done 2026-10-09)", NULL},
	    {"(done 2026-10-01; who asha.r)", "(who asha.r)", NULL},
	    {"(done 2026-10-01; who asha.r)", "(done 2026-10-02; who asha.r)",
		NULL},
	    {"## Sign-offs\n",
		"### 2026-10-05 j.ortiz\n\n* More.\n1. Yet more.\n\n"
		"## Sign-offs\n",
		NULL},
	    {"## Sign-offs\n\n", "## Sign-offs\n\n### 2026-10-05 r.family\n\n",
		NULL},
	    {"Moved.\n", "Moved.\n\n### 2026-10-05 j.ortiz\n\nAgain.\n", NULL},
	    {"## Our own\n", "## Our own\n\n### Ours too\n\n    code\n", NULL},
	    {"I draw.", "<!-- I draw\n## Goals\nand\n-->\nI sing.", NULL},
	};
	struct signed_core x = core(whole());

	(void)state;
	assert_true(x.plain);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct signed_core y =
		    core(swapped(whole(), rows[i].from, rows[i].to));

		if (!signed_core_same(&x, &y))
			fail_msg("not told: %s", rows[i].to);
	}
}

/* Values that their line closes. */
static void
core_values(void **state)
{
	static const char *const keys[] = {"x-a: \"012\"   # kept\n",
	    "x-a: 'b: c'\n", "x-a: [b, [c]]\n", "x-a: {b: 'c'}\n",
	    "x-a: it's\n", "x-a:\n  - 'b'\n  - c\n"};

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!core(swapped(whole(), "cadence: 2 weeks\n", keys[i]))
			 .plain)
			fail_msg("not told: %s", keys[i]);
}

/* What would need reading is not told from the bytes. */
static void
core_odd(void **state)
{
	static const char *const rows[] = {"```\n## Goals\n```", "~~~\na\n~~~",
	    "<p>\nText", "> <p>\nText", " ## Goals", "> ## Goals", "Goals\n---",
	    "Goals\n===", "Text\n-", "<!-->", "## *Goals*",
	    "## Goals &amp; more", "## Goals #"};
	static const char *const keys[] = {"x-a: \"b\n  c\"\n",
	    "x-a: 'b\n\n  c'\n", "x-a: [b,\n  c]\n", "x-a: {b: [\n  1]}\n",
	    "x-a: 'it''s'\n", "x-a: \"b\\\"\"\n", "x-a: ['b, \"]\n  c']\n"};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (core(swapped(whole(), "I draw.", rows[i])).plain)
			fail_msg("told: %s", rows[i]);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (core(swapped(whole(), "cadence: 2 weeks\n", keys[i])).plain)
			fail_msg("told: %s", keys[i]);
	assert_false(core("no front matter").plain);
	assert_false(core("---\nilp: 1\n").plain);
	assert_false(core("---\nilp: 1\n...\n").plain);
	assert_false(core("---\nilp: 1\r---\n").plain);
}

/* Sections under the names of the school. */
static void
core_aliases(void **state)
{
	const char *text = swapped(swapped(whole(), "## Goals", "## Metas"),
	    "## Supports", "## apoyos:");

	(void)state;
	school_is("ilp: 1\nsections:\n  Goals: [Metas]\n"
		  "  Supports: [Apoyos]\n");
	assert_true(core(text).plain);
	assert_string_equal(
	    told_signed(text, swapped(text, "My words", "Mine")),
	    "text.changed goal=read section=Goals\n");
	assert_string_equal(told_signed(text, swapped(text, "quiet", "big")),
	    "text.changed section=Supports\n");
}

/* ---- chance ---- */

static unsigned
below(uint64_t *at, unsigned n)
{
	*at ^= *at << 13;
	*at ^= *at >> 7;
	*at ^= *at << 17;
	return (unsigned)(*at >> 33) % n;
}

/* The text with a line of its own, or an odd one, put in or left out. */
static const char *
shaken(uint64_t *at, const char *text)
{
	static const char *const odd[] = {"", "```", "~~~", "<!--", "-->",
	    "<p>", "## Goals", "## Supports", "## Our own",
	    "## goals:", "### read", "### 2026-10-01 x.y", "### more", "# Top",
	    " ## Goals", "> ## Goals", "- [x] one (done 2026-10-03)",
	    "- [ ] one", "- [ ] two (done 2026-10-05)", "  - [x] one",
	    "- [ ] three", "2. [x] four", "    - [x] five", "===", "---", "-",
	    "text", "  text", "    progress: 4", "    progress: 5",
	    "    why: |", "      text", "    why: 'a", "    b'", "    x-a: [",
	    "    ]", "      x-a: {b: 1}", "goals:", "  needs:", "    - text: a",
	    "  - text: a", "    title: T", "[a]: /u 'x", "(done 2026-10-01)",
	    "text (done 2026-10-04)", "- [x] one (done 2026-10-03; who x.y)",
	    "- [x] one (done 2026-10-03; by me)", "\tx"};
	size_t lines = 0, line;
	const char *p = text;

	for (const char *q = text; *q; q++)
		lines += *q == '\n';
	line = below(at, (unsigned)lines);
	for (size_t i = 0; i < line; i++)
		p = strchr(p, '\n') + 1;
	if (below(at, 3) == 0)
		return arena_printf(&arena, "%.*s%s", (int)(p - text), text,
		    strchr(p, '\n') + 1);
	return arena_printf(&arena, "%.*s%s\n%s", (int)(p - text), text,
	    odd[below(at, sizeof odd / sizeof *odd)], p);
}

static const char *
shaken_well(uint64_t *at, const char *text, unsigned most)
{
	for (unsigned n = below(at, most + 1); n > 0; n--)
		text = shaken(at, text);
	return text;
}

/* Whatever the texts, bytes never hide a change of what was signed. */
static void
core_by_chance(void **state)
{
	uint64_t at = 88172645463325252u;
	unsigned same = 0, differ = 0;

	(void)state;
	for (int i = 0; i < 6000; i++) {
		const char *old, *now;
		struct changes c = {NULL, 0, 0};
		struct signed_core x, y;
		struct plan *p, *q;

		old = shaken_well(&at, whole(), 3);
		now = shaken_well(&at, old, 2);
		p = plan_raw(old);
		q = plan_raw(now);
		if (!p->diags.errors && !q->diags.errors) {
			x = core(old);
			y = core(now);
			signed_changes(&c, &arena, p, q);
			if (c.n && signed_core_same(&x, &y))
				fail_msg("%s\n%s\n---- and ----\n%s",
				    told_change(&c.v[0]), old, now);
			same += signed_core_same(&x, &y);
			differ += c.n > 0;
		}
		arena_reset(&arena);
		settings_init(&school, &arena);
	}
	assert_true(same > 1000);
	assert_true(differ > 300);
}

/* ---- who has signed ---- */

static struct signings
signings_of(const char *team, const char *entries)
{
	struct signings l;

	signings_find(&l, &arena,
	    plan_with(
		team, arena_printf(&arena, "## Sign-offs\n\n%s", entries)));
	return l;
}

static void
newest_of_each_role(void **state)
{
	struct signings l =
	    signings_of("team:\n  learner: asha.r\n  family: r.family\n",
		"### 2026-09-01 Granny {role=guardian}\n\n"
		"### 2026-09-02 r.family {kind=decline}\n\n"
		"### 2026-09-03 r.family {role=family kind=amend}\n\n"
		"### 2026-09-03 asha.r\n\n"
		"### 2026-11-01 asha.r {kind=decline}\n");

	(void)state;
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].role, "learner");
	assert_true(signoff_agrees(l.v[0].entry));
	assert_string_equal(l.v[1].role, "family");
	assert_string_equal(signoff_kind(l.v[1].entry), "amend");
	assert_string_equal(l.v[2].role, "guardian");
	assert_int_equal(signings_of("", "").n, 0);
	assert_int_equal(signings_of("", "### 2026-09-01 somebody\n").n, 0);
}

static struct signing
compared(const struct blob *of)
{
	struct signings l = signings_of("team:\n  learner: asha.r\n",
	    "### 2026-09-02 asha.r {of=1a2b3c4d5e}\n");

	signing_compare(&l.v[0], &arena, &school, plan_of(whole()), of);
	return l.v[0];
}

static void
states(void **state)
{
	const char *bad = "---\nilp: [\n---\n";
	const char *other = swapped(whole(), "target: 4", "target: 3");
	struct blob b = {.missing = true};
	struct signing g = compared(&b);

	(void)state;
	assert_string_equal(signed_state_word(g.state), "unknown");
	assert_string_equal(g.why, "the version 1a2b3c4 is not in this clone");
	b = (struct blob){.data = whole(), .len = strlen(whole())};
	g = compared(&b);
	assert_string_equal(signed_state_word(g.state), "same");
	assert_null(g.why);
	b = (struct blob){.data = other, .len = strlen(other)};
	g = compared(&b);
	assert_string_equal(signed_state_word(g.state), "changed");
	assert_int_equal(g.changes.n, 1);
	b = (struct blob){.data = bad, .len = strlen(bad)};
	g = compared(&b);
	assert_int_equal(g.state, SIGNED_UNKNOWN);
	assert_string_equal(
	    g.why, "the version 1a2b3c4 cannot be read as a plan");
}

static void
words(void **state)
{
	static const char *const what[] = {"goal.target", "goal.due",
	    "step.added", "step.removed", "text.changed", "team.coach"};
	struct changes c = {NULL, 0, 0};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		change_add(&c, &arena, what[i])->goal = i < 5 ? "read" : NULL;
	assert_string_equal(signed_words(&c, &arena),
	    "goal read target, goal read due, goal read steps, "
	    "goal read words, team coach");
	change_add(&c, &arena, "profile.added")->heading = "needs";
	change_add(&c, &arena, "text.changed")->section = "Supports";
	assert_string_equal(signed_words(&c, &arena),
	    "goal read target, goal read due, goal read steps, "
	    "goal read words and 3 more");
	c.v += 6;
	c.n = 2;
	assert_string_equal(
	    signed_words(&c, &arena), "profile needs, Supports");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(counts, "goals, steps, needs, supports and team are signed"),
	    TEST(counts_not, "progress, entries and all else are not"),
	    TEST(line_ends, "other line ends change nothing"),
	    TEST(steps_of_one_text, "a step that took the text of another"),
	    TEST(core_plain, "everyday changes are told from the bytes alone"),
	    TEST(core_values, "so are values that their line closes"),
	    TEST(core_odd, "what needs reading is not told from the bytes"),
	    TEST(core_aliases, "sections go by the school's names"),
	    TEST(core_by_chance, "bytes never hide what was changed"),
	    TEST(
		newest_of_each_role, "the newest sign-off of each role counts"),
	    TEST(states, "a version is the same, changed or unknown"),
	    TEST(words, "what changed is told in a few words"),
	};

	return cmocka_run_group_tests_name("signed", tests, NULL, NULL);
}
