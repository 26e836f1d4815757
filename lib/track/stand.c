#include "track/stand.h"

#include "repo/asof.h"

int
stands_of_days(
    struct stand *v, size_t n, struct repo *r, const char *rev, struct err *e)
{
	struct asof *at = arena_alloc(r->a, (n + 1) * sizeof *at);

	for (size_t i = 0; i < n; i++)
		at[i].at = date_begins_s(v[i].day + 1) - 1;
	if (asof_find(at, n, r, rev, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		v[i] = (struct stand){.rev = at[i].commit,
		    .day = v[i].day,
		    .cut_off = at[i].cut_off,
		    .first_day = DAY_NONE};
		if (at[i].time && (!at[i].commit || at[i].cut_off))
			v[i].first_day = date_of_s(at[i].time);
	}
	return 0;
}

int
stand_of_rev(struct stand *out, struct repo *r, const char *rev, struct err *e)
{
	struct asof tip;

	if (asof_tip(&tip, r, rev, e) != 0)
		return -1;
	*out = (struct stand){.rev = tip.commit,
	    .day = date_of_s(tip.time),
	    .first_day = DAY_NONE};
	return 0;
}

struct stand
stand_of_folder(int today)
{
	return (struct stand){
	    .folder = true, .day = today, .first_day = DAY_NONE};
}
