/* What PLAN and GOAL mean on a command line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "plan/id.h"
#include "text/fold.h"
#include "track/caseload.h"

/* The words being looked up, and what went wrong with some of them. */
struct picker {
	struct picks *out;
	struct caseload *c;
	const struct pick_how *how;
	bool *taken; /* files that are in out */
	struct buf wrong;
	char hint[256];
	struct err *e;
};

static void
take(struct picker *p, size_t i)
{
	if (p->taken[i])
		return;
	p->taken[i] = true;
	p->out->v = arena_grow(
	    p->c->a, p->out->v, &p->out->cap, p->out->n + 1, sizeof(size_t));
	p->out->v[p->out->n++] = i;
}

char *
path_group(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *from = path + (str_starts(path, "plans/") ? 6 : 0);

	if (!slash || slash < from)
		return arena_strdup(a, "");
	return arena_strndup(a, from, (size_t)(slash - from));
}

/* True if path lies in a folder whose path below plans/ ends in group. */
static bool
path_in_group(const char *path, const char *group)
{
	size_t n = strlen(group);

	for (const char *at = path; (at = strchr(at, '/')) != NULL;) {
		at++;
		if (strncmp(at, group, n) == 0 && at[n] == '/')
			return true;
	}
	return false;
}

bool
plan_in_group(const struct plan *p, const char *group)
{
	return path_in_group(p->path, group) ||
	       strs_find(&p->groups, group) >= 0;
}

static bool
has_me(const struct plan *p, const char *me)
{
	const char *role;

	return me && plan_has_handle(p, me, &role);
}

/*
 * Whether a group word names plan i: @all, @me, @GROUP, "."  Whose team a
 * plan names that cannot be read nobody knows: readers show it to each, since
 * else it would go missing without a word.
 */
static bool
in_word(const struct picker *p, const char *word, size_t i)
{
	const struct plan *q = p->c->brief[i];
	size_t n = strlen(p->c->here);

	if (strcmp(word, "@all") == 0)
		return true;
	if (strcmp(word, "@me") == 0)
		return has_me(q, p->how->me) || (q->broken && !p->how->writer);
	if (*word == '@')
		return plan_in_group(q, word + 1);
	return n == 0 ||
	       (strncmp(q->path, p->c->here, n) == 0 && q->path[n] == '/');
}

static void
hint_me(struct picker *p)
{
	if (p->how->me)
		snprintf(p->hint, sizeof p->hint,
		    "you are %s, and no plan's team has that handle; if you "
		    "have another, put it into people.yml with your e-mail "
		    "address, or set ILP_ME",
		    p->how->me);
	else
		snprintf(p->hint, sizeof p->hint,
		    "set git's user.email to your address in people.yml");
}

/* The folder, or its last part, that is like the word. */
static void
hint_group(struct picker *p, const char *word)
{
	const char *best = NULL, *low = handle_fold(p->c->a, word);
	size_t far = strlen(word) < 4 ? 2 : 3;

	for (size_t i = 0; i < p->c->files.n; i++) {
		const char *group = path_group(p->c->a, p->c->files.v[i].path);
		const char *last = strrchr(group, '/');

		for (; *group; group = last && group < last ? last + 1 : "") {
			size_t d =
			    str_distance(handle_fold(p->c->a, group), low);

			if (d < far) {
				far = d;
				best = group;
			}
		}
	}
	if (best)
		snprintf(p->hint, sizeof p->hint, "did you mean @%s?", best);
	else
		snprintf(p->hint, sizeof p->hint,
		    "a group is a folder below plans/, or a word that plans "
		    "list under groups");
}

static int
take_group(struct picker *p, const char *word)
{
	bool any = false, current;

	if (caseload_load(p->c, p->e) != 0)
		return -1;
	for (size_t i = 0; i < p->c->files.n; i++) {
		if (!in_word(p, word, i))
			continue;
		any = true;
		if (caseload_current(p->c, i, &current, p->e) != 0)
			return -1;
		if (current || p->how->past)
			take(p, i);
	}
	if (!any && *word == '@' && strcmp(word, "@all") != 0) {
		buf_addf(&p->wrong, "%s%s names no plans",
		    p->wrong.n ? "; " : "", word);
		if (strcmp(word, "@me") == 0)
			hint_me(p);
		else
			hint_group(p, word + 1);
	}
	return 0;
}

/* ---- one plan by its path ---- */

