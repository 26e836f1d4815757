#include "repo/indexbytes.h"

#include <stdlib.h>
#include <string.h>

#include "repo/be32.h"
#include "repo/sha1.h"

#define HEADER	   12
#define FIXED	   62 /* of an entry, up to its path */
#define CHECKSUM   20
#define ID_SIZE	   20
#define TREE_DEPTH 64

/* Where the fields of an entry are. */
enum {
	AT_MTIME = 8,
	AT_SIZE = 36,
	AT_FLAGS = 60,
};

#define FLAG_VALID    0x8000u /* "assume unchanged" */
#define FLAG_EXTENDED 0x4000u
#define FLAG_STAGE    0x3000u
#define FLAG_NAME     0x0fffu

static unsigned
entry_flags(const unsigned char *p)
{
	return (unsigned)p[AT_FLAGS] << 8 | p[AT_FLAGS + 1];
}

static const char *
entry_path(const unsigned char *p)
{
	return (const char *)p + FIXED +
	       (entry_flags(p) & FLAG_EXTENDED ? 2 : 0);
}

/* The whole length of the entry at p, padding too; 0 if it is none. */
static size_t
entry_length(const unsigned char *p, const unsigned char *end)
{
	const char *path;
	const void *nul;
	size_t n;

	if ((size_t)(end - p) < FIXED + 2)
		return 0;
	path = entry_path(p);
	nul = memchr(path, '\0', (size_t)((const char *)end - path));
	if (!nul)
		return 0;
	n = ((size_t)((const unsigned char *)nul - p) + 8) & ~(size_t)7;
	return n <= (size_t)(end - p) ? n : 0;
}

static bool
read_entries(struct indexbytes *x, struct arena *a)
{
	const unsigned char *end = x->p + x->len - CHECKSUM;
	size_t at = HEADER;

	if (x->count > x->len / FIXED)
		return false;
	x->off = arena_alloc(a, (x->count + 1) * sizeof *x->off);
	for (uint32_t i = 0; i < x->count; i++) {
		const unsigned char *p = x->p + at;
		size_t n = entry_length(p, end);

		if (n == 0 ||
		    (x->version < 3 && entry_flags(p) & FLAG_EXTENDED))
			return false;
		/* Sorted, else none could be found. */
		if (i > 0 &&
		    strcmp(entry_path(x->p + x->off[i - 1]), entry_path(p)) > 0)
			return false;
		if (entry_flags(p) & FLAG_STAGE && !x->conflict)
			x->conflict = entry_path(p);
		x->off[i] = (uint32_t)at;
		at += n;
	}
	x->off[x->count] = (uint32_t)at;
	return true;
}

/* What is not kept here git makes anew when it wants it. */
static bool
read_extensions(struct indexbytes *x)
{
	const unsigned char *p = x->p + x->off[x->count];
	const unsigned char *end = x->p + x->len - CHECKSUM;

	while (end - p >= 8) {
		uint32_t n = be32(p + 4);

		if (n > (size_t)(end - p) - 8)
			return false;
		/* A small letter: it changes what the entries mean. */
		if (p[0] < 'A' || p[0] > 'Z')
			return false;
		if (memcmp(p, "TREE", 4) == 0) {
			x->tree = p + 8;
			x->tree_len = n;
		} else if (memcmp(p, "REUC", 4) == 0) {
			x->undo = p + 8;
			x->undo_len = n;
		}
		p += 8 + n;
	}
	return p == end;
}

bool
indexbytes_read(
    struct indexbytes *x, struct arena *a, const unsigned char *p, size_t len)
{
	*x = (struct indexbytes){.p = p, .len = len, .version = 2};
	if (len == 0) {
		x->off = arena_alloc(a, sizeof *x->off);
		return true;
	}
	if (len < HEADER + CHECKSUM || len > INT32_MAX ||
	    memcmp(p, "DIRC", 4) != 0)
		return false;
	x->version = be32(p + 4);
	x->count = be32(p + 8);
	if (x->version != 2 && x->version != 3)
		return false;
	return read_entries(x, a) && read_extensions(x);
}

