/* ilp-init - make a plan repository, or set up a clone of one */

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/write.h"
#include "plan/start.h"
#include "repo/clone.h"
#include "repo/gitcmd.h"
#include "repo/hooks.h"
#include "repo/lock.h"

#define ATTRIBUTES_MAX ((size_t)1024 * 1024)

struct opts {
	const char *name, *year, *ids;
	bool check, hooks;
};

static const struct opt table[] = {
    {0, "name", "NAME", "the school's name (default: the folder's)", OPT_TEXT,
	offsetof(struct opts, name)},
    {0, "year", "YEAR", "the school year (default: today's, July to June)",
	OPT_TEXT, offsetof(struct opts, year)},
    {0, "ids", "KIND", "slug, or opaque: no name reaches a path or a message",
	OPT_TEXT, offsetof(struct opts, ids)},
    {0, "check", NULL, "say what this clone lacks, change nothing", OPT_FLAG,
	offsetof(struct opts, check)},
    {0, "hooks", NULL, "also have git check plans before each commit", OPT_FLAG,
	offsetof(struct opts, hooks)},
    {0},
};

static const char *const usage[] = {
    "ilp-init [DIR] [--name NAME] [--year YEAR] [--ids slug|opaque] [--hooks]",
    "ilp-init --check [DIR]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-init",
    .about = "make a plan repository, or set up a clone of one",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES,
};

/* ---- the hook ---- */

/* A hook that is not ours stays; what to add to it is told. */
static int
hook_by_hand(struct app *app, const struct hook *h)
{
	if (h->state == HOOK_SHARED)
		app_warn(app,
		    "no hook was made, since core.hooksPath names a folder "
		    "for other repositories too: %s",
		    h->path);
	else
		app_warn(app, "%s is a hook of your own, and stays as it is",
		    h->path);
	app_note(app, "to have plans checked put this line into it: %s || exit",
	    h->command);
	app->status = ERR_ANSWER;
	return 0;
}

static int
set_hook(struct app *app)
{
	struct hook h;

	if (!app->load.repo.has_git) {
		app_warn(app, "without git there are no hooks");
		app->status = ERR_ANSWER;
		return 0;
	}
	if (hook_find(&h, &app->load.repo, &app->arena, &app->err) != 0)
		return -1;
	switch (h.state) {
	case HOOK_NONE:
		if (hook_make(&h, &app->arena, &app->err) != 0)
			return -1;
		app_note(app,
		    "git will check plans before each commit, by %s; git "
		    "commit --no-verify goes past it",
		    h.path);
		return 0;
	case HOOK_OURS:
		app_note(app, "the hook %s checks plans already", h.path);
		return 0;
	case HOOK_OFF:
		app_warn(app, "git ignores the hook %s: try chmod +x", h.path);
		app->status = ERR_ANSWER;
		return 0;
	case HOOK_ANOTHER:
	case HOOK_SHARED:
		break;
	}
	return hook_by_hand(app, &h);
}

/* A line for a hook of ours that is asked for, or that git ignores. */
static int
lacks_hook(struct app *app, bool asked, struct strs *out)
{
	struct hook h;

	if (!app->load.repo.has_git)
		return 0;
	if (hook_find(&h, &app->load.repo, &app->arena, &app->err) != 0)
		return -1;
	if (h.state == HOOK_OFF)
		strs_add(out, &app->arena,
		    arena_printf(&app->arena,
			"git ignores the hook %s: try chmod +x", h.path));
	else if (asked && h.state != HOOK_OURS)
		strs_add(out, &app->arena,
		    arena_printf(&app->arena,
			"the hook %s does not check plans: ilp-init --hooks "
			"says more",
			h.path));
	return 0;
}

/* ---- the clone ---- */

static int
read_attributes(struct app *app, char **src, size_t *len, bool *there)
{
	const struct folder *f = &app->load.repo.folder;
	int code = file_exists(f, ".gitattributes", &app->err);

	*src = arena_strdup(&app->arena, "");
	*len = 0;
	*there = code > 0;
	if (code <= 0)
		return code;
	return file_read(src, len, &app->arena, f, ".gitattributes",
	    ATTRIBUTES_MAX, &app->err);
}

/* A line for what the clone lacks and setting it up does not give it. */
static int
lacks_beside(struct app *app, struct strs *out)
{
	struct strs lines = {NULL, 0, 0};
	char *src;
	size_t len;
	bool there;

	if (read_attributes(app, &src, &len, &there) != 0)
		return -1;
	attributes_lacking(&lines, &app->arena, src, len);
	for (size_t i = 0; i < lines.n; i++)
		strs_add(out, &app->arena,
		    arena_printf(&app->arena,
			".gitattributes has no line \"%s\"", lines.v[i]));
	return 0;
}

