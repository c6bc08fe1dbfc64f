#include "links.h"

/* Ends that are no items: the topic, and the broker, of an event that does not say one. */
enum { SOME_TOPIC, SOME_BROKER, SPECIAL_COUNT };

uint32_t links_number(const struct links *links, const struct lunette_item *item)
{
    return links->first[item->kind] + item->number;
}

static void number_ends(struct links *links)
{
    const struct lunette_model *model = links->model;
    const struct {
        enum lunette_kind kind;
        size_t count;
    } ends[] = {
        {LUNETTE_SERVICE, model->services.count}, {LUNETTE_EXTERNAL, model->externals.count},
        {LUNETTE_GATEWAY, model->gateways.count}, {LUNETTE_TOPIC, model->topics.count},
        {LUNETTE_BROKER, model->brokers.count},   {LUNETTE_DATASTORE, model->datastores.count},
        {LUNETTE_EVENT, model->events.count},
    };
    uint32_t next = SPECIAL_COUNT;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        links->first[ends[i].kind] = next;
        next += (uint32_t)ends[i].count;
    }
}

static void tie(struct links *links, uint32_t from, uint32_t to, enum link how)
{
    *keymap_put(&links->ties, keymap_pair(from, to)) |= how;
}

static void tie_items(struct links *links, const struct lunette_item *from,
                      const struct lunette_item *to, enum link how)
{
    if (from && to)
        tie(links, links_number(links, from), links_number(links, to), how);
}

/* ---- events: service to event, topic and broker, or the other way round ---- */

static void tie_either(struct links *links, bool consumes, uint32_t service, uint32_t end,
                       enum link how)
{
    tie(links, consumes ? end : service, consumes ? service : end, how);
}

static void tie_topic(struct links *links, bool consumes, const struct lunette_service *service,
                      const struct lunette_item *topic, enum link how)
{
    uint32_t number = links_number(links, &service->item);
    const struct lunette_item *broker =
        topic ? ((const struct lunette_topic *)topic)->broker.to : NULL;
    tie_either(links, consumes, number, topic ? links_number(links, topic) : SOME_TOPIC, how);
    tie_either(links, consumes, number, broker ? links_number(links, broker) : SOME_BROKER, how);
    if (!topic)
        return;
    const struct lunette_item *parked = ((const struct lunette_topic *)topic)->dead_letter.to;
    if (consumes)
        tie_items(links, &service->item, parked, LINK_MESSAGE);
}

/* A reference that leads nowhere may mean any event. */
static void tie_event(struct links *links, bool consumes, const struct lunette_service *service,
                      const struct lunette_ref *ref)
{
    const struct lunette_event *event = (const struct lunette_event *)ref->to;
    if (!event) {
        tie_topic(links, consumes, service, NULL, LINK_MESSAGE);
        return;
    }
    tie_either(links, consumes, links_number(links, &service->item),
               links_number(links, &event->item), LINK_EVENT);
    tie_topic(links, consumes, service, event->topic.to, LINK_EVENT);
}

static void tie_events(struct links *links, const struct lunette_service *service)
{
    for (size_t i = 0; i < service->publishes.count; i++)
        tie_event(links, false, service, &service->publishes.items[i]);
    for (size_t i = 0; i < service->consumes.count; i++)
        tie_event(links, true, service, &service->consumes.items[i]->event);
}

/* ---- dependencies ---- */

static void tie_call(struct links *links, const struct lunette_service *service,
                     const struct lunette_dependency *call)
{
    if (!call->to.to)
        links->open[service->item.number] = true;
    tie_items(links, &service->item, call->to.to, LINK_CALL);
    if (call->callee)
        tie_items(links, &service->item, &call->callee->item, LINK_CALL);
}

/* It ties its target, too, to what goes by it. */
static void tie_message(struct links *links, const struct lunette_service *service,
                        const struct lunette_dependency *message)
{
    const struct lunette_item *to = message->to.to;
    const struct lunette_service *target =
        to && to->kind == LUNETTE_SERVICE ? (const struct lunette_service *)to : NULL;
    tie_items(links, &service->item, to, LINK_MESSAGE);
    if (message->event.name)
        tie_event(links, false, service, &message->event);
    if (message->event.name && target)
        tie_event(links, true, target, &message->event);
    if (message->through.to || (!message->event.name && !to))
        tie_topic(links, false, service, message->through.to, LINK_MESSAGE);
    if (message->through.to && target)
        tie_topic(links, true, target, message->through.to, LINK_MESSAGE);
}

static void tie_dependencies(struct links *links)
{
    for (size_t i = 0; i < links->model->dependencies.count; i++) {
        const struct lunette_dependency *dependency = links->model->dependencies.items[i];
        const struct lunette_service *service =
            (const struct lunette_service *)dependency->item.owner;
        if (dependency->item.kind == LUNETTE_ASYNC)
            tie_message(links, service, dependency);
        else if (links->speaks[service->item.number])
            tie_call(links, service, dependency);
    }
}

static void tie_services(struct links *links)
{
    for (size_t i = 0; i < links->model->services.count; i++) {
        const struct lunette_service *service = links->model->services.items[i];
        links->any_publication |= service->publishes.count > 0;
        links->any_consumption |= service->consumes.count > 0;
        if (links->speaks[i])
            tie_events(links, service);
    }
}

/* ---- gateways ---- */

