#include "dead_routes.h"

#include <stdlib.h>

#include "common/order.h"
#include "common/route.h"

static size_t count_targets(const struct lunette_model *model)
{
    size_t count = 0;
    for (size_t g = 0; g < model->gateways.count; g++) {
        const struct lunette_gateway *gateway = model->gateways.items[g];
        for (size_t r = 0; r < gateway->routes.count && gateway->service.to; r++)
            count += route_target_count(gateway->routes.items[r]);
    }
    return count;
}

/* Which of two services comes first makes no difference. */
static int by_ends(const void *left, const void *right)
{
    const struct dead_route *a = left, *b = right;
    int order = order_numbers((uintptr_t)a->from, (uintptr_t)b->from);
    return order ? order : order_numbers((uintptr_t)a->to, (uintptr_t)b->to);
}

static void add_routes(struct dead_routes *dead, struct lunette_reporter *reporter,
                       const struct lunette_gateway *gateway)
{
    for (size_t r = 0; r < gateway->routes.count; r++) {
        const struct lunette_route *route = gateway->routes.items[r];
        for (size_t t = 0; t < route_target_count(route); t++) {
            const struct lunette_service *service = route_service(route, t);
            if (service && route_is_dead_end(reporter, route, service))
                dead->items[dead->count++] =
                    (struct dead_route){gateway->service.to, &service->item, route};
        }
    }
}

struct dead_routes dead_routes_find(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    struct dead_routes dead = {NULL, 0};
    size_t most = count_targets(model);
    if (most == 0)
        return dead;
    dead.items = reporter->alloc(reporter, most, sizeof *dead.items);
    for (size_t g = 0; g < model->gateways.count; g++)
        if (model->gateways.items[g]->service.to)
            add_routes(&dead, reporter, model->gateways.items[g]);
    if (dead.count > 1)
        qsort(dead.items, dead.count, sizeof *dead.items, by_ends);
    return dead;
}

bool dead_routes_tell(const struct dead_routes *dead, struct lunette_reporter *reporter,
                      const struct lunette_item *from, const struct lunette_item *to,
                      const char *text)
{
    struct dead_route wanted = {from, to, NULL};
    bool told = false;
    for (size_t i = order_find(&wanted, dead->items, dead->count, sizeof wanted, by_ends);
         !told && i < dead->count && by_ends(&wanted, &dead->items[i]) == 0; i++)
        told = route_takes(reporter, dead->items[i].route, text);
    return told;
}
