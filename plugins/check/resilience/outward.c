#include "outward.h"

uint32_t outward_node_of_target(const struct lunette_model *model,
                                const struct lunette_dependency *call)
{
    if (call->callee)
        return call->callee->item.number;
    if (call->item.kind == LUNETTE_SYNC && call->to.to && call->to.to->kind == LUNETTE_EXTERNAL)
        return (uint32_t)model->services.count + call->to.to->number;
    return UINT32_MAX;
}

const char *outward_target_name(const struct lunette_dependency *call)
{
    return call->callee ? call->callee->item.name : call->to.name;
}

const char *outward_say_chain(struct lunette_reporter *reporter,
                              const struct lunette_dependency *const *calls, size_t count)
{
    size_t shown = count < OUTWARD_SHOWN ? count : OUTWARD_SHOWN;
    const char *names[OUTWARD_SHOWN + 2] = {calls[0]->item.owner->name};
    for (size_t i = 0; i < shown; i++)
        names[i + 1] = outward_target_name(calls[i]);
    names[shown + 1] = "…";
    return say_chain(reporter, names, shown + 1 + (shown < count));
}

/* Dependencies stand service by service, as the graph keeps its edges: edge i is the i-th call. */
struct outward outward_build(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t room = model->dependencies.count;
    struct lunette_edge *edges = reporter->alloc(reporter, room, sizeof *edges);
    const struct lunette_dependency **calls = reporter->alloc(reporter, room, sizeof *calls);
    uint32_t count = 0;
    for (size_t i = 0; i < room; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        uint32_t target = outward_node_of_target(model, call);
        if (target == UINT32_MAX)
            continue;
        edges[count] = (struct lunette_edge){call->item.owner->number, target};
        calls[count++] = call;
    }
    uint32_t nodes = (uint32_t)(model->services.count + model->externals.count);
    return (struct outward){
        .graph = reporter->graphs->build(reporter, nodes, edges, count),
        .calls = calls,
        .edge_count = count,
    };
}
