#include "plan/message.h"

#include <stdlib.h>
#include <string.h>

#include "plan/field.h"

#define PLANS_NAMED 50	/* more are only counted */
#define VALUE_MAX   24	/* bytes of a value */
#define SUBJECT_MAX 100 /* bytes before " and more" */
#define ID_LEN	    40	/* hexadecimal digits of a commit's id */

/* Whether values of that field may stand in a message. */
static bool
value_told(const char *key)
{
	static const char *const keys[] = {"status", "baseline", "target",
	    "progress", "start", "due", "closed", "cadence", "begin", "end",
	    "retain_until"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* Longer than any level or number: words, which no message repeats. */
static bool
wordy(const char *value)
{
	return value && strlen(value) > VALUE_MAX;
}

/* "due 2026-10-02 -> 2026-11-06", or the field's name alone. */
static void
field_phrase(struct buf *out, const char *key, const struct change *ch)
{
	buf_adds(out, key);
	if (!value_told(key) || (!ch->old && !ch->new) || wordy(ch->old) ||
	    wordy(ch->new))
		return;
	if (ch->old && ch->new)
		buf_addf(out, " %s -> %s", ch->old, ch->new);
	else if (ch->new)
		buf_addf(out, " %s", ch->new);
	else
		buf_adds(out, " removed");
}

static const char *
section_verb(const char *section)
{
	static const char *const words[][2] = {
	    {"Check-ins", "check-in"},
	    {"Reflections", "reflect"},
	    {"Evidence", "evidence"},
	    {"Reviews", "review"},
	    {"Sign-offs", "sign"},
	    {"Supports", "support"},
	    {"Notes", "note"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(section, words[i][0]) == 0)
			return words[i][1];
	return "entry";
}

/*
 * Whether an entry only says why: beside it a goal is revised, in more than
 * the progress that comes with a reading.
 */
static bool
revises(const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_starts(c->v[i].what, "goal.") &&
		    strcmp(c->v[i].what, "goal.progress") != 0)
			return true;
	return false;
}

/* Changes that go with another one and need no words of their own. */
static bool
implied(const struct changes *c, const struct change *ch)
{
	static const char *const with_status[] = {
	    "goal.closed", "goal.reason", "goal.agreed"};
	bool status = false;

	if (strcmp(ch->what, "entry.added") == 0)
		return revises(c);
	for (size_t i = 0; i < c->n; i++)
		status = status || strcmp(c->v[i].what, "goal.status") == 0;
	for (size_t i = 0; status && i < 3; i++)
		if (strcmp(ch->what, with_status[i]) == 0)
			return true;
	return false;
}

/* "goal", "step" ...: the word that a change's subject begins with. */
static size_t
topic(const struct change *ch)
{
	return strcspn(ch->what, ".");
}

static void
phrase(struct buf *out, const struct change *ch)
{
	const char *verb = ch->what + topic(ch) + 1;

	if (str_starts(ch->what, "goal.") && strcmp(verb, "added") != 0 &&
	    strcmp(verb, "removed") != 0)
		field_phrase(out, verb, ch);
	else if (str_starts(ch->what, "plan."))
		field_phrase(out, verb, ch);
	else if (str_starts(ch->what, "team."))
		buf_addf(out, "%s changed", verb);
	else
		buf_adds(out, verb);
}

/* "check-in annotate-sources: 3", from the readings that came with it. */
static void
entry_subject(
    struct buf *out, const struct message_plan *p, const struct change *entry)
{
	bool any = false;

	buf_adds(out, section_verb(entry->section));
	for (size_t i = 0; i < p->changes->n; i++) {
		const struct change *ch = &p->changes->v[i];

		if (strcmp(ch->what, "goal.progress") != 0 || !ch->new)
			continue;
		buf_addf(out, "%s %s: %s", any ? "," : "", ch->goal, ch->new);
		any = true;
	}
	if (!any)
		buf_addf(out, " %s", p->id);
}

/* A heading of the school's own may be anybody's words. */
static bool
heading_told(const char *heading)
{
	for (size_t i = 0; heading && profile_headings[i]; i++)
		if (strcmp(heading, profile_headings[i]) == 0)
			return true;
	return false;
}

/*
 * What a group of changes is about: the goal's id or a heading that every
 * plan may have, else the plan's id.
 */
static void
group_head(
    struct buf *out, const struct message_plan *p, const struct change *ch)
{
	const char *name = ch->goal		       ? ch->goal
			   : heading_told(ch->heading) ? ch->heading
						       : p->id;

	buf_addf(out, "%.*s %s: ", (int)topic(ch), ch->what, name);
}

static void
fields_subject(struct buf *out, const struct message_plan *p)
{
	const struct change *last = NULL;
	size_t start = out->n;

	for (size_t i = 0; i < p->changes->n; i++) {
		const struct change *ch = &p->changes->v[i];

		if (implied(p->changes, ch))
			continue;
		if (out->n - start > SUBJECT_MAX) {
			buf_adds(out, " and more");
			return;
		}
		if (last && str_eq(last->goal, ch->goal) &&
		    str_eq(last->heading, ch->heading) &&
		    topic(last) == topic(ch) &&
		    strncmp(last->what, ch->what, topic(ch)) == 0) {
			buf_adds(out, ", ");
		} else {
			buf_adds(out, last ? "; " : "");
			group_head(out, p, ch);
		}
		phrase(out, ch);
		last = ch;
	}
	if (!last)
		buf_addf(out, "plan %s: layout", p->id);
}

/* The entry that was recorded; where one went too, one was rewritten. */
static const struct change *
entry_of(const struct changes *c)
{
	const struct change *found = NULL;

	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].what, "entry.removed") == 0)
			return NULL;
		if (!found && strcmp(c->v[i].what, "entry.added") == 0)
			found = &c->v[i];
	}
	return found;
}

