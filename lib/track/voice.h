#ifndef TRACK_VOICE_H
#define TRACK_VOICE_H

/*
 * Whose words a plan is made of: how many entries, and words in them, are
 * the learner's, the family's, the staff's.  For the plan's own people to
 * see; nobody is ranked by it.  Sign-offs are acts and not counted, nor are
 * entries that are dated after today.  Source: ilp-story(1) WHOSE WORDS.
 */

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

enum voice {
	VOICE_LEARNER,
	VOICE_FAMILY,
	VOICE_STAFF,
	VOICE_OTHER, /* somebody who is not in the team, or nobody */
};
#define VOICE_COUNT 4

struct voices {
	size_t entries[VOICE_COUNT];
	size_t words[VOICE_COUNT];
};

/* "learner", "family", "staff", "others". */
const char *voice_word(enum voice v);
/* Whose an entry is: by the role= it names, else its writer's in the team. */
enum voice
voice_of(const struct settings *s, const struct plan *p, const struct entry *e);
/*
 * Adds those of p's entries to out (which begins as zero): of all, or with
 * goal (its id) of those that name it.  Words are what blanks part, with a
 * letter or digit in it; a: for texts on the way.
 */
void voices_add(struct voices *out, struct arena *a, const struct settings *s,
    const struct plan *p, const char *goal);

size_t voices_entries(const struct voices *v);
size_t voices_words(const struct voices *v);

#endif
