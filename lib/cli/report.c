#include "cli/report.h"

#include <stdarg.h>
#include <string.h>

#include "view/safe.h"

#define RED    "31;1"
#define YELLOW "33;1"
#define CYAN   "36;1"

/* What a message is made of; NULL, "" and 0 where unknown. */
struct message {
	const char *prog;
	const char *path;
	size_t line;
	size_t col;
	const char *word;
	const char *sgr; /* colour of the word; NULL: none */
	const char *text;
	const char *code;
	const char *hint;
};

static void
add_safe(struct buf *out, const char *s)
{
	safe_text(out, s, strlen(s), false);
}

static bool
given(const char *s)
{
	return s && *s;
}

static void
add_message(struct buf *out, const struct message *m)
{
	if (given(m->prog)) {
		add_safe(out, m->prog);
		buf_adds(out, ": ");
	}
	if (given(m->path)) {
		add_safe(out, m->path);
		if (m->line)
			buf_addf(out, ":%zu", m->line);
		if (m->line && m->col)
			buf_addf(out, ":%zu", m->col);
		buf_adds(out, ": ");
	}
	if (m->sgr)
		buf_addf(out, "\033[%sm%s:\033[m ", m->sgr, m->word);
	else
		buf_addf(out, "%s: ", m->word);
	add_safe(out, m->text);
	if (given(m->code)) {
		buf_adds(out, " [");
		add_safe(out, m->code);
		buf_addc(out, ']');
	}
	buf_addc(out, '\n');
	if (given(m->hint)) {
		buf_adds(out, "  try: ");
		add_safe(out, m->hint);
		buf_addc(out, '\n');
	}
}

/* The word for an error: "error", or "note" for ERR_ANSWER. */
static const char *
report_word(enum err_kind kind)
{
	return kind == ERR_ANSWER ? "note" : "error";
}

void
report_add_err(
    struct buf *out, const char *prog, const struct err *e, bool color)
{
	const char *sgr = e->kind == ERR_ANSWER ? CYAN : RED;
	struct message m = {prog, e->path, e->line, e->col,
	    report_word(e->kind), color ? sgr : NULL, e->msg, e->code, e->hint};

	add_message(out, &m);
}

void
report_add_diag(
    struct buf *out, const char *prog, const struct diag *d, bool color)
{
	bool error = d->severity == SEV_ERROR;
	const char *sgr = error ? RED : YELLOW;
	struct message m = {prog, d->path, d->line, d->col,
	    error ? "error" : "warning", color ? sgr : NULL, d->text, d->code,
	    d->hint};

	add_message(out, &m);
}

/* Writes b in one piece and frees it. */
static void
put(FILE *f, struct buf *b)
{
	fwrite(buf_str(b), 1, b->n, f);
	fflush(f);
	buf_free(b);
}

void
report_err(FILE *f, const char *prog, const struct err *e, bool color)
{
	struct buf b = BUF_INIT;

	report_add_err(&b, prog, e, color);
	put(f, &b);
}

void
report_diag(FILE *f, const char *prog, const struct diag *d, bool color)
{
	struct buf b = BUF_INIT;

	report_add_diag(&b, prog, d, color);
	put(f, &b);
}

/* A message without a place. */
__attribute__((format(printf, 3, 0))) static void
say(FILE *f, struct message *m, const char *fmt, va_list ap)
{
	struct buf b = BUF_INIT;
	char text[1024];

	vsnprintf(text, sizeof text, fmt, ap);
	m->text = text;
	add_message(&b, m);
	put(f, &b);
}

void
report_note(FILE *f, const char *prog, bool color, const char *fmt, ...)
{
	struct message m = {
	    .prog = prog, .word = "note", .sgr = color ? CYAN : NULL};
	va_list ap;

	va_start(ap, fmt);
	say(f, &m, fmt, ap);
	va_end(ap);
}

void
report_warning(FILE *f, const char *prog, bool color, const char *fmt, ...)
{
	struct message m = {
	    .prog = prog, .word = "warning", .sgr = color ? YELLOW : NULL};
	va_list ap;

	va_start(ap, fmt);
	say(f, &m, fmt, ap);
	va_end(ap);
}
