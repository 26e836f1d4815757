#include "repo/objects.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <git2/sys/mempack.h>
#include <git2/sys/repository.h>

#include "repo/gitopen.h"

/* Before every other store of objects. */
#define MEMORY_PRIORITY 999

static int
write_fail(struct err *e)
{
	return repo_fail(e, "write to the git repository");
}

/* A handle of its own, so that the store in memory ends with it. */
static int
open_memory(struct objects *o, struct repo *r)
{
	git_odb_backend *memory;

	if (git_repository_open_ext(&o->git, r->gitdir,
		GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE,
		NULL) != 0)
		return -1;
	if (git_repository_odb(&o->odb, o->git) != 0 ||
	    git_mempack_new(&memory) != 0)
		return -1;
	if (git_odb_add_backend(o->odb, memory, MEMORY_PRIORITY) != 0) {
		memory->free(memory);
		return -1;
	}
	o->memory = memory;
	return 0;
}

int
objects_begin(struct objects *o, struct repo *r, bool many, struct err *e)
{
	if (repo_git(r, e) != 0)
		return -1;
	*o = (struct objects){.git = r->git, .a = r->a, .own = many};
	errno = 0;
	if (many)
		o->git = NULL;
	if (many && open_memory(o, r) != 0) {
		objects_end(o);
		return write_fail(e);
	}
	return 0;
}

void
objects_end(struct objects *o)
{
	git_odb_free(o->odb);
	if (o->own)
		git_repository_free(o->git);
	*o = (struct objects){0};
}

/* Opens a file below objects/; it may not be there (ENOENT). */
static int
open_object(struct objects *o, const char *path)
{
	return open(arena_printf(o->a, "%sobjects/%s",
			git_repository_commondir(o->git), path),
	    O_RDONLY | O_CLOEXEC);
}

/*
 * Starts a loose object on its way to the disk and waits for its bytes; what
 * the file system keeps about it is committed by the fsync of the staged file
 * and of the branch that follow.  An fsync for each would be the greater
 * part of an edit.
 */
static int
push_out(struct objects *o, const git_oid *id)
{
	char hex[REPO_ID_SIZE];
	int fd, code;

	git_oid_tostr(hex, sizeof hex, id);
	fd = open_object(o, arena_printf(o->a, "%.2s/%s", hex, hex + 2));
	/* It may have been in a pack before. */
	if (fd < 0)
		return errno == ENOENT ? 0 : -1;
	code = sync_file_range(fd, 0, 0,
	    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
		SYNC_FILE_RANGE_WAIT_AFTER);
	if (code != 0 && errno != EIO && errno != ENOSPC)
		code = fsync(fd);
	close(fd);
	return code;
}

static int
sync_pack(struct objects *o, const char *name, const char *suffix)
{
	int fd =
	    open_object(o, arena_printf(o->a, "pack/pack-%s.%s", name, suffix));
	int code = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return code;
}

/*
 * Stores a whole pack.  One call with all of its bytes: the indexer maps
 * the file anew for every piece that it is given.
 */
static int
store_pack(struct objects *o, const git_buf *pack)
{
	git_indexer_progress done = {0};
	const char *dir = arena_printf(
	    o->a, "%sobjects/pack", git_repository_commondir(o->git));
	git_indexer *ix;
	const char *name;
	int code;

	if (git_indexer_new(&ix, dir, 0444, NULL, NULL) != 0)
		return -1;
	code = git_indexer_append(ix, pack->ptr, pack->size, &done);
	if (code == 0)
		code = git_indexer_commit(ix, &done);
	name = code == 0 ? git_indexer_name(ix) : "";
	if (code == 0 &&
	    (sync_pack(o, name, "pack") != 0 || sync_pack(o, name, "idx") != 0))
		code = -1;
	git_indexer_free(ix);
	return code;
}

static int
write_pack(struct objects *o)
{
	git_buf pack = GIT_BUF_INIT;
	git_packbuilder *pb;
	int code = 0;

	if (git_packbuilder_new(&pb, o->git) != 0)
		return -1;
	git_packbuilder_set_threads(pb, 0);
	for (size_t i = 0; i < o->n && code == 0; i++)
		code = git_packbuilder_insert(pb, &o->made[i], NULL);
	if (code == 0)
		code = git_packbuilder_write_buf(&pack, pb);
	if (code == 0)
		code = store_pack(o, &pack);
	git_buf_dispose(&pack);
	git_packbuilder_free(pb);
	return code;
}

int
objects_flush(struct objects *o, struct err *e)
{
	int code = 0;

	errno = 0;
	if (o->memory && o->n > 0)
		code = write_pack(o);
	for (size_t i = 0; !o->memory && i < o->n && code == 0; i++)
		code = push_out(o, &o->made[i]);
	o->n = 0;
	return code == 0 ? 0 : write_fail(e);
}

static void
note(struct objects *o, const git_oid *id)
{
	o->made = arena_grow(o->a, o->made, &o->cap, o->n + 1, sizeof *o->made);
	git_oid_cpy(&o->made[o->n++], id);
}

/*
 * Straight to the store in memory: libgit2 would look for new packs on disk
 * before each object.
 */
