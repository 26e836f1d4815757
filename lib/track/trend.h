#ifndef TRACK_TREND_H
#define TRACK_TREND_H

/*
 * How a goal's value went: the readings of its plan's entries and, between
 * them, what its history says of progress that no reading explains; each
 * with its source.  And in which direction it goes, by the rule that
 * ilp-status flags flat goals with.  Facts only.
 * Source: ilp-story(1) READINGS; ilp-status(1) goal-flat.
 */

#include <stdbool.h>
#include <stddef.h>

#include "track/timeline.h"

enum trend_source {
	TREND_READING,	/* of an entry */
	TREND_PROGRESS, /* somebody set progress, and wrote no entry */
	TREND_BEGUN,	/* it stood there when the goal came */
};

struct trend_point {
	int day;
	const char *value; /* as written */
	bool placed;	   /* place is known */
	double place;	   /* on the goal's line: goal_value */
	enum trend_source source;
	const struct reading *reading; /* of TREND_READING; else NULL */
	const struct event *event;     /* of the others; else NULL */
};

struct trend {
	struct trend_point *v; /* by day; on a day in the order it happened */
	size_t n;
};

/*
 * events: n of them, newest first, as a timeline has them; those of other
 * plans are passed over, none are fine.  A reading and the progress that it
 * set are one point.  Pure: asks nothing but its arguments, points into
 * them.  Memory: a.  Cost: readings times changes of progress.
 */
void trend_read(struct trend *out, struct arena *a, const struct settings *s,
    const struct plan *p, const struct goal *g, const struct event *events,
    size_t n);

/*
 * The events of one plan, newest first, also from when its file had another
 * id: *out in a; returns how many.
 */
size_t plan_events(const struct event ***out, struct arena *a,
    const struct event *v, size_t n, const char *plan);

/* The path that the plan had before that event; NULL: the same. */
const char *moved_from(const struct event *e);
/* The day of a commit where it was made. */
int event_day(const struct event *e);

enum trend_way {
	WAY_UNKNOWN, /* fewer than two readings, or no target */
	WAY_REACHED,
	WAY_FLAT, /* what status flags as goal-flat */
	WAY_NEARER,
	WAY_SAME,
	WAY_AWAY,
};

/*
 * Where the newest reading stands, against *from: the newest one that is at
 * least a cadence older, else the oldest of all; of WAY_FLAT the one that
 * goal-flat names.  *from is NULL where there is none.
 */
enum trend_way trend_way(const struct reading **from, const struct settings *s,
    const struct goal *g, int cadence_days);

/*
 * goal-flat itself: of three or more readings the newest is no nearer to the
 * target than each one at least a cadence older.  The last of these, or
 * NULL.  Days in breaks do not count.
 */
const struct reading *
trend_flat(const struct settings *s, const struct goal *g, int cadence_days);

/* "flat", "nearer" ...: for JSON. */
const char *trend_way_word(enum trend_way w);
/*
 * "that is nearer to the target than on 2 October 2026, when it was 1", of
 * the newest reading; NULL for WAY_UNKNOWN.  In a.
 */
const char *
trend_say(struct arena *a, enum trend_way w, const struct reading *from);

#endif
