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
};

#endif
