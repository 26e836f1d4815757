#include "track/names.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "track/finder.h"

#define WORDS_MAX 6 /* of a name */

/* Whose name it is. */
struct owner {
	const char *shown;
	const char *handle;	/* NULL: not known */
	const struct member *m; /* NULL: known from people.yml */
	uint32_t name;
};

enum form_kind {
	FORM_NAME,
	FORM_LAST_FIRST, /* with or without a comma */
	FORM_INITIAL,	 /* the last word is one letter */
	FORM_HANDLE,
};

/* A way to write a name. */
struct form {
	enum form_kind kind;
	uint32_t words[WORDS_MAX];
	size_t n;
	size_t owner;
	size_t next; /* of the same slot, from 1; 0: none */
};

struct names {
	struct arena *a;
	const struct caseload *c;
	struct owner *owners;
	size_t nowners, owners_cap;
	struct form *forms;
	size_t nforms, forms_cap;
	size_t *slots; /* first form by its first two words, from 1 */
	size_t nslots; /* a power of two */
};

/* ---- what plans say ---- */

void
names_note(
    struct member *m, struct arena *a, struct words *w, const struct plan *p)
{
	struct word word;
	struct buf pairs = BUF_INIT;

	for (size_t i = 0; i < p->nentries; i++) {
		struct span s = p->entries[i].content;
		uint32_t last = 0;

		words_text(w, p->doc.src + s.off, s.len);
		while (words_next(w, &word)) {
			uint32_t pair = words_mix(last, word.hash);

			if (last)
				buf_add(&pairs, &pair, sizeof pair);
			last = word.hash;
		}
	}
	m->npairs = pairs.n / sizeof *m->pairs;
	m->pairs = arena_alloc(a, pairs.n + 1);
	memcpy(m->pairs, buf_str(&pairs), pairs.n);
	buf_free(&pairs);
}

/* ---- the names ---- */

static void
add_form(struct names *k, enum form_kind kind, const uint32_t *words, size_t n)
{
	struct form *f;

	k->forms = arena_grow(
	    k->a, k->forms, &k->forms_cap, k->nforms + 1, sizeof *k->forms);
	f = &k->forms[k->nforms++];
	*f = (struct form){.kind = kind, .n = n, .owner = k->nowners - 1};
	memcpy(f->words, words, n * sizeof *words);
}

static void
add_pair(struct names *k, enum form_kind kind, uint32_t a, uint32_t b)
{
	const uint32_t words[] = {a, b};

	add_form(k, kind, words, 2);
}

/* A name's words, at most WORDS_MAX; first: bytes of the first letters. */
static size_t
read_words(struct word out[WORDS_MAX], const char *name)
{
	struct words w;
	size_t n = 0;

	words_init(&w, name, strlen(name));
	while (n < WORDS_MAX && words_next(&w, &out[n]))
		n++;
	return n;
}

/* The number of a word's first letter, as if it were the whole word. */
static uint32_t
initial_of(const char *name, const struct word *word)
{
	struct words w;
	struct word one = {{0, 0}, 0, false, false};
	size_t size;

	utf8_at(name + word->span.off, word->span.len, &size);
	words_init(&w, name + word->span.off, size);
	words_next(&w, &one);
	return one.hash;
}

static bool
is_letter_alone(const char *name, const struct word *word)
{
	return utf8_count(name + word->span.off, word->span.len) == 1 &&
	       !word->whole;
}

static void
add_name(struct names *k, const char *name, bool initials)
{
	struct word w[WORDS_MAX];
	uint32_t all[WORDS_MAX];
	size_t n = read_words(w, name), last = n - 1;

	if (n < 2 || is_letter_alone(name, &w[0]))
		return;
	for (size_t i = 0; i < n; i++)
		all[i] = w[i].hash;
	if (w[0].whole) {
		add_form(k, FORM_NAME, all, n);
		return;
	}
	if (initials)
		add_pair(k, FORM_INITIAL, all[0], initial_of(name, &w[1]));
	if (initials && n > 2)
		add_pair(k, FORM_INITIAL, all[0], initial_of(name, &w[last]));
	if (is_letter_alone(name, &w[last]))
		return;
	add_form(k, FORM_NAME, all, n);
	add_pair(k, FORM_LAST_FIRST, all[last], all[0]);
	if (n == 2)
		return;
	add_pair(k, FORM_NAME, all[0], all[last]);
	/* Not "de", "van", "al", which stand behind many first names. */
	if (w[1].span.len > 3)
		add_pair(k, FORM_NAME, all[0], all[1]);
}

static void
add_handle(struct names *k, const char *handle)
{
	struct word w[WORDS_MAX];
	uint32_t all[WORDS_MAX];
	size_t n = read_words(w, handle);

	for (size_t i = 0; i < n; i++)
		all[i] = w[i].hash;
	if (n > 1)
		add_form(k, FORM_HANDLE, all, n);
}

