#include "track/status.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/id.h"
#include "text/fold.h"
#include "track/attention.h"

static const char *const words[ATT_COUNT] = {
    [ATT_BROKEN] = "broken",
    [ATT_CHECKIN_OVERDUE] = "checkin-overdue",
    [ATT_QUIET] = "quiet",
    [ATT_LEARNER_QUIET] = "learner-quiet",
    [ATT_GOAL_OVERDUE] = "goal-overdue",
    [ATT_STEP_OVERDUE] = "step-overdue",
    [ATT_GOAL_FLAT] = "goal-flat",
    [ATT_GATE_CLOSED] = "gate-closed",
    [ATT_CHANGED_SINCE_SIGNED] = "changed-since-signed",
    [ATT_UNSIGNED] = "unsigned",
    [ATT_GOAL_NO_EVIDENCE] = "goal-no-evidence",
    [ATT_GOAL_NO_MEASURE] = "goal-no-measure",
    [ATT_UNALIGNED] = "unaligned",
    [ATT_NO_GOALS] = "no-goals",
    [ATT_GOAL_DUE_SOON] = "goal-due-soon",
};

const char *
attention_word(enum attention_code c)
{
	return words[c];
}

bool
attention_parse(const char *word, enum attention_code *out)
{
	for (int i = 0; i < ATT_COUNT; i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum attention_code)i;
			return true;
		}
	return false;
}

int
status_world_read(struct status_world *out, struct caseload *c, struct err *e)
{
	struct status_world w = {.settings = &c->settings, .today = c->today};
	struct tree files = {0};

	if (caseload_tree(&files, c, "goals", ".md", &c->found, e) != 0)
		return -1;
	for (size_t i = 0; i < files.n; i++)
		strs_add(&w.shared, c->a, id_of_path(c->a, files.v[i].path));
	*out = w;
	return 0;
}

/* ---- one plan ---- */

static double
mean_share(const struct plan *p)
{
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < p->ngoals; i++) {
		const struct goal *g = &p->goals[i];

		if ((g->status != GOAL_ACTIVE && g->status != GOAL_MET) ||
		    isnan(g->share))
			continue;
		sum += g->share;
		n++;
	}
	return n ? sum / (double)n : NAN;
}

/* The sign-offs that stand, and that a later version can be held against. */
static void
read_signings(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct plan *p)
{
	struct signings *l = &out->signings;
	size_t n = 0;

	signings_find(l, a, p);
	for (size_t i = 0; i < l->n; i++)
		if (signoff_agrees(l->v[i].entry) && l->v[i].entry->of)
			l->v[n++] = l->v[i];
	l->n = n;
	if (n)
		out->core =
		    signed_core_of(w->settings, a, p->doc.src, p->doc.len);
}

void
status_read(struct plan_status *out, struct arena *a,
    const struct status_world *w, const struct plan *p)
{
	struct touches t;

	*out = (struct plan_status){.plan = p, .share = mean_share(p)};
	for (size_t i = 0; i < p->ngoals; i++)
		out->goals[p->goals[i].status]++;
	touches_read(&t, p);
	out->last = t.any;
	out->next_checkin = t.promise ? t.promise->next : NULL;
	out->last_checkin = t.checkin ? t.checkin->date : NULL;
	out->quiet_days = quiet_days(w, p, t.any);
	if (p->diags.errors) {
		attention_broken(out, a);
		return;
	}
	attention_read(out, a, w, &t);
	read_signings(out, a, w, p);
}

