#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/file.h"
#include "view/plan_json.h"

#define SCHOOL "tests/data/harbor-school"

struct school {
	struct arena a;
	struct folder folder;
	struct settings settings;
	int today;
};

/* One fact: a place in the document, and the JSON that stands there. */
struct fact {
	const char *at; /* "goals.0.title" */
	const char *json;
};

static int
setup(void **state)
{
	struct school *s = calloc(1, sizeof *s);
	struct diags d = {NULL, 0, 0, 0};
	struct err e;
	char *src;
	size_t len;

	if (!s)
		return -1;
	*state = s;
	arena_init(&s->a);
	date_iso("2026-11-01", 10, &s->today);
	return folder_open(&s->folder, SCHOOL, &e) ||
		       file_read(&src, &len, &s->a, &s->folder, "ilp.yml",
			   1 << 16, &e) ||
		       settings_read(
			   &s->settings, &s->a, "ilp.yml", src, len, &d)
		   ? -1
		   : 0;
}

static int
teardown(void **state)
{
	struct school *s = *state;

	folder_close(&s->folder);
	arena_free(&s->a);
	free(s);
	return 0;
}

static const struct plan *
plan_at(struct school *s, const char *path)
{
	struct plan *p = arena_new(&s->a, struct plan);
	struct err e;
	char *src;
	size_t len;

	if (file_read(&src, &len, &s->a, &s->folder, path, DOC_FILE_MAX, &e) !=
	    0)
		fail_msg("%s: %s", path, e.msg);
	plan_read(p, &s->a, &s->settings, s->today, path, src, len);
	if (p->diags.n)
		fail_msg("%s: %s", path, p->diags.v[0].text);
	return p;
}

/* What stands at "a.0.b"; NULL if there is no such place. */
static json_t *
lookup(struct school *s, json_t *doc, const char *at)
{
	while (*at && doc) {
		size_t n = strcspn(at, ".");
		const char *key = arena_strndup(&s->a, at, n);

		doc = json_is_array(doc)
			  ? json_array_get(doc, strtoul(key, NULL, 10))
			  : json_object_get(doc, key);
		at += n + (at[n] == '.');
	}
	return doc;
}

static void
check_fact(struct school *s, json_t *doc, const struct fact *f)
{
	json_t *v = lookup(s, doc, f->at);
	char *got = v ? json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT |
					  JSON_REAL_PRECISION(15))
		      : NULL;

	if (!got || strcmp(got, f->json) != 0)
		fail_msg(
		    "%s is %s, not %s", f->at, got ? got : "missing", f->json);
	free(got);
}

static void
check_facts(void **state, const char *path, const struct fact *v, size_t n)
{
	struct school *s = *state;
	const struct plan *p = plan_at(s, path);
	struct signings signings;
	struct plan_facts facts = {true, &signings, NULL};
	json_t *doc;

	signings_find(&signings, &s->a, p);
	doc = plan_json(p, &facts, &s->a);

	for (size_t i = 0; i < n; i++)
		check_fact(s, doc, &v[i]);
	json_decref(doc);
}

#define FACTS(state, path, v) \
	check_facts(state, path, v, sizeof(v) / sizeof *(v))

