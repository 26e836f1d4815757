/* Edits of the learner profile: an item comes, an item goes. */

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "plan/edit_slot.h"
#include "text/place.h"
#include "text/splice.h"

#define SHOWN_MAX 40 /* bytes of a text in a hint */

/* ---- what is asked ---- */

static int
check_heading(const char *heading, struct err *e)
{
	if (!heading[strspn(heading, " \t")]) {
		err_set(e, ERR_USAGE, "the item has no heading");
		return err_hint(e, "as in strengths, needs or interests");
	}
	if (strlen(heading) > FRONT_KEY_MAX || strchr(heading, '\n')) {
		err_set(e, ERR_USAGE,
		    "a heading is one line of at most %d bytes", FRONT_KEY_MAX);
		return err_hint(e, "the words of the item come after it");
	}
	return value_clean("the heading", heading, e);
}

static int
check_date(const char *date, struct err *e)
{
	int day;

	if (!date || date_iso(date, strlen(date), &day))
		return 0;
	err_at(e, NULL, 0, 0, "date", "date: %s is no date", date);
	return err_hint(e, "write a real date as year-month-day");
}

static int
check_audience(const char *word, struct err *e)
{
	enum audience a;

	if (!word || audience_parse(word, &a))
		return 0;
	err_at(e, NULL, 0, 0, "audience", "audience: %s is no audience", word);
	return err_hint(e, "use staff, learner, family, school or public");
}

static int
check_new(const struct profile_new *n, struct err *e)
{
	if (!n->text[strspn(n->text, " \t\n")]) {
		err_set(e, ERR_USAGE, "the item of %s has no text", n->heading);
		return err_hint(e, "the words come after the heading");
	}
	if (check_heading(n->heading, e) != 0 ||
	    value_clean(n->heading, n->text, e) != 0 ||
	    (n->source && value_clean("source", n->source, e) != 0) ||
	    check_date(n->date, e) != 0)
		return -1;
	return check_audience(n->audience, e);
}

static bool
agrees(const char *have, const char *want)
{
	return !want || str_eq(have, want);
}

/* Whether an item says all that is asked for, and maybe more. */
static bool
item_says(const struct profile_item *it, const struct profile_new *n)
{
	return strcmp(it->text, n->text) == 0 &&
	       agrees(it->source, n->source) && agrees(it->date, n->date) &&
	       agrees(it->audience_word, n->audience);
}

/*
 * *there: an item says so already.  One of the same text with another source
 * beside it could later not be told from it.
 */
static int
look_for(const struct edit *ed, const struct profile_new *n, bool *there,
    struct err *e)
{
	const struct profile_heading *h = plan_heading(ed->now, n->heading);
	bool other = false;

	*there = false;
	for (size_t i = 0; h && i < h->n; i++) {
		*there = *there || item_says(&h->items[i], n);
		other = other || strcmp(h->items[i].text, n->text) == 0;
	}
	if (*there || !other)
		return 0;
	err_set(e, ERR_USAGE,
	    "%s has this item already, with another source, date or audience",
	    n->heading);
	return err_hint(e, "drop it first, or change it with ilp-edit");
}

/* ---- adding ---- */

/* Adds a key that holds nothing yet behind a sibling (NULL: at the end). */
static int
add_empty(struct edit *ed, const struct front_node *map,
    const struct front_node *sibling, const char *key, struct err *e)
{
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct front_pair pair = {key, NULL, NULL};
	struct changes none = {NULL, 0, 0};

	/* {key:} would not be read */
	if (map->flow || place_in_flow(map))
		pair.value = "";
	front_add_after(&te, map, sibling, &pair);
	return edit_apply(ed, &sp, &none, e);
}

static int
add_profile(struct edit *ed, struct err *e)
{
	const struct slot s = {.map = ed->now->doc.root,
	    .key = "profile",
	    .v = plan_fields,
	    .nv = plan_nfields};

	if (front_get(s.map, s.key))
		return 0;
	return add_empty(ed, s.map, slot_after(&s), s.key, e);
}

static int
add_heading(struct edit *ed, const char *name, struct err *e)
{
	const struct front_node *map = front_get(ed->now->doc.root, "profile");

	return plan_heading(ed->now, name) ? 0
					   : add_empty(ed, map, NULL, name, e);
}

/* One item that is a mapping right below its heading becomes a list of one. */
static int
enlist(struct edit *ed, const struct front_node *n, struct err *e)
{
	const struct doc *d = &ed->now->doc;
	struct splices sp = {NULL, 0, 0};
	struct changes none = {NULL, 0, 0};
	size_t end = span_end(n->span);

	splice_add(
	    &sp, ed->a, n->span.off, 0, n->flow ? "[" : "- ", n->flow ? 1 : 2);
	if (n->flow)
		splice_add(&sp, ed->a, end, 0, "]", 1);
	else
		for (size_t i = line_next(d->src, d->len, n->span.off); i < end;
		     i = line_next(d->src, d->len, i))
			if (!place_blank_line(d, i))
				splice_add(&sp, ed->a, i, 0, "  ", 2);
	return edit_apply(ed, &sp, &none, e);
}

static const struct front_node *
heading_node(const struct edit *ed, const char *name)
{
	return plan_heading(ed->now, name)->node;
}

