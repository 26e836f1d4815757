#include "cli/opt.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LINE_WIDTH 80
#define HELP_COL   30 /* the options' sentences begin here at most */

/* An option together with where its values go. */
struct found {
	const struct opt *opt;
	char *values;
};

struct parser {
	const struct opt_table *tables;
	size_t ntables;
	struct arena *a;
	char **next; /* the argument to be read next */
	char **end;
	struct err *e;
};

static bool
opt_end(const struct opt *o)
{
	return !o->letter && !o->name;
}

/* As it is written: --title, or -C where there is no long name. */
static const char *
shown(struct arena *a, const struct opt *o)
{
	return o->name ? arena_printf(a, "--%s", o->name)
		       : arena_printf(a, "-%c", o->letter);
}

static int
store(struct parser *p, struct found f, const char *value)
{
	void *at = f.values + f.opt->off;
	char *rest;
	long n;

	switch (f.opt->kind) {
	case OPT_FLAG:
		*(bool *)at = true;
		return 0;
	case OPT_TEXT:
		*(const char **)at = value;
		return 0;
	case OPT_LIST:
		strs_add(at, p->a, value);
		return 0;
	case OPT_NUMBER:
		break;
	}
	errno = 0;
	n = strtol(value, &rest, 10);
	if (!isdigit((unsigned char)value[0]) || *rest || errno)
		return err_set(p->e, ERR_USAGE,
		    "%s needs a whole number, not \"%s\"", shown(p->a, f.opt),
		    value);
	*(long *)at = n;
	return 0;
}

/* Stores the next argument as the value. */
static int
store_next(struct parser *p, struct found f)
{
	if (p->next < p->end)
		return store(p, f, *p->next++);
	err_set(p->e, ERR_USAGE, "%s needs a value", shown(p->a, f.opt));
	return err_hint(
	    p->e, "%s %s", shown(p->a, f.opt), f.opt->arg ? f.opt->arg : "");
}

static bool
find_letter(const struct parser *p, char letter, struct found *f)
{
	for (size_t t = 0; t < p->ntables; t++)
		for (const struct opt *o = p->tables[t].opts; !opt_end(o); o++)
			if (o->letter == letter) {
				*f = (struct found){o, p->tables[t].values};
				return true;
			}
	return false;
}

/*
 * The option with this name, or the first that begins with it; *count tells
 * how many do (1 where one has exactly this name).
 */
static struct found
find_name(const struct parser *p, const char *name, size_t len, size_t *count)
{
	struct found f = {NULL, NULL};

	*count = 0;
	for (size_t t = 0; t < p->ntables; t++)
		for (const struct opt *o = p->tables[t].opts; !opt_end(o);
		     o++) {
			bool begins =
			    o->name && strncmp(o->name, name, len) == 0;

			if (!begins)
				continue;
			if (o->name[len] == '\0') {
				*count = 1;
				return (struct found){o, p->tables[t].values};
			}
			if (++*count == 1)
				f = (struct found){o, p->tables[t].values};
		}
	return f;
}

/* The name nearest to a mistyped one, NULL if none is near. */
static const char *
nearest(const struct parser *p, const char *name)
{
	size_t best = strlen(name) / 3 + 2;
	const char *near = NULL;

	for (size_t t = 0; t < p->ntables; t++)
		for (const struct opt *o = p->tables[t].opts; !opt_end(o);
		     o++) {
			size_t d = o->name ? str_distance(o->name, name) : best;

			if (d < best) {
				best = d;
				near = o->name;
			}
		}
	return near;
}

static int
unknown_name(struct parser *p, const char *name)
{
	const char *near = nearest(p, name);

	err_set(p->e, ERR_USAGE, "there is no option --%s", name);
	if (near)
		return err_hint(p->e, "did you mean --%s?", near);
	return err_hint(p->e, "-h for the list of options");
}

static int
ambiguous_name(struct parser *p, const char *name, size_t len)
{
	const char *sep = "";
	struct buf list = BUF_INIT;

	for (size_t t = 0; t < p->ntables; t++)
		for (const struct opt *o = p->tables[t].opts; !opt_end(o); o++)
			if (o->name && strncmp(o->name, name, len) == 0) {
				buf_addf(&list, "%s--%s", sep, o->name);
				sep = " or ";
			}
	err_set(p->e, ERR_USAGE, "--%s could be several options", name);
	err_hint(p->e, "%s", buf_str(&list));
	buf_free(&list);
	return -1;
}

/* arg is what follows "--". */
static int
parse_long(struct parser *p, const char *arg)
{
	size_t len = strcspn(arg, "="), count;
	const char *name = arena_strndup(p->a, arg, len);
	struct found f = find_name(p, name, len, &count);

	if (count == 0 || len == 0)
		return unknown_name(p, name);
	if (count > 1)
		return ambiguous_name(p, name, len);
	if (f.opt->kind == OPT_FLAG && arg[len] == '=')
		return err_set(
		    p->e, ERR_USAGE, "--%s takes no value", f.opt->name);
	if (f.opt->kind == OPT_FLAG)
		return store(p, f, NULL);
	if (arg[len] == '=')
		return store(p, f, arg + len + 1);
	return store_next(p, f);
}

static int
unknown_letter(struct parser *p, const char *arg, const char *at)
{
	size_t size;

	if (at == arg && isdigit((unsigned char)*at)) {
		err_set(p->e, ERR_USAGE, "there is no option -%s", arg);
		return err_hint(p->e,
		    "--date=-%s: a value with a minus goes behind "
		    "an option and =",
		    arg);
	}
	utf8_at(at, strlen(at), &size);
	err_set(p->e, ERR_USAGE, "there is no option -%.*s", (int)size, at);
	if (at == arg && at[size])
		return err_hint(
		    p->e, "--%s: long options begin with two hyphens", arg);
	return err_hint(p->e, "-h for the list of options");
}

