#include "repo/asof.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "repo/blobs.h"
#include "repo/gitcmd.h"

#define FEW	    2 /* times: git is asked for each */
#define SHALLOW_MAX ((size_t)64 * 1024 * 1024)

struct asker {
	struct repo *r;
	const char *rev;
	struct err *e;
};

/* "1790000000 ID" at p; false if it is none. */
static bool
read_line(struct asof *out, struct arena *a, const char *p)
{
	char *after;
	int64_t time = strtoll(p, &after, 10);
	size_t n;

	if (after == p || *after != ' ')
		return false;
	n = strcspn(after + 1, " \n");
	out->time = time;
	out->commit = arena_strndup(a, after + 1, n);
	return n > 0;
}

/* One answer of git rev-list; *none: it has none. */
static int
ask_one(struct asof *out, bool *none, const struct asker *k, const char *limit)
{
	const char *argv[] = {"git", "rev-list", "--first-parent",
	    "--timestamp", "-1", limit, k->rev, "--", NULL};
	char *line;

	if (gitcmd_line(&line, k->r->a, k->r->root, argv, k->e) != 0)
		return -1;
	*none = !line || !read_line(out, k->r->a, line);
	return 0;
}

static int
latest_first(const void *x, const void *y)
{
	const struct asof *const *a = x, *const *b = y;

	return ((*a)->at < (*b)->at) - ((*a)->at > (*b)->at);
}

/* The whole line, gone along once. */
static int
ask_all(struct asof *v, size_t n, const struct asker *k)
{
	struct arena *a = k->r->a;
	const char *argv[] = {"git", "rev-list", "--first-parent",
	    "--timestamp", k->rev, "--", NULL};
	const struct gitcmd c = {k->r->root, argv, NULL, 0, git_env(k->r, a)};
	struct asof **order = arena_alloc(a, (n + 1) * sizeof *order), one;
	struct buf told = BUF_INIT;
	const char *p;
	size_t i = 0;
	int status;

	for (size_t m = 0; m < n; m++)
		order[m] = &v[m];
	qsort(order, n, sizeof *order, latest_first);
	if (gitcmd_exec(&told, &status, &c, k->e) != 0) {
		buf_free(&told);
		return -1;
	}
	for (p = buf_str(&told); i < n && *p; p += strcspn(p, "\n") + 1) {
		if (strtoll(p, NULL, 10) > order[i]->at)
			continue;
		if (!read_line(&one, a, p))
			break;
		for (; i < n && order[i]->at >= one.time; i++) {
			order[i]->commit = one.commit;
			order[i]->time = one.time;
		}
	}
	buf_free(&told);
	return 0;
}

/* Whether the clone ends at a commit. */
static bool
is_cut(struct repo *r, const char *id)
{
	const char *path = arena_printf(r->a, "%s/shallow", r->commondir);
	struct err none;
	char *p;
	size_t n;

	return file_read_any(&p, &n, r->a, path, SHALLOW_MAX, &none) == 0 &&
	       strstr(p, id);
}

/* What is older than all commits is of before the first, or cut off. */
static int
tell_oldest(struct asof *v, size_t n, const struct asker *k)
{
	struct asof first;
	bool none, cut;
	int code = ask_one(&first, &none, k, "--max-parents=0");

	if (code != 0 || none)
		return code;
	cut = is_cut(k->r, first.commit);
	for (size_t i = 0; i < n; i++) {
		if (v[i].commit)
			continue;
		v[i].time = first.time;
		v[i].cut_off = cut;
		v[i].commit = cut ? first.commit : NULL;
	}
	return 0;
}

static int
no_such(struct err *e, const char *rev)
{
	err_set(e, ERR_USAGE, "git knows no revision %s", rev);
	return err_hint(e, "git log shows which there are");
}

static int
check_git(const struct repo *r, struct err *e)
{
	if (r->has_git)
		return 0;
	err_set(e, ERR_WORLD, "there is no git repository around %s", r->root);
	return err_hint(e, "ilp-init makes one");
}

int
asof_tip(struct asof *out, struct repo *r, const char *rev, struct err *e)
{
	struct asker k = {r, arena_printf(r->a, "%s^{commit}", rev), e};
	bool none = true;

	if (check_git(r, e) != 0)
		return -1;
	*out = (struct asof){.at = 0};
	/* A range or an option would be more than one. */
	if (*rev && *rev != '-' && !strstr(rev, "..") &&
	    ask_one(out, &none, &k, "--no-walk") != 0)
		return -1;
	return none ? no_such(e, rev) : 0;
}

int
asof_find(
    struct asof *v, size_t n, struct repo *r, const char *rev, struct err *e)
{
	const struct asker k = {r, rev ? rev : "HEAD", e};
	bool missing = false, none;
	struct asof tip;
	char limit[40];

	for (size_t i = 0; i < n; i++)
		v[i] = (struct asof){.at = v[i].at};
	if (check_git(r, e) != 0)
		return -1;
	/* It would complain of a branch without commits. */
	if (n > FEW && ask_one(&tip, &none, &k, "--no-walk") != 0)
		return -1;
	if (n > FEW && !none && ask_all(v, n, &k) != 0)
		return -1;
	for (size_t i = 0; i < n && n <= FEW; i++) {
		snprintf(limit, sizeof limit, "--min-age=%" PRId64, v[i].at);
		if (ask_one(&v[i], &none, &k, limit) != 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++)
		missing = missing || !v[i].commit;
	return missing ? tell_oldest(v, n, &k) : 0;
}
