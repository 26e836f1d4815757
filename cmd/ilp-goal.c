/* ilp-goal - the goals of plans */

#include <string.h>

#include "cli/ask.h"
#include "cli/assign.h"
#include "cli/newgoal.h"
#include "cli/refs.h"
#include "cli/revise.h"
#include "cli/write.h"
#include "plan/field.h"
#include "plan/goal_check.h"
#include "view/form_view.h"
#include "view/goal_view.h"
#include "view/plan_json.h"

struct opts {
	const char *title, *id, *form, *status, *area, *why, *measure, *unit,
	    *baseline, *target, *scale, *start, *due, *obstacle, *plan,
	    *priority, *term, *follows, *audience, *reason;
	struct strs supports, standard, owner, agreed, criterion, key_result,
	    level, resource, step, set;
	bool no_ask;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "title", "TITLE", "the goal in one sentence", OPT_TEXT, O(title)},
    {0, "id", "ID", "its id (default: made from the title)", OPT_TEXT, O(id)},
    {0, "form", "FORM",
	"smart, woop, peers, gas, okr: on a terminal its missing parts are "
	"asked for",
	OPT_TEXT, O(form)},
    {0, "no-ask", NULL, "ask for nothing, also on a terminal", OPT_FLAG,
	O(no_ask)},
    {0, "status", "STATUS",
	"proposed, active, met, paused or dropped (default: active)", OPT_TEXT,
	O(status)},
    {0, "area", "AREA", "academic, career, personal-social ...", OPT_TEXT,
	O(area)},
    {0, "why", "TEXT", "why it matters", OPT_TEXT, O(why)},
    {0, "measure", "TEXT", "what is counted", OPT_TEXT, O(measure)},
    {0, "unit", "UNIT", "the unit of the numbers", OPT_TEXT, O(unit)},
    {0, "baseline", "VALUE", "where it starts", OPT_TEXT, O(baseline)},
    {0, "target", "VALUE", "where it should get", OPT_TEXT, O(target)},
    {0, "scale", "SCALE", "the scale whose levels the values are", OPT_TEXT,
	O(scale)},
    {0, "level", "N=TEXT", "what level N looks like, -2 to 2; may be repeated",
	OPT_LIST, O(level)},
    {0, "start", "DATE", "when it begins", OPT_TEXT, O(start)},
    {0, "due", "DATE", "when it is due", OPT_TEXT, O(due)},
    {0, "supports", "ID",
	"a shared goal it supports, or for list: is to support; may be "
	"repeated",
	OPT_LIST, O(supports)},
    {0, "standard", "STD", "a standard it works on; may be repeated", OPT_LIST,
	O(standard)},
    {0, "owner", "HANDLE", "whose goal it is; may be repeated", OPT_LIST,
	O(owner)},
    {0, "agreed", "HANDLE", "who agreed to it; may be repeated", OPT_LIST,
	O(agreed)},
    {0, "criterion", "TEXT", "how one will know; may be repeated", OPT_LIST,
	O(criterion)},
    {0, "key-result", "TEXT", "the same, of the form okr; may be repeated",
	OPT_LIST, O(key_result)},
    {0, "obstacle", "TEXT", "what may stand in the way", OPT_TEXT, O(obstacle)},
    {0, "plan", "TEXT", "what to do then: if ..., then ...", OPT_TEXT, O(plan)},
    {0, "resource", "RESOURCE",
	"an id of resources/, a link or a text; may be repeated", OPT_LIST,
	O(resource)},
    {0, "priority", "TEXT", "how it stands among the others", OPT_TEXT,
	O(priority)},
    {0, "term", "TERM", "short, long, or an own word", OPT_TEXT, O(term)},
    {0, "follows", "PLAN/GOAL", "the earlier goal that it continues", OPT_TEXT,
	O(follows)},
    {0, "audience", "AUDIENCE", "staff, learner, family, school or public",
	OPT_TEXT, O(audience)},
    {0, "step", "TEXT", "an action step to begin with; may be repeated",
	OPT_LIST, O(step)},
    {0, "set", "KEY=VALUE", "any other key; may be repeated", OPT_LIST, O(set)},
    {0, "reason", "TEXT", "why the goal, or its status, changes", OPT_TEXT,
	O(reason)},
    {0},
};

