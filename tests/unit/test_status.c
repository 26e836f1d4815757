#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "track/attention.h"

#define SETTINGS                               \
	"ilp: 1\ncadence: 10d\ndue_soon: 7d\n" \
	"scales:\n  m: [low, middle, high*]\n" \
	"breaks:\n  - 2026-12-19..2027-01-03\n"

struct school {
	struct arena a;
	struct settings settings;
	struct status_world world;
};

static int
make_school(void **state)
{
	static const char src[] = SETTINGS;
	struct school *s = calloc(1, sizeof *s);
	struct diags d = {NULL, 0, 0, 0};

	if (!s)
		return -1;
	arena_init(&s->a);
	if (settings_read(
		&s->settings, &s->a, "ilp.yml", src, strlen(src), &d) != 0)
		return -1;
	s->world.settings = &s->settings;
	*state = s;
	return 0;
}

static int
close_school(void **state)
{
	struct school *s = *state;

	arena_free(&s->a);
	free(s);
	return 0;
}

/* The plan with that front matter and body, as it stands on a day. */
static const struct plan_status *
on(struct school *s, const char *today, const char *front, const char *body)
{
	struct plan_status *st = arena_new(&s->a, struct plan_status);
	struct plan *p = arena_new(&s->a, struct plan);
	char *src = arena_printf(
	    &s->a, "---\nilp: 1\nlearner: Asha R.\n%s---\n\n%s", front, body);

	s->world.today = text_day(today);
	plan_read(p, &s->a, &s->settings, s->world.today, "plans/asha-r.md",
	    src, strlen(src));
	status_read(st, &s->a, &s->world, p);
	return st;
}

/* The sentence of a code, or NULL where the plan does not have it. */
static const char *
says(const struct plan_status *st, enum attention_code c)
{
	for (size_t i = 0; i < st->n; i++)
		if (st->v[i].code == c)
			return st->v[i].text;
	return NULL;
}

#define BEGIN  "begin: 2026-09-01\n"
#define GOAL   "goals:\n  read:\n    title: Read more\n    measure: pages\n"
#define BEFORE "2026-09-10" /* nothing is late yet */

/* ---- touches ---- */

static void
promise(void **state)
{
	const char *body = "## Check-ins\n\n"
			   "### 2026-09-20 j.ortiz {next=2026-10-02}\n\nA\n\n"
			   "## Notes\n\n### 2026-10-01 j.ortiz\n\nB\n";

	assert_null(
	    says(on(*state, "2026-10-02", BEGIN, body), ATT_CHECKIN_OVERDUE));
	assert_string_equal(
	    says(on(*state, "2026-10-03", BEGIN, body), ATT_CHECKIN_OVERDUE),
	    "the check-in promised for 2026-10-02 is 1 day late");
	assert_string_equal(
	    on(*state, "2026-10-03", BEGIN, body)->next_checkin, "2026-10-02");
}

static void
newest_promise(void **state)
{
	const char *body = "## Check-ins\n\n"
			   "### 2026-09-20 j.ortiz {next=2026-11-02}\n\nA\n\n"
			   "### 2026-09-20 j.ortiz {next=2026-09-25}\n\nB\n\n"
			   "### 2026-09-26 j.ortiz\n\nC\n";
	const struct plan_status *st = on(*state, "2026-09-27", BEGIN, body);

	assert_string_equal(st->next_checkin, "2026-09-25");
	assert_string_equal(says(st, ATT_CHECKIN_OVERDUE),
	    "no next check-in was set since the one promised for 2026-09-25; "
	    "the last was held on 2026-09-26");
}

static void
checkin_cadence(void **state)
{
	const char *body = "## Check-ins\n\n### 2026-09-20 j.ortiz\n\nA\n\n"
			   "## Notes\n\n### 2026-09-28 j.ortiz\n\nB\n";

	assert_null(
	    says(on(*state, "2026-09-30", BEGIN, body), ATT_CHECKIN_OVERDUE));
	assert_string_equal(
	    says(on(*state, "2026-10-01", BEGIN, body), ATT_CHECKIN_OVERDUE),
	    "no check-in since 2026-09-20 (11 days)");
}

