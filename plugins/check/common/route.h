/* Where a gateway's route leads, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_ROUTE_H
#define LUNETTE_PLUGINS_CHECK_COMMON_ROUTE_H

#include "lunette/plugin.h"

/* The routes of all gateways, in the order of the model; item.owner is the gateway. Made once in a run. */
const struct lunette_routes *route_all(struct lunette_reporter *reporter);

/* How many services and externals a route names: `service`, then those of its split. */
size_t route_target_count(const struct lunette_route *route);

/* The index-th of them; NULL: nothing declares it. */
const struct lunette_item *route_target(const struct lunette_route *route, size_t index);

/* The same, if it is a service; NULL otherwise. */
const struct lunette_service *route_service(const struct lunette_route *route, size_t index);

/* The route's path as the service behind it sees it, after strip_prefix: "/orders". In memory of
 * the reporter's alloc, or the route's own. */
const char *route_path_behind(struct lunette_reporter *reporter, const struct lunette_route *route);

/* Whether a request that comes in by the route can be one for any endpoint that the service declares. */
bool route_reaches_any(struct lunette_reporter *reporter, const struct lunette_route *route,
                       const struct lunette_service *service);

/* Whether the service, one of the route's targets, answers nothing that comes in by it. False where that
 * cannot be told: the service declares no endpoint, a query, mutation or handler, or nothing but rpc. */
bool route_is_dead_end(struct lunette_reporter *reporter, const struct lunette_route *route,
                       const struct lunette_service *service);

/* Whether what `text` names behind the gateway, "PUT /orders" or a path, comes in by the route. */
bool route_takes(struct lunette_reporter *reporter, const struct lunette_route *route,
                 const char *text);

/* "GET, POST /api/orders"; the path alone where any method will do. */
const char *route_say(struct lunette_reporter *reporter, const struct lunette_route *route);

#endif
