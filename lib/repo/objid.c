#include "repo/objid.h"

#include <string.h>

bool
objid_none(const struct objid *id)
{
	static const struct objid none = {{0}};

	return objid_equal(id, &none);
}

bool
objid_equal(const struct objid *x, const struct objid *y)
{
	return memcmp(x->v, y->v, sizeof x->v) == 0;
}

void
objid_text(char out[OBJID_TEXT], const struct objid *id)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < sizeof id->v; i++) {
		out[2 * i] = digits[id->v[i] >> 4];
		out[2 * i + 1] = digits[id->v[i] & 15];
	}
	out[OBJID_TEXT - 1] = '\0';
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
objid_parse(struct objid *out, const char *s)
{
	for (size_t i = 0; i < sizeof out->v; i++) {
		int high = digit(s[2 * i]);
		int low = high < 0 ? -1 : digit(s[2 * i + 1]);

		if (low < 0)
			return false;
		out->v[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
