#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/edit.h"
#include "text/scalar.h"

#define ROUNDS 4000

/* Files that no person would write, the same ones in each run. */
struct gen {
	uint64_t state;
	const char *eol;
	struct buf out;
	unsigned keys, notes;
};

static unsigned
below(struct gen *g, unsigned n)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 7;
	g->state ^= g->state << 17;
	return (unsigned)(g->state >> 33) % n;
}

static const char *const texts[] = {"x", "two words", "it's", "a: b", "no",
    "012", "4", "-2", "3.4", "2026-12-18", "2026-13-40", "# c", "a #b", "@x",
    "", " x", "x ", "Zoë", "日本 語", "- x", "[x]", "{x}", "a, b", "\"q\"",
    "back\\slash", "~", "key:", "12:30", "½", "'", "|", "*a*", "%", "é: ü",
    "<<", "one\ntwo", "one\ntwo\n", "one\n\ntwo\n", " in\nout\n", "x\n", "\n",
    "x\n\n", "\nx", "# a\n# b\n", "---\n", "a\n  b\n c\n", "x\n ",
    "\xef\xbb\xbfx"};

#define N_TEXTS (sizeof texts / sizeof *texts)

static const char *
any_text(struct gen *g)
{
	return texts[below(g, N_TEXTS)];
}

static void
note(struct gen *g)
{
	if (below(g, 4) == 0)
		buf_addf(
		    &g->out, "%s# n%u é", below(g, 2) ? " " : "  ", g->notes++);
	else if (below(g, 8) == 0)
		buf_adds(&g->out, "  ");
	buf_adds(&g->out, g->eol);
}

/* Lines between members: blank ones and comments of their own. */
static void
gap(struct gen *g, size_t col)
{
	while (below(g, 5) == 0)
		if (below(g, 2))
			buf_addf(&g->out, "%*s# n%u ü%s",
			    below(g, 3) ? (int)col : 0, "", g->notes++, g->eol);
		else
			buf_addf(
			    &g->out, "%s%s", below(g, 4) ? "" : " ", g->eol);
}

static void
quoted(struct gen *g, const char *s, bool flow, size_t col)
{
	struct front_node like = {.style = FRONT_DOUBLE, .text = "x"};
	struct scalar_place at = {flow, col, g->eol, 2 + below(g, 2)};

	switch (below(g, 5)) {
	case 0:
		scalar_rewrite(&g->out, s, &like, &at);
		break;
	case 1:
		like.style = FRONT_SINGLE;
		scalar_rewrite(&g->out, s, &like, &at);
		break;
	default:
		scalar_write(&g->out, s, &at);
		break;
	}
}

static void gen_flow(struct gen *g, unsigned depth);

static void
flow_value(struct gen *g, unsigned depth)
{
	if (depth < 3 && below(g, 4) == 0)
		gen_flow(g, depth + 1);
	else
		quoted(g, any_text(g), true, 0);
}

static void
gen_flow(struct gen *g, unsigned depth)
{
	bool map = below(g, 2), wide = below(g, 4) == 0;
	unsigned n = below(g, 4);
	const char *blank = below(g, 2) ? " " : "";

	buf_adds(&g->out, map ? "{" : "[");
	buf_adds(&g->out, n ? blank : "");
	for (unsigned i = 0; i < n; i++) {
		if (wide)
			buf_addf(&g->out, "%s      ", g->eol);
		if (map)
			buf_addf(&g->out, "k%u:", g->keys++);
		if (map && below(g, 8) == 0) {
			buf_adds(&g->out, " ");
		} else {
			buf_adds(&g->out, map ? " " : "");
			flow_value(g, depth);
		}
		if (i + 1 < n || below(g, 6) == 0)
			buf_adds(&g->out, below(g, 4) ? ", " : ",");
		if (wide && below(g, 3) == 0)
			buf_addf(&g->out, " # n%u", g->notes++);
	}
	if (wide && n)
		buf_addf(&g->out, "%s  ", g->eol);
	buf_addf(&g->out, "%s%s", blank, map ? "}" : "]");
}

/* Scalars that our own writer would not make. */
static void
strange(struct gen *g, size_t col)
{
	static const char *const forms[] = {"one%s%*stwo", "'one%s%*stwo'",
	    "\"one%s%*stwo\"", "|+%s%*sone\n\n", "|%s%*sone\n\n",
	    ">-  # n%s%*sone", "|2-%s%*s  one"};
	const char *form = forms[below(g, sizeof forms / sizeof *forms)];
	struct buf b = BUF_INIT;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_addf(&b, form, g->eol, (int)col + 2, "");
#pragma GCC diagnostic pop
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] == '\n' && (i == 0 || b.p[i - 1] != '\r'))
			buf_adds(&g->out, g->eol);
		else
			buf_addc(&g->out, b.p[i]);
	if (b.p[b.n - 1] != '\n')
		buf_adds(&g->out, g->eol);
	buf_free(&b);
}