/* here + "/" + path with "." and ".." resolved; NULL above the root. */
static char *
resolve(struct arena *a, const char *here, const char *path)
{
	const char *whole = *here ? arena_printf(a, "%s/%s", here, path) : path;
	char *out = arena_alloc(a, strlen(whole) + 2);
	size_t n = 0;

	while (*whole) {
		size_t k = strcspn(whole, "/");

		if (k == 2 && memcmp(whole, "..", 2) == 0) {
			if (n == 0)
				return NULL;
			while (n && out[n - 1] != '/')
				n--;
			n -= n > 0;
		} else if (k && !(k == 1 && *whole == '.')) {
			if (n)
				out[n++] = '/';
			memcpy(out + n, whole, k);
			n += k;
		}
		whole += k + (whole[k] == '/');
	}
	out[n] = '\0';
	return out;
}

static char *
below_root(struct picker *p, const char *path)
{
	const char *root = p->c->repo.root;
	size_t n = strlen(root);
	char *real, *out = NULL;

	if (*path != '/')
		return resolve(p->c->a, p->c->here, path);
	real = realpath(path, NULL);
	if (real && strncmp(real, root, n) == 0 && real[n] == '/')
		out = arena_strdup(p->c->a, real + n + 1);
	free(real);
	return out;
}

static void
take_path(struct picker *p, const char *word)
{
	char *path = below_root(p, word);

	for (size_t i = 0; path && i < p->c->files.n; i++)
		if (strcmp(p->c->files.v[i].path, path) == 0) {
			take(p, i);
			return;
		}
	buf_addf(&p->wrong, "%s%s is no plan of this repository",
	    p->wrong.n ? "; " : "", word);
	snprintf(p->hint, sizeof p->hint,
	    "plans are the .md files below plans/; ilp-list shows them");
}

/* ---- one plan by its id or the learner's name ---- */

static bool
id_is(const struct caseload *c, size_t i, const char *word, bool prefix)
{
	const char *name = c->files.v[i].name;
	size_t n = strlen(word);

	if (strncmp(name, word, n) != 0)
		return false;
	return prefix || strcmp(name + n, ".md") == 0;
}

/* True if a word of the learner's name begins with the folded text. */
static bool
name_has(struct caseload *c, size_t i, const char *folded)
{
	const char *name = c->brief[i]->learner;
	size_t n = strlen(folded);

	if (!name)
		return false;
	for (const char *w = fold_name(c->a, name); *w;) {
		if (strncmp(w, folded, n) == 0)
			return true;
		w += strcspn(w, " ");
		w += strspn(w, " ");
	}
	return false;
}

/* Past plans give way to current ones of the same prefix. */
static int
prefer_current(struct picker *p, struct picks *found)
{
	struct picks kept = {NULL, 0, 0};
	bool current;

	kept.v = arena_alloc(p->c->a, (found->n + 1) * sizeof *kept.v);
	for (size_t i = 0; i < found->n; i++) {
		if (caseload_current(p->c, found->v[i], &current, p->e) != 0)
			return -1;
		if (current)
			kept.v[kept.n++] = found->v[i];
	}
	if (kept.n)
		*found = kept;
	return 0;
}

static void
found_add(struct picker *p, struct picks *found, size_t i)
{
	found->v = arena_grow(
	    p->c->a, found->v, &found->cap, found->n + 1, sizeof(size_t));
	found->v[found->n++] = i;
}

static int
find_named(struct picker *p, const char *word, struct picks *found)
{
	const char *low = handle_fold(p->c->a, word), *folded;

	for (int prefix = 0; prefix < 2 && found->n == 0; prefix++)
		for (size_t i = 0; i < p->c->files.n; i++)
			if (id_is(p->c, i, low, prefix))
				found_add(p, found, i);
	if (found->n == 0) {
		if (caseload_load(p->c, p->e) != 0)
			return -1;
		folded = fold_name(p->c->a, word);
		for (size_t i = 0; *folded && i < p->c->files.n; i++)
			if (name_has(p->c, i, folded))
				found_add(p, found, i);
	}
	return found->n > 1 ? prefer_current(p, found) : 0;
}

/* The candidates by their ids, or by their paths where two have one id. */
static void
say_several(struct picker *p, const char *word, const struct picks *found)
{
	const struct tree_file *v = p->c->files.v;
	bool twice = strcmp(v[found->v[0]].name, v[found->v[1]].name) == 0;

	buf_addf(&p->wrong, "%s%s names %zu plans:", p->wrong.n ? "; " : "",
	    word, found->n);
	for (size_t i = 0; i < found->n && i < 8; i++)
		buf_addf(&p->wrong, "%s %s", i ? "," : "",
		    twice ? v[found->v[i]].path
			  : id_of_path(p->c->a, v[found->v[i]].path));
	if (found->n > 8)
		buf_adds(&p->wrong, " ...");
	snprintf(p->hint, sizeof p->hint, "%s",
	    twice ? "name its path, and give one of them another id"
		  : "type more of it, or the whole id");
}

