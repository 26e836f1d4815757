#include "cli/handedit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/editor.h"
#include "cli/report.h"
#include "cli/text.h"
#include "text/doc.h"

int
hand_read(struct app *app, struct hand_file *f)
{
	char *src;

	if (file_read(&src, &f->old_len, &app->arena, &app->load.repo.folder,
		f->path, DOC_FILE_MAX, &app->err) != 0)
		return -1;
	f->old = src;
	return 0;
}

bool
hand_changed(const struct hand_file *f)
{
	return f->text &&
	       (f->len != f->old_len || memcmp(f->text, f->old, f->len) != 0);
}

/* Tells what has that severity and is not among the known ones. */
static void
tell(struct app *app, const struct diags *d, enum severity s,
    const struct diags *known)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].severity == s && !diags_has(known, &d->v[i]))
			report_diag(stderr, app->cmd->name, &d->v[i],
			    app->out.err_color);
}

/* What the text says about itself that the old one did not. */
static int
tell_warnings(struct app *app, const struct hand_file *f, const struct diags *d,
    hand_check *check)
{
	struct diags before = {NULL, 0, 0, 0};

	if (app->common.quiet || d->n == 0)
		return 0;
	if (check(app, &before, f, f->old, f->old_len) != 0)
		return -1;
	tell(app, d, SEV_WARNING, &before);
	return 0;
}

/* Whether to open the editor again; Enter says yes, the end of input no. */
static bool
ask_again(struct app *app)
{
	char line[80];

	if (!text_terminal() || !isatty(STDERR_FILENO))
		return false;
	for (;;) {
		fprintf(stderr,
		    "%s: e to edit again, k to keep the text aside and stop "
		    "[e] ",
		    app->cmd->name);
		fflush(stderr);
		if (!fgets(line, sizeof line, stdin) || strchr("kK", *line))
			return false;
		if (strchr("eE\n", *line))
			return true;
	}
}

static int
stop(struct app *app, const struct hand_file *f, const struct diags *d)
{
	return err_set(&app->err, ERR_INPUT,
	    "%s has %zu error%s, so nothing is written", f->path, d->errors,
	    d->errors == 1 ? "" : "s");
}

/* Takes over what the editor left in text. */
static void
take(struct app *app, struct hand_file *f, const struct buf *text)
{
	f->text = arena_strndup(&app->arena, buf_str(text), text->n);
	f->len = text->n;
}

int
hand_edit(struct app *app, struct hand_file *f, hand_check *check)
{
	static const struct diags none;
	const char *dir = app->load.repo.gitdir;
	struct buf text = BUF_INIT;
	struct diags d;
	int r;

	buf_add(&text, f->old, f->old_len);
	do {
		d = (struct diags){NULL, 0, 0, 0};
		r = editor_change(
		    &text, &f->kept, &app->arena, f->name, dir, &app->err);
		if (r != 0)
			break;
		take(app, f, &text);
		if (!hand_changed(f))
			break;
		r = check(app, &d, f, f->text, f->len);
		tell(app, &d, SEV_ERROR, &none);
	} while (r == 0 && d.errors && ask_again(app));
	buf_free(&text);
	if (r != 0)
		return -1;
	return d.errors ? stop(app, f, &d) : tell_warnings(app, f, &d, check);
}

int
hand_same(struct app *app, const struct hand_file *f)
{
	struct hand_file now = {.path = f->path};

	if (hand_read(app, &now) == 0 && now.old_len == f->old_len &&
	    memcmp(now.old, f->old, f->old_len) == 0)
		return 0;
	err_set(&app->err, ERR_CHANGED,
	    "%s was changed while it was in the editor, so nothing is written",
	    f->path);
	return err_hint(
	    &app->err, "run the command again and take over what is missing");
}

/* Makes sure that the text of f is kept; false if it could not be. */
static bool
keep_one(struct app *app, struct hand_file *f)
{
	struct err e;

	if (f->kept || editor_keep(&f->kept, &app->arena, f->text, f->len,
			   f->name, app->load.repo.gitdir, &e) == 0)
		return true;
	app_warn(app, "copy your text of %s now, it could not be kept: %s",
	    f->path, e.msg);
	return false;
}

int
hand_keep(struct app *app, struct hand_file *v, size_t n)
{
	const char *hint = arena_strdup(&app->arena, app->err.hint), *at = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if ((!v[i].kept && !hand_changed(&v[i])) ||
		    !keep_one(app, &v[i]))
			continue;
		at = v[i].kept;
		if (n > 1)
			app_warn(app, "the text for %s is kept in %s",
			    v[i].path, at);
		kept++;
	}
	if (kept == 0)
		return -1;
	return err_hint(&app->err, "%s%s%s%s",
	    n > 1 ? "each text is kept as told above" : "your text is kept in ",
	    n > 1 ? "" : at, *hint ? "; " : "", hint);
}
