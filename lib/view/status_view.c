#include "view/status_view.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "view/safe.h"
#include "view/table.h"

#define INDENT 4 /* of the sentences below a plan */

/* ---- a few words on the weightiest matter ---- */

/* Items of the weightiest code. */
static int
count_first(const struct plan_status *s)
{
	size_t n = 1;

	while (n < s->n && s->v[n].code == s->v[0].code)
		n++;
	return (int)n;
}

static const char *
days(struct arena *a, const char *before, int n, const char *after)
{
	return arena_printf(
	    a, "%s %d day%s%s", before, n, n == 1 ? "" : "s", after);
}

static const char *
checkin_words(struct arena *a, const struct plan_status *s)
{
	if (s->v[0].days < 0)
		return "no check-in yet";
	return s->next_checkin ? days(a, "check-in", s->v[0].days, " late")
			       : days(a, "no check-in for", s->v[0].days, "");
}

static const char *
due_words(struct arena *a, const struct attention *at)
{
	if (at->days < 2)
		return at->days ? "goal due tomorrow" : "goal due today";
	return days(a, "goal due in", at->days, "");
}

static const char *
weightiest(struct arena *a, const struct plan_status *s)
{
	const struct attention *at = &s->v[0];
	int n = count_first(s);

	switch (at->code) {
	case ATT_BROKEN:
		return s->plan->broken ? "cannot be read" : "file has an error";
	case ATT_CHECKIN_OVERDUE:
		return checkin_words(a, s);
	case ATT_QUIET:
		return at->days < 0 ? "nothing written yet"
				    : days(a, "quiet for", at->days, "");
	case ATT_LEARNER_QUIET:
		return at->days < 0 ? "learner quiet so far"
				    : days(a, "learner quiet", at->days, "");
	case ATT_GOAL_OVERDUE:
		return n > 1 ? arena_printf(a, "%d goals overdue", n)
			     : days(a, "goal", at->days, " overdue");
	case ATT_STEP_OVERDUE:
		return n > 1 ? arena_printf(a, "%d steps overdue", n)
			     : days(a, "step", at->days, " overdue");
	case ATT_GOAL_FLAT:
		return n > 1 ? arena_printf(a, "%d goals flat", n)
			     : "goal flat";
	case ATT_GATE_CLOSED:
		return "gate closed";
	case ATT_CHANGED_SINCE_SIGNED:
		return "changed since signed";
	case ATT_UNSIGNED:
		return "not signed by all";
	case ATT_GOAL_NO_EVIDENCE:
		return n > 1 ? arena_printf(a, "%d without evidence", n)
			     : "goal without evidence";
	case ATT_GOAL_NO_MEASURE:
		return n > 1 ? arena_printf(a, "%d without measure", n)
			     : "goal without measure";
	case ATT_UNALIGNED:
		return "no shared goal";
	case ATT_NO_GOALS:
		return "no goals";
	case ATT_GOAL_DUE_SOON:
		return n > 1 ? arena_printf(a, "%d goals due soon", n)
			     : due_words(a, at);
	}
	return "";
}

static enum table_color
code_color(enum attention_code c)
{
	return c <= ATT_QUIET	       ? TABLE_RED
	       : c < ATT_GOAL_DUE_SOON ? TABLE_YELLOW
				       : TABLE_PLAIN;
}

/* ---- cells ---- */

static const char *
brief(struct arena *a, const struct plan_status *s)
{
	if (s->n == 0)
		return NULL;
	if (s->codes == 1)
		return weightiest(a, s);
	return arena_printf(a, "%s +%zu", weightiest(a, s), s->codes - 1);
}

/* "goal-overdue,unsigned": each once. */
static const char *
code_words(struct arena *a, const struct plan_status *s)
{
	struct buf b = BUF_INIT;
	const char *text;

	for (size_t i = 0; i < s->n; i++)
		if (i == 0 || s->v[i].code != s->v[i - 1].code)
			buf_addf(&b, "%s%s", i ? "," : "",
			    attention_word(s->v[i].code));
	text = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return text;
}

static const char *
met_words(struct arena *a, const struct plan_status *s)
{
	size_t met = s->goals[GOAL_MET], all = met + s->goals[GOAL_ACTIVE];

	return all ? arena_printf(a, "%zu/%zu", met, all) : NULL;
}

