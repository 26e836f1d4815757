/* ilp-diff - show what changed in plans between two days or revisions */

#include <string.h>
#include <strings.h>

#include "cli/app.h"
#include "cli/point.h"
#include "cli/report.h"
#include "track/twins.h"
#include "view/diff_view.h"

struct opts {
	const char *from, *to, *since;
	bool summary, exit_code;
};

#define O(member) offsetof(struct opts, member)

static const struct opt table[] = {
    {0, "from", "X", "from the end of this day, or from this revision",
	OPT_TEXT, O(from)},
    {0, "to", "X",
	"to the end of this day, to this revision or to worktree, the files "
	"as they are (default)",
	OPT_TEXT, O(to)},
    {0, "since", "X",
	"from the start of this day, or from \"last check-in\" (default)",
	OPT_TEXT, O(since)},
    {0, "summary", NULL, "only a line a plan", OPT_FLAG, O(summary)},
    {0, "exit-code", NULL, "exit 1 if something changed", OPT_FLAG,
	O(exit_code)},
    {0},
};

static const char *const usage[] = {
    "ilp-diff [PLAN...] [--from X | --since X] [--to X]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-diff",
    .about = "show what changed in plans between two days or revisions",
    .usage = usage,
    .opts = table,
    .uses = APP_JSON | APP_PICKS,
};

struct job {
	struct app *app;
	const struct opts *o;
	struct point from; /* none: of each plan its last check-in */
	struct point to;   /* none: the files as they are */
	struct between between;
	struct between_how how;
	struct picks picks;
	struct strs gone; /* ids and paths that only the past has */
};

/* ---- what is asked for ---- */

static bool
is_checkin(const char *text)
{
	return strcasecmp(text, "last check-in") == 0 ||
	       strcasecmp(text, "last checkin") == 0;
}

static int
read_from(struct job *j)
{
	const struct opts *o = j->o;
	const char *text = o->from ? o->from : o->since;

	if (o->from && o->since)
		return err_set(&j->app->err, ERR_USAGE,
		    "--from and --since cannot both be given");
	if (!text || is_checkin(text))
		return 0;
	if (point_read(&j->from, j->app, o->from ? "from" : "since", text) != 0)
		return -1;
	if (o->since && j->from.kind == POINT_DAY)
		j->from.stand.day--;
	return 0;
}

static int
read_points(struct job *j)
{
	struct app *app = j->app;
	const struct point *from = &j->from, *to = &j->to;

	if (read_from(j) != 0)
		return -1;
	if (j->o->to && strcmp(j->o->to, "worktree") != 0 &&
	    point_read(&j->to, app, "to", j->o->to) != 0)
		return -1;
	if (from->kind == POINT_DAY && to->kind == POINT_DAY &&
	    from->stand.day > to->stand.day) {
		err_set(
		    &app->err, ERR_USAGE, "--%s is later than --to", from->opt);
		return err_hint(&app->err, "put the earlier day first");
	}
	return 0;
}

/* ---- the states ---- */

/* The files, or of a bare repository the newest commit. */
static int
find_newest(struct job *j)
{
	struct caseload *c = &j->app->load;

	j->to.stand = stand_of_folder(c->today);
	if (!c->snap)
		return 0;
	if (stand_of_rev(
		&j->to.stand, &c->repo, c->snap->commit, &j->app->err) != 0)
		return -1;
	j->to.stand.day = c->today;
	return 0;
}

/* The plans of `to` in the place of those in the folder. */
static int
open_newer(struct job *j)
{
	struct app *app = j->app;

	between_end(&j->between);
	j->how.tip = j->to.stand.rev;
	if (app_open_at(app, j->to.stand.rev) != 0)
		return -1;
	return between_begin(&j->between, &app->arena, &app->load, &app->err);
}

static int
find_stands(struct job *j)
{
	struct app *app = j->app;
	struct point *const points[] = {&j->from, &j->to};

	if (between_begin(&j->between, &app->arena, &app->load, &app->err) !=
		0 ||
	    points_find(points, 2, app) != 0)
		return -1;
	if (j->to.kind == POINT_NONE && find_newest(j) != 0)
		return -1;
	if (j->from.kind == POINT_NONE && !j->to.stand.folder &&
	    j->to.stand.rev)
		return open_newer(j);
	return 0;
}

/* ---- which plans ---- */

static bool
path_in_word(const struct app *app, const char *path, const char *word)
{
	const struct plan p = {.path = path};
	const char *here = app->load.here;
	size_t n;

	if (strcmp(word, "@all") == 0)
		return true;
	if (*word == '@')
		return plan_in_group(&p, word + 1);
	if (strcmp(word, ".") != 0 || !here)
		return false;
	n = strlen(here);
	return n == 0 || (strncmp(path, here, n) == 0 && path[n] == '/');
}

/* Whether a plan that went counts. */
static bool
is_gone(void *ctx, const char *path)
{
	const struct job *j = ctx;
	const struct app *app = j->app;
	const struct plan p = {.path = path};
	bool named = app->args.n == 0 && path_in_word(app, path, ".");

	for (size_t i = 0; !named && i < app->args.n; i++)
		named = path_in_word(app, path, app->args.v[i]);
	for (size_t i = 0; !named && i < j->gone.n; i++)
		named =
		    str_eq(path, j->gone.v[i]) || same_stem(path, j->gone.v[i]);
	return named &&
	       (!app->common.group || plan_in_group(&p, app->common.group));
}

