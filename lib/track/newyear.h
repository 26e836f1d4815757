#ifndef TRACK_NEWYEAR_H
#define TRACK_NEWYEAR_H

/*
 * Next year's plans: of which plans they are made, for which year, under
 * which ids, and with which goals.  What goes on is plan/carry.h's business.
 * Source: ilp-new(1) NEXT YEAR.
 */

#include <stdbool.h>

#include "plan/carry.h"
#include "track/newplan.h"

/*
 * The year after: 2026-27 2027-28, 2026/2027 2027/2028, 2026 2027; NULL for
 * any other name of a year.  In a.
 */
char *year_after(struct arena *a, const char *year);

/*
 * "asha-r-2027-28": the old plan's id, less its own year behind it, and the
 * new year; at most 63 characters, cut before the year.  In a.
 */
char *
newyear_id(struct arena *a, const char *id, const char *old, const char *year);

struct newyear_how {
	const char *year;	  /* NULL: the next one */
	const char *begin;	  /* DATE; NULL: today, or a year after */
	const char *template;	  /* NULL: the old plan's */
	const char *group;	  /* NULL: the old plan's folder */
	const char *id;		  /* NULL: made from the old one */
	const struct strs *goals; /* words; empty: all open ones */
	bool keep_groups;
	bool past; /* groups name all plans that nothing follows */
};

/* Plans that were named and get no next year, and why. */
struct newyear_skips {
	size_t followed; /* another plan follows it already */
	size_t young;	 /* of the school's year, and begun just now */
	size_t there;	 /* of the new year itself */
	const char *id;	 /* the last one that is followed; NULL */
	const char *by;	 /* and by whom */
};

/*
 * Leaves those of picks that get a next plan.  named: they were named one by
 * one; else a group named them, also the past ones (pick_how), and only those
 * of the last year stay: of the school's year, unless all of these began less
 * than half a year ago, else of the year before.  Reads all plans.
 */
int newyear_pick(struct picks *picks, struct newyear_skips *skips,
    struct caseload *c, const struct newyear_how *how, bool named,
    struct err *e);

/* A template that plans of this run begin with. */
struct newyear_form {
	const char *name;
	const struct plan *plan;
};

struct newyear {
	struct newplans *w;
	const struct newyear_how *how;
	struct newyear_form *forms;
	size_t n, cap;
	struct strs missing; /* templates of old plans that there are not */
};

/*
 * Places the next plan of file i and says what it is made of: *p is ready for
 * newplans_fill.
 * Errors: ERR_USAGE, a year that none comes after, a goal that is none or has
 * ended, an id, a template; ERR_INPUT, an error in the old plan or template.
 */
int
newyear_prepare(struct newplan *p, struct newyear *y, size_t i, struct err *e);

#endif