static void
quiet_from_begin(void **state)
{
	const struct plan_status *st = on(*state, "2026-09-11", BEGIN, "");

	assert_null(says(st, ATT_QUIET));
	assert_int_equal(st->quiet_days, 10);
	st = on(*state, "2026-09-12", BEGIN, "");
	assert_string_equal(says(st, ATT_QUIET),
	    "nobody has written anything since the plan began on 2026-09-01 "
	    "(11 days)");
	assert_null(says(st, ATT_CHECKIN_OVERDUE));
	assert_null(says(st, ATT_LEARNER_QUIET));
}

static void
quiet_unknown(void **state)
{
	const struct plan_status *st = on(*state, BEFORE, "", "");

	assert_string_equal(
	    says(st, ATT_QUIET), "nobody has written anything yet");
	assert_int_equal(st->quiet_days, -1);
	assert_null(st->last);
}

static void
quiet_in_breaks(void **state)
{
	const char *body = "## Notes\n\n### 2026-12-15 j.ortiz\n\nA\n";

	assert_int_equal(on(*state, "2027-01-03", "", body)->quiet_days, 3);
	assert_null(says(on(*state, "2027-01-10", "", body), ATT_QUIET));
	assert_string_equal(says(on(*state, "2027-01-11", "", body), ATT_QUIET),
	    "nobody has written anything since 2026-12-15 "
	    "(11 days, breaks not counted)");
}

static void
quiet_not_begun(void **state)
{
	const struct plan_status *st = on(*state, "2026-08-20", BEGIN, "");

	assert_null(says(st, ATT_QUIET));
	assert_int_equal(st->quiet_days, 0);
}

static void
future_entry(void **state)
{
	const char *body =
	    "## Check-ins\n\n### 2026-12-01 j.ortiz {next=2026-12-10}\n\nA\n";
	const struct plan_status *st = on(*state, "2026-09-12", BEGIN, body);

	assert_non_null(says(st, ATT_QUIET));
	assert_null(st->last);
	assert_null(st->next_checkin);
}

static void
learner_quiet(void **state)
{
	const char *body = "## Reflections\n\n### 2026-09-05 Asha.R\n\nA\n\n"
			   "## Check-ins\n\n"
			   "### 2026-09-24 j.ortiz {next=2026-10-30}\n\nB\n";
	const char *team = BEGIN "team:\n  learner: asha.r\n";

	assert_null(
	    says(on(*state, "2026-09-25", team, body), ATT_LEARNER_QUIET));
	assert_string_equal(
	    says(on(*state, "2026-09-26", team, body), ATT_LEARNER_QUIET),
	    "nothing by Asha R. since 2026-09-05 (21 days)");
	assert_null(
	    says(on(*state, "2026-09-26", BEGIN, body), ATT_LEARNER_QUIET));
}

/* ---- goals and steps ---- */

static void
goal_due(void **state)
{
	const char *front = BEGIN GOAL "    due: 2026-09-08\n";
	const struct plan_status *st = on(*state, "2026-09-08", front, "");

	assert_null(says(st, ATT_GOAL_OVERDUE));
	assert_string_equal(says(st, ATT_GOAL_DUE_SOON),
	    "goal \"Read more\" is due today, on 2026-09-08");
	st = on(*state, "2026-09-09", front, "");
	assert_string_equal(says(st, ATT_GOAL_OVERDUE),
	    "goal \"Read more\" was due on 2026-09-08, 1 day ago");
	assert_null(says(st, ATT_GOAL_DUE_SOON));
	assert_string_equal(
	    says(on(*state, "2026-09-01", front, ""), ATT_GOAL_DUE_SOON),
	    "goal \"Read more\" is due in 7 days, on 2026-09-08");
	assert_null(
	    says(on(*state, "2026-08-31", front, ""), ATT_GOAL_DUE_SOON));
}

