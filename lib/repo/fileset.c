#include "repo/fileset.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool
repo_file_differs(const struct repo_file *f)
{
	return f->fresh || f->old_len != f->len ||
	       memcmp(f->old, f->data, f->len) != 0;
}

int
fileset_stage(struct fileset *s, struct arena *a, const struct folder *root,
    const struct repo_file *v, size_t n, struct err *e)
{
	bool many = n >= FILESET_MANY;

	*s = (struct fileset){root, v, n, arena_alloc(a, n * sizeof *s->stage),
	    arena_alloc(a, n)};
	for (size_t i = 0; i < n; i++)
		s->stage[i].dirfd = -1;
	for (size_t i = 0; i < n; i++) {
		if (!repo_file_differs(&v[i]))
			continue;
		if (file_stage(&s->stage[i], root, v[i].path, v[i].data,
			v[i].len, !many, e) != 0) {
			fileset_undo(s, e);
			return -1;
		}
		if (many)
			file_park(&s->stage[i]);
	}
	if (many && syncfs(root->fd) != 0) {
		err_sys(e, "write", root->path);
		fileset_undo(s, e);
		return -1;
	}
	return 0;
}

/* Does the file hold these bytes?  p NULL: is it not there? */
static bool
holds(const struct folder *f, const char *path, const char *p, size_t n)
{
	struct arena a;
	struct err e;
	size_t len;
	char *now;
	bool yes;

	if (!p)
		return file_exists(f, path, &e) == 0;
	arena_init(&a);
	yes = file_read(&now, &len, &a, f, path, n + 1, &e) == 0 && len == n &&
	      memcmp(now, p, n) == 0;
	arena_free(&a);
	return yes;
}

int
fileset_check(const struct fileset *s, struct err *e)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct repo_file *f = &s->v[i];

		if (holds(
			s->root, f->path, f->fresh ? NULL : f->old, f->old_len))
			continue;
		err_set(e, ERR_CHANGED,
		    f->fresh ? "%s has come to exist meanwhile"
			     : "%s was changed by somebody else meanwhile",
		    f->path);
		return err_hint(e, "nothing was written; run this again");
	}
	return 0;
}

int
fileset_swap(struct fileset *s, struct err *e)
{
	for (size_t i = 0; i < s->n; i++) {
		if (!repo_file_differs(&s->v[i]))
			continue;
		if (file_swap(&s->stage[i], s->v[i].fresh, false, e) != 0)
			return -1;
		s->swapped[i] = true;
	}
	return 0;
}

static int
sync_folder(const struct folder *root, const char *path)
{
	const char *name;
	int fd = path_open_parent(root->fd, path, &name, false, NULL);
	int r = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return r;
}

int
fileset_sync(const struct fileset *s, struct err *e)
{
	if (s->n >= FILESET_MANY)
		return syncfs(s->root->fd) == 0
			   ? 0
			   : err_sys(e, "write", s->root->path);
	for (size_t i = 0; i < s->n; i++)
		if (s->swapped[i] && sync_folder(s->root, s->v[i].path) != 0)
			return err_sys(e, "write", s->v[i].path);
	return 0;
}

/* Removes a file that is new, and the folders made for it. */
static int
remove_new(const struct folder *root, const char *path, size_t made)
{
	const char *name;
	char part[4096];
	int fd = path_open_parent(root->fd, path, &name, false, NULL);
	int r = fd < 0 ? -1 : unlinkat(fd, name, 0);

	if (fd >= 0)
		close(fd);
	if (r != 0 ||
	    snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
		return r;
	while (made-- > 0) {
		char *slash = strrchr(part, '/');

		if (!slash)
			break;
		*slash = '\0';
		if (unlinkat(root->fd, part, AT_REMOVEDIR) != 0)
			break;
	}
	return 0;
}

void
fileset_undo(struct fileset *s, struct err *e)
{
	for (size_t i = s->n; i-- > 0;) {
		const struct repo_file *f = &s->v[i];
		struct err bad;
		int r = 0;

		file_unstage(&s->stage[i]);
		if (!s->swapped[i] || !holds(s->root, f->path, f->data, f->len))
			continue;
		if (f->fresh)
			r = remove_new(s->root, f->path, s->stage[i].made);
		else
			r = file_replace(
			    s->root, f->path, f->old, f->old_len, &bad);
		s->swapped[i] = false;
		if (r != 0)
			err_hint(e,
			    "%s could not be put back: it holds the "
			    "new text, not committed",
			    f->path);
	}
}