static void
asha(void **state)
{
	static const struct fact v[] = {
	    {"ilp", "1"},
	    {"type", "\"plan\""},
	    {"id", "\"asha-r\""},
	    {"path", "\"plans/biology-2/asha-r.md\""},
	    {"learner", "\"Asha Rivers\""},
	    {"person", "\"hs-stu-001\""},
	    {"follows", "\"asha-r-2025-26\""},
	    {"end", "\"2027-06-11\""},
	    {"current", "true"},
	    {"groups", "[\"river-club\"]"},
	    {"cadence_days", "14"},
	    {"related",
		"[\"reading support plan, kept by the counselling office\"]"},
	    {"retain_until", "\"2031-06-30\""},
	    {"directory", "null"},
	    {"extra", "{\"x-locker\":\"012\"}"},
	    {"team.teacher", "[\"j.ortiz\",\"m.lindgren\"]"},
	    {"team.family", "[\"r.family\"]"},
	    {"profile.interests.1",
		"{\"text\":\"repairing old bicycles with her aunt\","
		"\"source\":\"talk with r.family\",\"date\":\"2026-09-03\","
		"\"audience\":\"family\",\"extra\":{}}"},
	    {"profile.successes.0.audience", "\"public\""},
	    {"profile.needs.0.audience", "\"staff\""},
	    {"profile.words that describe me.0.text",
		"\"stubborn, in a good way\""},
	    {"goals.0.id", "\"annotate-sources\""},
	    {"goals.0.form", "\"smart\""},
	    {"goals.0.unit", "\"sources\""},
	    {"goals.0.baseline", "0"},
	    {"goals.0.target", "4"},
	    {"goals.0.progress", "3"},
	    {"goals.0.share", "0.75"},
	    {"goals.0.standards", "[\"RS.2.b\",\"RS.3.a\"]"},
	    {"goals.0.supports", "[\"district-literacy\"]"},
	    {"goals.0.owner", "[\"asha.r\"]"},
	    {"goals.0.resources", "[\"margin-notes\"]"},
	    {"goals.0.priority", "\"1\""},
	    {"goals.0.levels", "{}"},
	    {"goals.0.term", "null"},
	    {"goals.0.audience", "\"family\""},
	    {"goals.0.text",
		"\"Reading for evidence is what slows me down in biology. "
		"When I mark the page I remember it.\""},
	    {"goals.0.steps.1",
		"{\"n\":2,\"text\":\"Two colours: green for claim, blue for "
		"doubt\",\"done\":true,\"done_on\":\"2026-09-15\",\"due\":"
		"\"2026-09-18\",\"who\":null,\"hours\":null,\"check\":null}"},
	    {"goals.0.steps.2.who", "\"j.ortiz\""},
	    {"goals.0.steps.3.check", "\"RS.2.b:proficient\""},
	    {"goals.0.readings.3",
		"{\"date\":\"2026-10-30\",\"value\":3,\"by\":\"j.ortiz\","
		"\"source\":\"Reviews\"}"},
	    {"goals.1.extra", "{\"x-club\":\"Debate\"}"},
	    {"goals.1.share", "null"},
	    {"goals.1.obstacle",
		"\"I go quiet when somebody older disagrees\""},
	    {"goals.2.progress", "\"developing\""},
	    {"goals.2.scale", "\"mastery\""},
	    {"goals.2.share", "0.5"},
	    {"goals.2.follows", "\"asha-r-2025-26/weir-model\""},
	    {"goals.2.audience", "\"public\""},
	    {"entries.2",
		"{\"section\":\"Check-ins\",\"date\":\"2026-10-16\",\"by\":"
		"\"j.ortiz\",\"role\":\"advisor\",\"with\":[\"asha.r\","
		"\"r.family\"],\"goals\":[{\"id\":\"annotate-sources\","
		"\"reading\":3},{\"id\":\"river-report\",\"reading\":"
		"\"developing\"}],\"standards\":[],\"results\":[],\"next\":"
		"\"2026-11-06\",\"kind\":null,\"of\":null,\"link\":null,"
		"\"file\":null,\"medium\":null,\"minutes\":20,\"prompt\":null,"
		"\"support\":null,\"audience\":\"family\",\"text\":\"At the "
		"family evening. Asha showed the page about the weir "
		"herself.\",\"line\":161,\"extra\":{}}"},
	    {"entries.3.section", "\"Reflections\""},
	    {"entries.4.prompt", "\"What surprised you?\""},
	    {"entries.4.audience", "\"public\""},
	    {"entries.6.file", "\"files/asha-r/river-map.txt\""},
	    {"entries.6.standards",
		"[{\"id\":\"RS.1.b\",\"level\":\"proficient\"},{\"id\":"
		"\"RS.3.b\",\"level\":\"developing\"}]"},
	    {"entries.9.of", "\"3f1c9a5e7b2d4c6880aa10ff23bb45cc67dd89ee\""},
	    {"entries.12.support", "\"reading aloud\""},
	    {"entries.13.extra", "{\"x-room\":\"12\"}"},
	    {"entries.13.audience", "\"staff\""},
	    {"sections.0.title", "\"Asha's plan\""},
	    {"sections.0.known", "false"},
	    {"sections.0.text", "null"},
	    {"sections.1.title", "\"About me\""},
	    {"sections.2.text", "null"},
	    {"sections.4.title", "\"My journal\""},
	    {"sections.4.known", "true"},
	    {"sections.9.audience", "\"staff\""},
	    {"sections.10.title", "\"Our own section\""},
	    {"sections.10.line", "221"},
	};

	FACTS(state, "plans/biology-2/asha-r.md", v);
}

