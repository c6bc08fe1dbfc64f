/* resilience/missing-timeout: callers that may wait for ever. */
#include <stdlib.h>

#include "common/objective.h"
#include "common/route.h"
#include "gather.h"
#include "rules.h"

/* ---- what a gateway's routes say for the service that realises it ---- */

enum { ROUTE_TIMED = 1, ROUTE_UNTIMED = 2 };

/* Routes to one service, of the gateway that was looked at last. */
struct routes_to {
    uint32_t gateway; /* its number, plus one */
    unsigned found;   /* ROUTE_TIMED, ROUTE_UNTIMED */
};

static double timeout_of_target(const struct lunette_route *route, size_t target)
{
    size_t first = route->service.name ? 1 : 0;
    double own_ms = target >= first ? route->split.items[target - first]->timeout_ms : NAN;
    return lunette_known(own_ms) ? own_ms : route->timeout_ms;
}

static void read_routes(const struct lunette_gateway *gateway, struct routes_to *by_service)
{
    for (size_t r = 0; r < gateway->routes.count; r++) {
        const struct lunette_route *route = gateway->routes.items[r];
        for (size_t t = 0; t < route_target_count(route); t++) {
            const struct lunette_service *service = route_service(route, t);
            if (!service)
                continue;
            struct routes_to *to = &by_service[service->item.number];
            if (to->gateway != gateway->item.number + 1)
                *to = (struct routes_to){gateway->item.number + 1, 0};
            to->found |= lunette_known(timeout_of_target(route, t)) ? ROUTE_TIMED : ROUTE_UNTIMED;
        }
    }
}

/* By call, its number: what the routes say of it. */
static void *find_routed(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    unsigned *found = reporter->alloc(reporter, model->dependencies.count + 1, sizeof *found);
    struct routes_to *by_service =
        reporter->alloc(reporter, model->services.count + 1, sizeof *by_service);
    for (size_t g = 0; g < model->gateways.count; g++) {
        const struct lunette_gateway *gateway = model->gateways.items[g];
        const struct lunette_service *service = (const struct lunette_service *)gateway->service.to;
        if (!service)
            continue;
        read_routes(gateway, by_service);
        for (size_t i = 0; i < service->dependencies.count; i++) {
            const struct lunette_dependency *call = service->dependencies.items[i];
            const struct lunette_item *to = call->to.to;
            bool is_routed = call->item.kind == LUNETTE_SYNC && to && to->kind == LUNETTE_SERVICE &&
                             by_service[to->number].gateway == gateway->item.number + 1;
            if (is_routed)
                found[call->item.number] |= by_service[to->number].found;
        }
    }
    return found;
}

static bool routes_give_timeout(struct lunette_reporter *reporter,
                                const struct lunette_dependency *call)
{
    static const char key;
    const unsigned *found = reporter->shared(reporter, &key, find_routed);
    return found[call->item.number] == ROUTE_TIMED;
}

static const struct lunette_item *find_missing(struct lunette_reporter *reporter,
                                               const struct lunette_dependency *call)
{
    bool is_given = lunette_known(call->timeout_in_force_ms) || routes_give_timeout(reporter, call);
    return is_given ? NULL : call->item.owner;
}

/* ---- which timeout to write: one that no other rule would object to ---- */

static const double usual_ms = 500;

/* By service: how long it may take in the eyes of those who wait for it, and how long it may wait itself once
 * each of its calls has the timeout that is proposed. NAN: nobody says. */
struct proposals {
    double *most_ms;
    double *wait_ms;
};

/* The usual, or what the callee promises where that is more, but no more than the caller has. */
static double most_of_call(const struct proposals *proposals, struct lunette_reporter *reporter,
                           const struct lunette_dependency *call)
{
    const struct lunette_slo *promise = objective_promise(reporter, call->to.to)->latency_p99;
    double allowed_ms = proposals->most_ms[call->item.owner->number] / (double)call->attempts;
    return fmin(fmax(usual_ms, promise ? ceil(promise->target_ms) : NAN), allowed_ms);
}

