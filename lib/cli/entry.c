#include "cli/entry.h"

#include <string.h>

#include "cli/editor.h"
#include "cli/entry_attrs.h"
#include "cli/text.h"
#include "cli/write.h"
#include "plan/id.h"
#include "text/fold.h"

/* What is the same for all plans of one command. */
struct job {
	enum section_kind section;
	const struct entry_opts *o;
	struct entry_given given;
	const char *date, *by;
	const char *text;    /* common to all plans */
	struct strs own;     /* plan id and its own text, in turn */
	const char *readers; /* who will see it */
};

/* ---- checking before an editor opens ---- */

/* A handle that nobody has: most likely a slip, and later hard to find. */
static void
note_stranger(struct app *app, const struct picks *picks, const char *handle)
{
	const char *role;

	for (size_t i = 0; i < picks->n; i++)
		if (plan_has_handle(
			caseload_plan(&app->load, picks->v[i]), handle, &role))
			return;
	if (!people_find(&app->load.people, handle))
		app_note(app,
		    "%s is a new handle: in no team here, and not in "
		    "people.yml",
		    handle);
}

static int
note_strangers(
    struct app *app, const struct job *job, const struct picks *picks)
{
	if (caseload_people(&app->load, &app->err) != 0)
		return -1;
	if (app->common.by)
		note_stranger(app, picks, job->by);
	for (size_t i = 0; i < job->o->with.n; i++)
		note_stranger(
		    app, picks, handle_fold(&app->arena, job->o->with.v[i]));
	return 0;
}

/* Every plan can be written and has the goals; all bad ones are named. */
static int
check_plans(struct app *app, const struct job *job, const struct picks *picks)
{
	struct err first;
	size_t bad = 0;

	for (size_t i = 0; i < picks->n; i++) {
		const struct plan *p = caseload_plan(&app->load, picks->v[i]);
		struct attr v[ENTRY_ATTRS_MAX];
		struct entry_attrs attrs = {v, 0};

		if (plan_writable(p, &app->err) != 0 ||
		    entry_attrs_of(&attrs, app, &job->given, p, false) != 0)
			app_one_bad(app, &first, bad++);
	}
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}

/* ---- the text ---- */

static const char *
marker(struct app *app, const char *id)
{
	return arena_printf(&app->arena,
	    "<!-- %s: the lines below go to this plan alone -->", id);
}

/* Room for each plan of a meeting below the common text. */
static const char *
meeting_template(struct app *app, const struct picks *picks)
{
	const char *t = "";

	for (size_t i = 0; picks->n > 1 && i < picks->n; i++)
		t = arena_printf(&app->arena, "%s\n\n%s", t,
		    marker(app, caseload_plan(&app->load, picks->v[i])->id));
	return *t ? arena_printf(&app->arena, "%s\n", t) : NULL;
}

/* Who will see it, in words: "staff, learner and family". */
static void
find_readers(struct app *app, struct job *job, const struct plan *p)
{
	enum audience a = settings_audience(&app->load.settings,
	    fold_heading(&app->arena, section_name(job->section)));
	enum audience goals = entry_goals_audience(app, job->o, p);

	if (job->o->audience)
		audience_parse(job->o->audience, &a);
	if (goals < a)
		a = goals;
	job->readers = audience_readers(a, &app->arena);
}

static const char *
notes_of(struct app *app, struct job *job, const struct picks *picks)
{
	const struct plan *p = caseload_plan(&app->load, picks->v[0]);

	find_readers(app, job, p);
	return arena_printf(&app->arena,
	    "%s, %s, by %s: %s%s\n%s can see this entry.\n"
	    "Without a text nothing is written.\n",
	    section_name(job->section), job->date,
	    people_name(&app->load.people, job->by),
	    p->learner ? p->learner : p->id, picks->n > 1 ? " and others" : "",
	    job->readers);
}

/*
 * Cuts the parts of single plans off the common text.  A text has the lines
 * that begin them all, in their order, or none (and none only where no
 * editor showed them): else words for one family would go to all.
 */
