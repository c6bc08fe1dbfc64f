#include "view/thin.h"

#include "view/strength.h"

/* ---- calls that can fail and calls that cannot: between contexts a line for both ---- */

static const void *key_of(const struct picture *picture, const struct picture_edge *edge)
{
    uint64_t pair = (uint64_t)edge->from * picture->box_count + edge->to + 1;
    return (const void *)(uintptr_t)pair;
}

/* Contexts depend on each other by the hardest of their calls. */
void thin_join_calls(struct picture *picture)
{
    struct map hard = {0};
    for (size_t i = 0; i < picture->edge_count; i++)
        if (picture->edges[i].role == LUNETTE_LINE_CALL)
            map_set(&hard, key_of(picture, &picture->edges[i]), picture);
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge *edge = &picture->edges[i];
        if (edge->role == LUNETTE_LINE_OPTIONAL_CALL && map_get(&hard, key_of(picture, edge)))
            edge->role = LUNETTE_LINE_CALL;
    }
    map_free(&hard);
}

/* ---- choosing ---- */

static const uint32_t *sort_lines(const struct picture *picture, const struct lines *lines)
{
    uint64_t *strengths = arena_array(picture->arena, lines->count, sizeof *strengths);
    for (size_t i = 0; i < lines->count; i++)
        strengths[i] = strength_of_line(lines, i);
    return strength_sort(picture->arena, strengths, lines->count);
}

/* Islands of connected boxes: a box points at another of its island, the last at itself. */
static uint32_t island_of(uint32_t *next, uint32_t box)
{
    while (next[box] != box) {
        next[box] = next[next[box]];
        box = next[box];
    }
    return box;
}

/* First what connects, from the strongest (Kruskal's forest), then the strongest of the rest. */
static size_t choose(const struct picture *picture, const struct lines *lines, size_t most,
                     bool *chosen)
{
    const uint32_t *sorted = sort_lines(picture, lines);
    uint32_t *next = arena_array(picture->arena, picture->box_count, sizeof *next);
    size_t count = 0;
    for (uint32_t i = 0; i < picture->box_count; i++)
        next[i] = i;
    for (size_t i = 0; i < lines->count; i++) {
        const struct lunette_line *line = &lines->items[sorted[i]];
        uint32_t from = island_of(next, line->from), to = island_of(next, line->to);
        chosen[sorted[i]] = from != to;
        count += from != to;
        next[from] = to;
    }
    for (size_t i = 0; i < lines->count && count < most; i++) {
        count += !chosen[sorted[i]];
        chosen[sorted[i]] = true;
    }
    return count;
}

/* ---- leaving out ---- */

static void drop_lines(struct picture *picture, const struct lines *lines, const bool *chosen)
{
    bool *kept = arena_array(picture->arena, picture->edge_count, sizeof *kept);
    for (size_t i = 0; i < lines->count; i++)
        for (const struct picture_edge *edge = lines->edges[i]; edge; edge = edge->next)
            kept[edge - picture->edges] = chosen[i];
    size_t count = 0;
    for (size_t i = 0; i < picture->edge_count; i++)
        if (kept[i])
            picture->edges[count++] = picture->edges[i];
    picture->edge_count = count;
}

void thin_apply(struct picture *picture, size_t most, bool merged)
{
    struct lines lines = lines_merge(picture, merged);
    if (lines.count <= most)
        return;
    bool *chosen = arena_array(picture->arena, lines.count, sizeof *chosen);
    size_t count = choose(picture, &lines, most, chosen);
    drop_lines(picture, &lines, chosen);
    picture_add_note(picture,
                     "Of %zu lines the %zu strongest are drawn, those that stand for most calls "
                     "and events: a view with include or around draws the others",
                     lines.count, count);
}
