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
    "*star* and _score_", "[x] box", "{y}", "a, b, c", "100%", "?",
    "2026-09-01", " lead", "trail ", "two\nlines", "a paragraph\n\nand more\n",
    "e\xcc\x81t\xc3\xa9", "# no comment",
    "a longer text that goes on and on over some words", "true", "0x1f",
    "key:", ": value", "!tag", "&amp", "%", "`code`", "'", "\"", "=", "<<",
    "---", "...", "12:30:45", "one  two", "!", "|", ">"};
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

/*
 * s between its quotes (0: none); with in, a blank between two words is now
 * and then a line end and that many blanks.
 */
static inline void
gen_quoted(struct gen *g, const char *s, char quote, size_t in)
{
	if (quote)
		buf_addc(&g->b, quote);
	for (const char *p = s; *p; p++) {
		bool blank = *p == ' ' && p > s && p[1] && p[-1] != ' ' &&
			     p[-1] != ':' && !strchr(" #-", p[1]);

		if (blank && in && gen_chance(g, 30)) {
			gen_line_end(g);
			gen_pad(g, in);
		} else if (*p == '\'' && quote == '\'') {
			buf_adds(&g->b, "''");
		} else if (quote == '"' && strchr("\"\\", *p)) {
			buf_addf(&g->b, "\\%c", *p);
		} else if (quote == '"' && *p == '\n') {
			buf_adds(&g->b, "\\n");
		} else {
			buf_addc(&g->b, *p);
		}
	}
	if (quote)
		buf_addc(&g->b, quote);
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
	size_t n = strlen(s);
	size_t in = !flow && gen_chance(g, 15) ? col + 1 + gen_below(g, 4) : 0;
	char quote = '\'';

	if (!flow && s[n - 1] != ' ' && !strchr(" #\n", *s) &&
	    gen_chance(g, 15)) {
		gen_block(g, s, col);
		return;
	}
	if (gen_plain_ok(s, flow) && gen_chance(g, 75))
		quote = 0;
	else if (strchr(s, '\n') || gen_chance(g, 40))
		quote = '"';
	gen_quoted(g, s, quote, in);
	if (!flow)
		gen_end(g);
}

/* ---- lists and mappings ---- */

#define GEN_ITEMS 6

/* "[a, b]" behind a colon, on one line or several. */
static inline void
gen_flow_list(struct gen *g, const char *const *v, size_t n, size_t col)
{
	bool spread = !g->quiet && gen_chance(g, 25);

	buf_adds(&g->b, gen_chance(g, 20) ? "[ " : "[");
	for (size_t i = 0; i < n; i++) {
		if (spread) {
			gen_end(g);
			gen_pad(g, col + 2);
		}
		gen_scalar(g, v[i], col, true);
		if (i + 1 < n || (spread && gen_chance(g, 40)))
			buf_adds(&g->b, spread ? "," : ", ");
	}
	if (spread) {
		gen_end(g);
		gen_pad(g, col + 1);
	}
	buf_addc(&g->b, ']');
}

/* A list behind the colon of a key in col. */
static inline void
gen_list(struct gen *g, const char *const *v, size_t n, size_t col)
{
	size_t in = col + gen_below(g, 3) * 2;

	if (n == 1 && gen_chance(g, 25)) {
		buf_addc(&g->b, ' ');
		gen_scalar(g, v[0], col, false);
		return;
	}
	if (gen_chance(g, 35)) {
		buf_addc(&g->b, ' ');
		gen_flow_list(g, v, n, col);
		gen_end(g);
		return;
	}
	gen_end(g);
	for (size_t i = 0; i < n; i++) {
		gen_between(g, in);
		gen_pad(g, in);
		buf_adds(&g->b, gen_chance(g, 90) ? "- " : "-   ");
		gen_scalar(g, v[i], in, false);
	}
}

/* Some of a pool, none twice. */
static inline size_t
gen_some(struct gen *g, const char *const *pool, size_t n, const char **out)
{
	size_t k = 0, want = 1 + gen_below(g, GEN_ITEMS - 1);

	for (size_t i = gen_below(g, n); k < want && i < n;
	     i += 1 + gen_below(g, 3))
		out[k++] = pool[i];
	return k;
}

#define GEN_SOME(g, pool, out) \
	gen_some((g), (pool), sizeof(pool) / sizeof *(pool), (out))

