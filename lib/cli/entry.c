#include "cli/entry.h"

#include <string.h>

#include "base/buf.h"
#include "cli/editor.h"
#include "cli/text.h"
#include "cli/write.h"
#include "plan/id.h"
#include "text/fold.h"

/* What is the same for all plans of one command. */
struct job {
	enum section_kind section;
	const struct entry_opts *o;
	const char *date, *by, *next, *with;
	const char *text;    /* common to all plans */
	struct strs own;     /* plan id and its own text, in turn */
	const char *readers; /* who will see it */
};

/* ---- attributes ---- */

void
entry_put(struct entry_attrs *l, const char *key, const char *value)
{
	if (value)
		l->v[l->n++] = (struct attr){key, value, 0};
}

/* The goal of that plan that "GOAL" or "GOAL=READING" of -g names, or NULL. */
static const struct goal *
goal_named(struct app *app, const struct plan *p, const char *word)
{
	const char *name = arena_strndup(&app->arena, word, strcspn(word, "="));
	const char *id;

	if (goal_pick(&id, p, name, &app->arena, &app->err) != 0)
		return NULL;
	return plan_goal(p, id);
}

/* "id" or "id:reading" for a word of -g. */
static int
goal_word(
    struct app *app, const struct goal *g, const char *word, const char **out)
{
	const char *eq = strchr(word, '=');
	double v;

	*out = g->id;
	if (!eq)
		return 0;
	if (!eq[1]) {
		err_set(&app->err, ERR_USAGE, "-g %s gives no reading", word);
		return err_hint(&app->err, "write -g %s without the =", g->id);
	}
	if (!goal_value(g, &app->load.settings, eq + 1, &v) ||
	    strpbrk(eq + 1, ",:")) {
		const struct scale *scale =
		    g->scale ? settings_scale(&app->load.settings, g->scale)
			     : NULL;

		err_at(&app->err, NULL, 0, 0, "entry-reading",
		    "%s is no reading of the goal %s", eq + 1, g->id);
		return scale ? err_hint(&app->err, "use %s",
				   scale_words(scale, &app->arena))
			     : err_hint(&app->err,
				   "write a number, as in -g %s=3", g->id);
	}
	*out = arena_printf(&app->arena, "%s:%s", g->id, eq + 1);
	return 0;
}

static int
goal_words_of(struct app *app, const struct plan *p, const struct strs *goals,
    const char **out)
{
	const char *all = NULL, *one;
	struct strs ids = {NULL, 0, 0};

	for (size_t i = 0; i < goals->n; i++) {
		const struct goal *g = goal_named(app, p, goals->v[i]);

		if (!g || goal_word(app, g, goals->v[i], &one) != 0)
			return -1;
		if (strs_find(&ids, g->id) >= 0)
			return err_set(&app->err, ERR_USAGE,
			    "-g names the goal %s twice", g->id);
		strs_add(&ids, &app->arena, g->id);
		all = all ? arena_printf(&app->arena, "%s,%s", all, one) : one;
	}
	*out = all;
	return 0;
}

/* "id:word,id:word" for the words GOAL=WORD of --result. */
static int
results_of(struct app *app, const struct plan *p, const struct strs *results,
    const char **out)
{
	const char *all = NULL;

	for (size_t i = 0; i < results->n; i++) {
		const char *word = results->v[i], *eq = strchr(word, '=');
		const struct goal *g = eq ? goal_named(app, p, word) : NULL;

		if (!eq || !eq[1] || eq[1 + strcspn(eq + 1, ",: \t")]) {
			err_set(&app->err, ERR_USAGE,
			    "--result %s is not of the form GOAL=WORD", word);
			return err_hint(&app->err, "as in --result %.*s=partly",
			    (int)strcspn(word, "="), word);
		}
		if (!g)
			return -1;
		all = arena_printf(&app->arena, "%s%s%s:%s", all ? all : "",
		    all ? "," : "", g->id, eq + 1);
	}
	*out = all;
	return 0;
}

