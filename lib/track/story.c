#include "track/story.h"

#include <string.h>

#include "base/date.h"
#include "plan/id.h"
#include "track/moments.h"
#include "track/oldplan.h"

#define NO_FILE	     ((size_t)-1)
#define CHAPTERS_MAX 100 /* years that one goal goes through */

/* What the functions below work on. */
struct reader {
	struct story *out;
	struct arena *a;
	struct caseload *c;
	const struct plan *p; /* whose goal is asked for */
	struct map ids;	      /* the plans whose history is read */
	struct chapter *v;    /* the newest first, while they are found */
	struct err *e;
};

/* ---- PLAN/GOAL ---- */

struct link {
	const char *plan;
	const char *goal; /* NULL: it names none */
};

static struct link
link_of(struct arena *a, const char *follows)
{
	size_t n = strcspn(follows, "/");
	bool both = follows[n] && follows[n + 1];

	return (struct link){arena_strndup(a, follows, n),
	    both ? arena_strdup(a, follows + n + 1) : NULL};
}

/* The file of a plan; NO_FILE: the folder has none. */
static size_t
file_of(const struct reader *r, const char *id)
{
	for (size_t i = 0; i < r->c->files.n; i++)
		if (strcmp(id_of_path(r->a, r->c->files.v[i].path), id) == 0)
			return i;
	return NO_FILE;
}

/* The plans that p's goals continue, and theirs. */
static void
add_plans(struct reader *r, const struct plan *p, int depth)
{
	if (!map_add(&r->ids, r->a, p->id, 0) || p->broken)
		return;
	for (size_t i = 0; i < p->ngoals && depth < CHAPTERS_MAX; i++) {
		const char *id, *follows = p->goals[i].follows;
		size_t file, at;

		if (!follows)
			continue;
		id = link_of(r->a, follows).plan;
		if (map_get(&r->ids, id, &at))
			continue;
		file = file_of(r, id);
		if (file == NO_FILE)
			map_add(&r->ids, r->a, id, 0);
		else
			add_plans(r, caseload_plan(r->c, file), depth + 1);
	}
}

/* ---- the history ---- */

static int
read_line(struct reader *r)
{
	struct story *s = r->out;
	struct timeline_how how = {.ids = &r->ids};
	struct event cut;
	struct past_commit oldest = {0};

	s->past = STORY_NO_GIT;
	if (!r->c->repo.has_git)
		return 0;
	if (timeline_read(&s->line, r->a, r->c, &how, r->e) != 0)
		return -1;
	s->past = STORY_WHOLE;
	if (s->line.history.cut_off) {
		s->past = STORY_CUT;
		oldest.time = s->line.history.cut_time;
		cut = (struct event){.commit = &oldest};
		s->cut_day = event_day(&cut);
	}
	return 0;
}

/* ---- goals that are only in the history ---- */

static bool
removes(const struct event *e, const char *goal)
{
	for (size_t i = 0; i < e->changes.n; i++) {
		const struct change *c = &e->changes.v[i];

		if (strcmp(c->what, "plan.removed") == 0 ||
		    (strcmp(c->what, "goal.removed") == 0 &&
			str_eq(c->goal, goal)))
			return true;
	}
	return false;
}

/* Sets ch to the goal as that version has it; false if it has none. */
static bool
gone_in(struct chapter *ch, const struct past_version *v, const struct event *e)
{
	const struct goal *g = v->plan ? plan_goal(v->plan, ch->goal_id) : NULL;

	if (!g)
		return false;
	ch->state = CHAPTER_GONE;
	ch->plan = v->plan;
	ch->goal = g;
	ch->removed = e;
	return true;
}

