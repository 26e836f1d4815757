#ifndef PLANS_H
#define PLANS_H

/*
 * Plans out of small texts, and what they say as text again, for the tests
 * of lib/plan.  Today is 20 October 2026.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "plan/change.h"
#include "plan/edit.h"
#include "plan/plan.h"

#define TEST(function, title)                                 \
	{                                                     \
		title, function, plans_begin, plans_end, NULL \
	}

static struct arena arena;
static struct settings school;
static int today;

static inline int
plans_begin(void **state)
{
	(void)state;
	arena_init(&arena);
	settings_init(&school, &arena);
	assert_true(date_iso("2026-10-20", 10, &today));
	return 0;
}

static inline int
plans_end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* The settings become those of an ilp.yml. */
static inline void
school_is(const char *yml)
{
	struct diags d = {0};

	if (settings_read(&school, &arena, "ilp.yml", yml, strlen(yml), &d) !=
	    0)
		fail_msg("%s", d.v[0].text);
}

/* A plan as it is read, well or not. */
static inline struct plan *
plan_raw(const char *text)
{
	struct plan *p = arena_alloc(&arena, sizeof *p);
	size_t n = strlen(text);

	plan_read(p, &arena, &school, today, "plans/9/asha-r.md",
	    arena_strndup(&arena, text, n), n);
	return p;
}

/* A plan without any error. */
static inline struct plan *
plan_of(const char *text)
{
	struct plan *p = plan_raw(text);

	for (size_t i = 0; i < p->diags.n; i++)
		if (p->diags.v[i].severity == SEV_ERROR)
			fail_msg("line %zu: %s [%s]", p->diags.v[i].line,
			    p->diags.v[i].text, p->diags.v[i].code);
	return p;
}

/* Front matter and body of a plan of Asha's. */
static inline const char *
text_of(const char *front, const char *body)
{
	return arena_printf(&arena,
	    "---\nilp: 1\nlearner: Asha\nbegin: 2026-08-24\n%s---\n%s", front,
	    body);
}

static inline struct plan *
plan_with(const char *front, const char *body)
{
	return plan_of(text_of(front, body));
}

/* A goal "read" with these lines (four blanks deep). */
static inline struct goal *
goal_with(const char *lines, const char *body)
{
	struct plan *p = plan_with(
	    arena_printf(&arena, "goals:\n  read:\n    title: Read\n%s", lines),
	    body);

	return &p->goals[0];
}

/* "[a, b]" */
static inline const char *
told_list(const struct strs *l)
{
	const char *s = "[";

	for (size_t i = 0; i < l->n; i++)
		s = arena_printf(&arena, "%s%s%s", s, i ? ", " : "", l->v[i]);
	return arena_printf(&arena, "%s]", s);
}

/* A change as one line: what, whom, old -> new. */
static inline const char *
told_change(const struct change *c)
{
	const char *old = c->old_list ? told_list(c->old_list) : c->old;
	const char *new = c->new_list ? told_list(c->new_list) : c->new;
	struct buf b = BUF_INIT;
	const char *s;

	buf_adds(&b, c->what);
	if (c->goal)
		buf_addf(&b, " goal=%s", c->goal);
	if (c->section)
		buf_addf(&b, " section=%s", c->section);
	if (c->date)
		buf_addf(&b, " date=%s by=%s", c->date, c->by ? c->by : "-");
	if (c->heading)
		buf_addf(&b, " heading=%s", c->heading);
	if (c->text)
		buf_addf(&b, " text=%s", c->text);
	if (old)
		buf_addf(&b, " old=%s", old);
	if (new)
		buf_addf(&b, " new=%s", new);
	s = arena_strdup(&arena, b.p);
	buf_free(&b);
	return s;
}

/* All changes from one plan to another, a line each. */
static inline const char *
told_changes(const struct plan *old, const struct plan *new)
{
	struct changes c = {0};
	const char *s = "";

	plan_changes(&c, &arena, old, new);
	for (size_t i = 0; i < c.n; i++)
		s = arena_printf(&arena, "%s%s\n", s, told_change(&c.v[i]));
	return s;
}

/* The codes of a plan's findings in a line. */
static inline const char *
codes_of(const struct plan *p)
{
	const char *s = "";

	for (size_t i = 0; i < p->diags.n; i++)
		s = arena_printf(
		    &arena, "%s%s%s", s, i ? " " : "", p->diags.v[i].code);
	return s;
}

#endif
