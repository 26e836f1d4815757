#ifndef VIEW_LOG_VIEW_H
#define VIEW_LOG_VIEW_H

/*
 * Events of plans as people read them and as JSON.  Source: ilp-log(1).
 */

#include "track/timeline.h"
#include "view/json.h"
#include "view/lines.h"

struct log_show {
	const struct people *people;
	int today;
	bool one;  /* all of one plan, which then is not named */
	int width; /* columns; 0: a pipe */
	bool color;
};

/* One event: when, who, which plan, and a line for each change. */
void log_event(struct buf *out, struct arena *a, const struct event *e,
    const struct log_show *how);

/* {"commit", "at", "author", "by", "plan", "changes", "gap"}. */
json_t *log_event_json(const struct event *e);

/* "2026-10-02T15:40:00+02:00", a commit's time in its own zone; in a. */
const char *log_time(struct arena *a, const struct past_commit *c);

#endif
