#include "model/calls.h"

#include "model/graph.h"

static size_t collect_edges(const struct lunette_model *model, struct lunette_edge *edges,
                            const struct lunette_dependency **calls, double *hard)
{
    size_t count = 0;
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        if (!call->callee)
            continue;
        edges[count] = (struct lunette_edge){call->item.owner->number, call->callee->item.number};
        hard[count] = lunette_is_hard(call) ? 1 : -1;
        calls[count++] = call;
    }
    return count;
}

/* The dependencies of a model stand service by service, in the order of their numbers, which is the order
 * in which the graph keeps its edges: edge i is the i-th call. */
struct lunette_call_graph *calls_build(struct arena *arena, const struct lunette_model *model)
{
    size_t room = model->dependencies.count;
    struct lunette_edge *edges = arena_array(arena, room, sizeof *edges);
    const struct lunette_dependency **calls = arena_array(arena, room, sizeof *calls);
    double *hard = arena_array(arena, room, sizeof *hard);
    size_t count = collect_edges(model, edges, calls, hard);
    struct lunette_call_graph *graph = arena_array(arena, 1, sizeof *graph);
    graph->graph = graph_build(arena, (uint32_t)model->services.count, edges, count);
    graph->calls = calls;
    graph->hard = hard;
    graph->components = graph_find_components(arena, &graph->graph, &graph->component_count);
    return graph;
}
