#include "repo/ident.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "repo/gitcmd.h"

/* 1990-01-01 and 2100-01-01, UTC seconds. */
#define DATE_MIN_S 631152000LL
#define DATE_MAX_S 4102444800LL

static bool
set(const char *name)
{
	const char *s = getenv(name);

	return s && *s;
}

/* Do variables that libgit2 does not know decide git's settings? */
static bool
conf_in_env(void)
{
	const char *global = getenv("GIT_CONFIG_GLOBAL");

	return set("GIT_CONFIG_COUNT") || set("GIT_CONFIG_PARAMETERS") ||
	       set("GIT_CONFIG_SYSTEM") ||
	       (global && !str_eq(global, "/dev/null"));
}

/* "Name <mail> 1759400000 +0200", as `git var` prints it. */
static int
ask_git(git_signature **out, struct repo *r, const char *var, struct err *e)
{
	const char *argv[] = {"git", "var", var, NULL};
	char *line;

	if (gitcmd_line(&line, r->a, r->root, argv, e) != 0)
		return -1;
	if (!line || git_signature_from_buffer(out, line) != 0)
		return repo_nobody(e);
	return 0;
}

static const char *
conf_text(git_config *c, const char *own, const char *user)
{
	const char *s = NULL;

	if (git_config_get_string(&s, c, own) == 0 && *s)
		return s;
	if (git_config_get_string(&s, c, user) == 0 && *s)
		return s;
	return NULL;
}

struct role {
	const char *env_name, *env_email, *env_date;
	const char *conf_name, *conf_email;
	const char *var;
};

static const struct role author_role = {"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE", "author.name", "author.email", "GIT_AUTHOR_IDENT"};
static const struct role committer_role = {"GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE", "committer.name",
    "committer.email", "GIT_COMMITTER_IDENT"};

/* Without a child where the settings say it all; else git is asked. */
static int
read_role(git_signature **out, struct repo *r, git_config *c,
    const struct role *role, struct err *e)
{
	const char *name = NULL, *email = NULL;

	if (c && !set(role->env_date)) {
		name = set(role->env_name)
			   ? getenv(role->env_name)
			   : conf_text(c, role->conf_name, "user.name");
		email = set(role->env_email)
			    ? getenv(role->env_email)
			    : conf_text(c, role->conf_email, "user.email");
	}
	if (name && email && git_signature_now(out, name, email) == 0)
		return 0;
	return ask_git(out, r, role->var, e);
}

static int
check_date(const git_signature *s, struct err *e)
{
	if (s->when.time >= DATE_MIN_S && s->when.time < DATE_MAX_S)
		return 0;
	err_set(e, ERR_WORLD,
	    "the date of the commit would not lie between "
	    "1990 and 2100");
	return err_hint(e, "set the clock right, or unset GIT_AUTHOR_DATE and "
			   "GIT_COMMITTER_DATE");
}

/* NULL where git itself has to be asked. */
static git_config *
open_conf(struct repo *r)
{
	git_config *c = NULL;

	if (conf_in_env() || git_repository_config_snapshot(&c, r->git) != 0)
		return NULL;
	return c;
}

int
ident_read(git_signature **author, git_signature **committer, struct repo *r,
    struct err *e)
{
	git_signature *a = NULL, *c = NULL;
	git_config *conf;
	int code;

	if (repo_git(r, e) != 0)
		return -1;
	conf = open_conf(r);
	code = read_role(&a, r, conf, &author_role, e) ||
	       read_role(&c, r, conf, &committer_role, e) || check_date(a, e) ||
	       check_date(c, e);
	git_config_free(conf);
	if (code != 0) {
		git_signature_free(a);
		git_signature_free(c);
		return -1;
	}
	*author = a;
	*committer = c;
	return 0;
}

int
ident_author(
    struct repo *r, const char **name, const char **email, struct err *e)
{
	git_config *conf = open_conf(r);
	git_signature *s = NULL;
	int code = read_role(&s, r, conf, &author_role, e);

	git_config_free(conf);
	if (code != 0)
		return -1;
	*name = arena_strdup(r->a, s->name);
	*email = arena_strdup(r->a, s->email);
	git_signature_free(s);
	return 0;
}

static char *
hooks_folder(struct repo *r, const char *path)
{
	const char *home = getenv("HOME");

	if (!path || !*path)
		return arena_printf(r->a, "%s/hooks", r->commondir);
	if (str_starts(path, "~/") && home)
		return arena_printf(r->a, "%s%s", home, path + 1);
	if (*path == '/')
		return arena_strdup(r->a, path);
	return arena_printf(r->a, "%s/%s", r->worktree, path);
}

static bool
truth(const char *s)
{
	int yes = 0;

	return git_config_parse_bool(&yes, s) == 0 && yes;
}

/* One setting, in words of git; any number of times, the last one counts. */
static void
conf_take(struct gitconf *c, struct repo *r, const char *key, const char *s)
{
	if (strcasecmp(key, "core.hookspath") == 0)
		c->hooks = hooks_folder(r, s);
	else if (strcasecmp(key, "commit.gpgsign") == 0)
		c->sign = truth(s);
	else if (strcasecmp(key, "core.sharedrepository") == 0)
		c->shared = s && !str_eq(s, "umask") &&
			    (truth(s) || !str_eq(s, "false"));
	else if (strcasecmp(key, "core.autocrlf") == 0)
		c->convert_eol = truth(s) || (s && strcasecmp(s, "input") == 0);
	else if (strcasecmp(key, "core.logallrefupdates") == 0)
		c->log_all = truth(s) || (s && strcasecmp(s, "always") == 0);
}

/* Records of "key LF value NUL"; no LF: the key alone, which means true. */
static int
conf_ask(struct gitconf *c, struct repo *r, struct err *e)
{
	const char *argv[] = {"git", "config", "--null", "--get-regexp",
	    "^(commit\\.gpgsign|core\\.(hookspath|sharedrepository|autocrlf|"
	    "logallrefupdates))$",
	    NULL};
	struct buf b = BUF_INIT;
	int status;

	if (gitcmd_run(&b, &status, r->root, argv, NULL, e) != 0)
		return -1;
	for (size_t at = 0; at < b.n; at += strlen(b.p + at) + 1) {
		char *s = arena_strdup(r->a, b.p + at);
		char *lf = strchr(s, '\n');

		if (lf)
			*lf = '\0';
		conf_take(c, r, s, lf ? lf + 1 : NULL);
	}
	buf_free(&b);
	return 0;
}

int
gitconf_read(struct gitconf *c, struct repo *r, struct err *e)
{
	static const char *const keys[] = {"commit.gpgsign", "core.hookspath",
	    "core.sharedrepository", "core.autocrlf", "core.logallrefupdates"};
	git_config *conf;
	git_config_entry *entry;

	if (repo_git(r, e) != 0)
		return -1;
	*c = (struct gitconf){hooks_folder(r, NULL), false, false, false, true};
	conf = open_conf(r);
	if (!conf)
		return conf_ask(c, r, e);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (git_config_get_entry(&entry, conf, keys[i]) != 0)
			continue;
		conf_take(c, r, keys[i], entry->value);
		git_config_entry_free(entry);
	}
	git_config_free(conf);
	return 0;
}
