#include "text/plainly.h"

#include <string.h>

#include "base/str.h"

#define LEN_MAX	   ((size_t)32 * 1024) /* so that no limit can be reached */
#define KEYS_MAX   256
#define LEVELS_MAX 8
#define KEY_MAX	   100
/* Blanks and marks that can open a container, at the start of a line. */
#define HEAD_MAX 20

/* A mapping or list that is open, by the indent of its members. */
struct level {
	size_t indent;
	bool list;
	size_t keys; /* where its own begin in keys */
};

struct word {
	const char *s;
	size_t n;
};

struct scan {
	const char *p, *end; /* what is left */
	struct level v[LEVELS_MAX];
	size_t n;
	struct word keys[KEYS_MAX];
	size_t nkeys;
	bool open; /* the last key has no value, so that deeper lines may */
};

/* A line without its LF. */
struct line {
	const char *s, *end;
};

static bool
next_line(struct line *l, struct scan *s)
{
	const char *lf;

	if (s->p == s->end)
		return false;
	lf = memchr(s->p, '\n', (size_t)(s->end - s->p));
	*l = (struct line){s->p, lf ? lf : s->end};
	s->p = lf ? lf + 1 : s->end;
	return true;
}

/* ---- scalars ---- */

/* Behind one character of a value; NULL for one that is not sure. */
static const char *
char_end(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;
	size_t n;

	if (c >= 0x20 && c < 0x7f)
		return p + 1;
	if (c < 0x80 || utf8_unsafe(utf8_at(p, (size_t)(end - p), &n)))
		return NULL;
	return p + n;
}

/* Up to the line's end; false where a character is not sure. */
static bool
is_comment(const char *p, const char *end)
{
	while (p && p < end)
		p = char_end(p, end);
	return p != NULL;
}

static bool
is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static const char *
plain_end(const char *p, const char *end)
{
	const char *first = p;

	if (!is_word_char(*p) && (unsigned char)*p < 0x80 &&
	    !(*p == '-' && p + 1 < end && is_word_char(p[1])))
		return NULL;
	while (p && p < end) {
		if (*p == ':' && (p + 1 == end || p[1] == ' '))
			return NULL;
		if (*p == '#' && p > first && p[-1] == ' ')
			break;
		p = char_end(p, end);
	}
	while (p && p[-1] == ' ')
		p--;
	return p;
}

/* Behind the closing quote; a quote or backslash inside is not sure. */
static const char *
quoted_end(const char *p, const char *end)
{
	char quote = *p++;

	while (p && p < end && *p != quote) {
		if (*p == '\\' && quote == '"')
			return NULL;
		p = char_end(p, end);
	}
	if (!p || p == end || (p + 1 < end && p[1] == quote))
		return NULL;
	return p + 1;
}

/* Behind a list of words and quoted texts in brackets. */
static const char *
flow_end(const char *p, const char *end)
{
	do {
		const char *item = ++p;

		while (item < end && *item == ' ')
			item++;
		p = item;
		if (p < end && (*p == '\'' || *p == '"'))
			p = quoted_end(p, end);
		else
			while (p < end && (is_word_char(*p) || *p == ' ' ||
					      (*p == '-' && p > item)))
				p++;
		if (!p || p == item)
			return NULL;
	} while (p < end && *p == ',');
	return p < end && *p == ']' ? p + 1 : NULL;
}

/* The value at p, up to the line's end; false if it is not sure. */
static bool
read_value(struct word *out, const char *p, const char *end)
{
	bool quoted = *p == '\'' || *p == '"';
	const char *stop = quoted      ? quoted_end(p, end)
			   : *p == '[' ? flow_end(p, end)
				       : plain_end(p, end);

	if (!stop)
		return false;
	*out = (struct word){p + quoted, (size_t)(stop - p) - 2 * quoted};
	p = stop;
	while (p < end && *p == ' ')
		p++;
	return p == end || (*p == '#' && p > stop && is_comment(p, end));
}

/* ---- lines of the front matter ---- */

