/* The routes of gateways that gateway/route-without-endpoint reports. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTRACTS_DEAD_ROUTES_H
#define LUNETTE_PLUGINS_CHECK_CONTRACTS_DEAD_ROUTES_H

#include "lunette/plugin.h"

/* A route to a service that answers nothing by it, of a gateway that a service realises. */
struct dead_route {
    const struct lunette_item *from, *to; /* services */
    const struct lunette_route *route;
};

/* Sorted by `from` and `to`. In memory of the reporter's alloc. */
struct dead_routes {
    struct dead_route *items;
    size_t count;
};

struct dead_routes dead_routes_find(const struct lunette_model *model,
                                    struct lunette_reporter *reporter);

/* Whether one of them is where the operation that `text` names goes from a service to another. */
bool dead_routes_tell(const struct dead_routes *dead, struct lunette_reporter *reporter,
                      const struct lunette_item *from, const struct lunette_item *to,
                      const char *text);

#endif
