/* calls/distributed-monolith: services that fail or are released only together. */
#include <stdlib.h>
#include <string.h>

#include "common/operation.h"
#include "common/order.h"
#include "common/say.h"
#include "rules.h"
#include "share.h"

struct measure {
    struct lunette_reporter *reporter;
    const struct lunette_model *model;
    double limit; /* share of the services */
};

static bool is_over(const struct measure *measure, size_t services)
{
    return (double)services > measure->limit * (double)measure->model->services.count;
}

/* "9 of 12 services (75 %, limit 60 %)" */
static const char *say_share(const struct measure *measure, size_t services)
{
    struct lunette_reporter *reporter = measure->reporter;
    size_t all = measure->model->services.count;
    return say_format(reporter, "%zu of %zu services (%s)", services, all,
                      share_say(reporter, services, all, measure->limit));
}

/* ---- what fails together ---- */

static const char *say_needed(const struct measure *measure, const uint32_t *reached, size_t count)
{
    struct names names = {.count = 0};
    for (size_t i = 1; i < count; i++)
        say_add(&names, measure->model->services.items[reached[i]]->item.name);
    return say_names(measure->reporter, &names);
}

/* The only service that this one cannot do without; UINT32_MAX: it is none, or not the only one. */
static uint32_t only_need(const struct lunette_call_graph *calls, const double *weights,
                          uint32_t service)
{
    uint32_t need = UINT32_MAX;
    for (uint32_t e = calls->graph.first[service]; e < calls->graph.first[service + 1]; e++) {
        if (weights[e] < 0 || calls->graph.to[e] == need)
            continue;
        if (need != UINT32_MAX)
            return UINT32_MAX;
        need = calls->graph.to[e];
    }
    return need;
}

/* Hard calls, but for those that a gateway passes on, which hangs on whom it leads to by design, and those of whom
 * nobody calls and who needs one service alone, such as a test client. */
static double *weigh_calls(const struct measure *measure, const struct lunette_call_graph *calls)
{
    const bool *realises = operation_gateways(measure->reporter);
    uint32_t count = calls->graph.first[calls->graph.node_count];
    double *weights = measure->reporter->alloc(measure->reporter, count, sizeof *weights);
    for (uint32_t edge = 0; edge < count; edge++)
        weights[edge] = realises[calls->calls[edge]->item.owner->number] ? -1 : calls->hard[edge];
    for (uint32_t i = 0; i < calls->graph.node_count; i++)
        if (!measure->model->services.items[i]->callers.count &&
            only_need(calls, weights, i) != UINT32_MAX)
            for (uint32_t edge = calls->graph.first[i]; edge < calls->graph.first[i + 1]; edge++)
                weights[edge] = -1;
    return weights;
}

static void relate_hard_calls(const struct measure *measure, struct lunette_finding *finding,
                              const struct lunette_call_graph *calls, uint32_t service)
{
    const struct lunette_dependency *hard[SAY_MANY];
    size_t count = 0;
    for (uint32_t edge = calls->graph.first[service]; edge < calls->graph.first[service + 1];
         edge++)
        if (calls->hard[edge] > 0 && count++ < SAY_MANY)
            hard[count - 1] = calls->calls[edge];
    say_relate_many_calls(measure->reporter, finding, hard, count);
}

/* Whoever hangs on one service alone, as what passes requests on, is not where to begin: the one it hangs on is, while
 * it still needs so many. A way of calls that leads in a circle is left at the limit. */
static uint32_t find_root(const struct measure *measure, const struct lunette_call_graph *calls,
                          const double *weights, uint32_t widest, size_t *count)
{
    uint32_t root = widest;
    for (size_t steps = 0; steps < *count && steps < SAY_MANY; steps++) {
        uint32_t need = only_need(calls, weights, root);
        size_t needed;
        if (need == UINT32_MAX)
            break;
        measure->reporter->graphs->reachable(measure->reporter, &calls->graph, weights, need,
                                             &needed);
        if (!is_over(measure, needed))
            break;
        root = need;
        *count = needed;
    }
    return root;
}

/* ---- which calls to loosen ---- */

enum { LOOSENED = 5, TRIED = 20 }; /* calls that are named; of one service, that are tried each time */

/* The hard call of the service without which it needs fewest others; UINT32_MAX: it has none. */
static uint32_t find_loosest(const struct measure *measure, const struct lunette_call_graph *calls,
                             double *weights, uint32_t service, size_t *left)
{
    uint32_t best = UINT32_MAX;
    size_t tried = 0;
    for (uint32_t e = calls->graph.first[service];
         e < calls->graph.first[service + 1] && tried < TRIED; e++) {
        size_t count;
        if (weights[e] < 0)
            continue;
        tried++;
        weights[e] = -1;
        measure->reporter->graphs->reachable(measure->reporter, &calls->graph, weights, service,
                                             &count);
        weights[e] = 1;
        if (best != UINT32_MAX && count >= *left)
            continue;
        best = e;
        *left = count;
    }
    return best;
}

/* Calls that no longer being hard bring all services below the limit, as far as a few of them do. */
static void help_closure(const struct measure *measure, struct lunette_finding *finding,
                         const struct lunette_call_graph *calls, double *weights, uint32_t root,
                         size_t count)
{
    struct lunette_reporter *reporter = measure->reporter;
    struct names names = {.count = 0};
    while (is_over(measure, count) && names.count < LOOSENED) {
        uint32_t edge = find_loosest(measure, calls, weights, root, &count);
        if (edge == UINT32_MAX)
            return;
        weights[edge] = -1;
        say_add(&names, say_format(reporter, "%s -> %s", calls->calls[edge]->item.owner->name,
                                   calls->calls[edge]->to.name));
        if (!is_over(measure, count))
            root = reporter->graphs->widest(reporter, &calls->graph, weights, &count);
    }
    bool is_enough = !is_over(measure, count);
    reporter->help(finding,
                   "add optional = true, or a fallback that says what is done instead, to %s: "
                   "%s%zu of %zu services then hang together",
                   say_names(reporter, &names), is_enough ? "" : "still ", count,
                   measure->model->services.count);
}

