#ifndef VIEW_STORY_WORDS_H
#define VIEW_STORY_WORDS_H

/* The words that view/story_view.h tells a story with. */

#include "track/story.h"
#include "view/lines.h"

/* Whose story is told, in which plan. */
struct teller {
	struct lines l;
	const struct story *s;
	const struct settings *st;
	const struct chapter *ch;
	int last_day; /* told last: its year goes without saying */
};

/* Who a handle, a role or a name is; NULL for NULL. */
const char *
who_name(const struct lines *l, const struct plan *p, const char *handle);
/* Whose change a commit is: their words, else who made it. */
const char *who_did(const struct teller *t, const struct event *e);
/* "Asha Rivers, Jonah Ortiz and Mara Lindgren"; NULL for none. */
const char *names_say(const struct teller *t, const struct strs *handles);

/* "a, b and c"; NULL for none. */
const char *and_said(struct arena *a, const struct strs *v);
/* "\"Read more\"", in one line. */
const char *quoted_line(struct arena *a, const char *text);
/* The same with a full stop, where the text has none. */
const char *quoted_stop(struct arena *a, const char *text);
/* "4 sources"; of a level only its name. */
const char *value_say(struct arena *a, const struct goal *g, const char *value);

/*
 * What somebody did in one commit: "changed the target from 4 to 6"; each
 * fits behind a name.  Empty where nothing is worth a sentence.
 */
void phrases_of(struct strs *out, const struct teller *t,
    const struct moment *m, const char *who);

/* "the target", for goal.target. */
const char *field_say(const char *what);

/* "held a check-in with Asha Rivers", behind a name. */
const char *entry_say(const struct teller *t, const struct entry *e);
/* Sentences about how a goal was measured, when it was due, why, by whom. */
const char *facts_say(const struct teller *t, const struct goal *g);

#endif
