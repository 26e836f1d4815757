#include "repo/hunks.h"

#include <git2.h>

#include "repo/gitopen.h"

/* A run of no lines is named by the line before it, from 1. */
static size_t
first_line(int start, int count)
{
	return (size_t)(count ? start - 1 : start);
}

static int
take(struct hunk *v, git_patch *patch, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const git_diff_hunk *h;

		if (git_patch_get_hunk(&h, NULL, patch, i) != 0)
			return -1;
		v[i] = (struct hunk){first_line(h->old_start, h->old_lines),
		    (size_t)h->old_lines,
		    first_line(h->new_start, h->new_lines),
		    (size_t)h->new_lines};
	}
	return 0;
}

static int
find(struct hunk **v, size_t *n, struct arena *a, struct bytes old,
    struct bytes new)
{
	git_diff_options o;
	git_patch *patch;
	int code;

	git_diff_options_init(&o, GIT_DIFF_OPTIONS_VERSION);
	o.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_PATIENCE;
	o.context_lines = 0;
	if (git_patch_from_buffers(
		&patch, old.p, old.n, NULL, new.p, new.n, NULL, &o) != 0)
		return -1;
	*n = git_patch_num_hunks(patch);
	*v = arena_alloc(a, *n * sizeof **v);
	code = take(*v, patch, *n);
	git_patch_free(patch);
	return code;
}

int
hunks_find(struct hunk **v, size_t *n, struct arena *a, struct bytes old,
    struct bytes new, struct err *e)
{
	int code;

	if (git_start(e) != 0)
		return -1;
	code = find(v, n, a, old, new);
	git_end();
	return code == 0 ? 0
			 : err_set(e, ERR_WORLD,
			       "the difference of two texts could not be made");
}
