/* Routes against each other. */
#include <stdlib.h>
#include <string.h>

#include "common/order.h"
#include "common/route.h"
#include "common/say.h"
#include "methods.h"
#include "rules.h"

/* ---- routes of one path ---- */

struct entry {
    const struct lunette_route *route;
    const char *path; /* without the names of its placeholders */
};

/* "/orders/{id}" and "/orders/:order" are one path, with a * for its last segment. Trailing slashes
 * stay: nginx tells "/orders" from "/orders/". */
static const char *unify_path(struct lunette_reporter *reporter, const char *path)
{
    char *unified = reporter->alloc(reporter, strlen(path) + 1, 1);
    size_t length = 0;
    for (const char *at = path; *at;) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end && end[-1] != '?') {
            unified[length++] = '*';
            at = end + 1;
        } else if (*at == ':' && at > path && at[-1] == '/') {
            unified[length++] = '*';
            at += strcspn(at, "/");
        } else {
            unified[length++] = *at++;
        }
    }
    return unified;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    return order ? order : order_numbers(a->route->item.number, b->route->item.number);
}

/* The routes of a gateway by path, then as declared. */
static struct entry *sort_routes(struct lunette_reporter *reporter,
                                 const struct lunette_gateway *gateway)
{
    struct entry *entries = reporter->alloc(reporter, gateway->routes.count, sizeof *entries);
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        const char *path = route->item.name ? route->item.name : "";
        entries[i] = (struct entry){route, unify_path(reporter, path)};
    }
    qsort(entries, gateway->routes.count, sizeof *entries, compare_entries);
    return entries;
}

/* ---- who takes what ---- */

static bool takes_any_method(const struct lunette_route *route)
{
    return route->methods.count == 0 || strcmp(route->methods.items[0], "*") == 0;
}

/* The routes of one path that came so far. */
struct claims {
    const struct lunette_route *any; /* the first for any method; NULL: none */
    const struct lunette_route *by_method[METHOD_COUNT];
};

enum verdict { VERDICT_NONE, VERDICT_CONFLICT, VERDICT_SHADOWED };

static bool leads_elsewhere(const struct lunette_route *route, const struct lunette_route *other)
{
    if (route_target_count(route) == 0 || route_target_count(other) == 0)
        return false;
    const struct lunette_item *target = route_target(route, 0), *taken = route_target(other, 0);
    return target && taken && target != taken;
}

static enum verdict judge_any(struct claims *claims, const struct lunette_route *route,
                              const struct lunette_route **other)
{
    *other = claims->any;
    if (!*other) {
        claims->any = route;
        return VERDICT_NONE;
    }
    return leads_elsewhere(route, *other) ? VERDICT_CONFLICT : VERDICT_SHADOWED;
}

/* A route for some methods beside one for any is no conflict: it is the more specific one. It only
 * must come first where the order decides. */
static enum verdict judge(struct claims *claims, const struct lunette_route *route,
                          const struct lunette_route **other)
{
    if (takes_any_method(route))
        return judge_any(claims, route, other);
    size_t taken = 0;
    const struct lunette_route *same = NULL, *clash = NULL;
    for (size_t i = 0; i < route->methods.count; i++) {
        enum lunette_kind kind = method_kind(route->methods.items[i]);
        if (kind == LUNETTE_NO_KIND)
            continue;
        const struct lunette_route **place = &claims->by_method[kind - LUNETTE_GET],
                                   *claim = *place;
        if (!claim) {
            *place = route;
        } else if (claim != route) {
            taken++;
            same = same ? same : claim;
            clash = !clash && leads_elsewhere(route, claim) ? claim : clash;
        }
    }
    *other = clash ? clash : claims->any ? claims->any : same;
    if (clash)
        return VERDICT_CONFLICT;
    return claims->any || taken == route->methods.count ? VERDICT_SHADOWED : VERDICT_NONE;
}

static void judge_gateway(struct lunette_reporter *reporter, const struct lunette_gateway *gateway,
                          enum verdict wanted,
                          void (*report)(struct lunette_reporter *reporter,
                                         const struct lunette_route *route,
                                         const struct lunette_route *other))
{
    const struct entry *entries = sort_routes(reporter, gateway);
    struct claims claims = {.any = NULL};
    for (size_t i = 0; i < gateway->routes.count; i++) {
        if (i > 0 && strcmp(entries[i - 1].path, entries[i].path) != 0)
            claims = (struct claims){.any = NULL};
        const struct lunette_route *other = NULL;
        if (judge(&claims, entries[i].route, &other) == wanted)
            report(reporter, entries[i].route, other);
    }
}