static const char *
copied(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static const struct entry *
copied_entry(struct arena *a, const struct entry *e)
{
	struct entry *out = arena_new(a, struct entry);

	out->section = e->section;
	out->day = e->day;
	out->date = copied(a, e->date);
	out->by = copied(a, e->by);
	out->of = copied(a, e->of);
	return out;
}

void *
status_visit(void *w, struct arena *a, const struct plan *p)
{
	struct plan_status *s = arena_new(a, struct plan_status);

	status_read(s, a, w, p);
	s->plan = NULL;
	s->next_checkin = copied(a, s->next_checkin);
	s->last_checkin = copied(a, s->last_checkin);
	if (s->last)
		s->last = copied_entry(a, s->last);
	for (size_t i = 0; i < s->signings.n; i++) {
		struct signing *g = &s->signings.v[i];

		g->role = copied(a, g->role);
		g->entry = copied_entry(a, g->entry);
	}
	for (size_t i = 0; i < s->n; i++)
		s->v[i].goal = copied(a, s->v[i].goal);
	return s;
}

void
status_read_all(struct plan_status *v, struct caseload *c,
    const struct picks *picks, const struct status_world *w)
{
	for (size_t i = 0; i < picks->n; i++) {
		size_t at = picks->v[i];

		if (c->all && c->visit) {
			v[i] = *(const struct plan_status *)c->seen[at];
			v[i].plan = c->brief[at];
		} else {
			status_read(&v[i], c->a, w, caseload_plan(c, at));
		}
	}
}

void
status_keep(struct plan_status *s, const bool keep[ATT_COUNT])
{
	size_t n = s->n;

	s->n = s->codes = 0;
	for (size_t i = 0; i < n; i++) {
		if (!keep[s->v[i].code])
			continue;
		s->codes += s->n == 0 || s->v[s->n - 1].code != s->v[i].code;
		s->v[s->n++] = s->v[i];
	}
}

/* ---- order ---- */

static int
by_id(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	int r = strcmp(a->plan->id, b->plan->id);

	return r ? r : strcmp(a->plan->path, b->plan->path);
}

static int
by_name(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	int r = strcmp(a->name_key, b->name_key);

	return r ? r : by_id(x, y);
}

static int
by_quiet(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	int p = a->quiet_days < 0 ? INT_MAX : a->quiet_days,
	    q = b->quiet_days < 0 ? INT_MAX : b->quiet_days;

	return p != q ? (p > q ? -1 : 1) : by_id(x, y);
}

static int
by_attention(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	int p = a->n ? (int)a->v[0].code : ATT_COUNT,
	    q = b->n ? (int)b->v[0].code : ATT_COUNT;

	if (p != q)
		return p < q ? -1 : 1;
	if (a->codes != b->codes)
		return a->codes > b->codes ? -1 : 1;
	return by_quiet(x, y);
}

static int
by_share(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	double p = isnan(a->share) ? 2 : a->share,
	       q = isnan(b->share) ? 2 : b->share;

	return p < q ? -1 : p > q ? 1 : by_id(x, y);
}

static int
by_next(const void *x, const void *y)
{
	const struct plan_status *a = x, *b = y;
	const char *none = "~"; /* after every digit */
	int r = strcmp(a->next_checkin ? a->next_checkin : none,
	    b->next_checkin ? b->next_checkin : none);

	return r ? r : by_id(x, y);
}

static const struct {
	const char *word;
	int (*compare)(const void *, const void *);
} orders[] = {
    [SORT_ATTENTION] = {"attention", by_attention},
    [SORT_ID] = {"id", by_id},
    [SORT_NAME] = {"name", by_name},
    [SORT_QUIET] = {"quiet", by_quiet},
    [SORT_SHARE] = {"share", by_share},
    [SORT_NEXT] = {"next", by_next},
};

bool
status_sort_parse(const char *word, enum status_sort *out)
{
	for (int i = SORT_ATTENTION; i <= SORT_NEXT; i++)
		if (strcmp(word, orders[i].word) == 0) {
			*out = (enum status_sort)i;
			return true;
		}
	return false;
}

void
status_sort(
    struct plan_status *v, size_t n, enum status_sort by, struct arena *a)
{
	for (size_t i = 0; by == SORT_NAME && i < n; i++)
		v[i].name_key = fold_name(
		    a, v[i].plan->learner ? v[i].plan->learner : v[i].plan->id);
	if (n > 1)
		qsort(v, n, sizeof *v, orders[by].compare);
}
