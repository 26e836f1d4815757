/*
 * The walk over a history says of every commit what git log says: the files
 * that differ from a parent, and of a merge those that differ from each.
 */

#include "scratch.h"

#include <unistd.h>

#include "base/buf.h"
#include "repo/history.h"

static struct arena arena;
static struct repo repo;
static struct store *store;
static struct history history;
static struct err err;

static int
begin(void **state)
{
	int r = scratch_begin(state);

	arena_init(&arena);
	sh("git init -q . && touch ilp.yml");
	return r;
}

static void
walk_end(void)
{
	if (store)
		store_end(store);
	store = NULL;
	if (repo.a)
		repo_close(&repo);
	repo.a = NULL;
}

static int
end(void **state)
{
	walk_end();
	arena_free(&arena);
	return scratch_end(state);
}

#define TEST(function, title)                     \
	{                                         \
		title, function, begin, end, NULL \
	}

/* ---- making histories ---- */

/* A script for git fast-import, of lines that say what happens. */
static struct buf script;
static int clock_s;

/* "mark parents... : files..." as in commit("3 1 2", "a=x b=y -c"). */
static void
commit_at(int time, const char *links, const char *files)
{
	char *l = strdup(links), *f = strdup(files), *save;
	const char *mark = strtok_r(l, " ", &save), *word;
	bool first = true;

	buf_addf(&script,
	    "commit refs/heads/main\nmark :%s\n"
	    "author Asha R. <asha@harbor.example> %d +0000\n"
	    "committer J. Ortiz <ortiz@harbor.example> %d +0200\n"
	    "data 2\nm\n",
	    mark, time, time);
	while ((word = strtok_r(NULL, " ", &save)) != NULL) {
		buf_addf(&script, "%s :%s\n", first ? "from" : "merge", word);
		first = false;
	}
	for (word = strtok_r(f, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		const char *eq = strchr(word, '=');

		if (*word == '-')
			buf_addf(&script, "D %s\n", word + 1);
		else
			buf_addf(&script, "M 644 inline %.*s\ndata %zu\n%s\n",
			    (int)(eq - word), word, strlen(eq + 1), eq + 1);
	}
	buf_addc(&script, '\n');
	free(l);
	free(f);
}

static void
commit(const char *links, const char *files)
{
	commit_at(clock_s += 60, links, files);
}

static void
import(void)
{
	FILE *f = popen("git fast-import --quiet --force", "w");

	assert_non_null(f);
	fputs(buf_str(&script), f);
	assert_int_equal(pclose(f), 0);
	buf_free(&script);
	script = (struct buf)BUF_INIT;
	clock_s = 1790000000;
}

static void
make_begin(void)
{
	buf_free(&script);
	script = (struct buf)BUF_INIT;
	clock_s = 1790000000;
}

/* ---- the two answers ---- */

static int
walk_in(const char *dir, const char *rev, int64_t since)
{
	struct history_how how = {
	    .rev = rev, .folder = "plans", .since = since};

	walk_end();
	if (repo_open(&repo, &arena, dir, &err) != 0 ||
	    store_begin(&store, &repo, &err) != 0)
		fail_msg("%s", err.msg);
	return history_walk(&history, &arena, &repo, store, &how, &err);
}

/* A line for each change: commit, parent, old and new blob, path. */
static char *
told(void)
{
	struct buf b = BUF_INIT;
	char *out;

	for (size_t i = 0; i < history.nchanges; i++) {
		const struct past_change *c = &history.changes[i];
		char id[OBJID_TEXT], old[OBJID_TEXT], new[OBJID_TEXT];

		objid_text(id, &history.commits[c->commit].id);
		objid_text(old, &c->old);
		objid_text(new, &c->new);
		buf_addf(&b, "%s %u %s %s %s\n", id, c->parent, old, new,
		    history.paths.v[c->path]);
	}
	out = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/*
 * The same of git log: of merges with -m, and there only paths that differ
 * from every parent.
 */
static char *
git_told(const char *args)
{
	static const char script_text[] =
	    "function flush(  p, i) {\n"
	    "	for (p = 1; p <= np; p++)\n"
	    "		for (i = 0; n[path[p]] == parents && i < parents; "
	    "i++)\n"
	    "			print id, i, v[path[p], i], path[p]\n"
	    "	delete n; delete v; np = 0\n"
	    "}\n"
	    "$1 == \"c\" && $2 == id { k++; next }\n"
	    "$1 == \"c\" { flush(); id = $2; k = 0\n"
	    "	parents = NF > 3 ? NF - 2 : 1; next }\n"
	    "/^:/ && /\tplans\\// { split($0, t, \"\\t\")\n"
	    "	if (!n[t[2]]++) path[++np] = t[2]\n"
	    "	v[t[2], k] = $3 \" \" $4 }\n"
	    "END { flush() }\n";
	struct buf b = BUF_INIT;
	char piece[4096], *out;
	size_t n;
	FILE *f;

	put("told.awk", script_text);
	f = popen(fmt("git log --raw --no-renames --no-abbrev -m --root "
		      "--format='c %%H %%P' %s | awk -f told.awk",
		      args),
	    "r");
	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_add(&b, piece, n);
	pclose(f);
	out = arena_strdup(&arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* The first line that is not the same. */
static void
same_lines(const char *ours, const char *git)
{
	size_t i = 0, from = 0;

	for (; ours[i] && ours[i] == git[i]; i++)
		if (ours[i] == '\n')
			from = i + 1;
	if (ours[i] || git[i])
		fail_msg("told %.*s\ngit says %.*s",
		    (int)strcspn(ours + from, "\n"), ours + from,
		    (int)strcspn(git + from, "\n"), git + from);
}

static void
agrees(void)
{
	if (walk_in(".", NULL, 0) != 0)
		fail_msg("%s", err.msg);
	same_lines(told(), git_told(""));
}

/* ---- histories ---- */

static void
linear(void **state)
{
	(void)state;
	make_begin();
	commit("1", "plans/9/a.md=1 plans/9/b.md=1 other=1");
	commit("2 1", "plans/9/a.md=2");
	commit("3 2", "other=2");
	commit("4 3", "plans/10/c.md=1 -plans/9/b.md");
	commit("5 4", "plans/9/a.md=1 plans/x.md=1");
	commit("6 5", "-plans/9/a.md plans/9/a.md/deep.md=1");
	commit("7 6", "plans/9-b/a.md=1 plans/9.md=1");
	import();
	agrees();
	assert_int_equal(history.ncommits, 6);
	assert_string_equal(history.commits[0].name, "Asha R.");
	assert_string_equal(history.commits[0].message, "m\n");
	assert_int_equal(history.commits[0].offset, 120);
	assert_int_equal(history.commits[0].time, 1790000000 + 7 * 60);
	assert_false(history.cut_off);
}

static void
merged(void **state)
{
	(void)state;
	make_begin();
	commit("1", "plans/a.md=1 plans/b.md=1 plans/c.md=1");
	commit("2 1", "plans/a.md=2");
	commit("3 1", "plans/b.md=2");
	commit("4 2 3", "plans/b.md=2"); /* brings what 3 did */
	commit("5 4", "plans/c.md=2");
	commit("6 4", "plans/c.md=3");
	commit("7 5 6", "plans/c.md=4"); /* what neither has */
	commit("8 7", "plans/a.md=3");
	commit("9 7", "plans/d.md=1");
	commit("10 7", "plans/e.md=1");
	commit("11 8 9 10", "plans/d.md=1 plans/e.md=1 plans/f.md=1");
	commit("12 11", "plans/b.md=3");
	commit("13 12 11", ""); /* as its first parent */
	import();
	agrees();
}

static void
merge_that_evil(void **state)
{
	(void)state;
	make_begin();
	commit("1", "plans/a.md=1 plans/b.md=1");
	commit("2 1", "plans/a.md=2");
	commit("3 1", "plans/b.md=2");
	commit("4 2 3", "plans/b.md=2 -plans/a.md plans/new.md=1");
	import();
	agrees();
	assert_int_equal(history.commits[0].time, 1790000000 + 4 * 60);
	assert_int_equal(history.nchanges, 4 + 2 + 2);
}

static void
roots(void **state)
{
	(void)state;
	make_begin();
	commit("1", "plans/a.md=1");
	buf_adds(&script, "reset refs/heads/main\n");
	commit("2", "plans/b.md=1");
	commit("3 1 2", "plans/b.md=1");
	import();
	agrees();
	assert_int_equal(history.ncommits, 2);
}

static void
skewed(void **state)
{
	(void)state;
	make_begin();
	commit_at(1790000500, "1", "plans/a.md=1");
	commit_at(1790000100, "2 1", "plans/a.md=2");
	commit_at(1790000900, "3 1", "plans/b.md=1");
	commit_at(1790000050, "4 3", "plans/b.md=2");
	commit_at(1790000700, "5 2 4", "plans/b.md=2");
	commit_at(1790000700, "6 5", "plans/c.md=1");
	import();
	agrees();
}

static void
many(void **state)
{
	unsigned long seed = 42;

	(void)state;
	make_begin();
	commit("1", "plans/g0/p0.md=0 plans/g1/p1.md=0");
	for (int i = 2; i <= 300; i++) {
		int back = (int)(seed / 7 % 6) + 1, other;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		seed >>= 1;
		other = i - back - 1 - (int)(seed % 5);
		if (i > 12 && seed / 64 % 3 == 0)
			commit(fmt("%d %d %d", i, i - 1, other),
			    seed / 512 % 2 ? fmt("plans/g%lu/p%lu.md=m%d",
						 seed / 8 % 3, seed / 32 % 4, i)
					   : "");
		else
			commit(fmt("%d %d", i,
				   i > 6 ? i - (int)(seed % 3) - 1 : i - 1),
			    fmt("plans/g%lu/p%lu.md=%lu%s", seed / 8 % 3,
				seed / 32 % 4, seed / 4096 % 3,
				seed % 11 == 0 ? " -plans/g0" : ""));
	}
	import();
	agrees();
	assert_true(history.nchanges > 150);
}

static void
shallow(void **state)
{
	(void)state;
	make_begin();
	commit("1", "ilp.yml=1 plans/a.md=1");
	commit("2 1", "plans/a.md=2");
	commit("3 2", "plans/a.md=3");
	import();
	sh("git clone -q --depth 2 file://$PWD shallow");
	if (walk_in("shallow", NULL, 0) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(history.nchanges, 1);
	assert_true(history.cut_off);
	assert_int_equal(history.cut_time, 1790000000 + 2 * 60);
}

static void
subdirectory(void **state)
{
	(void)state;
	make_begin();
	commit("1", "school/ilp.yml=1 school/plans/a.md=1 plans/a.md=1");
	commit("2 1", "plans/a.md=2");
	commit("3 2", "school/plans/a.md=2");
	import();
	sh("git reset -q --hard main");
	if (walk_in("school", NULL, 0) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(history.nchanges, 2);
	assert_string_equal(history.paths.v[0], "plans/a.md");
}

static void
since(void **state)
{
	(void)state;
	make_begin();
	commit("1", "plans/a.md=1");
	commit("2 1", "plans/a.md=2");
	commit("3 2", "plans/a.md=3");
	import();
	assert_int_equal(walk_in(".", NULL, 1790000000 + 120), 0);
	same_lines(told(), git_told("--since=1790000120"));
	assert_int_equal(walk_in(".", "main~1", 0), 0);
	same_lines(told(), git_told("main~1"));
	assert_int_equal(walk_in(".", "nobody", 0), -1);
	assert_int_equal(err.kind, ERR_USAGE);
}

static void
found(void **state)
{
	struct objid id;
	int64_t time;
	char text[OBJID_TEXT];

	(void)state;
	make_begin();
	commit("1", "plans/a.md=1");
	commit("2 1", "plans/a.md=2");
	commit_at(1790000090, "3 1", "plans/b.md=1");
	commit("4 2 3", "plans/b.md=1");
	import();
	assert_int_equal(walk_in(".", NULL, 0), 0);
	assert_int_equal(
	    history_find(&id, &time, &repo, store, NULL, 1790000179, &err), 0);
	objid_text(text, &id);
	assert_string_equal(fmt("%s\n", text), sh_out("git rev-parse main~1"));
	assert_int_equal(
	    history_find(&id, &time, &repo, store, NULL, 1790000059, &err), 0);
	assert_true(objid_none(&id));
	assert_int_equal(
	    history_find(&id, &time, &repo, store, "main^2", 0, &err), 0);
	assert_int_equal(time, 1790000090);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(linear, "a line of commits is told as git log tells it"),
	    TEST(merged,
		"a merge is told where it differs from all of its parents"),
	    TEST(merge_that_evil,
		"what came or went while merging is told of the merge"),
	    TEST(roots, "a history may begin more than once"),
	    TEST(skewed, "wrong clocks change neither order nor changes"),
	    TEST(many, "three hundred commits with branches agree"),
	    TEST(shallow, "a shallow clone ends where it says"),
	    TEST(subdirectory, "plans may lie below the top of a repository"),
	    TEST(since, "a walk may begin at a revision, and end at a time"),
	    TEST(found, "a day's commit is that of the first parents"),
	};

	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
