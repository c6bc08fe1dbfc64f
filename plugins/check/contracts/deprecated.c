/* What is to go away: who still calls it, and when it goes. */
#include <string.h>

#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"
#include "shape.h"

/* ---- contracts/deprecated-in-use ---- */

static bool is_deprecated(const struct lunette_endpoint *endpoint)
{
    return endpoint->deprecated == LUNETTE_YES;
}

static bool has_deprecated(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (is_deprecated(service->endpoints.items[i]))
            return true;
    return false;
}

/* The same operation in another version; NULL: none. */
static const struct lunette_endpoint *find_successor(const struct lunette_service *service,
                                                     const struct lunette_endpoint *endpoint)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *other = service->endpoints.items[i];
        if (!is_deprecated(other) && other->item.kind == endpoint->item.kind &&
            shape_is_same(other, endpoint, false))
            return other;
    }
    return NULL;
}

static const char *say_sunset(struct lunette_reporter *reporter,
                              const struct lunette_endpoint *endpoint)
{
    return endpoint->sunset ? say_format(reporter, "deprecated, gone on %s", endpoint->sunset)
                            : "deprecated";
}

static void add_remedy(struct lunette_reporter *reporter, struct lunette_finding *finding,
                       const char *verb, const struct lunette_service *service,
                       const struct lunette_endpoint *endpoint)
{
    const struct lunette_endpoint *successor = find_successor(service, endpoint);
    if (successor)
        reporter->help(finding, "%s %s instead", verb, operation_name(reporter, successor));
}

static void report_call(struct lunette_reporter *reporter, const struct lunette_dependency *call,
                        size_t index, const struct lunette_service *callee,
                        const struct lunette_endpoint *endpoint)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_entry(call, "endpoints", index + 1), "%s still calls %s of %s, %s",
        call->item.owner->name, operation_name(reporter, endpoint), callee->item.name,
        say_sunset(reporter, endpoint));
    reporter->relate(finding, lunette_at_field(endpoint, "deprecated"), "deprecated here");
    add_remedy(reporter, finding, "call", callee, endpoint);
}

/* A path without its method may mean a live endpoint as well. */
static bool may_be_live(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const char *text)
{
    for (size_t i = 0; text[0] == '/' && i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (operation_has_path(endpoint) && !is_deprecated(endpoint) &&
            reporter->endpoints->paths_meet(text, endpoint->item.name))
            return true;
    }
    return false;
}

static void check_callers(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    for (size_t i = 0; i < service->callers.count; i++) {
        const struct lunette_dependency *call = service->callers.items[i];
        bool is_direct = call->to.to == &service->item; /* not through a gateway it realises */
        for (size_t j = 0; is_direct && j < call->endpoints.count; j++) {
            const char *text = call->endpoints.items[j];
            const struct lunette_endpoint *endpoint = reporter->endpoints->find(service, text);
            if (endpoint && is_deprecated(endpoint) && !may_be_live(reporter, service, text))
                report_call(reporter, call, j, service, endpoint);
        }
    }
}

/* The one endpoint to speak of where a route leads to deprecated ones only; NULL: it leads elsewhere, too. */
static const struct lunette_endpoint *find_dead_end(struct lunette_reporter *reporter,
                                                    const struct lunette_route *route,
                                                    const struct lunette_service *service)
{
    const struct lunette_endpoint *found = NULL;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (!reporter->endpoints->route_reaches(route, endpoint))
            continue;
        if (!is_deprecated(endpoint))
            return NULL;
        found = found ? found : endpoint;
    }
    return found;
}

/* The service all requests of a route go to; NULL: several, or none. */
static const struct lunette_service *only_service(const struct lunette_route *route)
{
    size_t targets = route_target_count(route);
    for (size_t i = 1; i < targets; i++)
        if (route_target(route, i) != route_target(route, 0))
            return NULL;
    return targets ? route_service(route, 0) : NULL;
}