static void
tomas(void **state)
{
	static const struct fact v[] = {
	    {"learner", "\"Tomás Beltrán Quill\""},
	    {"language", "\"es\""},
	    {"cadence_days", "10"},
	    {"team.family", "[\"b.family\",\"abuela.b\"]"},
	    {"profile.background.0.audience", "\"staff\""},
	    {"goals.0.share", "0.368421052631579"},
	    {"goals.1.share", "0.571428571428571"},
	    {"goals.1.why", "\"No entender no es malo.\\nCallarme sí me deja "
			    "atrás.\\n\""},
	    {"goals.2.status", "\"met\""},
	    {"goals.2.share", "1.0"},
	    {"goals.2.closed", "\"2026-10-09\""},
	    {"goals.0.readings.1.source", "\"Reflections\""},
	    {"goals.0.readings.2.date", "\"2026-10-06\""},
	    {"entries.0.section", "\"Check-ins\""},
	    {"entries.4.section", "\"Supports\""},
	    {"sections.1.title", "\"Sobre mí\""},
	    {"sections.1.known", "true"},
	    {"sections.7.known", "false"},
	};

	FACTS(state, "plans/biology-2/tomas-b.md", v);
}

static void
jude(void **state)
{
	static const struct fact v[] = {
	    {"cadence_days", "30"},
	    {"profile.strengths.1.text", "\"knows every bus in town\""},
	    {"profile.needs.0.source", "\"advisor\""},
	    {"goals.0.levels", "{}"},
	    {"goals.0.share", "0.714285714285714"},
	    {"goals.1.title",
		"\"Finish the robot arm with Mr. Brightwater\\n\""},
	    {"goals.1.baseline", "0.0"},
	    {"goals.1.target", "0.7"},
	    {"goals.1.text", "\"1. first the base\\n2. then the elbow\""},
	    {"goals.1.steps.0.done", "true"},
	    {"goals.1.steps.1.who", "\"o.brightwater\""},
	    {"goals.2.reason", "\"the club ended: no room\""},
	    {"goals.3.progress", "100"},
	    {"entries.2.kind", "\"decline\""},
	    {"entries.2.role", "\"family\""},
	    {"sections.3.title", "\"Bus times (his own list)\""},
	    {"sections.3.text", "\"7:40 · 7:55 · 8:10\""},
	};

	FACTS(state, "plans/biology-2/jude-o.md", v);
}

static void
layla(void **state)
{
	static const struct fact v[] = {
	    {"learner", "\"ليلى الساحلي\""},
	    {"directory", "\"opt-out\""},
	    {"goals.0.audience", "\"learner\""},
	    {"goals.0.supports", "[\"belonging\"]"},
	    {"goals.1.levels",
		"{\"-2\":\"no map yet\",\"-1\":\"a sketch in one "
		"language\",\"0\":\"a map with both languages on it\","
		"\"+1\":\"others use the map in a lesson\",\"+2\":\"the map "
		"hangs in the town hall\"}"},
	    {"goals.1.baseline", "-2"},
	    {"goals.1.share", "0.5"},
	    {"goals.1.readings.0.value", "-1"},
	    {"entries.1.audience", "\"learner\""},
	    {"entries.3.medium", "\"image\""},
	};

	FACTS(state, "plans/advisory-9/p-7f3k2q.md", v);
}

