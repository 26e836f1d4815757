#include "cli/write.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/report.h"
#include "plan/message.h"
#include "repo/commit.h"
#include "repo/lock.h"
#include "repo/udiff.h"
#include "view/plan_json.h"
#include "view/safe.h"

/* ---- locking ---- */

static bool
commits(const struct app *app)
{
	return app->load.repo.has_git && app->load.settings.commit &&
	       !app->common.no_commit;
}

int
app_open_write(struct app *app)
{
	if (app_open(app) != 0)
		return -1;
	if (app->load.settings.format > ILP_FORMAT)
		return err_at(&app->err, "ilp.yml", 0, 0, "settings-newer",
		    "the settings have a format newer than this ilp writes");
	if (app->common.dry_run)
		return 0;
	if (app->load.repo.has_git && !app->common.no_commit &&
	    repo_state_check(&app->load.repo, &app->err) != 0)
		return -1;
	if (!commits(app))
		return 0;
	return repo_git(&app->load.repo, &app->err);
}

int
app_lock(struct app *app)
{
	if (app_open_write(app) != 0)
		return -1;
	if (app->common.dry_run)
		return 0;
	if (repo_lock(&app->load.repo, &app->err) != 0)
		return -1;
	caseload_forget(&app->load);
	return 0;
}

/* ---- writing ---- */

/* Whether hand edits go along in a file that is replaced. */
static int
by_hand(struct app *app, const struct write_file *v, size_t n, bool *out)
{
	*out = false;
	for (size_t i = 0; i < n; i++) {
		bool one = false;

		if (!v[i].fresh &&
		    repo_hand_edited(&app->load.repo, v[i].path, v[i].old,
			v[i].old_len, &one, &app->err) != 0)
			return -1;
		if (one)
			app_note(app,
			    "%s had edits by hand that were not committed; "
			    "they go along",
			    v[i].path);
		*out = *out || one;
	}
	return 0;
}

const char *
app_author(struct app *app, const struct plan *first, const char *by)
{
	const char *role;

	if (!app->load.settings.opaque_ids || !by)
		return by;
	if (first && plan_has_handle(first, by, &role))
		return role;
	return NULL;
}

static void
make_message(struct app *app, struct buf *out, const struct write_file *v,
    size_t n, const struct write_words *w, bool hand)
{
	struct message m = {.subject = w->subject,
	    .author = w->by,
	    .by_hand = hand,
	    .undo = w->undo};
	struct message_plan *plans =
	    arena_alloc(&app->arena, (n + 1) * sizeof *plans);
	struct message_file *files =
	    arena_alloc(&app->arena, (n + 1) * sizeof *files);

	for (size_t i = 0; i < n; i++)
		if (v[i].id)
			plans[m.n++] =
			    (struct message_plan){v[i].id, &v[i].changes};
		else
			files[m.nfiles++] = (struct message_file){
			    v[i].path, v[i].fresh  ? "added"
				       : v[i].data ? "changed"
						   : "removed"};
	m.v = plans;
	m.files = files;
	message_write(out, &m);
}

static int
print_diff(struct app *app, const struct write_file *v, size_t n)
{
	struct buf diff = BUF_INIT;
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++)
		r = udiff(&diff, v[i].path, v[i].old, v[i].old_len, v[i].data,
		    v[i].len, &app->err);
	/* A pipe gets what git apply takes, a terminal nothing raw. */
	if (app->out.tty)
		safe_text(&app->out.text, buf_str(&diff), diff.n, true);
	else
		buf_add(&app->out.text, buf_str(&diff), diff.n);
	buf_free(&diff);
	return r;
}

static void
print_done(
    struct app *app, const struct write_file *v, size_t n, const char *commit)
{
	struct done_file *d = arena_alloc(&app->arena, (n + 1) * sizeof *d);

	for (size_t i = 0; i < n; i++)
		d[i] = (struct done_file){v[i].path, v[i].id, &v[i].changes};
	done_json(&app->out.text, d, n, commit);
}

/* One line for the person at the terminal: what was done. */
static void
say_done(struct app *app, const char *message)
{
	if (app->common.verbose || (isatty(STDERR_FILENO) && !app->common.json))
		app_note(app, "%.*s", (int)strcspn(message, "\n"), message);
}

static int
write_out(struct app *app, const struct write_file *v, size_t n,
    const char *message, struct repo_written *done)
{
	struct repo_file *files = arena_alloc(&app->arena, n * sizeof *files);
	struct repo_commit c = {commits(app), message};

	for (size_t i = 0; i < n; i++)
		files[i] = (struct repo_file){v[i].path, v[i].old, v[i].old_len,
		    v[i].fresh, v[i].data, v[i].len};
	if (repo_write(&app->load.repo, files, n, &c, done, &app->err) != 0)
		return -1;
	if (done->note)
		app_warn(app, "%s", done->note);
	return 0;
}