static int
check_clone(struct app *app, bool hooks)
{
	struct strs keys = {NULL, 0, 0}, lines = {NULL, 0, 0};

	if (!app->load.repo.has_git)
		strs_add(&lines, &app->arena,
		    "there is no git repository: ilp-init makes it");
	else if (clone_lacking(&keys, &app->load.repo, &app->err) != 0)
		return -1;
	for (size_t i = 0; i < keys.n; i++)
		strs_add(&lines, &app->arena,
		    arena_printf(&app->arena,
			"the git setting %s is missing: ilp-init makes it",
			keys.v[i]));
	if (lacks_beside(app, &lines) != 0 ||
	    lacks_hook(app, hooks, &lines) != 0)
		return -1;
	for (size_t i = 0; i < lines.n; i++)
		buf_addf(&app->out.text, "%s\n", lines.v[i]);
	if (lines.n && !app->common.dry_run)
		app->status = ERR_ANSWER;
	return 0;
}

/* Plans that so far lived without git. */
static int
give_git(struct app *app)
{
	struct repo *r = &app->load.repo;
	const char *root = r->root;

	repo_close(r);
	app->opened = false;
	if (repo_init(root, &app->err) != 0 ||
	    repo_open(r, &app->arena, root, &app->err) != 0)
		return -1;
	app->opened = true;
	app_note(app, "git will keep the history of these plans once you have "
		      "committed them: git add, then git commit");
	return 0;
}

static int
set_up_clone(struct app *app, bool hooks)
{
	struct strs lines = {NULL, 0, 0};

	if (app->common.dry_run)
		return check_clone(app, hooks);
	if (!app->load.repo.has_git && give_git(app) != 0)
		return -1;
	if (clone_set(&app->load.repo, &app->err) != 0 ||
	    lacks_beside(app, &lines) != 0)
		return -1;
	for (size_t i = 0; i < lines.n; i++)
		app_warn(app, "%s", lines.v[i]);
	app_note(app, "this clone is set up");
	return hooks ? set_hook(app) : 0;
}

/* ---- a new repository ---- */

static int
check_values(struct app *app, const struct opts *o)
{
	if (strcmp(o->ids, "slug") == 0 || strcmp(o->ids, "opaque") == 0)
		return 0;
	err_set(&app->err, ERR_USAGE, "--ids: %s is neither slug nor opaque",
	    o->ids);
	return err_hint(&app->err,
	    "opaque ids keep names out of paths, messages and links");
}

/* The last part of a folder's path, "plans" where it has none. */
static const char *
folder_name(struct arena *a, const char *dir)
{
	char path[PATH_MAX], *s;

	s = arena_strdup(a, realpath(dir, path) ? path : dir);
	for (size_t n = strlen(s); n && s[n - 1] == '/'; n--)
		s[n - 1] = '\0';
	s = strrchr(s, '/') ? strrchr(s, '/') + 1 : s;
	return *s && strcmp(s, ".") != 0 ? s : "plans";
}

static int
make_folder(struct app *app, const char *dir)
{
	if (make_parents(arena_printf(&app->arena, "%s/ilp.yml", dir)) != 0)
		return err_sys(&app->err, "make", dir);
	return 0;
}

/*
 * Whether git can be asked, and knows who is typing: before anything is
 * made.  *git is false where there is none, which is told.
 */
static int
look_for_git(struct app *app, const char *dir, bool *git)
{
	const char *argv[] = {"git", "var", "GIT_AUTHOR_IDENT", NULL};
	struct stat st;
	struct err e;
	char *line;

	*git = gitcmd_line(&line, &app->arena, stat(dir, &st) == 0 ? dir : ".",
		   argv, &e) == 0;
	if (!*git) {
		app_warn(app, "%s: the plans will have no history", e.msg);
		return 0;
	}
	return line || app->common.no_commit ? 0 : repo_nobody(&app->err);
}

/* Opens the folder as if it were a plan repository, for app_write. */
static int
open_folder(struct app *app, const char *dir)
{
	struct caseload *c = &app->load;

	*c = (struct caseload){.a = &app->arena, .here = ""};
	settings_init(&c->settings, &app->arena);
	if (date_today(&c->today, &app->err) != 0 ||
	    repo_open_at(&c->repo, &app->arena, dir, &app->err) != 0)
		return -1;
	app->opened = true;
	return 0;
}

static int
write_start(struct app *app, const struct opts *o, const struct buf *settings)
{
	struct write_file v[2] = {{.path = "ilp.yml",
	    .fresh = true,
	    .data = buf_str(settings),
	    .len = settings->n}};
	struct buf b = BUF_INIT;
	char *src = NULL;
	size_t len = 0;
	bool there = false;
	int code;

	if (app->opened && read_attributes(app, &src, &len, &there) != 0)
		return -1;
	attributes_add(&b, src ? src : "", len);
	v[1] = (struct write_file){.path = ".gitattributes",
	    .old = there ? src : NULL,
	    .old_len = len,
	    .fresh = !there,
	    .data = buf_str(&b),
	    .len = b.n};
	code = app_write(app, v, there && b.n == len ? 1 : 2,
	    arena_printf(&app->arena, "start: %s", o->name), NULL);
	buf_free(&b);
	return code;
}

