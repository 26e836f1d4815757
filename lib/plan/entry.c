#include "plan/entry.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "plan/goal.h"
#include "plan/id.h"

/* What a typed attribute holds, and where it goes. */
enum attr_shape {
	ATTR_TEXT,
	ATTR_DATE,
	ATTR_NUMBER,
	ATTR_HANDLES,
	ATTR_TAGGED, /* ID or ID:VALUE, ... */
	ATTR_PAIRED, /* ID:VALUE, ...; the value is required */
	ATTR_AUDIENCE,
};

struct attr_def {
	const char *key;
	enum attr_shape shape;
	size_t off;
};

/* Longer headings are no entries that a person wrote. */
#define HEADING_MAX 8192

#define E(member) offsetof(struct entry, member)

static const struct attr_def attr_defs[] = {
    {"goal", ATTR_TAGGED, E(goals)},
    {"standard", ATTR_PAIRED, E(standards)},
    {"result", ATTR_PAIRED, E(results)},
    {"with", ATTR_HANDLES, E(with)},
    {"role", ATTR_TEXT, E(role)},
    {"next", ATTR_DATE, E(next)},
    {"kind", ATTR_TEXT, E(kind)},
    {"of", ATTR_TEXT, E(of)},
    {"link", ATTR_TEXT, E(link)},
    {"file", ATTR_TEXT, E(file)},
    {"medium", ATTR_TEXT, E(medium)},
    {"minutes", ATTR_NUMBER, E(minutes)},
    {"prompt", ATTR_TEXT, E(prompt)},
    {"support", ATTR_TEXT, E(support)},
    {"audience", ATTR_AUDIENCE, E(audience_word)},
};

/* The text an entry's heading is read from, and where findings go. */
struct reader {
	struct entry *out;
	struct arena *a;
	const char *path;
	const char *src;
	struct diags *d;
};

static const struct attr_def *
def_find(const char *key)
{
	for (size_t i = 0; i < sizeof attr_defs / sizeof *attr_defs; i++)
		if (strcmp(attr_defs[i].key, key) == 0)
			return &attr_defs[i];
	return NULL;
}

bool
entry_names(const struct entry *e, const char *goal)
{
	for (size_t i = 0; i < e->goals.n; i++)
		if (strcmp(e->goals.v[i].id, goal) == 0)
			return true;
	for (size_t i = 0; i < e->results.n; i++)
		if (strcmp(e->results.v[i].id, goal) == 0)
			return true;
	return false;
}

bool
entry_is_checkin(const struct entry *e)
{
	return e->section == SECTION_CHECKINS && !str_eq(e->kind, "revision");
}

bool
entry_key_known(const char *key)
{
	return def_find(key) != NULL;
}

const char *
entry_attr(const struct entry *e, const char *key)
{
	for (size_t i = 0; i < e->nattrs; i++)
		if (strcmp(e->attrs[i].key, key) == 0)
			return e->attrs[i].value;
	return NULL;
}

static void
bad(struct reader *r, size_t off, const char *code, const char *hint,
    const char *text)
{
	struct diag_spot at = {
	    r->path, r->src, 0, off, r->out->head.off, r->out->line};

	diags_at(r->d, r->a, &at, SEV_ERROR, code, hint, text);
	r->out->bad = true;
}

/* ---- the braces ---- */

/* A cursor over the bytes between the braces. */
struct cursor {
	const char *src;
	size_t at, end;
};

static size_t
key_len(const struct cursor *c)
{
	size_t n = 0;

	while (c->at + n < c->end) {
		char k = c->src[c->at + n];
		bool low = k >= 'a' && k <= 'z';

		if (!low && (n == 0 || !((k >= '0' && k <= '9') || k == '_' ||
					   k == '-')))
			break;
		n++;
	}
	return n;
}

/* A "quoted value" at the cursor; NULL if it does not end. */
static char *
quoted(struct cursor *c, struct arena *a)
{
	size_t from = ++c->at, n = 0;
	char *v;

	while (c->at < c->end && c->src[c->at] != '"')
		c->at += c->src[c->at] == '\\' ? 2 : 1;
	if (c->at >= c->end)
		return NULL;
	v = arena_alloc(a, c->at - from + 1);
	for (size_t i = from; i < c->at; i++) {
		if (c->src[i] == '\\' && c->src[++i] != '"' &&
		    c->src[i] != '\\')
			return NULL;
		v[n++] = c->src[i];
	}
	c->at++;
	return v;
}

