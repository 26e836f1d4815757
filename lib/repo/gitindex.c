#include "repo/gitindex.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define INDEX_MAX ((size_t)1 << 30)

static char *
temp_path(const struct repo *r, const char *index)
{
	return arena_printf(r->a, "%s.ilp", index);
}

void
gitindex_clear(const struct repo *r, const char *index)
{
	unlink(temp_path(r, index));
}

/* 0, 1 if only git can read it, -1 with e. */
static int
read_old(struct gitindex *x, struct err *e)
{
	struct repo *r = x->r;
	char *p = NULL;
	size_t n = 0;
	bool there = lstat(r->index, &x->st) == 0;

	if (!there && errno != ENOENT)
		return err_sys(e, "read", r->index);
	if (there && file_read_any(&p, &n, r->a, r->index, INDEX_MAX, e) != 0)
		return -1;
	if (there && !S_ISREG(x->st.st_mode))
		return 1;
	if (!indexbytes_read(&x->old, r->a, (const unsigned char *)p, n))
		return 1;
	if (!x->old.conflict)
		return 0;
	err_set(e, ERR_WORLD, "%s has conflicts that are not settled",
	    x->old.conflict);
	return err_hint(e, "settle them (`git status` lists them), then `git "
			   "add` them");
}

int
gitindex_begin(struct gitindex *x, struct repo *r, struct err *e)
{
	int code;

	memset(x, 0, sizeof *x);
	x->r = r;
	if (gitlock_take(&x->lock, r, r->index, e) != 0)
		return -1;
	gitindex_clear(r, r->index);
	code = read_old(x, e);
	if (code == 1)
		gitindex_end(x);
	return code;
}

/*
 * Renamed into place, with the mode of the old one.  No fsync, as git does
 * none here: the index can be made again.
 */
static int
put_in_place(const struct gitindex *x, const struct buf *b)
{
	const char *temp = temp_path(x->r, x->r->index);
	int fd = open(
	    temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	int bad;

	if (fd < 0)
		return -1;
	bad = fd_write(fd, b->p, b->n) != 0 ||
	      (x->st.st_mode && fchmod(fd, x->st.st_mode & 0777) != 0);
	bad |= close(fd) != 0;
	if (bad || rename(temp, x->r->index) != 0) {
		int keep = errno;

		unlink(temp);
		errno = keep;
		return -1;
	}
	return 0;
}

static int
fill_entries(struct indexentry *v, const struct repo *r,
    const struct obj_file *f, size_t n, struct err *e)
{
	size_t skip = strlen(r->prefix);

	for (size_t i = 0; i < n; i++) {
		v[i].path = f[i].path;
		if (git_oid_is_zero(&f[i].id))
			continue;
		v[i].id = f[i].id.id;
		v[i].mode = f[i].mode;
		if (fstatat(r->folder.fd, f[i].path + skip, &v[i].st,
			AT_SYMLINK_NOFOLLOW) != 0)
			return err_sys(e, "read", f[i].path);
	}
	return 0;
}

int
gitindex_write(
    struct gitindex *x, const struct obj_file *f, size_t n, struct err *e)
{
	struct indexentry *v = arena_alloc(x->r->a, n * sizeof *v);
	struct buf out = BUF_INIT;
	int code;

	if (fill_entries(v, x->r, f, n, e) != 0)
		return -1;
	if (!indexbytes_write(&out, &x->old, v, n, &x->st))
		code = err_set(e, ERR_WORLD,
		    "git's index has a file where there is a folder now");
	else if (put_in_place(x, &out) != 0)
		code = err_sys(e, "write", x->r->index);
	else
		code = 0;
	buf_free(&out);
	return code;
}

void
gitindex_end(struct gitindex *x)
{
	gitlock_drop(&x->lock);
}