static void gen_map(struct gen *g, size_t col, unsigned depth, bool inlined);
static void gen_list(struct gen *g, size_t col, unsigned depth, bool inlined);

/* What follows a colon or dash in column col. */
static void
gen_value(struct gen *g, size_t col, unsigned depth, bool item)
{
	unsigned pick = below(g, depth < 4 ? 12 : 8);
	size_t step = 1 + below(g, 4), from = g->out.n;

	if (pick == 0) {
		note(g);
	} else if (pick == 1) {
		buf_adds(&g->out, " ");
		strange(g, col);
	} else if (pick == 2) {
		buf_adds(&g->out, " ");
		gen_flow(g, 0);
		note(g);
	} else if (pick < 8) {
		buf_adds(&g->out, " ");
		quoted(g, any_text(g), false, col);
		if (strchr(g->out.p + from, '\n'))
			buf_adds(&g->out, g->eol);
		else
			note(g);
	} else if (item && pick < 10) {
		buf_adds(&g->out, " ");
		if (pick == 8)
			gen_map(g, col + 2, depth + 1, true);
		else
			gen_list(g, col + 2, depth + 1, true);
	} else if (pick < 10) {
		note(g);
		gap(g, col + step);
		gen_map(g, col + step, depth + 1, false);
	} else {
		note(g);
		gen_list(g, item ? col + step : col + below(g, 2) * step,
		    depth + 1, false);
	}
}

static void
gen_map(struct gen *g, size_t col, unsigned depth, bool inlined)
{
	for (unsigned n = 1 + below(g, 4); n > 0; n--) {
		buf_addf(
		    &g->out, "%*sk%u:", inlined ? 0 : (int)col, "", g->keys++);
		inlined = false;
		gen_value(g, col, depth, false);
		if (n > 1)
			gap(g, col);
	}
}

static void
gen_list(struct gen *g, size_t col, unsigned depth, bool inlined)
{
	for (unsigned n = 1 + below(g, 3); n > 0; n--) {
		buf_addf(&g->out, "%*s-", inlined ? 0 : (int)col, "");
		inlined = false;
		gen_value(g, col, depth, true);
		if (n > 1)
			gap(g, col);
	}
}

/* A file read, and all its nodes in a row. */
struct fixture {
	struct arena a;
	struct doc doc;
	struct diags d;
	const struct front_node *v[4096];
	size_t n;
};

static void
collect(struct fixture *f, const struct front_node *n)
{
	if (!n || f->n == sizeof f->v / sizeof *f->v)
		return;
	f->v[f->n++] = n;
	for (n = n->first; n; n = n->next)
		collect(f, n);
}

static bool
load(struct fixture *f, const char *src, size_t n, const char *eol, bool fence)
{
	size_t from = fence ? line_next(src, n, 0) : 0;
	const char *close = fence ? strstr(src + from, "\n---") : NULL;

	memset(&f->doc, 0, sizeof f->doc);
	memset(&f->d, 0, sizeof f->d);
	arena_init(&f->a);
	f->n = 0;
	f->doc.src = arena_strndup(&f->a, src, n);
	f->doc.len = n;
	f->doc.close = close ? (size_t)(close - src) + 1 : n;
	f->doc.front = (struct span){from, f->doc.close - from};
	f->doc.eol = eol;
	if (front_parse(&f->doc.root, &f->a, "x", f->doc.src, n, f->doc.front,
		&f->d) < 0)
		return false;
	collect(f, f->doc.root);
	return true;
}

/* What an edit should have done. */
struct wish {
	const struct front_node *changed; /* now the text value */
	const struct front_node *grown;	  /* one more at its end */
	const struct front_node *gone;
	const char *value;
};

static bool
same(const struct front_node *x, const struct front_node *y,
    const struct wish *w)
{
	const struct front_node *a = x->first, *b = y->first;

	if (!str_eq(x->key, y->key))
		return false;
	if (x == w->changed)
		return str_eq(y->text, w->value);
	if (x == w->grown && x->kind == FRONT_SCALAR) {
		/* an empty value or the first of two */
		return y->kind != FRONT_SCALAR &&
		       y->n == 1 + (x->text[0] != '\0') &&
		       (y->n == 1 || str_eq(y->first->text, x->text));
	}
	if (x->kind != y->kind || !str_eq(x->text, y->text) ||
	    x->flow != y->flow || x->style != y->style)
		return false;
	for (; a; a = a->next) {
		if (a == w->gone)
			continue;
		if (!b || !same(a, b, w))
			return false;
		b = b->next;
	}
	return x == w->grown ? b && !b->next : !b;
}

