/* Whether clients can get the token they are asked for. */
#include <string.h>

#include "common/messages.h"
#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"
#include "tokens.h"

/* ---- the way to the issuer ---- */

struct search {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    const struct lunette_service *issuer;
    bool *open;   /* by service: some route leads to it that does not ask for the issuer's token */
    bool *closed; /* by service: some route does */
    const bool *gateways; /* by service: it realises a gateway */
    bool *leads; /* by service: its sync calls lead to the issuer in the end; so is the issuer */
    const struct lunette_service **queue;
    size_t queued;
};

static bool is_issued_by(const struct lunette_gateway *gateway,
                         const struct lunette_service *issuer)
{
    const struct lunette_authentication *every = gateway->authentication;
    return every && every->issuer && strcmp(every->issuer, issuer->item.name) == 0;
}

/* Whether an endpoint that the route reaches says that it takes something else than a token. */
static bool is_exempt(struct lunette_reporter *reporter, const struct lunette_route *route,
                      const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        enum lunette_auth auth = service->endpoints.items[i]->auth;
        bool other =
            auth == LUNETTE_AUTH_NONE || auth == LUNETTE_AUTH_API_KEY || auth == LUNETTE_AUTH_MTLS;
        if (other && reporter->endpoints->route_reaches(route, service->endpoints.items[i]))
            return true;
    }
    return false;
}

static bool asks_for_token(struct search *search, const struct lunette_gateway *gateway,
                           const struct lunette_route *route, const struct lunette_service *target)
{
    enum lunette_auth auth = token_asked(gateway, route);
    return is_issued_by(gateway, search->issuer) && route->is_public != LUNETTE_YES &&
           (auth == LUNETTE_AUTH_JWT || auth == LUNETTE_AUTH_OAUTH2) &&
           !is_exempt(search->reporter, route, target);
}

static void mark_routes(struct search *search, const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        for (size_t t = 0; t < route_target_count(route); t++) {
            const struct lunette_service *target = route_service(route, t);
            if (target && asks_for_token(search, gateway, route, target))
                search->closed[target->item.number] = true;
            else if (target)
                search->open[target->item.number] = true;
        }
    }
}

static void enqueue(struct search *search, const struct lunette_service *service)
{
    if (search->leads[service->item.number])
        return;
    search->leads[service->item.number] = true;
    search->queue[search->queued++] = service;
}

/* Whether strangers come to this service: by a route without the token, or, as nothing of the model
 * leads to it at all, by a door of its own. */
static bool is_entrance(const struct search *search, const struct lunette_service *service)
{
    size_t number = service->item.number;
    if (search->open[number])
        return true;
    return !search->closed[number] && !search->gateways[number] && service->callers.count == 0;
}

static bool has_entrance(struct search *search)
{
    enqueue(search, search->issuer);
    for (size_t i = 0; i < search->queued; i++) {
        const struct lunette_service *service = search->queue[i];
        if (is_entrance(search, service))
            return true;
        for (size_t c = 0; c < service->callers.count; c++)
            enqueue(search, (const struct lunette_service *)service->callers.items[c]->item.owner);
    }
    return false;
}

/* Whether a scenario shows a person or a foreign system at one of the services that lead to the
 * issuer. */
static bool is_visited(const struct search *search)
{
    struct message_walk walk = messages_begin_all(search->reporter, search->model);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        const struct lunette_item *from = message->from.to, *to = message->to.to;
        if (from && to && to->kind == LUNETTE_SERVICE && search->leads[to->number] &&
            messages_is_outsider(from))
            return true;
    }
    return false;
}

static bool is_locked_away(struct search *search)
{
    const struct lunette_model *model = search->model;
    for (size_t i = 0; i < model->gateways.count; i++)
        mark_routes(search, model->gateways.items[i]);
    return search->closed[search->issuer->item.number] && !has_entrance(search) &&
           !is_visited(search);
}

/* ---- gateway/auth-cycle ---- */

static const struct lunette_service *find_issuer(const struct lunette_model *model,
                                                 const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (is_issued_by(gateway, model->services.items[i]))
            return model->services.items[i];
    return NULL;
}

