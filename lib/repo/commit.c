#include "repo/commit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/str.h"
#include "repo/fileset.h"
#include "repo/gitindex.h"
#include "repo/gitopen.h"
#include "repo/head.h"
#include "repo/ident.h"
#include "repo/journal.h"
#include "repo/lock.h"
#include "repo/objects.h"
#include "repo/viagit.h"

/* One write, from the first look to the end; job_end frees all of it. */
struct job {
	struct repo *r;
	const struct repo_file *files;
	size_t n;
	const char *message;
	struct gitconf conf;
	git_signature *author, *committer;
	struct head head;
	git_tree *base; /* of head; NULL when unborn */
	struct objects o;
	struct obj_file *f; /* sorted by path; pos is the place in files */
	git_oid *disk;	    /* of f: what is on disk before; zero: nothing */
	git_oid tree, commit;
	bool same; /* head has these files already */
	struct fileset set;
	struct gitindex index;
	struct gitlock branch;
};

static void
job_end(struct job *j)
{
	objects_end(&j->o);
	git_tree_free(j->base);
	git_signature_free(j->author);
	git_signature_free(j->committer);
}

static const char *
clean_message(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == ' '))
		n--;
	return arena_printf(a, "%.*s\n", (int)n, s);
}

static int
by_path(const void *x, const void *y)
{
	const struct obj_file *a = x, *b = y;

	return strcmp(a->path, b->path);
}

static void
list_files(struct job *j)
{
	struct arena *a = j->r->a;

	j->f = arena_alloc(a, j->n * sizeof *j->f);
	j->disk = arena_alloc(a, j->n * sizeof *j->disk);
	for (size_t i = 0; i < j->n; i++) {
		j->f[i].path =
		    arena_printf(a, "%s%s", j->r->prefix, j->files[i].path);
		j->f[i].pos = i;
	}
	qsort(j->f, j->n, sizeof *j->f, by_path);
}

/* The blob and mode that a tree has at path; zero where it has no file. */
static int
blob_at(git_oid *id, unsigned *mode, const git_tree *tree, const char *path)
{
	git_tree_entry *entry = NULL;
	int code = GIT_ENOTFOUND;

	memset(id, 0, sizeof *id);
	*mode = GIT_FILEMODE_BLOB;
	if (tree)
		code = git_tree_entry_bypath(&entry, tree, path);
	if (code == 0 && git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
	    git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK) {
		git_oid_cpy(id, git_tree_entry_id(entry));
		*mode = git_tree_entry_filemode(entry);
	}
	git_tree_entry_free(entry);
	return code == GIT_ENOTFOUND ? 0 : code;
}

static int
read_fail(struct err *e)
{
	return repo_fail(e, "read the newest commit");
}

static int
read_base(struct job *j, struct err *e)
{
	if (head_read(&j->head, j->r, e) != 0 ||
	    head_tree(&j->base, j->r, &j->head, e) != 0)
		return -1;
	errno = 0;
	for (size_t i = 0; i < j->n; i++)
		if (blob_at(&j->f[i].old, &j->f[i].mode, j->base,
			j->f[i].path) != 0)
			return read_fail(e);
	return 0;
}

/* make: into the store too. */
static int
new_blob(git_oid *id, struct job *j, const struct repo_file *in, bool make,
    struct err *e)
{
	if (make)
		return objects_blob(id, &j->o, in->data, in->len, e);
	if (git_odb_hash(id, in->data, in->len, GIT_OBJECT_BLOB) != 0)
		return read_fail(e);
	return 0;
}

/*
 * The ids of what is on disk and of what comes (zero: it is removed).  What is
 * on disk and not in head is kept as a blob too, so that a kill can be undone.
 */
static int
make_blobs(struct job *j, bool new_too, struct err *e)
{
	j->same = true;
	for (size_t i = 0; i < j->n; i++) {
		struct obj_file *f = &j->f[i];
		const struct repo_file *in = &j->files[f->pos];

		if (!in->fresh && git_odb_hash(&j->disk[i], in->old,
				      in->old_len, GIT_OBJECT_BLOB) != 0)
			return read_fail(e);
		if (!in->fresh && repo_file_differs(in) &&
		    !git_oid_equal(&j->disk[i], &f->old) &&
		    objects_blob(&j->disk[i], &j->o, in->old, in->old_len, e) !=
			0)
			return -1;
		if (in->data && new_blob(&f->id, j, in, new_too, e) != 0)
			return -1;
		j->same = j->same && git_oid_equal(&f->id, &f->old);
	}
	return 0;
}