static void
plan_subject(struct buf *out, const struct message_plan *p)
{
	const struct change *entry = entry_of(p->changes);

	if (entry && !revises(p->changes))
		entry_subject(out, p, entry);
	else if (p->changes->n == 1 &&
		 strcmp(p->changes->v[0].what, "plan.added") == 0)
		buf_addf(out, "new: %s", p->id);
	else
		fields_subject(out, p);
}

/* "plan stage, team.coach": the keys that changed in the first of several. */
static void
keys_subject(struct buf *out, const struct changes *c)
{
	size_t start = out->n;

	buf_adds(out, "plan");
	for (size_t i = 0; i < c->n && out->n - start < SUBJECT_MAX; i++) {
		const char *key = c->v[i].what;

		key += str_starts(key, "plan.") ? strlen("plan.") : 0;
		buf_addf(out, "%s %s", i ? "," : "", key);
	}
}

/* What several plans have in common, and how many they are. */
static void
plans_subject(struct buf *out, const struct message *m)
{
	const struct changes *c = m->v[0].changes;
	const struct change *entry = entry_of(c);

	if (entry)
		buf_adds(out, section_verb(entry->section));
	else if (c->n && strcmp(c->v[0].what, "plan.added") == 0)
		buf_adds(out, "new");
	else if (c->n && c->v[0].goal)
		buf_addf(out, "goal %s", c->v[0].goal);
	else if (c->n && c->v[0].heading)
		buf_addf(out, "profile%s%s",
		    heading_told(c->v[0].heading) ? " " : "",
		    heading_told(c->v[0].heading) ? c->v[0].heading : "");
	else
		keys_subject(out, c);
	buf_addf(out, ": %zu plans", m->n);
}

/* "shared-goal" for a file below goals/; NULL: nothing that is told of. */
static const char *
file_topic(const char *path)
{
	static const char *const folders[][2] = {
	    {"goals/", "shared-goal"},
	    {"resources/", "resource"},
	    {"frameworks/", "framework"},
	    {"surveys/", "survey"},
	};

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (str_starts(path, folders[i][0]))
			return folders[i][1];
	/* A plan tells of its own files, and ilp-init of what it makes. */
	if (str_starts(path, "plans/") || !strchr(path, '/'))
		return NULL;
	return "file";
}

/* "shared-goal read-widely: added", or how many of them. */
static void
files_subject(struct buf *out, const struct message *m)
{
	const struct message_file *f = m->files;
	const char *name, *topic;

	if (m->nfiles == 0)
		return;
	topic = file_topic(f->path);
	name = strrchr(f->path, '/') ? strrchr(f->path, '/') + 1 : f->path;
	buf_adds(out, topic ? topic : "file");
	if (m->nfiles > 1)
		buf_addf(out, ": %zu files", m->nfiles);
	else
		buf_addf(
		    out, " %.*s: %s", (int)strcspn(name, "."), name, f->verb);
}

void
message_subject(struct buf *out, const struct message *m)
{
	if (m->subject)
		buf_adds(out, m->subject);
	else if (m->n == 0)
		files_subject(out, m);
	else if (m->n == 1)
		plan_subject(out, &m->v[0]);
	else
		plans_subject(out, m);
	if (m->by_hand)
		buf_adds(out, " (and edits by hand)");
}

