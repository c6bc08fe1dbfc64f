#include "view/flows.h"

#include <string.h>

#include "view/boxes.h"
#include "view/labels.h"

enum {
    LABEL_COLUMNS = 40,
    THICKET = 16, /* lines between the publishers and consumers of one event */
};

/* Who publishes or consumes, and the item that says so. */
struct end {
    uint32_t box;
    const struct lunette_item *item;
    struct end *next;
};
struct ends {
    struct end *first, *last;
    size_t count;
};

/* All of one event. */
struct flow {
    struct lunette_ref event;
    struct ends publishers, consumers;
    struct flow *next;
};

struct flows {
    struct picture *picture;
    bool in_full;
    struct flow *first, *last;
    struct map by_event; /* event, or the name of an undeclared one → flow */
};

static void add_end(struct arena *arena, struct ends *ends, int32_t box,
                    const struct lunette_item *item)
{
    struct end *end = arena_new(arena, struct end);
    *end = (struct end){(uint32_t)box, item, NULL};
    if (ends->last)
        ends->last->next = end;
    else
        ends->first = end;
    ends->last = end;
    ends->count++;
}

static struct flow *flow_of(struct flows *flows, const struct lunette_ref *event)
{
    const void *key = event->to ? (const void *)event->to : event->name;
    struct flow *flow = map_get(&flows->by_event, key);
    if (flow || !key)
        return flow;
    flow = arena_new(flows->picture->arena, struct flow);
    flow->event = *event;
    if (flows->last)
        flows->last->next = flow;
    else
        flows->first = flow;
    flows->last = flow;
    map_set(&flows->by_event, key, flow);
    return flow;
}

static void collect(struct flows *flows, const struct lunette_service *service)
{
    struct arena *arena = flows->picture->arena;
    if (!service->publishes.count && !service->consumes.count)
        return;
    int32_t box = boxes_place(flows->picture, &service->item);
    for (size_t i = 0; i < service->publishes.count; i++) {
        struct flow *flow = flow_of(flows, &service->publishes.items[i]);
        if (flow)
            add_end(arena, &flow->publishers, box, service->publishes.items[i].to);
    }
    for (size_t i = 0; i < service->consumes.count; i++) {
        struct flow *flow = flow_of(flows, &service->consumes.items[i]->event);
        if (flow)
            add_end(arena, &flow->consumers, box, &service->consumes.items[i]->item);
    }
}

/* ---- drawing ---- */

static void add_message(struct picture *picture, int32_t from, int32_t to, const char *event,
                        const struct lunette_item *item)
{
    const char *label = labels_cut(picture->arena, event, LABEL_COLUMNS);
    /* A topic of one event has its name. */
    bool tells_itself = event && (strcmp(picture->boxes[from].box.title, event) == 0 ||
                                  strcmp(picture->boxes[to].box.title, event) == 0);
    picture_add_edge(picture, (struct picture_edge){
                                  .role = LUNETTE_LINE_MESSAGE,
                                  .from = (uint32_t)from,
                                  .to = (uint32_t)to,
                                  .label = tells_itself ? NULL : label,
                                  .item = item,
                              });
    if (picture->boxes[from].box.role == LUNETTE_BOX_TOPIC)
        picture_is_new(picture, "delivered %d %d", from, to);
}

/* To the last line that was added. */
static void name_group(struct picture *picture, const char *group)
{
    if (group)
        picture->edges[picture->edge_count - 1].aside =
            arena_format(picture->arena, "group %s", group);
}

static const struct lunette_ref *topic_of(const struct lunette_ref *event)
{
    static const struct lunette_ref none = {0};
    return event->to && event->to->kind == LUNETTE_EVENT
               ? &((const struct lunette_event *)event->to)->topic
               : &none;
}

static int32_t place_middle(const struct flows *flows, const struct flow *flow)
{
    struct picture *picture = flows->picture;
    const struct lunette_ref *topic = topic_of(&flow->event);
    size_t lines = flow->publishers.count * flow->consumers.count;
    if (topic->name)
        return boxes_place_ref(picture, topic, LUNETTE_BOX_TOPIC);
    if (flows->in_full)
        return boxes_place_ref(picture, &flow->event, LUNETTE_BOX_TOPIC);
    if (lines > THICKET && lines > 2 * (flow->publishers.count + flow->consumers.count))
        return boxes_place_ref(picture, &flow->event, LUNETTE_BOX_TOPIC);
    return -1;
}

