#include "repo/fileset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool
repo_file_differs(const struct repo_file *f)
{
	return f->fresh || !f->data || f->old_len != f->len ||
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
		if (!repo_file_differs(&v[i]) || !v[i].data)
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

static int
check_one(const struct folder *root, const struct repo_file *f, struct err *e)
{
	if (holds(root, f->path, f->fresh ? NULL : f->old, f->old_len))
		return 0;
	err_set(e, ERR_CHANGED,
	    f->fresh ? "%s has come to exist meanwhile"
		     : "%s was changed by somebody else meanwhile",
	    f->path);
	return err_hint(e, "nothing was written; run this again");
}

int
fileset_check(const struct fileset *s, struct err *e)
{
	for (size_t i = 0; i < s->n; i++)
		if (check_one(s->root, &s->v[i], e) != 0)
			return -1;
	return 0;
}

static int
unlink_below(const struct folder *root, const char *path)
{
	const char *name;
	int fd = path_open_parent(root->fd, path, &name, false, NULL);
	int r = fd < 0 ? -1 : unlinkat(fd, name, 0), keep = errno;

	if (fd >= 0)
		close(fd);
	errno = keep;
	return r;
}

/* Looks once more: bytes that nobody has seen are gone for good here. */
static int
remove_old(const struct folder *root, const struct repo_file *f, struct err *e)
{
	if (check_one(root, f, e) != 0)
		return -1;
	return unlink_below(root, f->path) == 0 ? 0
						: err_sys(e, "remove", f->path);
}

int
fileset_swap(struct fileset *s, struct err *e)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct repo_file *f = &s->v[i];
		int code = 0;

		if (!repo_file_differs(f))
			continue;
		if (f->data)
			code = file_swap(&s->stage[i], f->fresh, false, e);
		else
			code = remove_old(s->root, f, e);
		if (code != 0)
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

/* Removes up to max empty folders above path, from the inside out. */
static void
remove_folders(const struct folder *root, const char *path, size_t max)
{
	char part[4096];

	if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
		return;
	while (max-- > 0) {
		char *slash = strrchr(part, '/');
		const char *name;
		int fd, r;

		if (!slash)
			return;
		*slash = '\0';
		fd = path_open_parent(root->fd, part, &name, false, NULL);
		if (fd < 0)
			return;
		r = unlinkat(fd, name, AT_REMOVEDIR);
		close(fd);
		if (r != 0)
			return;
	}
}

void
fileset_tidy(const struct folder *root, const char *path)
{
	size_t depth = 0;

	for (const char *s = strchr(path, '/'); s; s = strchr(s + 1, '/'))
		depth++;
	if (depth > 1)
		remove_folders(root, path, depth - 1);
}

/* Removes a file that is new, and the folders made for it. */
static int
remove_new(const struct folder *root, const char *path, size_t made)
{
	if (unlink_below(root, path) != 0)
		return -1;
	remove_folders(root, path, made);
	return 0;
}

/* Brings a removed file back, unless another one stands there by now. */
static int
bring_back(const struct folder *root, const struct repo_file *f)
{
	struct file_stage stage;
	struct err e;

	if (file_stage(&stage, root, f->path, f->old, f->old_len, true, &e))
		return -1;
	return file_swap(&stage, true, true, &e);
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
		else if (!f->data)
			r = bring_back(s->root, f);
		else
			r = file_replace(
			    s->root, f->path, f->old, f->old_len, &bad);
		s->swapped[i] = false;
		if (r != 0)
			err_hint(e,
			    f->data ? "%s could not be put back: it holds the "
				      "new text, not committed"
				    : "%s could not be put back: git has it "
				      "still",
			    f->path);
	}
}