static char *
bare(struct cursor *c, struct arena *a)
{
	size_t from = c->at;

	while (c->at < c->end && !strchr(" \t\"{}", c->src[c->at]))
		c->at++;
	return c->at > from ? arena_strndup(a, c->src + from, c->at - from)
			    : NULL;
}

static void
skip_blanks(struct cursor *c)
{
	while (
	    c->at < c->end && (c->src[c->at] == ' ' || c->src[c->at] == '\t'))
		c->at++;
}

/*
 * Parse "key=value ..." up to the cursor's end.  Returns the number of
 * attributes, or -1 with c->at where it stopped.
 */
static long
attrs_parse(struct attr **out, struct arena *a, struct cursor *c)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	for (skip_blanks(c); c->at < c->end; skip_blanks(c)) {
		size_t k = key_len(c), off = c->at;
		char *key, *value;

		if (k == 0 || off + k >= c->end || c->src[off + k] != '=')
			return -1;
		key = arena_strndup(a, c->src + off, k);
		c->at = off + k + 1;
		if (c->at < c->end && c->src[c->at] == '"')
			value = quoted(c, a);
		else
			value = bare(c, a);
		if (!value || (c->at < c->end && !strchr(" \t", c->src[c->at])))
			return -1;
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct attr){key, value, off};
	}
	return (long)n;
}

/*
 * The last {...} that ends the heading.  Sets attrs and braces; a brace that
 * does not parse is an error.  Returns the end of what stands before it.
 */
static size_t
braces_read(struct reader *r, struct span inner)
{
	size_t end = span_end(inner), first = 0;
	bool any = false, closed = end > inner.off && r->src[end - 1] == '}';
	struct cursor c;

	for (size_t i = end; i-- > inner.off;) {
		long n;

		if (r->src[i] != '{')
			continue;
		any = true;
		first = i;
		c = (struct cursor){r->src, i + 1, end - 1};
		n = closed ? attrs_parse(&r->out->attrs, r->a, &c) : -1;
		if (n < 0)
			continue;
		r->out->nattrs = (size_t)n;
		r->out->braces = (struct span){i, end - i};
		return i;
	}
	r->out->attrs = NULL;
	if (any || memchr(r->src + inner.off, '}', inner.len)) {
		size_t off = any ? first : end - 1;

		if (any && closed) {
			struct attr *none;

			c = (struct cursor){r->src, first + 1, end - 1};
			attrs_parse(&none, r->a, &c);
			off = c.at;
		}
		bad(r, off, "entry-attributes",
		    "write {key=value key=\"two words\"} at the end of the "
		    "line",
		    "the part in braces cannot be read");
		return any ? first : end;
	}
	return end;
}

/* ---- typed attributes ---- */

static void
tagged_read(struct reader *r, struct tagged_list *out, const struct attr *at,
    bool paired)
{
	const char *p = at->value;
	size_t cap = 0;

	for (;;) {
		size_t n = strcspn(p, ","), k = strcspn(p, ":,");
		struct tagged t = {arena_strndup(r->a, p, k), NULL};

		if (k < n)
			t.value = arena_strndup(r->a, p + k + 1, n - k - 1);
		if (k == 0 || (t.value && !*t.value) || (paired && !t.value)) {
			bad(r, at->off, "entry-list",
			    paired ? "write ID:LEVEL, with commas between"
				   : "write ID or ID:READING, with commas "
				     "between",
			    arena_printf(r->a, "%s=%s cannot be read", at->key,
				at->value));
			return;
		}
		out->v =
		    arena_grow(r->a, out->v, &cap, out->n + 1, sizeof *out->v);
		out->v[out->n++] = t;
		if (!p[n])
			return;
		p += n + 1;
	}
}

static void
handles_read(struct reader *r, struct strs *out, const char *value)
{
	for (const char *p = value;;) {
		size_t n = strcspn(p, ",");

		if (n)
			strs_add(out, r->a,
			    handle_fold(r->a, arena_strndup(r->a, p, n)));
		if (!p[n])
			return;
		p += n + 1;
	}
}

