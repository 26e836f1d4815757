#include "plan/settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "plan/id.h"
#include "text/fold.h"
#include "text/front.h"

/* Read along with every finding function below. */
struct reader {
	struct arena *a;
	const char *path;
	const char *src;
	size_t len;
	struct diags *d;
};

struct shipped_scale {
	const char *name;
	const char *levels[6]; /* a star: reached from here on */
};

static const struct shipped_scale shipped_scales[] = {
    {"points", {"1", "2", "3*", "4"}},
    {"mastery", {"beginning", "developing", "proficient*", "advanced"}},
    {"growth", {"emerging", "developing", "proficient*", "exemplary"}},
    {"meets", {"not yet", "meets*"}},
    {"attainment", {"-2", "-1", "0*", "1", "2"}},
    {"agree", {"1", "2", "3", "4*", "5"}},
    {"frequency", {"never", "seldom", "sometimes", "often*", "always"}},
    {"confidence", {"1", "2", "3*", "4"}},
};

static const struct pair shipped_audience[] = {
    {"learner", "school"},
    {"year", "school"},
    {"stage", "school"},
    {"groups", "school"},
    {"language", "school"},
    {"profile.needs", "staff"},
    {"profile.barriers", "staff"},
    {"profile.supports", "staff"},
    {"notes", "staff"},
    {"related", "staff"},
    {"person", "staff"},
    {"retain_until", "staff"},
};

static const char *const audience_words[] = {
    [AUDIENCE_STAFF] = "staff",
    [AUDIENCE_LEARNER] = "learner",
    [AUDIENCE_FAMILY] = "family",
    [AUDIENCE_SCHOOL] = "school",
    [AUDIENCE_PUBLIC] = "public",
};

bool
audience_parse(const char *word, enum audience *out)
{
	for (int i = AUDIENCE_STAFF; i <= AUDIENCE_PUBLIC; i++)
		if (strcmp(word, audience_words[i]) == 0) {
			*out = (enum audience)i;
			return true;
		}
	*out = AUDIENCE_STAFF;
	return false;
}

const char *
audience_word(enum audience a)
{
	return audience_words[a];
}

const char *
audience_readers(enum audience a, struct arena *arena)
{
	const char *who = audience_word(AUDIENCE_STAFF);

	if (a == AUDIENCE_PUBLIC)
		return "everybody";
	for (int i = AUDIENCE_LEARNER; i <= (int)a; i++)
		who = arena_printf(arena, "%s%s%s", who,
		    i == (int)a ? " and " : ", ",
		    audience_word((enum audience)i));
	return who;
}

static const char *
pair_find(const struct pair *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return v[i].value;
	return NULL;
}

enum audience
settings_role(const struct settings *s, const char *role)
{
	const char *word = pair_find(s->roles, s->nroles, role);
	enum audience a = AUDIENCE_STAFF;

	if (!word &&
	    (strcmp(role, "learner") == 0 || strcmp(role, "family") == 0))
		word = role;
	if (word)
		audience_parse(word, &a);
	return a;
}

enum audience
settings_audience(const struct settings *s, const char *place)
{
	const size_t nshipped =
	    sizeof shipped_audience / sizeof *shipped_audience;
	const char *word = pair_find(s->audience, s->naudience, place);
	enum audience a = AUDIENCE_FAMILY;

	if (!word)
		word = pair_find(shipped_audience, nshipped, place);
	if (!word && str_starts(place, "x-"))
		word = "staff";
	if (!word)
		word = pair_find(s->audience, s->naudience, "default");
	if (word)
		audience_parse(word, &a);
	return a;
}

const struct scale *
settings_scale(const struct settings *s, const char *name)
{
	for (size_t i = 0; i < s->nscales; i++)
		if (strcmp(s->scales[i].name, name) == 0)
			return &s->scales[i];
	return NULL;
}

long
scale_place(const struct scale *s, const char *level)
{
	return strs_find(&s->levels, level);
}

