#include "view/status_view.h"

#include <math.h>

#include "base/date.h"

static json_t *
goals_json(const struct plan_status *s)
{
	json_t *o = json_object();

	for (int i = 0; i < GOAL_STATUS_COUNT; i++)
		json_put(o, goal_status_word((enum goal_status)i),
		    json_integer((json_int_t)s->goals[i]));
	return o;
}

static json_t *
last_json(const struct entry *e)
{
	json_t *o;

	if (!e)
		return json_null();
	o = json_object();
	json_put_text(o, "date", e->date);
	json_put_text(o, "by", e->by);
	json_put_text(o, "section", section_name(e->section));
	return o;
}

static json_t *
attention_json(const struct plan_status *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->n; i++) {
		json_t *o = json_object();

		json_put_text(o, "code", attention_word(s->v[i].code));
		json_put_text(o, "goal", s->v[i].goal);
		json_put_count(o, "step", s->v[i].step);
		json_put_text(o, "text", s->v[i].text);
		json_add(list, o);
	}
	return list;
}

static json_t *
one_json(const struct plan_status *s)
{
	json_t *o = json_object();

	json_put_text(o, "id", s->plan->id);
	json_put_text(o, "path", s->plan->path);
	json_put_text(o, "learner", s->plan->learner);
	json_put(o, "goals", goals_json(s));
	json_put_share(o, "share", round(s->share * 1e4) / 1e4);
	json_put_text(o, "next_checkin", s->next_checkin);
	json_put(o, "last_entry", last_json(s->last));
	json_put(o, "quiet_days",
	    s->quiet_days < 0 ? json_null() : json_integer(s->quiet_days));
	json_put(o, "attention", attention_json(s));
	json_put_text(o, "error", s->error);
	return o;
}

json_t *
status_json(const struct plan_status *v, size_t n, int today)
{
	json_t *doc = json_doc("status"), *plans = json_array();
	char date[11];

	date_format(today, date);
	json_put_text(doc, "today", date);
	for (size_t i = 0; i < n; i++)
		json_add(plans, one_json(&v[i]));
	json_put(doc, "plans", plans);
	return doc;
}
