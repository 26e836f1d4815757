#include "plan/id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"
#include "text/fold.h"

#define ID_MAX	    63
#define GOAL_ID_MAX 40

static bool
of_chars(const char *s, const char *more)
{
	size_t n = 0;

	for (; s[n]; n++) {
		char c = s[n];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (!alnum && (n == 0 || !strchr(more, c)))
			return false;
	}
	return n >= 1 && n <= ID_MAX;
}

bool
id_device(const char *id)
{
	static const char *const names[] = {"con", "prn", "aux", "nul"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(id, names[i]) == 0)
			return true;
	return strlen(id) == 4 && id[3] >= '1' && id[3] <= '9' &&
	       (str_starts(id, "com") || str_starts(id, "lpt"));
}

bool
id_goal_valid(const char *id)
{
	return of_chars(id, "-");
}

bool
id_valid(const char *id)
{
	return id_goal_valid(id) && !id_device(id);
}

char *
handle_fold(struct arena *a, const char *handle)
{
	char *h = arena_strdup(a, handle);

	for (char *p = h; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return h;
}

bool
handle_valid(const char *handle)
{
	char low[ID_MAX + 2];
	size_t n = strlen(handle);

	if (n > ID_MAX)
		return false;
	for (size_t i = 0; i <= n; i++) {
		char c = handle[i];

		low[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return of_chars(low, "._-");
}

bool
group_valid(const char *group)
{
	bool first = true;

	for (const char *p = group; *p; p++) {
		bool alnum = (*p >= 'a' && *p <= 'z') ||
			     (*p >= 'A' && *p <= 'Z') ||
			     (*p >= '0' && *p <= '9');

		if (first ? !alnum : !alnum && !strchr("._-/", *p))
			return false;
		first = *p == '/';
	}
	return !first;
}

char *
id_of_path(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t n = strlen(name);

	if (str_ends(name, ".md"))
		n -= 3;
	return arena_strndup(a, name, n);
}

static int
opaque(char **out, struct arena *a, char letter, id_taken_fn *taken, void *ctx,
    struct err *e)
{
	static const char set[] = "0123456789abcdefghjkmnpqrstvwxyz";
	unsigned char r[6];
	char id[9] = {letter, '-', 0, 0, 0, 0, 0, 0, 0};

	do {
		if (getrandom(r, sizeof r, 0) != sizeof r)
			return err_set(e, ERR_WORLD,
			    "the system gave no random numbers for a new id");
		for (size_t i = 0; i < sizeof r; i++)
			id[2 + i] = set[r[i] % 32];
	} while (taken(ctx, id));
	*out = arena_strdup(a, id);
	return 0;
}

/* base, or base-2, base-3 ... within max characters. */
static char *
numbered(struct arena *a, const char *base, size_t max, id_taken_fn *taken,
    void *ctx)
{
	char *id = arena_strdup(a, base);

	for (unsigned k = 2; taken(ctx, id); k++) {
		char tail[16];
		size_t n = strlen(base), t;

		t = strlen(strcpy(tail, arena_printf(a, "-%u", k)));
		while (n > max - t || (n && base[n - 1] == '-'))
			n--;
		id = arena_printf(a, "%.*s%s", (int)n, base, tail);
	}
	return id;
}

/* At most max bytes of a slug, no - at the end. */
static char *
shortened(struct arena *a, const char *slug, size_t max)
{
	size_t n = strlen(slug);

	n = n > max ? max : n;
	while (n && slug[n - 1] == '-')
		n--;
	return arena_strndup(a, slug, n);
}

int
id_new_plan(char **out, struct arena *a, const char *name, bool want_opaque,
    id_taken_fn *taken, void *ctx, struct err *e)
{
	char *slug = shortened(a, fold_slug(a, name), ID_MAX);

	if (want_opaque || fold_letters(slug) < 2)
		return opaque(out, a, 'p', taken, ctx, e);
	if (id_device(slug))
		slug = arena_printf(a, "%s-plan", slug);
	*out = numbered(a, slug, ID_MAX, taken, ctx);
	return 0;
}

int
id_new_goal(char **out, struct arena *a, const char *title, bool want_opaque,
    id_taken_fn *taken, void *ctx, struct err *e)
{
	const char *end = title;
	char *slug;

	for (int words = 0; *end && words < 4; words++) {
		end += strspn(end, " \t\n");
		end += strcspn(end, " \t\n");
	}
	slug = fold_slug(a, arena_strndup(a, title, (size_t)(end - title)));
	slug = shortened(a, slug, GOAL_ID_MAX);
	if (want_opaque || fold_letters(slug) < 2)
		return opaque(out, a, 'g', taken, ctx, e);
	if (id_device(slug))
		slug = arena_printf(a, "%s-goal", slug);
	*out = numbered(a, slug, GOAL_ID_MAX, taken, ctx);
	return 0;
}