static void check_closure(const struct measure *measure)
{
    struct lunette_reporter *reporter = measure->reporter;
    const struct lunette_call_graph *calls = reporter->calls(reporter);
    double *weights = weigh_calls(measure, calls);
    size_t count;
    uint32_t root = reporter->graphs->widest(reporter, &calls->graph, weights, &count);
    if (!is_over(measure, count))
        return;
    root = find_root(measure, calls, weights, root, &count);
    const uint32_t *reached =
        reporter->graphs->reachable(reporter, &calls->graph, weights, root, &count);
    const struct lunette_service *service = measure->model->services.items[root];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(service), "%s and what it cannot do without are %s: %s",
        service->item.name, say_share(measure, count), say_needed(measure, reached, count));
    relate_hard_calls(measure, finding, calls, root);
    help_closure(measure, finding, calls, weights, root, count);
}

/* ---- what is released together ---- */

static int compare_groups(const void *left, const void *right)
{
    const struct lunette_service *a = *(const struct lunette_service *const *)left;
    const struct lunette_service *b = *(const struct lunette_service *const *)right;
    int order = strcmp(a->release_group, b->release_group);
    return order ? order : order_numbers(a->item.number, b->item.number);
}

static void report_group(const struct measure *measure,
                         const struct lunette_service *const *members, size_t count)
{
    struct lunette_reporter *reporter = measure->reporter;
    const char *group = members[0]->release_group;
    struct names names = {.count = 0};
    for (size_t i = 0; i < count; i++)
        say_add(&names, members[i]->item.name);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(members[0], "release_group"),
                         "release group '%s' ties together %s: %s", group,
                         say_share(measure, count), say_names(reporter, &names));
    reporter->subject(finding, "%s", group);
    for (size_t i = 1; i < count && i < SAY_MANY; i++)
        reporter->relate(finding, lunette_at_field(members[i], "release_group"),
                         "%s is released with it%s", members[i]->item.name,
                         say_more(reporter, i + 1 == SAY_MANY ? count - SAY_MANY : 0, "service"));
    reporter->help(finding, "let services be released on their own, or make one service of those "
                            "that cannot be");
}

static void check_groups(const struct measure *measure)
{
    const struct lunette_services *services = &measure->model->services;
    const struct lunette_service **grouped =
        measure->reporter->alloc(measure->reporter, services->count, sizeof *grouped);
    size_t count = 0;
    for (size_t i = 0; i < services->count; i++)
        if (services->items[i]->release_group)
            grouped[count++] = services->items[i];
    if (!is_over(measure, count))
        return;
    qsort(grouped, count, sizeof *grouped, compare_groups);
    for (size_t first = 0, next; first < count; first = next) {
        const char *group = grouped[first]->release_group;
        for (next = first + 1; next < count && strcmp(grouped[next]->release_group, group) == 0;)
            next++;
        if (is_over(measure, next - first))
            report_group(measure, grouped + first, next - first);
    }
}

static const struct lunette_parameter monolith_parameters[] = {
    {"limit", 0.6, "share of the services that one hangs on, or that one release holds"},
    {"least", 5, "services of a model before it is looked at"},
    {NULL, 0, NULL},
};

/* Where one deployment is what is wanted, it is no mistake. */
static bool means_to_be_one(const struct lunette_model *model)
{
    return model->architecture &&
           (model->architecture->pattern == LUNETTE_PATTERN_MODULAR_MONOLITH ||
            model->architecture->pattern == LUNETTE_PATTERN_LAYERED);
}

static void check_distributed_monolith(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    struct measure measure = {reporter, model, reporter->parameter(reporter, "limit")};
    if ((double)model->services.count < reporter->parameter(reporter, "least") ||
        means_to_be_one(model))
        return;
    check_closure(&measure);
    check_groups(&measure);
}

const struct lunette_rule rule_distributed_monolith = {
    .id = "calls/distributed-monolith",
    .severity = LUNETTE_WARNING,
    .summary = "most services hang on one hard-call closure, or on one release group",
    .rationale =
        "A distributed monolith has the costs of a network and the independence of none: one "
        "service cannot answer unless most others do, or all have to be released at once (Newman, "
        "Building Microservices, 2nd ed., ch. 1). Two figures are computed: the largest number of "
        "services that one service reaches over hard calls, itself counted, and the largest number "
        "of services in one release group; each against all services of the model. Whoever hangs on "
        "one service alone is passed over for that one, and does not count where nobody calls it, as "
        "nobody calls a test client. Silent for "
        "small models, where one service may well need all others, and for an architecture whose "
        "pattern is modular-monolith or layered. How deep the calls go is calls/depth.",
    .help = "give calls a fallback where the answer is not vital, and let services keep what they "
            "need from events",
    .bad = "context \"shop\"\n"
           "service \"web\" { context = \"shop\", dependencies = { sync \"orders\", sync "
           "\"catalog\" } }\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"catalog\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "service \"mail\" { context = \"shop\" }\n",
    .good = "context \"shop\"\n"
            "service \"web\" { context = \"shop\", dependencies = { sync \"orders\", sync "
            "\"catalog\" { optional = true } } }\n"
            "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
            "service \"catalog\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "service \"mail\" { context = \"shop\" }\n",
    .parameters = monolith_parameters,
    .check = check_distributed_monolith,
};
