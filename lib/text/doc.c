#include "text/doc.h"

#include <string.h>

static int
refuse(struct diags *d, struct arena *a, const struct doc *doc, size_t off,
    const char *code, const char *text, const char *hint)
{
	size_t line, col;
	struct diag *g;

	doc_pos(doc, off, &line, &col);
	g = diags_add(d, a, SEV_ERROR, doc->path, line, col, code, "%s", text);
	diag_hint(g, a, "%s", hint);
	return -1;
}

/* The start of the first line that begins with those seven bytes, or -1. */
static size_t
marker_find(const struct doc *doc, const char *seven)
{
	const char *p = doc->src, *end = doc->src + doc->len;

	for (; (p = memchr(p, *seven, (size_t)(end - p))); p++) {
		const char *next = p + 7;
		bool starts = p == doc->src + 3 * doc->bom || p[-1] == '\n';

		if (starts && end - p >= 7 && memcmp(p, seven, 7) == 0 &&
		    (next == end || strchr(" \t\r\n", *next)))
			return (size_t)(p - doc->src);
	}
	return (size_t)-1;
}

static int
conflicts_check(const struct doc *doc, struct arena *a, struct diags *d)
{
	size_t ours = marker_find(doc, "<<<<<<<");
	size_t theirs = marker_find(doc, ">>>>>>>");
	size_t off = ours < theirs ? ours : theirs;

	if (off == (size_t)-1)
		return 0;
	return refuse(d, a, doc, off, "conflict-markers",
	    "the file holds a merge conflict that nobody has settled",
	    "choose between the two versions, remove the lines of <<<<<<<, "
	    "======= and >>>>>>>, save the file");
}

static int
bytes_check(const struct doc *doc, struct arena *a, struct diags *d)
{
	const char *nul = memchr(doc->src, 0, doc->len);
	size_t bad = utf8_valid(doc->src, doc->len);

	if (nul && (size_t)(nul - doc->src) <= bad)
		return refuse(d, a, doc, (size_t)(nul - doc->src), "nul",
		    "the file holds a NUL byte: it is no text",
		    "save it as plain text in UTF-8");
	if (bad < doc->len)
		return refuse(d, a, doc, bad, "utf8", "the text is no UTF-8",
		    "save the file with the encoding UTF-8");
	return 0;
}

/* A line of just the three bytes and blanks behind them. */
static bool
is_fence(const struct doc *doc, size_t off, const char *three)
{
	size_t end;

	if (doc->len - off < 3 || memcmp(doc->src + off, three, 3) != 0)
		return false;
	end = line_end(doc->src, doc->len, off);
	for (off += 3; off < end; off++)
		if (doc->src[off] != ' ' && doc->src[off] != '\t')
			return false;
	return true;
}

static int
fences_find(struct doc *doc, struct arena *a, struct diags *d)
{
	size_t open = doc->bom ? 3 : 0,
	       next = line_next(doc->src, doc->len, open), off = next;

	if (!is_fence(doc, open, "---"))
		return refuse(d, a, doc, open, "front-missing",
		    "the file does not start with front matter",
		    "its first line is ---, then come the facts (as in "
		    "\"ilp: 1\"), then another ---");
	while (off < doc->len && !is_fence(doc, off, "---") &&
	       !is_fence(doc, off, "..."))
		off = line_next(doc->src, doc->len, off);
	if (off == doc->len)
		return refuse(d, a, doc, open, "front-open",
		    "the front matter that starts here has no end",
		    "put a line --- after its last fact");
	doc->eol = doc->src[next - 2] == '\r' ? "\r\n" : "\n";
	doc->front = (struct span){next, off - next};
	doc->close = off;
	doc->body = line_next(doc->src, doc->len, off);
	if (doc->front.len > DOC_FRONT_MAX)
		return refuse(d, a, doc, open, "front-size",
		    "the front matter is larger than 64 KiB",
		    "move long texts below the second ---");
	return 0;
}

static int
front_read(struct doc *doc, struct arena *a, struct diags *d)
{
	if (front_parse(
		&doc->root, a, doc->path, doc->src, doc->len, doc->front, d))
		return -1;
	if (doc->root && doc->root->kind != FRONT_MAP)
		return refuse(d, a, doc, doc->root->span.off, "front-map",
		    "the front matter is no list of \"key: value\" lines",
		    "write each fact as a key, a colon, a blank and its "
		    "value");
	return 0;
}

int
doc_read(struct doc *out, struct arena *a, const char *path, const char *src,
    size_t len, struct diags *d)
{
	struct doc doc = {.path = path, .src = src, .len = len};

	if (len > DOC_FILE_MAX) {
		struct diag *g = diags_add(d, a, SEV_ERROR, path, 0, 0,
		    "file-size", "the file is larger than 1 MiB");

		diag_hint(g, a,
		    "put photos and long documents into the "
		    "plan's files folder and link to them");
		return -1;
	}
	doc.bom = len >= 3 && memcmp(src, "\xef\xbb\xbf", 3) == 0;
	if (bytes_check(&doc, a, d) || conflicts_check(&doc, a, d) ||
	    fences_find(&doc, a, d) || front_read(&doc, a, d) ||
	    md_read(&doc.md, a, path, src, len, doc.body, d))
		return -1;
	*out = doc;
	return 0;
}

void
doc_pos(const struct doc *d, size_t off, size_t *line, size_t *col)
{
	text_pos(d->src, d->len, off, line, col);
}
