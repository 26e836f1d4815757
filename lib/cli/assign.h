#ifndef CLI_ASSIGN_H
#define CLI_ASSIGN_H

/*
 * KEY=VALUE operands of command lines.
 * Source: ilp-args(7).
 */

#include "cli/app.h"
#include "plan/edit.h"

struct assigns {
	struct assign *v;
	size_t n;
	size_t cap;
};

/* Adds KEY=VALUE; -1 with app->err (ERR_USAGE). */
int assigns_add(struct app *app, struct assigns *l, const char *text);
void assigns_put(struct app *app, struct assigns *l, const char *key,
    enum assign_op op, const char *value);
/* Whether the key is among them. */
bool assigns_have(const struct assigns *l, const char *key);
/*
 * The options that are keys, by what key_of says (NULL: it is none), as
 * assignments in the order of the table: texts set, lists add.
 */
void
assigns_options(struct app *app, struct assigns *l, const struct opt *table,
    const void *values, const char *(*key_of)(const char *option));
struct field;
/*
 * Dates among the values (fields of SHAPE_DATE of the table that known looks
 * into) may be words; they become ISO.
 */
int assigns_dates(struct app *app, struct assigns *l,
    const struct field *(*known)(const char *key));

#endif
