#ifndef TRACK_SIGNED_CORE_H
#define TRACK_SIGNED_CORE_H

/*
 * Whether two texts of a plan say the same of all that is signed, told from
 * their bytes without reading them as plans: for thousands of plans, of
 * which most have only got entries, readings and done steps since.  What is
 * not plain enough for that (fences, HTML, underlined headings, values over
 * several lines ...) has no core; then they are read and compared.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "plan/settings.h"

struct signed_core {
	bool plain;
	uint64_t hash;
};

/* Cost: one pass, a tenth of reading the plan.  a: for texts on the way. */
struct signed_core signed_core_of(
    const struct settings *s, struct arena *a, const char *src, size_t len);
/*
 * True: if both texts are plans without errors, the same is signed in both.
 * False: it may be.
 */
bool signed_core_same(const struct signed_core *x, const struct signed_core *y);

#endif