static int
make_commit(struct job *j, struct err *e)
{
	if (j->same) {
		git_oid_cpy(&j->commit, &j->head.id);
		return objects_flush(&j->o, e);
	}
	if (objects_tree(&j->tree, &j->o, j->base, j->f, j->n, e) != 0 ||
	    objects_commit(&j->commit, &j->o, &j->tree,
		j->head.unborn ? NULL : &j->head.id, j->author, j->committer,
		j->message, e) != 0)
		return -1;
	return objects_flush(&j->o, e);
}

static int
moved(struct err *e, const char *path)
{
	err_set(e, ERR_CHANGED,
	    "%s was committed otherwise by somebody else "
	    "meanwhile",
	    path);
	return err_hint(e, "nothing was written; run this again");
}

/*
 * Under git's locks: is head still where the commit was made for?  Somebody
 * with plain git may have moved it; with these files as they were the commit
 * is made anew on top.
 */
static int
follow_head(struct job *j, struct err *e)
{
	struct head was = j->head, now;
	git_tree *tree;

	if (head_read(&now, j->r, e) != 0)
		return -1;
	if (head_equal(&was, &now))
		return 0;
	if (!str_eq(was.ref, now.ref)) {
		err_set(e, ERR_CHANGED, "the branch was switched meanwhile");
		return err_hint(e, "nothing was written; run this again");
	}
	if (head_tree(&tree, j->r, &now, e) != 0)
		return -1;
	git_tree_free(j->base);
	j->base = tree;
	j->head = now;
	errno = 0;
	for (size_t i = 0; i < j->n; i++) {
		git_oid old = j->f[i].old;

		if (blob_at(&j->f[i].old, &j->f[i].mode, tree, j->f[i].path) !=
		    0)
			return read_fail(e);
		if (!git_oid_equal(&old, &j->f[i].old))
			return moved(e, j->f[i].path);
	}
	if (make_commit(j, e) != 0)
		return -1;
	return journal_write(
	    j->r, &j->head, &j->commit, j->f, j->disk, j->n, e);
}

/* All that may still fail, in the order that leaves least to be undone. */
static int
swap_and_move(struct job *j, struct err *e)
{
	if (gitlock_take(&j->branch, j->r, j->head.file, e) != 0 ||
	    repo_state_check(j->r, e) != 0 || follow_head(j, e) != 0 ||
	    fileset_check(&j->set, e) != 0 || fileset_swap(&j->set, e) != 0)
		return -1;
	if (j->same)
		return 0;
	return head_move(j->r, &j->head, &j->commit, j->committer, j->message,
	    j->conf.log_all, e);
}

static void
tidy(const struct repo *r, const struct repo_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!files[i].data)
			fileset_tidy(&r->folder, files[i].path);
}

/*
 * After the branch has moved: what fails now is told, and undoes nothing.
 * True if nothing is left for the next repo_lock to finish.
 */
static bool
settle(struct job *j, struct repo_written *out)
{
	struct err e;
	bool indexed = gitindex_write(&j->index, j->f, j->n, &e) == 0;

	if (!indexed)
		out->note = arena_printf(j->r->a,
		    "the commit is made, but %s; `git status` shows the files "
		    "as changed until the next command that writes, or `git "
		    "add` of them",
		    e.msg);
	if (fileset_sync(&j->set, &e) != 0)
		out->note =
		    arena_printf(j->r->a, "the commit is made, but %s", e.msg);
	tidy(j->r, j->files, j->n);
	return indexed;
}

/* Git commits what it knows: a removed file that HEAD has not is none. */
static int
commit_by_git(struct job *j, struct err *e)
{
	struct repo_file *v = arena_alloc(j->r->a, j->n * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < j->n; i++) {
		const struct repo_file *in = &j->files[j->f[i].pos];

		if (in->data || !git_oid_is_zero(&j->f[i].old))
			v[n++] = *in;
	}
	return viagit_commit(j->r, v, n, j->message, e);
}

/* 0; 1 if git has to do it, nothing is changed then; -1 with e. */
static int
land(struct job *j, struct repo_written *out, struct err *e)
{
	bool settled = true;
	int code;

	if (journal_write(j->r, &j->head, &j->commit, j->f, j->disk, j->n, e) !=
	    0)
		return -1;
	if (fileset_stage(&j->set, j->r->a, &j->r->folder, j->files, j->n, e) !=
	    0) {
		journal_clear(j->r);
		return -1;
	}
	code = gitindex_begin(&j->index, j->r, e);
	if (code == 0)
		code = swap_and_move(j, e);
	if (code != 0)
		fileset_undo(&j->set, e);
	else
		settled = settle(j, out);
	gitlock_drop(&j->branch);
	gitindex_end(&j->index);
	if (settled)
		journal_clear(j->r);
	return code;
}

