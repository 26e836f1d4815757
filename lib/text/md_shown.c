#include "text/md.h"

#include <string.h>

/* Length of a run of ` or ~ that opens or closes a fence at s, or 0. */
static size_t
fence_run(const char *s)
{
	size_t n = 0;

	s += strspn(s, " ");
	while (s[n] == *s && (*s == '`' || *s == '~'))
		n++;
	return n >= 3 ? n : 0;
}

/* Where the comment that begins the line at s ends, or NULL. */
static const char *
comment_end(const char *s)
{
	const char *end;

	s += strspn(s, " ");
	if (strncmp(s, "<!--", 4) != 0)
		return NULL;
	end = strstr(s + 4, "-->");
	return end ? end + 3 : s + strlen(s);
}

/* The rest of the line goes with a comment if it is blank. */
static const char *
skip_comment(const char *end)
{
	size_t blank = strspn(end, " \t");

	return end[blank] == '\n' ? end + blank + 1 : end;
}

static char *
trimmed(struct arena *a, const char *s, size_t n)
{
	while (n && strchr(" \t\n", s[n - 1]))
		n--;
	while (n && *s == '\n') {
		s++;
		n--;
	}
	return arena_strndup(a, s, n);
}

char *
md_shown(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1);
	size_t n = 0, fence = 0;

	while (*text) {
		const char *end = fence ? NULL : comment_end(text);
		size_t line = strcspn(text, "\n"), run = fence_run(text);

		if (end) {
			text = skip_comment(end);
			continue;
		}
		if (fence ? run >= fence : run > 0)
			fence = fence ? 0 : run;
		line += text[line] == '\n';
		memcpy(out + n, text, line);
		n += line;
		text += line;
	}
	return trimmed(a, out, n);
}
