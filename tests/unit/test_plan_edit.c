#include "plans.h"

#include "text/splice.h"

#define SCHOOL "tests/data/harbor-school/"

static struct edit ed;
static struct err err;

static const char *
file_text(const char *path)
{
	FILE *f = fopen(arena_printf(&arena, SCHOOL "%s", path), "rb");
	char *p = arena_alloc(&arena, 65536);

	assert_non_null(f);
	p[fread(p, 1, 65535, f)] = '\0';
	fclose(f);
	return p;
}

/* The edit begins with that text as the plan. */
static void
begin(const char *text)
{
	edit_begin(&ed, &arena, &school, today, plan_of(text));
}

static void
asha(void)
{
	school_is(file_text("ilp.yml"));
	begin(file_text("plans/biology-2/asha-r.md"));
}

static void
mara(void)
{
	school_is(file_text("ilp.yml"));
	begin(file_text("plans/staff/mara-l.md"));
}

static const char *
bytes(const struct plan *p)
{
	return arena_strndup(&arena, p->doc.src, p->doc.len);
}

/* The text with its only `from` replaced by `to`. */
static const char *
swapped(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at)
		fail_msg("not there: %s", from);
	if (strstr(at + 1, from))
		fail_msg("there twice: %s", from);
	return arena_printf(
	    &arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* The edit did just that to the bytes, and says so. */
static void
did(const char *from, const char *to, const char *changes)
{
	if (err.kind)
		fail_msg("refused: %s (%s)", err.msg, err.hint);
	assert_string_equal(bytes(ed.now), swapped(bytes(ed.before), from, to));
	assert_true(edit_changed(&ed));
	assert_string_equal(told_changes(ed.before, ed.now), changes);
	edit_begin(&ed, &arena, &school, today, ed.before);
}

static void
did_nothing(void)
{
	if (err.kind)
		fail_msg("refused: %s", err.msg);
	assert_false(edit_changed(&ed));
	assert_ptr_equal(ed.now, ed.before);
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
	assert_false(edit_changed(&ed));
}

static size_t
assigns(struct assign *v, const char *text)
{
	char *copy = arena_strdup(&arena, text), *save, *one;
	size_t n = 0;

	for (one = strtok_r(copy, "|", &save); one;
	     one = strtok_r(NULL, "|", &save))
		assert_int_equal(assign_parse(&v[n++], &arena, one, &err), 0);
	return n;
}

/* Assignments with | between them. */
static void
set(const char *text)
{
	struct assign v[8];
	size_t n = assigns(v, text);

	err_clear(&err);
	edit_set(&ed, v, n, &err);
}

static void
unset(const char *key)
{
	err_clear(&err);
	edit_unset(&ed, key, &err);
}

static void
goal_set(const char *goal, const char *text)
{
	struct assign v[8];
	size_t n = assigns(v, text);

	err_clear(&err);
	edit_goal_set(&ed, goal, v, n, &err);
}

static void
goal_unset(const char *goal, const char *key)
{
	err_clear(&err);
	edit_goal_unset(&ed, goal, key, &err);
}

/* ---- assignments ---- */

static void
parsed(void **state)
{
	static const char *const bad[] = {
	    "key", "=v", "+=v", "two words=v", "key=", "key+=", ""};
	struct assign v;

	(void)state;
	assert_int_equal(assign_parse(&v, &arena, "due=a=b", &err), 0);
	assert_string_equal(v.key, "due");
	assert_string_equal(v.value, "a=b");
	assert_int_equal(v.op, ASSIGN_SET);
	assert_int_equal(assign_parse(&v, &arena, "groups+=x, y", &err), 0);
	assert_int_equal(v.op, ASSIGN_ADD);
	assert_string_equal(v.value, "x, y");
	assert_int_equal(assign_parse(&v, &arena, "team.coach-=x", &err), 0);
	assert_int_equal(v.op, ASSIGN_DROP);
	assert_string_equal(v.key, "team.coach");
	assert_int_equal(assign_parse(&v, &arena, "levels.-1=x", &err), 0);
	assert_string_equal(v.key, "levels.-1");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(assign_parse(&v, &arena, bad[i], &err), -1);
		assert_int_equal(err.kind, ERR_USAGE);
		assert_true(*err.hint);
	}
}

/* ---- the plan's own keys ---- */

static void
plan_values(void **state)
{
	(void)state;
	asha();
	set("stage=grade-10");
	did("stage: grade-9\n", "stage: grade-10\n",
	    "plan.stage old=grade-9 new=grade-10\n");
	set("learner=yes: no");
	did("learner: Asha Rivers\n", "learner: 'yes: no'\n",
	    "plan.learner old=Asha Rivers new=yes: no\n");
	set("directory=opt-out");
	did("retain_until:", "directory: opt-out\nretain_until:",
	    "plan.directory new=opt-out\n");
	set("x-locker=013");
	did("\"012\"", "\"013\"", "plan.x-locker old=012 new=013\n");
	set("x-bus=7");
	did("x-locker: \"012\"\n", "x-locker: \"012\"\nx-bus: 7\n",
	    "plan.x-bus new=7\n");
	set("year=2027-28|stage=grade-9|kind=teacher");
	did("kind: student\ntemplate: student\nyear: 2026-27\n",
	    "kind: teacher\ntemplate: student\nyear: 2027-28\n",
	    "plan.kind old=student new=teacher\n"
	    "plan.year old=2026-27 new=2027-28\n");
	unset("person");
	did("person: hs-stu-001\n", "", "plan.person old=hs-stu-001\n");
}