/* A gateway's routes are those of the service that realises it, too. */
static void tie_target(struct links *links, const struct lunette_gateway *gateway,
                       const struct lunette_item *to)
{
    tie_items(links, &gateway->item, to, LINK_CALL);
    tie_items(links, gateway->service.to, to, LINK_CALL);
}

static void tie_destinations(struct links *links, const struct lunette_gateway *gateway,
                             const struct lunette_destinations *destinations)
{
    for (size_t i = 0; i < destinations->count; i++) {
        tie_target(links, gateway, destinations->items[i]->to.to);
        tie_target(links, gateway, destinations->items[i]->mirror.to);
    }
}

static void tie_gateways(struct links *links)
{
    const struct lunette_model *model = links->model;
    for (size_t i = 0; i < model->gateways.count; i++) {
        const struct lunette_gateway *gateway = model->gateways.items[i];
        tie_items(links, &gateway->item, gateway->service.to, LINK_CALL);
        for (size_t j = 0; j < gateway->routes.count; j++) {
            tie_target(links, gateway, gateway->routes.items[j]->service.to);
            tie_destinations(links, gateway, &gateway->routes.items[j]->split);
        }
    }
    for (size_t i = 0; i < model->traffics.count; i++) {
        const struct lunette_traffic *traffic = model->traffics.items[i];
        const struct lunette_gateway *gateway = (const struct lunette_gateway *)traffic->gateway.to;
        if (!gateway)
            continue;
        tie_target(links, gateway, traffic->host.to);
        tie_destinations(links, gateway, &traffic->routes);
    }
}

/* ---- stores, consumer groups, sagas ---- */

static void tie_stores(struct links *links)
{
    const struct lunette_model *model = links->model;
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        for (size_t j = 0; j < store->users.count; j++)
            tie_items(links, &store->users.items[j]->item, &store->item, LINK_CALL);
    }
    for (size_t i = 0; i < model->event_sourcings.count; i++) {
        const struct lunette_event_sourcing *sourcing = model->event_sourcings.items[i];
        const struct lunette_service *service =
            (const struct lunette_service *)sourcing->service.to;
        if (!service || !sourcing->event_store || !sourcing->event_store->topic.to)
            continue;
        tie_topic(links, false, service, sourcing->event_store->topic.to, LINK_MESSAGE);
        tie_topic(links, true, service, sourcing->event_store->topic.to, LINK_MESSAGE);
    }
}

static void tie_models(struct links *links)
{
    for (size_t i = 0; i < links->model->cqrses.count; i++) {
        const struct lunette_cqrs *cqrs = links->model->cqrses.items[i];
        const struct lunette_service *service = (const struct lunette_service *)cqrs->service.to;
        if (!service)
            continue;
        if (cqrs->read_model)
            tie_items(links, &service->item, cqrs->read_model->datastore.to, LINK_CALL);
        if (cqrs->write_model)
            tie_items(links, &service->item, cqrs->write_model->datastore.to, LINK_CALL);
        for (size_t j = 0; j < cqrs->projections.count; j++)
            tie_event(links, true, service, &cqrs->projections.items[j]);
    }
}

static void tie_groups(struct links *links)
{
    for (size_t i = 0; i < links->model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = links->model->consumer_groups.items[i];
        const struct lunette_service *service = (const struct lunette_service *)group->service.to;
        for (size_t j = 0; service && j < group->topics.count; j++)
            tie_topic(links, true, service, group->topics.items[j].to, LINK_MESSAGE);
        tie_items(links, group->service.to, group->dead_letter.to, LINK_MESSAGE);
    }
}

/* Commands and their replies. That the orchestrator reaches its participants is a rule of sagas/. */
static void tie_sagas(struct links *links)
{
    for (size_t i = 0; i < links->model->sagas.count; i++) {
        const struct lunette_saga *saga = links->model->sagas.items[i];
        for (size_t j = 0; j < saga->steps.count; j++) {
            tie_items(links, saga->orchestrator.to, saga->steps.items[j]->service.to, LINK_CALL);
            tie_items(links, saga->steps.items[j]->service.to, saga->orchestrator.to, LINK_CALL);
        }
    }
}

struct links links_build(const struct lunette_model *model, struct lunette_reporter *reporter,
                         const bool *speaks)
{
    struct links links = {
        .model = model,
        .ties.reporter = reporter,
        .speaks = speaks,
        .open = reporter->alloc(reporter, model->services.count, sizeof(bool)),
    };
    number_ends(&links);
    tie_dependencies(&links);
    tie_services(&links);
    tie_gateways(&links);
    tie_stores(&links);
    tie_models(&links);
    tie_groups(&links);
    tie_sagas(&links);
    return links;
}

/* What stands for an end that is not said; the end itself where there is no such thing. */
static uint32_t stand_in(const struct links *links, const struct lunette_item *item)
{
    switch (item->kind) {
    case LUNETTE_TOPIC: return SOME_TOPIC;
    case LUNETTE_BROKER: return SOME_BROKER;
    default: return links_number(links, item);
    }
}

unsigned links_between(const struct links *links, const struct lunette_item *from,
                       const struct lunette_item *to)
{
    uint64_t said = keymap_pair(links_number(links, from), links_number(links, to));
    uint64_t unsaid = keymap_pair(stand_in(links, from), stand_in(links, to));
    return (unsigned)(keymap_get(&links->ties, said) | keymap_get(&links->ties, unsaid));
}
