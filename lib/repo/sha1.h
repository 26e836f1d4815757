#ifndef REPO_SHA1_H
#define REPO_SHA1_H

/*
 * SHA-1 of bytes, for the checksum at the end of git's index, which libgit2
 * offers none for, and for names that follow from bytes: no places where
 * anybody gains by a collision.
 * Source: FIPS 180-4.
 */

#include <stddef.h>

void sha1(unsigned char out[20], const void *p, size_t n);

#endif