/* The entry's attributes for one plan. */
static int
attrs_of(struct app *app, const struct job *job, const struct plan *p,
    bool writing, struct entry_attrs *l)
{
	const struct entry_opts *o = job->o;
	const char *goals = NULL, *results = NULL;

	if (goal_words_of(app, p, &o->goals, &goals) != 0 ||
	    results_of(app, p, &o->results, &results) != 0)
		return -1;
	entry_put(l, "role", o->role);
	entry_put(l, "with", job->with);
	entry_put(l, "next", job->next);
	entry_put(l, "goal", goals);
	entry_put(l, "kind", o->kind);
	entry_put(l, "result", results);
	entry_put(l, "support", o->support);
	entry_put(l, "medium", o->medium);
	entry_put(l, "link", o->link);
	entry_put(l, "prompt", o->prompt);
	entry_put(l, "minutes", o->minutes);
	entry_put(l, "audience", o->audience);
	return o->more ? o->more(app, p, writing, l, o->more_ctx) : 0;
}

/* ---- checking before an editor opens ---- */

static int
check_with(struct app *app, struct job *job)
{
	for (size_t i = 0; i < job->o->with.n; i++) {
		const char *h = job->o->with.v[i];

		if (!handle_valid(h)) {
			err_set(
			    &app->err, ERR_USAGE, "--with: %s is no handle", h);
			return err_hint(&app->err,
			    "give one handle after each --with, as in "
			    "--with asha.r");
		}
		h = handle_fold(&app->arena, h);
		job->with =
		    job->with ? arena_printf(&app->arena, "%s,%s", job->with, h)
			      : h;
	}
	return 0;
}

static int
check_opts(struct app *app, struct job *job)
{
	const struct entry_opts *o = job->o;
	enum audience a;
	double minutes;

	if (o->minutes && (!number_parse(o->minutes, &minutes) || minutes < 0))
		return err_at(&app->err, NULL, 0, 0, "entry-number",
		    "--minutes: %s is no number of minutes", o->minutes);
	if (o->audience && !audience_parse(o->audience, &a)) {
		err_at(&app->err, NULL, 0, 0, "audience",
		    "--audience: %s is no audience", o->audience);
		return err_hint(
		    &app->err, "use staff, learner, family, school or public");
	}
	if (o->next &&
	    app_date(app, "next", o->next, DATE_FUTURE, &job->next) != 0)
		return -1;
	return check_with(app, job);
}

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
		    attrs_of(app, job, p, false, &attrs) != 0)
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

/* An entry is hidden where all of its goals are: the widest of these. */
static enum audience
goals_audience(struct app *app, const struct job *job, const struct plan *p)
{
	enum audience widest =
	    job->o->goals.n ? AUDIENCE_STAFF : AUDIENCE_PUBLIC;

	for (size_t i = 0; i < job->o->goals.n; i++) {
		const struct goal *g = goal_named(app, p, job->o->goals.v[i]);

		if (g && g->audience > widest)
			widest = g->audience;
	}
	return widest;
}

/* Who will see it, in words: "staff, learner and family". */
static void
find_readers(struct app *app, struct job *job, const struct plan *p)
{
	enum audience a = settings_audience(&app->load.settings,
	    fold_heading(&app->arena, section_name(job->section)));
	enum audience goals = goals_audience(app, job, p);
	const char *who = "staff";

	if (job->o->audience)
		audience_parse(job->o->audience, &a);
	if (goals < a)
		a = goals;
	for (int i = AUDIENCE_LEARNER; i <= (int)a; i++)
		who = arena_printf(&app->arena, "%s%s%s", who,
		    i == (int)a ? " and " : ", ",
		    audience_word((enum audience)i));
	job->readers = a == AUDIENCE_PUBLIC ? "everybody" : who;
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

	if (attrs_of(app, job, ed->now, true, &attrs) != 0)
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
	    check_opts(app, job) != 0 || note_strangers(app, job, picks) != 0)
		return -1;
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
	bool given = o->m.n || o->file, edited = !given && !o->text_optional;
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