int
app_write(struct app *app, const struct write_file *v, size_t n,
    const char *subject, const char *who)
{
	return app_write_as(
	    app, v, n, &(struct write_words){.subject = subject, .by = who});
}

int
app_write_as(struct app *app, const struct write_file *v, size_t n,
    const struct write_words *words)
{
	struct repo_written done = {"", false, NULL};
	struct buf message = BUF_INIT;
	bool hand = false;
	int r;

	if (app->common.dry_run && !app->common.json)
		return print_diff(app, v, n) == 0
			   ? out_page(&app->out, &app->err)
			   : -1;
	if (n == 0 || app->common.dry_run) {
		if (app->common.json)
			print_done(app, v, n, NULL);
		return 0;
	}
	if (commits(app) && by_hand(app, v, n, &hand) != 0)
		return -1;
	make_message(app, &message, v, n, words, hand);
	r = write_out(app, v, n, buf_str(&message), &done);
	if (r == 0) {
		/* Who takes back says more. */
		if (!words->undo.id)
			say_done(app, buf_str(&message));
		if (app->common.json)
			print_done(
			    app, v, n, done.commit[0] ? done.commit : NULL);
	}
	buf_free(&message);
	return r;
}

/* ---- edits ---- */

static void
tell_notes(struct app *app, const struct edit *ed)
{
	for (size_t i = 0; i < ed->notes.n; i++)
		app_note(app, "%s", ed->notes.v[i]);
}

/* Edits one plan into *f; f->data NULL where nothing changed. */
static int
edit_one(struct app *app, const struct plan *p, edit_fn *fn, void *ctx,
    struct write_file *f)
{
	struct edit ed;

	*f = (struct write_file){.path = p->path, .id = p->id};
	if (plan_writable(p, &app->err) != 0)
		return -1;
	edit_begin(&ed, &app->arena, &app->load.settings, app->load.today, p);
	if (fn(app, &ed, ctx) != 0)
		return -1;
	tell_notes(app, &ed);
	if (!edit_changed(&ed))
		return 0;
	edit_changes(&ed, &f->changes);
	f->old = p->doc.src;
	f->old_len = p->doc.len;
	f->data = ed.now->doc.src;
	f->len = ed.now->doc.len;
	return 0;
}

void
app_beside(struct app *app, const struct write_file *f)
{
	app->beside = arena_grow(&app->arena, app->beside, &app->beside_cap,
	    app->nbeside + 1, sizeof *app->beside);
	app->beside[app->nbeside++] = *f;
}

/* The plans that changed and what goes along with them, as one list. */
static struct write_file *
with_beside(struct app *app, const struct write_file *v, size_t *n)
{
	struct write_file *all =
	    arena_alloc(&app->arena, (*n + app->nbeside + 1) * sizeof *all);

	for (size_t i = 0; i < *n; i++)
		all[i] = v[i];
	for (size_t i = 0; i < app->nbeside; i++)
		all[(*n)++] = app->beside[i];
	return all;
}

int
app_edit(struct app *app, const struct strs *words, edit_fn *fn, void *ctx,
    const char *who)
{
	struct picks picks;
	const struct plan *first_plan;
	struct write_file *v;
	struct err first;
	size_t n = 0, bad = 0;

	if (app_lock(app) != 0 || app_pick(app, words, true, &picks) != 0)
		return -1;
	first_plan = picks.n ? caseload_plan(&app->load, picks.v[0]) : NULL;
	app->by = who;
	if (!who && app_by(app, first_plan, &app->by) != 0)
		return -1;
	v = arena_alloc(&app->arena, (picks.n + 1) * sizeof *v);
	for (size_t i = 0; i < picks.n; i++) {
		struct plan *p = caseload_plan(&app->load, picks.v[i]);

		if (edit_one(app, p, fn, ctx, &v[n]) == 0) {
			n += v[n].data != NULL;
			continue;
		}
		app_one_bad(app, &first, bad++);
	}
	if (bad) {
		app->err = first;
		return -1;
	}
	if (n == 0)
		app_note(app, "nothing to change: %s so already",
		    picks.n == 1 ? "it is" : "they are");
	if (n > 0)
		v = with_beside(app, v, &n);
	return app_write(app, v, n, NULL, app_author(app, first_plan, app->by));
}
