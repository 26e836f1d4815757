#ifndef PLAN_EDIT_BODY_H
#define PLAN_EDIT_BODY_H

/*
 * Putting blocks of Markdown into a plan's body: where a section stands or
 * would stand, and the blank lines around what is inserted.
 */

#include "plan/edit.h"
#include "text/splice.h"

/* Offset at which the section's content ends: the next heading of level 1
 * or 2, or the end of the file. */
size_t section_end(const struct plan *p, const struct part *section);

/* Offset at which a missing section goes: before the next known one that is
 * present, else the end of the file. */
size_t section_place(const struct plan *p, enum section_kind k);

/* The name under which a missing section is written: English, or the first
 * alias where the plan's language is another. */
const char *section_title(const struct edit *ed, enum section_kind k);

/*
 * End of all that belongs to a step's list item, but not beyond stop: its own
 * lines, and indented ones behind them, also behind blank lines.
 */
size_t step_end(const struct plan *p, const struct step *s, size_t stop);

/*
 * ERR_INPUT where a code fence or HTML block that nothing closes begins
 * before off: what is put there would become part of it.
 */
int body_open_check(const struct plan *p, size_t off, struct err *e);

/*
 * Adds a splice that inserts the block (lines with LF, none at its end) at
 * off, the start of a line or the end of the file, with a blank line before
 * it and one after it where something follows.
 */
void
body_insert(struct edit *ed, struct splices *s, size_t off, const char *block);

#endif
