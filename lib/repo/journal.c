#include "repo/journal.h"

#include <dirent.h>
#include <fcntl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "repo/fileset.h"
#include "repo/gitindex.h"
#include "repo/gitopen.h"
#include "repo/lock.h"

/*
 * NUL-terminated fields: "ilp journal 1", process id, root, ref, id of HEAD,
 * id of the commit, count, then for each file its path below root, mode, id
 * on disk before and new id; last "end".
 * Without "end" nothing had begun yet.
 */
#define MAGIC "ilp journal 1"

#define MAX_SIZE (256u << 20)

struct journal {
	long pid;
	const char *root;
	struct head head;
	git_oid commit;
	struct obj_file *f;
	git_oid *disk;
	size_t n;
};

struct fields {
	const char *p, *end;
};

static void
add(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s) + 1);
}

static void
add_id(struct buf *b, const git_oid *id)
{
	char hex[REPO_ID_SIZE];

	git_oid_tostr(hex, sizeof hex, id);
	add(b, hex);
}

static void
add_num(struct buf *b, unsigned long n)
{
	buf_addf(b, "%lu", n);
	buf_addc(b, '\0');
}

int
journal_write(const struct repo *r, const struct head *head, const git_oid *id,
    const struct obj_file *f, const git_oid *disk, size_t n, struct err *e)
{
	struct buf b = BUF_INIT;
	ssize_t k;

	add(&b, MAGIC);
	add_num(&b, (unsigned long)getpid());
	add(&b, r->root);
	add(&b, head->ref);
	add_id(&b, &head->id);
	add_id(&b, id);
	add_num(&b, n);
	for (size_t i = 0; i < n; i++) {
		add(&b, f[i].path + strlen(r->prefix));
		add_num(&b, f[i].mode);
		add_id(&b, &disk[i]);
		add_id(&b, &f[i].id);
	}
	add(&b, "end");
	errno = 0;
	k = ftruncate(r->lock_fd, 0) == 0 ? pwrite(r->lock_fd, b.p, b.n, 0)
					  : -1;
	if (k >= 0 && (size_t)k < b.n)
		errno = ENOSPC;
	k = k == (ssize_t)b.n ? 0 : err_sys(e, "write", "ilp-lock");
	buf_free(&b);
	if (k != 0)
		journal_clear(r);
	return (int)k;
}

void
journal_clear(const struct repo *r)
{
	/* Failing, it is read again, and found to be done. */
	if (ftruncate(r->lock_fd, 0) != 0)
		return;
}

static const char *
next(struct fields *s)
{
	const char *out = s->p;

	if (!out || out >= s->end) {
		s->p = NULL;
		return "";
	}
	s->p += strlen(out) + 1;
	return out;
}

static void
next_id(struct fields *s, git_oid *id)
{
	if (git_oid_fromstr(id, next(s)) != 0)
		s->p = NULL;
}

static unsigned long
next_num(struct fields *s)
{
	return strtoul(next(s), NULL, 10);
}

/* A path that stays below the folder it is relative to. */
static bool
stays_below(const char *path)
{
	if (*path == '/' || *path == '\0')
		return false;
	for (;;) {
		size_t n = strcspn(path, "/");

		if (n == 2 && path[0] == '.' && path[1] == '.')
			return false;
		if (path[n] == '\0')
			return true;
		path += n + 1;
	}
}

static bool
parse(struct journal *j, struct fields s, struct arena *a)
{
	int valid = 0;

	if (!str_eq(next(&s), MAGIC))
		return false;
	j->pid = (long)next_num(&s);
	j->root = next(&s);
	j->head.ref = next(&s);
	next_id(&s, &j->head.id);
	next_id(&s, &j->commit);
	j->head.unborn = git_oid_is_zero(&j->head.id);
	j->n = next_num(&s);
	if (!s.p || j->n > (size_t)(s.end - s.p) ||
	    git_reference_name_is_valid(&valid, j->head.ref) != 0 || !valid)
		return false;
	j->f = arena_alloc(a, j->n * sizeof *j->f);
	j->disk = arena_alloc(a, j->n * sizeof *j->disk);
	for (size_t i = 0; i < j->n && s.p; i++) {
		j->f[i].path = next(&s);
		j->f[i].mode = (unsigned)next_num(&s);
		next_id(&s, &j->disk[i]);
		next_id(&s, &j->f[i].id);
		if (!stays_below(j->f[i].path))
			return false;
	}
	return str_eq(next(&s), "end");
}

/* Removes the temporary files of the dead writer beside path. */
static void
clear_temps(const struct repo *was, long pid, const char *path)
{
	char lead[32];
	const char *name;
	struct dirent *de;
	DIR *dir;
	int fd = path_open_parent(was->folder.fd, path, &name, false, NULL);

	if (fd < 0)
		return;
	dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		return;
	}
	snprintf(lead, sizeof lead, ".ilp-%ld-", pid);
	while ((de = readdir(dir)) != NULL)
		if (str_starts(de->d_name, lead) &&
		    str_ends(de->d_name, ".tmp"))
			unlinkat(fd, de->d_name, 0);
	closedir(dir);
}

