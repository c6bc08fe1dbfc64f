#include "view/strength.h"

#include <stdlib.h>

struct rank {
    uint32_t number;
    uint64_t strength;
};

uint64_t strength_of_line(const struct lines *lines, size_t line)
{
    uint64_t strength = lines->items[line].weight;
    for (const struct picture_edge *edge = lines->edges[line]; edge; edge = edge->next)
        strength += edge->traffic;
    return strength;
}

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *left = a, *right = b;
    if (left->strength != right->strength)
        return left->strength > right->strength ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

uint32_t *strength_sort(struct arena *arena, const uint64_t *strengths, size_t count)
{
    struct rank *ranks = arena_array(arena, count, sizeof *ranks);
    uint32_t *sorted = arena_array(arena, count, sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        ranks[i] = (struct rank){i, strengths[i]};
    qsort(ranks, count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < count; i++)
        sorted[i] = ranks[i].number;
    return sorted;
}