static void
say_unknown(struct picker *p, const char *word)
{
	const char *best = NULL;
	size_t far = strlen(word) < 4 ? 2 : 4;

	for (size_t i = 0; i < p->c->files.n; i++) {
		const char *id = id_of_path(p->c->a, p->c->files.v[i].path);
		size_t d = str_distance(id, word);

		if (d < far) {
			far = d;
			best = id;
		}
	}
	buf_addf(
	    &p->wrong, "%sthere is no plan %s", p->wrong.n ? "; " : "", word);
	if (best)
		snprintf(p->hint, sizeof p->hint, "did you mean %s?", best);
	else if (!*p->hint)
		snprintf(p->hint, sizeof p->hint,
		    "ilp-list shows the plans there are");
}

static int
take_named(struct picker *p, const char *word)
{
	struct picks found = {NULL, 0, 0};

	if (find_named(p, word, &found) != 0)
		return -1;
	if (found.n == 1)
		take(p, found.v[0]);
	else if (found.n)
		say_several(p, word, &found);
	else
		say_unknown(p, word);
	return 0;
}

/* ---- all words ---- */

static int
take_word(struct picker *p, const char *word)
{
	if (!*word) {
		buf_addf(&p->wrong, "%san empty word names no plan",
		    p->wrong.n ? "; " : "");
		return 0;
	}
	if (*word == '@' || strcmp(word, ".") == 0)
		return take_group(p, word);
	if (strchr(word, '/') || str_ends(word, ".md"))
		take_path(p, word);
	else
		return take_named(p, word);
	return 0;
}

static void
keep_group(struct picker *p, const char *group)
{
	size_t n = 0;

	for (size_t i = 0; i < p->out->n; i++)
		if (plan_in_group(caseload_brief(p->c, p->out->v[i]), group))
			p->out->v[n++] = p->out->v[i];
	p->out->n = n;
}

int
caseload_pick(struct picks *out, struct caseload *c, const struct strs *words,
    const struct pick_how *how, struct err *e)
{
	struct picker p = {.out = out, .c = c, .how = how, .e = e};
	int r = 0;

	*out = (struct picks){NULL, 0, 0};
	if (how->writer && words->n == 0) {
		err_set(e, ERR_USAGE, "which plan? none is named");
		return err_hint(e, "name a plan, @GROUP, @me or @all");
	}
	if (caseload_list(c, e) != 0)
		return -1;
	p.taken = arena_alloc(c->a, c->files.n + 1);
	if (words->n == 0)
		r = take_group(&p, *c->here ? "." : "@all");
	for (size_t i = 0; i < words->n && r == 0; i++)
		r = take_word(&p, words->v[i]);
	if (r == 0 && p.wrong.n) {
		err_set(e, ERR_USAGE, "%s", buf_str(&p.wrong));
		r = p.hint[0] ? err_hint(e, "%s", p.hint) : -1;
	}
	if (r == 0 && how->group)
		keep_group(&p, how->group);
	buf_free(&p.wrong);
	return r;
}

/* ---- goals ---- */

int
goal_pick(const char **id, const struct plan *p, const char *word,
    struct arena *a, struct err *e)
{
	const char *low = handle_fold(a, word), *best = NULL, *names = "";
	size_t n = 0, far = 4;

	for (size_t i = 0; i < p->ngoals; i++) {
		const char *g = p->goals[i].id;

		if (strcmp(g, low) == 0) {
			*id = g;
			return 0;
		}
		if (*low && str_starts(g, low)) {
			best = n++ ? best : g;
			names = arena_printf(
			    a, "%s%s %s", names, *names ? "," : "", g);
		}
	}
	if (n == 1) {
		*id = best;
		return 0;
	}
	if (n > 1) {
		err_set(e, ERR_USAGE, "%s names %zu goals of %s:%s", word, n,
		    p->id, names);
		return err_hint(e, "type more of it");
	}
	err_set(e, ERR_USAGE, "%s has no goal %s", p->id, word);
	for (size_t i = 0; i < p->ngoals; i++)
		if (str_distance(p->goals[i].id, low) < far) {
			far = str_distance(p->goals[i].id, low);
			best = p->goals[i].id;
		}
	if (best)
		return err_hint(e, "did you mean %s?", best);
	return err_hint(e, "ilp-goal list %s shows its goals", p->id);
}
