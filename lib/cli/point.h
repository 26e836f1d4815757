#ifndef CLI_POINT_H
#define CLI_POINT_H

/*
 * A state of the plans that an option names: the end of a day, or a revision
 * of git.  Source: ilp-diff(1) THE TWO STATES.
 */

#include "cli/app.h"
#include "track/stand.h"

enum point_kind { POINT_NONE, POINT_DAY, POINT_REV };

struct point {
	enum point_kind kind;
	const char *opt, *text; /* as given; NULL: it was not */
	struct stand stand;	/* of a day only that, until it is found */
	struct err no_date;	/* why text is none */
};

/*
 * What text means for the option opt: a DATE if it can be one.  What was not
 * written as a date is told.  Errors: ERR_USAGE for a day to come.
 */
int
point_read(struct point *p, struct app *app, const char *opt, const char *text);

/*
 * Finds the stands of n points, the days in one walk; that nothing was
 * committed by then is told.  Errors: ERR_USAGE for a revision that is none;
 * ERR_WORLD for a day before a shallow clone begins.
 */
int points_find(struct point *const v[], size_t n, struct app *app);

/* As app_open; of a bare repository the plans of its newest commit. */
int app_open_any(struct app *app);
/*
 * The plans of a commit (full id) in the place of those that are open.
 * Errors: those of caseload_open_rev.
 */
int app_open_at(struct app *app, const char *rev);

#endif
