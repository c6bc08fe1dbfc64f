#include "view/settle.h"

static bool is_shareable(const struct picture_box *box)
{
    return box->box.role == LUNETTE_BOX_DATASTORE || box->box.role == LUNETTE_BOX_TOPIC;
}

/* A topic or a store without an owner is drawn where all belong that write to it; collapsed, it
 * goes with the first of them. */
static void settle(struct picture_box *box, const struct picture_box *user, bool *settled)
{
    if (!*settled) {
        box->box.group = box->home = user->home;
        box->context = user->context;
        *settled = true;
    }
    if (box->home != user->home)
        box->box.group = -1;
    if (box->context.name != user->context.name)
        box->context = (struct lunette_ref){0};
}

static bool *find_owned(const struct picture *picture)
{
    bool *owned = arena_array(picture->arena, picture->box_count, sizeof *owned);
    for (size_t i = 0; i < picture->box_count; i++)
        owned[i] = !is_shareable(&picture->boxes[i]) || picture->boxes[i].context.name ||
                   picture->boxes[i].home >= 0;
    return owned;
}

void settle_shared(struct picture *picture)
{
    const bool *owned = find_owned(picture);
    bool *settled = arena_array(picture->arena, picture->box_count, sizeof *settled);
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        if (!owned[edge->to] && !is_shareable(&picture->boxes[edge->from]))
            settle(&picture->boxes[edge->to], &picture->boxes[edge->from], &settled[edge->to]);
    }
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        if (edge->role == LUNETTE_LINE_DEAD_LETTER && !owned[edge->to])
            settle(&picture->boxes[edge->to], &picture->boxes[edge->from], &settled[edge->to]);
    }
}