/* Opens or closes levels for a line of that indent. */
static bool
enter_level(struct scan *s, size_t indent, bool list)
{
	if (s->n == 0 || indent > s->v[s->n - 1].indent) {
		if (s->n == LEVELS_MAX || (s->n ? !s->open : indent > 0))
			return false;
		s->v[s->n++] = (struct level){indent, list, s->nkeys};
		return true;
	}
	while (s->n > 0 && s->v[s->n - 1].indent > indent)
		s->nkeys = s->v[--s->n].keys;
	return s->n > 0 && s->v[s->n - 1].indent == indent &&
	       s->v[s->n - 1].list == list;
}

static bool
add_key(struct scan *s, struct word key)
{
	for (size_t i = s->v[s->n - 1].keys; i < s->nkeys; i++)
		if (s->keys[i].n == key.n &&
		    memcmp(s->keys[i].s, key.s, key.n) == 0)
			return false;
	if (s->nkeys == KEYS_MAX)
		return false;
	s->keys[s->nkeys++] = key;
	return true;
}

/* "key:" and a value or none; *value has no bytes where there is none. */
static bool
split_fact(struct word *key, struct word *value, const char *p, const char *end)
{
	const char *from = p;

	while (p < end && (is_word_char(*p) || (p > from && *p == '-') ||
			      (p > from && *p == '.')))
		p++;
	*key = (struct word){from, (size_t)(p - from)};
	*value = (struct word){p, 0};
	if (key->n == 0 || key->n > KEY_MAX || p == end || *p++ != ':')
		return false;
	if (p < end && *p != ' ')
		return false;
	while (p < end && *p == ' ')
		p++;
	if (p < end && *p == '#')
		return is_comment(p, end);
	return p == end || read_value(value, p, end);
}

/* Which may be empty where it stands in quotes. */
static bool
has_value(const struct word *key, const struct word *value)
{
	return value->s != key->s + key->n;
}

static bool
read_front_line(struct scan *s, const struct line *l)
{
	const char *p = l->s;
	struct word key, value;
	size_t indent;

	while (p < l->end && *p == ' ')
		p++;
	indent = (size_t)(p - l->s);
	if (p == l->end)
		return true;
	if (*p == '#')
		return is_comment(p, l->end);
	if (l->end - p > 2 && p[0] == '-' && p[1] == ' ') {
		if (s->n == 0 || !enter_level(s, indent, true))
			return false;
		s->open = false;
		return p[2] != ' ' && read_value(&value, p + 2, l->end);
	}
	if (!split_fact(&key, &value, p, l->end) ||
	    !enter_level(s, indent, false) || !add_key(s, key))
		return false;
	s->open = !has_value(&key, &value);
	return true;
}

static bool
is_fence(const struct line *l)
{
	return l->end - l->s == 3 && memcmp(l->s, "---", 3) == 0;
}

static bool
read_front(struct scan *s)
{
	struct line l;

	if (!next_line(&l, s) || !is_fence(&l))
		return false;
	while (next_line(&l, s)) {
		if (is_fence(&l))
			return true;
		if (!read_front_line(s, &l))
			return false;
	}
	return false;
}

/* ---- the body ---- */

/* No containers nested without end, and no marks of a conflict. */
static bool
read_body(struct scan *s)
{
	struct line l;

	while (next_line(&l, s)) {
		const char *p = l.s;

		while (p < l.end && strchr(" \t>-*+.)0123456789", *p))
			p++;
		if (p - l.s > HEAD_MAX)
			return false;
		if (l.end - l.s >= 7 && (memcmp(l.s, "<<<<<<<", 7) == 0 ||
					    memcmp(l.s, ">>>>>>>", 7) == 0))
			return false;
	}
	return true;
}

bool
plainly_reads(const char *src, size_t len)
{
	struct scan s = {.p = src, .end = src + len};

	return len <= LEN_MAX && !memchr(src, '\0', len) &&
	       utf8_valid(src, len) == len && read_front(&s) && read_body(&s);
}

char *
plainly_value(struct arena *a, const char *src, size_t len, const char *key)
{
	struct scan s = {.p = src, .end = src + len};
	struct line l;

	next_line(&l, &s);
	while (next_line(&l, &s) && !is_fence(&l)) {
		struct word k, v;

		if (l.s < l.end && is_word_char(*l.s) &&
		    split_fact(&k, &v, l.s, l.end) && k.n == strlen(key) &&
		    memcmp(k.s, key, k.n) == 0)
			return has_value(&k, &v) ? arena_strndup(a, v.s, v.n)
						 : NULL;
	}
	return NULL;
}
