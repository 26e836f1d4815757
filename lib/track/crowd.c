#include "track/crowd.h"

#include <string.h>

uint32_t
name_number(struct words *w, const char *name)
{
	struct word word;
	uint32_t h = 0;

	words_text(w, name ? name : "", name ? strlen(name) : 0);
	while (words_next(w, &word))
		h = h ? words_mix(h, word.hash) : word.hash;
	return h;
}

bool
same_learner(const struct member *a, const struct member *b)
{
	const struct plan *p = a->plan, *q = b->plan;

	if (p->person && q->person)
		return strcmp(p->person, q->person) == 0;
	return (a->name && a->name == b->name) || str_eq(p->follows, q->id) ||
	       str_eq(q->follows, p->id);
}
