#include "view/picture.h"

#include "base/room.h"
#include "view/facts.h"

void picture_open(struct picture *picture, const struct lunette_model *model, struct arena *arena)
{
    *picture = (struct picture){
        .model = model,
        .arena = arena,
        .facts = facts_open(model, arena),
        .keys = {.arena = arena},
    };
}

void picture_close(struct picture *picture)
{
    facts_close(picture->facts);
    map_free(&picture->places);
    map_free(&picture->grouped);
    intern_free(&picture->keys);
}

bool picture_is_within(const struct lunette_item *context, const struct lunette_item *around)
{
    for (int depth = 0; context && depth < PICTURE_DEEPEST_CONTEXT; depth++) {
        if (context == around)
            return true;
        context = ((const struct lunette_context *)context)->parent.to;
    }
    return false;
}

void picture_expect(struct picture *picture, size_t boxes)
{
    picture->box_capacity = boxes;
    picture->boxes = arena_array(picture->arena, boxes, sizeof *picture->boxes);
}

uint32_t picture_add_box(struct picture *picture, const void *key, struct picture_box box)
{
    ROOM_FOR_ONE(picture->arena, picture, boxes, box_count, box_capacity);
    uint32_t number = (uint32_t)picture->box_count++;
    picture->boxes[number] = box;
    if (key)
        map_set(&picture->places, key, (void *)((uintptr_t)number + 1));
    if (box.box.item)
        picture_stand(picture, box.box.item, number);
    return number;
}

void picture_stand(struct picture *picture, const struct lunette_item *item, uint32_t box)
{
    ROOM_FOR_ONE(picture->arena, picture, stands, stand_count, stand_capacity);
    picture->stands[picture->stand_count++] = (struct picture_stand){item, box};
    map_set(&picture->places, item, (void *)((uintptr_t)box + 1));
}

int32_t picture_place(const struct picture *picture, const void *key)
{
    return (int32_t)(uintptr_t)map_get(&picture->places, key) - 1;
}

void picture_add_edge(struct picture *picture, struct picture_edge edge)
{
    ROOM_FOR_ONE(picture->arena, picture, edges, edge_count, edge_capacity);
    picture->edges[picture->edge_count++] = edge;
}

int32_t picture_add_group(struct picture *picture, const void *key, struct lunette_group group)
{
    ROOM_FOR_ONE(picture->arena, picture, groups, group_count, group_capacity);
    int32_t number = (int32_t)picture->group_count++;
    picture->groups[number] = group;
    if (key)
        map_set(&picture->grouped, key, (void *)((uintptr_t)number + 1));
    return number;
}

void picture_add_note(struct picture *picture, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ROOM_FOR_ONE(picture->arena, picture, notes, note_count, note_capacity);
    picture->notes[picture->note_count++] = arena_vformat(picture->arena, format, args);
    va_end(args);
}

bool picture_is_new(struct picture *picture, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t before = picture->keys.count;
    intern_text(&picture->keys, arena_vformat(picture->arena, format, args));
    va_end(args);
    return picture->keys.count > before;
}

static bool survives(const struct picture_edge *edge, const int32_t *to)
{
    int32_t from_box = to[edge->from], to_box = to[edge->to];
    return from_box >= 0 && to_box >= 0 && (from_box != to_box || edge->from == edge->to);
}

static void renumber_edges(struct picture *picture, const int32_t *to)
{
    size_t kept = 0;
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge edge = picture->edges[i];
        if (!survives(&edge, to))
            continue;
        edge.from = (uint32_t)to[edge.from];
        edge.to = (uint32_t)to[edge.to];
        picture->edges[kept++] = edge;
    }
    picture->edge_count = kept;
}

static void renumber_stands(struct picture *picture, const int32_t *to)
{
    size_t kept = 0;
    for (size_t i = 0; i < picture->stand_count; i++) {
        struct picture_stand stand = picture->stands[i];
        if (to[stand.box] >= 0)
            picture->stands[kept++] = (struct picture_stand){stand.item, (uint32_t)to[stand.box]};
    }
    picture->stand_count = kept;
}

void picture_replace(struct picture *picture, struct picture_box *boxes, size_t count,
                     const int32_t *to)
{
    renumber_edges(picture, to);
    renumber_stands(picture, to);
    picture->boxes = boxes;
    picture->box_count = picture->box_capacity = count;
}

void picture_keep(struct picture *picture, const bool *keep)
{
    int32_t *to = arena_array(picture->arena, picture->box_count, sizeof *to);
    size_t kept = 0;
    for (size_t i = 0; i < picture->box_count; i++) {
        to[i] = keep[i] ? (int32_t)kept : -1;
        if (keep[i])
            picture->boxes[kept++] = picture->boxes[i];
    }
    picture_replace(picture, picture->boxes, kept, to);
}