static bool leads_to(const struct lunette_route *route, const struct lunette_service *service)
{
    for (size_t t = 0; t < route_target_count(route); t++)
        if (route_target(route, t) == &service->item)
            return true;
    return false;
}

static void report_cycle(struct lunette_reporter *reporter, const struct lunette_gateway *gateway,
                         const struct lunette_service *issuer)
{
    struct names names = {.count = 0};
    const struct lunette_route *first = NULL;
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        if (!leads_to(route, issuer))
            continue;
        first = first ? first : route;
        say_add(&names, names.count < SAY_LIMIT ? route_say(reporter, route) : NULL);
    }
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(gateway->authentication, "issuer"),
        "'%s' asks for a token of %s on every way to %s%s%s", gateway->item.name, issuer->item.name,
        issuer->item.name, first ? ": " : "", say_names(reporter, &names));
    reporter->label(finding, "whoever has no token cannot get one");
    reporter->subject(finding, "%s -> %s", gateway->item.name, issuer->item.name);
    if (first)
        reporter->relate(finding, lunette_at(first), "leads to %s, for whoever has a token",
                         issuer->item.name);
}

static struct search begin_search(const struct lunette_model *model,
                                  struct lunette_reporter *reporter,
                                  const struct lunette_service *issuer)
{
    size_t count = model->services.count;
    struct search search = {.model = model, .reporter = reporter, .issuer = issuer};
    search.open = reporter->alloc(reporter, count, sizeof *search.open);
    search.closed = reporter->alloc(reporter, count, sizeof *search.closed);
    search.gateways = operation_gateways(reporter);
    search.leads = reporter->alloc(reporter, count, sizeof *search.leads);
    search.queue = reporter->alloc(reporter, count, sizeof *search.queue);
    return search;
}

static void check_auth_cycle(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    bool *looked_at = reporter->alloc(reporter, model->services.count, sizeof *looked_at);
    for (size_t i = 0; i < model->gateways.count; i++) {
        const struct lunette_gateway *gateway = model->gateways.items[i];
        const struct lunette_service *issuer =
            gateway->authentication && gateway->authentication->issuer ? find_issuer(model, gateway)
                                                                       : NULL;
        if (!issuer || looked_at[issuer->item.number])
            continue;
        looked_at[issuer->item.number] = true;
        struct search search = begin_search(model, reporter, issuer);
        if (is_locked_away(&search))
            report_cycle(reporter, gateway, issuer);
    }
}

const struct lunette_rule rule_auth_cycle = {
    .id = "gateway/auth-cycle",
    .severity = LUNETTE_ERROR,
    .summary = "the issuer of tokens can only be reached with one of its tokens",
    .rationale =
        "Who logs in has no token yet: the token endpoint authenticates clients by other means "
        "(RFC 6749, section 3.2). Where `issuer` names a service, the ways to it are searched: the "
        "routes of all gateways to it and to all that call it in the end. Found is an issuer to "
        "which routes lead, all of them for jwt or oauth2 of its own. Silent when one way is open: "
        "a route that is public, asks for something else (auth = \"none\", \"api-key\", "
        "\"mtls\"), belongs to a gateway of another issuer, or reaches an endpoint that says so "
        "itself; a service on the way that no route and no call leads to, which has a door of its "
        "own; an actor or external that calls one in a scenario. Silent, too, when no route leads "
        "to the issuer: then clients find it elsewhere.",
    .help = "give the route to the issuer auth = \"api-key\", or public = true and auth = \"none\"",
    .bad = "context \"shop\"\n"
           "service \"login\" { context = \"shop\", endpoints = { POST \"/oauth/token\" } }\n"
           "gateway \"edge\" {\n"
           "  authentication = { type = \"oauth2\", issuer = \"login\" },\n"
           "  routes = { route \"/oauth\" { service = \"login\" } },\n"
           "}\n",
    .good =
        "context \"shop\"\n"
        "service \"login\" { context = \"shop\", endpoints = { POST \"/oauth/token\" } }\n"
        "gateway \"edge\" {\n"
        "  authentication = { type = \"oauth2\", issuer = \"login\" },\n"
        "  routes = { route \"/oauth\" { service = \"login\", public = true, auth = \"none\" } },\n"
        "}\n",
    .check = check_auth_cycle,
};
