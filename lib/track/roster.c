#include "track/roster.h"

#include <string.h>

#include "plan/field.h"
#include "plan/id.h"
#include "text/fold.h"

/* ---- columns ---- */

enum use_kind {
	USE_NAME,
	USE_FIRST,
	USE_LAST,
	USE_ID,
	USE_HANDLE,
	USE_EMAIL,
	USE_GRADE,
	USE_GROUP,
	USE_TEAM, /* key is "team.ROLE" */
	USE_KEY,
};

/* What a column is used for. */
struct use {
	enum use_kind kind;
	const char *key; /* of the front matter; NULL: none of its own */
	size_t col;
	bool mapped; /* by --map */
};

struct uses {
	struct use *v;
	size_t n;
	size_t cap;
};

struct reader {
	struct roster *out;
	struct arena *a;
	const struct settings *s;
	const struct csv_table *t;
	const struct roster_how *how;
	struct diags *d;
	struct uses uses;
};

static const struct {
	const char *word; /* folded as csv_col folds */
	enum use_kind kind;
	const char *key;
} words[] = {
    {"name", USE_NAME, "learner"},
    {"learner", USE_NAME, "learner"},
    {"first name", USE_FIRST, NULL},
    {"first", USE_FIRST, NULL},
    {"firstname", USE_FIRST, NULL},
    {"given name", USE_FIRST, NULL},
    {"last name", USE_LAST, NULL},
    {"last", USE_LAST, NULL},
    {"lastname", USE_LAST, NULL},
    {"family name", USE_LAST, NULL},
    {"surname", USE_LAST, NULL},
    {"id", USE_ID, "person"},
    {"person", USE_ID, "person"},
    {"handle", USE_HANDLE, "team.learner"},
    {"team.learner", USE_HANDLE, "team.learner"},
    {"email", USE_EMAIL, NULL},
    {"e mail", USE_EMAIL, NULL},
    {"grade", USE_GRADE, "stage"},
    {"group", USE_GROUP, NULL},
};

static const char *const roles[] = {"family", "advisor", "coach", "mentor",
    "teacher", "counselor", "evaluator", "principal"};

/* A word as csv_col folds it. */
static char *
fold_word(struct arena *a, const char *s)
{
	char *w = arena_strdup(a, s);

	for (char *p = w; *p; p++)
		if (*p == '_' || *p == '-')
			*p = ' ';
	return fold_heading(a, w);
}

/* The role that a folded word names, or NULL. */
static const char *
role_named(const struct reader *r, const char *word)
{
	for (size_t i = 0; i < r->s->nroles; i++)
		if (strcmp(fold_word(r->a, r->s->roles[i].name), word) == 0)
			return r->s->roles[i].name;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strcmp(roles[i], word) == 0)
			return roles[i];
	return NULL;
}

/* A key x-... of the school's own, as it is written. */
static bool
own_key(const char *s)
{
	return str_starts(s, "x-") && s[2] && strlen(s) <= FRONT_KEY_MAX &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(s);
}

/*
 * What a word means, that of a column or of --map; false: nothing.
 * role_free: team.ROLE may be a role that nobody has heard of.
 */
static bool
use_of(
    struct use *out, const struct reader *r, const char *text, bool role_free)
{
	const char *word = fold_word(r->a, text), *role;

	*out = (struct use){.kind = USE_KEY};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0) {
			out->kind = words[i].kind;
			out->key = words[i].key;
			return true;
		}
	for (size_t i = 0; i < plan_nfields; i++)
		if (plan_fields[i].shape != SHAPE_MAP &&
		    plan_fields[i].shape != SHAPE_FORMAT &&
		    strcmp(fold_word(r->a, plan_fields[i].key), word) == 0) {
			out->key = plan_fields[i].key;
			return true;
		}
	if (own_key(text)) {
		out->key = text;
		return true;
	}
	role = role_named(r, str_starts(word, "team.") ? word + 5 : word);
	if (!role && role_free && str_starts(text, "team.") &&
	    id_valid(text + 5))
		role = text + 5;
	if (!role)
		return false;
	out->kind = USE_TEAM;
	out->key = arena_printf(r->a, "team.%s", role);
	return true;
}

