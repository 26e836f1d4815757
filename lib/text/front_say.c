#include "text/front_say.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define QUOTE "put the value in quotes: 'like this'"

struct saying {
	const char *problem, *context; /* parts of libyaml's texts */
	bool at_context;	       /* the place to look at */
	struct front_said say;
};

/* The first that fits counts. */
static const struct saying sayings[] = {
    {"", "scanning an alias", true,
	{"yaml-alias", "a value cannot start with '*'", QUOTE, 0}},
    {"", "scanning an anchor", true,
	{"yaml-anchor", "a value cannot start with '&'", QUOTE, 0}},
    {"", " tag", true, {"yaml-tag", "a value cannot start with '!'", QUOTE, 0}},
    {"tag handle", "", false,
	{"yaml-tag", "a value cannot start with '!'", QUOTE, 0}},
    {"", "directive", true,
	{"yaml-directive", "a line cannot start with '%'",
	    "take the line out, or put the value in quotes", 0}},
    {"directive", "", false,
	{"yaml-directive", "a line cannot start with '%'",
	    "take the line out, or put the value in quotes", 0}},
    {"YAML document", "", false,
	{"yaml-directive", "a line cannot start with '%'", "take the line out",
	    0}},
    {"could not find expected ':'", "", true,
	{"yaml-syntax", "this line has no ': ' after its key",
	    "write it as `key: value`; text that goes on from the line "
	    "above stands deeper than its key",
	    0}},
    {"block sequence entries", "", false,
	{"yaml-syntax", "a list item cannot stand behind its key",
	    "put each `- item` on a line of its own below the key; if it is "
	    "text, put it in quotes",
	    0}},
    {"mapping keys", "", false,
	{"yaml-syntax", "a value cannot start with '? '", QUOTE, 0}},
    {"indentation indicator", "", false,
	{"yaml-syntax", "the number after | or > cannot be 0",
	    "write | or > alone", 0}},
    {"comment or line break", "", false,
	{"yaml-syntax", "text cannot stand behind | or > on the same line",
	    "begin the text on the next line, deeper than its key; if it is "
	    "one line, put it in quotes",
	    0}},
    {"found a tab character", "", false,
	{"yaml-tab", "a tab stands where the line is indented",
	    "use blanks for indentation", 0}},
    {"unknown escape", "", false,
	{"yaml-syntax",
	    "a backslash in double quotes starts a code, "
	    "and this is none",
	    "write \\\\ for one backslash, or use single quotes", 0}},
    {"hexdecimal", "", false,
	{"yaml-syntax", "a \\x, \\u or \\U in double quotes lacks its digits",
	    "write \\\\ for one backslash, or use single quotes", 0}},
    {"Unicode character escape", "", false,
	{"yaml-syntax", "this code in double quotes is no character",
	    "write the character itself", 0}},
    {"", "quoted scalar", true,
	{"yaml-syntax", "this quote is not closed",
	    "put the same quote at the end of the value; inside single "
	    "quotes ' is written ''",
	    0}},
    {"unexpected ':'", "", false,
	{"yaml-syntax", "a value inside [ ] or { } cannot hold a ':' here",
	    QUOTE, 0}},
    {"expected '-' indicator", "", false,
	{"yaml-syntax", "this line stands among list items but is none",
	    "start it with `- `, or line it up with the key it belongs to", 0}},
    {"node content", "", false,
	{"yaml-syntax", "a value is missing here",
	    "take out the extra comma, or write the value", 0}},
    {"<document start>", "", false,
	{"yaml-syntax", "this line does not belong to what stands above it",
	    "line it up with the first key", 0}},
};

static const struct front_said otherwise = {"yaml-syntax",
    "this cannot be read as YAML",
    "look at the quotes, colons and blanks of this line and the one above", 0};

/* The byte at off; a line end where the part ends. */
static char
byte_at(const char *src, struct span part, size_t off)
{
	return off < span_end(part) ? src[off] : '\n';
}

/* The last byte of the line before off that is no blank, '\n' if none. */
static char
byte_before(const char *src, struct span part, size_t off)
{
	while (off > part.off && src[off - 1] == ' ')
		off--;
	return off > part.off ? src[off - 1] : '\n';
}

static bool
same_line(const char *src, size_t from, size_t to)
{
	return from <= to && !memchr(src + from, '\n', to - from);
}

/* A colon too many: in a value, or of a line that stands too deep. */
static struct front_said
say_colon(const struct front_problem *p, const char *src, struct span part)
{
	size_t start = line_start(src, p->off);

	if (start < part.off)
		start = part.off;
	for (size_t i = start; i + 1 < p->off; i++)
		if (src[i] == ':' && src[i + 1] == ' ')
			return (struct front_said){"yaml-syntax",
			    "': ' cannot stand in a value without quotes",
			    QUOTE, p->off};
	if (src[start] != ' ')
		return (struct front_said){"yaml-syntax",
		    "the text above this line has no ': ' after its key",
		    "write it as `key: value`", start};
	while (start < p->off && src[start] == ' ')
		start++;
	return (struct front_said){"yaml-syntax",
	    "this key stands deeper than the one above, "
	    "which has a value already",
	    "line it up with the other keys; if it goes on with the text "
	    "above, put all of that in quotes",
	    start};
}

