/* Who gets in without showing anything. */
#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "login.h"
#include "methods.h"
#include "rules.h"
#include "tokens.h"

/* ---- what changes state ---- */

static bool has_changing_method(const struct lunette_route *route)
{
    for (size_t i = 0; i < route->methods.count; i++)
        if (method_changes_state(method_kind(route->methods.items[i])))
            return true;
    return false;
}

/* Whether the model says that this is meant for anybody. */
static bool is_on_record(const struct lunette_route *route, enum lunette_auth auth)
{
    return route->is_public == LUNETTE_YES && auth == LUNETTE_AUTH_NONE;
}

/* What a request may come to by the route, of one service behind it: an endpoint whose kind tells
 * whether it changes state, an rpc, which does not tell, and the first that changes state for
 * anybody (NULL: none). */
struct reach {
    bool any, any_rpc;
    const struct lunette_endpoint *change;
};

static struct reach find_reach(struct lunette_reporter *reporter, const struct lunette_route *route,
                               const struct lunette_service *service)
{
    struct reach reach = {.change = NULL};
    for (size_t i = 0; i < service->endpoints.count && !reach.change; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (!reporter->endpoints->route_reaches(route, endpoint))
            continue;
        bool is_rpc = endpoint->item.kind == LUNETTE_RPC;
        reach.any |= !is_rpc && endpoint->item.kind != LUNETTE_HANDLER;
        reach.any_rpc |= is_rpc;
        if (method_changes_state(endpoint->item.kind) && !token_is_asked(endpoint->auth) &&
            !is_on_record(route, endpoint->auth))
            reach.change = endpoint;
    }
    return reach;
}

/* Whether the route lets anybody change the state of a service; *endpoint is where, when it is
 * known. */
static bool opens_change(struct lunette_reporter *reporter, const struct lunette_route *route,
                         const struct lunette_endpoint **endpoint)
{
    *endpoint = NULL;
    for (size_t t = 0; t < route_target_count(route); t++) {
        const struct lunette_service *service = route_service(route, t);
        if (!service)
            continue;
        struct reach reach = find_reach(reporter, route, service);
        *endpoint = reach.change;
        if (reach.change || (has_changing_method(route) && !reach.any && !reach.any_rpc))
            return true;
    }
    return false;
}

/* ---- gateway/missing-auth ---- */

static bool is_open(struct lunette_reporter *reporter, const struct lunette_gateway *gateway,
                    const struct lunette_route *route, const struct lunette_endpoint **endpoint)
{
    enum lunette_auth auth = token_asked(gateway, route);
    return !token_is_asked(auth) && !is_on_record(route, auth) &&
           opens_change(reporter, route, endpoint);
}

/* Whether neither the gateway nor any of its routes says a word about who may use it. */
static bool says_nothing(const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < gateway->routes.count; i++)
        if (token_asked(gateway, gateway->routes.items[i]) != LUNETTE_AUTH_UNSAID)
            return false;
    return true;
}

enum { OPEN_SHOWN = 3 }; /* one remedy serves all of them */

/* The routes of a gateway that let anybody change state; the first of them. */
struct open_routes {
    const struct lunette_route *items[OPEN_SHOWN];
    size_t count;
};

/* To log in, nobody can have a token yet. */
static const char *say_login(struct lunette_reporter *reporter,
                             const struct lunette_gateway *gateway, const struct login *login)
{
    if (login->routes.count)
        return say_format(reporter, ", and %s to what a login needs: %s", login_exemption(gateway),
                          say_names(reporter, &login->routes));
    return say_format(reporter, ", and auth = \"none\" to %s of %s, which a login needs",
                      operation_name(reporter, login->inside), login->issuer->item.name);
}

static void help_gateway(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct lunette_gateway *gateway)
{
    struct login login = login_find(reporter, gateway);
    if (login.issuer)
        reporter->help(finding,
                       "add authentication = { type = \"jwt\", issuer = \"%s\" } to the gateway%s; so, "
                       "too, other routes meant for anybody",
                       login.issuer->item.name, say_login(reporter, gateway, &login));
    else
        reporter->help(finding, "add authentication = { type = \"jwt\" } to the gateway; on routes "
                                "meant for anybody, public = true and auth = \"none\"");
}

