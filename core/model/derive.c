#include "model/derive.h"

#include <string.h>

#include "model/policies.h"

/* Lists that grow at many owners at once are made in two passes over the same pairs (owner, entry): one
 * counts, one fills. So they cost one allocation each and keep the model's order. */
struct pairs {
    struct pair {
        struct lunette_items *list; /* of the owner */
        const struct lunette_item *entry;
    } * items;
    size_t count;
};

static void pair_add(struct pairs *pairs, void *list, const void *entry)
{
    pairs->items[pairs->count++] = (struct pair){list, entry};
}

static void fill_lists(struct builder *builder, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++)
        pairs->items[i].list->count++;
    for (size_t i = 0; i < pairs->count; i++) {
        struct lunette_items *list = pairs->items[i].list;
        if (!list->items) {
            list->items = arena_array(builder->arena, list->count, sizeof *list->items);
            list->count = 0;
        }
        ((const struct lunette_item **)list->items)[list->count++] = pairs->items[i].entry;
    }
}

static struct pairs pairs_with_room(struct builder *builder, size_t room)
{
    return (struct pairs){.items = arena_array(builder->arena, room, sizeof(struct pair))};
}

static void derive_context_services(struct builder *builder)
{
    const struct lunette_services *services = &builder->model->services;
    struct pairs pairs = pairs_with_room(builder, services->count);
    for (size_t i = 0; i < services->count; i++) {
        struct lunette_context *context = (struct lunette_context *)services->items[i]->context.to;
        if (context)
            pair_add(&pairs, &context->services, services->items[i]);
    }
    fill_lists(builder, &pairs);
}

static size_t count_dependencies(const struct lunette_services *services)
{
    size_t count = 0;
    for (size_t i = 0; i < services->count; i++)
        count += services->items[i]->dependencies.count;
    return count;
}

static void derive_dependencies(struct builder *builder)
{
    const struct lunette_services *services = &builder->model->services;
    size_t room = count_dependencies(services);
    const struct lunette_dependency **all = arena_array(builder->arena, room, sizeof *all);
    struct pairs callers = pairs_with_room(builder, room);
    size_t count = 0;
    for (size_t i = 0; i < services->count; i++)
        for (size_t d = 0; d < services->items[i]->dependencies.count; d++) {
            const struct lunette_dependency *dependency = services->items[i]->dependencies.items[d];
            struct lunette_item *to = (struct lunette_item *)dependency->to.to;
            all[count++] = dependency;
            if (dependency->item.kind == LUNETTE_SYNC && to && to->kind == LUNETTE_SERVICE)
                pair_add(&callers, &((struct lunette_service *)to)->callers, dependency);
        }
    builder->model->dependencies = (struct lunette_dependencies){all, count};
    fill_lists(builder, &callers);
}

static void derive_event_ends(struct builder *builder)
{
    const struct lunette_services *services = &builder->model->services;
    size_t room = 0;
    for (size_t i = 0; i < services->count; i++)
        room += services->items[i]->publishes.count + services->items[i]->consumes.count;
    struct pairs pairs = pairs_with_room(builder, room);
    for (size_t i = 0; i < services->count; i++) {
        const struct lunette_service *service = services->items[i];
        for (size_t e = 0; e < service->publishes.count; e++)
            if (service->publishes.items[e].to)
                pair_add(&pairs,
                         &((struct lunette_event *)service->publishes.items[e].to)->publishers,
                         service);
        for (size_t e = 0; e < service->consumes.count; e++)
            if (service->consumes.items[e]->event.to)
                pair_add(&pairs,
                         &((struct lunette_event *)service->consumes.items[e]->event.to)->consumers,
                         service->consumes.items[e]);
    }
    fill_lists(builder, &pairs);
}

/* A store declared in a service's datastores is owned by it, when nobody else was named. */
static void derive_store_owners(struct builder *builder)
{
    const struct lunette_services *services = &builder->model->services;
    for (size_t i = 0; i < services->count; i++)
        for (size_t s = 0; s < services->items[i]->datastores.count; s++) {
            struct lunette_datastore *store =
                (struct lunette_datastore *)services->items[i]->datastores.items[s].to;
            if (store && !store->owner.name)
                store->owner =
                    (struct lunette_ref){services->items[i]->item.name, &services->items[i]->item};
        }
}

