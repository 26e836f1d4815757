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

/* Runs fn over [0, n) in as many parts as there are cores (at most
 * PAR_PARTS_MAX), waits. */
void par_run(size_t n, par_fn *fn, void *ctx);

#endif
