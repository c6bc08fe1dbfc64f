#include "view/around.h"

#include "view/boxes.h"
#include "view/labels.h"
#include "view/landscape.h"

bool around_has_services(const struct lunette_model *model, const struct lunette_item *context)
{
    for (size_t i = 0; i < model->contexts.count; i++)
        if (model->contexts.items[i]->services.count &&
            picture_is_within(&model->contexts.items[i]->item, context))
            return true;
    return false;
}

static void mark_core(struct picture *picture)
{
    for (size_t i = 0; i < picture->box_count; i++)
        picture->boxes[i].core = picture_is_within(picture->boxes[i].context.to, picture->focus);
    int32_t own = picture_place(picture, picture->focus);
    if (own >= 0)
        picture->boxes[own].core = true;
}

static void drop_lines_between_others(struct picture *picture)
{
    size_t kept = 0;
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge edge = picture->edges[i];
        if (picture->boxes[edge.from].core || picture->boxes[edge.to].core)
            picture->edges[kept++] = edge;
    }
    picture->edge_count = kept;
}

static void describe_rest(struct picture *picture)
{
    boxes_describe(picture);
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct lunette_item *item = picture->edges[i].item;
        if (item && item->kind == LUNETTE_SYNC)
            picture->edges[i].label =
                labels_call(picture->arena, (const struct lunette_dependency *)item);
    }
}

/* Of a large model little is kept, so texts come last: a quarter of the time of drawing 30 contexts of 300 services. */
void around_fill(struct picture *picture)
{
    picture->sketch = true;
    picture->spelled = true;
    landscape_fill(picture);
    mark_core(picture);
    drop_lines_between_others(picture);
    bool *keep = arena_array(picture->arena, picture->box_count, sizeof *keep);
    for (size_t i = 0; i < picture->box_count; i++)
        keep[i] = picture->boxes[i].core;
    for (size_t i = 0; i < picture->edge_count; i++)
        keep[picture->edges[i].from] = keep[picture->edges[i].to] = true;
    picture_keep(picture, keep);
    describe_rest(picture);
}
