#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/units.h"
#include "check/check.h"
#include "model/blame.h"
#include "model/graph.h"

/* The host's side of struct lunette_reporter. */
struct reporter {
    struct lunette_reporter offered; /* first: a rule's pointer to it is a pointer to all */
    const struct lunette_rule *rule;
    struct settings *settings;
    struct diag *diag;
    const struct lunette_model *model;
    struct arena scratch;  /* until the rule returns */
    struct arena lasting;  /* until the run ends */
    struct arena *current; /* which of them alloc takes from */
    struct map shared;
};

static struct reporter *reporter_of(struct lunette_reporter *offered)
{
    return (struct reporter *)offered;
}

static struct lunette_finding *report(struct lunette_reporter *offered, struct lunette_blame blame,
                                      const char *format, ...)
{
    struct reporter *reporter = reporter_of(offered);
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

static const struct lunette_graph_services graph_services = {
    .build = build_graph,
    .components = components,
    .shortest_cycle = shortest_cycle,
};

enum lunette_severity check_severity(const struct check_run *run, const char *rule,
                                     enum lunette_severity own)
{
    if (!settings_selects(run->settings, rule))
        return LUNETTE_OFF;
    enum lunette_severity set = settings_severity(run->settings, rule);
    return set ? set : own;
}

static void run_rules(struct check_run *run)
{
    struct reporter reporter = {
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
                    .graphs = &graph_services},
        .settings = run->settings,
        .diag = run->diag,
        .model = run->model,
    };
    reporter.current = &reporter.scratch;
    for (size_t i = 0; run->rules[i]; i++) {
        reporter.rule = run->rules[i];
        if (!reporter.rule->check ||
            check_severity(run, reporter.rule->id, reporter.rule->severity) == LUNETTE_OFF)
            continue;
        reporter.rule->check(run->model, &reporter.offered);
        arena_reset(&reporter.scratch);
    }
    arena_reset(&reporter.lasting);
    map_free(&reporter.shared);
}

const struct lunette_rule *check_find_rule(const struct lunette_rule *const *rules, const char *id)
{
    for (; *rules; rules++)
        if (strcmp((*rules)->id, id) == 0)
            return *rules;
    return NULL;
}

/* Findings switched off or not selected are dropped; the others get the user's severity and, where a rule
 * said nothing special, its usual help. */
static void settle(struct check_run *run)
{
    struct diag *diag = run->diag;
    size_t kept = 0;
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        enum lunette_severity severity = settings_severity(run->settings, finding->rule);
        if (severity)
            finding->severity = severity;
        const char *selected_as = finding->selected_as ? finding->selected_as : finding->rule;
        if (finding->severity == LUNETTE_OFF || !settings_selects(run->settings, selected_as))
            continue;
        const struct lunette_rule *rule =
            finding->help ? NULL : check_find_rule(run->rules, finding->rule);
        if (rule)
            finding->help = rule->help;
        diag->findings[kept++] = finding;
    }
    diag->count = kept;
}

void check_start(struct check_run *run)
{
    run->settings->given = run->settings->count;
    settings_add_config(run->settings, run->model);
}

void check_model(struct check_run *run)
{
    run_rules(run);
    check_report_unknown(run);
    for (size_t i = 0; i < run->diag->count; i++) {
        struct lunette_finding *finding = run->diag->findings[i];
        if (!finding->subject && finding->blame.item)
            finding->subject = blame_subject(finding->blame.item, run->diag->arena);
    }
    check_apply_allows(run);
    settle(run);
    blame_place_findings(run->diag, run->sources);
    diag_sort(run->diag);
}

struct check_counts check_count(const struct diag *diag)
{
    struct check_counts counts = {0};
    for (size_t i = 0; i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        if (finding->suppressed)
            counts.suppressed++;
        else if (finding->severity == LUNETTE_ERROR)
            counts.error++;
        else if (finding->severity == LUNETTE_WARNING)
            counts.warning++;
        else
            counts.note++;
    }
    return counts;
}
