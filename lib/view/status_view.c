#include "view/status_view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/fold.h"
#include "view/safe.h"
#include "view/table.h"
#include "view/wrap.h"

#define INDENT 4   /* of the sentences below a plan */
#define WIDE   100 /* a terminal with room for more than one matter */
#define NARROW 72  /* one without room for the goals */

/* ---- a few words on each kind of matter ---- */

/* The items of one code that stand together in a plan's list. */
struct matter {
	const struct attention *first;
	int n;
};

/* The matter that begins at v[i]. */
static struct matter
matter_at(const struct plan_status *s, size_t i)
{
	struct matter m = {&s->v[i], 1};

	while (i + (size_t)m.n < s->n && m.first[m.n].code == m.first->code)
		m.n++;
	return m;
}

static const char *
days(struct arena *a, const char *before, int n, const char *after)
{
	return arena_printf(
	    a, "%s %d day%s%s", before, n, n == 1 ? "" : "s", after);
}

static const char *
checkin_words(struct arena *a, const struct plan_status *s, int n)
{
	if (n < 0)
		return "no check-in yet";
	if (!s->next_checkin)
		return days(a, "no check-in for", n, "");
	if (s->last_checkin && strcmp(s->last_checkin, s->next_checkin) >= 0)
		return "next check-in not set";
	return days(a, "check-in", n, " late");
}

static const char *
due_words(struct arena *a, int n)
{
	if (n < 2)
		return n ? "goal due tomorrow" : "goal due today";
	return days(a, "goal due in", n, "");
}

static const char *
matter_words(
    struct arena *a, const struct plan_status *s, const struct matter *m)
{
	int n = m->first->days;

