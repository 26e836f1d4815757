#include "track/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* ---- what a goal says ---- */

#define RUNS_MAX 1024 /* of a goal, which nobody reads to its end */

/* The words of one goal, as they come. */
struct scribe {
	struct words *w;
	const uint32_t *name; /* the learner's, which do not count */
	size_t nname;
	struct buf runs;
	size_t words;
	bool own; /* why and own words, not title and measure */
};

static void
add_run(struct scribe *s, uint32_t run)
{
	run = (run & ~UINT32_C(1)) | s->own;
	buf_add(&s->runs, &run, sizeof run);
}

static bool
is_name(const struct scribe *s, uint32_t hash)
{
	for (size_t i = 0; i < s->nname; i++)
		if (s->name[i] == hash)
			return true;
	return false;
}

/* Runs of three words within one text; of a shorter one, all of it. */
static void
note_text(struct scribe *s, const char *text, size_t len)
{
	uint32_t a = 0, b = 0, run = 0;
	struct word word;
	size_t n = 0;

	words_text(s->w, text, len);
	while (words_next(s->w, &word)) {
		uint32_t c = word.digits ? 1 : word.hash;

		if (is_name(s, c))
			continue;
		run = words_mix(words_mix(a, b), c);
		if (++n >= 3)
			add_run(s, run);
		a = b;
		b = c;
	}
	if (n == 1 || n == 2)
		add_run(s, run);
	s->words += n;
}

static void
note_line(struct scribe *s, const char *text)
{
	if (text)
		note_text(s, text, strlen(text));
}

/* The goal's own words without its steps, which are a list of their own. */
static void
note_own(struct scribe *s, const struct plan *p, const struct goal *g)
{
	size_t at, end;

	if (g->part < 0)
		return;
	at = p->parts[g->part].content.off;
	end = span_end(p->parts[g->part].content);
	for (size_t i = 0; i < g->nsteps; i++) {
		struct span item = g->steps[i].item;

		if (item.off > at)
			note_text(s, p->doc.src + at, item.off - at);
		at = span_end(item) > at ? span_end(item) : at;
	}
	if (at < end)
		note_text(s, p->doc.src + at, end - at);
}

