#ifndef TRACK_CURRENT_H
#define TRACK_CURRENT_H

/*
 * Whether one plan is current, without reading all others as plans: for
 * commands about a single one.  Many plans: caseload_current.
 */

#include "track/caseload.h"

/*
 * *out: plan i is current on its own showing and no other plan follows it.
 * Only files whose bytes hold its id are read as plans.
 * Errors: ERR_WORLD, the folder cannot be listed.
 * Cost: one read of every file of plans (1,000 files: about 10 ms).
 */
int current_alone(bool *out, struct caseload *c, size_t i, struct err *e);

#endif
