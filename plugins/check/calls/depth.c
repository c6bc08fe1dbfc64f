/* calls/depth: chains of hard calls. */
#include "common/chain.h"
#include "cuts.h"
#include "rules.h"

/* Chains that end in the same calls are one finding; it tells the deepest of them. */
struct tail {
    uint32_t deepest;  /* where that one starts */
    uint32_t starters; /* services where a chain over the limit starts */
};

struct depths {
    const struct lunette_call_graph *calls;
    const struct lunette_heaviest *paths;
    double limit;
    uint32_t tail_length; /* calls that chains have to share */
    struct cuts cuts;
};

static uint32_t next_of(const struct depths *depths, uint32_t service)
{
    return depths->calls->graph.to[depths->paths[service].next_edge];
}

/* Where the tail of a chain begins. Every service on the way is told, so that all walks together
 * are linear. */
static uint32_t find_tail(const struct depths *depths, uint32_t *tail_of, uint32_t start)
{
    uint32_t end = start;
    while (tail_of[end] == UINT32_MAX && depths->paths[end].length > depths->tail_length)
        end = next_of(depths, end);
    uint32_t tail = tail_of[end] == UINT32_MAX ? end : tail_of[end];
    for (uint32_t service = start; service != end; service = next_of(depths, service))
        tail_of[service] = tail;
    return tail;
}

/* Services that a hard call leads to, from outside of their circle. */
static bool *find_reached(struct lunette_reporter *reporter, const struct lunette_call_graph *calls)
{
    uint32_t count = calls->graph.node_count;
    bool *reached = reporter->alloc(reporter, count, sizeof *reached);
    for (uint32_t edge = 0; edge < calls->graph.first[count]; edge++)
        if (calls->hard[edge] > 0 && !lunette_on_cycle(calls, calls->calls[edge]))
            reached[calls->graph.to[edge]] = true;
    return reached;
}

static struct chain collect_chain(struct lunette_reporter *reporter, const struct depths *depths,
                                  uint32_t start)
{
    uint32_t length = depths->paths[start].length;
    const struct lunette_dependency **calls = reporter->alloc(reporter, length, sizeof *calls);
    for (uint32_t i = 0; i < length; i++, start = next_of(depths, start))
        calls[i] = depths->calls->calls[depths->paths[start].next_edge];
    return (struct chain){calls, length};
}

/* The calls that all chains of a tail share; of a single chain its second half. */
static struct chain shared_end(const struct depths *depths, const struct tail *tail,
                               const struct chain *chain)
{
    size_t length = tail->starters > 1 && depths->tail_length > 0 ? depths->tail_length
                                                                  : chain->count - chain->count / 2;
    return (struct chain){chain->calls + (chain->count - length), length};
}

static const char *say_others(struct lunette_reporter *reporter, const struct tail *tail,
                              const struct chain *end)
{
    uint32_t others = tail->starters - 1;
    if (others == 0)
        return "";
    return say_format(reporter, "; %u more end%s in %s", others, others == 1 ? "s" : "",
                      chain_say(reporter, end));
}

static const char *say_cuts(struct lunette_reporter *reporter, const struct cuts *cuts)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < cuts->count; i++)
        say_add(&names, say_format(reporter, "%s -> %s", cuts->calls[i]->item.owner->name,
                                   cuts->calls[i]->callee->item.name));
    return say_names(reporter, &names);
}

static void report_tail(struct lunette_reporter *reporter, const struct depths *depths,
                        const struct tail *tail)
{
    struct chain chain = collect_chain(reporter, depths, tail->deepest);
    struct chain end = shared_end(depths, tail, &chain);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(chain.calls[0]), "%zu hard calls one after another, limit %g: %s%s",
        chain.count, depths->limit, chain_say(reporter, &chain), say_others(reporter, tail, &end));
    chain_tell_calls(reporter, finding, &chain);
    const struct lunette_dependency *weak = end.calls[0];
    if (depths->cuts.is_enough)
        reporter->help(finding,
                       "add optional = true, or a fallback that says what is done instead, to %s: "
                       "no chain of the model is longer than %g then%s",
                       say_cuts(reporter, &depths->cuts), depths->limit,
                       depths->calls->component_count < depths->calls->graph.node_count
                           ? ", but for what circles hide"
                           : "");
    else
        reporter->help(finding,
                       "add optional = true, or a fallback that says what is done instead, to %s -> "
                       "%s, which breaks %s; others that are longer than %g remain",
                       weak->item.owner->name, weak->callee->item.name,
                       tail->starters > 1 ? "these chains" : "this chain", depths->limit);
}

