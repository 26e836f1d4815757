#ifndef TEXT_MD_H
#define TEXT_MD_H

/*
 * What ilp needs of a Markdown body: the headings that are children of the
 * document, the task items of lists, and whether a fence or HTML block is
 * left open.  cmark decides what is what (the only include of cmark.h is in
 * md.c); of its positions only start lines are trusted, spans come from the
 * bytes.  Source: CommonMark 0.30; ilp-plan(5) HOW THE BODY IS READ.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

#define MD_NESTING_MAX 50 /* containers (quotes, list items) in each other */

enum md_kind {
	MD_HEADING, /* a child of the document */
	MD_TASK,    /* a list item that starts with [ ], [x] or [X] */
};

struct md_block {
	enum md_kind kind;
	int level;	  /* heading: 1-6 */
	struct span span; /* heading: its whole lines with the line end;
			     task: the lines of its first paragraph */
	/*
	 * Heading: its bytes as written without the opening and closing run
	 * of # and the blanks around (setext: the lines above the underline).
	 * Task: the bytes after the box and its blank, to the end of the
	 * paragraph, which may be several lines.
	 */
	struct span inner;
	/*
	 * Heading: its plain text, inline marks resolved (setext: without
	 * the file's link definitions; over 4 KiB: the bytes).
	 */
	const char *text;
	size_t box;  /* task: offset of its "[" */
	bool done;   /* task */
	size_t line; /* of the file, from 1 */
};

struct md {
	struct md_block *v; /* in document order */
	size_t n;
	/*
	 * A fence or HTML block (of the document itself, not inside a list
	 * or quote) that runs to the end of the text because nothing closes
	 * it: where its first line starts; else (size_t)-1.
	 */
	size_t open;
	bool open_html; /* it is an HTML block */
};

/*
 * Read src[off, len); offsets in the result are those of src, lines count
 * from the start of src (by LFs).  Returns 0, or -1 with one error in d:
 * md-nesting, or md-size for what no hand writes (over 100,000 paragraphs
 * or 50,000 list items).  Memory: a.  Cost: one parse of the skeleton, also
 * for hostile bytes.
 */
int md_read(struct md *out, struct arena *a, const char *path, const char *src,
    size_t len, size_t off, struct diags *d);

/* What md_safe had to change. */
struct md_safe {
	size_t headings; /* lines that would have been headings of level 1-3 */
	size_t markers;	 /* lines that look like conflict markers */
	bool fence;	 /* an open fence was closed */
	bool html;	 /* an open HTML block's < was escaped */
};

/*
 * Text that a person wrote, made safe to stand under an entry's heading:
 * headings of level 1-3 (ATX and setext) and conflict markers get a
 * backslash, an open fence is closed, the < of an open HTML block is
 * escaped; everything else stays byte for byte.  CR LF and CR become LF; a
 * BOM, blank lines at both ends and the last line end go.  Text that md_read
 * refuses keeps its blocks: reading the plan with it will say why.
 * out is appended to.
 */
void md_safe(struct buf *out, struct md_safe *did, const char *text);

/*
 * Markdown as a reader sees it: without HTML comments that begin a line
 * (not those in fenced code) and without blank lines at both ends; in a.
 */
char *md_shown(struct arena *a, const char *text);

#endif
