#include "cli/newdoc.h"

#include <string.h>

#include "cli/assign.h"
#include "cli/entry.h"
#include "cli/made.h"
#include "plan/id.h"
#include "track/commons.h"

/* ---- its id ---- */

/* The ids of one kind that are there. */
struct ids {
	struct arena *a;
	const struct shareds *s;
};

/* Ids that differ in case alone are one. */
static bool
taken(void *ctx, const char *id)
{
	const struct ids *k = ctx;

	for (size_t i = 0; i < k->s->n; i++)
		if (strcmp(handle_fold(k->a, k->s->v[i].id), id) == 0)
			return true;
	return false;
}

static int
choose_id(struct app *app, const struct newdoc *o, const struct shareds *s,
    const char **out)
{
	struct ids ids = {&app->arena, s};
	struct err *e = &app->err;
	char *made;

	if (!o->id) {
		if (id_new_goal(&made, &app->arena, o->title, false, taken,
			&ids, e) != 0)
			return -1;
		*out = made;
		return 0;
	}
	*out = o->id;
	if (!id_valid(o->id)) {
		err_set(e, ERR_USAGE, "%s cannot be the name of a file here",
		    o->id);
		return err_hint(
		    e, "use small letters, digits and -, as in read-widely");
	}
	if (!taken(&ids, o->id))
		return 0;
	err_set(e, ERR_USAGE, "there is a %s %s already", shared_word(o->kind),
	    o->id);
	return err_hint(e, "choose another --id, or edit %s/%s.md",
	    shared_dir(o->kind), o->id);
}

/* ---- its values ---- */

static void
put_default(
    struct app *app, struct assigns *l, const char *key, const char *value)
{
	if (value && !assigns_have(l, key))
		assigns_put(app, l, key, ASSIGN_SET, value);
}

static int
check_links(struct app *app, const struct assigns *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].key, "link") == 0 &&
		    entry_link_check(l->v[i].value, &app->err) != 0)
			return -1;
	return 0;
}

/* --link, --set, and what goes without saying: year, or who and when. */
static int
read_values(struct app *app, const struct newdoc *o, struct assigns *l)
{
	bool goal = o->kind == SHARED_GOAL;
	const char *me;

	if (o->link)
		assigns_put(app, l, "link", ASSIGN_SET, o->link);
	for (size_t i = 0; i < o->set->n; i++)
		if (assigns_add(app, l, o->set->v[i]) != 0)
			return -1;
	if (check_links(app, l) != 0 ||
	    assigns_dates(
		app, l, goal ? shared_goal_field : shared_resource_field) != 0)
		return -1;
	if (goal) {
		put_default(app, l, "year", app->load.settings.year);
		return 0;
	}
	if (app_me(app, NULL, &me) != 0)
		return -1;
	put_default(app, l, "by", me);
	put_default(app, l, "date", date_text(&app->arena, app->load.today));
	return 0;
}

/* A plan or resource may name a goal that is made later, but a slip is told. */
static void
note_supports(
    struct app *app, const struct commons *c, const struct shared *made)
{
	const struct strs *ids = &c->of[SHARED_GOAL].ids;
	const char **words =
	    arena_alloc(&app->arena, (ids->n + 1) * sizeof *words);

	for (size_t i = 0; i < ids->n; i++)
		words[i] = ids->v[i];
	for (size_t i = 0; i < made->supports.n; i++) {
		const char *id = made->supports.v[i];
		const char *near = str_near(words, id);

		if (commons_find(c, SHARED_GOAL, id))
			continue;
		app_note(app, "there is no shared goal %s%s%s%s", id,
		    near ? "; did you mean " : "", near ? near : "",
		    near ? "?" : " yet");
	}
}

/* ---- the whole ---- */

int
newdoc_run(struct app *app, const struct newdoc *o)
{
	struct assigns l = {NULL, 0, 0};
	struct write_file f = {.fresh = true};
	struct shared made;
	struct commons c;
	const char *id;

	if (made_line_check(app, "title", o->title, "'Read widely'") != 0 ||
	    app_lock(app) != 0 ||
	    commons_read(&c, &app->load, &app->err) != 0 ||
	    choose_id(app, o, &c.of[o->kind], &id) != 0 ||
	    read_values(app, o, &l) != 0)
		return -1;
	f.path = arena_printf(&app->arena, "%s/%s.md", shared_dir(o->kind), id);
	if (shared_make(&made, &app->arena, o->kind, f.path, o->title, l.v, l.n,
		&app->err) != 0)
		return -1;
	note_supports(app, &c, &made);
	f.data = made.doc.src;
	f.len = made.doc.len;
	return made_write(app, &f, 1,
	    arena_printf(&app->arena, "new %s: %s", shared_word(o->kind), id));
}
