#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/filetype.h"

/* The type's words for bytes under a name, "" for none. */
static const char *
words(const char *name, const char *bytes, size_t n)
{
	const struct filetype *t = filetype_of(name, bytes, n);

	return t ? t->words : "";
}

#define WORDS(name, bytes) words(name, bytes, sizeof(bytes) - 1)

static void
by_content(void **state)
{
	(void)state;
	assert_string_equal(WORDS("a", "\xff\xd8\xff\xe0 "), "JPEG image");
	assert_string_equal(WORDS("a.png", "\xff\xd8\xff\xe0 "), "JPEG image");
	assert_string_equal(WORDS("a", "\x89PNG\r\n\x1a\n"), "PNG image");
	assert_string_equal(WORDS("a", "RIFF\1\0\0\0WEBP"), "WebP image");
	assert_string_equal(WORDS("a", "RIFF\1\0\0\0WAVE"), "WAV audio");
	assert_string_equal(WORDS("a", "\0\0\0\x18"
				       "ftypM4A "),
	    "M4A audio");
	assert_string_equal(WORDS("a", "\0\0\0\x18"
				       "ftypqt  "),
	    "QuickTime video");
	assert_string_equal(WORDS("a", "\0\0\0\x18"
				       "ftypisom"),
	    "MP4 video");
	assert_string_equal(WORDS("a", "%PDF-1.7"), "PDF document");
	assert_string_equal(
	    WORDS("a", "Ein Satz über Flüsse.\n"), "plain text");
}

static void
by_name(void **state)
{
	(void)state;
	assert_string_equal(WORDS("A.DOCX", "PK\3\4..."), "Word document");
	assert_string_equal(WORDS("a.zip", "PK\3\4..."), "ZIP archive");
	assert_string_equal(WORDS("a", "PK\3\4..."), "ZIP archive");
	assert_string_equal(WORDS("a.ogv", "OggS\0"), "Ogg video");
	assert_string_equal(WORDS("a.md", "# Day one\n"), "Markdown text");
	assert_string_equal(WORDS("a.svg", "<svg/>"), "SVG image");
	assert_string_equal(WORDS("a.txt", "caf\xe9"), "plain text");
	/* an MP3 may begin anyhow */
	assert_string_equal(WORDS("a.mp3", "\0\0\0\xff"), "MP3 audio");
	assert_string_equal(
	    WORDS("a.mp3", "a song about a river"), "plain text");
	assert_string_equal(WORDS("a.blend", "\0\1\2\3"), "");
	assert_string_equal(WORDS("a.", "\0"), "");
}

static void
medium(void **state)
{
	(void)state;
	assert_string_equal(filetype_of("a", "GIF89a", 6)->medium, "image");
	assert_string_equal(filetype_of("a.html", "<p>", 3)->medium, "text");
	assert_null(filetype_of("a", "%PDF-1.4", 8)->medium);
}

static const char *
size(size_t n)
{
	static struct arena a;
	static char out[32];

	arena_init(&a);
	snprintf(out, sizeof out, "%s", size_words(&a, n));
	arena_free(&a);
	return out;
}

static void
sizes(void **state)
{
	(void)state;
	assert_string_equal(size(1), "1 byte");
	assert_string_equal(size(999), "999 bytes");
	assert_string_equal(size(1000), "1.0 kB");
	assert_string_equal(size(12345), "12 kB");
	assert_string_equal(size(999499), "999 kB");
	assert_string_equal(size(999500), "1.0 MB");
	assert_string_equal(size(2100004), "2.1 MB");
	assert_string_equal(size(9950000), "10 MB");
	assert_string_equal(size(3000000000u), "3.0 GB");
}

/* Bytes of a number in an EXIF block's order. */
static void
put_number(struct buf *b, bool big, size_t bytes, unsigned v)
{
	for (size_t i = 0; i < bytes; i++)
		buf_addc(b, (char)(v >> 8 * (big ? bytes - 1 - i : i) & 0xff));
}

/* One folder of one tag. */
static void
put_folder(struct buf *b, bool big, unsigned tag, unsigned value)
{
	put_number(b, big, 2, 1);
	put_number(b, big, 2, tag);
	put_number(b, big, 2, 4);
	put_number(b, big, 4, 1);
	put_number(b, big, 4, value);
	put_number(b, big, 4, 0);
}

/* A JPEG with a comment, then EXIF with one tag, which names a folder with
 * another. */
static void
photo(struct buf *b, bool big, unsigned tag, unsigned second)
{
	struct buf exif = BUF_INIT;

	buf_add(&exif, "Exif\0", 6);
	buf_adds(&exif, big ? "MM" : "II");
	put_number(&exif, big, 2, 42);
	put_number(&exif, big, 4, 8);
	put_folder(&exif, big, tag, 8 + 18);
	put_folder(&exif, big, second, 0);
	buf_clear(b);
	buf_add(b, "\xff\xd8\xff\xfe\0\4hi\xff\xe1", 10);
	put_number(b, true, 2, (unsigned)exif.n + 2);
	buf_add(b, exif.p, exif.n);
	buf_add(b, "\xff\xda\0\2 pixels", 11);
	buf_free(&exif);
}

static void
place(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int big = 0; big < 2; big++) {
		photo(&b, big, 0x8825, 2);
		assert_true(photo_has_place(b.p, b.n));
		photo(&b, big, 0x8825, 0); /* only a version */
		assert_false(photo_has_place(b.p, b.n));
		photo(&b, big, 0x0110, 2); /* the camera's name */
		assert_false(photo_has_place(b.p, b.n));
	}
	assert_false(photo_has_place("\xff\xd8\xff\xda\0\2", 6));
	assert_false(photo_has_place("GIF89a", 6));
	buf_free(&b);
}

/* Cut anywhere, and with any byte changed: under the sanitizers no read goes
 * beyond the end. */
static void
hostile(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	photo(&b, false, 0x8825, 2);
	/* its last 11 bytes are the pixels */
	for (size_t n = 0; n < b.n; n++) {
		char *cut = malloc(n + !n);

		memcpy(cut, b.p, n);
		assert_true(photo_has_place(cut, n) == (n >= b.n - 11));
		free(cut);
	}
	for (size_t i = 0; i < b.n; i++)
		for (int v = 0; v < 256; v++) {
			char *p = malloc(b.n);

			memcpy(p, b.p, b.n);
			p[i] = (char)v;
			photo_has_place(p, b.n);
			free(p);
		}
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    {"a file's bytes tell its type", by_content, NULL, NULL, NULL},
	    {"its name tells what the bytes leave open", by_name, NULL, NULL,
		NULL},
	    {"a medium is named only where it is sure", medium, NULL, NULL,
		NULL},
	    {"sizes read as on a phone", sizes, NULL, NULL, NULL},
	    {"a photo that says where it was taken is known", place, NULL, NULL,
		NULL},
	    {"a cut or broken photo does no harm", hostile, NULL, NULL, NULL},
	};

	return cmocka_run_group_tests_name("file types", tests, NULL, NULL);
}