/* Whether both say the same thing of a person. */
static bool
same_target(const struct use *x, const struct use *y)
{
	if (x->key || y->key)
		return str_eq(x->key, y->key);
	return x->kind == y->kind;
}

static void
use_add(struct reader *r, const struct use *u)
{
	struct uses *l = &r->uses;

	l->v = arena_grow(r->a, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = *u;
}

static const struct use *
use_find(const struct reader *r, enum use_kind kind)
{
	for (size_t i = 0; i < r->uses.n; i++)
		if (r->uses.v[i].kind == kind)
			return &r->uses.v[i];
	return NULL;
}

static const char *
names_of(const struct reader *r)
{
	const char *s = "";

	for (size_t i = 0; i < r->t->header.n; i++)
		s = arena_printf(
		    r->a, "%s%s %s", s, i ? "," : "", r->t->header.v[i]);
	return s;
}

/* The uses that --map names. */
static int
read_map(struct reader *r, struct err *e)
{
	for (size_t i = 0; r->how->map && i < r->how->map->n; i++) {
		const char *text = r->how->map->v[i], *eq = strchr(text, '=');
		const char *key;
		struct use u;
		long col;

		if (!eq || eq == text || !eq[1]) {
			err_set(e, ERR_USAGE,
			    "--map: %s is not of the form KEY=COLUMN", text);
			return err_hint(e, "as in --map coach=Instructor");
		}
		key = arena_strndup(r->a, text, (size_t)(eq - text));
		if (!use_of(&u, r, key, true)) {
			err_set(e, ERR_USAGE, "--map: there is no key %s", key);
			if (csv_col(r->t, key) >= 0 &&
			    use_of(&u, r, eq + 1, true))
				return err_hint(e,
				    "the other way round: --map '%s=%s'",
				    eq + 1, key);
			return err_hint(e,
			    "for a key of the school's own, write x-%s; for a "
			    "role, team.%s",
			    key, key);
		}
		col = csv_col(r->t, eq + 1);
		if (col < 0) {
			err_set(e, ERR_USAGE, "--map: %s has no column %s",
			    r->out->path, eq + 1);
			return err_hint(e, "it has:%s", names_of(r));
		}
		u.col = (size_t)col;
		u.mapped = true;
		use_add(r, &u);
	}
	return 0;
}

/* Whether an option of the command line speaks for all rows instead. */
static bool
overruled(const struct reader *r, const struct use *u)
{
	if (u->kind == USE_GROUP && r->how->group)
		return true;
	for (size_t i = 0; i < r->how->nset; i++)
		if (str_eq(r->how->set[i].key, u->key))
			return true;
	return false;
}

/* The use that speaks of the same thing already, or NULL. */
static const struct use *
rival(const struct reader *r, const struct use *u)
{
	for (size_t i = 0; i < r->uses.n; i++)
		if (same_target(&r->uses.v[i], u))
			return &r->uses.v[i];
	return NULL;
}

static bool
col_used(const struct reader *r, size_t col)
{
	for (size_t i = 0; i < r->uses.n; i++)
		if (r->uses.v[i].col == col)
			return true;
	return false;
}

static struct diag *
bad(struct reader *r, size_t line, const char *code, const char *text)
{
	return diags_add(
	    r->d, r->a, SEV_ERROR, r->out->path, line, 0, code, "%s", text);
}

/* The uses that the names of the columns tell. */
static void
read_header(struct reader *r)
{
	for (size_t col = 0; col < r->t->header.n; col++) {
		const char *name = r->t->header.v[col];
		const struct use *other;
		struct use u;

		if (col_used(r, col))
			continue;
		if (!use_of(&u, r, name, false) || overruled(r, &u)) {
			strs_add(&r->out->ignored, r->a, name);
			continue;
		}
		u.col = col;
		other = rival(r, &u);
		if (!other) {
			use_add(r, &u);
		} else if (other->mapped) {
			strs_add(&r->out->ignored, r->a, name);
		} else {
			struct diag *g = bad(r, 1, "roster-columns",
			    arena_printf(r->a,
				"the columns %s and %s say the same thing",
				r->t->header.v[other->col], name));

			diag_hint(g, r->a, "rename one, or choose with --map");
		}
	}
	if (!use_find(r, USE_NAME) && !use_find(r, USE_FIRST) &&
	    !use_find(r, USE_LAST))
		diag_hint(bad(r, 1, "roster-name",
			      "no column gives the people's names"),
		    r->a, "call it name, or say --map name=COLUMN");
}

/* ---- rows ---- */

static void
bad_err(struct reader *r, size_t line, const char *code, const struct err *e)
{
	struct diag *g = bad(r, line, code, e->msg);

	if (e->hint[0])
		diag_hint(g, r->a, "%s", e->hint);
}

static const char *
cell(const struct reader *r, size_t row, enum use_kind kind)
{
	const struct use *u = use_find(r, kind);
	const char *s = u ? csv_get(r->t, row, u->col) : "";

	return *s ? s : NULL;
}

static void
put(struct roster_row *row, const char *key, enum assign_op op,
    const char *value)
{
	row->v[row->n++] = (struct assign){key, op, value};
}

static bool
one_line(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static void
read_name(struct reader *r, struct roster_row *row, size_t i)
{
	const char *first = cell(r, i, USE_FIRST), *last = cell(r, i, USE_LAST);

	row->name = cell(r, i, USE_NAME);
	if (!row->name && first && last)
		row->name = arena_printf(r->a, "%s %s", first, last);
	else if (!row->name)
		row->name = first ? first : last;
	if (!row->name)
		diag_hint(
		    bad(r, row->line, "roster-name", "the row has no name"),
		    r->a, "write one, or take the row out");
	else if (!one_line(row->name))
		bad(r, row->line, "roster-name",
		    "the name holds a line break or control character");
	else
		put(row, "learner", ASSIGN_SET, row->name);
}

static bool
handle_ok(struct reader *r, const struct roster_row *row, const char *what,
    const char *handle)
{
	if (handle_valid(handle))
		return true;
	diag_hint(bad(r, row->line, "handle",
		      arena_printf(r->a, "%s: %s is no handle", what, handle)),
	    r->a, "use letters, digits, dots and dashes, as in j.ortiz");
	return false;
}

static void
read_group(struct reader *r, struct roster_row *row, const char *group)
{
	struct err e;

	row->group = group ? group : "";
	if (group && group_check(group, r->a, &e) != 0)
		bad_err(r, row->line, "group-name", &e);
}

/* "9", "09" and "Grade 9" are grade-9. */
static void
read_grade(struct reader *r, struct roster_row *row, const char *grade)
{
	const char *slug = fold_slug(r->a, grade);

	while (slug[0] == '0' && slug[1] >= '0' && slug[1] <= '9')
		slug++;
	if (!*slug)
		slug = grade;
	else if (!str_starts(slug, "grade"))
		slug = arena_printf(r->a, "grade-%s", slug);
	put(row, "stage", ASSIGN_SET, slug);
}

/* The values of a cell that holds several, split at ',' and ';'. */
static void
split(struct strs *out, struct arena *a, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, ",;"), from = 0, to = n;

		while (from < to && strchr(" \t\r\n", s[from]))
			from++;
		while (to > from && strchr(" \t\r\n", s[to - 1]))
			to--;
		if (to > from)
			strs_add(out, a, arena_strndup(a, s + from, to - from));
		s += n + (s[n] != '\0');
	}
}

