#include "scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "repo/commit.h"
#include "repo/lock.h"

static struct arena arena;
static struct repo repo;
static struct err err;
static struct repo_written done;

/*
 * Calls that change a folder or the journal pass here, those of libgit2 too,
 * so that a writer can be killed right before each of them.
 */
static long calls_left = -1;
static void (*before_lock)(void);

static void
tick(void)
{
	if (calls_left == 0)
		kill(getpid(), SIGKILL);
	if (calls_left > 0)
		calls_left--;
}

int
rename(const char *from, const char *to)
{
	tick();
	return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
renameat(int a, const char *from, int b, const char *to)
{
	tick();
	return (int)syscall(SYS_renameat, a, from, b, to);
}

int
link(const char *from, const char *to)
{
	void (*f)(void) = before_lock;
	size_t n = strlen(to);

	tick();
	if (f && n > 10 && strcmp(to + n - 10, "index.lock") == 0) {
		before_lock = NULL;
		f();
	}
	return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat(int a, const char *from, int b, const char *to, int flags)
{
	tick();
	return (int)syscall(SYS_linkat, a, from, b, to, flags);
}

int
unlinkat(int fd, const char *path, int flags)
{
	tick();
	return (int)syscall(SYS_unlinkat, fd, path, flags);
}

int
unlink(const char *path)
{
	tick();
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int
fsync(int fd)
{
	(void)fd;
	tick();
	return 0;
}

static void
reopen(const char *dir)
{
	repo_close(&repo);
	assert_int_equal(repo_open(&repo, &arena, dir, &err), 0);
}

/* A repository r with one plan, committed; it is the current folder. */
static void
school(void)
{
	sh("git init -q r");
	assert_int_equal(chdir("r"), 0);
	sh("mkdir -p plans/9; touch ilp.yml; printf 'a\\n' >plans/9/maya.md; "
	   "echo x >other.txt; git add .; git commit -qm first");
	reopen(".");
}

/* Writes what the file holds plus a line, as a command would. */
static int
append(const char *path, const char *line)
{
	struct repo_commit c = {true, "goal read: progress 3\n\nPlan: maya\n"};
	struct repo_file f = {path, NULL, 0, false, NULL, 0};
	char *old;
	int r;

	if (repo_lock(&repo, &err) != 0)
		return -1;
	assert_int_equal(file_read(&old, &f.old_len, &arena, &repo.folder, path,
			     1 << 20, &err),
	    0);
	f.old = old;
	f.data = arena_printf(&arena, "%s%s\n", old, line);
	f.len = strlen(f.data);
	r = repo_write(&repo, &f, 1, &c, &done, &err);
	repo_unlock(&repo);
	return r;
}

static int
create(const char *path, const char *text)
{
	struct repo_commit c = {true, "plan added"};
	struct repo_file f = {path, NULL, 0, true, text, strlen(text)};
	int r;

	if (repo_lock(&repo, &err) != 0)
		return -1;
	r = repo_write(&repo, &f, 1, &c, &done, &err);
	repo_unlock(&repo);
	return r;
}

static void
clean(void)
{
	assert_string_equal(sh_out("git status --porcelain"), "");
	/* The trees cached in the index are those of the commit. */
	assert_string_equal(
	    sh_out("git write-tree"), sh_out("git rev-parse HEAD^{tree}"));
	assert_string_equal(sh_out("git fsck --strict --no-dangling 2>&1"), "");
}

/* No temporary file and no lock is left anywhere. */
static void
nothing_left(void)
{
	assert_string_equal(sh_out("find . -name '*.tmp' -o -name '*.lock' "
				   "-o -name 'ilp-ref' -o -name '*.ilp'"),
	    "");
	assert_string_equal(sh_out("cat .git/ilp-lock"), "");
}

static void
on_branch(void **state)
{
	(void)state;
	school();
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_false(done.through_git);
	assert_null(done.note);
	assert_string_equal(
	    fmt("%s\n", done.commit), sh_out("git rev-parse main"));
	assert_string_equal(sh_out("git show HEAD:plans/9/maya.md"), "a\nb\n");
	assert_string_equal(sh_out("git log -1 --format=%an,%ae,%cn,%B"),
	    "J. Ortiz,ortiz@harbor.example,J. Ortiz,goal read: progress 3\n\n"
	    "Plan: maya\n\n");
	assert_string_equal(sh_out("git reflog -1 --format=%gs; git reflog -1 "
				   "--format=%gs main"),
	    "commit: goal read: progress 3\ncommit: goal read: progress 3\n");
	clean();
	nothing_left();
}

static void
other_work(void **state)
{
	char *before;

	(void)state;
	school();
	sh("echo staged >>other.txt; git add other.txt; echo more >>other.txt; "
	   "echo new >new.txt; echo s >s.txt; git add s.txt; "
	   "git rm -q --cached ilp.yml");
	before = sh_out("git status --porcelain; git diff; git diff --cached");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(
	    sh_out("git status --porcelain; git diff; git diff --cached"),
	    before);
	assert_string_equal(
	    sh_out("git show --format= --name-only"), "plans/9/maya.md\n");
}

static void
staged_too(void **state)
{
	(void)state;
	school();
	sh("echo hand >>plans/9/maya.md; git add plans; echo 2 "
	   ">>plans/9/maya.md");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(
	    sh_out("git show HEAD:plans/9/maya.md"), "a\nhand\n2\nb\n");
	clean();
}

static void
first_commit(void **state)
{
	(void)state;
	sh("git init -q r; touch r/ilp.yml");
	assert_int_equal(chdir("r"), 0);
	reopen(".");
	assert_int_equal(create("plans/9/maya.md", "a\n"), 0);
	assert_string_equal(
	    sh_out("git ls-tree -r --name-only main"), "plans/9/maya.md\n");
	assert_string_equal(sh_out("git status --porcelain"), "?? ilp.yml\n");
	assert_string_equal(sh_out("git reflog -1 --format=%gs"),
	    "commit (initial): plan added\n");
	assert_string_equal(sh_out("git fsck --strict"), "");
}

static void
slashed_branch(void **state)
{
	(void)state;
	school();
	sh("git checkout -qb term/2/maya; git pack-refs --all --prune");
	reopen(".");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(
	    sh_out("git show term/2/maya:plans/9/maya.md"), "a\nb\n");
	clean();
}

static void
detached(void **state)
{
	(void)state;
	school();
	sh("git checkout -q --detach");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(sh_out("git rev-list --count main; git rev-list "
				   "--count HEAD; git rev-parse --symbolic-"
				   "full-name HEAD"),
	    "1\n2\nHEAD\n");
	clean();
}

static void
sub_folder(void **state)
{
	(void)state;
	school();
	sh("mkdir -p school; touch school/ilp.yml; git add .; git commit -qm "
	   "s");
	reopen("school");
	assert_int_equal(create("plans/9/zo\xc3\xab m.md", "a\n"), 0);
	assert_string_equal(
	    sh_out("git show HEAD:'school/plans/9/zo\xc3\xab m.md'"), "a\n");
	assert_int_equal(append("plans/9/zo\xc3\xab m.md", "b"), 0);
	clean();
}

static void
linked_work_tree(void **state)
{
	(void)state;
	school();
	sh("git worktree add -q ../w 2>/dev/null");
	assert_int_equal(chdir("../w"), 0);
	reopen(".");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(sh_out("git show w:plans/9/maya.md"), "a\nb\n");
	clean();
	assert_int_equal(access("../r/.git/ilp-lock", F_OK), 0);
}

static void
no_git(void **state)
{
	(void)state;
	sh("mkdir -p plans; touch ilp.yml; echo a >plans/maya.md");
	reopen(".");
	assert_int_equal(append("plans/maya.md", "b"), 0);
	assert_string_equal(done.commit, "");
	assert_string_equal(
	    sh_out("cat plans/maya.md; ls -A plans"), "a\nb\nmaya.md\n");
}

static void
same_bytes(void **state)
{
	struct repo_commit c = {true, "x"};
	struct repo_file f = {
	    "plans/9/maya.md", "a\nhand\n", 7, false, "a\n", 2};

	(void)state;
	school();
	put("plans/9/maya.md", "a\nhand\n");
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, &f, 1, &c, &done, &err), 0);
	assert_string_equal(done.commit, "");
	assert_string_equal(sh_out("git rev-list --count HEAD"), "1\n");
	clean();
}

static void
by_hand(void **state)
{
	bool yes = true;

	(void)state;
	school();
	assert_int_equal(
	    repo_hand_edited(&repo, "plans/9/maya.md", "a\n", 2, &yes, &err),
	    0);
	assert_false(yes);
	assert_int_equal(
	    repo_hand_edited(&repo, "plans/9/maya.md", "b\n", 2, &yes, &err),
	    0);
	assert_true(yes);
	assert_int_equal(
	    repo_hand_edited(&repo, "plans/9/ben.md", "b\n", 2, &yes, &err), 0);
	assert_true(yes);
	put(".gitattributes", "*.md text eol=crlf\n");
	sh("printf 'a\\r\\n' >plans/9/maya.md");
	reopen(".");
	assert_int_equal(
	    repo_hand_edited(&repo, "plans/9/maya.md", "a\r\n", 3, &yes, &err),
	    0);
	assert_false(yes);
}

static void
changed(void **state)
{
	struct repo_commit c = {true, "x"};
	struct repo_file f[2] = {{"plans/9/ben.md", NULL, 0, true, "b\n", 2},
	    {"plans/9/maya.md", "old\n", 4, false, "new\n", 4}};

	(void)state;
	school();
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, f, 2, &c, &done, &err), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(
	    err.msg, "plans/9/maya.md was changed by somebody else meanwhile");
	assert_string_equal(sh_out("cat plans/9/*"), "a\n");
	clean();
	nothing_left();
	f[1] = f[0];
	f[1].path = "plans/9/maya.md";
	assert_int_equal(repo_write(&repo, f, 2, &c, &done, &err), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("cat plans/9/*"), "a\n");
}

