/* ilp-sign - sign this version of a plan */

#include <string.h>

#include "cli/entry.h"
#include "cli/version.h"
#include "cli/write.h"
#include "repo/blobs.h"
#include "track/signed.h"

struct opts {
	struct entry_opts entry;
	const char *role, *kind;
};

static const struct opt table[] = {
    {0, "role", "ROLE", "in which role (default: yours in the team)", OPT_TEXT,
	offsetof(struct opts, role)},
    {0, "kind", "KIND", "agree (the default), amend or decline", OPT_TEXT,
	offsetof(struct opts, kind)},
    ENTRY_OPT_MESSAGE,
    ENTRY_OPT_TEXT("file"),
    ENTRY_OPT_EDIT,
    ENTRY_OPT_AUDIENCE,
    {0},
};

static const char *const usage[] = {
    "ilp-sign [-n] PLAN... [--role ROLE] [--kind agree|amend|decline]",
    "         [-m TEXT | -F FILE | -e]",
    NULL,
};

static const struct cmd cmd = {
    .name = "ilp-sign",
    .about = "sign this version of a plan",
    .usage = usage,
    .opts = table,
    .uses = APP_WRITES | APP_BY | APP_PICKS | APP_JSON,
};

/* One plan, as it was looked at before anything is asked or written. */
struct one {
	const struct plan *plan;
	const char *role;
	const char *of; /* id of its version; NULL: git has none */
	bool signed_so; /* by the same person, and nothing changed since */
};

struct job {
	const struct opts *o;
	const char *kind, *by;
	struct one *v;
	size_t n;
};

/* ---- the role ---- */

/* "learner, family": roles of the team, and those that the school asks. */
static const char *
roles_of(struct app *app, const struct plan *p)
{
	const struct strs *sign = &app->load.settings.sign;
	const char *all = NULL;

	for (size_t i = 0; i < p->nteam; i++)
		all = arena_printf(&app->arena, "%s%s%s", all ? all : "",
		    all ? ", " : "", p->team[i].name);
	for (size_t i = 0; i < sign->n; i++)
		if (!plan_role(p, sign->v[i]))
			all = arena_printf(&app->arena, "%s%s%s",
			    all ? all : "", all ? ", " : "", sign->v[i]);
	return all;
}

static int
no_role(struct app *app, const struct plan *p)
{
	const char *all = roles_of(app, p);

	return all ? err_hint(&app->err, "--role is one of %s", all)
		   : err_hint(&app->err,
			 "give the plan a team first, as in ilp-set %s "
			 "team.family=HANDLE",
			 p->id);
}

/* The one role of the team that the handle stands in. */
static int
own_role(
    struct app *app, const struct plan *p, const char *by, const char **out)
{
	const char *own = "";
	size_t n = 0;

	for (size_t i = 0; i < p->nteam; i++)
		if (strs_find(&p->team[i].handles, by) >= 0) {
			*out = p->team[i].name;
			own = arena_printf(
			    &app->arena, "%s%s%s", own, n++ ? ", " : "", *out);
		}
	if (n == 1)
		return 0;
	if (n == 0) {
		err_set(&app->err, ERR_USAGE, "%s is not in the team of %s", by,
		    p->id);
		return no_role(app, p);
	}
	err_set(&app->err, ERR_USAGE, "%s has several roles in the team of %s",
	    by, p->id);
	return err_hint(&app->err, "--role is one of %s", own);
}

static int
find_role(struct app *app, const struct job *job, struct one *x)
{
	const struct plan *p = x->plan;
	const char *word = job->o->role;
	const struct role *r;

	if (!word)
		return own_role(app, p, job->by, &x->role);
	r = plan_role(p, word);
	if (!r && strs_find(&app->load.settings.sign, word) < 0) {
		err_set(&app->err, ERR_USAGE, "%s has no role %s", p->id, word);
		return no_role(app, p);
	}
	x->role = word;
	if (!r || strs_find(&r->handles, job->by) < 0)
		app_note(app, "the team of %s does not name %s as %s", p->id,
		    job->by, word);
	return 0;
}

/* ---- what is signed already ---- */

/* True if that very person has said that in that role already. */
static bool
said_before(const struct job *job, const struct one *x, const struct entry *e)
{
	return e && e->of && str_eq(e->by, job->by) &&
	       strcmp(signoff_kind(e), job->kind) == 0 && x->of;
}

