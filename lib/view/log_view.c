#include "view/log_view.h"

#include <string.h>
#include <time.h>

#include "view/change_text.h"
#include "view/plan_json.h"

#define WHEN_COLUMNS 18 /* "2026-10-02 15:40  " */

static struct tm
local_parts(const struct past_commit *c)
{
	time_t t = (time_t)(c->time + (int64_t)c->offset * 60);
	struct tm out;

	gmtime_r(&t, &out);
	return out;
}

static void
time_text(char out[32], const struct past_commit *c)
{
	struct tm t = local_parts(c);
	int off = c->offset < 0 ? -c->offset : c->offset;
	size_t n = strftime(out, 32, "%Y-%m-%dT%H:%M:%S", &t);

	if (c->offset == 0)
		snprintf(out + n, 32 - n, "Z");
	else
		snprintf(out + n, 32 - n, "%c%02d:%02d",
		    c->offset < 0 ? '-' : '+', off / 60 % 100, off % 60);
}

const char *
log_time(struct arena *a, const struct past_commit *c)
{
	char text[32];

	time_text(text, c);
	return arena_strdup(a, text);
}

/* "2026-10-02 15:40  asha-r  Jonah Ortiz, for Asha R." */
static void
event_head(struct lines *l, const struct event *e, const struct log_show *how)
{
	struct tm t = local_parts(e->commit);
	char when[20];
	size_t col;

	strftime(when, sizeof when, "%Y-%m-%d %H:%M", &t);
	col = lines_add(l, 0, 0, LINES_DIM, when);
	col = lines_pad(l, col, WHEN_COLUMNS);
	if (!how->one) {
		col = lines_add(l, col, WHEN_COLUMNS, LINES_BOLD, e->plan);
		col = lines_pad(l, col, col + 2);
	}
	col = lines_add(l, col, WHEN_COLUMNS, NULL, e->commit->name);
	if (e->by && strcmp(lines_name(l, e->by), e->commit->name) != 0)
		lines_add(l, col, WHEN_COLUMNS, NULL,
		    arena_printf(l->a, ", for %s", lines_name(l, e->by)));
	lines_end(l);
}

void
log_event(struct buf *out, struct arena *a, const struct event *e,
    const struct log_show *how)
{
	struct lines l = {out, a, how->people, how->today,
	    (size_t)(how->width > 0 ? how->width : 0), how->color};

	event_head(&l, e, how);
	if (e->gap) {
		size_t col = lines_pad(&l, 0, 4);

		lines_add(&l, col, 4, LINES_YELLOW,
		    arena_printf(
			a, "could not be read after this: %s", e->gap));
		lines_end(&l);
	}
	changes_lines(&l, 2, &e->changes);
}

json_t *
log_event_json(const struct event *e)
{
	json_t *o = json_object(), *changes = json_array();
	char id[OBJID_TEXT], at[32];

	objid_text(id, &e->commit->id);
	time_text(at, e->commit);
	json_put_text(o, "commit", id);
	json_put_text(o, "at", at);
	json_put_text(o, "author", e->commit->name);
	json_put_text(o, "by", e->by);
	json_put_text(o, "plan", e->plan);
	changes_json(changes, &e->changes);
	json_put(o, "changes", changes);
	json_put_text(o, "gap", e->gap);
	return o;
}
