/* What a rule says: findings, and the places they blame. */
#ifndef LUNETTE_DIAG_H
#define LUNETTE_DIAG_H

#include <stddef.h>

#include "lunette/model.h"

/* What is to blame: an item, or one field of it, or one entry of a field that is a list or a map.
 * The host finds file, line and column for it; a rule never thinks about text. */
struct lunette_blame {
    const struct lunette_item *item;
    const char *field; /* the schema's key ("timeout"); NULL: the item's own head */
    size_t index;      /* entry of a list, from 1; 0: the whole field */
    const char *entry; /* key of a map's entry; NULL: the whole field */
};

/* The item itself: `sync "payment-service"`. Takes a pointer to any struct of model.h. */
#define lunette_at(thing) ((struct lunette_blame){.item = (const struct lunette_item *)(thing)})

/* One of its fields: the "200ms" of `timeout = "200ms"`. A field the model does not give blames the item. */
#define lunette_at_field(thing, key) \
    ((struct lunette_blame){.item = (const struct lunette_item *)(thing), .field = (key)})

/* The index-th entry (from 1) of a list field. */
#define lunette_at_entry(thing, key, position)                              \
    ((struct lunette_blame){.item = (const struct lunette_item *)(thing), \
                            .field = (key),                                 \
                            .index = (position)})

/* The entry of a map field that has this key. */
#define lunette_at_key(thing, key, map_key)                                 \
    ((struct lunette_blame){.item = (const struct lunette_item *)(thing), \
                            .field = (key),                                 \
                            .entry = (map_key)})

/* One finding, under construction. Opaque; owned by the host. */
struct lunette_finding;

struct lunette_call_graph;
struct lunette_loads;
struct lunette_promises;
struct lunette_graph_services;
struct lunette_endpoint_services;

/* What the host does for a rule while it runs; the functions take the reporter as first argument. All
 * text is copied. Write messages as one sentence without a full stop, naming the entities and numbers. */
struct lunette_reporter {
    /* Reports under the id of the rule that runs. Findings may come in any order: they are sorted by
     * place. The finding may be added to until the rule returns. Never NULL. */
    struct lunette_finding *(*report)(struct lunette_reporter *reporter, struct lunette_blame blame,
                                      const char *format, ...)
        __attribute__((format(printf, 3, 4)));