static int
find_signed(struct app *app, struct job *job)
{
	struct blob *v = arena_alloc(&app->arena, (job->n + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < job->n; i++) {
		struct one *x = &job->v[i];
		const struct entry *e = signoff_newest(x->plan, x->role);

		x->signed_so = said_before(job, x, e);
		if (x->signed_so)
			v[n++].id = e->of;
	}
	if (n && blobs_read(v, n, &app->load.repo, &app->arena, &app->err) != 0)
		return -1;
	for (size_t i = 0, k = 0; i < job->n; i++) {
		struct one *x = &job->v[i];
		struct signing g;

		if (!x->signed_so)
			continue;
		g = (struct signing){.entry = signoff_newest(x->plan, x->role)};
		signing_compare(
		    &g, &app->arena, &app->load.settings, x->plan, &v[k++]);
		x->signed_so = g.state == SIGNED_SAME;
		if (x->signed_so)
			app_note(app,
			    "%s has signed this version of %s already", job->by,
			    x->plan->id);
	}
	return 0;
}

/* ---- the whole ---- */

static int
pick_plans(struct app *app, struct job *job, const struct strs *words)
{
	struct err first;
	struct picks picks;
	size_t bad = 0;

	if (app_open_write(app) != 0 || app_pick(app, words, true, &picks) != 0)
		return -1;
	job->v = arena_alloc(&app->arena, (picks.n + 1) * sizeof *job->v);
	if (picks.n &&
	    app_by(app, caseload_plan(&app->load, picks.v[0]), &job->by) != 0)
		return -1;
	for (; job->n < picks.n; job->n++) {
		struct one *x = &job->v[job->n];

		x->plan = caseload_plan(&app->load, picks.v[job->n]);
		if (plan_writable(x->plan, &app->err) != 0 ||
		    find_role(app, job, x) != 0)
			app_one_bad(app, &first, bad++);
	}
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}

static int
find_versions(struct app *app, struct job *job)
{
	struct version *v = arena_alloc(&app->arena, (job->n + 1) * sizeof *v);

	for (size_t i = 0; i < job->n; i++)
		v[i].plan = job->v[i].plan;
	if (app_versions(app, v, job->n) != 0)
		return -1;
	for (size_t i = 0; i < job->n; i++)
		job->v[i].of = v[i].id;
	return 0;
}

/* The attributes; with the lock held the plan must still be as looked at. */
static int
put_attrs(struct app *app, const struct plan *p, bool writing,
    struct entry_attrs *l, void *ctx)
{
	const struct job *job = ctx;
	const struct one *x = job->v;

	while (x < job->v + job->n && strcmp(x->plan->path, p->path) != 0)
		x++;
	if (x == job->v + job->n ||
	    (writing &&
		(x->plan->doc.len != p->doc.len ||
		    memcmp(x->plan->doc.src, p->doc.src, p->doc.len)))) {
		err_set(&app->err, ERR_CHANGED, "%s has changed meanwhile",
		    p->path);
		return err_hint(&app->err,
		    "nothing was written; look at it, then sign it again");
	}
	entry_put(l, "role", x->role);
	entry_put(l, "kind", job->kind);
	entry_put(l, "of", x->of);
	return 0;
}

/* The words for the plans that are still to be signed. */
static struct strs
open_plans(struct app *app, const struct job *job)
{
	struct strs words = {NULL, 0, 0};
	bool all = true;

	for (size_t i = 0; i < job->n; i++)
		all = all && !job->v[i].signed_so;
	if (all)
		return app->args;
	for (size_t i = 0; i < job->n; i++)
		if (!job->v[i].signed_so)
			strs_add(&words, &app->arena,
			    arena_printf(&app->arena, "%s/%s",
				app->load.repo.root, job->v[i].plan->path));
	return words;
}

static void
tell_signed(struct app *app, const struct job *job)
{
	const char *did = strcmp(job->kind, "agree") == 0   ? "signed"
			  : strcmp(job->kind, "amend") == 0 ? "asked to amend"
							    : "declined";

	for (size_t i = 0; i < job->n && !app->common.dry_run; i++) {
		const struct one *x = &job->v[i];

		if (x->signed_so)
			continue;
		if (x->of)
			app_note(app, "%s version %.7s of %s as %s", did, x->of,
			    x->plan->id, x->role);
		else
			app_note(app, "%s %s as %s, without a version", did,
			    x->plan->id, x->role);
	}
}

static int
check_kind(struct app *app, const struct opts *o, struct job *job)
{
	static const char *const kinds[] = {"agree", "amend", "decline"};

	job->kind = o->kind ? o->kind : "agree";
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(job->kind, kinds[i]) == 0)
			return 0;
	err_set(&app->err, ERR_USAGE, "--kind: %s is no kind of sign-off",
	    job->kind);
	return err_hint(&app->err, "use agree, amend or decline");
}

static int
run(struct app *app, const struct opts *o)
{
	struct entry_opts entry = o->entry;
	bool text = entry.m.n || entry.file || entry.edit;
	struct job job = {.o = o};
	struct strs words;

	if (check_kind(app, o, &job) != 0 ||
	    pick_plans(app, &job, &app->args) != 0 ||
	    find_versions(app, &job) != 0)
		return -1;
	/* Who adds a text has more to say than the last time. */
	if (!text && find_signed(app, &job) != 0)
		return -1;
	words = open_plans(app, &job);
	if (words.n == 0)
		return app_write(app, NULL, 0, NULL, NULL);
	entry.text_optional = true;
	entry.more = put_attrs;
	entry.more_ctx = &job;
	if (entry_record(app, SECTION_SIGNOFFS, &words, &entry) != 0)
		return -1;
	tell_signed(app, &job);
	return 0;
}

int
main(int argc, char **argv)
{
	struct opts o = {0};
	struct app app;
	int r = app_start(&app, &cmd, &o, argc, argv);

	return app_end(&app, r == 0 ? run(&app, &o) : r);
}
