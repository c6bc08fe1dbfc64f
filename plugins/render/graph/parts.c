#include "parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_RATIO 1.7 /* width to height */

enum {
    MOST_PARTS = 100, /* on a page of more nobody sees a part any more */
    PART_GAP_PX = 20, /* between parts; those with a group bring some more */
};

/* ---- what is connected ---- */

/* Boxes, then groups. Each points at another that it is connected with, the last at itself. */
static uint32_t find_last(uint32_t *next, uint32_t at)
{
    while (next[at] != at) {
        next[at] = next[next[at]];
        at = next[at];
    }
    return at;
}

static void connect(uint32_t *next, uint32_t a, uint32_t b)
{
    next[find_last(next, a)] = find_last(next, b);
}

static void connect_all(const struct lunette_graph_view *graph, uint32_t *next)
{
    uint32_t boxes = (uint32_t)graph->box_count;
    for (uint32_t i = 0; i < graph->box_count; i++)
        if (graph->boxes[i].group >= 0)
            connect(next, i, boxes + (uint32_t)graph->boxes[i].group);
    for (uint32_t i = 0; i < graph->group_count; i++)
        if (graph->groups[i].parent >= 0)
            connect(next, boxes + i, boxes + (uint32_t)graph->groups[i].parent);
    for (size_t i = 0; i < graph->line_count; i++)
        connect(next, graph->lines[i].from, graph->lines[i].to);
}

/* By their first lines; those without any share a number. */
static void number_parts(const struct lunette_graph_view *graph, uint32_t *next,
                         struct parts *parts)
{
    uint32_t total = (uint32_t)(graph->box_count + graph->group_count);
    uint32_t *number = calloc(total + 1, sizeof *number); /* of the last of each row: part + 1 */
    for (size_t i = 0; i < graph->line_count; i++) {
        uint32_t last = find_last(next, graph->lines[i].from);
        if (!number[last])
            number[last] = (uint32_t)++parts->count;
    }
    for (uint32_t i = 0; i < total; i++) {
        uint32_t last = find_last(next, i);
        parts->loose |= !number[last];
        uint32_t part = number[last] ? number[last] - 1 : (uint32_t)parts->count;
        *(i < graph->box_count ? &parts->boxes[i] : &parts->groups[i - graph->box_count]) = part;
    }
    parts->count += parts->loose;
    free(number);
}

struct parts parts_find(const struct lunette_graph_view *graph)
{
    size_t total = graph->box_count + graph->group_count;
    uint32_t *next = calloc(total + 1, sizeof *next);
    struct parts parts = {.boxes = calloc(graph->box_count + 1, sizeof *parts.boxes),
                          .groups = calloc(graph->group_count + 1, sizeof *parts.groups)};
    for (uint32_t i = 0; i < total; i++)
        next[i] = i;
    connect_all(graph, next);
    number_parts(graph, next, &parts);
    free(next);
    if (parts.count > MOST_PARTS || parts.count == 0) {
        parts.count = 1;
        parts.loose = false;
        memset(parts.boxes, 0, graph->box_count * sizeof *parts.boxes);
        memset(parts.groups, 0, graph->group_count * sizeof *parts.groups);
    }
    return parts;
}

/* ---- where they go ---- */

/* Rows from the top, in order, each filled from the left. */
static struct layout_size fill_rows(const struct layout_size *sizes, size_t count, double limit,
                                    struct scene_point *places)
{
    struct layout_size all = {0, 0};
    double x = 0, top = 0;
    for (size_t i = 0; i < count; i++) {
        if (x > 0 && x + sizes[i].width > limit) {
            x = 0;
            top = all.height + PART_GAP_PX;
        }
        places[i] = (struct scene_point){x, top};
        all.width = fmax(all.width, x + sizes[i].width);
        x += sizes[i].width + PART_GAP_PX;
        all.height = fmax(all.height, top + sizes[i].height);
    }
    return all;
}

/* How large a page of the usual shape must be to hold it. */
static double page_height(struct layout_size size)
{
    return fmax(size.height, size.width / PAGE_RATIO);
}

/* Every width at which the first row ends behind another part is tried. */
struct layout_size parts_place(const struct layout_size *sizes, size_t count,
                               struct scene_point *places)
{
    double limit = 0, best = HUGE_VAL, least = HUGE_VAL;
    for (size_t i = 0; i < count; i++) {
        limit += sizes[i].width + (i ? PART_GAP_PX : 0);
        double height = page_height(fill_rows(sizes, count, limit, places));
        if (height < least)
            best = limit;
        least = fmin(least, height);
    }
    return fill_rows(sizes, count, best, places);
}
