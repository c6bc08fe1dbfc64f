#include "page/links.h"

#include <string.h>

#include "model/schema.h"
#include "page/values.h"
#include "view/labels.h"

/* ---- collecting ---- */

static void add(struct links *links, struct link link)
{
    if (link.from < 0 || link.to < 0)
        return;
    if (links->count == links->capacity) {
        size_t capacity = links->capacity ? links->capacity * 2 : 256;
        struct link *grown = arena_array(links->arena, capacity, sizeof *grown);
        if (links->count)
            memcpy(grown, links->items, links->count * sizeof *grown);
        links->items = grown;
        links->capacity = capacity;
    }
    links->items[links->count++] = link;
    if (!map_get(&links->numbers, link.item))
        map_set(&links->numbers, link.item, (void *)(uintptr_t)links->count);
}

static void join(struct links *links, const char *kind, const struct lunette_item *from,
                 const struct lunette_item *to, const char *label, const struct lunette_item *item)
{
    add(links, (struct link){.kind = kind,
                             .from = entities_number(links->entities, from),
                             .to = entities_number(links->entities, to),
                             .label = label,
                             .item = item});
}

static void add_dependencies(struct links *links, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        bool sync = call->item.kind == LUNETTE_SYNC;
        join(links, sync ? "call" : "message", call->item.owner, call->to.to,
             sync ? labels_call(links->arena, call) : call->event.name, &call->item);
        if (!sync)
            join(links, "message", call->item.owner, call->through.to, call->event.name,
                 &call->item);
    }
}

static void add_service(struct links *links, const struct lunette_service *service)
{
    for (size_t i = 0; i < service->publishes.count; i++)
        join(links, "publishes", &service->item, service->publishes.items[i].to, NULL,
             &service->item);
    for (size_t i = 0; i < service->consumes.count; i++)
        join(links, "consumes", service->consumes.items[i]->event.to, &service->item,
             service->consumes.items[i]->handler, &service->consumes.items[i]->item);
}

static void add_store(struct links *links, const struct lunette_datastore *store)
{
    for (size_t i = 0; i < store->users.count; i++) {
        const struct lunette_item *user = &store->users.items[i]->item;
        join(links, user == store->owner.to ? "owns" : "uses", user, &store->item, NULL,
             &store->item);
    }
}

static void add_event(struct links *links, const struct lunette_event *event)
{
    join(links, "carries", event->topic.to, &event->item, NULL, &event->item);
}

static void add_route(struct links *links, const struct lunette_gateway *gateway,
                      const struct lunette_route *route)
{
    join(links, "route", &gateway->item, route->service.to, route->item.name, &route->item);
    for (size_t i = 0; i < route->split.count; i++)
        join(links, "route", &gateway->item, route->split.items[i]->to.to, route->item.name,
             &route->item);
}

static void add_gateway(struct links *links, const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < gateway->routes.count; i++)
        add_route(links, gateway, gateway->routes.items[i]);
}

static void add_relationship(struct links *links, const struct lunette_relationship *relationship)
{
    const struct schema_field *field =
        schema_field_of(schema_kind_of(LUNETTE_RELATIONSHIP), "pattern");
    const char *label = schema_value_name(field, (int)relationship->pattern);
    const struct lunette_refs *between = &relationship->between;
    const struct lunette_item *item = &relationship->item;
    if (between->count == 2)
        join(links, "relationship", between->items[0].to, between->items[1].to, label, item);
    else
        join(links, "relationship", relationship->upstream.to, relationship->downstream.to, label,
             item);
}

static void add_saga(struct links *links, const struct lunette_saga *saga)
{
    for (size_t i = 0; i < saga->steps.count; i++) {
        const struct lunette_saga_step *step = saga->steps.items[i];
        join(links, "step", &saga->item, step->service.to,
             step->action ? step->action : step->item.name, &step->item);
    }
}

/* ---- scenarios ---- */

/* Who takes part, each once: `seen` knows whom. */
static void add_player(struct links *links, const struct lunette_item *scenario,
                       const struct lunette_item *player, struct map *seen)
{
    if (!player || map_get(seen, player) == scenario)
        return;
    map_set(seen, player, (void *)scenario);
    join(links, "takes part", scenario, player, NULL, scenario);
}

/* Recursion is as deep as blocks nest, which decoding bounds. */
static void add_players(struct links *links, const struct lunette_item *scenario,
                        const struct lunette_items *steps, struct map *seen)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct lunette_message *message = (const struct lunette_message *)steps->items[i];
        if (message->item.kind == LUNETTE_MESSAGE) {
            add_player(links, scenario, message->from.to, seen);
            add_player(links, scenario, message->to.to, seen);
        } else {
            add_players(links, scenario, &((const struct lunette_block *)message)->steps, seen);
        }
    }
}

static void add_scenarios(struct links *links, const struct lunette_model *model)
{
    struct map seen = {0};
    for (size_t i = 0; i < model->scenarios.count; i++)
        add_players(links, &model->scenarios.items[i]->item, &model->scenarios.items[i]->steps,
                    &seen);
    map_free(&seen);
}

void links_collect(struct links *links, const struct entities *entities,
                   const struct lunette_model *model, struct arena *arena)
{
    *links = (struct links){.entities = entities, .arena = arena};
    add_dependencies(links, model);
    for (size_t i = 0; i < model->services.count; i++)
        add_service(links, model->services.items[i]);
    for (size_t i = 0; i < model->datastores.count; i++)
        add_store(links, model->datastores.items[i]);
    for (size_t i = 0; i < model->events.count; i++)
        add_event(links, model->events.items[i]);
    for (size_t i = 0; i < model->gateways.count; i++)
        add_gateway(links, model->gateways.items[i]);
    for (size_t i = 0; i < model->relationships.count; i++)
        add_relationship(links, model->relationships.items[i]);
    for (size_t i = 0; i < model->sagas.count; i++)
        add_saga(links, model->sagas.items[i]);
    add_scenarios(links, model);
}

void links_free(struct links *links)
{
    map_free(&links->numbers);
}

/* The items of some links are entities themselves, which stand for more than that link. */
long links_around(const struct links *links, const struct lunette_item *item)
{
    for (; item && entities_number(links->entities, item) < 0; item = item->owner) {
        long number = (long)(uintptr_t)map_get(&links->numbers, item) - 1;
        if (number >= 0)
            return number;
    }
    return -1;
}

/* ---- writing ---- */

static void set_call(json_t *object, const struct links *links,
                     const struct lunette_dependency *call)
{
    if (call->breaker_in_force)
        json_object_set_new(object, "breaker", json_true());
    if (call->fallback)
        values_set_text(object, "fallback", call->fallback);
    if (lunette_is_hard(call))
        json_object_set_new(object, "hard", json_true());
    if (call->callee && &call->callee->item != call->to.to)
        entities_set_number(object, "callee",
                            entities_number(links->entities, &call->callee->item));
}

static json_t *link_value(const struct links *links, const struct link *link)
{
    json_t *object = json_object();
    values_set_text(object, "kind", link->kind);
    entities_set_number(object, "from", link->from);
    entities_set_number(object, "to", link->to);
    values_set_text(object, "label", link->label);
    if (link->item->kind == LUNETTE_SYNC)
        set_call(object, links, (const struct lunette_dependency *)link->item);
    values_set_place(object, links->entities->model, link->item);
    return object;
}

json_t *links_value(const struct links *links)
{
    json_t *array = json_array();
    for (size_t i = 0; i < links->count; i++)
        json_array_append_new(array, link_value(links, &links->items[i]));
    return array;
}