static const char *
share_words(struct arena *a, double share)
{
	return isnan(share) ? NULL
			    : arena_printf(a, "%d%%", (int)floor(share * 100));
}

/* On a terminal those from LEARNER to BRIEF, in a pipe all but BRIEF. */
enum column { ID, LEARNER, MET, SHARE, QUIET, NEXT, BRIEF, CODES, SENTENCE };

static const struct table_col columns[] = {
    [ID] = {"PLAN", false, false, TABLE_PLAIN},
    [LEARNER] = {"LEARNER", false, true, TABLE_PLAIN},
    [MET] = {"MET", true, false, TABLE_PLAIN},
    [SHARE] = {"SHARE", true, false, TABLE_PLAIN},
    [QUIET] = {"QUIET", true, false, TABLE_PLAIN},
    [NEXT] = {"NEXT", false, false, TABLE_PLAIN},
    [BRIEF] = {"ATTENTION", false, true, TABLE_PLAIN},
    [CODES] = {"CODES", false, false, TABLE_PLAIN},
    [SENTENCE] = {"ATTENTION", false, false, TABLE_PLAIN},
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* Puts the columns that are shown into pick; returns how many. */
static size_t
pick_columns(enum column pick[COLUMNS], const struct status_show *how)
{
	size_t n = 0;

	for (int c = ID; c <= SENTENCE; c++)
		if (c == ID || c == CODES || c == SENTENCE
			? how->width == 0 && (c == ID || !how->sentences)
		    : c == BRIEF ? how->width && !how->sentences
				 : true)
			pick[n++] = (enum column)c;
	return n;
}

static const char *
cell(struct arena *a, const struct plan_status *s, enum column c)
{
	const struct plan *p = s->plan;

	switch (c) {
	case ID:
		return p->id;
	case LEARNER:
		return p->learner ? p->learner : p->id;
	case MET:
		return met_words(a, s);
	case SHARE:
		return share_words(a, s->share);
	case QUIET:
		return s->quiet_days < 0
			   ? NULL
			   : arena_printf(a, "%dd", s->quiet_days);
	case NEXT:
		return s->next_checkin;
	case BRIEF:
		return brief(a, s);
	case CODES:
		return code_words(a, s);
	case SENTENCE:
		return s->n ? s->v[0].text : NULL;
	}
	return NULL;
}

static void
add_row(struct table *t, const struct plan_status *s, const enum column *pick,
    size_t n)
{
	const char *cells[COLUMNS];

	for (size_t i = 0; i < n; i++)
		cells[i] = cell(t->a, s, pick[i]);
	table_row(t, cells);
	for (size_t i = 0; i < n && s->n; i++)
		if (pick[i] == BRIEF || pick[i] == CODES)
			table_paint(t, i, code_color(s->v[0].code));
}

/* ---- sentences ---- */

/* One sentence, indented, broken at blanks to fit the width. */
static void
add_sentence(struct buf *out, const char *text, const struct status_show *how)
{
	struct buf b = BUF_INIT;
	size_t room = how->width > 2 * INDENT + 20
			  ? (size_t)(how->width - INDENT)
			  : (size_t)-1;
	size_t used = room;
	const char *s;

	safe_text(&b, text, strlen(text), false);
	for (s = buf_str(&b); *s;) {
		size_t n = strcspn(s, " "), wide = utf8_count(s, n);

		if (s == b.p || used + 1 + wide > room) {
			buf_addf(out, "%s%*s", s == b.p ? "" : "\n",
			    s == b.p ? INDENT : INDENT + 2, "");
			used = s == b.p ? wide : wide + 2;
		} else {
			buf_addc(out, ' ');
			used += 1 + wide;
		}
		buf_add(out, s, n);
		s += n + (s[n] == ' ');
	}
	buf_addc(out, '\n');
	buf_free(&b);
}

static void
add_sentences(
    struct buf *out, const struct plan_status *s, const struct status_show *how)
{
	for (size_t i = 0; i < s->n; i++) {
		enum table_color c = code_color(s->v[i].code);
		bool painted = how->color && c != TABLE_PLAIN;

		if (painted)
			buf_adds(out, c == TABLE_RED ? "\033[31m" : "\033[33m");
		add_sentence(out, s->v[i].text, how);
		if (painted)
			buf_adds(out, "\033[0m");
	}
}

/* The lines of a table with the sentences of each plan below its line. */
static void
weave(struct buf *out, const struct buf *table, const struct plan_status *v,
    size_t n, const struct status_show *how)
{
	size_t at = line_next(table->p, table->n, 0);

	buf_add(out, table->p, at);
	for (size_t i = 0; i < n; i++) {
		size_t next = line_next(table->p, table->n, at);

		buf_add(out, table->p + at, next - at);
		at = next;
		add_sentences(out, &v[i], how);
	}
}

int
status_table(struct buf *out, struct arena *a, const struct plan_status *v,
    size_t n, const struct status_show *how, struct err *e)
{
	enum column pick[COLUMNS];
	struct table_col cols[COLUMNS];
	size_t ncols = pick_columns(pick, how);
	struct buf b = BUF_INIT;
	struct table t;
	int r;

	for (size_t i = 0; i < ncols; i++)
		cols[i] = columns[pick[i]];
	table_init(&t, a, cols, ncols);
	for (size_t i = 0; i < n; i++)
		add_row(&t, &v[i], pick, ncols);
	r = table_print(&b, &t, how->width, how->color, e);
	if (r == 0 && how->sentences && n)
		weave(out, &b, v, n, how);
	else if (r == 0)
		buf_add(out, buf_str(&b), b.n);
	buf_free(&b);
	return r;
}

void
status_tally(struct buf *out, const struct plan_status *v, size_t n)
{
	size_t need = 0;

	for (size_t i = 0; i < n; i++)
		need += v[i].n > 0;
	buf_addf(out, "\n%zu plan%s: ", n, n == 1 ? "" : "s");
	if (need)
		buf_addf(
		    out, "%zu need%s attention\n", need, need == 1 ? "s" : "");
	else
		buf_addf(out, "%s attention\n",
		    n == 1 ? "it needs no" : "none needs");
}

/* ---- JSON ---- */

static json_t *
goals_json(const struct plan_status *s)
{
	json_t *o = json_object();

	for (int i = 0; i < GOAL_STATUS_COUNT; i++)
		json_put(o, goal_status_word((enum goal_status)i),
		    json_integer((json_int_t)s->goals[i]));
	return o;
}

static json_t *
last_json(const struct entry *e)
{
	json_t *o;

	if (!e)
		return json_null();
	o = json_object();
	json_put_text(o, "date", e->date);
	json_put_text(o, "by", e->by);
	json_put_text(o, "section", section_name(e->section));
	return o;
}

static json_t *
attention_json(const struct plan_status *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->n; i++) {
		json_t *o = json_object();

		json_put_text(o, "code", attention_word(s->v[i].code));
		json_put_text(o, "goal", s->v[i].goal);
		json_put_count(o, "step", s->v[i].step);
		json_put_text(o, "text", s->v[i].text);
		json_add(list, o);
	}
	return list;
}

static json_t *
one_json(const struct plan_status *s)
{
	json_t *o = json_object();

	json_put_text(o, "id", s->plan->id);
	json_put_text(o, "path", s->plan->path);
	json_put_text(o, "learner", s->plan->learner);
	json_put(o, "goals", goals_json(s));
	json_put_share(o, "share", round(s->share * 1e4) / 1e4);
	json_put_text(o, "next_checkin", s->next_checkin);
	json_put(o, "last_entry", last_json(s->last));
	json_put(o, "quiet_days",
	    s->quiet_days < 0 ? json_null() : json_integer(s->quiet_days));
	json_put(o, "attention", attention_json(s));
	json_put_text(o, "error", s->error);
	return o;
}

json_t *
status_json(const struct plan_status *v, size_t n, int today)
{
	json_t *doc = json_doc("status"), *plans = json_array();
	char date[11];

	date_format(today, date);
	json_put_text(doc, "today", date);
	for (size_t i = 0; i < n; i++)
		json_add(plans, one_json(&v[i]));
	json_put(doc, "plans", plans);
	return doc;
}
