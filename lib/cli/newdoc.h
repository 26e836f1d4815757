#ifndef CLI_NEWDOC_H
#define CLI_NEWDOC_H

/*
 * ilp-new --shared-goal and --resource: a file that all plans share.
 */

#include "cli/app.h"
#include "plan/shared.h"

struct newdoc {
	enum shared_kind kind;
	const char *title;
	const char *id;		/* NULL: made from the title */
	const char *link;	/* of a resource; NULL: none */
	const struct strs *set; /* KEY=VALUE */
};

/* Makes the file, in one commit; 0, or -1 with app->err. */
int newdoc_run(struct app *app, const struct newdoc *o);

#endif
