#include "plans.h"

#include <math.h>

static void
all_keys(void **state)
{
	struct plan *p = plan_of("---\nilp: 1\nlearner: Asha R.\n"
				 "person: s-20417\nfollows: asha-r-2025-26\n"
				 "kind: teacher\ntemplate: student\n"
				 "year: 2026-27\nbegin: 2026-08-24\n"
				 "end: 2027-06-11\nstage: grade-9\n"
				 "language: pt-BR\ngroups: [a, b]\n"
				 "cadence: 10d\nrelated: IEP\n"
				 "directory: opt-out\n"
				 "retain_until: 2031-06-30\nx-own: {a: 1}\n"
				 "---\n");

	(void)state;
	assert_int_equal(p->format, 1);
	assert_string_equal(p->id, "asha-r");
	assert_string_equal(p->learner, "Asha R.");
	assert_string_equal(p->person, "s-20417");
	assert_string_equal(p->follows, "asha-r-2025-26");
	assert_string_equal(p->kind, "teacher");
	assert_string_equal(p->template_name, "student");
	assert_string_equal(p->year, "2026-27");
	assert_string_equal(p->begin, "2026-08-24");
	assert_string_equal(p->end, "2027-06-11");
	assert_string_equal(p->stage, "grade-9");
	assert_string_equal(p->language, "pt-BR");
	assert_string_equal(told_list(&p->groups), "[a, b]");
	assert_int_equal(p->cadence_days, 10);
	assert_string_equal(told_list(&p->related), "[IEP]");
	assert_string_equal(p->directory, "opt-out");
	assert_string_equal(p->retain_until, "2031-06-30");
	assert_int_equal(p->diags.n, 0);
}

static void
least(void **state)
{
	struct plan *p = plan_of("---\nilp: 1\nlearner: A\n---\n");

	(void)state;
	assert_string_equal(p->kind, "student");
	assert_null(p->year);
	assert_int_equal(p->cadence_days, 14);
	assert_int_equal(p->ngoals, 0);
	assert_int_equal(p->nparts, 1);
	assert_int_equal(p->nentries, 0);
	assert_false(p->broken);
}

static void
scalars_as_written(void **state)
{
	struct plan *p =
	    plan_with("person: 012\nstage: no\nyear: 1.10\n"
		      "template: ~\ngroups:\n  - no\n  - 1_0\nend:\n",
		"");

	(void)state;
	assert_string_equal(p->person, "012");
	assert_string_equal(p->stage, "no");
	assert_string_equal(p->year, "1.10");
	assert_string_equal(p->template_name, "~");
	assert_string_equal(told_list(&p->groups), "[no, 1_0]");
	assert_null(p->end);
}

static void
team(void **state)
{
	struct plan *p =
	    plan_with("team:\n  learner: Asha.R\n  family: [r.a, r.b]\n"
		      "  coach:\n",
		"");
	const char *role;

	(void)state;
	assert_int_equal(p->nteam, 3);
	assert_string_equal(
	    told_list(&plan_role(p, "learner")->handles), "[asha.r]");
	assert_string_equal(
	    told_list(&plan_role(p, "family")->handles), "[r.a, r.b]");
	assert_int_equal(plan_role(p, "coach")->handles.n, 0);
	assert_null(plan_role(p, "mentor"));
	assert_true(plan_has_handle(p, "r.b", &role));
	assert_string_equal(role, "family");
	assert_false(plan_has_handle(p, "j.ortiz", &role));
}

static void
profile(void **state)
{
	struct plan *p = plan_with("profile:\n  needs: more time\n"
				   "  interests:\n    - rivers\n    -\n"
				   "    - text: bicycles\n"
				   "      source: talk\n"
				   "      date: 2026-09-03\n"
				   "      audience: public\n"
				   "  our own:\n    - x\n  barriers:\n",
	    "");
	const struct profile_heading *h = p->profile;

	(void)state;
	assert_int_equal(p->nprofile, 4);
	assert_string_equal(h[0].items[0].text, "more time");
	assert_int_equal(h[0].items[0].audience, AUDIENCE_STAFF);
	assert_int_equal(h[1].n, 2);
	assert_int_equal(h[1].items[0].audience, AUDIENCE_FAMILY);
	assert_string_equal(h[1].items[1].text, "bicycles");
	assert_string_equal(h[1].items[1].source, "talk");
	assert_string_equal(h[1].items[1].date, "2026-09-03");
	assert_int_equal(h[1].items[1].audience, AUDIENCE_PUBLIC);
	assert_string_equal(h[2].name, "our own");
	assert_int_equal(h[3].n, 0);
}