static bool
is_file(const struct caseload *c, const char *word)
{
	for (size_t i = 0; i < c->files.n; i++)
		if (str_eq(c->files.v[i].path, word) ||
		    same_stem(c->files.v[i].path, word))
			return true;
	return false;
}

/* Words that name a plan of the past alone go to j->gone. */
static int
split_words(struct job *j, struct strs *words)
{
	struct app *app = j->app;
	const char *const revs[2] = {j->from.stand.rev, j->to.stand.rev};
	struct listing l[2] = {{.cap = 0}, {.cap = 0}};

	for (int i = 0; i < 2; i++) {
		struct objid id = {{0}};

		if (revs[i])
			objid_parse(&id, revs[i]);
		if (listing_read(&l[i], &app->arena, &app->load.repo,
			j->between.store, &id, &app->err) != 0)
			return -1;
	}
	for (size_t i = 0; i < app->args.n; i++) {
		const char *w = app->args.v[i];
		bool past = !word_is_group(w) && !is_file(&app->load, w) &&
			    (listing_find(&l[0], w) >= 0 ||
				listing_find(&l[1], w) >= 0);

		strs_add(past ? &j->gone : words, &app->arena, w);
	}
	return 0;
}

static int
pick_plans(struct job *j)
{
	struct app *app = j->app;
	struct caseload *c = &app->load;
	struct strs words = {NULL, 0, 0};

	j->how.picks = &j->picks;
	if (j->from.kind == POINT_NONE) {
		c->visit = between_visit;
		c->visit_ctx = &j->to.stand.day;
		return app_pick(app, &app->args, false, &j->picks);
	}
	j->how.from = &j->from.stand;
	j->how.gone = is_gone;
	j->how.ctx = j;
	if (app_wants_all(app)) {
		j->how.picks = NULL;
		return 0;
	}
	if (caseload_list(c, &app->err) != 0 || split_words(j, &words) != 0)
		return -1;
	if (words.n == 0 && app->args.n)
		return 0;
	return app_pick(app, &words, false, &j->picks);
}

/* ---- what is told ---- */

static void
tell_nothing(struct job *j)
{
	const char *from = j->from.text;

	if (j->from.kind == POINT_DAY)
		from = date_text(&j->app->arena, j->from.stand.day);
	if (j->from.kind == POINT_NONE)
		from = j->picks.n == 1
			   ? since_words(&j->app->arena, j->between.origins)
			   : "the last check-ins";
	if (j->to.stand.folder)
		app_note(j->app, "nothing changed since %s", from);
	else
		app_note(j->app, "nothing changed from %s to %s", from,
		    j->to.text ? j->to.text : "HEAD");
}

static void
tell_gaps(struct job *j)
{
	struct app *app = j->app;

	for (size_t i = 0; i < j->between.n; i++) {
		const struct diag *gap = j->between.v[i].gap;

		if (!gap)
			continue;
		report_diag(stderr, app->cmd->name, gap, app->out.err_color);
		app->status = ERR_INPUT;
	}
}

/* Where a shallow clone ends, if a plan's last check-in is older. */
static void
tell_cut(struct job *j)
{
	const struct origin *o = j->between.origins;

	for (size_t i = 0; !j->how.from && i < j->picks.n; i++)
		if (o[i].since == SINCE_CUT) {
			app_warn(j->app,
			    "history is cut off at %s: this clone is shallow "
			    "(git fetch --unshallow brings the rest)",
			    date_text(&j->app->arena, o[i].stand.day));
			return;
		}
}

static int
print(struct job *j)
{
	struct app *app = j->app;
	bool each = j->from.kind == POINT_NONE;
	struct diff_show how = {&app->load.people, app->load.today, each,
	    j->o->summary, app->out.width, app->out.color};

	tell_gaps(j);
	tell_cut(j);
	if (j->between.n && !app->status &&
	    (j->o->exit_code || app->common.quiet))
		app->status = ERR_ANSWER;
	if (app->common.quiet)
		return 0;
	if (app->common.json) {
		json_finish(&app->out.text,
		    diff_json(&j->between, each ? NULL : &j->from.stand,
			&j->to.stand));
		return 0;
	}
	if (j->between.n == 0)
		tell_nothing(j);
	diff_text(&app->out.text, &app->arena, &j->between, &how);
	return out_page(&app->out, &app->err);
}

static int
compare(struct job *j)
{
	struct app *app = j->app;

	if (find_stands(j) != 0)
		return -1;
	j->how.to = &j->to.stand;
	if (pick_plans(j) != 0 ||
	    between_read(&j->between, &j->how, &app->err) != 0 ||
	    caseload_people(&app->load, &app->err) != 0)
		return -1;
	return print(j);
}

static int
run(struct app *app, const struct opts *o)
{
	struct job j = {.app = app, .o = o};
	int r;

	if (app_open_any(app) != 0 || read_points(&j) != 0)
		return -1;
	r = compare(&j);
	between_end(&j.between);
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