static void
plan_lists(void **state)
{
	(void)state;
	asha();
	set("groups+=debate");
	did("  - river-club\n", "  - river-club\n  - debate\n",
	    "plan.groups old=[river-club] new=[river-club, debate]\n");
	set("groups-=river-club");
	did("groups:\n  - river-club\n", "",
	    "plan.groups old=[river-club] new=[]\n");
	set("groups=debate");
	did("groups:\n  - river-club\n", "groups: debate\n",
	    "plan.groups old=[river-club] new=[debate]\n");
	set("related+=504 plan");
	did("office\n", "office\n  - 504 plan\n",
	    "plan.related old=[reading support plan, kept by the counselling "
	    "office] new=[reading support plan, kept by the counselling "
	    "office, 504 plan]\n");
	mara();
	set("groups+=band");
	did("stage: year-9\n", "stage: year-9\ngroups:\n  - band\n",
	    "plan.groups old=[] new=[band]\n");
}

static void
team_roles(void **state)
{
	(void)state;
	asha();
	set("team.coach=P.Marsh");
	did("    - m.lindgren\n", "    - m.lindgren\n  coach: p.marsh\n",
	    "team.coach old=[] new=[p.marsh]\n");
	set("team.family+=aunt.r");
	did("family: r.family\n", "family:\n    - r.family\n    - aunt.r\n",
	    "team.family old=[r.family] new=[r.family, aunt.r]\n");
	set("team.teacher-=j.ortiz");
	did("    - j.ortiz\n    - m.lindgren\n", "    - m.lindgren\n",
	    "team.teacher old=[j.ortiz, m.lindgren] new=[m.lindgren]\n");
	unset("team.teacher");
	did("  teacher:\n    - j.ortiz\n    - m.lindgren\n", "",
	    "team.teacher old=[j.ortiz, m.lindgren] new=[]\n");
	begin("---\nilp: 1\nlearner: A\nyear: 1\n---\n");
	set("team.coach=a.b");
	did("year: 1\n", "year: 1\nteam:\n  coach: a.b\n",
	    "team.coach old=[] new=[a.b]\n");
	begin("---\nilp: 1\nlearner: A\nteam: # ours\n---\n");
	set("team.coach=a.b");
	did("team: # ours\n", "team: # ours\n  coach: a.b\n",
	    "team.coach old=[] new=[a.b]\n");
}

static void
own_lists(void **state)
{
	(void)state;
	begin("---\nilp: 1\nlearner: A\nx-club: Debate\nx-tags: [a]\n---\n");
	set("x-bus+=7");
	did("[a]\n", "[a]\nx-bus:\n  - 7\n", "plan.x-bus new=[7]\n");
	set("x-tags+=b");
	did("[a]", "[a, b]", "plan.x-tags old=[a] new=[a, b]\n");
	set("x-club+=Chess");
	did("x-club: Debate\n", "x-club:\n  - Debate\n  - Chess\n",
	    "plan.x-club old=Debate new=[Debate, Chess]\n");
	set("x-year.grade-9+=Art");
	did("[a]\n", "[a]\nx-year:\n  grade-9:\n    - Art\n",
	    "plan.x-year new={grade-9: [Art]}\n");
	begin("---\nilp: 1\nlearner: A\nx-year:\n  grade-9: Art\n---\n");
	set("x-year+=Art");
	refused(ERR_USAGE, "x-year is no list");
}

static void
own_mappings(void **state)
{
	(void)state;
	begin("---\nilp: 1\nlearner: A\nx-bus: {line: 7}\n---\n");
	set("x-bus.line=8");
	did("{line: 7}", "{line: 8}",
	    "plan.x-bus old={line: 7} new={line: 8}\n");
	set("x-bus.stop=gate");
	did("{line: 7}", "{line: 7, stop: gate}",
	    "plan.x-bus old={line: 7} new={line: 7, stop: gate}\n");
	set("x-club.day=monday");
	did("7}\n", "7}\nx-club:\n  day: monday\n",
	    "plan.x-club new={day: monday}\n");
	set("x-bus=7");
	did("{line: 7}", "7", "plan.x-bus old={line: 7} new=7\n");
	unset("x-bus.line");
	did("x-bus: {line: 7}\n", "", "plan.x-bus old={line: 7}\n");
}

static void
same_values(void **state)
{
	(void)state;
	asha();
	set("stage=grade-9|year=2026-27|x-locker=012");
	did_nothing();
	set("groups=river-club");
	did_nothing();
	set("groups+=river-club");
	did_nothing();
	set("groups-=nobody");
	did_nothing();
	set("team.learner=ASHA.R");
	did_nothing();
	unset("directory");
	did_nothing();
	unset("team.mentor");
	did_nothing();
	goal_set(
	    "annotate-sources", "supports=district-literacy|due=2026-12-18");
	did_nothing();
	goal_unset("annotate-sources", "scale");
	did_nothing();
	err_clear(&err);
	edit_goal_status(&ed, "annotate-sources", GOAL_ACTIVE, "2026-10-20",
	    "a", NULL, &err);
	did_nothing();
	edit_step_done(&ed, "annotate-sources", 1, true, "2026-10-20", &err);
	did_nothing();
	begin("---\nilp: 1\nlearner: A\ngoals: {a: {title: A}}\n---\n");
	goal_set("a", "status=active");
	did_nothing();
}

