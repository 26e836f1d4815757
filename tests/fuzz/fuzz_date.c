/* Any text as a date, a span of time, a step's facts and a condition. */

#include "fuzz.h"

#include "base/date.h"
#include "plan/where.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct where w;
	struct err e;
	bool written;
	char text[11];
	const char *s;
	int day, back;

	arena_init(&a);
	s = arena_strndup(&a, (const char *)data, size);
	for (int lean = DATE_PAST; lean <= DATE_FUTURE; lean++) {
		if (date_parse(&day, &written, s, 20746, (enum date_lean)lean,
			&e) != 0) {
			PROMISE(*e.msg && *e.hint);
			continue;
		}
		date_format(day, text);
		PROMISE(date_iso(text, 10, &back) && back == day);
	}
	if (duration_parse(s, &day))
		PROMISE(day >= 1 && day <= 36500);
	if (where_parse(&w, &a, s, 20746, &e) != 0)
		PROMISE(*e.msg);
	arena_free(&a);
	return 0;
}