static struct front_said
say_start(const struct front_problem *p, char c)
{
	struct front_said s = {"yaml-syntax", NULL, QUOTE, p->off};

	switch (c) {
	case '\t':
		s.code = "yaml-tab";
		s.text = "a tab stands where only blanks can";
		s.hint = "use blanks instead of the tab";
		break;
	case '@':
		s.text = "a value cannot start with '@'";
		break;
	case '`':
		s.text = "a value cannot start with '`'";
		break;
	case '%':
		s.text = "a value cannot start with '%'";
		break;
	case '|':
	case '>':
		s.text = "a value inside [ ] or { } cannot start with "
			 "| or >";
		break;
	default:
		s.text = "a value cannot start with this character";
		break;
	}
	return s;
}

static struct front_said
say_key(const struct front_problem *p, const char *src, struct span part)
{
	struct front_said s = {"yaml-syntax",
	    "this line does not fit to the lines above",
	    "line it up with the keys it belongs to", p->off};
	char before = byte_before(src, part, p->off);

	if (before == '"' || before == '\'') {
		s.text = "text stands behind the closing quote";
		s.hint = "put the whole value in quotes; inside single "
			 "quotes ' is written ''";
	} else if (before == ']' || before == '}') {
		s.text = "text stands behind the closing bracket";
		s.hint = "put the whole value in quotes if it is text";
	} else if (byte_at(src, part, p->off) == ':') {
		s.code = "yaml-key";
		s.text = "a key is missing before ':'";
		s.hint = "write `key: value`";
	} else if (byte_at(src, part, p->off) == '-') {
		s.text = "a list item stands among keys";
		s.hint = "put the items below the key of their list";
	}
	return s;
}

static struct front_said
say_bracket(const struct front_problem *p, const char *src, struct span part)
{
	struct front_said s = {"yaml-syntax", NULL, NULL, p->context_off};
	bool list = byte_at(src, part, p->context_off) == '[';

	if (p->off < span_end(part) && same_line(src, p->context_off, p->off)) {
		s.off = p->off;
		s.text = list ? "a ',' or ']' is missing before this"
			      : "a ',' or '}' is missing before this";
		s.hint = "if the value is text, put it in quotes";
		return s;
	}
	s.text = list ? "this [ is not closed, or a comma is missing in it"
		      : "this { is not closed, or a comma is missing in it";
	s.hint = list ? "write `[one, two]`; if the value is text, put it in "
			"quotes"
		      : "write `{key: value}`; if the value is text, put it in "
			"quotes";
	return s;
}

static struct front_said
say_second(const struct front_problem *p)
{
	return (struct front_said){"yaml-second-document",
	    "'---' or '...' ends the YAML here, but more follows",
	    "take the line out", p->off};
}

static bool
is_fence(const char *src, struct span part, size_t off)
{
	return span_end(part) - off >= 3 && off == line_start(src, off) &&
	       (memcmp(src + off, "---", 3) == 0 ||
		   memcmp(src + off, "...", 3) == 0);
}

/* The line at the part's start that a '%' begins; SIZE_MAX: there is none. */
static size_t
directive_at(const char *src, struct span part)
{
	size_t off = part.off;

	while (off < span_end(part) && strchr("#\r\n", src[off]))
		off = line_next(src, span_end(part), off);
	return off < span_end(part) && src[off] == '%' ? off : SIZE_MAX;
}

struct front_said
front_say(const struct front_problem *p, const char *src, struct span part)
{
	char c = byte_at(src, part, p->off);
	size_t directive = directive_at(src, part);
	struct front_said s;

	if (strstr(p->problem, "mapping values"))
		return say_colon(p, src, part);
	if (strstr(p->problem, "start any token"))
		return say_start(p, c);
	if (strstr(p->problem, "expected key"))
		return say_key(p, src, part);
	if (strstr(p->problem, "expected ','"))
		return say_bracket(p, src, part);
	if ((strstr(p->problem, "<document start>") ||
		strstr(p->problem, "node content")) &&
	    is_fence(src, part, p->off))
		return say_second(p);
	if (strstr(p->problem, "<document start>") && directive != SIZE_MAX)
		return (struct front_said){"yaml-directive",
		    "a line cannot start with '%'", "take the line out",
		    directive};
	for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
		const struct saying *y = &sayings[i];

		if (!strstr(p->problem, y->problem) ||
		    !strstr(p->context, y->context))
			continue;
		s = y->say;
		s.off = y->at_context ? p->context_off : p->off;
		return s;
	}
	s = otherwise;
	s.off = p->off;
	return s;
}
