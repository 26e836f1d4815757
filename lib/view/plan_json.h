#ifndef VIEW_PLAN_JSON_H
#define VIEW_PLAN_JSON_H

/*
 * Plans and their changes as JSON documents: plan, profile, plan-list,
 * goal-list and done.  Facts as the plan has them; nothing is computed here.
 * Source: ilp-args(7) JSON.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "plan/change.h"
#include "plan/plan.h"
#include "track/signed.h"
#include "view/json.h"

/* What a plan document says besides what stands in the plan. */
struct plan_facts {
	bool current; /* the caller knows who follows it */
	const struct signings *signings;
	const struct goal *only; /* NULL, or the one goal that is told, with
				    the entries that name it */
};

/* The plan document.  p is not broken.  a: for texts on the way. */
json_t *
plan_json(const struct plan *p, const struct plan_facts *f, struct arena *a);

/* The profile document: plan, and profile as the plan document has it. */
json_t *profile_json(const struct plan *p);

/* The lists, empty, and what is added to them plan by plan. */
json_t *plan_list_json(void);
void plan_list_add(json_t *doc, const struct plan *p);
json_t *goal_list_json(void);
void goal_list_add(json_t *doc, const struct plan *p, const struct goal *g);

/*
 * CHANGE objects, appended to a list.  Each has what, goal, old and new;
 * section, date, by, heading and text only where they apply.
 */
void changes_json(json_t *list, const struct changes *c);

/* A file that a writer wrote. */
struct done_file {
	const char *path;
	const char *id; /* of its plan; NULL: none */
	const struct changes *changes;
};

/*
 * Adds the done document to out; its changes say of which plan they are.
 * commit: its id; NULL: none was made.
 */
void done_json(
    struct buf *out, const struct done_file *v, size_t n, const char *commit);

#endif