static void
goal_not_active(void **state)
{
	const char *const words[] = {"proposed", "met", "paused", "dropped"};
	struct school *s = *state;

	for (size_t i = 0; i < 4; i++) {
		char *front = arena_printf(&s->a,
		    BEGIN "goals:\n  read:\n    title: Read more\n"
			  "    due: 2026-09-02\n    status: %s\n",
		    words[i]);
		const struct plan_status *st = on(s, "2026-09-10", front,
		    "## Goals\n\n### read\n\n- [ ] One (due 2026-09-02)\n");

		assert_null(says(st, ATT_GOAL_OVERDUE));
		assert_null(says(st, ATT_STEP_OVERDUE));
		assert_null(says(st, ATT_GOAL_NO_MEASURE));
	}
}

static void
step_due(void **state)
{
	const char *body = "## Goals\n\n### read\n\n"
			   "- [x] One (due 2026-09-02)\n"
			   "- [ ] Two\n"
			   "- [ ] Ask Mr. Ortiz (due +7d)\n";
	const struct plan_status *st =
	    on(*state, "2026-09-10", BEGIN GOAL, body);

	assert_null(
	    says(on(*state, "2026-09-08", BEGIN GOAL, body), ATT_STEP_OVERDUE));
	assert_string_equal(says(st, ATT_STEP_OVERDUE),
	    "step 3 of goal \"Read more\" was due on 2026-09-08, 2 days ago: "
	    "Ask Mr. Ortiz");
	assert_int_equal(st->v[0].step, 3);
	assert_string_equal(st->v[0].goal, "read");
}

/* Flat or not, of readings on 1, 6 and 16 September. */
static bool
flat(void **state, const char *line, const char *first, const char *second,
    const char *third)
{
	struct school *s = *state;
	char *front = arena_printf(
	    &s->a, BEGIN "goals:\n  read:\n    title: Read more\n%s", line);
	char *body = arena_printf(&s->a,
	    "## Check-ins\n\n### 2026-09-01 a {goal=read:%s}\n\n"
	    "### 2026-09-06 a {goal=read:%s}\n\n"
	    "### 2026-09-16 a {goal=read:%s}\n",
	    first, second, third);

	return says(on(s, "2026-09-16", front, body), ATT_GOAL_FLAT) != NULL;
}

static void
goal_flat(void **state)
{
	const char *up = "    target: 10\n    progress: 3\n";
	const char *down = "    baseline: 9\n    target: 2\n    progress: 5\n";
	const char *scale = "    scale: m\n    progress: low\n";

	assert_true(flat(state, up, "3", "3", "3"));
	assert_true(flat(state, up, "4", "5", "3"));
	assert_false(flat(state, up, "2", "4", "3"));
	assert_false(flat(state, up, "3", "2", "4"));
	assert_true(flat(state, down, "5", "5", "6"));
	assert_false(flat(state, down, "6", "6", "5"));
	assert_true(flat(state, scale, "middle", "low", "low"));
	assert_false(flat(state, scale, "low", "low", "middle"));
	assert_false(flat(state, "    progress: 3\n", "3", "3", "3"));
	assert_false(
	    flat(state, "    target: 3\n    progress: 3\n", "3", "3", "3"));
	assert_true(
	    flat(state, "    target: 10\n    progress: 8\n", "12", "11", "8"));
	assert_false(
	    flat(state, "    baseline: 5\n    target: 10\n    progress: 3\n",
		"1", "2", "3"));
}