static void draw_direct(struct picture *picture, const struct flow *flow)
{
    for (const struct end *from = flow->publishers.first; from; from = from->next)
        for (const struct end *to = flow->consumers.first; to; to = to->next)
            add_message(picture, (int32_t)from->box, (int32_t)to->box, flow->event.name, to->item);
}

static void draw_delivery(const struct flows *flows, const struct flow *flow, int32_t middle,
                          const struct end *end)
{
    add_message(flows->picture, middle, (int32_t)end->box, flow->event.name, end->item);
    if (flows->in_full)
        name_group(flows->picture, ((const struct lunette_consumption *)end->item)->group);
}

static void draw_flow(const struct flows *flows, const struct flow *flow)
{
    struct picture *picture = flows->picture;
    int32_t middle = place_middle(flows, flow);
    if (middle < 0) {
        draw_direct(picture, flow);
        return;
    }
    for (const struct end *end = flow->publishers.first; end; end = end->next)
        add_message(picture, (int32_t)end->box, middle, flow->event.name, end->item);
    for (const struct end *end = flow->consumers.first; end; end = end->next)
        draw_delivery(flows, flow, middle, end);
}

static void draw_dependency(struct picture *picture, const struct lunette_dependency *dependency)
{
    const struct lunette_ref *topic =
        dependency->through.name ? &dependency->through : topic_of(&dependency->event);
    int32_t from = boxes_place(picture, dependency->item.owner);
    int32_t middle = boxes_place_ref(picture, topic, LUNETTE_BOX_TOPIC);
    int32_t to = boxes_place_ref(picture, &dependency->to, LUNETTE_BOX_EXTERNAL);
    const char *event = dependency->event.name;
    if (from < 0)
        return;
    if (middle >= 0)
        add_message(picture, from, middle, event, &dependency->item);
    if (to >= 0 && to != middle)
        add_message(picture, middle >= 0 ? middle : from, to, event, &dependency->item);
}

static void draw_dependencies(struct picture *picture)
{
    const struct lunette_dependencies *all = &picture->model->dependencies;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->item.kind == LUNETTE_ASYNC && all->items[i]->item.owner)
            draw_dependency(picture, all->items[i]);
}

/* ---- consumer groups ---- */

/* A group is a line of its own only where no consumption already says that the topic goes there. */
static void draw_consumer_group(const struct flows *flows,
                                const struct lunette_consumer_group *group)
{
    struct picture *picture = flows->picture;
    int32_t to = boxes_place_ref(picture, &group->service, LUNETTE_BOX_EXTERNAL);
    for (size_t i = 0; to >= 0 && i < group->topics.count; i++) {
        int32_t from = boxes_place_ref(picture, &group->topics.items[i], LUNETTE_BOX_TOPIC);
        if (from >= 0 && picture_is_new(picture, "delivered %d %d", from, to))
            add_message(picture, from, to, flows->in_full ? NULL : group->item.name, &group->item);
    }
}

static const void *pair_of(const struct picture *picture, uint32_t from, uint32_t to)
{
    return (const void *)(uintptr_t)((uint64_t)from * picture->box_count + to + 1);
}

static void note_readers(const struct picture *picture, const struct lunette_consumer_group *group,
                         struct map *readers)
{
    int32_t to = picture_place(picture, group->service.to);
    for (size_t i = 0; to >= 0 && i < group->topics.count; i++) {
        int32_t from = picture_place(picture, group->topics.items[i].to);
        if (from >= 0)
            map_set(readers, pair_of(picture, (uint32_t)from, (uint32_t)to), (void *)group);
    }
}

