/*
 * How a goal's value went, from readings and history, each point with its
 * source; and which way it goes, as ilp-status sees it.
 */

#include "plans.h"

#include "track/status.h"
#include "track/trend.h"

/* What one commit did; several lines of one day and name are one commit. */
struct did {
	const char *day, *what, *goal;
	const char *old, *new;
	const char *section, *date, *by; /* of an entry */
};

static struct event *
event_for(struct event *v, size_t *n, const struct did *d)
{
	static const struct past_commit none;
	struct past_commit *c;
	int day = text_day(d->day);

	if (*n && event_day(&v[*n - 1]) == day)
		return &v[*n - 1];
	c = arena_new(&arena, struct past_commit);
	*c = none;
	c->time = (int64_t)day * 86400 + 82800;
	c->offset = -60;
	c->name = "Jonah";
	v[*n] = (struct event){.commit = c, .plan = "asha-r"};
	return &v[(*n)++];
}

/* The events of rows, which are oldest first, newest first as in a timeline. */
static struct event *
events_of(size_t *count, const struct did *rows)
{
	struct event *v = arena_alloc(&arena, 64 * sizeof *v);
	struct event *newest = arena_alloc(&arena, 64 * sizeof *v);
	size_t n = 0;

	for (; rows->day; rows++) {
		struct event *e = event_for(v, &n, rows);
		struct change *c = change_add(&e->changes, &arena, rows->what);

		c->goal = rows->goal;
		c->old = rows->old;
		c->new = rows->new;
		c->section = rows->section;
		c->date = rows->date;
		c->by = rows->by;
	}
	for (size_t i = 0; i < n; i++)
		newest[i] = v[n - 1 - i];
	*count = n;
	return newest;
}

/* "2026-09-18 1 reading; 2026-10-01 2 progress" */
static const char *
told(const struct plan *p, const struct did *rows)
{
	static const char *const source[] = {[TREND_READING] = "reading",
	    [TREND_PROGRESS] = "progress",
	    [TREND_BEGUN] = "begun"};
	const char *s = "";
	struct trend t;
	size_t n;
	const struct event *v = events_of(&n, rows);

	trend_read(&t, &arena, &school, p, &p->goals[0], v, n);
	for (size_t i = 0; i < t.n; i++)
		s = arena_printf(&arena, "%s%s%s %s %s", s, i ? "; " : "",
		    date_text(&arena, t.v[i].day), t.v[i].value,
		    source[t.v[i].source]);
	return s;
}

static struct plan *
plan_at(const char *facts, const char *body)
{
	return plan_with(
	    arena_printf(&arena, "goals:\n  read:\n    title: Read\n%s", facts),
	    body);
}

#define NOTHING                                                \
	{                                                      \
		NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL \
	}
#define PROGRESS(day, old, new)                                          \
	{                                                                \
		day, "goal.progress", "read", old, new, NULL, NULL, NULL \
	}
#define ENTRY(day, what, date)                                            \
	{                                                                 \
		day, what, NULL, NULL, NULL, "Check-ins", date, "j.ortiz" \
	}

#define CHECKINS                                                           \
	"## Check-ins\n\n### 2026-09-18 j.ortiz {goal=read:1}\n\nOne.\n\n" \
	"### 2026-10-02 j.ortiz {goal=read:3}\n\nThree.\n"

static void
readings_alone(void **state)
{
	static const struct did none[] = {NOTHING};

	(void)state;
	assert_string_equal(told(plan_at("    target: 4\n", CHECKINS), none),
	    "2026-09-18 1 reading; 2026-10-02 3 reading");
	assert_string_equal(told(plan_at("    progress: 3\n", ""), none), "");
}

static void
one_point_for_both(void **state)
{
	static const struct did rows[] = {
	    ENTRY("2026-09-18", "entry.added", "2026-09-18"),
	    PROGRESS("2026-09-18", NULL, "1"),
	    ENTRY("2026-10-05", "entry.added", "2026-10-02"),
	    PROGRESS("2026-10-05", "1", "3"),
	    NOTHING,
	};
	static const struct did after[] = {
	    ENTRY("2026-10-02", "entry.added", "2026-10-02"),
	    PROGRESS("2026-10-04", "1", "3.0"),
	    NOTHING,
	};

	(void)state;
	assert_string_equal(told(plan_at("    progress: 3\n", CHECKINS), rows),
	    "2026-09-18 1 reading; 2026-10-02 3 reading");
	assert_string_equal(
	    told(plan_at("    progress: 3.0\n", CHECKINS), after),
	    "2026-09-18 1 reading; 2026-10-02 3 reading");
}

