#ifndef FUZZ_H
#define FUZZ_H

/* What every fuzz target begins with. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise of the library that no input may break. */
#define PROMISE(x)               \
	do {                     \
		if (!(x))        \
			abort(); \
	} while (0)

#endif
