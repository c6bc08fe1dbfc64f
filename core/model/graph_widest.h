/* Which node of a graph reaches most: `widest` of struct lunette_graph_services. */
#ifndef LUNETTE_MODEL_GRAPH_WIDEST_H
#define LUNETTE_MODEL_GRAPH_WIDEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "lunette/diag.h"

/* The node from which most nodes, itself counted, can be reached over the edges whose weight (of
 * edge i of graph->to) is not negative; NULL: over all. UINT32_MAX, with *count 0, for a graph
 * without nodes. Only nodes that no others reach come into question; where they are many, the
 * widest of those that an estimate puts first is returned: *count is exact for it, and rarely less
 * than the true maximum. The same graph always has the same answer. Linear but for a sort of the
 * nodes in question. */
uint32_t graph_find_widest(struct arena *arena, const struct lunette_graph *graph,
                           const double *weights, size_t *count);

#endif
