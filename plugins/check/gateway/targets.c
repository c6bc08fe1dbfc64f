/* A route against what its target offers. */
#include <string.h>

#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "common/verb.h"
#include "common/word.h"
#include "login.h"
#include "methods.h"
#include "rules.h"

/* The methods that the service offers below the route's path; each once. */
static struct names find_methods(struct lunette_reporter *reporter,
                                 const struct lunette_route *route,
                                 const struct lunette_service *service)
{
    struct lunette_route any = *route;
    any.methods.count = 0;
    struct names found = {.count = 0};
    bool seen[METHOD_COUNT] = {false};
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        const char *method = operation_method(endpoint);
        if (!method || seen[endpoint->item.kind - LUNETTE_GET] ||
            !reporter->endpoints->route_reaches(&any, endpoint))
            continue;
        seen[endpoint->item.kind - LUNETTE_GET] = true;
        say_add(&found, method);
    }
    return found;
}

/* A prefix that, stripped, would lead to an endpoint; something is left of the path. NULL: none. */
static const char *find_prefix(struct lunette_reporter *reporter, const struct lunette_route *route,
                               const struct lunette_service *service)
{
    struct lunette_route stripped = *route;
    const char *path = route->item.name;
    for (const char *at = strchr(path + 1, '/'); at && at[1]; at = strchr(at + 1, '/')) {
        stripped.strip_prefix = say_format(reporter, "%.*s", (int)(at - path), path);
        if (route_reaches_any(reporter, &stripped, service))
            return stripped.strip_prefix;
    }
    return NULL;
}

/* Why the route leads to nothing, and the endpoint that it may have meant. */
struct miss {
    const char *behind;                     /* the path as it arrives */
    struct names offered;                   /* the methods that would do */
    const struct lunette_endpoint *nearest; /* NULL: none is like it */
    bool is_whole;                          /* there is a nearest, which only has more in front */
    const char *prefix;                     /* to be stripped; NULL: none would do */
};

static struct miss find_miss(struct lunette_reporter *reporter, const struct lunette_route *route,
                             const struct lunette_service *service)
{
    struct miss miss = {.behind = route_path_behind(reporter, route)};
    miss.offered = find_methods(reporter, route, service);
    if (miss.offered.count > 0)
        return miss;
    miss.prefix = find_prefix(reporter, route, service);
    miss.nearest = operation_nearest(service, miss.behind, &miss.is_whole);
    return miss;
}

static const char *say_miss(struct lunette_reporter *reporter, const struct miss *miss)
{
    if (miss->offered.count > 0)
        return say_format(reporter, "which offers only %s at or below %s",
                          say_names(reporter, &miss->offered),
                          operation_area(reporter, miss->behind));
    if (!miss->nearest)
        return "which has no such endpoint";
    return say_format(reporter, miss->is_whole ? "which offers it as %s" : "whose nearest is %s",
                      operation_name(reporter, miss->nearest));
}

/* The method of a route that names none, by what the last part of its path begins with. */
static const char *guess_method(const char *path)
{
    static const struct {
        const char *words[6];
        const char *method;
    } rows[] = {
        {{"add", "cancel", "create", "insert", "login", NULL}, "POST"},
        {{"pay", "register", "send", "start", "stop", NULL}, "POST"},
        {{"change", "modify", "save", "set", "update", NULL}, "PUT"},
        {{"delete", "remove", NULL}, "DELETE"},
    };
    const char *last = strrchr(path, '/');
    last = last ? last + 1 : path;
    size_t length = word_first(last, strlen(last));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (word_is_among(last, length, rows[i].words))
            return rows[i].method;
    return "GET";
}

static const char *method_of(const struct lunette_route *route, const char *behind)
{
    return route->methods.count > 0 ? route->methods.items[0] : guess_method(behind);
}