/* What stays the same when the runs are sorted. */
static uint64_t
sum_of(const struct goal_text *t)
{
	uint64_t sum = t->n;

	for (size_t i = 0; i < t->n; i++) {
		uint64_t x = t->runs[i] * UINT64_C(0x9e3779b97f4a7c15);

		sum += (x ^ x >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
	}
	return sum;
}

static void
note_goal(struct goal_text *t, struct finder *f, struct scribe *s,
    const struct goal *g)
{
	s->words = 0;
	s->own = false;
	buf_clear(&s->runs);
	note_line(s, g->title);
	note_line(s, g->measure);
	t->own = s->words;
	s->own = true;
	note_line(s, g->why);
	note_own(s, f->p, g);
	t->own = s->words - t->own;
	t->words = s->words;
	t->n = s->runs.n / sizeof *t->runs;
	t->n = t->n < RUNS_MAX ? t->n : RUNS_MAX;
	t->runs = arena_alloc(f->a, s->runs.n + 1);
	memcpy(t->runs, buf_str(&s->runs), s->runs.n);
	t->sum = sum_of(t);
	t->id = arena_strdup(f->a, g->id);
	for (size_t i = 0; i < g->supports.n; i++)
		strs_add(
		    &t->supports, f->a, arena_strdup(f->a, g->supports.v[i]));
	finder_pos(f, g->node->key_span.off, &t->line, &t->col);
}

static bool
is_open(const struct goal *g)
{
	return g->status == GOAL_PROPOSED || g->status == GOAL_ACTIVE ||
	       g->status == GOAL_PAUSED;
}

#define NAME_WORDS_MAX 8

void
alike_note(struct member *m, struct finder *f, struct words *w)
{
	const struct plan *p = f->p;
	uint32_t name[NAME_WORDS_MAX];
	struct scribe s = {.w = w, .name = name, .runs = BUF_INIT};
	struct word word;

	if (p->learner)
		words_text(w, p->learner, strlen(p->learner));
	while (p->learner && s.nname < NAME_WORDS_MAX && words_next(w, &word))
		name[s.nname++] = word.hash;
	m->goals = arena_alloc(f->a, (p->ngoals + 1) * sizeof *m->goals);
	for (size_t i = 0; i < p->ngoals; i++)
		if (is_open(&p->goals[i]))
			note_goal(&m->goals[m->ngoals++], f, &s, &p->goals[i]);
	buf_free(&s.runs);
}

/* ---- which are alike ---- */

/* A goal that is compared; those of one group say nearly the same. */
struct cand {
	struct goal_text *t;
	size_t member;
	uint64_t same; /* equal for goals that say the same */
	size_t group;  /* index of another of its group; itself: the first */
	size_t other;  /* the one that it was found to be like; or none */
};

#define NONE ((size_t)-1)

/* A rare run and a goal that has it. */
struct post {
	uint32_t run;
	size_t cand;
	size_t next; /* from 1; 0: none */
};

struct matcher {
	struct arena *a;
	const struct crowd *all;
	struct cand *v;
	size_t n;
	uint8_t *counts; /* how many goals have a run, up to 255 */
	uint32_t mask;	 /* of counts */
	uint32_t *heads; /* first post of a run, from 1 */
	uint32_t heads_mask;
	struct post *posts;
	size_t nposts, posts_cap;
	size_t *seen;	/* by cand: the one it was last compared with, + 1 */
	size_t *posted; /* by first goal: how many of its group have posts */
};

#define POSTED_MAX 4  /* of a group */
#define CHAIN_MAX  64 /* goals with one run that a goal is held against */

static size_t
group_of(struct matcher *k, size_t i)
{
	while (k->v[i].group != i)
		i = k->v[i].group = k->v[k->v[i].group].group;
	return i;
}

static bool
share_support(const struct goal_text *a, const struct goal_text *b)
{
	for (size_t i = 0; i < a->supports.n; i++)
		if (strs_find(&b->supports, a->supports.v[i]) >= 0)
			return true;
	return false;
}

/* Whether two goals that say the same may do so. */
static bool
allowed(const struct matcher *k, const struct cand *a, const struct cand *b)
{
	if (a->member == b->member ||
	    same_learner(&k->all->v[a->member], &k->all->v[b->member]))
		return true;
	return share_support(a->t, b->t) &&
	       (a->t->own < ALIKE_WORDS_MIN || b->t->own < ALIKE_WORDS_MIN);
}

static void
join(struct matcher *k, size_t i, size_t j)
{
	size_t a = group_of(k, i), b = group_of(k, j);

	if (k->v[i].other == NONE)
		k->v[i].other = j;
	if (k->v[j].other == NONE)
		k->v[j].other = i;
	if (a < b)
		k->v[b].group = a;
	else
		k->v[a].group = b;
}

static int
by_number(const void *x, const void *y)
{
	const uint32_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* Sorted, and each once. */
static void
make_set(struct goal_text *t)
{
	size_t n = 0;

	if (t->sorted)
		return;
	if (t->n > 1)
		qsort(t->runs, t->n, sizeof *t->runs, by_number);
	for (size_t i = 0; i < t->n; i++)
		if (i == 0 || t->runs[i] != t->runs[i - 1])
			t->runs[n++] = t->runs[i];
	t->n = n;
	t->sorted = true;
}

/* What two goals have, and what both have. */
struct overlap {
	size_t a, b, both;
};

static bool
is_half(const struct overlap *o)
{
	return o->both && 2 * o->both >= o->a + o->b - o->both;
}

static bool
nearly_same(const struct goal_text *a, const struct goal_text *b)
{
	struct overlap all = {a->n, b->n, 0}, own = {0, 0, 0};
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n) {
		bool left = j == b->n || (i < a->n && a->runs[i] <= b->runs[j]);
		bool right =
		    i == a->n || (j < b->n && b->runs[j] <= a->runs[i]);
		uint32_t odd = (left ? a->runs[i] : b->runs[j]) & 1;

		all.both += left && right;
		own.both += left && right && odd;
		own.a += left && odd;
		own.b += right && odd;
		i += left;
		j += right;
	}
	return is_half(&all) && (a->own < ALIKE_OWN_MIN ||
				    b->own < ALIKE_OWN_MIN || is_half(&own));
}

/* ---- goals that say the very same ---- */

static int
by_same(const void *x, const void *y)
{
	const struct cand *a = x, *b = y;

	if (a->same != b->same)
		return a->same < b->same ? -1 : 1;
	return a->member != b->member ? (a->member < b->member ? -1 : 1)
				      : strcmp(a->t->id, b->t->id);
}

/*
 * Joins equal ones: each with the first and with the one before it, so that
 * a class that all copied costs no more than its number.
 */
static void
join_equal(struct matcher *k)
{
	size_t first = 0;

	for (size_t i = 1; i < k->n; i++) {
		if (k->v[i].same != k->v[first].same) {
			first = i;
			continue;
		}
		if (!allowed(k, &k->v[i], &k->v[first]))
			join(k, i, first);
		else if (!allowed(k, &k->v[i], &k->v[i - 1]))
			join(k, i, i - 1);
	}
}

/* ---- goals that say nearly the same ---- */

static uint8_t
count_of(const struct matcher *k, uint32_t run)
{
	return k->counts[run & k->mask];
}

/* A power of two. */
static size_t
table_size(size_t n)
{
	size_t size = 1 << 12;

	while (size < n && size < (size_t)1 << 26)
		size *= 2;
	return size;
}

static void
count_runs(struct matcher *k)
{
	size_t all = 0, size;

	for (size_t i = 0; i < k->n; i++)
		all += k->v[i].t->n;
	size = table_size(4 * all);
	k->mask = (uint32_t)size - 1;
	k->counts = arena_alloc(k->a, size);
	for (size_t i = 0; i < k->n; i++)
		for (size_t j = 0; j < k->v[i].t->n; j++) {
			uint8_t *c = &k->counts[k->v[i].t->runs[j] & k->mask];

			*c += *c < UINT8_MAX;
		}
}

/*
 * Whether half of its runs stand in some other goal, too, and so do half of
 * those of its own words: else it is like none.
 */
static bool
is_common(const struct matcher *k, const struct goal_text *t)
{
	size_t n[2] = {0, 0}, common[2] = {0, 0};

	for (size_t i = 0; i < t->n; i++) {
		unsigned own = t->runs[i] & 1;

		n[own]++;
		common[own] += count_of(k, t->runs[i]) > 1;
	}
	return 2 * (common[0] + common[1]) >= t->n &&
	       (t->own < ALIKE_OWN_MIN || 2 * common[1] >= n[1]);
}

/*
 * The rarest runs of a goal, each once: two goals that have half of all their
 * runs in common have one of these in common.  Returns how many.
 */
static size_t
rarest(const struct matcher *k, const struct goal_text *t, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		uint64_t key =
		    (uint64_t)count_of(k, t->runs[i]) << 32 | t->runs[i];
		size_t at = n;

		while (at > 0 && out[at - 1] > key)
			at--;
		if (at > 0 && out[at - 1] == key)
			continue;
		memmove(out + at + 1, out + at, (n++ - at) * sizeof *out);
		out[at] = key;
	}
	return n - (n + 1) / 2 + 1 < n ? n - (n + 1) / 2 + 1 : n;
}

