#include "cli/entry_attrs.h"

#include <string.h>
#include <strings.h>

#include "plan/id.h"

void
entry_put(struct entry_attrs *l, const char *key, const char *value)
{
	if (value)
		l->v[l->n++] = (struct attr){key, value, 0};
}

/* ---- what depends on the plan ---- */

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
	struct strs ids = {NULL, 0, 0};

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
		if (strs_find(&ids, g->id) >= 0)
			return err_set(&app->err, ERR_USAGE,
			    "--result names the goal %s twice", g->id);
		strs_add(&ids, &app->arena, g->id);
		all = arena_printf(&app->arena, "%s%s%s:%s", all ? all : "",
		    all ? "," : "", g->id, eq + 1);
	}
	*out = all;
	return 0;
}

int
entry_attrs_of(struct entry_attrs *l, struct app *app,
    const struct entry_given *given, const struct plan *p, bool writing)
{
	const struct entry_opts *o = given->o;
	const char *goals = NULL, *results = NULL;

	if (goal_words_of(app, p, &o->goals, &goals) != 0 ||
	    results_of(app, p, &o->results, &results) != 0)
		return -1;
	entry_put(l, "role", o->role);
	entry_put(l, "with", given->with);
	entry_put(l, "next", given->next);
	entry_put(l, "goal", goals);
	entry_put(l, "kind", o->kind);
	entry_put(l, "result", results);
	entry_put(l, "standard", given->standards);
	entry_put(l, "support", o->support);
	entry_put(l, "medium", o->medium);
	entry_put(l, "link", o->link);
	entry_put(l, "prompt", o->prompt);
	entry_put(l, "minutes", o->minutes);
	entry_put(l, "audience", o->audience);
	return o->more ? o->more(app, p, writing, l, o->more_ctx) : 0;
}

enum audience
entry_goals_audience(
    struct app *app, const struct entry_opts *o, const struct plan *p)
{
	const struct strs *lists[] = {&o->goals, &o->results};
	enum audience widest =
	    o->goals.n + o->results.n ? AUDIENCE_STAFF : AUDIENCE_PUBLIC;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->n; i++) {
			const struct goal *g =
			    goal_named(app, p, lists[k]->v[i]);

			if (g && g->audience > widest)
				widest = g->audience;
		}
	return widest;
}

/* ---- what is the same for all plans ---- */

/* "id:level,id:level" for the words of --standard. */
static int
standards_of(struct app *app, const struct strs *standards, const char **out)
{
	const char *all = NULL;

	for (size_t i = 0; i < standards->n; i++) {
		const char *word = standards->v[i];
		const char *level = strchr(word, ':');

		if (!level || level == word || !level[1] ||
		    strpbrk(level + 1, ":") || strpbrk(word, ", \t")) {
			err_set(&app->err, ERR_USAGE,
			    "--standard %s is not of the form STANDARD:LEVEL",
			    word);
			return err_hint(&app->err,
			    "as in --standard RS.1.b:proficient, one for each");
		}
		all =
		    all ? arena_printf(&app->arena, "%s,%s", all, word) : word;
	}
	*out = all;
	return 0;
}

static int
check_with(struct app *app, struct entry_given *given)
{
	for (size_t i = 0; i < given->o->with.n; i++) {
		const char *h = given->o->with.v[i];

		if (!handle_valid(h)) {
			err_set(
			    &app->err, ERR_USAGE, "--with: %s is no handle", h);
			return err_hint(&app->err,
			    "give one handle after each --with, as in "
			    "--with asha.r");
		}
		h = handle_fold(&app->arena, h);
		given->with = given->with ? arena_printf(&app->arena, "%s,%s",
						given->with, h)
					  : h;
	}
	return 0;
}

/* No blank, no control character, and UTF-8. */
static bool
one_word(const char *s)
{
	size_t n = strlen(s), size;

	if (utf8_valid(s, n) < n)
		return false;
	for (size_t i = 0; i < n; i += size)
		if (s[i] == ' ' || utf8_unsafe(utf8_at(s + i, n - i, &size)))
			return false;
	return true;
}

/* What follows http:// or https://, or NULL. */
static const char *
link_host(const char *link)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < 2; i++)
		if (strncasecmp(link, schemes[i], strlen(schemes[i])) == 0)
			return link + strlen(schemes[i]);
	return NULL;
}

int
entry_link_check(const char *link, struct err *e)
{
	const char *host = link_host(link);

	if (!host || !*host || strchr("/?#:", *host)) {
		err_set(e, ERR_INPUT, "%s is no address of a page", link);
		return err_hint(
		    e, "give it whole, as in https://example.org/a");
	}
	if (!one_word(link))
		return err_set(e, ERR_INPUT,
		    "%s has a blank or a control character in it", link);
	if (memchr(host, '@', strcspn(host, "/?#"))) {
		err_set(e, ERR_INPUT,
		    "the link names a user or a password before its @");
		return err_hint(e,
		    "take it out: everybody who has the repository "
		    "would read it");
	}
	return 0;
}

/* Words of the school's own are kept, but a slip is told. */
static void
note_near(struct app *app, const char *what, const char *word,
    const char *const *known)
{
	const char *near = word ? str_near(known, word) : NULL;

	if (near)
		app_note(app, "%s %s is kept as it is; did you mean %s?", what,
		    word, near);
}

static void
note_slips(struct app *app, const struct entry_opts *o)
{
	static const char *const media[] = {
	    "text", "audio", "video", "image", NULL};
	static const char *const results[] = {"met", "partly", "not-met", NULL};

	note_near(app, "the medium", o->medium, media);
	for (size_t i = 0; i < o->results.n; i++) {
		const char *eq = strchr(o->results.v[i], '=');

		note_near(app, "the result", eq ? eq + 1 : NULL, results);
	}
}

int
entry_given_read(
    struct entry_given *out, struct app *app, const struct entry_opts *o)
{
	enum audience a;
	double minutes;

	*out = (struct entry_given){.o = o};
	if (o->minutes && (!number_parse(o->minutes, &minutes) || minutes < 0))
		return err_at(&app->err, NULL, 0, 0, "entry-number",
		    "--minutes: %s is no number of minutes", o->minutes);
	if (o->audience && !audience_parse(o->audience, &a)) {
		err_at(&app->err, NULL, 0, 0, "audience",
		    "--audience: %s is no audience", o->audience);
		return err_hint(
		    &app->err, "use staff, learner, family, school or public");
	}
	if (o->link && entry_link_check(o->link, &app->err) != 0)
		return -1;
	if (o->next &&
	    app_date(app, "next", o->next, DATE_FUTURE, &out->next) != 0)
		return -1;
	note_slips(app, o);
	if (standards_of(app, &o->standards, &out->standards) != 0)
		return -1;
	return check_with(app, out);
}
