#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
err_clear(struct err *e)
{
	e->kind = ERR_NONE;
	e->path[0] = e->code[0] = e->msg[0] = e->hint[0] = '\0';
	e->line = e->col = 0;
}

int
err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	err_clear(e);
	e->kind = kind;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_at(struct err *e, const char *path, size_t line, size_t col,
    const char *code, const char *fmt, ...)
{
	va_list ap;

	err_clear(e);
	e->kind = ERR_INPUT;
	snprintf(e->path, sizeof e->path, "%s", path ? path : "");
	snprintf(e->code, sizeof e->code, "%s", code);
	e->line = line;
	e->col = col;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_sys(struct err *e, const char *verb, const char *path)
{
	int errnum = errno;

	err_set(
	    e, ERR_WORLD, "cannot %s %s: %s", verb, path, err_reason(errnum));
	if (errnum == ENOSPC || errnum == EDQUOT)
		err_hint(e, "make room on the disk, then run it again");
	else if (errnum == EACCES || errnum == EPERM)
		err_hint(e, "ask whoever owns the folder for access");
	return -1;
}

int
err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(e->hint, sizeof e->hint, fmt, ap);
	va_end(ap);
	return -1;
}

const char *
err_reason(int errnum)
{
	switch (errnum) {
	case ENOENT:
		return "there is no such file or folder";
	case EACCES:
	case EPERM:
		return "you have no permission";
	case EISDIR:
		return "it is a folder, not a file";
	case ENOTDIR:
		return "a part of the path is not a folder";
	case ENOSPC:
		return "the disk is full";
	case EDQUOT:
		return "your disk quota is used up";
	case EROFS:
		return "the disk is read-only";
	case EEXIST:
		return "it exists already";
	case EMFILE:
	case ENFILE:
		return "too many files are open";
	case ELOOP:
		return "it is a symbolic link, and links are not followed";
	case EIO:
		return "the disk reported an error";
	case EFBIG:
		return "the file would be too large";
	case ENAMETOOLONG:
		return "the name is too long";
	case EPIPE:
		return "the reader went away";
	case ENOMEM:
		return "there is no memory left";
	default:
		return "the system refused";
	}
}

_Noreturn void
err_nomem(void)
{
	static const char line[] = "ilp: error: there is no memory left\n";
	ssize_t n = write(STDERR_FILENO, line, sizeof line - 1);

	(void)n;
	_Exit(ERR_WORLD);
}
