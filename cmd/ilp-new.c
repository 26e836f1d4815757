/* ilp-new - make plans: from a template, a roster or last year's */

#include <string.h>

#include "cli/newdoc.h"
#include "cli/newfrom.h"
#include "cli/newlearner.h"
#include "cli/write.h"
#include "plan/field.h"
#include "track/roster.h"
#include "view/template_view.h"

struct opts {
	const char *template_name, *group, *id, *roster, *year;
	const char *shared_goal, *resource, *link;
	struct strs set, map, from, goals;
	bool list, keep_groups, past;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {'t', "template", "TEMPLATE", "the template to begin with (student)",
	OPT_TEXT, O(template_name)},
    {0, "group", "GROUP", "the folder below plans/ to put it in", OPT_TEXT,
	O(group)},
    {0, "id", "ID", "its id (default: made from the name)", OPT_TEXT, O(id)},
    {'s', "set", "KEY=VALUE", "a fact to begin with; may be repeated", OPT_LIST,
	O(set)},
    {0, "roster", "FILE",
	"a plan for each person in this CSV file who has none", OPT_TEXT,
	O(roster)},
    {0, "map", "KEY=COLUMN",
	"the column of the roster that gives KEY; may be repeated", OPT_LIST,
	O(map)},
    {0, "from", "PLAN",
	"next year's plan after this one, or after each of a group", OPT_LIST,
	O(from)},
    {'g', "goal", "GOAL",
	"a goal that goes on (default: all open ones); may be repeated",
	OPT_LIST, O(goals)},
    {0, "year", "YEAR", "the year of next year's plan", OPT_TEXT, O(year)},
    {0, "keep-groups", NULL, "next year's plan keeps groups:", OPT_FLAG,
	O(keep_groups)},
    {0, "past", NULL, "a group names plans of all years that nothing follows",
	OPT_FLAG, O(past)},
    {0, "shared-goal", "TITLE", "make a goal that plans can support", OPT_TEXT,
	O(shared_goal)},
    {0, "resource", "TITLE", "make a resource with room for its discussion",
	OPT_TEXT, O(resource)},
    {0, "link", "URL", "where the resource is", OPT_TEXT, O(link)},
    {0, "list-templates", NULL, "list the templates there are", OPT_FLAG,
	O(list)},
    {0},
};

static const char *const usage[] = {
    "ilp-new NAME [-t TEMPLATE] [--group GROUP] [--id ID] "
    "[--set KEY=VALUE]...",
    "ilp-new --roster FILE [-t TEMPLATE] [--group GROUP] "
    "[--map KEY=COLUMN]... [--set KEY=VALUE]...",
    "ilp-new --from PLAN... [-g GOAL]... [--year YEAR] [-t TEMPLATE] "
    "[--group GROUP] [--id ID] [--keep-groups] [--past] "
    "[--set KEY=VALUE]...",
    "ilp-new --shared-goal TITLE [--id ID] [--set KEY=VALUE]...",
    "ilp-new --resource TITLE [--link URL] [--id ID] [--set KEY=VALUE]...",
    "ilp-new --list-templates",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-new",
    .about = "make plans: from a template, a roster or last year's",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_JSON,
};

/* ---- plans ---- */

static int
run_from(struct app *app, const struct opts *o, struct newplans *w,
    const struct assigns *set)
{
	struct newfrom f = {.words = o->from,
	    .how = {.year = o->year,
		.template = o->template_name,
		.group = o->group,
		.id = o->id,
		.goals = &o->goals,
		.keep_groups = o->keep_groups,
		.past = o->past},
	    .set = set};

	for (size_t i = 0; i < app->args.n; i++)
		strs_add(&f.words, &app->arena, app->args.v[i]);
	return newfrom_run(app, w, &f);
}

/* --set, with its dates as ISO. */
static int
read_set(struct app *app, const struct opts *o, struct assigns *l)
{
	for (size_t i = 0; i < o->set.n; i++)
		if (assigns_add(app, l, o->set.v[i]) != 0)
			return -1;
	return assigns_dates(app, l, plan_field);
}

static int
run_plans(struct app *app, const struct opts *o)
{
	struct assigns set = {NULL, 0, 0};
	struct newplans w;
	struct newlearner j = {.template = o->template_name,
	    .group = o->group,
	    .id = o->id,
	    .set = &set,
	    .plans = &w};
	int r;

	if ((o->group && group_check(o->group, &app->arena, &app->err) != 0) ||
	    app_lock(app) != 0)
		return -1;
	r = newplans_begin(&w, &app->load, &app->err);
	if (r == 0)
		r = read_set(app, o, &set);
	if (r == 0 && o->roster)
		r = newlearner_roster(app, &j, o->roster, &o->map);
	else if (r == 0 && o->from.n)
		r = run_from(app, o, &w, &set);
	else if (r == 0)
		r = newlearner_one(app, &j, app->args.v[0]);
	newplans_end(&w);
	return r;
}