static void
add_owner(struct names *k, const char *shown, const char *handle,
    const struct member *m)
{
	struct words w;

	words_init(&w, "", 0);
	k->owners = arena_grow(
	    k->a, k->owners, &k->owners_cap, k->nowners + 1, sizeof *k->owners);
	k->owners[k->nowners++] =
	    (struct owner){shown, handle, m, name_number(&w, shown)};
	add_name(k, shown, m != NULL);
	if (handle)
		add_handle(k, handle);
}

static bool
is_staff(const struct caseload *c, const struct person *q)
{
	return q->role &&
	       settings_role(&c->settings, q->role) == AUDIENCE_STAFF;
}

static void
add_people(struct names *k)
{
	const struct people *all = &k->c->people;

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].name && all->v[i].role &&
		    !is_staff(k->c, &all->v[i]))
			add_owner(k, all->v[i].name, all->v[i].handle, NULL);
}

/* Handles to people: there may be thousands of both. */
static void
map_people(struct map *out, struct arena *a, const struct people *all)
{
	for (size_t i = 0; i < all->n; i++)
		map_add(out, a, all->v[i].handle, i);
}

static void
add_learners(struct names *k, const struct crowd *all)
{
	const struct people *people = &k->c->people;
	struct map at = {NULL, 0, 0};

	map_people(&at, k->a, people);
	for (size_t i = 0; i < all->n; i++) {
		const struct member *m = &all->v[i];
		const struct role *r = plan_role(m->plan, "learner");
		const char *handle = r && r->handles.n ? r->handles.v[0] : NULL;
		size_t who;

		if (!m->learner || !m->plan->learner ||
		    (handle && map_get(&at, handle, &who) &&
			is_staff(k->c, &people->v[who])))
			continue;
		add_owner(k, m->plan->learner, handle, m);
	}
}

/* ---- looking them up ---- */

static size_t *
slot(const struct names *k, uint32_t pair)
{
	return &k->slots[pair & (k->nslots - 1)];
}

static void
index_forms(struct names *k)
{
	for (k->nslots = 1024; k->nslots < 8 * k->nforms;)
		k->nslots *= 2;
	k->slots = arena_alloc(k->a, k->nslots * sizeof *k->slots);
	for (size_t i = 0; i < k->nforms; i++) {
		struct form *f = &k->forms[i];
		size_t *s = slot(k, words_mix(f->words[0], f->words[1]));

		f->next = *s;
		*s = i + 1;
	}
}

/* Whether an entry of the plan may hold a name. */
static bool
may_name(const struct names *k, const struct member *m)
{
	for (size_t i = 0; i < m->npairs; i++)
		for (size_t at = *slot(k, m->pairs[i]); at;) {
			const struct form *f = &k->forms[at - 1];

			if (words_mix(f->words[0], f->words[1]) == m->pairs[i])
				return true;
			at = f->next;
		}
	return false;
}

/* ---- in one plan ---- */

/* A plan in which names are looked for, and who belongs to it. */
struct looker {
	struct names *k;
	struct finder f;
	const struct member *m;
	uint32_t *team; /* numbers of its people's names */
	size_t nteam;
	struct word *w; /* of one entry; spans in text */
	size_t n, cap;
	size_t told;
	const char *text;
	size_t len;
};

static void
read_team(struct looker *l)
{
	const struct plan *p = l->m->plan;
	struct words w;
	size_t n = 0;

	words_init(&w, "", 0);
	for (size_t i = 0; i < p->nteam; i++)
		n += p->team[i].handles.n;
	l->team = arena_alloc(l->k->a, (n + 1) * sizeof *l->team);
	for (size_t i = 0; i < p->nteam; i++)
		for (size_t j = 0; j < p->team[i].handles.n; j++) {
			const struct person *q = people_find(
			    &l->k->c->people, p->team[i].handles.v[j]);

			if (q && q->name)
				l->team[l->nteam++] = name_number(&w, q->name);
		}
}

/* Whether it is a name of the plan's learner or of the team. */
static bool
is_own(const struct looker *l, const struct owner *o)
{
	const char *role;

	if (o->m == l->m || (o->m && same_learner(o->m, l->m)) ||
	    (o->name && o->name == l->m->name) ||
	    (o->handle && plan_has_handle(l->m->plan, o->handle, &role)))
		return true;
	for (size_t i = 0; i < l->nteam; i++)
		if (l->team[i] == o->name)
			return true;
	return false;
}

