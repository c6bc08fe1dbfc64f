/* Sensitive data behind a route that asks nobody who they are. */
#include <strings.h>

#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* The stores with personal or confidential data of each service, by its number. */
struct sensitive {
    const struct lunette_datastore *worst; /* NULL: it has none */
    size_t count;
};

static bool is_sensitive(const struct lunette_datastore *store)
{
    return store->data >= LUNETTE_CLASSIFICATION_CONFIDENTIAL;
}

/* NULL: no store is sensitive. */
static const struct sensitive *find_sensitive(const struct lunette_model *model,
                                              struct lunette_reporter *reporter)
{
    struct sensitive *by_service = NULL;
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        if (!is_sensitive(store))
            continue;
        if (!by_service)
            by_service = reporter->alloc(reporter, model->services.count, sizeof *by_service);
        for (size_t u = 0; u < store->users.count; u++) {
            struct sensitive *of = &by_service[store->users.items[u]->item.number];
            if (!of->worst || store->data > of->worst->data)
                of->worst = store;
            of->count++;
        }
    }
    return by_service;
}

/* ---- who has to show what ---- */

enum lock {
    LOCK_UNSAID,
    LOCK_OPEN, /* anybody may come in, it says */
    LOCK_SHUT, /* somebody has to show something */
};

static enum lock lock_of(enum lunette_auth auth)
{
    if (auth == LUNETTE_AUTH_UNSAID)
        return LOCK_UNSAID;
    return auth == LUNETTE_AUTH_NONE ? LOCK_OPEN : LOCK_SHUT;
}

/* What the gateway asks of all who come in. An authentication that does not tell its type is one all the
 * same. */
static enum lock lock_of_gateway(const struct lunette_gateway *gateway)
{
    if (!gateway->authentication)
        return LOCK_UNSAID;
    return gateway->authentication->type == LUNETTE_AUTH_NONE ? LOCK_OPEN : LOCK_SHUT;
}

static enum lock lock_of_route(const struct lunette_route *route)
{
    const struct lunette_gateway *gateway = (const struct lunette_gateway *)route->item.owner;
    if (gateway->tls && gateway->tls->mode == LUNETTE_TLS_MUTUAL)
        return LOCK_SHUT;
    enum lock own = lock_of(route->auth);
    return own == LOCK_UNSAID ? lock_of_gateway(gateway) : own;
}

/* Whether nobody asks: it is said that nobody does, or the route is for the public and nothing is said. */
static bool is_open(enum lock at_route, enum lock at_endpoint, enum lunette_flag is_public)
{
    if (at_route == LOCK_SHUT || at_endpoint == LOCK_SHUT || is_public == LUNETTE_NO)
        return false;
    return at_route == LOCK_OPEN || at_endpoint == LOCK_OPEN || is_public == LUNETTE_YES;
}

/* ---- what can be read ---- */

static bool can_read(enum lunette_kind endpoint)
{
    return endpoint == LUNETTE_GET || endpoint == LUNETTE_QUERY || endpoint == LUNETTE_RPC;
}

static const struct lunette_endpoint *find_open_endpoint(const struct lunette_reporter *reporter,
                                                         const struct lunette_route *route,
                                                         const struct lunette_service *service,
                                                         enum lock at_route)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (can_read(endpoint->item.kind) &&
            is_open(at_route, lock_of(endpoint->auth), route->is_public) &&
            reporter->endpoints->route_reaches(route, endpoint))
            return endpoint;
    }
    return NULL;
}

static bool lets_read(const struct lunette_route *route)
{
    for (size_t i = 0; i < route->methods.count; i++)
        if (strcasecmp(route->methods.items[i], "GET") == 0)
            return true;
    return route->methods.count == 0;
}

/* ---- data/sensitive-exposed ---- */

static struct lunette_blame place_of_opening(const struct lunette_route *route,
                                             const struct lunette_endpoint *endpoint)
{
    if (route->auth != LUNETTE_AUTH_UNSAID)
        return lunette_at_field(route, "auth");
    if (endpoint && endpoint->auth == LUNETTE_AUTH_NONE)
        return lunette_at_field(endpoint, "auth");
    if (route->is_public == LUNETTE_YES)
        return lunette_at_field(route, "public");
    return lunette_at(route);
}

