/* Which plans were changed since somebody agreed to them. */

#include <string.h>

#include "base/buf.h"
#include "base/par.h"
#include "track/attention.h"
#include "track/status.h"

#define BATCH 2048 /* versions asked for at once: about 12 MB */

/* One plan of a batch. */
struct signed_plan {
	struct plan_status *status;
	const struct blob *of; /* as its signings */
	size_t part;	       /* whose text has its sentences */
	size_t off;	       /* where they begin, each with its NUL */
	size_t n;	       /* how many there are */
};

/* Plans that are compared side by side. */
struct batch {
	const struct caseload *c;
	struct signed_plan *v;
	size_t n;
	struct blob *of;
	size_t nof;
	struct buf text[PAR_PARTS_MAX];
};

/* ---- one plan, in a thread ---- */

/* The plan as it is now; read again where only a summary of it was kept. */
static const struct plan *
plan_now(const struct caseload *c, struct arena *a, const struct plan *p)
{
	struct plan *now;
	struct err e;
	const char *src;
	size_t len;

	if (p->doc.src)
		return p;
	now = arena_new(a, struct plan);
	if (caseload_bytes(&src, &len, a, c, p->path, DOC_FILE_MAX, &e) != 0)
		plan_broken(now, a, p->path, &e);
	else
		plan_read(now, a, &c->settings, c->today, p->path, src, len);
	return now;
}

/* The earlier signing of a version that says the same as that of i, or i. */
static size_t
first_like(const struct signings *l, const struct signed_core *core, size_t i)
{
	size_t k = 0;

	while (k < i && !signed_core_same(&core[k], &core[i]) &&
	       strcmp(l->v[k].entry->of, l->v[i].entry->of) != 0)
		k++;
	return k;
}

/* Finds out the states of the signings of one plan. */
static void
compare(const struct caseload *c, struct arena *a, const struct signed_plan *q)
{
	struct signings *l = &q->status->signings;
	struct signed_core *core = arena_alloc(a, l->n * sizeof *core);
	const struct plan *now = NULL;

	for (size_t i = 0; i < l->n; i++) {
		struct signing *g = &l->v[i];
		size_t like;

		if (q->of[i].missing)
			continue;
		core[i] = signed_core_of(
		    &c->settings, a, q->of[i].data, q->of[i].len);
		like = first_like(l, core, i);
		if (signed_core_same(&core[i], &q->status->core)) {
			g->state = SIGNED_SAME;
		} else if (like < i) {
			g->state = l->v[like].state;
			g->changes = l->v[like].changes;
		} else {
			now = now ? now : plan_now(c, a, q->status->plan);
			if (!now->diags.errors)
				signing_compare(
				    g, a, &c->settings, now, &q->of[i]);
		}
	}
}

/* "learner signed on 2026-09-02 and family on 2026-09-04; since then ..." */
static void
say(struct buf *out, struct arena *a, const struct signings *l, size_t i,
    const char *const *words)
{
	struct strs who = {NULL, 0, 0};

	for (size_t k = i; k < l->n; k++)
		if (words[k] && strcmp(words[k], words[i]) == 0)
			strs_add(&who, a,
			    arena_printf(a, "%s %son %s", l->v[k].role,
				k == i ? "signed " : "", l->v[k].entry->date));
	for (size_t k = 0; k < who.n; k++)
		buf_addf(out, "%s%s",
		    k == 0	    ? ""
		    : k + 1 < who.n ? ", "
				    : " and ",
		    who.v[k]);
	buf_addf(out, "; since then changed: %s", words[i]);
	buf_addc(out, '\0');
}

/* Roles that miss the same are told in one sentence. */
static void
say_all(struct buf *out, struct arena *a, struct signed_plan *q)
{
	const struct signings *l = &q->status->signings;
	const char **words = arena_alloc(a, l->n * sizeof *words);

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].state == SIGNED_CHANGED)
			words[i] = signed_words(&l->v[i].changes, a);
	for (size_t i = 0; i < l->n; i++) {
		size_t k = 0;

		while (k < i && !str_eq(words[k], words[i]))
			k++;
		if (!words[i] || k < i)
			continue;
		say(out, a, l, i, words);
		q->n++;
	}
}

static void
compare_part(void *ctx, size_t part, size_t from, size_t to)
{
	struct batch *b = ctx;
	struct arena scratch;

	arena_init(&scratch);
	for (size_t i = from; i < to; i++) {
		struct signed_plan *q = &b->v[i];

		compare(b->c, &scratch, q);
		q->part = part;
		q->off = b->text[part].n;
		say_all(&b->text[part], &scratch, q);
		q->status->signings = (struct signings){NULL, 0, 0};
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

/* ---- many ---- */

static void
add_plan(struct batch *b, struct plan_status *s)
{
	b->v[b->n++] = (struct signed_plan){.status = s, .of = &b->of[b->nof]};
	for (size_t i = 0; i < s->signings.n; i++)
		b->of[b->nof++].id = s->signings.v[i].entry->of;
}

/* The next plans that were signed, from v[*at] on. */
static void
fill(struct batch *b, struct arena *a, struct plan_status *v, size_t n,
    size_t *at)
{
	size_t most = 0, to = *at;

	for (; to < n && most < BATCH; to++)
		most += v[to].signings.n;
	b->of = arena_alloc(a, (most + 1) * sizeof *b->of);
	b->v = arena_alloc(a, (most + 1) * sizeof *b->v);
	for (; *at < to; ++*at)
		if (v[*at].signings.n)
			add_plan(b, &v[*at]);
}

static void
tell(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct signed_plan *q = &b->v[i];
		size_t off = q->off;

		for (size_t k = 0; k < q->n; k++) {
			const char *text = b->text[q->part].p + off;

			attention_signed(
			    q->status, b->c->a, arena_strdup(b->c->a, text));
			off += strlen(text) + 1;
		}
	}
	for (size_t i = 0; i < PAR_PARTS_MAX; i++)
		buf_free(&b->text[i]);
}

int
status_signed(
    struct plan_status *v, size_t n, struct caseload *c, struct err *e)
{
	struct arena a;
	int code = 0;

	for (size_t at = 0; at < n && code == 0;) {
		struct batch b = {.c = c};

		arena_init(&a);
		fill(&b, &a, v, n, &at);
		code = b.n ? blobs_read(b.of, b.nof, &c->repo, &a, e) : 0;
		if (b.n && code == 0) {
			par_run(b.n, compare_part, &b);
			tell(&b);
		}
		arena_free(&a);
	}
	return code;
}
