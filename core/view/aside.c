#include "view/aside.h"

#include "view/strength.h"

static bool is_entrance(const struct picture_box *box)
{
    return box->box.role == LUNETTE_BOX_ACTOR || box->box.role == LUNETTE_BOX_GATEWAY;
}

/* What passes through each box; where everything comes in counts most. */
static uint64_t *measure_boxes(const struct picture *picture, const struct lines *lines)
{
    uint64_t *strengths = arena_array(picture->arena, picture->box_count, sizeof *strengths);
    for (size_t i = 0; i < lines->count; i++) {
        uint64_t strength = strength_of_line(lines, i);
        strengths[lines->items[i].from] += strength;
        strengths[lines->items[i].to] += strength;
    }
    for (size_t i = 0; i < picture->box_count; i++)
        if (is_entrance(&picture->boxes[i]))
            strengths[i] = UINT64_MAX;
    return strengths;
}

static void drop_edges(struct picture *picture, const bool *aside)
{
    size_t count = 0;
    for (size_t i = 0; i < picture->edge_count; i++)
        if (!aside[picture->edges[i].from] && !aside[picture->edges[i].to])
            picture->edges[count++] = picture->edges[i];
    picture->edge_count = count;
}

static void put_aside(struct picture_box *box, int32_t group)
{
    box->box.group = group;
    box->box.technology = box->box.detail = NULL;
}

void aside_apply(struct picture *picture, size_t most, bool merged)
{
    if (picture->box_count <= most + most / 4) /* a few more are no thicket */
        return;
    struct lines lines = lines_merge(picture, merged);
    const uint32_t *sorted =
        strength_sort(picture->arena, measure_boxes(picture, &lines), picture->box_count);
    bool *aside = arena_array(picture->arena, picture->box_count, sizeof *aside);
    size_t count = picture->box_count - most;
    int32_t group = picture_add_group(
        picture, NULL,
        (struct lunette_group){.title = arena_format(picture->arena, "%zu more", count),
                               .subtitle = "without their lines",
                               .parent = -1});
    for (size_t i = most; i < picture->box_count; i++) {
        aside[sorted[i]] = true;
        put_aside(&picture->boxes[sorted[i]], group);
    }
    drop_edges(picture, aside);
    picture_add_note(picture,
                     "Of %zu boxes the %zu that most calls and events pass through have lines: a "
                     "view with include or around draws those of the others",
                     picture->box_count, most);
}
