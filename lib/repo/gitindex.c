#include "repo/gitindex.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repo/gitopen.h"

static char *
temp_path(const struct repo *r, const char *index)
{
	return arena_printf(r->a, "%s.ilp", index);
}

void
gitindex_clear(const struct repo *r, const char *index)
{
	char *temp = temp_path(r, index);

	unlink(temp);
	/* libgit2 writes through a lock file of its own. */
	unlink(arena_printf(r->a, "%s.lock", temp));
}

static int
conflict(const struct gitindex *x, struct err *e)
{
	git_index_conflict_iterator *it;
	const git_index_entry *base, *ours, *theirs;
	const char *path = "a file";

	if (git_index_conflict_iterator_new(&it, x->git) == 0) {
		if (git_index_conflict_next(&base, &ours, &theirs, it) == 0)
			path = ours	? ours->path
			       : theirs ? theirs->path
					: base->path;
		err_set(e, ERR_WORLD, "%s has conflicts that are not settled",
		    path);
		git_index_conflict_iterator_free(it);
	} else {
		err_set(e, ERR_WORLD,
		    "some files have conflicts that are "
		    "not settled");
	}
	return err_hint(e, "settle them (`git status` lists them), then `git "
			   "add` them");
}

int
gitindex_begin(struct gitindex *x, struct repo *r, struct err *e)
{
	*x = (struct gitindex){r, {NULL, false}, NULL, NULL};
	if (gitlock_take(&x->lock, r, r->index, e) != 0)
		return -1;
	gitindex_clear(r, r->index);
	x->temp = temp_path(r, r->index);
	/* libgit2 reads and writes an index under one name: give it ours. */
	if ((link(r->index, x->temp) != 0 && errno != ENOENT) ||
	    git_index_open(&x->git, x->temp) != 0) {
		gitindex_end(x);
		return 1;
	}
	if (git_index_has_conflicts(x->git))
		return conflict(x, e);
	return 0;
}

/*
 * An entry as new as the index may hide a change made in the same instant;
 * git knows by comparing the two times.  The new index is newer, so such an
 * entry gets the size 0, which makes git look into the file.
 */
static int
smudge_racy(git_index *x, const struct stat *index)
{
	size_t n = git_index_entrycount(x);

	for (size_t i = 0; i < n; i++) {
		const git_index_entry *in = git_index_get_byindex(x, i);
		git_index_entry out;

		if (in->mtime.seconds < (int32_t)index->st_mtim.tv_sec)
			continue;
		if (in->mtime.seconds == (int32_t)index->st_mtim.tv_sec &&
		    in->mtime.nanoseconds != 0 &&
		    in->mtime.nanoseconds < index->st_mtim.tv_nsec)
			continue;
		if (in->file_size == 0)
			continue;
		out = *in;
		out.file_size = 0;
		if (git_index_add(x, &out) != 0)
			return -1;
	}
	return 0;
}

static void
fill_stat(git_index_entry *x, const struct stat *st)
{
	x->ctime.seconds = (int32_t)st->st_ctim.tv_sec;
	x->ctime.nanoseconds = (uint32_t)st->st_ctim.tv_nsec;
	x->mtime.seconds = (int32_t)st->st_mtim.tv_sec;
	x->mtime.nanoseconds = (uint32_t)st->st_mtim.tv_nsec;
	x->dev = (uint32_t)st->st_dev;
	x->ino = (uint32_t)st->st_ino;
	x->uid = st->st_uid;
	x->gid = st->st_gid;
	x->file_size = (uint32_t)st->st_size;
}

static int
add_entry(struct gitindex *x, const struct obj_file *f)
{
	const git_index_entry *old = git_index_get_bypath(x->git, f->path, 0);
	git_index_entry entry = {.mode = f->mode, .path = f->path};
	size_t skip = strlen(x->r->prefix);
	struct stat st;

	if (fstatat(
		x->r->folder.fd, f->path + skip, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return -1;
	fill_stat(&entry, &st);
	git_oid_cpy(&entry.id, &f->id);
	if (old)
		entry.flags = old->flags & GIT_INDEX_ENTRY_VALID;
	return git_index_add(x->git, &entry);
}

/*
 * With the mode of the old one.  No fsync, as git does none here: the index
 * can be made again.
 */
static int
put_in_place(struct gitindex *x, const struct stat *old)
{
	if (old && chmod(x->temp, old->st_mode & 0777) != 0)
		return -1;
	return rename(x->temp, x->r->index);
}

int
gitindex_write(
    struct gitindex *x, const struct obj_file *f, size_t n, struct err *e)
{
	struct stat st;
	bool old = stat(x->r->index, &st) == 0;
	int code = 0;

	errno = 0;
	if (old)
		code = smudge_racy(x->git, &st);
	for (size_t i = 0; i < n && code == 0; i++)
		code = add_entry(x, &f[i]);
	if (code == 0)
		code = git_index_write(x->git);
	if (code == 0)
		code = put_in_place(x, old ? &st : NULL);
	return code == 0 ? 0 : repo_fail(e, "write git's index");
}

void
gitindex_end(struct gitindex *x)
{
	git_index_free(x->git);
	x->git = NULL;
	if (x->lock.held)
		gitindex_clear(x->r, x->r->index);
	gitlock_drop(&x->lock);
}
