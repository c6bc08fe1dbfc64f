#include "crossing.h"

#include "common/order.h"

/* Pairing every publisher of an event with every consumer, or every user of a store with every
 * other, is quadratic. An event with more publishers than this, or a store with more users, has its
 * own findings in events/ and data/; here only the first of them are paired. */
enum { PAIRED_LIMIT = 32 };

static const struct lunette_context *context_of(const struct lunette_service *service)
{
    return (const struct lunette_context *)service->context.to;
}

const struct lunette_context *crossing_upstream(const struct crossing *crossing)
{
    return context_of(crossing->provider);
}

const struct lunette_context *crossing_downstream(const struct crossing *crossing)
{
    return context_of(crossing->consumer);
}

const struct lunette_event *crossing_event(const struct crossing *crossing)
{
    if (crossing->kind == CROSSING_EVENT)
        return (const struct lunette_event *)((const struct lunette_consumption *)crossing->by)
            ->event.to;
    if (crossing->kind == CROSSING_MESSAGE)
        return (const struct lunette_event *)((const struct lunette_dependency *)crossing->by)
            ->event.to;
    return NULL;
}

/* ---- collecting ---- */

static void collect(struct crossings *crossings, struct crossing crossing)
{
    const struct lunette_context *upstream = context_of(crossing.provider);
    const struct lunette_context *downstream = context_of(crossing.consumer);
    if (!upstream || !downstream || upstream == downstream)
        return;
    crossing.upstream = upstream->item.number;
    crossing.downstream = downstream->item.number;
    crossings->items[crossings->count++] = crossing;
}

static void collect_dependency(struct crossings *crossings,
                               const struct lunette_dependency *dependency)
{
    const struct lunette_service *from = (const struct lunette_service *)dependency->item.owner;
    const struct lunette_service *to = (const struct lunette_service *)dependency->to.to;
    if (!from || !to || to->item.kind != LUNETTE_SERVICE)
        return;
    if (dependency->item.kind == LUNETTE_SYNC)
        collect(crossings, (struct crossing){.provider = to,
                                             .consumer = from,
                                             .by = &dependency->item,
                                             .kind = CROSSING_CALL});
    else
        collect(crossings, (struct crossing){.provider = from,
                                             .consumer = to,
                                             .by = &dependency->item,
                                             .kind = CROSSING_MESSAGE,
                                             .either_way = !dependency->event.name});
}

static size_t paired(size_t count)
{
    return count < PAIRED_LIMIT ? count : PAIRED_LIMIT;
}

static void collect_event(struct crossings *crossings, const struct lunette_event *event)
{
    for (size_t p = 0; p < paired(event->publishers.count); p++)
        for (size_t c = 0; c < event->consumers.count; c++) {
            const struct lunette_consumption *consumption = event->consumers.items[c];
            collect(crossings,
                    (struct crossing){.provider = event->publishers.items[p],
                                      .consumer =
                                          (const struct lunette_service *)consumption->item.owner,
                                      .by = &consumption->item,
                                      .kind = CROSSING_EVENT});
        }
}

static void collect_store(struct crossings *crossings, const struct lunette_datastore *store)
{
    for (size_t u = 0; u < paired(store->users.count); u++) {
        bool owned = store->owner.to == &store->users.items[u]->item;
        for (size_t v = u + 1; v < store->users.count; v++)
            collect(crossings, (struct crossing){.provider = store->users.items[u],
                                                 .consumer = store->users.items[v],
                                                 .by = &store->item,
                                                 .kind = owned ? CROSSING_STORE : CROSSING_SHARED,
                                                 .either_way = !owned});
    }
}

static size_t count_at_most(const struct lunette_model *model)
{
    size_t count = model->dependencies.count;
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        count += paired(event->publishers.count) * event->consumers.count;
    }
    for (size_t i = 0; i < model->datastores.count; i++) {
        size_t users = model->datastores.items[i]->users.count;
        count += paired(users) * users;
    }
    return count;
}

static uint32_t key_of_downstream(const void *item)
{
    const struct crossing *crossing = item;
    return crossing->downstream * 2 + crossing->either_way;
}

static uint32_t key_of_upstream(const void *item)
{
    return ((const struct crossing *)item)->upstream;
}

struct crossings crossing_collect(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    struct crossings crossings = {
        .items = reporter->alloc(reporter, count_at_most(model), sizeof(struct crossing))};
    for (size_t i = 0; i < model->dependencies.count; i++)
        collect_dependency(&crossings, model->dependencies.items[i]);
    for (size_t i = 0; i < model->events.count; i++)
        collect_event(&crossings, model->events.items[i]);
    for (size_t i = 0; i < model->datastores.count; i++)
        collect_store(&crossings, model->datastores.items[i]);
    size_t contexts = model->contexts.count;
    crossings.items = order_by_key(reporter, crossings.items, crossings.count,
                                   sizeof *crossings.items, key_of_downstream, contexts * 2);
    crossings.items = order_by_key(reporter, crossings.items, crossings.count,
                                   sizeof *crossings.items, key_of_upstream, contexts);
    return crossings;
}