	switch (m->first->code) {
	case ATT_BROKEN:
		return s->plan->broken ? "cannot be read" : "file has an error";
	case ATT_CHECKIN_OVERDUE:
		return checkin_words(a, s, n);
	case ATT_QUIET:
		return n < 0 ? "nothing written yet"
			     : days(a, "quiet for", n, "");
	case ATT_LEARNER_QUIET:
		return n < 0 ? "learner quiet so far"
			     : days(a, "learner quiet", n, "");
	case ATT_GOAL_OVERDUE:
		return m->n > 1 ? arena_printf(a, "%d goals overdue", m->n)
				: days(a, "goal", n, " overdue");
	case ATT_STEP_OVERDUE:
		return m->n > 1 ? arena_printf(a, "%d steps overdue", m->n)
				: days(a, "step", n, " overdue");
	case ATT_GOAL_FLAT:
		return m->n > 1 ? arena_printf(a, "%d goals flat", m->n)
				: "goal flat";
	case ATT_GATE_CLOSED:
		return "gate closed";
	case ATT_CHANGED_SINCE_SIGNED:
		return "changed since signed";
	case ATT_UNSIGNED:
		return "not signed by all";
	case ATT_GOAL_NO_EVIDENCE:
		return m->n > 1 ? arena_printf(a, "%d without evidence", m->n)
				: "goal without evidence";
	case ATT_GOAL_NO_MEASURE:
		return m->n > 1 ? arena_printf(a, "%d without measure", m->n)
				: "goal without measure";
	case ATT_UNALIGNED:
		return "no shared goal";
	case ATT_NO_GOALS:
		return "no goals";
	case ATT_GOAL_DUE_SOON:
		return m->n > 1 ? arena_printf(a, "%d goals due soon", m->n)
				: due_words(a, n);
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

/* The weightiest matter and how many others there are. */
static const char *
brief(struct arena *a, const struct plan_status *s)
{
	struct matter m;

	if (s->n == 0)
		return NULL;
	m = matter_at(s, 0);
	if (s->codes == 1)
		return matter_words(a, s, &m);
	return arena_printf(a, "%s +%zu", matter_words(a, s, &m), s->codes - 1);
}

/* All matters, for the table to cut. */
static const char *
briefs(struct arena *a, const struct plan_status *s)
{
	const char *text = NULL;
	struct matter m;

	for (size_t i = 0; i < s->n; i += (size_t)m.n) {
		m = matter_at(s, i);
		text = arena_printf(a, "%s%s%s", text ? text : "",
		    text ? ", " : "", matter_words(a, s, &m));
	}
	return text;
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
	return isnan(share)
		   ? NULL
		   : arena_printf(a, "%d%%", (int)floor(share * 100 + 1e-9));
}

/* A terminal gets LEARNER to NEXT and BRIEF or BRIEFS; a pipe the others. */
enum column {
	ID,
	LEARNER,
	MET,
	SHARE,
	QUIET,
	NEXT,
	BRIEF,
	BRIEFS,
	CODES,
	SENTENCE,
};

static const struct table_col columns[] = {
    [ID] = {"PLAN", false, false, TABLE_PLAIN},
    [LEARNER] = {"LEARNER", false, true, TABLE_PLAIN},
    [MET] = {"MET", true, false, TABLE_PLAIN},
    [SHARE] = {"SHARE", true, false, TABLE_PLAIN},
    [QUIET] = {"QUIET", true, false, TABLE_PLAIN},
    [NEXT] = {"NEXT", false, false, TABLE_PLAIN},
    [BRIEF] = {"ATTENTION", false, false, TABLE_PLAIN},
    [BRIEFS] = {"ATTENTION", false, true, TABLE_PLAIN},
    [CODES] = {"CODES", false, false, TABLE_PLAIN},
    [SENTENCE] = {"ATTENTION", false, false, TABLE_PLAIN},
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* What a table shows. */
struct layout {
	enum column pick[COLUMNS];
	size_t n;
	bool sentences;	   /* below each line */
	struct strs twice; /* names that several learners have, sorted */
};

static void
pick_columns(struct layout *l, const struct status_show *how)
{
	if (how->width == 0)
		l->pick[l->n++] = ID;
	for (int c = LEARNER; c <= NEXT; c++)
		if (how->width == 0 || how->width >= NARROW || how->sentences ||
		    (c != MET && c != SHARE))
			l->pick[l->n++] = (enum column)c;
	if (how->sentences)
		return;
	if (how->width) {
		l->pick[l->n++] = how->width < WIDE ? BRIEF : BRIEFS;
		return;
	}
	l->pick[l->n++] = CODES;
	l->pick[l->n++] = SENTENCE;
}

static int
by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void
find_twice(
    struct layout *l, struct arena *a, const struct plan_status *v, size_t n)
{
	struct strs names = {NULL, 0, 0};

	for (size_t i = 0; i < n; i++)
		if (v[i].plan->learner)
			strs_add(&names, a, v[i].plan->learner);
	if (names.n)
		qsort(names.v, names.n, sizeof *names.v, by_name);
	for (size_t i = 1; i < names.n; i++)
		if (strcmp(names.v[i], names.v[i - 1]) == 0)
			strs_add(&l->twice, a, names.v[i]);
}

/* The name; where several learners have it, an id that tells them apart. */
static const char *
learner_words(struct arena *a, const struct plan *p, const struct strs *twice)
{
	if (!p->learner)
		return p->id;
	if (twice->n == 0 || !bsearch(&p->learner, twice->v, twice->n,
				 sizeof *twice->v, by_name))
		return p->learner;
	if (str_starts(p->id, fold_slug(a, p->learner)))
		return p->id;
	return arena_printf(a, "%s (%s)", p->id, p->learner);
}

static const char *
cell(struct arena *a, const struct plan_status *s, enum column c,
    const struct strs *twice)
{
	const struct plan *p = s->plan;

	switch (c) {
	case ID:
		return p->id;
	case LEARNER:
		return learner_words(a, p, twice);
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
	case BRIEFS:
		return briefs(a, s);
	case CODES:
		return code_words(a, s);
	case SENTENCE:
		return s->n ? s->v[0].text : NULL;
	}
	return NULL;
}

static void
add_row(struct table *t, const struct plan_status *s, const struct layout *l)
{
	const char *cells[COLUMNS];

	for (size_t i = 0; i < l->n; i++)
		cells[i] = cell(t->a, s, l->pick[i], &l->twice);
	table_row(t, cells);
	for (size_t i = 0; i < l->n; i++) {
		if (l->pick[i] >= BRIEF && s->n)
			table_paint(t, i, code_color(s->v[0].code));
		if (l->pick[i] == LEARNER && l->sentences)
			table_paint(t, i, TABLE_BOLD);
	}
}

/* ---- sentences ---- */

/* One sentence, indented, broken at words on a terminal. */
static void
add_sentence(struct buf *out, const char *text, int width)
{
	struct buf b = BUF_INIT;

	safe_text(&b, text, strlen(text), false);
	buf_addf(out, "%*s", INDENT, "");
	wrap_line(out, (size_t)width, INDENT, INDENT + 2, buf_str(&b));
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
		add_sentence(out, s->v[i].text, how->width);
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
	struct layout l = {.sentences = how->sentences};
	struct table_col cols[COLUMNS];
	struct buf b = BUF_INIT;
	struct table t;
	int r;

	pick_columns(&l, how);
	if (how->width)
		find_twice(&l, a, v, n);
	for (size_t i = 0; i < l.n; i++)
		cols[i] = columns[l.pick[i]];
	table_init(&t, a, cols, l.n);
	for (size_t i = 0; i < n; i++)
		add_row(&t, &v[i], &l);
	r = table_print(&b, &t, how->width, how->color, e);
	if (r == 0 && how->sentences && n)
		weave(out, &b, v, n, how);
	else if (r == 0)
		buf_add(out, buf_str(&b), b.n);
	buf_free(&b);
	return r;
}

/* ---- the closing line ---- */

/* How many plans have each code. */
static void
count_codes(size_t count[ATT_COUNT], const struct plan_status *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct matter m;

		for (size_t k = 0; k < v[i].n; k += (size_t)m.n) {
			m = matter_at(&v[i], k);
			count[m.first->code]++;
		}
	}
}

void
status_tally(struct buf *out, const struct plan_status *v, size_t n, int width)
{
	size_t count[ATT_COUNT] = {0}, need = 0, line;

	for (size_t i = 0; i < n; i++)
		need += v[i].n > 0;
	buf_addc(out, '\n');
	line = out->n;
	buf_addf(out, "%zu plan%s, %zu need%s attention", n, n == 1 ? "" : "s",
	    need, need == 1 ? "s" : "");
	count_codes(count, v, n);
	for (int c = 0, told = 0; c < ATT_COUNT; c++) {
		char item[64];
		int len = snprintf(item, sizeof item, "%zu %s", count[c],
		    attention_word((enum attention_code)c));

		if (!count[c])
			continue;
		buf_addc(out, told++ ? ',' : ':');
		if (out->n - line + (size_t)len + 2 > (size_t)width) {
			buf_addc(out, '\n');
			line = out->n;
			buf_addc(out, ' ');
		}
		buf_addf(out, " %s", item);
	}
	buf_addc(out, '\n');
}
