#include "view/landscape.h"

#include <string.h>

#include "view/boxes.h"
#include "view/flows.h"
#include "view/labels.h"
#include "view/settle.h"

enum { MESSAGE_COLUMNS = 32 };

/* All lists of the model are alike: pointers to structs that start with an item. */
#define PLACE_ALL(picture, list) \
    place_all((picture), (const struct lunette_item *const *)(list).items, (list).count)

static void place_all(struct picture *picture, const struct lunette_item *const *items,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        boxes_place(picture, items[i]);
}

/* Gateways that a service realises come with their service. */
static void place_gateways(struct picture *picture, bool realised)
{
    const struct lunette_gateways *gateways = &picture->model->gateways;
    for (size_t i = 0; i < gateways->count; i++)
        if ((gateways->items[i]->service.to != NULL) == realised)
            boxes_place(picture, &gateways->items[i]->item);
}

/* ---- calls ---- */

static bool touches_core(const struct picture *picture, int32_t from, int32_t to)
{
    return picture->boxes[from].core || picture->boxes[to].core;
}

static void add_call(struct picture *picture, const struct lunette_dependency *call)
{
    int32_t from = boxes_place(picture, call->item.owner);
    int32_t to = boxes_place_ref(picture, &call->to, LUNETTE_BOX_EXTERNAL);
    if (from < 0 || to < 0 || (picture->sketch && !touches_core(picture, from, to)))
        return;
    picture_add_edge(
        picture, (struct picture_edge){
                     .role = lunette_is_hard(call) ? LUNETTE_LINE_CALL : LUNETTE_LINE_OPTIONAL_CALL,
                     .from = (uint32_t)from,
                     .to = (uint32_t)to,
                     .label = picture->sketch ? NULL : labels_call(picture->arena, call),
                     .breaker = call->breaker_in_force != NULL,
                     .item = &call->item,
                 });
}

static void add_calls(struct picture *picture)
{
    const struct lunette_dependencies *all = &picture->model->dependencies;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->item.kind == LUNETTE_SYNC && all->items[i]->item.owner)
            add_call(picture, all->items[i]);
}

/* ---- gateways ---- */

static void add_route(struct picture *picture, int32_t gateway, const struct lunette_ref *target,
                      const struct lunette_item *item, const char *label)
{
    int32_t to = boxes_place_ref(picture, target, LUNETTE_BOX_EXTERNAL);
    if (to < 0 || to == gateway)
        return;
    picture_add_edge(picture, (struct picture_edge){
                                  .role = LUNETTE_LINE_ROUTE,
                                  .from = (uint32_t)gateway,
                                  .to = (uint32_t)to,
                                  .label = labels_operation(picture->arena, label),
                                  .item = item,
                              });
}

static void add_routes(struct picture *picture, const struct lunette_gateway *gateway)
{
    int32_t from = boxes_place(picture, &gateway->item);
    for (size_t i = 0; from >= 0 && i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        add_route(picture, from, &route->service, &route->item, route->item.name);
        for (size_t j = 0; j < route->split.count; j++)
            if (!route->service.name || route->split.items[j]->to.name != route->service.name)
                add_route(picture, from, &route->split.items[j]->to, &route->split.items[j]->item,
                          route->item.name);
    }
}

/* A traffic rule that enters through a gateway is a route of it. */
static void add_traffic(struct picture *picture, const struct lunette_traffic *traffic)
{
    int32_t from = boxes_place_ref(picture, &traffic->gateway, LUNETTE_BOX_GATEWAY);
    if (from < 0)
        return;
    add_route(picture, from, &traffic->host, &traffic->item, NULL);
    for (size_t i = 0; i < traffic->routes.count; i++)
        if (traffic->routes.items[i]->to.name != traffic->host.name)
            add_route(picture, from, &traffic->routes.items[i]->to, &traffic->routes.items[i]->item,
                      NULL);
}

