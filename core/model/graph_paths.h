/* Paths in directed graphs: what stands behind the later half of struct lunette_graph_services of
 * lunette/diag.h, with an arena in place of the reporter. Results live in the arena; nothing recurses.
 *
 * `weights` holds one number for each edge (of edge i of graph->to); an edge whose weight is negative is
 * not there. NULL, where it is allowed: all edges are. */
#ifndef LUNETTE_MODEL_GRAPH_PATHS_H
#define LUNETTE_MODEL_GRAPH_PATHS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "lunette/diag.h"

/* Of each node the heaviest path that begins there, over edges between different components; `components`
 * and `weights` are not NULL. A weight that is NAN leaves its edge out. Linear. */
const struct lunette_heaviest *graph_find_heaviest_paths(struct arena *arena,
                                                         const struct lunette_graph *graph,
                                                         const uint32_t *components,
                                                         const double *weights);

/* A shortest path as the nodes in order, both ends included; from a node to itself it is that node. NULL,
 * with *length 0, when there is none. Linear. */
const uint32_t *graph_find_shortest_path(struct arena *arena, const struct lunette_graph *graph,
                                         const double *weights, uint32_t from, uint32_t to,
                                         size_t *length);

/* The nodes that can be reached from `node`, nearest first, `node` itself first of all. Linear. */
const uint32_t *graph_find_reachable(struct arena *arena, const struct lunette_graph *graph,
                                     const double *weights, uint32_t node, size_t *count);

#endif
