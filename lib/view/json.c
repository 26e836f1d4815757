#include "view/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "plan/goal.h"

/*
 * jansson's makers say NULL when there is no memory; json_put and json_add,
 * which everything made comes to, look for it.
 */

json_t *
json_doc(const char *type)
{
	json_t *doc = json_object();

	json_put(doc, "ilp", json_integer(ILP_FORMAT));
	json_put_text(doc, "type", type);
	return doc;
}

/*
 * What must not reach a terminal raw is written as an escape, which means
 * the same.  jansson does so below U+0020; all else stands inside strings.
 */
static int
add_bytes(const char *p, size_t n, void *out)
{
	size_t done = 0, size;

	for (size_t i = 0; i < n; i += size) {
		uint32_t c = utf8_at(p + i, n - i, &size);

		if (c < 0x7f || !utf8_unsafe(c) || (c >= 0x80 && size == 1))
			continue;
		buf_add(out, p + done, i - done);
		buf_addf(out, "\\u%04x", (unsigned)c);
		done = i + size;
	}
	buf_add(out, p + done, n - done);
	return 0;
}

static void
dump(struct buf *out, json_t *doc, size_t layout)
{
	if (json_dump_callback(
		doc, add_bytes, out, layout | JSON_REAL_PRECISION(15)) != 0)
		err_nomem();
	buf_addc(out, '\n');
	json_decref(doc);
}

void
json_finish(struct buf *out, json_t *doc)
{
	dump(out, doc, JSON_INDENT(2));
}

void
json_line(struct buf *out, json_t *doc)
{
	dump(out, doc, JSON_COMPACT);
}

void
json_put(json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value) != 0)
		err_nomem();
}

void
json_add(json_t *list, json_t *value)
{
	if (!value || json_array_append_new(list, value) != 0)
		err_nomem();
}

/* Text with U+FFFD for each byte that is not valid UTF-8. */
static json_t *
repaired(const char *text, size_t len)
{
	struct buf b = BUF_INIT;
	json_t *v;

	while (len) {
		size_t n = utf8_valid(text, len);

		buf_add(&b, text, n);
		if (n < len) {
			buf_adds(&b, "\xef\xbf\xbd");
			n++;
		}
		text += n;
		len -= n;
	}
	v = json_stringn(buf_str(&b), b.n);
	buf_free(&b);
	return v;
}

json_t *
json_text(const char *text)
{
	size_t n = text ? strlen(text) : 0;

	if (!text)
		return json_null();
	if (utf8_valid(text, n) < n)
		return repaired(text, n);
	return json_stringn_nocheck(text, n);
}

void
json_put_text(json_t *object, const char *key, const char *text)
{
	json_put(object, key, json_text(text));
}

void
json_put_number(json_t *object, const char *key, const char *text)
{
	double v;

	if (!text || !number_parse(text, &v))
		json_put_text(object, key, text);
	else if (strchr(text, '.'))
		json_put(object, key, json_real(v));
	else
		json_put(object, key, json_integer(strtoll(text, NULL, 10)));
}

void
json_put_count(json_t *object, const char *key, size_t n)
{
	json_put(object, key, n ? json_integer((json_int_t)n) : json_null());
}

void
json_put_share(json_t *object, const char *key, double share)
{
	json_put(object, key, isnan(share) ? json_null() : json_real(share));
}

json_t *
json_strs(const struct strs *l)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++)
		json_add(list, json_text(l->v[i]));
	return list;
}

void
json_put_strs(json_t *object, const char *key, const struct strs *l)
{
	json_put(object, key, json_strs(l));
}

json_t *
json_node(const struct front_node *n)
{
	json_t *v;

	if (n->kind == FRONT_SCALAR)
		return json_text(n->text);
	v = n->kind == FRONT_LIST ? json_array() : json_object();
	for (const struct front_node *c = n->first; c; c = c->next) {
		if (n->kind == FRONT_LIST)
			json_add(v, json_node(c));
		else
			json_put(v, c->key, json_node(c));
	}
	return v;
}

static json_t *
finding(const struct diag *d)
{
	json_t *o = json_object();

	json_put_text(o, "path", d->path);
	json_put_count(o, "line", d->line);
	json_put_count(o, "col", d->col);
	json_put_text(
	    o, "severity", d->severity == SEV_ERROR ? "error" : "warning");
	json_put_text(o, "code", d->code);
	json_put_text(o, "text", d->text);
	json_put_text(o, "hint", d->hint);
	return o;
}

json_t *
json_findings(const struct diags *d)
{
	json_t *doc = json_doc("check"), *list = json_array();

	for (size_t i = 0; i < d->n; i++)
		json_add(list, finding(&d->v[i]));
	json_put(doc, "findings", list);
	return doc;
}
