#ifndef TEXT_FILETYPE_H
#define TEXT_FILETYPE_H

/*
 * What kind of file some bytes are, by how they begin and by the name's
 * ending: a table of what schools keep, not of everything there is.  Also
 * the place that a photo's EXIF data may hold.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct filetype {
	const char *ext;    /* usual ending, "jpg"; small letters */
	const char *words;  /* "JPEG image" */
	const char *medium; /* text, audio, video or image; NULL: unknown */
	/* How its bytes begin; mark NULL: anything. */
	size_t mark_off;
	const char *mark;
};

/*
 * The type of n bytes that a file of that name holds, or NULL.  What the
 * bytes say wins over the name.
 */
const struct filetype *filetype_of(const char *name, const char *p, size_t n);

/* "640 bytes", "12 kB", "2.1 MB": decimal, one digit below ten; in a. */
char *size_words(struct arena *a, size_t n);

/*
 * Does a JPEG image say where it was taken (a latitude in its EXIF data)?
 * Source: Exif 2.32, sections 4.5 and 4.6.6; TIFF 6.0, section 2.
 */
bool photo_has_place(const char *p, size_t n);

#endif
