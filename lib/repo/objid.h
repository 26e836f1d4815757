#ifndef REPO_OBJID_H
#define REPO_OBJID_H

/* The id of something that git has stored, as its 20 bytes. */

#include <stdbool.h>

struct objid {
	unsigned char v[20]; /* all zero: nothing is there */
};

/* Room for an id in hexadecimal and its NUL. */
#define OBJID_TEXT 41

bool objid_none(const struct objid *id);
bool objid_equal(const struct objid *x, const struct objid *y);
void objid_text(char out[OBJID_TEXT], const struct objid *id);
/* True and *out if the 40 digits at s are an id. */
bool objid_parse(struct objid *out, const char *s);

#endif
