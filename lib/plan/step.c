#include "plan/step.h"

#include <string.h>

#include "base/date.h"
#include "plan/id.h"

/* One fact of the parenthesis, found at src[off, off + len). */
struct fact {
	size_t off;
	const char *word;
	const char *value;
};

static const char *const fact_words[] = {
    "due", "done", "who", "hours", "check"};

/* Splits "word value" of src[off, end) without the blanks around. */
static bool
fact_split(
    struct fact *f, struct arena *a, const char *src, size_t off, size_t end)
{
	size_t n;

	while (off < end && strchr(" \t\r\n", src[off]))
		off++;
	while (end > off && strchr(" \t\r\n", src[end - 1]))
		end--;
	f->off = off;
	for (size_t i = 0; i < sizeof fact_words / sizeof *fact_words; i++) {
		n = strlen(fact_words[i]);
		if (end - off < n + 2 || !strchr(" \t\r\n", src[off + n]) ||
		    memcmp(src + off, fact_words[i], n) != 0)
			continue;
		while (off + n < end && strchr(" \t\r\n", src[off + n]))
			n++;
		f->word = fact_words[i];
		f->value = arena_strndup(a, src + off + n, end - off - n);
		return true;
	}
	return false;
}

/* 1 if v has the shape of a date, 0 if not, -1 if it is an impossible one. */
static int
date_shape(const char *v)
{
	int day;

	if (strlen(v) != 10 || strspn(v, "0123456789-") != 10 || v[4] != '-' ||
	    v[7] != '-')
		return 0;
	return date_iso(v, 10, &day) ? 1 : -1;
}

/* "+14d": days from the plan's begin. */
static bool
offset_days(const char *v, int *days)
{
	return v[0] == '+' && duration_parse(v + 1, days);
}

/* Whether a fact's value has the shape that its word asks for. */
static int
fact_shape(const struct fact *f)
{
	double number;
	int days;

	switch (f->word[0] == 'd' ? f->word[1] : f->word[0]) {
	case 'u':
		return offset_days(f->value, &days) ? 1 : date_shape(f->value);
	case 'o':
		return date_shape(f->value);
	case 'w':
		return handle_valid(f->value);
	case 'h':
		return number_parse(f->value, &number);
	default:
		return strchr(f->value, ':') != NULL && !strchr(f->value, ' ');
	}
}

static void
fact_set(struct step *s, struct arena *a, const struct fact *f, int begin_day)
{
	int days;

	if (strcmp(f->word, "due") == 0) {
		s->due = f->value;
		if (!offset_days(f->value, &days))
			date_iso(f->value, strlen(f->value), &s->due_day);
		else if (begin_day != DAY_NONE)
			s->due_day = begin_day + days;
	} else if (strcmp(f->word, "done") == 0) {
		s->done_on = f->value;
	} else if (strcmp(f->word, "who") == 0) {
		s->who = handle_fold(a, f->value);
	} else if (strcmp(f->word, "hours") == 0) {
		s->hours = f->value;
	} else {
		s->check = f->value;
	}
}

/* The fact stands in the lines of the task. */
static void
bad_date(const struct doc *doc, struct arena *a, struct diags *d,
    const struct md_block *task, const struct fact *f)
{
	struct diag_spot at = {
	    doc->path, doc->src, doc->len, f->off, task->span.off, task->line};

	diags_at(d, a, &at, SEV_ERROR, "step-date",
	    "write a real date as year-month-day",
	    arena_printf(a, "there is no day %s", f->value));
}

#define FACTS_MAX 8

/*
 * The facts of src[open + 1, close): their number, or 0 where a part is no
 * fact, because then the parenthesis is the learner's own words.  *wrong: the
 * first with an impossible date, or NULL.
 */