static void
staff(void **state)
{
	static const struct fact mara[] = {
	    {"kind", "\"teacher\""},
	    {"profile.values.0.text",
		"\"nobody is talked about who is not in the room\""},
	    {"goals.0.baseline", "1.2"},
	    {"goals.0.progress", "3.4"},
	    {"goals.0.criteria.0",
		"\"the mean of ten questions is five seconds or more\""},
	    {"goals.1.audience", "\"school\""},
	    {"goals.2.status", "\"proposed\""},
	    {"goals.2.audience", "\"staff\""},
	    {"entries.0.goals", "[{\"id\":\"wait-time\",\"reading\":1.9}]"},
	    {"entries.1.extra", "{\"x-cycle\":\"2\"}"},
	    {"entries.3.minutes", "45"},
	    {"entries.5.text", "\"\""},
	};
	static const struct fact ines[] = {
	    {"groups", "[\"new-teachers\"]"},
	    {"team.peer reviewer", "[\"o.brightwater\",\"y.fennimore\"]"},
	    {"profile.needs.0.date", "\"2026-09-01\""},
	    {"goals.0.status", "\"active\""},
	    {"goals.0.share", "1.0"},
	    {"goals.1.share", "0.0"},
	    {"goals.1.text", "\"\""},
	    {"goals.1.steps", "[]"},
	    {"goals.1.readings.2.value", "0"},
	    {"goals.0.steps.1.check", "\"T.2.c:proficient\""},
	    {"entries.5.kind", "\"summative\""},
	};

	FACTS(state, "plans/staff/mara-l.md", mara);
	FACTS(state, "plans/staff/ines-c.md", ines);
}

static void
one_goal(void **state)
{
	struct school *s = *state;
	const struct plan *p = plan_at(s, "plans/staff/mara-l.md");
	static const struct signings none;
	struct plan_facts facts = {true, &none, plan_goal(p, "visits")};
	json_t *doc = plan_json(p, &facts, &s->a);
	static const struct fact v[] = {
	    {"goals.0.id", "\"visits\""},
	    {"entries.0.date", "\"2026-10-13\""},
	    {"entries.1.section", "\"Evidence\""},
	};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		check_fact(s, doc, &v[i]);
	assert_int_equal(json_array_size(json_object_get(doc, "goals")), 1);
	assert_int_equal(json_array_size(json_object_get(doc, "entries")), 2);
	json_decref(doc);
}

static void
lists(void **state)
{
	struct school *s = *state;
	const struct plan *p = plan_at(s, "plans/staff/ines-c.md");
	static const struct fact plan = {"plans.0",
	    "{\"id\":\"ines-c\",\"path\":\"plans/staff/ines-c.md\","
	    "\"learner\":\"Ines Caldwick\",\"kind\":\"teacher\",\"groups\":"
	    "[\"new-teachers\"]}"};
	static const struct fact goal = {"goals.0",
	    "{\"plan\":\"ines-c\",\"id\":\"family-calls\",\"title\":\"Call "
	    "two families a week with good news\",\"status\":\"active\","
	    "\"share\":0.0,\"due\":\"2027-01-29\",\"supports\":[]}"};
	json_t *plans = plan_list_json(), *goals = goal_list_json();

	plan_list_add(plans, p);
	goal_list_add(goals, p, &p->goals[1]);
	check_fact(s, plans, &plan);
	check_fact(s, goals, &goal);
	json_decref(plans);
	json_decref(goals);
}

