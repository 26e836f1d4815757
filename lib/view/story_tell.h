#ifndef VIEW_STORY_TELL_H
#define VIEW_STORY_TELL_H

/* The paragraphs of view/story_view.h. */

#include "view/story_words.h"

void para(struct teller *t, const char *text);
/*
 * A paragraph that begins "On 2 October", if the day is known, or "The same
 * day".
 */
void day_para(struct teller *t, int day, const char *text);

/* What happened in t->ch, from its beginning on. */
void tell_moments(struct teller *t);
/* How t->ch ended or stands; last: it is the one that was asked for. */
void tell_end(struct teller *t, bool last);

#endif