/* ---- templates, and what all plans share ---- */

static int
run_list(struct app *app)
{
	const struct folder *school = NULL;
	struct template *v;
	size_t n;

	if (app_open(app) == 0)
		school = &app->load.repo.folder;
	else if (app->err.kind != ERR_USAGE)
		return -1;
	if (templates_list(&v, &n, &app->arena, school, &app->err) != 0)
		return -1;
	if (!app->common.json)
		return templates_table(&app->out.text, &app->arena, v, n,
		    app->out.width, app->out.color, &app->err);
	templates_json(&app->out.text, v, n);
	return 0;
}

static int
run_doc(struct app *app, const struct opts *o)
{
	const struct newdoc d = {
	    .kind = o->shared_goal ? SHARED_GOAL : SHARED_RESOURCE,
	    .title = o->shared_goal ? o->shared_goal : o->resource,
	    .id = o->id,
	    .link = o->link,
	    .set = &o->set};

	return newdoc_run(app, &d);
}

/* ---- which of them ---- */

/* What a run makes; each has options of its own. */
enum make {
	MAKE_ONE = 1,
	MAKE_ROSTER = 2,
	MAKE_NEXT = 4,
	MAKE_GOAL = 8,
	MAKE_RESOURCE = 16,
	MAKE_LIST = 32,
};

/* Of options that say what to make the one that is given. */
static int
choose(struct err *e, const struct opts *o, enum make *out)
{
	const struct {
		bool given;
		const char *name;
		enum make make;
	} v[] = {
	    {o->roster != NULL, "--roster", MAKE_ROSTER},
	    {o->from.n > 0, "--from", MAKE_NEXT},
	    {o->shared_goal != NULL, "--shared-goal", MAKE_GOAL},
	    {o->resource != NULL, "--resource", MAKE_RESOURCE},
	    {o->list, "--list-templates", MAKE_LIST},
	};
	const char *first = NULL;

	*out = MAKE_ONE;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		if (v[i].given && first)
			return err_set(e, ERR_USAGE,
			    "%s and %s exclude each other", first, v[i].name);
		if (v[i].given) {
			first = v[i].name;
			*out = v[i].make;
		}
	}
	return 0;
}

/* Options that go with some of what can be made. */
static int
check_options(struct err *e, const struct opts *o, enum make make)
{
	const struct {
		bool given;
		const char *name;
		unsigned with; /* of enum make */
		const char *where;
	} v[] = {
	    {o->map.n > 0, "--map", MAKE_ROSTER, "--roster"},
	    {o->goals.n > 0, "-g", MAKE_NEXT, "--from"},
	    {o->year != NULL, "--year", MAKE_NEXT,
		"--from; else it is --set "
		"year="},
	    {o->keep_groups, "--keep-groups", MAKE_NEXT, "--from"},
	    {o->past, "--past", MAKE_NEXT, "--from"},
	    {o->link != NULL, "--link", MAKE_RESOURCE, "--resource"},
	    {o->id != NULL, "--id",
		MAKE_ONE | MAKE_NEXT | MAKE_GOAL | MAKE_RESOURCE,
		"one plan, shared goal or resource"},
	    {o->template_name != NULL, "-t", MAKE_ONE | MAKE_ROSTER | MAKE_NEXT,
		"plans"},
	    {o->group != NULL, "--group", MAKE_ONE | MAKE_ROSTER | MAKE_NEXT,
		"plans"},
	    {o->set.n > 0, "--set", ~(unsigned)MAKE_LIST, "what is made"},
	};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		if (v[i].given && !(v[i].with & make))
			return err_set(e, ERR_USAGE, "%s goes with %s",
			    v[i].name, v[i].where);
	return 0;
}

static int
check_names(struct app *app, enum make make)
{
	struct err *e = &app->err;
	size_t n = app->args.n;

	if (make == MAKE_NEXT || (make != MAKE_ONE && n == 0))
		return 0;
	if (make != MAKE_ONE) {
		err_set(e, ERR_USAGE, "%s has no place here", app->args.v[0]);
		return err_hint(e, "put quotes around texts with blanks");
	}
	if (n == 0) {
		err_set(e, ERR_USAGE, "whose plan? no name is given");
		return err_hint(e, "as in ilp-new 'Asha R.'");
	}
	if (n == 1)
		return 0;
	err_set(e, ERR_USAGE, "one plan has one name, here are %zu", n);
	return err_hint(e, "put quotes around it: ilp-new '%s %s'",
	    app->args.v[0], app->args.v[1]);
}

static int
run(struct app *app, const struct opts *o)
{
	enum make make;

	if (choose(&app->err, o, &make) != 0 ||
	    check_options(&app->err, o, make) != 0 ||
	    check_names(app, make) != 0)
		return -1;
	if (make == MAKE_LIST)
		return run_list(app);
	if (make & (MAKE_GOAL | MAKE_RESOURCE))
		return run_doc(app, o);
	return run_plans(app, o);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
