#ifndef BASE_FILE_H
#define BASE_FILE_H

/*
 * Whole files, read with a limit and replaced so that a reader sees the old
 * bytes or the new ones, never a mixture.  Paths go through a folder's
 * descriptor and never through a symbolic link below it; only regular files
 * are opened, so that a pipe or a device in a repository cannot block.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

/* A folder that stays open: paths of the functions below are under it. */
struct folder {
	int fd;
	const char *path; /* as given, for messages */
};

int folder_open(struct folder *f, const char *path, struct err *e);
void folder_close(struct folder *f);

/*
 * Read path below f, no component a symbolic link, at most limit bytes.
 * *out is NUL-terminated, in a.  Errors: ERR_WORLD; ERR_INPUT [file-size]
 * when larger than limit, [file-kind] when no regular file.
 */
int file_read(char **out, size_t *len, struct arena *a, const struct folder *f,
    const char *path, size_t limit, struct err *e);
/* As file_read, for a path given by the user: links are followed. */
int file_read_any(char **out, size_t *len, struct arena *a, const char *path,
    size_t limit, struct err *e);
/* All of an open descriptor (standard input), at most limit bytes. */
int file_read_fd(char **out, size_t *len, struct arena *a, int fd,
    const char *name, size_t limit, struct err *e);
/* The [file-size] error of these; returns -1. */
int file_too_large(struct err *e, const char *name, size_t limit);

/*
 * New bytes prepared beside their target, on disk, not yet in its place.
 * file_stage: makes missing folders, writes a temporary file with the mode
 * of the old one (else 0666 less the umask) and, with sync, fsyncs it.
 * file_swap: renames it over the target (with fresh: fails if the target
 * has come to exist) and, with sync, fsyncs the folder.
 * file_unstage: removes the temporary file and the folders made.
 */
struct file_stage {
	const struct folder *f;
	const char *path; /* target, relative to f */
	char temp[64];	  /* name of the temporary file in its folder */
	int dirfd;	  /* the target's folder; -1: nothing is staged */
	bool parked;	  /* staged, but dirfd is closed */
	size_t made;	  /* how many folders were made, from the inside out */
};

int file_stage(struct file_stage *s, const struct folder *f, const char *path,
    const void *p, size_t n, bool sync, struct err *e);
int file_swap(struct file_stage *s, bool fresh, bool sync, struct err *e);
void file_unstage(struct file_stage *s);
/*
 * Closes the descriptor that a staged file holds, so that thousands can be
 * staged at once; swap and unstage open the folder again.
 */
void file_park(struct file_stage *s);

/* stage and swap in one, with fsync. */
int file_replace(const struct folder *f, const char *path, const void *p,
    size_t n, struct err *e);

/* All n bytes to an open descriptor; 0, or -1 with errno. */
int fd_write(int fd, const char *p, size_t n);

/* 1 a regular file is there, 0 nothing, -1 something else or an error. */
int file_exists(const struct folder *f, const char *path, struct err *e);

/*
 * Opens the folder that holds path, component by component, no links;
 * *name points at the last component.  Returns the descriptor or -1 with
 * errno (ELOOP for a link).  With make, missing folders are made and
 * counted in *made.
 */
int path_open_parent(
    int fd, const char *path, const char **name, bool make, size_t *made);

#endif
