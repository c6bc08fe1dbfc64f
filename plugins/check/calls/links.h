/* Who a model lets talk to whom: dependencies, routes, publications, consumptions, stores and
 * sagas, as ties between two ends. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_LINKS_H
#define LUNETTE_PLUGINS_CHECK_CALLS_LINKS_H

#include "keymap.h"

/* How two ends are tied, or-ed. */
enum link {
    LINK_EVENT = 1,   /* by the events that are published and consumed */
    LINK_MESSAGE = 2, /* an async dependency, a consumer group, a dead letter, an event store */
    LINK_CALL = 4,    /* a sync dependency, a route, a store, a saga that is orchestrated */
};

struct links {
    const struct lunette_model *model;
    struct keymap ties;
    const bool *speaks; /* by service: calls and events of the others are left out */
    bool *open;         /* by service: calls somebody who is not declared */
    uint32_t first[LUNETTE_KIND_COUNT];    /* numbers of ends begin here, by kind */
    bool any_publication, any_consumption; /* in the model */
};

/* The ties of the services for which `speaks` is true, and of all gateways. Linear. */
struct links links_build(const struct lunette_model *model, struct lunette_reporter *reporter,
                         const bool *speaks);

/* A number for each service, external, gateway, topic, broker, datastore and event. */
uint32_t links_number(const struct links *links, const struct lunette_item *item);

/* How the two are tied, 0: not at all. Always from a service or a gateway to the other one, but for
 * what is consumed: that goes from the topic, the broker or the event to the service. An event
 * whose topic is not said may be on any. */
unsigned links_between(const struct links *links, const struct lunette_item *from,
                       const struct lunette_item *to);

#endif
