#ifndef TEXT_FRONT_SAY_H
#define TEXT_FRONT_SAY_H

/*
 * Plain words for what libyaml could not read: its own texts are for
 * programmers, and the place they name is often not the one to mend.
 * Knows libyaml's messages but not its header.  Source: libyaml 0.2.5.
 */

#include <stddef.h>

#include "base/str.h"

struct front_problem {
	const char *problem; /* libyaml's text */
	const char *context; /* "" when there is none */
	size_t off;	     /* byte the problem was met at */
	size_t context_off;  /* byte where what was being read began */
};

struct front_said {
	const char *code, *text, *hint;
	size_t off; /* byte to look at */
};

/* part: what was parsed; the offsets lie in it or at its end. */
struct front_said
front_say(const struct front_problem *p, const char *src, struct span part);

#endif