static void
plan_refusals(void **state)
{
	(void)state;
	asha();
	set("goals=x");
	refused(ERR_USAGE, "goals is not changed");
	set("goals.a.title=x");
	refused(ERR_USAGE, "not changed");
	set("profile.needs=x");
	refused(ERR_USAGE, "not changed");
	set("ilp=2");
	refused(ERR_USAGE, "not changed");
	unset("ilp");
	refused(ERR_USAGE, "not changed");
	unset("learner");
	refused(ERR_USAGE, "not changed");
	set("team=a.b");
	refused(ERR_USAGE, "several values");
	assert_non_null(strstr(err.hint, "team.coach"));
	set("begni=2026-01-01");
	refused(ERR_USAGE, "there is no key begni");
	assert_string_equal(err.hint, "did you mean begin?");
	set("motto=dare");
	refused(ERR_USAGE, "there is no key motto");
	assert_non_null(strstr(err.hint, "x-motto"));
	set("x-=1");
	refused(ERR_USAGE, "there is no key");
	set("x-a:b=1");
	refused(ERR_USAGE, "cannot be a key");
	set("x-a\nb=1");
	refused(ERR_USAGE, "cannot be a key");
	set("team.a/b=c");
	refused(ERR_USAGE, "cannot be a key");
	set("stage+=x");
	refused(ERR_USAGE, "stage is no list");
	set("begin=2026-02-30");
	refused(ERR_INPUT, "no date");
	set("begin=tomorrow");
	refused(ERR_INPUT, "no date");
	set("cadence=often");
	refused(ERR_INPUT, "no span of time");
	set("follows=Asha R");
	refused(ERR_INPUT, "no plan id");
	set("directory=no");
	refused(ERR_INPUT, "not understood");
	set("team.coach=Mr. Ortiz");
	refused(ERR_INPUT, "no handle");
	set("stage=a\tb");
	refused(ERR_INPUT, "control character");
	set("stage=\xff");
	refused(ERR_INPUT, "no UTF-8");
	set("stage=a\xc2\x85z");
	refused(ERR_INPUT, "control character");
}

static void
all_or_none(void **state)
{
	(void)state;
	asha();
	set("stage=grade-10|year=2027-28|begin=never");
	refused(ERR_INPUT, "never is no date");
	goal_set("annotate-sources", "due=2027-01-01|target=many");
	refused(ERR_INPUT, "many is no number");
}

/* ---- goals ---- */

static void
goal_values(void **state)
{
	(void)state;
	asha();
	goal_set("annotate-sources", "due=2027-01-29");
	did("due: 2026-12-18\n", "due: 2027-01-29\n",
	    "goal.due goal=annotate-sources old=2026-12-18 new=2027-01-29\n");
	goal_set("annotate-sources", "status=paused|reason=exam week: #1");
	did("status: active            # proposed active met paused dropped\n"
	    "    area: academic\n    form: smart\n    why: Reading for "
	    "evidence is what slows me down in biology.\n    measure: "
	    "annotated sources a month\n    unit: sources\n    baseline: 0\n"
	    "    target: 4\n    progress: 3\n    start: 2026-09-07\n"
	    "    due: 2026-12-18\n",
	    "status: paused            # proposed active met paused dropped\n"
	    "    area: academic\n    form: smart\n    why: Reading for "
	    "evidence is what slows me down in biology.\n    measure: "
	    "annotated sources a month\n    unit: sources\n    baseline: 0\n"
	    "    target: 4\n    progress: 3\n    start: 2026-09-07\n"
	    "    due: 2026-12-18\n    reason: 'exam week: #1'\n",
	    "goal.status goal=annotate-sources old=active new=paused\n"
	    "goal.reason goal=annotate-sources new=exam week: #1\n");
	goal_set("lead-discussion", "why=All good: I am heard");
	did("'I have things to say: they should be heard.'",
	    "'All good: I am heard'",
	    "goal.why goal=lead-discussion old=I have things to say: they "
	    "should be heard. new=All good: I am heard\n");
	goal_set("lead-discussion", "why=one\ntwo");
	did("'I have things to say: they should be heard.'",
	    "|-\n      one\n      two",
	    "goal.why goal=lead-discussion old=I have things to say: they "
	    "should be heard. new=one\ntwo\n");
	goal_unset("lead-discussion", "x-club");
	did("    x-club: Debate\n", "",
	    "goal.x-club goal=lead-discussion old=Debate\n");
}

static void
goal_lists(void **state)
{
	(void)state;
	asha();
	goal_set("annotate-sources", "standards+=RS.4.a|standards-=RS.2.b");
	did("      - RS.2.b\n      - RS.3.a\n",
	    "      - RS.3.a\n      - RS.4.a\n",
	    "goal.standards goal=annotate-sources old=[RS.2.b, RS.3.a] "
	    "new=[RS.3.a, RS.4.a]\n");
	goal_set("lead-discussion", "criteria+=a, b|criteria+=c: d");
	did("    supports:\n      - belonging\n    x-club",
	    "    supports:\n      - belonging\n    criteria:\n      - a, b\n"
	    "      - 'c: d'\n    x-club",
	    "goal.criteria goal=lead-discussion old=[] new=[a, b, c: d]\n");
}

static void
goal_scales(void **state)
{
	(void)state;
	asha();
	goal_set("river-report", "progress=proficient");
	did("progress: developing", "progress: proficient",
	    "goal.progress goal=river-report old=developing new=proficient\n");
	goal_set("river-report", "progress=many");
	refused(ERR_INPUT, "many is no level of the scale mastery");
	goal_set("river-report", "scale=met");
	refused(ERR_INPUT, "would make the plan unreadable");
	goal_set("river-report",
	    "scale=met|target=met|baseline=not yet|progress=partly");
	refused(ERR_INPUT, "developing is no reading of the goal");
	mara();
	goal_set("visits", "progress=partly|scale=met|baseline=not yet|"
			   "target=met");
	refused(ERR_INPUT, "2 is no reading of the goal");
	goal_set("private-study",
	    "progress=partly|scale=met|baseline=not yet|target=met");
	did("    target: 30\n    baseline: 0\n    progress: 4\n",
	    "    target: met\n    baseline: not yet\n    progress: partly\n"
	    "    scale: met\n",
	    "goal.baseline goal=private-study old=0 new=not yet\n"
	    "goal.target goal=private-study old=30 new=met\n"
	    "goal.progress goal=private-study old=4 new=partly\n"
	    "goal.scale goal=private-study new=met\n");
	asha();
	goal_set("lead-discussion", "target=proficient|scale=mastery");
	if (err.kind)
		fail_msg("%s", err.msg);
	assert_string_equal(
	    plan_goal(ed.now, "lead-discussion")->target, "proficient");
}

