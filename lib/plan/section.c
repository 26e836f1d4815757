#include "plan/section.h"

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

int
section_has_entries(enum section_kind k)
{
	return k >= SECTION_CHECKINS && k < SECTION_COUNT;
}
