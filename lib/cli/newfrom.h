#ifndef CLI_NEWFROM_H
#define CLI_NEWFROM_H

/*
 * ilp-new --from: next year's plans, of one plan or of a whole class.
 */

#include "cli/app.h"
#include "cli/assign.h"
#include "track/newyear.h"

struct newfrom {
	struct strs words; /* PLANs and groups */
	struct newyear_how how;
	const struct assigns *set; /* dates are ISO */
};

/*
 * Makes the plans, all or none, in one commit; what needs a look (a stage, a
 * due date left out, plans that were passed over) is told.  The lock is held.
 */
int newfrom_run(struct app *app, struct newplans *w, const struct newfrom *o);

#endif