static void check_route(struct lunette_reporter *reporter, const struct lunette_route *route,
                        const bool *has_deprecated_endpoint)
{
    const struct lunette_service *service = only_service(route);
    if (!service || !has_deprecated_endpoint[service->item.number])
        return;
    const struct lunette_endpoint *endpoint = find_dead_end(reporter, route, service);
    if (!endpoint)
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(route), "route %s leads only to %s of %s, %s", route->item.name,
        operation_name(reporter, endpoint), service->item.name, say_sunset(reporter, endpoint));
    reporter->relate(finding, lunette_at_field(endpoint, "deprecated"), "deprecated here");
    add_remedy(reporter, finding, "lead it to", service, endpoint);
}

static void check_deprecated_in_use(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    bool *deprecated = NULL;
    for (size_t i = 0; i < model->services.count; i++) {
        if (!has_deprecated(model->services.items[i]))
            continue;
        if (!deprecated)
            deprecated = reporter->alloc(reporter, model->services.count, sizeof *deprecated);
        deprecated[i] = true;
        check_callers(reporter, model->services.items[i]);
    }
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t i = 0; deprecated && i < routes->count; i++)
        check_route(reporter, routes->items[i], deprecated);
}

const struct lunette_rule rule_deprecated_in_use = {
    .id = "contracts/deprecated-in-use",
    .severity = LUNETTE_WARNING,
    .summary = "a call or a route to an endpoint that is deprecated",
    .rationale =
        "A deprecated endpoint can go when nobody needs it any more; each caller left keeps it "
        "alive, or breaks on the day of its sunset (RFC 8594). Reports each call that names one, "
        "and each route of a gateway that leads to deprecated endpoints only: what is public "
        "draws new callers. Names the endpoint that differs in nothing but the version, where the "
        "service has one. Silent about calls that name no endpoint, or a path without a method "
        "that has live endpoints, too.",
    .help = "move the caller to what replaces the endpoint",
    .bad = "context \"shop\"\n"
           "service \"prices\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = {\n"
           "    GET \"/v1/prices\" { deprecated = true, sunset = \"2030-06-30\" }, GET "
           "\"/v2/prices\",\n"
           "  },\n"
           "}\n"
           "service \"carts\" {\n"
           "  context = \"shop\",\n"
           "  dependencies = { sync \"prices\" { endpoint = \"GET /v1/prices\", timeout = \"1s\" } "
           "},\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"prices\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = {\n"
            "    GET \"/v1/prices\" { deprecated = true, sunset = \"2030-06-30\" }, GET "
            "\"/v2/prices\",\n"
            "  },\n"
            "}\n"
            "service \"carts\" {\n"
            "  context = \"shop\",\n"
            "  dependencies = { sync \"prices\" { endpoint = \"GET /v2/prices\", timeout = \"1s\" "
            "} },\n"
            "}\n",
    .check = check_deprecated_in_use,
};

/* ---- contracts/deprecated-without-sunset ---- */

static void check_deprecated_without_sunset(const struct lunette_model *model,
                                            struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        for (size_t j = 0; j < service->endpoints.count; j++) {
            const struct lunette_endpoint *endpoint = service->endpoints.items[j];
            if (is_deprecated(endpoint) && !endpoint->sunset)
                reporter->report(reporter, lunette_at_field(endpoint, "deprecated"),
                                 "%s of %s is deprecated, and nobody is told when it goes",
                                 operation_name(reporter, endpoint), service->item.name);
        }
    }
}

const struct lunette_rule rule_deprecated_without_sunset = {
    .id = "contracts/deprecated-without-sunset",
    .severity = LUNETTE_WARNING,
    .summary = "a deprecated endpoint without the date it goes away",
    .rationale =
        "Without a date no caller plans its move, and the endpoint stays for ever beside what "
        "replaced it. HTTP has a header field for the date, Sunset (RFC 8594). Reports endpoints "
        "that are deprecated and have no `sunset`.",
    .help = "add sunset = \"YYYY-MM-DD\"",
    .bad = "context \"shop\"\n"
           "service \"prices\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = { GET \"/v1/prices\" { deprecated = true }, GET \"/v2/prices\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"prices\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = {\n"
            "    GET \"/v1/prices\" { deprecated = true, sunset = \"2030-06-30\" }, GET "
            "\"/v2/prices\",\n"
            "  },\n"
            "}\n",
    .check = check_deprecated_without_sunset,
};