static void report_exposed(struct lunette_reporter *reporter, const struct lunette_route *route,
                           const struct lunette_service *service,
                           const struct lunette_endpoint *endpoint,
                           const struct sensitive *sensitive)
{
    const struct lunette_datastore *store = sensitive->worst;
    const char *class = store->data == LUNETTE_CLASSIFICATION_PII ? "pii" : "confidential data";
    const char *more =
        sensitive->count > 1 ? say_format(reporter, " and %zu more", sensitive->count - 1) : "";
    struct lunette_finding *finding = reporter->report(
        reporter, place_of_opening(route, endpoint),
        "anybody can read from %s, which keeps %s in '%s'%s: the route %s asks for no "
        "authentication",
        service->item.name, class, store->item.name, more, route_say(reporter, route));
    reporter->label(finding, "open to anybody");
    reporter->subject(finding, "%s", service->item.name);
    if (endpoint)
        reporter->relate(finding, lunette_at(endpoint), "reached by the route %s",
                         route->item.name);
    reporter->relate(finding, lunette_at_field(store, "data"), "'%s' holds %s", store->item.name,
                     class);
}

static void check_target(struct lunette_reporter *reporter, const struct lunette_route *route,
                         const struct lunette_service *service, const struct sensitive *by_service)
{
    if (!service || !by_service[service->item.number].worst)
        return;
    enum lock at_route = lock_of_route(route);
    const struct lunette_endpoint *endpoint =
        find_open_endpoint(reporter, route, service, at_route);
    bool blind = service->endpoints.count == 0 &&
                 is_open(at_route, LOCK_UNSAID, route->is_public) && lets_read(route);
    if (endpoint || blind)
        report_exposed(reporter, route, service, endpoint, &by_service[service->item.number]);
}

/* A split often names one service twice, by its subsets. */
static void check_route(struct lunette_reporter *reporter, const struct lunette_route *route,
                        const struct sensitive *by_service)
{
    for (size_t i = 0; i < route_target_count(route); i++) {
        const struct lunette_service *service = route_service(route, i);
        bool is_told = false;
        for (size_t before = 0; before < i && !is_told; before++)
            is_told = route_service(route, before) == service;
        if (!is_told)
            check_target(reporter, route, service, by_service);
    }
}

static void check_sensitive_exposed(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    const struct sensitive *by_service =
        model->gateways.count > 0 ? find_sensitive(model, reporter) : NULL;
    if (!by_service)
        return;
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t i = 0; i < routes->count; i++)
        check_route(reporter, routes->items[i], by_service);
}

const struct lunette_rule rule_sensitive_exposed = {
    .id = "data/sensitive-exposed",
    .severity = LUNETTE_ERROR,
    .summary = "a pii or confidential store behind a public route without authentication",
    .rationale =
        "Broken authentication and access control are what data leak through most (OWASP API "
        "Security Top 10, 2023, API1 and API2). A route is open when its auth is \"none\", or the "
        "gateway's is and it says nothing else, or the endpoint's is \"none\" and nobody else "
        "asks, "
        "or when it is public = true and neither route, gateway nor endpoint says anything. The "
        "rule speaks where such a route leads to a service that owns or uses a pii or confidential "
        "store and something can be read by it: a GET, query or rpc that the route reaches, or any "
        "GET where the service declares no endpoints. Silent for routes that only take data in, as "
        "logins and registrations must; where mutual TLS, the gateway, the route or the endpoint "
        "asks for credentials; and for services further behind, whose callers may show less than "
        "they know. Which endpoint reads which store a model does not tell: allow it where what "
        "is open is not what is sensitive.",
    .help = "ask for credentials: auth = \"oauth2\" on the route, or authentication on the gateway",
    .bad = "context \"care\"\n"
           "service \"patients\" {\n"
           "  context = \"care\",\n"
           "  endpoints = { GET \"/patients/{id}\" },\n"
           "  datastores = { datastore \"identities\" { data = \"pii\" } },\n"
           "}\n"
           "gateway \"edge\" { routes = { route \"/patients\" { service = \"patients\", public = "
           "true } } }\n",
    .good = "context \"care\"\n"
            "service \"patients\" {\n"
            "  context = \"care\",\n"
            "  endpoints = { GET \"/patients/{id}\" },\n"
            "  datastores = { datastore \"identities\" { data = \"pii\" } },\n"
            "}\n"
            "gateway \"edge\" { routes = { route \"/patients\" { service = \"patients\", auth = "
            "\"oauth2\" } } }\n",
    .check = check_sensitive_exposed,
};