/* Room for the values of a row: a list's may be many. */
static void
reserve(struct reader *r, struct roster_row *row, size_t more)
{
	struct assign *v =
	    arena_alloc(r->a, (row->n + more + r->uses.n + 1) * sizeof *v);

	if (row->n)
		memcpy(v, row->v, row->n * sizeof *v);
	row->v = v;
}

static void
read_list(struct reader *r, struct roster_row *row, const struct use *u,
    const char *value)
{
	struct strs l = {NULL, 0, 0};

	split(&l, r->a, value);
	reserve(r, row, l.n);
	for (size_t i = 0; i < l.n; i++) {
		const char *one = l.v[i];

		if (u->kind == USE_TEAM) {
			if (!handle_ok(r, row, u->key + strlen("team."), one))
				return;
			one = handle_fold(r->a, one);
		}
		put(row, u->key, i ? ASSIGN_ADD : ASSIGN_SET, one);
	}
}

static void
read_value(struct reader *r, struct roster_row *row, const struct use *u,
    const char *value)
{
	const struct field *f = plan_field(u->key);
	struct err e;

	if (u->kind == USE_TEAM || (f && f->shape == SHAPE_LIST)) {
		read_list(r, row, u, value);
		return;
	}
	if (f && field_check(f, value, &e) != 0)
		bad_err(r, row->line, arena_strdup(r->a, e.code), &e);
	else
		put(row, u->key, ASSIGN_SET, value);
}

