#include "repo/blobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "repo/gitcmd.h"

#define ID_MIN 4  /* the shortest prefix that git takes */
#define ID_MAX 64 /* of sha256 */

/* So that no name of a branch, and no option, is taken for an id. */
static bool
is_id(const char *s)
{
	size_t n = strspn(s, "0123456789abcdef");

	return s[n] == '\0' && n >= ID_MIN && n <= ID_MAX;
}

/* One answer of cat-file at *p, which moves behind it; -1 if it is none. */
static int
take(struct blob *b, const char **p, const char *end)
{
	const char *lf = memchr(*p, '\n', (size_t)(end - *p));
	const char *type, *size;
	char *after;

	if (!lf)
		return -1;
	type = memchr(*p, ' ', (size_t)(lf - *p));
	size = type ? memchr(type + 1, ' ', (size_t)(lf - type - 1)) : NULL;
	if (!size) { /* "ID missing", "ID ambiguous" */
		*p = lf + 1;
		return 0;
	}
	b->len = strtoull(size + 1, &after, 10);
	if (after != lf || b->len >= (size_t)(end - lf - 1))
		return -1;
	b->missing = strncmp(type, " blob ", 6) != 0;
	b->data = lf + 1;
	*p = lf + 1 + b->len + 1;
	return 0;
}

static int
take_all(struct blob *v, size_t n, const char *p, size_t len, struct err *e)
{
	const char *end = p + len;

	for (size_t i = 0; i < n; i++)
		if (is_id(v[i].id) && take(&v[i], &p, end) != 0)
			return err_set(e, ERR_WORLD,
			    "git stopped while it told what it has stored");
	return 0;
}

int
blobs_read(
    struct blob *v, size_t n, struct repo *r, struct arena *a, struct err *e)
{
	static const char *const argv[] = {
	    "git", "cat-file", "--batch", "--buffer", NULL};
	struct buf ask = BUF_INIT, told = BUF_INIT;
	int status, code;

	for (size_t i = 0; i < n; i++) {
		v[i].missing = true;
		v[i].data = NULL;
		v[i].len = 0;
		if (is_id(v[i].id))
			buf_addf(&ask, "%s\n", v[i].id);
	}
	if (ask.n == 0 || !r->has_git) {
		buf_free(&ask);
		return 0;
	}
	code = gitcmd_run(&told, &status, r->root, argv, buf_str(&ask), e);
	if (code == 0) {
		size_t len = told.n;

		code = take_all(
		    v, n, arena_strndup(a, buf_str(&told), len), len, e);
	}
	buf_free(&ask);
	buf_free(&told);
	return code;
}
