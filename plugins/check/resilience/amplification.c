/* What retries of retries add up to. */
#include <stdlib.h>

#include "common/order.h"
#include "common/say.h"
#include "outward.h"
#include "rules.h"

/* All calls, weighted by log2(attempts): so the heaviest path is the one with the largest product. Calls on
 * a cycle belong to no path. */
struct web {
    struct outward calls;
    double *weights; /* by edge */
    const uint32_t *components;
    const struct lunette_heaviest *after; /* by node: the heaviest path that begins there */
    double *before;                       /* by node: weight of the heaviest path that ends there */
    uint32_t *last;                       /* by node: its last edge; only where before > 0 */
    struct told *told;                    /* findings so far */
    size_t told_count;
    uint32_t *told_by; /* by edge: number of the finding that shows it, from 1 */
};

struct told {
    struct lunette_finding *finding;
    size_t others; /* retried calls that it does not show, whose chain shares calls with this one */
    const struct lunette_dependency *first_other;
};

static uint32_t caller_of(const struct web *web, uint32_t edge)
{
    return web->calls.calls[edge]->item.owner->number;
}

static bool leaves_component(const struct web *web, uint32_t edge)
{
    return web->components[caller_of(web, edge)] != web->components[web->calls.graph.to[edge]];
}

/* ---- the web ---- */

static bool has_retries(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->attempts > 1)
            return true;
    return false;
}

static void extend_paths(struct web *web, uint32_t node)
{
    for (uint32_t edge = web->calls.graph.first[node]; edge < web->calls.graph.first[node + 1];
         edge++) {
        uint32_t to = web->calls.graph.to[edge];
        double weight = web->before[node] + web->weights[edge];
        if (leaves_component(web, edge) && weight > web->before[to]) {
            web->before[to] = weight;
            web->last[to] = edge;
        }
    }
}

/* Callers come before callees when components are taken from the highest number down. */
static void find_paths_before(struct web *web, struct lunette_reporter *reporter,
                              uint32_t component_count)
{
    uint32_t nodes = web->calls.graph.node_count;
    struct lunette_edge *members = reporter->alloc(reporter, nodes, sizeof *members);
    for (uint32_t node = 0; node < nodes; node++)
        members[node] = (struct lunette_edge){web->components[node], node};
    struct lunette_graph of = reporter->graphs->build(reporter, nodes, members, nodes);
    for (uint32_t component = component_count; component-- > 0;)
        for (uint32_t i = of.first[component]; i < of.first[component + 1]; i++)
            extend_paths(web, of.to[i]);
}

static struct web build_web(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct web web = {.calls = outward_build(model, reporter)};
    const struct lunette_graph *graph = &web.calls.graph;
    web.weights = reporter->alloc(reporter, web.calls.edge_count, sizeof *web.weights);
    for (uint32_t edge = 0; edge < web.calls.edge_count; edge++)
        web.weights[edge] = log2((double)web.calls.calls[edge]->attempts);
    uint32_t component_count;
    web.components = reporter->graphs->components(reporter, graph, &component_count);
    web.after = reporter->graphs->heaviest_paths(reporter, graph, web.components, web.weights);
    web.before = reporter->alloc(reporter, graph->node_count, sizeof *web.before);
    web.last = reporter->alloc(reporter, graph->node_count, sizeof *web.last);
    find_paths_before(&web, reporter, component_count);
    return web;
}

/* ---- chains ---- */

/* The weight of the heaviest chain through a call. */
static double weight_through(const struct web *web, uint32_t edge)
{
    return web->before[caller_of(web, edge)] + web->weights[edge] +
           web->after[web->calls.graph.to[edge]].weight;
}

/* The call before this one, or after it, on that chain; UINT32_MAX: none that leads to a retry. */
static uint32_t edge_before(const struct web *web, uint32_t edge)
{
    uint32_t caller = caller_of(web, edge);
    return web->before[caller] > 0 ? web->last[caller] : UINT32_MAX;
}

static uint32_t edge_after(const struct web *web, uint32_t edge)
{
    const struct lunette_heaviest *path = &web->after[web->calls.graph.to[edge]];
    return path->weight > 0 ? path->next_edge : UINT32_MAX;
}

/* The weight of the calls from this one on that no finding shows yet; *meets is set to the finding that
 * shows the first one shown. */
static double untold_weight(const struct web *web, uint32_t edge,
                            uint32_t (*step)(const struct web *, uint32_t), uint32_t *meets)
{
    double weight = 0;
    for (edge = step(web, edge); edge != UINT32_MAX; edge = step(web, edge)) {
        if (web->told_by[edge]) {
            *meets = web->told_by[edge];
            break;
        }
        weight += web->weights[edge];
    }
    return weight;
}