/* What would have to be declared for the route to lead there. */
static const char *say_declaration(struct lunette_reporter *reporter,
                                   const struct lunette_route *route, const char *behind)
{
    const char *declaration = operation_declaration(
        reporter, say_format(reporter, "%s %s", method_of(route, behind), behind), LUNETTE_NO_KIND);
    return route->methods.count > 0
               ? declaration
               : say_format(reporter, "what it leads to, such as %s,", declaration);
}

/* What changes state wants authentication, which who logs in cannot have. */
static const char *say_exemption(struct lunette_reporter *reporter,
                                 const struct lunette_route *route)
{
    if (route->auth != LUNETTE_AUTH_UNSAID || !login_is_path(route->item.name))
        return "";
    return say_format(reporter, ", with %s for the route",
                      login_exemption((const struct lunette_gateway *)route->item.owner));
}

static bool is_routed(const struct lunette_gateway *gateway, const char *path)
{
    for (size_t i = 0; i < gateway->routes.count; i++)
        if (strcmp(gateway->routes.items[i]->item.name, path) == 0)
            return true;
    return false;
}

/* Whether the text is for the route's very path, not only below it. */
static bool is_for_path(const struct lunette_route *route, const char *text)
{
    const char *path = strchr(text, '/');
    return path && strcmp(path, route->item.name) == 0;
}

static bool is_taken_exactly(struct lunette_reporter *reporter, const struct lunette_route *route,
                             const struct lunette_strings *endpoints)
{
    for (size_t e = 0; e < endpoints->count; e++)
        if (is_for_path(route, endpoints->items[e]) &&
            route_takes(reporter, route, endpoints->items[e]))
            return true;
    return false;
}

/* Relates what the service that realises the gateway says it calls by the route: what is for its very path, or where
 * nothing is, for what lies below. False: nothing. */
static bool relate_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct lunette_route *route, const struct lunette_service *target)
{
    const struct lunette_service *by =
        (const struct lunette_service *)((const struct lunette_gateway *)route->item.owner)
            ->service.to;
    bool found = false;
    for (size_t i = 0; by && i < by->dependencies.count; i++) {
        const struct lunette_dependency *call = by->dependencies.items[i];
        bool exactly =
            call->to.to == &target->item && is_taken_exactly(reporter, route, &call->endpoints);
        for (size_t e = 0; call->to.to == &target->item && e < call->endpoints.count; e++) {
            const char *text = call->endpoints.items[e];
            if (!route_takes(reporter, route, text) || (exactly && !is_for_path(route, text)))
                continue;
            reporter->relate(finding, lunette_at_entry(call, "endpoints", e + 1), "%s calls it",
                             by->item.name);
            found = true;
        }
    }
    return found;
}

/* The route's path without the verbs that its method says, which contracts/verb-in-path would find in the endpoint.
 * NULL: it has none, or there is a route of that path. */
static const char *find_plain(struct lunette_reporter *reporter, const struct lunette_route *route)
{
    const char *plain = verb_free_path(reporter, route->item.name);
    bool is_free = plain != route->item.name &&
                   !is_routed((const struct lunette_gateway *)route->item.owner, plain);
    return is_free ? plain : NULL;
}

static const char *say_plain(struct lunette_reporter *reporter, const struct lunette_route *route,
                             const struct miss *miss, const char *plain)
{
    const char *method = method_of(route, miss->behind);
    const char *path = verb_free_path(reporter, miss->behind);
    return say_format(reporter,
                      "let the method be the verb: write route \"%s\"%s and add %s to the endpoints "
                      "of",
                      plain,
                      route->methods.count > 0
                          ? ""
                          : say_format(reporter, " with methods = { \"%s\" }", method),
                      operation_declaration(reporter, say_format(reporter, "%s %s", method, path),
                                            LUNETTE_NO_KIND));
}

