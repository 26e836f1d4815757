/* ilp-list - list plans, all or those that meet conditions */

#include <string.h>

#include "cli/app.h"
#include "plan/where.h"
#include "view/plan_json.h"
#include "view/safe.h"

struct opts {
	struct strs where;
	const char *format;
	bool path;
};

static const struct opt table[] = {
    {'w', "where", "KEY=VALUE",
	"only plans for which this holds; also != < > ~; may be repeated",
	OPT_LIST, offsetof(struct opts, where)},
    {0, "format", "FORMAT",
	"a line for each plan, as in '{id} {learner} {goal.title}'", OPT_TEXT,
	offsetof(struct opts, format)},
    {'p', "path", NULL, "print paths instead of ids", OPT_FLAG,
	offsetof(struct opts, path)},
    {0},
};

static const char *const usage[] = {
    "ilp-list [PLAN...] [--where KEY=VALUE]... [--format FORMAT | -p]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-list",
    .about = "list plans, all or those that meet conditions",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

/* One line of text, whatever the plan holds. */
static void
add_line(struct app *app, const char *s)
{
	s = str_line(&app->arena, s);
	safe_text(&app->out.text, s, strlen(s), false);
}

static void
add_values(struct app *app, const struct plan *p, const char *key)
{
	struct strs values = {NULL, 0, 0};

	plan_values(&values, &app->arena, p, key);
	for (size_t i = 0; i < values.n; i++) {
		if (i)
			buf_adds(&app->out.text, ", ");
		add_line(app, values.v[i]);
	}
}

/* "\t" and "\n" stand for themselves; any other character for itself. */
static char
escaped(char c)
{
	return c == 't' ? '\t' : c == 'n' ? '\n' : c;
}

static void
add_formatted(struct app *app, const struct plan *p, const char *format)
{
	for (const char *s = format; *s; s++) {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;

		if (end) {
			add_values(app, p,
			    arena_strndup(
				&app->arena, s + 1, (size_t)(end - s - 1)));
			s = end;
		} else if (*s == '\\' && s[1]) {
			buf_addc(&app->out.text, escaped(*++s));
		} else {
			buf_addc(&app->out.text, *s);
		}
	}
}

static void
print_plan(struct app *app, const struct opts *o, const struct plan *p)
{
	const char *name = o->path ? p->path : p->id;

	if (o->format)
		add_formatted(app, p, o->format);
	else if (app->common.null || !app->out.tty)
		buf_adds(&app->out.text, name);
	else
		add_line(app, name);
	buf_addc(&app->out.text, app->common.null ? '\0' : '\n');
}

static int
read_where(struct app *app, const struct opts *o, struct where *w)
{
	if (o->format && (o->path || app->common.json))
		return err_set(&app->err, ERR_USAGE,
		    "--format stands alone, without %s",
		    o->path ? "-p" : "--json");
	for (size_t i = 0; i < o->where.n; i++)
		if (where_parse(&w[i], &app->arena, o->where.v[i],
			app->load.today, &app->err) != 0)
			return -1;
	return 0;
}

/* Keeps the picks that meet all conditions. */
static void
filter(struct app *app, const struct where *w, size_t n, struct picks *picks)
{
	size_t kept = 0;

	for (size_t i = 0; i < picks->n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks->v[i]);
		bool all = true;

		for (size_t k = 0; k < n && all; k++)
			all = where_match(&w[k], p, &app->arena);
		if (all)
			picks->v[kept++] = picks->v[i];
	}
	picks->n = kept;
}

static int
run(struct app *app, const struct opts *o)
{
	struct where *w =
	    arena_alloc(&app->arena, (o->where.n + 1) * sizeof *w);
	struct picks picks = {NULL, 0, 0};
	json_t *doc;

	if (app_open(app) != 0 || read_where(app, o, w) != 0 ||
	    app_pick(app, &app->args, false, &picks) != 0)
		return -1;
	app_report_broken(app, &picks);
	filter(app, w, o->where.n, &picks);
	doc = plan_list_json();
	for (size_t i = 0; i < picks.n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks.v[i]);

		if (app->common.json)
			plan_list_add(doc, p);
		else
			print_plan(app, o, p);
	}
	if (app->common.json)
		json_finish(&app->out.text, doc);
	else
		json_decref(doc);
	return app->common.null ? 0 : out_page(&app->out, &app->err);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