static void
git_is_busy(void **state)
{
	(void)state;
	school();
	setenv("ILP_LOCK_WAIT", "0", 1);
	put(".git/index.lock", "theirs");
	assert_int_equal(create("plans/new/sub/ben.md", "a\n"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_non_null(strstr(err.msg, ".git/index.lock"));
	assert_int_equal(access("plans/new", F_OK), -1);
	assert_string_equal(sh_out("cat .git/index.lock"), "theirs");
	sh("rm .git/index.lock");
	put(".git/refs/heads/main.lock", "theirs");
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\n");
	sh("rm .git/refs/heads/main.lock");
	nothing_left();
	clean();
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
}

static void
locked(void **state)
{
	struct repo other;

	(void)state;
	school();
	setenv("ILP_LOCK_WAIT", "0", 1);
	assert_int_equal(repo_open(&other, &arena, ".", &err), 0);
	assert_int_equal(repo_lock(&other, &err), 0);
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	repo_close(&other);
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
}

static void
commit_other(void)
{
	sh("echo y >>other.txt; git commit -qam theirs");
}

static void
commit_same(void)
{
	sh("echo theirs >plans/9/maya.md; git commit -qam theirs; git show "
	   "HEAD~:plans/9/maya.md >plans/9/maya.md");
}

static void
branch_moved(void **state)
{
	(void)state;
	school();
	before_lock = commit_other;
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(sh_out("git log --format=%s"),
	    "goal read: progress 3\ntheirs\nfirst\n");
	clean();
	before_lock = commit_same;
	sh("printf 'a\\nb\\n' >plans/9/maya.md");
	assert_int_equal(append("plans/9/maya.md", "c"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("git log -1 --format=%s"), "theirs\n");
	nothing_left();
}

static void
in_a_merge(void **state)
{
	(void)state;
	school();
	sh("git checkout -qb o; echo 1 >other.txt; git commit -qam o; git "
	   "checkout -q main; echo 2 >other.txt; git commit -qam m; "
	   "! git merge -q o >/dev/null");
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_int_equal(err.kind, ERR_WORLD);
	assert_string_equal(err.msg, "git is in the middle of a merge");
	sh("rm .git/MERGE_HEAD");
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_string_equal(
	    err.msg, "other.txt has conflicts that are not settled");
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\n");
	nothing_left();
}

static void
hook_refuses(void **state)
{
	char *before;

	(void)state;
	school();
	sh("echo staged >>other.txt; git add other.txt; mkdir -p .git/hooks; "
	   "printf '#!/bin/sh\\nexit 1\\n' >.git/hooks/pre-commit; chmod +x "
	   ".git/hooks/pre-commit");
	before = sh_out("git status --porcelain; git ls-files -s; git log");
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_int_equal(err.kind, ERR_WORLD);
	assert_int_equal(create("plans/x/ben.md", "b\n"), -1);
	assert_string_equal(sh_out("cat plans/9/maya.md; ls plans"), "a\n9\n");
	assert_string_equal(
	    sh_out("git status --porcelain; git ls-files -s; git log"), before);
	nothing_left();
}

static void
hook_allows(void **state)
{
	(void)state;
	school();
	sh("echo staged >>other.txt; git add other.txt; mkdir -p hooks; "
	   "printf '#!/bin/sh\\ngit diff --cached --name-only >ran\\n' "
	   ">hooks/pre-commit; chmod +x hooks/pre-commit; git config "
	   "core.hooksPath hooks; echo ran >.git/info/exclude; echo hooks "
	   ">>.git/info/exclude");
	assert_int_equal(create("plans/x/b*.md", "b\n"), 0);
	assert_true(done.through_git);
	assert_string_equal(sh_out("cat ran"), "plans/x/b*.md\n");
	assert_string_equal(
	    fmt("%s\n", done.commit), sh_out("git rev-parse HEAD"));
	assert_string_equal(sh_out("git status --porcelain"), "M  other.txt\n");
}

static void
signs(void **state)
{
	(void)state;
	school();
	put("../gpg", "#!/bin/sh\ncat >/dev/null\necho SIGNATURE\n"
		      "echo '[GNUPG:] SIG_CREATED ' >&2\n");
	sh("chmod +x ../gpg; git config gpg.program \"$PWD/../gpg\"; git "
	   "config commit.gpgsign true");
	reopen(".");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_true(done.through_git);
	assert_non_null(strstr(sh_out("git cat-file -p HEAD"), "SIGNATURE"));
}

static void
filters(void **state)
{
	(void)state;
	school();
	put(".gitattributes", "*.md filter=upper\n");
	sh("git config filter.upper.clean 'tr a-z A-Z'; git add .; git commit "
	   "-qm f");
	reopen(".");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_true(done.through_git);
	assert_string_equal(sh_out("git show HEAD:plans/9/maya.md"), "A\nB\n");
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\nb\n");
	clean();
}

static void
many(void **state)
{
	struct repo_commit c = {true, "50 plans"};
	struct repo_file f[50];

	(void)state;
	school();
	for (size_t i = 0; i < 50; i++) {
		char *text = arena_printf(&arena, "plan %zu\n", i);

		f[i] = (struct repo_file){
		    arena_printf(&arena, "plans/%zu/p%zu.md", i % 7, i), NULL,
		    0, true, text, strlen(text)};
	}
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, f, 50, &c, &done, &err), 0);
	assert_string_equal(
	    sh_out("ls .git/objects/pack/*.pack | wc -l"), "1\n");
	assert_string_equal(sh_out("git ls-files plans | wc -l"), "51\n");
	clean();
	nothing_left();
	/* All or none: one of them has come to exist. */
	for (size_t i = 0; i < 50; i++)
		f[i].path =
		    arena_printf(&arena, "plans/n%zu/p%zu.md", i % 7, i);
	sh("mkdir plans/n3; touch plans/n3/p3.md");
	assert_int_equal(repo_write(&repo, f, 50, &c, &done, &err), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("git status --porcelain"), "?? plans/n3/\n");
	assert_string_equal(
	    sh_out("ls plans | tr '\\n' ' '"), "0 1 2 3 4 5 6 9 n3 ");
	nothing_left();
}

/* Removes plans/9/maya.md, which holds text, in one commit. */
static int
take_away(const char *text)
{
	struct repo_commit c = {true, "undo: plan added"};
	struct repo_file f = {
	    "plans/9/maya.md", text, strlen(text), false, NULL, 0};
	int r;

	if (repo_lock(&repo, &err) != 0)
		return -1;
	r = repo_write(&repo, &f, 1, &c, &done, &err);
	repo_unlock(&repo);
	return r;
}

static void
removed(void **state)
{
	(void)state;
	school();
	sh("git write-tree >/dev/null");
	assert_int_equal(take_away("a\n"), 0);
	assert_false(done.through_git);
	assert_string_equal(
	    sh_out("git show --format= --name-status"), "D\tplans/9/maya.md\n");
	assert_string_equal(
	    sh_out("git ls-tree -r --name-only HEAD; git ls-files; ls -A "
		   "plans"),
	    "ilp.yml\nother.txt\nilp.yml\nother.txt\n");
	clean();
	nothing_left();
	assert_int_equal(create("plans/9/maya.md", "new\n"), 0);
	clean();
}

static void
removed_from_among(void **state)
{
	(void)state;
	school();
	sh("echo staged >>other.txt; git add other.txt; mkdir plans/9/files "
	   "plans/8; touch plans/9/keep plans/8/ben.md; git add plans/8; "
	   "git commit -qm 8 plans/8; git rm -q --cached ilp.yml");
	assert_int_equal(take_away("a\n"), 0);
	assert_string_equal(sh_out("git status --porcelain"),
	    "D  ilp.yml\nM  other.txt\n?? ilp.yml\n?? plans/9/\n");
	assert_string_equal(sh_out("git ls-tree -r --name-only HEAD plans; ls "
				   "plans/9"),
	    "plans/8/ben.md\nfiles\nkeep\n");
	nothing_left();
}

static void
removed_unknown(void **state)
{
	struct repo_commit c = {true, "x"};
	struct repo_file f = {"plans/9/own.md", "b\n", 2, false, NULL, 0};

	(void)state;
	school();
	put("plans/9/own.md", "b\n");
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, &f, 1, &c, &done, &err), 0);
	assert_string_equal(done.commit, "");
	assert_int_equal(access("plans/9/own.md", F_OK), -1);
	clean();
	sh("git update-index --index-version 4");
	put("plans/9/own.md", "b\n");
	assert_int_equal(repo_write(&repo, &f, 1, &c, &done, &err), 0);
	assert_int_equal(access("plans/9/own.md", F_OK), -1);
	clean();
	nothing_left();
}

