#include "scratch.h"

#include "repo/gitcmd.h"
#include "repo/repo.h"

/* libgit2 1.5 forgets some memory of PCRE2 when it reads extensions.*. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libpcre2";
}

static struct arena arena;
static struct repo repo;
static struct err err;

static int
at(const char *dir)
{
	return repo_open(&repo, &arena, dir, &err);
}

static void
upward(void **state)
{
	(void)state;
	sh("git init -q r; mkdir -p r/school/plans/9; touch r/school/ilp.yml "
	   "r/ilp.yml");
	assert_int_equal(at("r/school/plans/9"), 0);
	assert_string_equal(repo.root, fmt("%s/r/school", scratch_dir));
	assert_true(repo.has_git);
	assert_string_equal(repo.worktree, fmt("%s/r", scratch_dir));
	assert_string_equal(repo.prefix, "school/");
	assert_string_equal(repo.gitdir, fmt("%s/r/.git", scratch_dir));
	repo_close(&repo);
	assert_int_equal(at("r"), 0);
	assert_string_equal(repo.prefix, "");
}

static void
above_git(void **state)
{
	(void)state;
	sh("touch ilp.yml; git init -q r");
	assert_int_equal(at("r"), 0);
	assert_string_equal(repo.root, scratch_dir);
	assert_false(repo.has_git);
	assert_int_equal(repo_state(&repo), REPO_NONE);
	assert_int_equal(repo_git(&repo, &err), -1);
	assert_int_equal(err.kind, ERR_WORLD);
}

static void
none(void **state)
{
	(void)state;
	sh("mkdir d; git init -q --bare b.git");
	assert_int_equal(at("d"), -1);
	assert_int_equal(err.kind, ERR_USAGE);
	assert_string_equal(err.hint, "run ilp-init, or use -C DIR");
	assert_int_equal(at("b.git"), -1);
	assert_non_null(strstr(err.hint, "clone it"));
}

static void
work_tree(void **state)
{
	(void)state;
	sh("git init -q r; cd r; touch ilp.yml; git add .; git commit -qm a; "
	   "git worktree add -q ../w 2>/dev/null");
	assert_int_equal(at("w"), 0);
	assert_string_equal(repo.commondir, fmt("%s/r/.git", scratch_dir));
	assert_string_equal(
	    repo.gitdir, fmt("%s/r/.git/worktrees/w", scratch_dir));
	assert_int_equal(repo_git(&repo, &err), 0);
}

static void
env(void **state)
{
	char id[REPO_ID_SIZE];

	(void)state;
	sh("git init -q r; cd r; touch ilp.yml; git add .; git commit -qm a; "
	   "mv .git ../meta");
	assert_int_equal(chdir("r"), 0);
	setenv("GIT_DIR", "../meta", 1);
	assert_int_equal(at("."), 0);
	unsetenv("GIT_DIR");
	assert_true(repo.has_git);
	assert_int_equal(repo_head_id(&repo, id, &err), 0);
	assert_int_equal(strlen(id), 40);
}

static void
states(void **state)
{
	(void)state;
	sh("git init -q r; cd r; touch ilp.yml; git add .; git commit -qm a; "
	   "echo 1 >f; git add f; git commit -qm b; git checkout -q -b o "
	   "HEAD~; echo 2 >f; git add f; git commit -qm c");
	assert_int_equal(at("r"), 0);
	assert_int_equal(repo_state(&repo), REPO_NONE);
	sh("cd r; ! git merge -q main >/dev/null");
	assert_int_equal(repo_state(&repo), REPO_MERGE);
	assert_int_equal(repo_state_check(&repo, &err), -1);
	assert_string_equal(err.msg, "git is in the middle of a merge");
	sh("cd r; git merge --abort; ! git cherry-pick main >/dev/null 2>&1");
	assert_int_equal(repo_state(&repo), REPO_CHERRY_PICK);
	sh("cd r; git cherry-pick --abort; ! git rebase main >/dev/null 2>&1");
	assert_int_equal(repo_state(&repo), REPO_REBASE);
	sh("cd r; git rebase --abort; git bisect start >/dev/null");
	assert_int_equal(repo_state(&repo), REPO_BISECT);
	sh("cd r; git bisect reset >/dev/null 2>&1");
	assert_int_equal(repo_state(&repo), REPO_NONE);
}

static void
formats(void **state)
{
	(void)state;
	sh("git init -q --object-format=sha256 r; touch r/ilp.yml");
	assert_int_equal(at("r"), 0);
	assert_int_equal(repo_git(&repo, &err), -1);
	assert_non_null(strstr(err.msg, "SHA-256"));
	repo_close(&repo);
	sh("git init -q s; cd s; touch ilp.yml; git config "
	   "core.repositoryformatversion 1; git config extensions.odd true");
	assert_int_equal(at("s"), 0);
	assert_int_equal(repo_git(&repo, &err), -1);
	assert_non_null(strstr(err.msg, "extension"));
}

static void
foreign(void **state)
{
	(void)state;
	if (geteuid() != 0) {
		print_message("# only root can make a foreign folder\n");
		return;
	}
	sh("git init -q r; touch r/ilp.yml; chown -R 65534 r");
	assert_int_equal(at("r"), 0);
	assert_int_equal(repo_git(&repo, &err), -1);
	assert_non_null(strstr(err.msg, "belongs to somebody else"));
	assert_non_null(strstr(err.hint, "safe.directory"));
}

static void
identity(void **state)
{
	const char *name, *email;

	(void)state;
	sh("git init -q r; touch r/ilp.yml");
	assert_int_equal(at("r"), 0);
	for (int open = 0; open < 2; open++) {
		if (open)
			assert_int_equal(repo_git(&repo, &err), 0);
		assert_int_equal(repo_identity(&repo, &name, &email, &err), 0);
		assert_string_equal(name, "J. Ortiz");
		assert_string_equal(email, "ortiz@harbor.example");
		setenv("GIT_AUTHOR_EMAIL", "asha@harbor.example", 1);
		assert_int_equal(repo_identity(&repo, &name, &email, &err), 0);
		assert_string_equal(email, "asha@harbor.example");
		unsetenv("GIT_AUTHOR_EMAIL");
	}
	put(".gitconfig", "[user]\n\tuseConfigOnly = true\n");
	repo_close(&repo);
	assert_int_equal(at("r"), 0);
	assert_int_equal(repo_identity(&repo, &name, &email, &err), -1);
	assert_string_equal(err.msg, "git does not know who you are");
}

static void
config(void **state)
{
	char *value;

	(void)state;
	assert_int_equal(repo_init("r", &err), 0);
	put("r/ilp.yml", "");
	assert_int_equal(at("r"), 0);
	assert_int_equal(
	    repo_config_get(&repo, "merge.ilp.driver", &value, &err), 0);
	assert_null(value);
	assert_int_equal(
	    repo_config_set(&repo, "merge.ilp.driver", "a 'b' c", &err), 0);
	assert_int_equal(
	    repo_config_get(&repo, "merge.ilp.driver", &value, &err), 0);
	assert_string_equal(value, "a 'b' c");
	assert_int_equal(repo_config_get(&repo, "ilp.people", &value, &err), 0);
	assert_null(value);
	sh("git config --global ilp.people there");
	assert_int_equal(repo_config_get(&repo, "ilp.people", &value, &err), 0);
	assert_string_equal(value, "there");
}

static void
unborn(void **state)
{
	char id[REPO_ID_SIZE];

	(void)state;
	sh("git init -q r; touch r/ilp.yml");
	assert_int_equal(at("r"), 0);
	assert_int_equal(repo_head_id(&repo, id, &err), 0);
	assert_string_equal(id, "");
	sh("cd r; git add .; git commit -qm a");
	assert_int_equal(repo_head_id(&repo, id, &err), 0);
	assert_string_equal(fmt("%s\n", id), sh_out("git -C r rev-parse HEAD"));
}

static void
children(void **state)
{
	const char *cat[] = {"cat", NULL};
	const char *fails[] = {"false", NULL};
	const char *absent[] = {"ilp-no-such-program", NULL};
	static char big[300000];
	struct buf out = BUF_INIT;
	int status;

	(void)state;
	memset(big, 'x', sizeof big - 1);
	assert_int_equal(gitcmd_run(&out, &status, ".", cat, big, &err), 0);
	assert_int_equal(status, 0);
	assert_int_equal(out.n, sizeof big - 1);
	buf_free(&out);
	assert_int_equal(gitcmd_run(NULL, &status, ".", fails, big, &err), 0);
	assert_int_equal(status, 1);
	assert_int_equal(
	    gitcmd_run(NULL, &status, ".", absent, NULL, &err), -1);
	assert_non_null(strstr(err.msg, "is not installed"));
}

static int
begin(void **state)
{
	arena_init(&arena);
	memset(&repo, 0, sizeof repo);
	repo.folder.fd = repo.lock_fd = -1;
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
	    T("the nearest ilp.yml upward is the root", upward),
	    T("an ilp.yml above the git root is found", above_git),
	    T("no ilp.yml is told with what to do", none),
	    T("a linked work tree is understood", work_tree),
	    T("GIT_DIR names the repository", env),
	    T("what git is in the middle of is seen", states),
	    T("formats that cannot be read are told in plain words", formats),
	    T("a repository of somebody else is told", foreign),
	    T("who is typing comes from environment and settings", identity),
	    T("settings of the clone are set and read", config),
	    T("a branch without commits has no newest commit", unborn),
	    T("children are fed, drained, and missed in plain words", children),
	};

	return cmocka_run_group_tests_name("repo", tests, NULL, NULL);
}
