/* How many calls at a time a caller allows itself, against how many it makes. */
#include "common/objective.h"
#include "common/say.h"
#include "rules.h"

/* The least of what limits calls at a time. */
struct bulkhead {
    int64_t limit;
    struct lunette_blame place;
    const char *what; /* "its bulkhead" */
};

/* One connection of gRPC carries many calls at a time. */
static bool is_multiplexed(const struct lunette_dependency *call)
{
    return call->protocol == LUNETTE_PROTOCOL_GRPC;
}

static bool find_bulkhead(const struct lunette_dependency *call, struct bulkhead *bulkhead)
{
    const struct lunette_breaker *breaker = call->breaker_in_force;
    *bulkhead = (struct bulkhead){.limit = LUNETTE_UNSET};
    if (call->bulkhead_in_force != LUNETTE_UNSET) {
        const char *field = call->bulkhead_by == &call->item ? "bulkhead" : "limit";
        *bulkhead = (struct bulkhead){call->bulkhead_in_force,
                                      lunette_at_field(call->bulkhead_by, field), "its bulkhead"};
    }
    if (breaker && breaker->max_connections != LUNETTE_UNSET && !is_multiplexed(call) &&
        (bulkhead->limit == LUNETTE_UNSET || breaker->max_connections < bulkhead->limit))
        *bulkhead = (struct bulkhead){breaker->max_connections,
                                      lunette_at_field(call->breaker_by, "max_connections"),
                                      "its max_connections"};
    return bulkhead->limit != LUNETTE_UNSET;
}

/* Each instance of the caller has a bulkhead of its own. */
static double instances_of(const struct lunette_dependency *call)
{
    const struct lunette_scaling *scaling =
        ((const struct lunette_service *)call->item.owner)->scaling;
    int64_t most = scaling ? (scaling->max != LUNETTE_UNSET ? scaling->max : scaling->min) : 1;
    return most > 1 ? (double)most : 1;
}

/* ---- how long the callee takes ---- */

struct latency {
    double ms; /* NAN: nobody says */
    struct lunette_blame place;
    const char *what; /* "p50" */
};

static bool take(struct latency *latency, double ms, struct lunette_blame place, const char *what)
{
    if (lunette_known(ms))
        *latency = (struct latency){ms, place, what};
    return lunette_known(ms);
}

/* Of the operations a call names, the fastest: the least it takes whichever of them it is. */
static bool take_endpoint(const struct lunette_reporter *reporter,
                          const struct lunette_dependency *call, bool median,
                          struct latency *latency)
{
    for (size_t i = 0; i < call->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint =
            reporter->endpoints->find(call->callee, call->endpoints.items[i]);
        double ms = !endpoint ? NAN : median ? endpoint->latency_p50_ms : endpoint->latency_p99_ms;
        if (lunette_known(ms) && !(ms >= latency->ms))
            take(latency, ms, lunette_at_field(endpoint, median ? "latency_p50" : "latency_p99"),
                 median ? "p50" : "p99");
    }
    return lunette_known(latency->ms);
}

/* The typical time where it is known, else the one that nearly all answers keep. */
static struct latency latency_of(struct lunette_reporter *reporter,
                                 const struct lunette_dependency *call)
{
    struct latency latency = {.ms = NAN};
    const struct lunette_performance *own = call->callee ? call->callee->performance : NULL;
    const struct lunette_slo *promise = objective_promise(reporter, call->to.to)->latency_p99;
    if ((call->callee && take_endpoint(reporter, call, true, &latency)) ||
        (own && take(&latency, own->latency_p50_ms, lunette_at_field(own, "latency_p50"), "p50")) ||
        (call->callee && take_endpoint(reporter, call, false, &latency)) ||
        (own && take(&latency, own->latency_p99_ms, lunette_at_field(own, "latency_p99"), "p99")))
        return latency;
    if (promise)
        take(&latency, promise->target_ms, lunette_at_field(promise, "target"), "promised p99");
    return latency;
}

/* ---- resilience/bulkhead-too-small ---- */

