/* tracing/: whether requests can be followed through the system. */
#include "common/chain.h"
#include "common/families.h"

/* ---- tracing/broken-chain ---- */

struct tracing_map {
    bool *traced;                              /* by service */
    const struct lunette_dependency **towards; /* by service: its call on the way to a traced one */
    const struct lunette_service **queue;
    size_t count;
};

/* A mesh that reports spans does so for each service in it. */
static void add_mesh(const struct lunette_model *model, const struct lunette_mesh *mesh,
                     bool *traced)
{
    if (!mesh->observability || mesh->observability->tracing != LUNETTE_YES)
        return;
    for (size_t i = 0; i < mesh->services.count; i++)
        if (mesh->services.items[i].to)
            traced[mesh->services.items[i].to->number] = true;
    for (size_t i = 0; i < model->services.count && mesh->services.count == 0; i++)
        traced[i] = true;
}

static struct tracing_map find_traced(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    size_t count = model->services.count;
    struct tracing_map map = {
        .traced = reporter->alloc(reporter, count, sizeof *map.traced),
        .towards = reporter->alloc(reporter, count, sizeof *map.towards),
        .queue = reporter->alloc(reporter, count, sizeof *map.queue),
    };
    for (size_t i = 0; i < model->meshes.count; i++)
        add_mesh(model, model->meshes.items[i], map.traced);
    for (size_t i = 0; i < count; i++) {
        map.traced[i] |= model->services.items[i]->tracing != NULL;
        if (map.traced[i])
            map.queue[map.count++] = model->services.items[i];
    }
    return map;
}

/* Breadth first against the calls, from the traced services through those that are not. */
static void find_ways(struct tracing_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct lunette_service *service = map->queue[i];
        for (size_t j = 0; j < service->callers.count; j++) {
            const struct lunette_dependency *call = service->callers.items[j];
            uint32_t caller = call->item.owner->number;
            if (map->traced[caller] || map->towards[caller])
                continue;
            map->towards[caller] = call;
            map->queue[map->count++] = (const struct lunette_service *)call->item.owner;
        }
    }
}

static const struct lunette_dependency *find_traced_caller(const struct tracing_map *map,
                                                           const struct lunette_service *service)
{
    for (size_t i = 0; i < service->callers.count; i++)
        if (map->traced[service->callers.items[i]->item.owner->number])
            return service->callers.items[i];
    return NULL;
}

static struct chain collect_way(struct lunette_reporter *reporter, const struct tracing_map *map,
                                const struct lunette_dependency *first)
{
    size_t count = 1;
    for (const struct lunette_dependency *call = first; !map->traced[call->callee->item.number];
         call = map->towards[call->callee->item.number])
        count++;
    const struct lunette_dependency **calls = reporter->alloc(reporter, count, sizeof *calls);
    calls[0] = first;
    for (size_t i = 1; i < count; i++)
        calls[i] = map->towards[calls[i - 1]->callee->item.number];
    return (struct chain){calls, count};
}

static const char *tracer_of(const struct lunette_item *traced)
{
    const struct lunette_tracing *tracing = ((const struct lunette_service *)traced)->tracing;
    return tracing && tracing->tracer ? tracing->tracer : "otlp";
}

static void report_gap(struct lunette_reporter *reporter, const struct tracing_map *map,
                       const struct lunette_service *service,
                       const struct lunette_dependency *caller)
{
    struct chain way = collect_way(reporter, map, caller);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(service),
                         "%s is not traced, so that traces end at %s and start anew at %s: %s",
                         service->item.name, caller->item.owner->name,
                         way.calls[way.count - 1]->callee->item.name, chain_say(reporter, &way));
    say_relate_many_calls(reporter, finding, way.calls, way.count);
    reporter->help(finding, "add tracing = tracing { tracer = \"%s\" } to %s",
                   tracer_of(caller->item.owner), service->item.name);
}

static void check_broken_chain(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct tracing_map map = find_traced(model, reporter);
    if (map.count == 0 || map.count == model->services.count)
        return;
    find_ways(&map);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_dependency *caller =
            map.towards[i] ? find_traced_caller(&map, service) : NULL;
        if (caller)
            report_gap(reporter, &map, service, caller);
    }
}

