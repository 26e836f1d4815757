#include "base/dayword.h"

#include <stdlib.h>

#define WEEKS_FROM  21 /* days: fewer are told in days */
#define MONTHS_FROM 70 /* days: fewer are told in weeks */

struct civil {
	int year, month, day;
};

static struct civil
civil_of(int day)
{
	char text[11];

	date_format(day, text);
	return (struct civil){
	    atoi(text), (text[5] - '0') * 10 + text[6] - '0', atoi(text + 8)};
}

static const char *
month_name(int month)
{
	static const char *const names[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};

	return names[month - 1];
}

char *
day_say(struct arena *a, int day)
{
	struct civil c = civil_of(day);

	return arena_printf(a, "%d %s %d", c.day, month_name(c.month), c.year);
}

char *
day_say_near(struct arena *a, int day, int other_day)
{
	struct civil c = civil_of(day);

	if (other_day == DAY_NONE || civil_of(other_day).year != c.year)
		return day_say(a, day);
	return arena_printf(a, "%d %s", c.day, month_name(c.month));
}

char *
day_say_short(struct arena *a, int day)
{
	struct civil c = civil_of(day);

	return arena_printf(
	    a, "%d %.3s %d", c.day, month_name(c.month), c.year);
}

static char *
counted(struct arena *a, int n, const char *unit)
{
	return arena_printf(a, "%d %s%s", n, unit, n == 1 ? "" : "s");
}

char *
days_say(struct arena *a, int days)
{
	if (days < WEEKS_FROM)
		return counted(a, days, "day");
	if (days < MONTHS_FROM)
		return counted(a, (days + 3) / 7, "week");
	if (days < 2 * 365)
		return counted(a, (days * 12 + 182) / 365, "month");
	return counted(a, (int)(days / 365.25 + 0.5), "year");
}

const char *
days_from_today(struct arena *a, int day, int today)
{
	if (day == today)
		return "today";
	if (day == today + 1)
		return "tomorrow";
	if (day == today - 1)
		return "yesterday";
	return day > today
		   ? arena_printf(a, "in %s", days_say(a, day - today))
		   : arena_printf(a, "%s ago", days_say(a, today - day));
}
