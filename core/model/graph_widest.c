#include "model/graph_widest.h"

#include <stdlib.h>

#include "model/graph.h"

/* Nodes whose reach is counted one by one: what bounds the time. */
enum { COUNTED_LIMIT = 32 };

/* An estimate from so many rounds is off by a quarter, mostly: good enough to say what to count. */
enum { ROUNDS = 16 };

/* One of a component that no other leads to; the others reach less than what leads to them. */
struct candidate {
    uint32_t node; /* the first of its component */
    uint32_t component;
    double narrowness; /* least ranks summed up: the less, the more it is likely to reach */
};

struct sources {
    struct candidate *items;
    size_t count;
};

static struct lunette_graph keep_edges(struct arena *arena, const struct lunette_graph *graph,
                                       const double *weights)
{
    if (!weights)
        return *graph;
    uint32_t edge_count = graph->first[graph->node_count];
    struct lunette_edge *edges = arena_array(arena, edge_count, sizeof *edges);
    size_t kept = 0;
    for (uint32_t node = 0; node < graph->node_count; node++)
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++)
            if (!(weights[edge] < 0))
                edges[kept++] = (struct lunette_edge){node, graph->to[edge]};
    return graph_build(arena, graph->node_count, edges, kept);
}

static struct lunette_graph condense(struct arena *arena, const struct lunette_graph *graph,
                                     const uint32_t *component, uint32_t component_count)
{
    struct lunette_edge *edges = arena_array(arena, graph->first[graph->node_count], sizeof *edges);
    size_t count = 0;
    for (uint32_t node = 0; node < graph->node_count; node++)
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++)
            if (component[node] != component[graph->to[edge]])
                edges[count++] = (struct lunette_edge){component[node], component[graph->to[edge]]};
    return graph_build(arena, component_count, edges, count);
}

/* In the order of their first nodes. */
static struct sources find_sources(struct arena *arena, const struct lunette_graph *condensed,
                                   const uint32_t *component, uint32_t node_count)
{
    bool *settled = arena_array(arena, condensed->node_count, sizeof *settled);
    struct sources sources = {arena_array(arena, condensed->node_count, sizeof *sources.items), 0};
    for (uint32_t edge = 0; edge < condensed->first[condensed->node_count]; edge++)
        settled[condensed->to[edge]] = true;
    for (uint32_t node = 0; node < node_count; node++) {
        if (settled[component[node]])
            continue;
        settled[component[node]] = true;
        sources.items[sources.count++] = (struct candidate){node, component[node], 0};
    }
    return sources;
}

/* ---- the estimate: Cohen, Size-Estimation Framework (1997) ----
 * Every node draws a rank; the least rank a node can reach is the smaller the more it reaches. */

/* Evenly spread over 0 … 1, the same in every run: the finalizer of SplitMix64. */
static double draw_rank(uint32_t component, uint32_t round)
{
    uint64_t bits = ((uint64_t)round << 32 | component) * UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (double)((bits ^ (bits >> 31)) >> 11) * 0x1p-53;
}

/* Edges lead from higher components to lower ones: those a component reaches are done before it.
 * The least of n ranks is near the n-th part of one: that stands for a component of n nodes. */
static void add_least_ranks(const struct lunette_graph *condensed, const uint32_t *sizes,
                            uint32_t round, double *least, double *sums)
{
    for (uint32_t from = 0; from < condensed->node_count; from++) {
        double rank = draw_rank(from, round) / sizes[from];
        for (uint32_t edge = condensed->first[from]; edge < condensed->first[from + 1]; edge++)
            if (least[condensed->to[edge]] < rank)
                rank = least[condensed->to[edge]];
        least[from] = rank;
        sums[from] += rank;
    }
}

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->narrowness != b->narrowness)
        return a->narrowness < b->narrowness ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

static void sort_by_estimate(struct arena *arena, const struct lunette_graph *condensed,
                             const uint32_t *component, uint32_t node_count,
                             struct sources *sources)
{
    uint32_t *sizes = arena_array(arena, condensed->node_count, sizeof *sizes);
    double *least = arena_array(arena, condensed->node_count, sizeof *least);
    double *sums = arena_array(arena, condensed->node_count, sizeof *sums);
    for (uint32_t node = 0; node < node_count; node++)
        sizes[component[node]]++;
    for (uint32_t round = 0; round < ROUNDS; round++)
        add_least_ranks(condensed, sizes, round, least, sums);
    for (size_t i = 0; i < sources->count; i++)
        sources->items[i].narrowness = sums[sources->items[i].component];
    qsort(sources->items, sources->count, sizeof *sources->items, compare_candidates);
}

/* ---- the count ---- */

struct walk {
    const struct lunette_graph *graph;
    uint32_t *queue;
    uint32_t *seen; /* by node: the last round that came by */
    uint32_t round;
};

static size_t count_reachable(struct walk *walk, uint32_t start)
{
    size_t count = 1;
    walk->round++;
    walk->queue[0] = start;
    walk->seen[start] = walk->round;
    for (size_t i = 0; i < count; i++) {
        uint32_t from = walk->queue[i];
        for (uint32_t edge = walk->graph->first[from]; edge < walk->graph->first[from + 1];
             edge++) {
            uint32_t to = walk->graph->to[edge];
            if (walk->seen[to] == walk->round)
                continue;
            walk->seen[to] = walk->round;
            walk->queue[count++] = to;
        }
    }
    return count;
}

static uint32_t find_best(struct arena *arena, const struct lunette_graph *graph,
                          const struct sources *sources, size_t *count)
{
    struct walk walk = {.graph = graph,
                        .queue = arena_array(arena, graph->node_count, sizeof(uint32_t)),
                        .seen = arena_array(arena, graph->node_count, sizeof(uint32_t))};
    uint32_t best = UINT32_MAX;
    *count = 0;
    for (size_t i = 0; i < sources->count && i < COUNTED_LIMIT; i++) {
        uint32_t node = sources->items[i].node;
        size_t reached = count_reachable(&walk, node);
        if (reached < *count || (reached == *count && node > best))
            continue;
        *count = reached;
        best = node;
    }
    return best;
}

uint32_t graph_find_widest(struct arena *arena, const struct lunette_graph *graph,
                           const double *weights, size_t *count)
{
    struct lunette_graph kept = keep_edges(arena, graph, weights);
    uint32_t component_count;
    const uint32_t *component = graph_find_components(arena, &kept, &component_count);
    struct lunette_graph condensed = condense(arena, &kept, component, component_count);
    struct sources sources = find_sources(arena, &condensed, component, kept.node_count);
    if (sources.count > COUNTED_LIMIT)
        sort_by_estimate(arena, &condensed, component, kept.node_count, &sources);
    return find_best(arena, &kept, &sources, count);
}
