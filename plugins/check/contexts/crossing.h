/* Crossings: what services of one bounded context need of services of another.
 *
 *   call      the called service is upstream: its contract is what the caller has to live with
 *   event     the publisher is upstream: it says what the event means
 *   message   an async dependency; with an event as above, without one the model does not say whose
 *             language the message speaks, so it counts either way
 *   store     a store's owner is upstream of whoever uses it
 *   shared    two users of a store neither of whom owns it; either way
 *
 * Calls to a gateway or an external cross into no context of the model and are none. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_CROSSING_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_CROSSING_H

#include "lunette/diag.h"
#include "lunette/model.h"

enum crossing_kind {
    CROSSING_CALL,
    CROSSING_EVENT,
    CROSSING_MESSAGE,
    CROSSING_STORE,
    CROSSING_SHARED,
    CROSSING_KIND_COUNT,
};

struct crossing {
    const struct lunette_service *provider; /* upstream; of a message, its sender */
    const struct lunette_service *consumer; /* downstream; of a message, its receiver */
    const struct lunette_item *by;          /* the dependency, consumption or datastore */
    uint32_t upstream, downstream;          /* numbers of the two contexts */
    enum crossing_kind kind;
    bool either_way;
};

struct crossings {
    struct crossing *items;
    size_t count;
};

/* All crossings of the model, sorted by upstream context, downstream context and either_way; then
 * calls and messages, events and stores, each as the model declares them. Linear: of an event only
 * the first publishers and of a store only the first users are paired with all others (see
 * crossing.c). */
struct crossings crossing_collect(const struct lunette_model *model,
                                  struct lunette_reporter *reporter);

/* The contexts a crossing joins; never NULL, never the same. */
const struct lunette_context *crossing_upstream(const struct crossing *crossing);
const struct lunette_context *crossing_downstream(const struct crossing *crossing);

/* The event a crossing carries; NULL: none. */
const struct lunette_event *crossing_event(const struct crossing *crossing);

#endif
