#ifndef VIEW_STORY_VIEW_H
#define VIEW_STORY_VIEW_H

/*
 * A goal's story as prose that a learner and a family read, and as a JSON
 * document.  Dates are said as people say them; what somebody wrote is
 * quoted, never told in other words.  Source: ilp-story(1).
 */

#include <stdbool.h>

#include "track/story.h"
#include "view/json.h"
#include "view/lines.h"

struct story_show {
	const struct people *people;
	const struct settings *settings;
	int today;
	int width; /* columns; 0: a pipe */
	bool color;
};

void story_text(struct buf *out, struct arena *a, const struct story *s,
    const struct story_show *how);

/* The document story. */
json_t *
story_json(const struct story *s, const struct settings *st, struct arena *a);

/*
 * A row for each point of a trend: day, value, a mark on a line from the
 * least to the most, where it comes from; between rows how long nothing was
 * read.  The same in a pipe, and in ASCII.  Nothing where there is no point.
 */
struct chart {
	const struct plan *plan;
	const struct goal *goal;
	const struct settings *settings;
	const struct trend *trend;
};
void chart_show(struct lines *l, const struct chart *c);

/*
 * "learner  3 entries  120 words  40 %", a line for each voice that has any;
 * nothing where there are no entries.
 */
void voices_show(struct lines *l, size_t indent, const struct voices *v);

#endif
