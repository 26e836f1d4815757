#include "plan/field.h"

#include <string.h>

#include "base/date.h"
#include "plan/goal.h"
#include "plan/id.h"
#include "plan/plan.h"

#define P(member) offsetof(struct plan, member)
#define G(member) offsetof(struct goal, member)

const struct field plan_fields[] = {
    {"ilp", SHAPE_FORMAT, P(format_word)},
    {"learner", SHAPE_TEXT, P(learner)},
    {"person", SHAPE_TEXT, P(person)},
    {"follows", SHAPE_ID, P(follows)},
    {"kind", SHAPE_TEXT, P(kind)},
    {"template", SHAPE_TEXT, P(template_name)},
    {"year", SHAPE_TEXT, P(year)},
    {"begin", SHAPE_DATE, P(begin)},
    {"end", SHAPE_DATE, P(end)},
    {"stage", SHAPE_TEXT, P(stage)},
    {"language", SHAPE_TEXT, P(language)},
    {"groups", SHAPE_LIST, P(groups)},
    {"cadence", SHAPE_DURATION, P(cadence)},
    {"team", SHAPE_MAP, 0},
    {"profile", SHAPE_MAP, 0},
    {"goals", SHAPE_MAP, 0},
    {"related", SHAPE_LIST, P(related)},
    {"directory", SHAPE_OPT_OUT, P(directory)},
    {"retain_until", SHAPE_DATE, P(retain_until)},
};
const size_t plan_nfields = sizeof plan_fields / sizeof *plan_fields;

const char *const profile_headings[] = {"strengths", "needs", "interests",
    "background", "successes", "preferences", "aspirations", "barriers",
    "supports", NULL};

const struct field goal_fields[] = {
    {"title", SHAPE_TEXT, G(title)},
    {"status", SHAPE_STATUS, G(status_word)},
    {"area", SHAPE_TEXT, G(area)},
    {"form", SHAPE_TEXT, G(form)},
    {"why", SHAPE_TEXT, G(why)},
    {"measure", SHAPE_TEXT, G(measure)},
    {"unit", SHAPE_TEXT, G(unit)},
    {"baseline", SHAPE_VALUE, G(baseline)},
    {"target", SHAPE_VALUE, G(target)},
    {"progress", SHAPE_VALUE, G(progress)},
    {"scale", SHAPE_TEXT, G(scale)},
    {"start", SHAPE_DATE, G(start)},
    {"due", SHAPE_DATE, G(due)},
    {"closed", SHAPE_DATE, G(closed)},
    {"reason", SHAPE_TEXT, G(reason)},
    {"supports", SHAPE_LIST, G(supports)},
    {"standards", SHAPE_LIST, G(standards)},
    {"owner", SHAPE_LIST, G(owner)},
    {"agreed", SHAPE_LIST, G(agreed)},
    {"criteria", SHAPE_LIST, G(criteria)},
    {"obstacle", SHAPE_TEXT, G(obstacle)},
    {"plan", SHAPE_TEXT, G(plan)},
    {"levels", SHAPE_MAP, 0},
    {"resources", SHAPE_LIST, G(resources)},
    {"priority", SHAPE_TEXT, G(priority)},
    {"term", SHAPE_TEXT, G(term)},
    {"follows", SHAPE_TEXT, G(follows)},
    {"audience", SHAPE_AUDIENCE, G(audience_word)},
};
const size_t goal_nfields = sizeof goal_fields / sizeof *goal_fields;

static const struct field *
field_find(const struct field *v, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].key[0] == key[0] && strcmp(v[i].key, key) == 0)
			return &v[i];
	return NULL;
}

const struct field *
plan_field(const char *key)
{
	return field_find(plan_fields, plan_nfields, key);
}

const struct field *
goal_field(const char *key)
{
	return field_find(goal_fields, goal_nfields, key);
}

const char *
field_text(const struct field *f, const void *x)
{
	return *(const char *const *)((const char *)x + f->off);
}

const struct strs *
field_list(const struct field *f, const void *x)
{
	return (const struct strs *)((const char *)x + f->off);
}

