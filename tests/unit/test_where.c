#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "plan/where.h"

static const char text[] = "---\n"
			   "ilp: 1\n"
			   "learner: Zoë Harrowgate\n"
			   "year: 2026-27\n"
			   "begin: 2026-08-24\n"
			   "stage: grade-9\n"
			   "groups: [river-club, Debate]\n"
			   "cadence: 2 weeks\n"
			   "team:\n"
			   "  learner: zoe.h\n"
			   "  family: [h.family, aunt.h]\n"
			   "profile:\n"
			   "  interests:\n"
			   "    - oral history\n"
			   "    - text: chess\n"
			   "goals:\n"
			   "  read:\n"
			   "    title: Read daily\n"
			   "    baseline: 0\n"
			   "    target: 10\n"
			   "    progress: 9\n"
			   "    due: 2026-12-18\n"
			   "    supports: literacy\n"
			   "    x-room: 12\n"
			   "  speak:\n"
			   "    title: Speak up\n"
			   "    status: met\n"
			   "x-locker: \"012\"\n"
			   "x-bus:\n"
			   "  line: 7\n"
			   "  days: [monday, friday]\n"
			   "---\n";

struct fixture {
	struct arena a;
	struct plan plan;
	int today;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct settings s;

	if (!f)
		return -1;
	arena_init(&f->a);
	settings_init(&s, &f->a);
	date_iso("2026-10-20", 10, &f->today);
	plan_read(&f->plan, &f->a, &s, f->today, "plans/9/zoe-h.md", text,
	    strlen(text));
	*state = f;
	return f->plan.diags.n ? -1 : 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(&f->a);
	free(f);
	return 0;
}

static void
holds(void **state, const char *condition, bool want)
{
	struct fixture *f = *state;
	struct where w;
	struct err e;

	if (where_parse(&w, &f->a, condition, f->today, &e) != 0)
		fail_msg("%s: %s", condition, e.msg);
	if (where_match(&w, &f->plan, &f->a) != want)
		fail_msg("%s does%s hold", condition, want ? " not" : "");
}

static void
yes(void **state, const char *condition)
{
	holds(state, condition, true);
}

static void
no(void **state, const char *condition)
{
	holds(state, condition, false);
}

static void
texts(void **state)
{
	yes(state, "stage=grade-9");
	yes(state, "learner=ZOE HARROWGATE");
	yes(state, "learner~harrow");
	yes(state, "learner ~ zoë");
	no(state, "stage=grade");
	no(state, "learner~harrowgate z");
	yes(state, "id=zoe-h");
	yes(state, "path~plans/9/");
	yes(state, "kind=student");
}

static void
dates(void **state)
{
	yes(state, "begin<2026-09-01");
	no(state, "begin<2026-08-24");
	yes(state, "begin<=2026-08-24");
	yes(state, "goal.due>today");
	yes(state, "goal.due<+9w");
	no(state, "goal.due<+8w");
	yes(state, "begin<8 weeks ago");
	yes(state, "begin~2026-08");
}

static void
numbers(void **state)
{
	yes(state, "goal.progress<10");
	no(state, "goal.progress>10");
	yes(state, "goal.progress=9.0");
	yes(state, "goal.share>=0.9");
	yes(state, "x-locker=12");
	yes(state, "cadence<1 month");
	no(state, "cadence<10d");
}

static void
lists(void **state)
{
	yes(state, "groups=debate");
	no(state, "groups!=debate");
	yes(state, "groups!=chess");
	yes(state, "team=aunt.h");
	yes(state, "team.family=aunt.h");
	no(state, "team.learner=aunt.h");
	yes(state, "goal.status=met");
	yes(state, "goal.status=active");
	no(state, "goal.status=paused");
	yes(state, "goal.id=speak");
	yes(state, "goal.supports=literacy");
	yes(state, "profile.interests=chess");
}

static void
own(void **state)
{
	yes(state, "x-bus.line=7");
	yes(state, "x-bus.days=friday");
	no(state, "x-bus.stop=7");
	yes(state, "goal.x-room>11");
}

static void
missing(void **state)
{
	no(state, "person=zoe");
	no(state, "person<zoe");
	no(state, "person~zoe");
	yes(state, "person!=zoe");
	no(state, "x-nothing=1");
	yes(state, "team.coach!=m.lindgren");
	no(state, "end>2020-01-01");
}

static void
refused(void **state)
{
	static const char *const bad[] = {"stage", "=grade-9", "stage=", " =x",
	    "stage!x", "begin<soon", "goal.due=10/02/2026", ""};
	struct fixture *f = *state;
	struct where w;
	struct err e;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		e.kind = ERR_NONE;
		assert_int_equal(
		    where_parse(&w, &f->a, bad[i], f->today, &e), -1);
		assert_int_equal(e.kind, ERR_USAGE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"texts are compared without case and accents", texts, NULL, NULL,
		NULL},
	    {"dates are compared as dates, also +9w and 8 weeks ago", dates,
		NULL, NULL, NULL},
	    {"numbers and spans of time are compared as such", numbers, NULL,
		NULL, NULL},
	    {"a list, a team and goals match by any of them", lists, NULL, NULL,
		NULL},
	    {"the school's own keys can be asked for", own, NULL, NULL, NULL},
	    {"what is not there matches only !=", missing, NULL, NULL, NULL},
	    {"a condition that is none is a usage error", refused, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
