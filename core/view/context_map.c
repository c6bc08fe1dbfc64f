#include "view/context_map.h"

#include "base/map.h"
#include "view/boxes.h"
#include "view/labels.h"

enum { MOST_PASSAGES = 1000 }; /* of one event */

static const struct {
    const char *name;
    enum lunette_line_role role;
} patterns[] = {
    [LUNETTE_RELATION_UNSAID] = {NULL, LUNETTE_LINE_RELATIONSHIP},
    [LUNETTE_PARTNERSHIP] = {"partnership", LUNETTE_LINE_SYMMETRIC},
    [LUNETTE_SHARED_KERNEL] = {"shared kernel", LUNETTE_LINE_SYMMETRIC},
    [LUNETTE_CUSTOMER_SUPPLIER] = {"customer/supplier", LUNETTE_LINE_RELATIONSHIP},
    [LUNETTE_CONFORMIST] = {"conformist", LUNETTE_LINE_RELATIONSHIP},
    [LUNETTE_UPSTREAM_DOWNSTREAM] = {"upstream/downstream", LUNETTE_LINE_RELATIONSHIP},
    [LUNETTE_SEPARATE_WAYS] = {"separate ways", LUNETTE_LINE_SEPARATE},
};

/* The abbreviations of the field's own drawings, in the order in which they stand at an end. */
static const struct {
    enum lunette_role role;
    const char *abbreviation;
} roles[] = {
    {LUNETTE_ROLE_SUPPLIER, "S"},          {LUNETTE_ROLE_CUSTOMER, "C"},
    {LUNETTE_OPEN_HOST_SERVICE, "OHS"},    {LUNETTE_PUBLISHED_LANGUAGE, "PL"},
    {LUNETTE_ANTICORRUPTION_LAYER, "ACL"}, {LUNETTE_ROLE_CONFORMIST, "CF"},
};

static char *label_end(struct arena *arena, const char *end, unsigned its_roles)
{
    const char *parts[1 + sizeof roles / sizeof *roles] = {end};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (its_roles & (unsigned)roles[i].role)
            parts[i + 1] = roles[i].abbreviation;
    return labels_join(arena, " ", parts, sizeof parts / sizeof *parts);
}

/* ---- how much passes between two contexts ---- */

static const struct lunette_item *context_of(const struct lunette_item *item)
{
    return item && item->kind == LUNETTE_SERVICE
               ? ((const struct lunette_service *)item)->context.to
               : NULL;
}

/* The same in both directions; NULL for the same context or none. */
static const void *pair_of(const struct lunette_item *a, const struct lunette_item *b)
{
    if (!a || !b || a == b)
        return NULL;
    uint64_t low = a->number < b->number ? a->number : b->number;
    uint64_t high = a->number < b->number ? b->number : a->number;
    return (const void *)(uintptr_t)(high * high + low);
}

static void count_passage(struct map *traffic, const struct lunette_item *from,
                          const struct lunette_item *to)
{
    const void *pair = pair_of(context_of(from), context_of(to));
    if (pair)
        map_count(traffic, pair);
}

/* What all say to all, says nothing about two of them. */
static void count_event(struct map *traffic, const struct lunette_event *event)
{
    if (event->publishers.count * event->consumers.count > MOST_PASSAGES)
        return;
    for (size_t i = 0; i < event->publishers.count; i++)
        for (size_t j = 0; j < event->consumers.count; j++)
            count_passage(traffic, &event->publishers.items[i]->item,
                          event->consumers.items[j]->item.owner);
}

static void add_traffic(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    struct map traffic = {0};
    for (size_t i = 0; i < model->dependencies.count; i++)
        count_passage(&traffic, model->dependencies.items[i]->item.owner,
                      model->dependencies.items[i]->to.to);
    for (size_t i = 0; i < model->events.count; i++)
        count_event(&traffic, model->events.items[i]);
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge *edge = &picture->edges[i];
        const void *pair =
            pair_of(picture->boxes[edge->from].box.item, picture->boxes[edge->to].box.item);
        edge->traffic = pair ? (uint32_t)(uintptr_t)map_get(&traffic, pair) : 0;
    }
    map_free(&traffic);
}

/* ---- relationships ---- */

static void connect(struct picture *picture, const struct lunette_relationship *relationship,
                    const struct lunette_ref *first, const struct lunette_ref *second,
                    enum lunette_line_role role)
{
    int32_t from = boxes_place_ref(picture, first, LUNETTE_BOX_CONTEXT);
    int32_t to = boxes_place_ref(picture, second, LUNETTE_BOX_CONTEXT);
    if (from < 0 || to < 0)
        return;
    struct picture_edge edge = {
        .role = role,
        .from = (uint32_t)from,
        .to = (uint32_t)to,
        .label = patterns[relationship->pattern].name,
        .item = &relationship->item,
    };
    if (role == LUNETTE_LINE_RELATIONSHIP) {
        unsigned follows =
            relationship->pattern == LUNETTE_CONFORMIST ? LUNETTE_ROLE_CONFORMIST : 0;
        edge.from_label = label_end(picture->arena, "U", relationship->upstream_roles);
        edge.to_label = label_end(picture->arena, "D", relationship->downstream_roles | follows);
    }
    picture_add_edge(picture, edge);
}

/* `between` has no direction, whatever its pattern says. */
static void add_relationship(struct picture *picture,
                             const struct lunette_relationship *relationship)
{
    const struct lunette_refs *ends = &relationship->between;
    enum lunette_line_role role = patterns[relationship->pattern].role;
    if (!ends->count)
        connect(picture, relationship, &relationship->upstream, &relationship->downstream, role);
    else if (role == LUNETTE_LINE_RELATIONSHIP)
        role = LUNETTE_LINE_SYMMETRIC;
    for (size_t i = 1; i < ends->count; i++)
        connect(picture, relationship, &ends->items[i - 1], &ends->items[i], role);
}

void context_map_fill(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    for (size_t i = 0; i < model->contexts.count; i++)
        boxes_place(picture, &model->contexts.items[i]->item);
    for (size_t i = 0; i < model->relationships.count; i++)
        add_relationship(picture, model->relationships.items[i]);
    add_traffic(picture);
    picture->overview = true;
}

bool context_map_is_worthwhile(const struct lunette_model *model)
{
    return model->contexts.count >= 2 ||
           (model->contexts.count == 1 && model->relationships.count >= 1);
}