static void
level_texts(void **state)
{
	(void)state;
	begin("---\nilp: 1\nlearner: A\ngoals:\n  a:\n    title: A\n"
	      "    levels:\n      -1: less\n      +1: more\n---\n");
	goal_set("a", "levels.1=most");
	did("+1: more", "+1: most",
	    "goal.levels goal=a old={+1: more, -1: less} "
	    "new={+1: most, -1: less}\n");
	goal_set("a", "levels.0=some");
	did("+1: more\n", "+1: more\n      0: some\n",
	    "goal.levels goal=a old={+1: more, -1: less} "
	    "new={+1: more, -1: less, 0: some}\n");
	goal_unset("a", "levels.-1");
	did("      -1: less\n", "",
	    "goal.levels goal=a old={+1: more, -1: less} new={+1: more}\n");
	goal_set("a", "levels.7=x");
	refused(ERR_INPUT, "7 is no level");
	goal_set("a", "levels=x");
	refused(ERR_USAGE, "several values");
}

static void
goal_refusals(void **state)
{
	(void)state;
	asha();
	goal_set("nobody", "due=2027-01-01");
	refused(ERR_USAGE, "asha-r has no goal nobody");
	goal_set("annotate-sources", "titel=x");
	refused(ERR_USAGE, "there is no key titel");
	assert_string_equal(err.hint, "did you mean title?");
	goal_set("annotate-sources", "status=done");
	refused(ERR_INPUT, "no status");
	goal_set("annotate-sources", "audience=all");
	refused(ERR_INPUT, "no audience");
	goal_unset("annotate-sources", "title");
	refused(ERR_USAGE, "title is not changed");
	goal_unset("nobody", "due");
	refused(ERR_USAGE, "no goal nobody");
}

static void
status_moves(void **state)
{
	(void)state;
	asha();
	err_clear(&err);
	edit_goal_status(&ed, "lead-discussion", GOAL_ACTIVE, "2026-10-20",
	    "asha.r", NULL, &err);
	did("    status: proposed\n    area: personal-social\n    form: woop\n"
	    "    why: 'I have things to say: they should be heard.'\n"
	    "    due: 2027-02-26\n    obstacle: I go quiet when somebody older "
	    "disagrees\n    plan: If somebody disagrees, then I will ask them "
	    "what they saw that I did not\n    supports:\n      - belonging\n",
	    "    status: active\n    area: personal-social\n    form: woop\n"
	    "    why: 'I have things to say: they should be heard.'\n"
	    "    due: 2027-02-26\n    obstacle: I go quiet when somebody older "
	    "disagrees\n    plan: If somebody disagrees, then I will ask them "
	    "what they saw that I did not\n    supports:\n      - belonging\n"
	    "    agreed:\n      - asha.r\n",
	    "goal.status goal=lead-discussion old=proposed new=active\n"
	    "goal.agreed goal=lead-discussion old=[] new=[asha.r]\n");
	edit_goal_status(&ed, "river-report", GOAL_DROPPED, "2026-10-20",
	    "asha.r", "no river", &err);
	did("    status: active\n    area: academic\n    scale: mastery\n"
	    "    baseline: beginning\n    target: proficient\n"
	    "    progress: developing\n    due: 2027-04-16\n",
	    "    status: dropped\n    area: academic\n    scale: mastery\n"
	    "    baseline: beginning\n    target: proficient\n"
	    "    progress: developing\n    due: 2027-04-16\n"
	    "    closed: 2026-10-20\n    reason: no river\n",
	    "goal.status goal=river-report old=active new=dropped\n"
	    "goal.closed goal=river-report new=2026-10-20\n"
	    "goal.reason goal=river-report new=no river\n");
	edit_goal_status(
	    &ed, "nobody", GOAL_MET, "2026-10-20", NULL, NULL, &err);
	refused(ERR_USAGE, "no goal nobody");
}

static void
reopened(void **state)
{
	const struct plan *start;

	(void)state;
	asha();
	start = ed.before;
	err_clear(&err);
	edit_goal_status(
	    &ed, "river-report", GOAL_MET, "2026-10-20", "a", "early", &err);
	assert_int_equal(err.kind, 0);
	edit_begin(&ed, &arena, &school, today, ed.now);
	edit_goal_status(
	    &ed, "river-report", GOAL_ACTIVE, "2026-10-21", "a", NULL, &err);
	assert_int_equal(err.kind, 0);
	assert_string_equal(bytes(ed.now), bytes(start));
}