static void
read_handle(struct reader *r, struct roster_row *row, const char *handle)
{
	if (!handle_ok(r, row, "handle", handle))
		return;
	row->handle = handle_fold(r->a, handle);
	put(row, "team.learner", ASSIGN_SET, row->handle);
}

static void
read_row(struct reader *r, struct roster_row *row, size_t i)
{
	const struct use *id = use_find(r, USE_ID);

	*row = (struct roster_row){
	    .line = r->t->rows[i].line, .group = "", .plan = ROSTER_NEW};
	reserve(r, row, 0);
	read_name(r, row, i);
	row->id = cell(r, i, USE_ID);
	if (row->id)
		put(row, id->key, ASSIGN_SET, row->id);
	if (cell(r, i, USE_EMAIL))
		row->email = fold_heading(r->a, cell(r, i, USE_EMAIL));
	read_group(r, row, r->how->group ? NULL : cell(r, i, USE_GROUP));
	if (r->how->group)
		row->group = r->how->group;
	if (cell(r, i, USE_GRADE))
		read_grade(r, row, cell(r, i, USE_GRADE));
	if (cell(r, i, USE_HANDLE))
		read_handle(r, row, cell(r, i, USE_HANDLE));
	for (size_t k = 0; k < r->uses.n; k++) {
		const struct use *u = &r->uses.v[k];
		const char *value = csv_get(r->t, i, u->col);

		if ((u->kind == USE_KEY || u->kind == USE_TEAM) && *value)
			read_value(r, row, u, value);
	}
}

int
roster_read(struct roster *out, struct arena *a, const struct settings *s,
    const char *path, const struct csv_table *t, const struct roster_how *how,
    struct diags *d, struct err *e)
{
	struct reader r = {
	    .out = out, .a = a, .s = s, .t = t, .how = how, .d = d};

	*out = (struct roster){.path = path};
	if (read_map(&r, e) != 0)
		return -1;
	read_header(&r);
	if (d->errors)
		return 0;
	out->rows = arena_alloc(a, (t->n + 1) * sizeof *out->rows);
	out->n = t->n;
	for (size_t i = 0; i < t->n; i++)
		read_row(&r, &out->rows[i], i);
	return 0;
}

int
group_check(const char *group, struct arena *a, struct err *e)
{
	const char *slug = fold_slug(a, group);
	bool files = false;

	for (const char *p = group; p; p = strchr(p, '/')) {
		p += *p == '/';
		files = files || (str_starts(p, "files") &&
				     (p[5] == '/' || p[5] == '\0'));
	}
	if (group_valid(group) && !files)
		return 0;
	if (files)
		return err_set(e, ERR_USAGE,
		    "files cannot be a group: folders of that name hold "
		    "evidence");
	err_set(e, ERR_USAGE, "%s cannot be the name of a group", group);
	return err_hint(e, "write %s: letters, digits, '.', '_' and '-'",
	    *slug ? slug : "it in Latin letters");
}