static void
goal_flat_needs(void **state)
{
	const char *front = BEGIN GOAL "    target: 9\n    progress: 3\n";

	assert_null(says(on(*state, "2026-09-21", front,
			     "## Check-ins\n\n"
			     "### 2026-09-01 a {goal=read:3}\n\n"
			     "### 2026-09-20 a {goal=read:3}\n"),
	    ATT_GOAL_FLAT));
	assert_null(says(on(*state, "2026-09-21", front,
			     "## Check-ins\n\n"
			     "### 2026-09-11 a {goal=read:3}\n\n"
			     "### 2026-09-15 a {goal=read:3}\n\n"
			     "### 2026-09-20 a {goal=read:3}\n"),
	    ATT_GOAL_FLAT));
	assert_string_equal(says(on(*state, "2026-09-21", front,
				     "## Check-ins\n\n"
				     "### 2026-09-10 a {goal=read:3}\n\n"
				     "### 2026-09-15 a {goal=read:4}\n\n"
				     "### 2026-09-20 a {goal=read:3}\n"),
				ATT_GOAL_FLAT),
	    "goal \"Read more\" is no nearer to its target than on "
	    "2026-09-10: 3 then, 3 on 2026-09-20");
}

static void
goal_no_evidence(void **state)
{
	const char *other =
	    "## Evidence\n\n### 2026-09-05 asha.r {goal=write}\n\nA\n\n"
	    "## Notes\n\n### 2026-09-20 j.ortiz {goal=read}\n\nB\n";
	const char *body =
	    "## Evidence\n\n### 2026-09-05 asha.r {goal=read}\n\nA\n";
	const char *started = BEGIN GOAL "    start: 2026-09-02\n";

	assert_null(says(
	    on(*state, "2026-09-21", BEGIN GOAL, other), ATT_GOAL_NO_EVIDENCE));
	assert_string_equal(says(on(*state, "2026-09-22", BEGIN GOAL, other),
				ATT_GOAL_NO_EVIDENCE),
	    "goal \"Read more\" has no evidence after 21 days");
	assert_null(says(
	    on(*state, "2026-09-22", started, other), ATT_GOAL_NO_EVIDENCE));
	assert_null(says(
	    on(*state, "2026-09-22", BEGIN GOAL, body), ATT_GOAL_NO_EVIDENCE));
	assert_null(
	    says(on(*state, "2026-12-22", GOAL, other), ATT_GOAL_NO_EVIDENCE));
}

static void
goal_no_measure(void **state)
{
	const char *bare = BEGIN "goals:\n  read:\n    title: Read more\n";
	struct school *s = *state;

	assert_string_equal(says(on(s, BEFORE, bare, ""), ATT_GOAL_NO_MEASURE),
	    "goal \"Read more\" does not say how it is measured");
	assert_null(says(on(s, BEFORE, BEGIN GOAL, ""), ATT_GOAL_NO_MEASURE));
	assert_null(says(
	    on(s, BEFORE, arena_printf(&s->a, "%s    scale: m\n", bare), ""),
	    ATT_GOAL_NO_MEASURE));
	assert_null(says(
	    on(s, BEFORE,
		arena_printf(&s->a,
		    "%s    levels:\n      -1: less\n      1: more\n", bare),
		""),
	    ATT_GOAL_NO_MEASURE));
}

static void
unaligned(void **state)
{
	struct school *s = *state;
	const char *front = BEGIN GOAL "    supports:\n      - literacy\n";
	const char *paused =
	    BEGIN GOAL "    status: paused\n    supports: literacy\n";

	assert_null(says(on(s, BEFORE, BEGIN GOAL, ""), ATT_UNALIGNED));
	strs_add(&s->world.shared, &s->a, "belonging");
	assert_non_null(says(on(s, BEFORE, front, ""), ATT_UNALIGNED));
	strs_add(&s->world.shared, &s->a, "literacy");
	assert_null(says(on(s, BEFORE, front, ""), ATT_UNALIGNED));
	assert_string_equal(says(on(s, BEFORE, paused, ""), ATT_UNALIGNED),
	    "no active goal supports a shared goal");
}

static void
no_goals(void **state)
{
	assert_string_equal(says(on(*state, BEFORE, BEGIN, ""), ATT_NO_GOALS),
	    "the plan has no goals");
	assert_null(says(on(*state, BEFORE, BEGIN GOAL "    status: met\n", ""),
	    ATT_NO_GOALS));
	assert_string_equal(
	    says(on(*state, BEFORE, BEGIN GOAL "    status: dropped\n", ""),
		ATT_NO_GOALS),
	    "every goal of the plan was dropped");
}