static void
goal_added(void **state)
{
	struct assign v[4];
	const char *id = NULL;
	size_t n;

	(void)state;
	asha();
	err_clear(&err);
	edit_goal_add(&ed, &id, NULL, "Read: every day for joy", NULL, 0, &err);
	did("    audience: public\n\nrelated",
	    "    audience: public\n\n  read-every-day-for:\n"
	    "    title: 'Read: every day for joy'\n    status: active\n\n"
	    "related",
	    "goal.added goal=read-every-day-for new=Read: every day for joy\n");
	assert_string_equal(id, "read-every-day-for");
	n = assigns(v, "due=2027-01-29|status=proposed|supports+=belonging|"
		       "scale=mastery");
	edit_goal_add(&ed, &id, "joy", "Joy", v, n, &err);
	did("    audience: public\n\nrelated",
	    "    audience: public\n\n  joy:\n    title: Joy\n"
	    "    status: proposed\n    scale: mastery\n    due: 2027-01-29\n"
	    "    supports:\n      - belonging\n\nrelated",
	    "goal.added goal=joy new=Joy\n");
	begin("---\nilp: 1\nlearner: A\n# end\n---\n");
	edit_goal_add(&ed, &id, "joy", "Joy", NULL, 0, &err);
	did("learner: A\n",
	    "learner: A\ngoals:\n\n  joy:\n    title: Joy\n"
	    "    status: active\n",
	    "goal.added goal=joy new=Joy\n");
	begin("---\nilp: 1\nlearner: A\ngoals: {}\n---\n");
	edit_goal_add(&ed, &id, "joy", "Joy", NULL, 0, &err);
	did("{}", "{joy: {title: Joy, status: active}}",
	    "goal.added goal=joy new=Joy\n");
}

static void
goal_not_added(void **state)
{
	struct assign v[4];
	const char *id = NULL;

	(void)state;
	asha();
	err_clear(&err);
	edit_goal_add(&ed, &id, "river-report", "x", NULL, 0, &err);
	refused(ERR_USAGE, "has a goal river-report already");
	edit_goal_add(&ed, &id, "River", "x", NULL, 0, &err);
	refused(ERR_INPUT, "no goal id");
	edit_goal_add(&ed, &id, NULL, " ", NULL, 0, &err);
	refused(ERR_USAGE, "one line of text");
	edit_goal_add(&ed, &id, NULL, "a\nb", NULL, 0, &err);
	refused(ERR_USAGE, "one line of text");
	assert_int_equal(assigns(v, "due=never"), 1);
	edit_goal_add(&ed, &id, NULL, "Joy", v, 1, &err);
	refused(ERR_INPUT, "no date");
}

/* ---- steps ---- */

static void
step_add(const char *goal, const char *text, const char *due, const char *who)
{
	struct step_new s = {text, due, who, NULL, NULL};

	err_clear(&err);
	edit_step_add(&ed, goal, &s, &err);
}

static void
step_done(const char *goal, size_t n, bool done)
{
	err_clear(&err);
	edit_step_done(&ed, goal, n, done, done ? "2026-10-20" : NULL, &err);
}

static void
steps_added(void **state)
{
	(void)state;
	asha();
	step_add(
	    "annotate-sources", " one *more* # page ", "2026-11-01", "a.b");
	did("(check RS.2.b:proficient)\n",
	    "(check RS.2.b:proficient)\n"
	    "- [ ] one *more* # page (due 2026-11-01; who a.b)\n",
	    "step.added goal=annotate-sources text=one *more* # page "
	    "new=one *more* # page\n");
	mara();
	step_add("private-study", "Order the book", "+14d", NULL);
	did("(due 2026-11-27)\n",
	    "(due 2026-11-27)\n\n### private-study\n\n"
	    "- [ ] Order the book (due +14d)\n",
	    "step.added goal=private-study text=Order the book "
	    "new=Order the book\n");
}

static void
steps_in_their_style(void **state)
{
	static const char head[] =
	    "---\nilp: 1\nlearner: A\ngoals: {a: {title: A}}\n---\n";

	(void)state;
	begin(arena_printf(&arena,
	    "%s## Goals\n### a\n * [ ] x\n   more\n\n"
	    "   para\n   - [ ] sub\n\ntext\n",
	    head));
	step_add("a", "y", NULL, NULL);
	did("   - [ ] sub\n", "   - [ ] sub\n * [ ] y\n",
	    "step.added goal=a text=y new=y\n");
	begin(
	    arena_printf(&arena, "%s## Goals\n### a\n9. [ ] x\nlazy\n", head));
	step_add("a", "y", NULL, NULL);
	did("lazy\n", "lazy\n10. [ ] y\n", "step.added goal=a text=y new=y\n");
	begin(arena_printf(&arena,
	    "%s## Goals\n### a\n- [ ] x\n\t- [ ] sub\n- plain\n"
	    "  - [ ] deep",
	    head));
	step_add("a", "y", NULL, NULL);
	did("\t- [ ] sub\n", "\t- [ ] sub\n- [ ] y\n",
	    "step.added goal=a text=y new=y\n");
	begin(arena_printf(&arena, "%s## Goals\n### a\n- [ ] x", head));
	step_add("a", "y", NULL, NULL);
	did("[ ] x", "[ ] x\n- [ ] y", "step.added goal=a text=y new=y\n");
	begin(head);
	step_add("a", "y", NULL, NULL);
	did("}\n---\n", "}\n---\n\n## Goals\n\n### a\n\n- [ ] y\n",
	    "step.added goal=a text=y new=y\n");
}

static void
steps_not_added(void **state)
{
	struct step_new s = {"x", NULL, NULL, "many", NULL};

	(void)state;
	asha();
	step_add("nobody", "x", NULL, NULL);
	refused(ERR_USAGE, "no goal nobody");
	step_add("river-report", "  ", NULL, NULL);
	refused(ERR_USAGE, "needs a text");
	step_add("river-report", "a\nb", NULL, NULL);
	refused(ERR_USAGE, "one line");
	step_add("river-report", "a", "soon", NULL);
	refused(ERR_INPUT, "no date");
	step_add("river-report", "a", NULL, "Mr. Ortiz");
	refused(ERR_INPUT, "no handle");
	edit_step_add(&ed, "river-report", &s, &err);
	refused(ERR_INPUT, "no number");
	begin("---\nilp: 1\nlearner: A\ngoals: {a: {title: A}}\n---\n\n"
	      "## Goals\n\n### a\n\n```\ncode\n");
	step_add("a", "y", NULL, NULL);
	refused(ERR_INPUT, "a code fence begins here");
	assert_int_equal(err.line, 11);
}

