#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"

static struct arena arena;
static struct folder here;

static int
begin(void **state)
{
	struct err e;

	arena_init(&arena);
	if (scratch_begin(state) != 0)
		return -1;
	sh("mkdir school outside && echo secret >outside/file");
	return folder_open(&here, "school", &e);
}

static int
end(void **state)
{
	folder_close(&here);
	arena_free(&arena);
	return scratch_end(state);
}

static void
is_text(const char *path, const char *want)
{
	struct err e;
	size_t n;
	char *p;

	if (file_read(&p, &n, &arena, &here, path, 1000, &e) != 0)
		fail_msg("%s", e.msg);
	assert_int_equal(n, strlen(want));
	assert_memory_equal(p, want, n + 1);
}

static void
not_read(const char *path, enum err_kind kind, const char *words)
{
	struct err e;
	size_t n = 77;
	char *p = NULL;

	assert_int_equal(file_read(&p, &n, &arena, &here, path, 10, &e), -1);
	assert_int_equal(e.kind, kind);
	assert_non_null(strstr(e.msg, words));
	assert_null(p);
	assert_int_equal(n, 77);
}

static void
whole_files(void **state)
{
	(void)state;
	put("school/a", "plan\n");
	put("school/empty", "");
	is_text("a", "plan\n");
	is_text("empty", "");
	put("school/ten", "0123456789");
	put("school/eleven", "0123456789a");
	is_text("ten", "0123456789");
	not_read("eleven", ERR_INPUT, "larger than");
	not_read("nobody", ERR_WORLD, "no such file");
	not_read(".", ERR_INPUT, "folder");
}

static void
links_not_followed(void **state)
{
	struct err e;

	(void)state;
	sh("ln -s ../outside/file school/link; ln -s ../outside school/dir; "
	   "ln -s link school/again; ln -s loop school/loop");
	not_read("link", ERR_WORLD, "symbolic link");
	not_read("again", ERR_WORLD, "symbolic link");
	not_read("loop", ERR_WORLD, "symbolic link");
	not_read("dir/file", ERR_WORLD, "symbolic link");
	assert_int_equal(file_replace(&here, "dir/new", "x", 1, &e), -1);
	assert_non_null(strstr(e.msg, "symbolic link"));
	assert_int_equal(file_exists(&here, "link", &e), -1);
	sh("test ! -e outside/new");
	/* The link itself is replaced, what it points at stays. */
	assert_int_equal(file_replace(&here, "link", "x", 1, &e), 0);
	is_text("link", "x");
	sh("test \"$(cat outside/file)\" = secret");
}

static void
pipes_do_not_block(void **state)
{
	struct err e;
	size_t n;
	char *p;

	(void)state;
	assert_int_equal(mkfifo("school/pipe", 0600), 0);
	alarm(10);
	not_read("pipe", ERR_INPUT, "no regular file");
	assert_int_equal(
	    file_read_any(&p, &n, &arena, "school/pipe", 10, &e), -1);
	assert_string_equal(e.code, "file-kind");
	assert_true(*e.hint);
	assert_int_equal(file_exists(&here, "pipe", &e), -1);
	alarm(0);
}

static void
links_by_hand(void **state)
{
	struct err e;
	size_t n;
	char *p;

	(void)state;
	sh("ln -s ../outside/file school/link");
	assert_int_equal(
	    file_read_any(&p, &n, &arena, "school/link", 100, &e), 0);
	assert_string_equal(p, "secret\n");
}