/* ---- signing ---- */

#define TEAM BEGIN "team:\n  learner: asha.r\n  family: [r.f, s.f]\n"

static void
ask(struct school *s, const char *role)
{
	strs_add(&s->settings.sign, &s->a, role);
}

static void
unsigned_roles(void **state)
{
	const char *learner = "## Sign-offs\n\n### 2026-09-02 asha.r\n";

	assert_null(says(on(*state, BEFORE, TEAM, ""), ATT_UNSIGNED));
	ask(*state, "learner");
	ask(*state, "family");
	ask(*state, "principal");
	assert_string_equal(says(on(*state, BEFORE, TEAM, ""), ATT_UNSIGNED),
	    "not signed by: learner, family");
	assert_string_equal(
	    says(on(*state, BEFORE, TEAM, learner), ATT_UNSIGNED),
	    "not signed by: family");
	assert_null(says(on(*state, BEFORE, TEAM,
			     "## Sign-offs\n\n"
			     "### 2026-09-02 asha.r {kind=agree}\n\n"
			     "### 2026-09-02 Granny {role=family}\n"),
	    ATT_UNSIGNED));
	assert_non_null(says(on(*state, BEFORE, TEAM,
				 "## Sign-offs\n\n"
				 "### 2026-09-02 asha.r\n\n"
				 "### 2026-09-11 s.f\n"),
	    ATT_UNSIGNED));
}

static void
newest_signoff(void **state)
{
	ask(*state, "family");
	assert_string_equal(says(on(*state, BEFORE, TEAM,
				     "## Sign-offs\n\n"
				     "### 2026-09-03 r.f {kind=decline}\n\n"
				     "### 2026-09-02 r.f {kind=agree}\n"),
				ATT_UNSIGNED),
	    "not signed by: family (declined on 2026-09-03)");
	assert_string_equal(says(on(*state, BEFORE, TEAM,
				     "## Sign-offs\n\n"
				     "### 2026-09-03 r.f {kind=agree}\n\n"
				     "### 2026-09-03 r.f {kind=amend}\n"),
				ATT_UNSIGNED),
	    "not signed by: family (asked to amend on 2026-09-03)");
	assert_null(says(on(*state, BEFORE, TEAM,
			     "## Sign-offs\n\n"
			     "### 2026-09-02 r.f {kind=decline}\n\n"
			     "### 2026-09-03 r.f {kind=agree}\n"),
	    ATT_UNSIGNED));
}

static void
own_kind_of_signoff(void **state)
{
	ask(*state, "family");
	assert_string_equal(says(on(*state, BEFORE, TEAM,
				     "## Sign-offs\n\n"
				     "### 2026-09-03 r.f {kind=undecided}\n"),
				ATT_UNSIGNED),
	    "not signed by: family (undecided on 2026-09-03)");
}

/* Only what stands and names a version can have been changed since. */
static void
signings_to_compare(void **state)
{
	const struct plan_status *st = on(*state, BEFORE, TEAM,
	    "## Sign-offs\n\n"
	    "### 2026-09-02 asha.r {of=1a2b3c4d}\n\n"
	    "### 2026-09-02 r.f {kind=amend of=1a2b3c4d}\n\n"
	    "### 2026-09-03 a.w {role=principal}\n\n"
	    "### 2026-09-03 c.o {role=coach kind=agree of=5e6f7a8b}\n");

	assert_int_equal(st->signings.n, 2);
	assert_string_equal(st->signings.v[0].role, "learner");
	assert_string_equal(st->signings.v[1].role, "coach");
	assert_true(st->core.plain);
}