/* The first entry whose path is not below path's first n bytes in order. */
static uint32_t
find(const struct indexbytes *x, const char *path, size_t n)
{
	uint32_t lo = 0, hi = x->count;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		const char *at = entry_path(x->p + x->off[mid]);
		int c = strncmp(at, path, n);

		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool
has_below(const struct indexbytes *x, const char *path)
{
	size_t n = strlen(path);
	char *dir = malloc(n + 2);
	uint32_t i;
	bool yes;

	if (!dir)
		err_nomem();
	memcpy(dir, path, n);
	strcpy(dir + n, "/");
	i = find(x, dir, n + 1);
	yes = i < x->count &&
	      strncmp(entry_path(x->p + x->off[i]), dir, n + 1) == 0;
	free(dir);
	return yes;
}

/* Is there a file where path has a folder, or a folder where it is? */
static bool
clashes(const struct indexbytes *x, const char *path)
{
	for (const char *s = strchr(path, '/'); s; s = strchr(s + 1, '/')) {
		size_t n = (size_t)(s - path);
		uint32_t i = find(x, path, n);
		const char *at =
		    i < x->count ? entry_path(x->p + x->off[i]) : "";

		if (strncmp(at, path, n) == 0 && at[n] == '\0')
			return true;
	}
	return has_below(x, path);
}

static void
add_be32(struct buf *out, uint32_t v)
{
	unsigned char b[4];

	put_be32(b, v);
	buf_add(out, b, sizeof b);
}

static void
add_entry(struct buf *out, const struct indexentry *v, unsigned flags)
{
	const struct stat *st = &v->st;
	size_t n = strlen(v->path), pad = 8 - (FIXED + n) % 8;
	unsigned name = n < FLAG_NAME ? (unsigned)n : FLAG_NAME;

	add_be32(out, (uint32_t)st->st_ctim.tv_sec);
	add_be32(out, (uint32_t)st->st_ctim.tv_nsec);
	add_be32(out, (uint32_t)st->st_mtim.tv_sec);
	add_be32(out, (uint32_t)st->st_mtim.tv_nsec);
	add_be32(out, (uint32_t)st->st_dev);
	add_be32(out, (uint32_t)st->st_ino);
	add_be32(out, v->mode);
	add_be32(out, st->st_uid);
	add_be32(out, st->st_gid);
	add_be32(out, (uint32_t)st->st_size);
	buf_add(out, v->id, ID_SIZE);
	name |= flags & FLAG_VALID;
	buf_addc(out, (char)(name >> 8));
	buf_addc(out, (char)(name & 0xff));
	buf_add(out, v->path, n);
	buf_add(out, "\0\0\0\0\0\0\0", pad);
}

static bool
is_racy(const unsigned char *p, const struct stat *was)
{
	int64_t s = (int32_t)be32(p + AT_MTIME);
	uint32_t ns = be32(p + AT_MTIME + 4);

	if (s != was->st_mtim.tv_sec)
		return s > was->st_mtim.tv_sec;
	return ns == 0 || ns >= (uint32_t)was->st_mtim.tv_nsec;
}

static void
copy_entry(struct buf *out, const struct indexbytes *x, uint32_t i,
    const struct stat *was)
{
	const unsigned char *p = x->p + x->off[i];
	size_t at = out->n;

	buf_add(out, p, x->off[i + 1] - x->off[i]);
	if (is_racy(p, was))
		memset(out->p + at + AT_SIZE, 0, 4);
}

/* Both sorted lists into one; returns how many entries there are. */
static uint32_t
merge(struct buf *out, const struct indexbytes *x, const struct indexentry *v,
    size_t n, const struct stat *was)
{
	uint32_t count = 0, i = 0;
	size_t k = 0;

	while (i < x->count || k < n) {
		const unsigned char *p = i < x->count ? x->p + x->off[i] : NULL;
		int c = !p ? 1 : k == n ? -1 : strcmp(entry_path(p), v[k].path);

		if (c < 0)
			copy_entry(out, x, i, was);
		else if (v[k].id)
			add_entry(out, &v[k], c == 0 ? entry_flags(p) : 0);
		count += c < 0 || v[k].id;
		i += c <= 0;
		k += c >= 0;
	}
	return count;
}

/* One of the cached trees and those below it. */
struct treewalk {
	const unsigned char *p, *end;
	struct buf *out;
};

/* Reads a number and the byte after it. */
static bool
tree_number(struct treewalk *w, char after, long *out)
{
	char text[16], *end;
	size_t n = 0;

	while (w->p < w->end && n < sizeof text - 1 && *w->p != after)
		text[n++] = (char)*w->p++;
	if (w->p == w->end || *w->p != after)
		return false;
	w->p++;
	text[n] = '\0';
	*out = strtol(text, &end, 10);
	return n > 0 && *end == '\0';
}

static size_t
tree_skip(const struct indexentry *v, size_t n, size_t at, const char *name,
    size_t *first)
{
	size_t len = strlen(name), i = 0, k = 0;

	while (i < n && (strncmp(v[i].path + at, name, len) != 0 ||
			    v[i].path[at + len] != '/'))
		i++;
	while (i + k < n && strncmp(v[i + k].path + at, name, len) == 0 &&
	       v[i + k].path[at + len] == '/')
		k++;
	*first = i;
	return k;
}

/*
 * Copies a tree; one with a changed file (v, whose paths are equal up to at)
 * loses its id, so that git makes it anew.  False where it is no such tree.
 */
static bool
tree_copy(struct treewalk *w, const struct indexentry *v, size_t n, size_t at,
    unsigned depth)
{
	const char *name = (const char *)w->p;
	const void *nul = memchr(w->p, '\0', (size_t)(w->end - w->p));
	long count, below;
	size_t first, k;

	if (!nul || depth > TREE_DEPTH)
		return false;
	w->p += strlen(name) + 1;
	/* The top one has no name and all changes. */
	if (depth == 0)
		first = 0, k = n;
	else
		k = tree_skip(v, n, at, name, &first);
	at += depth == 0 ? 0 : strlen(name) + 1;
	if (!tree_number(w, ' ', &count) || !tree_number(w, '\n', &below) ||
	    (count >= 0 && w->end - w->p < ID_SIZE))
		return false;
	buf_add(w->out, name, strlen(name) + 1);
	buf_addf(w->out, "%ld %ld\n", k > 0 ? -1 : count, below);
	if (count >= 0 && k == 0)
		buf_add(w->out, w->p, ID_SIZE);
	w->p += count >= 0 ? ID_SIZE : 0;
	for (long i = 0; i < below; i++)
		if (!tree_copy(w, v + first, k, at, depth + 1))
			return false;
	return true;
}

static void
add_trees(struct buf *out, const struct indexbytes *x,
    const struct indexentry *v, size_t n)
{
	struct buf trees = BUF_INIT;
	struct treewalk w = {x->tree, x->tree + x->tree_len, &trees};

	/* Left out, git makes all of them anew. */
	if (tree_copy(&w, v, n, 0, 0) && w.p == w.end) {
		buf_adds(out, "TREE");
		add_be32(out, (uint32_t)trees.n);
		buf_add(out, trees.p, trees.n);
	}
	buf_free(&trees);
}

bool
indexbytes_write(struct buf *out, const struct indexbytes *x,
    const struct indexentry *v, size_t n, const struct stat *was)
{
	size_t start = out->n;
	unsigned char sum[CHECKSUM];

	for (size_t i = 0; i < n; i++)
		if (v[i].id && clashes(x, v[i].path))
			return false;
	buf_reserve(out, x->len + n * 160 + 64);
	buf_adds(out, "DIRC");
	add_be32(out, x->version);
	add_be32(out, 0);
	put_be32((unsigned char *)out->p + start + 8, merge(out, x, v, n, was));
	if (x->tree)
		add_trees(out, x, v, n);
	if (x->undo) {
		buf_adds(out, "REUC");
		add_be32(out, (uint32_t)x->undo_len);
		buf_add(out, x->undo, x->undo_len);
	}
	sha1(sum, out->p + start, out->n - start);
	buf_add(out, sum, sizeof sum);
	return true;
}
