#include "common/messaging.h"

#include <string.h>

#include "common/messages.h"
#include "common/order.h"

/* Who reads a topic. */
struct reading {
    const struct lunette_item *topic, *by;
};

/* The same arrays as struct messaging, while they are filled. */
struct draft {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    bool *published, *consumed;         /* by event */
    bool *published_all, *consumed_all; /* by topic: each of its events */
    bool *stores, *read_outside;
    const struct lunette_item **dead_letters_of;
    bool *asked;
    struct reading *readings;
    size_t reading_count, reading_room;
};

static void mark(bool *flags, const struct lunette_item *item)
{
    if (item)
        flags[item->number] = true;
}

static void mark_first(const struct lunette_item **first, const struct lunette_item *item,
                       const struct lunette_item *by)
{
    if (item && !first[item->number])
        first[item->number] = by;
}

static void add_reader(struct draft *draft, const struct lunette_item *topic,
                       const struct lunette_item *by)
{
    if (!topic)
        return;
    if (draft->reading_count == draft->reading_room) {
        size_t room = draft->reading_room ? 2 * draft->reading_room : 16;
        struct reading *larger = draft->reporter->alloc(draft->reporter, room, sizeof *larger);
        if (draft->reading_count > 0)
            memcpy(larger, draft->readings, draft->reading_count * sizeof *larger);
        draft->readings = larger;
        draft->reading_room = room;
    }
    draft->readings[draft->reading_count++] = (struct reading){topic, by};
}

static const struct lunette_item *topic_of(const struct lunette_item *event)
{
    return event ? ((const struct lunette_event *)event)->topic.to : NULL;
}

/* ---- services, groups, stores and projections ---- */

static void add_events(struct draft *draft)
{
    const struct lunette_events *events = &draft->model->events;
    for (size_t i = 0; i < events->count; i++) {
        const struct lunette_event *event = events->items[i];
        draft->published[i] |= event->publishers.count > 0;
        draft->consumed[i] |= event->consumers.count > 0;
        for (size_t c = 0; c < event->consumers.count; c++)
            add_reader(draft, event->topic.to, &event->consumers.items[c]->item);
    }
}

static void add_async(struct draft *draft, const struct lunette_dependency *dependency)
{
    const struct lunette_item *to = dependency->to.to, *event = dependency->event.to;
    const struct lunette_item *topic = dependency->through.to;
    topic = topic ? topic : topic_of(event);
    if (to && to->kind == LUNETTE_SERVICE)
        mark(draft->asked, to);
    if (to && messages_is_outsider(to))
        mark(draft->read_outside, topic);
    else
        add_reader(draft, topic, &dependency->item);
    mark(draft->published, event);
    mark(draft->consumed, event);
    if (!dependency->event.name) {
        mark(draft->published_all, topic);
        mark(draft->consumed_all, topic);
    }
}

static void add_dependencies(struct draft *draft)
{
    const struct lunette_dependencies *dependencies = &draft->model->dependencies;
    for (size_t i = 0; i < dependencies->count; i++)
        if (dependencies->items[i]->item.kind == LUNETTE_ASYNC)
            add_async(draft, dependencies->items[i]);
}

static void add_groups(struct draft *draft)
{
    for (size_t i = 0; i < draft->model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = draft->model->consumer_groups.items[i];
        mark_first(draft->dead_letters_of, group->dead_letter.to, &group->item);
        for (size_t t = 0; t < group->topics.count; t++) {
            add_reader(draft, group->topics.items[t].to, &group->item);
            mark(draft->consumed_all, group->topics.items[t].to);
        }
    }
}

static void add_topics(struct draft *draft)
{
    for (size_t i = 0; i < draft->model->topics.count; i++) {
        const struct lunette_topic *topic = draft->model->topics.items[i];
        mark_first(draft->dead_letters_of, topic->dead_letter.to, &topic->item);
    }
}

static void add_stores(struct draft *draft)
{
    for (size_t i = 0; i < draft->model->event_sourcings.count; i++) {
        const struct lunette_event_store *store =
            draft->model->event_sourcings.items[i]->event_store;
        if (!store)
            continue;
        mark(draft->stores, store->topic.to);
        mark(draft->published_all, store->topic.to);
        mark(draft->consumed_all, store->topic.to);
    }
}

static void add_projections(struct draft *draft)
{
    for (size_t i = 0; i < draft->model->cqrses.count; i++) {
        const struct lunette_cqrs *cqrs = draft->model->cqrses.items[i];
        for (size_t p = 0; p < cqrs->projections.count; p++) {
            const struct lunette_item *event = cqrs->projections.items[p].to;
            mark(draft->consumed, event);
            add_reader(draft, topic_of(event), &cqrs->item);
        }
    }
}

/* ---- scenarios ---- */

/* Texts are interned as names are: the pointer tells. */
static bool names_event(const struct lunette_message *message, const struct lunette_item *event)
{
    return event && message->text && message->text == event->name;
}

static void add_message_in(struct draft *draft, const struct lunette_message *message)
{
    if (message->to.to->kind == LUNETTE_TOPIC)
        mark(draft->published_all, message->to.to);
    if (message->to.to->kind != LUNETTE_SERVICE)
        return;
    const struct lunette_service *service = (const struct lunette_service *)message->to.to;
    for (size_t i = 0; i < service->consumes.count; i++)
        if (names_event(message, service->consumes.items[i]->event.to))
            mark(draft->published, service->consumes.items[i]->event.to);
}