static const char *first_target(const struct lunette_route *route)
{
    const struct lunette_item *target =
        route_target_count(route) > 0 ? route_target(route, 0) : NULL;
    return target ? target->name : "nobody";
}

/* ---- gateway/route-conflict ---- */

static void report_conflict(struct lunette_reporter *reporter, const struct lunette_route *route,
                            const struct lunette_route *other)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(route), "%s of '%s' leads to %s, and to %s as well",
                         route_say(reporter, route), route->item.owner->name, first_target(other),
                         first_target(route));
    reporter->label(finding, "to %s", first_target(route));
    reporter->relate(finding, lunette_at(other), "%s to %s", route_say(reporter, other),
                     first_target(other));
}

static void check_route_conflict(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->gateways.count; i++)
        judge_gateway(reporter, model->gateways.items[i], VERDICT_CONFLICT, report_conflict);
}

const struct lunette_rule rule_route_conflict = {
    .id = "gateway/route-conflict",
    .severity = LUNETTE_ERROR,
    .summary = "one path and method to two services",
    .rationale =
        "Which of the two answers is settled by the product, by the order of its files or by the "
        "age of a resource (Gateway API, HTTPRoute: ties go to the oldest), and changes when "
        "nobody looks. Compared are routes of one gateway whose paths are the same but for the "
        "names of their placeholders, and whose methods overlap: both name one, or both take any. "
        "A route for some methods beside one for any is the more specific of the two: that is "
        "left to gateway/route-shadowed. Paths of which one lies below the other do not conflict. "
        "Shares of one route's traffic belong into its split.",
    .help = "keep one of the routes, or share the requests out with split",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"history\" { context = \"shop\" }\n"
           "gateway \"edge\" { routes = {\n"
           "  route \"/orders/{id}\" { service = \"orders\", methods = { \"GET\", \"PUT\" } },\n"
           "  route \"/orders/{order}\" { service = \"history\", methods = { \"GET\" } },\n"
           "} }\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"history\" { context = \"shop\" }\n"
            "gateway \"edge\" { routes = {\n"
            "  route \"/orders/{id}\" { service = \"orders\", methods = { \"PUT\" } },\n"
            "  route \"/orders/{order}\" { service = \"history\", methods = { \"GET\" } },\n"
            "} }\n",
    .check = check_route_conflict,
};

/* ---- gateway/route-shadowed ---- */

static void report_shadowed(struct lunette_reporter *reporter, const struct lunette_route *route,
                            const struct lunette_route *other)
{
    bool in_order = takes_any_method(other) && !takes_any_method(route);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(route), "%s of '%s' gets no request: %s takes %s",
                         route_say(reporter, route), route->item.owner->name,
                         in_order ? "an earlier route to the same path" : "an earlier route",
                         in_order ? "any method" : "the same methods of the same path");
    reporter->relate(finding, lunette_at(other), "comes first");
    if (in_order)
        reporter->help(finding, "move it before the other route");
}

static void check_route_shadowed(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->gateways.count; i++)
        judge_gateway(reporter, model->gateways.items[i], VERDICT_SHADOWED, report_shadowed);
}

const struct lunette_rule rule_route_shadowed = {
    .id = "gateway/route-shadowed",
    .severity = LUNETTE_WARNING,
    .summary = "an earlier route of the same path takes all",
    .rationale =
        "What the later route says, its timeout, its limits, its authentication, never applies. "
        "Found are a route of the same path (but for the names of placeholders) as an earlier one "
        "for any method, and one all of whose methods earlier routes of that path send to the same "
        "service. A route below an earlier, wider one is none: nginx and the Gateway API take the "
        "longest prefix in whatever order, Istio and Spring Cloud Gateway the first that matches, "
        "and the model does not say which stands here. Of equal paths the Gateway API prefers the "
        "one that names the method, too, but the others do not, and moving it costs nothing. Two "
        "services for one path and method are left to gateway/route-conflict.",
    .help = "remove one of the routes",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"history\" { context = \"shop\" }\n"
           "gateway \"edge\" { routes = {\n"
           "  route \"/orders\" { service = \"orders\" },\n"
           "  route \"/orders\" { service = \"history\", methods = { \"GET\" } },\n"
           "} }\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"history\" { context = \"shop\" }\n"
            "gateway \"edge\" { routes = {\n"
            "  route \"/orders\" { service = \"history\", methods = { \"GET\" } },\n"
            "  route \"/orders\" { service = \"orders\" },\n"
            "} }\n",
    .check = check_route_shadowed,
};