/* What a consumption does not say about its group, the group may. */
static void name_groups(struct picture *picture)
{
    const struct lunette_consumer_groups *groups = &picture->model->consumer_groups;
    struct map readers = {0};
    for (size_t i = 0; i < groups->count; i++)
        note_readers(picture, groups->items[i], &readers);
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge *edge = &picture->edges[i];
        const struct lunette_consumer_group *group =
            map_get(&readers, pair_of(picture, edge->from, edge->to));
        if (group && !edge->aside)
            edge->aside = arena_format(picture->arena, "group %s", labels_name(&group->item));
    }
    map_free(&readers);
}

static void draw_event_store(struct picture *picture, const struct lunette_event_sourcing *sourcing)
{
    const struct lunette_event_store *store = sourcing->event_store;
    int32_t from = boxes_place_ref(picture, &sourcing->service, LUNETTE_BOX_SERVICE);
    int32_t to = store ? boxes_place_ref(picture, &store->topic, LUNETTE_BOX_TOPIC) : -1;
    if (from >= 0 && to >= 0)
        add_message(picture, from, to, "event store", &sourcing->item);
}

/* ---- dead letters ---- */

static void add_dead_letter(struct picture *picture, int32_t from, const struct lunette_ref *topic,
                            const char *label, const struct lunette_item *item)
{
    if (from < 0 || !topic->name)
        return;
    if (!topic->to && strcmp(topic->name, "true") == 0) {
        boxes_add_fact(picture, from, "dead letters are kept");
        return;
    }
    picture_add_edge(picture,
                     (struct picture_edge){
                         .role = LUNETTE_LINE_DEAD_LETTER,
                         .from = (uint32_t)from,
                         .to = (uint32_t)boxes_place_ref(picture, topic, LUNETTE_BOX_TOPIC),
                         .label = label,
                         .item = item,
                     });
}

/* A group's own line says more than that of a topic it reads. */
static bool says_more(struct picture *picture, const struct lunette_consumer_group *group,
                      const struct lunette_topic *topic)
{
    return topic && group->dead_letter.to == topic->dead_letter.to &&
           picture_place(picture, group->service.to) >= 0;
}

static void draw_dead_letters_of_topics(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    struct map covered = {0};
    for (size_t i = 0; i < model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = model->consumer_groups.items[i];
        for (size_t t = 0; t < group->topics.count; t++) {
            const struct lunette_topic *topic =
                (const struct lunette_topic *)group->topics.items[t].to;
            if (says_more(picture, group, topic))
                map_set(&covered, topic, (void *)group);
        }
    }
    for (size_t i = 0; i < model->topics.count; i++) {
        const struct lunette_topic *topic = model->topics.items[i];
        if (!map_get(&covered, topic))
            add_dead_letter(picture, picture_place(picture, topic), &topic->dead_letter, NULL,
                            &topic->item);
    }
    map_free(&covered);
}

static void draw_dead_letters_of_groups(struct picture *picture)
{
    const struct lunette_consumer_groups *groups = &picture->model->consumer_groups;
    for (size_t i = 0; i < groups->count; i++) {
        const struct lunette_consumer_group *group = groups->items[i];
        const char *label = group->max_deliveries < 0
                                ? NULL
                                : arena_format(picture->arena, "after %lld deliveries",
                                               (long long)group->max_deliveries);
        add_dead_letter(picture, picture_place(picture, group->service.to), &group->dead_letter,
                        label, &group->item);
    }
}

void flows_add(struct picture *picture, bool in_full)
{
    const struct lunette_model *model = picture->model;
    struct flows flows = {.picture = picture, .in_full = in_full};
    for (size_t i = 0; i < model->services.count; i++)
        collect(&flows, model->services.items[i]);
    for (const struct flow *flow = flows.first; flow; flow = flow->next)
        draw_flow(&flows, flow);
    map_free(&flows.by_event);
    draw_dependencies(picture);
    for (size_t i = 0; i < model->consumer_groups.count; i++)
        draw_consumer_group(&flows, model->consumer_groups.items[i]);
    if (!in_full)
        return;
    for (size_t i = 0; i < model->event_sourcings.count; i++)
        draw_event_store(picture, model->event_sourcings.items[i]);
    name_groups(picture);
    draw_dead_letters_of_topics(picture);
    draw_dead_letters_of_groups(picture);
}
