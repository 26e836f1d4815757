/*
 * Changes that are read from the few lines around a difference are those of
 * both versions read whole: ten thousand pairs of versions of generated
 * plans, one made of the other by the commands' edits and by lines that were
 * taken out, put in, moved and mistyped at random.  Where one of the two
 * cannot be read, nothing is said.  A failure names its case;
 * ILP_PROP_CASE=N runs that one again.
 *
 * ILP_PROP_EDITS or the first argument: how many pairs.
 */

#include <stdlib.h>

#include "plan_gen.h"

#include "plan/delta.h"
#include "plan/edit.h"

struct tally {
	size_t pairs, said, changes, unreadable;
	bool failed;
};

static int today;

/* Plans as commands write them, which most are. */
static const char usual[] =
    "---\nilp: 1\nlearner: Asha R.\nbegin: 2026-08-24\nteam:\n"
    "  learner: asha.r\n  coach: [j.ortiz]\nprofile:\n  strengths:\n"
    "    - sketches\n    - \"asks: why\"\ngroups: [a, b]\ngoals:\n"
    "  annotate-sources:\n    title: Annotate\n    status: active\n"
    "    target: 3\n    progress: 1\n    standards: [S.1, S.2]\n\n"
    "  read:\n    title: Read every day\n    due: 2026-12-01\n"
    "    why: |\n      It is fun.\n\n      It helps.\n\n"
    "  lead-discussion:\n    title: Lead a discussion\n"
    "    criteria:\n      - all speak\n      - nobody: waits\nyear: 2026-27\n"
    "---\n# Asha's plan\n\n<!-- how to\nuse it -->\n\n## About me\n\n"
    "I draw.\n\n## Goals\n\nAll of them.\n\n### annotate-sources\n\n"
    "My words.\n\n- [ ] one\n- [x] two (done 2026-10-01)\n  goes on\n\n"
    "### read\n\n- [ ] a page (due 2026-12-01; who j.ortiz)\n\n"
    "### on the side\n\nNot one.\n\n## Check-ins\n\nHere we talk.\n\n"
    "### 2026-09-02 j.ortiz {goal=read:1}\n\nWell begun.\n\n"
    "### 2026-09-16 j.ortiz {with=asha.r next=2026-10-01}\n\nOn the way.\n\n"
    "### 2026-10-02 j.ortiz\n\nOn the way.\n\n## My journal\n\n"
    "### 2026-10-02 asha.r\n\nI read.\n\n## Our own\n\nOurs.\n\n"
    "### inside\n\nMore.\n\n## Notes\n\n### 2026-10-03 j.ortiz\n\nQuiet.\n";

/* What may come into a plan, on purpose or not. */
static const char *const lines[] = {"", "", "", "  ", "a line of words",
    "A paragraph\ngoes on", "# A title", "## About me", "## Goals",
    "## Check-ins", "## My journal", "## Our own", "## Notes", "## [linked]",
    "[linked]: /there", "[read]: /there", "### [read]", "### read",
    "### annotate-sources", "### lead-discussion: now", "### coach",
    "### learner", "### goals", "### on the side", "### *read*", "### inside",
    "###", "###\tread", "## ", "#### deep", " ## indented",
    "### 2026-10-02 j.ortiz", "### 2026-10-02 — J.Ortiz",
    "### 2026-10-02 j.ortiz ##", "### 2026-10-02 asha.r",
    "### 2026-09-16 j.ortiz {with=asha.r next=2026-10-01}",
    "### 2026-10-20 j.ortiz {goal=read:2}", "### 2026-13-01 nobody",
    "### 2026-10-21 x {oops", "On the way.", "- [ ] one", "- [x] two",
    "- [x] two (done 2026-10-02)", "- [ ] a page", "  - [ ] inner",
    "- item\n  <!-- inside", "<!-- note -->", "<!-- opens", "closes -->",
    "<div>", "</div>", "```", "~~~", "- ```", "    indented", "---",
    "===", "- - -", "> quoted", "> ## quoted", "words\rand\r## more", "\t- tab",
    "## About me\r### x", "<<<<<<< ours",
    "a\xff"
    "b",
    "[x]: /y\n  'title", "trailing  ", "goals:", "goals: {}", "goals:\n  |",
    "\"goals\":", "  read:", "  annotate-sources:", "  new-goal:",
    "  new-goal:\n    title: New", "  read: {title: Read}",
    "    read:", "    title: Another", "    status: met",
    "    status: nonsense", "    target: 9", "    progress: 2",
    "    title: \"open", "    why: 'it''s'",
    "    why: >-\n      folded\n      text", "    why: |\n\n      kept",
    "      deeper", "    standards: [S.1,", "    standards: [a, # ]", "  ]",
    "      S.3]", "    - item", "    x-own: {a: 1, b: [2]}", "  coach: p.marsh",
    "# a comment", "    # another", "  # one more", "groups:", "- a",
    "x-key: value", "  indented: 1", " odd: 1", "...", "? key", "&anchor x",
    "    why: *alias", "key: [a, b]", "learner: B", "\tx: 1", "\"",
    "\xef\xbb\xbf", "\xef\xbb\xbflearner: B", "learner\t: B", "learner : B",
    "    title\t: B", "    \"title\": B"};

