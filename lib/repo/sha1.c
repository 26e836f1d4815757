#include "repo/sha1.h"

#include <stdint.h>
#include <string.h>

#include "repo/be32.h"

#define BLOCK 64

static uint32_t
rol(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

/* One step; the caller turns the names instead of the values. */
static inline void
step(uint32_t a, uint32_t *b, uint32_t *e, uint32_t add)
{
	*e += rol(a, 5) + add;
	*b = rol(*b, 30);
}

/* Function and constant of a step in the given quarter. */
static inline uint32_t
mix(int quarter, uint32_t b, uint32_t c, uint32_t d)
{
	if (quarter == 0)
		return (d ^ (b & (c ^ d))) + 0x5a827999;
	if (quarter == 1)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (quarter == 2)
		return ((b & c) | (d & (b | c))) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

/* The word of step i, from those of the 16 before it. */
static inline uint32_t
word(uint32_t w[16], int i)
{
	if (i >= 16)
		w[i % 16] = rol(w[(i + 13) % 16] ^ w[(i + 8) % 16] ^
				    w[(i + 2) % 16] ^ w[i % 16],
		    1);
	return w[i % 16];
}

static void
add_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], w[16];

	for (int i = 0; i < 16; i++)
		w[i] = be32(p + 4 * i);
		/* Five steps bring the names back to where they were. */
#pragma GCC unroll 16
	for (int i = 0; i < 80; i += 5) {
		step(a, &b, &e, mix(i / 20, b, c, d) + word(w, i));
		step(e, &a, &d, mix(i / 20, a, b, c) + word(w, i + 1));
		step(d, &e, &c, mix(i / 20, e, a, b) + word(w, i + 2));
		step(c, &d, &b, mix(i / 20, d, e, a) + word(w, i + 3));
		step(b, &c, &a, mix(i / 20, c, d, e) + word(w, i + 4));
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
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
