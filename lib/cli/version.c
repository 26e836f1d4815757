#include "cli/version.h"

#include <string.h>

#include "repo/blobs.h"
#include "repo/gitcmd.h"

static int
not_committed(struct app *app, const struct plan *p, const char *what)
{
	err_set(&app->err, ERR_WORLD,
	    "%s %s, and a sign-off is of a version that is stored", p->path,
	    what);
	return err_hint(&app->err,
	    "commit it first: git add %s && git commit -m 'My edits'", p->path);
}

/* Whether git, which may convert line ends, would make another blob of it. */
static int
differs(struct app *app, const struct plan *p, bool *out)
{
	const char *const argv[] = {"git", "--literal-pathspecs", "diff",
	    "--quiet", "--no-ext-diff", "HEAD", "--", p->path, NULL};
	struct repo *r = &app->load.repo;
	struct gitcmd c = {r->root, argv, NULL, 0, git_env(r, &app->arena)};
	int status;

	if (gitcmd_exec(NULL, &status, &c, &app->err) != 0)
		return -1;
	*out = status != 0;
	return 0;
}

static int
check(struct app *app, struct version *x, const struct blob *b)
{
	const struct plan *p = x->plan;
	bool other;

	if (b->missing && app->load.settings.commit)
		return not_committed(app, p, "is not committed yet");
	if (b->missing) {
		app_note(app,
		    "git has no version of %s, so the sign-off names none",
		    p->id);
		return 0;
	}
	other =
	    b->len != p->doc.len || memcmp(b->data, p->doc.src, b->len) != 0;
	if (other && differs(app, p, &other) != 0)
		return -1;
	if (other)
		return not_committed(
		    app, p, "has edits that are not committed");
	x->id = b->full;
	return 0;
}

int
app_versions(struct app *app, struct version *v, size_t n)
{
	struct repo *r = &app->load.repo;
	struct blob *b = arena_alloc(&app->arena, (n + 1) * sizeof *b);
	struct err first;
	size_t bad = 0;

	if (!r->has_git) {
		app_note(app, "without git the sign-off does not say of which "
			      "version it is");
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		b[i].path = arena_printf(
		    &app->arena, "%s%s", r->prefix, v[i].plan->path);
	if (blobs_read(b, n, r, &app->arena, &app->err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (check(app, &v[i], &b[i]) != 0)
			app_one_bad(app, &first, bad++);
	if (bad)
		app->err = first;
	return bad ? -1 : 0;
}
