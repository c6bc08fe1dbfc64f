/* Which hard calls to loosen, so that no chain of them is too long. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_CUTS_H
#define LUNETTE_PLUGINS_CHECK_CALLS_CUTS_H

#include "common/say.h"

struct cuts {
    const struct lunette_dependency *calls[SAY_LIMIT];
    size_t count;
    bool is_enough; /* without them no chain of hard calls is longer than the limit */
};

/* One by one the call that most chains over the limit go through, as many as a help can name. Not enough for limits
 * below 1 or above 64. Linear in the calls, times the limit squared. */
struct cuts cuts_find(struct lunette_reporter *reporter, double limit);

#endif