static inline void
gen_key(struct gen *g, size_t col, const char *key)
{
	gen_between(g, col);
	gen_pad(g, col);
	buf_addf(&g->b, "%s:", key);
}

static inline void
gen_fact(struct gen *g, size_t col, const char *key, const char *value)
{
	gen_key(g, col, key);
	if (!*value) {
		gen_end(g);
		return;
	}
	buf_addf(&g->b, "%*s", 1 + (int)gen_below(g, 10) / 9, "");
	gen_scalar(g, value, col, false);
}

static inline void
gen_list_fact(struct gen *g, size_t col, const char *key,
    const char *const *pool, size_t n)
{
	const char *v[GEN_ITEMS];

	gen_key(g, col, key);
	gen_list(g, v, gen_some(g, pool, n, v), col);
}

#define GEN_LIST(g, col, key, pool) \
	gen_list_fact((g), (col), (key), (pool), sizeof(pool) / sizeof *(pool))

/* ---- the plan ---- */

static const char *const gen_goal_ids[] = {
    "annotate-sources", "read", "g-7f3k2q", "lead-discussion"};

static inline void
gen_goal_fact(struct gen *g, size_t col, size_t which)
{
	static const char *const status[] = {
	    "proposed", "active", "met", "paused", "dropped"};
	static const char *const text_keys[] = {
	    "area", "why", "measure", "unit", "reason", "obstacle", "plan"};

	switch (which) {
	case 0:
		gen_fact(g, col, "status", GEN_PICK(g, status));
		break;
	case 1:
		gen_fact(g, col, "target", GEN_PICK(g, gen_numbers));
		break;
	case 2:
		gen_fact(g, col, "progress", GEN_PICK(g, gen_numbers));
		break;
	case 3:
		gen_fact(g, col, "due", GEN_PICK(g, gen_dates));
		break;
	case 4:
		GEN_LIST(g, col, "standards", gen_words);
		break;
	case 5:
		GEN_LIST(g, col, "criteria", gen_texts);
		break;
	case 6:
		gen_key(g, col, "levels");
		gen_end(g);
		gen_fact(g, col + 2, "-1", GEN_PICK(g, gen_texts));
		gen_fact(g, col + 2, "+1", GEN_PICK(g, gen_texts));
		break;
	case 7:
		gen_fact(g, col, "x-club", GEN_PICK(g, gen_texts));
		break;
	case 8:
		gen_fact(g, col, "audience", "");
		break;
	default:
		gen_fact(g, col, text_keys[which % 7], GEN_PICK(g, gen_texts));
		break;
	}
}

static inline void
gen_goal(struct gen *g, size_t col, const char *id)
{
	size_t in = col + 2 + gen_below(g, 2) * 2, at = gen_below(g, 3);

	if (gen_chance(g, 60))
		gen_line_end(g);
	if (gen_chance(g, 12)) {
		gen_pad(g, col);
		g->quiet = true;
		buf_addf(&g->b, "%s: {title: ", id);
		gen_scalar(g, GEN_PICK(g, gen_texts), col, true);
		buf_adds(&g->b, ", standards: ");
		gen_flow_list(g, gen_words, 2, col);
		buf_adds(&g->b, "}");
		g->quiet = false;
		gen_end(g);
		return;
	}
	gen_key(g, col, id);
	gen_end(g);
	for (size_t i = 0; i < 16; i++) {
		if (i == at)
			gen_fact(g, in, "title", GEN_PICK(g, gen_texts));
		if (gen_chance(g, 45))
			gen_goal_fact(g, in, i);
	}
}

static inline void
gen_team(struct gen *g)
{
	static const char *const roles[] = {
	    "learner", "coach", "family", "mentor"};
	size_t col = 2 + gen_below(g, 2) * 2;

	gen_key(g, 0, "team");
	gen_end(g);
	for (size_t i = 0; i < 4; i++)
		if (i == 0 || gen_chance(g, 50))
			GEN_LIST(g, col, roles[i], gen_handles);
}

/* A profile on one line, or with nothing in it; true if it is one. */
static inline bool
gen_profile_short(struct gen *g)
{
	if (gen_chance(g, 75))
		return false;
	gen_key(g, 0, "profile");
	if (gen_chance(g, 60)) {
		g->quiet = true;
		buf_adds(&g->b, " {strengths: ");
		gen_flow_list(g, gen_words, 2, 0);
		buf_adds(&g->b, ", likes: {text: tea, source: ");
		gen_scalar(g, GEN_PICK(g, gen_texts), 0, true);
		buf_adds(&g->b, "}}");
		g->quiet = false;
	}
	gen_end(g);
	return true;
}

