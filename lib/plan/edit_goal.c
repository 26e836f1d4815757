/* Edits that add a goal or move its status. */

#include <string.h>

#include "plan/edit.h"
#include "plan/id.h"
#include "text/edit.h"
#include "text/splice.h"

static bool
goal_taken(void *ctx, const char *id)
{
	return plan_goal(ctx, id) != NULL;
}

static int
choose_id(struct edit *ed, const char **id, const char *want, const char *title,
    struct err *e)
{
	struct plan now = *ed->now;
	char *made;

	if (!want) {
		if (id_new_goal(&made, ed->a, title, ed->s->opaque_ids,
			goal_taken, &now, e) != 0)
			return -1;
		*id = made;
		return 0;
	}
	if (!id_goal_valid(want)) {
		err_at(e, NULL, 0, 0, "goal-id", "%s is no goal id", want);
		return err_hint(
		    e, "use small letters, digits and -, as in read-daily");
	}
	if (plan_goal(ed->now, want)) {
		err_set(e, ERR_USAGE, "%s has a goal %s already", ed->now->id,
		    want);
		return err_hint(e, "choose another --id, or use ilp-goal set");
	}
	*id = want;
	return 0;
}

/* The mapping that holds the goals, made (empty) where it is missing. */
static int
goals_node(struct edit *ed, const struct front_node **out, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct front_pair key = {"goals", NULL, NULL};
	struct changes none = {NULL, 0, 0};

	*out = front_get(ed->now->doc.root, "goals");
	if (*out)
		return 0;
	front_add(&te, ed->now->doc.root, &key);
	if (edit_apply(ed, &sp, &none, e) != 0)
		return -1;
	*out = front_get(ed->now->doc.root, "goals");
	return 0;
}

static int
add_bare(struct edit *ed, const char *id, const char *title, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct front_pair pairs[] = {
	    {"title", title, NULL}, {"status", "active", NULL}};
	struct changes asked = {NULL, 0, 0};
	const struct front_node *goals;
	struct text_edit te;
	struct change *ch;

	if (goals_node(ed, &goals, e) != 0)
		return -1;
	te = (struct text_edit){&ed->now->doc, ed->a, &sp};
	front_add_map(&te, goals, id, pairs, 2, true);
	ch = change_add(&asked, ed->a, "goal.added");
	ch->goal = id;
	ch->new = title;
	return edit_apply(ed, &sp, &asked, e);
}

/* Most likely the command was given twice. */
static void
note_same_title(struct edit *ed, const char *title)
{
	for (size_t i = 0; i < ed->now->ngoals; i++) {
		const struct goal *g = &ed->now->goals[i];

		if (g->title && strcmp(g->title, title) == 0) {
			strs_add(&ed->notes, ed->a,
			    arena_printf(ed->a,
				"%s had a goal of this title before, %s",
				ed->now->id, g->id));
			return;
		}
	}
}

int
edit_goal_add(struct edit *ed, const char **id, const char *want_id,
    const char *title, const struct assign *v, size_t n, struct err *e)
{
	const struct plan *start = ed->now;

	if (strchr(title, '\n') || !title[strspn(title, " \t")])
		return err_set(
		    e, ERR_USAGE, "the title of a goal is one line of text");
	note_same_title(ed, title);
	if (choose_id(ed, id, want_id, title, e) == 0 &&
	    add_bare(ed, *id, title, e) == 0 &&
	    edit_goal_set(ed, *id, v, n, e) == 0)
		return 0;
	ed->now = start;
	return -1;
}

/* Sets one key, or removes it where value is NULL. */
static int
put(struct edit *ed, const char *goal, const char *key, enum assign_op op,
    const char *value, struct err *e)
{
	struct assign v = {key, op, value};

	if (!value)
		return edit_goal_unset(ed, goal, key, e);
	return edit_goal_set(ed, goal, &v, 1, e);
}

int
edit_goal_status(struct edit *ed, const char *goal, enum goal_status status,
    const char *date, const char *by, const char *reason, struct err *e)
{
	const struct plan *start = ed->now;
	const struct goal *g = plan_goal(start, goal);
	bool ends = status == GOAL_MET || status == GOAL_DROPPED;
	bool begins = status == GOAL_ACTIVE || status == GOAL_PROPOSED;
	bool agree =
	    status == GOAL_ACTIVE && by && g && g->status == GOAL_PROPOSED;

	if (g && g->status == status)
		return 0;
	if (put(ed, goal, "status", ASSIGN_SET, goal_status_word(status), e) !=
		0 ||
	    (ends && put(ed, goal, "closed", ASSIGN_SET, date, e) != 0) ||
	    (!ends && put(ed, goal, "closed", ASSIGN_SET, NULL, e) != 0) ||
	    (begins && put(ed, goal, "reason", ASSIGN_SET, NULL, e) != 0) ||
	    (reason && put(ed, goal, "reason", ASSIGN_SET, reason, e) != 0) ||
	    (agree && put(ed, goal, "agreed", ASSIGN_ADD, by, e) != 0)) {
		ed->now = start;
		return -1;
	}
	return 0;
}