/* Does the file still hold what the dead writer wrote, or is it gone? */
static bool
holds(const struct repo *was, const char *path, const git_oid *id)
{
	struct arena a;
	struct err e;
	git_oid now;
	size_t n;
	char *p;
	bool yes;

	if (git_oid_is_zero(id))
		return file_exists(&was->folder, path, &e) == 0;
	arena_init(&a);
	yes = file_read(&p, &n, &a, &was->folder, path, MAX_SIZE, &e) == 0 &&
	      git_odb_hash(&now, p, n, GIT_OBJECT_BLOB) == 0 &&
	      git_oid_equal(&now, id);
	arena_free(&a);
	return yes;
}

static int
put_back(struct repo *was, const char *path, const git_oid *old, struct err *e)
{
	git_blob *blob;
	int code;

	if (git_oid_is_zero(old)) {
		const char *name;
		int fd =
		    path_open_parent(was->folder.fd, path, &name, false, NULL);

		code = fd < 0 ? -1 : unlinkat(fd, name, 0);
		if (code != 0)
			err_sys(e, "remove", path);
		if (fd >= 0)
			close(fd);
		return code;
	}
	errno = 0;
	if (git_blob_lookup(&blob, was->git, old) != 0)
		return repo_fail(e, "undo a write that was cut off");
	code = file_replace(&was->folder, path, git_blob_rawcontent(blob),
	    (size_t)git_blob_rawsize(blob), e);
	git_blob_free(blob);
	return code;
}

static int
undo(struct repo *was, const struct journal *j, struct err *e)
{
	for (size_t i = j->n; i-- > 0;) {
		const char *path = j->f[i].path;

		if (!git_oid_equal(&j->disk[i], &j->f[i].id) &&
		    holds(was, path, &j->f[i].id) &&
		    put_back(was, path, &j->disk[i], e) != 0)
			return -1;
	}
	return 0;
}

/* The index entries of files that still are as committed. */
static int
finish(struct repo *was, const struct journal *j, struct err *e)
{
	struct gitindex x;
	size_t n = 0;
	int code;

	for (size_t i = 0; i < j->n; i++) {
		if (!holds(was, j->f[i].path, &j->f[i].id))
			continue;
		if (git_oid_is_zero(&j->f[i].id))
			fileset_tidy(&was->folder, j->f[i].path);
		j->f[n] = j->f[i];
		j->f[n++].path =
		    arena_printf(was->a, "%s%s", was->prefix, j->f[i].path);
	}
	code = gitindex_begin(&x, was, e);
	if (code == 0)
		code = gitindex_write(&x, j->f, n, e);
	gitindex_end(&x);
	return code < 0 ? -1 : 0;
}

/* was: the repository as the dead writer had it open. */
static int
recover(struct repo *was, const struct journal *j, struct err *e)
{
	git_oid at = {{0}};
	int code;

	gitlock_clear(was, arena_printf(was->a, "%s.lock", was->index));
	gitlock_clear(
	    was, arena_printf(was->a, "%s.lock", head_file(was, j->head.ref)));
	gitindex_clear(was, was->index);
	unlink(arena_printf(was->a, "%s/ilp-ref", was->commondir));
	for (size_t i = 0; i < j->n; i++)
		clear_temps(was, j->pid, j->f[i].path);
	errno = 0;
	code = git_reference_name_to_id(&at, was->git, j->head.ref);
	if (code != 0 && code != GIT_ENOTFOUND)
		return repo_fail(e, "find the newest commit");
	if (!git_oid_is_zero(&j->commit) && git_oid_equal(&at, &j->commit))
		return finish(was, j, e);
	/* Moved by somebody since: the files are theirs to judge now. */
	if (!git_oid_equal(&at, &j->head.id))
		return 0;
	return undo(was, j, e);
}

static int
recover_at(struct repo *r, const struct journal *j, struct err *e)
{
	struct repo was;
	struct err gone;
	int code = 0;

	/* Its work tree may have gone, or be no part of this any more. */
	if (repo_open_at(&was, r->a, j->root, &gone) != 0)
		return 0;
	if (str_eq(was.gitdir, r->gitdir))
		was.git = r->git;
	was.lock_fd = r->lock_fd;
	if (str_eq(was.commondir, r->commondir) && repo_git(&was, e) != 0)
		code = -1;
	else if (str_eq(was.commondir, r->commondir))
		code = recover(&was, j, e);
	was.lock_fd = -1;
	if (was.git == r->git)
		was.git = NULL;
	repo_close(&was);
	return code;
}

int
journal_recover(struct repo *r, struct err *e)
{
	struct journal j = {0};
	struct stat st;
	size_t n;
	char *p;

	if (fstat(r->lock_fd, &st) == 0 && st.st_size == 0)
		return 0;
	if (repo_git(r, e) != 0 || lseek(r->lock_fd, 0, SEEK_SET) != 0 ||
	    file_read_fd(&p, &n, r->a, r->lock_fd, "ilp-lock", MAX_SIZE, e))
		return -1;
	if (parse(&j, (struct fields){p, p + n}, r->a) &&
	    recover_at(r, &j, e) != 0)
		return -1;
	journal_clear(r);
	return 0;
}
