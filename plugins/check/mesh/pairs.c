#include "pairs.h"

#include <stdlib.h>

#include "common/order.h"
#include "common/route.h"

/* ---- order ---- */

static int compare_ends(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = order_numbers(a->to->item.number, b->to->item.number);
    if (order != 0 || a->from == b->from)
        return order;
    if (!a->from || !b->from)
        return a->from ? 1 : -1;
    order = order_numbers(a->from->kind, b->from->kind);
    return order ? order : order_numbers(a->from->number, b->from->number);
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = compare_ends(a, b);
    return order ? order : order_numbers(a->place, b->place);
}

static struct pairs sort_pairs(struct pairs pairs)
{
    for (size_t i = 0; i < pairs.count; i++)
        pairs.items[i].place = i;
    qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    return pairs;
}

struct pairs pairs_find(const struct pairs *pairs, const struct lunette_service *to,
                        const struct lunette_item *from)
{
    struct pair sought = {.to = to, .from = from};
    size_t first =
        order_find(&sought, pairs->items, pairs->count, sizeof *pairs->items, compare_ends);
    struct pairs found = {.items = pairs->items + first};
    while (first + found.count < pairs->count &&
           compare_ends(&found.items[found.count], &sought) == 0)
        found.count++;
    return found;
}

/* ---- collecting ---- */

/* Who stands for this item as a caller. */
static const struct lunette_item *caller_of(const struct lunette_item *item)
{
    if (!item || item->kind != LUNETTE_GATEWAY)
        return item;
    const struct lunette_item *service = ((const struct lunette_gateway *)item)->service.to;
    return service ? service : item;
}

static void add_call(struct pairs *calls, const struct lunette_item *from,
                     const struct lunette_item *to, const struct lunette_item *by)
{
    if (to && to->kind == LUNETTE_SERVICE && to != from)
        calls->items[calls->count++] =
            (struct pair){.to = (const struct lunette_service *)to, .from = from, .by = by};
}

static const struct lunette_item *find_callee(const struct lunette_dependency *dependency)
{
    return dependency->callee ? &dependency->callee->item : dependency->to.to;
}

static void add_destinations(struct pairs *calls, const struct lunette_item *from,
                             const struct lunette_destinations *destinations)
{
    for (size_t i = 0; i < destinations->count; i++) {
        const struct lunette_destination *each = destinations->items[i];
        add_call(calls, from, each->to.to, &each->item);
        add_call(calls, from, each->mirror.to, &each->item);
    }
}

static void add_route(struct pairs *calls, const struct lunette_route *route)
{
    const struct lunette_item *from = caller_of(route->item.owner);
    for (size_t t = 0; t < route_target_count(route); t++)
        add_call(calls, from, route_target(route, t), &route->item);
    for (size_t s = 0; s < route->split.count; s++)
        add_call(calls, from, route->split.items[s]->mirror.to, &route->split.items[s]->item);
}

static void add_traffic(struct pairs *calls, const struct lunette_traffic *traffic)
{
    const struct lunette_item *from = caller_of(traffic->gateway.to);
    if (!from)
        return;
    add_call(calls, from, traffic->host.to, &traffic->item);
    add_destinations(calls, from, &traffic->routes);
}

static size_t count_calls(const struct lunette_model *model, const struct lunette_routes *routes)
{
    size_t count = model->dependencies.count;
    for (size_t i = 0; i < routes->count; i++)
        count += 1 + 2 * routes->items[i]->split.count;
    for (size_t i = 0; i < model->traffics.count; i++)
        count += 1 + 2 * model->traffics.items[i]->routes.count;
    return count;
}

struct pairs pairs_of_calls(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct lunette_routes *routes = route_all(reporter);
    struct pairs calls = {
        .items = reporter->alloc(reporter, count_calls(model, routes), sizeof *calls.items)};
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *dependency = model->dependencies.items[i];
        add_call(&calls, dependency->item.owner, find_callee(dependency), &dependency->item);
    }
    for (size_t i = 0; i < routes->count; i++)
        add_route(&calls, routes->items[i]);
    for (size_t i = 0; i < model->traffics.count; i++)
        add_traffic(&calls, model->traffics.items[i]);
    return sort_pairs(calls);
}

struct pairs pairs_of_admissions(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    size_t count = 0;
    for (size_t i = 0; i < model->accesses.count; i++)
        count += 1 + model->accesses.items[i]->from.count;
    struct pairs admissions = {.items = reporter->alloc(reporter, count, sizeof *admissions.items)};
    for (size_t i = 0; i < model->accesses.count; i++) {
        const struct lunette_access *access = model->accesses.items[i];
        struct pair admission = {.to = (const struct lunette_service *)access->to.to,
                                 .by = &access->item};
        if (!admission.to)
            continue;
        if (access->from.count == 0)
            admissions.items[admissions.count++] = admission;
        for (size_t f = 0; f < access->from.count; f++) {
            admission.from = caller_of(access->from.items[f].to);
            admission.entry = f + 1;
            if (admission.from)
                admissions.items[admissions.count++] = admission;
        }
    }
    return sort_pairs(admissions);
}
