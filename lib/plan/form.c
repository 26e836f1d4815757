#include "plan/form.h"

#include <string.h>

#include "plan/field.h"

#define DUE	 "By when? A date, or words like +6w or next friday."
#define UNIT	 "In which unit, if it has one? Minutes, pages, % and the like."
#define BASELINE "Where does it stand today? A number, or a level of the scale."

static const struct form_part smart[] = {
    {"title", "title", "specific", "title",
	"What exactly do you want to be able to do, in one sentence?", NULL,
	false, true},
    {"measure", "measure", "measurable", "measure",
	"What will you count, time or look at, to see how far you are?", NULL,
	false, true},
    {"unit", "unit", "measurable", "unit", UNIT, "measure", false, false},
    {"baseline", "baseline", "measurable", "baseline", BASELINE, "measure",
	false, false},
    {"target", "target", "measurable", "target",
	"Where do you want it to be at the end?", "measure", false, true},
    {FORM_STEP, "step", "achievable", "first step",
	"What can you do first, so that it can be done? One step a line.", NULL,
	true, true},
    {"why", "why", "relevant", "reason why", "Why does it matter to you?", NULL,
	false, true},
    {"due", "due", "time-bound", "due date", DUE, NULL, false, true},
};

static const struct form_part woop[] = {
    {"title", "title", "wish", "title",
	"What do you wish for: something you can do, and find hard?", NULL,
	false, true},
    {"why", "why", "outcome", "outcome",
	"What would be the best thing about it, if it came true?", NULL, false,
	true},
    {"obstacle", "obstacle", "obstacle", "obstacle",
	"What is it in you that may stand in the way?", NULL, false, true},
    {"plan", "plan", "plan", "plan",
	"If that happens, what will you do? If ..., then I will ...", NULL,
	false, true},
    {"due", "due", "plan", "due date", DUE, NULL, false, false},
};

static const struct form_part peers[] = {
    {"title", "title", "goal", "title",
	"What is to be different in the classroom, in one sentence?", NULL,
	false, true},
    {"why", "why", "powerful, emotionally compelling", "reason why",
	"What will it change for the students, and why do you care?", NULL,
	false, true},
    {FORM_STEP, "step", "easy", "first step",
	"What is simple enough to begin with? One step a line.", NULL, true,
	true},
    {"measure", "measure", "reachable", "measure", "How can it be measured?",
	NULL, false, true},
    {"unit", "unit", "reachable", "unit", UNIT, "measure", false, false},
    {"baseline", "baseline", "reachable", "baseline", BASELINE, "measure",
	false, false},
    {"target", "target", "reachable", "target",
	"Where should it be when the goal is reached?", "measure", false, true},
    {"criteria", "criterion", "student-focused", "signs in students",
	"What will students do then that they do not do now? One sign a line.",
	NULL, true, true},
    {"due", "due", "reachable", "due date", DUE, NULL, false, false},
};

static const struct form_part gas[] = {
    {"title", "title", "goal", "title",
	"What do you want to get better at, in one sentence?", NULL, false,
	true},
    {"levels.0", "level", "as hoped", "level 0",
	"What will one see when it has gone as well as you hope? (level 0)",
	NULL, false, true},
    {"levels.1", "level", "better", "level 1",
	"And when it has gone somewhat better than that? (level 1)", NULL,
	false, true},
    {"levels.2", "level", "much better", "level 2",
	"And when it has gone much better? (level 2)", NULL, false, true},
    {"levels.-1", "level", "less", "level -1",
	"What will one see when it has gone somewhat less well? (level -1)",
	NULL, false, true},
    {"levels.-2", "level", "much less", "level -2",
	"And when it has gone much less well? (level -2)", NULL, false, true},
    {"baseline", "baseline", "today", "baseline",
	"Which of these levels is it today? -2, -1, 0, 1 or 2.", NULL, false,
	false},
    {"due", "due", "due", "due date", DUE, NULL, false, false},
};

static const struct form_part okr[] = {
    {"title", "title", "objective", "title",
	"What do you want to reach, in one sentence that draws you on?", NULL,
	false, true},
    {"criteria", "key-result", "key results", "key results",
	"Which results will show it? One a line, with a number if you can.",
	NULL, true, true},
    {"measure", "measure", "progress", "measure",
	"If one number tells the whole: what is counted?", NULL, false, false},
    {"unit", "unit", "progress", "unit", UNIT, "measure", false, false},
    {"baseline", "baseline", "progress", "baseline", BASELINE, "measure", false,
	false},
    {"target", "target", "progress", "target",
	"Where do you want it to be at the end?", "measure", false, false},
    {"due", "due", "due", "due date", DUE, NULL, false, false},
};

#define PARTS(v) (v), sizeof(v) / sizeof *(v)

const struct form forms[] = {
    {"smart", "specific, measurable, achievable, relevant, time-bound",
	PARTS(smart)},
    {"woop", "wish, outcome, obstacle, plan", PARTS(woop)},
    {"peers",
	"powerful, easy, emotionally compelling, reachable, student-focused",
	PARTS(peers)},
    {"gas", "goal attainment scaling: five levels around what is hoped for",
	PARTS(gas)},
    {"okr", "an objective and its key results", PARTS(okr)},
};
const size_t nforms = sizeof forms / sizeof *forms;

const struct form *
form_find(const char *name)
{
	for (size_t i = 0; i < nforms; i++)
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

const struct form *
form_near(const char *word)
{
	for (size_t i = 0; i < nforms; i++)
		if (str_distance(forms[i].name, word) < 2)
			return &forms[i];
	return NULL;
}

static bool
key_there(const struct goal *g, const char *key)
{
	const struct field *f = goal_field(key);

	if (f->shape == SHAPE_LIST)
		return field_list(f, g)->n > 0;
	return field_text(f, g) != NULL;
}

bool
form_has(const struct goal *g, const struct form_part *p)
{
	double level;

	if (strcmp(p->key, FORM_STEP) == 0)
		return g->nsteps > 0;
	if (!str_starts(p->key, "levels."))
		return key_there(g, p->key);
	return number_parse(p->key + strlen("levels."), &level) &&
	       level_member(g->levels, level);
}

bool
form_asks(const struct goal *g, const struct form_part *p)
{
	return !form_has(g, p) &&
	       (!p->with || g->scale || key_there(g, p->with));
}

void
form_missing(struct strs *out, struct arena *a, const struct form *f,
    const struct goal *g)
{
	for (size_t i = 0; i < f->nparts; i++)
		if (f->parts[i].needed && !form_has(g, &f->parts[i]))
			strs_add(out, a, f->parts[i].name);
}