const char *
scale_words(const struct scale *s, struct arena *a)
{
	const char *all = "";

	for (size_t i = 0; i < s->levels.n; i++)
		all = arena_printf(a, "%s%s%s", all,
		    i == 0		   ? ""
		    : i + 1 == s->levels.n ? " or "
					   : ", ",
		    s->levels.v[i]);
	return all;
}

int
settings_days(const struct settings *s, int from_day, int to_day)
{
	int n = to_day - from_day;

	for (size_t i = 0; i < s->nbreaks; i++) {
		int first = s->breaks[i].first_day,
		    last = s->breaks[i].last_day;

		if (first <= from_day)
			first = from_day + 1;
		if (last > to_day)
			last = to_day;
		if (last >= first)
			n -= last - first + 1;
	}
	return n < 0 ? 0 : n;
}

/* ---- reading ---- */

static void
bad_at(struct reader *r, size_t off, const char *code, const char *hint,
    const char *text)
{
	struct diag_spot at = {r->path, r->src, r->len, off, 0, 0};

	diags_at(r->d, r->a, &at, SEV_ERROR, code, hint, text);
}

static void
bad(struct reader *r, const struct front_node *node, const char *code,
    const char *hint, const char *text)
{
	bad_at(r, node->span.off, code, hint, text);
}

static const char *
text_of(struct reader *r, const struct front_node *map, const char *key)
{
	const struct front_node *n = front_get(map, key);

	if (!n)
		return NULL;
	if (n->kind != FRONT_SCALAR) {
		bad(r, n, "shape", "write it on one line, as KEY: VALUE",
		    arena_printf(r->a, "%s must be one text", key));
		return NULL;
	}
	return *n->text ? n->text : NULL;
}

/* Texts of a list; one scalar is a list of one. */
static void
list_of(struct reader *r, const struct front_node *n, struct strs *out)
{
	if (n && n->kind == FRONT_SCALAR && *n->text)
		strs_add(out, r->a, n->text);
	if (n && n->kind == FRONT_MAP)
		bad(r, n, "shape", "write one item on each line, after a dash",
		    "this must be a list of texts");
	if (!n || n->kind != FRONT_LIST)
		return;
	for (const struct front_node *c = n->first; c; c = c->next) {
		if (c->kind != FRONT_SCALAR)
			bad(r, c, "shape", "write one text after each dash",
			    "this must be one text");
		else if (*c->text)
			strs_add(out, r->a, c->text);
	}
}

static const struct front_node *
map_of(struct reader *r, const struct front_node *map, const char *key)
{
	const struct front_node *n = front_get(map, key);

	if (n && n->kind == FRONT_SCALAR && !*n->text)
		return NULL;
	if (n && n->kind != FRONT_MAP) {
		bad(r, n, "shape", "write lines of KEY: VALUE below it",
		    arena_printf(r->a, "%s must be a mapping", key));
		return NULL;
	}
	return n;
}

static void
days_of(
    struct reader *r, const struct front_node *root, const char *key, int *out)
{
	const char *s = text_of(r, root, key);

	if (s && !duration_parse(s, out))
		bad(r, front_get(root, key), "duration",
		    "write 10d, 2 weeks or 1 month",
		    arena_printf(r->a, "%s: %s is no span of time", key, s));
}

static int
by_first_day(const void *x, const void *y)
{
	const struct day_range *a = x, *b = y;

	return a->first_day < b->first_day ? -1 : a->first_day > b->first_day;
}

/* Ranges in order and apart, so that no day is counted twice. */
static void
ranges_merge(struct settings *s)
{
	size_t n = 0;

	if (s->nbreaks > 1)
		qsort(s->breaks, s->nbreaks, sizeof *s->breaks, by_first_day);
	for (size_t i = 0; i < s->nbreaks; i++) {
		struct day_range *last = n ? &s->breaks[n - 1] : NULL;

		if (!last || s->breaks[i].first_day > last->last_day)
			s->breaks[n++] = s->breaks[i];
		else if (s->breaks[i].last_day > last->last_day)
			last->last_day = s->breaks[i].last_day;
	}
	s->nbreaks = n;
}