static void
steps_done(void **state)
{
	(void)state;
	asha();
	step_done("lead-discussion", 1, true);
	did("- [ ] Watch Wren lead one\n",
	    "- [x] Watch Wren lead one (done 2026-10-20)\n",
	    "step.done goal=lead-discussion text=Watch Wren lead one "
	    "new=2026-10-20\n");
	step_done("lead-discussion", 2, true);
	did("- [ ] Lead ten minutes in the river club (due 2027-01-22)\n",
	    "- [x] Lead ten minutes in the river club (due 2027-01-22; done "
	    "2026-10-20)\n",
	    "step.done goal=lead-discussion text=Lead ten minutes in the river "
	    "club new=2026-10-20\n");
	step_done("annotate-sources", 2, false);
	did("- [x] Two colours: green for claim, blue for doubt (due "
	    "2026-09-18; done 2026-09-15)\n",
	    "- [ ] Two colours: green for claim, blue for doubt (due "
	    "2026-09-18)\n",
	    "step.undone goal=annotate-sources text=Two colours: green for "
	    "claim, blue for doubt\n");
	step_done("annotate-sources", 1, false);
	did("- [x] Pick four sources (done 2026-09-28)\n",
	    "- [ ] Pick four sources\n",
	    "step.undone goal=annotate-sources text=Pick four sources\n");
	step_done("annotate-sources", 5, true);
	refused(ERR_USAGE, "no step 5");
	step_done("annotate-sources", 0, true);
	refused(ERR_USAGE, "no step 0");
	step_done("nobody", 1, true);
	refused(ERR_USAGE, "no step 1");
}

static void
long_steps_done(void **state)
{
	(void)state;
	begin("---\nilp: 1\nlearner: A\ngoals: {a: {title: A}}\n---\n"
	      "## Goals\n### a\n- [ ] one\n  two\n\n"
	      "- [x] three\n  four (done 2026-10-01; due\n  2026-12-01)  \n");
	step_done("a", 1, true);
	did("- [ ] one\n  two\n", "- [x] one\n  two (done 2026-10-20)\n",
	    "step.done goal=a text=one two new=2026-10-20\n");
	step_done("a", 2, false);
	did("- [x] three\n  four (done 2026-10-01; due\n",
	    "- [ ] three\n  four (due\n",
	    "step.undone goal=a text=three four\n");
}

/* ---- entries ---- */

static void
entry_add(enum section_kind section, const char *date, const char *by,
    const char *goal, const char *text)
{
	struct attr v = {"goal", goal, 0};
	struct entry_new n = {section, date, by, &v, goal != NULL, text};

	err_clear(&err);
	edit_entry_add(&ed, &n, &err);
}

static void
entries_added(void **state)
{
	(void)state;
	asha();
	entry_add(
	    SECTION_REFLECTIONS, "2026-10-20", "Asha.R", NULL, "I liked it.\n");
	did("That the old weir still decides where the mud is.\n",
	    "That the old weir still decides where the mud is.\n\n"
	    "### 2026-10-20 asha.r\n\nI liked it.\n",
	    "entry.added section=Reflections date=2026-10-20 by=asha.r\n");
	entry_add(SECTION_CHECKINS, "2026-10-05", "j.ortiz", "lead-discussion",
	    "A talk.");
	did("The colour code helps.\n",
	    "The colour code helps.\n\n### 2026-10-05 j.ortiz "
	    "{goal=lead-discussion}\n\nA talk.\n",
	    "entry.added section=Check-ins date=2026-10-05 by=j.ortiz\n");
	entry_add(SECTION_CHECKINS, "2026-09-01", "Jo Hart", NULL, "");
	did("## Check-ins\n\n", "## Check-ins\n\n### 2026-09-01 Jo Hart\n\n",
	    "entry.added section=Check-ins date=2026-09-01 by=Jo Hart\n");
}

static void
readings_followed(void **state)
{
	(void)state;
	asha();
	entry_add(SECTION_CHECKINS, "2026-10-20", "j.ortiz",
	    "annotate-sources:4,river-report:proficient", "Done.");
	assert_int_equal(err.kind, 0);
	assert_string_equal(told_changes(ed.before, ed.now),
	    "goal.progress goal=annotate-sources old=3 new=4\n"
	    "goal.progress goal=river-report old=developing new=proficient\n"
	    "entry.added section=Check-ins date=2026-10-20 by=j.ortiz\n");
	assert_string_equal(bytes(ed.now),
	    swapped(
		swapped(swapped(bytes(ed.before), "progress: 3", "progress: 4"),
		    "progress: developing", "progress: proficient"),
		"Asha showed the page about the weir herself.\n",
		"Asha showed the page about the weir herself.\n\n"
		"### 2026-10-20 j.ortiz "
		"{goal=annotate-sources:4,river-report:proficient}\n\n"
		"Done.\n"));
	asha();
	entry_add(SECTION_CHECKINS, "2026-10-03", "j.ortiz",
	    "annotate-sources:2", "Late.");
	assert_string_equal(told_changes(ed.before, ed.now),
	    "entry.added section=Check-ins date=2026-10-03 by=j.ortiz\n");
	assert_int_equal(ed.notes.n, 1);
	assert_non_null(strstr(ed.notes.v[0], "there is a later reading"));
	entry_add(SECTION_CHECKINS, "2026-10-20", "j.ortiz",
	    "annotate-sources:few", "x");
	assert_int_equal(err.kind, ERR_INPUT);
	assert_non_null(strstr(err.msg, "no reading of the goal"));
}