/* Joins a goal with the first like it that has the run; false: none has. */
static bool
compare(struct matcher *k, size_t i, uint32_t run)
{
	const struct cand *c = &k->v[i];
	size_t left = CHAIN_MAX;

	for (size_t at = k->heads[run & k->heads_mask]; at && left;) {
		const struct post *p = &k->posts[at - 1];
		const struct cand *o = &k->v[p->cand];

		at = p->next;
		if (p->run != run || k->seen[p->cand] == i + 1)
			continue;
		k->seen[p->cand] = i + 1;
		left--;
		if (allowed(k, c, o))
			continue;
		make_set(c->t);
		make_set(o->t);
		if (!nearly_same(c->t, o->t))
			continue;
		join(k, i, p->cand);
		return true;
	}
	return false;
}

static void
add_post(struct matcher *k, size_t i, uint32_t run)
{
	uint32_t *head = &k->heads[run & k->heads_mask];

	k->posts = arena_grow(
	    k->a, k->posts, &k->posts_cap, k->nposts + 1, sizeof *k->posts);
	k->posts[k->nposts++] = (struct post){run, i, *head};
	*head = (uint32_t)k->nposts;
}

static void
join_one(struct matcher *k, size_t i)
{
	struct goal_text *t = k->v[i].t;
	uint64_t rare[RUNS_MAX];
	bool found = false;
	size_t n;

	n = rarest(k, t, rare);
	for (size_t j = 0; j < n && !found; j++)
		found = compare(k, i, (uint32_t)rare[j]);
	if (k->posted[group_of(k, i)]++ < POSTED_MAX)
		for (size_t j = 0; j < n; j++)
			add_post(k, i, (uint32_t)rare[j]);
}