static inline void
gen_profile(struct gen *g)
{
	if (gen_profile_short(g))
		return;
	gen_key(g, 0, "profile");
	gen_end(g);
	GEN_LIST(g, 2, "strengths", gen_texts);
	gen_key(g, 2, "interests");
	gen_end(g);
	gen_pad(g, 4);
	buf_adds(&g->b, "- text: ");
	gen_scalar(g, "rivers", 6, false);
	gen_fact(g, 6, "source", GEN_PICK(g, gen_texts));
	if (gen_chance(g, 40))
		gen_fact(g, 2, "needs", GEN_PICK(g, gen_texts));
	if (gen_chance(g, 40)) {
		gen_key(g, 2, "likes");
		gen_end(g);
		gen_fact(g, 5, "text", GEN_PICK(g, gen_texts));
		gen_fact(g, 5, "source", GEN_PICK(g, gen_texts));
	}
}

static inline void
gen_own(struct gen *g)
{
	GEN_LIST(g, 0, "x-list", gen_texts);
	gen_fact(g, 0, "x-locker", GEN_PICK(g, gen_texts));
	gen_key(g, 0, "x-bus");
	gen_end(g);
	gen_fact(g, 3, "line", GEN_PICK(g, gen_texts));
	gen_fact(g, 3, "\"stop\"", GEN_PICK(g, gen_texts));
}

static inline void
gen_goals(struct gen *g)
{
	size_t col = 2 + gen_below(g, 2) * 2;

	if (gen_chance(g, 5)) {
		buf_adds(&g->b, gen_chance(g, 50) ? "goals:" : "goals: {}");
		gen_end(g);
		return;
	}
	gen_key(g, 0, "goals");
	gen_end(g);
	for (size_t i = 0; i < 4; i++)
		if (i == 0 || gen_chance(g, 50))
			gen_goal(g, col, gen_goal_ids[i]);
}

static inline void
gen_plan_fact(struct gen *g, size_t which)
{
	switch (which) {
	case 0:
		gen_fact(g, 0, "person", GEN_PICK(g, gen_texts));
		break;
	case 1:
		gen_fact(g, 0, "stage", GEN_PICK(g, gen_texts));
		break;
	case 2:
		gen_fact(g, 0, "begin", GEN_PICK(g, gen_dates));
		break;
	case 3:
		GEN_LIST(g, 0, "groups", gen_words);
		break;
	case 4:
		GEN_LIST(g, 0, "related", gen_texts);
		break;
	case 5:
		gen_team(g);
		break;
	case 6:
		gen_profile(g);
		break;
	case 7:
		gen_goals(g);
		break;
	case 8:
		gen_own(g);
		break;
	case 9:
		gen_fact(g, 0, "cadence", "2 weeks");
		break;
	default:
		gen_fact(g, 0, "year", which % 2 ? "2026-27" : "");
		break;
	}
}

/* ---- the body ---- */

static inline void
gen_words_of(struct gen *g)
{
	static const char *const v[] = {"I learn best when I can sketch.",
	    "## not a heading in a listing", "> a quote\n> ## inside",
	    "| a | b |\n|---|---|\n| 1 | 2 |", "<div class=\"x\">\nhi\n</div>",
	    "نص من اليمين", "- a list\n  - inside\n\n  more",
	    "#### a small heading", "trailing blanks  \nand more",
	    "```\n### 2026-10-02 nobody\n- [ ] no step\n```",
	    "~~~ md\n## Goals\n~~~", "    indented # code", "🙂 李明"};
	const char *s = GEN_PICK(g, v);

	if (s == v[1])
		buf_adds(&g->b, "\\");
	for (; *s; s++) {
		if (*s == '\n')
			gen_line_end(g);
		else
			buf_addc(&g->b, *s);
	}
	gen_line_end(g);
	gen_line_end(g);
}

static inline void
gen_line(struct gen *g, const char *s)
{
	buf_adds(&g->b, s);
	gen_line_end(g);
	if (gen_chance(g, 80))
		gen_line_end(g);
}