static void
missing_sections(void **state)
{
	static const char head[] = "---\nilp: 1\nlearner: A\n%s---";

	(void)state;
	begin(arena_printf(&arena, "%s\n\n# A\n\n## Evidence\n\n## Ours\n",
	    arena_printf(&arena, head, "")));
	entry_add(SECTION_CHECKINS, "2026-10-02", "j", NULL, "x");
	did("## Evidence\n",
	    "## Check-ins\n\n### 2026-10-02 j\n\nx\n\n## Evidence\n",
	    "entry.added section=Check-ins date=2026-10-02 by=j\n");
	entry_add(SECTION_NOTES, "2026-10-02", "j", NULL, "x");
	did("## Ours\n", "## Ours\n\n## Notes\n\n### 2026-10-02 j\n\nx\n",
	    "entry.added section=Notes date=2026-10-02 by=j\n");
	begin(arena_printf(&arena, head, ""));
	entry_add(SECTION_NOTES, "2026-10-02", "j", NULL, "x");
	did("A\n---", "A\n---\n\n## Notes\n\n### 2026-10-02 j\n\nx",
	    "entry.added section=Notes date=2026-10-02 by=j\n");
	begin(arena_printf(
	    &arena, "%s\n\n## Notes\n", arena_printf(&arena, head, "")));
	entry_add(SECTION_EVIDENCE, "2026-10-02", "j", NULL, "x");
	did("## Notes\n", "## Evidence\n\n### 2026-10-02 j\n\nx\n\n## Notes\n",
	    "entry.added section=Evidence date=2026-10-02 by=j\n");
	school_is("ilp: 1\nsections:\n  Notes: [Notas, Apuntes]\n");
	begin(arena_printf(
	    &arena, "%s\r\n", arena_printf(&arena, head, "language: es\n")));
	entry_add(SECTION_NOTES, "2026-10-02", "j", NULL, "x\ny");
	did("---\r\n", "---\r\n\n## Notas\n\n### 2026-10-02 j\n\nx\ny\n",
	    "entry.added section=Notes date=2026-10-02 by=j\n");
}

/* The level-2 headings, a blank between. */
static const char *
headings(void)
{
	const char *s = "";

	for (size_t i = 0; i < ed.now->nparts; i++)
		if (ed.now->parts[i].level == 2)
			s = arena_printf(&arena, "%s%s%s", s, *s ? " " : "",
			    ed.now->parts[i].title);
	return s;
}

static void
every_section(void **state)
{
	/* in an order in which each has to find its place */
	static const enum section_kind kinds[] = {SECTION_NOTES,
	    SECTION_SIGNOFFS, SECTION_REVIEWS, SECTION_SUPPORTS,
	    SECTION_EVIDENCE, SECTION_CHECKINS, SECTION_REFLECTIONS};

	(void)state;
	for (int spanish = 0; spanish < 2; spanish++) {
		if (spanish)
			school_is("ilp: 1\nlanguage: es\nsections:\n"
				  "  Evidence: [Evidencias]\n"
				  "  Sign-offs: [Firmas]\n"
				  "  Notes: [Notas]\n");
		begin("---\nilp: 1\nlearner: A\n---\n\n## Ours\n");
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			entry_add(kinds[i], "2026-10-02", "j", NULL, "x");
			assert_int_equal(err.kind, 0);
		}
		assert_string_equal(headings(),
		    spanish ? "Ours Check-ins Reflections Evidencias Reviews "
			      "Firmas Supports Notas"
			    : "Ours Check-ins Reflections Evidence Reviews "
			      "Sign-offs Supports Notes");
	}
}

static void
safe_texts(void **state)
{
	(void)state;
	asha();
	entry_add(SECTION_NOTES, "2026-10-20", "j.ortiz", NULL,
	    "\n\n## Plan\n\nA word\n======\n```\n# code\n  ");
	assert_int_equal(err.kind, 0);
	assert_int_equal(ed.notes.n, 2);
	did("office for the pass.\n",
	    "office for the pass.\n\n### 2026-10-20 j.ortiz\n\n"
	    "\\## Plan\n\nA word\n\\======\n```\n# code\n```\n",
	    "entry.added section=Notes date=2026-10-20 by=j.ortiz\n");
	entry_add(
	    SECTION_NOTES, "2026-10-20", "j.ortiz", NULL, "trailing \t \n\n");
	did("office for the pass.\n",
	    "office for the pass.\n\n### 2026-10-20 j.ortiz\n\ntrailing\n",
	    "entry.added section=Notes date=2026-10-20 by=j.ortiz\n");
}

