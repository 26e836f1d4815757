#ifndef CLI_PAGER_H
#define CLI_PAGER_H

/*
 * Long output through the user's pager, the one git would take: GIT_PAGER,
 * core.pager, PAGER, less; LESS=FRX and LV=-c where those are not set.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Whether text needs more than rows lines of width columns. */
bool pager_wanted(const char *text, size_t len, int rows, int width);

/*
 * Shows len bytes of text and waits for the pager's end; that it was left
 * early is no error.  *shown is false, with 0, where the user wants no pager
 * (empty or "cat") or it cannot be started: write the text yourself.
 * -1 with e: ERR_WORLD.
 */
int pager_show(bool *shown, const char *text, size_t len, struct err *e);

#endif