/* "FIRST..LAST" or one day. */
static bool
range_parse(const char *t, struct day_range *out)
{
	const char *dots = strstr(t, "..");
	size_t n = dots ? (size_t)(dots - t) : strlen(t);
	const char *last = dots ? dots + 2 : t;

	return date_iso(t, n, &out->first_day) &&
	       date_iso(last, strlen(last), &out->last_day) &&
	       out->last_day >= out->first_day;
}

static void
breaks_of(struct reader *r, const struct front_node *list, struct settings *s)
{
	const struct front_node *c = list;
	struct strs texts = {NULL, 0, 0};
	size_t cap = 0;

	list_of(r, list, &texts);
	if (list && list->kind == FRONT_LIST)
		c = list->first;
	for (; c && texts.n; c = c == list ? NULL : c->next) {
		struct day_range range;

		if (c->kind != FRONT_SCALAR || !*c->text)
			continue;
		if (!range_parse(c->text, &range)) {
			bad(r, c, "breaks",
			    "write FIRST..LAST, as in 2026-12-19..2027-01-04",
			    arena_printf(
				r->a, "%s is no range of days", c->text));
			continue;
		}
		s->breaks = arena_grow(
		    r->a, s->breaks, &cap, s->nbreaks + 1, sizeof *s->breaks);
		s->breaks[s->nbreaks++] = range;
	}
	ranges_merge(s);
}

static void
scale_add(struct settings *s, struct arena *a, size_t *cap, const char *name,
    const struct strs *levels)
{
	struct scale sc = {name, {NULL, 0, 0}, 0};

	sc.reached_at = levels->n ? levels->n - 1 : 0;
	for (size_t i = 0; i < levels->n; i++) {
		const char *level = levels->v[i];

		if (str_ends(level, "*")) {
			sc.reached_at = i;
			level = arena_strndup(a, level, strlen(level) - 1);
		}
		strs_add(&sc.levels, a, level);
	}
	s->scales =
	    arena_grow(a, s->scales, cap, s->nscales + 1, sizeof *s->scales);
	s->scales[s->nscales++] = sc;
}

static void
scales_of(struct reader *r, const struct front_node *map, struct settings *s)
{
	const size_t nshipped = sizeof shipped_scales / sizeof *shipped_scales;
	size_t cap = 0;

	s->scales = NULL;
	s->nscales = 0;
	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next) {
		struct strs levels = {NULL, 0, 0};

		list_of(r, c, &levels);
		if (levels.n == 0)
			bad_at(r, c->key_span.off, "scale",
			    "write [lowest, ..., highest]",
			    arena_printf(
				r->a, "the scale %s has no levels", c->key));
		else
			scale_add(s, r->a, &cap, c->key, &levels);
	}
	for (size_t i = 0; i < nshipped; i++) {
		struct strs levels = {NULL, 0, 0};

		for (size_t k = 0; k < 6 && shipped_scales[i].levels[k]; k++)
			strs_add(&levels, r->a, shipped_scales[i].levels[k]);
		scale_add(s, r->a, &cap, shipped_scales[i].name, &levels);
	}
}

/* name -> audience word; folded: names as headings are compared. */
static void
words_of(struct reader *r, const struct front_node *map, bool folded,
    struct pair **out, size_t *n)
{
	size_t cap = 0;

	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next) {
		enum audience a;
		const char *word = c->kind == FRONT_SCALAR ? c->text : "";

		if (!audience_parse(word, &a))
			diags_at(r->d, r->a,
			    &(struct diag_spot){
				r->path, r->src, r->len, c->span.off, 0, 0},
			    SEV_WARNING, "audience",
			    "use staff, learner, family, school or public",
			    arena_printf(r->a,
				"%s: %s is no audience, so it counts as staff",
				c->key, *word ? word : "this"));
		*out = arena_grow(r->a, *out, &cap, *n + 1, sizeof **out);
		(*out)[(*n)++] = (struct pair){
		    folded ? fold_heading(r->a, c->key) : c->key, word};
	}
}

