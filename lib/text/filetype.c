#include "text/filetype.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

/* git looks as far for a zero byte. */
#define TEXT_LOOK 8000

/*
 * Of one mark the first row stands for all; the others are told by their
 * endings.  The medium of a container that may hold either is left open.
 */
static const struct filetype types[] = {
    {"jpg", "JPEG image", "image", 0, "\xff\xd8\xff"},
    {"jpeg", "JPEG image", "image", 0, "\xff\xd8\xff"},
    {"png", "PNG image", "image", 0, "\x89PNG\r\n\x1a\n"},
    {"gif", "GIF image", "image", 0, "GIF8"},
    {"webp", "WebP image", "image", 8, "WEBP"},
    {"tif", "TIFF image", "image", 0, "II*"},
    {"tiff", "TIFF image", "image", 0, "II*"},
    {"heic", "HEIC image", "image", 4, "ftyphei"},
    {"heic", "HEIC image", "image", 4, "ftypmif"},
    {"avif", "AVIF image", "image", 4, "ftypavif"},
    {"m4a", "M4A audio", "audio", 4, "ftypM4A"},
    {"mov", "QuickTime video", "video", 4, "ftypqt"},
    {"3gp", "3GP video", "video", 4, "ftyp3g"},
    {"mp4", "MP4 video", "video", 4, "ftyp"},
    {"m4v", "MP4 video", "video", 4, "ftyp"},
    {"m4a", "M4A audio", "audio", 4, "ftyp"},
    {"wav", "WAV audio", "audio", 8, "WAVE"},
    {"avi", "AVI video", "video", 8, "AVI "},
    {"mp3", "MP3 audio", "audio", 0, "ID3"},
    {"mp3", "MP3 audio", "audio", 0, "\xff\xfb"},
    {"ogg", "Ogg audio", "audio", 0, "OggS"},
    {"oga", "Ogg audio", "audio", 0, "OggS"},
    {"opus", "Opus audio", "audio", 0, "OggS"},
    {"ogv", "Ogg video", "video", 0, "OggS"},
    {"flac", "FLAC audio", "audio", 0, "fLaC"},
    {"amr", "AMR audio", "audio", 0, "#!AMR"},
    {"aac", "AAC audio", "audio", 0, "\xff\xf1"},
    {"mid", "MIDI file", "audio", 0, "MThd"},
    {"webm", "WebM video", "video", 0, "\x1a\x45\xdf\xa3"},
    {"mkv", "Matroska video", "video", 0, "\x1a\x45\xdf\xa3"},
    {"pdf", "PDF document", NULL, 0, "%PDF-"},
    {"rtf", "RTF document", "text", 0, "{\\rtf"},
    {"zip", "ZIP archive", NULL, 0, "PK\x03\x04"},
    {"docx", "Word document", "text", 0, "PK\x03\x04"},
    {"odt", "OpenDocument text", "text", 0, "PK\x03\x04"},
    {"xlsx", "Excel workbook", NULL, 0, "PK\x03\x04"},
    {"ods", "OpenDocument spreadsheet", NULL, 0, "PK\x03\x04"},
    {"pptx", "PowerPoint slides", NULL, 0, "PK\x03\x04"},
    {"odp", "OpenDocument slides", NULL, 0, "PK\x03\x04"},
    {"epub", "EPUB book", "text", 0, "PK\x03\x04"},
    {"txt", "plain text", "text", 0, NULL},
    {"md", "Markdown text", "text", 0, NULL},
    {"csv", "CSV table", NULL, 0, NULL},
    {"html", "HTML page", "text", 0, NULL},
    {"htm", "HTML page", "text", 0, NULL},
    {"svg", "SVG image", "image", 0, NULL},
    {"ics", "calendar file", NULL, 0, NULL},
    {"json", "JSON file", NULL, 0, NULL},
};

#define NTYPES (sizeof types / sizeof *types)

