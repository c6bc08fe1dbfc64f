/* What a service or a foreign system promises, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_OBJECTIVE_H
#define LUNETTE_PLUGINS_CHECK_COMMON_OBJECTIVE_H

#include "lunette/plugin.h"

/* The promise of a service or an external; an empty one of any other item, or none. */
const struct lunette_promise *objective_promise(struct lunette_reporter *reporter,
                                                const struct lunette_item *item);

/* The objectives of a service or an external; an empty list for any other item, or none. */
const struct lunette_slos *objective_list(const struct lunette_item *item);

#endif
