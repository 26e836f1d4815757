/* ilp-undo - take back the last thing you did with these commands */

#include <string.h>

#include "cli/write.h"
#include "track/mine.h"
#include "track/undo_commit.h"
#include "view/json.h"
#include "view/table.h"

#define LIST_MAX    10
#define SUBJECT_MAX 100 /* bytes of the subject that is repeated */

struct opts {
	bool list, redo;
};

static const struct opt table[] = {
    {0, "list", NULL, "list the last ten that could be undone, undo nothing",
	OPT_FLAG, offsetof(struct opts, list)},
    {0, "redo", NULL, "take the last undo back", OPT_FLAG,
	offsetof(struct opts, redo)},
    {0},
};

static const char *const usage[] = {
    "ilp-undo [-n] [PLAN]",
    "ilp-undo [-n] --redo",
    "ilp-undo --list [PLAN]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-undo",
    .about = "take back the last thing you did with these commands",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_JSON,
};

/* ---- which commit ---- */

/* What this run is about. */
struct job {
	struct app *app;
	const struct opts *o;
	const char *plan; /* its id; NULL: everything */
	struct mine *mine;
	size_t n;
	bool part; /* only the plan's part of a commit of several */
};

static int
open_history(struct app *app)
{
	struct repo *r = &app->load.repo;

	if (app_open(app) != 0)
		return -1;
	if (r->has_git)
		return repo_git(r, &app->err);
	err_set(&app->err, ERR_WORLD,
	    "there is no history to undo from, for no git keeps one");
	return err_hint(
	    &app->err, "ilp-init makes a git repository for the time to come");
}

static int
pick_plan(struct job *j)
{
	struct app *app = j->app;
	struct picks picks;

	if (app->args.n == 0)
		return 0;
	if (app_pick(app, &app->args, true, &picks) != 0)
		return -1;
	if (picks.n != 1)
		return err_set(&app->err, ERR_USAGE,
		    "%s is %zu plans; name one, or none for everything",
		    app->args.v[0], picks.n);
	j->plan = undo_plan_of(&app->arena, app->load.files.v[picks.v[0]].path);
	return 0;
}

static int
nothing_found(struct job *j, bool cut)
{
	struct err *e = &j->app->err;

	err_set(e, ERR_ANSWER, "there is nothing of yours to %s%s%s",
	    j->o->redo ? "do again" : "undo", j->plan ? " in " : "",
	    j->plan ? j->plan : "");
	if (cut)
		return err_hint(e,
		    "this clone is shallow, older commits are not in it: git "
		    "fetch --unshallow");
	return err_hint(e,
	    "only what you did with ilp commands counts, by the e-mail "
	    "address that git knows of you");
}

static int
find_mine(struct job *j, size_t max)
{
	struct app *app = j->app;
	struct mine_how how = {.plan = j->plan, .redo = j->o->redo, .max = max};
	const char *name;
	bool cut;

	if (repo_identity(&app->load.repo, &name, &how.email, &app->err) != 0 ||
	    mine_find(
		&j->mine, &j->n, &cut, &app->load.repo, &how, &app->err) != 0)
		return -1;
	if (j->n == 0 && !j->o->list)
		return nothing_found(j, cut);
	j->part = j->n && j->plan && j->mine[0].told.plans > 1;
	return 0;
}

/* ---- the files ---- */

static struct write_file
to_write(const struct undo_file *f)
{
	return (struct write_file){.path = f->path,
	    .id = f->id,
	    .old = f->now.p,
	    .old_len = f->now.n,
	    .fresh = !f->now.p,
	    .data = f->back.p,
	    .len = f->back.n,
	    .changes = f->changes};
}

/* ---- telling ---- */

/* The subject of what is taken back, not longer than a subject should be. */
static const char *
short_subject(struct job *j)
{
	struct arena *a = &j->app->arena;
	const char *s = j->mine->subject;
	size_t n;

	if (j->o->redo && str_starts(s, "undo: "))
		s += strlen("undo: ");
	if (strlen(s) <= SUBJECT_MAX)
		return s;
	for (n = SUBJECT_MAX; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80;)
		n--;
	return arena_printf(a, "%.*s ...", (int)n, s);
}

