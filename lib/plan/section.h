#ifndef PLAN_SECTION_H
#define PLAN_SECTION_H

/*
 * The level-2 sections that ilp knows, in the order in which a plan holds
 * them.  Everything else is the school's own.  Source: ilp-plan(5).
 */

enum section_kind {
	SECTION_OWN, /* any heading of the school's own */
	SECTION_ABOUT,
	SECTION_GOALS,
	SECTION_CHECKINS,
	SECTION_REFLECTIONS,
	SECTION_EVIDENCE,
	SECTION_REVIEWS,
	SECTION_SIGNOFFS,
	SECTION_SUPPORTS,
	SECTION_NOTES,
	SECTION_COUNT,
};

/* English name, "" for SECTION_OWN. */
const char *section_name(enum section_kind k);
/* "check-in", "reflection" ...: one entry of the section of that English name;
 * "entry" for any other. */
const char *section_entry_word(const char *name);
/* True where level-3 headings with a date are entries. */
int section_has_entries(enum section_kind k);

#endif
