/* contexts/cycle: contexts that are upstream of each other in a circle. */
#include "common/order.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* A shortest cycle through one context is found in time linear in its component; through all of
 * them it would be quadratic. So the first few contexts of a component are tried: in a larger one
 * the cycle told may not be its very shortest. */
enum { TRIES_LIMIT = 32 };

/* Contexts written out in one circle. */
enum { PATH_LIMIT = 8 };

struct circle {
    const uint32_t *contexts;
    size_t length; /* 0: none yet */
    uint32_t tries;
};

/* upstream → downstream, symmetric ties left out; in the order of the ties. */
static struct lunette_graph build_graph(const struct context_map *map, const uint32_t *component)
{
    struct lunette_reporter *reporter = map->reporter;
    struct lunette_edge *edges = reporter->alloc(reporter, map->tie_count, sizeof *edges);
    size_t count = 0;
    for (size_t i = 0; i < map->tie_count; i++) {
        const struct tie *tie = &map->ties[i];
        struct lunette_edge edge = {tie->upstream->item.number, tie->downstream->item.number};
        if (!tie->symmetric && (!component || component[edge.from] == component[edge.to]))
            edges[count++] = edge;
    }
    return reporter->graphs->build(reporter, (uint32_t)map->model->contexts.count, edges, count);
}

static int compare_upstream(const void *key, const void *item)
{
    return order_numbers(*(const uint32_t *)key, ((const struct tie *)item)->upstream->item.number);
}

static const struct tie *find_tie(const struct context_map *map, uint32_t upstream,
                                  uint32_t downstream)
{
    const struct tie *tie = map->ties + order_find(&upstream, map->ties, map->tie_count,
                                                   sizeof *map->ties, compare_upstream);
    while (tie->symmetric || tie->downstream->item.number != downstream)
        tie++;
    return tie;
}

static const char *name_of(const struct context_map *map, uint32_t context)
{
    return map->model->contexts.items[context]->item.name;
}

/* "a -> b -> a" */
static const char *write_path(const struct context_map *map, const struct circle *circle)
{
    const char *names[PATH_LIMIT + 2];
    size_t count = 0;
    for (size_t i = 0; i < circle->length && i < PATH_LIMIT; i++)
        names[count++] = name_of(map, circle->contexts[i]);
    if (circle->length > PATH_LIMIT)
        names[count++] = say_format(map->reporter, "(%zu more)", circle->length - PATH_LIMIT);
    names[count++] = name_of(map, circle->contexts[0]);
    return say_chain(map->reporter, names, count);
}

static void relate_edges(const struct context_map *map, struct lunette_finding *finding,
                         const struct circle *circle)
{
    for (size_t i = 1; i < circle->length && i < SAY_MANY; i++) {
        size_t more = i + 1 == SAY_MANY ? circle->length - SAY_MANY : 0;
        uint32_t from = circle->contexts[i], to = circle->contexts[(i + 1) % circle->length];
        const struct tie *tie = find_tie(map, from, to);
        map->reporter->relate(finding, lunette_at(tie->by), "'%s' is upstream of '%s'%s",
                              tie->upstream->item.name, tie->downstream->item.name,
                              say_more(map->reporter, more, "relationship"));
    }
}

static void report_circle(const struct context_map *map, const struct circle *circle)
{
    struct lunette_reporter *reporter = map->reporter;
    const char *path = write_path(map, circle);
    const struct tie *tie = find_tie(map, circle->contexts[0], circle->contexts[1]);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(tie->by), "%zu contexts are upstream of each other in a circle: %s",
        circle->length, path);
    reporter->label(finding, "'%s' is upstream of '%s'", tie->upstream->item.name,
                    tie->downstream->item.name);
    reporter->subject(finding, "%s", path);
    relate_edges(map, finding, circle);
    reporter->help(finding,
                   "turn one relationship around (an event in place of a call), or write in place "
                   "of %s: relationship { between = { \"%s\", \"%s\" }, pattern = "
                   "\"partnership\" }",
                   circle->length == 2 ? "both" : "one of them", tie->upstream->item.name,
                   tie->downstream->item.name);
}

static void check_cycle(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    (void)model;
    struct context_map map = map_ties(reporter);
    struct lunette_graph all = build_graph(&map, NULL);
    uint32_t count;
    const uint32_t *component = reporter->graphs->components(reporter, &all, &count);
    struct lunette_graph inside = build_graph(&map, component);
    struct circle *circles = reporter->alloc(reporter, count, sizeof *circles);
    for (uint32_t node = 0; node < inside.node_count; node++) {
        struct circle *circle = &circles[component[node]];
        size_t length;
        if (inside.first[node] == inside.first[node + 1] || circle->length == 2 ||
            circle->tries == TRIES_LIMIT)
            continue;
        circle->tries++;
        const uint32_t *found = reporter->graphs->shortest_cycle(reporter, &inside, node, &length);
        if (found && (circle->length == 0 || length < circle->length))
            *circle = (struct circle){found, length, circle->tries};
    }
    for (uint32_t i = 0; i < count; i++)
        if (circles[i].length > 0)
            report_circle(&map, &circles[i]);
}

const struct lunette_rule rule_contexts_cycle = {
    .id = "contexts/cycle",
    .severity = LUNETTE_WARNING,
    .summary = "a cycle of contexts each upstream of the next",
    .rationale =
        "Upstream means: decides without waiting for the other. In a circle everyone waits for "
        "everyone, and no context can be planned, released or understood without all of them "
        "(Evans, Domain-Driven Design, ch. 14, on the choice of partnership). Symmetric "
        "relationships are no part of a circle. One finding for each group of contexts that are "
        "tied in a circle, with a short one of it.",
    .help =
        "turn one relationship around (an event in place of a call), or declare the partnership "
        "that it is",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
           "relationship { upstream = \"ordering\", downstream = \"inventory\" }\n",
    .good =
        "context \"ordering\"\n"
        "context \"inventory\"\n"
        "relationship { between = { \"inventory\", \"ordering\" }, pattern = \"partnership\" }\n",
    .check = check_cycle,
};
