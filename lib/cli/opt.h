#ifndef CLI_OPT_H
#define CLI_OPT_H

/*
 * Options from tables: the same table drives parsing, -h, completion and the
 * test that the man page agrees.  Knows nothing of what options mean.
 *
 * Options and operands may be mixed; "--" ends the options; "-" alone is an
 * operand.  -qn is -q -n; -mTEXT is -m TEXT; --name=VALUE is --name VALUE,
 * where VALUE is taken as it is, also with a '-' in front.  A long name may
 * be shortened while it stays unique.  Given twice, an OPT_TEXT or OPT_NUMBER
 * keeps the last value.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum opt_kind {
	OPT_FLAG,   /* bool */
	OPT_TEXT,   /* const char * */
	OPT_LIST,   /* struct strs, one for each time it is given */
	OPT_NUMBER, /* long, 0 or more */
};

/* A zero entry (no letter, no name) ends a list of options. */
struct opt {
	char letter;	  /* 0: none */
	const char *name; /* long name without "--"; NULL: none */
	const char *arg;  /* value as shown, "DATE"; NULL for a flag */
	const char *help; /* what it does, lower case, no full stop */
	enum opt_kind kind;
	size_t off; /* of the value in the struct of values */
};

struct opt_table {
	const struct opt *opts;
	void *values; /* what off counts from; not read by help and list */
};

/*
 * Reads argv[1] to argv[argc - 1] into the tables' values and *operands,
 * which point into argv; values of options not given stay as they were.
 * Returns 0, or -1 with e, ERR_USAGE: unknown or ambiguous option, value
 * missing, value for a flag, no number.  Values are then half filled.
 */
int opts_parse(struct strs *operands, struct arena *a,
    const struct opt_table *tables, size_t n, int argc, char **argv,
    struct err *e);

/* Whether values hold something that was given for the option. */
bool opt_given(const struct opt *o, const void *values);

/*
 * Adds the text of -h, at most 80 columns: the usage lines (NULL at the end,
 * each beginning with the program's name), the sentence "name - about", and
 * the options; with more than one table the last are the common ones.
 */
void opts_help(struct buf *out, const char *name, const char *about,
    const char *const usage[], const struct opt_table *tables, size_t n);

/*
 * Adds a line "letter TAB name TAB arg TAB help" for each option, '-' where
 * there is none (so that read with IFS=TAB keeps the fields).
 */
void opts_list(struct buf *out, const struct opt_table *tables, size_t n);

#endif
