#include "model/graph.h"

#include <assert.h>
#include <string.h>

struct lunette_graph graph_build(struct arena *arena, uint32_t node_count,
                                 const struct lunette_edge *edges, size_t edge_count)
{
    assert(edge_count < UINT32_MAX && node_count < UINT32_MAX);
    uint32_t *first = arena_array(arena, (size_t)node_count + 1, sizeof *first);
    uint32_t *next = arena_array(arena, node_count, sizeof *next);
    uint32_t *to = arena_array(arena, edge_count, sizeof *to);
    for (size_t i = 0; i < edge_count; i++) {
        assert(edges[i].from < node_count && edges[i].to < node_count);
        first[edges[i].from + 1]++;
    }
    for (uint32_t node = 0; node < node_count; node++) {
        next[node] = first[node];
        first[node + 1] += first[node];
    }
    for (size_t i = 0; i < edge_count; i++)
        to[next[edges[i].from]++] = edges[i].to;
    return (struct lunette_graph){.node_count = node_count, .first = first, .to = to};
}

/* ---- components: Tarjan, Depth-first search and linear graph algorithms (1972) ---- */

struct search {
    const struct lunette_graph *graph;
    uint32_t *seen;      /* when a node was entered, from 1; 0: not yet */
    uint32_t *low;       /* the earliest entered open node it reaches */
    uint32_t *component; /* UINT32_MAX while the node is open or not yet seen */
    uint32_t *path;      /* from the start to the current node */
    uint32_t *next_edge; /* of each node on the path */
    uint32_t *open;      /* entered, component not yet known */
    uint32_t path_length, open_count, seen_count, component_count;
};

static struct search search_start(struct arena *arena, const struct lunette_graph *graph)
{
    size_t count = graph->node_count;
    struct search search = {
        .graph = graph,
        .seen = arena_array(arena, count, sizeof(uint32_t)),
        .low = arena_array(arena, count, sizeof(uint32_t)),
        .component = arena_array(arena, count, sizeof(uint32_t)),
        .path = arena_array(arena, count, sizeof(uint32_t)),
        .next_edge = arena_array(arena, count, sizeof(uint32_t)),
        .open = arena_array(arena, count, sizeof(uint32_t)),
    };
    memset(search.component, 0xff, count * sizeof(uint32_t));
    return search;
}

static void search_enter(struct search *search, uint32_t node)
{
    search->seen[node] = search->low[node] = ++search->seen_count;
    search->next_edge[node] = search->graph->first[node];
    search->path[search->path_length++] = node;
    search->open[search->open_count++] = node;
}

static void lower(uint32_t *value, uint32_t to)
{
    if (to < *value)
        *value = to;
}

static void search_close_component(struct search *search, uint32_t root)
{
    uint32_t node;
    do {
        node = search->open[--search->open_count];
        search->component[node] = search->component_count;
    } while (node != root);
    search->component_count++;
}

static void search_leave(struct search *search)
{
    uint32_t node = search->path[--search->path_length];
    if (search->low[node] == search->seen[node])
        search_close_component(search, node);
    if (search->path_length > 0)
        lower(&search->low[search->path[search->path_length - 1]], search->low[node]);
}

static void search_follow(struct search *search, uint32_t from, uint32_t to)
{
    if (!search->seen[to])
        search_enter(search, to);
    else if (search->component[to] == UINT32_MAX)
        lower(&search->low[from], search->seen[to]);
}

static void search_from(struct search *search, uint32_t start)
{
    search_enter(search, start);
    while (search->path_length > 0) {
        uint32_t node = search->path[search->path_length - 1];
        if (search->next_edge[node] == search->graph->first[node + 1])
            search_leave(search);
        else
            search_follow(search, node, search->graph->to[search->next_edge[node]++]);
    }
}

const uint32_t *graph_find_components(struct arena *arena, const struct lunette_graph *graph,
                                      uint32_t *component_count)
{
    struct search search = search_start(arena, graph);
    for (uint32_t node = 0; node < graph->node_count; node++)
        if (!search.seen[node])
            search_from(&search, node);
    *component_count = search.component_count;
    return search.component;
}

/* ---- shortest cycle: breadth first from the node until an edge leads back ---- */

struct visit {
    uint32_t node;
    uint32_t parent; /* its place in the queue */
};

/* The queue keeps who was visited from where; `slots` finds a node in it. The table is sized by
 * what was walked: one array over all nodes for each call would make a call per component
 * quadratic. */
struct walk {
    struct arena *arena;
    struct visit *queue;
    uint32_t *slots;          /* place in the queue + 1; 0: free */
    uint32_t count, capacity; /* slots are twice the capacity, which is a power of two */
};

enum { FIRST_CAPACITY = 16 };

static uint32_t *walk_find_slot(const struct walk *walk, uint32_t node)
{
    size_t mask = (size_t)walk->capacity * 2 - 1;
    size_t slot = (size_t)((node * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
    while (walk->slots[slot] && walk->queue[walk->slots[slot] - 1].node != node)
        slot = (slot + 1) & mask;
    return &walk->slots[slot];
}

static void walk_grow(struct walk *walk)
{
    struct visit *old = walk->queue;
    walk->capacity = walk->capacity ? walk->capacity * 2 : FIRST_CAPACITY;
    walk->queue = arena_array(walk->arena, walk->capacity, sizeof *walk->queue);
    walk->slots = arena_array(walk->arena, (size_t)walk->capacity * 2, sizeof *walk->slots);
    for (uint32_t i = 0; i < walk->count; i++) {
        walk->queue[i] = old[i];
        *walk_find_slot(walk, old[i].node) = i + 1;
    }
}

static void walk_visit(struct walk *walk, uint32_t node, uint32_t parent)
{
    if (walk->count == walk->capacity)
        walk_grow(walk);
    uint32_t *slot = walk_find_slot(walk, node);
    if (*slot)
        return;
    walk->queue[walk->count++] = (struct visit){.node = node, .parent = parent};
    *slot = walk->count;
}

/* The way from the start of the queue to its entry `last`. */
static const uint32_t *walk_trace(const struct walk *walk, uint32_t last, size_t *length)
{
    *length = 1;
    for (uint32_t i = last; i != 0; i = walk->queue[i].parent)
        (*length)++;
    uint32_t *nodes = arena_array(walk->arena, *length, sizeof *nodes);
    size_t place = *length;
    for (uint32_t i = last; place > 0; i = walk->queue[i].parent)
        nodes[--place] = walk->queue[i].node;
    return nodes;
}

const uint32_t *graph_find_shortest_cycle(struct arena *arena, const struct lunette_graph *graph,
                                          uint32_t node, size_t *length)
{
    struct walk walk = {.arena = arena};
    walk_visit(&walk, node, 0);
    for (uint32_t i = 0; i < walk.count; i++) {
        uint32_t from = walk.queue[i].node;
        for (uint32_t edge = graph->first[from]; edge < graph->first[from + 1]; edge++) {
            if (graph->to[edge] == node)
                return walk_trace(&walk, i, length);
            walk_visit(&walk, graph->to[edge], i);
        }
    }
    *length = 0;
    return NULL;
}