static int
land_via_git(struct job *j, struct repo_written *out, struct err *e)
{
	struct repo *r = j->r;
	const git_oid none = {{0}};
	int code;

	objects_end(&j->o);
	if (objects_begin(&j->o, r, false, e) != 0 ||
	    make_blobs(j, false, e) != 0 ||
	    journal_write(r, &j->head, &none, j->f, j->disk, j->n, e) != 0)
		return -1;
	code = fileset_stage(&j->set, r->a, &r->folder, j->files, j->n, e);
	if (code == 0) {
		code = fileset_check(&j->set, e);
		if (code == 0)
			code = fileset_swap(&j->set, e);
		if (code == 0 && !j->same)
			code = commit_by_git(j, e);
		if (code != 0)
			fileset_undo(&j->set, e);
		else
			tidy(r, j->files, j->n);
	}
	journal_clear(r);
	if (code != 0)
		return -1;
	out->through_git = true;
	return j->same ? 0 : repo_head_id(r, out->commit, e);
}

static int
write_committed(struct job *j, struct repo_written *out, struct err *e)
{
	struct repo *r = j->r;
	int code;

	if (repo_state_check(r, e) != 0 || gitconf_read(&j->conf, r, e) != 0)
		return -1;
	list_files(j);
	if (read_base(j, e) != 0)
		return -1;
	if (viagit_wanted(r, &j->conf, j->files, j->n))
		return land_via_git(j, out, e);
	if (ident_read(&j->author, &j->committer, r, e) != 0 ||
	    objects_begin(&j->o, r, j->n >= FILESET_MANY, e) != 0 ||
	    make_blobs(j, true, e) != 0 || make_commit(j, e) != 0)
		return -1;
	code = land(j, out, e);
	if (code == 1)
		return land_via_git(j, out, e);
	if (code == 0 && !j->same)
		git_oid_tostr(out->commit, sizeof out->commit, &j->commit);
	return code;
}

static int
write_plain(
    struct repo *r, const struct repo_file *files, size_t n, struct err *e)
{
	struct fileset set;

	if (fileset_stage(&set, r->a, &r->folder, files, n, e) != 0)
		return -1;
	if (fileset_check(&set, e) == 0 && fileset_swap(&set, e) == 0 &&
	    fileset_sync(&set, e) == 0) {
		tidy(r, files, n);
		return 0;
	}
	fileset_undo(&set, e);
	return -1;
}

int
repo_write(struct repo *r, const struct repo_file *files, size_t n,
    const struct repo_commit *c, struct repo_written *out, struct err *e)
{
	struct repo_written done = {"", false, NULL};
	struct job j = {.r = r, .files = files, .n = n};
	int code;

	if (r->lock_fd < 0)
		return err_set(e, ERR_WORLD, "the repository is not locked");
	if (!c->commit || !r->has_git) {
		code = write_plain(r, files, n, e);
	} else {
		j.message = clean_message(r->a, c->message);
		code = write_committed(&j, &done, e);
		job_end(&j);
	}
	if (code == 0)
		*out = done;
	return code;
}

/* HEAD's blob is other bytes, or git would make other bytes of these. */
static int
edited(struct repo *r, const git_oid *old, const char *path, const char *bytes,
    size_t len, bool *out, struct err *e)
{
	struct gitconf conf;
	git_oid now;

	if (git_odb_hash(&now, bytes, len, GIT_OBJECT_BLOB) != 0)
		return read_fail(e);
	*out = !git_oid_equal(old, &now);
	if (!*out || git_oid_is_zero(old))
		return 0;
	if (gitconf_read(&conf, r, e) != 0)
		return -1;
	if (viagit_converts(r, &conf, path, bytes, len))
		return viagit_differs(r, path, out, e);
	return 0;
}

int
repo_hand_edited(struct repo *r, const char *path, const char *bytes,
    size_t len, bool *out, struct err *e)
{
	struct head head;
	git_tree *tree;
	unsigned mode;
	git_oid old;
	int code;

	if (!r->has_git) {
		*out = false;
		return 0;
	}
	if (head_read(&head, r, e) != 0 || head_tree(&tree, r, &head, e) != 0)
		return -1;
	errno = 0;
	code = blob_at(
	    &old, &mode, tree, arena_printf(r->a, "%s%s", r->prefix, path));
	git_tree_free(tree);
	if (code != 0)
		return read_fail(e);
	return edited(r, &old, path, bytes, len, out, e);
}
