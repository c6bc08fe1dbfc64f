#include "model/graph_paths.h"

#include <assert.h>
#include <string.h>

/* Nodes by component, least first: every edge between components leads from a later to an earlier node. */
static const uint32_t *order_by_component(struct arena *arena, const struct lunette_graph *graph,
                                          const uint32_t *components)
{
    uint32_t count = graph->node_count;
    uint32_t *next = arena_array(arena, (size_t)count + 1, sizeof *next);
    uint32_t *order = arena_array(arena, count, sizeof *order);
    for (uint32_t node = 0; node < count; node++)
        next[components[node] + 1]++;
    for (uint32_t component = 0; component < count; component++)
        next[component + 1] += next[component];
    for (uint32_t node = 0; node < count; node++)
        order[next[components[node]]++] = node;
    return order;
}

const struct lunette_heaviest *graph_find_heaviest_paths(struct arena *arena,
                                                         const struct lunette_graph *graph,
                                                         const uint32_t *components,
                                                         const double *weights)
{
    const uint32_t *order = order_by_component(arena, graph, components);
    struct lunette_heaviest *paths = arena_array(arena, graph->node_count, sizeof *paths);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        uint32_t node = order[i];
        struct lunette_heaviest *best = &paths[node];
        best->next_edge = UINT32_MAX;
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++) {
            uint32_t to = graph->to[edge];
            if (!(weights[edge] >= 0) || components[to] == components[node])
                continue;
            double weight = weights[edge] + paths[to].weight;
            if (best->next_edge == UINT32_MAX || weight > best->weight)
                *best = (struct lunette_heaviest){weight, paths[to].length + 1, edge};
        }
    }
    return paths;
}

/* ---- breadth first ---- */

struct spread {
    uint32_t *nodes;  /* in the order in which they were reached */
    uint32_t *parent; /* of each node; itself for the start, UINT32_MAX while not reached */
    size_t count;
};

static void spread_take(struct spread *spread, uint32_t node, uint32_t parent)
{
    if (spread->parent[node] != UINT32_MAX)
        return;
    spread->parent[node] = parent;
    spread->nodes[spread->count++] = node;
}

/* Until `goal` is reached; UINT32_MAX: until nothing more is. */
static struct spread spread_from(struct arena *arena, const struct lunette_graph *graph,
                                 const double *weights, uint32_t start, uint32_t goal)
{
    assert(start < graph->node_count);
    struct spread spread = {
        .nodes = arena_array(arena, graph->node_count, sizeof(uint32_t)),
        .parent = arena_array(arena, graph->node_count, sizeof(uint32_t)),
    };
    memset(spread.parent, 0xff, graph->node_count * sizeof(uint32_t));
    spread_take(&spread, start, start);
    for (size_t i = 0; i < spread.count && spread.nodes[i] != goal; i++) {
        uint32_t node = spread.nodes[i];
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++)
            if (!weights || weights[edge] >= 0)
                spread_take(&spread, graph->to[edge], node);
    }
    return spread;
}

const uint32_t *graph_find_shortest_path(struct arena *arena, const struct lunette_graph *graph,
                                         const double *weights, uint32_t from, uint32_t to,
                                         size_t *length)
{
    struct spread spread = spread_from(arena, graph, weights, from, to);
    *length = 0;
    if (spread.parent[to] == UINT32_MAX)
        return NULL;
    size_t count = 1;
    for (uint32_t node = to; node != from; node = spread.parent[node])
        count++;
    uint32_t *path = arena_array(arena, count, sizeof *path);
    *length = count;
    for (uint32_t node = to; count > 0; node = spread.parent[node])
        path[--count] = node;
    return path;
}

const uint32_t *graph_find_reachable(struct arena *arena, const struct lunette_graph *graph,
                                     const double *weights, uint32_t node, size_t *count)
{
    struct spread spread = spread_from(arena, graph, weights, node, UINT32_MAX);
    *count = spread.count;
    return spread.nodes;
}
