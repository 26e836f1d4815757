#include "repo/udiff.h"

#include <string.h>

#include <git2.h>

#include "base/str.h"
#include "repo/gitopen.h"

/* As plans are, also with a control character; a photo is not. */
static bool
is_text(const char *p, size_t n)
{
	return !p || (!memchr(p, '\0', n) && utf8_valid(p, n) == n);
}

static int
add_patch(struct buf *out, const char *path, const char *old, size_t old_len,
    const char *new, size_t new_len, struct err *e)
{
	git_diff_options o;
	git_patch *patch = NULL;
	git_buf text = {0};
	int r = 0;

	git_diff_options_init(&o, GIT_DIFF_OPTIONS_VERSION);
	o.flags = is_text(old, old_len) && is_text(new, new_len)
		      ? GIT_DIFF_FORCE_TEXT
		      : GIT_DIFF_FORCE_BINARY;
	if (git_patch_from_buffers(
		&patch, old, old_len, path, new, new_len, path, &o) != 0 ||
	    git_patch_to_buf(&text, patch) != 0)
		r = err_set(e, ERR_WORLD,
		    "the difference of %s could not be made", path);
	else
		buf_add(out, text.ptr, text.size);
	git_buf_dispose(&text);
	git_patch_free(patch);
	return r;
}

int
udiff(struct buf *out, const char *path, const char *old, size_t old_len,
    const char *new, size_t new_len, struct err *e)
{
	int r;

	if (old && new &&old_len == new_len && !memcmp(old, new, new_len))
		return 0;
	if (git_start(e) != 0)
		return -1;
	r = add_patch(out, path, old, old_len, new, new_len, e);
	git_end();
	return r;
}
