#include "cli/attach.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/write.h"
#include "plan/id.h"
#include "repo/sha1.h"
#include "text/fold.h"

#define EXT_MAX 10 /* bytes of an ending, its dot included */

/* ---- reading ---- */

static int
too_large(struct app *app, const char *path, size_t n, bool large)
{
	err_set(&app->err, ERR_INPUT, "%s has %s, and %s is the limit", path,
	    size_words(&app->arena, n),
	    size_words(&app->arena, large ? ATTACH_LARGE_MAX : ATTACH_MAX));
	if (large)
		return err_hint(&app->err,
		    "keep it elsewhere, and give its address with --link");
	return err_hint(&app->err,
	    "--large takes it all the same: every copy of the repository "
	    "will hold it, for good");
}

/* Whether this can be evidence, before its bytes are read. */
static int
check_kind(struct app *app, const char *path, bool large)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return err_sys(&app->err, "read", path);
	if (S_ISDIR(st.st_mode))
		return err_set(&app->err, ERR_USAGE,
		    "--file needs a file, and %s is a folder", path);
	if (!S_ISREG(st.st_mode))
		return err_set(&app->err, ERR_INPUT,
		    "%s is no ordinary file, so it is not copied", path);
	if (st.st_size == 0)
		return err_set(&app->err, ERR_INPUT, "%s is empty", path);
	if (st.st_size > (large ? ATTACH_LARGE_MAX : ATTACH_MAX))
		return too_large(app, path, (size_t)st.st_size, large);
	return 0;
}

int
attach_read(struct attach *at, struct app *app, const char *path, bool large)
{
	const char *from = app_file(app, path);
	struct attach got = {.path = path};

	if (strcmp(path, "-") == 0) {
		err_set(&app->err, ERR_USAGE,
		    "--file needs a file, and standard input has no name");
		return err_hint(&app->err, "save it in a file first");
	}
	if (check_kind(app, from, large) != 0 ||
	    file_read_any(&got.data, &got.len, &app->arena, from,
		ATTACH_LARGE_MAX, &app->err) != 0)
		return -1;
	got.type = filetype_of(path, got.data, got.len);
	*at = got;
	return 0;
}

/* The last component of a path. */
static const char *
base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void
attach_tell(struct app *app, struct attach *at)
{
	at->told = true;
	app_note(app, "%s, %s, %s", base_of(at->path),
	    at->type ? at->type->words : "of a type that is not known",
	    size_words(&app->arena, at->len));
	if (photo_has_place(at->data, at->len))
		app_note(app,
		    "%s says where it was taken, and who can read the "
		    "repository can see that",
		    base_of(at->path));
}

/* ---- names ---- */

/* A letter of ASCII or a digit, in every locale. */
static bool
alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Adds a run of bytes that are not ASCII, as letters without accents. */
static void
add_folded(struct buf *out, struct arena *a, const char *s, size_t n)
{
	for (const char *p = fold_name(a, arena_strndup(a, s, n)); *p; p++)
		if (alnum(*p) || !out->n || out->p[out->n - 1] != '-')
			buf_addc(out, alnum(*p) ? *p : '-');
}

/* A part of a name in portable characters, hyphens and dots off its ends. */
static char *
portable(struct arena *a, const char *s, size_t n)
{
	struct buf b = BUF_INIT;
	size_t i = 0, from = 0;
	char *r;

	while (i < n) {
		size_t run = 0;

		while (i + run < n && (unsigned char)s[i + run] >= 0x80)
			run++;
		if (run)
			add_folded(&b, a, s + i, run);
		else if (alnum(s[i]) || strchr("._", s[i]))
			buf_addc(&b, s[i]);
		else if (!b.n || b.p[b.n - 1] != '-')
			buf_addc(&b, '-');
		i += run ? run : 1;
	}
	while (from < b.n && strchr(".-", b.p[from]))
		from++;
	while (b.n > from && strchr(".-", b.p[b.n - 1]))
		b.n--;
	r = arena_strndup(a, buf_str(&b) + from, b.n - from);
	buf_free(&b);
	return r;
}

/* Where the ending of a name begins, at its dot; else at its end. */
static const char *
ext_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (!dot || dot == name || !dot[1] || strlen(dot) > EXT_MAX)
		return name + strlen(name);
	for (const char *p = dot + 1; *p; p++)
		if (!alnum(*p))
			return name + strlen(name);
	return dot;
}