static void
sections_of(struct reader *r, const struct front_node *map, struct settings *s)
{
	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next) {
		const char *name = fold_heading(r->a, c->key);
		int k = SECTION_ABOUT;

		while (
		    k < SECTION_COUNT &&
		    strcmp(name, fold_heading(r->a,
				     section_name((enum section_kind)k))) != 0)
			k++;
		if (k == SECTION_COUNT) {
			bad_at(r, c->key_span.off, "section",
			    "see ilp-plan(5) for the sections that ilp knows",
			    arena_printf(
				r->a, "there is no section %s", c->key));
			continue;
		}
		list_of(r, c, &s->alias[k]);
	}
}

static void
fold_aliases(struct settings *s, struct arena *a)
{
	for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++) {
		strs_add(&s->alias_folded[k], a,
		    fold_heading(a, section_name((enum section_kind)k)));
		for (size_t i = 0; i < s->alias[k].n; i++)
			strs_add(&s->alias_folded[k], a,
			    fold_heading(a, s->alias[k].v[i]));
	}
}

/* An audience said of a section's alias is said of the section. */
static void
audience_aliases(struct settings *s)
{
	for (size_t i = 0; i < s->naudience; i++)
		for (int k = SECTION_ABOUT; k < SECTION_COUNT; k++)
			if (strs_find(
				&s->alias_folded[k], s->audience[i].name) > 0)
				s->audience[i].name = s->alias_folded[k].v[0];
}

static bool
word_of(struct reader *r, const struct front_node *root, const char *key,
    const char *yes, const char *no, bool dflt)
{
	const char *s = text_of(r, root, key);

	if (s && strcmp(s, yes) != 0 && strcmp(s, no) != 0)
		bad(r, front_get(root, key), "settings-word",
		    arena_printf(r->a, "use %s or %s", no, yes),
		    arena_printf(r->a, "%s: %s is not understood", key, s));
	return s ? strcmp(s, yes) == 0 : dflt;
}

static void
read_root(struct settings *s, struct reader *r, const struct front_node *root)
{
	const char *format = text_of(r, root, "ilp");
	const char *language = text_of(r, root, "language");

	s->format = format && strspn(format, "0123456789") == strlen(format) &&
			    strlen(format) < 6
			? 0
			: -1;
	for (const char *p = format; s->format >= 0 && *p; p++)
		s->format = s->format * 10 + (*p - '0');
	s->name = text_of(r, root, "name");
	s->year = text_of(r, root, "year");
	s->language = language ? language : "en";
	s->opaque_ids = word_of(r, root, "ids", "opaque", "slug", false);
	s->commit = word_of(r, root, "commit", "auto", "off", true);
	days_of(r, root, "cadence", &s->cadence_days);
	days_of(r, root, "due_soon", &s->due_soon_days);
	breaks_of(r, front_get(root, "breaks"), s);
	list_of(r, front_get(root, "sign"), &s->sign);
	list_of(r, front_get(root, "areas"), &s->areas);
	scales_of(r, map_of(r, root, "scales"), s);
	words_of(r, map_of(r, root, "roles"), false, &s->roles, &s->nroles);
	words_of(
	    r, map_of(r, root, "audience"), true, &s->audience, &s->naudience);
	sections_of(r, map_of(r, root, "sections"), s);
}

void
settings_init(struct settings *s, struct arena *a)
{
	struct reader r = {a, "", "", 0, NULL};

	*s = (struct settings){.format = ILP_FORMAT,
	    .language = "en",
	    .commit = true,
	    .cadence_days = 14,
	    .due_soon_days = 14};
	scales_of(&r, NULL, s);
	fold_aliases(s, a);
}

static void
no_mapping(struct reader *r, const char *hint)
{
	struct diag *g = diags_add(r->d, r->a, SEV_ERROR, r->path, 1, 1,
	    "settings-map", "this must be lines of KEY: VALUE");

	diag_hint(g, r->a, "%s", hint);
}