/* What the callee's own calls may take; NAN: nobody says. */
static double least_of_call(const struct proposals *proposals,
                            const struct lunette_dependency *call)
{
    return call->callee ? ceil(proposals->wait_ms[call->callee->item.number]) : NAN;
}

static double choose(double most_ms, double least_ms)
{
    return fmax(fmax(1, floor(most_ms)), least_ms);
}

/* Services so that callees come before their callers. */
static const struct lunette_service **order_services(const struct lunette_model *model,
                                                     struct lunette_reporter *reporter)
{
    const struct lunette_call_graph *graph = reporter->calls(reporter);
    size_t count = model->services.count;
    uint32_t *next = reporter->alloc(reporter, graph->component_count + 1, sizeof *next);
    const struct lunette_service **ordered = reporter->alloc(reporter, count, sizeof *ordered);
    for (size_t i = 0; i < count; i++)
        next[graph->components[i] + 1]++;
    for (uint32_t c = 1; c < graph->component_count; c++)
        next[c] += next[c - 1];
    for (size_t i = 0; i < count; i++)
        ordered[next[graph->components[i]]++] = model->services.items[i];
    return ordered;
}

static void lower(double *limit_ms, double ms)
{
    *limit_ms = fmin(*limit_ms, ms);
}

static void begin_limits(const struct lunette_model *model, struct lunette_reporter *reporter,
                         struct proposals *proposals)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_slo *promise =
            objective_promise(reporter, &model->services.items[i]->item)->latency_p99;
        proposals->most_ms[i] = promise ? promise->target_ms : NAN;
        proposals->wait_ms[i] = NAN;
    }
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t r = 0; r < routes->count; r++)
        for (size_t t = 0; t < route_target_count(routes->items[r]); t++) {
            const struct lunette_service *service = route_service(routes->items[r], t);
            if (service)
                lower(&proposals->most_ms[service->item.number], routes->items[r]->timeout_ms);
        }
}

static void pass_limits_on(struct lunette_reporter *reporter, const struct proposals *proposals,
                           const struct lunette_service *service)
{
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (!call->callee || lunette_on_cycle(reporter->calls(reporter), call))
            continue;
        bool is_known = lunette_known(call->timeout_in_force_ms);
        lower(&proposals->most_ms[call->callee->item.number],
              is_known ? call->timeout_in_force_ms : most_of_call(proposals, reporter, call));
    }
}

static void add_waits(struct lunette_reporter *reporter, const struct proposals *proposals,
                      const struct lunette_service *service)
{
    double *wait_ms = &proposals->wait_ms[service->item.number];
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (call->item.kind != LUNETTE_SYNC || !call->to.to ||
            lunette_on_cycle(reporter->calls(reporter), call))
            continue;
        bool is_known = lunette_known(call->timeout_in_force_ms);
        double try_ms = is_known ? call->timeout_in_force_ms
                                 : choose(most_of_call(proposals, reporter, call),
                                          least_of_call(proposals, call));
        *wait_ms = fmax(*wait_ms, try_ms * (double)call->attempts);
    }
}

static void *make_proposals(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t count = model->services.count;
    struct proposals *proposals = reporter->alloc(reporter, 1, sizeof *proposals);
    proposals->most_ms = reporter->alloc(reporter, count, sizeof(double));
    proposals->wait_ms = reporter->alloc(reporter, count, sizeof(double));
    const struct lunette_service **ordered = order_services(model, reporter);
    begin_limits(model, reporter, proposals);
    for (size_t i = count; i > 0; i--)
        pass_limits_on(reporter, proposals, ordered[i - 1]);
    for (size_t i = 0; i < count; i++)
        add_waits(reporter, proposals, ordered[i]);
    return proposals;
}

/* ---- resilience/missing-timeout ---- */

/* A call with the timeout to write for it. */
struct proposed {
    const struct lunette_dependency *call;
    double ms;
    bool is_forced; /* by what the callee waits for itself */
};