    /* What was written under the blamed place: "gives up after 200 ms". Optional, once. */
    void (*label)(struct lunette_finding *finding, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

    /* Another place that matters, and why. */
    void (*relate)(struct lunette_finding *finding, struct lunette_blame blame,
                   const char *format, ...) __attribute__((format(printf, 3, 4)));

    /* The one thing to do. Every finding has a help: the rule's own when this is not called. */
    void (*help)(struct lunette_finding *finding, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

    /* Whom it is about: an entity's name or "a -> b". The default is the name of the nearest named
     * item around the blamed one. */
    void (*subject)(struct lunette_finding *finding, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

    /* For a rule that has two severities; the user's own setting wins over it. */
    void (*severity)(struct lunette_finding *finding, enum lunette_severity severity);

    /* The value of one of the rule's parameters: its default, or what the user set. NAN for a name that
     * the rule does not list. */
    double (*parameter)(struct lunette_reporter *reporter, const char *name);

    /* Zeroed memory that lasts until the rule returns. Never NULL. */
    void *(*alloc)(struct lunette_reporter *reporter, size_t count, size_t size);

    /* Something several rules derive from the model, made once in a run: what `make` returned when it was
     * first asked for under this key (any address of the plugin's own). What make takes from alloc lasts
     * for the whole run. Treat the result as const. */
    void *(*shared)(struct lunette_reporter *reporter, const void *key,
                    void *(*make)(const struct lunette_model *model,
                                  struct lunette_reporter *reporter));

    /* Quantities as findings and pictures show them: "200 ms", "99.9 %". In memory of alloc. */
    const char *(*duration)(struct lunette_reporter *reporter, double ms);
    const char *(*percent)(struct lunette_reporter *reporter, double ratio);

    const struct lunette_graph_services *graphs;

    /* Both are made once in a run, when first asked for; treat them as const. */
    const struct lunette_call_graph *(*calls)(struct lunette_reporter *reporter);
    const struct lunette_loads *(*loads)(struct lunette_reporter *reporter);

    const struct lunette_endpoint_services *endpoints;

    /* Made once in a run, as calls and loads are. */
    const struct lunette_promises *(*promises)(struct lunette_reporter *reporter);
};

/* A directed graph over nodes 0 … node_count-1. The edges of node u are to[first[u]] … to[first[u+1]-1],
 * ordered as the model declares them. */
struct lunette_graph {
    uint32_t node_count;
    const uint32_t *first; /* node_count + 1 entries */
    const uint32_t *to;
};

/* An edge of a graph to be built. */
struct lunette_edge {
    uint32_t from, to;
};

/* Results live in memory of the reporter's alloc. */
struct lunette_graph_services {
    /* Sorts edges by `from`, keeping their order; `edges` may hold one pair more than once. */
    struct lunette_graph (*build)(struct lunette_reporter *reporter, uint32_t node_count,
                                  const struct lunette_edge *edges, size_t edge_count);

    /* The strongly connected component of each node, numbered so that an edge between components goes
     * from a higher number to a lower one (Tarjan 1972). Linear. */
    const uint32_t *(*components)(struct lunette_reporter *reporter,
                                  const struct lunette_graph *graph, uint32_t *component_count);

    /* A shortest cycle through `node`, as the nodes in order, `node` first and not repeated at the end;
     * NULL when it lies on none. A self-loop is a cycle of length 1. Linear in the graph. */
    const uint32_t *(*shortest_cycle)(struct lunette_reporter *reporter,
                                      const struct lunette_graph *graph, uint32_t node,
                                      size_t *length);

    /* The heaviest path from each node, over the edges whose weight (of edge i of graph->to) is
     * not negative and whose ends lie in different components; `components` as above. Of equal paths
     * the one whose edges come first. A path's weight is the sum of its edges'. Linear. */
    const struct lunette_heaviest *(*heaviest_paths)(struct lunette_reporter *reporter,
                                                     const struct lunette_graph *graph,
                                                     const uint32_t *components,
                                                     const double *weights);

    /* A shortest path over the edges that `weights` does not make negative (NULL: all edges), as the
     * nodes in order, both ends included; NULL when there is none. Linear. */
    const uint32_t *(*shortest_path)(struct lunette_reporter *reporter,
                                     const struct lunette_graph *graph, const double *weights,
                                     uint32_t from, uint32_t to, size_t *length);

    /* The nodes that can be reached from `node` over such edges, nearest first, `node` itself first of
     * all. Linear. */
    const uint32_t *(*reachable)(struct lunette_reporter *reporter,
                                 const struct lunette_graph *graph, const double *weights,
                                 uint32_t node, size_t *count);

    /* The node from which most nodes can be reached over such edges. Near linear: candidates come from an
     * estimate (Cohen 1997), the best of them are counted; *count is exact for the node returned.
     * UINT32_MAX for a graph without nodes. */
    uint32_t (*widest)(struct lunette_reporter *reporter, const struct lunette_graph *graph,
                       const double *weights, size_t *count);
};

/* The heaviest path that begins at a node: follow next_edge (an index into graph->to) from node to node
 * until it is UINT32_MAX. */
struct lunette_heaviest {
    double weight;
    uint32_t length; /* edges */
    uint32_t next_edge;
};

/* The sync calls between services. */
struct lunette_call_graph {
    struct lunette_graph graph; /* nodes: services by item.number; edges: sync calls with a callee, those
                                 * declared twice too, in the model's order */
    const struct lunette_dependency *const *calls; /* of edge i of graph.to */
    const uint32_t *components; /* of each service, as lunette_graph_services.components numbers them */
    uint32_t component_count;
    const double *hard; /* by edge: 1 for a hard call (lunette_is_hard), -1 for any other: weights */
};

/* Whether a call lies on a cycle of sync calls: it leads back to its caller in the end. False for calls
 * to what is no service. */
static inline bool lunette_on_cycle(const struct lunette_call_graph *calls,
                                    const struct lunette_dependency *call)
{
    return call->callee && call->item.owner &&
           calls->components[call->item.owner->number] ==
               calls->components[call->callee->item.number];
}

/* Requests per second that the workloads of a model make. NAN where no workload reaches. Messages in an
 * alt, opt or otherwise count to at_most only; those in a loop, which may not run at all, make at_most
 * INFINITY, and so does a workload without a rate. Several workloads may run at different times: at_least is
 * that of the largest, at_most their sum. Only calls count, not messages that nobody waits for. */
struct lunette_load {
    double at_least_per_s;
    double at_most_per_s;
    const struct lunette_workload *by; /* the one that brings most; NULL: none reaches */
};

struct lunette_loads {
    const struct lunette_load *services; /* calls that arrive, from whomever; by the service's item.number */
    const struct lunette_load *calls;    /* of sync calls, by their item.number: the messages of scenarios
                                          * from caller to callee; where several calls join the two, those
                                          * that name the message's endpoint, else all of them */
};

/* Whom a service cannot do without, and the first hard call to it. */
struct lunette_need {
    const struct lunette_item *item; /* a service or an external */
    const struct lunette_dependency *call;
};

/* What a service or an external promises, and what a service rests on. */
struct lunette_promise {
    const struct lunette_slo *availability; /* the strictest with a target between 0 and 1; NULL: none */
    const struct lunette_slo *latency_p99;  /* the strictest; NULL: none */

    /* Each target once, in the order of the calls; a gateway stands for the service that realises it. Calls
     * on a cycle of sync calls are left out. None of an external. */
    const struct lunette_need *needs;
    size_t need_count;

    double possible;   /* its own availability times what its needs promise, what is not said counting as 1:
                        * the best that can be promised; NAN where nothing is said */
    double slowest_ms; /* the largest p99 latency that a need promises; NAN: none does */
};

/* Indexed by item.number. */
struct lunette_promises {
    const struct lunette_promise *services;
    const struct lunette_promise *externals;
};

/* What a text that names an operation means, and where routes lead. Paths are compared segment by segment:
 * {x}, :x and * stand for any one segment, {x?} for one or none, ** for any number; a trailing slash and
 * what follows a ? make no difference. */
struct lunette_endpoint_services {
    /* The endpoint of `service` that `text` means: "POST /orders", "/orders/42", "OrderService/Create",
     * "Create", an operation's or a handler's name. Exact matches win over patterns, earlier endpoints over
     * later ones. NULL: none. */
    const struct lunette_endpoint *(*find)(const struct lunette_service *service, const char *text);

    /* Whether the text has the form of an endpoint ("POST /orders", "/orders", "OrderService/Create"), so
     * that naming none is a mistake; free words such as "reserve the stock" have not. */
    bool (*is_reference)(const char *text);

    /* Whether a request that comes in by the route can be one for the endpoint, after strip_prefix: the
     * route's path is a prefix (whole segments), and with methods one of them must fit. An rpc counts as
     * POST /Service/Method, a handler as /name; queries and mutations are reached by any path that ends in
     * /graphql or covers it. */
    bool (*route_reaches)(const struct lunette_route *route,
                          const struct lunette_endpoint *endpoint);

    /* Whether there is a path that both templates match. */
    bool (*paths_meet)(const char *path, const char *other);

    /* Whether every path under the prefix `narrow` lies under the prefix `wide`, too. */
    bool (*prefix_covers)(const char *wide, const char *narrow);
};

#endif
