#ifndef TRACK_STORY_H
#define TRACK_STORY_H

/*
 * One goal's life: where it came from, what happened to it and why, how its
 * value went, how it ended; from its plan, from the plan's history, and from
 * the plans of earlier years that it continues.  Facts only;
 * view/story_view.h tells them.  Source: ilp-story(1).
 */

#include <stdbool.h>
#include <stddef.h>

#include "track/caseload.h"
#include "track/timeline.h"
#include "track/trend.h"
#include "track/voice.h"

/* Why something was changed, as far as somebody wrote it down. */
enum reason_kind {
	REASON_NONE,
	REASON_FIELD,	 /* the goal's reason: of a pause or a drop */
	REASON_REVISION, /* an entry of kind=revision beside the change */
	REASON_SAME_DAY, /* an entry of that day that names the goal */
};

struct reason {
	enum reason_kind kind;
	const char *text;	   /* of REASON_FIELD */
	const struct entry *entry; /* of the last two; in the chapter's plan */
};

enum moment_kind {
	MOMENT_BEGAN,	 /* it came, or is known from here on */
	MOMENT_CHANGED,	 /* one commit's changes of it */
	MOMENT_STEP,	 /* a step was done */
	MOMENT_ENTRY,	 /* somebody wrote about it */
	MOMENT_SIGNED,	 /* somebody signed the plan, or would not */
	MOMENT_REMOVED,	 /* it went out of the plan */
	MOMENT_RETURNED, /* and came back */
	MOMENT_GAP,	 /* the plan could not be read from here on */
};

struct moment {
	enum moment_kind kind;
	int day; /* DAY_NONE: not known, or not committed yet */
	/* The commit; NULL: the plan alone says so, or it is not committed. */
	const struct event *event;
	bool uncommitted;
	struct changes changes;	   /* of CHANGED and STEP */
	bool asks_why;		   /* a change that should have a reason */
	struct reason reason;	   /* of CHANGED */
	bool told;		   /* ENTRY: it is told as a reason already */
	const struct entry *entry; /* of ENTRY and SIGNED */
	bool covers;		   /* SIGNED: that version held the goal */
	size_t order;		   /* for sorting: within a day */
};

enum chapter_state {
	CHAPTER_HERE,	 /* the goal stands in its plan */
	CHAPTER_GONE,	 /* only the history has it */
	CHAPTER_MISSING, /* another goal follows it, and it is nowhere */
};

/* Who still stands to a sign-off, and what of the goal changed since. */
struct covered {
	const struct entry *entry; /* the newest of a role that agrees */
	const char *role;
	struct changes since; /* of this goal */
};

/* The goal in one plan. */
struct chapter {
	enum chapter_state state;
	const char *plan_id, *goal_id; /* goal_id NULL: follows: names none */
	const char *why_missing;       /* of MISSING, in words */
	/* What it is told from: today's file, or the last version with it. */
	const struct plan *plan;
	const struct goal *goal;
	/* The oldest version that is known; NULL: today's. */
	const struct plan *first_plan;
	const struct goal *first;
	struct moment *v; /* BEGAN first, then by day */
	size_t n, cap;
	struct trend trend;
	struct covered *covered;
	size_t ncovered;
	/* Of GONE: how; NULL: it is not committed yet. */
	const struct event *removed;
	bool plan_gone; /* the whole plan went */
};

enum story_past {
	STORY_NO_GIT,
	STORY_CUT, /* a shallow clone: older commits are not here */
	STORY_WHOLE,
};

struct story {
	struct chapter *v; /* the oldest first; the last is asked for */
	size_t n;
	enum story_past past;
	int cut_day;	  /* of STORY_CUT: of the oldest commit */
	const char *next; /* "PLAN/GOAL" that continues it; NULL: none */
	struct timeline line;
};

/*
 * The story of the goal that word names in file i's plan, which is not
 * broken: by id or unique prefix, also of goals that are only in the
 * history.  Call story_end also after a failure.  Memory: a, and what
 * story_end frees.
 * Errors: ERR_USAGE, no such goal, or several (with candidates); ERR_INPUT,
 * the goals that it follows come round to it; those of timeline_read.
 * Cost: that of timeline_read for these plans, and one read of all files.
 */
int story_read(struct story *out, struct arena *a, struct caseload *c, size_t i,
    const char *word, struct err *e);
void story_end(struct story *s);

/*
 * Of the goal in a chapter: gone from its plan while it was proposed or
 * active.
 */
bool chapter_vanished(const struct chapter *ch);

/* When a pause or the end came, by whom; NULL where no moment tells. */
const struct moment *chapter_end(const struct chapter *ch);

#endif
