/* How long a gateway waits for those who wait for others. */
#include "common/patience.h"
#include "common/route.h"
#include "rules.h"

static void report_inversion(struct lunette_reporter *reporter, const struct lunette_route *route,
                             const struct lunette_service *service,
                             const struct lunette_dependency *call)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(route, "timeout"),
        "%s of '%s' waits %s for %s, which may wait %s for %s", route_say(reporter, route),
        route->item.owner->name, reporter->duration(reporter, route->timeout_ms),
        service->item.name, patience_say(reporter, call), call->to.name);
    reporter->label(finding, "gives up after %s", reporter->duration(reporter, route->timeout_ms));
    reporter->relate(finding, lunette_at_field(call->timeout_by, "timeout"), "%s still waits",
                     service->item.name);
    if (call->attempts > 1 && call->retry_by)
        reporter->relate(finding, lunette_at_field(call->retry_by, "max_attempts"), "%lld tries",
                         (long long)call->attempts);
    reporter->help(finding, "wait %s at least, or let %s give up sooner",
                   reporter->duration(reporter, patience_ms(call)), service->item.name);
}

/* Told of the service behind the route that may wait longest. */
static void check_route(struct lunette_reporter *reporter, const struct lunette_route *route)
{
    const struct lunette_service *patient = NULL;
    const struct lunette_dependency *longest = NULL;
    for (size_t t = 0; t < route_target_count(route); t++) {
        const struct lunette_service *service = route_service(route, t);
        const struct lunette_dependency *call =
            service ? patience_longest(reporter)[service->item.number] : NULL;
        if (call && (!longest || patience_ms(call) > patience_ms(longest))) {
            patient = service;
            longest = call;
        }
    }
    if (longest && route->timeout_ms < patience_ms(longest))
        report_inversion(reporter, route, patient, longest);
}

static void check_timeout_inversion(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    (void)model;
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t i = 0; i < routes->count; i++)
        if (lunette_known(routes->items[i]->timeout_ms))
            check_route(reporter, routes->items[i]);
}

const struct lunette_rule rule_gateway_timeout_inversion = {
    .id = "gateway/timeout-inversion",
    .severity = LUNETTE_ERROR,
    .summary = "a gateway gives up while the service behind it still waits",
    .rationale =
        "The client gets an error and tries again, while the first request still runs: work for "
        "nobody, and twice of it when the system is slow already (Google SRE book, ch. 22, "
        "Addressing Cascading Failures, on deadlines). A route's timeout is compared with the "
        "longest its target may wait for one of its own sync calls: the timeout in force, by the "
        "call, a policy or a traffic rule, times the tries; waits between them come on top. Of a "
        "split, the slowest target counts. Silent about routes and calls without a timeout and "
        "about calls on a cycle, which are left to calls/cycle. A service that gives up too soon "
        "on another is left to resilience/timeout-inversion.",
    .help = "let the gateway wait longer than the service behind it",
    .bad = "context \"shop\"\n"
           "service \"stock\" { context = \"shop\" }\n"
           "service \"orders\" {\n"
           "  context = \"shop\",\n"
           "  dependencies = { sync \"stock\" { timeout = \"400ms\", retry = { max_attempts = 3 } "
           "} },\n"
           "}\n"
           "gateway \"edge\" {\n"
           "  routes = { route \"/orders\" { service = \"orders\", timeout = \"1s\" } },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"stock\" { context = \"shop\" }\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  dependencies = { sync \"stock\" { timeout = \"400ms\", retry = { max_attempts = 3 } "
            "} },\n"
            "}\n"
            "gateway \"edge\" {\n"
            "  routes = { route \"/orders\" { service = \"orders\", timeout = \"1500ms\" } },\n"
            "}\n",
    .check = check_timeout_inversion,
};
