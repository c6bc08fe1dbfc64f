/* Which steps of scenarios show a call. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_STEPS_H
#define LUNETTE_PLUGINS_CHECK_CALLS_STEPS_H

#include "lunette/plugin.h"

struct step {
    const struct lunette_message *message;
    const struct step *next;
};

/* Those from one service to another, service or gateway, that call it, in the order of the model. NULL: none does. All
 * scenarios are read when first asked, once in a run. */
const struct step *steps_between(struct lunette_reporter *reporter, const struct lunette_item *from,
                                 const struct lunette_item *to);

/* How many follow, this one included; 0 of NULL. */
size_t steps_count(const struct step *steps);

#endif
