#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

/*
 * The programs ilp-NAME that "ilp NAME" can run: ours, in the folder of the
 * running program (or ILP_EXEC_PATH), and those that a school has in PATH.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct commands {
	const char *dir;   /* ours are in it, absolute */
	struct strs ours;  /* names without "ilp-", sorted */
	struct strs other; /* further ones in PATH, sorted */
};

/* Finds the folder alone. */
void commands_open(struct commands *c, struct arena *a);
/* Lists the names; folders that cannot be read have none. */
void commands_find(struct commands *c, struct arena *a);
/* After commands_find. */
bool commands_have(const struct commands *c, const char *name);
/* The name that was perhaps meant; NULL: none is near. */
const char *commands_nearest(const struct commands *c, const char *name);
/*
 * The sentence of each of ours, "" where it has none: each is asked by its
 * --help, all at the same time, so that a new one needs no line anywhere.
 */
const char **commands_about(const struct commands *c, struct arena *a);

#endif
