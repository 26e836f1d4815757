#include "cli/refs.h"

#include <string.h>

#include "plan/id.h"
#include "repo/tree.h"

/* Ids of the files of goals/ or resources/. */
static int
ids_of(struct app *app, const char *dir, struct strs *out)
{
	struct diags d = {0};
	struct tree t = {0};

	if (tree_list(&t, &app->arena, &app->load.repo.folder, dir, ".md", &d,
		&app->err) != 0)
		return -1;
	for (size_t i = 0; i < t.n; i++)
		strs_add(
		    out, &app->arena, id_of_path(&app->arena, t.v[i].path));
	return 0;
}

/* The id nearest to a word, NULL if none is near. */
static const char *
nearest(const struct strs *ids, const char *word)
{
	size_t best = strlen(word) / 3 + 2;
	const char *near = NULL;

	for (size_t i = 0; i < ids->n; i++) {
		size_t d = str_distance(ids->v[i], word);

		if (d < best || (str_starts(ids->v[i], word) && !near)) {
			best = d < best ? d : best;
			near = ids->v[i];
		}
	}
	return near;
}

static bool
is_link(const char *value)
{
	return strstr(value, "://") != NULL;
}

/* Only where the repository keeps shared goals at all. */
static int
check_supports(struct app *app, const char *value)
{
	struct strs ids = {NULL, 0, 0};
	const char *near;

	if (is_link(value))
		return 0;
	if (ids_of(app, "goals", &ids) != 0)
		return -1;
	if (ids.n == 0)
		app_note(app,
		    "goals/ holds no shared goals yet; ilp-new --shared-goal "
		    "makes one");
	if (ids.n == 0 || strs_find(&ids, value) >= 0)
		return 0;
	near = nearest(&ids, value);
	err_set(&app->err, ERR_INPUT, "supports: there is no shared goal %s",
	    value);
	if (near)
		return err_hint(&app->err,
		    "did you mean %s? ilp-new --shared-goal makes a new one",
		    near);
	return err_hint(&app->err,
	    "the folder goals/ has them; ilp-new --shared-goal makes one");
}

static int
check_resource(struct app *app, const char *value)
{
	struct strs ids = {NULL, 0, 0};
	const char *near;

	if (!id_valid(value))
		return 0;
	if (ids_of(app, "resources", &ids) != 0)
		return -1;
	if (ids.n == 0 || strs_find(&ids, value) >= 0)
		return 0;
	near = nearest(&ids, value);
	app_note(app, "resources/ has no %s, so it is kept as plain text%s%s%s",
	    value, near ? "; did you mean " : "", near ? near : "",
	    near ? "?" : "");
	return 0;
}

/* PLAN/GOAL by ids: "asha/notes" becomes "asha-r/annotate-notes". */
static int
check_follows(struct app *app, const char **value)
{
	struct pick_how how = {.past = true};
	const char *slash = strrchr(*value, '/'), *id, *goal;
	struct strs words = {NULL, 0, 0};
	struct picks picks = {0};

	if (!slash || slash == *value || !slash[1]) {
		err_set(&app->err, ERR_INPUT,
		    "follows: %s is not of the form PLAN/GOAL", *value);
		return err_hint(&app->err,
		    "name the earlier plan and its goal, as in "
		    "asha-r-2025-26/read-aloud");
	}
	strs_add(&words, &app->arena,
	    arena_strndup(&app->arena, *value, (size_t)(slash - *value)));
	if (caseload_pick(&picks, &app->load, &words, &how, &app->err) != 0)
		return -1;
	if (picks.n != 1)
		return err_set(&app->err, ERR_USAGE,
		    "follows: %s names %zu plans, not one", words.v[0],
		    picks.n);
	id = caseload_plan(&app->load, picks.v[0])->id;
	if (goal_pick(&goal, caseload_plan(&app->load, picks.v[0]), slash + 1,
		&app->arena, &app->err) != 0)
		return -1;
	*value = arena_printf(&app->arena, "%s/%s", id, goal);
	return 0;
}

static int
check_handle(struct app *app, const char *key, const char **value)
{
	if (!handle_valid(*value)) {
		err_at(&app->err, NULL, 0, 0, "handle", "%s: %s is no handle",
		    key, *value);
		return err_hint(&app->err,
		    "use small letters, digits, dots and dashes, as in "
		    "j.ortiz");
	}
	*value = handle_fold(&app->arena, *value);
	return 0;
}

static int
check_scale(struct app *app, const char *value)
{
	const struct settings *s = &app->load.settings;
	struct strs names = {NULL, 0, 0};
	const char *near, *all = "";

	if (settings_scale(s, value))
		return 0;
	for (size_t i = 0; i < s->nscales; i++) {
		if (strs_find(&names, s->scales[i].name) >= 0)
			continue;
		strs_add(&names, &app->arena, s->scales[i].name);
		all = arena_printf(&app->arena, "%s%s%s", all, *all ? ", " : "",
		    s->scales[i].name);
	}
	near = nearest(&names, value);
	err_set(&app->err, ERR_INPUT, "scale: there is no scale %s", value);
	if (near)
		return err_hint(&app->err, "did you mean %s?", near);
	return err_hint(&app->err, "use %s, or name it in ilp.yml first", all);
}

static int
check_one(struct app *app, struct assign *v)
{
	if (v->op == ASSIGN_DROP)
		return 0;
	if (strcmp(v->key, "supports") == 0)
		return check_supports(app, v->value);
	if (strcmp(v->key, "resources") == 0)
		return check_resource(app, v->value);
	if (strcmp(v->key, "follows") == 0)
		return check_follows(app, &v->value);
	if (strcmp(v->key, "scale") == 0)
		return check_scale(app, v->value);
	if (strcmp(v->key, "owner") == 0 || strcmp(v->key, "agreed") == 0)
		return check_handle(app, v->key, &v->value);
	return 0;
}

int
refs_check(struct app *app, struct assigns *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (check_one(app, &l->v[i]) != 0)
			return -1;
	return 0;
}
