#ifndef PLAN_SETTINGS_H
#define PLAN_SETTINGS_H

/*
 * The school's settings (ilp.yml) and its people (people.yml), with every
 * default filled in.  Source: ilp.yml(5).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "plan/section.h"

#define ILP_FORMAT 1

/* From the narrowest to the widest. */
enum audience {
	AUDIENCE_STAFF,
	AUDIENCE_LEARNER,
	AUDIENCE_FAMILY,
	AUDIENCE_SCHOOL,
	AUDIENCE_PUBLIC,
};

/* Days from first to last that count for no cadence. */
struct day_range {
	int first_day;
	int last_day;
};

/* A proficiency scale; levels from reached_at on count as reached. */
struct scale {
	const char *name;
	struct strs levels;
	size_t reached_at; /* index of the starred level; last if none */
};

/* A name of ilp.yml and the word it maps to. */
struct pair {
	const char *name;
	const char *value;
};

struct settings {
	int format;
	const char *name; /* NULL: none */
	const char *year; /* NULL: none */
	const char *language;
	bool opaque_ids;
	bool commit; /* commit: auto */
	int cadence_days;
	int due_soon_days;
	struct day_range *breaks;
	size_t nbreaks;
	struct strs sign; /* roles that sign */
	struct strs areas;
	struct scale *scales; /* the school's own, then the shipped ones */
	size_t nscales;
	struct pair *roles; /* role -> audience word */
	size_t nroles;
	struct pair *audience; /* key, profile.HEADING or section -> word */
	size_t naudience;
	/* aliases of each known section, as written; folded beside them */
	struct strs alias[SECTION_COUNT];
	struct strs alias_folded[SECTION_COUNT];
};

/* Defaults alone, for a folder without ilp.yml and for tests. */
void settings_init(struct settings *s, struct arena *a);
/*
 * Read ilp.yml.  Returns 0, or -1 with errors in d (then *out holds the
 * defaults for what could not be read).
 */
int settings_read(struct settings *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d);

/* The scale of that name, or NULL. */
const struct scale *settings_scale(const struct settings *s, const char *name);
/* Place of a level in its scale, or -1. */
long scale_place(const struct scale *s, const char *level);
/* "beginning, developing or proficient", for a hint; in a. */
const char *scale_words(const struct scale *s, struct arena *a);

/* True and *out for one of the five words; else false and AUDIENCE_STAFF. */
bool audience_parse(const char *word, enum audience *out);
const char *audience_word(enum audience a);
/* Who sees what is shown to it: "staff, learner and family", "everybody". */
const char *audience_readers(enum audience a, struct arena *arena);
/* Audience that a role belongs to. */
enum audience settings_role(const struct settings *s, const char *role);
/*
 * Default audience of a front matter key ("learner", "x-course"), of
 * "profile.HEADING", of "goals", or of a section's English name or own
 * heading.
 */
enum audience settings_audience(const struct settings *s, const char *place);

/* Days from a to b (a <= b) that lie in no break; b itself counts. */
int settings_days(const struct settings *s, int from_day, int to_day);

/* ---- people ---- */

struct person {
	const char *handle;
	const char *name;  /* NULL: not given */
	const char *email; /* NULL: not given */
	const char *role;  /* NULL: not given */
};

struct people {
	struct person *v;
	size_t n;
};

int people_read(struct people *out, struct arena *a, const char *path,
    const char *src, size_t len, struct diags *d);
const struct person *people_find(const struct people *p, const char *handle);
/* Name to show for a handle: its name if known, else the handle. */
const char *people_name(const struct people *p, const char *handle);
/*
 * Who is typing: the handle for a git identity, by full address, then by
 * the part before the @ (a handle of people or of extra), then by name.
 * NULL if nobody or more than one in a step.  extra: handles of the plan's
 * team, may be NULL.
 */
const char *people_typing(const struct people *p, const struct strs *extra,
    const char *name, const char *email, struct arena *a);
/* True if a git identity fits several people in the step that counts. */
bool
people_several(const struct people *p, const char *name, const char *email);

#endif