static int
split_text(struct app *app, struct job *job, const struct picks *picks,
    char *text, bool edited)
{
	size_t n = picks->n, found = 0;
	const char *lost = NULL;

	job->text = text;
	for (size_t i = n; n > 1 && i-- > 0;) {
		const char *id = caseload_plan(&app->load, picks->v[i])->id;
		const char *mark = marker(app, id);
		char *at = strstr(text, mark);

		if (!at || (at != text && at[-1] != '\n')) {
			lost = id;
			continue;
		}
		found++;
		strs_add(&job->own, &app->arena, id);
		strs_add(&job->own, &app->arena, at + strlen(mark));
		while (at > text && at[-1] == '\n')
			at--;
		*at = '\0';
	}
	if (!lost || (found == 0 && !edited))
		return 0;
	err_set(&app->err, ERR_INPUT,
	    "the line that begins the words for %s alone is gone or changed",
	    lost);
	return err_hint(&app->err,
	    "put the lines of all plans back as they were, in their order");
}

static const char *
text_for(struct app *app, const struct job *job, const char *id)
{
	for (size_t i = 0; i + 1 < job->own.n; i += 2) {
		const char *own = job->own.v[i + 1];

		if (strcmp(job->own.v[i], id) != 0)
			continue;
		own += strspn(own, "\n");
		if (!*own)
			break;
		return arena_printf(&app->arena, "%s%s%s", job->text,
		    *job->text ? "\n\n" : "", own);
	}
	return job->text;
}

/* ---- writing ---- */

static int
change(struct app *app, struct edit *ed, void *ctx)
{
	struct job *job = ctx;
	struct attr v[ENTRY_ATTRS_MAX];
	struct entry_attrs attrs = {v, 0};
	struct entry_new n = {
	    .section = job->section, .date = job->date, .by = job->by};

	if (entry_attrs_of(&attrs, app, &job->given, ed->now, true) != 0)
		return -1;
	n.attrs = attrs.v;
	n.nattrs = attrs.n;
	n.text = text_for(app, job, ed->now->id);
	if (edit_entry_add(ed, &n, &app->err) != 0)
		return -1;
	return 0;
}

/* The plans, the options and the people, before anything is typed. */
static int
prepare(struct app *app, struct job *job, const struct strs *words,
    struct picks *picks)
{
	if (job->o->edit && (job->o->m.n || job->o->file))
		return err_set(&app->err, ERR_USAGE,
		    "-e opens the editor, so -m and -F cannot go with it");
	if (job->o->file && strcmp(job->o->file, "-") == 0 &&
	    strs_find(words, "-") >= 0) {
		err_set(&app->err, ERR_USAGE,
		    "standard input cannot be both the plans and the text");
		return err_hint(&app->err, "give the text with -m or -F FILE");
	}
	if (app_open_write(app) != 0 || app_pick(app, words, true, picks) != 0)
		return -1;
	if (picks->n == 0)
		return err_set(&app->err, ERR_USAGE, "that names no plan");
	if (app_by(app, caseload_plan(&app->load, picks->v[0]), &job->by) ||
	    app_date(app, "date", app->common.date, DATE_PAST, &job->date) ||
	    entry_given_read(&job->given, app, job->o) != 0 ||
	    note_strangers(app, job, picks) != 0)
		return -1;
	if (strcmp(job->date, date_text(&app->arena, app->load.today)) > 0)
		app_note(app,
		    "%s is after today; the entry does not count until then",
		    job->date);
	return check_plans(app, job, picks);
}

int
entry_record(struct app *app, enum section_kind section,
    const struct strs *words, const struct entry_opts *o)
{
	struct job job = {.section = section, .o = o};
	struct text_source src = {.m = &o->m,
	    .file = o->file && strcmp(o->file, "-") != 0
			? app_file(app, o->file)
			: o->file,
	    .name = app->cmd->name,
	    .terminal = text_terminal()};
	bool given = o->m.n || o->file;
	bool edited = !given && (!o->text_optional || o->edit);
	struct picks picks;
	char *text = arena_strdup(&app->arena, ""), *whole;

	if (prepare(app, &job, words, &picks) != 0)
		return -1;
	src.template = meeting_template(app, &picks);
	src.notes = notes_of(app, &job, &picks);
	src.dir = app->load.repo.gitdir;
	if ((given || edited) &&
	    text_get(&text, &app->arena, &src, &app->err) != 0)
		return -1;
	whole = arena_strdup(&app->arena, text);
	if (split_text(app, &job, &picks, text, edited) == 0 &&
	    app_edit(app, words, change, &job, job.by) == 0) {
		if (job.readers && !app->common.dry_run)
			app_note(app, "%s can see this entry", job.readers);
		return 0;
	}
	if (edited)
		editor_rescue(&app->err, &app->arena, whole, strlen(whole),
		    app->cmd->name, src.dir);
	return -1;
}
