#include "cli/made.h"

#include <string.h>

/* A path below the root as the current folder sees it. */
static const char *
path_from_here(struct app *app, const char *path)
{
	const char *here = app->load.here, *up = "";
	size_t same = 0;

	for (size_t i = 0; here[i] && here[i] == path[i]; i++)
		if (path[i] == '/')
			same = i + 1;
	if (str_starts(path, here) && path[strlen(here)] == '/' && *here)
		return path + strlen(here) + 1;
	for (const char *p = here + same; *p; p += *p == '/') {
		up = arena_printf(&app->arena, "%s../", up);
		p += strcspn(p, "/");
	}
	return arena_printf(&app->arena, "%s%s", up, path + same);
}

int
made_line_check(
    struct app *app, const char *what, const char *text, const char *example)
{
	size_t n = strlen(text);

	if (utf8_valid(text, n) == n && text[strspn(text, " ")] &&
	    !strpbrk(text, "\n\r\t"))
		return 0;
	err_at(&app->err, NULL, 0, 0, "name", "the %s must be a line of text",
	    what);
	return err_hint(&app->err, "as in %s", example);
}

/* Whose doing it is; under opaque ids no name goes into a commit. */
static const char *
maker(struct app *app)
{
	const char *me = NULL;

	if (app->load.settings.opaque_ids || app_me(app, NULL, &me) != 0)
		return NULL;
	return me;
}

int
made_write(
    struct app *app, const struct write_file *v, size_t n, const char *subject)
{
	if (app_write(app, v, n, subject, n ? maker(app) : NULL) != 0)
		return -1;
	if (app->common.dry_run || app->common.json)
		return 0;
	for (size_t i = 0; i < n; i++)
		buf_addf(
		    &app->out.text, "%s\n", path_from_here(app, v[i].path));
	return 0;
}

int
made_plans(struct app *app, const struct newplan *v, size_t n)
{
	struct write_file *files =
	    arena_alloc(&app->arena, (n + 1) * sizeof *files);

	for (size_t i = 0; i < n; i++) {
		files[i] = (struct write_file){.path = v[i].path,
		    .id = v[i].id,
		    .fresh = true,
		    .data = v[i].made->doc.src,
		    .len = v[i].made->doc.len};
		plan_changes(&files[i].changes, &app->arena, NULL, v[i].made);
	}
	return made_write(app, files, n, NULL);
}
