#include "plan/edit.h"

#include <string.h>

#include "base/buf.h"
#include "text/splice.h"

void
edit_begin(struct edit *ed, struct arena *a, const struct settings *s,
    int today, const struct plan *before)
{
	*ed = (struct edit){a, s, today, before, before, {NULL, 0, 0}};
}

bool
edit_changed(const struct edit *ed)
{
	return ed->now != ed->before &&
	       (ed->now->doc.len != ed->before->doc.len ||
		   memcmp(ed->now->doc.src, ed->before->doc.src,
		       ed->now->doc.len) != 0);
}

void
edit_changes(const struct edit *ed, struct changes *out)
{
	if (!ed->before->broken)
		plan_changes(out, ed->a, ed->before, ed->now);
}

int
edit_refuse(const struct edit *ed, const struct plan *next, struct err *e)
{
	struct err why;

	if (diags_first(&next->diags, &why) != 0) {
		err_at(e, ed->now->path, 0, 0, "edit-unsafe",
		    "this change would make the plan unreadable (line %zu: "
		    "%s)",
		    why.line, why.msg);
		return err_hint(e, "%s",
		    why.hint[0] ? why.hint : "make the change by hand");
	}
	err_at(e, ed->now->path, 0, 0, "edit-unsafe",
	    "this change cannot be made without touching something else");
	return err_hint(e, "make the change by hand with an editor");
}

int
edit_try(struct edit *ed, struct splices *s, struct plan **next,
    struct changes *seen, struct err *e)
{
	const struct doc *doc = &ed->now->doc;
	struct plan *p = arena_new(ed->a, struct plan);
	struct buf b = BUF_INIT;
	const char *src;
	size_t len;

	if (splices_apply(&b, doc->src, doc->len, s, e) != 0) {
		buf_free(&b);
		return -1;
	}
	len = b.n;
	src = arena_strndup(ed->a, buf_str(&b), b.n);
	buf_free(&b);
	plan_read(p, ed->a, ed->s, ed->today, ed->now->path, src, len);
	if (p->broken || p->diags.errors)
		return edit_refuse(ed, p, e);
	plan_changes(seen, ed->a, ed->now, p);
	*next = p;
	return 0;
}

int
edit_apply(struct edit *ed, struct splices *s, const struct changes *asked,
    struct err *e)
{
	struct changes seen = {NULL, 0, 0};
	struct plan *next;

	if (edit_try(ed, s, &next, &seen, e) != 0)
		return -1;
	if (!changes_equal(&seen, asked, ed->a))
		return edit_refuse(ed, next, e);
	ed->now = next;
	return 0;
}

int
edit_text(struct edit *ed, const char *src, size_t len, struct err *e)
{
	const struct doc *doc = &ed->now->doc;
	struct plan *p = arena_new(ed->a, struct plan);

	if (!ed->now->broken && len == doc->len &&
	    memcmp(src, doc->src, len) == 0)
		return 0;
	plan_read(p, ed->a, ed->s, ed->today, ed->now->path,
	    arena_strndup(ed->a, src, len), len);
	if (plan_writable(p, e) != 0)
		return -1;
	ed->now = p;
	return 0;
}
