/* ilp-log - tell what happened to plans */

#include <fnmatch.h>
#include <string.h>
#include <time.h>

#include "base/par.h"
#include "cli/app.h"
#include "plan/id.h"
#include "text/fold.h"
#include "view/log_view.h"

struct opts {
	const char *since, *until, *rev;
	struct strs author, what;
	long limit;
	bool reverse, jsonl;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "since", "DATE", "only from this day on", OPT_TEXT, O(since)},
    {0, "until", "DATE", "only up to the end of this day", OPT_TEXT, O(until)},
    {0, "author", "TEXT", "only of whose name, address or handle holds TEXT",
	OPT_LIST, O(author)},
    {0, "what", "PATTERN", "only changes like goal.status or goal.*", OPT_LIST,
	O(what)},
    {0, "rev", "REV", "the history of REV (default: HEAD)", OPT_TEXT, O(rev)},
    {0, "limit", "N", "only the newest N events", OPT_NUMBER, O(limit)},
    {0, "reverse", NULL, "the oldest first", OPT_FLAG, O(reverse)},
    {0, "jsonl", NULL, "print a JSON object a line, one for each event",
	OPT_FLAG, O(jsonl)},
    {0},
};

static const char *const usage[] = {
    "ilp-log [PLAN [GOAL]] [--since DATE] [--until DATE]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-log",
    .about = "tell what happened to plans",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

struct job {
	struct app *app;
	const struct opts *o;
	struct timeline_how how;
	int64_t until; /* seconds; 0: none */
	struct map ids;
	bool one;		 /* one plan is named */
	const struct plan *plan; /* it; NULL: it is gone */
	const char *goal;	 /* its id, where one is named */
	struct strs authors;	 /* folded */
	struct timeline line;
	/* Why a name was not found, unless the history knows it. */
	struct err unknown_plan, unknown_goal;
};

/* ---- what is asked for ---- */

static int
read_day(struct app *app, const char *name, const char *text, int *day)
{
	const char *iso;

	if (app_date(app, name, text, DATE_PAST, &iso) != 0)
		return -1;
	date_iso(iso, strlen(iso), day);
	return 0;
}

static int
read_days(struct job *j)
{
	int day;

	if (j->o->since) {
		if (read_day(j->app, "since", j->o->since, &day) != 0)
			return -1;
		j->how.since = date_begins_s(day);
	}
	if (j->o->until) {
		if (read_day(j->app, "until", j->o->until, &day) != 0)
			return -1;
		j->until = date_begins_s(day + 1);
	}
	return 0;
}

/* A goal that the plan has not may be one that it had. */
static int
pick_goal(struct job *j)
{
	struct app *app = j->app;

	if (app->args.n < 2)
		return 0;
	if (!j->one) {
		err_set(&app->err, ERR_USAGE,
		    "a goal is one plan's, and %s names several",
		    app->args.v[0]);
		return err_hint(&app->err, "ilp-log PLAN GOAL");
	}
	j->goal = app->args.v[1];
	if (j->plan && !j->plan->broken)
		goal_pick(
		    &j->goal, j->plan, j->goal, &app->arena, &j->unknown_goal);
	else
		err_set(&j->unknown_goal, ERR_USAGE, "%s never had a goal %s",
		    app->args.v[0], j->goal);
	return 0;
}

/* A word that names no plan may be the id of one that is gone. */
static int
pick_gone(struct job *j)
{
	struct app *app = j->app;
	const char *id = app->args.n ? app->args.v[0] : "";

	if (str_ends(id, ".md"))
		id = id_of_path(&app->arena, id);
	if (app->err.kind != ERR_USAGE || app->common.group || !id_valid(id))
		return -1;
	j->unknown_plan = app->err;
	err_clear(&app->err);
	map_add(&j->ids, &app->arena, id, 0);
	j->one = true;
	return 0;
}

static int
pick_current(struct job *j)
{
	struct app *app = j->app;
	struct strs words = {app->args.v, app->args.n ? 1 : 0, 0};
	struct picks picks = {NULL, 0, 0};

	if (app_pick(app, &words, false, &picks) != 0)
		return pick_gone(j);
	for (size_t i = 0; i < picks.n; i++)
		map_add(&j->ids, &app->arena,
		    caseload_brief(&app->load, picks.v[i])->id, picks.v[i]);
	j->one = picks.n == 1;
	if (j->one)
		j->plan = caseload_plan(&app->load, picks.v[0]);
	return 0;
}

static int
pick_plans(struct job *j)
{
	struct app *app = j->app;

	if (app->args.n > 2) {
		err_set(&app->err, ERR_USAGE, "%s is one word too many",
		    app->args.v[2]);
		return err_hint(&app->err, "ilp-log [PLAN [GOAL]]");
	}
	if (app_wants_all(app))
		return pick_goal(j);
	j->how.ids = &j->ids;
	return pick_current(j) != 0 ? -1 : pick_goal(j);
}

/* ---- which events and changes count ---- */

static bool
is_of_author(const struct job *j, const struct event *e)
{
	struct arena *a = &j->app->arena;
	const char *who =
	    fold_name(a, arena_printf(a, "%s <%s> %s", e->commit->name,
			     e->commit->email, e->by ? e->by : ""));

	for (size_t i = 0; i < j->authors.n; i++)
		if (strstr(who, j->authors.v[i]))
			return true;
	return j->authors.n == 0;
}

/* An entry that the plan still has, and that names the goal. */
static bool
entry_of_goal(const struct job *j, const struct change *c)
{
	for (size_t i = 0; j->plan && i < j->plan->nentries; i++) {
		const struct entry *e = &j->plan->entries[i];

		if (!str_eq(section_name(e->section), c->section) ||
		    !str_eq(e->date, c->date) || !str_eq(e->by, c->by))
			continue;
		for (size_t k = 0; k < e->goals.n; k++)
			if (str_eq(e->goals.v[k].id, j->goal))
				return true;
		for (size_t k = 0; k < e->results.n; k++)
			if (str_eq(e->results.v[k].id, j->goal))
				return true;
	}
	return false;
}

static bool
change_counts(const struct job *j, const struct change *c)
{
	bool wanted = j->o->what.n == 0;

	for (size_t i = 0; i < j->o->what.n; i++)
		wanted = wanted || fnmatch(j->o->what.v[i], c->what, 0) == 0;
	if (!wanted || !j->goal)
		return wanted;
	return str_eq(c->goal, j->goal) ||
	       (str_starts(c->what, "entry.") && entry_of_goal(j, c));
}

/* True with the changes that count; *e is changed. */
static bool
event_counts(const struct job *j, struct event *e)
{
	size_t n = 0;

	if ((j->until && e->commit->time >= j->until) || !is_of_author(j, e))
		return false;
	for (size_t i = 0; i < e->changes.n; i++)
		if (change_counts(j, &e->changes.v[i]))
			e->changes.v[n++] = e->changes.v[i];
	e->changes.n = n;
	return n > 0 || (e->gap && !j->goal && j->o->what.n == 0);
}

static void
keep_wanted(struct job *j)
{
	struct timeline *t = &j->line;
	size_t n = 0, max = j->o->limit > 0 ? (size_t)j->o->limit : t->n;

	for (size_t i = 0; i < t->n && n < max; i++)
		if (event_counts(j, &t->v[i]))
			t->v[n++] = t->v[i];
	t->n = n;
	for (size_t i = 0; j->o->reverse && i < n / 2; i++) {
		struct event e = t->v[i];

		t->v[i] = t->v[n - 1 - i];
		t->v[n - 1 - i] = e;
	}
}

/* ---- printing ---- */

static void
print_json(struct job *j)
{
	json_t *doc = json_doc("log"), *events = json_array();

	for (size_t i = 0; i < j->line.n; i++)
		json_add(events, log_event_json(&j->line.v[i]));
	json_put(doc, "events", events);
	json_finish(&j->app->out.text, doc);
}

/* The lines that each thread makes. */
struct pieces {
	const struct timeline *t;
	struct buf part[PAR_PARTS_MAX];
};

static void
make_lines(void *ctx, size_t part, size_t from, size_t to)
{
	struct pieces *l = ctx;

	for (; from < to; from++)
		json_line(&l->part[part], log_event_json(&l->t->v[from]));
}

static void
print_jsonl(struct job *j)
{
	struct pieces l = {.t = &j->line};

	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		l.part[i] = (struct buf)BUF_INIT;
	par_run(j->line.n, make_lines, &l);
	for (size_t i = 0; i < PAR_PARTS_MAX; i++) {
		buf_add(&j->app->out.text, buf_str(&l.part[i]), l.part[i].n);
		buf_free(&l.part[i]);
	}
}

static void
print_text(struct job *j)
{
	struct app *app = j->app;
	struct log_show how = {&app->load.people, app->load.today, j->one,
	    app->out.width, app->out.color};

	for (size_t i = 0; i < j->line.n; i++)
		log_event(&app->out.text, &app->arena, &j->line.v[i], &how);
}

static void
tell_cut(struct job *j)
{
	const struct history *h = &j->line.history;
	struct past_commit c = {.time = h->cut_time};

	if (h->cut_off)
		app_note(j->app,
		    "history is cut off at %.10s: this clone is shallow (git "
		    "fetch --unshallow brings the rest)",
		    log_time(&j->app->arena, &c));
}

/* ---- the whole ---- */

/* -1 where a name is neither a plan's or goal's now, nor was one. */
static int
check_names(struct job *j)
{
	struct app *app = j->app;
	const struct timeline *t = &j->line;
	bool goal = !j->unknown_goal.kind;

	if (j->unknown_plan.kind && t->n == 0) {
		app->err = j->unknown_plan;
		return -1;
	}
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; !goal && k < t->v[i].changes.n; k++)
			goal = str_eq(t->v[i].changes.v[k].goal, j->goal);
	if (goal)
		return 0;
	app->err = j->unknown_goal;
	return -1;
}