static int
make(struct app *app, const char *dir, const struct opts *o,
    const struct buf *settings)
{
	struct stat st;
	bool git;

	if (app->common.dry_run) {
		if (stat(dir, &st) == 0 && open_folder(app, dir) != 0)
			return -1;
		return write_start(app, o, settings);
	}
	if (look_for_git(app, dir, &git) != 0 || make_folder(app, dir) != 0 ||
	    open_folder(app, dir) != 0)
		return -1;
	if (git && !app->load.repo.has_git) {
		repo_close(&app->load.repo);
		app->opened = false;
		if (repo_init(dir, &app->err) != 0 ||
		    open_folder(app, dir) != 0)
			return -1;
	}
	if (app->load.repo.has_git && *app->load.repo.prefix)
		app_note(app, "%s keeps the history of these plans",
		    app->load.repo.worktree);
	if (app_lock(app) != 0 || write_start(app, o, settings) != 0)
		return -1;
	if (git && clone_set(&app->load.repo, &app->err) != 0)
		return -1;
	if (o->hooks && set_hook(app) != 0)
		return -1;
	buf_addf(&app->out.text, "%s/ilp.yml\n", dir);
	if (isatty(STDERR_FILENO))
		app_note(app,
		    "next: ilp-new 'NAME', or ilp-new --roster FILE.csv; "
		    "ilp help tour shows the rest");
	return 0;
}

static int
make_new(struct app *app, const char *dir, const struct opts *given)
{
	struct opts o = *given;
	struct buf settings = BUF_INIT;
	struct start start;
	int today, code = -1;

	if (date_today(&today, &app->err) != 0)
		return -1;
	o.name = o.name ? o.name : folder_name(&app->arena, dir);
	o.year = o.year ? o.year : school_year(&app->arena, today);
	o.ids = o.ids ? o.ids : "slug";
	if (check_values(app, &o) != 0)
		return -1;
	start = (struct start){o.name, o.year, o.ids};
	if (start_settings(&settings, &app->arena, &start, &app->err) == 0)
		code = make(app, dir, &o, &settings);
	buf_free(&settings);
	return code;
}

/* ---- which of them ---- */

/* The nearest folder that is there, from dir upwards. */
static const char *
nearest_there(struct arena *a, const char *dir)
{
	struct stat st;

	while (stat(dir, &st) != 0) {
		const char *slash = strrchr(dir, '/');

		if (!slash)
			return ".";
		dir = slash == dir
			  ? "/"
			  : arena_strndup(a, dir, (size_t)(slash - dir));
	}
	return dir;
}

/* Finds the plan repository around dir; *found false where there is none. */
static int
find_repo(struct app *app, const char *dir, bool *found)
{
	struct repo *r = &app->load.repo;

	app->load = (struct caseload){.a = &app->arena, .here = ""};
	*found = repo_open(r, &app->arena, nearest_there(&app->arena, dir),
		     &app->err) == 0;
	app->opened = *found;
	return *found || app->err.kind == ERR_USAGE ? 0 : -1;
}

static int
nested(struct app *app, const char *dir)
{
	err_set(&app->err, ERR_USAGE, "%s lies inside the plan repository %s",
	    dir, app->load.repo.root);
	return err_hint(&app->err,
	    "make it elsewhere; for one class or grade a folder below plans/ "
	    "is enough");
}

static int
run(struct app *app, const struct opts *o)
{
	const char *base = app->common.dir, *dir = base ? base : ".";
	char real[PATH_MAX];
	bool found;

	if (app->args.n > 1)
		return err_set(
		    &app->err, ERR_USAGE, "one folder at most can be named");
	if (app->args.n)
		dir = base && app->args.v[0][0] != '/'
			  ? arena_printf(
				&app->arena, "%s/%s", base, app->args.v[0])
			  : app->args.v[0];
	if (find_repo(app, dir, &found) != 0)
		return -1;
	if (!found && o->check)
		return repo_open(&app->load.repo, &app->arena,
		    nearest_there(&app->arena, dir), &app->err);
	if (!found)
		return make_new(app, dir, o);
	if (app->args.n &&
	    (!realpath(dir, real) || strcmp(real, app->load.repo.root) != 0))
		return nested(app, dir);
	if (o->name || o->year || o->ids) {
		err_set(&app->err, ERR_USAGE, "%s is a plan repository already",
		    app->load.repo.root);
		return err_hint(
		    &app->err, "its name, year and ids are changed in ilp.yml");
	}
	return o->check ? check_clone(app, o->hooks)
			: set_up_clone(app, o->hooks);
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