/* No zero byte near its begin, as git tells text from the rest. */
static bool
textual(const char *p, size_t n)
{
	return !memchr(p, '\0', n < TEXT_LOOK ? n : TEXT_LOOK);
}

/* Does the content begin as files of that type do? */
static bool
begins(const struct filetype *t, const char *p, size_t n)
{
	size_t len = t->mark ? strlen(t->mark) : 0;

	if (!t->mark)
		return textual(p, n);
	return n >= t->mark_off + len && !memcmp(p + t->mark_off, t->mark, len);
}

static const struct filetype *
plain_text(void)
{
	for (size_t i = 0; i < NTYPES; i++)
		if (!types[i].mark)
			return &types[i];
	return NULL;
}

const struct filetype *
filetype_of(const char *name, const char *p, size_t n)
{
	const char *dot = strrchr(name, '.');
	const struct filetype *by_name = NULL, *by_mark = NULL;

	for (size_t i = 0; i < NTYPES; i++) {
		const struct filetype *t = &types[i];
		bool named = dot && strcasecmp(dot + 1, t->ext) == 0;

		if (named && begins(t, p, n))
			return t;
		if (named && !by_name)
			by_name = t;
		if (t->mark && !by_mark && begins(t, p, n))
			by_mark = t;
	}
	if (by_mark)
		return by_mark;
	return textual(p, n) && utf8_valid(p, n) == n ? plain_text() : by_name;
}

char *
size_words(struct arena *a, size_t n)
{
	static const char *const units[] = {"kB", "MB", "GB"};
	double v = (double)n / 1000;
	size_t u = 0;

	if (n < 1000)
		return arena_printf(a, "%zu byte%s", n, n == 1 ? "" : "s");
	for (; v >= 999.5 && u < 2; u++)
		v /= 1000;
	return arena_printf(a, v < 9.95 ? "%.1f %s" : "%.0f %s", v, units[u]);
}

/* ---- EXIF ---- */

#define TAG_GPS	     0x8825 /* in the first folder of the image */
#define TAG_LATITUDE 2	    /* in the one of the place */

/* A TIFF block: its own byte order, offsets from its begin. */
struct tiff {
	const unsigned char *p;
	size_t n;
	bool big_endian;
};

static uint32_t
number_at(const struct tiff *t, size_t off, size_t bytes)
{
	uint32_t v = 0;

	for (size_t i = 0; i < bytes; i++)
		v = v << 8 | t->p[off + (t->big_endian ? i : bytes - 1 - i)];
	return v;
}

/* The value of a tag in the folder at off; false if it is not there. */
static bool
tag_find(const struct tiff *t, size_t off, unsigned tag, uint32_t *value)
{
	size_t count;

	if (off > t->n || t->n - off < 2)
		return false;
	count = number_at(t, off, 2);
	for (off += 2; count > 0 && t->n - off >= 12; count--, off += 12) {
		if (number_at(t, off, 2) == tag) {
			*value = number_at(t, off + 8, 4);
			return true;
		}
	}
	return false;
}

static bool
tiff_has_place(const unsigned char *p, size_t n)
{
	struct tiff t = {p, n, n > 0 && p[0] == 'M'};
	uint32_t gps, latitude;

	return n >= 8 && tag_find(&t, number_at(&t, 4, 4), TAG_GPS, &gps) &&
	       tag_find(&t, gps, TAG_LATITUDE, &latitude);
}

bool
photo_has_place(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t at = 2, len;

	if (n < 2 || p[0] != 0xff || p[1] != 0xd8)
		return false;
	/* Segments: 0xff, a kind, two bytes of length that count themselves. */
	for (; n - at >= 4 && p[at] == 0xff && p[at + 1] != 0xda; at += len) {
		at += 2;
		len = (size_t)p[at] << 8 | p[at + 1];
		if (len < 2 || len > n - at)
			return false;
		if (p[at - 1] == 0xe1 && len >= 8 &&
		    memcmp(p + at + 2, "Exif\0", 6) == 0)
			return tiff_has_place(p + at + 8, len - 8);
	}
	return false;
}
