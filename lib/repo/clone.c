#include "repo/clone.h"

#include <stdbool.h>
#include <string.h>

/* What stock git needs to know in each clone: ilp-plan(5) MERGING.  Goals
 * stand two columns deep, so only lines of that depth open one. */
static const struct {
	const char *key;
	const char *value;
} settings[] = {
    {"merge.ilp.name", "learning plans, by meaning"},
    {"merge.ilp.driver",
	"ilp-merge %O %A %B %P; r=$?; if test $r -gt 1; then git merge-file "
	"--marker-size=%L %A %O %B; else exit $r; fi"},
    {"diff.ilp.xfuncname",
	"^(  [a-z0-9][a-z0-9-]*:[[:space:]]*(#.*)?|[a-z_][a-z0-9_-]*:.*"
	"|---[[:space:]]*|#{1,3} .*)$"},
};

/* The second takes back what the first says, so it comes after it. */
static const char *const attributes[] = {
    "plans/**/*.md -text diff=ilp merge=ilp",
    "plans/**/files/** !text !diff !merge",
};

/* Offset of a line that says the same, blanks at its end aside; or len. */
static size_t
line_find(const char *src, size_t len, const char *line)
{
	size_t n = strlen(line);

	for (size_t at = 0; at < len; at = line_next(src, len, at)) {
		size_t end = line_end(src, len, at);

		while (end > at && strchr(" \t\r", src[end - 1]))
			end--;
		if (end - at == n && memcmp(src + at, line, n) == 0)
			return at;
	}
	return len;
}

void
attributes_lacking(
    struct strs *out, struct arena *a, const char *src, size_t len)
{
	for (size_t i = 0; i < 2; i++)
		if (line_find(src, len, attributes[i]) == len)
			strs_add(out, a, attributes[i]);
}

void
attributes_add(struct buf *out, const char *src, size_t len)
{
	const char *eol =
	    line_end(src, len, 0) + 2 == line_next(src, len, 0) ? "\r\n" : "\n";
	size_t second = line_find(src, len, attributes[1]);
	struct buf more = BUF_INIT;

	buf_add(out, src, len);
	if (line_find(src, len, attributes[0]) == len) {
		buf_addf(&more, "%s%s", attributes[0], eol);
		if (second == len && len && src[len - 1] != '\n')
			buf_adds(out, eol);
		buf_splice(
		    out, second < len ? second : out->n, 0, more.p, more.n);
		buf_free(&more);
	}
	if (second < len)
		return;
	if (out->n && out->p[out->n - 1] != '\n')
		buf_adds(out, eol);
	buf_addf(out, "%s%s", attributes[1], eol);
}

/* Settings that are not as they should be; set: they are made so. */
static int
each_lacking(struct strs *out, struct repo *r, bool set, struct err *e)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		const char *key = settings[i].key;
		char *value;

		if (repo_config_get(r, key, &value, e) != 0)
			return -1;
		if (value && strcmp(value, settings[i].value) == 0)
			continue;
		strs_add(out, r->a, key);
		if (set && repo_config_set(r, key, settings[i].value, e) != 0)
			return -1;
	}
	return 0;
}

int
clone_lacking(struct strs *out, struct repo *r, struct err *e)
{
	return each_lacking(out, r, false, e);
}

int
clone_set(struct repo *r, struct err *e)
{
	struct strs made = {NULL, 0, 0};

	return each_lacking(&made, r, true, e);
}