static struct open_routes find_open_routes(struct lunette_reporter *reporter,
                                           const struct lunette_gateway *gateway)
{
    struct open_routes open = {.count = 0};
    const struct lunette_endpoint *endpoint;
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        if (!is_open(reporter, gateway, route, &endpoint))
            continue;
        if (open.count < OPEN_SHOWN)
            open.items[open.count] = route;
        open.count++;
    }
    return open;
}

static void report_gateway(struct lunette_reporter *reporter, const struct lunette_gateway *gateway)
{
    struct open_routes open = find_open_routes(reporter, gateway);
    if (open.count == 0)
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(gateway),
        "'%s' asks nobody who they are, and lets anybody change state by %zu route%s",
        gateway->item.name, open.count, say_plural(open.count));
    for (size_t i = 0; i < open.count && i < OPEN_SHOWN; i++) {
        size_t more = i + 1 == OPEN_SHOWN ? open.count - OPEN_SHOWN : 0;
        const char *others =
            more > 0 ? say_format(reporter, ", and %zu more route%s", more, say_plural(more)) : "";
        reporter->relate(finding, lunette_at(open.items[i]), "%s is open to anybody%s",
                         route_say(reporter, open.items[i]), others);
    }
    help_gateway(reporter, finding, gateway);
}

static void report_route(struct lunette_reporter *reporter, const struct lunette_gateway *gateway,
                         const struct lunette_route *route, const struct lunette_endpoint *endpoint)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(route, "auth"),
                         "%s of '%s' changes state, and anybody may take it",
                         route_say(reporter, route), gateway->item.name);
    reporter->subject(finding, "%s: %s", gateway->item.name, route_say(reporter, route));
    if (endpoint)
        reporter->relate(finding, lunette_at(endpoint), "changes the state of %s",
                         endpoint->item.owner->name);
    if (token_asked(gateway, route) == LUNETTE_AUTH_NONE)
        reporter->help(finding,
                       "write auth = \"jwt\"; if it is meant for anybody, add public = true");
}

static void check_gateway(struct lunette_reporter *reporter, const struct lunette_gateway *gateway)
{
    const struct lunette_endpoint *endpoint;
    if (gateway->tls && gateway->tls->mode == LUNETTE_TLS_MUTUAL)
        return;
    if (says_nothing(gateway)) {
        report_gateway(reporter, gateway);
        return;
    }
    for (size_t i = 0; i < gateway->routes.count; i++)
        if (is_open(reporter, gateway, gateway->routes.items[i], &endpoint))
            report_route(reporter, gateway, gateway->routes.items[i], endpoint);
}

static void check_missing_auth(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->gateways.count; i++)
        check_gateway(reporter, model->gateways.items[i]);
}

const struct lunette_rule rule_missing_auth = {
    .id = "gateway/missing-auth",
    .severity = LUNETTE_WARNING,
    .summary = "a route that changes state, without authentication from any source",
    .rationale =
        "Whoever finds the address can write (OWASP API Security Top 10, 2023, API2 and API5). A "
        "route changes state when it reaches a POST, PUT, PATCH, DELETE or mutation of a service, "
        "or, where the service declares no endpoint that it reaches, when it is for one of these "
        "methods. Authentication comes from the route, its gateway, mutual TLS of the gateway, or "
        "the endpoint itself. auth = \"none\" is no authentication, but together with public = "
        "true on the route it is a decision on record, as for a login or a webhook, and so is the "
        "endpoint's own auth = \"none\" on a public route: silent. "
        "public = true alone only says that strangers come. A gateway that says nothing of "
        "authentication anywhere gets one finding for all its routes. Silent about rpc, whose "
        "method does not tell, about routes without methods to services without endpoints, and "
        "about externals, which a gateway leads out to.",
    .help = "write auth = \"jwt\" on the route, or authentication = { type = \"jwt\" } on the "
            "whole gateway",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\", endpoints = { POST \"/orders\" } }\n"
           "gateway \"edge\" { routes = { route \"/orders\" { service = \"orders\" } } }\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\", endpoints = { POST \"/orders\" } }\n"
            "gateway \"edge\" {\n"
            "  authentication = { type = \"oauth2\", issuer = \"https://login.example.com\" },\n"
            "  routes = { route \"/orders\" { service = \"orders\" } },\n"
            "}\n",
    .check = check_missing_auth,
};