/* arg is what follows "-": letters, the last perhaps with its value. */
static int
parse_letters(struct parser *p, const char *arg)
{
	struct found f;

	for (const char *at = arg; *at; at++) {
		if (!find_letter(p, *at, &f))
			return unknown_letter(p, arg, at);
		if (f.opt->kind == OPT_FLAG)
			store(p, f, NULL);
		else if (at[1])
			return store(p, f, at + 1);
		else
			return store_next(p, f);
	}
	return 0;
}

int
opts_parse(struct strs *operands, struct arena *a,
    const struct opt_table *tables, size_t n, int argc, char **argv,
    struct err *e)
{
	struct parser p = {tables, n, a, argv + (argc > 0), argv + argc, e};
	bool options = true;

	while (p.next < p.end) {
		const char *arg = *p.next++;
		int r = 0;

		if (!options || arg[0] != '-' || !arg[1])
			strs_add(operands, a, arg);
		else if (strcmp(arg, "--") == 0)
			options = false;
		else if (arg[1] == '-')
			r = parse_long(&p, arg + 2);
		else
			r = parse_letters(&p, arg + 1);
		if (r != 0)
			return -1;
	}
	return 0;
}

bool
opt_given(const struct opt *o, const void *values)
{
	const void *at = (const char *)values + o->off;

	switch (o->kind) {
	case OPT_FLAG:
		return *(const bool *)at;
	case OPT_TEXT:
		return *(const char *const *)at != NULL;
	case OPT_LIST:
		return ((const struct strs *)at)->n > 0;
	case OPT_NUMBER:
		return *(const long *)at != 0;
	}
	return false;
}

/* Bytes of the word at s; blanks inside brackets do not end it. */
static size_t
word_len(const char *s)
{
	size_t i;
	int depth = 0;

	for (i = 0; s[i] && (s[i] != ' ' || depth > 0); i++)
		depth += (s[i] == '[') - (s[i] == ']');
	return i;
}

/* Adds text from column col on, wrapped with an indent, and a newline. */
static void
add_wrapped(struct buf *out, const char *text, size_t col, size_t indent)
{
	bool first = true;

	while (*text) {
		size_t n = word_len(text), wide = utf8_count(text, n);

		if (!first && col + 1 + wide > LINE_WIDTH) {
			buf_addf(out, "\n%*s", (int)indent, "");
			col = indent;
		} else if (!first) {
			buf_addc(out, ' ');
			col++;
		}
		buf_add(out, text, n);
		col += wide;
		first = false;
		text += n;
		while (*text == ' ')
			text++;
	}
	buf_addc(out, '\n');
}

/* "  -n, --dry-run"; returns its columns. */
static size_t
add_names(struct buf *out, const struct opt *o)
{
	size_t start = out->n;

	if (o->letter)
		buf_addf(out, "  -%c", o->letter);
	else
		buf_adds(out, "    ");
	if (o->name)
		buf_addf(out, "%s --%s", o->letter ? "," : " ", o->name);
	if (o->arg)
		buf_addf(out, " %s", o->arg);
	return utf8_count(out->p + start, out->n - start);
}

/* The column where the sentences begin: two behind the widest names. */
static size_t
help_col(const struct opt_table *tables, size_t n)
{
	struct buf names = BUF_INIT;
	size_t col = 0;

	for (size_t t = 0; t < n; t++)
		for (const struct opt *o = tables[t].opts; !opt_end(o); o++) {
			size_t wide = add_names(&names, o) + 2;

			if (wide > col && wide <= HELP_COL)
				col = wide;
		}
	buf_free(&names);
	return col ? col : HELP_COL;
}

static void
add_option(struct buf *out, const struct opt *o, size_t col)
{
	size_t wide = add_names(out, o);

	if (wide + 2 > col) {
		buf_addc(out, '\n');
		wide = 0;
	}
	buf_addf(out, "%*s", (int)(col - wide), "");
	add_wrapped(out, o->help, col, col);
}

void
opts_help(struct buf *out, const char *name, const char *about,
    const char *const usage[], const struct opt_table *tables, size_t n)
{
	size_t col = help_col(tables, n), lead = strlen("usage: ");
	struct buf line = BUF_INIT;

	for (size_t i = 0; usage[i]; i++) {
		buf_adds(out, i == 0 ? "usage: " : "       ");
		add_wrapped(out, usage[i], lead, lead + strlen(name) + 1);
	}
	buf_addf(&line, "%s - %s", name, about);
	buf_addc(out, '\n');
	add_wrapped(out, buf_str(&line), 0, 0);
	buf_free(&line);
	for (size_t t = 0; t < n; t++) {
		if (opt_end(tables[t].opts))
			continue;
		buf_adds(out, n > 1 && t + 1 == n ? "\ncommon options:\n"
						  : "\noptions:\n");
		for (const struct opt *o = tables[t].opts; !opt_end(o); o++)
			add_option(out, o, col);
	}
}

void
opts_list(struct buf *out, const struct opt_table *tables, size_t n)
{
	for (size_t t = 0; t < n; t++)
		for (const struct opt *o = tables[t].opts; !opt_end(o); o++)
			buf_addf(out, "%c\t%s\t%s\t%s\n",
			    o->letter ? o->letter : '-',
			    o->name ? o->name : "-", o->arg ? o->arg : "-",
			    o->help);
}
