#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

/*
 * A learning plan: bytes with meaning.  The typed view of one plan file, in
 * which every item keeps its place in the bytes.  Reading never fails as a
 * whole: what is wrong stands in `diags`, and `broken` says that the file
 * could not be read at all.  Source: ilp-plan(5).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "plan/entry.h"
#include "plan/goal.h"
#include "plan/section.h"
#include "plan/settings.h"
#include "text/doc.h"

/* A role of the team and its handles (case-folded). */
struct role {
	const char *name;
	struct strs handles;
	const struct front_node *node;
};

struct profile_item {
	const char *text;
	const char *source; /* NULL: none */
	const char *date;   /* NULL: none */
	const char *audience_word;
	enum audience audience;
	const struct front_node *node; /* the scalar or mapping */
};

struct profile_heading {
	const char *name;
	struct profile_item *items;
	size_t n;
	const struct front_node *node; /* the list (or scalar) */
};

/*
 * A run of the body that a heading of level 1, 2 or (inside Goals and the
 * sections with entries) 3 opens; the first has no heading (level 0).
 * Parts do not overlap and cover the body.
 */
struct part {
	int level;		/* 0, 1, 2 or 3 */
	enum section_kind kind; /* of the section it is or lies in */
	const char *title;	/* plain text; NULL for level 0 */
	size_t section;		/* index of the level-2 part it lies in,
				   itself for levels 0-2 */
	long goal;		/* level 3 under Goals: index, else -1 */
	long entry;		/* level 3: index of its entry, else -1 */
	struct span head;	/* the heading's lines */
	struct span content;	/* from there to the next part */
	size_t line;
	enum audience audience; /* of level 0-2 */
};

struct plan {
	const char *path; /* relative to the repository */
	const char *id;
	struct doc doc;
	const char *format_word; /* as written */
	int format;		 /* the ilp: number; 0 if missing */
	const char *learner, *person, *follows, *kind, *template_name, *year,
	    *stage, *language, *cadence, *directory;
	const char *begin, *end, *retain_until; /* DATE */
	struct strs groups, related;
	int cadence_days; /* the school's where the plan says none */
	struct role *team;
	size_t nteam;
	struct profile_heading *profile;
	size_t nprofile;
	struct goal *goals;
	size_t ngoals;
	struct map goal_at; /* id -> index, where goals are many */
	struct part *parts;
	size_t nparts;
	struct entry *entries; /* in document order */
	size_t nentries;
	struct diags diags;
	bool broken; /* the file could not be read; only path, id, diags */
};

/*
 * Read a plan.
 * path: relative to the repository, for messages and the id.  src: len
 * bytes, outlives *out, which points into it.  today: for entries dated
 * after it; DAY_NONE: no such finding.
 * Memory: a.  Cost: one pass of libyaml, one of cmark.
 */
void plan_read(struct plan *out, struct arena *a, const struct settings *s,
    int today, const char *path, const char *src, size_t len);

/* A plan that could not even be loaded: broken, with that error. */
void plan_broken(
    struct plan *out, struct arena *a, const char *path, const struct err *e);

/*
 * 0, or -1 with the plan's first error in e (ERR_INPUT): what a writer asks
 * before it touches the file.  A newer format is such an error too.
 */
int plan_writable(const struct plan *p, struct err *e);

struct goal *plan_goal(const struct plan *p, const char *id);
/* The profile's heading of exactly that name, or NULL. */
const struct profile_heading *
plan_heading(const struct plan *p, const char *name);
const struct role *plan_role(const struct plan *p, const char *name);
/* True if the handle stands in any role; *role its first one. */
bool
plan_has_handle(const struct plan *p, const char *handle, const char **role);
/* The part of a known section (level 2), or NULL. */
const struct part *plan_section(const struct plan *p, enum section_kind k);
/* A part's or entry's content without blank lines at both ends; in a. */
char *plan_text(const struct plan *p, struct span content, struct arena *a);
/* The goal's own words: its part's content without the lines of steps. */
char *goal_words(const struct plan *p, const struct goal *g, struct arena *a);
/* Text of a part that no goal or entry holds; "" if none. */
char *part_words(const struct plan *p, size_t part, struct arena *a);

/* Day of an ISO date text; DAY_NONE for NULL or no date. */
int text_day(const char *date);

/*
 * True if the plan is current on its own showing: its end is not past and
 * its year is the school's.  (Whether another plan follows it: the caller.)
 */
bool plan_current(const struct plan *p, const struct settings *s, int today);
/*
 * True if p, which follows old, takes over from it, so that old is no longer
 * current.  One that was made ahead, for a year that is not the school's yet,
 * waits while old is of that year: else nobody would have a plan in between.
 */
bool plan_takes_over(
    const struct plan *p, const struct plan *old, const struct settings *s);

#endif