struct store_use {
    struct lunette_datastore *store;
    const struct lunette_item *service;
};

static void use_add(struct store_use *uses, size_t *count, const struct lunette_item *store,
                    const struct lunette_item *service)
{
    if (store && service && store->kind == LUNETTE_DATASTORE && service->kind == LUNETTE_SERVICE)
        uses[(*count)++] = (struct store_use){(struct lunette_datastore *)store, service};
}

static size_t count_uses(const struct lunette_model *model)
{
    size_t room = model->datastores.count;
    for (size_t i = 0; i < model->services.count; i++)
        room += model->services.items[i]->datastores.count + model->services.items[i]->uses.count;
    for (size_t i = 0; i < model->datastores.count; i++)
        room += model->datastores.items[i]->used_by.count;
    return room;
}

/* Owners first, then users in the model's order. */
static size_t collect_uses(const struct lunette_model *model, struct store_use *uses)
{
    size_t count = 0;
    for (size_t i = 0; i < model->datastores.count; i++)
        use_add(uses, &count, &model->datastores.items[i]->item,
                model->datastores.items[i]->owner.to);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        for (size_t s = 0; s < service->datastores.count; s++)
            use_add(uses, &count, service->datastores.items[s].to, &service->item);
        for (size_t s = 0; s < service->uses.count; s++)
            use_add(uses, &count, service->uses.items[s].to, &service->item);
    }
    for (size_t i = 0; i < model->datastores.count; i++)
        for (size_t s = 0; s < model->datastores.items[i]->used_by.count; s++)
            use_add(uses, &count, &model->datastores.items[i]->item,
                    model->datastores.items[i]->used_by.items[s].to);
    return count;
}

/* A pair that was seen before is skipped; `seen` remembers pairs by store, one bit row would cost
 * stores × services, so a map from (store, service) is kept as a map of a combined address. */
static bool is_new_use(struct map *seen, const struct store_use *use, size_t services)
{
    uintptr_t key = (uintptr_t)use->store->item.number * services + use->service->number + 1;
    if (map_get(seen, (const void *)key))
        return false;
    map_set(seen, (const void *)key, use->store);
    return true;
}

static void derive_store_users(struct builder *builder)
{
    const struct lunette_model *model = builder->model;
    size_t room = count_uses(model);
    struct store_use *uses = arena_array(builder->arena, room, sizeof *uses);
    struct pairs pairs = pairs_with_room(builder, room);
    struct map seen = {0};
    size_t count = collect_uses(model, uses);
    for (size_t i = 0; i < count; i++)
        if (is_new_use(&seen, &uses[i], model->services.count))
            pair_add(&pairs, &uses[i].store->users, uses[i].service);
    map_free(&seen);
    fill_lists(builder, &pairs);
}

/* An objective declared at the top belongs to the service it names. */
static void derive_objectives(struct builder *builder)
{
    const struct lunette_slos *slos = &builder->model->slos;
    for (size_t i = 0; i < slos->count; i++) {
        struct lunette_slo *slo = (struct lunette_slo *)slos->items[i];
        struct lunette_item *owner = (struct lunette_item *)slo->service.to;
        if (slo->item.owner || !owner)
            continue;
        struct lunette_slos *list = owner->kind == LUNETTE_SERVICE
                                        ? &((struct lunette_service *)owner)->slos
                                        : &((struct lunette_external *)owner)->slos;
        const struct lunette_slo **grown =
            arena_array(builder->arena, list->count + 1, sizeof *grown);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        grown[list->count] = slo;
        *list = (struct lunette_slos){grown, list->count + 1};
    }
}

/* The same for tracing; a service's own declaration wins. */
static void derive_tracing(struct builder *builder)
{
    const struct lunette_tracings *tracings = &builder->model->tracings;
    for (size_t i = 0; i < tracings->count; i++) {
        struct lunette_service *service = (struct lunette_service *)tracings->items[i]->service.to;
        if (!tracings->items[i]->item.owner && service && !service->tracing)
            service->tracing = tracings->items[i];
    }
}

void derive_model(struct builder *builder)
{
    derive_context_services(builder);
    derive_dependencies(builder);
    derive_event_ends(builder);
    derive_store_owners(builder);
    derive_store_users(builder);
    derive_objectives(builder);
    derive_tracing(builder);
    policies_derive(builder);
}