/* What changed since comes at its place among the rest. */
static void
weight_of_changed(void **state)
{
	struct school *s = *state;
	struct plan_status st =
	    *on(s, "2026-11-20", TEAM GOAL "    due: 2026-10-01\n", "");
	size_t n = st.n, codes = st.codes, i = 0;

	attention_signed(&st, &s->a, "one");
	attention_signed(&st, &s->a, "two");
	while (st.v[i].code != ATT_CHANGED_SINCE_SIGNED)
		i++;
	assert_int_equal(st.n, n + 2);
	assert_int_equal(st.codes, codes + 1);
	assert_int_equal(st.v[i - 1].code, ATT_GOAL_OVERDUE);
	assert_string_equal(st.v[i].text, "one");
	assert_string_equal(st.v[i + 1].text, "two");
	assert_int_equal(st.v[i + 2].code, ATT_GOAL_NO_EVIDENCE);
	st = (struct plan_status){0};
	attention_signed(&st, &s->a, "three");
	assert_int_equal(st.codes, 1);
}

/* ---- the whole plan ---- */

static void
broken(void **state)
{
	const struct plan_status *st =
	    on(*state, "2026-10-10", BEGIN GOAL "    due: 2026-13-01\n",
		"## Notes\n\n### 2026-09-02 a\n");

	assert_int_equal(st->n, 1);
	assert_int_equal(st->v[0].code, ATT_BROKEN);
	assert_non_null(strstr(st->error, "plans/asha-r.md:9:"));
	assert_int_equal(st->goals[GOAL_ACTIVE], 1);
	assert_string_equal(st->last->date, "2026-09-02");
	st = on(*state, "2026-10-10", "a: 'b\n", "");
	assert_int_equal(st->v[0].code, ATT_BROKEN);
	assert_true(st->plan->broken);
}

static void
shares(void **state)
{
	const struct plan_status *st = on(*state, BEFORE,
	    "goals:\n  a:\n    title: A\n    target: 4\n    progress: 1\n"
	    "  b:\n    title: B\n    status: met\n"
	    "  c:\n    title: C\n"
	    "  d:\n    title: D\n    status: paused\n    target: 2\n"
	    "    progress: 2\n",
	    "");

	assert_float_equal(st->share, 0.625, 1e-9);
	assert_true(isnan(on(*state, BEFORE, GOAL, "")->share));
}

static void
keep(void **state)
{
	bool only[ATT_COUNT] = {[ATT_GOAL_OVERDUE] = true};
	struct plan_status st = *on(*state, "2026-12-01",
	    BEGIN GOAL "    due: 2026-09-08\n"
		       "  b:\n    title: B\n    due: 2026-09-09\n",
	    "");

	assert_true(st.codes > 2);
	status_keep(&st, only);
	assert_int_equal(st.n, 2);
	assert_int_equal(st.codes, 1);
	assert_string_equal(st.v[1].goal, "b");
}

static void
weights(void **state)
{
	struct plan_status st =
	    *on(*state, "2026-12-01", TEAM GOAL "    due: 2026-09-08\n",
		"## Goals\n\n### read\n\n- [ ] One (due 2026-09-02)\n");

	assert_int_equal(st.n, 4);
	for (size_t i = 1; i < st.n; i++)
		assert_true(st.v[i - 1].code < st.v[i].code);
}

/* The ids in an order, as one text. */
static const char *
order(struct school *s, struct plan_status *v, size_t n, enum status_sort by)
{
	const char *ids = "";

	status_sort(v, n, by, &s->a);
	for (size_t i = 0; i < n; i++)
		ids = arena_printf(&s->a, "%s%s", ids, v[i].plan->id);
	return ids;
}