/* The last version that had the goal: HEAD's, or the one before it went. */
static int
find_gone(struct reader *r, struct chapter *ch, const char *path)
{
	const struct timeline *t = &r->out->line;
	const struct event **events;
	size_t n = plan_events(&events, r->a, t->v, t->n, ch->plan_id);
	struct past_version v = {.path = path ? path
					 : n  ? events[0]->path
					      : NULL};

	if (!v.path)
		return 0;
	if (versions_read(&v, 1, r->a, r->c, r->e) != 0)
		return -1;
	if (gone_in(ch, &v, NULL))
		return 0;
	for (size_t i = 0; i < n; i++) {
		const struct event *e = events[i];

		if (!removes(e, ch->goal_id) ||
		    !event_version(&v, r->a, t, e, true))
			continue;
		if (versions_read(&v, 1, r->a, r->c, r->e) != 0)
			return -1;
		if (gone_in(ch, &v, e))
			return 0;
	}
	return 0;
}

/* ---- which goal is meant ---- */

static void
add_name(struct reader *r, struct plan *all, const char *id)
{
	if (!id || plan_goal(all, id))
		return;
	all->goals[all->ngoals++] = (struct goal){.id = id};
	map_add(&all->goal_at, r->a, id, all->ngoals - 1);
}

/* Names what the history took out of the plan. */
static void
add_removed(struct reader *r, struct plan *all, const struct event *e)
{
	for (size_t k = 0; k < e->changes.n; k++)
		if (strcmp(e->changes.v[k].what, "goal.removed") == 0)
			add_name(r, all, e->changes.v[k].goal);
}

/* The goal that word names among those of the plan, now or once. */
static int
pick_goal(struct reader *r, const char *word, const char **id)
{
	const struct timeline *t = &r->out->line;
	struct past_version head = {.path = r->p->path};
	struct plan all = {.id = r->p->id};
	const struct event **events;
	size_t n = plan_events(&events, r->a, t->v, t->n, r->p->id);
	size_t max = r->p->ngoals;

	if (versions_read(&head, 1, r->a, r->c, r->e) != 0)
		return -1;
	max += head.plan ? head.plan->ngoals : 0;
	for (size_t i = 0; i < n; i++)
		max += events[i]->changes.n;
	all.goals = arena_alloc(r->a, (max + 1) * sizeof *all.goals);
	for (size_t i = 0; i < r->p->ngoals; i++)
		add_name(r, &all, r->p->goals[i].id);
	for (size_t i = 0; head.plan && i < head.plan->ngoals; i++)
		add_name(r, &all, head.plan->goals[i].id);
	for (size_t i = 0; i < n; i++)
		add_removed(r, &all, events[i]);
	return goal_pick(id, &all, word, r->a, r->e);
}

/* ---- the chain of years ---- */

/* What a chapter is told from; MISSING where there is nothing. */
static int
find_chapter(struct reader *r, struct chapter *ch)
{
	size_t file = file_of(r, ch->plan_id);
	const struct plan *p =
	    file == NO_FILE ? NULL : caseload_plan(r->c, file);

	ch->state = CHAPTER_MISSING;
	ch->why_missing = !ch->goal_id	   ? "no goal is named"
			  : p && p->broken ? "that plan cannot be read"
			  : p		   ? "that plan has no such goal"
					   : "that plan is not here";
	if (!ch->goal_id || (p && p->broken))
		return 0;
	ch->goal = p ? plan_goal(p, ch->goal_id) : NULL;
	if (ch->goal) {
		ch->state = CHAPTER_HERE;
		ch->plan = p;
		return 0;
	}
	return find_gone(r, ch, p ? p->path : NULL);
}

static int
comes_round(struct reader *r, const struct chapter *ch)
{
	const struct plan *p = ch->plan;
	size_t line, col;

	text_pos(p->doc.src, p->doc.len,
	    front_get(ch->goal->node, "follows")->span.off, &line, &col);
	err_at(r->e, p->path, line, col, "goal-follows",
	    "goal \"%s\" follows %s, which comes round to it again",
	    ch->goal_id, ch->goal->follows);
	return err_hint(r->e,
	    "follows: names the goal of an earlier year; take the wrong one "
	    "out");
}

static bool
told_before(const struct reader *r, const struct link *l)
{
	for (size_t i = 0; i < r->out->n; i++)
		if (str_eq(r->v[i].plan_id, l->plan) &&
		    str_eq(r->v[i].goal_id, l->goal))
			return true;
	return false;
}

/*
 * The chapters, the newest first.  *more: the history of a plan is needed
 * that was not read.
 */