static void add_gateway_routes(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    for (size_t i = 0; i < model->gateways.count; i++)
        add_routes(picture, model->gateways.items[i]);
    for (size_t i = 0; i < model->traffics.count; i++)
        add_traffic(picture, model->traffics.items[i]);
}

/* ---- people and foreign systems, as scenarios show them ---- */

static bool is_contact(const struct lunette_message *message)
{
    const struct lunette_item *from = message->from.to, *to = message->to.to;
    if (!from || !to || from == to)
        return false;
    if (message->style != LUNETTE_MESSAGE_CALL && message->style != LUNETTE_MESSAGE_ASYNC)
        return false;
    return from->kind == LUNETTE_ACTOR || to->kind == LUNETTE_ACTOR ||
           from->kind == LUNETTE_EXTERNAL;
}

/* The first message between two says what they have to do with each other. */
static void add_contact(struct picture *picture, const struct lunette_message *message)
{
    int32_t from = boxes_place(picture, message->from.to);
    int32_t to = boxes_place(picture, message->to.to);
    if (from < 0 || to < 0 || !picture_is_new(picture, "contact %d %d", from, to))
        return;
    bool calls = message->style == LUNETTE_MESSAGE_CALL;
    bool has_path = message->text && strstr(message->text, " /");
    picture_add_edge(
        picture, (struct picture_edge){
                     .role = calls ? LUNETTE_LINE_CALL : LUNETTE_LINE_MESSAGE,
                     .from = (uint32_t)from,
                     .to = (uint32_t)to,
                     .label = has_path ? labels_operation(picture->arena, message->text)
                                       : labels_cut(picture->arena, message->text, MESSAGE_COLUMNS),
                     .item = &message->item,
                 });
}

static void add_contacts(struct picture *picture, const struct lunette_items *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct lunette_item *step = steps->items[i];
        if (step->kind != LUNETTE_MESSAGE)
            add_contacts(picture, &((const struct lunette_block *)step)->steps);
        else if (is_contact((const struct lunette_message *)step))
            add_contact(picture, (const struct lunette_message *)step);
    }
}

static void add_scenario_contacts(struct picture *picture)
{
    const struct lunette_scenarios *scenarios = &picture->model->scenarios;
    for (size_t i = 0; i < scenarios->count; i++)
        add_contacts(picture, &scenarios->items[i]->steps);
}

/* ---- data ---- */

static void add_uses(struct picture *picture, const struct lunette_datastore *store)
{
    int32_t to = boxes_place(picture, &store->item);
    for (size_t i = 0; i < store->users.count; i++) {
        int32_t from = boxes_place(picture, &store->users.items[i]->item);
        picture_add_edge(picture, (struct picture_edge){
                                      .role = LUNETTE_LINE_DATA,
                                      .from = (uint32_t)from,
                                      .to = (uint32_t)to,
                                      .item = &store->item,
                                  });
    }
}

static void add_data(struct picture *picture)
{
    const struct lunette_datastores *stores = &picture->model->datastores;
    for (size_t i = 0; i < stores->count; i++)
        add_uses(picture, stores->items[i]);
}

void landscape_fill(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    picture_expect(picture, model->services.count + model->datastores.count +
                                model->externals.count + model->actors.count);
    boxes_add_groups(picture);
    PLACE_ALL(picture, model->actors);
    place_gateways(picture, false);
    PLACE_ALL(picture, model->services);
    place_gateways(picture, true);
    PLACE_ALL(picture, model->datastores);
    PLACE_ALL(picture, model->externals);
    add_scenario_contacts(picture);
    add_gateway_routes(picture);
    add_calls(picture);
    flows_add(picture, false);
    add_data(picture);
    settle_shared(picture);
}

void landscape_fill_dependencies(struct picture *picture)
{
    boxes_add_groups(picture);
    PLACE_ALL(picture, picture->model->services);
    add_calls(picture);
}
