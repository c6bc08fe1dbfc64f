/* Directed graphs over numbered nodes: what stands behind struct lunette_graph_services of
 * lunette/diag.h, with an arena in place of the reporter.
 *
 * Results live in the arena. Nothing recurses: a chain of a million calls needs no stack. */
#ifndef LUNETTE_MODEL_GRAPH_H
#define LUNETTE_MODEL_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "lunette/diag.h"

/* Sorts edges by `from`, keeping their order; `edges` may hold one pair more than once. Every end
 * is below node_count, and there are fewer than 2^32 edges. Linear. */
struct lunette_graph graph_build(struct arena *arena, uint32_t node_count,
                                 const struct lunette_edge *edges, size_t edge_count);

/* The strongly connected component of each node, numbered from 0 so that an edge between components
 * goes from a higher number to a lower one. Linear. */
const uint32_t *graph_find_components(struct arena *arena, const struct lunette_graph *graph,
                                      uint32_t *component_count);

/* A shortest cycle through `node`, as the nodes in order, `node` first and not repeated at the end;
 * NULL, with *length 0, when it lies on none. A self-loop is a cycle of length 1. Of several, the
 * one whose edges come first. Time and memory are linear in what has to be walked, not in the
 * graph, so that asking for one cycle of each component stays cheap. */
const uint32_t *graph_find_shortest_cycle(struct arena *arena, const struct lunette_graph *graph,
                                          uint32_t node, size_t *length);

#endif
