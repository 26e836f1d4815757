/*
 * Any bytes as two plans of one school, looked at strictly: every finding
 * points at a line that is there, none is told without a hint.
 */

#include "fuzz.h"

#include "track/alike.h"
#include "track/names.h"
#include "track/practice.h"
#include "track/privacy.h"
#include "track/slips.h"
#include "track/strict.h"

static const char other[] = "---\nilp: 1\nlearner: Asha Bell Rivers\n"
			    "team: {learner: asha.r}\n---\n";

static const struct plan *
whole(void *ctx, size_t i)
{
	struct plan *plans = ctx;

	return &plans[i];
}

static void
look(struct diags *found, struct arena *a, struct caseload *c,
    struct plan plans[3])
{
	struct strict_world world = {.load = c};
	struct strict_follows later = {NULL, 0, 0};
	struct member v[3];
	struct crowd all = {v, 3, whole, plans};
	struct words w;

	memset(v, 0, sizeof v);
	words_init(&w, "", 0);
	for (size_t i = 0; i < 3; i++) {
		struct finder f;

		finder_init(&f, found, a, &plans[i]);
		slips_plan(&f, &c->settings);
		practice_plan(&f);
		strict_plan(&f, &world, &later);
		privacy_plan(&f, c->today);
		v[i].plan = &plans[i];
		v[i].current = v[i].learner = true;
		v[i].name = name_number(&w, plans[i].learner);
		names_note(&v[i], a, &w, &plans[i]);
		alike_note(&v[i], &f, &w);
	}
	names_check(found, a, c, &all);
	alike_check(found, a, &all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *src = (const char *)data;
	struct diags found = {NULL, 0, 0, 0};
	struct caseload c = {.repo.folder.fd = -1};
	struct plan plans[3];
	struct arena a;
	size_t lines = 2;

	arena_init(&a);
	c.a = &a;
	settings_init(&c.settings, &a);
	date_iso("2026-10-20", 10, &c.today);
	plan_read(&plans[0], &a, &c.settings, c.today, "plans/a.md", src, size);
	plan_read(&plans[1], &a, &c.settings, c.today, "plans/b.md", src, size);
	plan_read(&plans[2], &a, &c.settings, c.today, "plans/c.md", other,
	    sizeof other - 1);
	plans[1].learner = "Ben Stone";
	for (size_t i = 0; i < size; i++)
		lines += src[i] == '\n';
	if (!plans[0].broken)
		look(&found, &a, &c, plans);
	for (size_t i = 0; i < found.n; i++)
		PROMISE(found.v[i].hint && found.v[i].line >= 1 &&
			found.v[i].col >= 1 &&
			(found.v[i].line <= lines || found.v[i].line <= 5));
	arena_free(&a);
	return 0;
}
