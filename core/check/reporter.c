#include "check/reporter.h"

#include "base/buf.h"
#include "base/units.h"
#include "model/calls.h"
#include "model/endpoint.h"
#include "model/graph.h"
#include "model/graph_paths.h"
#include "model/graph_widest.h"
#include "model/load.h"
#include "model/promise.h"

static struct reporter *reporter_of(struct lunette_reporter *offered)
{
    return (struct reporter *)offered;
}

static struct lunette_finding *count(struct reporter *reporter, struct lunette_blame blame)
{
    const struct lunette_rule *rule = reporter->rule;
    struct lunette_finding *finding =
        diag_add(reporter->diag, rule->id, rule->severity, blame, rule->summary);
    finding->is_brief = true;
    return finding;
}

static struct lunette_finding *report(struct lunette_reporter *offered, struct lunette_blame blame,
                                      const char *format, ...)
{
    struct reporter *reporter = reporter_of(offered);
    if (reporter->is_brief)
        return count(reporter, blame);
    va_list args;
    va_start(args, format);
    struct lunette_finding *finding = diag_vreport(reporter->diag, reporter->rule->id,
                                                   reporter->rule->severity, blame, format, args);
    va_end(args);
    return finding;
}

static void set_severity(struct lunette_finding *finding, enum lunette_severity severity)
{
    finding->severity = severity;
}

static double parameter(struct lunette_reporter *offered, const char *name)
{
    return settings_parameter(reporter_of(offered)->settings, reporter_of(offered)->rule, name);
}

static void *scratch_array(struct lunette_reporter *offered, size_t count, size_t size)
{
    return arena_array(reporter_of(offered)->current, count, size);
}

static void *shared(struct lunette_reporter *offered, const void *key,
                    void *(*make)(const struct lunette_model *, struct lunette_reporter *))
{
    struct reporter *reporter = reporter_of(offered);
    void *made = map_get(&reporter->shared, key);
    if (made)
        return made;
    struct arena *before = reporter->current;
    reporter->current = &reporter->lasting;
    made = make(reporter->model, offered);
    reporter->current = before;
    map_set(&reporter->shared, key, made);
    return made;
}

/* What a printer of base/units.h writes, as text in scratch memory. */
static const char *printed(struct lunette_reporter *offered, double quantity,
                           void (*print)(struct buf *, double))
{
    struct buf text = {0};
    print(&text, quantity);
    const char *copy = arena_copy(reporter_of(offered)->current, buf_text(&text), text.length);
    buf_free(&text);
    return copy;
}

static const char *duration(struct lunette_reporter *offered, double ms)
{
    return printed(offered, ms, unit_print_duration);
}

static const char *percent(struct lunette_reporter *offered, double ratio)
{
    return printed(offered, ratio, unit_print_ratio);
}

static struct lunette_graph build_graph(struct lunette_reporter *offered, uint32_t node_count,
                                        const struct lunette_edge *edges, size_t edge_count)
{
    return graph_build(reporter_of(offered)->current, node_count, edges, edge_count);
}

static const uint32_t *components(struct lunette_reporter *offered,
                                  const struct lunette_graph *graph, uint32_t *component_count)
{
    return graph_find_components(reporter_of(offered)->current, graph, component_count);
}

static const uint32_t *shortest_cycle(struct lunette_reporter *offered,
                                      const struct lunette_graph *graph, uint32_t node,
                                      size_t *length)
{
    return graph_find_shortest_cycle(reporter_of(offered)->current, graph, node, length);
}

static const struct lunette_heaviest *heaviest_paths(struct lunette_reporter *offered,
                                                     const struct lunette_graph *graph,
                                                     const uint32_t *component,
                                                     const double *weights)
{
    return graph_find_heaviest_paths(reporter_of(offered)->current, graph, component, weights);
}

static const uint32_t *shortest_path(struct lunette_reporter *offered,
                                     const struct lunette_graph *graph, const double *weights,
                                     uint32_t from, uint32_t to, size_t *length)
{
    return graph_find_shortest_path(reporter_of(offered)->current, graph, weights, from, to,
                                    length);
}

static const uint32_t *reachable(struct lunette_reporter *offered,
                                 const struct lunette_graph *graph, const double *weights,
                                 uint32_t node, size_t *count)
{
    return graph_find_reachable(reporter_of(offered)->current, graph, weights, node, count);
}

static uint32_t widest(struct lunette_reporter *offered, const struct lunette_graph *graph,
                       const double *weights, size_t *count)
{
    return graph_find_widest(reporter_of(offered)->current, graph, weights, count);
}

static const struct lunette_graph_services graph_services = {
    .build = build_graph,
    .components = components,
    .shortest_cycle = shortest_cycle,
    .heaviest_paths = heaviest_paths,
    .shortest_path = shortest_path,
    .reachable = reachable,
    .widest = widest,
};

/* What the host itself makes once in a run; the maker's address is its key. */
static void *make_calls(const struct lunette_model *model, struct lunette_reporter *offered)
{
    return calls_build(reporter_of(offered)->current, model);
}

static const struct lunette_call_graph *calls(struct lunette_reporter *offered)
{
    static const char key;
    return shared(offered, &key, make_calls);
}

static void *make_loads(const struct lunette_model *model, struct lunette_reporter *offered)
{
    return load_build(reporter_of(offered)->current, model);
}

static const struct lunette_loads *loads(struct lunette_reporter *offered)
{
    static const char key;
    return shared(offered, &key, make_loads);
}

static void *make_promises(const struct lunette_model *model, struct lunette_reporter *offered)
{
    const struct lunette_call_graph *graph = calls(offered);
    return promise_build(reporter_of(offered)->current, model, graph);
}

static const struct lunette_promises *promises(struct lunette_reporter *offered)
{
    static const char key;
    return shared(offered, &key, make_promises);
}

void reporter_start(struct reporter *reporter, struct check_run *run)
{
    *reporter = (struct reporter){
        .offered = {.report = report,
                    .label = finding_label,
                    .relate = finding_relate,
                    .help = finding_help,
                    .subject = finding_subject,
                    .severity = set_severity,
                    .parameter = parameter,
                    .alloc = scratch_array,
                    .shared = shared,
                    .duration = duration,
                    .percent = percent,
                    .graphs = &graph_services,
                    .endpoints = &endpoint_services,
                    .calls = calls,
                    .loads = loads,
                    .promises = promises},
        .settings = run->settings,
        .diag = run->diag,
        .model = run->model,
    };
    reporter->current = &reporter->scratch;
}

void reporter_run(struct reporter *reporter, const struct lunette_rule *rule)
{
    reporter->rule = rule;
    rule->check(reporter->model, &reporter->offered);
    arena_reset(&reporter->scratch);
}

void reporter_free(struct reporter *reporter)
{
    arena_reset(&reporter->scratch);
    arena_reset(&reporter->lasting);
    map_free(&reporter->shared);
}
