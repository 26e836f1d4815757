#include "track/voice.h"

#include <string.h>

#include "text/md.h"

const char *
voice_word(enum voice v)
{
	static const char *const words[VOICE_COUNT] = {
	    [VOICE_LEARNER] = "learner",
	    [VOICE_FAMILY] = "family",
	    [VOICE_STAFF] = "staff",
	    [VOICE_OTHER] = "others",
	};

	return words[v];
}

static enum voice
voice_of_role(const struct settings *s, const char *role)
{
	switch (settings_role(s, role)) {
	case AUDIENCE_LEARNER:
		return VOICE_LEARNER;
	case AUDIENCE_FAMILY:
		return VOICE_FAMILY;
	case AUDIENCE_STAFF:
	case AUDIENCE_SCHOOL:
		return VOICE_STAFF;
	case AUDIENCE_PUBLIC:
		break;
	}
	return VOICE_OTHER;
}

enum voice
voice_of(const struct settings *s, const struct plan *p, const struct entry *e)
{
	const struct role *learner = plan_role(p, "learner");
	const char *role = e->role;

	/* A teacher with a plan of his own stands in it as its learner. */
	if (e->by && ((learner && strs_find(&learner->handles, e->by) >= 0) ||
			 str_eq(e->by, p->learner)))
		return VOICE_LEARNER;
	if (!role && e->by && !plan_has_handle(p, e->by, &role))
		return VOICE_OTHER;
	return role ? voice_of_role(s, role) : VOICE_OTHER;
}

static bool
is_blank(char c)
{
	return strchr(" \t\r\n", c) != NULL;
}

/* Letters outside of ASCII count as such without looking at them. */
static bool
is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static size_t
word_count(const char *s)
{
	size_t n = 0;

	while (*s) {
		bool word = false;

		for (; *s && !is_blank(*s); s++)
			word = word || is_letter(*s);
		n += word;
		while (*s && is_blank(*s))
			s++;
	}
	return n;
}

void
voices_add(struct voices *out, struct arena *a, const struct settings *s,
    const struct plan *p, const char *goal)
{
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];
		enum voice v;

		if (e->future || e->bad || e->section == SECTION_SIGNOFFS ||
		    (goal && !entry_names(e, goal)))
			continue;
		v = voice_of(s, p, e);
		out->entries[v]++;
		out->words[v] +=
		    word_count(md_shown(a, plan_text(p, e->content, a)));
	}
}

static size_t
sum(const size_t v[VOICE_COUNT])
{
	size_t n = 0;

	for (int i = 0; i < VOICE_COUNT; i++)
		n += v[i];
	return n;
}

size_t
voices_entries(const struct voices *v)
{
	return sum(v->entries);
}

size_t
voices_words(const struct voices *v)
{
	return sum(v->words);
}
