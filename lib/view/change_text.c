#include "view/change_text.h"

#include <string.h>

#include "plan/section.h"

/* Texts of several words stand in quotes. */
static const char *
quoted(struct arena *a, const char *s)
{
	s = str_line(a, s);
	return strchr(s, ' ') ? arena_printf(a, "\"%s\"", s) : s;
}

/* "2 -> 3", "3", or "removed, was 2". */
static const char *
from_to(struct arena *a, const char *old, const char *new)
{
	if (old && new)
		return arena_printf(
		    a, "%s -> %s", quoted(a, old), quoted(a, new));
	if (new)
		return quoted(a, new);
	return old ? arena_printf(a, "removed, was %s", quoted(a, old))
		   : "changed";
}

/* "+ x, y; - z": the items that came and went. */
static const char *
items(struct arena *a, const char *all, const char *sign, const struct strs *in,
    const struct strs *than)
{
	bool first = true;

	for (size_t i = 0; in && i < in->n; i++) {
		if (than && strs_find(than, in->v[i]) >= 0)
			continue;
		all = arena_printf(a, "%s%s%s", all,
		    !first ? ", "
		    : *all ? arena_printf(a, "; %s ", sign)
			   : arena_printf(a, "%s ", sign),
		    quoted(a, in->v[i]));
		first = false;
	}
	return all;
}

/* The one text of a list of one; NULL: it has none or several. */
static const char *
only(const struct strs *l)
{
	return l && l->n == 1 ? l->v[0] : NULL;
}

static const char *
list_words(struct arena *a, const struct change *c)
{
	const char *all;

	if (only(c->old_list) && only(c->new_list))
		return from_to(a, only(c->old_list), only(c->new_list));
	all = items(a, "", "+", c->new_list, c->old_list);
	return items(a, all, "-", c->old_list, c->new_list);
}

static const char *
value_words(struct arena *a, const struct change *c)
{
	return c->old_list || c->new_list ? list_words(a, c)
					  : from_to(a, c->old, c->new);
}

static const char *
entry_words(struct lines *l, const struct change *c)
{
	const char *verb = strchr(c->what, '.') + 1;
	const char *name = section_entry_word(c->section);
	const char *by =
	    c->by ? arena_printf(l->a, " by %s", lines_name(l, c->by)) : "";

	return arena_printf(l->a, "%s of %s%s%s", name, c->date, by,
	    strcmp(verb, "added") == 0	   ? ""
	    : strcmp(verb, "removed") == 0 ? ": removed"
					   : ": changed");
}

static const char *
step_words(struct lines *l, const struct change *c)
{
	const char *verb = strchr(c->what, '.') + 1;

	if (strcmp(verb, "changed") == 0 && c->old && c->new)
		return arena_printf(l->a, "%s: step %s", c->goal,
		    from_to(l->a, c->old, c->new));
	return arena_printf(l->a, "%s: step \"%s\" %s", c->goal,
	    str_line(l->a, c->text ? c->text : ""), verb);
}

static const char *
goal_words_of(struct lines *l, const struct change *c, const char *key)
{
	if (strcmp(key, "added") == 0)
		return arena_printf(l->a, "new goal %s: %s", c->goal,
		    c->new ? quoted(l->a, c->new) : "");
	if (strcmp(key, "removed") == 0)
		return arena_printf(l->a, "goal %s is gone", c->goal);
	if (strcmp(key, "status") == 0)
		return arena_printf(
		    l->a, "%s: %s", c->goal, from_to(l->a, c->old, c->new));
	return arena_printf(
	    l->a, "%s: %s %s", c->goal, key, value_words(l->a, c));
}

static const char *
plan_words(struct lines *l, const struct change *c, const char *key)
{
	if (strcmp(key, "added") == 0)
		return "the plan is new";
	if (strcmp(key, "removed") == 0)
		return "the plan was removed";
	if (strcmp(key, "moved") == 0)
		return arena_printf(l->a, "moved: %s -> %s", c->old, c->new);
	return arena_printf(l->a, "%s: %s", key, value_words(l->a, c));
}

const char *
change_words(struct lines *l, const struct change *c)
{
	const char *key = strchr(c->what, '.');

	key = key ? key + 1 : c->what;
	if (str_starts(c->what, "goal."))
		return goal_words_of(l, c, key);
	if (str_starts(c->what, "step."))
		return step_words(l, c);
	if (str_starts(c->what, "entry."))
		return entry_words(l, c);
	if (str_starts(c->what, "plan."))
		return plan_words(l, c, key);
	if (str_starts(c->what, "team."))
		return arena_printf(
		    l->a, "team: %s %s", key, value_words(l->a, c));
	if (str_starts(c->what, "profile."))
		return arena_printf(l->a, "%s: %s", c->heading,
		    quoted(l->a, c->new	  ? c->new
				 : c->old ? c->old
					  : ""));
	if (c->goal)
		return arena_printf(l->a, "%s: own words changed", c->goal);
	return arena_printf(l->a, "%s: text changed",
	    c->section ? c->section : "the beginning");
}

/* '+' for what came, '-' for what went, blank for what is otherwise. */
static const char *
mark(const struct change *c)
{
	if (str_ends(c->what, ".added"))
		return "+";
	return str_ends(c->what, ".removed") ? "-" : " ";
}

void
changes_lines(struct lines *l, size_t indent, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const char *m = mark(&c->v[i]);
		size_t col = lines_pad(l, 0, indent);

		col = lines_add(l, col, indent,
		    *m == '+'	? LINES_GREEN
		    : *m == '-' ? LINES_RED
				: NULL,
		    *m == ' ' ? "" : m);
		col = lines_pad(l, col, indent + 2);
		lines_add(l, col, indent + 2, NULL, change_words(l, &c->v[i]));
		lines_end(l);
	}
}