static int compare_proposed(const void *left, const void *right)
{
    const struct proposed *a = left, *b = right;
    if (a->ms != b->ms)
        return a->ms < b->ms ? -1 : 1;
    return a->call->item.number < b->call->item.number ? -1 : 1;
}

static struct proposed *propose(struct lunette_reporter *reporter, const struct gathered *group)
{
    static const char key;
    const struct proposals *proposals = reporter->shared(reporter, &key, make_proposals);
    struct proposed *all = reporter->alloc(reporter, group->count, sizeof *all);
    for (size_t i = 0; i < group->count; i++) {
        const struct lunette_dependency *call = group->calls[i];
        double most_ms = most_of_call(proposals, reporter, call);
        double ms = choose(most_ms, least_of_call(proposals, call));
        all[i] = (struct proposed){call, ms, ms > most_ms};
    }
    qsort(all, group->count, sizeof *all, compare_proposed);
    return all;
}

/* What to give the calls that want the same timeout: `the call to b timeout = "5s" (…)`. */
static const char *say_share(struct lunette_reporter *reporter, const struct proposed *share,
                             size_t count, size_t all)
{
    const struct lunette_dependency **calls = reporter->alloc(reporter, count, sizeof *calls);
    for (size_t i = 0; i < count; i++)
        calls[i] = share[i].call;
    struct gathered group = {calls, count};
    const char *fields =
        say_format(reporter, "timeout = \"%s\"", say_written_ms(reporter, share->ms));
    const char *whom = count == all ? (all == 1 ? "the call" : "each call")
                                    : say_format(reporter, "the call%s to %s", say_plural(count),
                                                 gather_targets(reporter, &group));
    const char *why = !share->is_forced ? ""
                      : count == 1 ? say_format(reporter, " (%s may take that long itself)",
                                                share->call->to.name)
                                   : " (each may take that long itself)";
    return say_format(reporter, "%s %s%s%s", whom, fields, why,
                      gather_policy(reporter, &group, "timeout", fields));
}

static void help_missing(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct gathered *group)
{
    const struct proposed *all = propose(reporter, group);
    const char *text = "";
    size_t shares = 0;
    for (size_t start = 0, end; start < group->count && shares < SAY_MANY; start = end, shares++) {
        for (end = start + 1; end < group->count && all[end].ms == all[start].ms; end++)
            continue;
        text = say_format(reporter, "%s%s%s", text, start ? "; " : "",
                          say_share(reporter, all + start, end - start, group->count));
    }
    reporter->help(finding, "give %s", text);
}

static void tell_missing(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *first = group->calls[0];
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(first), "%s calls %s without a timeout",
                         first->item.owner->name, gather_targets(reporter, group));
    reporter->label(finding, "may wait for ever");
    gather_relate(reporter, finding, group, &first->item);
    help_missing(reporter, finding, group);
}

static void check_missing_timeout(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_missing, tell_missing);
}

const struct lunette_rule rule_missing_timeout = {
    .id = "resilience/missing-timeout",
    .severity = LUNETTE_WARNING,
    .summary = "a sync call without a timeout from any source",
    .rationale =
        "A caller that waits for ever holds a thread and a connection for each request; when the "
        "callee hangs, so does the caller, and then its own callers (Nygard, Release It!, ch. 4 "
        "and 5; Google, Site Reliability Engineering, ch. 22, on deadlines). Counted are sync "
        "calls "
        "to services, gateways and foreign systems that neither give a timeout nor get one from a "
        "timeout policy or a traffic rule for their target, nor, where the caller realises a "
        "gateway, from each of its routes to the target. One finding for each caller, which names "
        "its calls; whether a timeout is long enough is left to "
        "resilience/timeout-inversion.",
    .help =
        "give each call timeout = \"500ms\", or declare a timeout for its target",
    .bad = "context \"ordering\"\n"
           "service \"stock\" { context = \"ordering\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "service \"stock\" { context = \"ordering\" }\n"
            "service \"orders\" {\n"
            "  context = \"ordering\",\n"
            "  dependencies = { sync \"stock\" { timeout = \"200ms\" } },\n"
            "}\n",
    .check = check_missing_timeout,
};
