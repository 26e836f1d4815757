/* Adding an entry: its place, its heading, its text, its readings. */

#include <string.h>

#include "base/buf.h"
#include "plan/edit.h"
#include "plan/edit_body.h"
#include "plan/id.h"
#include "text/md.h"

/* Where a new entry of that day goes in its section: before the first later
 * one that follows all entries of that day and earlier ones. */
static size_t
entry_place(const struct plan *p, const struct part *section, int day)
{
	size_t index = (size_t)(section - p->parts);
	const struct entry *next = NULL;

	for (size_t i = p->nentries; i-- > 0;) {
		const struct entry *e = &p->entries[i];

		if (p->parts[e->part].section != index)
			continue;
		if (e->day <= day)
			break;
		next = e;
	}
	return next ? next->head.off : section_end(p, section);
}

static int
check_new(const struct entry_new *n, struct err *e)
{
	int day;

	if (!date_iso(n->date, strlen(n->date), &day)) {
		err_set(e, ERR_INPUT, "there is no day %s", n->date);
		return err_hint(e, "write a real date as year-month-day");
	}
	if (!n->by || !n->by[strspn(n->by, " ")] ||
	    strpbrk(n->by, "{}#\n\r\t")) {
		err_set(e, ERR_USAGE,
		    "%s cannot stand as the name in an entry's heading",
		    n->by && *n->by ? n->by : "nothing");
		return err_hint(e, "give a handle or a plain name");
	}
	for (size_t i = 0; i < n->nattrs; i++)
		if (strpbrk(n->attrs[i].value, "\n\r\t") ||
		    !*n->attrs[i].value) {
			err_set(e, ERR_USAGE,
			    "the value of %s must be one line of text",
			    n->attrs[i].key);
			return err_hint(e, "put longer words into the text");
		}
	return 0;
}

static void
say_safe(struct edit *ed, const struct md_safe *did)
{
	if (did->headings)
		strs_add(&ed->notes, ed->a,
		    "a line that would have become a heading got a "
		    "backslash");
	if (did->markers)
		strs_add(&ed->notes, ed->a,
		    "a line that looks like a conflict marker got a "
		    "backslash");
	if (did->fence)
		strs_add(&ed->notes, ed->a,
		    "a code fence that nothing closed was closed");
	if (did->html)
		strs_add(&ed->notes, ed->a,
		    "an HTML block that nothing ended is kept as plain text");
}

/* The entry that came to be: with these attributes and this text. */
static bool
entry_there(const struct edit *ed, const struct plan *p,
    const struct entry_new *n, const char *text)
{
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];
		bool same = e->section == n->section &&
			    strcmp(e->date, n->date) == 0 &&
			    str_eq(e->by, n->by) && e->nattrs == n->nattrs &&
			    strcmp(plan_text(p, e->content, ed->a), text) == 0;

		for (size_t k = 0; same && k < n->nattrs; k++)
			same = str_eq(
			    entry_attr(e, n->attrs[k].key), n->attrs[k].value);
		if (same)
			return true;
	}
	return false;
}

static int
insert(struct edit *ed, const struct entry_new *n, const char *block,
    const char *text, struct err *e)
{
	const struct part *section = plan_section(ed->now, n->section);
	struct splices sp = {NULL, 0, 0};
	struct changes seen = {NULL, 0, 0}, asked = {NULL, 0, 0};
	struct plan *next;
	struct change *ch;
	size_t off;

	if (section) {
		off = entry_place(ed->now, section, text_day(n->date));
	} else {
		off = section_place(ed->now, n->section);
		block = arena_printf(
		    ed->a, "## %s\n\n%s", section_title(ed, n->section), block);
	}
	if (body_open_check(ed->now, off, e) != 0)
		return -1;
	body_insert(ed, &sp, off, block);
	ch = change_add(&asked, ed->a, "entry.added");
	ch->section = section_name(n->section);
	ch->date = n->date;
	ch->by = n->by;
	if (edit_try(ed, &sp, &next, &seen, e) != 0)
		return -1;
	if (!changes_equal(&seen, &asked, ed->a) ||
	    !entry_there(ed, next, n, text))
		return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

/* Sets progress from a reading, unless the goal has a later one. */
static int
follow_reading(struct edit *ed, const struct entry_new *n,
    const struct tagged *t, struct err *e)
{
	const struct goal *g = plan_goal(ed->now, t->id);
	struct assign v = {"progress", ASSIGN_SET, t->value};
	const struct reading *last;

	if (!g || !t->value || g->nreadings == 0)
		return 0;
	last = &g->readings[g->nreadings - 1];
	if (last->day > text_day(n->date) || !str_eq(last->value, t->value)) {
		strs_add(&ed->notes, ed->a,
		    arena_printf(ed->a,
			"the progress of %s stays: there is a later reading "
			"(%s)",
			g->id, last->date));
		return 0;
	}
	return edit_goal_set(ed, t->id, &v, 1, e);
}

/* The readings of the entry just added, each to its goal. */
static int
follow_readings(struct edit *ed, const struct entry_new *n, struct err *e)
{
	for (size_t i = 0; i < ed->now->nentries; i++) {
		const struct entry *x = &ed->now->entries[i];
		struct tagged_list goals = x->goals;
		const char *list = NULL;

		for (size_t k = 0; k < n->nattrs; k++)
			if (strcmp(n->attrs[k].key, "goal") == 0)
				list = n->attrs[k].value;
		if (!list || x->section != n->section || x->future ||
		    strcmp(x->date, n->date) != 0 || !str_eq(x->by, n->by) ||
		    !str_eq(entry_attr(x, "goal"), list))
			continue;
		for (size_t k = 0; k < goals.n; k++)
			if (follow_reading(ed, n, &goals.v[k], e) != 0)
				return -1;
		return 0;
	}
	return 0;
}

/* The name as the heading will give it back. */
static const char *
who_read(struct arena *a, const char *by)
{
	size_t n;

	by += strspn(by, " ");
	n = strlen(by);
	while (by[n - 1] == ' ')
		n--;
	by = arena_strndup(a, by, n);
	return handle_valid(by) ? handle_fold(a, by) : by;
}

int
edit_entry_add(struct edit *ed, const struct entry_new *asked, struct err *e)
{
	const struct plan *start = ed->now;
	struct entry_new n = *asked;
	struct buf text = BUF_INIT, block = BUF_INIT;
	struct md_safe did = {0, 0, false, false};
	int r;

	if (check_new(&n, e) != 0)
		return -1;
	n.by = who_read(ed->a, n.by);
	md_safe(&text, &did, n.text);
	while (text.n && strchr(" \t", text.p[text.n - 1]))
		text.p[--text.n] = '\0';
	buf_addf(&block, "### %s %s", n.date, n.by);
	if (n.nattrs) {
		buf_addc(&block, ' ');
		attrs_write(&block, n.attrs, n.nattrs);
	}
	if (text.n)
		buf_addf(&block, "\n\n%s", buf_str(&text));
	r = insert(ed, &n, buf_str(&block), buf_str(&text), e);
	if (r == 0)
		r = follow_readings(ed, &n, e);
	if (r == 0)
		say_safe(ed, &did);
	else
		ed->now = start;
	buf_free(&text);
	buf_free(&block);
	return r;
}
