/* Which contexts talk to each other in sagas and scenarios, whatever their services declare. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_TALKS_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_TALKS_H

#include "lunette/plugin.h"

/* Pairs of contexts, sorted; those around a context count with it. */
struct talks {
    struct lunette_reporter *reporter;
    uint64_t *pairs;
    size_t count, capacity;
};

/* An orchestrator with each participant, one step of a choreography with the next, the two ends of each call and
 * message of a scenario. */
struct talks talks_find(const struct lunette_model *model, struct lunette_reporter *reporter);

/* In either direction. */
bool talks_between(const struct talks *talks, const struct lunette_context *a,
                   const struct lunette_context *b);

#endif
