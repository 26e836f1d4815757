#ifndef SCRATCH_H
#define SCRATCH_H

/*
 * A folder of its own for a test that needs files or git: HOME lies in it,
 * the author and the settings of git are fixed.  Removed at the end.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cmocka.h>

static char scratch_dir[64];

/* Formats into one of a few buffers, good for the next few calls. */
__attribute__((format(printf, 1, 2))) static inline char *
fmt(const char *f, ...)
{
	static char out[8][4096];
	static unsigned at;
	char *s = out[at++ % 8];
	va_list ap;

	va_start(ap, f);
	vsnprintf(s, sizeof out[0], f, ap);
	va_end(ap);
	return s;
}

/* A shell command in the current folder must succeed. */
static inline void
sh(const char *command)
{
	if (system(command) != 0)
		fail_msg("failed: %s", command);
}

/* What a shell command prints. */
static inline char *
sh_out(const char *command)
{
	static char out[8][16384];
	static unsigned at;
	char *s = out[at++ % 8];
	FILE *f = popen(command, "r");
	size_t n;

	assert_non_null(f);
	n = fread(s, 1, sizeof out[0] - 1, f);
	s[n] = '\0';
	pclose(f);
	return s;
}

static inline void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* Memory, where scripts run there and 100 MB are free; else the disk. */
static inline const char *
scratch_parent(void)
{
	struct statvfs v;

	if (access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &v) == 0 &&
	    !(v.f_flag & ST_NOEXEC) &&
	    (unsigned long long)v.f_bavail * v.f_frsize > 100000000)
		return "/dev/shm";
	return "/tmp";
}

static inline int
scratch_begin(void **state)
{
	static const char *const unset[] = {"GIT_DIR", "GIT_WORK_TREE",
	    "GIT_INDEX_FILE", "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE",
	    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME",
	    "GIT_COMMITTER_EMAIL", "GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME",
	    "EMAIL", "ILP_LOCK_WAIT"};

	(void)state;
	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
	snprintf(scratch_dir, sizeof scratch_dir, "%s/ilp-test-XXXXXX",
	    scratch_parent());
	assert_non_null(mkdtemp(scratch_dir));
	assert_int_equal(chdir(scratch_dir), 0);
	setenv("HOME", scratch_dir, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	mkdir("template", 0777);
	mkdir("template/info", 0777);
	put(".gitconfig",
	    "[user]\n\tname = J. Ortiz\n\temail = ortiz@harbor.example\n"
	    "[init]\n\tdefaultBranch = main\n\ttemplateDir = ~/template\n"
	    "[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n");
	return 0;
}

static inline int
scratch_end(void **state)
{
	char command[128];

	(void)state;
	assert_int_equal(chdir("/"), 0);
	snprintf(command, sizeof command, "rm -rf %s", scratch_dir);
	return system(command);
}

#endif