static size_t
facts_read(struct fact v[FACTS_MAX], struct arena *a, const struct doc *doc,
    size_t open, size_t close, const struct fact **wrong)
{
	size_t n = 0, from = open + 1;

	*wrong = NULL;
	for (size_t i = from; i <= close; i++) {
		int shape;

		if (i < close && doc->src[i] != ';')
			continue;
		if (n == FACTS_MAX || !fact_split(&v[n], a, doc->src, from, i))
			return 0;
		shape = fact_shape(&v[n]);
		if (shape == 0)
			return 0;
		if (shape < 0 && !*wrong)
			*wrong = &v[n];
		n++;
		from = i + 1;
	}
	return n;
}

/* The text of src[s], line ends and the blanks around them as one blank. */
static char *
joined(struct arena *a, const char *src, struct span s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = s.off; i < span_end(s); i++) {
		bool wrap = src[i] == '\n' || src[i] == '\r';

		if (wrap) {
			while (n && (out[n - 1] == ' ' || out[n - 1] == '\t'))
				n--;
			while (i + 1 < span_end(s) &&
			       strchr(" \t\r\n", src[i + 1]))
				i++;
			out[n++] = ' ';
		} else {
			out[n++] = src[i];
		}
	}
	return out;
}

void
step_read(struct step *out, struct arena *a, const struct doc *doc,
    const struct md_block *task, int begin_day, struct diags *d)
{
	size_t off = task->inner.off, end = span_end(task->inner), open;
	struct fact facts[FACTS_MAX];
	const struct fact *wrong = NULL;
	size_t n = 0;

	*out = (struct step){.done = task->done,
	    .line = task->line,
	    .box = task->box,
	    .item = task->span,
	    .due_day = DAY_NONE};
	while (end > off && strchr(" \t\r\n", doc->src[end - 1]))
		end--;
	while (off < end && strchr(" \t", doc->src[off]))
		off++;
	out->words = (struct span){off, end - off};
	out->facts = (struct span){end, 0};
	if (end > off && doc->src[end - 1] == ')') {
		for (open = end - 1; open > off && doc->src[open] != '(';)
			open--;
		if (doc->src[open] == '(')
			n = facts_read(facts, a, doc, open, end - 1, &wrong);
	}
	if (n && wrong) {
		bad_date(doc, a, d, task, wrong);
	} else if (n) {
		out->facts = (struct span){open, end - open};
		while (open > off && strchr(" \t\r\n", doc->src[open - 1]))
			open--;
		out->words.len = open - off;
	}
	for (size_t i = 0; i < n && !wrong; i++)
		fact_set(out, a, &facts[i], begin_day);
	out->text = joined(a, doc->src, out->words);
}

int
step_facts_check(const struct step *s, struct err *e)
{
	double hours;
	int days;

	if (s->due && !offset_days(s->due, &days) && date_shape(s->due) <= 0) {
		err_at(
		    e, NULL, 0, 0, "step-date", "due: %s is no date", s->due);
		return err_hint(e, "write 2026-12-01, or +14d from the begin");
	}
	if (s->who && !handle_valid(s->who)) {
		err_at(e, NULL, 0, 0, "handle", "who: %s is no handle", s->who);
		return err_hint(e, "use small letters, digits, dots and "
				   "dashes, as in j.ortiz");
	}
	if (s->hours && !number_parse(s->hours, &hours)) {
		err_at(e, NULL, 0, 0, "step-hours", "hours: %s is no number",
		    s->hours);
		return err_hint(e, "write a number, as in 1.5");
	}
	if (s->check &&
	    (!strchr(s->check, ':') || strpbrk(s->check, " \t\r\n;()"))) {
		err_at(e, NULL, 0, 0, "step-check",
		    "check: %s is not of the form STANDARD:LEVEL", s->check);
		return err_hint(e, "as in RS.2.b:proficient");
	}
	return 0;
}

void
step_facts_write(struct buf *out, const struct step *s)
{
	const char *const values[] = {
	    s->due, s->done_on, s->who, s->hours, s->check};
	bool any = false;

	for (size_t i = 0; i < sizeof fact_words / sizeof *fact_words; i++) {
		if (!values[i])
			continue;
		buf_addf(
		    out, "%s%s %s", any ? "; " : "(", fact_words[i], values[i]);
		any = true;
	}
	if (any)
		buf_addc(out, ')');
}