/* Two of those that are equal are enough. */
static void
join_near(struct matcher *k)
{
	size_t *left = arena_alloc(k->a, (k->n + 1) * sizeof *left), n = 0;
	size_t runs = 0, size;

	count_runs(k);
	for (size_t i = 0; i < k->n; i++)
		if ((i < 2 || k->v[i].same != k->v[i - 2].same) &&
		    is_common(k, k->v[i].t)) {
			left[n++] = i;
			runs += k->v[i].t->n;
		}
	size = table_size(runs);
	k->heads_mask = (uint32_t)size - 1;
	k->heads = arena_alloc(k->a, size * sizeof *k->heads);
	k->seen = arena_alloc(k->a, (k->n + 1) * sizeof *k->seen);
	k->posted = arena_alloc(k->a, (k->n + 1) * sizeof *k->posted);
	for (size_t i = 0; i < n; i++)
		join_one(k, left[i]);
}

/* ---- telling ---- */

struct place {
	size_t group, member;
};

static int
by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return a->member < b->member ? -1 : a->member > b->member;
}

/* Plans of each group, by its first goal. */
static size_t *
count_plans(struct matcher *k)
{
	size_t *plans = arena_alloc(k->a, (k->n + 1) * sizeof *plans);
	struct place *v = arena_alloc(k->a, (k->n + 1) * sizeof *v);

	for (size_t i = 0; i < k->n; i++)
		v[i] = (struct place){group_of(k, i), k->v[i].member};
	if (k->n > 1)
		qsort(v, k->n, sizeof *v, by_place);
	for (size_t i = 0; i < k->n; i++)
		plans[v[i].group] += i == 0 || by_place(&v[i], &v[i - 1]) != 0;
	return plans;
}

static void
tell(struct matcher *k, struct diags *out)
{
	const size_t *plans = count_plans(k);

	for (size_t i = 0; i < k->n; i++) {
		const struct cand *c = &k->v[i], *o;
		size_t others = plans[group_of(k, i)] - 1;
		struct diag *d;

		if (c->other == NONE)
			continue; /* like none */
		o = &k->v[c->other];
		d = diags_add(out, k->a, SEV_WARNING,
		    k->all->v[c->member].plan->path, c->t->line, c->t->col,
		    "goal-alike",
		    "the goal %s says nearly the same as %s of %s", c->t->id,
		    o->t->id, k->all->v[o->member].plan->path);
		if (others > 1)
			d->text = arena_printf(k->a,
			    "%s, and as goals of %zu more plan%s", d->text,
			    others - 1, others == 2 ? "" : "s");
		diag_hint(d, k->a,
		    "let the learner say it in own words; a goal that is "
		    "meant to be common supports a shared goal");
	}
}

void
alike_check(struct diags *out, struct arena *a, struct crowd *all)
{
	struct matcher k = {.a = a, .all = all};
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].ngoals;
	k.v = arena_alloc(a, (n + 1) * sizeof *k.v);
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; all->v[i].current && j < all->v[i].ngoals;
		     j++) {
			struct goal_text *t = &all->v[i].goals[j];

			if (t->words < ALIKE_WORDS_MIN)
				continue;
			k.v[k.n++] = (struct cand){
			    .t = t, .member = i, .same = t->sum, .other = NONE};
		}
	if (k.n > 1)
		qsort(k.v, k.n, sizeof *k.v, by_same);
	for (size_t i = 0; i < k.n; i++)
		k.v[i].group = i;
	join_equal(&k);
	join_near(&k);
	tell(&k, out);
}