static void help_declaration(struct lunette_reporter *reporter, struct lunette_finding *finding,
                             const struct lunette_route *route, const struct miss *miss,
                             const struct lunette_service *service, const char *drop,
                             bool is_called)
{
    const char *plain = find_plain(reporter, route);
    const char *added =
        plain ? say_plain(reporter, route, miss, plain)
              : say_format(reporter, "add %s to the endpoints of",
                           say_declaration(reporter, route, miss->behind));
    reporter->help(finding, "%s, or %s %s%s%s", drop, added, service->item.name,
                   say_exemption(reporter, route),
                   plain && is_called ? ", and let the call by it name that path" : "");
}

static void help_dead_end(struct lunette_reporter *reporter, struct lunette_finding *finding,
                          const struct lunette_route *route, const struct miss *miss,
                          const struct lunette_service *service)
{
    const struct lunette_gateway *gateway = (const struct lunette_gateway *)route->item.owner;
    bool is_called = relate_calls(reporter, finding, route, service);
    const char *drop = is_called ? "drop the route and the call by it" : "drop the route";
    if (miss->prefix)
        reporter->help(finding, "write strip_prefix = \"%s\"", miss->prefix);
    else if (!miss->is_whole || !miss->nearest)
        help_declaration(reporter, finding, route, miss, service, drop, is_called);
    else if (is_routed(gateway, miss->nearest->item.name))
        reporter->help(finding, "%s: %s has one of its own", drop, miss->nearest->item.name);
    else
        reporter->help(finding, "write route \"%s\", or %s", miss->nearest->item.name, drop);
}

static void report_dead_end(struct lunette_reporter *reporter, const struct lunette_route *route,
                            const struct lunette_service *service)
{
    struct miss miss = find_miss(reporter, route, service);
    const char *gateway = route->item.owner->name, *path = route_say(reporter, route);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(route), "'%s' routes %s to %s, %s", gateway, path,
                         service->item.name, say_miss(reporter, &miss));
    reporter->label(finding, "arrives as %s", miss.behind);
    reporter->subject(finding, "%s: %s", gateway, path);
    if (miss.nearest)
        reporter->relate(finding, lunette_at(miss.nearest), "offered here");
    else
        reporter->relate(finding, lunette_at_field(service, "endpoints"), "its %zu endpoint%s",
                         service->endpoints.count, say_plural(service->endpoints.count));
    help_dead_end(reporter, finding, route, &miss, service);
}

static void check_route_without_endpoint(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    (void)model;
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t r = 0; r < routes->count; r++)
        for (size_t t = 0; t < route_target_count(routes->items[r]); t++) {
            const struct lunette_service *service = route_service(routes->items[r], t);
            if (service && route_is_dead_end(reporter, routes->items[r], service))
                report_dead_end(reporter, routes->items[r], service);
        }
}

const struct lunette_rule rule_route_without_endpoint = {
    .id = "gateway/route-without-endpoint",
    .severity = LUNETTE_ERROR,
    .summary = "a route that leads to no endpoint of its target",
    .rationale =
        "Whoever takes the route gets 404 or 405: a renamed path, a forgotten rewrite, a method "
        "nobody offers. A route's path is a prefix of whole segments, as in nginx and the Gateway "
        "API (PathPrefix), and strip_prefix is taken off before it is compared; {x}, :x and * "
        "stand for one segment on either side, {x?} for one or none, ** for any number. With "
        "methods, one of them must fit, too. Each target of a split is looked at; the paths of its "
        "health checks count as offered. Silent about "
        "externals and about services that declare no endpoint, or any query, mutation or handler "
        "(where those are served the model does not say), or nothing but rpc (the gateway may "
        "translate).",
    .help = "drop the route, or declare its path in the service",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\", endpoints = { GET \"/orders\" } }\n"
           "gateway \"edge\" { routes = { route \"/api/orders\" { service = \"orders\" } } }\n",
    .good =
        "context \"shop\"\n"
        "service \"orders\" { context = \"shop\", endpoints = { GET \"/orders\" } }\n"
        "gateway \"edge\" {\n"
        "  routes = { route \"/api/orders\" { service = \"orders\", strip_prefix = \"/api\" } },\n"
        "}\n",
    .check = check_route_without_endpoint,
};