static void report_small(struct lunette_reporter *reporter, const struct lunette_dependency *call,
                         const struct bulkhead *bulkhead, const struct latency *latency,
                         const struct lunette_load *load)
{
    const char *caller = call->item.owner->name;
    double needed = load->at_least_per_s * latency->ms / 1000, instances = instances_of(call);
    const char *in_all =
        instances == 1 ? "" : say_format(reporter, " in each of %.0f instances", instances);
    struct lunette_finding *finding = reporter->report(
        reporter, bulkhead->place,
        "%s has about %.3g calls of %s under way at a time (%.4g/s × %s), and %s allows %lld%s",
        caller, needed, call->to.name, load->at_least_per_s,
        reporter->duration(reporter, latency->ms), bulkhead->what, (long long)bulkhead->limit,
        in_all);
    reporter->label(finding, "refuses the next one");
    reporter->subject(finding, "%s -> %s", caller, call->to.name);
    reporter->relate(finding, latency->place, "%s takes %s (%s)", call->to.name,
                     reporter->duration(reporter, latency->ms), latency->what);
    reporter->relate(finding, lunette_at_field(load->by, "rate"), "'%s' brings the load",
                     load->by->item.name);
    reporter->help(finding, "allow %.0f or more, with room for slow moments",
                   ceil(needed / instances));
}

static void check_call(struct lunette_reporter *reporter, const struct lunette_dependency *call)
{
    struct bulkhead bulkhead;
    if (call->item.kind != LUNETTE_SYNC || !call->to.to || !find_bulkhead(call, &bulkhead))
        return;
    const struct lunette_load *load = &reporter->loads(reporter)->calls[call->item.number];
    if (!(load->at_least_per_s > 0))
        return;
    struct latency latency = latency_of(reporter, call);
    if ((double)bulkhead.limit * instances_of(call) < load->at_least_per_s * latency.ms / 1000)
        report_small(reporter, call, &bulkhead, &latency, load);
}

static void check_bulkhead_too_small(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    if (model->workloads.count == 0)
        return;
    for (size_t i = 0; i < model->dependencies.count; i++)
        check_call(reporter, model->dependencies.items[i]);
}

const struct lunette_rule rule_bulkhead_too_small = {
    .id = "resilience/bulkhead-too-small",
    .severity = LUNETTE_WARNING,
    .summary = "a bulkhead or max_connections below the calls that are under way at a time",
    .rationale =
        "By Little's law the calls under way are their rate times the time each takes (L = λ × W; "
        "Little, A Proof for the Queuing Formula, 1961). A bulkhead or connection pool below that "
        "refuses requests on a good day, not only when the callee is slow. The rate is what the "
        "largest workload makes of the call for certain; what stands in an alt, opt or loop is not "
        "counted. The time is the callee's median: of the operations the call names, else of the "
        "service; where no median is known, the 99th percentile, else the one it promises. The "
        "limit is the least of bulkhead and circuit_breaker's max_connections (not for grpc, which "
        "carries many calls on one connection), times the most instances of the caller where its "
        "scaling is said. Silent where limit, rate or time is not known.",
    .help = "allow more calls at a time than rate × latency",
    .bad =
        "context \"ordering\"\n"
        "service \"stock\" { context = \"ordering\", performance = { latency_p50 = \"100ms\" } "
        "}\n"
        "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" { bulkhead "
        "= 10 } } }\n"
        "scenario \"order\" { \"orders -> stock: reserve\" }\n"
        "workload \"sale\" { scenario = \"order\", rate = \"200/s\" }\n",
    .good = "context \"ordering\"\n"
            "service \"stock\" { context = \"ordering\", performance = { latency_p50 = \"100ms\" } "
            "}\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" { "
            "bulkhead = 40 } } }\n"
            "scenario \"order\" { \"orders -> stock: reserve\" }\n"
            "workload \"sale\" { scenario = \"order\", rate = \"200/s\" }\n",
    .check = check_bulkhead_too_small,
};
