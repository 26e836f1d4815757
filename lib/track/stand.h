#ifndef TRACK_STAND_H
#define TRACK_STAND_H

/*
 * A state of the plans: of a day, of a commit, or as the files are now.
 * Source: ilp-diff(1) THE TWO STATES.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "repo/repo.h"

struct stand {
	bool folder;	 /* the files as they are now */
	const char *rev; /* full id of its commit, hexadecimal; NULL: folder,
			    or nothing was committed by then */
	/* Asked for, else the commit's; of the folder today; DAY_NONE. */
	int day;
	bool cut_off;  /* the clone is shallow and begins later than day: rev is
			  its oldest commit */
	int first_day; /* of the oldest commit, where that is so or rev is NULL;
			  DAY_NONE: there are no commits */
};

/*
 * The states at the end of days, in the local zone: of the newest commit by
 * then on the line of first parents of rev (NULL: HEAD); only v's days are
 * set.  Texts in r->a.  Errors: those of asof_find.
 */
int stands_of_days(
    struct stand *v, size_t n, struct repo *r, const char *rev, struct err *e);
/* The state of a revision.  Errors: ERR_USAGE, there is none such. */
int
stand_of_rev(struct stand *out, struct repo *r, const char *rev, struct err *e);
/* The files as they are. */
struct stand stand_of_folder(int today);

#endif
