#include "repo/head.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "repo/gitopen.h"
#include "repo/lock.h"

static int
read_fail(struct err *e)
{
	return repo_fail(e, "find the newest commit");
}

/* The branch name behind HEAD, and its commit if it has one. */
static int
resolve(struct head *h, struct repo *r, git_reference *head, struct err *e)
{
	git_reference *to = NULL;
	int code = git_reference_resolve(&to, head);

	if (code == GIT_ENOTFOUND) {
		h->unborn = true;
		h->ref =
		    arena_strdup(r->a, git_reference_symbolic_target(head));
	} else if (code != 0) {
		return read_fail(e);
	} else {
		h->ref = arena_strdup(r->a, git_reference_name(to));
		git_oid_cpy(&h->id, git_reference_target(to));
	}
	git_reference_free(to);
	return 0;
}

const char *
head_file(const struct repo *r, const char *ref)
{
	return arena_printf(
	    r->a, "%s/%s", str_eq(ref, "HEAD") ? r->gitdir : r->commondir, ref);
}

int
head_read(struct head *h, struct repo *r, struct err *e)
{
	struct head out = {0};
	git_reference *head;
	int code;

	if (repo_git(r, e) != 0)
		return -1;
	errno = 0;
	if (git_reference_lookup(&head, r->git, "HEAD") != 0)
		return read_fail(e);
	code = resolve(&out, r, head, e);
	git_reference_free(head);
	if (code != 0)
		return -1;
	out.file = head_file(r, out.ref);
	*h = out;
	return 0;
}

bool
head_equal(const struct head *a, const struct head *b)
{
	return str_eq(a->ref, b->ref) && a->unborn == b->unborn &&
	       git_oid_equal(&a->id, &b->id);
}

int
head_tree(git_tree **out, struct repo *r, const struct head *h, struct err *e)
{
	git_commit *c;
	int code;

	*out = NULL;
	if (h->unborn)
		return 0;
	errno = 0;
	if (git_commit_lookup(&c, r->git, &h->id) != 0)
		return read_fail(e);
	code = git_commit_tree(out, c);
	git_commit_free(c);
	return code == 0 ? 0 : read_fail(e);
}

static int
sync_parent(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	int fd = open(arena_strndup(a, path, (size_t)(slash - path)),
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return r;
}

/* The new id beside, on disk, then renamed into place. */
static int
replace_ref(struct repo *r, const char *file, const char *hex)
{
	const char *temp = arena_printf(r->a, "%s/ilp-ref", r->commondir);
	int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int bad;

	if (fd < 0)
		return -1;
	bad = fd_write(fd, hex, strlen(hex)) || fsync(fd);
	bad |= close(fd);
	if (!bad && rename(temp, file) != 0) {
		/* Git leaves empty folders where branches a/b have been. */
		bad = errno != EISDIR || rmdir(file) != 0 ||
		      rename(temp, file) != 0;
	}
	if (bad) {
		int keep = errno;

		unlink(temp);
		errno = keep;
		return -1;
	}
	/* It is in place: a failure here must not count as not moved. */
	sync_parent(r->a, file);
	return 0;
}

/* A commit is made even where its line in a reflog cannot be. */
static void
add_log(const char *path, const char *line, bool make)
{
	int flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
	int fd;

	if (make && make_parents(path) == 0)
		flags |= O_CREAT;
	fd = open(path, flags, 0666);
	if (fd < 0)
		return;
	fd_write(fd, line, strlen(line));
	close(fd);
}

static void
log_move(struct repo *r, const struct head *h, const git_oid *id,
    const git_signature *who, const char *subject, bool log_all)
{
	int off = who->when.offset, abs_off = off < 0 ? -off : off;
	char old[REPO_ID_SIZE], new[REPO_ID_SIZE];
	struct buf line = BUF_INIT;

	git_oid_tostr(old, sizeof old, &h->id);
	git_oid_tostr(new, sizeof new, id);
	buf_addf(&line, "%s %s %s <%s> %lld %c%02d%02d\tcommit%s: ", old, new,
	    who->name, who->email, (long long)who->when.time,
	    off < 0 ? '-' : '+', abs_off / 60, abs_off % 60,
	    h->unborn ? " (initial)" : "");
	buf_add(&line, subject, strcspn(subject, "\n"));
	buf_addc(&line, '\n');
	add_log(arena_printf(r->a, "%s/logs/HEAD", r->gitdir), line.p, log_all);
	if (!str_eq(h->ref, "HEAD"))
		add_log(arena_printf(r->a, "%s/logs/%s", r->commondir, h->ref),
		    line.p, log_all);
	buf_free(&line);
}

int
head_move(struct repo *r, const struct head *h, const git_oid *id,
    const git_signature *who, const char *subject, bool log_all, struct err *e)
{
	char hex[REPO_ID_SIZE + 1];

	git_oid_tostr(hex, REPO_ID_SIZE, id);
	strcat(hex, "\n");
	if (replace_ref(r, h->file, hex) != 0)
		return err_sys(e, "move", h->ref);
	log_move(r, h, id, who, subject, log_all);
	return 0;
}
