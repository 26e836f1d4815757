#include "plan/shared.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "plan/edit_slot.h"
#include "plan/id.h"
#include "plan/settings.h"
#include "text/splice.h"

#define S(member) offsetof(struct shared, member)

static const struct field goal_table[] = {
    {"ilp", SHAPE_FORMAT, S(format_word)},
    {"title", SHAPE_TEXT, S(title)},
    {"owner", SHAPE_LIST, S(owner)},
    {"year", SHAPE_TEXT, S(year)},
    {"area", SHAPE_TEXT, S(area)},
    {"measure", SHAPE_TEXT, S(measure)},
    {"target", SHAPE_TEXT, S(target)},
    {"due", SHAPE_DATE, S(due)},
};

static const struct field resource_table[] = {
    {"ilp", SHAPE_FORMAT, S(format_word)},
    {"title", SHAPE_TEXT, S(title)},
    {"link", SHAPE_TEXT, S(link)},
    {"medium", SHAPE_TEXT, S(medium)},
    {"tags", SHAPE_LIST, S(tags)},
    {"supports", SHAPE_LIST, S(supports)},
    {"by", SHAPE_TEXT, S(by)},
    {"date", SHAPE_DATE, S(date)},
};

/* What the two kinds differ in. */
static const struct kind {
	const char *word, *dir;
	const struct field *v;
	size_t n;
	const char *body; /* below the heading */
} kinds[] = {
    [SHARED_GOAL] = {"shared goal", "goals", goal_table,
	sizeof goal_table / sizeof *goal_table,
	"<!-- Why does this matter to all of us, and how will we see that we "
	"get there?\nWrite it here, in a few sentences; everybody may.  A "
	"plan takes part where one\nof its goals says supports: with the "
	"name of this file, less the .md -->\n"},
    [SHARED_RESOURCE] = {"resource", "resources", resource_table,
	sizeof resource_table / sizeof *resource_table,
	"<!-- What is it good for, and for whom?  A sentence or two. -->\n"
	"\n"
	"## Discussion\n"
	"\n"
	"<!-- Have you tried it?  Add a line, with your handle and the day: "
	"what worked,\nwhat did not, what you would change. -->\n"},
};

const char *
shared_word(enum shared_kind k)
{
	return kinds[k].word;
}

const char *
shared_dir(enum shared_kind k)
{
	return kinds[k].dir;
}

static const struct field *
field_of(enum shared_kind kind, const char *key)
{
	const struct kind *k = &kinds[kind];

	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->v[i].key, key) == 0)
			return &k->v[i];
	return NULL;
}

const struct field *
shared_goal_field(const char *key)
{
	return field_of(SHARED_GOAL, key);
}

const struct field *
shared_resource_field(const char *key)
{
	return field_of(SHARED_RESOURCE, key);
}

/* ---- reading ---- */