char *
attach_name(struct arena *a, const char *path)
{
	const char *name = base_of(path), *ext = ext_of(name);
	char *stem = portable(a, name, (size_t)(ext - name));
	size_t max = ATTACH_NAME_MAX - EXT_MAX;

	if (strlen(stem) > max)
		stem = portable(a, stem, max);
	if (!*stem)
		stem = arena_strdup(a, "file");
	if (id_device(
		handle_fold(a, arena_strndup(a, stem, strcspn(stem, ".")))))
		stem = arena_printf(a, "file-%s", stem);
	return arena_printf(a, "%s%s", stem, ext);
}

/*
 * A name that says nothing: made of the bytes, so that the same file is found
 * again, with the usual ending of its type.
 */
static char *
opaque_name(struct arena *a, const struct attach *at)
{
	unsigned char sum[20];

	sha1(sum, at->data, at->len);
	return arena_printf(a, "f-%02x%02x%02x%02x%s%s", sum[0], sum[1], sum[2],
	    sum[3], at->type ? "." : "", at->type ? at->type->ext : "");
}

/* ---- the place beside the plan ---- */

/* The names in the folder of path below the root; none where it is not. */
static int
names_beside(struct strs *out, struct app *app, const char *path)
{
	const char *name;
	const struct dirent *d;
	int fd = path_open_parent(
	    app->load.repo.folder.fd, path, &name, false, NULL);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir && fd < 0 && errno == ENOENT)
		return 0;
	if (!dir) {
		err_sys(&app->err, "read the folder of", path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	for (errno = 0; (d = readdir(dir)) != NULL; errno = 0)
		strs_add(
		    out, &app->arena, arena_strdup(&app->arena, d->d_name));
	if (errno != 0) {
		err_sys(&app->err, "read the folder of", path);
		closedir(dir);
		return -1;
	}
	closedir(dir);
	return 0;
}

/* The name in the list that a file system may take for this one. */
static const char *
clash(const struct strs *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcasecmp(names->v[i], name) == 0)
			return names->v[i];
	return NULL;
}

/* Is it the file= of an entry, although no such file may be there? */
static bool
in_entry(const struct plan *p, const char *file)
{
	for (size_t i = 0; i < p->nentries; i++)
		if (p->entries[i].file &&
		    strcasecmp(p->entries[i].file, file) == 0)
			return true;
	return false;
}

static bool
same_bytes(struct app *app, const char *path, const struct attach *at)
{
	struct err e;
	size_t len;
	char *now;

	return file_read(&now, &len, &app->arena, &app->load.repo.folder, path,
		   at->len, &e) == 0 &&
	       len == at->len && memcmp(now, at->data, len) == 0;
}

/* What goes along: the copy, or the same bytes that are there already. */
static void
beside(struct app *app, const char *path, const struct attach *at, bool fresh)
{
	struct write_file f = {.path = path,
	    .old = fresh ? NULL : at->data,
	    .old_len = fresh ? 0 : at->len,
	    .fresh = fresh,
	    .data = at->data,
	    .len = at->len};

	app_beside(app, &f);
}

int
attach_place(const char **file, struct app *app, const struct plan *p,
    const struct attach *at, bool writing)
{
	struct arena *a = &app->arena;
	const char *name = app->load.settings.opaque_ids
			       ? opaque_name(a, at)
			       : attach_name(a, at->path);
	const char *ext = ext_of(name), *slash = strrchr(p->path, '/');
	const char *group = arena_strndup(
	    a, p->path, slash ? (size_t)(slash + 1 - p->path) : 0);
	struct strs names = {NULL, 0, 0};

	if (names_beside(&names, app,
		arena_printf(a, "%sfiles/%s/%s", group, p->id, name)) != 0)
		return -1;
	for (unsigned k = 1;; k++) {
		const char *one = k == 1 ? name
					 : arena_printf(a, "%.*s-%u%s",
					       (int)(ext - name), name, k, ext);
		const char *rel = arena_printf(a, "files/%s/%s", p->id, one);
		const char *path = arena_printf(a, "%s%s", group, rel);
		const char *other = clash(&names, one);
		bool same = other && strcmp(other, one) == 0 &&
			    same_bytes(app, path, at);

		if (!same && (other || in_entry(p, rel)))
			continue;
		if (writing)
			beside(app, path, at, !same);
		if (writing && !same)
			app_note(app, "a copy goes to %s", path);
		*file = rel;
		return 0;
	}
}