static int
remember(git_oid *id, struct objects *o, const char *p, size_t n)
{
	if (git_odb_hash(id, p, n, GIT_OBJECT_BLOB) != 0)
		return -1;
	if (git_odb_exists_ext(o->odb, id, GIT_ODB_LOOKUP_NO_REFRESH))
		return 0;
	if (o->memory->write(o->memory, id, p, n, GIT_OBJECT_BLOB) != 0)
		return -1;
	note(o, id);
	return 0;
}

int
objects_blob(
    git_oid *out, struct objects *o, const char *p, size_t n, struct err *e)
{
	int code;

	errno = 0;
	if (o->memory) {
		code = remember(out, o, p, n);
	} else {
		code = git_blob_create_from_buffer(out, o->git, p, n);
		if (code == 0)
			note(o, out);
	}
	return code == 0 ? 0 : write_fail(e);
}

/* How many of f share the folder of the first, whose name has len bytes. */
static size_t
run_length(const struct obj_file *f, size_t n, size_t at, size_t len)
{
	size_t i = 1;

	while (i < n && strncmp(f[i].path + at, f[0].path + at, len + 1) == 0)
		i++;
	return i;
}

static int build(git_oid *out, struct objects *o, const git_tree *base,
    const struct obj_file *f, size_t n, size_t at);

/* The subtree name with f put in; what was no tree gives way to one. */
static int
build_below(git_oid *out, struct objects *o, const git_tree *base,
    const char *name, const struct obj_file *f, size_t n, size_t at)
{
	const git_tree_entry *old =
	    base ? git_tree_entry_byname(base, name) : NULL;
	git_tree *sub = NULL;
	int code;

	if (old && git_tree_entry_type(old) == GIT_OBJECT_TREE &&
	    git_tree_lookup(&sub, o->git, git_tree_entry_id(old)) != 0)
		return -1;
	code = build(out, o, sub, f, n, at);
	git_tree_free(sub);
	return code;
}

/* id zero: what has that name goes. */
static int
put_entry(
    git_treebuilder *tb, const char *name, const git_oid *id, unsigned mode)
{
	if (!git_oid_is_zero(id))
		return git_treebuilder_insert(
		    NULL, tb, name, id, (git_filemode_t)mode);
	return git_treebuilder_get(tb, name) ? git_treebuilder_remove(tb, name)
					     : 0;
}

static int
fill(git_treebuilder *tb, struct objects *o, const git_tree *base,
    const struct obj_file *f, size_t n, size_t at)
{
	for (size_t i = 0; i < n;) {
		const char *rest = f[i].path + at, *slash = strchr(rest, '/');
		size_t len = slash ? (size_t)(slash - rest) : 0, run;
		char name[256];
		git_oid id;

		if (!slash) {
			if (put_entry(tb, rest, &f[i].id, f[i].mode) != 0)
				return -1;
			i++;
			continue;
		}
		if (len >= sizeof name)
			return -1;
		memcpy(name, rest, len);
		name[len] = '\0';
		run = run_length(f + i, n - i, at, len);
		if (build_below(&id, o, base, name, f + i, run, at + len + 1) !=
			0 ||
		    put_entry(tb, name, &id, GIT_FILEMODE_TREE) != 0)
			return -1;
		i += run;
	}
	return 0;
}

/*
 * f's paths are equal up to at, which is the folder that base is.  *out is
 * zero where nothing is left in it; the top folder may be empty.
 */
static int
build(git_oid *out, struct objects *o, const git_tree *base,
    const struct obj_file *f, size_t n, size_t at)
{
	git_treebuilder *tb;
	int code;

	if (git_treebuilder_new(&tb, o->git, base) != 0)
		return -1;
	code = fill(tb, o, base, f, n, at);
	if (code == 0 && at > 0 && git_treebuilder_entrycount(tb) == 0) {
		git_treebuilder_free(tb);
		memset(out, 0, sizeof *out);
		return 0;
	}
	if (code == 0)
		code = git_treebuilder_write(out, tb);
	git_treebuilder_free(tb);
	if (code == 0)
		note(o, out);
	return code;
}

int
objects_tree(git_oid *out, struct objects *o, const git_tree *base,
    const struct obj_file *f, size_t n, struct err *e)
{
	errno = 0;
	return build(out, o, base, f, n, 0) == 0 ? 0 : write_fail(e);
}

int
objects_commit(git_oid *out, struct objects *o, const git_oid *tree,
    const git_oid *parent, const git_signature *author,
    const git_signature *committer, const char *message, struct err *e)
{
	const git_commit *parents[1] = {NULL};
	git_commit *before = NULL;
	git_tree *t = NULL;
	int code;

	errno = 0;
	code = git_tree_lookup(&t, o->git, tree);
	if (code == 0 && parent)
		code = git_commit_lookup(&before, o->git, parent);
	parents[0] = before;
	if (code == 0)
		code = git_commit_create(out, o->git, NULL, author, committer,
		    NULL, message, t, parent ? 1 : 0, parents);
	git_commit_free(before);
	git_tree_free(t);
	if (code != 0)
		return write_fail(e);
	note(o, out);
	return 0;
}