bool
link_whole(const char *link)
{
	size_t n = strspn(link, "abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

	return n > 1 && link[n] == ':' && link[n + 1] &&
	       !strpbrk(link, " \t\n");
}

/* A finding where the key stands; where it is missing, below the fence. */
static struct diag *
find(struct shared *s, struct arena *a, enum severity severity, const char *key,
    const char *code, const char *text)
{
	const struct front_node *n = front_get(s->doc.root, key);
	size_t line, col;

	doc_pos(&s->doc, n ? n->span.off : s->doc.front.off, &line, &col);
	return diags_add(
	    &s->diags, a, severity, s->path, line, col, code, "%s", text);
}

static void
check_format(struct shared *s, struct arena *a)
{
	const char *word = shared_word(s->kind);

	if (!front_text(s->doc.root, "ilp"))
		diag_hint(
		    find(s, a, SEV_ERROR, "ilp", "plan-format",
			arena_printf(a,
			    "the %s does not say which format it has", word)),
		    a, "add the line ilp: 1 below the first ---");
	else if (s->format_word && atoi(s->format_word) > ILP_FORMAT)
		diag_hint(find(s, a, SEV_WARNING, "ilp", "plan-newer",
			      arena_printf(a,
				  "the %s has format %s, newer than this ilp "
				  "reads",
				  word, s->format_word)),
		    a, "bring this ilp up to date");
}

static void
check_fields(struct shared *s, struct arena *a)
{
	if (!front_text(s->doc.root, "title"))
		diag_hint(find(s, a, SEV_ERROR, "title", "title-missing",
			      arena_printf(a, "the %s has no title",
				  shared_word(s->kind))),
		    a, "add a line title: below the first ---");
	if (s->link && !link_whole(s->link))
		diag_hint(find(s, a, SEV_WARNING, "link", "resource-link",
			      arena_printf(a,
				  "link: %s is no address that can be opened",
				  s->link)),
		    a, "write it whole, as in https://example.org/a");
}

static void
check_id(struct shared *s, struct arena *a)
{
	s->id = id_of_path(a, s->path);
	if (!id_valid(s->id))
		diag_hint(diags_add(&s->diags, a, SEV_ERROR, s->path, 0, 0,
			      "file-id", "the file name %s.md is no id", s->id),
		    a, "rename the file: small letters, digits and -");
}

void
shared_read(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const char *src, size_t len)
{
	const struct kind *k = &kinds[kind];

	*out = (struct shared){.kind = kind, .path = path};
	check_id(out, a);
	if (doc_read(&out->doc, a, path, src, len, &out->diags) != 0) {
		out->broken = true;
		return;
	}
	fields_read(out, k->v, k->n, a, &out->doc, out->doc.root, &out->diags);
	check_format(out, a);
	check_fields(out, a);
}

void
shared_broken(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const struct err *e)
{
	struct diag *g;

	*out = (struct shared){.kind = kind, .path = path, .broken = true};
	check_id(out, a);
	g = diags_add(&out->diags, a, SEV_ERROR, path, e->line, e->col,
	    e->code[0] ? arena_strdup(a, e->code) : "file", "%s", e->msg);
	if (e->hint[0])
		diag_hint(g, a, "%s", e->hint);
}

/* ---- making ---- */

/* The heading's text, with a backslash before what Markdown would take. */
static char *
escaped(struct arena *a, const char *title)
{
	char *out = arena_alloc(a, 2 * strlen(title) + 1), *p = out;

	for (; *title; title++) {
		if (strchr("\\`*_[]<>#&!~|", *title))
			*p++ = '\\';
		*p++ = *title;
	}
	return out;
}

/* Front matter of the format alone, and the body. */
static const char *
bare(struct arena *a, enum shared_kind kind, const char *heading)
{
	return arena_printf(a, "---\nilp: %d\n---\n\n# %s\n\n%s", ILP_FORMAT,
	    heading, kinds[kind].body);
}

/*
 * The same under a heading that reads as the title: with marks of Markdown
 * taken for what they are, only where they would be taken for more.
 */
static const char *
headed(struct arena *a, enum shared_kind kind, const char *title)
{
	const char *text = bare(a, kind, title);
	struct shared s;

	shared_read(&s, a, kind, "new.md", text, strlen(text));
	if (!s.broken && s.doc.md.n && s.doc.md.v[0].level == 1 &&
	    strcmp(s.doc.md.v[0].text, title) == 0)
		return text;
	return bare(a, kind, escaped(a, title));
}

static int
find_slot(struct slot *out, struct arena *a, const struct shared *s,
    const char *key, struct err *e)
{
	const struct kind *k = &kinds[s->kind];

	return slot_find(out, a, s->doc.root, k->v, k->n, key, e);
}

/* Puts one value into the text; s is what it says so far, and then. */
static int
put(struct shared *s, struct arena *a, const struct assign *v, struct err *e)
{
	const struct field *f = field_of(s->kind, v->key);
	struct splices sp = {NULL, 0, 0};
	struct text_edit te = {&s->doc, a, &sp};
	struct buf b = BUF_INIT;
	struct slot at;
	bool same;
	int r;

	if (strcmp(v->key, "ilp") == 0) {
		err_set(e, ERR_USAGE, "ilp is not changed by this command");
		return err_hint(e, "the format stays");
	}
	if (find_slot(&at, a, s, v->key, e) != 0 ||
	    value_clean(v->key, v->value, e) != 0 ||
	    (f && field_check(f, v->value, e) != 0) ||
	    slot_write(&te, &at, v, &same, e) != 0)
		return -1;
	r = splices_apply(&b, s->doc.src, s->doc.len, &sp, e);
	if (r == 0)
		shared_read(s, a, s->kind, s->path,
		    arena_strndup(a, buf_str(&b), b.n), b.n);
	buf_free(&b);
	return r;
}

/* Whether the value stands under its key. */
static bool
holds(const struct shared *s, struct arena *a, const struct assign *v)
{
	const struct front_node *c;
	struct slot at;
	struct err e;

	if (find_slot(&at, a, s, v->key, &e) != 0 || !at.node)
		return false;
	if (at.node->kind == FRONT_SCALAR)
		return strcmp(at.node->text, v->value) == 0;
	for (c = at.node->first; c; c = c->next)
		if (c->text && strcmp(c->text, v->value) == 0)
			return true;
	return false;
}

static int
refuse(const struct shared *s, struct err *e)
{
	err_at(e, s->path, 0, 0, "edit-unsafe",
	    "the file would not say what was asked");
	return err_hint(e, "use plain text for the title and the values");
}

int
shared_make(struct shared *out, struct arena *a, enum shared_kind kind,
    const char *path, const char *title, const struct assign *v, size_t n,
    struct err *e)
{
	const struct assign first = {"title", ASSIGN_SET, title};
	const char *text = headed(a, kind, title);
	struct shared s;

	shared_read(&s, a, kind, path, text, strlen(text));
	if (s.broken)
		return refuse(&s, e);
	if (put(&s, a, &first, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct assign x = v[i];

		if (front_get(s.doc.root, x.key) && x.op == ASSIGN_SET)
			x.op = ASSIGN_ADD;
		if (s.broken)
			return refuse(&s, e);
		if (put(&s, a, &x, e) != 0)
			return -1;
	}
	if (s.broken || s.diags.errors || !holds(&s, a, &first))
		return refuse(&s, e);
	for (size_t i = 0; i < n; i++)
		if (v[i].op != ASSIGN_DROP && !holds(&s, a, &v[i]))
			return refuse(&s, e);
	*out = s;
	return 0;
}