static const char *const usage[] = {
    "ilp-goal add [-n] PLAN TITLE | PLAN... --title TITLE [options]",
    "ilp-goal set [-n] PLAN GOAL KEY=VALUE... [--reason TEXT]",
    "ilp-goal unset [-n] PLAN GOAL KEY... [--reason TEXT]",
    "ilp-goal start|met|pause|drop|propose [-n] PLAN GOAL [--reason TEXT]",
    "ilp-goal list [--json] [--supports ID] [PLAN...]",
    "ilp-goal forms [--json] [FORM]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-goal",
    .about = "the goals of plans",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

enum verb {
	ADD,
	SET,
	UNSET,
	LIST,
	FORMS,
	START,
	REOPEN,
	MET,
	PAUSE,
	DROP,
	PROPOSE,
};

static const char *const verbs[] = {"add", "set", "unset", "list", "forms",
    "start", "reopen", "met", "pause", "drop", "propose", NULL};

/* ---- which options go with which verb ---- */

static bool
goes_with(enum verb verb, const char *option)
{
	bool reason = strcmp(option, "reason") == 0;

	switch (verb) {
	case ADD:
		return !reason;
	case LIST:
		return strcmp(option, "supports") == 0;
	case FORMS:
		return false;
	case SET:
	case UNSET:
	case START:
	case REOPEN:
	case MET:
	case PAUSE:
	case DROP:
	case PROPOSE:
		return reason;
	}
	return false;
}

/* An option that would do nothing is a slip, and told. */
static int
check_options(struct app *app, const struct opts *o, enum verb verb)
{
	for (const struct opt *x = table; x->name; x++) {
		if (!opt_given(x, o) || goes_with(verb, x->name))
			continue;
		err_set(&app->err, ERR_USAGE, "%s takes no --%s", verbs[verb],
		    x->name);
		if (verb == SET && x->kind == OPT_TEXT)
			return err_hint(&app->err, "write %s=VALUE", x->name);
		return err_hint(
		    &app->err, "%s -h shows the usage", app->cmd->name);
	}
	return 0;
}

/* ---- add ---- */

/* The key that an option of add writes; NULL: it is no key of a goal. */
static const char *
key_of(const char *option)
{
	static const char *const other[][2] = {{"standard", "standards"},
	    {"criterion", "criteria"}, {"key-result", "criteria"},
	    {"resource", "resources"}, {"title", NULL}};

	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (strcmp(option, other[i][0]) == 0)
			return other[i][1];
	return goal_field(option) ? option : NULL;
}

/* "N=TEXT" as the key levels.N; 1 and +1 are written 1. */
static int
add_level(struct app *app, struct assigns *l, const char *word)
{
	const char *eq = strchr(word, '=');
	int level;

	if (!eq || !eq[1] ||
	    !level_parse(arena_strndup(&app->arena, word, (size_t)(eq - word)),
		&level)) {
		err_set(&app->err, eq && eq[1] ? ERR_INPUT : ERR_USAGE,
		    "--level: %s is not of the form N=TEXT", word);
		return err_hint(&app->err,
		    "N is -2, -1, 0, 1 or 2, as in --level 0='a page a day'");
	}
	assigns_put(app, l, arena_printf(&app->arena, "levels.%d", level),
	    ASSIGN_SET, eq + 1);
	return 0;
}

/* The options of add as assignments. */
static int
add_assigns(struct app *app, const struct opts *o, struct assigns *l)
{
	assigns_options(app, l, table, o, key_of);
	for (size_t i = 0; i < o->level.n; i++)
		if (add_level(app, l, o->level.v[i]) != 0)
			return -1;
	for (size_t i = 0; i < o->set.n; i++)
		if (assigns_add(app, l, o->set.v[i]) != 0)
			return -1;
	for (size_t i = 0; i < l->n; i++)
		if (!*l->v[i].value)
			return err_set(&app->err, ERR_USAGE,
			    "%s is given no value", l->v[i].key);
	return assigns_dates(app, l, goal_field) != 0 ? -1 : refs_check(app, l);
}

static void
print_made(struct app *app, const struct strs *made)
{
	if (app->common.json || app->common.dry_run || app->common.quiet)
		return;
	for (size_t i = 0; i + 1 < made->n; i += 2)
		if (made->n == 2)
			buf_addf(&app->out.text, "%s\n", made->v[i + 1]);
		else
			buf_addf(&app->out.text, "%s %s\n", made->v[i],
			    made->v[i + 1]);
}

/* Words of a school's own are forms too, but a slip is likelier. */
static void
note_form(struct app *app, const char *word)
{
	const struct form *near =
	    word && !form_find(word) ? form_near(word) : NULL;

	if (near)
		app_note(app, "there is no form %s; did you mean %s?", word,
		    near->name);
}

static int
do_add(struct app *app, const struct opts *o)
{
	struct strs plans = {app->args.v + 1, app->args.n - 1, 0};
	struct newgoal g = {.id = o->id, .title = o->title, .steps = o->step};

	if (!g.title && plans.n == 2)
		g.title = plans.v[--plans.n];
	g.ask = o->form && form_find(o->form) && !o->no_ask && ask_possible();
	if (!g.title && !g.ask) {
		err_set(&app->err, ERR_USAGE, "the new goal has no title");
		return err_hint(&app->err,
		    "write ilp-goal add PLAN \"TITLE\", or --title TITLE for "
		    "several plans");
	}
	if (o->level.n && o->scale)
		return err_set(&app->err, ERR_USAGE,
		    "--level and --scale exclude each other");
	note_form(app, o->form);
	if (app_open_write(app) != 0 || add_assigns(app, o, &g.set) != 0 ||
	    newgoal_add(app, &plans, &g) != 0)
		return -1;
	print_made(app, &g.made);
	return 0;
}

/* ---- set, unset and the status ---- */

struct status_job {
	const char *goal; /* as typed */
	enum goal_status status;
	const char *date;
	const char *reason; /* NULL: none given */
};

static int
apply_status(struct app *app, struct edit *ed, void *ctx)
{
	const struct status_job *job = ctx;
	const char *goal;

	if (goal_pick(&goal, ed->now, job->goal, &app->arena, &app->err))
		return -1;
	return edit_goal_status(
	    ed, goal, job->status, job->date, app->by, job->reason, &app->err);
}

/* The words PLAN and GOAL behind the verb. */
static int
plan_and_goal(
    struct app *app, size_t more, struct strs *plan, const char **goal)
{
	if (app->args.n < 3 + more || (more == 0 && app->args.n > 3)) {
		err_set(&app->err, ERR_USAGE, "a plan and a goal are needed%s",
		    more ? ", and what to change" : "");
		return err_hint(
		    &app->err, "%s -h shows the usage", app->cmd->name);
	}
	*plan = (struct strs){app->args.v + 1, 1, 0};
	*goal = app->args.v[2];
	return app_open_write(app);
}

static int
do_set(struct app *app, const struct opts *o, bool unset)
{
	struct revision r = {.reason = o->reason};
	struct strs plan;

	if (plan_and_goal(app, 1, &plan, &r.goal) != 0)
		return -1;
	for (size_t i = 3; i < app->args.n; i++)
		if (unset)
			strs_add(&r.unset, &app->arena, app->args.v[i]);
		else if (assigns_add(app, &r.set, app->args.v[i]) != 0)
			return -1;
	return goal_revise(app, &plan, &r);
}

static int
do_status(struct app *app, const struct opts *o, enum goal_status status)
{
	struct status_job job = {.status = status, .reason = o->reason};
	struct strs plan;

	if (o->reason && !o->reason[strspn(o->reason, " \t\n")])
		return err_set(&app->err, ERR_USAGE, "--reason gives no text");
	if (plan_and_goal(app, 0, &plan, &job.goal) != 0 ||
	    app_date(app, "date", app->common.date, DATE_PAST, &job.date))
		return -1;
	return app_edit(app, &plan, apply_status, &job, NULL);
}

/* ---- list and forms ---- */

/* Whether the goal supports one of these; of none: any goal will do. */
static bool
supports_any(const struct goal *g, const struct strs *ids)
{
	for (size_t i = 0; i < ids->n; i++)
		if (strs_find(&g->supports, ids->v[i]) >= 0)
			return true;
	return ids->n == 0;
}

/* The goals of the picked plans, in their order. */
static struct goal_row *
goal_rows(
    struct app *app, const struct opts *o, const struct picks *picks, size_t *n)
{
	struct goal_row *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < picks->n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks->v[i]);

		app_report_plan(app, p);
		v = arena_grow(
		    &app->arena, v, &cap, *n + p->ngoals + 1, sizeof *v);
		for (size_t k = 0; k < p->ngoals; k++)
			if (supports_any(&p->goals[k], &o->supports))
				v[(*n)++] = (struct goal_row){p, &p->goals[k]};
	}
	return v;
}