static void add_message_out(struct draft *draft, const struct lunette_message *message)
{
    if (message->from.to->kind == LUNETTE_TOPIC) {
        mark(draft->consumed_all, message->from.to);
        mark(draft->read_outside, message->from.to);
    }
    if (message->from.to->kind != LUNETTE_SERVICE)
        return;
    const struct lunette_service *service = (const struct lunette_service *)message->from.to;
    for (size_t i = 0; i < service->publishes.count; i++)
        if (names_event(message, service->publishes.items[i].to))
            mark(draft->consumed, service->publishes.items[i].to);
}

static void add_message(struct draft *draft, const struct lunette_message *message)
{
    const struct lunette_item *from = message->from.to, *to = message->to.to;
    if (!from || !to || message->style == LUNETTE_MESSAGE_REPLY)
        return;
    if (to->kind == LUNETTE_SERVICE && from->kind != LUNETTE_TOPIC && from->kind != LUNETTE_BROKER)
        mark(draft->asked, to);
    if (message->style == LUNETTE_MESSAGE_ASYNC && messages_is_outsider(from))
        add_message_in(draft, message);
    if (message->style == LUNETTE_MESSAGE_ASYNC && messages_is_outsider(to))
        add_message_out(draft, message);
}

static void add_scenarios(struct draft *draft)
{
    struct message_walk walk = messages_begin_all(draft->reporter, draft->model);
    for (const struct lunette_message *message; (message = messages_next(&walk));)
        add_message(draft, message);
}

/* ---- all of it ---- */

static uint32_t topic_of_event(const void *item)
{
    return (*(const struct lunette_event *const *)item)->topic.to->number;
}

static void fill_topic_events(const struct draft *draft, struct messaging *messaging)
{
    const struct lunette_events *events = &draft->model->events;
    size_t topics = draft->model->topics.count, count = 0;
    struct lunette_reporter *reporter = draft->reporter;
    const struct lunette_event **found = reporter->alloc(reporter, events->count, sizeof *found);
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i]->topic.to)
            found[count++] = events->items[i];
    messaging->first_event =
        order_starts(reporter, found, count, sizeof *found, topic_of_event, topics);
    messaging->topic_events =
        order_by_key(reporter, found, count, sizeof *found, topic_of_event, topics);
}

static uint32_t topic_of_reading(const void *item)
{
    return ((const struct reading *)item)->topic->number;
}

static void fill_topic_readers(const struct draft *draft, struct messaging *messaging)
{
    struct lunette_reporter *reporter = draft->reporter;
    size_t topics = draft->model->topics.count, count = draft->reading_count;
    const struct reading *sorted =
        order_by_key(reporter, draft->readings, count, sizeof *sorted, topic_of_reading, topics);
    const struct lunette_item **readers = reporter->alloc(reporter, count, sizeof *readers);
    for (size_t i = 0; i < count; i++)
        readers[i] = sorted[i].by;
    messaging->first_reader =
        order_starts(reporter, draft->readings, count, sizeof *sorted, topic_of_reading, topics);
    messaging->topic_readers = readers;
}

/* What was said of all events of a topic, said of each. */
static void spread(struct draft *draft)
{
    for (size_t i = 0; i < draft->model->events.count; i++) {
        const struct lunette_item *topic = draft->model->events.items[i]->topic.to;
        draft->published[i] |= topic && draft->published_all[topic->number];
        draft->consumed[i] |= topic && draft->consumed_all[topic->number];
    }
}

static struct draft begin_draft(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    size_t events = model->events.count, topics = model->topics.count;
    return (struct draft){
        .model = model,
        .reporter = reporter,
        .published = reporter->alloc(reporter, events, sizeof(bool)),
        .consumed = reporter->alloc(reporter, events, sizeof(bool)),
        .published_all = reporter->alloc(reporter, topics, sizeof(bool)),
        .consumed_all = reporter->alloc(reporter, topics, sizeof(bool)),
        .stores = reporter->alloc(reporter, topics, sizeof(bool)),
        .read_outside = reporter->alloc(reporter, topics, sizeof(bool)),
        .dead_letters_of = reporter->alloc(reporter, topics, sizeof(struct lunette_item *)),
        .asked = reporter->alloc(reporter, model->services.count, sizeof(bool)),
    };
}

static void *make(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct draft draft = begin_draft(model, reporter);
    add_topics(&draft);
    add_groups(&draft);
    add_events(&draft);
    add_dependencies(&draft);
    add_stores(&draft);
    add_projections(&draft);
    add_scenarios(&draft);
    spread(&draft);
    struct messaging *messaging = reporter->alloc(reporter, 1, sizeof *messaging);
    *messaging = (struct messaging){
        .published = draft.published,
        .consumed = draft.consumed,
        .stores = draft.stores,
        .read_outside = draft.read_outside,
        .dead_letters_of = draft.dead_letters_of,
        .asked = draft.asked,
    };
    fill_topic_events(&draft, messaging);
    fill_topic_readers(&draft, messaging);
    return messaging;
}

const struct messaging *messaging_of(struct lunette_reporter *reporter)
{
    static const char key;
    return reporter->shared(reporter, &key, make);
}

const char *messaging_reader_name(const struct lunette_item *reader)
{
    if (reader->kind == LUNETTE_ON)
        return reader->owner->name;
    const char *name = reader->kind == LUNETTE_CQRS
                           ? ((const struct lunette_cqrs *)reader)->service.name
                           : reader->name;
    return name ? name : "a read model";
}