static inline void
gen_steps(struct gen *g)
{
	static const char *const marks[] = {"- ", "* ", "1. ", "  - "};
	static const char *const facts[] = {"", "", " (see page 3)",
	    " (due 2026-12-01)", " (due +14d; who j.ortiz)",
	    " (done 2026-10-01; hours 2)", " (check RS.1:ok; done 2026-10-01)"};
	const char *mark = GEN_PICK(g, marks);
	size_t n = gen_below(g, 4);

	for (size_t i = 0; i < n; i++) {
		const char *fact = GEN_PICK(g, facts);
		bool done = strstr(fact, "done") || gen_chance(g, 20);

		buf_addf(&g->b, "%s[%c] step %zu of *ours*", mark,
		    done ? 'x' : ' ', i);
		if (gen_chance(g, 20)) {
			gen_line_end(g);
			buf_adds(&g->b, "     goes on");
		}
		buf_addf(&g->b, "%s%s", fact, gen_chance(g, 10) ? "  " : "");
		gen_line_end(g);
	}
	if (n)
		gen_line_end(g);
}

static inline void
gen_entries(struct gen *g)
{
	size_t n = gen_below(g, 4);

	for (size_t i = 0; i < n; i++) {
		buf_addf(&g->b, "### 2026-0%zu-1%zu %s", 7 + i / 2, i,
		    GEN_PICK(g, gen_handles));
		if (gen_chance(g, 40))
			buf_adds(
			    &g->b, " {with=a.b prompt=\"what \\\"now\\\"\"}");
		if (gen_chance(g, 10))
			buf_adds(&g->b, " ##");
		gen_line_end(g);
		gen_line_end(g);
		gen_words_of(g);
	}
}

static inline void
gen_body(struct gen *g)
{
	static const char *const sections[] = {"## About me", "## Goals",
	    "## Check-ins", "## My  journal:", "## Evidence", "## Our own",
	    "## Notes"};

	if (gen_chance(g, 70))
		gen_line(g, "# A plan");
	for (size_t i = 0; i < 7; i++) {
		if (!gen_chance(g, 60))
			continue;
		if (i == 4 && gen_chance(g, 30)) {
			buf_adds(&g->b, "Evidence");
			gen_line_end(g);
			gen_line(g, "--------");
		} else {
			gen_line(g, sections[i]);
		}
		if (gen_chance(g, 40))
			gen_words_of(g);
		if (i == 1)
			for (size_t k = 0; k < 4; k++)
				if (gen_chance(g, 50)) {
					buf_adds(&g->b, "### ");
					gen_line(g, gen_goal_ids[k]);
					gen_steps(g);
				}
		if (i == 2 || i == 3 || i == 4 || i == 6)
			gen_entries(g);
	}
	if (gen_chance(g, 3))
		gen_line(g, "```");
}

/* A whole plan; free the buffer. */
static inline struct buf
gen_plan(uint64_t seed)
{
	struct gen g = {seed, BUF_INIT, "\n", 0, false};
	size_t order[12], close;

	g.eol = gen_chance(&g, 25) ? "\r\n" : "\n";
	if (gen_chance(&g, 15))
		buf_adds(&g.b, "\xef\xbb\xbf");
	buf_adds(&g.b, gen_chance(&g, 10) ? "--- " : "---");
	gen_line_end(&g);
	gen_fact(&g, 0, "ilp", "1");
	gen_fact(&g, 0, "learner", GEN_PICK(&g, gen_texts));
	for (size_t i = 0; i < 11; i++)
		order[i] = i;
	for (size_t i = 10; i > 0; i--) {
		size_t k = gen_below(&g, i + 1), keep = order[i];

		order[i] = order[k];
		order[k] = keep;
	}
	for (size_t i = 0; i < 11; i++)
		if (order[i] == 7 || gen_chance(&g, 55))
			gen_plan_fact(&g, order[i]);
	gen_between(&g, 0);
	close = g.b.n;
	buf_adds(&g.b, gen_chance(&g, 10) ? "..." : "---");
	buf_adds(&g.b, gen_chance(&g, 10) ? " \t" : "");
	if (gen_chance(&g, 8))
		return g.b;
	gen_line_end(&g);
	if (gen_chance(&g, 70))
		gen_line_end(&g);
	gen_body(&g);
	while (gen_chance(&g, 15) && g.b.n > close + 4 &&
	       strchr("\r\n", g.b.p[g.b.n - 1]))
		g.b.p[--g.b.n] = '\0';
	return g.b;
}

#endif
