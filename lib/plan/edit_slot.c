#include "plan/edit_slot.h"

#include <string.h>

/* ---- finding the slot ---- */

static int
key_refused(const char *key, const struct field *v, size_t nv, struct err *e)
{
	const char *best = NULL;
	size_t d = 3;

	for (size_t i = 0; i < nv; i++)
		if (str_distance(v[i].key, key) < d) {
			d = str_distance(v[i].key, key);
			best = v[i].key;
		}
	err_set(e, ERR_USAGE, "there is no key %s", key);
	if (best)
		return err_hint(e, "did you mean %s?", best);
	return err_hint(e, "for a key of the school's own, write x-%s", key);
}

/* Whether a new key (or a role's name) needs no quotes and no care. */
static int
key_plain(const char *key, struct err *e)
{
	for (const char *c = key; *c; c++) {
		bool alnum = (*c >= 'a' && *c <= 'z') ||
			     (*c >= 'A' && *c <= 'Z') ||
			     (*c >= '0' && *c <= '9') || (*c & 0x80);

		if (!alnum &&
		    (c == key ? !strchr("+-", *c) : !strchr("-_.", *c))) {
			err_set(e, ERR_USAGE, "%s cannot be a key", key);
			return err_hint(
			    e, "use letters, digits, - and _ alone");
		}
	}
	return 0;
}

/* A key of the table, one that the file has already, or x-...: fine. */
static int
key_known(const struct front_node *map, const char *key, const struct field *v,
    size_t nv, struct err *e)
{
	for (size_t i = 0; i < nv; i++)
		if (strcmp(v[i].key, key) == 0)
			return 0;
	if (front_get(map, key))
		return 0;
	if (str_starts(key, "x-") && key[2])
		return key_plain(key, e);
	return key_refused(key, v, nv, e);
}

static int
needs_dot(const char *key, struct err *e)
{
	err_set(e, ERR_USAGE, "%s holds several values", key);
	return err_hint(e, "name one of them, as in %s",
	    strcmp(key, "team") == 0 ? "team.coach=HANDLE" : "levels.0=TEXT");
}

static bool
node_empty(const struct front_node *n)
{
	return !n || (n->kind == FRONT_SCALAR && !*n->text);
}

const struct front_node *
slot_member(const struct front_node *map, const char *top, const char *sub)
{
	double v;

	if (strcmp(top, "levels") == 0 && number_parse(sub, &v))
		return level_member(map, v);
	return front_get(map, sub);
}

/* Fills the slot of SUB in the mapping top of outer. */
static int
slot_below(struct slot *s, const struct front_node *outer, const char *top,
    const char *sub, struct err *e)
{
	const struct front_node *inner = front_get(outer, top);

	s->outer = outer;
	s->holder = top;
	s->map = inner && inner->kind == FRONT_MAP ? inner : NULL;
	s->node = s->map ? slot_member(s->map, top, sub) : NULL;
	s->key = s->node ? s->node->key : sub;
	s->v = NULL;
	s->nv = 0;
	s->list = strcmp(top, "team") == 0;
	return s->node ? 0 : key_plain(sub, e);
}

int
slot_find(struct slot *s, struct arena *a, const struct front_node *map,
    const struct field *v, size_t nv, const char *key, struct err *e)
{
	const char *dot = strchr(key, '.');
	const char *top =
	    arena_strndup(a, key, dot ? (size_t)(dot - key) : strlen(key));
	const struct front_node *inner = front_get(map, top);
	const struct field *f = NULL;
	bool own;

	*s = (struct slot){.map = map, .v = v, .nv = nv, .key = key};
	for (size_t i = 0; i < nv; i++)
		if (strcmp(v[i].key, top) == 0)
			f = &v[i];
	own = !f && !front_get(map, key) &&
	      (node_empty(inner) ? str_starts(top, "x-") && top[2]
				 : inner->kind == FRONT_MAP);
	s->own = !f;
	if (dot && dot[1] && (own || (f && f->shape == SHAPE_MAP)))
		return slot_below(s, map, top, dot + 1, e);
	if (f && f->shape == SHAPE_MAP)
		return needs_dot(top, e);
	s->node = front_get(map, key);
	s->list = f && f->shape == SHAPE_LIST;
	return key_known(map, key, v, nv, e);
}

