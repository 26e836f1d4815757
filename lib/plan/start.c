#include "plan/start.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "plan/settings.h"
#include "text/scalar.h"

char *
school_year(struct arena *a, int day)
{
	char iso[11];
	int year;

	date_format(day, iso);
	year = atoi(iso);
	if (strcmp(iso + 5, "07-01") < 0)
		year--;
	return arena_printf(a, "%d-%02d", year, (year + 1) % 100);
}

static void
add_value(struct buf *out, const char *key, const char *value)
{
	const struct scalar_place at = {false, 0, "\n", 0};

	buf_addf(out, "%s: ", key);
	scalar_write(out, value, &at);
	buf_addc(out, '\n');
}

static void
settings_text(struct buf *out, const struct start *o)
{
	buf_adds(out, "# The settings of this plan repository; ilp.yml(5) "
		      "explains every key.\n"
		      "ilp: 1\n");
	add_value(out, "name", o->name);
	buf_adds(out, "\n# Plans of another year are past ones.\n");
	add_value(out, "year", o->year);
	buf_adds(out, "\n# slug: ids are made from names.  opaque: no name "
		      "reaches a path or a message.\n");
	add_value(out, "ids", o->ids);
	buf_adds(out,
	    "\n# auto: every command commits what it wrote.  off: you do.\n"
	    "commit: auto\n"
	    "\n# How often somebody should look at each plan, and what is "
	    "soon.\n"
	    "cadence: 2 weeks\n"
	    "due_soon: 14 days\n"
	    "\n# Take away the \"# \" from what your school uses.\n"
	    "# language: en\n"
	    "# breaks:                   # these days count for no cadence\n"
	    "#   - 2026-12-19..2027-01-03\n"
	    "# sign: [learner, family]   # who signs a plan\n"
	    "# areas: [academic, career, personal-social]\n"
	    "# scales:\n"
	    "#   mastery: [beginning, developing, proficient*, advanced]\n"
	    "# roles:                    # who sees what staff sees\n"
	    "#   coach: staff\n"
	    "#   family: family\n"
	    "# audience:\n"
	    "#   default: family\n"
	    "#   profile.needs: staff\n");
}

static bool
says(const struct buf *b, struct arena *a, const struct start *o)
{
	struct diags d = {NULL, 0, 0, 0};
	struct settings s;

	return utf8_valid(b->p, b->n) == b->n &&
	       settings_read(&s, a, "ilp.yml", b->p, b->n, &d) == 0 &&
	       d.errors == 0 && str_eq(s.name, o->name) &&
	       str_eq(s.year, o->year);
}

int
start_settings(
    struct buf *out, struct arena *a, const struct start *s, struct err *e)
{
	struct buf b = BUF_INIT;
	bool fine;

	settings_text(&b, s);
	fine = says(&b, a, s);
	if (fine)
		buf_add(out, b.p, b.n);
	buf_free(&b);
	if (fine)
		return 0;
	err_at(e, NULL, 0, 0, "name",
	    "the name or the year cannot stand in ilp.yml");
	return err_hint(e, "use a line of plain text");
}