static size_t
line_at(struct gen *g, const struct buf *b)
{
	return line_start(b->p, gen_below(g, b->n + 1));
}

/* n lines from off on. */
static size_t
lines_end(const struct buf *b, size_t off, size_t n)
{
	while (n-- > 0)
		off = line_next(b->p, b->n, off);
	return off;
}

static void
put_line(struct gen *g, struct buf *b, size_t at)
{
	struct buf l = BUF_INIT;

	for (const char *s = GEN_PICK(g, lines); *s; s++) {
		if (*s == '\n')
			buf_adds(&l, g->eol);
		else
			buf_addc(&l, *s);
	}
	buf_adds(&l, g->eol);
	buf_splice(b, at, 0, l.p, l.n);
	buf_free(&l);
}

/* The same lines once more, or elsewhere. */
static void
copy_lines(struct gen *g, struct buf *b, size_t at, bool move)
{
	size_t end = lines_end(b, at, 1 + gen_below(g, 4)), n = end - at, to;
	struct buf l = BUF_INIT;

	buf_add(&l, b->p + at, n);
	if (move)
		buf_splice(b, at, n, NULL, 0);
	to = gen_chance(g, 50) ? line_at(g, b)
			       : (at < b->n ? line_next(b->p, b->n, at) : b->n);
	buf_splice(b, to, 0, buf_str(&l), l.n);
	buf_free(&l);
}

static void
mistype(struct gen *g, struct buf *b, size_t at)
{
	static const char *const typed[] = {" ", "\n", "#", "-", ":", "x", "\"",
	    "'", "[", "]", "{", "}", "<", "`", "\t", "\r", "3", "_", "&", "  "};
	size_t end = line_end(b->p, b->n, at);
	size_t off = at + gen_below(g, end - at + 1);
	const char *s = GEN_PICK(g, typed);

	buf_splice(b, off, off < end && gen_chance(g, 50), s,
	    gen_chance(g, 80) ? strlen(s) : 0);
}

/* A few changes near one another. */
static void
damage(struct gen *g, struct buf *b)
{
	size_t n = 1 + gen_below(g, 3), at = line_at(g, b);

	for (size_t i = 0; i < n && b->n > 0; i++) {
		at = line_start(b->p, at < b->n ? at : b->n - 1);
		switch (gen_below(g, 7)) {
		case 0:
			buf_splice(b, at,
			    lines_end(b, at, 1 + gen_below(g, 3)) - at, NULL,
			    0);
			break;
		case 1:
			copy_lines(g, b, at, gen_chance(g, 50));
			break;
		case 2:
			mistype(g, b, at);
			break;
		default:
			put_line(g, b, at);
			break;
		}
		if (gen_chance(g, 50))
			at = lines_end(b, at, gen_below(g, 3));
		if (gen_chance(g, 15))
			at = line_at(g, b);
	}
}

/* What the commands write. */
static void
command(struct gen *g, struct edit *ed)
{
	static const char *const keys[] = {
	    "target", "progress", "due", "title", "x-own", "area"};
	static const enum section_kind sections[] = {SECTION_CHECKINS,
	    SECTION_REFLECTIONS, SECTION_EVIDENCE, SECTION_NOTES};
	const char *goal = GEN_PICK(g, gen_goal_ids);
	const char *day = GEN_PICK(g, gen_dates);
	const struct assign as = {
	    GEN_PICK(g, keys), ASSIGN_SET, GEN_PICK(g, gen_dates)};
	const struct attr attr = {"goal", "read:2", 0};
	const struct step_new step = {"a step", NULL, NULL, NULL, NULL};
	const struct entry_new entry = {GEN_PICK(g, sections), day,
	    GEN_PICK(g, gen_handles), &attr, gen_below(g, 2),
	    gen_chance(g, 50) ? "Seen." : "On the way."};
	struct err e;

	switch (gen_below(g, 5)) {
	case 0:
		edit_goal_set(ed, goal, &as, 1, &e);
		break;
	case 1:
		edit_goal_status(
		    ed, goal, GOAL_MET, day, "j.ortiz", "done", &e);
		break;
	case 2:
		edit_step_add(ed, goal, &step, &e);
		break;
	case 3:
		edit_step_done(ed, goal, 1, true, day, &e);
		break;
	default:
		edit_entry_add(ed, &entry, &e);
		break;
	}
}

