#include "view/safe.h"

#include "base/str.h"

/* Bytes of s that can be shown as they are, from its start. */
static size_t
plain_run(const char *s, size_t len)
{
	size_t i = 0, size;

	while (i < len) {
		uint32_t c;

		if (s[i] >= 0x20 && s[i] < 0x7f) { /* nearly all: quick */
			i++;
			continue;
		}
		c = utf8_at(s + i, len - i, &size);
		if (utf8_unsafe(c) || (size == 1 && c >= 0x80))
			break;
		i += size;
	}
	return i;
}

/* One character that cannot; returns its bytes. */
static size_t
add_escape(struct buf *out, const char *s, size_t len, bool keep_lines)
{
	size_t size;
	uint32_t c = utf8_at(s, len, &size);

	if (c == '\t')
		buf_addc(out, keep_lines ? '\t' : ' ');
	else if (keep_lines && c == '\n')
		buf_addc(out, '\n');
	else if (keep_lines && c == '\r' && len > 1 && s[1] == '\n')
		return size;
	else if (c <= 0xff)
		buf_addf(out, "\\x%02x", (unsigned)c);
	else
		buf_addf(out, "\\u%04x", (unsigned)c);
	return size;
}

void
safe_text(struct buf *out, const char *s, size_t len, bool keep_lines)
{
	while (len > 0) {
		size_t n = plain_run(s, len);

		buf_add(out, s, n);
		if (n < len)
			n += add_escape(out, s + n, len - n, keep_lines);
		s += n;
		len -= n;
	}
}
