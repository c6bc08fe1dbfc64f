#include "cuts.h"

#include <string.h>

enum { LONGEST_LIMIT = 64 };

/* Chains are counted by their length, 0 to the limit; those over it together, as one more. */
struct counts {
    const struct lunette_call_graph *calls;
    struct lunette_reporter *reporter;
    size_t over;       /* the limit, plus one */
    uint32_t *ordered; /* services, callers before their callees */
    double *ending;    /* of each service, over + 1 numbers: the chains that end there */
    double *beginning;
    bool *is_counted; /* by edge: a hard call on no cycle that is not cut yet */
};

static void choose_calls(struct counts *counts)
{
    const struct lunette_call_graph *calls = counts->calls;
    uint32_t edges = calls->graph.first[calls->graph.node_count];
    counts->is_counted = counts->reporter->alloc(counts->reporter, edges, sizeof(bool));
    for (uint32_t e = 0; e < edges; e++)
        counts->is_counted[e] = calls->hard[e] > 0 && !lunette_on_cycle(calls, calls->calls[e]);
}

/* A call between components goes from a higher number to a lower one. */
static uint32_t *order_services(struct lunette_reporter *reporter,
                                const struct lunette_call_graph *calls)
{
    uint32_t count = calls->graph.node_count, components = calls->component_count;
    uint32_t *next = reporter->alloc(reporter, components + 1, sizeof *next);
    uint32_t *ordered = reporter->alloc(reporter, count, sizeof *ordered);
    for (uint32_t i = 0; i < count; i++)
        next[components - calls->components[i]]++;
    for (uint32_t c = 1; c <= components; c++)
        next[c] += next[c - 1];
    for (uint32_t i = 0; i < count; i++)
        ordered[next[components - 1 - calls->components[i]]++] = i;
    return ordered;
}

static void add_longer(const struct counts *counts, double *to, const double *from)
{
    for (size_t length = 0; length <= counts->over; length++)
        to[length < counts->over ? length + 1 : length] += from[length];
}

static double *row(const struct counts *counts, double *rows, uint32_t service)
{
    return rows + service * (counts->over + 1);
}

static void count_chains(const struct counts *counts)
{
    const struct lunette_graph *graph = &counts->calls->graph;
    size_t size = graph->node_count * (counts->over + 1) * sizeof(double);
    memset(counts->ending, 0, size);
    memset(counts->beginning, 0, size);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        uint32_t from = counts->ordered[i];
        row(counts, counts->ending, from)[0] += 1;
        for (uint32_t e = graph->first[from]; e < graph->first[from + 1]; e++)
            if (counts->is_counted[e])
                add_longer(counts, row(counts, counts->ending, graph->to[e]),
                           row(counts, counts->ending, from));
    }
    for (uint32_t i = graph->node_count; i > 0; i--) {
        uint32_t from = counts->ordered[i - 1];
        row(counts, counts->beginning, from)[0] += 1;
        for (uint32_t e = graph->first[from]; e < graph->first[from + 1]; e++)
            if (counts->is_counted[e])
                add_longer(counts, row(counts, counts->beginning, from),
                           row(counts, counts->beginning, graph->to[e]));
    }
}

/* How many chains over the limit go through a call. */
static double count_through(const struct counts *counts, uint32_t from, uint32_t to)
{
    const double *before = row(counts, counts->ending, from);
    const double *behind = row(counts, counts->beginning, to);
    double through = 0;
    for (size_t a = 0; a <= counts->over; a++)
        for (size_t b = counts->over > a + 1 ? counts->over - a - 1 : 0;
             before[a] > 0 && b <= counts->over; b++)
            through += before[a] * behind[b];
    return through;
}

/* UINT32_MAX: no chain is over the limit. */
static uint32_t find_busiest(const struct counts *counts)
{
    const struct lunette_graph *graph = &counts->calls->graph;
    uint32_t busiest = UINT32_MAX;
    double most = 0;
    for (uint32_t from = 0; from < graph->node_count; from++)
        for (uint32_t e = graph->first[from]; e < graph->first[from + 1]; e++) {
            double through = counts->is_counted[e] ? count_through(counts, from, graph->to[e]) : 0;
            if (through <= most)
                continue;
            most = through;
            busiest = e;
        }
    return busiest;
}

struct cuts cuts_find(struct lunette_reporter *reporter, double limit)
{
    struct cuts cuts = {.count = 0};
    struct counts counts = {.calls = reporter->calls(reporter), .reporter = reporter};
    size_t services = counts.calls->graph.node_count;
    if (!(limit >= 1 && limit <= LONGEST_LIMIT))
        return cuts;
    counts.over = (size_t)limit + 1;
    counts.ordered = order_services(reporter, counts.calls);
    counts.ending = reporter->alloc(reporter, services * (counts.over + 1), sizeof(double));
    counts.beginning = reporter->alloc(reporter, services * (counts.over + 1), sizeof(double));
    choose_calls(&counts);
    for (;;) {
        count_chains(&counts);
        uint32_t edge = find_busiest(&counts);
        cuts.is_enough = edge == UINT32_MAX;
        if (cuts.is_enough || cuts.count == SAY_LIMIT)
            return cuts;
        counts.is_counted[edge] = false;
        cuts.calls[cuts.count++] = counts.calls->calls[edge];
    }
}
