#include "repo/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

#define OPEN_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

struct walk {
	struct tree *out;
	struct arena *a;
	struct diags *d;
	const char *suffix;
	struct err *e;
};

static void
skipped(struct walk *w, const char *path, const char *what)
{
	struct diag *g = diags_add(w->d, w->a, SEV_WARNING, path, 0, 0,
	    "tree-skipped", "%s, so it is skipped", what);

	diag_hint(g, w->a, "put a regular file or folder in its place");
}

static unsigned char
kind_of(int fd, const struct dirent *de)
{
	struct stat st;

	if (de->d_type != DT_UNKNOWN)
		return de->d_type;
	if (fstatat(fd, de->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return DT_UNKNOWN;
	return IFTODT(st.st_mode);
}

static void
add_file(struct walk *w, const char *path, size_t name_off)
{
	struct tree *t = w->out;

	t->v = arena_grow(w->a, t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->v[t->n++] = (struct tree_file){path, path + name_off};
}

static int
walk_folder(struct walk *w, int fd, const char *path, unsigned depth);

static int
walk_down(
    struct walk *w, int fd, const char *name, const char *path, unsigned depth)
{
	int sub;

	if (depth >= TREE_DEPTH_MAX) {
		skipped(w, path, "the folders are nested too deep here");
		return 0;
	}
	sub = openat(fd, name, OPEN_FLAGS);
	/* Gone, or made a link since: as if it had not been there. */
	if (sub < 0 && (errno == ENOENT || errno == ELOOP || errno == ENOTDIR))
		return 0;
	if (sub < 0)
		return err_sys(w->e, "read", path);
	return walk_folder(w, sub, path, depth + 1);
}

static int
walk_entry(struct walk *w, int fd, const char *path, const struct dirent *de,
    unsigned depth)
{
	const char *name = de->d_name, *full;
	bool wanted = str_ends(name, w->suffix) && !str_eq(name, "README.md");
	unsigned char kind;

	if (name[0] == '.' || name[0] == '_' || str_eq(name, "files"))
		return 0;
	kind = kind_of(fd, de);
	if (kind == DT_REG && !wanted)
		return 0;
	full = arena_printf(w->a, "%s/%s", path, name);
	switch (kind) {
	case DT_DIR:
		return walk_down(w, fd, name, full, depth);
	case DT_REG:
		add_file(w, full, strlen(path) + 1);
		return 0;
	case DT_LNK:
		skipped(w, full, "it is a symbolic link");
		return 0;
	default:
		if (wanted)
			skipped(w, full, "it is no regular file");
		return 0;
	}
}

/* Takes over fd. */
static int
walk_folder(struct walk *w, int fd, const char *path, unsigned depth)
{
	DIR *dir = fdopendir(fd);
	struct dirent *de;
	int r = 0;

	if (!dir) {
		err_sys(w->e, "read", path);
		close(fd);
		return -1;
	}
	while (r == 0 && (errno = 0, de = readdir(dir)) != NULL)
		r = walk_entry(w, fd, path, de, depth);
	if (r == 0 && errno != 0)
		r = err_sys(w->e, "read", path);
	closedir(dir);
	return r;
}

static int
compare(const void *x, const void *y)
{
	const struct tree_file *a = x, *b = y;

	return strcmp(a->path, b->path);
}

int
tree_list(struct tree *out, struct arena *a, const struct folder *root,
    const char *dir, const char *suffix, struct diags *d, struct err *e)
{
	struct tree t = {NULL, 0, 0};
	struct walk w = {&t, a, d, suffix, e};
	const char *name;
	int parent, fd;

	parent = path_open_parent(root->fd, dir, &name, false, NULL);
	fd = parent < 0 ? -1 : openat(parent, name, OPEN_FLAGS);
	if (fd < 0) {
		struct stat st;
		int keep = errno;
		bool link =
		    parent >= 0 &&
		    fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISLNK(st.st_mode);

		if (parent >= 0)
			close(parent);
		errno = keep;
		if (link || keep == ELOOP)
			skipped(&w, dir, "it is a symbolic link");
		else if (keep == ENOTDIR)
			skipped(&w, dir, "it is no folder");
		else if (keep != ENOENT)
			return err_sys(e, "read", dir);
		*out = t;
		return 0;
	}
	close(parent);
	if (walk_folder(&w, fd, dir, 1) != 0)
		return -1;
	if (t.n > 1)
		qsort(t.v, t.n, sizeof *t.v, compare);
	*out = t;
	return 0;
}
