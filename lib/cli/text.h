#ifndef CLI_TEXT_H
#define CLI_TEXT_H

/*
 * Where the text of an entry comes from, the same for every command:
 *
 *	-m TEXT		given on the command line; several are paragraphs
 *	-F FILE		a file; -F - is standard input
 *	neither		the editor, on a terminal; else a usage error
 *
 * Whatever the source: CRLF becomes LF, a BOM is dropped, the line
 * TEXT_SCISSORS and all below it is dropped, blank lines at both ends go, and
 * every other byte stays.  There is no comment character, since '#' begins a
 * Markdown heading.  ilp-args(7) TEXT says the same to users.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define TEXT_SCISSORS "<!-- below this line: what you see here is not kept -->"
#define TEXT_MAX      ((size_t)1 << 20) /* bytes */

struct text_source {
	const struct strs *m; /* -m; NULL or empty: not given */
	const char *file;     /* -F; "-" standard input; NULL: not given */
	const char *template; /* what the editor begins with; NULL: nothing */
	const char *notes;    /* help below the scissors line; NULL: none */
	const char *name;     /* the program, for the file's name */
	const char *dir;      /* git directory, for the file; NULL: none */
	bool terminal;	      /* an editor can be opened (text_terminal) */
};

/* Standard input and standard output are a terminal. */
bool text_terminal(void);

/*
 * The text in *out (in a, NUL-terminated, no newline at its end).
 * Errors: ERR_USAGE (no source, two of them, an empty -m); ERR_INPUT
 * [text-utf8], [text-control] at line and column, [text-size], [file-size],
 * [text-empty] (an empty file); ERR_ANSWER (the template unchanged, or nothing
 * typed); ERR_WORLD. An editor's text with an error in it is kept in a file the
 * hint names.
 */
int text_get(
    char **out, struct arena *a, const struct text_source *src, struct err *e);

/*
 * Only the clean-up: checks len bytes that came from name ("" for -m) and
 * makes the text described above; *out may be "".  -1 with e: ERR_INPUT.
 */
int text_clean(char **out, struct arena *a, const char *src, size_t len,
    const char *name, struct err *e);

#endif
