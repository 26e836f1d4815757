#include "repo/sparse.h"

#include <string.h>

#include "repo/blobs.h"
#include "repo/gitcmd.h"

#define ID_AT 9 /* in "S 100644 ID 0\tPATH" */

/* One line of git's; false where the file is not left out. */
static bool
read_line(struct sparse_file *f, struct arena *a, const char *line)
{
	const char *tab = strchr(line, '\t');

	if (!tab || tab - line < ID_AT + OBJID_TEXT || line[0] != 'S' ||
	    !objid_parse(&f->id, line + ID_AT))
		return false;
	f->path = arena_strdup(a, tab + 1);
	return true;
}

int
sparse_files(struct sparse_file **v, size_t *n, struct repo *r, struct arena *a,
    const char *folder, struct err *e)
{
	const char *argv[] = {
	    "git", "ls-files", "-t", "--stage", "-z", "--", folder, NULL};
	struct gitcmd c = {r->root, argv, NULL, 0, git_env(r, a)};
	struct sparse_file f;
	struct buf told = BUF_INIT;
	size_t cap = 0;
	int status, code = gitcmd_exec(&told, &status, &c, e);

	*v = NULL;
	*n = 0;
	if (code == 0 && status != 0) {
		code = err_set(
		    e, ERR_WORLD, "git could not tell which files it has");
		err_hint(e, "what it says above is the reason");
	}
	for (size_t at = 0; code == 0 && at < told.n;
	     at += strlen(told.p + at) + 1)
		if (read_line(&f, a, told.p + at)) {
			*v = arena_grow(a, *v, &cap, *n + 1, sizeof **v);
			(*v)[(*n)++] = f;
		}
	buf_free(&told);
	return code;
}