/* From the first to the last call that is tried again. */
struct chain {
    const struct lunette_dependency **calls;
    size_t length;
    double tries;
};

static size_t count_steps(const struct web *web, uint32_t edge,
                          uint32_t (*step)(const struct web *, uint32_t))
{
    size_t count = 0;
    while ((edge = step(web, edge)) != UINT32_MAX)
        count++;
    return count;
}

/* The heaviest chain through a call; its calls are from now on shown by that finding. */
static struct chain take_chain(struct web *web, struct lunette_reporter *reporter, uint32_t edge,
                               uint32_t finding)
{
    size_t before = count_steps(web, edge, edge_before);
    size_t length = before + 1 + count_steps(web, edge, edge_after);
    uint32_t *edges = reporter->alloc(reporter, length, sizeof *edges);
    struct chain chain = {reporter->alloc(reporter, length, sizeof *chain.calls), length, 1};
    edges[before] = edge;
    for (size_t i = before; i > 0; i--)
        edges[i - 1] = edge_before(web, edges[i]);
    for (size_t i = before + 1; i < length; i++)
        edges[i] = edge_after(web, edges[i - 1]);
    for (size_t i = 0; i < length; i++) {
        chain.calls[i] = web->calls.calls[edges[i]];
        chain.tries *= (double)chain.calls[i]->attempts;
        if (!web->told_by[edges[i]])
            web->told_by[edges[i]] = finding;
    }
    return chain;
}

/* ---- resilience/retry-amplification ---- */

static const char *say_factors(struct lunette_reporter *reporter, const struct chain *chain)
{
    const char *text = "";
    for (size_t i = 0; i < chain->length && i < OUTWARD_SHOWN; i++)
        text = say_join(reporter, text, " × ",
                        say_format(reporter, "%lld", (long long)chain->calls[i]->attempts));
    return chain->length > OUTWARD_SHOWN ? say_join(reporter, text, " × ", "…") : text;
}

static const char *say_tries(struct lunette_reporter *reporter, double tries)
{
    return tries < 1e9 ? say_format(reporter, "%.0f", tries) : "more than a billion";
}

static void relate_chain(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct chain *chain)
{
    for (size_t i = 1; i < chain->length && i <= SAY_MANY; i++) {
        size_t more = i == SAY_MANY ? chain->length - 1 - i : 0;
        const struct lunette_dependency *call = chain->calls[i];
        struct lunette_blame place = call->attempts == 1
                                         ? lunette_at(call)
                                         : lunette_at_field(call->retry_by, "max_attempts");
        reporter->relate(finding, place, "%s tries %s %lld time%s%s", call->item.owner->name,
                         outward_target_name(call), (long long)call->attempts,
                         say_plural((size_t)call->attempts), say_more(reporter, more, "call"));
    }
}

static struct lunette_finding *report_chain(struct lunette_reporter *reporter,
                                            const struct chain *chain, double limit)
{
    const struct lunette_dependency *first = chain->calls[0];
    const char *end = outward_target_name(chain->calls[chain->length - 1]);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(first->retry_by, "max_attempts"),
                         "one request to %s may become %s requests to %s: %s, %s, limit %g",
                         first->item.owner->name, say_tries(reporter, chain->tries), end,
                         outward_say_chain(reporter, chain->calls, chain->length),
                         say_factors(reporter, chain), limit);
    reporter->label(finding, "%lld tries, each tried again further on", (long long)first->attempts);
    reporter->subject(finding, "%s -> %s", first->item.owner->name, end);
    relate_chain(reporter, finding, chain);
    return finding;
}

struct limits {
    double warning, error;
};

/* Powers of two apart, a product and the sum of its logarithms differ in the last digits. */
static bool is_over(double weight, const struct limits *limits)
{
    return weight > log2(fmin(limits->warning, limits->error)) + 1e-9;
}

/* A chain is a finding of its own if what no finding shows yet is already too much. */
static void tell_chain(struct web *web, struct lunette_reporter *reporter, uint32_t edge,
                       const struct limits *limits)
{
    uint32_t meets = 0;
    double untold = web->weights[edge] + untold_weight(web, edge, edge_before, &meets) +
                    untold_weight(web, edge, edge_after, &meets);
    if (meets && !is_over(untold, limits)) {
        struct told *told = &web->told[meets - 1];
        web->told_by[edge] = meets;
        if (told->others++ == 0)
            told->first_other = web->calls.calls[edge];
        return;
    }
    struct chain chain = take_chain(web, reporter, edge, (uint32_t)++web->told_count);
    bool is_error = chain.tries > limits->error;
    struct lunette_finding *finding =
        report_chain(reporter, &chain, is_error ? limits->error : limits->warning);
    if (is_error)
        reporter->severity(finding, LUNETTE_ERROR);
    web->told[web->told_count - 1].finding = finding;
}