int
value_clean(const char *key, const char *value, struct err *e)
{
	size_t n = strlen(value), size;

	if (utf8_valid(value, n) < n)
		return err_set(
		    e, ERR_INPUT, "the value of %s is no UTF-8 text", key);
	for (size_t i = 0; i < n; i += size) {
		uint32_t c = utf8_at(value + i, n - i, &size);

		if (c != '\n' && (c < 0x20 || (c >= 0x7f && c < 0xa0) ||
				     c == 0x2028 || c == 0x2029)) {
			err_set(e, ERR_INPUT,
			    "the value of %s holds a control character", key);
			return err_hint(e, "type the text again by hand");
		}
	}
	return 0;
}

/* ---- writing into a slot ---- */

const struct front_node *
slot_after(const struct slot *s)
{
	const struct front_node *best = NULL;
	size_t at = 0;

	while (at < s->nv && strcmp(s->v[at].key, s->key) != 0)
		at++;
	if (at == s->nv)
		return NULL;
	for (size_t i = 0; i < at; i++) {
		const struct front_node *n = front_get(s->map, s->v[i].key);

		if (n && (!best || n->key_span.off > best->key_span.off))
			best = n;
	}
	return best;
}

static void
slot_add(struct text_edit *t, const struct slot *s, const struct assign *v)
{
	struct front_pair pair = {s->key, v->value, NULL};
	struct strs one = {NULL, 0, 0};

	if ((s->list && s->v) || (s->own && v->op == ASSIGN_ADD)) {
		strs_add(&one, t->a, v->value);
		pair.value = NULL;
		pair.list = &one;
	}
	if (s->map)
		front_add_after(t, s->map, slot_after(s), &pair);
	else if (front_get(s->outer, s->holder))
		front_add(t, front_get(s->outer, s->holder), &pair);
	else
		front_add_map(t, s->outer, s->holder, &pair, 1, false);
}

/* The item of a list (or a lone scalar) with that text, or NULL. */
static const struct front_node *
item_find(const struct front_node *n, const char *value)
{
	if (!n || n->kind == FRONT_MAP)
		return NULL;
	if (n->kind == FRONT_SCALAR)
		return strcmp(n->text, value) == 0 ? n : NULL;
	for (const struct front_node *c = n->first; c; c = c->next)
		if (c->kind == FRONT_SCALAR && strcmp(c->text, value) == 0)
			return c;
	return NULL;
}

/* A list that holds just that one value, so that = would change nothing. */
static bool
holds_only(const struct front_node *n, const char *value)
{
	return item_find(n, value) && (n->kind == FRONT_SCALAR || n->n == 1);
}

static int
no_list(const struct slot *s, const struct assign *v, struct err *e)
{
	if (s->list || (s->node && s->node->kind == FRONT_LIST) ||
	    (s->own && !(s->node && s->node->kind == FRONT_MAP)))
		return 0;
	err_set(e, ERR_USAGE, "%s is no list", v->key);
	return err_hint(e, "use %s=VALUE", v->key);
}

int
slot_write(struct text_edit *t, const struct slot *s, const struct assign *v,
    bool *same, struct err *e)
{
	const struct front_node *n = s->node, *item = item_find(n, v->value);

	*same = false;
	if (v->op != ASSIGN_SET && no_list(s, v, e) != 0)
		return -1;
	if (v->op == ASSIGN_DROP) {
		if (item)
			front_drop(t, item);
		*same = item == NULL;
	} else if (v->op == ASSIGN_ADD && n && n->kind != FRONT_MAP) {
		if (!item && n->kind == FRONT_SCALAR && !*n->text)
			front_replace(t, n, v->value);
		else if (!item)
			front_add_item(t, n, v->value);
		*same = item != NULL;
	} else if (!n) {
		slot_add(t, s, v);
	} else if (holds_only(n, v->value)) {
		*same = true;
	} else {
		front_replace(t, n, v->value);
	}
	return 0;
}

bool
slot_default(const struct slot *s, const struct assign *v)
{
	return !s->node && s->v == goal_fields &&
	       strcmp(v->key, "status") == 0 && strcmp(v->value, "active") == 0;
}
