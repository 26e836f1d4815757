#ifndef BASE_PAR_H
#define BASE_PAR_H

/*
 * Work over many independent items, split over the cores by contiguous
 * ranges.  The caller's results lie in one array, so that the output is the
 * same for any number of threads.  ILP_THREADS=1 forces one.
 */

#include <stddef.h>

#define PAR_PARTS_MAX 16

/* Works on items [from, to) of a shared context; part is 0 ... parts-1. */
typedef void par_fn(void *ctx, size_t part, size_t from, size_t to);

/* How many parts par_run will make of n items (at least 1). */
size_t par_parts(size_t n);
/* Runs fn over [0, n) in that many parts and waits for all. */
void par_run(size_t n, par_fn *fn, void *ctx);

#endif
