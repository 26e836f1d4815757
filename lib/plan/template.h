#ifndef PLAN_TEMPLATE_H
#define PLAN_TEMPLATE_H

/*
 * Templates of plans: templates/plan/NAME.md of the school, else of the
 * installation.  A template is itself a plan, with any learner's name; a new
 * plan is that plan with values set by the edits of plan/edit.h, so there is
 * no second way to write one.  A comment right below its first line is the
 * sentence that tells what it is for; new plans do not have it.
 * Source: ilp-new(1) TEMPLATES.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "plan/edit.h"
#include "plan/plan.h"

struct template
{
	const char *name;
	const char *path;  /* for messages */
	const char *about; /* its sentence; "" if it has none */
	const char *src;   /* less the line of the sentence */
	size_t len;
	bool own; /* the school's */
};

/*
 * The folder of the installed templates (plan/ and html/ are in it):
 * ILP_TEMPLATES; else beside the running program, where it is installed or
 * where it was built; else where the build was told to install.
 */
const char *templates_dir(struct arena *a);

/*
 * Read the template of that name.  school: the root of the repository, whose
 * templates win; NULL: none.
 * Errors: ERR_USAGE with what there is; ERR_INPUT; ERR_WORLD.  Memory: a.
 */
int template_read(struct template *out, struct arena *a,
    const struct folder *school, const char *name, struct err *e);
/* All there are, by name.  Errors: ERR_INPUT, ERR_WORLD for one of them. */
int templates_list(struct template **out, size_t *n, struct arena *a,
    const struct folder *school, struct err *e);

/*
 * The template as a plan.  Errors: ERR_INPUT with the first error in it.
 */
int template_plan(struct plan **out, struct arena *a, const struct settings *s,
    int today, const struct template *t, struct err *e);

/*
 * A plan at path, made from another one (of template_plan or of this) by
 * setting values.  from is not changed, so threads may share it.
 * Errors: as edit_set.  Cost: one reading where from has all the keys.
 */
int plan_fill(struct plan **out, struct arena *a, const struct settings *s,
    int today, const struct plan *from, const char *path,
    const struct assign *v, size_t n, struct err *e);

#endif