static void
apply(struct buf *out, const struct fixture *f, struct splices *s)
{
	struct err e;

	buf_clear(out);
	if (splices_apply(out, f->doc.src, f->doc.len, s, &e) < 0)
		fail_msg("%s in\n%s", e.msg, f->doc.src);
}

static void
complain(const char *what, const struct fixture *f, const struct buf *out)
{
	fail_msg("%s:\n%s\n======\n%s\n", what, f->doc.src, buf_str(out));
}

/* Bytes before from and behind to are as they were. */
static void
check_bytes(
    const struct fixture *f, const struct buf *out, size_t from, size_t to)
{
	size_t tail = f->doc.len - to;

	if (out->n < from || memcmp(out->p, f->doc.src, from) != 0)
		complain("bytes before the edit", f, out);
	if (out->n < tail ||
	    memcmp(out->p + out->n - tail, f->doc.src + to, tail) != 0)
		complain("bytes behind the edit", f, out);
}

/* Every comment outside of the bytes that went is still there. */
static void
check_notes(const struct fixture *f, const struct buf *out, struct span gone)
{
	for (const char *p = f->doc.src; (p = strstr(p, "# n")); p++) {
		size_t off = (size_t)(p - f->doc.src);
		char word[16];

		if (off >= gone.off && off < span_end(gone))
			continue;
		snprintf(word, sizeof word, "%.*s",
		    (int)strcspn(p + 2, " \r\n") + 2, p);
		if (!strstr(buf_str(out), word))
			complain("a comment is lost", f, out);
	}
}

static void
reread(struct fixture *g, const struct fixture *f, const struct buf *out,
    const struct wish *w, const char *what)
{
	bool fence = f->doc.front.off > 0;

	if (!load(g, buf_str(out), out->n, f->doc.eol, fence))
		complain(g->d.v[0].text, f, out);
	if (!g->doc.root ? w->gone == NULL || f->doc.root->n != 1
			 : !same(f->doc.root, g->doc.root, w))
		complain(what, f, out);
}

static size_t
after(const struct fixture *f, const struct front_node *n)
{
	return line_next(f->doc.src, f->doc.len, span_end(n->span));
}

/* From where on an edit of n may change bytes. */
static size_t
before(const struct front_node *n)
{
	const struct front_node *prev = n->parent ? n->parent->first : n;

	if (n->key)
		return n->key_span.off;
	if (prev == n)
		return n->parent ? n->parent->span.off : n->span.off;
	while (prev->next != n)
		prev = prev->next;
	return span_end(prev->span);
}

/* The bytes of n with its key or dash and all of its lines. */
static struct span
lines_of(const struct fixture *f, const struct front_node *n)
{
	return (struct span){before(n), after(f, n) - before(n)};
}

/* Setting the old value again would write it as it stood. */
static bool
reversible(const struct front_node *was, const struct front_node *is)
{
	struct scalar_place at = {false, 0, "\n", 0};

	for (const struct front_node *p = was->parent; p; p = p->parent)
		at.flow |= p->flow;
	if (was->kind != FRONT_SCALAR || !was->span.len ||
	    was->style == FRONT_LITERAL || was->style == FRONT_FOLDED ||
	    is->style == FRONT_LITERAL)
		return false;
	if (!scalar_wish(was, &at))
		return was->style == scalar_style(was->text, &at) &&
		       !scalar_wish(is, &at);
	return was->style == is->style && scalar_wish(is, &at);
}

static void
undo_value(struct fixture *f, struct fixture *g, size_t i)
{
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&g->doc, &g->a, &s};
	struct buf out = BUF_INIT;
	struct span was = f->v[i]->span;

	if (memchr(f->doc.src + was.off, '\n', was.len) ||
	    !reversible(f->v[i], g->v[i]))
		return;
	front_replace(&t, g->v[i], f->v[i]->text);
	apply(&out, g, &s);
	if (strcmp(buf_str(&out), f->doc.src) != 0)
		complain("set again, not the same bytes", f, &out);
	buf_free(&out);
}

