#include "repo/sha1.h"

#include <stdint.h>
#include <string.h>

#define BLOCK 64

static uint32_t
rol(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static void
put_be32(unsigned char *p, uint32_t x)
{
	p[0] = (unsigned char)(x >> 24);
	p[1] = (unsigned char)(x >> 16);
	p[2] = (unsigned char)(x >> 8);
	p[3] = (unsigned char)x;
}

/* The function and constant of each 20 of the 80 steps. */
static uint32_t
mix(int step, uint32_t b, uint32_t c, uint32_t d)
{
	if (step < 20)
		return ((b & c) | (~b & d)) + 0x5a827999;
	if (step < 40)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (step < 60)
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

static void
add_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80], v[5];

	memcpy(v, h, sizeof v);
	for (int i = 0; i < 16; i++)
		w[i] = be32(p + 4 * i);
	for (int i = 16; i < 80; i++)
		w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t t =
		    rol(v[0], 5) + mix(i, v[1], v[2], v[3]) + v[4] + w[i];

		v[4] = v[3];
		v[3] = v[2];
		v[2] = rol(v[1], 30);
		v[1] = v[0];
		v[0] = t;
	}
	for (int i = 0; i < 5; i++)
		h[i] += v[i];
}

void
sha1(unsigned char out[20], const void *in, size_t n)
{
	uint32_t h[5] = {
	    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	unsigned char last[2 * BLOCK] = {0};
	const unsigned char *p = in;
	size_t left = n % BLOCK, end = left < BLOCK - 8 ? BLOCK : 2 * BLOCK;

	for (size_t i = 0; i < n / BLOCK; i++)
		add_block(h, p + i * BLOCK);
	if (left > 0)
		memcpy(last, p + n - left, left);
	last[left] = 0x80;
	put_be32(last + end - 8, (uint32_t)((uint64_t)n >> 29));
	put_be32(last + end - 4, (uint32_t)(n << 3));
	for (size_t at = 0; at < end; at += BLOCK)
		add_block(h, last + at);
	for (int i = 0; i < 5; i++)
		put_be32(out + 4 * i, h[i]);
}
