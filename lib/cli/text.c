#include "cli/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/editor.h"

bool
text_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool
blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\t')
			return false;
	return true;
}

/* Where the scissors line begins, or len. */
static size_t
kept_len(const char *src, size_t len)
{
	const size_t n = strlen(TEXT_SCISSORS);

	for (size_t i = 0; i < len; i = line_next(src, len, i)) {
		size_t end = line_end(src, len, i);

		if (end - i >= n && memcmp(src + i, TEXT_SCISSORS, n) == 0 &&
		    blank(src + i + n, end - i - n))
			return i;
	}
	return len;
}

/* The first control character but tab and line ends, or len. */
static size_t
control_at(const char *src, size_t len)
{
	size_t i = 0, size;

	while (i < len) {
		uint32_t c = utf8_at(src + i, len - i, &size);
		bool crlf = c == '\r' && i + 1 < len && src[i + 1] == '\n';

		if ((c < 0x20 && c != '\t' && c != '\n' && !crlf) ||
		    (c >= 0x7f && c < 0xa0))
			break;
		i += size;
	}
	return i;
}

static int
check(const char *src, size_t len, const char *name, struct err *e)
{
	size_t off = utf8_valid(src, len), line, col, size;

	if (off < len) {
		text_pos(src, len, off, &line, &col);
		err_at(e, name, line, col, "text-utf8",
		    "the text is not valid UTF-8");
		return err_hint(e, "save it as UTF-8");
	}
	off = control_at(src, len);
	if (off < len) {
		text_pos(src, len, off, &line, &col);
		err_at(e, name, line, col, "text-control",
		    "the text has a control character (U+%04X)",
		    (unsigned)utf8_at(src + off, len - off, &size));
		return err_hint(e, "remove it");
	}
	return 0;
}

/* Takes blank lines and the last newline from both ends, in place. */
static char *
trim(char *s, size_t n)
{
	size_t from = 0;

	while (from < n && blank(s + from, line_end(s, n, from) - from))
		from = line_next(s, n, from);
	while (n > from) {
		size_t start = line_start(s, n);

		if (!blank(s + start, n - start))
			break;
		n = start > from ? start - 1 : from;
	}
	s[n] = '\0';
	return s + from;
}

int
text_clean(char **out, struct arena *a, const char *src, size_t len,
    const char *name, struct err *e)
{
	size_t n = 0, from = 0;
	char *s;

	if (len > TEXT_MAX) {
		err_at(e, name, 0, 0, "text-size",
		    "the text is longer than %zu KiB, the limit",
		    TEXT_MAX / 1024);
		return err_hint(e,
		    "keep it in a file of its own, and write here where it is");
	}
	len = kept_len(src, len);
	if (check(src, len, name, e) != 0)
		return -1;
	if (len >= 3 && memcmp(src, "\xef\xbb\xbf", 3) == 0)
		from = 3;
	s = arena_alloc(a, len + 1);
	for (size_t i = from; i < len; i++)
		if (src[i] != '\r')
			s[n++] = src[i];
	*out = trim(s, n);
	return 0;
}

static int
from_options(char **out, struct arena *a, const struct strs *m, struct err *e)
{
	struct buf b = BUF_INIT;
	int r;

	for (size_t i = 0; i < m->n; i++)
		if (*m->v[i])
			buf_addf(&b, "%s%s", b.n ? "\n\n" : "", m->v[i]);
	r = text_clean(out, a, buf_str(&b), b.n, "", e);
	buf_free(&b);
	if (r == 0 && !**out)
		r = err_set(e, ERR_USAGE, "the text of -m is empty");
	return r;
}

/* Also a pipe, which the user may well have named (-F <(command)). */
static int
read_named(
    char **p, size_t *len, struct arena *a, const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), r;
	struct stat st;

	if (fd < 0)
		return err_sys(e, "read", path);
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		r = err_set(
		    e, ERR_USAGE, "-F needs a file, and %s is a folder", path);
	else
		r = file_read_fd(p, len, a, fd, path, TEXT_MAX, e);
	close(fd);
	return r;
}

static int
from_file(char **out, struct arena *a, const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	const char *name = input ? "standard input" : path;
	char *p;
	size_t len;
	int r;

	if (input)
		r = file_read_fd(&p, &len, a, STDIN_FILENO, name, TEXT_MAX, e);
	else
		r = read_named(&p, &len, a, path, e);
	if (r != 0 || text_clean(out, a, p, len, name, e) != 0)
		return -1;
	if (!**out)
		return err_at(
		    e, name, 0, 0, "text-empty", "there is no text in it");
	return 0;
}

static int
from_editor(
    char **out, struct arena *a, const struct text_source *src, struct err *e)
{
	struct buf b = BUF_INIT;
	int r;

	buf_addf(&b, "%s\n", src->template ? src->template : "");
	if (src->notes)
		buf_addf(&b, "\n%s\n\n%s\n", TEXT_SCISSORS, src->notes);
	r = editor_edit(&b, a, src->name, src->dir, e);
	if (r == 0 && text_clean(out, a, buf_str(&b), b.n, "", e) != 0)
		r = editor_rescue(e, a, buf_str(&b), b.n, src->name, src->dir);
	buf_free(&b);
	return r;
}

/* A text that is the template and no more is no text. */
static int
check_changed(
    const char *text, struct arena *a, const char *template, struct err *e)
{
	const char *from = template ? template : "";
	char *clean;

	if (text_clean(&clean, a, from, strlen(from), "", e) != 0)
		return -1;
	if (strcmp(text, clean) == 0 || !*text)
		return err_set(e, ERR_ANSWER,
		    "the text is unchanged, so nothing is written");
	return 0;
}

int
text_get(
    char **out, struct arena *a, const struct text_source *src, struct err *e)
{
	bool m = src->m && src->m->n > 0;
	char *text;
	int r;

	if (m && src->file) {
		err_set(e, ERR_USAGE, "-m and -F cannot be used together");
		return err_hint(e, "one of the two");
	}
	if (!m && !src->file && !src->terminal) {
		err_set(e, ERR_USAGE, "there is no text for the entry");
		return err_hint(
		    e, "-m TEXT, -F FILE, or -F - for standard input");
	}
	if (m)
		r = from_options(&text, a, src->m, e);
	else if (src->file)
		r = from_file(&text, a, src->file, e);
	else
		r = from_editor(&text, a, src, e);
	if (r != 0 || check_changed(text, a, src->template, e) != 0)
		return -1;
	*out = text;
	return 0;
}
