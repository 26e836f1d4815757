#include "base/par.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define ITEMS_EACH 64 /* fewer are not worth a thread */

struct part {
	par_fn *fn;
	void *ctx;
	size_t part, from, to;
};

/* How many parts n items are worth; at least 1. */
static size_t
par_parts(size_t n)
{
	const char *fixed = getenv("ILP_THREADS");
	long cores = fixed ? atol(fixed) : sysconf(_SC_NPROCESSORS_ONLN);
	size_t parts = cores > 1 ? (size_t)cores : 1;

	if (parts > PAR_PARTS_MAX)
		parts = PAR_PARTS_MAX;
	if (parts > n / ITEMS_EACH)
		parts = n / ITEMS_EACH;
	return parts ? parts : 1;
}

static void *
run(void *arg)
{
	struct part *p = arg;

	p->fn(p->ctx, p->part, p->from, p->to);
	return NULL;
}

void
par_run(size_t n, par_fn *fn, void *ctx)
{
	struct part part[PAR_PARTS_MAX];
	pthread_t thread[PAR_PARTS_MAX];
	bool started[PAR_PARTS_MAX] = {false};
	size_t parts = par_parts(n);

	for (size_t i = 0; i < parts; i++)
		part[i] = (struct part){
		    fn, ctx, i, n * i / parts, n * (i + 1) / parts};
	for (size_t i = 1; i < parts; i++)
		started[i] =
		    pthread_create(&thread[i], NULL, run, &part[i]) == 0;
	run(&part[0]);
	for (size_t i = 1; i < parts; i++) {
		if (started[i])
			pthread_join(thread[i], NULL);
		else
			run(&part[i]);
	}
}
