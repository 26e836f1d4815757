#ifndef PLAN_ID_H
#define PLAN_ID_H

/*
 * Ids of plans, goals and people: what is one, and how a new one is made.
 * Source: ilp-plan(5) IDS.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* [a-z0-9][a-z0-9-]{0,62}; a device name of Windows is no plan id. */
bool id_valid(const char *id);
bool id_device(const char *id);
/* The same characters; a goal is no file, so any such word will do. */
bool id_goal_valid(const char *id);
/* [a-z0-9][a-z0-9._-]{0,62} once case-folded. */
bool handle_valid(const char *handle);
/* The handle in small letters; in a. */
char *handle_fold(struct arena *a, const char *handle);
/* [A-Za-z0-9][A-Za-z0-9._-]*, each component of a path. */
bool group_valid(const char *group);

/* The plan id a path stands for (its stem); in a. */
char *id_of_path(struct arena *a, const char *path);

/* Says whether an id is taken; ctx is the asker's. */
typedef bool id_taken_fn(void *ctx, const char *id);

/*
 * A new plan id: the slug of the name with -2, -3 ... where taken; p- and
 * six random characters where opaque or where the slug has fewer than two
 * letters.  -1 with e if the system gives no random bytes.
 */
int id_new_plan(char **out, struct arena *a, const char *name, bool opaque,
    id_taken_fn *taken, void *ctx, struct err *e);
/* A new goal id: of the title's first four words, at most 40 characters. */
int id_new_goal(char **out, struct arena *a, const char *title, bool opaque,
    id_taken_fn *taken, void *ctx, struct err *e);

#endif