static int
find_chain(struct reader *r, struct link l, bool *more)
{
	r->out->n = 0;
	while (r->out->n < CHAPTERS_MAX) {
		struct chapter *ch = &r->v[r->out->n];

		if (l.goal && told_before(r, &l))
			return comes_round(r, ch - 1);
		*ch = (struct chapter){.plan_id = l.plan, .goal_id = l.goal};
		*more = map_add(&r->ids, r->a, l.plan, 0) || *more;
		if (find_chapter(r, ch) != 0)
			return -1;
		r->out->n++;
		if (ch->state == CHAPTER_MISSING || !ch->goal->follows)
			return 0;
		l = link_of(r->a, ch->goal->follows);
	}
	return 0;
}

/* Reads history and chain, until no other plan comes in. */
static int
find_story(struct reader *r, const char *word)
{
	bool more = true;

	while (more) {
		struct link l = {.plan = r->p->id};

		more = false;
		timeline_end(&r->out->line);
		if (read_line(r) != 0 || pick_goal(r, word, &l.goal) != 0 ||
		    find_chain(r, l, &more) != 0)
			return -1;
		more = more && r->out->past != STORY_NO_GIT;
	}
	r->out->v = arena_alloc(r->a, r->out->n * sizeof *r->out->v);
	for (size_t i = 0; i < r->out->n; i++)
		r->out->v[i] = r->v[r->out->n - 1 - i];
	return 0;
}

/* ---- the year after ---- */

static const char *
goal_following(struct reader *r, const struct plan *p, const char *link)
{
	for (size_t i = 0; !p->broken && i < p->ngoals; i++)
		if (str_eq(p->goals[i].follows, link))
			return arena_printf(
			    r->a, "%s/%s", p->id, p->goals[i].id);
	return NULL;
}

/* Only files that hold the words are read as plans. */
static void
find_next(struct reader *r)
{
	const struct chapter *ch = &r->out->v[r->out->n - 1];
	const char *link =
	    arena_printf(r->a, "%s/%s", ch->plan_id, ch->goal_id);
	struct arena scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < r->c->files.n && !r->out->next; i++) {
		struct err none;
		char *src;
		size_t len;

		if (file_read(&src, &len, &scratch, &r->c->repo.folder,
			r->c->files.v[i].path, DOC_FILE_MAX, &none) == 0 &&
		    memmem(src, len, link, strlen(link)))
			r->out->next =
			    goal_following(r, caseload_plan(r->c, i), link);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

/* ---- the whole ---- */

int
story_read(struct story *out, struct arena *a, struct caseload *c, size_t i,
    const char *word, struct err *e)
{
	struct reader r = {.out = out, .a = a, .c = c, .e = e};

	*out = (struct story){.n = 0};
	if (caseload_list(c, e) != 0)
		return -1;
	r.p = caseload_plan(c, i);
	r.v = arena_alloc(a, CHAPTERS_MAX * sizeof *r.v);
	add_plans(&r, r.p, 0);
	if (find_story(&r, word) != 0)
		return -1;
	for (size_t k = 0; k < out->n; k++)
		if (out->v[k].state != CHAPTER_MISSING &&
		    chapter_tell(&out->v[k], a, c, out, e) != 0)
			return -1;
	find_next(&r);
	return 0;
}

void
story_end(struct story *s)
{
	timeline_end(&s->line);
}

bool
chapter_vanished(const struct chapter *ch)
{
	return ch->state == CHAPTER_GONE &&
	       (ch->goal->status == GOAL_PROPOSED ||
		   ch->goal->status == GOAL_ACTIVE);
}

const struct moment *
chapter_end(const struct chapter *ch)
{
	const struct moment *last = NULL;
	const char *word = goal_status_word(ch->goal->status);

	for (size_t i = 0; i < ch->n; i++)
		for (size_t k = 0; k < ch->v[i].changes.n; k++)
			if (strcmp(ch->v[i].changes.v[k].what, "goal.status") ==
			    0)
				last = str_eq(ch->v[i].changes.v[k].new, word)
					   ? &ch->v[i]
					   : NULL;
	return last;
}
