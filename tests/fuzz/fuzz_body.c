/* Any bytes as the body of a plan: its parts cover it, nothing is lost. */

#include "fuzz.h"

#include "plan/change.h"
#include "plan/plan.h"

static const char front[] = "---\nilp: 1\nlearner: A\nbegin: 2026-08-24\n"
			    "goals:\n  read: {title: R}\n"
			    "  write: {title: W, scale: mastery}\n---\n";

static void
parts_check(const struct plan *p, struct arena *a)
{
	size_t at = p->doc.body;

	for (size_t i = 0; i < p->nparts; i++) {
		const struct part *q = &p->parts[i];

		PROMISE(
		    q->head.off == at && q->content.off == span_end(q->head));
		PROMISE(q->section <= i && q->level <= 3);
		at = span_end(q->content);
		part_words(p, i, a);
	}
	PROMISE(at == p->doc.len);
	for (size_t i = 0; i < p->nentries; i++)
		PROMISE(p->parts[p->entries[i].part].entry == (long)i);
}

static void
steps_check(const struct plan *p, const struct goal *g, struct arena *a)
{
	size_t at = p->doc.body;

	for (size_t i = 0; i < g->nsteps; i++) {
		const struct step *s = &g->steps[i];

		PROMISE(s->n == i + 1 && s->item.off >= at);
		PROMISE(p->doc.src[s->box] == '[');
		PROMISE(s->words.off >= s->box &&
			span_end(s->facts) <= span_end(s->item));
		at = span_end(s->item);
	}
	goal_words(p, g, a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf b = BUF_INIT;
	struct changes c = {0};
	struct settings s;
	struct arena a;
	struct plan p;
	int today;

	arena_init(&a);
	settings_init(&s, &a);
	date_iso("2026-10-20", 10, &today);
	buf_adds(&b, front);
	buf_add(&b, data, size);
	plan_read(&p, &a, &s, today, "plans/asha-r.md", b.p, b.n);
	if (!p.broken) {
		parts_check(&p, &a);
		for (size_t i = 0; i < p.ngoals; i++)
			steps_check(&p, &p.goals[i], &a);
		plan_changes(&c, &a, &p, &p);
		PROMISE(c.n == 0);
	}
	buf_free(&b);
	arena_free(&a);
	return 0;
}