static void
removed_changed(void **state)
{
	(void)state;
	school();
	put("plans/9/maya.md", "a\nhand\n");
	assert_int_equal(take_away("a\n"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\nhand\n");
	sh("rm plans/9/maya.md");
	assert_int_equal(take_away("a\n"), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(sh_out("git log --format=%s"), "first\n");
	nothing_left();
}

static void
removed_by_git(void **state)
{
	(void)state;
	school();
	sh("echo staged >>other.txt; git add other.txt; mkdir -p .git/hooks; "
	   "printf '#!/bin/sh\ngit diff --cached --name-status >.git/ran\n"
	   "exit $(cat .git/answer)\n' >.git/hooks/pre-commit; chmod +x "
	   ".git/hooks/pre-commit; echo 1 >.git/answer");
	assert_int_equal(take_away("a\n"), -1);
	assert_int_equal(err.kind, ERR_WORLD);
	assert_string_equal(
	    sh_out("cat plans/9/maya.md; git status --porcelain"),
	    "a\nM  other.txt\n");
	put(".git/answer", "0\n");
	assert_int_equal(take_away("a\n"), 0);
	assert_true(done.through_git);
	assert_string_equal(
	    sh_out("cat .git/ran; ls -A plans"), "D\tplans/9/maya.md\n");
	assert_string_equal(sh_out("git status --porcelain"), "M  other.txt\n");
	nothing_left();
}

static void
removed_without_git(void **state)
{
	(void)state;
	sh("mkdir -p plans/9/files/maya; touch ilp.yml; printf 'a\n' "
	   ">plans/9/maya.md");
	reopen(".");
	assert_int_equal(take_away("a\n"), 0);
	assert_string_equal(sh_out("find plans"),
	    "plans\nplans/9\nplans/9/files\nplans/9/files/maya\n");
	sh("printf 'a\n' >plans/9/maya.md; rm -r plans/9/files");
	assert_int_equal(take_away("a\n"), 0);
	assert_string_equal(sh_out("find plans"), "plans\n");
}

static void
removed_many(void **state)
{
	struct repo_commit c = {true, "50 plans"};
	struct repo_file f[50];

	(void)state;
	school();
	for (size_t i = 0; i < 50; i++) {
		char *text = arena_printf(&arena, "plan %zu\n", i);

		f[i] = (struct repo_file){
		    arena_printf(&arena, "plans/%zu/p%zu.md", i % 7, i), NULL,
		    0, true, text, strlen(text)};
	}
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, f, 50, &c, &done, &err), 0);
	for (size_t i = 0; i < 50; i++)
		f[i] = (struct repo_file){
		    f[i].path, f[i].data, f[i].len, false, NULL, 0};
	/* All or none: one of them is another one now. */
	sh("cp plans/5/p47.md ..; echo x >plans/5/p47.md");
	assert_int_equal(repo_write(&repo, f, 50, &c, &done, &err), -1);
	assert_int_equal(err.kind, ERR_CHANGED);
	assert_string_equal(
	    sh_out("git status --porcelain"), " M plans/5/p47.md\n");
	sh("mv ../p47.md plans/5");
	assert_int_equal(repo_write(&repo, f, 50, &c, &done, &err), 0);
	assert_string_equal(sh_out("ls plans"), "9\n");
	assert_string_equal(sh_out("git diff HEAD~2"), "");
	clean();
	nothing_left();
}

static void
index_kinds(void **state)
{
	(void)state;
	school();
	sh("git update-index --skip-worktree other.txt");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_false(done.through_git);
	sh("git update-index --index-version 4");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_true(done.through_git);
	assert_string_equal(sh_out("od -An -tx1 -j7 -N1 .git/index"), " 04\n");
	assert_string_equal(
	    sh_out("git ls-files -v other.txt"), "S other.txt\n");
	clean();
	sh("git update-index --split-index");
	assert_int_equal(append("plans/9/maya.md", "c"), 0);
	assert_true(done.through_git);
	clean();
	nothing_left();
}

static void
racy(void **state)
{
	(void)state;
	school();
	/* Same size, same time as its entry: only a look inside can tell. */
	sh("touch -d '2030-01-01' other.txt; git update-index --refresh "
	   ">/dev/null; touch -d '2030-01-01' .git/index; echo y >other.txt; "
	   "touch -d '2030-01-01' other.txt .git/index");
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(sh_out("git status --porcelain"), " M other.txt\n");
}

static void
environment(void **state)
{
	(void)state;
	school();
	setenv("GIT_AUTHOR_NAME", "Asha R", 1);
	setenv("GIT_AUTHOR_DATE", "2026-10-02T10:00:00+0200", 1);
	setenv("GIT_COMMITTER_DATE", "@1759400000 +0100", 1);
	assert_int_equal(append("plans/9/maya.md", "b"), 0);
	assert_string_equal(
	    sh_out("git log -1 --format='%an %aI %cn %cd' --date=raw"),
	    "Asha R 2026-10-02T10:00:00+02:00 J. Ortiz 1759400000 +0100\n");
	setenv("GIT_COMMITTER_DATE", "@4200000000 +0000", 1);
	assert_int_equal(append("plans/9/maya.md", "c"), -1);
	assert_int_equal(err.kind, ERR_WORLD);
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\nb\n");
}

static void
nobody(void **state)
{
	(void)state;
	school();
	put("../.gitconfig", "[user]\n\tuseConfigOnly = true\n");
	reopen(".");
	assert_int_equal(append("plans/9/maya.md", "b"), -1);
	assert_string_equal(err.msg, "git does not know who you are");
	assert_string_equal(sh_out("cat plans/9/maya.md"), "a\n");
	nothing_left();
}

static void
linked_folder(void **state)
{
	struct repo_commit c = {true, "x"};
	struct repo_file f = {"plans/l/ben.md", NULL, 0, true, "b\n", 2};

	(void)state;
	school();
	sh("mkdir ../out; ln -s ../../out plans/l");
	assert_int_equal(repo_lock(&repo, &err), 0);
	assert_int_equal(repo_write(&repo, &f, 1, &c, &done, &err), -1);
	assert_string_equal(sh_out("ls -A ../out"), "");
	nothing_left();
}

static void
at_once(void **state)
{
	pid_t pids[4];
	int ws;

	(void)state;
	school();
	repo_close(&repo);
	for (int w = 0; w < 4; w++) {
		pids[w] = fork();
		if (pids[w] != 0)
			continue;
		for (int i = 0; i < 25; i++) {
			reopen(".");
			if (append(i % 2 ? "plans/9/maya.md" : "other.txt",
				fmt("w%d-%d", w, i)) != 0)
				_exit(1);
		}
		_exit(0);
	}
	for (int w = 0; w < 4; w++) {
		assert_int_equal(waitpid(pids[w], &ws, 0), pids[w]);
		assert_int_equal(ws, 0);
	}
	assert_string_equal(sh_out("git rev-list --count HEAD"), "101\n");
	assert_string_equal(sh_out("cat plans/9/maya.md other.txt | grep ^w | "
				   "sort -u | wc -l"),
	    "100\n");
	clean();
	nothing_left();
}

/* What is on disk and in HEAD is all old or all new. */
static bool
settled(unsigned old_count)
{
	unsigned count = (unsigned)atoi(sh_out("git rev-list --count HEAD"));
	unsigned lines = (unsigned)atoi(sh_out("wc -l <plans/9/maya.md"));
	bool ben = access("plans/9/ben.md", F_OK) == 0;

	clean();
	nothing_left();
	assert_true(count == old_count || count == old_count + 1);
	assert_int_equal(lines, count == old_count ? 1 : 2);
	assert_int_equal(ben, count == old_count + 1);
	return count > old_count;
}

static void
write_two(void)
{
	struct repo_commit c = {true, "two files"};
	struct repo_file f[2] = {
	    {"plans/9/maya.md", "a\n", 2, false, "a\nb\n", 4},
	    {"plans/9/ben.md", NULL, 0, true, "b\n", 2}};

	if (repo_lock(&repo, &err) != 0 ||
	    repo_write(&repo, f, 2, &c, &done, &err) != 0)
		_exit(1);
	_exit(0);
}

static void
killed(void **state)
{
	bool finished = false;
	long undone = 0, finished_after_kill = 0;

	(void)state;
	school();
	for (long k = 0; !finished; k++) {
		int ws;
		pid_t pid;

		sh("rm -rf ../k; cp -a . ../k");
		assert_int_equal(chdir("../k"), 0);
		reopen(".");
		pid = fork();
		if (pid == 0) {
			calls_left = k;
			write_two();
		}
		assert_int_equal(waitpid(pid, &ws, 0), pid);
		finished = WIFEXITED(ws);
		/* Objects half-made are git's affair, and harmless. */
		sh("find .git/objects -name 'tmp_obj*' -delete");
		assert_int_equal(repo_lock(&repo, &err), 0);
		if (settled(1))
			finished_after_kill += !finished;
		else
			undone++;
		repo_unlock(&repo);
		assert_int_equal(append("other.txt", "next"), 0);
		assert_int_equal(chdir("../r"), 0);
		assert_true(k < 500);
	}
	assert_true(undone > 10);
	assert_true(finished_after_kill > 2);
}

/* maya's plan goes, ben's changes, zoe's comes: all of it or nothing. */
static void
write_and_remove(void)
{
	struct repo_commit c = {true, "three files"};
	struct repo_file f[3] = {{"plans/8/maya.md", "m\n", 2, false, NULL, 0},
	    {"plans/9/ben.md", "b\n", 2, false, "b\nb\n", 4},
	    {"plans/9/zoe.md", NULL, 0, true, "z\n", 2}};

	if (repo_lock(&repo, &err) != 0 ||
	    repo_write(&repo, f, 3, &c, &done, &err) != 0)
		_exit(1);
	_exit(0);
}

static void
killed_removing(void **state)
{
	static const char old[] = "plans/8/maya.md\nplans/9/ben.md\n"
				  "plans/9/maya.md\n2\n";
	static const char new[] = "plans/9/ben.md\nplans/9/maya.md\n"
				  "plans/9/zoe.md\n3\n";
	bool finished = false;
	long undone = 0, finished_after_kill = 0;

	(void)state;
	school();
	sh("mkdir plans/8; echo m >plans/8/maya.md; echo b >plans/9/ben.md; "
	   "git add .; git commit -qm two");
	for (long k = 0; !finished; k++) {
		char *now;
		int ws;
		pid_t pid;

		sh("rm -rf ../k; cp -a . ../k");
		assert_int_equal(chdir("../k"), 0);
		reopen(".");
		pid = fork();
		if (pid == 0) {
			calls_left = k;
			write_and_remove();
		}
		assert_int_equal(waitpid(pid, &ws, 0), pid);
		finished = WIFEXITED(ws);
		sh("find .git/objects -name 'tmp_obj*' -delete");
		assert_int_equal(repo_lock(&repo, &err), 0);
		clean();
		nothing_left();
		now = sh_out("find plans -type f | sort; "
			     "git rev-list --count HEAD");
		if (strcmp(now, new) == 0) {
			finished_after_kill += !finished;
			assert_int_equal(access("plans/8", F_OK), -1);
		} else {
			assert_string_equal(now, old);
			undone++;
		}
		repo_unlock(&repo);
		assert_int_equal(append("other.txt", "next"), 0);
		assert_int_equal(chdir("../r"), 0);
		assert_true(k < 500);
	}
	assert_true(undone > 10);
	assert_true(finished_after_kill > 2);
}

static int
begin(void **state)
{
	arena_init(&arena);
	memset(&repo, 0, sizeof repo);
	repo.folder.fd = repo.lock_fd = -1;
	before_lock = NULL;
	return scratch_begin(state);
}

static int
end(void **state)
{
	repo_close(&repo);
	arena_free(&arena);
	return scratch_end(state);
}

#define T(name, f)                        \
	{                                 \
		name, f, begin, end, NULL \
	}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T("an edit is one commit on the branch", on_branch),
	    T("other work, staged or not, stays as it is", other_work),
	    T("hand edits and staged parts of the file go along", staged_too),
	    T("the first commit of a repository is made", first_commit),
	    T("a branch with slashes that is packed is moved", slashed_branch),
	    T("off any branch only HEAD moves", detached),
	    T("a plan repository in a folder, and odd names", sub_folder),
	    T("a linked work tree commits to its own branch", linked_work_tree),
	    T("without git files are written, nothing is committed", no_git),
	    T("what HEAD has already makes no commit", same_bytes),
	    T("edits by hand are recognised", by_hand),
	    T("a file changed meanwhile is never overwritten", changed),
	    T("git's own locks are waited for, named, and never removed",
		git_is_busy),
	    T("a second writer waits, then says so", locked),
	    T("a branch that moved meanwhile is followed", branch_moved),
	    T("nothing is written in the middle of a merge", in_a_merge),
	    T("a hook that refuses leaves all as before", hook_refuses),
	    T("hooks run, and see just the file", hook_allows),
	    T("signing is left to git", signs),
	    T("filters are left to git", filters),
	    T("many files are one pack and all or none", many),
	    T("a file that is removed leaves nothing behind", removed),
	    T("what is beside a removed file stays", removed_from_among),
	    T("a file that git does not know is just removed", removed_unknown),
	    T("a file changed meanwhile is never removed", removed_changed),
	    T("hooks see what is removed, and may refuse", removed_by_git),
	    T("without git a file and its empty folder go",
		removed_without_git),
	    T("many files are removed, all or none", removed_many),
	    T("the index keeps its format and flags", index_kinds),
	    T("a change in the same instant is not lost from sight", racy),
	    T("author and dates of the environment count", environment),
	    T("without a name nothing is written", nobody),
	    T("a folder that is a link is not written through", linked_folder),
	    T("four writers at once lose nothing", at_once),
	    T("a writer killed at any step is undone or finished", killed),
	    T("the same where a file is removed", killed_removing),
	};

	return cmocka_run_group_tests_name("commit", tests, NULL, NULL);
}