static void
entries_not_added(void **state)
{
	struct attr v = {"prompt", "a\nb", 0};
	struct entry_new n = {SECTION_NOTES, "2026-10-20", "j", &v, 1, ""};

	(void)state;
	asha();
	entry_add(SECTION_NOTES, "2026-02-30", "j.ortiz", NULL, "x");
	refused(ERR_INPUT, "there is no day");
	entry_add(SECTION_NOTES, "2026-10-20", " ", NULL, "x");
	refused(ERR_USAGE, "cannot stand as the name");
	entry_add(SECTION_NOTES, "2026-10-20", "a {b}", NULL, "x");
	refused(ERR_USAGE, "cannot stand as the name");
	edit_entry_add(&ed, &n, &err);
	refused(ERR_USAGE, "one line of text");
	entry_add(SECTION_NOTES, "2026-10-20", "j", NULL, "\xff");
	refused(ERR_INPUT, "no UTF-8");
	begin("---\nilp: 1\nlearner: A\n---\n\n## Notes\n\n"
	      "### 2026-10-01 j\n\n<!-- open\n\n## Ours\n");
	entry_add(SECTION_NOTES, "2026-10-20", "j", NULL, "x");
	refused(ERR_INPUT, "an HTML block begins here");
	assert_int_equal(err.line, 10);
	entry_add(SECTION_NOTES, "2026-09-20", "j", NULL, "x");
	did("## Notes\n\n", "## Notes\n\n### 2026-09-20 j\n\nx\n\n",
	    "entry.added section=Notes date=2026-09-20 by=j\n");
}

static void
windows_lines(void **state)
{
	const char *id;

	(void)state;
	begin("\xef\xbb\xbf---\r\nilp: 1\r\nlearner: A\r\ngoals:\r\n  a:\r\n"
	      "    title: A\r\n---\r\n## Goals\r\n\r\n### a\r\n");
	goal_set("a", "why=one\ntwo");
	did("title: A\r\n",
	    "title: A\r\n    why: |-\r\n      one\r\n      two\r\n",
	    "goal.why goal=a new=one\ntwo\n");
	step_add("a", "x", NULL, NULL);
	did("### a\r\n", "### a\r\n\r\n- [ ] x\r\n",
	    "step.added goal=a text=x new=x\n");
	entry_add(SECTION_NOTES, "2026-10-20", "j", NULL, "x\r\ny");
	did("### a\r\n",
	    "### a\r\n\r\n## Notes\r\n\r\n### 2026-10-20 j\r\n\r\nx\r\ny\r\n",
	    "entry.added section=Notes date=2026-10-20 by=j\n");
	edit_goal_add(&ed, &id, "b", "B", NULL, 0, &err);
	did("title: A\r\n",
	    "title: A\r\n\r\n  b:\r\n    title: B\r\n    status: active\r\n",
	    "goal.added goal=b new=B\n");
}

static void
several_edits(void **state)
{
	struct changes c = {0};

	(void)state;
	asha();
	set("stage=grade-10");
	step_done("lead-discussion", 1, true);
	entry_add(SECTION_NOTES, "2026-10-20", "j", NULL, "x");
	set("stage=grade-9");
	edit_changes(&ed, &c);
	assert_int_equal(c.n, 2);
	assert_string_equal(c.v[0].what, "step.done");
	assert_string_equal(c.v[1].what, "entry.added");
}

static void
unasked(void **state)
{
	struct splices sp = {NULL, 0, 0};
	struct changes none = {NULL, 0, 0};

	(void)state;
	asha();
	splice_add(&sp, &arena, ed.now->doc.close, 0, "person: x\n", 10);
	assert_int_equal(edit_apply(&ed, &sp, &none, &err), -1);
	refused(ERR_INPUT, "would make the plan unreadable");
	sp.n = 0;
	splice_add(&sp, &arena, ed.now->doc.close, 0, "x-new: x\n", 9);
	assert_int_equal(edit_apply(&ed, &sp, &none, &err), -1);
	refused(ERR_INPUT, "without touching something else");
	assert_string_equal(err.code, "edit-unsafe");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(parsed, "KEY=VALUE, KEY+=VALUE and KEY-=VALUE are read"),
	    TEST(plan_values, "a fact of the plan is set in its line alone"),
	    TEST(plan_lists, "a list gains and loses one line"),
	    TEST(team_roles, "a role of the team is set, added to, removed"),
	    TEST(own_lists,
		"a list of the school's own is begun by adding to it"),
	    TEST(own_mappings, "a dot reaches into the school's own facts"),
	    TEST(same_values, "a value that is there already changes nothing"),
	    TEST(plan_refusals, "what is no fact of a plan is refused"),
	    TEST(all_or_none, "one wrong value, and none is written"),
	    TEST(goal_values, "a fact of a goal is set in its line alone"),
	    TEST(goal_lists, "a goal's list gains and loses one line"),
	    TEST(goal_scales, "a scale and its levels are set together"),
	    TEST(level_texts, "a level's text is set by its number"),
	    TEST(goal_refusals, "what is no fact of a goal is refused"),
	    TEST(status_moves, "a status moves with its date and reason"),
	    TEST(reopened, "a goal that is met and reopened is as before"),
	    TEST(goal_added, "a new goal comes after a blank line"),
	    TEST(goal_not_added, "a goal needs a new id and a title"),
	    TEST(steps_added, "a step goes behind the last one"),
	    TEST(steps_in_their_style, "a step looks like its neighbours"),
	    TEST(steps_not_added, "a step that could not be read is refused"),
	    TEST(steps_done, "a step is done with its date, and undone"),
	    TEST(long_steps_done, "a step of several lines is done, too"),
	    TEST(entries_added, "an entry goes to its place by date"),
	    TEST(readings_followed, "a reading sets the goal's progress"),
	    TEST(missing_sections, "a missing section is added at its place"),
	    TEST(every_section, "all sections come to be in their order"),
	    TEST(safe_texts, "a text cannot break the plan it is put into"),
	    TEST(entries_not_added, "an entry that could not be read is "
				    "refused"),
	    TEST(windows_lines, "Windows line ends are written where they are"),
	    TEST(several_edits, "several edits make one set of changes"),
	    TEST(unasked, "an edit that does more than was asked is refused"),
	};

	return cmocka_run_group_tests_name("edits of plans", tests, NULL, NULL);
}
