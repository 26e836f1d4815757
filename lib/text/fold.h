#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

/*
 * Unicode by its tables (utf8proc): folding of names for comparison, slugs.
 * All results are in the arena; input is valid UTF-8.
 */

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * For comparison: case folded, accents and other marks removed (NFKD), and
 * the letters that have none by a table (ł l, ø o, æ ae, œ oe, ß ss, đ ð d,
 * þ th, ı i).
 */
char *fold_name(struct arena *a, const char *s);
/*
 * One code point, folded as fold_name does: how many are in out, none for a
 * mark.  Source: Unicode NFKD and case folding.
 */
#define FOLD_POINT_MAX 32
size_t fold_point(uint32_t c, uint32_t out[FOLD_POINT_MAX]);
/*
 * A heading's name for comparison: case folded, runs of blanks as one, none
 * at the ends, a last ':' dropped; accents stay (NFC).
 */
char *fold_heading(struct arena *a, const char *s);
/*
 * Slug of a text: as fold_name, runs of all but letters of ASCII and digits
 * one '-', none at the ends.  Source: ilp-plan(5) IDS.
 */
char *fold_slug(struct arena *a, const char *s);
/* Number of ASCII letters in s. */
size_t fold_letters(const char *s);

#endif