int
field_check(const struct field *f, const char *value, struct err *e)
{
	enum audience au;
	enum goal_status st;
	int day;

	switch (f->shape) {
	case SHAPE_TEXT:
	case SHAPE_LIST:
	case SHAPE_VALUE:
	case SHAPE_MAP:
		return 0;
	case SHAPE_FORMAT:
		if (strspn(value, "0123456789") == strlen(value) &&
		    strlen(value) < 6 && value[0] != '0')
			return 0;
		err_at(e, NULL, 0, 0, "plan-format",
		    "%s: %s is no format number", f->key, value);
		return err_hint(e, "write ilp: 1");
	case SHAPE_DATE:
		if (date_iso(value, strlen(value), &day))
			return 0;
		err_at(
		    e, NULL, 0, 0, "date", "%s: %s is no date", f->key, value);
		return err_hint(
		    e, "write a real date as year-month-day: 2026-10-02");
	case SHAPE_STATUS:
		if (goal_status_parse(value, &st))
			return 0;
		err_at(e, NULL, 0, 0, "goal-status",
		    "%s is no status of a goal", value);
		return err_hint(
		    e, "use proposed, active, met, paused or dropped");
	case SHAPE_DURATION:
		if (duration_parse(value, &day))
			return 0;
		err_at(e, NULL, 0, 0, "duration", "%s: %s is no span of time",
		    f->key, value);
		return err_hint(e, "write 10d, 2 weeks or 1 month");
	case SHAPE_AUDIENCE:
		if (audience_parse(value, &au))
			return 0;
		err_at(e, NULL, 0, 0, "audience",
		    "%s is no audience, so only staff would see this", value);
		return err_hint(
		    e, "use staff, learner, family, school or public");
	case SHAPE_ID:
		if (id_valid(value))
			return 0;
		err_at(e, NULL, 0, 0, "plan-id", "%s: %s is no plan id", f->key,
		    value);
		return err_hint(
		    e, "use small letters, digits and -, as in asha-r");
	case SHAPE_OPT_OUT:
		if (strcmp(value, "opt-out") == 0)
			return 0;
		err_at(e, NULL, 0, 0, "directory",
		    "directory: %s is not understood", value);
		return err_hint(e, "write opt-out, or leave the line away");
	}
	return 0;
}

static void
report(struct diags *d, struct arena *a, const struct doc *doc,
    const struct front_node *node, const struct err *e)
{
	size_t line, col;
	struct diag *g;

	doc_pos(doc, node->span.off, &line, &col);
	g = diags_add(d, a, SEV_ERROR, doc->path, line, col,
	    arena_strdup(a, e->code), "%s", e->msg);
	if (e->hint[0])
		diag_hint(g, a, "%s", e->hint);
}

static void
report_shape(struct diags *d, struct arena *a, const struct doc *doc,
    const struct front_node *node, const char *key, const char *want)
{
	struct err e;

	err_at(&e, NULL, 0, 0, "shape", "%s must be %s", key, want);
	err_hint(&e, "see ilp-plan(5) for the shape of each key");
	report(d, a, doc, node, &e);
}

static void
list_read(struct strs *out, const struct field *f, struct arena *a,
    const struct doc *doc, const struct front_node *node, struct diags *d)
{
	struct strs l = {NULL, 0, 0};

	if (node->kind == FRONT_SCALAR && *node->text)
		strs_add(&l, a, node->text);
	if (node->kind == FRONT_MAP) {
		report_shape(d, a, doc, node, f->key, "a list of texts");
		return;
	}
	for (const struct front_node *c = node->first; c; c = c->next) {
		if (c->kind != FRONT_SCALAR)
			report_shape(d, a, doc, c, f->key, "a list of texts");
		else if (*c->text)
			strs_add(&l, a, c->text);
	}
	*out = l;
}

void
fields_read(void *x, const struct field *v, size_t n, struct arena *a,
    const struct doc *doc, const struct front_node *map, struct diags *d)
{
	struct err e;

	for (const struct front_node *c = map ? map->first : NULL; c;
	     c = c->next) {
		const struct field *f = field_find(v, n, c->key);
		char *at = f ? (char *)x + f->off : NULL;

		if (!f || f->shape == SHAPE_MAP)
			continue;
		if (f->shape == SHAPE_LIST)
			list_read((struct strs *)(void *)at, f, a, doc, c, d);
		else if (c->kind != FRONT_SCALAR)
			report_shape(d, a, doc, c, f->key, "one text");
		else if (!*c->text)
			continue;
		else if (field_check(f, c->text, &e) != 0)
			report(d, a, doc, c, &e);
		else
			*(const char **)(void *)at = c->text;
	}
}
