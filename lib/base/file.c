#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

int
folder_open(struct folder *f, const char *path, struct err *e)
{
	f->path = path;
	f->fd = open(path, FOLDER_FLAGS);
	return f->fd < 0 ? err_sys(e, "open", path) : 0;
}

void
folder_close(struct folder *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

/* One component down; errno ELOOP where it is a link. */
static int
step_down(int fd, const char *name, bool make, size_t *made)
{
	struct stat st;
	int next;

	if (make && mkdirat(fd, name, 0777) == 0)
		++*made;
	else if (make && errno != EEXIST)
		return -1;
	next = openat(fd, name, FOLDER_FLAGS | O_NOFOLLOW);
	if (next < 0 && errno == ENOTDIR &&
	    fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		errno = S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
	return next;
}

int
path_open_parent(
    int fd, const char *path, const char **name, bool make, size_t *made)
{
	char part[256];
	int cur = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	const char *slash;

	while (cur >= 0 && (slash = strchr(path, '/')) != NULL) {
		size_t n = (size_t)(slash - path);
		int next = -1;

		if (n >= sizeof part) {
			errno = ENAMETOOLONG;
		} else if (n == 0) {
			path = slash + 1;
			continue;
		} else {
			memcpy(part, path, n);
			part[n] = '\0';
			next = step_down(cur, part, make, made);
		}
		if (next < 0) {
			int keep = errno;

			close(cur);
			errno = keep;
			return -1;
		}
		close(cur);
		cur = next;
		path = slash + 1;
	}
	*name = path;
	return cur;
}

int
file_too_large(struct err *e, const char *name, size_t limit)
{
	err_at(e, name, 0, 0, "file-size",
	    "the file is larger than %zu KiB, the limit", limit / 1024);
	return err_hint(e, "move what is not part of it to another file");
}

int
file_read_fd(char **out, size_t *len, struct arena *a, int fd, const char *name,
    size_t limit, struct err *e)
{
	size_t cap = 0, n = 0;
	char *p = NULL;
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_sys(e, "read", name);
	if (S_ISDIR(st.st_mode))
		return err_set(
		    e, ERR_USAGE, "%s is a folder, not a file", name);
	if (S_ISREG(st.st_mode) && st.st_size > (off_t)limit)
		return file_too_large(e, name, limit);
	if (S_ISREG(st.st_mode) && st.st_size > 0)
		p = arena_alloc(a, cap = (size_t)st.st_size + 2);
	for (;;) {
		ssize_t k;

		if (n + 1 >= cap)
			p = arena_grow(a, p, &cap, cap ? 2 * cap : 4096, 1);
		k = read(fd, p + n, cap - 1 - n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return err_sys(e, "read", name);
		if (k == 0)
			break;
		n += (size_t)k;
		if (n > limit)
			return file_too_large(e, name, limit);
	}
	p[n] = '\0';
	*out = p;
	*len = n;
	return 0;
}

/* Opens for reading without ever blocking on a pipe. */
static int
open_regular(int dirfd, const char *name, int flags)
{
	int fd = openat(
	    dirfd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
		close(fd);
		errno = S_ISDIR(st.st_mode) ? EISDIR : ENXIO;
		return -1;
	}
	return fd;
}

static int
read_open(char **out, size_t *len, struct arena *a, int fd, const char *path,
    size_t limit, struct err *e)
{
	int r;

	if (fd < 0 && errno == EISDIR)
		return err_at(
		    e, path, 0, 0, "file-kind", "it is a folder, not a file");
	if (fd < 0 && errno == ENXIO) {
		err_at(e, path, 0, 0, "file-kind",
		    "it is no regular file, so it is not read");
		return err_hint(e, "put an ordinary file in its place");
	}
	if (fd < 0)
		return err_sys(e, "read", path);
	r = file_read_fd(out, len, a, fd, path, limit, e);
	close(fd);
	return r;
}

int
file_read(char **out, size_t *len, struct arena *a, const struct folder *f,
    const char *path, size_t limit, struct err *e)
{
	const char *name = path;
	size_t made = 0;
	int dirfd = f->fd, fd;

	if (strchr(path, '/'))
		dirfd = path_open_parent(f->fd, path, &name, false, &made);
	if (dirfd < 0)
		return err_sys(e, "read", path);
	fd = open_regular(dirfd, name, O_NOFOLLOW);
	if (dirfd != f->fd) {
		int keep = errno;

		close(dirfd);
		errno = keep;
	}
	return read_open(out, len, a, fd, path, limit, e);
}

int
file_read_any(char **out, size_t *len, struct arena *a, const char *path,
    size_t limit, struct err *e)
{
	int fd = open_regular(AT_FDCWD, path, 0);

	return read_open(out, len, a, fd, path, limit, e);
}

int
fd_write(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return 0;
}

static mode_t
mode_of(int dirfd, const char *name)
{
	struct stat st;
	mode_t mask;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode))
		return st.st_mode & 0777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* Removes the folders that were made for path, innermost first. */
static void
unmake(const struct folder *f, const char *path, size_t made)
{
	char part[4096];

	if (strlen(path) >= sizeof part)
		return;
	strcpy(part, path);
	while (made-- > 0) {
		char *slash = strrchr(part, '/');

		if (!slash)
			return;
		*slash = '\0';
		if (unlinkat(f->fd, part, AT_REMOVEDIR) != 0)
			return;
	}
}

int
file_stage(struct file_stage *s, const struct folder *f, const char *path,
    const void *p, size_t n, bool sync, struct err *e)
{
	static unsigned count;
	const char *name;
	int fd;

	*s = (struct file_stage){f, path, "", -1, false, 0};
	s->dirfd = path_open_parent(f->fd, path, &name, true, &s->made);
	if (s->dirfd < 0) {
		err_sys(e, "write", path);
		unmake(f, path, s->made);
		return -1;
	}
	snprintf(s->temp, sizeof s->temp, ".ilp-%ld-%u.tmp", (long)getpid(),
	    count++);
	fd = openat(s->dirfd, s->temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		err_sys(e, "write", path);
		close(s->dirfd);
		s->dirfd = -1;
		unmake(f, path, s->made);
		return -1;
	}
	if (fd_write(fd, p, n) != 0 || fchmod(fd, mode_of(s->dirfd, name)) ||
	    (sync && fsync(fd) != 0)) {
		err_sys(e, "write", path);
		close(fd);
		file_unstage(s);
		return -1;
	}
	if (close(fd) != 0) {
		err_sys(e, "write", path);
		file_unstage(s);
		return -1;
	}
	return 0;
}

void
file_park(struct file_stage *s)
{
	if (s->dirfd < 0)
		return;
	close(s->dirfd);
	s->dirfd = -1;
	s->parked = true;
}

static int
unpark(struct file_stage *s)
{
	const char *name;

	if (!s->parked)
		return 0;
	s->dirfd = path_open_parent(s->f->fd, s->path, &name, false, NULL);
	s->parked = s->dirfd < 0;
	return s->parked ? -1 : 0;
}

int
file_swap(struct file_stage *s, bool fresh, bool sync, struct err *e)
{
	const char *slash = strrchr(s->path, '/');
	const char *name = slash ? slash + 1 : s->path;
	int r;

	if (unpark(s) != 0)
		return err_sys(e, "write", s->path);
	if (fresh) {
		r = linkat(s->dirfd, s->temp, s->dirfd, name, 0);
		if (r == 0)
			unlinkat(s->dirfd, s->temp, 0);
	} else {
		r = renameat(s->dirfd, s->temp, s->dirfd, name);
	}
	if (r != 0) {
		if (fresh && errno == EEXIST)
			err_set(
			    e, ERR_CHANGED, "%s has come to exist", s->path);
		else
			err_sys(e, "write", s->path);
		file_unstage(s);
		return -1;
	}
	s->temp[0] = '\0';
	r = sync ? fsync(s->dirfd) : 0;
	if (r != 0)
		err_sys(e, "write", s->path);
	close(s->dirfd);
	s->dirfd = -1;
	return r;
}

void
file_unstage(struct file_stage *s)
{
	if (unpark(s) != 0 || s->dirfd < 0)
		return;
	if (s->temp[0])
		unlinkat(s->dirfd, s->temp, 0);
	close(s->dirfd);
	s->dirfd = -1;
	unmake(s->f, s->path, s->made);
}

int
file_replace(const struct folder *f, const char *path, const void *p, size_t n,
    struct err *e)
{
	struct file_stage s;

	if (file_stage(&s, f, path, p, n, true, e) != 0)
		return -1;
	return file_swap(&s, false, true, e);
}

int
file_exists(const struct folder *f, const char *path, struct err *e)
{
	const char *name;
	size_t made = 0;
	struct stat st;
	int r, dirfd = path_open_parent(f->fd, path, &name, false, &made);

	if (dirfd < 0)
		return errno == ENOENT ? 0 : err_sys(e, "read", path);
	r = fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW);
	close(dirfd);
	if (r != 0)
		return errno == ENOENT ? 0 : err_sys(e, "read", path);
	if (S_ISREG(st.st_mode))
		return 1;
	return err_set(e, ERR_WORLD, "%s is no regular file", path);
}