static void add_starter(const struct depths *depths, struct tail *tail, uint32_t service)
{
    if (tail->starters++ == 0 ||
        depths->paths[service].length > depths->paths[tail->deepest].length)
        tail->deepest = service;
}

static void check_chains(struct lunette_reporter *reporter, const struct depths *depths)
{
    uint32_t count = depths->calls->graph.node_count;
    const bool *reached = find_reached(reporter, depths->calls);
    struct tail *tails = reporter->alloc(reporter, count, sizeof *tails);
    uint32_t *tail_of = reporter->alloc(reporter, count, sizeof *tail_of);
    for (uint32_t service = 0; service < count; service++)
        tail_of[service] = UINT32_MAX;
    for (uint32_t service = 0; service < count; service++)
        if (!reached[service] && depths->paths[service].length > depths->limit)
            add_starter(depths, &tails[find_tail(depths, tail_of, service)], service);
    for (uint32_t service = 0; service < count; service++)
        if (tails[service].starters > 0)
            report_tail(reporter, depths, &tails[service]);
}

static bool has_deep(const struct depths *depths)
{
    for (uint32_t service = 0; service < depths->calls->graph.node_count; service++)
        if (depths->paths[service].length > depths->limit)
            return true;
    return false;
}

static const struct lunette_parameter depth_parameters[] = {
    {"limit", 4, "hard calls one after another"},
    {NULL, 0, NULL},
};

static void check_depth(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    (void)model;
    struct depths depths = {.calls = reporter->calls(reporter),
                            .limit = reporter->parameter(reporter, "limit")};
    const struct lunette_call_graph *calls = depths.calls;
    depths.paths =
        reporter->graphs->heaviest_paths(reporter, &calls->graph, calls->components, calls->hard);
    depths.tail_length = depths.limit >= 2 ? (uint32_t)fmin(depths.limit, 1e9) / 2 : 0;
    if (!has_deep(&depths))
        return;
    depths.cuts = cuts_find(reporter, depths.limit);
    check_chains(reporter, &depths);
}

const struct lunette_rule rule_depth = {
    .id = "calls/depth",
    .severity = LUNETTE_WARNING,
    .summary = "a chain of hard calls longer than the limit",
    .rationale =
        "Each call in a chain adds its latency and its failures to what the first caller sees: "
        "five services of 99.9 % one after another are 99.5 % together (Nygard, Release It!, 2nd "
        "ed., ch. 4, on cascading failures; Newman, Building Microservices, 2nd ed., ch. 4, on "
        "synchronous blocking calls). Counted are the hard calls between services, those that are "
        "neither "
        "optional nor have a fallback; calls to foreign systems and calls inside a circle "
        "(calls/cycle) are not. Chains are told from where they start, at a service that no hard "
        "call reaches; those that share the last half of the limit are one finding, with the "
        "longest of them. What the chain does to promises is left to objectives/, what it does to "
        "retries to resilience/retry-amplification.",
    .help = "break the chain where an answer can wait: an event, or a call with a fallback",
    .bad = "context \"shop\"\n"
           "service \"web\" { context = \"shop\", dependencies = { sync \"shop\" } }\n"
           "service \"shop\" { context = \"shop\", dependencies = { sync \"orders\" } }\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"payments\" { context = \"shop\", dependencies = { sync \"fraud\" } }\n"
           "service \"fraud\" { context = \"shop\", dependencies = { sync \"scores\" } }\n"
           "service \"scores\" { context = \"shop\" }\n"
           "for i = 1, 5 do service(\"other-\" .. i) { context = \"shop\" } end\n",
    .good = "context \"shop\"\n"
            "service \"web\" { context = \"shop\", dependencies = { sync \"shop\" } }\n"
            "service \"shop\" { context = \"shop\", dependencies = { sync \"orders\" } }\n"
            "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
            "service \"payments\" { context = \"shop\", dependencies = { sync \"fraud\" { fallback "
            "= \"fixed limits\" } } }\n"
            "service \"fraud\" { context = \"shop\", dependencies = { sync \"scores\" } }\n"
            "service \"scores\" { context = \"shop\" }\n"
            "for i = 1, 5 do service(\"other-\" .. i) { context = \"shop\" } end\n",
    .parameters = depth_parameters,
    .check = check_depth,
};