static void
unclear_audience(void **state)
{
	struct plan *p = plan_raw(
	    text_of("goals:\n  a:\n    title: A\n    audience: everybody\n"
		    "  b:\n    title: B\n    audience: [family]\n"
		    "profile:\n  interests:\n"
		    "    - {text: x, audience: all}\n"
		    "    - {text: y, audience: [public]}\n",
		"## Check-ins\n\n### 2026-10-02 j.ortiz {audience=all}\n"));

	(void)state;
	assert_string_equal(
	    codes_of(p), "audience shape audience shape audience");
	assert_int_equal(p->goals[0].audience, AUDIENCE_STAFF);
	assert_int_equal(p->goals[1].audience, AUDIENCE_STAFF);
	assert_int_equal(p->profile[0].items[0].audience, AUDIENCE_STAFF);
	assert_int_equal(p->profile[0].items[1].audience, AUDIENCE_STAFF);
	assert_int_equal(p->entries[0].audience, AUDIENCE_STAFF);
}

static void
goal_keys(void **state)
{
	struct goal *g = goal_with(
	    "    status: paused\n    area: academic\n    form: woop\n"
	    "    why: w\n    measure: m\n    unit: u\n    baseline: 1\n"
	    "    target: +4\n    progress: -2.5\n    start: 2026-09-01\n"
	    "    due: 2026-12-18\n    closed: 2026-12-01\n    reason: r\n"
	    "    supports: s\n    standards: [a, b]\n    owner: asha.r\n"
	    "    agreed: [asha.r]\n    criteria:\n      - c, and d\n"
	    "    obstacle: o\n    plan: if, then\n    resources: [r]\n"
	    "    priority: 1\n    term: short\n    follows: x/y\n"
	    "    audience: school\n    x-club: Debate\n",
	    "");

	(void)state;
	assert_string_equal(g->id, "read");
	assert_string_equal(g->title, "Read");
	assert_int_equal(g->status, GOAL_PAUSED);
	assert_string_equal(g->area, "academic");
	assert_string_equal(g->form, "woop");
	assert_string_equal(g->why, "w");
	assert_string_equal(g->measure, "m");
	assert_string_equal(g->unit, "u");
	assert_string_equal(g->baseline, "1");
	assert_string_equal(g->target, "+4");
	assert_string_equal(g->progress, "-2.5");
	assert_string_equal(g->start, "2026-09-01");
	assert_string_equal(g->due, "2026-12-18");
	assert_string_equal(g->closed, "2026-12-01");
	assert_string_equal(g->reason, "r");
	assert_string_equal(told_list(&g->supports), "[s]");
	assert_string_equal(told_list(&g->standards), "[a, b]");
	assert_string_equal(told_list(&g->owner), "[asha.r]");
	assert_string_equal(told_list(&g->agreed), "[asha.r]");
	assert_string_equal(told_list(&g->criteria), "[c, and d]");
	assert_string_equal(g->obstacle, "o");
	assert_string_equal(g->plan, "if, then");
	assert_string_equal(told_list(&g->resources), "[r]");
	assert_string_equal(g->priority, "1");
	assert_string_equal(g->term, "short");
	assert_string_equal(g->follows, "x/y");
	assert_int_equal(g->audience, AUDIENCE_SCHOOL);
}