static const struct lunette_rule rule_broken_chain = {
    .id = "tracing/broken-chain",
    .severity = LUNETTE_NOTE,
    .summary = "a service without tracing between services that have it",
    .rationale =
        "A trace is one only if everybody on the way passes its context on: a service that drops "
        "the header cuts the trace in two, and the latter half belongs to no request (W3C Trace "
        "Context, on propagation; Sigelman et al., Dapper, 2010). Traced is a service with tracing "
        "of its own or in a mesh whose observability has it; whether its code passes the headers "
        "on, as Istio's documentation asks for, no model says. Looked at are sync calls; of "
        "several "
        "untraced services in a row the first is reported. Silent in a model without tracing, and "
        "for untraced services at either end of a chain: there the trace ends, but is whole.",
    .help = "trace the service, too",
    .bad = "context \"shop\"\n"
           "service \"web\" { context = \"shop\",\n"
           "  tracing = tracing { tracer = \"otlp\" }, dependencies = { sync \"orders\" } }\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"payments\" { context = \"shop\", tracing = tracing { tracer = \"otlp\" } }\n",
    .good =
        "context \"shop\"\n"
        "service \"web\" { context = \"shop\",\n"
        "  tracing = tracing { tracer = \"otlp\" }, dependencies = { sync \"orders\" } }\n"
        "service \"orders\" { context = \"shop\",\n"
        "  tracing = tracing { tracer = \"otlp\" }, dependencies = { sync \"payments\" } }\n"
        "service \"payments\" { context = \"shop\", tracing = tracing { tracer = \"otlp\" } }\n",
    .check = check_broken_chain,
};

/* ---- tracing/sample-too-low ---- */

enum { SECONDS_PER_MINUTE = 60 };

/* The least share in whole percent, or of a percent, that gives enough traces; 1 at most. */
static double needed_share(double per_minute, double requests_per_s)
{
    double share = per_minute / (requests_per_s * SECONDS_PER_MINUTE);
    double step = share < 0.01 ? 0.0001 : 0.01;
    return fmin(1, ceil(share / step - 1e-9) * step);
}

static void check_sampling(struct lunette_reporter *reporter, const struct lunette_service *service,
                           const struct lunette_load *load, double limit)
{
    const struct lunette_tracing *tracing = service->tracing;
    double requests_per_s = load->at_most_per_s;
    double per_minute = requests_per_s * tracing->sample_rate * SECONDS_PER_MINUTE;
    if (!(requests_per_s > 0 && tracing->sample_rate < 1 && per_minute < limit))
        return;
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(tracing, "sample_rate"),
                         "%s of at most %.3g requests/s are %.2g traces of %s a minute, limit %g",
                         reporter->percent(reporter, tracing->sample_rate), requests_per_s,
                         per_minute, service->item.name, limit);
    reporter->subject(finding, "%s", service->item.name);
    if (load->by)
        reporter->relate(finding, lunette_at_field(load->by, "rate"),
                         "'%s' brings most of these requests", load->by->item.name);
    reporter->help(finding, "write sample_rate = \"%s\"",
                   reporter->percent(reporter, needed_share(limit, requests_per_s)));
}

static const struct lunette_parameter sample_parameters[] = {
    {"limit", 1, "traces a minute"},
    {NULL, 0, NULL},
};

static void check_sample_too_low(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    if (model->tracings.count == 0 || model->workloads.count == 0)
        return;
    double limit = reporter->parameter(reporter, "limit");
    const struct lunette_loads *loads = reporter->loads(reporter);
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->tracing)
            check_sampling(reporter, model->services.items[i], &loads->services[i], limit);
}

static const struct lunette_rule rule_sample_too_low = {
    .id = "tracing/sample-too-low",
    .severity = LUNETTE_NOTE,
    .summary = "a sample rate that leaves next to no traces of the traffic there is",
    .rationale =
        "Sampling keeps busy services cheap to trace; at low traffic the same rate leaves nothing "
        "to look at when something goes wrong (Sigelman et al., Dapper, 2010, on adaptive sampling "
        "and low-traffic workloads). Computed are the traces a minute that the sample rate leaves "
        "of the most requests that all workloads together bring to the service. Silent where no "
        "workload reaches it or one has no rate, where messages in a loop make the rate unknown, "
        "where no sample rate is given, and at 100 %, which cannot be raised.",
    .help = "raise the sample rate",
    .bad = "context \"shop\"\n"
           "actor \"customer\"\n"
           "service \"orders\" { context = \"shop\", tracing = tracing { tracer = \"otlp\", "
           "sample_rate = \"0.1%\" } }\n"
           "scenario \"buy\" { \"customer -> orders: POST /orders\" }\n"
           "workload \"day\" { scenario = \"buy\", rate = \"2/s\" }\n",
    .good = "context \"shop\"\n"
            "actor \"customer\"\n"
            "service \"orders\" { context = \"shop\", tracing = tracing { tracer = \"otlp\", "
            "sample_rate = \"1%\" } }\n"
            "scenario \"buy\" { \"customer -> orders: POST /orders\" }\n"
            "workload \"day\" { scenario = \"buy\", rate = \"2/s\" }\n",
    .parameters = sample_parameters,
    .check = check_sample_too_low,
};

static const struct lunette_rule *const rules[] = {&rule_broken_chain, &rule_sample_too_low, NULL};

const struct lunette_plugin plugin_tracing = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "tracing",
    .version = "1.0.0",
    .summary = "distributed tracing",
    .rules = rules,
};