static int
tell_all(struct job *j)
{
	struct app *app = j->app;

	if (check_names(j) != 0)
		return -1;
	tell_cut(j);
	keep_wanted(j);
	if (j->o->jsonl)
		print_jsonl(j);
	else if (app->common.json)
		print_json(j);
	else
		print_text(j);
	return out_page(&app->out, &app->err);
}

/* With a revision the plans are those it holds, also in a bare repository. */
static int
open_repository(struct job *j)
{
	struct app *app = j->app;

	if (!j->o->rev)
		return app_open(app);
	if (caseload_open_rev(&app->load, &app->arena, app->common.dir,
		j->o->rev, &app->err) != 0)
		return -1;
	app->opened = true;
	j->how.rev = app->load.snap->commit;
	return 0;
}

static int
run(struct app *app, const struct opts *o)
{
	struct job j = {.app = app, .o = o};
	int r;

	if (open_repository(&j) != 0 || read_days(&j) != 0 ||
	    pick_plans(&j) != 0 || caseload_people(&app->load, &app->err) != 0)
		return -1;
	for (size_t i = 0; i < o->author.n; i++)
		strs_add(&j.authors, &app->arena,
		    fold_name(&app->arena, o->author.v[i]));
	r = timeline_read(&j.line, &app->arena, &app->load, &j.how, &app->err);
	if (r == 0)
		r = tell_all(&j);
	timeline_end(&j.line);
	return r;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