/* What may stand between two words of one name. */
static bool
joins(const struct looker *l, size_t i, bool comma)
{
	static const char *const gaps[] = {
	    " ", "\n", "\r\n", "-", "'", "\xe2\x80\x99", "\xc2\xa0"};
	const struct word *a = &l->w[i], *b = &l->w[i + 1];
	size_t from = span_end(a->span), n = b->span.off - from;

	if (n == 0 || (comma && n == 2 && memcmp(l->text + from, ", ", 2) == 0))
		return true;
	if (n == 2 && memcmp(l->text + from, ". ", 2) == 0)
		return a->span.len == 1;
	for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
		if (strlen(gaps[k]) == n &&
		    memcmp(gaps[k], l->text + from, n) == 0)
			return true;
	return false;
}

static char
byte_at(const struct looker *l, size_t at)
{
	return at < l->len ? l->text[at] : '\0';
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "Asha R." or "Asha R", with one blank. */
static bool
fits_initial(const struct looker *l, size_t i)
{
	const struct word *a = &l->w[i], *b = &l->w[i + 1];
	size_t end = span_end(b->span);
	char c = l->text[b->span.off];

	return b->span.off == span_end(a->span) + 1 &&
	       l->text[b->span.off - 1] == ' ' &&
	       !is_small(l->text[a->span.off]) && !is_small(c) &&
	       (byte_at(l, end) == '.' || !strchr("AEIOUY", c));
}

static bool
fits_handle(const struct looker *l, size_t i, const char *handle)
{
	size_t from = l->w[i].span.off, n = strlen(handle);

	return from + n <= l->len &&
	       strncasecmp(l->text + from, handle, n) == 0 &&
	       byte_at(l, from + n) != '@' && byte_at(l, from + n) != '-' &&
	       byte_at(l, from + n) != '_' &&
	       (from == 0 || !strchr("-_.", l->text[from - 1]));
}

static bool
fits(const struct looker *l, size_t i, const struct form *f)
{
	if (i + f->n > l->n)
		return false;
	for (size_t k = 0; k < f->n; k++)
		if (l->w[i + k].hash != f->words[k])
			return false;
	switch (f->kind) {
	case FORM_INITIAL:
		return fits_initial(l, i);
	case FORM_HANDLE:
		return fits_handle(l, i, l->k->owners[f->owner].handle);
	case FORM_NAME:
	case FORM_LAST_FIRST:
		break;
	}
	for (size_t k = 0; k + 1 < f->n; k++)
		if (!joins(l, i + k, f->kind == FORM_LAST_FIRST))
			return false;
	return true;
}

/* The longest name of somebody else that begins at a word; NULL: none. */
static const struct form *
name_at(const struct looker *l, size_t i)
{
	const struct form *best = NULL;
	uint32_t pair = words_mix(l->w[i].hash, l->w[i + 1].hash);

	for (size_t at = *slot(l->k, pair); at;) {
		const struct form *f = &l->k->forms[at - 1];

		at = f->next;
		if (!fits(l, i, f))
			continue;
		if (is_own(l, &l->k->owners[f->owner]))
			return NULL;
		if (!best || f->n > best->n)
			best = f;
	}
	return best;
}

static void
look_through(struct looker *l, const struct entry *e)
{
	struct words w;

	l->text = l->f.p->doc.src + e->content.off;
	l->len = e->content.len;
	l->n = 0;
	words_init(&w, l->text, l->len);
	do {
		l->w =
		    arena_grow(l->k->a, l->w, &l->cap, l->n + 1, sizeof *l->w);
	} while (words_next(&w, &l->w[l->n]) && ++l->n);
	for (size_t i = 0; i + 1 < l->n && l->told < FINDER_MAX; i++) {
		const struct form *f = name_at(l, i);

		if (!f)
			continue;
		diag_hint(finder_warn(&l->f, e->content.off + l->w[i].span.off,
			      "other-name",
			      arena_printf(l->k->a,
				  "an entry names %s, who is not of this plan",
				  l->k->owners[f->owner].shown)),
		    l->k->a,
		    "write \"a classmate\", or a first name: who may read "
		    "this plan may not read about others");
		i += f->n - 1;
		l->told++;
	}
}

void
names_check(struct diags *out, struct arena *a, const struct caseload *c,
    const struct crowd *all)
{
	struct names k = {.a = a, .c = c};

	add_learners(&k, all);
	add_people(&k);
	if (k.nforms == 0)
		return;
	index_forms(&k);
	for (size_t i = 0; i < all->n; i++) {
		struct looker l = {.k = &k, .m = &all->v[i]};
		const struct plan *p;

		if (!may_name(&k, l.m))
			continue;
		p = all->whole(all->ctx, i);
		if (p->broken)
			continue;
		finder_init(&l.f, out, a, p);
		read_team(&l);
		for (size_t j = 0; j < p->nentries && l.told < FINDER_MAX; j++)
			look_through(&l, &p->entries[j]);
	}
}