/* ---- trailers ---- */

static bool
line_there(const struct buf *b, size_t from, const char *line)
{
	const char *p = b->n > from ? strstr(b->p + from, line) : NULL;

	return p != NULL;
}

/* "Key: value" once; values are ids, handles and names of changes. */
static void
trailer(struct buf *out, size_t from, const char *key, const char *value)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "\n%s: %s\n", key, value);
	if (!line_there(out, from, line.p))
		buf_adds(out, line.p + 1);
	buf_free(&line);
}

/* At least one, so that a command's commit is known by it. */
static void
events(struct buf *out, size_t from, const struct message *m)
{
	bool any = false;

	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->v[i].changes->n; k++) {
			trailer(out, from, "Plan-Event",
			    m->v[i].changes->v[k].what);
			any = true;
		}
	for (size_t i = 0; i < m->nfiles; i++) {
		const char *topic = file_topic(m->files[i].path);
		struct buf what = BUF_INIT;

		if (!topic)
			continue;
		buf_addf(&what, "%s.%s", topic, m->files[i].verb);
		trailer(out, from, "Plan-Event", buf_str(&what));
		buf_free(&what);
		any = true;
	}
	if (!any && m->n)
		trailer(out, from, "Plan-Event", "plan.layout");
}

static void
undo_trailer(struct buf *out, const struct message_undo *u)
{
	if (!u->id)
		return;
	buf_addf(out, "Plan-%s: %s", u->redo ? "Redo" : "Undo", u->id);
	if (u->plan)
		buf_addf(out, " %s", u->plan);
	buf_addc(out, '\n');
}

void
message_write(struct buf *out, const struct message *m)
{
	size_t from;

	message_subject(out, m);
	from = out->n;
	buf_adds(out, "\n\n");
	if (m->n > PLANS_NAMED)
		buf_addf(out, "Plan-Count: %zu\n", m->n);
	for (size_t i = 0; i < m->n && m->n <= PLANS_NAMED; i++)
		buf_addf(out, "Plan: %s\n", m->v[i].id);
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->v[i].changes->n; k++)
			if (m->v[i].changes->v[k].goal)
				trailer(out, from, "Plan-Goal",
				    m->v[i].changes->v[k].goal);
	events(out, from, m);
	undo_trailer(out, &m->undo);
	if (m->author)
		trailer(out, from, "Plan-Author", m->author);
}

/* ---- reading ---- */

/* The rest of the line at s behind lead; NULL if it begins otherwise. */
static const char *
behind(const char *s, const char *lead)
{
	return str_starts(s, lead) ? s + strlen(lead) : NULL;
}

static const char *
next_line(const char *s)
{
	s += strcspn(s, "\n");
	return *s ? s + 1 : s;
}

/* "ID" or "ID PLAN". */
static bool
undo_read(struct message_undo *out, struct arena *a, const char *s, bool redo)
{
	size_t len = strcspn(s, "\r\n");

	if (strspn(s, "0123456789abcdef") != ID_LEN)
		return false;
	out->id = arena_strndup(a, s, ID_LEN);
	out->plan = len > ID_LEN + 1 && s[ID_LEN] == ' '
			? arena_strndup(a, s + ID_LEN + 1, len - ID_LEN - 1)
			: NULL;
	out->redo = redo;
	return true;
}

void
message_read(struct message_told *out, struct arena *a, const char *message)
{
	const char *v;

	*out = (struct message_told){0};
	for (const char *s = next_line(message); *s; s = next_line(s)) {
		if (behind(s, "Plan-Event: "))
			out->command = true;
		else if (behind(s, "Plan: "))
			out->plans++;
		else if ((v = behind(s, "Plan-Count: ")) != NULL)
			out->plans = strtoul(v, NULL, 10);
		else if ((v = behind(s, "Plan-Undo: ")) != NULL)
			out->undo |= undo_read(&out->what, a, v, false);
		else if ((v = behind(s, "Plan-Redo: ")) != NULL)
			out->undo |= undo_read(&out->what, a, v, true);
		else if ((v = behind(s, "This reverts commit ")) != NULL &&
			 undo_read(&out->what, a, v, false)) {
			out->what.plan = NULL;
			out->undo = true;
		}
	}
}

bool
message_names(const char *message, const char *plan)
{
	size_t n = strlen(plan);

	for (const char *s = next_line(message); *s; s = next_line(s)) {
		const char *v = behind(s, "Plan: ");

		if (v && strcspn(v, "\r\n") == n && !strncmp(v, plan, n))
			return true;
	}
	return false;
}
