#include "repo/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "repo/journal.h"

#define WAIT_S	     30
#define PAUSE_MAX_US 20000

struct wait {
	int64_t until_us;
	unsigned pause_us;
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct wait
wait_start(void)
{
	const char *s = getenv("ILP_LOCK_WAIT");
	char *end;
	long secs = WAIT_S;

	if (s && *s >= '0' && *s <= '9') {
		secs = strtol(s, &end, 10);
		if (*end || secs > 86400)
			secs = WAIT_S;
	}
	return (struct wait){now_us() + secs * 1000000, 1000};
}

/* Sleeps a little longer each time, unevenly; false when time is up. */
static bool
wait_more(struct wait *w)
{
	int64_t now = now_us(), us;

	if (now >= w->until_us)
		return false;
	us = w->pause_us / 2 + now % (w->pause_us / 2 + 1);
	nanosleep(&(struct timespec){0, (long)us * 1000}, NULL);
	w->pause_us =
	    w->pause_us * 2 > PAUSE_MAX_US ? PAUSE_MAX_US : w->pause_us * 2;
	return true;
}

static char *
lock_path(const struct repo *r)
{
	return arena_printf(r->a, "%s/ilp-lock", r->commondir);
}

static int
open_lock(const struct repo *r)
{
	if (!r->has_git)
		return open(r->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return open(
	    lock_path(r), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
}

static int
take(int fd, const char *what, struct err *e)
{
	struct wait w = wait_start();

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return err_sys(e, "lock", what);
		if (wait_more(&w))
			continue;
		err_set(e, ERR_CHANGED,
		    "another ilp command is still writing "
		    "(%s is locked)",
		    what);
		return err_hint(e, "wait for it to end, then run this again; "
				   "ILP_LOCK_WAIT sets the seconds to wait");
	}
	return 0;
}

int
repo_lock(struct repo *r, struct err *e)
{
	const char *what = r->has_git ? lock_path(r) : r->root;
	int fd;

	if (r->lock_fd >= 0)
		return 0;
	fd = open_lock(r);
	if (fd < 0)
		return err_sys(e, "lock", what);
	if (take(fd, what, e) != 0) {
		close(fd);
		return -1;
	}
	r->lock_fd = fd;
	if (!r->has_git || journal_recover(r, e) == 0)
		return 0;
	repo_unlock(r);
	return -1;
}

void
repo_unlock(struct repo *r)
{
	if (r->lock_fd >= 0)
		close(r->lock_fd);
	r->lock_fd = -1;
}

int
make_parents(const char *path)
{
	char part[PATH_MAX];
	size_t n = strlen(path);

	if (n >= sizeof part) {
		errno = ENAMETOOLONG;
		return -1;
	}
	for (size_t i = 1; i < n; i++) {
		if (path[i] != '/')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST)
			return -1;
	}
	return 0;
}

/* Is the file at path the one that our flock is on? */
static bool
is_ours(const struct repo *r, const char *path)
{
	struct stat a, b;

	return lstat(path, &a) == 0 && fstat(r->lock_fd, &b) == 0 &&
	       a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

void
gitlock_clear(const struct repo *r, const char *path)
{
	if (is_ours(r, path))
		unlink(path);
}

/* Where a file system knows no hard links the lock is a file of its own. */
static int
create(const struct repo *r, const char *path)
{
	int fd;

	if (link(lock_path(r), path) == 0)
		return 0;
	if (errno != EPERM && errno != EXDEV && errno != EMLINK &&
	    errno != ENOSYS && errno != EOPNOTSUPP)
		return -1;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return fd < 0 ? -1 : close(fd);
}

static int
held(const char *path, struct err *e)
{
	err_set(e, ERR_CHANGED, "another git command is at work (%s is there)",
	    path);
	return err_hint(e, "wait for it to end, then run this again; if none "
			   "is running, remove that file");
}

int
gitlock_take(struct gitlock *l, struct repo *r, const char *file, struct err *e)
{
	struct wait w = wait_start();

	l->path = arena_printf(r->a, "%s.lock", file);
	l->held = false;
	while (create(r, l->path) != 0) {
		if (errno == ENOENT && make_parents(l->path) == 0)
			continue;
		if (errno != EEXIST)
			return err_sys(e, "lock", l->path);
		if (is_ours(r, l->path))
			break;
		if (!wait_more(&w))
			return held(l->path, e);
	}
	l->held = true;
	return 0;
}

void
gitlock_drop(struct gitlock *l)
{
	/* A lock left stops git, so a disk that stumbles gets a second try. */
	if (l->held && unlink(l->path) != 0)
		unlink(l->path);
	l->held = false;
}