static void
by_hand(void **state)
{
	static const struct did rows[] = {
	    PROGRESS("2026-09-25", "1", "2"),
	    PROGRESS("2026-10-09", "3", "4"),
	    PROGRESS("2026-10-10", "4", NULL),
	    PROGRESS("2026-10-12", NULL, "3"),
	    NOTHING,
	};

	(void)state;
	assert_string_equal(told(plan_at("    progress: 3\n", CHECKINS), rows),
	    "2026-09-18 1 reading; 2026-09-25 2 progress; 2026-10-02 3 "
	    "reading; 2026-10-09 4 progress; 2026-10-12 3 progress");
}

static void
corrected(void **state)
{
	static const struct did rows[] = {
	    ENTRY("2026-10-02", "entry.added", "2026-10-02"),
	    PROGRESS("2026-10-02", "1", "5"),
	    ENTRY("2026-10-03", "entry.changed", "2026-10-02"),
	    PROGRESS("2026-10-03", "5", "3"),
	    ENTRY("2026-10-05", "entry.changed", "2026-10-02"),
	    PROGRESS("2026-10-05", "3", "4"),
	    NOTHING,
	};

	(void)state;
	assert_string_equal(told(plan_at("    progress: 4\n", CHECKINS), rows),
	    "2026-09-18 1 reading; 2026-10-02 3 reading; 2026-10-05 4 "
	    "progress");
}

static void
first_value(void **state)
{
	static const struct did goal[] = {
	    {"2026-08-24", "plan.added", NULL, NULL, "p", NULL, NULL, NULL},
	    {"2026-09-01", "goal.added", "read", NULL, "Read", NULL, NULL,
		NULL},
	    PROGRESS("2026-09-20", "2", "3"),
	    NOTHING,
	};
	static const struct did plan[] = {
	    {"2026-09-01", "plan.added", NULL, NULL, "p", NULL, NULL, NULL},
	    NOTHING,
	};

	(void)state;
	assert_string_equal(told(plan_at("    progress: 3\n", ""), goal),
	    "2026-09-01 2 begun; 2026-09-20 3 progress");
	assert_string_equal(
	    told(plan_at("    baseline: 2\n    progress: 3\n", ""), goal),
	    "2026-09-20 3 progress");
	assert_string_equal(
	    told(plan_at("    progress: 3\n", ""), plan), "2026-09-01 3 begun");
	assert_string_equal(told(plan_at("    progress: 3\n", CHECKINS), plan),
	    "2026-09-18 1 reading; 2026-10-02 3 reading");
}

static void
others(void **state)
{
	static const struct did rows[] = {
	    {"2026-09-20", "goal.progress", "write", "1", "2", NULL, NULL,
		NULL},
	    NOTHING,
	};
	const struct plan *p = plan_at("    progress: 3\n", "");
	struct trend t;
	size_t n;
	struct event *v = events_of(&n,
	    (const struct did[]){PROGRESS("2026-09-20", "1", "2"), NOTHING});

	(void)state;
	assert_string_equal(told(p, rows), "");
	v[0].plan = "tomas-b";
	trend_read(&t, &arena, &school, p, &p->goals[0], v, n);
	assert_int_equal(t.n, 0);
}

static void
renamed(void **state)
{
	static const struct did rows[] = {
	    PROGRESS("2026-09-20", "1", "2"),
	    {"2026-09-21", "plan.moved", NULL, "plans/9/old.md",
		"plans/9/asha-r.md", NULL, NULL, NULL},
	    PROGRESS("2026-09-22", "2", "3"),
	    NOTHING,
	};
	const struct plan *p = plan_at("    progress: 3\n", "");
	struct trend t;
	size_t n;
	struct event *v = events_of(&n, rows);

	(void)state;
	v[n - 1].plan = "old";
	trend_read(&t, &arena, &school, p, &p->goals[0], v, n);
	assert_int_equal(t.n, 2);
	assert_string_equal(t.v[0].value, "2");
}

static void
places(void **state)
{
	static const struct did none[] = {NOTHING};
	struct plan *p = plan_at("    scale: mastery\n    target: proficient\n",
	    "## Reviews\n\n### 2026-09-18 j {goal=read:developing}\n\nA.\n");
	struct trend t;

	(void)state;
	trend_read(&t, &arena, &school, p, &p->goals[0], NULL, 0);
	assert_true(t.v[0].placed);
	assert_true(t.v[0].place == 1);
	p->goals[0].scale = "unknown";
	trend_read(&t, &arena, &school, p, &p->goals[0], NULL, 0);
	assert_false(t.v[0].placed);
	assert_string_equal(told(p, none), "2026-09-18 developing reading");
}