static void
try_replace(struct gen *r, struct fixture *f, struct fixture *g, size_t i)
{
	const struct front_node *n = f->v[i];
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&f->doc, &f->a, &s};
	struct wish w = {.changed = n, .value = any_text(r)};
	struct span gone = n->span;
	struct buf out = BUF_INIT;

	front_replace(&t, n, w.value);
	apply(&out, f, &s);
	reread(g, f, &out, &w, "replaced");
	check_bytes(f, &out, before(n), after(f, n));
	if (n->kind != FRONT_SCALAR)
		gone.len = after(f, n) - gone.off;
	check_notes(f, &out, gone);
	if (n->kind == FRONT_SCALAR)
		undo_value(f, g, i);
	arena_free(&g->a);
	buf_free(&out);
}

static void
undo_add(struct fixture *f, struct fixture *g, size_t i)
{
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&g->doc, &g->a, &s};
	struct buf out = BUF_INIT;

	if (f->v[i]->n == 0)
		return;
	front_drop(&t, g->v[i]->last);
	apply(&out, g, &s);
	if (out.n != f->doc.len || memcmp(out.p, f->doc.src, out.n) != 0)
		complain("added and dropped, not the same bytes", f, &out);
	buf_free(&out);
}

/* Adds something that fits to n. */
static void
add_any(struct gen *r, struct text_edit *t, const struct front_node *n)
{
	const char *s = any_text(r);
	struct front_pair pairs[2] = {
	    {"new", s, NULL}, {"no", any_text(r), NULL}};
	struct strs list = {NULL, 0, 0};

	strs_add(&list, t->a, "x");
	strs_add(&list, t->a, s);
	if (below(r, 3) == 0)
		pairs[0] = (struct front_pair){"new", NULL, &list};
	if (n->kind == FRONT_LIST ||
	    (n->kind == FRONT_SCALAR && (n->text[0] || below(r, 2)))) {
		if (below(r, 3))
			front_add_item(t, n, s);
		else
			front_add_item_map(t, n, pairs, 2);
	} else if (below(r, 2)) {
		front_add(t, n, &pairs[0]);
	} else {
		front_add_map(t, n, "new", pairs, 2, below(r, 2));
	}
}

static void
try_add(struct gen *r, struct fixture *f, struct fixture *g, size_t i)
{
	const struct front_node *n = f->v[i];
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&f->doc, &f->a, &s};
	struct wish w = {.grown = n};
	struct buf out = BUF_INIT;

	add_any(r, &t, n);
	apply(&out, f, &s);
	reread(g, f, &out, &w, "added");
	check_bytes(f, &out, before(n), after(f, n));
	check_notes(f, &out, (struct span){0, 0});
	undo_add(f, g, i);
	arena_free(&g->a);
	buf_free(&out);
}

static void
try_drop(struct fixture *f, struct fixture *g, size_t i)
{
	const struct front_node *n = f->v[i];
	struct splices s = {NULL, 0, 0};
	struct text_edit t = {&f->doc, &f->a, &s};
	struct wish w = {.gone = n};
	struct buf out = BUF_INIT;

	while (w.gone->parent->n == 1 && w.gone->parent->parent)
		w.gone = w.gone->parent;
	front_drop(&t, n);
	apply(&out, f, &s);
	reread(g, f, &out, &w, "dropped");
	check_notes(f, &out, lines_of(f, w.gone));
	arena_free(&g->a);
	buf_free(&out);
}

static void
generate(struct gen *g, bool fence)
{
	g->eol = below(g, 3) ? "\n" : "\r\n";
	g->keys = g->notes = 0;
	buf_clear(&g->out);
	if (fence)
		buf_addf(&g->out, "---%s", g->eol);
	gap(g, 0);
	gen_map(g, 0, 0, false);
	gap(g, 0);
	if (fence)
		buf_addf(&g->out, "---%s%s# Body%s", g->eol, g->eol, g->eol);
	else if (below(g, 3) == 0)
		/* a block scalar there would depend on the line end */
		buf_addf(&g->out, "k%u: x", g->keys++);
}

static void
any_edit(void **state)
{
	struct gen g = {.state = 88172645463325252u, .out = BUF_INIT};
	static struct fixture f, again;
	size_t unread = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		bool fence = below(&g, 2);
		size_t k;

		generate(&g, fence);
		if (!load(&f, buf_str(&g.out), g.out.n, g.eol, fence)) {
			unread++;
			arena_free(&f.a);
			continue;
		}
		k = below(&g, (unsigned)f.n);
		if (k > 0 && below(&g, 3) == 0)
			try_drop(&f, &again, k);
		else if (k > 0 && below(&g, 2))
			try_replace(&g, &f, &again, k);
		else
			try_add(&g, &f, &again, k);
		arena_free(&f.a);
	}
	assert_true(unread < ROUNDS / 100);
	buf_free(&g.out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"an edit changes what was asked and no other byte, and taking it "
	     "back gives the old file",
		any_edit, NULL, NULL, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
