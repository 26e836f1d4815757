#include "plan/section.h"

#include <string.h>

const char *
section_name(enum section_kind k)
{
	static const char *const names[SECTION_COUNT] = {
	    [SECTION_OWN] = "",
	    [SECTION_ABOUT] = "About me",
	    [SECTION_GOALS] = "Goals",
	    [SECTION_CHECKINS] = "Check-ins",
	    [SECTION_REFLECTIONS] = "Reflections",
	    [SECTION_EVIDENCE] = "Evidence",
	    [SECTION_REVIEWS] = "Reviews",
	    [SECTION_SIGNOFFS] = "Sign-offs",
	    [SECTION_SUPPORTS] = "Supports",
	    [SECTION_NOTES] = "Notes",
	};

	return names[k];
}

const char *
section_entry_word(const char *name)
{
	static const char *const words[SECTION_COUNT] = {
	    [SECTION_CHECKINS] = "check-in",
	    [SECTION_REFLECTIONS] = "reflection",
	    [SECTION_EVIDENCE] = "evidence",
	    [SECTION_REVIEWS] = "review",
	    [SECTION_SIGNOFFS] = "sign-off",
	    [SECTION_SUPPORTS] = "support",
	    [SECTION_NOTES] = "note",
	};

	for (int k = SECTION_CHECKINS; name && k < SECTION_COUNT; k++)
		if (strcmp(name, section_name((enum section_kind)k)) == 0)
			return words[k];
	return "entry";
}

int
section_has_entries(enum section_kind k)
{
	return k >= SECTION_CHECKINS && k < SECTION_COUNT;
}
