#include "repo/rawcommit.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define TREE_LINE   46 /* "tree " and 40 digits, LF */
#define PARENT_LINE 48

static int
damaged(struct err *e)
{
	err_set(e, ERR_WORLD, "a commit in the history is damaged");
	return err_hint(e, "git fsck says more");
}

static const char *
next_line(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p));

	return lf ? lf + 1 : end;
}

int
rawcommit_read(struct rawcommit *out, const char *p, size_t len, struct err *e)
{
	const char *end = p + len;
	struct rawcommit c = {.message = end, .end = end};

	if (len < TREE_LINE || memcmp(p, "tree ", 5) != 0 ||
	    !objid_parse(&c.tree, p + 5))
		return damaged(e);
	p = c.parents = p + TREE_LINE;
	for (; end - p >= PARENT_LINE && memcmp(p, "parent ", 7) == 0;
	     p += PARENT_LINE)
		c.nparents++;
	for (; p < end && *p != '\n'; p = next_line(p, end)) {
		if (end - p > 7 && memcmp(p, "author ", 7) == 0)
			c.author = p + 7;
		else if (end - p > 10 && memcmp(p, "committer ", 10) == 0)
			c.committer = p + 10;
	}
	if (p < end)
		c.message = p + 1;
	if (!c.author || !c.committer)
		return damaged(e);
	*out = c;
	return 0;
}

int
rawcommit_parent(
    struct objid *out, const struct rawcommit *c, uint32_t i, struct err *e)
{
	const char *line = c->parents + (size_t)PARENT_LINE * i;

	return objid_parse(out, line + 7) ? 0 : damaged(e);
}

void
signline_read(struct signline *out, const char *p)
{
	size_t len = strcspn(p, "\n");
	const char *lt = memchr(p, '<', len), *gt;
	long zone;
	char *after;

	*out = (struct signline){p, "", 0, 0, 0, 0};
	if (!lt)
		return;
	out->name_len = (size_t)(lt - p);
	while (out->name_len && p[out->name_len - 1] == ' ')
		out->name_len--;
	out->email = lt + 1;
	/* An address may hold a '>' where somebody slipped; a date none. */
	gt = memrchr(lt, '>', len - (size_t)(lt - p));
	if (!gt)
		return;
	out->email_len = (size_t)(gt - lt) - 1;
	if (gt[1] != ' ')
		return;
	out->time = strtoll(gt + 1, &after, 10);
	zone = *after == ' ' ? strtol(after, NULL, 10) : 0;
	if (zone > -2400 && zone < 2400)
		out->offset = (int)(zone / 100 * 60 + zone % 100);
}

const char *
rawcommit_text(struct arena *a, const char *s, size_t n)
{
	char *out;
	size_t k = 0;

	if (utf8_valid(s, n) == n)
		return arena_strndup(a, s, n);
	out = arena_alloc(a, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x80) {
			out[k++] = (char)c;
		} else {
			out[k++] = (char)(0xc0 | c >> 6);
			out[k++] = (char)(0x80 | (c & 0x3f));
		}
	}
	return out;
}