static void
replaced(void **state)
{
	struct stat st;
	struct err e;

	(void)state;
	put("school/a", "old");
	assert_int_equal(chmod("school/a", 0640), 0);
	assert_int_equal(file_replace(&here, "a", "new\0x", 5, &e), 0);
	assert_int_equal(stat("school/a", &st), 0);
	assert_int_equal(st.st_size, 5);
	assert_int_equal(st.st_mode & 0777, 0640);
	umask(027);
	assert_int_equal(file_replace(&here, "deep/er/b", "b", 1, &e), 0);
	umask(022);
	is_text("deep/er/b", "b");
	assert_int_equal(stat("school/deep/er/b", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_string_equal(sh_out("find school -name '.ilp*'"), "");
}

static void
staged(void **state)
{
	struct file_stage s;
	struct err e;

	(void)state;
	put("school/a", "old");
	assert_int_equal(file_stage(&s, &here, "a", "new", 3, false, &e), 0);
	is_text("a", "old");
	file_park(&s);
	assert_int_equal(file_swap(&s, false, false, &e), 0);
	is_text("a", "new");
	assert_int_equal(file_stage(&s, &here, "x/y/z", "n", 1, true, &e), 0);
	file_park(&s);
	file_unstage(&s);
	assert_string_equal(sh_out("find school | sort"), "school\nschool/a\n");
	file_unstage(&s);
}

static void
made_folders_only(void **state)
{
	struct file_stage s;
	struct err e;

	(void)state;
	sh("mkdir school/x");
	assert_int_equal(file_stage(&s, &here, "x/y/z", "n", 1, false, &e), 0);
	file_unstage(&s);
	assert_string_equal(sh_out("find school | sort"), "school\nschool/x\n");
	put("school/file", "");
	assert_int_equal(
	    file_stage(&s, &here, "n/../file/z", "n", 1, false, &e), -1);
	assert_int_equal(s.dirfd, -1);
}

static void
never_over_another(void **state)
{
	struct file_stage s;
	struct err e;

	(void)state;
	assert_int_equal(file_stage(&s, &here, "a", "mine", 4, true, &e), 0);
	put("school/a", "theirs");
	assert_int_equal(file_swap(&s, true, true, &e), -1);
	assert_int_equal(e.kind, ERR_CHANGED);
	is_text("a", "theirs");
	assert_string_equal(sh_out("ls -A school"), "a\n");
	assert_int_equal(file_stage(&s, &here, "b", "mine", 4, true, &e), 0);
	assert_int_equal(file_swap(&s, true, true, &e), 0);
	is_text("b", "mine");
	assert_string_equal(sh_out("ls -A school"), "a\nb\n");
}

static void
existence(void **state)
{
	struct err e;

	(void)state;
	put("school/a", "");
	sh("mkdir school/d");
	assert_int_equal(file_exists(&here, "a", &e), 1);
	assert_int_equal(file_exists(&here, "b", &e), 0);
	assert_int_equal(file_exists(&here, "d/b/c", &e), 0);
	assert_int_equal(file_exists(&here, "d", &e), -1);
	assert_int_equal(file_exists(&here, "a/b", &e), -1);
}

static void
long_names(void **state)
{
	char path[400];
	struct err e;

	(void)state;
	memset(path, 'n', sizeof path);
	strcpy(path + 300, "/a");
	assert_int_equal(file_replace(&here, path, "", 0, &e), -1);
	assert_non_null(strstr(e.msg, "too long"));
}

#define TEST(function, title)                     \
	{                                         \
		title, function, begin, end, NULL \
	}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(whole_files, "a file is read whole or not at all"),
	    TEST(links_not_followed,
		"a symbolic link in a repository is never followed"),
	    TEST(pipes_do_not_block, "a pipe in a repository blocks nobody"),
	    TEST(links_by_hand, "a file that a person names may be a link"),
	    TEST(replaced,
		"a file is replaced with its mode kept, its folder made"),
	    TEST(staged, "a file that is only prepared can be taken back"),
	    TEST(made_folders_only,
		"taking back removes only the folders that were made"),
	    TEST(never_over_another,
		"a new file never takes the place of another"),
	    TEST(existence, "a file is there, or not, or something else"),
	    TEST(long_names, "a name that is too long is said to be so"),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