struct candidate {
    double weight;
    uint32_t edge;
};

static int heaviest_first(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->weight > b->weight || a->weight < b->weight)
        return a->weight > b->weight ? -1 : 1;
    return order_numbers(a->edge, b->edge);
}

static size_t find_candidates(const struct web *web, struct candidate *candidates,
                              const struct limits *limits)
{
    size_t count = 0;
    for (uint32_t edge = 0; edge < web->calls.edge_count; edge++)
        if (web->weights[edge] > 0 && leaves_component(web, edge) &&
            is_over(weight_through(web, edge), limits))
            candidates[count++] = (struct candidate){weight_through(web, edge), edge};
    return count;
}

static void tell_others(const struct web *web, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < web->told_count; i++) {
        const struct told *told = &web->told[i];
        if (told->others > 0)
            reporter->relate(told->finding, lunette_at(told->first_other),
                             "%zu more retried call%s lead%s into this chain or out of it",
                             told->others, say_plural(told->others), told->others == 1 ? "s" : "");
    }
}

static void check_retry_amplification(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    struct limits limits = {reporter->parameter(reporter, "limit"),
                            reporter->parameter(reporter, "error-limit")};
    if (!has_retries(model))
        return;
    struct web web = build_web(model, reporter);
    uint32_t edges = web.calls.edge_count;
    struct candidate *candidates = reporter->alloc(reporter, edges, sizeof *candidates);
    size_t count = find_candidates(&web, candidates, &limits);
    if (count == 0)
        return;
    qsort(candidates, count, sizeof *candidates, heaviest_first);
    web.told = reporter->alloc(reporter, count, sizeof *web.told);
    web.told_by = reporter->alloc(reporter, edges, sizeof *web.told_by);
    for (size_t i = 0; i < count; i++)
        if (!web.told_by[candidates[i].edge])
            tell_chain(&web, reporter, candidates[i].edge, &limits);
    tell_others(&web, reporter);
}

static const struct lunette_parameter retry_amplification_parameters[] = {
    {"limit", 8, "requests that one request may become, before it is a warning"},
    {"error-limit", 30, "requests that one request may become, before it is an error"},
    {NULL, 0, NULL},
};

const struct lunette_rule rule_retry_amplification = {
    .id = "resilience/retry-amplification",
    .severity = LUNETTE_WARNING,
    .summary = "retries on top of retries: tries along a chain of calls multiply beyond the limit",
    .rationale =
        "When every level of a chain tries three times, a callee four levels down that is in "
        "trouble gets 81 requests for one, just when it can bear least (Google, Site Reliability "
        "Engineering, ch. 22: retry at one level of the stack). The product of attempts is taken "
        "along the sync calls to services and foreign systems, hard or not, leaving out calls on a "
        "cycle of calls; over limit it is a warning, over error-limit an error. Shown is the worst "
        "chain, from its first to its last call that is tried again; another chain is a finding of "
        "its own only if its calls that are not shown yet already multiply beyond the limit, so "
        "that many entries to one chain are one finding. Silent where nobody says how often a call "
        "is tried.",
    .help =
        "try again at one level only, the one next to the callee that fails, and once elsewhere: "
        "max_attempts = 1",
    .bad = "context \"shop\"\n"
           "service \"stock\" { context = \"shop\" }\n"
           "service \"orders\" { context = \"shop\", dependencies = {\n"
           "  sync \"stock\" { retry = { max_attempts = 3 } },\n"
           "} }\n"
           "service \"web\" { context = \"shop\", dependencies = {\n"
           "  sync \"orders\" { retry = { max_attempts = 3 } },\n"
           "} }\n",
    .good = "context \"shop\"\n"
            "service \"stock\" { context = \"shop\" }\n"
            "service \"orders\" { context = \"shop\", dependencies = {\n"
            "  sync \"stock\" { retry = { max_attempts = 3 } },\n"
            "} }\n"
            "service \"web\" { context = \"shop\", dependencies = { sync \"orders\" } }\n",
    .parameters = retry_amplification_parameters,
    .check = check_retry_amplification,
};
