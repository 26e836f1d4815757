#ifndef TEXT_PLAINLY_H
#define TEXT_PLAINLY_H

/*
 * Files written in the plain way, one fact a line, as the commands write
 * them: told from the look of their lines, without reading YAML or Markdown.
 * Says yes only where it is sure; for comparing many versions, where reading
 * each one whole is most of the work.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * True: doc_read reads it.  False: it is not sure.
 * Cost: one pass, a twentieth of reading it.
 */
bool plainly_reads(const char *src, size_t len);

/*
 * The text of a key of the front matter, in a; NULL: it has none.  Only of
 * a file that plainly reads, and not of a list.
 */
char *
plainly_value(struct arena *a, const char *src, size_t len, const char *key);

#endif
