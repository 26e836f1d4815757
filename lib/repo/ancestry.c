#include "repo/ancestry.h"

#include <string.h>

#include "repo/links.h"
#include "repo/rawcommit.h"

/* A commit on the way, from when a child names it until it is looked at. */
struct node {
	uint32_t at; /* in the ancestry; they are found in this order */
	int64_t time;
	struct stored raw;
	struct rawcommit head;
};

struct walk {
	struct ancestry *out;
	struct arena *a;
	struct store *s;
	struct links links;
	struct node *heap;
	size_t nheap, heap_cap;
	uint32_t *met; /* 1 + a place in out->v by its id, open addressing */
	size_t met_cap;
	struct err *e;
};

/* The place of an id: its own, or the free one where it belongs. */
static uint32_t *
met_slot(const struct walk *w, const struct objid *id)
{
	size_t at;

	memcpy(&at, id->v, sizeof at);
	at &= w->met_cap - 1;
	while (w->met[at] && !objid_equal(&w->out->v[w->met[at] - 1].id, id))
		at = (at + 1) & (w->met_cap - 1);
	return &w->met[at];
}

static void
met_grow(struct walk *w)
{
	w->met_cap = w->met_cap ? w->met_cap * 2 : 1024;
	w->met = arena_alloc(w->a, w->met_cap * sizeof *w->met);
	for (size_t i = 0; i < w->out->n; i++)
		*met_slot(w, &w->out->v[i].id) = (uint32_t)i + 1;
}

static bool
before(const struct node *x, const struct node *y)
{
	return x->time != y->time ? x->time > y->time : x->at < y->at;
}

static void
heap_put(struct walk *w, const struct node *n)
{
	size_t i = w->nheap++;

	w->heap =
	    arena_grow(w->a, w->heap, &w->heap_cap, w->nheap, sizeof *w->heap);
	for (; i > 0 && before(n, &w->heap[(i - 1) / 2]); i = (i - 1) / 2)
		w->heap[i] = w->heap[(i - 1) / 2];
	w->heap[i] = *n;
}

static struct node
heap_take(struct walk *w)
{
	struct node top = w->heap[0], last = w->heap[--w->nheap];
	size_t i = 0, k;

	while ((k = 2 * i + 1) < w->nheap) {
		if (k + 1 < w->nheap && before(&w->heap[k + 1], &w->heap[k]))
			k++;
		if (!before(&w->heap[k], &last))
			break;
		w->heap[i] = w->heap[k];
		i = k;
	}
	w->heap[i] = last;
	return top;
}

int
ancestor_lacking(struct err *e)
{
	err_set(e, ERR_WORLD, "a commit of the history is missing");
	return err_hint(e, "git fsck says more; git fetch may bring it");
}

/* Reads a commit into n and its place in the ancestry. */
static int
read_node(struct walk *w, struct node *n, const struct objid *id)
{
	struct signline who;

	if (store_read(&n->raw, w->s, id, STORED_COMMIT, w->e) != 0)
		return -1;
	if (!n->raw.held)
		return ancestor_lacking(w->e);
	if (rawcommit_read(&n->head, n->raw.data, n->raw.len, w->e) != 0) {
		stored_end(&n->raw);
		return -1;
	}
	signline_read(&who, n->head.committer);
	n->time = who.time;
	w->out->v[n->at] = (struct ancestor){.id = *id,
	    .tree = n->head.tree,
	    .time = who.time,
	    .offset = who.offset};
	return 0;
}

/* Puts a commit on the heap, once; *at: where it is in the ancestry. */
static int
push(struct walk *w, const struct objid *id, uint32_t *at)
{
	struct ancestry *out = w->out;
	struct node n = {.at = (uint32_t)out->n};
	uint32_t *met;

	if (out->n * 2 >= w->met_cap)
		met_grow(w);
	met = met_slot(w, id);
	if (*met) {
		*at = *met - 1;
		return 0;
	}
	out->v =
	    arena_grow(w->a, out->v, &out->cap, out->n + 1, sizeof *out->v);
	if (read_node(w, &n, id) != 0)
		return -1;
	*met = (uint32_t)++out->n;
	*at = n.at;
	heap_put(w, &n);
	return 0;
}

/* Puts the parents of a commit on the heap and notes which they are. */
static int
push_parents(struct walk *w, const struct node *n, const struct link *l)
{
	struct ancestry *out = w->out;
	uint32_t count = l ? l->nparents : n->head.nparents;
	uint32_t first = (uint32_t)out->nparents;
	struct objid id;

	out->parents = arena_grow(w->a, out->parents, &out->parents_cap,
	    first + count + 1, sizeof *out->parents);
	for (uint32_t i = 0; i < count; i++) {
		if (l)
			id = l->parents[i];
		else if (rawcommit_parent(&id, &n->head, i, w->e) != 0)
			return -1;
		if (push(w, &id, &out->parents[first + i]) != 0)
			return -1;
	}
	out->nparents += count;
	out->v[n->at].parents = first;
	out->v[n->at].nparents = count;
	return 0;
}

/* Copies what of the commit is told, from its author's line to its end. */
static void
copy_texts(struct walk *w, const struct node *n)
{
	struct ancestor *v = &w->out->v[n->at];
	const char *from = n->head.author;
	size_t len = (size_t)(n->head.end - from);

	v->author = arena_strndup(w->a, from, len);
	v->message = v->author + (n->head.message - from);
	v->end = v->author + len;
}

static int
visit(struct walk *w, const struct node *n)
{
	struct ancestry *out = w->out;
	const struct link *l = links_find(&w->links, &out->v[n->at].id);

	if (push_parents(w, n, l) != 0)
		return -1;
	if (l && l->cut && n->head.nparents > 0) {
		if (!out->cut_off || n->time < out->cut_time)
			out->cut_time = n->time;
		out->cut_off = true;
		return 0;
	}
	copy_texts(w, n);
	out->order = arena_grow(w->a, out->order, &out->order_cap,
	    out->norder + 1, sizeof *out->order);
	out->order[out->norder++] = n->at;
	return 0;
}

int
ancestry_walk(struct ancestry *out, struct arena *a, struct repo *r,
    struct store *s, const struct objid *tip, int64_t since, struct err *e)
{
	struct walk w = {.out = out, .a = a, .s = s, .e = e};
	uint32_t first;
	int code;

	*out = (struct ancestry){.n = 0};
	links_read(&w.links, a, r);
	code = push(&w, tip, &first);
	while (code == 0 && w.nheap > 0) {
		struct node n = heap_take(&w);

		if (n.time >= since)
			code = visit(&w, &n);
		stored_end(&n.raw);
	}
	while (w.nheap > 0)
		stored_end(&w.heap[--w.nheap].raw);
	return code;
}
