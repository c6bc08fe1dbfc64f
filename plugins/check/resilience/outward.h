/* The graph of sync calls, those to foreign systems included. */
#ifndef LUNETTE_PLUGINS_CHECK_RESILIENCE_OUTWARD_H
#define LUNETTE_PLUGINS_CHECK_RESILIENCE_OUTWARD_H

#include "common/say.h"

/* Nodes are services by number, then externals. */
struct outward {
    struct lunette_graph graph;
    const struct lunette_dependency *const *calls; /* of edge i of graph.to */
    uint32_t edge_count;
};

/* In memory of the reporter's alloc. */
struct outward outward_build(const struct lunette_model *model, struct lunette_reporter *reporter);

/* The node that a sync call leads to; UINT32_MAX: to neither a service nor a foreign system. */
uint32_t outward_node_of_target(const struct lunette_model *model,
                                const struct lunette_dependency *call);

/* The name of that node. */
const char *outward_target_name(const struct lunette_dependency *call);

/* "a -> b -> c": consecutive calls, at least one; of a long chain its beginning: "a -> b -> …". */
enum { OUTWARD_SHOWN = 12 };
const char *outward_say_chain(struct lunette_reporter *reporter,
                              const struct lunette_dependency *const *calls, size_t count);

#endif