static int
add_item(struct edit *ed, const struct profile_new *n, struct err *e)
{
	const struct front_pair all[] = {{"text", n->text, NULL},
	    {"source", n->source, NULL}, {"date", n->date, NULL},
	    {"audience", n->audience, NULL}};
	struct front_pair pairs[4];
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct changes asked = {NULL, 0, 0};
	const struct front_node *list = heading_node(ed, n->heading);
	struct change *ch = change_add(&asked, ed->a, "profile.added");
	size_t k = 0;

	for (size_t i = 0; i < 4; i++)
		if (all[i].value)
			pairs[k++] = all[i];
	if (k > 1)
		front_add_item_map(&te, list, pairs, k);
	else
		front_add_item(&te, list, n->text);
	ch->heading = n->heading;
	ch->new = n->text;
	return edit_apply(ed, &sp, &asked, e);
}

/* The item stands last and says all that was asked. */
static int
check_added(struct edit *ed, const struct profile_new *n, struct err *e)
{
	const struct profile_heading *h = plan_heading(ed->now, n->heading);

	return item_says(&h->items[h->n - 1], n) ? 0
						 : edit_refuse(ed, ed->now, e);
}

int
edit_profile_add(struct edit *ed, const struct profile_new *n, struct err *e)
{
	const struct plan *start = ed->now;
	bool there;

	if (check_new(n, e) != 0 || look_for(ed, n, &there, e) != 0)
		return -1;
	if (there)
		return 0;
	if (add_profile(ed, e) == 0 && add_heading(ed, n->heading, e) == 0 &&
	    (heading_node(ed, n->heading)->kind != FRONT_MAP ||
		enlist(ed, heading_node(ed, n->heading), e) == 0) &&
	    add_item(ed, n, e) == 0 && check_added(ed, n, e) == 0)
		return 0;
	ed->now = start;
	return -1;
}

/* ---- dropping ---- */

/* The begin of a text, on one line. */
static const char *
shown(struct arena *a, const char *text)
{
	const char *s = str_line(a, text);
	size_t n = SHOWN_MAX;

	if (strlen(s) <= n)
		return s;
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return arena_printf(a, "%.*s...", (int)n, s);
}

static int
no_heading(const struct edit *ed, const char *name, struct err *e)
{
	const char *all = "";

	for (size_t i = 0; i < ed->now->nprofile; i++)
		all = arena_printf(ed->a, "%s%s%s", all, i ? ", " : "",
		    ed->now->profile[i].name);
	err_set(e, ERR_USAGE, "the profile of %s has no heading %s",
	    ed->now->id, shown(ed->a, name));
	return *all ? err_hint(e, "it has %s", all) : -1;
}

/* Whether an item counts: its whole text, or case aside its begin. */
static bool
named(const struct profile_item *it, const char *text, bool whole)
{
	return whole ? strcmp(it->text, text) == 0
		     : strncasecmp(it->text, text, strlen(text)) == 0;
}

static size_t
count_named(const struct profile_heading *h, const char *text, bool whole)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++)
		n += named(&h->items[i], text, whole);
	return n;
}

static int
no_one_item(const struct edit *ed, const struct profile_heading *h,
    const char *text, bool whole, struct err *e)
{
	size_t n = count_named(h, text, whole);
	const char *all = "";

	if (n == 0) {
		err_set(e, ERR_USAGE, "no item of %s begins with %s", h->name,
		    shown(ed->a, text));
		return err_hint(
		    e, "ilp-profile %s shows what is there", ed->now->id);
	}
	err_set(e, ERR_USAGE, "%zu items of %s %s %s", n, h->name,
	    whole ? "are" : "begin with", shown(ed->a, text));
	if (whole)
		return err_hint(e, "take one away with ilp-edit");
	for (size_t i = 0; i < h->n; i++)
		if (named(&h->items[i], text, false))
			all = arena_printf(ed->a, "%s%s%s", all,
			    *all ? "; " : "", shown(ed->a, h->items[i].text));
	return err_hint(e, "which one: %s", all);
}

/* The only item with that text, else the only one that begins with it. */
static const struct profile_item *
pick_item(const struct edit *ed, const struct profile_heading *h,
    const char *text, struct err *e)
{
	bool whole = count_named(h, text, true) > 0;

	if (count_named(h, text, whole) == 1)
		for (size_t i = 0; i < h->n; i++)
			if (named(&h->items[i], text, whole))
				return &h->items[i];
	no_one_item(ed, h, text, whole, e);
	return NULL;
}

int
edit_profile_drop(
    struct edit *ed, const char *heading, const char *text, struct err *e)
{
	const struct front_node *map = front_get(ed->now->doc.root, "profile");
	const struct profile_heading *h = plan_heading(ed->now, heading);
	const struct profile_item *it;
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&ed->now->doc, ed->a, &sp};
	struct changes asked = {NULL, 0, 0};
	struct change *ch;

	if (!*text)
		return err_set(
		    e, ERR_USAGE, "which item of %s is to go?", heading);
	if (!h)
		return no_heading(ed, heading, e);
	it = pick_item(ed, h, text, e);
	if (!it)
		return -1;
	front_drop_below(&te, h->n == 1 ? h->node : it->node, map);
	ch = change_add(&asked, ed->a, "profile.removed");
	ch->heading = h->name;
	ch->old = it->text;
	return edit_apply(ed, &sp, &asked, e);
}