static int
do_list(struct app *app, const struct opts *o)
{
	struct strs words = {app->args.v + 1, app->args.n - 1, 0};
	struct goal_show how = {
	    .width = app->out.width, .color = app->out.color};
	struct goal_row *v;
	struct picks picks;
	json_t *doc;
	size_t n;

	if (app_pick(app, &words, false, &picks) != 0)
		return -1;
	v = goal_rows(app, o, &picks, &n);
	if (n == 0 && o->supports.n)
		app_note(app, "none of these plans has a goal that supports %s",
		    o->supports.v[0]);
	how.today = app->load.today;
	if (!app->common.json)
		return goal_table(
		    &app->out.text, &app->arena, v, n, &how, &app->err);
	doc = goal_list_json();
	for (size_t i = 0; i < n; i++)
		goal_list_add(doc, v[i].plan, v[i].goal);
	json_finish(&app->out.text, doc);
	return 0;
}

static int
do_forms(struct app *app)
{
	const char *word = app->args.n > 1 ? app->args.v[1] : NULL;
	const struct form *f = word ? form_find(word) : NULL;

	if (app->args.n > 2 || (word && !f)) {
		err_set(&app->err, ERR_USAGE,
		    word && !f ? "there is no form %s"
			       : "one form can be named, not also %s",
		    word && !f ? word : app->args.v[2]);
		return err_hint(
		    &app->err, "use smart, woop, peers, gas or okr");
	}
	if (app->common.json) {
		forms_json(&app->out.text, f);
		return 0;
	}
	forms_text(
	    &app->out.text, &app->arena, f, app->out.width, app->out.color);
	return 0;
}

static int
run(struct app *app, const struct opts *o)
{
	int verb = app_verb(app, verbs);

	if (verb < 0 || check_options(app, o, (enum verb)verb) != 0)
		return -1;
	switch ((enum verb)verb) {
	case ADD:
		return do_add(app, o);
	case SET:
		return do_set(app, o, false);
	case UNSET:
		return do_set(app, o, true);
	case LIST:
		return do_list(app, o);
	case FORMS:
		return do_forms(app);
	case START:
	case REOPEN:
		return do_status(app, o, GOAL_ACTIVE);
	case MET:
		return do_status(app, o, GOAL_MET);
	case PAUSE:
		return do_status(app, o, GOAL_PAUSED);
	case DROP:
		return do_status(app, o, GOAL_DROPPED);
	case PROPOSE:
		return do_status(app, o, GOAL_PROPOSED);
	}
	return -1;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