int
settings_read(struct settings *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d)
{
	struct reader r = {a, path, src, len, d};
	struct front_node *root = NULL;
	size_t before = d->errors;

	settings_init(out, a);
	if (front_parse(&root, a, path, src, len, (struct span){0, len}, d))
		return -1;
	if (!root || root->kind != FRONT_MAP) {
		no_mapping(&r, "begin the file with the line ilp: 1");
		return -1;
	}
	memset(out->alias_folded, 0, sizeof out->alias_folded);
	read_root(out, &r, root);
	fold_aliases(out, a);
	audience_aliases(out);
	if (out->format < 0)
		bad(&r, front_get(root, "ilp") ? front_get(root, "ilp") : root,
		    "settings-format", "write the line ilp: 1",
		    "the settings do not say which format they have");
	return d->errors > before ? -1 : 0;
}

/* ---- people ---- */

static void
person_read(struct reader *r, struct person *p, const struct front_node *c)
{
	p->handle = handle_fold(r->a, c->key);
	if (!handle_valid(c->key))
		bad_at(r, c->key_span.off, "handle",
		    "use small letters, digits, dots and dashes, as in "
		    "asha.r",
		    arena_printf(r->a, "%s is no handle", c->key));
	if (c->kind == FRONT_SCALAR) {
		p->name = *c->text ? c->text : NULL;
	} else if (c->kind == FRONT_LIST) {
		bad(r, c, "shape", "write name:, email: and role: below it",
		    arena_printf(
			r->a, "%s must be a name or a mapping", c->key));
	} else {
		p->name = text_of(r, c, "name");
		p->email = text_of(r, c, "email");
		p->role = text_of(r, c, "role");
	}
}

int
people_read(struct people *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d)
{
	struct reader r = {a, path, src, len, d};
	struct front_node *root = NULL;
	struct people p = {NULL, 0};
	size_t before = d->errors;

	if (front_parse(&root, a, path, src, len, (struct span){0, len}, d))
		return -1;
	if (root && root->kind != FRONT_MAP) {
		no_mapping(
		    &r, "write a handle, a colon, and below it the name");
		return -1;
	}
	if (root) {
		p.v = arena_alloc(a, root->n * sizeof *p.v);
		for (const struct front_node *c = root->first; c; c = c->next)
			person_read(&r, &p.v[p.n++], c);
	}
	if (d->errors > before)
		return -1;
	*out = p;
	return 0;
}

const struct person *
people_find(const struct people *p, const char *handle)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].handle, handle) == 0)
			return &p->v[i];
	return NULL;
}

const char *
people_name(const struct people *p, const char *handle)
{
	const struct person *q = people_find(p, handle);

	return q && q->name ? q->name : handle;
}

/* The part of an address before the @, in small letters. */
static char *
local_part(struct arena *a, const char *email)
{
	return handle_fold(a, arena_strndup(a, email, strcspn(email, "@")));
}

/* People with that address; letters compare without case. */
static size_t
with_email(const struct people *p, const char *email, const char **handle)
{
	size_t n = 0;

	for (size_t i = 0; email && *email && i < p->n; i++)
		if (p->v[i].email && strcasecmp(p->v[i].email, email) == 0 &&
		    ++n)
			*handle = p->v[i].handle;
	return n;
}

static size_t
with_name(const struct people *p, const char *name, const char **handle)
{
	size_t n = 0;

	for (size_t i = 0; name && i < p->n; i++)
		if (str_eq(p->v[i].name, name) && ++n)
			*handle = p->v[i].handle;
	return n;
}

const char *
people_typing(const struct people *p, const struct strs *extra,
    const char *name, const char *email, struct arena *a)
{
	const char *found = NULL;
	size_t n = with_email(p, email, &found);

	if (n)
		return n == 1 ? found : NULL;
	if (email && *email) {
		const char *local = local_part(a, email);

		if (people_find(p, local) ||
		    (extra && strs_find(extra, local) >= 0))
			return local;
	}
	return with_name(p, name, &found) == 1 ? found : NULL;
}

bool
people_several(const struct people *p, const char *name, const char *email)
{
	const char *found;

	return with_email(p, email, &found) > 1 ||
	       with_name(p, name, &found) > 1;
}
