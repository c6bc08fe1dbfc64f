/* How long callers wait, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_PATIENCE_H
#define LUNETTE_PLUGINS_CHECK_COMMON_PATIENCE_H

#include "lunette/plugin.h"

/* What the caller may spend on a call, over all tries, without the waits between them; NAN where no timeout is
 * known. */
double patience_ms(const struct lunette_dependency *call);

/* "900 ms", "900 ms (3 × 300 ms)". */
const char *patience_say(struct lunette_reporter *reporter, const struct lunette_dependency *call);

/* Of each service, by number, the call that it may wait longest for; NULL: none with a timeout. Calls on a
 * cycle do not count: each of them would have to outlast itself. Made once in a run. */
const struct lunette_dependency *const *patience_longest(struct lunette_reporter *reporter);

#endif