static void
attr_read(struct reader *r, const struct attr_def *def, const struct attr *at)
{
	char *where = (char *)r->out + def->off;
	double number;
	int day;

	switch (def->shape) {
	case ATTR_TAGGED:
	case ATTR_PAIRED:
		tagged_read(r, (struct tagged_list *)(void *)where, at,
		    def->shape == ATTR_PAIRED);
		return;
	case ATTR_HANDLES:
		handles_read(r, (struct strs *)(void *)where, at->value);
		return;
	case ATTR_DATE:
		if (!date_iso(at->value, strlen(at->value), &day)) {
			bad(r, at->off, "entry-date",
			    "write a real date as year-month-day",
			    arena_printf(
				r->a, "%s=%s is no date", at->key, at->value));
			return;
		}
		break;
	case ATTR_NUMBER:
		if (!number_parse(at->value, &number)) {
			bad(r, at->off, "entry-number",
			    "write a number, as in minutes=15",
			    arena_printf(r->a, "%s=%s is no number", at->key,
				at->value));
			return;
		}
		break;
	case ATTR_AUDIENCE:
		if (!audience_parse(at->value, &r->out->audience))
			bad(r, at->off, "audience",
			    "use staff, learner, family, school or public",
			    arena_printf(r->a,
				"%s is no audience, so only staff see this "
				"entry",
				at->value));
		break;
	case ATTR_TEXT:
		break;
	}
	*(const char **)(void *)where = at->value;
}

static void
attrs_read(struct reader *r)
{
	struct entry *e = r->out;

	for (size_t i = 0; i < e->nattrs; i++) {
		const struct attr *at = &e->attrs[i];
		const struct attr_def *def = def_find(at->key);
		bool twice = false;

		for (size_t j = 0; j < i && !twice; j++)
			twice = strcmp(e->attrs[j].key, at->key) == 0;
		if (twice)
			bad(r, at->off, "entry-attribute-twice",
			    "keep one of the two",
			    arena_printf(r->a,
				"%s= stands twice in this heading", at->key));
		else if (def)
			attr_read(r, def, at);
	}
}

/* ---- date and who ---- */

/* Skips blanks and one separating dash or dot after the date. */
static size_t
skip_separator(const char *src, size_t at, size_t end)
{
	static const char *const marks[] = {"\xe2\x80\x94", "\xc2\xb7"};

	while (at < end && (src[at] == ' ' || src[at] == '\t'))
		at++;
	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(marks[i]);

		if (end - at > n && memcmp(src + at, marks[i], n) == 0 &&
		    src[at + n] == ' ')
			at += n;
	}
	while (at < end && (src[at] == ' ' || src[at] == '\t'))
		at++;
	return at;
}

int
entry_read(struct entry *out, struct arena *a, const char *path,
    const char *src, struct span inner, struct diags *d)
{
	struct reader r = {out, a, path, src, d};
	size_t end = span_end(inner), at = inner.off + 10;

	if (inner.len > HEADING_MAX)
		bad(&r, inner.off, "entry-length",
		    "put the text below the heading, not into it",
		    "the heading of this entry is longer than 8 KiB");
	else
		end = braces_read(&r, inner);
	out->date = arena_strndup(a, src + inner.off, 10);
	if (!date_iso(out->date, 10, &out->day)) {
		out->day = DAY_NONE;
		bad(&r, inner.off, "entry-date",
		    "write a real date as year-month-day",
		    arena_printf(a, "there is no day %s", out->date));
	}
	at = skip_separator(src, at, end);
	while (end > at && (src[end - 1] == ' ' || src[end - 1] == '\t'))
		end--;
	if (end > at && inner.len <= HEADING_MAX) {
		char *who = arena_strndup(a, src + at, end - at);

		out->by = handle_valid(who) ? handle_fold(a, who) : who;
	}
	attrs_read(&r);
	return 0;
}

/* ---- writing ---- */

void
attrs_write(struct buf *out, const struct attr *v, size_t n)
{
	buf_addc(out, '{');
	for (size_t i = 0; i < n; i++) {
		const char *p = v[i].value;
		bool plain = *p && !p[strcspn(p, " \t\"{}\\")];

		buf_addf(out, "%s%s=", i ? " " : "", v[i].key);
		if (plain) {
			buf_adds(out, p);
			continue;
		}
		buf_addc(out, '"');
		for (; *p; p++) {
			if (*p == '"' || *p == '\\')
				buf_addc(out, '\\');
			buf_addc(out, *p);
		}
		buf_addc(out, '"');
	}
	buf_addc(out, '}');
}