static void
changes(void **state)
{
	struct school *s = *state;
	struct changes c = {NULL, 0, 0};
	struct strs l = {NULL, 0, 0};
	struct done_file f = {"plans/9/a.md", "a", &c};
	struct change *ch = change_add(&c, &s->a, "goal.status");
	struct buf b = BUF_INIT;
	json_t *doc;
	static const struct fact v[] = {
	    {"paths", "[\"plans/9/a.md\"]"},
	    {"commit", "null"},
	    {"changes.0", "{\"what\":\"goal.status\",\"goal\":\"read\","
			  "\"old\":\"active\",\"new\":\"met\",\"plan\":\"a\"}"},
	    {"changes.1", "{\"what\":\"team.family\",\"goal\":null,\"old\":"
			  "null,\"new\":[\"h.family\"],\"plan\":\"a\"}"},
	    {"changes.2",
		"{\"what\":\"entry.added\",\"goal\":null,\"section\":"
		"\"Notes\",\"date\":\"2026-10-01\",\"by\":null,\"old\":null,"
		"\"new\":null,\"plan\":\"a\"}"},
	};

	ch->goal = "read";
	ch->old = "active";
	ch->new = "met";
	strs_add(&l, &s->a, "h.family");
	change_add(&c, &s->a, "team.family")->new_list = &l;
	ch = change_add(&c, &s->a, "entry.added");
	ch->section = "Notes";
	ch->date = "2026-10-01";
	done_json(&b, &f, 1, NULL);
	doc = json_loads(buf_str(&b), 0, NULL);
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		check_fact(s, doc, &v[i]);
	json_decref(doc);
	buf_free(&b);
}

static void
printed(void **state)
{
	json_t *doc = json_doc("x");
	struct buf b = BUF_INIT;

	(void)state;
	json_put_number(doc, "a", "+3.40");
	json_put_number(doc, "b", "012");
	json_put_number(doc, "c", "soon");
	json_put_text(doc, "d", "Zo\xc3\xab\xff");
	json_finish(&b, doc);
	assert_string_equal(buf_str(&b),
	    "{\n  \"ilp\": 1,\n  \"type\": \"x\",\n  \"a\": 3.4,\n  \"b\": "
	    "12,\n  \"c\": \"soon\",\n  \"d\": "
	    "\"Zo\xc3\xab\xef\xbf\xbd\"\n}\n");
	buf_free(&b);
}

static void
nothing_raw(void **state)
{
	json_t *doc = json_object();
	struct buf b = BUF_INIT;

	(void)state;
	json_put_text(doc, "a",
	    "\033[31m \xc2\x9b \x7f \xe2\x80\xaeZo\xc3\xab\xe2\x81\xa6");
	json_finish(&b, doc);
	assert_string_equal(buf_str(&b),
	    "{\n  \"a\": \"\\u001B[31m \\u009b \\u007f "
	    "\\u202eZo\xc3\xab\\u2066\"\n}\n");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"the full plan of a student is told, fact by fact", asha, NULL,
		NULL, NULL},
	    {"a plan in Spanish has the English names of sections", tomas, NULL,
		NULL, NULL},
	    {"a plan with CRLF and odd YAML says the same as any other", jude,
		NULL, NULL, NULL},
	    {"goal attainment levels and Arabic come through", layla, NULL,
		NULL, NULL},
	    {"decimals, minutes and own keys of teachers come through", staff,
		NULL, NULL, NULL},
	    {"of one goal only the entries that name it are told", one_goal,
		NULL, NULL, NULL},
	    {"the lists of plans and goals have their keys", lists, NULL, NULL,
		NULL},
	    {"a change has its old and new value, also as lists", changes, NULL,
		NULL, NULL},
	    {"what could play with a terminal is escaped", nothing_raw, NULL,
		NULL, NULL},
	    {"numbers are printed as people write them", printed, NULL, NULL,
		NULL},
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
