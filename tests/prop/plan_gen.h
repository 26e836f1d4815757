#ifndef PLAN_GEN_H
#define PLAN_GEN_H

/*
 * Plans as people, editors and other programs might have written them, made
 * by a deterministic generator: every style of scalar and list, comments
 * everywhere (each "#c" and a number of its own), CR LF, a byte order mark,
 * fences with blanks behind them, no last line end, many scripts, sections
 * of the school's own with listings and HTML.  All of them are well formed.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

struct gen {
	uint64_t state;
	struct buf b;
	const char *eol;
	unsigned comments;
	bool quiet; /* no comments: inside one line of { } */
};

/* splitmix64, Sebastiano Vigna */
static inline uint64_t
gen_next(struct gen *g)
{
	uint64_t z = g->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static inline size_t
gen_below(struct gen *g, size_t n)
{
	return (size_t)(gen_next(g) % n);
}

static inline bool
gen_chance(struct gen *g, unsigned percent)
{
	return gen_below(g, 100) < percent;
}

#define GEN_PICK(g, v) ((v)[gen_below((g), sizeof(v) / sizeof *(v))])

static const char *const gen_texts[] = {"Read every day", "no", "012", "1.10",
    "~", "null", "yes: no", "half a #dozen", "it's hers", "say \"hm\"",
    "C:\\temp", "Zoë Łucja", "ليلى الساحلي", "李明 🙂", "@home", "- dash",
    "*star* and _score_", "[x] box", "{y}", "a, b, c", "100%", "?", "2026-09-01",
    " lead", "trail ", "two\nlines", "a paragraph\n\nand more\n", "e\xcc\x81t\xc3\xa9",
    "# no comment", "a longer text that goes on and on over some words",
    "true", "0x1f", "key:", ": value", "!tag", "&amp", "%", "`code`", "'",
    "\"", "=", "<<", "---", "...", "12:30:45", "one  two", "!", "|", ">"};
static const char *const gen_words[] = {"grade-9", "academic", "biology",
    "smart", "pages", "RS.2.b", "ccss", "margin-notes", "short", "club"};
static const char *const gen_dates[] = {
    "2026-08-24", "2026-10-02", "2027-02-28", "2026-12-31"};
static const char *const gen_handles[] = {
    "asha.r", "j.ortiz", "m.lindgren", "r.family", "p.marsh"};
static const char *const gen_numbers[] = {"0", "3", "-2", "+4", "12.5"};

static inline void
gen_pad(struct gen *g, size_t n)
{
	buf_addf(&g->b, "%*s", (int)n, "");
}

static inline void
gen_line_end(struct gen *g)
{
	buf_adds(&g->b, g->eol);
}

/* The end of a line of facts, at times with a comment. */
static inline void
gen_end(struct gen *g)
{
	if (!g->quiet && gen_chance(g, 15))
		buf_addf(&g->b, "%*s#c%u", 1 + (int)gen_below(g, 3), "",
		    g->comments++);
	else if (!g->quiet && gen_chance(g, 5))
		buf_adds(&g->b, "  ");
	gen_line_end(g);
}

/* Blank lines and comments of their own, not deeper than col. */
static inline void
gen_between(struct gen *g, size_t col)
{
	if (gen_chance(g, 8))
		gen_line_end(g);
	if (gen_chance(g, 10)) {
		gen_pad(g, gen_below(g, col + 1));
		buf_addf(&g->b, "#c%u what follows: [is ours]", g->comments++);
		gen_line_end(g);
	}
}

/* Whether a text surely is itself when it stands plain. */
static inline bool
gen_plain_ok(const char *s, bool flow)
{
	static const char *const special[] = {
	    "no", "true", "null", "---", "...", "key:"};
	unsigned char c = (unsigned char)*s;
	size_t n = strlen(s);

	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (strcmp(s, special[i]) == 0)
			return i < 3;
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		   (c >= '0' && c <= '9') || c >= 0x80) &&
	       s[n - 1] != ' ' && s[n - 1] != ':' && !strchr(s, '\n') &&
	       !strstr(s, ": ") && !strstr(s, " #") &&
	       !(flow && strpbrk(s, ",[]{}:"));
}

/* s with each blank between two letters a line end now and then. */
static inline void
gen_folded(struct gen *g, const char *s, size_t col, char quote)
{
	for (const char *p = s; *p; p++) {
		bool blank = *p == ' ' && p > s && p[1] && p[-1] != ' ' &&
			     p[1] != ' ' && p[1] != '#' && p[1] != '-' &&
			     p[-1] != ':';

		if (blank && quote != '|' && gen_chance(g, 30)) {
			gen_line_end(g);
			gen_pad(g, col);
		} else if (*p == '\'' && quote == '\'') {
			buf_adds(&g->b, "''");
		} else if ((*p == '"' || *p == '\\') && quote == '"') {
			buf_addf(&g->b, "\\%c", *p);
		} else if (*p == '\n' && quote == '"') {
			buf_adds(&g->b, "\\n");
		} else {
			buf_addc(&g->b, *p);
		}
	}
}

/* A block scalar whose key or dash stands in col; ends its last line. */
static inline void
gen_block(struct gen *g, const char *s, size_t col)
{
	size_t n = strlen(s), in = col + 1 + gen_below(g, 4);
	bool last = s[n - 1] == '\n';
	bool fold = !strchr(s, '\n') && !strstr(s, "  ") && gen_chance(g, 50);

	buf_adds(&g->b, fold ? ">" : "|");
	buf_adds(&g->b, last ? "" : "-");
	gen_end(g);
	gen_pad(g, in);
	for (size_t i = 0; i < n - last; i++) {
		if (s[i] == '\n') {
			gen_line_end(g);
			if (s[i + 1] != '\n')
				gen_pad(g, in);
		} else if (fold && s[i] == ' ' && gen_chance(g, 30)) {
			gen_line_end(g);
			gen_pad(g, in);
		} else {
			buf_addc(&g->b, s[i]);
		}
	}
	gen_line_end(g);
}

/* A scalar behind its colon or dash, in any style, to the line's end. */
static inline void
gen_scalar(struct gen *g, const char *s, size_t col, bool flow)
{
	size_t in = col + 1 + gen_below(g, 4), n = strlen(s);
	bool fold = !flow && gen_chance(g, 20);
	const char *quote = "'";

	if (!flow && *s != ' ' && s[n - 1] != ' ' && !strchr("#\n", *s) &&
	    gen_chance(g, 15)) {
		gen_block(g, s, col);
		return;
	}
	if (gen_plain_ok(s, flow) && gen_chance(g, 75))
		quote = "";
	else if (strchr(s, '\n') || gen_chance(g, 40))
		quote = "\"";
	buf_adds(&g->b, quote);
	gen_folded(g, s, in, !fold ? (*quote ? *quote : '|') : *quote);
	if (!fold && *quote)
		g->b.n = g->b.n; /* written without breaks above */
	buf_adds(&g->b, quote);
	if (!flow)
		gen_end(g);
}

#endif