static void
sorting(void **state)
{
	struct attention quiet = {.code = ATT_QUIET},
			 late = {.code = ATT_CHECKIN_OVERDUE};
	struct plan p[] = {{.id = "a", .path = "a", .learner = "Zed"},
	    {.id = "b", .path = "b", .learner = "\xc3\x89mile"},
	    {.id = "c", .path = "c", .learner = "eve"},
	    {.id = "d", .path = "d", .learner = "Adam"},
	    {.id = "e", .path = "e"}};
	struct plan_status v[] = {
	    {.plan = &p[0], .share = NAN, .quiet_days = 3},
	    {.plan = &p[1],
		.share = 0.5,
		.quiet_days = 20,
		.v = &quiet,
		.n = 1,
		.codes = 1,
		.next_checkin = "2026-10-02"},
	    {.plan = &p[2],
		.share = 0,
		.quiet_days = -1,
		.v = &quiet,
		.n = 1,
		.codes = 1},
	    {.plan = &p[3],
		.share = 0.5,
		.quiet_days = 11,
		.v = &quiet,
		.n = 1,
		.codes = 2,
		.next_checkin = "2026-09-30"},
	    {.plan = &p[4],
		.share = 1,
		.quiet_days = 3,
		.v = &late,
		.n = 1,
		.codes = 1},
	};

	assert_string_equal(order(*state, v, 5, SORT_ATTENTION), "edcba");
	assert_string_equal(order(*state, v, 5, SORT_ID), "abcde");
	assert_string_equal(order(*state, v, 5, SORT_NAME), "debca");
	assert_string_equal(order(*state, v, 5, SORT_QUIET), "cbdae");
	assert_string_equal(order(*state, v, 5, SORT_SHARE), "cbdea");
	assert_string_equal(order(*state, v, 5, SORT_NEXT), "dbace");
}

static void
names_of_codes(void **state)
{
	enum attention_code c;
	enum status_sort k;

	(void)state;
	for (int i = 0; i < ATT_COUNT; i++) {
		assert_true(attention_parse(
		    attention_word((enum attention_code)i), &c));
		assert_int_equal(c, i);
	}
	assert_false(attention_parse("late", &c));
	assert_true(status_sort_parse("next", &k));
	assert_int_equal(k, SORT_NEXT);
	assert_false(status_sort_parse("age", &k));
}

#define T(title, fn)                                       \
	{                                                  \
		title, fn, make_school, close_school, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T("a promised check-in is late from the day after", promise),
	    T("the newest promise counts, of two on a day the lower one",
		newest_promise),
	    T("without a promise a check-in is due each cadence",
		checkin_cadence),
	    T("a plan is quiet from the day after the cadence, counted from "
	      "its begin",
		quiet_from_begin),
	    T("a plan without begin and entries is quiet", quiet_unknown),
	    T("days in breaks do not count", quiet_in_breaks),
	    T("a plan that has not begun is not quiet", quiet_not_begun),
	    T("an entry dated after today does not count", future_entry),
	    T("a learner is quiet after twice the cadence", learner_quiet),
	    T("a goal due today is not late but due soon", goal_due),
	    T("only active goals are looked at", goal_not_active),
	    T("an open step is overdue, also by a relative date", step_due),
	    T("a goal is flat when it came no nearer, up, down or by level",
		goal_flat),
	    T("a flat goal needs three readings and a cadence between",
		goal_flat_needs),
	    T("a goal should have evidence after two cadences",
		goal_no_evidence),
	    T("a goal says how it is measured: measure, scale or levels",
		goal_no_measure),
	    T("an active goal supports a shared goal, where there are any",
		unaligned),
	    T("a plan has goals that were not dropped", no_goals),
	    T("each role of the team that signs is asked for", unsigned_roles),
	    T("the newest sign-off of a role decides", newest_signoff),
	    T("a sign-off of the school's own kind does not agree",
		own_kind_of_signoff),
	    T("sign-offs that agree and name a version are compared",
		signings_to_compare),
	    T("what changed since it was signed has its weight",
		weight_of_changed),
	    T("a plan with an error shows the error and what could be read",
		broken),
	    T("the share is the mean of active and met goals that have one",
		shares),
	    T("--only keeps every item of its codes", keep),
	    T("the weightiest matter comes first", weights),
	    T("plans are put in order by each key", sorting),
	    T("every code has its word", names_of_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
