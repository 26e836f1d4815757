#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * One error, told so that a teacher can act on it: what kind (it decides the
 * exit status), where (file, line, column), what is wrong and what to try.
 * Library functions fill one and return -1; only lib/cli prints it.
 * Not for many findings at once: those are struct diags (base/diag.h).
 */

#include <stdarg.h>
#include <stddef.h>

/* The numbers are the exit statuses of ilp(1). */
enum err_kind {
	ERR_NONE = 0,
	ERR_ANSWER = 1,	 /* answered, and the answer is no or look */
	ERR_USAGE = 2,	 /* option, argument, unknown or ambiguous name */
	ERR_INPUT = 3,	 /* plan, roster, settings or value is wrong */
	ERR_WORLD = 4,	 /* file, disk, permission, git, memory */
	ERR_CHANGED = 5, /* changed underneath or locked; run it again */
};

struct err {
	enum err_kind kind;
	char path[1024]; /* "" when no file is meant */
	size_t line;	 /* from 1; 0: no position */
	size_t col;	 /* in code points, from 1; 0: none */
	char code[48];	 /* stable code, as in [goal-no-title]; "" none */
	char msg[768];	 /* lower case, no full stop, one line */
	char hint[384];	 /* what to do; "" none */
};

/* All return -1, so that `return err_set(...)` reads well. */
int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* An ERR_INPUT at a place in a file; line and col 0 where unknown. */
int err_at(struct err *e, const char *path, size_t line, size_t col,
    const char *code, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
/* ERR_WORLD: "cannot VERB PATH: reason in plain words", reason from errno. */
int err_sys(struct err *e, const char *verb, const char *path);
/* Adds what to try. */
int err_hint(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void err_clear(struct err *e);

/* Plain words for an errno value; never NULL. */
const char *err_reason(int errnum);

/*
 * Out of memory: one line on standard error and exit 4.  The only place in
 * lib/ outside cli that ends the process.
 */
_Noreturn void err_nomem(void);

#endif
