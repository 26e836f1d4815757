#ifndef CLI_ATTACH_H
#define CLI_ATTACH_H

/*
 * A file that goes with an entry: looked at, named so that every computer
 * can hold it, and copied to files/ID/ beside the plan in the commit of the
 * entry.  Source: ilp-plan(5) ENTRIES; ilp-evidence(1) FILES.
 */

#include "cli/app.h"
#include "text/filetype.h"

#define ATTACH_MAX	 10000000  /* bytes, without --large */
#define ATTACH_LARGE_MAX 100000000 /* what hosts of git take in one file */
#define ATTACH_NAME_MAX	 80	   /* bytes of a name */

struct attach {
	const char *path;	     /* as the user named it */
	const struct filetype *type; /* NULL: unknown */
	char *data;
	size_t len;
	bool told; /* by attach_tell */
};

/*
 * Reads the file; links are followed.  Errors: ERR_USAGE a folder; ERR_INPUT
 * no ordinary file, empty, or larger than ATTACH_MAX (ATTACH_LARGE_MAX with
 * large); ERR_WORLD.
 */
int
attach_read(struct attach *at, struct app *app, const char *path, bool large);

/* Tells size and type, and that a photo says where it was taken; once. */
void attach_tell(struct app *app, struct attach *at);

/*
 * Where the file goes beside plan p, for its file= in *file.  A file of that
 * name with the same bytes is taken as it is; where the name holds others,
 * or stands in an entry of p, it becomes NAME-2, NAME-3.  With writing the
 * copy goes along with the edit that runs (app_beside).
 */
int attach_place(const char **file, struct app *app, const struct plan *p,
    const struct attach *at, bool writing);

/*
 * The portable name for a file at path: ASCII letters, digits and ._-, not
 * more than ATTACH_NAME_MAX of them, no dot or hyphen first, no device of
 * Windows; letters lose their accents, runs of all else become one hyphen.
 * In a.
 */
char *attach_name(struct arena *a, const char *path);

#endif