struct version {
	const char *s;
	size_t n;
	struct plan plan;
};

static void
read_version(struct version *v, struct arena *a, const struct settings *s,
    const struct buf *b)
{
	v->s = arena_strndup(a, buf_str(b), b->n);
	v->n = b->n;
	plan_read(&v->plan, a, s, today, "plans/asha-r.md", v->s, v->n);
}

static void
next_version(struct version *out, struct gen *g, struct arena *a,
    const struct settings *s, const struct version *old)
{
	struct buf b = BUF_INIT;
	struct edit ed;
	struct err e;

	buf_add(&b, old->s, old->n);
	if (gen_chance(g, 30) && plan_writable(&old->plan, &e) == 0) {
		edit_begin(&ed, a, s, today, &old->plan);
		command(g, &ed);
		buf_clear(&b);
		buf_add(&b, ed.now->doc.src, ed.now->doc.len);
	}
	if (gen_chance(g, 80))
		damage(g, &b);
	read_version(out, a, s, &b);
	buf_free(&b);
}

/* ---- one pair ---- */

static void
tell(const char *who, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *v = &c->v[i];

		printf("# %s: %s %s %s %s %s: %s -> %s\n", who, v->what,
		    v->goal ? v->goal : "", v->section ? v->section : "",
		    v->date ? v->date : "", v->by ? v->by : "",
		    v->old ? v->old : "", v->new ? v->new : "");
	}
}

static bool
wrong(const struct version *x, const struct version *y, const char *why)
{
	printf(
	    "# %s\n# ---- before:\n%s\n# ---- after:\n%s\n", why, x->s, y->s);
	return false;
}

static bool
try_pair(struct tally *sum, struct arena *a, const struct settings *s,
    const struct version *x, const struct version *y)
{
	struct changes few = {0}, all = {0};
	bool said;

	if (x->plan.broken && y->plan.broken)
		return true;
	said = delta_changes(&few, a, s, x->plan.path, x->s, x->n, y->s, y->n);
	sum->pairs++;
	sum->said += said;
	sum->unreadable += x->plan.broken != y->plan.broken;
	if (!said)
		return few.n == 0 || wrong(x, y, "unsure, but not silent");
	if (x->plan.broken || y->plan.broken)
		return wrong(x, y, "sure of what does not read");
	plan_changes(&all, a, &x->plan, &y->plan);
	sum->changes += all.n;
	if (changes_equal(&few, &all, a))
		return true;
	tell("few", &few);
	tell("all", &all);
	return wrong(x, y, "not what both read whole say");
}

/* ---- many ---- */

#define VERSIONS_EACH 8 /* of one plan, one made of the other */

static void
try_plan(uint64_t seed, struct tally *sum)
{
	static const char yml[] =
	    "ilp: 1\nsections:\n  Reflections: [My journal]\n";
	struct gen g = {seed ^ 0xde17a, BUF_INIT, "\n", 0, false};
	struct buf text = BUF_INIT;
	struct diags d = {0};
	struct settings s;
	struct arena a;
	struct version x, y;

	arena_init(&a);
	settings_read(&s, &a, "ilp.yml", yml, strlen(yml), &d);
	if (gen_chance(&g, 50))
		buf_adds(&text, usual);
	else
		text = gen_plan(seed);
	if (memmem(text.p, text.n, "\r\n", 2))
		g.eol = "\r\n";
	read_version(&x, &a, &s, &text);
	for (int i = 0; i < VERSIONS_EACH && !sum->failed; i++) {
		next_version(&y, &g, &a, &s, &x);
		if (!try_pair(sum, &a, &s, &x, &y)) {
			printf("# case %llu, version %d\n",
			    (unsigned long long)seed, i);
			sum->failed = true;
		}
		if (!y.plan.broken)
			x = y;
	}
	arena_free(&a);
	buf_free(&text);
}

int
main(int argc, char **argv)
{
	const char *env = getenv("ILP_PROP_EDITS");
	const char *one = getenv("ILP_PROP_CASE");
	size_t want = (size_t)atol(argc > 1 ? argv[1] : env ? env : "10000");
	struct tally sum = {0};

	date_iso("2026-10-20", 10, &today);
	if (one)
		try_plan(strtoull(one, NULL, 10), &sum);
	for (uint64_t seed = 1; !one && !sum.failed && sum.pairs < want; seed++)
		try_plan(seed, &sum);
	printf("1..1\n%sok 1 - what a few lines tell of two versions is what "
	       "both read whole tell\n",
	    sum.failed ? "not " : "");
	printf("# %zu pairs of versions: sure of %zu, with %zu changes; one "
	       "of two cannot be read\n# in %zu\n",
	    sum.pairs, sum.said, sum.changes, sum.unreadable);
	return sum.failed;
}