/* ---- which way ---- */

static const char *
checkins(const char *values, int every)
{
	const char *body = "## Check-ins\n";
	int day = text_day("2026-08-24");

	while (*values) {
		size_t k = strcspn(values, " ");

		body = arena_printf(&arena,
		    "%s\n### %s j.ortiz {goal=read:%.*s}\n\nSo.\n", body,
		    date_text(&arena, day), (int)k, values);
		day += every;
		values += k + (values[k] == ' ');
	}
	return body;
}

static void
ways(void **state)
{
	static const struct {
		const char *values, *baseline, *target, *way, *say;
	} rows[] = {
	    {"", "0", "4", "unknown", NULL},
	    {"1", "0", "4", "unknown", NULL},
	    {"1 2", "0", "4", "nearer",
		"that is nearer to the target than on 24 August 2026, when it "
		"was 1"},
	    {"2 1", "0", "4", "away",
		"that is further from the target than on 24 August 2026, when "
		"it was 2"},
	    {"2 2", "0", "4", "same", "that is the same as on 24 August 2026"},
	    {"2 2 2", "0", "4", "flat",
		"that is no nearer to the target than on 7 September 2026, "
		"when it was 2"},
	    {"1 2 2", "0", "4", "same",
		"that is the same as on 7 September 2026"},
	    {"1 2 4", "0", "4", "reached", "that reaches the target"},
	    {"45 30 20", "45", "10", "nearer",
		"that is nearer to the target than on 7 September 2026, when "
		"it was 30"},
	    {"20 30 45", "45", "10", "flat",
		"that is no nearer to the target than on 7 September 2026, "
		"when it was 30"},
	    {"1 2", "0", NULL, "unknown", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan *p = plan_at(
		    arena_printf(&arena, "    baseline: %s\n%s%s%s",
			rows[i].baseline, rows[i].target ? "    target: " : "",
			rows[i].target ? rows[i].target : "",
			rows[i].target ? "\n" : ""),
		    checkins(rows[i].values, 14));
		const struct reading *from;
		enum trend_way w = trend_way(&from, &school, &p->goals[0], 14);
		const char *say = trend_say(&arena, w, from);

		if (!str_eq(trend_way_word(w), rows[i].way) ||
		    !str_eq(say, rows[i].say))
			fail_msg("%s: %s, %s", rows[i].values,
			    trend_way_word(w), say ? say : "-");
	}
}

/* Readings at random: a goal is flat exactly where status flags it. */
static void
as_status(void **state)
{
	struct status_world w = {.settings = &school, .today = today};
	unsigned seed = 1;
	size_t flat = 0;

	(void)state;
	for (int i = 0; i < 600; i++) {
		const char *values = "", *old = "";
		const struct reading *from;
		struct plan_status st;
		struct plan *p;
		bool flagged = false;
		int n = 0;

		do {
			seed = seed * 1103515245 + 12345;
			values = arena_printf(&arena, "%s%s%u", values,
			    *values ? " " : "", seed >> 16 & 3);
			n++;
		} while (n < 2 + i % 5);
		p = plan_at(arena_printf(&arena,
				"    baseline: %d\n    target: %d\n    "
				"progress: %u\n",
				i % 2 ? 4 : 0, i % 2 ? 0 : 4, seed >> 16 & 3),
		    checkins(values, 3 + i % 7));
		status_read(&st, &arena, &w, p);
		for (size_t k = 0; k < st.n; k++)
			if (st.v[k].code == ATT_GOAL_FLAT) {
				flagged = true;
				old = st.v[k].text;
			}
		flat += flagged;
		if (flagged != (trend_way(&from, &school, &p->goals[0],
				    p->cadence_days) == WAY_FLAT) ||
		    (flagged && !strstr(old, from->date)))
			fail_msg("%s: %s", values, old);
	}
	assert_true(flat > 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(readings_alone, "readings are points, in their order"),
	    TEST(one_point_for_both,
		"a reading and the progress it set are one point"),
	    TEST(by_hand, "progress set by hand has points of its own"),
	    TEST(corrected, "a corrected reading is told once, as it is now"),
	    TEST(first_value, "the first value counts unless it is known"),
	    TEST(others, "other goals and plans are passed over"),
	    TEST(renamed, "a plan that had another id keeps its trend"),
	    TEST(places, "levels have their place, unknown ones none"),
	    TEST(ways, "the newest reading is nearer, away, same or flat"),
	    TEST(as_status, "a goal is flat exactly where status flags it"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