static void
many_goals(void **state)
{
	const char *lines = "goals:\n", *body = "## Goals\n";
	struct plan *p;

	(void)state;
	for (int i = 0; i < 40; i++) {
		lines = arena_printf(
		    &arena, "%s  goal-%d: {title: T%d}\n", lines, i, i);
		body = arena_printf(
		    &arena, "%s### goal-%d\n- [ ] s%d\n", body, i, i);
	}
	p = plan_with(lines, body);
	assert_int_equal(p->ngoals, 40);
	assert_string_equal(plan_goal(p, "goal-17")->title, "T17");
	assert_string_equal(plan_goal(p, "goal-39")->steps[0].text, "s39");
	assert_null(plan_goal(p, "goal-40"));
}

static double
share(const char *lines)
{
	return goal_with(lines, "")->share;
}

static void
shares(void **state)
{
	static const struct {
		const char *lines;
		double share; /* -1: unknown */
	} v[] = {
	    {"    baseline: 0\n    target: 4\n    progress: 3\n", 0.75},
	    {"    target: 4\n    progress: 1\n", 0.25},
	    {"    baseline: 20\n    target: 5\n    progress: 8\n", 0.8},
	    {"    baseline: 20\n    target: 0\n    progress: 20\n", 0},
	    {"    baseline: 20\n    target: 0\n    progress: -3\n", 1},
	    {"    baseline: 20\n    target: 5\n    progress: 30\n", 0},
	    {"    target: 4\n    progress: 9\n", 1},
	    {"    target: 4\n    progress: -9\n", 0},
	    {"    target: -4\n    progress: -3\n", -1},
	    {"    target: 0\n    progress: 3\n", -1},
	    {"    baseline: -8\n    target: -4\n    progress: -6\n", 0.5},
	    {"    baseline: 4\n    target: 4\n    progress: 4\n", 1},
	    {"    baseline: 4\n    target: 4\n    progress: 3\n", 0},
	    {"    baseline: 4\n    target: 4\n", -1},
	    {"    target: 4\n", -1},
	    {"    progress: 4\n", -1},
	    {"    unit: '%'\n    progress: 40\n", 0.4},
	    {"    unit: '%'\n    target: 80\n    progress: 40\n", 0.5},
	    {"    status: met\n", 1},
	    {"    status: met\n    target: 4\n    progress: 1\n", 1},
	    {"    status: dropped\n    target: 4\n    progress: 1\n", 0.25},
	    {"    scale: mastery\n    progress: developing\n", 0.5},
	    {"    scale: mastery\n    progress: beginning\n", 0},
	    {"    scale: mastery\n    progress: advanced\n", 1},
	    {"    scale: mastery\n    target: advanced\n"
	     "    baseline: developing\n    progress: proficient\n",
		0.5},
	    {"    scale: mastery\n    target: developing\n"
	     "    baseline: advanced\n    progress: proficient\n",
		0.5},
	    {"    scale: unknown\n    progress: 2\n    target: 3\n", -1},
	    {"    scale: meets\n    progress: not yet\n", 0},
	    {"    levels: {-2: a, -1: b, 0: c, 1: d, 2: e}\n"
	     "    progress: -1\n",
		0.5},
	    {"    levels: {-2: a, +2: e}\n    progress: +1\n", 1},
	    {"    levels: {-2: a, +2: e}\n    target: +2\n    progress: 0\n",
		0.5},
	    {"    levels: {-2: a}\n    baseline: -1\n    target: 1\n"
	     "    progress: +1\n",
		1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		double got = share(v[i].lines);

		if (v[i].share < 0 ? !isnan(got)
				   : fabs(got - v[i].share) > 1e-9)
			fail_msg("%s: %g", v[i].lines, got);
	}
}

static void
goal_levels(void **state)
{
	struct goal *g =
	    goal_with("    levels:\n      -2: none\n      +1: more\n", "");

	(void)state;
	assert_string_equal(level_member(g->levels, 1)->text, "more");
	assert_string_equal(level_member(g->levels, -2)->text, "none");
	assert_null(level_member(g->levels, 0));
	assert_string_equal(
	    codes_of(plan_raw(text_of("goals:\n  a:\n    title: A\n"
				      "    levels: {1: x, +1: y}\n",
		""))),
	    "goal-level-twice");
}

/* ---- the body ---- */

static const char *
told_parts(const struct plan *p)
{
	const char *s = "";

	for (size_t i = 0; i < p->nparts; i++)
		s = arena_printf(&arena, "%s%d %s=%s in %zu%s\n", s,
		    p->parts[i].level,
		    p->parts[i].title ? p->parts[i].title : "",
		    section_name(p->parts[i].kind), p->parts[i].section,
		    p->parts[i].goal >= 0    ? " goal"
		    : p->parts[i].entry >= 0 ? " entry"
					     : "");
	return s;
}

static void
sections(void **state)
{
	(void)state;
	school_is("ilp: 1\nsections:\n  Goals: [Metas]\n"
		  "  Reflections: [Reflexiones, My journal]\n");
	assert_string_equal(
	    told_parts(plan_with("",
		"hello\n\n# Plan\n\n## about ME:\n\n## Metas\n\n"
		"## My  *journal*\n\n### 2026-10-02 a\n\n## Ours\n\n"
		"### 2026-10-02 a\n\n# End\n\n### 2026-10-03 b\n")),
	    "0 = in 0\n"
	    "1 Plan= in 1\n"
	    "2 about ME:=About me in 2\n"
	    "2 Metas=Goals in 3\n"
	    "2 My  journal=Reflections in 4\n"
	    "3 2026-10-02 a=Reflections in 4 entry\n"
	    "2 Ours= in 6\n"
	    "1 End= in 7\n");
}

static void
only_headings_of_the_document(void **state)
{
	struct plan *p = plan_with("",
	    "## Check-ins\n\n> ## Goals\n\n- ## Notes\n\n```\n## Evidence\n"
	    "### 2026-10-01 x\n```\n\n    ## Reviews\n\n<div>\n## Supports\n"
	    "</div>\n\nEvidence\n--------\n\n### 2026-10-02 a\n");

	(void)state;
	assert_string_equal(told_parts(p),
	    "0 = in 0\n"
	    "2 Check-ins=Check-ins in 1\n"
	    "2 Evidence=Evidence in 2\n"
	    "3 2026-10-02 a=Evidence in 2 entry\n");
}

static void
goal_headings(void **state)
{
	struct plan *p =
	    plan_with("goals:\n  read: {title: R}\n  speak: {title: S}\n",
		"## Goals\n\nAll of us.\n\n### read: my words\n\nI read.\n\n"
		"#### more\n\n- [ ] one\n\n### Read\n\ntext\n\n### speak\n\n"
		"## Notes\n\n### read\n");

	(void)state;
	assert_string_equal(told_parts(p), "0 = in 0\n"
					   "2 Goals=Goals in 1\n"
					   "3 read: my words=Goals in 1 goal\n"
					   "3 Read=Goals in 1\n"
					   "3 speak=Goals in 1 goal\n"
					   "2 Notes=Notes in 5\n"
					   "3 read=Notes in 5\n");
	assert_string_equal(
	    goal_words(p, &p->goals[0], &arena), "I read.\n\n#### more");
	assert_string_equal(goal_words(p, &p->goals[1], &arena), "");
	assert_string_equal(
	    part_words(p, 1, &arena), "All of us.\n\n### Read\n\ntext");
	assert_int_equal(p->goals[0].nsteps, 1);
}

static void
twice(void **state)
{
	(void)state;
	assert_string_equal(
	    codes_of(plan_raw(text_of("", "## Notes\n\n## Ours\n\n## Ours\n\n"
					  "## notes:\n"))),
	    "section-twice");
	assert_string_equal(
	    codes_of(plan_raw(text_of("goals: {a: {title: A}}\n",
		"## Goals\n\n### a\n\n### a: again\n"))),
	    "goal-twice");
}

static void
own_headings(void **state)
{
	struct plan *p = plan_with("", "## Notes\n\nfirst\n\n### Ideas\n\nx\n\n"
				       "### 2026-10-02 j.ortiz\n\nseen\n\n"
				       "### 26-10-02\n\ny\n");

	(void)state;
	assert_int_equal(p->nentries, 1);
	assert_string_equal(part_words(p, 1, &arena),
	    "first\n\n### Ideas\n\nx\n\n### 26-10-02\n\ny");
	assert_string_equal(
	    plan_text(p, p->entries[0].content, &arena), "seen");
}

static void
section_audiences(void **state)
{
	struct plan *p;

	(void)state;
	school_is("ilp: 1\naudience:\n  Our trip: public\n"
		  "sections:\n  Notes: [Notas]\n");
	p = plan_with("",
	    "top\n\n## Notas\n\n### 2026-10-02 a\n\n"
	    "### 2026-10-03 a {audience=family}\n\n## Our Trip:\n\n"
	    "## Evidence\n\n### 2026-10-04 a\n");
	assert_int_equal(p->parts[0].audience, AUDIENCE_FAMILY);
	assert_int_equal(p->parts[1].audience, AUDIENCE_STAFF);
	assert_int_equal(p->entries[0].audience, AUDIENCE_STAFF);
	assert_int_equal(p->entries[1].audience, AUDIENCE_FAMILY);
	assert_int_equal(p->parts[4].audience, AUDIENCE_PUBLIC);
	assert_int_equal(p->entries[2].audience, AUDIENCE_FAMILY);
}

/* ---- readings ---- */

static const char *
told_readings(const struct goal *g)
{
	const char *s = "";

	for (size_t i = 0; i < g->nreadings; i++)
		s = arena_printf(&arena, "%s%s%s %s %s", s, i ? ", " : "",
		    g->readings[i].date + 5, g->readings[i].value,
		    section_name(g->readings[i].source));
	return s;
}

static void
readings(void **state)
{
	struct plan *p =
	    plan_with("goals:\n  read: {title: R}\n  speak: {title: S}\n",
		"## Check-ins\n\n### 2026-10-09 j {goal=read:3,speak:1}\n\n"
		"### 2026-10-02 j {goal=read:2}\n\n"
		"### 2026-10-12 j {goal=read}\n\n"
		"### 2026-10-30 j {goal=read:9}\n\n"
		"## Reviews\n\n### 2026-10-09 j {goal=read:4,other:5}\n\n"
		"## Our own\n\n### 2026-10-10 j {goal=read:8}\n");

	(void)state;
	assert_string_equal(told_readings(&p->goals[0]),
	    "10-02 2 Check-ins, 10-09 3 Check-ins, 10-09 4 Reviews");
	assert_string_equal(told_readings(&p->goals[1]), "10-09 1 Check-ins");
	assert_string_equal(codes_of(p), "entry-future");
	assert_true(p->entries[3].future);
}

static void
bad_readings(void **state)
{
	struct plan *p =
	    plan_raw(text_of("goals:\n  read: {title: R}\n"
			     "  write: {title: W, scale: mastery}\n"
			     "  sing: {title: S, scale: nobody}\n",
		"## Notes\n\n### 2026-10-01 j {goal=read:many}\n\n"
		"### 2026-10-02 j {goal=write:3}\n\n"
		"### 2026-10-03 j {goal=write:developing}\n\n"
		"### 2026-10-04 j {goal=sing:loud}\n"));

	(void)state;
	assert_string_equal(codes_of(p), "entry-reading entry-reading");
	assert_int_equal(p->goals[0].nreadings, 0);
	assert_string_equal(
	    told_readings(&p->goals[1]), "10-03 developing Notes");
	assert_int_equal(p->entries[0].audience, AUDIENCE_STAFF);
}

/* ---- the whole ---- */

static void
is_current(const char *front, bool want)
{
	assert_int_equal(
	    plan_current(plan_with(front, ""), &school, today), want);
}

static void
current(void **state)
{
	(void)state;
	school_is("ilp: 1\nyear: 2026-27\n");
	is_current("", true);
	is_current("year: 2026-27\n", true);
	is_current("year: 2025-26\n", false);
	is_current("end: 2026-10-20\n", true);
	is_current("end: 2026-10-19\n", false);
}

static void
newer_format(void **state)
{
	struct plan *p = plan_raw("---\nlearner: A\nilp: 2\n---\n");
	struct err e;

	(void)state;
	assert_false(p->broken);
	assert_int_equal(p->diags.errors, 0);
	assert_string_equal(codes_of(p), "plan-newer");
	assert_int_equal(p->diags.v[0].line, 3);
	assert_string_equal(p->learner, "A");
	assert_int_equal(plan_writable(p, &e), -1);
	assert_string_equal(e.code, "plan-newer");
	assert_int_equal(e.line, 3);
	assert_int_equal(e.col, 6);
}

static void
broken(void **state)
{
	struct plan *p = plan_raw("no plan at all\n"), q;
	struct err e;

	(void)state;
	assert_true(p->broken);
	assert_string_equal(p->id, "asha-r");
	assert_int_equal(plan_writable(p, &e), -1);
	assert_string_equal(e.path, "plans/9/asha-r.md");
	err_set(&e, ERR_WORLD, "the disk reported an error");
	plan_broken(&q, &arena, "plans/b.md", &e);
	assert_true(q.broken);
	assert_string_equal(q.id, "b");
	assert_string_equal(q.diags.v[0].code, "file");
}

static void
line_ends(void **state)
{
	struct plan *p = plan_of("\xef\xbb\xbf---  \r\nilp: 1\r\n"
				 "learner: Zoë\r\ngoals:\r\n  a:\r\n"
				 "    title: A\r\n... \r\n\r\n## Goals\r\n\r\n"
				 "### a\r\n\r\nOne\r\ntwo.\r\n\r\n- [ ] s");

	(void)state;
	assert_string_equal(p->doc.eol, "\r\n");
	assert_string_equal(p->learner, "Zoë");
	assert_string_equal(goal_words(p, &p->goals[0], &arena), "One\ntwo.");
	assert_string_equal(p->goals[0].steps[0].text, "s");
}

static void
bad_names(void **state)
{
	struct plan p;
	const char *src = "---\nilp: 1\nlearner: A\n---\n";
	static const char *const v[] = {"plans/Asha.md", "plans/con.md",
	    "plans/a b.md", "plans/-a.md", "plans/aé.md"};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		plan_read(
		    &p, &arena, &school, DAY_NONE, v[i], src, strlen(src));
		assert_string_equal(codes_of(&p), "plan-id");
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(all_keys, "every fact of a plan is read"),
	    TEST(least, "a plan needs a format and a learner, no more"),
	    TEST(scalars_as_written, "no, 012 and 1.10 stay as written"),
	    TEST(team, "a role has one handle or several"),
	    TEST(profile, "a profile item is a text, or a text with a source"),
	    TEST(unclear_audience,
		"an audience that is none shows the item to staff only"),
	    TEST(goal_keys, "every fact of a goal is read"),
	    TEST(many_goals, "forty goals are told apart"),
	    TEST(shares, "the share is the way done from baseline to target"),
	    TEST(goal_levels, "the levels 1 and +1 are the same"),
	    TEST(sections, "sections are known by name or alias"),
	    TEST(only_headings_of_the_document,
		"a heading in a quote, list or listing opens nothing"),
	    TEST(goal_headings, "a goal's own words stand under its id"),
	    TEST(twice, "a section or a goal's words may not stand twice"),
	    TEST(own_headings, "a heading without a date is the school's own"),
	    TEST(section_audiences,
		"an entry is seen by those who see its section"),
	    TEST(readings, "readings come by date, of one day by place"),
	    TEST(bad_readings, "a reading is a number, or a level"),
	    TEST(current, "a plan is current until its end, in its year"),
	    TEST(newer_format, "a newer format is read, never written"),
	    TEST(broken, "a plan that cannot be read keeps its name"),
	    TEST(line_ends, "Windows line ends are read like others"),
	    TEST(bad_names, "a file name that is no id is a finding"),
	};

	return cmocka_run_group_tests_name("plans", tests, NULL, NULL);
}