static struct write_words
words_for(struct job *j)
{
	struct app *app = j->app;
	struct arena *a = &app->arena;
	const char *me = NULL,
		   *s = arena_printf(a, "%s: %s", j->o->redo ? "redo" : "undo",
		       short_subject(j));

	if (app_me(app, NULL, &me) != 0)
		me = NULL;
	if (j->part)
		s = arena_printf(a, "%s (only %s)", s, j->plan);
	return (struct write_words){s, app_author(app, NULL, me),
	    {j->mine->c.id, j->part ? j->plan : NULL, j->o->redo}};
}

static int
write_back(struct job *j, const struct undo_file *f, size_t n)
{
	struct app *app = j->app;
	struct write_file *v = arena_alloc(&app->arena, (n + 1) * sizeof *v);
	struct write_words words = words_for(j);
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		v[k++] = to_write(&f[i]);
	if (app_write_as(app, v, k, &words) != 0)
		return -1;
	if (!app->common.dry_run)
		app_note(app, "%s%s%s: %s (%s %s, %.7s)",
		    j->o->redo ? "done again" : "taken back",
		    j->part ? " in " : "", j->part ? j->plan : "",
		    short_subject(j), j->o->redo ? "undone" : "of",
		    undo_when(&app->arena, &j->mine->c), j->mine->c.id);
	return 0;
}

/* Every file that cannot be taken back is told. */
static int
run_undo(struct job *j)
{
	struct app *app = j->app;
	struct undone u = {.n = 0};
	struct err first;

	if (undo_commit(&u, &app->load, j->mine, j->part ? j->plan : NULL,
		&app->err) != 0)
		return -1;
	for (size_t i = 0; i < u.nbad; i++) {
		app->err = u.bad[i];
		app_one_bad(app, &first, i);
	}
	if (u.nbad) {
		app->err = first;
		return -1;
	}
	return write_back(j, u.v, u.n);
}

static int
run_list(struct job *j)
{
	static const struct table_col cols[] = {
	    {"WHEN", false, false, TABLE_DIM},
	    {"COMMIT", false, false, TABLE_DIM},
	    {"WHAT", false, true, TABLE_PLAIN},
	};
	struct app *app = j->app;
	json_t *doc = json_doc("undo-list"), *list = json_array();
	struct table t;

	table_init(&t, &app->arena, cols, 3);
	for (size_t i = 0; i < j->n; i++) {
		const struct mine *m = &j->mine[i];
		const char *when = undo_when(&app->arena, &m->c);
		json_t *o = json_object();

		table_row(&t,
		    (const char *const[]){when,
			arena_strndup(&app->arena, m->c.id, 7), m->subject});
		json_put_text(o, "commit", m->c.id);
		json_put_text(o, "at", when);
		json_put_text(o, "subject", m->subject);
		json_add(list, o);
	}
	json_put(doc, "commits", list);
	if (app->common.json) {
		json_finish(&app->out.text, doc);
		return 0;
	}
	json_decref(doc);
	return table_print(
	    &app->out.text, &t, app->out.width, app->out.color, &app->err);
}

static int
check_usage(struct app *app, const struct opts *o)
{
	if (app->args.n > 1)
		return err_set(&app->err, ERR_USAGE,
		    "one plan at most can be named, here are %zu", app->args.n);
	if (o->redo && (app->args.n || o->list))
		return err_set(&app->err, ERR_USAGE, "--redo stands alone");
	return 0;
}

static int
run(struct app *app, const struct opts *o)
{
	struct job j = {.app = app, .o = o};

	if (check_usage(app, o) != 0 || open_history(app) != 0)
		return -1;
	if (!o->list && app_lock(app) != 0)
		return -1;
	if (pick_plan(&j) != 0 || find_mine(&j, o->list ? LIST_MAX : 1) != 0)
		return -1;
	return o->list ? run_list(&j) : run_undo(&j);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
